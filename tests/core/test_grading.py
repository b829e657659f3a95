"""Grades of typed answers."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.core.entry import Entry
from qbank.core.grading import VERSION, Grade, covers, grade, settled, ticked
from qbank.core.review import Rating
from qbank.core.text import LANGUAGES, Language
from qbank.core.traditional import TO_SIMPLIFIED
from tests.core import rubrics

ANSWERS = yaml.safe_load((Path(__file__).parents[1] / "data" / "grading.yaml").read_text(encoding="utf-8"))
WORKED = pytest.mark.parametrize("name", rubrics.WORKED)
BOTH = pytest.mark.parametrize("language", LANGUAGES)

CACHE = rubrics.entry(
    rubrics.point("why", ["缓存", "cache*"], ["重算", "recompute"], text="缓存历史，避免重算", weight=3),
    rubrics.point("grow", ["batch"], ["线性", "增长", "grow*"], text="大小随 batch 增长", weight=2),
    rubrics.point("share", ["共享", "gqa"], text="GQA 共享头", **{"not": [["训练"]]}),
    question="什么是 KV cache？",
    mistakes=[
        rubrics.mistake("大小与 batch 无关", "grow"),
        rubrics.mistake("KV cache 能加速预填充"),
    ],
)
GOOD = "把历史缓存起来就不用重算。大小会随 batch 增长。可以让几个头共享。"


def _grade(answer: str, entry: Entry = CACHE, **wordings: list[str]) -> Grade:
    found = grade(answer, entry, wordings)
    assert found is not None
    return found


def _statuses(found: Grade) -> dict[str, str]:
    return {result.id: result.status for result in found.points}


def test_excellent() -> None:
    """It covers every point and quotes the clause as it was typed."""
    found = _grade(GOOD)

    assert (found.score, found.grade, found.rating, found.version) == (1.0, 4, Rating.GOOD, VERSION)
    assert [result.evidence for result in found.points] == [
        "把历史缓存起来就不用重算",
        "大小会随 batch 增长",
        "可以让几个头共享",
    ]
    assert [result.weight for result in found.points] == [3, 2, 1]
    assert found.misconceptions == ()


def test_no_rubric() -> None:
    """It gives no grade to a draft without key points."""
    assert grade("anything", rubrics.entry()) is None


@pytest.mark.parametrize(
    ("answer", "score", "number", "rating"),
    [
        ("", 0.0, 0, Rating.AGAIN),
        ("可以让几个头共享", 1 / 6, 1, Rating.AGAIN),
        ("大小会随 batch 增长", 2 / 6, 2, Rating.HARD),
        ("缓存起来就能避免重算，大小会随 batch 增长", 5 / 6, 3, Rating.GOOD),
    ],
)
def test_grades(answer: str, score: float, number: int, rating: Rating) -> None:
    """It turns the covered weight into a grade and a rating."""
    found = _grade(answer)

    assert found.score == pytest.approx(score)
    assert (found.grade, found.rating) == (number, rating)


@pytest.mark.parametrize(
    ("answer", "status", "evidence"),
    [
        ("先缓存。中间一句。再不用重算。", "covered", "先缓存。中间一句。再不用重算"),
        ("先缓存。一句。两句。再不用重算。", "missed", ""),
        ("没有缓存就要重算", "unsure", "没有缓存就要重算"),
        ("缓存历史很避免浪费", "unsure", "缓存历史很避免浪费"),
        ("历史缓存一下就好了", "unsure", "历史缓存一下就好了"),
        ("缓存很贵", "missed", ""),
    ],
)
def test_point(answer: str, status: str, evidence: str) -> None:
    """It wants all groups within three clauses; a negation, or half of it in like words, is unsure."""
    found = _grade(answer).points[0]

    assert (found.status, found.evidence) == (status, evidence)


def test_reversed_direction() -> None:
    """It is unsure where the direction near the words is the contrary of the point's."""
    assert _statuses(_grade("缓存不重算。batch 线性时大小反而会减少"))["grow"] == "unsure"


def test_sign() -> None:
    """It finds a term that is a sign and stands in no segment."""
    assert _statuses(_grade("向量 a 的模 ||", rubrics.entry(rubrics.point("a", ["||"]))))["a"] == "covered"


def test_excludes() -> None:
    """It is unsure where a group stands beside the match that contradicts the point."""
    assert _statuses(_grade("训练时才共享"))["share"] == "unsure"
    assert _statuses(_grade("训练时才共享。" + GOOD))["share"] == "covered"


def test_unsure_earns_no_more_than_covered() -> None:
    """It gives unsure points half, together at most what the covered ones earn."""
    assert _grade("没有缓存就要重算").score == 0
    assert _grade("没有缓存就要重算。头要共享").score == pytest.approx((1 + 1) / 6)
    assert _grade("没有缓存就要重算。大小随 batch 线性增长").score == pytest.approx((2 + 1.5) / 6)


def test_without_groups() -> None:
    """It can only ask about a point that has no groups."""
    made = rubrics.entry(rubrics.point("a", text="残差连接提供恒等路径"), rubrics.point("b", text="很是"))

    assert _statuses(_grade("残差连接提供恒等路径", made)) == {"a": "unsure", "b": "missed"}
    assert _statuses(_grade("残差很好", made))["a"] == "missed"


def test_misconception() -> None:
    """It flags a mistake, quotes it, takes its point's weight and caps the grade."""
    found = _grade(GOOD + "大小与 batch 没有关系。")

    assert [(flagged.index, flagged.evidence) for flagged in found.misconceptions] == [
        (0, "大小与 batch 没有关系")
    ]
    assert _statuses(found) == {"why": "covered", "grow": "contradicted", "share": "covered"}
    assert found.score == pytest.approx((4 - 2) / 6)
    assert (found.grade, found.rating) == (1, Rating.AGAIN)


def test_misconception_without_a_point() -> None:
    """It takes a weight of two for a mistake that names no key point."""
    found = _grade(GOOD + "KV cache 能加速预填充。")

    assert [flagged.index for flagged in found.misconceptions] == [1]
    assert found.score == pytest.approx((6 - 2) / 6)
    assert found.grade == 1


@pytest.mark.parametrize(
    "answer",
    [
        "KV cache 不能加速预填充。",
        "不是说 KV cache 能加速预填充。",
        "误区：KV cache 能加速预填充。",
        "KV cache 能加速预填充。其实这不成立。",
        "KV cache 能加速预填充？",
        "KV cache 能加速预填充吗?",
    ],
)
def test_refuted(answer: str) -> None:
    """It flags nothing that the answer denies, calls wrong, takes back or asks."""
    assert _grade(GOOD + answer).misconceptions == ()


def test_taken_back_by_another_mistake() -> None:
    """It lets no second mistake take the first one back."""
    made = rubrics.entry(
        rubrics.point("a", ["缓存"]),
        mistakes=[rubrics.mistake("缓存与 batch 无关"), rubrics.mistake("其实裁剪能救活死神经元")],
    )

    found = _grade("缓存与 batch 无关。其实裁剪能救活死神经元。", made)

    assert [flagged.index for flagged in found.misconceptions] == [0, 1]


def test_mistake_that_looks_like_a_refutation() -> None:
    """It flags a mistake whose own words look like a refutation."""
    made = rubrics.entry(
        rubrics.point("a", ["缓存"]), mistakes=[rubrics.mistake("交叉验证的结论都是不正确的")]
    )

    assert len(_grade("交叉验证的结论都是不正确的", made).misconceptions) == 1


def test_mistake_of_two_clauses() -> None:
    """It flags a mistake of two clauses where both are asserted."""
    made = rubrics.entry(
        rubrics.point("a", ["缓存"]), mistakes=[rubrics.mistake("测试集用来早停；验证分数直接汇报")]
    )

    assert _grade("测试集用来早停。", made).misconceptions == ()
    assert len(_grade("测试集用来早停。别的不说。验证分数直接汇报。", made).misconceptions) == 1


def test_echo() -> None:
    """It gives nothing for the question given back, also when that holds the words of the rubric."""
    made = rubrics.entry(rubrics.point("a", ["缓存"]), question="缓存有什么用？")

    assert _grade("缓存有什么用", made).grade == 0
    assert _grade("缓存有什么用。缓存能避免历史重复计算", made).grade == 4


def test_list() -> None:
    """It takes a bare list of the right words for no evidence."""
    found = _grade("缓存、重算、batch、线性、共享")

    assert found.grade == 0
    assert set(_statuses(found).values()) == {"unsure"}


def test_personal_wording() -> None:
    """It counts the person's own phrase as the point, unless it is denied."""
    assert _statuses(_grade("算过的就存着", why=["算过的就存着"]))["why"] == "covered"
    assert _statuses(_grade("不要说算过的就存着", why=["算过的就存着"]))["why"] == "missed"
    assert _statuses(_grade("换一种说法", why=["算过的就存着"]))["why"] == "missed"


@pytest.mark.parametrize(
    ("answer", "is_covered"),
    [
        ("we cache it to avoid recomputing: recompute", True),
        ("we cache it so nothing is recompued, recomptue", True),
        ("we cache it so nothing is recamputed at all: racompute", True),
        ("we cache it so nothing is rxcxmpxte", False),
        ("we cache it so nothing is decompute", False),
        ("we cache it so nothing is reckless", False),
    ],
)
def test_typing_errors(answer: str, is_covered: bool) -> None:
    """It forgives a typing error in a Latin term, not in the first letter."""
    assert (_statuses(_grade(answer))["why"] == "covered") is is_covered


def test_two_typing_errors_in_a_long_term() -> None:
    """It forgives two in a long term; Chinese and numbers stay as typed."""
    made = rubrics.entry(
        rubrics.point("a", ["regularisation"]), rubrics.point("b", ["正则化"]), rubrics.point("c", ["1024"])
    )

    assert _statuses(_grade("use regularizatoin", made))["a"] == "covered"
    assert _statuses(_grade("正规化 1025 有用", made)) == {"a": "missed", "b": "missed", "c": "missed"}


def test_settled() -> None:
    """It lets the person's word win, also over a flagged mistake."""
    found = _grade("大小与 batch 没有关系。没有缓存就要重算。KV cache 能加速预填充。")

    said = settled(found, CACHE, {"why": True, "grow": True, "share": False})

    assert _statuses(said) == {"why": "covered", "grow": "covered", "share": "missed"}
    assert [flagged.index for flagged in said.misconceptions] == [1]
    assert said.score == pytest.approx((5 - 2) / 6)
    assert _statuses(settled(found, CACHE, {"grow": False}))["grow"] == "contradicted"
    assert settled(found, CACHE, {}) == found


def test_ticked() -> None:
    """It grades what the person ticks."""
    found = ticked(CACHE, {"why", "grow"})

    assert _statuses(found) == {"why": "covered", "grow": "covered", "share": "missed"}
    assert (found.grade, found.misconceptions) == (3, ())


def test_covers() -> None:
    """It says whether a text meets the groups, whatever else it says."""
    point = CACHE.key_points[0]

    assert covers(point, "没有缓存。\n要重算")
    assert not covers(point, "缓存")
    assert not covers(point, "")


@pytest.mark.parametrize(
    "case", ANSWERS, ids=lambda case: f"{case['entry']} {case['kind']} {case['language']}"
)
def test_answers(case: Mapping[str, Any]) -> None:
    """It grades answers to the worked entries as a fair examiner would."""
    low, high = case["grades"]

    found = _grade(case["text"], rubrics.worked(case["entry"]))

    assert low <= found.grade <= high
    assert bool(found.misconceptions) == (case["kind"] == "stuffed")


@WORKED
@BOTH
def test_own_answer(name: str, language: Language) -> None:
    """It grades an entry's own answer 4, its mistakes 0, its question 0, and another's answer at most 1."""
    entry = rubrics.worked(name)
    texts = [
        f"{e.short.in_(language)}\n{e.answer.in_(language)}" for e in map(rubrics.worked, rubrics.WORKED)
    ]
    own = texts.pop(rubrics.WORKED.index(name))

    assert _grade(own, entry).grade == 4
    assert _grade(own, entry).misconceptions == ()
    assert all(covers(point, own) for point in entry.key_points)
    assert _grade("\n".join(mistake.text.in_(language) for mistake in entry.mistakes), entry).grade == 0
    assert _grade(entry.question.in_(language), entry).grade == 0
    assert all(_grade(text, entry).grade <= 1 for text in texts)


@WORKED
@BOTH
def test_each_mistake(name: str, language: Language) -> None:
    """It flags each mistake said as it is written."""
    entry = rubrics.worked(name)
    for index, mistake in enumerate(entry.mistakes):
        assert index in {
            flagged.index for flagged in _grade(mistake.text.in_(language), entry).misconceptions
        }


PIECES = tuple(
    sentence
    for name in rubrics.WORKED
    for language in LANGUAGES
    for sentence in [
        *rubrics.worked(name).answer.in_(language).splitlines(),
        *rubrics.worked(name).short.in_(language).split("；"),
    ]
    if sentence.strip()
)
MISTAKES = tuple(
    (name, mistake.text.in_(language))
    for name in rubrics.WORKED
    for language in LANGUAGES
    for mistake in rubrics.worked(name).mistakes
)
WORDS = tuple(
    text
    for name in rubrics.WORKED
    for point in rubrics.worked(name).key_points
    for group in point.match
    for text in group
)
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(PIECES),
        st.sampled_from([text for _, text in MISTAKES]),
        st.lists(st.sampled_from(WORDS), max_size=8).map("、".join),
        st.text(max_size=20),
    ),
    max_size=6,
).map("\n".join)


@given(TEXTS, st.sampled_from(MISTAKES))
def test_misconceptions_never_help(answer: str, added: tuple[str, str]) -> None:
    """It grades no answer higher for a misconception added to it."""
    name, text = added
    before, after = (_grade(said, rubrics.worked(name)) for said in (answer, f"{answer}\n{text}"))

    assert after.grade <= before.grade
    assert after.score <= before.score
    assert after.misconceptions


@given(TEXTS, st.sampled_from(rubrics.WORKED), st.data())
def test_a_true_sentence_never_hurts(answer: str, name: str, data: st.DataObject) -> None:
    """It gives no lower score for a whole true answer added."""
    entry = rubrics.worked(name)
    added = entry.short.in_(data.draw(st.sampled_from(LANGUAGES)))

    assert _grade(f"{answer}\n{added}", entry).score >= _grade(answer, entry).score


@given(st.text(alphabet=" \n\t。！!?;,，、-*#1."), st.sampled_from(rubrics.WORKED))
def test_nothing_said(answer: str, name: str) -> None:
    """It grades an empty answer 0."""
    assert _grade(answer, rubrics.worked(name)).score == 0


SINGLE = {s: t for t, s in TO_SIMPLIFIED.items() if list(TO_SIMPLIFIED.values()).count(s) == 1}
TRADITIONAL = str.maketrans({chr(s) if isinstance(s, int) else s: chr(t) for s, t in SINGLE.items()})
WIDE = {ord(c): chr(ord(c) + 0xFEE0) for c in map(chr, range(0x21, 0x7F))}


@given(TEXTS, st.sampled_from(rubrics.WORKED))
def test_form_changes_nothing(answer: str, name: str) -> None:
    """It grades the same in capitals, in full width and in Traditional characters."""
    entry = rubrics.worked(name)
    plain = answer.casefold()
    expected = _shape(_grade(plain, entry))

    assert _shape(_grade(plain.translate(TRADITIONAL), entry)) == expected
    assert _shape(_grade(plain.translate(WIDE), entry)) == expected
    assert _shape(_grade("".join(c.upper() if c.isascii() else c for c in plain), entry)) == expected
    assert _grade(plain, entry) == _grade(plain, entry)


def _shape(found: Grade) -> object:
    return found.score, found.grade, _statuses(found), [flagged.index for flagged in found.misconceptions]


@settings(max_examples=30)
@given(st.text(max_size=300), st.sampled_from(rubrics.WORKED))
def test_any_text(answer: str, name: str) -> None:
    """It grades any text, between 0 and 1, with evidence from the answer."""
    found = _grade(answer, rubrics.worked(name))

    assert 0 <= found.score <= 1
    assert all(result.evidence in answer for result in found.points)


SALAD = "缓存让 batch 线性地重算，从而共享增长的头"


def test_a_crowded_clause_vouches_for_one_point() -> None:
    """It takes one meaningless sentence strung from the right words for no more than one point."""
    found = _grade(SALAD + "。")

    assert _statuses(found) == {"why": "covered", "grow": "unsure", "share": "unsure"}
    assert found.grade <= 3


def test_a_crowded_point_said_elsewhere_is_covered() -> None:
    """It covers a point of a crowded clause that another clause says."""
    found = _grade(f"{SALAD}。大小会随 batch 增长。")

    assert _statuses(found) == {"why": "covered", "grow": "covered", "share": "unsure"}
    assert found.points[1].evidence == "大小会随 batch 增长"


def test_a_long_sentence_has_room() -> None:
    """It covers every point of a sentence whose parts say them one after the other."""
    answer = (
        "先说原因，历史都缓存起来，后面就不用重算，再说大小，它随 batch 增长，最后可以让几个头共享，能省一些"
    )
    found = _grade(answer)

    assert set(_statuses(found).values()) == {"covered"}


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("overfitting/dropout-train-vs-inference", "训练时随机丢弃神经元，推理时不再丢弃，全部保留"),
        ("overfitting/dropout-train-vs-inference", "训练时随机丢弃一部分神经元，测试时全部保留，不丢弃"),
        (
            "overfitting/dropout-train-vs-inference",
            "Neurons are dropped at random in training; at inference nothing is dropped and all are kept.",
        ),
        ("training/vanishing-exploding-gradients", "梯度裁剪只能解决爆炸，不能解决消失。"),
        ("training/vanishing-exploding-gradients", "梯度裁剪只能解决梯度爆炸，对梯度消失没有用。"),
        ("training/vanishing-exploding-gradients", "梯度裁剪解决不了梯度消失"),
        ("compression/ptq-vs-qat", "量化不减少参数个数，只减少每个参数的比特数"),
        ("inference/kv-cache-memory", "GQA 的缓存按 KV 头数算，不是按 query 头数"),
    ],
)
def test_what_denies_a_mistake_is_not_accused_of_it(name: str, answer: str) -> None:
    """It flags no clause that denies what the mistake asserts."""
    assert _grade(answer, rubrics.worked(name)).misconceptions == ()
