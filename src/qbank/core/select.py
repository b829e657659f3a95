"""Which entries a person means: topics and ids by any of their names, and the filters of every command."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qbank.core.question import Summary, Topic, Track
from qbank.core.text import normalise
from qbank.errors import WrongUsageError


@dataclass(frozen=True, slots=True)
class Filter:
    """What an entry must be to be meant; an empty field asks nothing.

    Attributes:
        difficulty: The lowest and the highest, both included.
        checked: Leave drafts out.
        marked: Ids of the entries with a mark that is asked for; None asks for none.
    """

    topics: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    difficulty: tuple[int, int] = (1, 5)
    kinds: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    checked: bool = False
    marked: frozenset[str] | None = None

    def fits(self, summary: Summary) -> bool:
        """Say whether an entry is meant."""
        low, high = self.difficulty
        return (
            (not self.topics or summary.topic in self.topics)
            and (not self.tags or bool(self.tags & set(summary.tags)))
            and low <= summary.difficulty <= high
            and (not self.kinds or summary.kind in self.kinds)
            and (not self.ids or summary.id in self.ids)
            and (not self.checked or summary.state == "checked")
            and (self.marked is None or summary.id in self.marked)
        )


def in_words(summaries: Iterable[Summary]) -> list[Summary]:
    """Return those that are answered in words: all but the coding problems, which the judge takes.

    Whatever asks for typed answers (quiz, plan, mock) chooses among these.
    """
    return [summary for summary in summaries if not summary.is_problem]


def topic_named(name: str, topics: Sequence[Topic]) -> str:
    """Return the slug of the topic with that slug, name or alias in either language.

    Raises:
        WrongUsageError: There is none; the nearest name is suggested.
    """
    slugs: dict[str, str] = {}
    for topic in topics:
        for known in (topic.slug, topic.name.zh, topic.name.en, *topic.aliases):
            slugs.setdefault(normalise(known), topic.slug)
    slugs.pop("", None)
    if found := slugs.get(normalise(name.strip())):
        return found
    from difflib import get_close_matches  # noqa: PLC0415  # late: only for a name that is wrong

    near = get_close_matches(normalise(name), slugs, n=1, cutoff=0.6)
    if near:
        raise WrongUsageError("no topic {name}; did you mean {near}?", name=name, near=slugs[near[0]])
    raise WrongUsageError("no topic {name}", name=name, hint="qbank topics lists them all")


def track_named(name: str, tracks: Sequence[Track]) -> Track:
    """Return the track with that slug or name.

    Raises:
        WrongUsageError: There is none; the sentence lists those there are.
    """
    for track in tracks:
        if normalise(name) in (track.slug, normalise(track.name.zh), normalise(track.name.en)):
            return track
    known = ", ".join(track.slug for track in tracks) or "-"
    raise WrongUsageError("no track {name}; there are {known}", name=name, known=known)


def id_named(name: str, ids: Iterable[str]) -> str:
    """Return the id that is `name`, or the only one whose last part is.

    Raises:
        WrongUsageError: None or several fit; the sentence names the nearest or all of them.
    """
    known = set(ids)
    if name in known:
        return name
    ending = sorted(id_ for id_ in known if id_.rpartition("/")[2] == name)
    if len(ending) == 1:
        return ending[0]
    if ending:
        raise WrongUsageError("{name} could be {ids}", name=name, ids=", ".join(ending))
    from difflib import get_close_matches  # noqa: PLC0415  # late: only for a name that is wrong

    near = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    if not near:
        tails = {id_.rpartition("/")[2]: id_ for id_ in sorted(known)}
        near = [tails[tail] for tail in get_close_matches(name, tails, n=1, cutoff=0.6)]
    if near:
        raise WrongUsageError("no entry {name}; did you mean {near}?", name=name, near=near[0])
    raise WrongUsageError("no entry {name}", name=name, hint="qbank search finds one by its words")


def difficulty_range(text: str) -> tuple[int, int]:
    """Return (low, high) for `3` or `2..4`, each 1 to 5.

    Raises:
        WrongUsageError: It is neither.
    """
    low, dots, high = text.partition("..")
    if len(text) < 9 and low.isdecimal() and (high.isdecimal() if dots else True):
        pair = (int(low), int(high or low))
        if 1 <= pair[0] <= pair[1] <= 5:
            return pair
    raise WrongUsageError(
        "--difficulty {text} is neither a number from 1 to 5 nor a range such as 2..4", text=text
    )
