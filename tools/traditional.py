"""Make src/qbank/core/traditional.py from OpenCC's table TSCharacters.txt.

Usage: python tools/traditional.py TSCharacters.txt > src/qbank/core/traditional.py
"""

import sys
from pathlib import Path

HEADER = '''"""Traditional to Simplified, character by character, for comparing (never for showing).

Made by tools/traditional.py from TSCharacters.txt of OpenCC (Apache License 2.0, github.com/BYVoid/OpenCC):
the first Simplified form of each of {count} characters. A library would carry the same table with rules for
phrases that comparing does not need, at many times the import cost.
"""

'''


def pairs(table: str) -> list[tuple[str, str]]:
    """Return (traditional, simplified) for each line whose first form differs; only single characters."""
    found = []
    for line in table.splitlines():
        old, _, new = line.partition("\t")
        first = new.split(" ")[0]
        if len(old) == len(first) == 1 and old != first and ord(old) < 0x10000 and ord(first) < 0x10000:
            found.append((old, first))
    forms = dict(found)
    return [(old, forms.get(new, new)) for old, new in found]  # no chains: the normal form is stable


def wrapped(name: str, text: str, width: int = 50) -> str:
    lines = [f'    "{text[at : at + width]}"' for at in range(0, len(text), width)]
    return f"{name} = (\n" + "\n".join(lines) + "\n)\n"


def main() -> None:
    found = pairs(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sys.stdout.write(HEADER.format(count=len(found)))
    sys.stdout.write(wrapped("_TRADITIONAL", "".join(old for old, _ in found)))
    sys.stdout.write(wrapped("_SIMPLIFIED", "".join(new for _, new in found)))
    sys.stdout.write("\nTO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)\n")


main()
