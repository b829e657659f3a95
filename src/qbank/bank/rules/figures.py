"""Rules of the numbers of an entry: computed again, and found in the answers."""

import math
from collections.abc import Iterator

from qbank.bank.rules.entry_file import EntryFile, Fault
from qbank.core.arithmetic import ExpressionError, evaluate
from qbank.core.text import LANGUAGES
from qbank.errors import Message

_EXACT = 1e-12  # relative; rounding of doubles


def computable(file: EntryFile) -> Iterator[Fault]:
    """Demand expressions that the safe evaluator computes."""
    for index, number in enumerate(file.entry.numeric):
        try:
            evaluate(number.expr)
        except ExpressionError as error:
            yield Fault(("numeric", index, "expr"), error.message)


def as_expected(file: EntryFile) -> Iterator[Fault]:
    """Demand that an expression has the value that is expected."""
    for index, number in enumerate(file.entry.numeric):
        try:
            value = evaluate(number.expr)
        except ExpressionError:
            continue
        if not math.isclose(value, number.expect, rel_tol=max(number.rtol, _EXACT)):
            values = {"value": f"{value:.12g}", "expect": f"{number.expect:.12g}"}
            yield Fault(("numeric", index, "expect"), Message("the value is {value}, not {expect}", values))


def shown(file: EntryFile) -> Iterator[Fault]:
    """Demand that what is said to be shown stands in the answers."""
    for index, number in enumerate(file.entry.numeric):
        for language in LANGUAGES:
            answer = file.entry.answer.in_(language)
            for text in number.shown_zh if language == "zh" else number.shown_en:
                if answer and text not in answer:
                    values = {"text": text, "language": language}
                    yield Fault(
                        ("numeric", index, "shown"),
                        Message("{text} does not stand in the answer ({language})", values),
                    )
