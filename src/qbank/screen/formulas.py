"""Formulas in a text, as this terminal can show them."""

import re

from qbank.core.markup import formulas
from qbank.screen.console import Screen

SHORT = 16  # characters of a formula that reads well without spaces
_SIGN = re.compile(r" ([-−+·×=<>≤≥≈]) ")


def drawn(screen: Screen, formula: str) -> str:
    """Return a formula as one line; as it came, dollar signs too, where the terminal lacks a character."""
    from qbank.core.formula import FormulaError, formula_text  # noqa: PLC0415  # late: only where there is one

    try:
        text = formula_text(formula.strip("$"))
    except FormulaError:
        return formula
    if len(text) <= SHORT and not formula.startswith("$$"):
        text = _SIGN.sub(r"\1", text)  # as one word, so that no line ends in it
    return text if screen.can_show(text) else formula


def readable(screen: Screen, text: str) -> str:
    """Return a text with its formulas drawn; code stays as it is."""
    parts, at = [], 0
    for formula in formulas(text):
        size = 2 if text[: formula.start].endswith("$$") else 1
        start, end = formula.start - size, formula.start + len(formula.tex) + size
        parts += [text[at:start], drawn(screen, text[start:end])]
        at = end
    return "".join(parts) + text[at:]
