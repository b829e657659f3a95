"""One sample of every view, for the snapshots and for the rules that all views obey."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from qbank.core.entry import Entry
from qbank.core.grading import Grade, Misconception, PointResult
from qbank.core.history import InterviewPlan
from qbank.core.plan import Forecast, Item
from qbank.core.problem import Problem
from qbank.core.progress import Calibration, Progress, TopicProgress
from qbank.core.question import Topic
from qbank.core.review import Rating
from qbank.core.search import Hit
from qbank.core.session import Score, Session
from qbank.core.text import Text
from qbank.errors import Finding, Message
from qbank.screen import (
    entry,
    feedback,
    findings,
    hits,
    home,
    markdown,
    plan,
    problems,
    question,
    rating,
    stats,
    summary,
    table,
)
from qbank.screen.console import Screen
from qbank.screen.spans import Lines
from tests.bank.conftest import whole_problem
from tests.screen.conftest import make_entry

TODAY = 20_000
TOPICS = (
    Topic("overfitting", Text("过拟合", "Overfitting"), Text()),
    Topic("inference", Text("推理", "Inference"), Text()),
)
ENTRY = make_entry()
DRAFT = make_entry(
    state="draft", id="inference/a-question-with-a-long-name-in-one-language", topic="inference",
    question={"zh": "什么是投机解码？"}, short={}, key_points=[], difficulty=5,
)  # fmt: skip
SOLUTION = "def double(x):\n    return x + x  # not x ** 2\n\n\ndef halve(x):\n    return x / 2\n"
PROBLEM = Problem.of(
    {**whole_problem(signature="double(x)\nhalve(x)", topic="inference"), "solution": SOLUTION},
    state="draft", hash_="0" * 16,
)  # fmt: skip
GRADE = Grade(
    score=0.5,
    grade=1,
    rating=Rating.AGAIN,
    points=(
        PointResult("mask", "covered", 2, "相当于训练很多子网络再集成"),
        PointResult("off", "contradicted", 1, "推理时也要丢弃"),
        PointResult("scale", "missed", 1, ""),
        PointResult(
            "l2", "unsure", 1, "加权重的平方惩罚，让权重变小，这样模型更平滑，不容易记住训练集里的噪声"
        ),
    ),
    misconceptions=(Misconception(index=0, evidence="推理时也要丢弃"),),
)
SETTLED = replace(GRADE, points=(*GRADE.points[:2], PointResult("scale", "covered", 1, ""), GRADE.points[3]))
PROGRESS = Progress(
    reviews=1248, entries=96, seen=40, due=3, mean=0.72, last7=None,
    topics=(
        TopicProgress("overfitting", 56, 40, 3, 0.91, 0.72),
        TopicProgress("inference", 40, 0, 0, None, None),
    ),
    days=((TODAY - 9, 4), (TODAY - 3, 12), (TODAY, 5)), streak=1,
    coming=tuple((TODAY + ahead, count) for ahead, count in enumerate((3, 0, 7, 1, 0, 0, 2))),
    calibration=(Calibration(1, 4, 0.21), Calibration(3, 30, 0.82)), changed=(("overfitting/x", TODAY - 9),),
)  # fmt: skip
SESSION = Session(
    todo=(), planned=3,
    answers=(("a", Rating.GOOD), ("b", Rating.AGAIN), ("b", Rating.HARD), ("c", Rating.GOOD)),
    scores=(("a", 0.8), ("b", 0.4), ("c", 0.75)), skipped=("d",),
)  # fmt: skip
FOUND = (
    hits.Found(Hit(ENTRY.id, 92.0, ("正则化", "dropout"), weak=False), ENTRY, -3, TOPICS[0]),
    hits.Found(Hit(DRAFT.id, 61.0, ("解码",), weak=False), DRAFT, None, TOPICS[1]),
)
TRAINING = Path("questions/training")
NOTES = ("再看一遍 ReLU 与 He 初始化", "mind the gap between training and inference: " * 3)
FORMULAS = r"""交叉熵对 logit 的梯度是 $\frac{\partial L}{\partial z_i}=p_i-y_i$，其中
$$p_i=\frac{e^{z_i}}{\sum_j e^{z_j}},\qquad L=-\sum_i y_i\log p_i$$
so $\|g\|_2\le\sqrt{2}$ for one sample.

- with a temperature $T$: $p_i\propto e^{z_i/T}$
- 数值稳定：先减去 $\max_j z_j$，$\log\sum_j e^{z_j-m}+m$

| form | value |
|---|---|
| $\sigma(x)$ | $\frac{1}{1+e^{-x}}$ |
"""
PLAN = InterviewPlan("2024-10-25", 30, {"inference": 2.0}, "research")
CHANCES = {f"overfitting/entry-{n}": 0.9 - n / 20 for n in range(8)} | dict.fromkeys(
    [f"inference/{n}" for n in "abcdefg"], 0.0
)
OUTLOOK = plan.Outlook(
    today=TODAY,
    chosen=tuple(Item(id_, None, 0, 1.0, 75.0) for id_ in list(CHANCES)[:8]),
    topics={id_: id_.partition("/")[0] for id_ in CHANCES},
    expected=Forecast(CHANCES, 0.61, tuple(id_ for id_, chance in CHANCES.items() if not chance)),
    with_more=8.2,
    more=15,
)
FIELD = "{field} is missing"
FINDINGS = (
    Finding(TRAINING / "adamw.yaml", 41, "missing", "error", Message(FIELD, {"field": "answer.en"})),
    Finding(TRAINING / "warmup.yaml", 0, "long", "warning", Message(FIELD, {"field": "x" * 90})),
)
COMMANDS = (
    home.Next("qbank quiz", Message("practise what is due, then what is new")),
    home.Next("qbank search 梯度消失", Message("find a question")),
    home.Next("qbank stats", Message("see where you stand")),
)

VIEWS: dict[str, Callable[[Screen], Lines]] = {
    "question": lambda s: question.question(s, ENTRY, topic=TOPICS[0], position=(3, 10)),
    "question-draft": lambda s: question.question(s, DRAFT, topic=TOPICS[1], position=(10, 10)),
    "feedback": lambda s: feedback.feedback(s, ENTRY, GRADE),
    "feedback-not-graded": lambda s: feedback.feedback(s, ENTRY, None),
    "feedback-no-rubric": lambda s: feedback.feedback(s, DRAFT, None),
    "evidence": lambda s: feedback.evidence(s, ENTRY, SETTLED),
    "checklist": lambda s: feedback.checklist(s, ENTRY, frozenset({"off"})),
    "feedback-turned": lambda s: feedback.turned(s, ENTRY, GRADE, 1) + feedback.turned(s, ENTRY, SETTLED, 2),
    "notes": lambda s: entry.noted(s, NOTES),
    "rating": lambda s: rating.rating(s, {1: 0, 2: 2, 3: 70, 4: 800}, 3),
    "rating-help": rating.rating_help,
    "rated": lambda s: rating.rated(s, 3, 5),
    "summary": lambda s: summary.summary(s, SESSION, Score(6.0, 10), saved=4, command="qbank quiz"),
    "summary-not-graded": lambda s: summary.summary(s, Session((), 0), None, saved=1, command="qbank quiz"),
    "summary-interrupted": lambda s: summary.summary(
        s, SESSION, None, saved=4, command="qbank quiz --id overfitting/dropout", is_draft=True
    ),
    "hits": lambda s: hits.hits(s, "dropout 正则化", FOUND, 612),
    "entry-folded": lambda s: entry.folded(s, ENTRY, topic=TOPICS[0]),
    "entry": lambda s: entry.entry(s, ENTRY, {"overfitting/l2"}, topic=TOPICS[0]),
    "entry-draft": lambda s: entry.entry(s, DRAFT),
    "problem-folded": lambda s: problems.folded(s, PROBLEM, topic=TOPICS[1]),
    "problem": lambda s: problems.solved(s, PROBLEM, {"training/warm-up"}, notes=["tile 与 repeat 不同"]),
    "list": lambda s: table.entries(s, [ENTRY.summary, DRAFT.summary, PROBLEM.summary], {ENTRY.id: 4}),
    "list-marked": lambda s: table.entries(
        s, [ENTRY.summary, DRAFT.summary], {ENTRY.id: 4}, {ENTRY.id: ("starred", "noted")}
    ),
    "formulas": lambda s: markdown.markdown(s, FORMULAS),
    "plan": lambda s: plan.plan(s, PLAN, OUTLOOK, {topic.slug: topic for topic in TOPICS}),
    "plan-on-the-day": lambda s: plan.plan(s, PLAN, replace(OUTLOOK, today=PLAN.day, chosen=()), {}),
    "topics": lambda s: table.topics(s, TOPICS, PROGRESS.topics),
    "stats": lambda s: stats.stats(s, PROGRESS, TOPICS, TODAY),
    "home": lambda s: home.home(s, home.Today(23, 30, 40, 21, Score(7.5, 10)), COMMANDS),
    "home-empty": lambda s: home.home(s, home.Today(0, 0, 15), COMMANDS),
    "findings": lambda s: findings.findings(s, FINDINGS, 15),
}


def graded(entry_: Entry, status: str = "missed", evidence: str = "") -> Grade:
    """Return a grade in which every key point has one status and every mistake was made."""
    return Grade(
        score=0.0,
        grade=0,
        rating=Rating.AGAIN,
        points=tuple(PointResult(point.id, status, point.weight, evidence) for point in entry_.key_points),
        misconceptions=tuple(
            Misconception(index=index, evidence=evidence) for index in range(len(entry_.mistakes))
        ),
    )
