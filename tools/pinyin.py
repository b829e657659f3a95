"""Make src/qbank/core/pinyin_table.py from the table of pypinyin (MIT License, as its data).

Usage: python tools/pinyin.py > src/qbank/core/pinyin_table.py   (in an environment that has pypinyin)
"""

import sys
import unicodedata

from pypinyin.constants import PINYIN_DICT  # type: ignore[import-not-found]

ROOM = 52  # characters of one line
STROKES = "\u4e36\u4e3f"
NO_WORDS = {"n", "m", "ng", "hm", "hng", "ei"}  # sounds, which no word is made of
HEADER = '''"""How Chinese characters are read: each toneless syllable and then its characters, for comparing.

Made by tools/pinyin.py from the table of pypinyin (MIT License, github.com/mozillazg/python-pinyin): the
{count} characters of GB 2312, by their usual reading and by the next one. A library would carry 40,000
characters with their tones, at many times the import cost.
"""

'''


def toneless(syllable: str) -> str:
    """Return a syllable without its tone, `v` for the ü that Latin keyboards lack."""
    plain = unicodedata.normalize("NFD", syllable.replace("ü", "v"))
    plain = plain.replace("u\u0308", "v")
    return "".join(letter for letter in plain if letter.isascii())


def readings(character: str) -> list[str]:
    found = PINYIN_DICT.get(ord(character), "").split(",")
    return list(dict.fromkeys(plain for one in found if len(plain := toneless(one)) > 0))


def characters() -> list[str]:
    """Return the Han characters of GB 2312, without two strokes that look like marks."""
    found = []
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.append(bytes((high, low)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return [character for character in found if character not in STROKES]


def table(rank: int) -> dict[str, str]:
    """Return the characters whose reading of this rank, 0 for the usual one, is each syllable."""
    found: dict[str, str] = {}
    for character in characters():
        known = readings(character)
        if len(known) > rank and known[rank] not in NO_WORDS:
            found[known[rank]] = found.get(known[rank], "") + character
    return found


def write(name: str, found: dict[str, str]) -> None:
    """Write each syllable with its characters behind it, all in one text."""
    text = "".join(f"{syllable}{found[syllable]}" for syllable in sorted(found))
    sys.stdout.write(f"{name} = (\n")
    sys.stdout.writelines(f'    "{text[at : at + ROOM]}"\n' for at in range(0, len(text), ROOM))
    sys.stdout.write(")\n")


def main() -> None:
    sys.stdout.write(HEADER.format(count=len(characters())))
    write("USUAL", table(0))
    write("OTHER", table(1))


main()
