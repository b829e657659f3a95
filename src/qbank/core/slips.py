"""Words that are nearly right. Importing this imports rapidfuzz: do it when no exact word helps."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import partial_ratio
from rapidfuzz.process import extract

SLIP, SLIP_SHORT = 0.7, 0.75  # so near, of 1, must a known word be; the second up to SHORT letters
SHORT = 5
RESEMBLES = 0.8  # so much of a query must stand in a title together, letter for letter
MOST = 3


def nearest(word: str, known: Iterable[str]) -> list[tuple[str, float]]:
    """Return the known words that `word` may be a slip of, with their nearness of 1, the nearest first."""
    least = SLIP if len(word) > SHORT else SLIP_SHORT
    found = extract(word, sorted(known), scorer=OSA.normalized_similarity, score_cutoff=least, limit=MOST)
    return sorted(((one, share) for one, share, _ in found), key=lambda one: (-one[1], one[0]))


def resemblance(query: str, title: str) -> float:
    """Return how much of a query stands in a title, 0 to 1, and 0 where it is too little."""
    return partial_ratio(query, title, score_cutoff=100 * RESEMBLES) / 100
