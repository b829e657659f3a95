"""Where the person stands, for the commands that show it."""

from qbank.bank import Bank
from qbank.commands import opening
from qbank.commands.relating import related_due
from qbank.commands.remembering import log_of, memories_of, recall_of
from qbank.core.history import effective
from qbank.core.progress import Progress, TopicProgress, progress
from qbank.core.review import Memory, Review
from qbank.settings import Settings


def progress_for(settings: Settings, bank: Bank) -> Progress:
    """Add up the log; one that is not there yet is an empty one, and stays so."""
    today = opening.now().day
    reviews: list[Review] = []
    memories: dict[str, Memory] = {}
    if opening.has_store(settings):
        with opening.store_for(settings) as store:
            reviews, memories = effective(log_of(store, bank)), memories_of(store, bank)
    related = set(related_due(bank, reviews))
    return progress(bank.summaries(), memories, recall_of(memories, today), reviews, today, related=related)


def topic_document(row: TopicProgress) -> dict[str, object]:
    """Return a topic's line as the JSON that the command line promises."""
    return {
        "slug": row.slug,
        "entries": row.entries,
        "seen": row.seen,
        "due": row.due,
        "recall": row.recall,
        "score": row.score,
        "mastery": row.mastery,
    }
