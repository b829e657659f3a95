"""Texts in two languages, and the normal form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.text import Text, is_cjk, normalise, slug_words


@given(st.text())
def test_normal_form_is_stable(text: str) -> None:
    """It gives the same form when it is applied twice."""
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_case_and_width_do_not_count(text: str) -> None:
    """It makes one form of upper and lower case, of full and half width."""
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)

    assert normalise(wide) == normalise(text)
    assert normalise(text.upper()) == normalise(text)


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("梯度消失與權重衰減", "梯度消失与权重衰减"),
        ("過擬合", "过拟合"),
        ("ＲＯＰＥ 編碼", "rope 编码"),
        ("薴", "苎"),
    ],
)
def test_traditional_reads_as_simplified(traditional: str, simplified: str) -> None:
    """It makes one form of Traditional and Simplified characters, chains included."""
    assert normalise(traditional) == normalise(simplified) == simplified


@given(st.text())
def test_normal_form_is_nfkc(text: str) -> None:
    """It leaves nothing that NFKC would still change."""
    assert unicodedata.is_normalized("NFKC", normalise(text))


def test_text_in_one_language() -> None:
    """It falls back to the language there is, and stores only that one."""
    text = Text.of({"zh": "早停"})

    assert (text.in_("zh"), text.in_("en"), text.best("en")) == ("早停", "", "早停")
    assert text.plain() == {"zh": "早停"}
    assert Text(en="early stopping").best("zh") == "early stopping"


def test_han_ideographs() -> None:
    """It knows ideographs from letters, digits and marks."""
    assert [is_cjk(c) for c in "度㐀𠀀aＡ1。"] == [True, True, True, False, False, False, False]


def test_words_of_an_id() -> None:
    """It keeps what an id may hold."""
    assert slug_words("为什么 Softmax 要减 max(x)？ＫＶ") == ["softmax", "max", "x", "kv"]
    assert slug_words("早停") == []
