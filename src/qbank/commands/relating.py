"""What the log makes due because something related went badly, for the commands that show what is due."""

from collections.abc import Sequence

from qbank.bank import Bank
from qbank.core.history import suspended
from qbank.core.relation import Failure, Related, due_by_relation, failures
from qbank.core.review import Review
from qbank.core.select import in_words


def related_due(
    bank: Bank, rows: Sequence[Review], failed: Sequence[Failure] | None = None
) -> dict[str, Related]:
    """Return the entries of the bank, none out of rotation, that are due by relation; a problem never is.

    Args:
        bank: Whose entries name what is related to them.
        rows: The log in its order, undone rows left out.
        failed: Only because of these; all that the log has when not given.
    """
    failed = failures(rows) if failed is None else failed
    if not failed:
        return {}
    known = {summary.id for summary in bank.summaries()}
    asked = {summary.id for summary in in_words(bank.summaries())} - suspended(rows)
    related = {
        id_: [other for other in bank.entry(id_).related if other in asked]
        for id_ in {failure.item for failure in failed} & known
    }
    return due_by_relation(failed, related, rows)
