"""Rules of formulas: that they are whole, and that every renderer knows them."""

from collections.abc import Iterator

from qbank.bank.rules.entry_file import EntryFile, Fault
from qbank.core.formula import FormulaError, formula_text
from qbank.core.formula_macros import MACROS
from qbank.core.markup import braces_balance, formulas, macros, stray_dollar
from qbank.errors import Message


def dollars(file: EntryFile) -> Iterator[Fault]:
    """Demand that every dollar sign opens or closes a formula."""
    for passage in file.passages():
        at = stray_dollar(passage.text)
        if at is not None:
            message = Message("a $ that belongs to no formula; one that is meant as such is written \\$")
            yield Fault(passage.place, message, at)


def braces(file: EntryFile) -> Iterator[Fault]:
    """Demand that the braces of a formula balance."""
    for passage in file.passages():
        for formula in formulas(passage.text):
            if not braces_balance(formula.tex):
                yield Fault(passage.place, Message("the braces of a formula do not balance"), formula.start)


def known_macros(file: EntryFile) -> Iterator[Fault]:
    """Demand macros that the terminal and the page can show."""
    for passage in file.passages():
        for formula in formulas(passage.text):
            for macro in dict.fromkeys(macros(formula.tex)):
                if macro not in MACROS:
                    message = Message("the renderers do not know the macro {macro}", {"macro": f"\\{macro}"})
                    yield Fault(passage.place, message, formula.start)


def drawable(file: EntryFile) -> Iterator[Fault]:
    """Demand formulas that the terminal can draw, once their braces and macros are in order."""
    for passage in file.passages():
        for formula in formulas(passage.text):
            if not braces_balance(formula.tex) or any(one not in MACROS for one in macros(formula.tex)):
                continue
            try:
                formula_text(formula.tex)
            except FormulaError as error:
                message = Message("a formula cannot be drawn because of {part}", {"part": str(error)})
                yield Fault(passage.place, message, formula.start)
