"""The bank as one Markdown document: contents, then each entry in the languages asked for."""

import re
from collections.abc import Iterator, Mapping, Sequence

from qbank.core.entry import Entry, FollowUp, KeyPoint, Reference
from qbank.core.problem import Problem
from qbank.core.question import Topic
from qbank.core.text import Language, Text

_WORDS: dict[str, Text] = {
    "title": Text("面试题库", "Interview question bank"),
    "contents": Text("目录", "Contents"),
    "short": Text("30 秒回答", "The 30-second answer"),
    "answer": Text("回答", "Answer"),
    "points": Text("要点", "Key points"),
    "mistakes": Text("常见误区", "Common mistakes"),
    "follow_ups": Text("追问", "Follow-ups"),
    "refs": Text("参考文献", "References"),
    "draft": Text("草稿", "draft"),
    "as_of": Text("截至", "as of"),
    "must": Text("必答", "must"),
    "statement": Text("题目", "Task"),
    "spec_notes": Text("约定", "Conventions"),
    "signature": Text("函数签名", "Signature"),
    "examples": Text("示例", "Examples"),
    "hints": Text("提示", "Hints"),
    "explain": Text("讲解", "Explanation"),
    "solution": Text("参考解", "Reference solution"),
}
_KINDS = {
    "concept": Text("概念题", "concept"),
    "calculation": Text("计算题", "calculation"),
    "design": Text("设计题", "design"),
    "coding": Text("编程题", "coding"),
}


def render(
    topics: Sequence[Topic],
    entries: Sequence[Entry],
    languages: tuple[Language, ...],
    problems: Mapping[str, Problem] | None = None,
) -> str:
    """Return the document.

    Args:
        topics: Decide the order of the parts; a topic without entries is left out.
        entries: Decide the order within a part.
        languages: The first one leads; headings carry all of them.
        problems: By id the entries that are coding problems: their answers are folded.
    """
    known = {entry.id for entry in entries}
    parts = [(topic, [entry for entry in entries if entry.topic == topic.slug]) for topic in topics]
    parts = [(topic, part) for topic, part in parts if part]
    lines = [f"# qbank · {_both(_WORDS['title'], languages)}", ""]
    lines += [f"## {_both(_WORDS['contents'], languages)}", "", *_contents(parts, languages)]
    for topic, part in parts:
        lines += ["", f"## {_both(topic.name, languages)}"]
        for entry in part:
            lines += ["", *_top(entry, languages)]
            problem = (problems or {}).get(entry.id)
            lines += _problem(problem, languages, known) if problem else _answers(entry, languages, known)
            lines += _references(entry.refs, languages)
    return "\n".join(lines) + "\n"


def anchor(id_: str) -> str:
    """Return the name of an entry's anchor; ids hold nothing but `[a-z0-9/-]`."""
    return id_.replace("/", "--")


def _contents(
    parts: Sequence[tuple[Topic, Sequence[Entry]]], languages: tuple[Language, ...]
) -> Iterator[str]:
    for topic, part in parts:
        yield f"- {_both(topic.name, languages)}"
        for entry in part:
            yield f"  - [{_link_text(entry.question.best(languages[0]))}](#{anchor(entry.id)})"


def _top(entry: Entry, languages: tuple[Language, ...]) -> Iterator[str]:
    heading = entry.question.best(languages[0])
    yield f'<a id="{anchor(entry.id)}"></a>'
    yield ""
    yield f"### {heading}"
    yield ""
    for language in languages[1:]:
        if other := entry.question.in_(language):
            yield f"**{other}**"
            yield ""
    yield _facts(entry, languages)


def _answers(entry: Entry, languages: tuple[Language, ...], known: set[str]) -> Iterator[str]:
    for language in languages:
        if entry.answer.in_(language):
            yield from _in_one_language(entry, language, known)


def _references(refs: Sequence[Reference], languages: tuple[Language, ...]) -> Iterator[str]:
    if refs:
        yield from ("", f"**{_both(_WORDS['refs'], languages)}**", "")
        yield from (_reference(number, ref) for number, ref in enumerate(refs, 1))


def _problem(problem: Problem, languages: tuple[Language, ...], known: set[str]) -> Iterator[str]:
    """Yield what is asked, and the rest folded, as a web page and GitHub show it."""
    for language in languages:
        yield from _text("statement", problem.statement, language)
        yield from _text("spec_notes", problem.spec_notes, language)
    yield from ("", f"#### {_both(_WORDS['signature'], languages)}", "", *_fenced(problem.signature))
    yield from ("", f"#### {_both(_WORDS['examples'], languages)}", "")
    yield from _fenced("\n".join(f">>> {one.code}\n{one.result.rstrip()}" for one in problem.examples))
    yield from ("", "<details>", f"<summary>{_both(_WORDS['answer'], languages)}</summary>")
    for language in languages:
        yield from _explained(problem, language, known)
    yield from ("", f"#### {_both(_WORDS['solution'], languages)}", "", *_fenced(problem.solution))
    yield from ("", "</details>")


def _explained(problem: Problem, language: Language, known: set[str]) -> Iterator[str]:
    if problem.hints:
        yield from ("", f"#### {_WORDS['hints'].in_(language)}", "")
        yield from (f"{number}. {hint.best(language)}" for number, hint in enumerate(problem.hints, 1))
    yield from _text("explain", problem.explain, language)
    if problem.follow_ups:
        yield from ("", f"#### {_WORDS['follow_ups'].in_(language)}", "")
        yield from (_follow_up(item, language, known) for item in problem.follow_ups)


def _text(word: str, text: Text, language: Language) -> Iterator[str]:
    if said := text.in_(language):
        yield from ("", f"#### {_WORDS[word].in_(language)}", "", _demoted(said.rstrip()))


def _fenced(code: str) -> tuple[str, str, str]:
    """Return code in a fence that none of its own lines closes."""
    longest = max((len(ticks) for ticks in re.findall(r"`{3,}", code)), default=2)
    fence = "`" * (longest + 1)
    return (f"{fence}python", code.rstrip(), fence)


def _facts(entry: Entry, languages: tuple[Language, ...]) -> str:
    facts = [f"`{entry.id}`", _both(_KINDS[entry.kind], languages), "★" * entry.difficulty]
    if entry.state == "draft":
        facts.append(_both(_WORDS["draft"], languages))
    if entry.valid_as_of:
        facts.append(f"{_WORDS['as_of'].best(languages[0])} {entry.valid_as_of}")
    return " · ".join(facts)


def _in_one_language(entry: Entry, language: Language, known: set[str]) -> Iterator[str]:
    def heading(word: str) -> tuple[str, str, str]:
        return ("", f"#### {_WORDS[word].in_(language)}", "")

    if entry.short.in_(language):
        yield from heading("short")
        yield entry.short.in_(language)
    yield from heading("answer")
    yield _demoted(entry.answer.in_(language).rstrip())
    if entry.key_points:
        yield from heading("points")
        yield from (_key_point(point, language) for point in entry.key_points)
    if entry.mistakes:
        yield from heading("mistakes")
        for mistake in entry.mistakes:
            yield f"- ✗ {mistake.text.best(language)} — {mistake.why.best(language)}"
    if entry.follow_ups:
        yield from heading("follow_ups")
        yield from (_follow_up(item, language, known) for item in entry.follow_ups)


def _key_point(point: KeyPoint, language: Language) -> str:
    must = f" ({_WORDS['must'].in_(language)})" if point.must else ""
    return f"- {point.text.best(language)}{must}"


def _follow_up(item: FollowUp, language: Language, known: set[str]) -> str:
    question = f"- **{item.question.best(language)}**"
    if answer := item.answer.best(language):
        return f"{question} {answer}"
    return f"{question} → [{item.see}](#{anchor(item.see)})" if item.see in known else question


def _reference(number: int, ref: Reference) -> str:
    return f"{number}. [{_link_text(ref.title)}](<{ref.link}>) ({ref.year})"


def _demoted(markdown: str) -> str:
    """Return the answer with its headings below ours, code left alone."""
    fenced = False
    lines = []
    for line in markdown.splitlines():
        fenced ^= line.lstrip().startswith("```")
        lines.append(f"####{line}" if not fenced and re.match(r"#{1,2} ", line) else line)
    return "\n".join(lines)


def _link_text(text: str) -> str:
    """Return text that may stand in the brackets of a link."""
    return re.sub(r"([\[\]\\<>])", r"\\\1", " ".join(text.split()))


def _both(text: Text, languages: tuple[Language, ...]) -> str:
    said = [text.in_(language) for language in languages]
    return " / ".join(dict.fromkeys(word for word in said if word)) or text.best("en")
