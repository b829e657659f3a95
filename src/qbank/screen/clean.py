"""Make text from outside harmless: nothing in it may command the terminal, or reorder what is read."""

import re

_SEQUENCES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor, modes
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"  # OSC, DCS, SOS, PM, APC
    r"|\x1b[ -/]*[0-~]?"  # any other escape
)
_SPACES = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]")
_REMOVED = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0, DEL, C1
    r"\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # invisible; changes of direction
    r"\ufe00-\ufe0f\U000e0000-\U000e0fff]"  # variation selectors and tags: widths that no terminal agrees on
)
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SUSPECT = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f"
    r"\ud800-\udfff\U000e0000-\U000e0fff]"
)


def clean(text: str) -> str:
    """Return one line of text without control characters; tabs and line ends become spaces.

    Whole escape sequences go, not their first byte alone; half a surrogate pair, which no encoding can write,
    becomes U+FFFD.
    """
    if not _SUSPECT.search(text):
        return text
    text = _SEQUENCES.sub("", text)
    text = _SPACES.sub(" ", text)
    return _SURROGATES.sub("\ufffd", _REMOVED.sub("", text))
