import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.search import Hit
from qbank.errors import BankError, Finding, Message, WrongUsageError
from qbank.screen import plain
from qbank.screen.cells import cells
from qbank.screen.errors import show_error
from qbank.screen.highlight import highlight, places, snippet
from qbank.screen.spans import Span
from tests.screen.conftest import make_entry
from tests.screen.samples import PROGRESS, TOPICS

SOURCE = str(Path(__file__).parents[2] / "src")


def written(records: object) -> list[list[str]]:
    stream = io.StringIO()
    plain.write(stream, records)  # type: ignore[arg-type]
    return [row.split("\t") for row in stream.getvalue().splitlines()]


def test_one_record_a_line() -> None:
    """It separates fields by tabs, and lets neither a tab nor a line end into a field."""
    assert written([("a\tb", None, 3), ("c\nd\x1b[2J", "", 0.5)]) == [["a b", "", "3"], ["c d", "", "0.5"]]


def test_records() -> None:
    """It writes whole questions, never shortened."""
    entry = make_entry()

    assert written(plain.entries([entry.summary]))[0] == [
        entry.id, "overfitting", "concept", "3", "checked", entry.question.zh, entry.question.en,
    ]  # fmt: skip
    hit = Hit(entry.id, 92.0, ("dropout",), weak=False)
    assert written(plain.hits([(hit, entry.summary)]))[0] == [
        entry.id,
        "92.0",
        entry.question.zh,
        entry.question.en,
    ]
    assert written(plain.topics(TOPICS, PROGRESS.topics))[0] == [
        "overfitting", "过拟合", "Overfitting", "56", "40", "3", "0.910", "0.720",
    ]  # fmt: skip
    assert written(plain.topics((), PROGRESS.topics))[1] == ["inference", "", "", "40", "0", "0", "", ""]
    assert ["due", "3"] in written(plain.stats(PROGRESS))
    assert ["topic", "inference", "40", "0", "0", "", "", "0.000"] in written(plain.stats(PROGRESS))


def test_entry() -> None:
    """It writes the answer row by row, and only when it is asked for."""
    entry = make_entry()
    closed = written(plain.entry(entry, is_answer_open=False))
    opened = written(plain.entry(entry, is_answer_open=True))

    assert not any(name.startswith("answer") for name, *_ in closed)
    rows = [value[0] if value else "" for name, *value in opened if name == "answer.zh"]
    assert "\n".join(rows) == entry.answer.zh.strip("\n")


def test_text() -> None:
    """It writes a document with one line end behind it."""
    for content in ("{}", "{}\n"):
        stream = io.StringIO()
        plain.text(stream, content)
        assert stream.getvalue() == "{}\n"


def test_errors() -> None:
    """It says what, where and what next in the person's language, one line each to a pipe."""
    stream = io.StringIO()
    show_error(
        WrongUsageError("no topic {name}", name="x\x1b[2J", hint="qbank topics lists them all"), "zh", stream
    )

    assert stream.getvalue() == "错误：没有主题 x\n提示：qbank topics 列出全部主题\n"


def test_faults() -> None:
    """It lists every fault of a bank with file and line."""
    fault = Finding(Path("a.yaml"), 7, "missing", "error", Message("{field} is missing", {"field": "id"}))
    stream = io.StringIO()
    show_error(BankError("{n} entries in {folders}", n=1, folders="x", findings=(fault,) * 60), "en", stream)
    rows = stream.getvalue().splitlines()

    assert rows[1] == "a.yaml:7: id is missing"
    assert rows[-1] == "and 10 more"


def test_no_rich() -> None:
    """It imports neither rich nor prompt_toolkit until there is colour, or somebody types."""
    program = (
        "import sys\nfrom qbank.screen import entry, errors, stats, hits, pager, plain, prompts\n"
        "from qbank.screen.console import make\nmake(language='zh', color='never').say('draft')\n"
        "late = {'rich', 'prompt_toolkit', 'yaml', 'pydantic', 'fsrs', 'rapidfuzz'}\n"
        "print(sorted(late & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": SOURCE},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "草稿\n[]\n"


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("什么是梯度消失？", ["梯度消失"], ["梯度消失"]),
        ("什麼是梯度消失？", ["什么"], ["什麼"]),
        ("ＡＲＣ and Arc", ["arc"], ["ＡＲＣ", "Arc"]),
        ("梯度", ["梯度", "度"], ["梯度"]),
        ("abc", ["", "z"], []),
        ("①步", ["1"], ["①"]),
    ],
)
def test_highlight(text: str, words: list[str], marked: list[str]) -> None:
    """It marks what reads like a word of the query, in the text's own spelling."""
    assert [text[start:end] for start, end in places(text, words)] == marked
    assert [span.text for span in highlight(text, words) if span.style == "mark"] == marked
    assert "".join(span.text for span in highlight(text, words)) == text


def test_highlight_keeps_the_style() -> None:
    """It leaves the rest in its style."""
    assert highlight("a梯度b", ["梯度"], "title") == (
        Span("a", "title"),
        Span("梯度", "mark"),
        Span("b", "title"),
    )


def test_snippet() -> None:
    """It cuts around the first match, within the width."""
    text = "很长的前文，" * 20 + "梯度消失" + "，很长的后文" * 20
    piece = snippet(text, ["梯度消失"], 40, "…")

    assert "梯度消失" in piece
    assert piece.startswith("… ")
    assert piece.endswith(" …")
    assert snippet("短  文", ["x"], 40, "…") == "短 文"


WORDS = st.sampled_from(["gradient", "梯度", "tanh(s/c)", "norm", "裁剪", "overflow"])


@given(st.lists(WORDS, min_size=12), st.integers(20, 60))
def test_a_snippet_splits_no_word(words: list[str], width: int) -> None:
    """It cuts between words, however wide it may be, and stays within the width."""
    text = " ".join(words)
    piece = snippet(text, ["norm"], width, "…")

    assert cells(piece) <= width
    assert set(piece.replace("…", " ").split()) - {"梯", "度", "裁", "剪"} <= set(words)


def test_a_snippet_of_one_long_word() -> None:
    """It cuts a word that is longer than the width."""
    assert 0 < cells(snippet("a" * 200, ["x"], 30, "…")) <= 30
