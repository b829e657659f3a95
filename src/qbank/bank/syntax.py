"""What can be wrong with the text of a file before its values count: encoding, characters, YAML's grammar."""

import re
from typing import Any

from qbank.errors import Message

NOT_UTF8 = Message("this is not UTF-8 text")
BYTE_ORDER_MARK = Message("the file begins with a byte order mark; save it as UTF-8 without one")
TAB = Message("a tab stands in the indentation; use spaces")
NOTHING = Message("the file is empty")
NO_MAPPING = Message("the file must hold keys with values, such as schema: 1")

_UNWANTED = re.compile(
    "\r(?!\n)|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # the second: changes of direction
    "|[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_BAD_LIST = Message("a list in square brackets that opens here is not closed, or lacks a comma")
_BAD_MAPPING = Message("a mapping in curly braces that opens here is not closed, or lacks a comma")
_OPENING = Message("a quotation mark that opens here is never closed")
_ESCAPE = Message("a backslash in double quotes begins an escape: put formulas in single quotes")
_BY_PROBLEM = {
    "mapping values are not allowed in this context": Message(
        "a colon too many, or an indentation that does not fit: text that holds a colon stands in quotes"
    ),
    "found a tab character that violates indentation": TAB,
    "could not find expected ':'": Message("a key lacks its colon, or the indentation does not fit"),
    "did not find expected key": Message(
        "no key stands where one is expected: wrong indentation, or text behind a closing quotation mark"
    ),
    "did not find expected '-' indicator": Message("no item of the list stands here: wrong indentation?"),
    "did not find expected alphabetic or numeric character": Message(
        "text that begins with * or & must be in quotes"
    ),
    "did not find expected node content": Message("a value is missing, or a bracket or brace is not closed"),
    "found unknown escape character": _ESCAPE,
}
# these are told at the line where the thing opens, not where the reader gave up
_BY_OPENING = {
    "found unexpected end of stream": _OPENING,
    "found unexpected document indicator": _OPENING,
    "did not find expected ',' or ']'": _BAD_LIST,
    "did not find expected ',' or '}'": _BAD_MAPPING,
}


def decode(data: bytes) -> tuple[str | None, list[tuple[int, Message]]]:
    """Return the text of a file, None where there is none, and what is wrong with it by line.

    A character that has no place in a text is told once a line and is replaced. The line breaks that YAML
    knows and editors do not (U+0085, U+2028, U+2029, a lone carriage return) are among them, so that lines
    are counted as the person's editor counts them.
    """
    found: list[tuple[int, Message]] = []
    if data.startswith(b"\xef\xbb\xbf"):
        found.append((1, BYTE_ORDER_MARK))
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        found.append((data.count(b"\n", 0, error.start) + 1, NOT_UTF8))
        return None, found
    told: dict[int, str] = {}
    for match in _UNWANTED.finditer(text):
        told.setdefault(text.count("\n", 0, match.start()) + 1, f"U+{ord(match.group()):04X}")
    found += [
        (line, Message("the character {character} has no place in a text", {"character": name}))
        for line, name in told.items()
    ]
    return _UNWANTED.sub("\ufffd", text), found


def escaped(text: str) -> Message | None:
    """Return what is wrong with quoted text in which an escape stands for a character that has no place."""
    return _ESCAPE if _UNWANTED.search(text) else None


def explain(problem: str, mark: Any, context: Any, text: str) -> tuple[int, Message]:
    """Return the line, and in a sentence, what the YAML parser complains of.

    Args:
        problem: Its words.
        mark: Where it gave up (`line` and `column` from 0), or None.
        context: Where the thing begins that it was reading, or None.
        text: The file.
    """
    last = text.count("\n") + (not text.endswith("\n"))
    line = min(mark.line + 1, last) if mark else 1  # the end of a file is not a line that anyone sees
    if problem in _BY_OPENING:
        return (context.line + 1 if context else line), _BY_OPENING[problem]
    if problem == "found character that cannot start any token" and mark:
        character = text.split("\n")[mark.line][mark.column : mark.column + 1]
        if character == "\t":
            return line, TAB
        return line, Message("text that begins with {character} must be in quotes", {"character": character})
    return line, _BY_PROBLEM.get(problem) or Message(
        "this is not valid YAML: {problem}", {"problem": problem}
    )
