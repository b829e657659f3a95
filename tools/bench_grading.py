"""Measure the grader on labelled answers, beside a control that sees only their length.

Usage: bench_grading.py [FILE …], or the files in QBANK_GRADING (separated by the system's path separator);
without either, tests/data/grading.yaml. Two kinds of files are read:

- .jsonl: a question a line with `question`, `key_points` (`id`, `zh`, `en`, `aliases`, `match`), `must_not`
  (mistakes, text only) and `answers` (`text`, `kind`, `grade` 0 to 4, `labels`: key point to yes, no or
  contradicted);
- .yaml: answers to entries of the bank (`entry`, `kind`, `text`, `grades`: the lowest and the highest fair
  grade; their mean, rounded up, is the label).

Reported: quadratic weighted kappa, F1 of the covered points where they are labelled, the shares that should
be near 0 or 1, and times. Preparing a rubric, which happens once a question, is timed apart.
"""

import json
import os
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from qbank.core.entry import Entry
from qbank.core.grading import Grade, grade
from qbank.core.rubric import prepare

ROOT = Path(__file__).resolve().parent.parent
GRADES = 5
LONG = 20_000
SHARES: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("stuffed >= 3 (at most .05)", ("stuffed",), 3),
    ("list >= 3 (at most .05)", ("list",), 3),
    ("negated >= 3 (at most .05)", ("negated",), 3),
    ("excellent >= 3 (at least .80)", ("excellent",), 3),
    ("off-topic, echo or blank >= 1 (at most .05)", ("offtopic", "echo", "blank"), 1),
)


@dataclass(frozen=True, slots=True)
class Case:
    """An answer with the grade that it deserves."""

    entry: Entry
    kind: str
    text: str
    grade: int
    labels: Mapping[str, str] = field(default_factory=dict)


def main(arguments: Sequence[str]) -> int:
    """Measure each file."""
    listed = arguments or [name for name in os.environ.get("QBANK_GRADING", "").split(os.pathsep) if name]
    for name in listed or [str(ROOT / "tests" / "data" / "grading.yaml")]:
        cases = list(_cases(Path(name)))
        print(f"{name}: {len(cases)} answers to {len({case.entry.id for case in cases})} questions")
        _report(cases)
    return 0


def _cases(path: Path) -> Iterator[Case]:
    with path.open(encoding="utf-8") as file:
        if path.suffix == ".jsonl":
            for line in file:
                yield from _labelled(json.loads(line))
        else:
            yield from _written(yaml.safe_load(file))


def _labelled(question: Mapping[str, Any]) -> Iterator[Case]:
    entry = _entry(
        {
            "id": f"bench/{question['id']}",
            "kind": "concept",
            "topic": "bench",
            "question": question["question"],
            "answer": {},
            "key_points": question["key_points"],
            "mistakes": [_mistake(text) for text in question.get("must_not", ())],
        }
    )
    for answer in question["answers"]:
        yield Case(entry, answer["kind"], answer["text"], answer["grade"], answer["labels"])


def _mistake(text: str) -> dict[str, object]:
    language = "zh" if re.search("[\u3400-\u9fff]", text) else "en"
    return {language: text, "why": {}}


def _written(answers: Iterable[Mapping[str, Any]]) -> Iterator[Case]:
    entries: dict[str, Entry] = {}
    for answer in answers:
        name = answer["entry"]
        if name not in entries:
            with (ROOT / "questions" / f"{name}.yaml").open(encoding="utf-8") as file:
                entries[name] = _entry(yaml.safe_load(file))
        yield Case(entries[name], answer["kind"], answer["text"], (sum(answer["grades"]) + 1) // 2)


def _entry(plain: Mapping[str, Any]) -> Entry:
    return Entry.of(plain, state="draft", hash_="")


def _report(cases: Sequence[Case]) -> None:
    preparing = [_seconds(lambda entry=entry: prepare(entry)) for entry in _entries(cases)]  # type: ignore[misc]
    times, found = [], []
    for case in cases:
        start = time.perf_counter()
        found.append(_graded(case.text, case.entry))
        times.append(time.perf_counter() - start)
    long = [_seconds(lambda case=case: _graded(_long(case), case.entry)) for case in cases if case.text]  # type: ignore[misc]
    mine, control = [graded.grade for graded in found], [_by_length(case.text) for case in cases]
    deserved = [case.grade for case in cases]
    rows = [("quadratic weighted kappa (at least .78)", kappa(deserved, mine), kappa(deserved, control))]
    if any(case.labels for case in cases):
        rows.append(("F1 of the covered points", _f1(cases, found), float("nan")))
    for name, kinds, least in SHARES:
        if any(case.kind in kinds for case in cases):
            rows.append((name, _share(cases, mine, kinds, least), _share(cases, control, kinds, least)))
    print(f"  {'':45}  grader  length only")
    for name, value, beside in rows:
        print(f"  {name:45}  {value:6.2f}  {beside:11.2f}")
    p95 = sorted(times)[int(0.95 * (len(times) - 1))]
    print(f"  p50 {statistics.median(times) * 1e3:.2f} ms (at most 5), p95 {p95 * 1e3:.2f} ms, ", end="")
    print(
        f"{LONG} characters: median {statistics.median(long) * 1e3:.0f} ms, worst {max(long) * 1e3:.0f} ms ",
        end="",
    )
    print(f"(at most 100), preparing a rubric once: median {statistics.median(preparing) * 1e3:.0f} ms")


def _entries(cases: Iterable[Case]) -> list[Entry]:
    return list({case.entry.id: case.entry for case in cases}.values())


def _graded(text: str, entry: Entry) -> Grade:
    found = grade(text, entry)
    assert found is not None, f"{entry.id} has no rubric"
    return found


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _long(case: Case) -> str:
    return (f"{case.text}\n" * (LONG // len(case.text) + 1))[:LONG]


def _by_length(text: str) -> int:
    """Grade by the number of Chinese characters and Latin words alone."""
    words = len(re.findall(r"[\u3400-\u9fff]|[A-Za-z]+", text))
    return 0 if words < 4 else 1 if words < 22 else 2 if words < 75 else 4


def kappa(deserved: Sequence[int], given: Sequence[int]) -> float:
    """Return Cohen's kappa with quadratic weights: 1 for the same grades, 0 for chance."""
    first, second = Counter(deserved), Counter(given)
    observed = sum((a - b) ** 2 for a, b in zip(deserved, given, strict=True))
    expected = sum(
        (a - b) ** 2 * first[a] * second[b] / len(given) for a in range(GRADES) for b in range(GRADES)
    )
    return 1 - observed / expected if expected else 1.0


def _f1(cases: Sequence[Case], found: Sequence[Grade]) -> float:
    pairs = [
        (case.labels[result.id] == "yes", result.status == "covered")
        for case, graded in zip(cases, found, strict=True)
        if case.labels
        for result in graded.points
    ]
    hits = sum(1 for wanted, given in pairs if wanted and given)
    return 2 * hits / sum(wanted + given for wanted, given in pairs)


def _share(cases: Sequence[Case], given: Sequence[int], kinds: Sequence[str], least: int) -> float:
    grades = [number for case, number in zip(cases, given, strict=True) if case.kind in kinds]
    return sum(1 for number in grades if number >= least) / len(grades)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
