"""Find entries from what a person types: exact words first, then words that are nearly right."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qbank.core.text import is_cjk, normalise

STRONG = 60.0  # at least this score (of 100): the person most likely means it
WEAK = 45.0  # below STRONG and at least this: shown, marked weak
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
    """Score the best stretch of each title against the query; typos cost in proportion."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # late: only for a word that no entry holds

    query = " ".join(words)
    titles = [row.title for row in rows]
    found = process.extract(
        query, titles, scorer=fuzz.partial_ratio, processor=None, score_cutoff=WEAK + 5, limit=50
    )
    return [_near_hit(query, rows[index], score) for _, score, index in found]


def _near_hit(query: str, row: SearchRow, score: float) -> Hit:
    from rapidfuzz import fuzz  # noqa: PLC0415  # late: only for a word that no entry holds

    at = fuzz.partial_ratio_alignment(query, row.title)
    start = at.dest_start if at else 0
    pieces = [row.title[max(0, begin) : begin + len(query)] for begin in range(start - 2, start + 3)]
    best = max(pieces, key=lambda piece: (fuzz.ratio(query, piece), piece[:1] == query[:1])).strip()
    return Hit(row.id, round(score, 1), (best,) if best else (), score < STRONG)
