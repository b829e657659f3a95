"""Rules of style: spaces and marks, sentences, terms, filler, and claims that are known to be false."""

import re
from collections.abc import Iterator

from qbank.bank.rules.context import Context
from qbank.bank.rules.entry_file import EntryFile, Fault, Part
from qbank.core.markup import prose
from qbank.core.wording import half_width_marks, long_sentences, missing_spaces
from qbank.errors import Message

_WRITTEN: tuple[Part, ...] = (
    "question", "short", "answer", "point", "mistake", "why", "follow-up", "follow-up answer",
    "title", "statement", "notes", "hint", "explanation", "equivalent",
)  # fmt: skip
_OURS: tuple[Part, ...] = (
    "question",
    "short",
    "answer",
    "point",
    "point aliases",
    "follow-up",
    "follow-up answer",
    "title",
    "statement",
    "notes",
    "hint",
    "explanation",
)
_FILLER = re.compile(
    r"随着.{0,12}(?:飞速|快速|蓬勃)发展|希望.{0,10}(?:帮助|有所帮助)|综上所述|总而言之|众所周知|值得注意的是"
    r"|不言而喻|一线大厂(?:真题|面试题)|\bdelves?\b|\bin today's (?:fast|rapidly)|\bas an ai\b"
    r"|\bin conclusion,|\bit(?: is|'s) (?:worth noting|important to note)|\bneedless to say",
    re.IGNORECASE,
)


def spacing(file: EntryFile) -> Iterator[Fault]:
    """Demand a space between a Chinese character and a Latin letter or digit."""
    for passage in file.passages(*_WRITTEN):
        found = list(missing_spaces(passage.text)) if passage.language == "zh" else []
        if found:
            message = Message(
                "no space between Chinese and Latin: {text}", {"text": _shown([x.text for x in found])}
            )
            yield Fault(passage.place, message, found[0].start)


def punctuation(file: EntryFile) -> Iterator[Fault]:
    """Demand full-width marks after Chinese characters."""
    for passage in file.passages(*_WRITTEN):
        found = list(half_width_marks(passage.text)) if passage.language == "zh" else []
        if found:
            message = Message(
                "a half-width mark after Chinese: {text}", {"text": _shown([x.text for x in found])}
            )
            yield Fault(passage.place, message, found[0].start)


def sentence_length(file: EntryFile) -> Iterator[Fault]:
    """Demand sentences of at most 90 Chinese characters or 35 English words."""
    for passage in file.passages(*_WRITTEN):
        for sentence in long_sentences(passage.text, passage.language):
            values = {"text": f"{' '.join(sentence.text.split())[:24]}…"}
            if passage.language == "zh":
                message = Message("a sentence of more than 90 characters: {text}", values)
            else:
                message = Message("a sentence of more than 35 words: {text}", values)
            yield Fault(passage.place, message, sentence.start)


def terms(file: EntryFile, context: Context) -> Iterator[Fault]:
    """Demand the terms of the glossary; the variants it avoids may stand in aliases."""
    for passage in file.passages(*_WRITTEN):
        plain = prose(passage.text)
        for pattern, variant, term in context.avoided:
            match = pattern.search(plain)
            if match:
                message = Message(
                    "{variant} is not used here; the term is {term}", {"variant": variant, "term": term}
                )
                yield Fault(passage.place, message, match.start())


def filler(file: EntryFile) -> Iterator[Fault]:
    """Demand sentences that say something."""
    for passage in file.passages(*_OURS):
        match = _FILLER.search(passage.text)
        if match:
            yield Fault(
                passage.place, Message("a filler phrase: {text}", {"text": match.group()}), match.start()
            )


def errata(file: EntryFile, context: Context) -> Iterator[Fault]:
    """Demand that claims known to be false stand only among the mistakes."""
    for passage in file.passages(*_OURS):
        for id_, erratum in context.errata.items():
            match = erratum.pattern.search(passage.text) if erratum.pattern else None
            if match:
                values = {"id": id_, "text": match.group()}
                yield Fault(
                    passage.place,
                    Message("this reads like the known error {id}: {text}", values),
                    match.start(),
                )


def _shown(found: list[str]) -> str:
    return ", ".join(dict.fromkeys(found[:4]))
