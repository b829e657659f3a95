"""One coding problem, folded or with its solution."""

from collections.abc import Container, Sequence

from qbank.core.problem import Problem
from qbank.core.question import Topic
from qbank.screen.console import Screen
from qbank.screen.entry import around
from qbank.screen.layout import BLANK, dotted, paragraph, rule
from qbank.screen.markdown import markdown
from qbank.screen.question import question
from qbank.screen.spans import Lines


def folded(screen: Screen, problem: Problem, *, topic: Topic | None = None) -> Lines:
    """Return what is asked, and how to go on."""
    open_ = (f"qbank show {problem.id} --answer", screen.word("the solution, explained"))
    start = (f"qbank code start {problem.slug}", screen.word("practise it"))
    lines = [*asked(screen, problem, topic=topic), BLANK]
    for command, meaning in (start, open_):
        lines += paragraph(screen, (command, "code"), "  ", (meaning, "quiet"), hang=2)
    return lines


def solved(
    screen: Screen,
    problem: Problem,
    known: Container[str] = (),
    *,
    topic: Topic | None = None,
    notes: Sequence[str] = (),
) -> Lines:
    """Return everything about a problem but its hints.

    Args:
        screen: Where it will be drawn.
        problem: What is shown.
        known: The ids that exist; links to others, which are only planned, are left out.
        topic: Its topic, for the name.
        notes: What the person noted on it, oldest first.
    """
    lines = asked(screen, problem, topic=topic)
    for language in screen.answer_languages:
        lines += _part(screen, screen.word("Explanation"), problem.explain.in_(language))
    lines += _part(screen, screen.word("Reference solution"), _fenced(problem.solution))
    return lines + around(screen, problem, known, notes)


def asked(screen: Screen, problem: Problem, *, topic: Topic | None = None) -> Lines:
    """Return the title, the statement, the signature, examples and notes."""
    lines = question(screen, problem.summary, topic=topic)
    if problem.tags:
        lines += [BLANK, *paragraph(screen, (dotted(screen, *problem.tags), "quiet"))]
    for language in screen.answer_languages:
        if said := problem.statement.in_(language):
            lines += [BLANK, *markdown(screen, said)]
    lines += _part(screen, screen.word("Signature"), _fenced(problem.signature))
    examples = "\n".join(f">>> {one.code}\n{one.result.rstrip()}" for one in problem.examples)
    lines += _part(screen, screen.word("Examples"), _fenced(examples))
    for language in screen.answer_languages:
        lines += _part(screen, screen.word("Conventions"), problem.spec_notes.in_(language))
    return lines


def _part(screen: Screen, title: str, text: str) -> Lines:
    return [BLANK, rule(screen, title), *markdown(screen, text)] if text else []


def _fenced(code: str) -> str:
    return f"```\n{code.rstrip()}\n```"
