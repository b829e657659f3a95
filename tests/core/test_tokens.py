"""From text to tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.tokens import join, parts, runs, sequence, stem, tokens_of, written


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gradients", "gradient"),
        ("regularisation", "regularization"),
        ("regularise", "regularization"),
        ("optimizers", "optimiser"),
        ("quantisation", "quantized"),
        ("clipping", "clip"),
        ("behaviour", "behavior"),
        ("strategies", "strategy"),
        ("losses", "loss"),
        ("decoding", "decode"),
        ("training", "train"),
    ],
)
def test_forms_of_one_word(one: str, other: str) -> None:
    """It takes the forms of a word, in US and UK spelling, for one."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("bias", "bia"), ("loss", "los"), ("bert", "berts2"), ("king", "k"), ("focus", "focu")]
)
def test_other_words(one: str, other: str) -> None:
    """It leaves alone what only looks like a form."""
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("fine-tuning", ["fine", "tuning"]),
        ("nn.Dropout", ["nn", "dropout"]),
        ("flash_attention", ["flash", "attention"]),
        ("FlashAttention", ["flash", "attention"]),
        ("LoRA", ["lora"]),
        ("RoPE", ["rope"]),
        ("vLLM", ["vllm"]),
        ("C++", ["c++"]),
    ],
)
def test_parts(run: str, expected: list[str]) -> None:
    """It splits what is put together, and not what is only written in mixed letters."""
    assert parts(run) == expected


def test_chinese() -> None:
    """It takes pairs of characters, a lone one as it is, and knows Traditional and Taiwan's words."""
    assert list(sequence("梯度消失")) == ["梯度", "度消", "消失"]
    assert list(sequence("的 KV 缓存")) == ["的", "kv", "缓存"]
    assert runs("資料過擬合") == ["数据过拟合"]
    assert runs("资料") == ["资料"]
    assert runs("ＫＶ　ｃａｃｈｅ") == ["KV", "cache"]


def test_written() -> None:
    """It writes a phrase of tokens as a person would."""
    assert written("梯度 度消 消失") == "梯度消失"
    assert written("kv 缓存") == "kv 缓存"
    assert written("vanish gradient") == "vanish gradient"


def test_columns() -> None:
    """It keeps lines of wordings apart, joins neighbours of the title, and writes it down as it sounds."""
    tokens = tokens_of("drop out 是什么\nnn.Dropout", "用 drop out 正则")

    assert tokens.title == "drop out 是什 什么\nnn dropout"
    assert tokens.joined.split() == ["dropout", "nndropout"]
    assert {"shenme", "ssm"} <= set(tokens.sound.split())
    assert tokens.body == "用 drop out 正则"
    assert join("drop", "outs") == "dropout"


@given(st.text())
def test_any_text(text: str) -> None:
    """It makes of any text tokens of small letters, digits and Chinese, and of them the same tokens again."""
    found = list(sequence(text))

    assert all(token == token.strip().lower() and " " not in token for token in found)
    assert list(sequence(" ".join(text.split()))) == found


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_a_stem_is_not_longer(word: str) -> None:
    """It takes away, and never all."""
    assert 0 < len(stem(word)) <= len(word)
