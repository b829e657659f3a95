"""The signs of the screens, and their stand-ins where a terminal cannot show them."""

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs; every one is a single column but the ellipsis and the shades."""

    bar: str = "▎"
    rule: str = "─"
    full: str = "━"
    rest: str = "─"
    hit: str = "✓"
    miss: str = "✗"
    unsure: str = "?"
    wrong: str = "!"
    open: str = "○"
    dot: str = "·"
    bullet: str = "•"
    times: str = "×"
    prompt: str = "❯"  # noqa: RUF001  # a sign, not a comparison
    ellipsis: str = "…"
    left_quote: str = "“"
    right_quote: str = "”"
    shades: str = "·░▒▓█"  # none, and from little to most


UNICODE = Glyphs()
ASCII = Glyphs("|", "-", "=", "-", "+", "x", "?", "!", "o", "-", "*", "x", ">", "...", '"', '"', ".-+*#")
PLAIN = replace(ASCII, bar="", rule="", full="", rest="")  # nothing drawn: a screen reader would spell it


def glyphs_for(encoding: str | None, *, plain: bool) -> Glyphs:
    """Return the signs that a stream of this encoding can carry."""
    if plain:
        return PLAIN
    try:
        "".join(str(getattr(UNICODE, field.name)) for field in fields(UNICODE)).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE
