"""Alternatives of a rubric."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.clauses import comparable
from qbank.core.matching import groups_of, latin_words, term
from tests.core import rubrics


@pytest.mark.parametrize(
    ("alternative", "text", "is_found"),
    [
        ("缓存", "把历史缓存起来", True),
        ("STE", "uses the ste.", True),
        ("STE", "step", False),
        ("layer", "two layers", True),
        ("layer", "layered", False),
        ("quanti*", "Quantisation", True),
        ("quanti*", "requanti", False),
        ("fake quant*", "fake-quantised", True),
        ("pre-norm", "pre norm", True),
        ("pre-norm", "prenorm", True),
        ("TP/(TP+FP)", "tp / (tp + fp)", True),
        ("p - y", "梯度是 p−y", True),
        ("no *", "no exponential", True),
        ("no *", "normal", False),
        ("512", "512 KiB", True),
        ("512", "512KiB", True),
        ("512", "1512", False),
        ("512", "512.5", False),
        ("512", "0.512", False),
        ("512", "fp512", False),
        ("512", "约 .512", True),
        ("131072", "131,072 B", True),
        ("2 GiB", "2GiB", True),
        ("2 GiB", "12 GiB", False),
        ("3.5*", "3.55", True),
        ("KV 头", "KV头", True),
        ("He（", "用 He (2015)", True),
        ("He（", "the (2015)", False),
        ("7b", "7 B", True),
        ("b", "7b", True),
        ("×层", "2×层数", True),
        ("*", "anything", False),
        ("", "anything", False),
    ],
)
def test_term(alternative: str, text: str, is_found: bool) -> None:
    """It finds Chinese anywhere, Latin as whole words, numbers exactly."""
    assert bool(list(term(alternative).places(comparable(text)))) is is_found


@given(st.text(alphabet="梯度 ab-1.5*（×", max_size=8), st.text(alphabet="梯度 ab-1.5（×", max_size=20))
def test_term_any(alternative: str, text: str) -> None:
    """It takes any alternative, and finds only what is there."""
    for start, end in term(alternative).places(text):
        assert 0 <= start <= end <= len(text)


def test_latin_words() -> None:
    """It returns single long words, without the star."""
    assert latin_words([["quanti*", "cache", "fake quant*", "量化"], ["3.5"]], 5) == {"quanti", "cache"}


def test_groups_of() -> None:
    """It returns the groups that meet a point and those that contradict it."""
    made = rubrics.entry(rubrics.point("a", ["x"], ["y"], **{"not": [["z"]]}))

    assert list(groups_of(made.key_points)) == [("x",), ("y",), ("z",)]
