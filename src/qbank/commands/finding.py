"""A search from the words to what is printed; without Typer, since it is to answer at once."""

import json
from collections.abc import Sequence

from qbank.bank import Bank
from qbank.commands import opening
from qbank.core.question import Summary
from qbank.core.search import Hit, rank
from qbank.errors import NothingFoundError
from qbank.screen import plain
from qbank.screen.console import Screen
from qbank.settings import Settings
from qbank.store import peek_memories

NUMBER = 10  # hits at most
SNIPPET = 80  # columns of a snippet in JSON


def find(
    settings: Settings,
    words: Sequence[str],
    asked: opening.Asked | None = None,
    *,
    number: int = NUMBER,
    explain: bool = False,
    as_json: bool = False,
) -> None:
    """Rank the entries that fit the words, and show the best.

    Raises:
        NothingFoundError: Nothing fits.
    """
    bank, screen, query = opening.bank_for(settings), opening.screen_for(settings), " ".join(words)
    wanted = opening.filter_for(asked or opening.Asked(), bank, settings)
    meant = {summary.id: summary for summary in bank.summaries() if wanted.fits(summary)}
    hits = [hit for hit in rank(query, bank.index) if hit.id in meant][:number]
    if as_json:
        plain.text(screen.stream, _document(query, hits, meant, bank))
    if not hits:
        raise NothingFoundError(
            "nothing fits {query}", query=query, hint="try fewer or other words, or the other language"
        )
    if as_json:
        return
    if screen.stream.isatty():
        _show(screen, query, hits, bank, settings, len(meant))
    else:
        plain.write(screen.stream, plain.hits((hit, meant[hit.id]) for hit in hits))
    if explain:
        for hit in hits:
            screen.say("{id}: {score} by {words}", id=hit.id, score=hit.score, words=_reasons(hit))


def _show(screen: Screen, query: str, hits: list[Hit], bank: Bank, settings: Settings, total: int) -> None:
    from qbank.screen import hits as view  # noqa: PLC0415  # late: only a terminal is drawn on

    topics, memories, today = opening.by_slug(bank.topics), peek_memories(settings.home), opening.now().day
    found = []
    for hit in hits:
        entry, memory = bank.entry(hit.id), memories.get(hit.id)
        due = memory.due_day - today if memory else None
        found.append(view.Found(hit, entry, due, topics.get(entry.topic)))
    screen.put(view.hits(screen, query, found, total))


def _reasons(hit: Hit) -> str:
    return ", ".join(f"{name} {worth}" for name, worth in hit.reasons)


def _snippet(hit: Hit, bank: Bank) -> str:
    """Return a piece of the short answer around what was found, in the language in which it was."""
    from qbank.screen.highlight import places, snippet  # noqa: PLC0415  # late: only JSON has it

    short = bank.entry(hit.id).short
    said = [text for text in (short.zh, short.en) if text]
    found = next((text for text in said if next(iter(places(text, hit.matched)), None)), short.best("zh"))
    return snippet(found, hit.matched, SNIPPET, "…")


def _document(query: str, hits: list[Hit], meant: dict[str, Summary], bank: Bank) -> str:
    """Return the hits as the JSON that the command line promises."""
    return (
        json.dumps(
            {
                "schema": 1,
                "query": query,
                "hits": [
                    {
                        "id": hit.id,
                        "topic": meant[hit.id].topic,
                        "kind": meant[hit.id].kind,
                        "difficulty": meant[hit.id].difficulty,
                        "score": hit.score,
                        "question": meant[hit.id].question.plain(),
                        "snippet": _snippet(hit, bank),
                        "matched": list(hit.matched),
                        "weak": hit.weak,
                    }
                    for hit in hits
                ],
            },
            ensure_ascii=False,
        )
        + "\n"
    )
