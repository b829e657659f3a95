"""Lengths, sentences, numbers, spaces and marks of prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.text import Language
from qbank.core.wording import (
    half_width_marks,
    length,
    long_sentences,
    missing_spaces,
    numbers,
    sentences,
)


def test_length() -> None:
    """It counts Chinese characters and English words, without code."""
    assert length("用 QAT 训练，`代码` 不算", "zh") == 5
    assert length("the model's low-bit weights, `x y`", "en") == 4


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("一。二；三！四？五\n六", "zh", ["一。", "二；", "三！", "四？", "五", "六"]),
        ("| 一 | 二 |", "zh", ["|", "一 |", "二 |"]),
        (
            "One, e.g. two. Three; four? (Five.) 3.5 six",
            "en",
            ["One, e.g. two.", "Three;", "four?", "(Five.)", "3.5 six"],
        ),
    ],
)
def test_sentences(text: str, language: Language, expected: list[str]) -> None:
    """It ends a sentence at its mark, at a semicolon, a line end or the edge of a table's cell."""
    found = list(sentences(text, language))

    assert [sentence.text for sentence in found] == expected
    for sentence in found:
        assert text[sentence.start :].startswith(sentence.text)


def test_long_sentences() -> None:
    """It finds sentences beyond 90 characters or 35 words; formulas do not count."""
    assert [s.start for s in long_sentences(f"短。{'长' * 91}。", "zh")] == [2]
    assert not list(long_sentences("长" * 90, "zh"))
    assert [s.start for s in long_sentences("Short. " + "word " * 36, "en")] == [7]
    assert not list(long_sentences("word " * 35 + "$a b c$", "en"))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("约 42.7 万个，1.5 亿", "about 427 thousand, 150 million"),
        ("3 万亿", "3 trillion"),
        ("1. 首先 7 GB", "1. first 7 GB"),
        ("1,024 个 $x=3$ `4`", "1024 of $x=4$ `5`"),
        ("W8A8 与 FP16", "W4A4 and BF16"),
    ],
)
def test_numbers(zh: str, en: str) -> None:
    """It reads the units of both languages; numbers of lists, names, formulas and code are none."""
    assert numbers(zh, "zh") == numbers(en, "en")


def test_numbers_differ() -> None:
    """It tells numbers apart."""
    assert numbers("1 万与 0.25", "zh") == {10000.0, 0.25}


def test_missing_spaces() -> None:
    """It wants a space between Chinese and Latin, formulas and code left aside."""
    assert [(s.text, s.start) for s in missing_spaces("用QAT训练 90%的 $x$是 `a`的 3 个")] == [
        ("用Q", 0),
        ("T训", 3),
        ("%的", 9),
    ]


def test_half_width_marks() -> None:
    """It wants full-width marks after Chinese."""
    assert [(s.text, s.start) for s in half_width_marks("一,二，a, b:三?")] == [("一,", 0), ("三?", 9)]


@given(st.text("一a1。. ;$\n|", max_size=30), st.sampled_from(["zh", "en"]))
def test_sentences_keep_all(text: str, language: Language) -> None:
    """It drops no character but white space, formulas and empty sentences."""
    found = list(sentences(text, language))

    assert all(text[s.start : s.start + len(s.text)] == s.text for s in found)
    assert sum(s.text.count("一") for s in found) + sum(s.text.count("a") for s in found) <= len(text)
