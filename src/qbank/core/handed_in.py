"""What the judge said of a program that was handed in, as far as a report tells it and the log keeps it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from qbank.core.text import Text
from qbank.core.verdict import Case, Line, Raised, Report, Status, Verdict

NOTHING = Text()
KEY = "judged"  # the key of `data` that holds what an attempt of `qbank code test` does not keep


@dataclass(frozen=True, slots=True)
class Failed:
    """The first case that is not accepted.

    Attributes:
        number: Which case, from 1.
        why: The message, in both languages; empty where the status says it.
        at: The line it came to, as `solution.py:12`, or "".
        index: Where the first wrong value is, `""` for the whole result; `expected` and `got` are that value.
    """

    number: int
    name: Text
    status: Status
    why: Text = NOTHING
    at: str = ""
    index: str = ""
    expected: str = ""
    got: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """One judging; the verdict is `judge_error` where the judge could not run.

    Attributes:
        why: Why the file could not be imported, or why the judge could not run, in both languages.
        alike: The reasons of known wrong solutions with the same results.
    """

    verdict: Verdict
    passed: int = 0
    cases: int = 0
    seed: int = 0
    failed: Failed | None = None
    why: Text = NOTHING
    alike: tuple[Text, ...] = ()

    @property
    def score(self) -> float | None:
        """Return the cases passed of all, 0 to 1; None where nothing was judged."""
        return self.passed / self.cases if self.cases else None

    @classmethod
    def of_report(cls, report: Report, said: Callable[[Raised], Text]) -> Self:
        """Return what is told of a judging; `said` puts an exception into words."""
        first = next(
            (n for n, case in enumerate(report.cases) if case.status not in ("accepted", "not_run")), None
        )
        return cls(
            report.verdict,
            report.passed,
            len(report.cases),
            report.seed,
            None if first is None else _failed(first + 1, report.cases[first], report.line, said),
            said(report.raised) if report.raised else NOTHING,
            report.alike,
        )

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self | None:
        """Return what the `data` of a row holds; None where no program was handed in with it."""
        if KEY not in data:
            return None
        more, verdict = data[KEY], data.get("verdict", "judge_error")
        failed = more.get("failed")
        if failed:
            texts = {"name": Text.of(failed["name"]), "why": Text.of(failed.get("why", {}))}
            failed = Failed(**{**failed, **texts})
        return cls(
            verdict,
            int(data.get("passed", 0)),
            int(data.get("cases", 0)),
            int(data.get("seed", 0)),
            failed,
            Text.of(more.get("why", {})),
            tuple(Text.of(each) for each in more.get("alike", ())),
        )

    def plain(self) -> dict[str, Any]:
        """Return what the `data` of an attempt holds beside verdict, seed, passed and cases."""
        told = {
            "failed": _plain(self.failed) if self.failed else None,
            "why": self.why.plain(),
            "alike": [each.plain() for each in self.alike],
        }
        return {KEY: {name: value for name, value in told.items() if value}}


def _failed(number: int, case: Case, line: Line | None, said: Callable[[Raised], Text]) -> Failed:
    why = said(case.raised) if case.raised and case.why == NOTHING else case.why
    places = case.raised.lines if case.raised else ()
    place = places[-1] if places else line if case.status == "time_limit" else None
    at = f"{place.file}:{place.number}" if place else ""
    return Failed(number, case.name, case.status, why, at, case.index, case.expected, case.got)


def _plain(failed: Failed) -> dict[str, Any]:
    """Return it as plain values, without what is empty."""
    told = {
        "number": failed.number,
        "name": failed.name.plain(),
        "status": failed.status,
        "why": failed.why.plain(),
        "at": failed.at,
        "index": failed.index,
        "expected": failed.expected,
        "got": failed.got,
    }
    return {name: value for name, value in told.items() if value or name == "name"}
