"""What a judging becomes in the log, and in the schedule."""

import secrets
from dataclasses import replace

from qbank.bank import Bank
from qbank.commands import opening
from qbank.commands.code.choosing import Chosen
from qbank.commands.remembering import log_of_one
from qbank.core.attempts import rating
from qbank.core.review import Review, uuid7
from qbank.core.schedule import advance, replay
from qbank.core.verdict import Report
from qbank.settings import Settings


def keep(settings: Settings, bank: Bank, chosen: Chosen, solution: bytes, report: Report) -> int | None:
    """Store an attempt, and a rating where it is worth one.

    Returns:
        The study days until the problem comes back; None where the schedule did not move.
    """
    now = opening.now()
    with opening.store_for(settings) as store:
        before = log_of_one(store, bank, chosen.problem.id)
        grade = rating(before, now.day) if report.verdict == "accepted" else None
        data = {
            "verdict": report.verdict,
            "seed": report.seed,
            "passed": report.passed,
            "cases": len(report.cases),
            "variant": chosen.variant,
        }
        attempt = Review(
            id=uuid7(now.at, secrets.token_bytes(8)),
            device=store.device,
            at=now.at,
            offset=now.offset,
            kind="attempt",
            item=chosen.problem.id,
            item_hash=chosen.problem.hash,
            score=report.passed / len(report.cases) if report.cases else 0.0,
            ms=round(report.ms),
            answer=solution.decode("utf-8", "replace"),
            data=data,
        )
        if grade is None:
            store.append([attempt], {})
            return None
        memory = advance(replay(before).get(chosen.problem.id), grade, now.day)
        rated = Review(
            uuid7(now.at, secrets.token_bytes(8)), store.device, now.at, now.offset, "answer", attempt.item
        )
        rated = replace(rated, item_hash=attempt.item_hash, grade=int(grade))
        store.append([attempt, rated], {chosen.problem.id: memory})
    return memory.due_day - now.day
