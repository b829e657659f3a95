"""Coding problems: the list, what is asked, hints, the explanation, the reference."""

from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path

from qbank.core.attempts import Standing
from qbank.core.problem import Problem
from qbank.core.question import Summary, Topic
from qbank.errors import Message
from qbank.screen import terms
from qbank.screen.console import Screen
from qbank.screen.entry import around
from qbank.screen.layout import BLANK, dotted, ends, labelled, paragraph, rule
from qbank.screen.markdown import inline, markdown
from qbank.screen.question import question
from qbank.screen.spans import Line, Lines, line
from qbank.screen.streams import readable
from qbank.screen.table import Column, with_text

STATES = {"new": Message("new"), "failed": Message("not yet"), "passed": Message("passed")}


def table_of(
    screen: Screen, found: Sequence[Summary], known: Mapping[str, Standing], due: Mapping[str, int]
) -> Lines:
    """Return a row for each problem: id, difficulty, how far the person is, when it is due, its title.

    Args:
        screen: Where it will be drawn.
        found: What is listed.
        known: How far the person is, by id.
        due: Study days until each is due, by id.
    """
    columns = [
        Column(screen.word("id"), tuple(line((each.id.rpartition("/")[2], "accent")) for each in found)),
        Column(
            screen.word("difficulty"),
            tuple(line((terms.difficulty(screen, each.difficulty), "quiet")) for each in found),
        ),
        Column(screen.word("state"), tuple(_state(screen, each.id, known, due) for each in found)),
    ]
    titles = tuple(line(each.question.best(screen.content_language)) for each in found)
    return with_text(screen, columns, Column(screen.word("problem"), titles))


def records(found: Sequence[Summary], known: Mapping[str, Standing]) -> Iterator[Sequence[object]]:
    """Yield id, topic, difficulty, state, tries, title in Chinese, title in English."""
    for each in found:
        standing = known.get(each.id, Standing())
        title = each.question
        yield each.id, each.topic, each.difficulty, standing.state, standing.tries, title.zh, title.en


def folded(screen: Screen, problem: Problem, *, topic: Topic | None = None) -> Lines:
    """Return a problem as `show` has it: what is asked, and how to go on."""
    return [
        *_shown(screen, problem, topic),
        BLANK,
        *_command(screen, f"qbank code start {problem.slug}", screen.word("practise it")),
        *_command(screen, f"qbank show {problem.id} --answer", screen.word("the solution, explained")),
    ]


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
    return [
        *_shown(screen, problem, topic),
        *_explained(screen, problem),
        BLANK,
        rule(screen, screen.word("Reference solution")),
        *solution(problem.solution)[1:],
        *around(screen, problem, known, notes),
    ]


def statement(screen: Screen, problem: Problem) -> Lines:
    """Return what is asked: title, signature, statement, examples, notes."""
    facts = dotted(screen, problem.id, terms.difficulty(screen, problem.difficulty))
    title = ends(screen, line((screen.content(problem.title), "title")), line((facts, "quiet")))
    return [BLANK, title, BLANK, *_task(screen, problem)]


def _shown(screen: Screen, problem: Problem, topic: Topic | None) -> Lines:
    lines = question(screen, problem.summary, topic=topic)
    if problem.tags:
        lines += [BLANK, *paragraph(screen, (dotted(screen, *problem.tags), "quiet"))]
    return [*lines, BLANK, *_task(screen, problem)]


def _explained(screen: Screen, problem: Problem) -> Lines:
    if not screen.content(problem.explain):
        return []
    title = rule(screen, screen.word("Explanation"))
    return [BLANK, title, *markdown(screen, screen.content(problem.explain), indent=1)]


def _task(screen: Screen, problem: Problem) -> Lines:
    """Return the signature, the statement, examples and notes."""
    lines: Lines = [line("  ", (row, "code")) for row in problem.signature.splitlines()]
    lines += [BLANK, *markdown(screen, screen.content(problem.statement), indent=1)]
    for example in problem.examples:
        lines += [BLANK, *paragraph(screen, (f">>> {example.code}", "code"), indent=2, hang=4)]
        lines += paragraph(screen, example.result, indent=2)
    if notes := screen.content(problem.spec_notes):
        lines += [BLANK, rule(screen, screen.word("Notes on the task")), *markdown(screen, notes, indent=1)]
    return lines


def next_steps(screen: Screen, slug: str, variant: str, file: Path, *, is_new: bool) -> Lines:
    """Return where the file is and what to type next."""
    option = f" --variant {variant}" if variant else ""
    path = readable(str(file))
    said = screen.word("{path} was there already and stays as it is", path=path)
    if is_new:
        said = screen.word("{path} is written; edit it", path=path)
    return [
        BLANK,
        *paragraph(screen, (said, "title")),
        *_command(screen, f"qbank code test {slug}{option}", screen.word("judge it")),
        *_command(screen, f"qbank code watch {slug}{option}", screen.word("judge it whenever it is saved")),
        *_command(screen, f"qbank code hint {slug}", screen.word("a step of help")),
    ]


def hint(screen: Screen, problem: Problem, number: int) -> Lines:
    """Return one hint."""
    label = line((f"{number}/{len(problem.hints)}", "accent"))
    text = " ".join(screen.content(problem.hints[number - 1]).split("\n"))
    lines = [BLANK, *labelled(screen, label, inline(screen, text))]
    if number == len(problem.hints):
        lines += _command(
            screen, f"qbank code explain {problem.slug}", screen.word("the last hint; this goes further")
        )
    return lines


def explanation(screen: Screen, problem: Problem, known: Container[str]) -> Lines:
    """Return why it is right and what is asked next; `known` are the ids that exist."""
    lines = [BLANK, rule(screen, screen.content(problem.title))]
    lines += markdown(screen, screen.content(problem.explain), indent=1)
    return [
        *lines,
        *around(screen, problem, known),
        BLANK,
        *_command(screen, f"qbank code solution {problem.slug}", screen.word("the reference")),
    ]


def solution(source: str) -> Lines:
    """Return a program as it stands, to be copied: never folded, never indented."""
    return [BLANK, *(line((row, "code")) for row in source.rstrip().splitlines())]


def _state(screen: Screen, id_: str, known: Mapping[str, Standing], due: Mapping[str, int]) -> Line:
    standing = known.get(id_, Standing())
    if standing.state == "passed" and id_ in due:
        return line((f"{screen.glyphs.hit} ", "hit"), terms.due(screen, due[id_]))
    word = screen.message(STATES[standing.state])
    return line((word, {"new": "quiet", "failed": "miss", "passed": "hit"}[standing.state]))  # type: ignore[arg-type]


def _command(screen: Screen, command: str, what: str) -> Lines:
    return paragraph(screen, (command, "code"), "  ", (what, "quiet"))
