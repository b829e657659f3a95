"""Whether a clause asserts a known mistake: the same words, the same directions, the same order of roles."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from qbank.core.claims import Segment, claims, opposite, pairs
from qbank.core.clauses import comparable

COVERED = 0.5  # least share of the mistake's weight that an assertion holds
COVERED_WITHOUT_WAY = 0.6  # likewise where it states none of the mistake's directions
CONTENT = 0.5  # least share of the words that are no directions, those of the question at full weight
TOGETHER = 0.7  # least share of what is held that stands in as many segments as the mistake has
CLOSER = 0.35  # least share of what tells the mistake from a true statement near to it
NEAR = 0.25  # from this share on, a true statement is near to the mistake
ROLE_SWAP = 0.2  # below this share of words that the true statement lacks, the order of words decides
KNOWN_WORD = 0.5  # factor of a word that the question brings along
STRAY = 0.5  # factor of two Chinese characters that no true text of the entry joins: hardly a word
REFUTES = re.compile(
    r"误区|误以为|误认为|误解|错误(?:地|的)?(?:说法|认为|以为)|(?:是|都|就)错|说错|不对|不正确|不成立|易错|陷阱"
    r"|常见错误|并不是说|有人(?:说|认为|以为)"
    r"|\b(?:wrong|false|myth|mistaken\w*|misconception\w*|incorrect\w*|untrue|fallacy|pitfalls?|not true)\b"
)
TAKES_BACK = re.compile(
    r"(?:但|可|然而)?(?:其实|实际上|事实上|这(?:种说法|个说法|话)?(?:是|都|并)?(?:错|不对|不成立|不正确))"
    r"|(?:but )?(?:actually|in fact|in reality|(?:this|that) is (?:wrong|false|not true))\b"
)
NO_MATTER = re.compile(
    r"无关|没有?关系|不相关|(?:无|没有?|不)影响|不取决于|不依赖|不随|不变|一样|相同|都行|无所谓"
    r"|\b(?:independent|regardless|irrelevant|unrelated|unchanged|constant|the same"
    r"|no (?:effect|influence|impact|difference|matter))\b"
    r"|\b(?:does|do|is|are)(?: not|n't) (?:affect|depend|matter|influence|change|related)"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement as weighed marks of its words and of ordered pairs of them."""

    words: Mapping[str, float]
    pairs: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Wording:
    """A mistake in one language, ready to be looked for.

    Attributes:
        form: Its comparable form.
        words: Its weighed marks, those of the question at less weight.
        content: Its words that are no directions, those of the question at full weight.
        subject: Those of them that the question does not bring along.
        ways: The directions it states.
        span: In how many segments it is said; one more may hold a little of it.
        contrasts: For each true statement near to it, the words that the statement lacks.
        swaps: The same as ordered pairs of words, for statements that lack hardly a word: roles are swapped.
        is_refutation: Whether its own words look like a refutation, which then says nothing.
        is_of_no_matter: Whether it says that one thing does not matter to another.
    """

    form: str
    words: Mapping[str, float]
    content: Mapping[str, float]
    subject: Mapping[str, float]
    ways: frozenset[str]
    span: int
    contrasts: tuple[Mapping[str, float], ...]
    swaps: tuple[Mapping[str, float], ...]
    is_refutation: bool
    is_of_no_matter: bool


def claim_of(segments: Iterable[Segment]) -> Claim:
    """Gather the words and the pairs of some segments."""
    words: dict[str, float] = {}
    joined: dict[str, float] = {}
    for segment in segments:
        for token in segment.tokens:
            words[token.mark] = token.weight
        joined.update(pairs(segment.tokens))
    return Claim(words, joined)


def wording(text: str, truths: Sequence[Claim], known: Set[str], attested: Set[str]) -> Wording:
    """Prepare a mistake.

    Args:
        text: The mistake in one language.
        truths: What the entry states as true.
        known: The words of the question.
        attested: The words of all true statements.
    """
    form = comparable(text).strip(" .。")
    parts = claims(form)
    whole = claim_of(parts)
    words = {mark: weight * _factor(mark, weight, known, attested) for mark, weight in whole.words.items()}
    content = {
        mark: weight * _factor(mark, weight, frozenset(), attested)
        for mark, weight in whole.words.items()
        if not opposite(mark)
    }
    contrasts, swaps = {}, {}
    for truth in truths:
        if share(words, truth.words) < NEAR:
            continue
        lacking = {mark: weight for mark, weight in words.items() if mark not in truth.words}
        order = {pair: weight for pair, weight in whole.pairs.items() if pair not in truth.pairs}
        if sum(lacking.values()) >= ROLE_SWAP * sum(words.values()):
            contrasts[frozenset(lacking)] = lacking
        elif order:
            swaps[frozenset(order)] = order
    return Wording(
        form=form,
        words=words,
        content=content,
        subject={mark: weight for mark, weight in content.items() if mark.lstrip("!") not in known},
        ways=frozenset(mark for mark in words if opposite(mark)),
        span=len(parts),
        contrasts=tuple(contrasts.values()),
        swaps=tuple(swaps.values()),
        is_refutation=bool(REFUTES.search(form)),
        is_of_no_matter=bool(NO_MATTER.search(form)),
    )


def _factor(mark: str, weight: float, known: Set[str], attested: Set[str]) -> float:
    key = mark.lstrip("!")
    if key in known:
        return KNOWN_WORD
    return STRAY if weight < 1 and key not in attested else 1.0


def share(wanted: Mapping[str, float], there: Container[str]) -> float:
    """Return the share of the wanted weight that is there, 0 where nothing is wanted."""
    whole = sum(wanted.values())
    return sum(weight for mark, weight in wanted.items() if mark in there) / whole if whole else 0.0


def asserts(said: Sequence[Segment], form: str, mistake: Wording) -> bool:
    """Say whether one clause asserts the mistake.

    Args:
        said: What the clause claims, segment by segment.
        form: The clause's comparable form.
        mistake: What is looked for.
    """
    if mistake.form in form:
        return True
    if _denies(said, mistake) or (mistake.is_of_no_matter and not NO_MATTER.search(form)):
        return False
    least = COVERED * sum(mistake.words.values())
    for first, segment in enumerate(said):
        if segment.marks.isdisjoint(mistake.words):
            continue
        held = 0.0
        for last in range(first, min(first + mistake.span + 1, len(said))):
            held += sum(mistake.words[mark] for mark in said[last].marks & mistake.words.keys())
            window = said[first : last + 1]
            if held >= least and _says(window, mistake) and _holds_together(window, mistake):
                return True
    return False


def _denies(said: Sequence[Segment], mistake: Wording) -> bool:
    """Say whether a clause denies a word that the mistake asserts: to accuse it would be wrong more often."""
    denied = {mark[1:] for segment in said for mark in segment.marks if mark.startswith("!")}
    return any(word in denied and f"!{word}" not in mistake.words for word in mistake.content)


def _says(window: Sequence[Segment], mistake: Wording) -> bool:
    """Say whether some segments hold enough of the mistake, nothing contrary, no true statement instead."""
    marks = _marks(window)
    least = COVERED if not mistake.ways or not mistake.ways.isdisjoint(marks) else COVERED_WITHOUT_WAY
    if share(mistake.words, marks) < least or share(mistake.content, marks) < CONTENT:
        return False
    if mistake.subject and share(mistake.subject, marks) < CONTENT:
        return False
    if any(opposite(way) in marks and way not in marks for way in mistake.ways):
        return False
    if any(share(words, marks) < CLOSER for words in mistake.contrasts):
        return False
    said = (
        frozenset(pair for segment in window for pair, _ in pairs(segment.tokens)) if mistake.swaps else marks
    )
    return all(share(order, said) >= CLOSER for order in mistake.swaps)


def _holds_together(window: Sequence[Segment], mistake: Wording) -> bool:
    """Say whether a window that is one segment longer than the mistake is more than two other statements."""
    if len(window) <= mistake.span:
        return True
    held = [share(mistake.words, _marks(part)) for part in (window, window[:-1], window[1:])]
    return max(held[1:]) >= TOGETHER * held[0]


def _marks(window: Sequence[Segment]) -> frozenset[str]:
    return frozenset(mark for segment in window for mark in segment.marks)
