"""Names by their sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core import hearing, pinyin

NAMES = ("知识蒸馏", "梯度消失", "梯度裁剪", "过拟合", "欠拟合", "归一化", "量化", "超时")
RUNS = st.text(
    st.sampled_from("知识蒸馏梯度消失矢裁采剪过拟你合和欠归一化话量亮超市的训练"), min_size=2, max_size=12
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_pinyin(name: str) -> None:
    """It finds a name by its syllables, and no name by others."""
    syllables = [pinyin.readings(character)[0] for character in name]
    assert hearing.said(syllables, NAMES) == name
    assert hearing.said([*syllables, "de"], NAMES) == ""
    assert hearing.said(syllables[:-1], NAMES) == ""


@pytest.mark.parametrize(
    ("letters", "name"),
    [("zszl", "知识蒸馏"), ("tdxs", "梯度消失"), ("gnh", "过拟合"), ("td", ""), ("xyz", "")],
)
def test_initials(letters: str, name: str) -> None:
    """It finds the only name with some initials."""
    assert hearing.begun(letters, NAMES) == name


def test_initials_of_several() -> None:
    """It decides for none where several names begin so."""
    assert hearing.begun("gnh", [*NAMES, "高难活"]) == ""


@pytest.mark.parametrize(
    ("run", "read"),
    [
        ("过你和", "过拟合"),
        ("大模型过你合", "大模型过拟合"),
        ("梯度消矢和梯度采剪", "梯度消失和梯度裁剪"),
        ("量话", "量化"),
        ("附近超市", "附近超市"),  # two characters within more are no name
        ("过拟合", "过拟合"),
    ],
)
def test_other_characters(run: str, read: str) -> None:
    """It reads what only sounds like a name as the name, where the characters say nothing else."""
    found, slips = hearing.named(run, [True] * (len(run) - 1), NAMES)
    assert found == read
    assert bool(slips) == (run != read)


@given(RUNS, st.data())
def test_what_is_read(run: str, data: st.DataObject) -> None:
    """It keeps the length and the sound, names what it changed, and leaves alone what is known."""
    odd = data.draw(st.lists(st.booleans(), min_size=len(run) - 1, max_size=len(run) - 1))
    read, slips = hearing.named(run, odd, NAMES)

    assert hearing.sounds_like(read, [pinyin.readings(one) for one in run])
    assert (read == run) == (not slips)
    assert all(heard in run and name in NAMES and name in read for heard, name in slips)
    assert hearing.named(run, [False] * len(odd), NAMES) == (run, [])
