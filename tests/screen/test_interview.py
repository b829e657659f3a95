"""A mock interview as it is drawn."""

import pytest
from syrupy.assertion import SnapshotAssertion

from qbank.core.debrief import Debrief, WeakPoint, debrief
from qbank.core.interview import Item, Script
from qbank.core.text import Text
from qbank.core.turns import Reply, Turn
from qbank.screen import interview
from qbank.screen import interview_transcript as transcript
from qbank.screen.interview import Clock
from qbank.screen.spans import Lines, width
from tests.screen.conftest import MakeScreen, drawn, make_entry
from tests.screen.samples import ENTRY, TOPICS
from tests.screen.test_views import text_file  # noqa: F401  # a fixture

MC = make_entry(id="overfitting/mc")
ENTRIES = {ENTRY.id: ENTRY, MC.id: MC}
NAMES = {topic.slug: topic for topic in TOPICS}
CLOCK = Clock(used=754.9, total=1800.0, here=61.0, expected=195.0)
MAIN = Turn(ENTRY.id, "main", see=ENTRY.id)
TURNS = {
    "main": MAIN,
    "follow-up": Turn(ENTRY.id, "deeper", follow_up=0),
    "linked": Turn(ENTRY.id, "deeper", follow_up=1, see=MC.id),
    "quote": Turn(ENTRY.id, "probe", quote="推理时也要丢弃 ", points=("off",)),
    "part": Turn(ENTRY.id, "probe", part=Text("为什么 dropout 在推理阶段要关闭", "Why is it off")),
    "open": Turn(ENTRY.id, "probe"),
}  # fmt: skip
GRADED = debrief(Script(30, 1, ()), [Reply(MAIN, "推理使用完整网络。", 5)], ENTRIES)
FOUND = Debrief(
    Script(30, 1, (Item(ENTRY.id, 195.0),)),
    1512.4,
    GRADED.questions,
    (),
    0.58,
    0.71,
    (("inference", 0.25, 2), ("overfitting", 0.8, 4)),
    tuple(
        WeakPoint(ENTRY.id, point, status)
        for point, status in zip(ENTRY.key_points, ("contradicted", "missed", "missed"), strict=False)
    ),
)
UNGRADED = debrief(FOUND.script, [Reply(Turn(ENTRY.id, "main"), "x", 5)], ENTRIES)
DUE = [f"overfitting/related-entry-{n}" for n in range(7)]
VIEWS = {
    "begun": lambda s: interview.begun(s, 30, 9),
    **{
        name: lambda s, turn=turn: interview.turn(
            s, turn, ENTRIES, topic=TOPICS[0], position=(3, 9), clock=CLOCK
        )
        for name, turn in TURNS.items()
    },
    "over": lambda s: interview.over(s, FOUND, NAMES, DUE),
    "over-not-graded": lambda s: interview.over(s, UNGRADED, {}, [], saved_to="报告/report.md"),
}


def all_views(screen: object) -> str:
    return "\n".join(f"=== {name} ===\n{drawn(view(screen))}" for name, view in VIEWS.items())  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_snapshots(
    screen: MakeScreen,
    text_file: SnapshotAssertion,  # noqa: F811
    language: str,
    columns: int,
) -> None:
    """It looks as it did when somebody last looked."""
    assert all_views(screen(columns, language)) == text_file


def test_a_plain_screen(screen: MakeScreen, text_file: SnapshotAssertion) -> None:  # noqa: F811
    """It looks as it did without any drawing."""
    assert all_views(screen(80, "zh", plain=True)) == text_file


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("columns", [*range(40, 121, 5), 79])
def test_width(screen: MakeScreen, language: str, columns: int) -> None:
    """It draws no line longer than the terminal."""
    for ascii_ in (False, True):
        made = screen(columns, language, ascii_=ascii_)
        for name, view in VIEWS.items():
            lines: Lines = view(made)  # type: ignore[no-untyped-call]
            assert max(map(width, lines)) <= columns, name
        assert len(interview.ticking(made, CLOCK)) <= 80


def test_it_fits_the_smallest_screen(screen: MakeScreen) -> None:
    """It draws a question, and the end, in 24 rows of 80 columns."""
    for language in ("zh", "en"):
        made = screen(80, language)
        assert all(len(view(made)) <= 24 for name, view in VIEWS.items()), language  # type: ignore[no-untyped-call]


def test_where_it_stands(screen: MakeScreen) -> None:
    """It says the question and the time in whole seconds."""
    assert interview.stands(screen(), (3, 9), CLOCK) == "第 3/9 题，已用 12:34 / 30:00"
    assert interview.ticking(screen(80, "en"), CLOCK) == (
        "this question 1:01 of about 3:15 · interview 12:34 of 30:00"
    )


def test_a_follow_up_that_was_cut(screen: MakeScreen) -> None:
    """It asks in general what an entry no longer has."""
    gone = Turn(ENTRY.id, "deeper", follow_up=9)

    assert interview.spoken(gone, ENTRIES) == interview.spoken(TURNS["open"], ENTRIES)


def test_records() -> None:
    """It tells the end in records, whether graded or not."""
    assert list(transcript.over(FOUND, DUE[:1])) == [
        ("score", "0.580", "0.710", 1),
        ("topic", "inference", "0.250", 2),
        ("topic", "overfitting", "0.800", 4),
        *(
            ("weakest", ENTRY.id, weak.point.id, weak.status, weak.point.text.zh, weak.point.text.en)
            for weak in FOUND.weakest
        ),
        ("due", DUE[0]),
        ("seconds", 1512),
    ]
    assert next(transcript.over(UNGRADED, [])) == ("not graded",)
