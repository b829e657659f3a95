"""Names by their sound: typed as pinyin, as its initials, or in other characters that are read alike."""

from collections.abc import Collection, Sequence

from qbank.core import pinyin

PAIR = 2  # characters of the shortest name


def said(syllables: Sequence[str], names: Sequence[str]) -> str:
    """Return the first name that is read so, "" where there is none."""
    spoken = [(syllable,) for syllable in syllables]
    return next((name for name in names if sounds_like(name, spoken)), "")


def begun(letters: str, names: Sequence[str]) -> str:
    """Return the only name with these initials, "" where there is none, or several."""
    size = len(letters)
    found = [name for name in names if len(name) == size and pinyin.initials(name, (size,)) == [letters]]
    return found[0] if len(found) == 1 else ""


def named(run: str, odd: Sequence[bool], names: Sequence[str]) -> tuple[str, list[tuple[str, str]]]:
    """Return a run with names in the place of what only sounds like them, and what was read as what.

    A name of two characters must be all of the run: within a sentence too much sounds like one.

    Args:
        run: Chinese, at least two characters.
        odd: Of each pair of neighbouring characters whether nothing is called so.
        names: The longest first.
    """
    left, slips = list(odd), []
    readings = [pinyin.readings(character) for character in run]
    for name in names:
        size = len(name)
        for at in range(len(run) - size + 1) if size > PAIR or size == len(run) else ():
            heard, here = run[at : at + size], slice(at, at + size - 1)
            if any(left[here]) and heard != name and sounds_like(name, readings[at : at + size]):
                slips.append((heard, name))
                run = run[:at] + name + run[at + size :]
                left[here] = [False] * (size - 1)
    return run, slips


def sounds_like(name: str, said_: Sequence[Collection[str]]) -> bool:
    """Say whether each character of a name may be read as one of the syllables said in its place."""
    return len(name) == len(said_) and all(
        any(one in syllables for one in pinyin.readings(character))
        for character, syllables in zip(name, said_, strict=True)
    )
