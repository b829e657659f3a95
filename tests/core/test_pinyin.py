"""How Chinese is read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.pinyin import initials, pairs, readings, syllables
from qbank.core.pinyin_table import OTHER, USUAL

SYLLABLES = re.findall("[a-z]+", USUAL)


def test_readings() -> None:
    """It knows the usual reading first, and one more where there is one."""
    assert readings("梯") == ("ti",)
    assert readings("重") == ("zhong", "chong")
    assert readings("率")[0] == "lv"
    assert readings("x") == ()


def test_pairs_and_initials() -> None:
    """It reads each two neighbours together, in every way, and takes the first letters of stretches."""
    assert [options[0] for options in pairs("过拟合")] == ["guoni", "nihe"]
    assert pairs("重算") == [("zhongsuan", "chongsuan")]
    assert initials("梯度消失") == ["tdx", "dxs", "tdxs"]
    assert initials("梯x失", (3,)) == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("tiduxiaoshi", ("ti", "du", "xiao", "shi")),
        ("guonihe", ("guo", "ni", "he")),
        ("xuexilv", ("xue", "xi", "lv")),
        ("xian", ("xian",)),
        ("transformer", None),
        ("", ()),
        ("x1", None),
    ],
)
def test_syllables(word: str, expected: tuple[str, ...] | None) -> None:
    """It splits into as few syllables as can be, and nothing that is no pinyin."""
    assert (syllables(word) if word else ()) == expected


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=5))
def test_what_is_put_together_comes_apart(said: list[str]) -> None:
    """It splits any row of syllables, into no more than were put together, and loses no letter."""
    found = syllables("".join(said))

    assert found is not None
    assert "".join(found) == "".join(said)
    assert len(found) <= len(said)


def test_the_table() -> None:
    """It reads nearly all of the 6763 characters of GB 2312, each in one usual way."""
    usual = re.sub("[a-z]", "", USUAL)

    assert len(usual) == len(set(usual)) > 6700
    assert set(re.sub("[a-z]", "", OTHER)) <= set(usual)
    assert len(SYLLABLES) == len(set(SYLLABLES)) > 390
