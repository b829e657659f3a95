"""Write an entry or a problem as canonical YAML: one order, one style, so that a diff shows what changed.

Mappings are blocks; a text of several lines is a literal block; a list of plain values is one flow line where
it fits into 100 columns, except the phrases under `aliases`, which stand one a line; text that holds
`,:?{}[]#`, or that YAML might take for something else, is in single quotes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from qbank.core.text import Language

WIDTH = 100  # columns of a list in one line
PLACEHOLDER = "TODO"  # what lint takes for something that waits to be written
ORDER: Mapping[str, Sequence[str]] = {
    "": (
        "schema", "id", "kind", "topic", "tags", "difficulty", "question", "title", "aliases", "short",
        "answer", "statement", "signature", "examples", "spec_notes", "hints", "explain", "limits", "needs",
        "variants", "key_points", "mistakes", "follow_ups", "numeric", "refs", "seeds", "covers", "related",
        "former_ids", "valid_as_of", "waive", "equivalent", "review",
    ),
    "key_points": ("id", "weight", "must", "zh", "en", "match", "aliases", "not"),
    "mistakes": ("zh", "en", "point", "why", "fixes"),
    "follow_ups": ("q", "a", "see"),
    "numeric": ("id", "expr", "expect", "rtol", "shown"),
    "refs": ("id", "title", "year", "arxiv", "doi", "url", "supports"),
    "examples": ("code", "result"),
    "limits": ("cpu", "memory"),
    "variants": ("name", "needs"),
    "equivalent": ("mutant", "zh", "en"),
    "review": ("state", "checked", "hash"),
}  # fmt: skip
_TEXT = ("zh", "en")  # the order of every other mapping
_PHRASES = "aliases"

_UNPRINTABLE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SPECIAL = re.compile(r"[,:?{}\[\]#]|^[-&*!|>'\"%@`=]|^\.\.\.|^\s|\s$|^$|^<<$|\t")
_NO_TEXT = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|[-+]?\.?[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|[-+]?0[xob][0-9a-f_]+"
    r"|[-+]?\.(?:inf|nan)|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?.*",
    re.IGNORECASE,
)


def canonical(plain: Mapping[str, Any]) -> str:
    """Return an entry as the text of its file; read again, it has the same values.

    Keys that the format does not know stand last, in the order given: nothing is left out.
    """
    return "\n".join(_mapping(plain, (), 0)) + "\n"


def draft(id_: str, topic: str, language: Language, question: str, answer: str) -> str:
    """Return the file of a draft: a question in one language, and its answer as far as there is one."""
    return canonical(
        {
            "schema": 1,
            "id": id_,
            "kind": "concept",
            "topic": topic,
            "question": {language: question},
            "answer": {language: answer.strip() or PLACEHOLDER},
        }
    )


def comment_line(text: str) -> int:
    """Return the line of the first comment of a YAML text, 0 for none."""
    lines = text.split("\n")
    covered = list(_scalars(text))
    for number, line in enumerate(lines):
        for match in re.finditer(r"(?:^|(?<=[ \t]))#", line):
            place = (number, match.start())
            if not any(start <= place < end for start, end in covered):
                return number + 1
    return 0


def _scalars(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield where the values and keys begin and end, as (line, column) from 0; of a block, its lines."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            start = (event.start_mark.line, event.start_mark.column)
            if event.style in ("|", ">"):
                start = (event.start_mark.line + 1, 0)  # behind the bar a comment may stand
            yield start, (event.end_mark.line, event.end_mark.column)


def _mapping(value: Mapping[str, Any], path: tuple[str, ...], depth: int) -> Iterator[str]:
    """Yield the lines of a block mapping, not indented; `depth` is how far they will be."""
    order = ORDER.get(path[-1] if path else "", _TEXT)
    for key in sorted(value, key=lambda key: order.index(key) if key in order else len(order)):
        yield from _under(f"{_scalar(key)}:", value[key], (*path, key), depth)


def _under(head: str, value: Any, path: tuple[str, ...], depth: int) -> Iterator[str]:
    """Yield the lines of a value behind its key, or behind the dash of its item."""
    if isinstance(value, str) and "\n" in value and not _UNPRINTABLE.search(value) and value.strip("\n\t "):
        yield from _literal(head, value)
    elif isinstance(value, Mapping | list) and value and not _fits(head, value, path, depth):
        if isinstance(value, Mapping):
            lines = _mapping(value, path, depth + 2)
        else:
            lines = (line for item in value for line in _under("-", item, path, depth + 2))
        yield f"- {next(lines)}" if head == "-" else head
        for line in lines:
            yield f"  {line}" if line else ""
    else:
        yield f"{head} {_flow(value)}"


def _literal(head: str, text: str) -> Iterator[str]:
    """Yield a literal block; its head says where text begins with white space, or how it ends."""
    sign = "2" if text[0] in " \n\t" else ""
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    yield f"{head} |{sign}{'-' if ends == 0 else '' if ends == 1 else '+'}"
    for line in (body + "\n" * max(0, ends - 1)).split("\n"):
        yield f"  {line}" if line else ""


def _fits(head: str, value: Any, path: tuple[str, ...], depth: int) -> bool:
    """Say whether a list is one line: plain values, at most 100 columns with what stands before it."""
    if not isinstance(value, list) or _PHRASES in path:
        return False
    if any(isinstance(item, Mapping | list) for item in value):
        return False
    return depth + len(f"{head} {_flow(value)}") <= WIDTH


def _flow(value: Any) -> str:
    """Return a value in one line."""
    if isinstance(value, list):
        return f"[{', '.join(_flow(item) for item in value)}]"
    if isinstance(value, Mapping):
        return "{}"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, float):
        text = repr(value)
        return text.replace("e", ".0e") if "e" in text and "." not in text else text
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if "\n" in text or _UNPRINTABLE.search(text):
        return f'"{"".join(_escaped(character) for character in text)}"'
    if _SPECIAL.search(text) or _NO_TEXT.fullmatch(text):
        return "'" + text.replace("'", "''") + "'"
    return text


def _escaped(character: str) -> str:
    """Return a character as it stands in double quotes."""
    if character in '"\\':
        return f"\\{character}"
    if character == "\n":
        return "\\n"
    if not _UNPRINTABLE.match(character):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
