"""Ranking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.search import STRONG, SearchRow, rank, words_of
from qbank.core.text import normalise


def row(id_: str, title: str, body: str = "") -> SearchRow:
    return SearchRow(id_, normalise(title), normalise(body))


ROWS = [
    row(
        "training/vanishing",
        "什么是梯度消失和梯度爆炸？ What are vanishing and exploding gradients? 梯度弥散",
        "连乘",
    ),
    row("dl-basics/residual", "残差连接解决了什么问题？ What do residual connections solve?", "缓解梯度消失"),
    row("inference/kv-cache", "什么是 KV cache？ key value cache size", "GQA 压缩"),
    row("training/clipping", "梯度裁剪 gradient clipping", ""),
]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("梯度消失", "training/vanishing"),
        ("梯度消矢", "training/vanishing"),
        ("梯度會消失", "training/vanishing"),
        ("vanishing gradients", "training/vanishing"),
        ("vanishng gradeints", "training/vanishing"),
        ("KV", "inference/kv-cache"),
        ("ｋｖ ｃａｃｈｅ", "inference/kv-cache"),
        ("residual", "dl-basics/residual"),
        ("clip", "training/clipping"),
        ("gqa", "inference/kv-cache"),
    ],
)
def test_finds(query: str, first: str) -> None:
    """It puts what is meant first, in either language, with typos, in Traditional or full width."""
    assert rank(query, ROWS)[0].id == first


def test_title_before_body() -> None:
    """It ranks an entry about a thing above one that mentions it."""
    assert [hit.id for hit in rank("梯度消失", ROWS)][:2] == ["training/vanishing", "dl-basics/residual"]


def test_a_word_begins_where_it_should() -> None:
    """It does not find a Latin word inside another one."""
    rows = [row("a", "cascade"), row("b", "ascade here")]

    assert [hit.id for hit in rank("ascade", rows) if not hit.weak] == ["b"]


def test_weak_hits_say_so() -> None:
    """It marks what only might be meant."""
    hits = rank("梯度下降与动量的收敛", ROWS)

    assert all(hit.weak is (hit.score < STRONG) for hit in hits)


@pytest.mark.parametrize("query", ["", "   ", "？？", "\x00"])
def test_nothing_asked(query: str) -> None:
    """It finds nothing where no word was typed."""
    assert rank(query, ROWS) == []


def test_nothing_near() -> None:
    """It finds nothing where nothing is near."""
    assert rank("zzzzqqqq", ROWS) == []


@given(st.text(max_size=20), st.permutations(ROWS))
def test_order_of_the_bank_does_not_count(query: str, rows: list[SearchRow]) -> None:
    """It gives the same hits however the rows came, best first."""
    hits = rank(query, rows)

    assert hits == rank(query, ROWS)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_words() -> None:
    """It takes Latin words whole, with their marks, and runs of Chinese."""
    assert words_of("怎么用 C++ 写 top-p？用 C++") == ("怎么用", "c++", "写", "top-p", "用")


def test_what_is_nearly_right_is_named() -> None:
    """It names the stretch that the query nearly is, from its first character on."""
    assert rank("梯度消矢", ROWS)[0].matched == ("梯度消失",)


@pytest.mark.parametrize("query", ["asdfqwer", "PPO", "guonihe", "tidutxiaoshi", "hallucination"])
def test_letters_that_happen_to_stand_there(query: str) -> None:
    """It finds nothing by fragments of other words."""
    rows = [*ROWS, row("x/y", "post-training quantisation of gradients, local inference, PTQ")]

    assert rank(query, rows) == []


def test_a_single_character_says_little() -> None:
    """It marks what only a single Chinese character finds as weak."""
    assert {hit.weak for hit in rank("度", ROWS)} == {True}


def test_a_slip_in_one_of_two_words() -> None:
    """It finds a title that holds one word as it is and the other nearly."""
    hit = rank("gradient cliping", ROWS)[0]

    assert (hit.id, hit.matched, hit.weak) == ("training/clipping", ("gradient", "clipping"), False)
