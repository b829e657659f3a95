"""Small rubrics, and the worked entries of the bank, for the tests of the grader."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from qbank.core.entry import Entry

QUESTIONS = Path(__file__).parents[2] / "questions"
WORKED = (
    "inference/kv-cache-memory",
    "compression/ptq-vs-qat",
    "training/vanishing-exploding-gradients",
)


@cache
def worked(name: str) -> Entry:
    """Return an entry of the bank."""
    plain = yaml.safe_load((QUESTIONS / f"{name}.yaml").read_text(encoding="utf-8"))
    return Entry.of(plain, state="draft", hash_="")


def point(
    name: str, *match: Sequence[str], text: str = "", weight: int = 1, **more: Any
) -> Mapping[str, Any]:
    """Return the plain form of a key point."""
    return {"id": name, "zh": text, "en": "", "weight": weight, "match": list(match), **more}


def mistake(text: str, about: str = "") -> Mapping[str, Any]:
    """Return the plain form of a mistake."""
    return {"zh": text, "en": "", "why": {}, "point": about}


def entry(
    *points: Mapping[str, Any],
    question: str = "过拟合怎么办？",
    answer: str = "",
    mistakes: Sequence[Mapping[str, Any]] = (),
) -> Entry:
    """Return an entry with a rubric."""
    plain = {
        "id": "t/e",
        "kind": "concept",
        "topic": "t",
        "question": {"zh": question},
        "answer": {"zh": answer},
        "key_points": points,
        "mistakes": mistakes,
    }
    return Entry.of(plain, state="draft", hash_="")
