"""An answer cut into clauses, the unit in which the grader looks for a key point."""

import re
from dataclasses import dataclass
from itertools import pairwise

from qbank.core.text import normalise

# Full-width ASCII to half width, one character for one, so that positions stay those of the original.
_NARROW = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20, 0xFF61: 0x3002}
_END = re.compile(
    r"[。?;\n\r\v\f\u2028\u2029]|!(?!=)|(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)[.…](?=\s|$|[\u3400-\u9fff\"'”’)])",
    re.IGNORECASE,
)
_FOLDED = str.maketrans("‐\u2011–−’‘“”—*`#×", "----''\"\",   x")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SAID = re.compile(r"[^\W\d_]")
_CUT = re.compile(
    r"[,、:|]|然而|(?<![反从因然])而(?!且|言|外)|但是?|却|则(?!是)|所以|因此|因为|否则|然后"
    r"|\b(?:and|but|while|whilst|whereas|so|because|since|which|although|though|then"
    r"|rather than|instead of)\b"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of an answer: where it stands in the original, and its comparable form."""

    start: int
    end: int
    form: str


def comparable(text: str) -> str:
    """Return the form in which terms are looked for: normal, with dashes, quotes and emphasis folded."""
    folded = normalise(text).translate(_FOLDED)
    return _THOUSANDS.sub("", folded)


def clauses(text: str) -> list[Clause]:
    """Cut a text at `。！？；.!?` and line ends; a full stop counts only before a space, a quote or Chinese.

    Pieces without a letter, such as the number of a list item, are left out unless they are longer than that.
    """
    narrow = text.translate(_NARROW)
    found = []
    start = 0
    for end in [*_END.finditer(narrow), None]:
        stop = end.start() if end else len(text)
        piece = text[start:stop]
        stripped = piece.strip()
        if _SAID.search(stripped) or len(stripped) > 3:
            first = start + piece.index(stripped)
            found.append(Clause(first, first + len(stripped), comparable(stripped)))
        start = end.end() if end else stop
    return found


def segments(form: str) -> list[tuple[int, str]]:
    """Cut a clause's form at commas and before conjunctions, each with its place: the reach of a negation."""
    cuts = [0, *(match.start() for match in _CUT.finditer(form)), len(form)]
    return [(a, form[a:b]) for a, b in pairwise(cuts) if form[a:b].strip(" ,、:|")]
