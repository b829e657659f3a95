"""The person's word on key points, over what the grader gave: each may be turned over, and back again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from qbank.core.entry import Entry
from qbank.core.grading import Grade, settled


@dataclass(frozen=True, slots=True)
class Judged:
    """A grade and what the person changed of it.

    Attributes:
        given: What the grader gave.
        entry: The question.
        said: For ids of key points that the person turned over, whether the answer says them.
    """

    given: Grade
    entry: Entry
    said: Mapping[str, bool] = field(default_factory=dict)

    @property
    def grade(self) -> Grade:
        """Return the grade as it stands now."""
        return settled(self.given, self.entry, self.said) if self.said else self.given

    def turned(self, index: int) -> "Judged":
        """Return it with a key point turned over: what was not said is said, else it is as the grader had it.

        A point that the grader found said becomes missed; turned twice, every point is what it was, and a
        mistake that had contradicted it is flagged again.
        """
        id_ = self.given.points[index].id
        others = {point: said for point, said in self.said.items() if point != id_}
        if self.grade.points[index].status != "covered":
            return replace(self, said={**others, id_: True})
        if self.given.points[index].status == "covered":
            return replace(self, said={**others, id_: False})
        return replace(self, said=others)
