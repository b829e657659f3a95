"""Find entries from what a person types: exact words first, then words that are nearly right."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qbank.core.text import is_cjk, normalise

STRONG = 60.0  # at least this score (of 100): the person most likely means it
WEAK = 40.0  # below STRONG and at least this: shown, marked weak
NEARLY_LATIN = 75.0  # so near, of 100, must a Latin word be: one slip in four letters
NEARLY_HAN = 66.0  # and Chinese: one character in three
_RUN = re.compile(r"[a-z0-9](?:[a-z0-9+#./_-]*[a-z0-9+#])?|[\u3400-\u4dbf\u4e00-\u9fff]+|[^\W_a-z0-9]")


@dataclass(frozen=True, slots=True)
class SearchRow:
    """What is searched of one entry; `title` and `body` are in normal form (`core.text.normalise`).

    Attributes:
        title: Questions, aliases, words of the id, tags.
        body: The short answers.
    """

    id: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that fits a query.

    Attributes:
        score: 0 to 100.
        matched: The words, in normal form, by which it fits.
        weak: Whether it only might be meant.
    """

    id: str
    score: float
    matched: tuple[str, ...]
    weak: bool


def words_of(query: str) -> tuple[str, ...]:
    """Return the words of a query in normal form: Latin words, and runs of Chinese."""
    return tuple(dict.fromkeys(match.group() for match in _RUN.finditer(normalise(query))))


def rank(query: str, rows: Iterable[SearchRow]) -> list[Hit]:
    """Return the entries that fit, best first; equal scores in the order of their ids.

    Exact words decide; only when no entry holds them all are words that are nearly right looked for.
    """
    words = words_of(query)
    if not words:
        return []
    every = list(rows)
    hits = [hit for row in every if (hit := _exact(words, row))]
    if not any(hit.score >= STRONG for hit in hits):
        found = {hit.id: hit for hit in hits}
        for hit in _near(words, every):
            if hit.id not in found or found[hit.id].score < hit.score:
                found[hit.id] = hit
        hits = list(found.values())
    return sorted(hits, key=lambda hit: (-hit.score, hit.id))


def _exact(words: tuple[str, ...], row: SearchRow) -> Hit | None:
    """Score by the share of the query's characters found, in the title worth more than in the body."""
    total = sum(map(len, words))
    score = 0.0
    matched: list[str] = []
    for word in words:
        worth = _worth(word, row, matched)
        score += worth * len(word)
    score = 100.0 * score / total
    return Hit(row.id, round(score, 1), tuple(matched), score < STRONG) if score >= WEAK else None


def _worth(word: str, row: SearchRow, matched: list[str]) -> float:
    """Return how well one word is found, 0 to 1, and note what was found."""
    for text, worth in ((row.title, 1.0), (row.body, 0.75)):
        if _holds(text, word):
            matched.append(word)
            if len(word) == 1 and is_cjk(word):
                return worth / 2  # a single character says little
            return worth - (0.0 if text is row.body else 0.1 * (word not in row.title[: len(word) + 40]))
    pieces = _pieces(word)
    found = [piece for piece in pieces if piece in row.title or piece in row.body]
    matched.extend(found)
    return 0.6 * len(found) / len(pieces) if pieces else 0.0


def _holds(text: str, word: str) -> bool:
    """Say whether a Latin word starts at a word boundary of the text, or a Chinese run stands in it."""
    at = text.find(word)
    if at < 0 or is_cjk(word[0]):
        return at >= 0
    while at >= 0:
        if at == 0 or not text[at - 1].isascii() or not text[at - 1].isalnum():
            return True
        at = text.find(word, at + 1)
    return False


def _pieces(word: str) -> list[str]:
    """Return the pairs of neighbouring characters of a Chinese run; none for a Latin word."""
    return [word[at : at + 2] for at in range(len(word) - 1)] if is_cjk(word[0]) and len(word) > 2 else []


def _near(words: tuple[str, ...], rows: list[SearchRow]) -> list[Hit]:
    """Score titles by the words in them that are nearly those of the query."""
    near = [_nearly(word, rows) for word in words]
    total = sum(map(len, words))
    hits = []
    for row in rows:
        found = [(word, *best[row.id]) for word, best in zip(words, near, strict=True) if row.id in best]
        score = sum(len(word) * share for word, _, share in found) / total
        if score >= WEAK:
            matched = tuple(dict.fromkeys(text for _, text, _ in found))
            hits.append(Hit(row.id, round(score, 1), matched, score < STRONG))
    return hits


def _nearly(word: str, rows: list[SearchRow]) -> dict[str, tuple[str, float]]:
    """Return for each title that holds something near to a word that thing, and how near it is, 0 to 100.

    Latin words are compared whole, Chinese ones with every stretch of their length; a word too short to be
    known by its rest counts only where it stands as it is.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # late: only for a word that no entry holds

    least = NEARLY_HAN if is_cjk(word[0]) else NEARLY_LATIN
    shortest = 3 if is_cjk(word[0]) else 4
    shares: dict[str, float] = {}
    best: dict[str, tuple[str, float]] = {}
    for row in rows:
        for piece in _likely(word, row.title):
            if piece not in shares:
                nearness = OSA.normalized_similarity(word, piece)
                is_known = len(word) >= shortest or (nearness == 1 and len(word) > 1)
                shares[piece] = 100 * nearness if is_known else 0.0
            share = shares[piece]
            known, before = best.get(row.id, ("", 0.0))
            if share >= least and (share, len(piece), piece) > (before, len(known), known):
                best[row.id] = (piece, share)
    return best


def _likely(word: str, title: str) -> set[str]:
    """Return what in a title may be meant by a word: Latin words, or stretches of Chinese of its length."""
    runs = [match.group() for match in _RUN.finditer(title)]
    if not is_cjk(word[0]):
        return {run for run in runs if not is_cjk(run[0]) and abs(len(run) - len(word)) <= len(word) // 3}
    sizes = {len(word), max(len(word) - 1, 3)}  # one character may be too many
    return {
        run[at : at + size]
        for run in runs
        if is_cjk(run[0])
        for size in sizes
        for at in range(max(1, len(run) - size + 1))
    }
