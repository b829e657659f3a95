"""Read one question file: YAML without its traps, and for every value the line at which it stands.

PyYAML alone silently takes a key that stands twice, reads `yes` as true, `012` as 10, `1:30` as 90 and an
unquoted date as a date, expands aliases without end and makes objects. Here each is a fault with its line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from qbank.bank.syntax import NO_MAPPING, NOTHING, decode, escaped, explain
from qbank.errors import Message

Place = tuple[str | int, ...]  # the way from the top of a file to a value: ("key_points", 0, "weight")

MAX_DEPTH = 16  # an entry needs five levels
REFUSED = object()  # stands in for a value that is a fault already

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt \t].*)?")
_READ_DIFFERENTLY = re.compile(
    r"""[-+]?0[0-9_]+(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?     # 012: octal in YAML 1.1, decimal in 1.2
    | [-+]?0(?:b[01_]+|o[0-7_]+|x[0-9a-fA-F_]+)
    | (?=.*_)[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+][0-9]+)?
    | [-+]?[0-9]{19,}                                        # longer than any number here
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?      # 1:30 is 90 in YAML 1.1
    | [-+]?\.(?:inf|Inf|INF) | \.(?:nan|NaN|NAN)""",
    re.VERBOSE,
)
_CONSTANTS = {"~": None, "null": None, "Null": None, "NULL": None, "true": True, "false": False}
_MAY_BE_NO_TEXT = frozenset("0123456789+-.~ntfN")
_NO_ANCHORS = Message("anchors and aliases are refused; text that begins with & or * must be in quotes")


class Fault(NamedTuple):
    """Something wrong at a place of a file; the line counts from 1."""

    place: Place
    line: int
    message: Message


@dataclass(frozen=True, slots=True)
class Document:
    """A file as loaded, with the line of every value, and what is wrong with its YAML.

    Attributes:
        plain: The values, None where the file is broken off; `REFUSED` stands in for a value that is a fault.
        lines: The line of every key and of every item of a list.
    """

    plain: dict[str, Any] | None
    lines: Mapping[Place, int]
    faults: tuple[Fault, ...]

    def line(self, place: Place) -> int:
        """Return the line of the value at `place`, or of the nearest thing around it that is there."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def parse(data: bytes) -> Document:
    """Read the bytes of a YAML file; what is wrong is found in `faults`, nothing is raised."""
    text, found = decode(data)
    faults = [Fault((), line, message) for line, message in found]
    if text is None:
        return Document(None, {}, tuple(faults))
    loader = StrictLoader(text)
    plain = None
    try:
        plain = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line, message = explain(error.problem or "", error.problem_mark, error.context_mark, text)
        loader.faults.append(Fault((), line, message))
    finally:
        loader.dispose()
    faults += loader.faults
    if not isinstance(plain, dict):
        if not faults:
            faults.append(Fault((), 1, NOTHING if plain is None else NO_MAPPING))
        plain = None
    return Document(plain, loader.lines, tuple(faults))


class _Container:
    """A list or mapping that is being filled; `place` is None in a part that is a fault and is dropped."""

    __slots__ = ("key", "place", "value")

    def __init__(self, value: Any, place: Place | None) -> None:
        self.value = value
        self.place = place
        self.key: Any = None  # the key whose value comes next


class StrictLoader(yaml.CSafeLoader):
    """The C loader of PyYAML without its traps: `faults` and `lines` fill while `get_single_data` runs.

    It builds from the parser's events, so PyYAML's resolver and constructor take no part: no tag, anchor or
    alias ever has an effect.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.faults: list[Fault] = []
        self.lines: dict[Place, int] = {}
        self._root: Any = None
        self._documents = 0
        self._open: list[_Container] = []

    def get_single_data(self) -> Any:
        """Return the values of the file.

        Raises:
            yaml.MarkedYAMLError: From some point on the text is no YAML.
        """
        while (event := self.get_event()) is not None and not isinstance(event, yaml.StreamEndEvent):
            if isinstance(event, yaml.NodeEvent):
                self._node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._open.pop()
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    self._fault((), event, Message("a second document begins here; a file holds one"))
                    break
            if len(self._open) > MAX_DEPTH:
                deep = Message("more than {limit} lists or mappings within each other", {"limit": MAX_DEPTH})
                self._fault((), event, deep)
                return None
        return self._root

    def _node(self, event: yaml.NodeEvent) -> None:
        """Take a value or a key: a scalar, an alias, or the start of a list or mapping."""
        value, message = _value(event)
        place = self._put(value, event)
        if isinstance(event, yaml.CollectionStartEvent):
            self._open.append(_Container(value, place))
        if message:
            self._fault(place or (), event, message)

    def _put(self, value: Any, event: yaml.NodeEvent) -> Place | None:
        """Set a value, or a key, into what is open; return its place, None where it is dropped."""
        if not self._open:
            self._root = value
            return ()
        parent = self._open[-1]
        if isinstance(parent.value, dict):
            return self._put_in_mapping(parent, value, event)
        parent.value.append(value)
        if parent.place is None:
            return None
        place = (*parent.place, len(parent.value) - 1)
        self.lines[place] = _line(event)
        return place

    def _put_in_mapping(self, parent: _Container, value: Any, event: yaml.NodeEvent) -> Place | None:
        if parent.key is None:
            parent.key = self._key(parent, value, event)
            return None
        key, parent.key = parent.key, None
        if key is REFUSED:
            return None
        parent.value[key] = value
        return None if parent.place is None else (*parent.place, key)

    def _key(self, parent: _Container, value: Any, event: yaml.NodeEvent) -> Any:
        """Return the key to use, `REFUSED` where it and its value are to be dropped."""
        if not isinstance(value, str):
            if value is not REFUSED:
                self._fault((), event, Message("a key must be text; put it in quotes"))
            return REFUSED
        if parent.place is None:
            return value
        place = (*parent.place, value)
        if place in self.lines:
            values = {"key": value, "first": self.lines[place]}
            self._fault((), event, Message("{key} stands twice; the first is in line {first}", values))
            return REFUSED
        self.lines[place] = _line(event)
        return value

    def _fault(self, place: Place, event: yaml.Event, message: Message) -> None:
        self.faults.append(Fault(place, _line(event), message))


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark else 1


def _value(event: yaml.NodeEvent) -> tuple[Any, Message | None]:
    """Return what a node stands for, and what is wrong with it."""
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        return _instead(event), _NO_ANCHORS
    tag = getattr(event, "tag", None)
    if tag is not None:
        return _instead(event), Message("the tag {tag} is refused", {"tag": tag})
    if not isinstance(event, yaml.ScalarEvent):
        return _instead(event), None
    if not event.implicit[0]:  # in quotes, or a block of text
        return event.value, escaped(event.value)
    text = event.value
    return _number(text) if text[:1] in _MAY_BE_NO_TEXT else (text or None, None)


def _instead(event: yaml.NodeEvent) -> Any:
    """Return an empty container for the start of one, else `REFUSED`."""
    if isinstance(event, yaml.MappingStartEvent):
        return {}
    return [] if isinstance(event, yaml.SequenceStartEvent) else REFUSED


def _number(text: str) -> tuple[Any, Message | None]:
    """Return what unquoted text stands for; text that YAML 1.1 and 1.2 read differently is a fault."""
    if text in _CONSTANTS:
        return _CONSTANTS[text], None
    if _INTEGER.fullmatch(text):
        return int(text), None
    if _FLOAT.fullmatch(text):
        return float(text), None
    if _DATE.fullmatch(text):
        return REFUSED, Message("a date must be in quotes: '{text}'", {"text": text})
    if _READ_DIFFERENTLY.fullmatch(text):
        return REFUSED, Message(
            "{text} is not read alike everywhere; put it in quotes, or write the plain number", {"text": text}
        )
    return text, None
