"""qbank show, topics and stats, piped."""

import json

import pytest

from qbank import __version__
from tests.commands.conftest import GRADED, GRADIENTS, Run


def test_folded(qbank: Run) -> None:
    """It shows the question and keeps the answer to itself."""
    done = qbank("show", "vanishing-exploding-gradients")

    assert done.code == 0
    assert ["id", GRADIENTS] in done.rows
    assert {row[0] for row in done.rows} == {
        "id", "topic", "kind", "difficulty", "state", "question.zh", "question.en"
    }  # fmt: skip


def test_answer(qbank: Run) -> None:
    """It shows everything in both languages on request, a record a line."""
    done = qbank("show", GRADIENTS, "--answer")

    fields = {row[0] for row in done.rows}
    assert fields >= {"short.zh", "short.en", "answer.zh", "answer.en", "key_point.zh", "mistake.en", "ref"}
    assert all(len(row) == 2 for row in done.rows)


@pytest.mark.parametrize("name", [GRADIENTS, "vanishing-exploding-gradients", "training/exploding"])
def test_ids(qbank: Run, name: str) -> None:
    """It takes an id whole, short, or as it was called before."""
    assert ["id", GRADIENTS] in qbank("show", name).rows


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("kv-cache-memry", "no entry kv-cache-memry; did you mean inference/kv-cache-memory?"),
        ("warm-up", "warm-up could be inference/warm-up, training/warm-up"),
        ("", "no entry "),
    ],
)
def test_unknown(qbank: Run, name: str, sentence: str) -> None:
    """It refuses an id that there is not, or that several entries have."""
    done = qbank("show", name)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {sentence}")


def test_json(qbank: Run) -> None:
    """It prints the entry as its file holds it."""
    document = json.loads(qbank("show", GRADIENTS, "--json").out)

    assert set(document) == {"schema", "entry"}
    assert document["schema"] == 1
    assert document["entry"]["id"] == GRADIENTS
    assert document["entry"]["former_ids"] == ["training/exploding"]
    assert len(document["entry"]["key_points"]) == 6


def test_report(qbank: Run) -> None:
    """It prints what a correction needs: id, fingerprint, version."""
    out = qbank("show", GRADIENTS, "--report").out

    assert GRADIENTS in out
    assert __version__ in out
    assert "9967bb4503cb1e5a" in out


def test_topics(qbank: Run) -> None:
    """It lists the topics with counts, in the order of the file."""
    rows = qbank("topics").rows

    assert [row[:4] for row in rows] == [
        ["training", "训练", "Training", "2"],
        ["inference", "推理", "Inference", "2"],
        ["compression", "模型压缩", "Compression", "1"],
    ]


def test_topics_json(qbank: Run) -> None:
    """It gives the same as JSON, with both names."""
    document = json.loads(qbank("topics", "--json").out)

    assert document["schema"] == 1
    assert document["topics"][0] == {
        "slug": "training",
        "entries": 2,
        "seen": 0,
        "due": 0,
        "recall": None,
        "score": None,
        "mastery": 0.0,
        "name": {"zh": "训练", "en": "Training"},
    }


def test_stats(qbank: Run) -> None:
    """It counts what was answered, attempts too, and means the graded scores."""
    empty = dict(row for row in qbank("stats").rows if len(row) == 2)
    assert empty == {
        "reviews": "0",
        "entries": "5",
        "seen": "0",
        "due": "0",
        "mean": "",
        "last7": "",
        "streak": "0",
    }
    qbank("quiz", "--id", GRADIENTS, typed=GRADED + "\n\n")
    qbank("quiz", "--id", "training/warm-up", typed="稳定\n\n")

    document = json.loads(qbank("stats", "--json").out)

    told = {"schema", "reviews", "entries", "seen", "due", "score", "topics", "days"}
    assert set(document) == told | {"streak", "coming", "calibration", "changed"}
    assert (document["schema"], document["reviews"], document["entries"]) == (1, 2, 5)
    assert set(document["score"]) == {"mean", "last7"}
    assert 0 < document["score"]["mean"] <= 1
    assert sum(day["reviews"] for day in document["days"]) == 2
    assert {"slug", "entries", "seen", "due", "recall", "score", "mastery"} == set(document["topics"][0])
    assert document["topics"][0]["slug"] == "training"
    assert document["topics"][0]["score"] == pytest.approx(document["score"]["mean"])
