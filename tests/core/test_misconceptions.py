"""Assertions of a mistake."""

import pytest

from qbank.core.claims import claims, marks
from qbank.core.clauses import comparable
from qbank.core.misconceptions import asserts, claim_of, share, wording

TRUE = (
    "recall is TP/(TP+FN)",
    "precision is TP/(TP+FP)",
    "Xavier 的方差是 2/(n_in+n_out)，适合 tanh",
    "He 适合 ReLU",
    "裁剪不能解决梯度消失",
    "KV cache 随 batch 线性增长",
)


def _asserts(mistake: str, text: str, truths: tuple[str, ...] = TRUE, question: str = "") -> bool:
    stated = [claim_of(claims(comparable(truth))) for truth in truths]
    attested = {mark.lstrip("!") for claim in stated for mark in claim.words}
    form = comparable(text)
    known = marks(comparable(question))
    return asserts(claims(form), form, wording(mistake, stated, known, attested))


@pytest.mark.parametrize(
    ("mistake", "text"),
    [
        ("梯度裁剪可以解决梯度消失", "梯度裁剪可以解决梯度消失"),
        ("梯度裁剪可以解决梯度消失", "只要做裁剪，就能解决梯度消失"),
        ("Xavier 适合 ReLU", "Xavier 初始化适合 ReLU，He 适合 tanh"),
        ("KV cache 的大小与 batch 无关", "KV cache 的大小和 batch 没有关系"),
        ("quantisation reduces the number of parameters", "Quantization means fewer parameters in number"),
        ("recall is TP/(TP+FP)", "precision is TP/(TP+FN) and recall is TP/(TP+FP)"),
    ],
)
def test_asserts(mistake: str, text: str) -> None:
    """It sees the same claim in other words."""
    assert _asserts(mistake, text)


@pytest.mark.parametrize(
    ("mistake", "text"),
    [
        ("梯度裁剪可以解决梯度消失", "裁剪不能解决梯度消失"),
        ("梯度裁剪可以解决梯度消失", "不是裁剪，而是残差解决梯度消失"),
        ("Xavier 适合 ReLU", "Xavier 适合 tanh，He 适合 ReLU"),
        ("KV cache 的大小与 batch 无关", "KV cache 的大小取决于 batch"),
        ("KV cache 的大小与 batch 无关", "KV cache 的大小 = 2 × 层数 × 头数 × batch × 字节"),
        ("the size is independent of the batch", "the size grows with the batch"),
        (
            "quantisation reduces the number of parameters",
            "quantisation does not reduce the number of parameters",
        ),
        ("recall is TP/(TP+FP)", "recall is TP/(TP+FN) while precision is TP/(TP+FP)"),
        ("步数越多，正则越强", "步数越少，正则越强"),
        ("步数越多，正则越强", "学习率越大，更新越多"),
        ("梯度裁剪可以解决梯度消失", "今天天气很好"),
        ("梯度裁剪可以解决梯度消失", ""),
    ],
)
def test_does_not_assert(mistake: str, text: str) -> None:
    """It leaves the contrary, a refutation, other roles and other subjects alone."""
    assert not _asserts(mistake, text, question="梯度消失怎么办？")


def test_role_swap() -> None:
    """It tells a swap of roles by the order of the words where the words are the same."""
    truths = ("教师教学生",)

    assert _asserts(
        "student teaches teacher", "the student teaches the teacher", ("teacher teaches student",)
    )
    assert not _asserts("student teaches teacher", "teacher teaches student", ("teacher teaches student",))
    assert _asserts("教师教学生", "教师教学生", truths)


def test_words_of_the_question_count_less() -> None:
    """It wants more than the words that the question brings along."""
    text, mistake = "gradient clipping helps dead layers", "gradient clipping kills dead units"

    assert _asserts(mistake, text, (), "") is True
    assert _asserts(mistake, text, (), "What is gradient clipping?") is False


def test_share() -> None:
    """It is 0 where nothing is wanted."""
    assert share({}, {"a"}) == 0.0
    assert share({"a": 1.0, "b": 3.0}, {"a"}) == 0.25
