"""Rules that hold the two languages to the same content."""

from collections import Counter
from collections.abc import Iterator

from qbank.bank.rules.entry_file import EntryFile, Fault
from qbank.core.markup import formulas, structure
from qbank.core.text import Language
from qbank.core.wording import numbers
from qbank.errors import Message


def same_formulas(file: EntryFile) -> Iterator[Fault]:
    """Demand the same formulas, each as often, in both answers."""
    found = _in_both(file)
    if not found:
        return
    bare = {language: Counter(formula.bare for formula in formulas(text)) for language, text in found.items()}
    for language, other in _ways():
        for formula in formulas(found[language]):
            extra = bare[language][formula.bare] - bare[other][formula.bare]
            if extra > 0:
                bare[language][formula.bare] -= 1
                message = Message(
                    "the formula {formula} is missing in {language}",
                    {"formula": f"${_cut(formula.tex)}$", "language": other},
                )
                yield Fault(("answer", language), message, formula.start)


def same_numbers(file: EntryFile) -> Iterator[Fault]:
    """Demand the same numbers outside of formulas in both answers."""
    found = _in_both(file)
    if not found:
        return
    said = {language: numbers(text, language) for language, text in found.items()}
    for language, other in _ways():
        extra = sorted(said[language] - said[other])
        if extra:
            shown = ", ".join(f"{number:.12g}" for number in extra)
            message = Message(
                "numbers that are missing in {language}: {numbers}", {"numbers": shown, "language": other}
            )
            yield Fault(("answer", language), message)


def same_structure(file: EntryFile) -> Iterator[Fault]:
    """Demand as many bullets, numbered items, table rows and fences in both answers."""
    found = _in_both(file)
    if not found:
        return
    zh, en = structure(found["zh"]), structure(found["en"])
    for part in zh.keys() | en.keys():
        if zh[part] != en[part]:
            values = {"part": Message(part), "zh": zh[part], "en": en[part]}
            yield Fault(("answer",), Message("{part}: {zh} in Chinese, {en} in English", values))


def _in_both(file: EntryFile) -> dict[Language, str]:
    answer = file.entry.answer
    return {"zh": answer.zh, "en": answer.en} if answer.zh and answer.en else {}


def _ways() -> Iterator[tuple[Language, Language]]:
    yield "zh", "en"
    yield "en", "zh"


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"
