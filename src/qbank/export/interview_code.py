"""The coding problem in the report of a mock interview."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qbank.core.handed_in import Failed, Judged
from qbank.core.text import Language, Text
from qbank.core.turns import Reply

_WORDS: Mapping[str, Text] = {
    "title": Text("编程题", "Coding problem"),
    "spent": Text("用时 {used}（预计 {expected}）", "{used} (about {expected} expected)"),
    "nothing": Text("（没有提交）", "(nothing was handed in)"),
    "unjudged": Text("没有判题：{why}", "Not judged: {why}"),
    "passed": Text("{all} 个用例通过 {n} 个", "{n} of {all} cases passed"),
    "first": Text("第一个没通过的用例：{number}. {name}", "First failing case: {number}. {name}"),
    "values": Text("应为 {expected}，得到 {got}", "expected {expected}, got {got}"),
    "alike": Text("结果与这样的解答完全一致", "The results equal those of a solution that"),
    "imported": Text("文件无法导入", "The file could not be imported"),
    "program": Text("提交的程序", "The program that was handed in"),
    "again": Text("再判一次同样的用例", "The same cases again"),
    "edited": Text(
        "这道题在面试之后改过，判题结果是当时的。", "Edited since the interview; the verdict is that of then."
    ),
    "of": Text("{name}：{what}", "{name}: {what}"),
}
_TICKS = re.compile("`+")
_SHORTEST_FENCE = 3


@dataclass(frozen=True, slots=True)
class Coded:
    """What is told of it.

    Attributes:
        reply: What was handed in, and what the judge said.
        expected: The seconds that were kept for it.
        verdict: The verdict in words.
        is_edited: Whether the problem was edited since.
    """

    title: Text
    reply: Reply
    expected: float
    verdict: Text
    is_edited: bool = False

    @property
    def id(self) -> str:
        """Return the problem's id."""
        return self.reply.turn.main

    @property
    def explained(self) -> str:
        """Return the command that explains the problem."""
        return f"qbank code explain {self.id.rpartition('/')[2]}"


def render(coded: Coded, language: Language) -> Iterator[str]:
    """Yield the rows of the section in Markdown, the first of them empty."""
    used, expected = _time(coded.reply.ms / 1000), _time(coded.expected)
    spent = _say(language, "spent", used=used, expected=expected)
    title = _say(language, "of", name=_say(language, "title"), what=coded.title.best(language))
    yield from ("", f"## {title}", "", f"`{coded.id}` · {spent} · `{coded.explained}`", "")
    if coded.is_edited:
        yield from (_say(language, "edited"), "")
    yield from _verdict(coded, language)
    if coded.reply.answer is not None:
        fence = _fence(coded.reply.answer)
        name = _say(language, "of", name=_say(language, "program"), what="")
        yield from ("", name.rstrip(), "", f"{fence}python")
        yield from coded.reply.answer.rstrip().splitlines()
        yield fence


def document(coded: Coded) -> dict[str, object]:
    """Return the same as plain values."""
    judged = coded.reply.judged
    failed = judged.failed if judged else None
    return {
        "id": coded.id,
        "title": coded.title.plain(),
        "seconds": round(coded.reply.ms / 1000),
        "program": coded.reply.answer,
        "verdict": judged.verdict if judged else None,
        "score": judged.score if judged else None,
        "passed": judged.passed if judged else 0,
        "cases": judged.cases if judged else 0,
        "seed": judged.seed if judged and judged.cases else None,
        "why": judged.why.plain() if judged else {},
        "failed": _plain(failed) if failed else None,
        "alike": [each.plain() for each in judged.alike] if judged else [],
        "edited": coded.is_edited,
        "explain": coded.explained,
    }


def _verdict(coded: Coded, language: Language) -> Iterator[str]:
    judged = coded.reply.judged
    if judged is None:
        yield _say(language, "nothing")
    elif judged.verdict == "judge_error":
        yield _say(language, "unjudged", why=judged.why.best(language))
    else:
        count = _say(language, "passed", n=judged.passed, all=judged.cases)
        yield f"- **{coded.verdict.best(language)}** · {count}"
        yield from _fault(judged, language)
        if judged.verdict != "accepted":
            slug = coded.id.rpartition("/")[2]
            again = f"`qbank code test {slug} --seed {judged.seed}`"
            yield f"- {_say(language, 'of', name=_say(language, 'again'), what=again)}"


def _fault(judged: Judged, language: Language) -> Iterator[str]:
    """Yield why it was not accepted: a file that is no program, the first failing case, a known mistake."""
    if why := judged.why.best(language):
        yield f"- {_say(language, 'of', name=_say(language, 'imported'), what=_code(why))}"
    if judged.failed:
        yield f"- {_case(judged.failed, language)}"
    for each in judged.alike:
        yield f"- {_say(language, 'of', name=_say(language, 'alike'), what=each.best(language))}"


def _case(failed: Failed, language: Language) -> str:
    parts = [_say(language, "first", number=failed.number, name=failed.name.best(language))]
    if why := failed.why.best(language):
        parts.append(_code(why) if failed.at else why)
    if failed.at:
        parts.append(f"`{failed.at}`")
    if failed.index:  # the message names it
        expected, got = _code(failed.expected), _code(failed.got)
        parts.append(_say(language, "values", expected=expected, got=got))
    return " · ".join(parts)


def _code(text: str) -> str:
    """Return a text of the candidate's program as code, in one row, whatever it holds."""
    row = " ".join(text.split())
    ticks = "`" * (_longest(row) + 1)
    gap = " " if row.startswith("`") or row.endswith("`") else ""
    return f"{ticks}{gap}{row}{gap}{ticks}"


def _fence(program: str) -> str:
    """Return a fence that no row of the program can end."""
    return "`" * max(_SHORTEST_FENCE, _longest(program) + 1)


def _longest(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)


def _plain(failed: Failed) -> dict[str, object]:
    return {
        "number": failed.number,
        "name": failed.name.plain(),
        "status": failed.status,
        "message": failed.why.plain(),
        "at": failed.at,
        "index": failed.index,
        "expected": failed.expected,
        "got": failed.got,
    }


def _say(language: Language, word: str, **values: object) -> str:
    return _WORDS[word].in_(language).format(**values)


def _time(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"
