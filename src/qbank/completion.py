"""What TAB offers, answered before Typer is imported.

The shells' scripts (`qbank completion`) set `_QBANK_COMPLETE` to the index of the word under the cursor, and
pass the words typed so far. Nothing of a bank but ids and topic slugs is ever printed, and only what is made
of `[a-z0-9/-]`: a title written to attack a shell never reaches it.
"""

import contextlib
import json
import re
import sqlite3
import sys
from collections.abc import Iterable, Sequence

from qbank.errors import QbankError
from qbank.files import copy_of_bank, sqlite_uri
from qbank.settings import Options, Settings, load
from qbank.verbs import GLOBAL, VERBS, Verb

_VALUES = {
    "--lang": ("zh", "en"),
    "--show": ("zh", "en", "both"),
    "--color": ("auto", "always", "never"),
    "--mode": ("type", "recall"),
    "--kind": ("concept", "calculation", "design", "coding"),
    "--format": ("md", "json"),
    "--marked": ("starred", "suspended", "noted"),
    "--difficulty": ("1", "2", "3", "4", "5"),
}
CODING = "coding"
_SAFE = re.compile(r"[A-Za-z0-9/-]+")


def answer(index: str, words: Sequence[str]) -> int:
    """Print what may stand at the word under the cursor, one a line.

    Args:
        index: Which word that is; 0 is the program's name.
        words: All words typed, the program's name first.
    """
    at = int(index) if index.isdecimal() else len(words)
    before, current = list(words[1:at]), words[at] if at < len(words) else ""
    for word in _offered(before):
        is_asked = not word.startswith("-") or current.startswith("-")  # else the shell offers files
        if is_asked and word.startswith(current) and _SAFE.fullmatch(word):
            sys.stdout.write(f"{word}\n")
    return 0


def _offered(before: Sequence[str]) -> Iterable[str]:
    """Return everything that may follow the words before the cursor."""
    last = before[-1] if before else ""
    if last in _VALUES:
        return _VALUES[last]
    verb = next((verb for word in before for verb in VERBS if verb.name == word), None)
    if last == "--topic":
        return _from_bank(topics=True)
    if last == "--id":
        return _from_bank()
    if verb is None:
        return (*(verb.name for verb in VERBS), *GLOBAL)
    return (*_words(verb), *verb.options, *GLOBAL)


def _words(verb: Verb) -> Iterable[str]:
    if verb.name == "completion":
        return ("bash", "zsh", "fish")
    if verb.name == "config":
        return ("set",)
    return _from_bank() if verb.takes_id else ()


def _from_bank(*, topics: bool = False) -> Iterable[str]:
    """Return the topics' slugs or the entries' ids; nothing while the bank has faults."""
    try:
        settings = load(Options())
        found = _from_copies(settings, topics=topics)
        return _from_questions(settings, topics=topics) if found is None else found
    except (QbankError, OSError):
        return ()


def _from_copies(settings: Settings, *, topics: bool) -> list[str] | None:
    """Return what the compiled copies hold, as they are: TAB does not compare them with the files.

    None where a folder has no copy, or one that cannot be read.
    """
    ids: set[str] = set()
    slugs: dict[str, None] = {}
    for folder in settings.folders:
        try:
            uri = sqlite_uri(copy_of_bank(settings.cache, folder), "ro")
            with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
                ids.update(id_ for (id_,) in connection.execute("SELECT id FROM entry"))
                ((data,),) = connection.execute("SELECT data FROM meta")
                slugs.update(dict.fromkeys(topic["slug"] for topic in json.loads(data)["topics"]))
        except (sqlite3.Error, ValueError, LookupError, TypeError):
            return None
    if not topics:
        return sorted(ids)
    folders = {id_.partition("/")[0] for id_ in ids} - {CODING}  # a problem's folder is no topic
    return list(slugs | dict.fromkeys(sorted(folders)))


def _from_questions(settings: Settings, *, topics: bool) -> list[str]:
    """Return what the questions hold, compiled now where they have to be."""
    from qbank.bank import open_bank  # noqa: PLC0415  # late: only where there is no compiled copy

    bank = open_bank(settings.folders, settings.cache)
    return [t.slug for t in bank.topics] if topics else [s.id for s in bank.summaries()]
