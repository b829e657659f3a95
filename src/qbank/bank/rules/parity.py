"""Rules that hold the two languages to the same content."""

from collections import Counter
from collections.abc import Iterator

from qbank.bank.rules.entry_file import EntryFile, Fault
from qbank.core.markup import formulas, structure
from qbank.core.text import Language
from qbank.core.wording import numbers
from qbank.errors import Message

_PARTS = ("answer", "statement", "spec_notes", "explain")


def same_formulas(file: EntryFile) -> Iterator[Fault]:
    """Demand the same formulas, each as often, in both languages."""
    for part, found in _in_both(file):
        bare = {
            language: Counter(formula.bare for formula in formulas(text)) for language, text in found.items()
        }
        for language, other in _ways():
            for formula in formulas(found[language]):
                extra = bare[language][formula.bare] - bare[other][formula.bare]
                if extra > 0:
                    bare[language][formula.bare] -= 1
                    message = Message(
                        "the formula {formula} is missing in {language}",
                        {"formula": f"${_cut(formula.tex)}$", "language": other},
                    )
                    yield Fault((part, language), message, formula.start)


def same_numbers(file: EntryFile) -> Iterator[Fault]:
    """Demand the same numbers outside of formulas in both languages."""
    for part, found in _in_both(file):
        said = {language: numbers(text, language) for language, text in found.items()}
        for language, other in _ways():
            extra = sorted(said[language] - said[other])
            if extra:
                shown = ", ".join(f"{number:.12g}" for number in extra)
                message = Message(
                    "numbers that are missing in {language}: {numbers}",
                    {"numbers": shown, "language": other},
                )
                yield Fault((part, language), message)


def same_structure(file: EntryFile) -> Iterator[Fault]:
    """Demand as many bullets, numbered items, table rows and fences in both languages."""
    for part, found in _in_both(file):
        zh, en = structure(found["zh"]), structure(found["en"])
        for name in zh.keys() | en.keys():
            if zh[name] != en[name]:
                values = {"part": Message(name), "zh": zh[name], "en": en[name]}
                yield Fault((part,), Message("{part}: {zh} in Chinese, {en} in English", values))


def _in_both(file: EntryFile) -> Iterator[tuple[str, dict[Language, str]]]:
    """Yield the long texts that are there in both languages, by the name of the field."""
    for part in _PARTS:
        text = file.plain.get(part) or {}
        zh, en = text.get("zh"), text.get("en")
        if zh and en:
            yield part, {"zh": zh, "en": en}


def _ways() -> Iterator[tuple[Language, Language]]:
    yield "zh", "en"
    yield "en", "zh"


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"
