"""The report of a mock interview: Markdown to read, and the same as plain values for JSON."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qbank.core.debrief import Answered, Debrief, Question, WeakPoint
from qbank.core.entry import Entry
from qbank.core.grading import Grade
from qbank.core.interview_log import Ending
from qbank.core.question import Topic
from qbank.core.relation import Related
from qbank.core.text import Language, Text
from qbank.core.turns import Turn
from qbank.export import interview_code
from qbank.export.interview_code import Coded

_WORDS: Mapping[str, Text] = {
    "title": Text("模拟面试报告", "Mock interview report"),
    "time": Text("用时 {used} / {total}", "time {used} of {total}"),
    "left": Text("没有问完就结束了", "ended before it was done"),
    "over": Text("时间到", "the time was over"),
    "score": Text("得分", "Score"),
    "after": Text("加上追问中补出的要点", "with what follow-ups brought out"),
    "graded": Text("{n} 个回答有评分", "graded answers: {n}"),
    "ungraded": Text("{n} 个回答没有评分", "answers not graded: {n}"),
    "limits": Text(
        "评分是带依据的要点核对，不是考官：堆砌关键词也能得分，没有预料到的错误说法查不出来。",
        "Graded by a checklist with evidence, not by an examiner: a list of the right words scores, "
        "and novel false statements pass.",
    ),
    "edited": Text(
        "以下题目在面试之后改过，评分按现在的要点重算：",
        "Edited since the interview, and graded anew by the key points of today: ",
    ),
    "topics": Text("按主题", "By topic"),
    "topic": Text("主题", "Topic"),
    "answers": Text("回答数", "Answers"),
    "weakest": Text("最薄弱的要点", "Weakest points"),
    "next": Text("接下来", "Next"),
    "again": Text("这些题没答好，已安排复习", "Answered badly, and scheduled"),
    "due": Text("与没答好的题相关，现在到期", "Due now, since a related answer was weak"),
    "nothing": Text("没有答得差的题；继续按计划练习。", "No answer was weak; go on as planned."),
    "unasked": Text("没有问到", "Not asked"),
    "questions": Text("逐题", "Question by question"),
    "spent": Text("用时 {used}（预计 {expected}）", "{used} (about {expected} expected)"),
    "passed": Text("（跳过）", "(passed over)"),
    "unknown": Text("（不知道）", "(I do not know)"),
    "no_rubric": Text("没有评分要点，未评分。", "There is no rubric for this, so it was not graded."),
    "follow_up": Text("追问", "Follow-up"),
    "probe": Text("追问（针对没讲清的要点）", "Follow-up (after what was missed or unclear)"),
    "added": Text("补出的要点", "Brought out"),
    "none_added": Text("没有补出新的要点。", "It brought out no further point."),
    "by": Text("按 `{id}` 的要点评分", "graded by the key points of `{id}`"),
    "reference": Text("参考回答", "Reference"),
    "covered": Text("答到", "covered"),
    "unsure": Text("不确定", "unsure"),
    "missed": Text("漏掉", "missed"),
    "contradicted": Text("说错", "contradicted"),
    "mistake": Text("误区", "misconception"),
    "of": Text("{name}：{what}", "{name}: {what}"),  # Chinese has marks of its own
    "with": Text("{name}（{what}）", "{name} ({what})"),
}
_SIGNS = {"covered": "✓", "unsure": "?", "missed": "✗", "contradicted": "!"}


@dataclass(frozen=True, slots=True)
class Report:
    """What a report is made of.

    Attributes:
        when: The beginning by the person's clock, as `2026-12-31 14:05`.
        entries: Those that were asked, by id.
        spoken: The words of a turn.
        due: Entries that are due because something related was weak.
        edited: Entries whose text was edited since they were asked.
        language: The report's.
        coding: The coding problem, None where there was none or it was not reached.
    """

    when: str
    ended: Ending
    found: Debrief
    entries: Mapping[str, Entry]
    topics: Sequence[Topic]
    spoken: Callable[[Turn], Text]
    due: Mapping[str, Related]
    edited: Sequence[str]
    language: Language
    coding: Coded | None = None


def render(report: Report) -> str:
    """Return the report in Markdown."""
    lines = [f"# {_say(report, 'title')}", "", *_head(report)]
    lines += _by_topic(report)
    if report.found.weakest:
        lines += ["", f"## {_say(report, 'weakest')}", ""]
        lines += [_weak(report, number, weak) for number, weak in enumerate(report.found.weakest, 1)]
    lines += ["", f"## {_say(report, 'next')}", "", *_next(report)]
    lines += ["", f"## {_say(report, 'questions')}"]
    for number, question in enumerate(report.found.questions, 1):
        lines += ["", *_question(report, number, question)]
    if report.coding:
        lines += interview_code.render(report.coding, report.language)
    return "\n".join(lines) + "\n"


def document(report: Report) -> dict[str, object]:
    """Return the report as the JSON that the command line promises."""
    found = report.found
    return {
        "schema": 1,
        "date": report.when,
        "minutes": found.script.minutes,
        "seed": found.script.seed,
        "seconds": round(found.seconds),
        "ended": report.ended,
        "score": found.score,
        "score_with_follow_ups": found.after,
        "graded": found.graded,
        "not_graded": found.ungraded,
        "topics": [{"slug": slug, "score": score, "answers": n} for slug, score, n in found.topics],
        "weakest": [
            {"id": one.entry, "point": one.point.id, "status": one.status, "text": one.point.text.plain()}
            for one in found.weakest
        ],
        "weak": list(found.weak),
        "due": [{"id": id_, "because": list(one.because)} for id_, one in report.due.items()],
        "unasked": list(found.unasked),
        "edited": list(report.edited),
        "questions": [_plain_question(report, question) for question in found.questions],
        **({"coding": _plain_coding(report)} if found.script.code else {}),
    }


def _head(report: Report) -> Iterator[str]:
    found = report.found
    used, total = _time(found.seconds), _time(60.0 * found.script.minutes)
    facts = [report.when, _say(report, "time", used=used, total=total)]
    if report.ended in ("left", "time"):
        facts.append(_say(report, "left" if report.ended == "left" else "over"))
    yield f"- {' · '.join(facts)}"
    if found.score is not None and found.after is not None:
        score = f"**{_say(report, 'score')} {found.score:.0%}**"
        after = f"{_say(report, 'after')} {found.after:.0%}" if found.after > found.score else ""
        graded = _say(report, "graded", n=found.graded)
        yield f"- {' · '.join(part for part in (score, after, graded) if part)}"
    if found.ungraded:
        yield f"- {_say(report, 'ungraded', n=found.ungraded)}"
    yield f"- {_say(report, 'limits')}"
    if report.edited:
        yield f"- {_say(report, 'edited')}{', '.join(f'`{id_}`' for id_ in report.edited)}"


def _by_topic(report: Report) -> Iterator[str]:
    names = {topic.slug: topic.name.best(report.language) for topic in report.topics}
    if not report.found.topics:
        return
    yield from ("", f"## {_say(report, 'topics')}", "")
    yield f"| {_say(report, 'topic')} | {_say(report, 'score')} | {_say(report, 'answers')} |"
    yield "|---|---|---|"
    for slug, score, count in report.found.topics:
        yield f"| {names.get(slug) or slug} | {score:.0%} | {count} |"


def _weak(report: Report, number: int, weak: WeakPoint) -> str:
    text = _with(report, weak.point.text.best(report.language), _say(report, weak.status))
    return f"{number}. {text} — `{weak.entry}`, `qbank show {weak.entry} --answer`"


def _next(report: Report) -> Iterator[str]:
    found = report.found
    if not found.weak:
        yield f"- {_say(report, 'nothing')}"
    else:
        options = " ".join(f"--id {id_}" for id_ in found.weak)
        yield f"- {_of(report, 'again', f'`qbank quiz {options}`')}"
    for id_, one in report.due.items():
        because = ", ".join(f"`{other}`" for other in one.because)
        yield f"- {_of(report, 'due', f'`{id_}` ← {because}')}"
    if found.unasked:
        yield f"- {_of(report, 'unasked', ', '.join(f'`{id_}`' for id_ in found.unasked))}"


def _question(report: Report, number: int, question: Question) -> Iterator[str]:
    entry = report.entries[question.id]
    expected = {item.id: item.seconds for item in report.found.script.items}.get(question.id, 0.0)
    spent = _say(report, "spent", used=_time(question.ms / 1000), expected=_time(expected))
    yield f"### {number}. {entry.question.best(report.language)}"
    yield ""
    yield f"`{entry.id}` · {'★' * entry.difficulty} · {spent} · `qbank show {entry.id} --answer`"
    yield from ("", *_answer(report, question.first), *_graded(report, entry, question.first.grade))
    if question.first.answer and question.first.grade is None:
        yield from ("", _say(report, "no_rubric"))
    yield from ("", *_reference(report, entry.short if entry.short != Text() else entry.answer))
    for each in question.rest:
        yield from ("", *_follow_up(report, entry, each))


def _follow_up(report: Report, entry: Entry, each: Answered) -> Iterator[str]:
    asked = report.spoken(each.turn).best(report.language)
    word = "probe" if each.turn.step == "probe" else "follow_up"
    name = _with(report, f"**{_say(report, word)}**", _time(each.ms / 1000))
    yield _say(report, "of", name=name, what=asked)
    yield from ("", *_answer(report, each))
    other = report.entries.get(each.turn.see)
    if other is not None and each.grade:
        link = f"`qbank show {other.id} --answer`"
        yield from ("", f"{other.question.best(report.language)} — {_say(report, 'by', id=other.id)}, {link}")
        yield from _graded(report, other, each.grade)
    if each.added:
        texts = {point.id: point.text.best(report.language) for point in entry.key_points}
        yield from ("", _of(report, "added", "").rstrip(), "")
        yield from (f"- ✓ {texts[point.id]}{_evidence(point.evidence)}" for point in each.added)
    elif each.answer and each.turn.step == "probe":
        yield from ("", _say(report, "none_added"))
    if each.is_ungraded:
        yield from ("", _say(report, "no_rubric"))
    if each.turn.follow_up is not None and not each.turn.see:
        yield from ("", *_reference(report, entry.follow_ups[each.turn.follow_up].answer))


def _answer(report: Report, each: Answered) -> Iterator[str]:
    if each.answer is None:
        yield _say(report, "passed")
    elif not each.answer:
        yield _say(report, "unknown")
    else:
        yield from (f"> {row}".rstrip() for row in each.answer.splitlines())


def _graded(report: Report, entry: Entry, grade: Grade | None) -> Iterator[str]:
    if grade is None:
        return
    texts = {point.id: point.text.best(report.language) for point in entry.key_points}
    yield from ("", _with(report, f"{_say(report, 'score')} {grade.score:.0%}", f"{grade.grade}/4"), "")
    for point in grade.points:
        sign, word = _SIGNS[point.status], _say(report, point.status)
        said = f"{texts[point.id]}{_evidence(point.evidence)}"
        yield f"- {sign} {_say(report, 'of', name=word, what=said)}"
    for flagged in grade.misconceptions:
        mistake = entry.mistakes[flagged.index]
        text, why = mistake.text.best(report.language), mistake.why.best(report.language)
        yield f"- ! {_of(report, 'mistake', f'{text} — {why}{_evidence(flagged.evidence)}')}"


def _reference(report: Report, text: Text) -> Iterator[str]:
    yield _of(report, "reference", text.best(report.language).strip())


def _evidence(words: str) -> str:
    return f" — “{' '.join(words.split())}”" if words else ""


def _plain_question(report: Report, question: Question) -> dict[str, object]:
    entry = report.entries[question.id]
    return {
        "id": entry.id,
        "topic": entry.topic,
        "difficulty": entry.difficulty,
        "question": entry.question.plain(),
        "answer": question.first.answer,
        "seconds": round(question.first.ms / 1000),
        "grade": _plain_grade(question.first.grade),
        "score_with_follow_ups": question.settled.score if question.settled else None,
        "follow_ups": [_plain_follow_up(report, each) for each in question.rest],
    }


def _plain_coding(report: Report) -> dict[str, object] | None:
    return interview_code.document(report.coding) if report.coding else None


def _plain_follow_up(report: Report, each: Answered) -> dict[str, object]:
    return {
        "step": each.turn.step,
        "see": each.turn.see or None,
        "question": report.spoken(each.turn).plain(),
        "answer": each.answer,
        "seconds": round(each.ms / 1000),
        "grade": _plain_grade(each.grade),
        "added": [{"id": point.id, "evidence": point.evidence} for point in each.added],
        "graded": bool(each.grade) or bool(each.added) or each.turn.step == "probe",
    }


def _plain_grade(grade: Grade | None) -> dict[str, object] | None:
    if grade is None:
        return None
    return {
        "score": grade.score,
        "grade": grade.grade,
        "rating": int(grade.rating),
        "points": [
            {"id": one.id, "status": one.status, "weight": one.weight, "evidence": one.evidence}
            for one in grade.points
        ],
        "misconceptions": [{"mistake": one.index, "evidence": one.evidence} for one in grade.misconceptions],
    }


def _say(report: Report, word: str, **values: object) -> str:
    return _WORDS[word].in_(report.language).format(**values)


def _of(report: Report, word: str, what: str) -> str:
    """Return a word and what it announces."""
    return _say(report, "of", name=_say(report, word), what=what)


def _with(report: Report, text: str, what: str) -> str:
    """Return a text with something in brackets behind it."""
    return _say(report, "with", name=text, what=what)


def _time(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"
