"""Which mock interview is held: the one that was interrupted, or a new one by what was asked for."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qbank.bank import Bank
from qbank.commands import opening
from qbank.commands.interviewing import Interviewer, entries_for
from qbank.commands.remembering import log_of, memories_of
from qbank.core.entry import Entry
from qbank.core.history import effective, interview_plan, suspended, wordings
from qbank.core.interview import Candidate, Script, script
from qbank.core.interview_log import Interview, interviews, unfinished
from qbank.core.question import Summary
from qbank.core.review import Review
from qbank.core.select import track_named
from qbank.errors import NothingFoundError
from qbank.settings import Settings
from qbank.store import Store

RECENT = 2  # interviews whose main questions are not asked again, where there are others


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for; an interview that goes on keeps what it was begun with.

    Attributes:
        seed: None for any, and then what the last interviews asked is avoided.
        is_new: Whether one that was interrupted is left.
    """

    settings: Settings
    asked: opening.Asked
    minutes: int
    seed: int | None = None
    is_new: bool = False


def interviewer_for(
    bank: Bank, store: Store, wanted: Wanted, resumes: Callable[[Interviewer], bool]
) -> Interviewer:
    """Return the interview that was interrupted, if it is to go on, else a new one that has begun.

    Args:
        bank: What can be asked.
        store: Where replies go.
        wanted: What a new one should be.
        resumes: Says whether the one that was interrupted goes on.

    Raises:
        NothingFoundError: No entry fits the filters.
    """
    rows = effective(log_of(store, bank))
    found = interviews(rows, bank.renames)
    before = unfinished(found)
    if before is not None:
        old = _interviewer(bank, store, rows, before)
        if not wanted.is_new and resumes(old):
            return old
        chosen = _script(bank, rows, found, wanted)
        old.end("left")
    else:
        chosen = _script(bank, rows, found, wanted)
    talk = _interviewer(bank, store, rows, Interview(secrets.token_hex(8), 0, 0, chosen))
    talk.begin()
    return talk


def _interviewer(bank: Bank, store: Store, rows: Sequence[Review], kept: Interview) -> Interviewer:
    entries = entries_for(bank, kept.script.ids, suspended(rows))
    return Interviewer(bank, store, kept, entries, memories_of(store, bank), wordings(rows))


def _script(bank: Bank, rows: Sequence[Review], found: Sequence[Interview], wanted: Wanted) -> Script:
    away = suspended(rows)
    asked = opening.answerable(opening.chosen(wanted.asked, bank, wanted.settings))
    meant = [one for one in asked if one.id not in away]
    if not meant:
        raise NothingFoundError("every entry that fits the filters is out of rotation")
    known = {summary.id for summary in bank.summaries()} - away
    candidates = [_candidate(one, bank.entry(one.id), known) for one in meant]
    weights = _weights(bank, rows, wanted.asked.track)
    if wanted.seed is not None:
        return script(candidates, wanted.minutes, wanted.seed, weights=weights)
    recent = {reply.turn.main for one in found[-RECENT:] for reply in one.replies}
    return script(candidates, wanted.minutes, secrets.randbits(32), weights=weights, recent=recent)


def _candidate(one: Summary, entry: Entry, known: set[str]) -> Candidate:
    usable = sum(1 for each in entry.follow_ups if (each.see in known if each.see else True))
    return Candidate(one.id, one.topic, one.kind, one.difficulty, usable, bool(entry.key_points))


def _weights(bank: Bank, rows: Sequence[Review], track: str | None) -> Mapping[str, float]:
    """Return how much topics matter: by the track that was named or is planned for, times the plan's word."""
    kept = interview_plan(rows)
    name = track or (kept.track if kept else "")
    weights = dict(track_named(name, bank.tracks).weights) if name else {}
    for slug, value in (kept.important if kept else {}).items():
        weights[slug] = weights.get(slug, 1.0) * value
    return weights
