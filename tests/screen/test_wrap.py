from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.screen.cells import cells
from qbank.screen.spans import Span, line, plain
from qbank.screen.wrap import NO_END, NO_START, wrap, wrap_line
from tests.screen.conftest import bank_entries

MIXED = st.text(
    st.sampled_from("梯度消失反向传播的网络，。、；：？！（）“”…—《》abcdeXYZ0123 (),.;:!?%'’-/$\\{}[]"),
    max_size=300,
)
WIDTHS = st.integers(40, 120)


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(MIXED, WIDTHS)
def test_width_and_nothing_lost(text: str, width: int) -> None:
    """It returns no line longer than the width, and loses nothing but white space where it breaks."""
    lines = wrap(text, width)

    assert all(cells(each) <= width for each in lines)
    assert squeezed("".join(lines)) == squeezed(text)
    assert all(each == each.strip() for each in lines)


@given(st.text(max_size=200), st.integers(2, 120))
def test_any_text(text: str, width: int) -> None:
    """It keeps to the width whatever the text."""
    assert all(cells(each) <= width for each in wrap(text, width))


@given(MIXED, WIDTHS)
def test_kinsoku(text: str, width: int) -> None:
    """It begins no line with a closing mark and ends none with an opening one, unless a run outgrows it."""
    spans = wrap_line(line(text), width)
    lines = [plain(each) for each in spans]
    at = 0
    for before, after in pairwise(lines):
        at = text.index(before, at) + len(before)
        is_folded = cells(before) >= width - 1
        has_space = text[at : at + 1].isspace()

        assert has_space or is_folded or after[0] not in NO_START
        assert has_space or is_folded or before[-1] not in NO_END


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_kinsoku_in_the_bank(width: int) -> None:
    """It obeys kinsoku in every question and short answer."""
    for entry in bank_entries():
        for text in (entry.question.zh, entry.question.en, entry.short.zh, entry.short.en):
            lines = wrap(text, width)

            assert not any(each[0] in NO_START for each in lines[1:])
            assert not any(each[-1] in NO_END for each in lines)


@given(st.lists(st.text("abc", min_size=1, max_size=12), min_size=1), WIDTHS)
def test_words_stay_whole(words: list[str], width: int) -> None:
    """It never divides a Latin word that fits into a line."""
    assert " ".join(wrap(" ".join(words), width)).split() == words


def test_examples() -> None:
    """It breaks between Chinese characters and before Latin words, and keeps line ends."""
    assert wrap("梯度在反向传播中逐层相乘，会消失。", 20) == ["梯度在反向传播中逐层", "相乘，会消失。"]
    assert wrap("梯度在反向传播中逐层，相乘", 20) == ["梯度在反向传播中逐", "层，相乘"]
    assert wrap("用 dropout（随机丢弃）", 14) == ["用 dropout（随", "机丢弃）"]
    assert wrap("don’t stop", 8) == ["don’t", "stop"]
    assert wrap("a\n\nb", 8) == ["a", "", "b"]
    assert wrap("x" * 10, 4) == ["xxxx", "xxxx", "xx"]
    assert wrap("", 8) == [""]


def test_styles_survive() -> None:
    """It keeps each character's style, and counts a first line of its own width."""
    spans = line(("梯度消失", "title"), ("abc def", "code"))

    assert wrap_line(spans, 8, first=4) == [
        (Span("梯度", "title"),),
        (Span("消失", "title"), Span("abc", "code")),
        (Span("def", "code"),),
    ]
