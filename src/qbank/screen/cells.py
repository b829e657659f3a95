"""How many columns of a terminal a text takes, and fitting and padding by columns."""

import unicodedata
from functools import lru_cache


def cells(text: str) -> int:
    """Return the columns that `text` takes: 2 for a wide character, 0 for a combining one, 1 for others."""
    return len(text) if text.isascii() else sum(map(_character_width, text))


def fitting(text: str, width: int) -> int:
    """Return how many characters from the beginning of `text` fit into `width` columns."""
    used = 0
    for index, character in enumerate(text):
        used += _character_width(character)
        if used > width:
            return index
    return len(text)


def pad_left(text: str, width: int) -> str:
    """Return `text` with spaces before it up to `width` columns."""
    return " " * (width - cells(text)) + text


@lru_cache(maxsize=4096)
def _character_width(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1
