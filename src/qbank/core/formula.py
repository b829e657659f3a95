r"""Formulas as one line of text for a terminal, without a change of meaning.

A parser of the TeX that the bank uses (`formula_macros.MACROS`) and a writer that keeps every brace it needs
as a parenthesis: `\frac{1}{1+e^{-z}}` becomes `1/(1 + e⁻ᶻ)`. What it does not know it refuses.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qbank.core.formula_macros import (
    ACCENTS,
    BIG,
    BINARY,
    FENCES,
    FRACTIONS,
    FUNCTIONS,
    LETTERS,
    LITERAL,
    NOTHING,
    RELATIONS,
    SPACES,
    STYLED,
    SUBSCRIPT,
    SUPERSCRIPT,
    SYMBOLS,
    UPRIGHT,
)

_TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|[{}^_&~']|[0-9]+(?:\.[0-9]+)?|\s+|.", re.DOTALL)
_MARKS = re.compile(r"[\u0300-\u036f\u20d7]")
_DRESSING = re.compile(
    rf"{_MARKS.pattern}|[{''.join(SUPERSCRIPT.values())}{''.join(SUBSCRIPT.values())}]|[_^]\w"
)
_ONE_LETTER = re.compile(rf"\w(?:{_MARKS.pattern})?[{''.join(SUBSCRIPT.values())}]*|[0-9.]+")
_WORD = re.compile(r"[A-Za-z0-9]+")
_ASCII_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

Kind = Literal["operand", "binary", "relation", "comma", "open", "close", "space", "function", "slash"]


class FormulaError(ValueError):
    """A formula that cannot be written; the message is the place that stands in the way."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a formula as text.

    Attributes:
        kind: What it is to its neighbours.
        is_whole: Whether it is one thing that needs no parentheses, below an exponent or a stroke.
        is_fraction: Whether it is a division.
    """

    text: str
    kind: Kind = "operand"
    is_whole: bool = True
    is_fraction: bool = False


def formula_text(tex: str) -> str:
    """Return a formula as one line of text.

    Args:
        tex: Without dollar signs.

    Raises:
        FormulaError: It uses what is not on the list, or braces do not balance.
    """
    parser = _Parser(_TOKEN.findall(tex))
    pieces = parser.row("")
    return _joined(pieces)


class _Parser:
    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def row(self, end: str) -> list[Piece]:
        """Return the pieces up to the token `end`, which is taken too; "" is the end of the formula."""
        pieces: list[Piece] = []
        while (token := self._peek()) != end:
            if not token or token in ("}", r"\right"):
                raise FormulaError(token or "the end")
            piece = self._scripted(self._piece())
            if piece is not None:
                pieces.append(piece)
        self._at += 1
        return pieces

    def _peek(self) -> str:
        while self._at < len(self._tokens) and self._tokens[self._at].isspace():
            self._at += 1
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        if not token:
            raise FormulaError("the end")
        self._at += 1
        return token

    def _scripted(self, base: Piece | None) -> Piece | None:
        below = above = ""
        while (sign := self._peek()) in ("^", "_", "'") and sign:
            self._at += 1
            if sign == "'":
                above += "′"
            elif sign == "^":
                above += _tight(self._argument())
            else:
                below += _tight(self._argument())
        if not below and not above:
            return base
        base = base or Piece("")
        text = _operand(base) + _script(below, SUBSCRIPT, "_") + _script(above, SUPERSCRIPT, "^")
        return Piece(text, base.kind)

    def _argument(self) -> list[Piece]:
        if self._peek() == "{":
            self._at += 1
            return self.row("}")
        piece = self._piece()
        return [piece] if piece else []

    def _piece(self) -> Piece | None:
        token = self._next()
        if token == "{":
            return _group(self.row("}"))
        if token[0] == "\\":
            return self._macro(token[1:])
        return _character(token)

    def _macro(self, name: str) -> Piece | None:  # noqa: PLR0911 - one line a kind of macro
        if name in NOTHING:
            return None
        if name in SPACES:
            return Piece(SPACES[name], "space")
        if name in FRACTIONS:
            return _fraction(self._argument(), self._argument())
        if name == "sqrt":
            return self._root()
        if name == "left":
            return self._fenced()
        if name in ACCENTS:
            return _accented(name, _joined(self._argument()))
        if name in UPRIGHT:
            return _upright(name, self._raw())
        if name in STYLED:
            return _group(self._argument())
        if name in LETTERS:
            return Piece(_letters(name, self._raw()))
        return _symbol(name)

    def _root(self) -> Piece:
        degree = ""
        if self._peek() == "[":
            self._at += 1
            degree = _script(_tight(self.row("]")), SUPERSCRIPT, "^")
        return Piece(f"{degree}√{_operand(_group(self._argument()), under_root=True)}")

    def _fenced(self) -> Piece:
        opening = _fence(self._next())
        inside: list[Piece] = []
        while (token := self._peek()) != r"\right":
            if not token or token == "}":
                raise FormulaError(r"\left")
            piece = self._scripted(self._piece())
            if piece is not None:
                inside.append(piece)
        self._at += 1
        return Piece(opening + _joined(inside) + _fence(self._next()))

    def _raw(self) -> str:
        """Return the text between two braces as it stands."""
        if self._next() != "{":
            raise FormulaError("{")
        start, depth = self._at, 1
        while depth:
            if self._at >= len(self._tokens):
                raise FormulaError("the end")
            depth += (self._tokens[self._at] == "{") - (self._tokens[self._at] == "}")
            self._at += 1
        raw = "".join(self._tokens[start : self._at - 1])
        if re.search(r"\\(?![_%&#$ ,])", raw):
            raise FormulaError(raw)
        return raw.replace("\\,", " ").replace("\\", "").replace("{", "").replace("}", "")


def _character(token: str) -> Piece:
    kinds: dict[str, Kind] = {
        "+": "binary", "*": "binary", "=": "relation", "<": "relation", ">": "relation", ":": "relation",
        ",": "comma", ";": "comma", "(": "open", "[": "open", ")": "close", "]": "close",
        "~": "space", "/": "slash",
    }  # fmt: skip
    if token == "-":
        return Piece("−", "binary")
    if token in ("&", "\\"):
        raise FormulaError(token)
    return Piece({"*": "∗", "~": " "}.get(token, token), kinds.get(token, "operand"))


def _symbol(name: str) -> Piece:
    if name in FUNCTIONS:
        return Piece(name, "function")
    if name in BIG:
        return Piece(BIG[name], "function")
    if name in BINARY:
        return Piece(BINARY[name], "binary")
    if name in RELATIONS:
        return Piece(RELATIONS[name], "relation")
    if name in FENCES:
        return Piece(FENCES[name], "close" if name in ("rangle", "rfloor", "rceil", "}") else "open")
    if name in SYMBOLS or name in LITERAL:
        return Piece(SYMBOLS.get(name) or LITERAL[name])
    raise FormulaError(f"\\{name}")


def _fence(token: str) -> str:
    if token in "()[]|/":
        return token
    if token == ".":
        return ""
    if token[0] == "\\" and token[1:] in FENCES:
        return FENCES[token[1:]]
    raise FormulaError(token)


def _upright(name: str, raw: str) -> Piece:
    if raw.strip() in FUNCTIONS or name == "operatorname":
        return Piece(raw.strip(), "function")
    return Piece(raw if name == "text" else raw.replace(" ", ""))


def _letters(name: str, raw: str) -> str:
    if not raw or any(letter not in LETTERS[name] for letter in raw):
        raise FormulaError(f"\\{name}{{{raw}}}")
    return "".join(LETTERS[name][letter] for letter in raw)


def _accented(name: str, inside: str) -> Piece:
    if len(inside) != 1:
        raise FormulaError(f"\\{name}{{{inside}}}")
    return Piece(inside + ACCENTS[name])


def _group(pieces: Sequence[Piece]) -> Piece:
    """Return what stands between two braces as one piece, which keeps the nature of a single one."""
    if len(pieces) == 1:
        return pieces[0]
    return Piece(_joined(pieces), is_whole=False)


def _operand(piece: Piece, *, under_root: bool = False) -> str:
    """Return a piece as the base of a script, or what a root is of: in parentheses unless it is one thing."""
    needs = not piece.is_whole or piece.is_fraction
    if under_root and not _ONE_LETTER.fullmatch(piece.text):
        needs = not _is_enclosed(piece.text)
    return f"({piece.text})" if needs else piece.text


def _is_enclosed(text: str) -> bool:
    """Say whether one pair of parentheses holds all of a text."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0 and at < len(text) - 1:
            return False
    return text[:1] == "(" and text[-1:] == ")"


def _fraction(above: Sequence[Piece], below: Sequence[Piece]) -> Piece:
    return Piece(f"{_divided(above)}/{_divided(below)}", is_whole=False, is_fraction=True)


def _divided(pieces: Sequence[Piece]) -> str:
    """Return one side of a fraction: in parentheses unless it is one thing."""
    text = _joined(pieces)
    is_one = len(pieces) == 1 and pieces[0].is_whole and pieces[0].kind == "operand"
    if (is_one and " " not in text) or _is_enclosed(text.removeprefix("√")):
        return text
    return f"({text})"


def _script(text: str, table: dict[str, str], mark: str) -> str:
    if not text:
        return ""
    if all(character in table for character in text) and not (len(text) > 2 and text.isalpha()):
        return "".join(table[character] for character in text)
    if len(_MARKS.sub("", text)) == 1 or (mark == "_" and _WORD.fullmatch(text)) or _is_enclosed(text):
        return mark + text
    return f"{mark}({text})"


def _tight(pieces: Sequence[Piece]) -> str:
    """Return the pieces of a script: without spaces where that changes nothing."""
    text = _joined(pieces)
    return text.replace(" ", "") if all(len(piece.text) == 1 for piece in pieces) else text


def _joined(pieces: Sequence[Piece]) -> str:
    """Return pieces in a row, with the spaces and parentheses that keep them apart."""
    text = ""
    before: Piece | None = None
    for index, piece in enumerate(pieces):
        after = next((one for one in pieces[index + 1 :] if one.kind != "space"), None)
        written = piece.text
        if piece.is_fraction and (_binds(before) or _binds(after)):
            written = f"({written})"
        text = _appended(text, before, piece, written)
        if piece.kind != "space":
            before = piece
    return re.sub(r"(?<=\S) {4,}", "   ", text).strip()


def _binds(piece: Piece | None) -> bool:
    """Say whether a neighbour of a fraction would be read as part of it."""
    return piece is not None and piece.kind in ("operand", "function", "slash", "open")


def _appended(text: str, before: Piece | None, piece: Piece, written: str) -> str:
    kind = piece.kind
    is_start = before is None or before.kind in ("binary", "relation", "comma", "open", "slash")
    if kind == "binary" and is_start:
        return text + written  # a sign
    if kind in ("binary", "relation"):
        return f"{text.rstrip()} {written} "
    if kind == "comma":
        return f"{text.rstrip()}{written} "
    if kind == "space":
        return text + written
    return f"{text} {written}" if _needs_space(text, before, piece) else text + written


def _needs_space(text: str, before: Piece | None, piece: Piece) -> bool:  # noqa: PLR0911 - a list of cases
    """Say whether two neighbours would be read as one thing."""
    if before is None or not text or text[-1] == " " or piece.kind in ("close", "slash"):
        return False
    if before.kind in ("open", "slash"):
        return False
    first = piece.text[:1]
    if before.kind == "function":
        return first not in "([" or before.text[-1] not in _ASCII_LETTERS
    if first in "([":
        return False
    if piece.kind == "function":
        return text[-1] not in "−±(["
    if not (first.isalnum() and (text[-1].isalnum() or text[-1] in ")%′")):
        return False
    return first.isdigit() or _is_word(piece) or _is_word(before) or text[-1] == ")" or _is_dressed(before)


def _is_dressed(piece: Piece) -> bool:
    return bool(_DRESSING.search(piece.text))


def _is_word(piece: Piece) -> bool:
    """Say whether a piece is longer than one letter, or a number."""
    bare = _DRESSING.sub("", piece.text)
    return len(bare) > 1 and not bare[0].isdigit()
