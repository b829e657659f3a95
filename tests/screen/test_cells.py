import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qbank.screen.cells import cells, fitting, pad_left
from tests.screen.conftest import bank_entries


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("梯度", 4), ("（a）", 5), ("e\u0301", 1), ("…“”✓▎━", 6)]
)
def test_width(text: str, width: int) -> None:
    """It counts two columns for a wide character and none for a combining one."""
    assert cells(text) == width


def test_agrees_with_rich() -> None:
    """It counts as rich does, on every text of the bank."""
    for entry in bank_entries():
        for text in (entry.question, entry.answer, entry.short, *(point.text for point in entry.key_points)):
            for line in f"{text.zh}\n{text.en}".split("\n"):
                assert cells(line) == cell_len(line), line


@given(st.text(), st.integers(0, 60))
def test_fitting(text: str, width: int) -> None:
    """It takes as many characters as fit, and not one more."""
    count = fitting(text, width)

    assert cells(text[:count]) <= width
    assert count == len(text) or cells(text[: count + 1]) > width


def test_pad() -> None:
    """It fills up with spaces at the left, and leaves what is longer alone."""
    assert pad_left("梯度", 6) == "  梯度"
    assert pad_left("abc", 2) == "abc"
