"""Hits of a rubric in an answer, and bare lists."""

import pytest

from qbank.core.clauses import clauses
from qbank.core.evidence import Reading

TERMS = ("梯度", "雅可比", "残差", "归一化", "裁剪", "clip*", "residual*", "norm")


def _listed(text: str, without: frozenset[int] = frozenset()) -> int:
    return len(Reading(clauses(text), TERMS).listed(without))


@pytest.mark.parametrize(
    "text",
    [
        "梯度、雅可比、残差、归一化、裁剪",
        "梯度\n- 雅可比\n- 残差",
        "clip, residual, norm and 梯度",
        "clip residual norm 梯度 裁剪",
        "梯度雅可比残差归一化裁剪",
        "我们用梯度。我们用残差。我们用裁剪",
        "We use clipping. We use residual. We use norm.",
        "梯度；雅可比；残差；以及裁剪",
    ],
)
def test_listed(text: str) -> None:
    """It tells a row of bare terms, or of the same frame around terms, from an answer."""
    assert _listed(text) >= 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "梯度",
        "梯度、雅可比",
        "梯度是各层雅可比的连乘，残差让它有一条直路，爆炸了就裁剪",
        "Residuals give a path. Then clip by the norm if it explodes. We call that 裁剪, 梯度, 残差",
        "用残差让梯度走直路\n用残差让梯度走直路\n用残差让梯度走直路",
        "梯度会消失，天气，很好，残差可以解决，归一化也可以解决这个问题",
    ],
)
def test_not_listed(text: str) -> None:
    """It leaves sentences alone, also those that enumerate."""
    assert _listed(text) == 0


def test_listed_without() -> None:
    """It leaves out the clauses that are no evidence anyway, so that they do not excuse a list."""
    text = "梯度、雅可比、残差\n残差会让梯度消失，归一化会让残差变大，裁剪会让梯度变大，雅可比会让范数变大"

    assert _listed(text) == 0
    assert _listed(text, frozenset({1})) == 3


def test_segment() -> None:
    """It finds the segment of a hit, none for a hit in punctuation alone."""
    reading = Reading(clauses("梯度不消失，残差 ,,|"), ["残差", "|"])

    assert not reading.is_denied(reading.hits["残差"][0])
    assert reading.segment(reading.hits["|"][0]) is None
    assert not reading.is_denied(reading.hits["|"][0])


def test_shares() -> None:
    """It weighs for each clause how much of something it holds."""
    reading = Reading(clauses("cache is big. nothing. big cache of keys"), [])

    assert reading.shares({"cach": 1.0, "key": 1.0}) == {0: 0.5, 2: 1.0}
    assert reading.shares({}) == {}
