"""What a judging becomes in the log, and in the schedule."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qbank.bank import Bank
from qbank.commands import opening
from qbank.commands.code.choosing import Chosen
from qbank.commands.remembering import log_of_one
from qbank.core.attempts import rating
from qbank.core.review import Memory, Review, uuid7
from qbank.core.schedule import advance, replay
from qbank.core.verdict import Report
from qbank.settings import Settings
from qbank.store import Store


def keep(settings: Settings, bank: Bank, chosen: Chosen, solution: bytes, report: Report) -> int | None:
    """Store an attempt, and a rating where it is worth one.

    Returns:
        The study days until the problem comes back; None where the schedule did not move.
    """
    if report.verdict == "not_implemented":  # the starter as it came is no attempt
        return None
    with opening.store_for(settings) as store:
        memory = record(store, bank, chosen, solution, report)
    return memory.due_day - opening.now().day if memory else None


def record(
    store: Store,
    bank: Bank,
    chosen: Chosen,
    solution: bytes,
    report: Report,
    more: Mapping[str, Any] | None = None,
) -> Memory | None:
    """Store an attempt, and a rating where it is worth one, in a store that is open.

    Args:
        store: Where to.
        bank: Whose problem it is.
        chosen: The problem.
        solution: What was judged.
        report: What the judge says.
        more: What the `data` of the attempt holds beside the verdict.

    Returns:
        What is remembered of the problem now; None where the schedule did not move.
    """
    before = log_of_one(store, bank, chosen.problem.id)
    attempt = _attempt(store.device, chosen, solution, report, more or {})
    grade = rating(before, attempt.day) if report.verdict == "accepted" else None
    if grade is None:
        store.append([attempt], {})
        return None
    memory = advance(replay(before).get(chosen.problem.id), grade, attempt.day)
    rated = replace(
        attempt,
        id=uuid7(attempt.at + 1, secrets.token_bytes(8)),
        at=attempt.at + 1,  # behind the attempt, wherever the log is read
        kind="answer",
        grade=int(grade),
        score=None,
        ms=None,
        answer=None,
        data={},
    )
    store.append([attempt, rated], {chosen.problem.id: memory})
    return memory


def _attempt(device: str, chosen: Chosen, solution: bytes, report: Report, more: Mapping[str, Any]) -> Review:
    now = opening.now()
    data = {
        "verdict": report.verdict,
        "seed": report.seed,
        "passed": report.passed,
        "cases": len(report.cases),
        "variant": chosen.variant,
    }
    return Review(
        id=uuid7(now.at, secrets.token_bytes(8)),
        device=device,
        at=now.at,
        offset=now.offset,
        kind="attempt",
        item=chosen.problem.id,
        item_hash=chosen.problem.hash,
        score=report.passed / len(report.cases) if report.cases else 0.0,
        ms=round(report.ms),
        answer=solution.decode("utf-8", "replace"),
        data={**data, **more},
    )
