import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from qbank.core.entry import Entry
from qbank.screen import entry as entry_view
from qbank.screen.console import make
from qbank.screen.feedback import evidence, feedback
from qbank.screen.markdown import markdown
from qbank.screen.question import question
from qbank.screen.rating import rating
from qbank.screen.spans import Lines, plain, width
from tests.screen.conftest import MakeScreen, Utf8, bank_entries, drawn, make_entry
from tests.screen.samples import FOUND, GRADE, SETTLED, VIEWS, graded

ESCAPE = re.compile("\x1b")


class TextFile(SingleFileSnapshotExtension):
    """One readable text file a snapshot."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"

    def serialize(self, data: str, **_: object) -> str:
        """Return the text itself."""
        return data


@pytest.fixture
def text_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TextFile)


def all_views(screen: object) -> str:
    return "\n".join(f"=== {name} ===\n{drawn(view(screen))}" for name, view in VIEWS.items())  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_snapshots(screen: MakeScreen, text_file: SnapshotAssertion, language: str, columns: int) -> None:
    """It looks as it did when somebody last looked."""
    assert all_views(screen(columns, language)) == text_file


@pytest.mark.parametrize("name", ["ascii", "both"])
def test_snapshots_of_variants(screen: MakeScreen, text_file: SnapshotAssertion, name: str) -> None:
    """It looks as it did with ASCII signs, and with the content in both languages."""
    options = {"ascii": {"ascii_": True}, "both": {"show": "both"}}[name]

    assert all_views(screen(80, "en" if name == "ascii" else "zh", **options)) == text_file


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_plain_snapshots(
    screen: MakeScreen, text_file: SnapshotAssertion, language: str, columns: int
) -> None:
    """It looks as it did with `--plain`, at every width and in both languages."""
    assert all_views(screen(columns, language, plain=True)) == text_file


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("columns", [*range(40, 121, 5), 79])
def test_width(screen: MakeScreen, language: str, columns: int) -> None:
    """It draws no line longer than the terminal."""
    for ascii_ in (False, True):
        made = screen(columns, language, ascii_=ascii_)
        for name, view in VIEWS.items():
            if name == "findings":
                continue  # not a terminal: one finding a line, unwrapped
            for each in view(made):
                assert width(each) <= columns, (name, plain(each))


def test_ascii(screen: MakeScreen) -> None:
    """It draws nothing outside ASCII where only ASCII can be shown, in an English interface."""
    made = screen(80, "en", ascii_=True, show="en")
    for name in ("rating", "rated", "rating-help", "summary", "feedback-not-graded", "stats"):
        text = "".join(plain(each) for each in VIEWS[name](made) if "→" not in plain(each))

        assert text.isascii(), name


def test_no_drawing(screen: MakeScreen) -> None:
    """It draws neither bars nor rules on a plain screen."""
    text = all_views(screen(80, "zh", plain=True))

    assert not re.search("[▎─━│|]", text.replace(r"\|", ""))


def test_colours(screen: MakeScreen) -> None:
    """It writes escape sequences when colours are on and none when they are off, with the same words."""
    off, on = screen(80, "zh", color="never"), screen(80, "zh", color="always")
    for name, view in VIEWS.items():
        dull, bright = off.paint(view(off)), on.paint(view(on))

        assert not ESCAPE.search(dull), name
        words = re.sub("\x1b\\[[0-9;]*m", "", bright)
        assert [row.rstrip() for row in words.split("\n")] == dull.split("\n"), name
    assert "\x1b[1;38;5;30m✓ 答到" in on.paint(VIEWS["feedback"](on))
    assert "38;5;166m✗ 漏掉" in on.paint(VIEWS["feedback"](on))


def test_colour_decision() -> None:
    """It has colour when told so; on "auto" only a terminal that is not dumb has."""
    terminal = type("Terminal", (Utf8,), {"isatty": lambda self: True})

    assert make(color="always", stream=Utf8()).is_coloured
    assert not make(color="auto", stream=Utf8()).is_coloured
    assert make(color="auto", stream=terminal()).is_coloured
    assert not make(color="auto", stream=terminal(), dumb=True).is_coloured
    assert not make(color="never", stream=terminal()).is_coloured
    assert not make(color="always", stream=terminal(), plain=True).is_coloured


EVIL = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e\x08evil"


@pytest.mark.parametrize("color", ["always", "never"])
def test_control_characters(screen: MakeScreen, color: str) -> None:
    """It lets nothing in a bank's text command the terminal."""
    text = {"zh": f"题{EVIL}", "en": f"q{EVIL}"}
    hostile = make_entry(
        id="overfitting/x", tags=[EVIL], question=text, short=text,
        answer={"zh": f"- {EVIL}\n\n| {EVIL} | b |\n|---|---|\n| c | {EVIL} |"},
        refs=[{"id": "r", "title": EVIL, "year": 2000, "url": EVIL}],
    )  # fmt: skip
    made = screen(80, "zh", color=color)
    views = (
        question(made, hostile)
        + entry_view.entry(made, hostile)
        + feedback(made, hostile, graded(hostile, evidence=EVIL))
    )
    painted = made.paint(views)

    assert "evil" in painted
    assert not re.search("[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202e]", painted)
    assert not re.search("\x1b(?!\\[[0-9;]*m)", painted)
    assert color == "always" or "\x1b" not in painted


BANK = bank_entries()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("entry", BANK, ids=[entry.id for entry in BANK])
def test_every_entry_fits(screen: MakeScreen, entry: Entry, language: str) -> None:
    """It fits 24 rows of 80 columns after any answer, the rating included."""
    made = screen(80, language)
    long = "这是一句很长的回答，" * 12
    for grade in (None, graded(entry), graded(entry, "unsure", long), graded(entry, "contradicted", long)):
        lines: Lines = feedback(made, entry, grade) + rating(made, {1: 0, 2: 2, 3: 700, 4: 1200}, 3)

        assert len(lines) < 24
        assert len(question(made, entry, position=(3, 10))) <= 12
        assert all(width(each) <= 80 for each in lines)


def test_short_answer_is_not_cut_when_it_need_not_be(screen: MakeScreen) -> None:
    """It shortens evidence before it shortens the answer."""
    for entry in BANK:
        text = drawn(feedback(screen(80, "zh"), entry, graded(entry, "unsure", "很长的回答，" * 30)))

        assert "看完整答案" not in text or len(entry.mistakes) + len(entry.key_points) > 10


def test_evidence_of_what_was_covered(screen: MakeScreen) -> None:
    """It quotes covered points on demand only, and says where the person's own word decided."""
    made = screen(80, "en")
    quoted = GRADE.points[0].evidence

    assert quoted not in drawn(feedback(made, FOUND[0].entry, GRADE))
    asked = drawn(evidence(made, FOUND[0].entry, SETTLED))
    assert quoted in asked
    assert asked.count("by your own word") == 1


def test_limits_are_said(screen: MakeScreen) -> None:
    """It says what grading cannot do where something was graded, and where keys are explained."""
    for name, is_said in (("summary", True), ("rating-help", True), ("summary-not-graded", False)):
        assert ("not by an examiner" in drawn(VIEWS[name](screen(120, "en")))) is is_said
        assert ("不是考官" in drawn(VIEWS[name](screen(120, "zh")))) is is_said


def test_tall_terminal_shows_all(screen: MakeScreen) -> None:
    """It quotes the whole evidence where there is room."""
    text = drawn(feedback(screen(120, "zh"), FOUND[0].entry, GRADE)).replace("\n", "").replace(" ", "")

    assert GRADE.points[3].evidence in text


@settings(max_examples=40)
@given(st.text(st.sampled_from("梯度 a$`*|-#1.\n[](){}\\："), max_size=120), st.integers(40, 120))
def test_any_markdown(text: str, columns: int) -> None:
    """It renders whatever stands in an answer, within the width, and loses no letter."""
    made = make(language="zh", columns=columns, stream=Utf8())
    lines = entry_view.markdown(made, text)

    assert all(width(each) <= columns for each in lines)
    shown = "".join(plain(each) for each in lines)
    assert shown.count("梯") >= text.count("梯") - text.count(
        "```"
    )  # what stands behind an opening fence names it


def test_a_formula_on_its_own_row(screen: MakeScreen) -> None:
    """It keeps what follows a formula of one row out of the formula's row."""
    lines = markdown(screen(80, "en"), "Before:\n$$a = b$$\nAfter it comes text.")

    assert [plain(each).strip() for each in lines] == ["Before:", "a = b", "After it comes text."]


def test_a_shortened_point_fills_its_row(screen: MakeScreen) -> None:
    """It cuts a long key point where the row ends, not where a word would have been wrapped."""
    made = screen(80, "en")
    text = "word " * 6 + "transformations-and-more-of-them-than-a-row-can-ever-hold-whatever-it-is"
    points = [{"id": f"p{n}", "en": f"{n} {text}"} for n in range(9)]
    entry = make_entry(key_points=points, mistakes=[])
    rows = [plain(each) for each in feedback(made, entry, graded(entry)) if "…" in plain(each)]

    assert len(rows) == 9
    assert all(re.search(r"… {1,4}0/1$", row) for row in rows)


def test_hints_break_between_keys(screen: MakeScreen) -> None:
    """It never breaks a row of key hints inside one of them."""
    rows = [plain(each) for each in rating(screen(60, "en"), {1: 0, 2: 1, 3: 2, 4: 8}, 1)]

    assert any(row.strip() == "q save and quit" for row in rows)
