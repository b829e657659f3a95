"""Find entries from what a person types, and say why each was found.

An entry earns for each thing typed the best of the terms that would do (BM25 over title and text, with a
constant length norm), and for a concept that is named its worth under any of its names, in either language.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from math import log
from typing import Protocol

from qbank.core.query import SOUNDS, Column, Query, Span, Term, Vocabulary, understand
from qbank.core.text import is_cjk, normalise
from qbank.core.tokens import runs, stem, tokens, written

STRONG = 0.5  # share of the query's weight that an entry holds: the person most likely means it
WEAK = 0.3  # below STRONG and at least this: shown, marked weak
_SPOKEN = 3  # of more things typed most are the story: the more there are, the less is WEAK
_TELLING = 2.0  # weight that must then stand in a wording: that of a word in a quarter of them
CANDIDATES = 60  # entries that are looked at closely
_TITLE, _TITLE_LENGTH = 5.0, 100  # what standing in the title is worth, and the tokens of a usual one
_BODY_LENGTH = 250
_SATURATION = 1.2  # k1 of BM25
_ONLY_ALIAS = 0.8  # share of its worth that a term keeps that stands in no question itself
_ONLY_BODY = 0.55  # share of its worth that a term keeps that stands in no title
_UNKNOWN = 0.8  # weight, beside a term that one entry holds, of a word that no entry holds
_SLIPPED = 0.33  # likewise of a pair of characters beside a known one: one slip makes two of them
_FULL = 5  # letters from which an unknown word says as much as any
_SLOPE = 0.35  # how much more a name of several tokens says than one of them
_NAMED = 0.35  # what a name found is worth beside its tokens
_WHOLE = 0.5  # what a wording that is just the query is worth, beside the query's weight
_RARE = 200  # entries in which a term may stand that still tells them apart
_LEAST, _MOST = 4, 100  # characters of a query that is compared with whole titles


@dataclass(frozen=True, slots=True)
class Document:
    """What is searched of one entry.

    Attributes:
        title: What it is asked by, in normal form (`core.text.normalise`), a line a wording.
        text: What it says, in normal form.
        columns: The tokens of each column (`core.tokens.Tokens`).
    """

    id: str
    title: str
    text: str
    columns: Mapping[Column, str]

    @property
    def length(self) -> int:
        """Return the characters of what it is first asked by."""
        return len(self.title.partition("\n")[0])


class Index(Vocabulary, Protocol):
    """All documents of a bank."""

    @property
    def size(self) -> int:
        """How many there are."""
        ...

    def candidates(self, terms: Mapping[Column, Collection[str]], most: int) -> Iterable[Document]:
        """Return the documents that hold the most of some terms, by column."""
        ...

    def documents(self) -> Iterator[Document]:
        """Yield every document."""
        ...


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that fits a query.

    Attributes:
        score: 0 to 100; 100 is for a query that is one of the entry's wordings.
        matched: What of the entry fits, in normal form, as it stands there.
        weak: Whether it only might be meant.
        reasons: What was found and what each is worth, the most first.
    """

    id: str
    score: float
    matched: tuple[str, ...]
    weak: bool
    reasons: tuple[tuple[str, float], ...] = ()


@dataclass(slots=True)
class _Scored:
    """A document with what it earned: of each group, and by what.

    Attributes:
        sure: Of each group how far it was found, 0 to 1: less if it was read otherwise or is in no wording.
        titled: The groups that stand in a wording.
    """

    document: Document
    groups: list[float]
    sure: list[float]
    titled: set[int] = field(default_factory=set)
    bonus: float = 0.0
    found: dict[str, float] = field(default_factory=dict)
    is_whole: bool = False
    confidence: float = 0.0

    @property
    def raw(self) -> float:
        """Return all that it earned."""
        return sum(self.groups) + self.bonus


def rank(query: str, index: Index, most: int | None = None) -> list[Hit]:
    """Return the entries that fit, best first; equal ones by the length of the title, then by id.

    Args:
        query: What was typed.
        index: The bank.
        most: How many are wanted; None for all.
    """
    meant = understand(query, index)
    if not meant.groups or not index.size:
        return []
    weigher = _Weigher(meant, query, index)
    found = [weigher.score(document) for document in index.candidates(weigher.wanted(), CANDIDATES)]
    good = [one for one in found if weigher.fits(one)]
    if not good:
        return _nearly(query, index)[:most]
    good.sort(key=lambda one: (not one.is_whole, -one.raw, one.document.length, one.document.id))
    return [weigher.hit(one) for one in good[:most]]


class _Weigher:
    """Weighs documents by one query."""

    def __init__(self, query: Query, typed: str, index: Index) -> None:
        self._query = query
        self._typed = " ".join(normalise(typed).split())
        self._index = index
        self._counts: dict[tuple[Sequence[str] | str, tuple[Column, ...]], int] = {}
        masses = [max(map(self._mass, group)) for group in query.groups]
        self._masses = [mass or self._unknown_mass(at, masses) for at, mass in enumerate(masses)]
        self._total = sum(self._masses)
        self._sounds = {term.token for group in query.groups for term in group if term.columns == SOUNDS}

    def wanted(self) -> dict[Column, set[str]]:
        """Return the terms by which candidates are found: those that tell entries apart, if there are any."""
        every = [term for group in self._query.groups for term in group]
        every += [Term(form, columns=span.columns) for span in self._query.spans for form in span.forms]
        known = [(term, count) for term in every if (count := self._count(term.token, term.columns))]
        rare = [term for term, count in known if count < max(_RARE, self._index.size // 20)]
        wanted: dict[Column, set[str]] = {}
        for term in rare or [term for term, _ in known]:
            for column in term.columns:
                wanted.setdefault(column, set()).add(term.token)
        return wanted

    def score(self, document: Document) -> _Scored:
        """Return what a document earns."""
        padded = _padded(document)
        nothing = [0.0] * len(self._query.groups)
        scored = _Scored(document, nothing, nothing.copy())
        for at, group in enumerate(self._query.groups):
            self._score_group(at, group, scored, padded)
        for span in self._query.spans:
            self._score_span(span, scored, padded)
        held = sum(mass * sure for mass, sure in zip(self._masses, scored.sure, strict=True))
        scored.confidence = held / self._total
        self._score_wordings(scored)
        return scored

    def fits(self, scored: _Scored) -> bool:
        """Say whether a document is to be shown at all."""
        if scored.is_whole or scored.confidence >= WEAK:
            return True
        telling = sum(self._masses[at] for at in scored.titled)
        return telling >= _TELLING and scored.confidence >= WEAK * _SPOKEN / len(self._masses)

    def hit(self, scored: _Scored) -> Hit:
        """Return a document that fits as what is shown of it."""
        best = self._total * (_SATURATION + 1)
        score = 100.0 if scored.is_whole else min(99.0, 100 * scored.raw / best)
        named = ((written(form), round(worth, 1)) for form, worth in scored.found.items())
        reasons = sorted(named, key=lambda one: (-one[1], one[0]))
        weak = (scored.confidence < STRONG or self._query.is_idle) and not scored.is_whole
        matched = _surfaces(scored.document, scored.found, self._sounds)
        return Hit(scored.document.id, round(score, 1), matched, weak, tuple(reasons))

    def _score_group(
        self, at: int, group: Sequence[Term], scored: _Scored, padded: Mapping[str, str]
    ) -> None:
        best, by = 0.0, group[0]
        for term in group:
            worth = term.weight * self._worth([term.token], term.columns, padded)
            if worth > best:
                best, by = worth, term
        if best:
            scored.groups[at] = best
            scored.found[by.token] = max(best, scored.found.get(by.token, 0.0))
            self._hold([at], min(1.0, by.weight / group[0].weight), [by.token], by.columns, scored, padded)

    def _score_span(self, span: Span, scored: _Scored, padded: Mapping[str, str]) -> None:
        """Let a name replace its tokens where it is worth more, and count for itself besides."""
        worth = self._worth(span.forms, span.columns, padded)
        if not worth:
            return
        inside = span.groups
        target = worth * (1 + _SLOPE * (len(inside) - 1))
        if target > sum(scored.groups[at] for at in inside):
            for at in inside:
                scored.groups[at] = max(scored.groups[at], target / len(inside))
        self._hold(inside, 1.0, span.forms, span.columns, scored, padded)
        scored.bonus += _NAMED * worth
        for form in span.forms:
            if any(f" {form} " in padded[column] for column in span.columns):
                scored.found[form] = target

    def _hold(
        self, groups: Iterable[int], share: float, forms: Sequence[str], columns: tuple[Column, ...],
        scored: _Scored, padded: Mapping[str, str],
    ) -> None:  # fmt: skip
        """Note how far groups were found, and whether in a wording."""
        if any(f" {form} " in padded[column] for form in forms for column in columns if column != "body"):
            scored.titled.update(groups)
        else:
            share *= _ONLY_BODY
        for at in groups:
            scored.sure[at] = max(scored.sure[at], share)

    def _score_wordings(self, scored: _Scored) -> None:
        """Add for the wording that is nearest to being just what was typed."""
        wordings = scored.document.title.splitlines()
        scored.is_whole = self._typed in wordings
        found = {token for form in scored.found for token in form.split(" ")}
        best = 0.0
        for line in scored.document.columns["title"].splitlines():
            held = line.split(" ")
            best = max(best, sum(token in found for token in held) / (len(held) + 1))
        scored.bonus += _WHOLE * best * scored.confidence * self._total

    def _worth(self, forms: Sequence[str], columns: tuple[Column, ...], padded: Mapping[str, str]) -> float:
        """Return what it is worth that one of some forms stands in a document, 0 where none does."""
        titles = sum(
            padded[column].count(f" {form} ") for form in forms for column in columns if column != "body"
        )
        bodies = sum(padded["body"].count(f" {form} ") for form in forms) if "body" in columns else 0
        if not titles and not bodies:
            return 0.0
        title_norm = 0.6 + 0.4 * padded["title"].count(" ") / _TITLE_LENGTH
        body_norm = 0.5 + 0.5 * padded["body"].count(" ") / _BODY_LENGTH
        often = _TITLE * titles / title_norm + bodies / body_norm
        saturated = often * (_SATURATION + 1) / (often + _SATURATION)
        share = _ONLY_BODY
        if titles:
            is_asked = columns == SOUNDS or any(f" {form} " in padded["asked"] for form in forms)
            share = 1.0 if is_asked else _ONLY_ALIAS
        return self._rarity(forms, columns) * saturated * share

    def _mass(self, term: Term) -> float:
        return term.weight * self._rarity([term.token], term.columns)

    def _unknown_mass(self, at: int, masses: Sequence[float]) -> float:
        """Return the weight of a group that no entry holds."""
        tokens_ = [group[0].token for group in self._query.groups]
        token, share = tokens_[at], _UNKNOWN
        if not is_cjk(token[0]):
            share *= min(1, len(token) / _FULL)
        elif any(
            masses[beside] and _overlap(tokens_[min(at, beside)], tokens_[max(at, beside)])
            for beside in _beside(at, len(masses))
        ):
            share = _SLIPPED
        return share * log(1 + (self._index.size + 0.5) / 0.5)

    def _rarity(self, forms: Sequence[str], columns: tuple[Column, ...]) -> float:
        """Return the inverse document frequency of BM25, 0 for what no entry holds."""
        count = self._count(" | ".join(forms), columns, forms)
        return log(1 + (self._index.size - count + 0.5) / (count + 0.5)) if count else 0.0

    def _count(self, name: str, columns: tuple[Column, ...], forms: Sequence[str] = ()) -> int:
        key = (name, columns)
        if key not in self._counts:
            self._counts[key] = self._index.count(forms or [name], columns)
        return self._counts[key]


def _padded(document: Document) -> dict[str, str]:
    """Return the tokens of each column between spaces, and of the questions in both languages: `asked`."""
    asked = document.columns["title"].splitlines()[:2]
    padded = {name: f" {text.replace(chr(10), ' ')} " for name, text in document.columns.items()}
    return padded | {"asked": f" {' '.join(asked)} "}


def _beside(at: int, size: int) -> list[int]:
    return [one for one in (at - 1, at + 1) if 0 <= one < size]


def _overlap(first: str, second: str) -> bool:
    """Say whether two neighbouring pairs share a character."""
    return first[-1] == second[0]


def _surfaces(document: Document, found: Collection[str], sounds: Collection[str]) -> tuple[str, ...]:
    """Return what of a document's wordings and text the found forms are, as it stands there in normal form.

    Args:
        document: Where to look.
        found: Phrases of tokens.
        sounds: Those of them that are pinyin.
    """
    wanted = {token for form in found if form not in sounds for token in form.split(" ")}
    heard = frozenset(sound for sound in sounds if sound in found)
    surfaces: dict[str, None] = {}
    for run in dict.fromkeys(runs(f"{document.title}\n{document.text}")):
        if is_cjk(run[0]):
            pairs = tokens(run)
            fits = [pair in wanted for pair in pairs]
            if heard and len(run) > 1:
                fits = [fit or at for fit, at in zip(fits, _heard(run, heard), strict=True)]
            surfaces.update(dict.fromkeys(_stretches(run, fits)))
        elif any(token in wanted for token in (*tokens(run), stem(run))):
            surfaces[run] = None
    return tuple(surfaces)


def _stretches(run: str, fits: Sequence[bool]) -> Iterator[str]:
    """Yield the stretches of Chinese all of whose pairs fit."""
    start = -1
    for at, fit in enumerate((*fits, False)):
        if fit and start < 0:
            start = at
        elif not fit and start >= 0:
            yield run[start : at + 1]
            start = -1


def _heard(run: str, sounds: Set[str]) -> list[bool]:
    """Say of each pair of characters whether it was asked for by its sound, or lies where initials were."""
    from qbank.core import pinyin  # noqa: PLC0415  # late: the table, only where sounds were looked for

    heard = [any(sound in sounds for sound in pair) for pair in pinyin.pairs(run)]
    for size in (3, 4):
        for at in range(len(run) - size + 1):
            if not sounds.isdisjoint(pinyin.initials(run[at : at + size], (size,))):
                heard[at : at + size - 1] = [True] * (size - 1)
    return heard


def _nearly(query: str, index: Index) -> list[Hit]:
    """Return, all weak, the entries one of whose wordings looks like a query of which no word was found."""
    from qbank.core.slips import resemblance  # noqa: PLC0415  # late: rapidfuzz, only where nothing else is left

    typed = normalise(query).strip()
    if not _LEAST <= len(typed) <= _MOST:
        return []
    likeness = {document.id: resemblance(typed, document.title) for document in index.documents()}
    found = [Hit(id_, round(50 * share, 1), (), weak=True) for id_, share in likeness.items() if share]
    return sorted(found, key=lambda hit: (-hit.score, hit.id))[:CANDIDATES]
