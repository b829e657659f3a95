"""What a pipe gets: tab-separated text, one record a line, never wrapped, without rich."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from qbank.core.question import Summary, Topic
from qbank.core.search import Hit
from qbank.core.text import LANGUAGES
from qbank.screen.clean import clean

if TYPE_CHECKING:  # a search and a list have no use for these
    from qbank.core.entry import Entry
    from qbank.core.problem import Problem
    from qbank.core.progress import Progress, TopicProgress

Record = Sequence[object]


def write(stream: TextIO, records: Iterable[Record]) -> None:
    """Write records; a tab or an end of line inside a field becomes a space, None is an empty field."""
    for record in records:
        stream.write("\t".join(_field(value) for value in record) + "\n")
    stream.flush()


def text(stream: TextIO, content: str) -> None:
    """Write a document as it is: JSON, Markdown, a script. Its maker answers for what is in it."""
    stream.write(content if content.endswith("\n") else content + "\n")
    stream.flush()


def entries(summaries: Iterable[Summary]) -> Iterator[Record]:
    """Yield id, topic, kind, difficulty, state, question in Chinese, question in English."""
    for each in summaries:
        yield (
            each.id, each.topic, each.kind, each.difficulty, each.state, each.question.zh, each.question.en
        )  # fmt: skip


def hits(found: Iterable[tuple[Hit, Summary]]) -> Iterator[Record]:
    """Yield id, score, question in Chinese, question in English."""
    for hit, each in found:
        yield each.id, hit.score, each.question.zh, each.question.en


def topics(topics: Iterable[Topic], progress: "Iterable[TopicProgress]") -> Iterator[Record]:
    """Yield slug, Chinese name, English name, entries, seen, due, recall, score."""
    names = {topic.slug: topic.name for topic in topics}
    for row in progress:
        name = names.get(row.slug)
        zh, en = (name.zh, name.en) if name else ("", "")
        yield row.slug, zh, en, row.entries, row.seen, row.due, _share(row.recall), _share(row.score)


def stats(progress: "Progress") -> Iterator[Record]:
    """Yield totals as (name, value), then topics with counts, recall, score, mastery; then the rest."""
    yield "reviews", progress.reviews
    yield "entries", progress.entries
    yield "seen", progress.seen
    yield "due", progress.due
    yield "mean", _share(progress.mean)
    yield "last7", _share(progress.last7)
    yield "streak", progress.streak
    for row in progress.topics:
        shares = (_share(row.recall), _share(row.score), _share(row.mastery))
        yield ("topic", row.slug, row.entries, row.seen, row.due, *shares)
    for day, count in progress.coming:
        yield "coming", date(day), count
    for line in progress.calibration:
        yield "calibration", line.rating, line.answers, _share(line.score)


def changed(progress: "Progress") -> Iterator[Record]:
    """Yield the entries that were edited since the last answer: id, day of that answer."""
    for id_, day in progress.changed:
        yield id_, date(day)


def date(day: int) -> str:
    """Return a study day as `2026-12-31`."""
    from datetime import date as calendar  # noqa: PLC0415  # late: a search has no use for it

    return calendar.fromordinal(day + calendar(1970, 1, 1).toordinal()).isoformat()


def entry(entry: "Entry", *, is_answer_open: bool) -> Iterator[Record]:
    """Yield (field, value) records; a text of several lines is a record for each line."""
    yield from (("id", entry.id), ("topic", entry.topic), ("kind", entry.kind))
    yield from (("difficulty", entry.difficulty), ("state", entry.state))
    for language in LANGUAGES:
        yield from _lines(f"question.{language}", entry.question.in_(language))
    if not is_answer_open:
        return
    for language in LANGUAGES:
        yield from _lines(f"short.{language}", entry.short.in_(language))
        yield from _lines(f"answer.{language}", entry.answer.in_(language))
        for point in entry.key_points:
            yield from _lines(f"key_point.{language}", point.text.in_(language))
        for mistake in entry.mistakes:
            yield from _lines(f"mistake.{language}", mistake.text.in_(language))
    for ref in entry.refs:
        yield "ref", f"{ref.title} ({ref.year}) {ref.link}"


def problem(problem: "Problem", *, is_answer_open: bool) -> Iterator[Record]:
    """Yield (field, value) records as for an entry."""
    yield from (("id", problem.id), ("topic", problem.topic), ("kind", "coding"))
    yield from (("difficulty", problem.difficulty), ("state", problem.state))
    for language in LANGUAGES:
        yield from _lines(f"title.{language}", problem.title.in_(language))
        yield from _lines(f"statement.{language}", problem.statement.in_(language))
        yield from _lines(f"spec_notes.{language}", problem.spec_notes.in_(language))
    yield from _lines("signature", problem.signature)
    for example in problem.examples:
        yield from _lines("example", f">>> {example.code}\n{example.result}")
    if not is_answer_open:
        return
    for language in LANGUAGES:
        for hint in problem.hints:
            yield from _lines(f"hint.{language}", hint.in_(language))
        yield from _lines(f"explain.{language}", problem.explain.in_(language))
    yield from _lines("solution", problem.solution)
    for ref in problem.refs:
        yield "ref", f"{ref.title} ({ref.year}) {ref.link}"


def _lines(name: str, text: str) -> Iterator[Record]:
    for row in text.strip("\n").split("\n") if text else ():
        yield name, row


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _field(value: object) -> str:
    return "" if value is None else clean(str(value))
