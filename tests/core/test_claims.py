"""Words, directions and negations of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.claims import claims, glue, marks, opposite, pairs, read, stem
from qbank.core.clauses import comparable
from qbank.core.directions import DIRECTIONS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("梯度", {"梯度"}),
        ("增加显存", {"<up>", "显存"}),
        ("不会增加显存", {"<down>", "!显存"}),
        ("没有梯度", {"!梯度"}),
        ("不仅梯度", {"不仅", "仅梯", "梯度"}),
        ("不平衡时看准确", {"!平衡", "!衡时", "时看", "看准", "准确"}),
        ("F1 没有意义", {"!f1"}),
        ("the cache is useless", {"!cach"}),
        ("does not reduce caches", {"<up>", "!cach"}),
        ("ReLU is relied on", {"relu", "<tied>"}),
        ("the model's score", {"model", "scor"}),
        ("", set()),
    ],
)
def test_marks(text: str, expected: set[str]) -> None:
    """It reads content words, flips a negated direction and marks what a negation bears on."""
    assert marks(comparable(text)) == expected


def test_negation_ends_with_its_segment() -> None:
    """It lets a negation bear only on its own segment, and two cancel out."""
    assert marks("不是缓存,而是梯度") == {"!缓存", "梯度"} | marks("而是梯度")
    assert marks("并非没有梯度") == {"梯度"}


def test_denies() -> None:
    """It says of any position whether it is denied."""
    segment = read(5, "缓存不加速解码")

    assert not segment.denies(5)
    assert segment.denies(9)
    assert read(0, "裁剪没有用").denies(0)


def test_directions_are_symmetric() -> None:
    """It knows for every direction a contrary whose contrary it is."""
    names = [tuple(name.split("/")) for name in DIRECTIONS]

    assert all((other, name) in names for name, other in names)
    assert opposite("<up>") == "<down>"
    assert opposite("up") == ""


@pytest.mark.parametrize(
    ("word", "expected"),
    [("quantisation", "quant"), ("quantized", "quant"), ("running", "run"), ("as", "as"), ("rate", "rat")],
)
def test_stem(word: str, expected: str) -> None:
    """It takes the common endings off."""
    assert stem(word) == expected


def test_pairs_have_an_order() -> None:
    """It tells a swap of roles by the order of the words."""
    said = [{pair for pair, _ in pairs(claims(text)[0].tokens)} for text in ("he for relu", "relu for he")]

    assert said == [{"he relu"}, {"relu he"}]


def test_glue() -> None:
    """It counts words that make a sentence."""
    assert glue("gqa mqa mla 缓存") == 0
    assert glue("gqa is 缓存的") == 2


@given(st.text())
def test_claims_any(text: str) -> None:
    """It reads any text, and each word stands where it says."""
    form = comparable(text)
    for segment in claims(form):
        assert all(segment.start <= token.start < segment.end for token in segment.tokens)


@pytest.mark.parametrize("text", ["差不多 16 字节", "显存不够就做重计算", "不同的头", "不仅省显存"])
def test_what_only_looks_like_a_negation(text: str) -> None:
    """It denies nothing where the character is part of another word."""
    assert not any(mark.startswith("!") for mark in marks(comparable(text)))
