"""Words that are nearly right. Importing this imports rapidfuzz: do it when no exact word helps."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from qbank.core.tokens import ENDINGS

SLIP, SLIP_SHORT = 0.7, 0.75  # so near, of 1, must a known word be; the second up to SHORT letters
SHORT = 5
RESEMBLES = 0.8  # so much of a query must stand in a title together, letter for letter
MOST = 3
BEGINNING = 4  # letters that are taken to be right when a slip may be in the ending


def nearest(word: str, known: Iterable[str]) -> list[tuple[str, float]]:
    """Return the known words that `word` may be a slip of, with their nearness of 1, the nearest first."""
    least = SLIP if len(word) > SHORT else SLIP_SHORT
    near = ((one, _likeness(word, one, least)) for one in known)
    found = [(one, share) for one, share in near if share]
    return sorted(found, key=lambda one: (-one[1], one[0]))[:MOST]


def _likeness(word: str, stem: str, least: float) -> float:
    """Return how near a word is to a stem, or to the stem with an ending where both begin alike."""
    likeness = OSA.normalized_similarity(word, stem, score_cutoff=least)
    if not likeness and len(stem) < len(word) and stem.startswith(word[:BEGINNING]):
        likeness = max(OSA.normalized_similarity(word, stem + one, score_cutoff=least) for one in ENDINGS)
    return float(likeness)


def resemblance(query: str, title: str) -> float:
    """Return how much of a query stands in a title, 0 to 1, and 0 where it is too little."""
    from rapidfuzz.fuzz import partial_ratio  # noqa: PLC0415  # late: not for a slip in a word

    return partial_ratio(query, title, score_cutoff=100 * RESEMBLES) / 100
