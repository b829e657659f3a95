"""Filters, and names that a person types."""

import pytest

from qbank.core.question import Subject, Summary, Topic, Track
from qbank.core.select import Filter, difficulty_range, id_named, in_words, topic_named, track_named
from qbank.core.text import Text
from qbank.errors import WrongUsageError

TOPICS = (
    Topic(
        "overfitting",
        Text("过拟合与正则化", "Overfitting"),
        Text(),
        ("过拟合", "regularization"),
        (Subject("a/b", "丙"),),
    ),
    Topic("training", Text("训练", "Training"), Text()),
)
TRACKS = (Track("research", Text("研究", "Research"), {"training": 2.0}),)
SUMMARY = Summary(
    "overfitting/dropout", "overfitting", "concept", 2, ("dropout",), "checked", Text("？", "?"), ""
)
IDS = ("overfitting/dropout", "training/adamw", "coding/gqa", "inference/gqa")


@pytest.mark.parametrize(
    "name", ["overfitting", "过拟合", "過擬合", "Regularization", " OVERFITTING ", "过拟合与正则化"]
)
def test_a_topic_by_any_name(name: str) -> None:
    """It takes slug, name and alias, whatever the case, width or script."""
    assert topic_named(name, TOPICS) == "overfitting"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("overfiting", "no topic overfiting; did you mean overfitting?"),
        ("zzz", "no topic zzz"),
        ("", "no topic "),
    ],
)
def test_an_unknown_topic(name: str, sentence: str) -> None:
    """It suggests the nearest, and nothing when nothing is near."""
    with pytest.raises(WrongUsageError) as caught:
        topic_named(name, TOPICS)

    assert str(caught.value) == sentence


def test_a_track() -> None:
    """It takes slug and name, and lists what there is otherwise."""
    assert track_named("研究", TRACKS) is track_named("Research", TRACKS) is TRACKS[0]
    with pytest.raises(WrongUsageError, match="no track ops; there are research"):
        track_named("ops", TRACKS)
    with pytest.raises(WrongUsageError, match="there are -"):
        track_named("ops", ())


def test_an_id_may_be_short() -> None:
    """It takes the whole id, and its last part when only one entry has it."""
    assert id_named("training/adamw", IDS) == "training/adamw"
    assert id_named("adamw", IDS) == "training/adamw"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("gqa", "gqa could be coding/gqa, inference/gqa"),
        ("training/adam", "no entry training/adam; did you mean training/adamw?"),
        ("dropuot", "no entry dropuot; did you mean overfitting/dropout?"),
        ("zzzzzz", "no entry zzzzzz"),
    ],
)
def test_an_id_that_is_not_one(name: str, sentence: str) -> None:
    """It says what else could be meant."""
    with pytest.raises(WrongUsageError) as caught:
        id_named(name, IDS)

    assert str(caught.value) == sentence


@pytest.mark.parametrize(("text", "pair"), [("3", (3, 3)), ("2..4", (2, 4)), ("1..5", (1, 5))])
def test_difficulty(text: str, pair: tuple[int, int]) -> None:
    """It takes a number or a range."""
    assert difficulty_range(text) == pair


@pytest.mark.parametrize("text", ["", "0", "6", "4..2", "2..", "..3", "two", "2..6", "1...3"])
def test_difficulty_that_is_not_one(text: str) -> None:
    """It refuses the rest in a sentence."""
    with pytest.raises(WrongUsageError, match="neither a number"):
        difficulty_range(text)


@pytest.mark.parametrize(
    ("chosen", "fits"),
    [
        (Filter(), True),
        (Filter(topics=frozenset({"overfitting"}), tags=frozenset({"dropout", "x"}), checked=True), True),
        (Filter(topics=frozenset({"training"})), False),
        (Filter(tags=frozenset({"x"})), False),
        (Filter(difficulty=(3, 5)), False),
        (Filter(difficulty=(1, 1)), False),
        (Filter(kinds=frozenset({"design"})), False),
        (Filter(ids=frozenset({"training/adamw"})), False),
        (Filter(ids=frozenset({"overfitting/dropout"}), kinds=frozenset({"concept"})), True),
    ],
)
def test_a_filter(chosen: Filter, fits: bool) -> None:
    """It means an entry only when all its parts do."""
    assert chosen.fits(SUMMARY) is fits


def test_drafts_can_be_left_out() -> None:
    """It leaves drafts out only when asked."""
    draft = Summary("a/b", "a", "concept", 3, (), "draft", Text("？"), "")

    assert Filter().fits(draft)
    assert not Filter(checked=True).fits(draft)


def test_in_words() -> None:
    """It leaves out the coding problems, and keeps the order of the rest."""
    kinds = ("design", "coding", "concept", "calculation")
    every = [Summary(f"a/{kind}", "a", kind, 3, (), "draft", Text("？"), "") for kind in kinds]

    assert [one.kind for one in in_words(every)] == ["design", "concept", "calculation"]
