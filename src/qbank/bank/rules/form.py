"""Rules of what an entry has, and how long it is."""

from collections.abc import Iterator, Mapping
from typing import Any

from qbank.bank.rules.entry_file import EntryFile, Fault
from qbank.bank.writer import PLACEHOLDER
from qbank.core.text import LANGUAGES, Language
from qbank.core.wording import length
from qbank.errors import Message

SHORT: Mapping[Language, tuple[int, int]] = {"zh": (30, 130), "en": (20, 90)}
ANSWER: Mapping[Language, tuple[int, int]] = {"zh": (200, 1200), "en": (120, 700)}
RATIO = (0.8, 2.0)  # Chinese characters to one English word of the answer
_CHECKED = ("tags", "difficulty", "short", "key_points", "mistakes", "follow_ups", "refs")
_OF_KIND = {
    "calculation": (*_CHECKED, "numeric"),
    "coding": ("tags", "difficulty", "aliases", "hints", "explain", "follow_ups", "refs"),
}
_TEXTS = ("question", "short", "answer", "title", "statement", "spec_notes", "explain")


def lacking(plain: Mapping[str, Any]) -> Iterator[str]:
    """Yield the fields that a checked entry has and this one has not, the review left aside."""
    for name in _OF_KIND.get(plain["kind"], _CHECKED):
        if not plain.get(name):
            yield name
    for name in _TEXTS:
        for language in LANGUAGES:
            if plain.get(name) and not plain[name].get(language):
                yield f"{name}.{language}"


def is_unfinished(file: EntryFile) -> bool:
    """Say whether an entry is a draft that lacks more than its approval."""
    return not is_reviewed(file) and any(True for _ in lacking(file.plain))


def is_reviewed(file: EntryFile) -> bool:
    """Say whether the file claims that the entry was checked, be it before the last edit."""
    return bool((file.plain.get("review") or {}).get("state") == "checked")


def lacks(file: EntryFile) -> Iterator[Fault]:
    """Name what a checked entry has and this one has not."""
    for name in lacking(file.plain):
        place = tuple(name.split("."))
        yield Fault(place, Message("still lacks {field} before it can be checked", {"field": name}))


def is_unapproved(file: EntryFile) -> Iterator[Fault]:
    """Say that a whole entry waits for its approval."""
    if not is_reviewed(file) and not is_unfinished(file):
        yield Fault(("review",), Message("a draft that lacks only its approval"))


def question_mark(file: EntryFile) -> Iterator[Fault]:
    """Demand that a question ends as one."""
    for passage in file.passages("question", "follow-up"):
        mark = "？" if passage.language == "zh" else "?"
        if not passage.text.rstrip().endswith(mark):
            message = Message("the question does not end with {mark}", {"mark": mark})
            yield Fault(passage.place, message)


def short_length(file: EntryFile) -> Iterator[Fault]:
    """Demand a short answer that is one."""
    yield from _length(file, "short", SHORT)


def answer_length(file: EntryFile) -> Iterator[Fault]:
    """Demand an answer that is whole, and no article."""
    yield from _length(file, "answer", ANSWER)


def _length(file: EntryFile, part: Any, limits: Mapping[Language, tuple[int, int]]) -> Iterator[Fault]:
    for passage in file.passages(part):
        found = length(passage.text, passage.language)
        least, most = limits[passage.language]
        values = {"count": found, "least": least, "most": most}
        if least <= found <= most:
            continue
        if passage.language == "zh":
            yield Fault(
                passage.place, Message("{count} Chinese characters; {least} to {most} are asked for", values)
            )
        else:
            yield Fault(
                passage.place, Message("{count} English words; {least} to {most} are asked for", values)
            )


def length_ratio(file: EntryFile) -> Iterator[Fault]:
    """Demand that neither language is a summary of the other."""
    answer = file.entry.answer
    if not (answer.zh and answer.en):
        return
    ratio = length(answer.zh, "zh") / max(1, length(answer.en, "en"))
    if not RATIO[0] <= ratio <= RATIO[1]:
        values = {"ratio": f"{ratio:.2f}", "least": RATIO[0], "most": RATIO[1]}
        yield Fault(
            ("answer",),
            Message("{ratio} Chinese characters to an English word; {least} to {most} are asked for", values),
        )


_COUNTS = {"tags": (2, 6), "mistakes": (2, 99), "follow_ups": (2, 4), "refs": (2, 99), "key_points": (4, 9)}
_COUNTS_OF_KIND = {
    "calculation": {**_COUNTS, "numeric": (3, 99)},
    "coding": {"tags": (2, 6), "hints": (3, 3), "follow_ups": (2, 4)},
}


def counts(file: EntryFile) -> Iterator[Fault]:
    """Demand enough tags, key points, mistakes, follow-ups, sources, numbers and hints."""
    for name, (least, most) in _COUNTS_OF_KIND.get(file.entry.kind, _COUNTS).items():
        found = len(file.plain.get(name) or ())
        if 0 < found < least or found > most:
            values = {"field": name, "count": found, "least": least, "most": most}
            if most == least:
                yield Fault((name,), Message("{count} of {field}; {least} are asked for", values))
            elif most == 99:
                yield Fault((name,), Message("{count} of {field}; at least {least} are asked for", values))
            else:
                yield Fault((name,), Message("{count} of {field}; {least} to {most} are asked for", values))


def both_languages(file: EntryFile) -> Iterator[Fault]:
    """Demand that what is said beside question and answer is said in both languages too."""
    both = {"point", "mistake", "why", "follow-up", "follow-up answer", "hint", "equivalent"}
    said = {passage.place for passage in file.passages() if passage.part in both}
    for place in sorted(said, key=str):
        other = (*place[:-1], "en" if place[-1] == "zh" else "zh")
        if other not in said:
            yield Fault(place, Message("the {language} wording is missing", {"language": other[-1]}))


def placeholders(file: EntryFile) -> Iterator[Fault]:
    """Name what a new draft still waits to be written."""
    for passage in file.passages():
        at = passage.text.find(PLACEHOLDER)
        if at >= 0:
            yield Fault(passage.place, Message("a placeholder stands here"), at)
    for index, tag in enumerate(file.entry.tags):
        if PLACEHOLDER in tag:
            yield Fault(("tags", index), Message("a placeholder stands here"))
