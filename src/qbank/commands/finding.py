"""A search from the words to what is printed; without Typer, since it is to answer at once."""

import json
from collections.abc import Sequence

from qbank.bank import Bank
from qbank.bank.index import BankIndex
from qbank.commands import opening
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
    screen, query = opening.screen_for(settings), " ".join(words)
    bank, hits = _found(settings, query, asked or opening.Asked(), number)
    if as_json:
        plain.text(screen.stream, _document(query, hits, bank))
    if not hits:
        raise NothingFoundError(
            "nothing fits {query}", query=query, hint="try fewer or other words, or the other language"
        )
    if as_json:
        return
    if screen.stream.isatty():
        total = len(opening.meant(asked, bank, settings)) if asked and asked != opening.Asked() else bank.size
        _show(screen, query, hits, bank, settings, total)
    else:
        plain.write(screen.stream, plain.hits((hit, bank.summary(hit.id)) for hit in hits))
    if explain:
        for hit in hits:
            screen.say("{id}: {score} by {words}", id=hit.id, score=hit.score, words=_reasons(hit))


def _found(settings: Settings, query: str, asked: opening.Asked, number: int) -> tuple[Bank, list[Hit]]:
    """Open the bank and rank its entries.

    A large bank is at first only glanced at. Its files are compared after all where one of the hits is not
    as it was read, or nothing fits well, or a word is in no entry: it may be in one that was just edited.
    """
    bank = opening.bank_for(settings, at_a_glance=True)
    index = _index(asked, bank, settings)
    hits = rank(query, index, number)
    if not bank.is_certain:
        is_answered = bool(hits) and not hits[0].weak and not index.has_missed
        is_answered = is_answered and bank.is_as_read(hit.id for hit in hits)
        if not is_answered and bank.compare():
            hits = rank(query, _index(asked, bank, settings), number)
    return bank, hits


def _index(asked: opening.Asked, bank: Bank, settings: Settings) -> BankIndex:
    """Return the index of the entries that are meant."""
    if asked == opening.Asked():
        return bank.index
    return bank.index.within({summary.id for summary in opening.meant(asked, bank, settings)})


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


def _document(query: str, hits: list[Hit], bank: Bank) -> str:
    """Return the hits as the JSON that the command line promises."""
    found = [(hit, bank.summary(hit.id)) for hit in hits]
    return (
        json.dumps(
            {
                "schema": 1,
                "query": query,
                "hits": [
                    {
                        "id": hit.id,
                        "topic": summary.topic,
                        "kind": summary.kind,
                        "difficulty": summary.difficulty,
                        "score": hit.score,
                        "question": summary.question.plain(),
                        "snippet": _snippet(hit, bank),
                        "matched": list(hit.matched),
                        "weak": hit.weak,
                    }
                    for hit, summary in found
                ],
            },
            ensure_ascii=False,
        )
        + "\n"
    )
