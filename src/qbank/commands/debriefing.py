"""The report of an interview: made from the log, shown in short, printed or written whole."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from qbank.bank import Bank
from qbank.commands.interviewing import entries_for
from qbank.commands.relating import related_due
from qbank.core.debrief import Debrief, debrief
from qbank.core.entry import Entry
from qbank.core.history import wordings
from qbank.core.interview_log import Interview
from qbank.core.relation import failures
from qbank.core.review import Review
from qbank.core.text import Language, Text
from qbank.errors import BankError
from qbank.export.interview import Report, document, render
from qbank.export.interview_code import Coded
from qbank.files import atomic_write
from qbank.screen.clean import clean
from qbank.screen.interview import spoken
from qbank.screen.interview_code import verdict_name


def report_of(bank: Bank, rows: Sequence[Review], kept: Interview, language: Language) -> Report:
    """Return the report of one interview.

    Args:
        bank: Whose entries were asked.
        rows: The log as today's bank reads it, undone rows left out.
        kept: The interview.
        language: The report's.
    """
    entries = entries_for(bank, kept.script.planned, frozenset())
    known = {summary.id for summary in bank.summaries()}
    edited = [id_ for id_, hash_ in kept.hashes.items() if id_ in entries and entries[id_].hash != hash_]
    extra = {reply.turn.see for reply in kept.replies} & known - set(entries)
    entries |= {id_: bank.entry(id_) for id_ in sorted(extra)}
    own = [one for one in failures(rows) if rows[one.place].data.get("session") == kept.name]
    begin = datetime.fromtimestamp(kept.at / 1_000_000, tz=UTC) + timedelta(minutes=kept.offset)
    found = debrief(kept.script, kept.replies, entries, wordings(rows))
    due = related_due(bank, rows, own)
    return Report(
        when=begin.strftime("%Y-%m-%d %H:%M"),
        ended=kept.ended,
        found=found,
        entries=entries,
        topics=bank.topics,
        spoken=lambda turn: spoken(turn, entries),
        due={id_: one for id_, one in due.items() if id_ not in found.weak},  # those are told as weak
        edited=[id_ for id_ in edited if id_ not in kept.script.planned[len(kept.script.items) :]],
        language=language,
        coding=_coded(kept, found, entries, edited),
    )


def _coded(
    kept: Interview, found: Debrief, entries: Mapping[str, Entry], edited: Sequence[str]
) -> Coded | None:
    """Return what is told of the coding problem; None where there was none, or it was not reached."""
    reply, code = found.coding, kept.script.code
    if reply is None or code is None:
        return None
    verdict = verdict_name(reply.judged.verdict) if reply.judged else Text()
    return Coded(entries[code.id].question, reply, code.seconds, verdict, code.id in edited)


def written(report: Report, *, as_json: bool) -> str:
    """Return the whole report as text in which nothing commands a terminal."""
    if as_json:
        return json.dumps(document(report), ensure_ascii=False) + "\n"
    return "".join(f"{clean(row)}\n" for row in render(report).splitlines())


def write(path: Path, text: str) -> None:
    """Write the report into a file, in one step.

    Raises:
        BankError: It cannot be written.
    """
    try:
        atomic_write(path, text)
    except OSError as error:
        raise BankError("{path} cannot be written: {reason}", path=path, reason=error.strerror) from error
