"""Near-duplicate questions."""

from hypothesis import given
from hypothesis import strategies as st

from qbank.core.similar import SAME, Questions, essence, likeness, pairs


def test_essence() -> None:
    """It leaves out what many questions share."""
    assert essence("请问大模型训练中，如何避免过拟合？") == "过拟合"
    assert essence("How do you avoid Overfitting in large models?") == "avoidoverfitting"


def test_like() -> None:
    """It finds the same question in other words, and not another one in the same words."""
    questions = Questions(
        {
            "a": ["如何避免大模型训练中的过拟合？", "How do you avoid overfitting?"],
            "b": ["大模型训练中如何避免欠拟合与梯度消失？"],
            "c": ["什么是 KV cache？"],
        }
    )

    assert [id_ for id_, _ in questions.like("z", "大模型训练过程中怎样避免过拟合？")] == ["a"]
    assert list(questions.like("a", "大模型训练过程中怎样避免过拟合？")) == []
    assert list(questions.like("z", "为什么？")) == []


def test_likeness() -> None:
    """It is 1 for the same text, 0 for nothing in common."""
    assert likeness(pairs("梯度爆炸"), pairs("梯度爆炸")) == 1.0
    assert likeness(pairs("梯度爆炸"), pairs("过拟合")) == 0.0
    assert likeness(pairs(""), pairs("")) == 0.0


short_texts = st.text("过拟合梯度消失爆炸", max_size=12)


@given(st.lists(short_texts, max_size=8), short_texts)
def test_misses_nothing(texts: list[str], text: str) -> None:
    """It finds all that a comparison with every question finds."""
    questions = Questions({str(number): [other] for number, other in enumerate(texts)})

    expected = {
        str(number) for number, other in enumerate(texts) if likeness(pairs(text), pairs(other)) >= SAME
    }
    assert {id_ for id_, _ in questions.like("", text)} == expected
