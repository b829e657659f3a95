"""Find code, formulas and structure in the Markdown of an answer; positions stay those of the original."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_CODE = re.compile(r"^(?P<fence>```+|~~~+).*?(?:^(?P=fence)|\Z)|`[^`\n]+`", re.DOTALL | re.MULTILINE)
_PROGRAM = re.compile(r"^```python(?P<tag>[^\n]*)\n(?P<code>.*?)^```", re.DOTALL | re.MULTILINE)
_FORMULA = re.compile(r"\$\$(?P<block>(?:\\.|[^\\$])+)\$\$|\$(?P<inline>(?:\\.|[^\\$\n])+)\$", re.DOTALL)
_DOLLAR = re.compile(r"(?<!\\)(?:\\\\)*\$")
_MACRO = re.compile(r"\\([a-zA-Z]+|.)", re.DOTALL)
_PARTS = {
    "bullets": re.compile(r"^[ \t]*[-*+][ \t]", re.MULTILINE),
    "numbered items": re.compile(r"^[ \t]*\d+[.)、][ \t]", re.MULTILINE),
    "table rows": re.compile(r"^[ \t]*\|", re.MULTILINE),
    "fences": re.compile(r"^(?:```+|~~~+)", re.MULTILINE),
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: its TeX without the dollar signs, and where that begins in the text."""

    tex: str
    start: int

    @property
    def bare(self) -> str:
        """Return the TeX without white space, for comparing."""
        return "".join(self.tex.split())


def hide(text: str, pattern: re.Pattern[str]) -> str:
    """Return `text` with what `pattern` finds replaced by spaces; line ends stay."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def without_code(text: str) -> str:
    """Return `text` with fenced code and code spans blanked."""
    return hide(text, _CODE)


def programs(text: str) -> Iterator[str]:
    """Yield the fenced Python of a text, but for what is tagged `norun`."""
    for match in _PROGRAM.finditer(text):
        if "norun" not in match["tag"].split():
            yield match["code"]


def prose(text: str) -> str:
    """Return `text` with code and formulas blanked."""
    return hide(without_code(text), _FORMULA)


def formulas(text: str) -> Iterator[Formula]:
    """Yield the formulas of a text in order."""
    for match in _FORMULA.finditer(without_code(text)):
        group = match.lastgroup or ""
        yield Formula(match[group], match.start(group))


def stray_dollar(text: str) -> int | None:
    """Return where the first dollar sign stands that belongs to no formula; None where each does.

    A dollar sign that is meant as such is written with a backslash.
    """
    match = _DOLLAR.search(prose(text))
    return match.end() - 1 if match else None


def macros(tex: str) -> Iterator[str]:
    """Yield the macros of a formula, without the backslash."""
    for match in _MACRO.finditer(tex):
        yield match[1]


def braces_balance(tex: str) -> bool:
    """Say whether every brace of a formula has its partner; those with a backslash are characters."""
    depth = 0
    for character in _MACRO.sub("", tex):
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def structure(text: str) -> Counter[str]:
    """Count bullets, numbered items, table rows and fences; those inside of code do not count."""
    plain = without_code(text)
    return Counter(
        {name: len(pattern.findall(text if name == "fences" else plain)) for name, pattern in _PARTS.items()}
    )
