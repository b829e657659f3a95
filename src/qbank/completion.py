"""What TAB offers, answered before Typer is imported.

The shells' scripts (`qbank completion`) set `_QBANK_COMPLETE` to the index of the word under the cursor, and
pass the words typed so far. Nothing of a bank but ids and topic slugs is ever printed, and only what is made
of `[a-zA-Z0-9/-]`: a title written to attack a shell never reaches it.

A person waits for each TAB, so this imports `os`, `sys` and, for the words of a bank, `sqlite3`. It asks the
compiled copies as they are, and everything else, `settings` included, only where that is not enough.
"""

import sys

from qbank.verbs import GLOBAL, VERBS, Verb

TYPE_CHECKING = False  # as in `typing`, which a TAB does not wait for
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_VALUES = {
    "--lang": ("zh", "en"),
    "--show": ("zh", "en", "both"),
    "--color": ("auto", "always", "never"),
    "--mode": ("type", "recall"),
    "--kind": ("concept", "calculation", "design", "coding"),
    "--format": ("md", "json"),
    "--marked": ("starred", "suspended", "noted"),
    "--difficulty": ("1", "2", "3", "4", "5"),
    "--variant": ("torch", "keras", "transformers"),
    "--bank": (),  # a folder: the shell's own affair, here and below
    "--home": (),
    "--answer": (),
    "--file": (),
}
_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-")
_IDS = "SELECT id FROM entry WHERE id >= ? AND id < ?"
_TOPICS = "SELECT json_extract(value, '$.slug') FROM meta, json_each(CAST(data AS TEXT), '$.topics')"
_USED = """
    WITH RECURSIVE one (slug) AS (  -- from topic to topic, however many entries each has; '0' comes after '/'
        SELECT (SELECT substr(id, 1, instr(id, '/') - 1) FROM entry ORDER BY id LIMIT 1)
        UNION ALL
        SELECT (
            SELECT substr(id, 1, instr(id, '/') - 1) FROM entry WHERE id >= slug || '0' ORDER BY id LIMIT 1
        )
        FROM one WHERE slug IS NOT NULL
    )
    SELECT slug FROM one WHERE slug IS NOT NULL AND slug <> 'coding'  -- a problem says its topic itself
    UNION
    SELECT json_extract(CAST(summary AS TEXT), '$[1]') FROM entry WHERE id >= 'coding/' AND id < 'coding0'
"""


def answer(index: str, words: "Sequence[str]", environ: "Mapping[str, str]") -> int:
    """Print what may stand at the word under the cursor, one a line.

    Args:
        index: Which word that is; 0 is the program's name.
        words: All words typed, the program's name first.
        environ: The environment.
    """
    at = int(index) if index.isascii() and index.isdigit() else len(words)
    typed = _Typed(words[1:at], words[at + 1 :], words[at] if at < len(words) else "", environ)
    offers = [
        word
        for word in typed.offered()
        if word.startswith(typed.current) and _SAFE.issuperset(word)
        if not word.startswith("-") or typed.current.startswith("-")  # else the shell offers files
    ]
    sys.stdout.write("".join(f"{word}\n" for word in offers))
    return 0


class _Typed:
    """A command line with the cursor in it; the words that bash makes of `--bank=folder` are three."""

    def __init__(
        self, before: "Sequence[str]", after: "Sequence[str]", current: str, environ: "Mapping[str, str]"
    ) -> None:
        self.current = "" if current == "=" else current
        self._before = [word for word in before if word != "="]
        self._every = [*self._before, *(word for word in after if word != "=")]
        self._environ = environ

    def offered(self) -> "Iterable[str]":
        """Return everything that may stand under the cursor."""
        last = self._before[-1] if self._before else ""
        if last in _VALUES:
            return _VALUES[last]
        if last == "--topic":
            return self._from_bank(topics=True)
        if last == "--id":
            return self._from_bank(topics=False)
        verb = self._verb()
        if verb is None:
            return (*(verb.name for verb in VERBS), *GLOBAL)
        return (*self._words(verb), *verb.options, *GLOBAL)

    def _verb(self) -> Verb | None:
        """Return the command that was typed; the group where none of its commands was typed yet."""
        words = iter(self._before)
        verb = next((verb for word in words for verb in VERBS if verb.name == word), None)
        group = verb.verbs if verb else ()
        return next((one for word in words for one in group if one.name.endswith(f" {word}")), verb)

    def _words(self, verb: Verb) -> "Iterable[str]":
        if verb.name == "completion":
            return ("bash", "zsh", "fish")
        if verb.name == "config":
            return ("set",)
        if verb.verbs:
            return [one.name.partition(" ")[2] for one in verb.verbs]
        if not verb.takes_id:
            return ()
        return self._problems() if " " in verb.name else self._from_bank(topics=False)

    def _problems(self) -> "Iterable[str]":
        """Return the ids of the coding problems, whole and in short."""
        ids = self._from_bank(topics=False, start="coding/")
        return (*ids, *(id_.partition("/")[2] for id_ in ids))

    def _from_bank(self, *, topics: bool, start: str | None = None) -> "Sequence[str]":
        """Return the topics' slugs or the ids that start so; nothing while the bank has faults.

        Args:
            topics: Whether topics are wanted.
            start: Of the ids; None for what stands under the cursor.
        """
        if not _SAFE.issuperset(self.current):
            return ()
        from qbank.whereabouts import whereabouts  # noqa: PLC0415  # late: a command or an option needs no bank

        banks, homes = self._values("--bank"), self._values("--home")
        home = homes[-1] if homes else None
        places = whereabouts(self._environ, banks, home)
        start = self.current if start is None else start
        found = places and _from_copies(*places, start=start, topics=topics)
        return _with_settings(banks, home, start=start, topics=topics) if found is None else found

    def _values(self, option: str) -> list[str]:
        """Return what an option is given on the line."""
        found = []
        for word, following in zip(self._every, [*self._every[1:], ""], strict=True):
            if word == option and following:
                found.append(_bare(following))
            elif word.startswith(f"{option}="):
                found.append(_bare(word.partition("=")[2]))
        return found


def _bare(word: str) -> str:
    """Return a word as the shell would pass it on: bash and zsh hand over what was typed, quotes and all."""
    if not any(mark in word for mark in "'\"\\"):
        return word
    import shlex  # noqa: PLC0415  # late: only for a folder in quotes

    try:
        return "".join(shlex.split(word))
    except ValueError:  # a quote that is open yet
        return word


def _from_copies(folders: "Sequence[str]", cache: str, *, start: str, topics: bool) -> list[str] | None:
    """Return what the compiled copies hold, as they are: TAB does not compare them with the files.

    None where a folder has no copy, or one that cannot be read.
    """
    import sqlite3  # noqa: PLC0415  # late: only for the words of a bank

    from qbank.copies import name_of_copy, sqlite_uri  # noqa: PLC0415  # late: likewise

    named: dict[str, None] = {}
    found: set[str] = set()
    for folder in folders:
        try:
            connection = sqlite3.connect(sqlite_uri(f"{cache}/{name_of_copy(folder)}", "ro"), uri=True)
            try:
                if topics:
                    named.update(dict.fromkeys(slug for (slug,) in connection.execute(_TOPICS) if slug))
                    found.update(slug for (slug,) in connection.execute(_USED) if slug)
                else:
                    found.update(id_ for (id_,) in connection.execute(_IDS, (start, f"{start}\x7f")))
            finally:
                connection.close()
        except (sqlite3.Error, ValueError, TypeError):
            return None
    return list(named | dict.fromkeys(sorted(found)))


def _with_settings(banks: "Sequence[str]", home: str | None, *, start: str, topics: bool) -> "Sequence[str]":
    """Return what `settings` and the questions themselves say, compiled now where they have to be."""
    from qbank.bank import open_bank  # noqa: PLC0415  # late: only where the copies are not enough
    from qbank.errors import QbankError  # noqa: PLC0415  # late: likewise, and the next
    from qbank.settings import Options, load  # noqa: PLC0415  # late: see above

    try:
        settings = load(Options(bank=tuple(banks), home=home))
        folders = [str(folder) for folder in settings.folders]
        found = _from_copies(folders, str(settings.cache), start=start, topics=topics)
        if found is not None:
            return found
        bank = open_bank(settings.folders, settings.cache)
        if topics:
            return [topic.slug for topic in bank.topics]
        return [one.id for one in bank.summaries() if one.id.startswith(start)]
    except (QbankError, OSError):
        return ()
