"""YAML without its traps."""

import pytest
import yaml

from qbank.bank.reader import MAX_DEPTH, REFUSED, StrictLoader, parse

GOOD = """\
schema: 1
text: plain words
numbers: [1, -2, +3, 0, 0.5, 6.0e+8, 1e5]
truth: [true, false]
strings: [yes, No, on, off, True, '012', "1:30", 001#c7, 1.2.3, 3 GB, 7B, v1_0]
nothing: [~, null, ]
block: |
  a: 1
  **bold** & *more*
nested:
  - id: first
    on: 1
  - id: second
"""


def faults(text: str | bytes) -> list[tuple[int, str]]:
    data = text.encode() if isinstance(text, str) else text
    return [(fault.line, str(fault.message)) for fault in parse(data).faults]


def test_values() -> None:
    """It reads plain numbers, true and false, and takes everything else for text."""
    document = parse(GOOD.encode())

    assert not document.faults
    assert document.plain == {
        "schema": 1,
        "text": "plain words",
        "numbers": [1, -2, 3, 0, 0.5, 6.0e8, "1e5"],
        "truth": [True, False],
        "strings": ["yes", "No", "on", "off", "True", "012", "1:30", "001#c7", "1.2.3", "3 GB", "7B", "v1_0"],
        "nothing": [None, None],
        "block": "a: 1\n**bold** & *more*\n",
        "nested": [{"id": "first", "on": 1}, {"id": "second"}],
    }


def test_lines() -> None:
    """It knows the line of every key and every item, and of the nearest thing around what is not there."""
    document = parse(GOOD.encode())

    assert document.line(("schema",)) == 1
    assert document.line(("numbers", 4)) == 3
    assert document.line(("nested", 0, "on")) == 12
    assert document.line(("nested", 1)) == 13
    assert document.line(("nested", 1, "absent", 4)) == 13
    assert document.line(("absent",)) == 1


def test_lines_with_carriage_returns() -> None:
    """It counts the lines of a file from Windows as an editor does."""
    document = parse(GOOD.replace("\n", "\r\n").encode())

    assert not document.faults
    assert document.line(("nested", 1, "id")) == 13


ANCHORS = "anchors and aliases are refused; text that begins with & or * must be in quotes"
COLON = "a colon too many, or an indentation that does not fit: text that holds a colon stands in quotes"
NO_KEY = "no key stands where one is expected: wrong indentation, or text behind a closing quotation mark"


def differently(text: str) -> str:
    return f"{text} is not read alike everywhere; put it in quotes, or write the plain number"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, "the file is empty")]),
        ("# only a remark\n", [(1, "the file is empty")]),
        ("---\n", [(1, "the file is empty")]),
        ("- a list\n", [(1, "the file must hold keys with values, such as schema: 1")]),
        ("just words\n", [(1, "the file must hold keys with values, such as schema: 1")]),
        ("a: 1\nb: 2\na: 3\n", [(3, "a stands twice; the first is in line 1")]),
        ("x:\n  b: 1\n  c: 2\n  b: {z: 1}\n", [(4, "b stands twice; the first is in line 2")]),
        ("a: {x: 1, x: 2}\n", [(1, "x stands twice; the first is in line 1")]),
        ("a: 1\nb:\n\t- c\n", [(3, "a tab stands in the indentation; use spaces")]),
        ("a:\n  b: 1\n\tc: 2\n", [(3, "a tab stands in the indentation; use spaces")]),
        ("\ufeffa: 1\n", [(1, "the file begins with a byte order mark; save it as UTF-8 without one")]),
        (b"a: 1\nb: \xff\xfe\n", [(2, "this is not UTF-8 text")]),
        ("a: 1".encode("utf-16"), [(1, "this is not UTF-8 text")]),
        (bytes(range(128, 256)) * 9, [(1, "this is not UTF-8 text")]),
        ("a: 1\nb: x\x00y\x07\n", [(2, "the character U+0000 has no place in a text")]),
        (
            "a: 1\nb: \x1b[2J\nc: \x7f\n",
            [(n, f"the character U+00{c} has no place in a text") for n, c in ((2, "1B"), (3, "7F"))],
        ),
        ("a: 1\u2028b\n", [(1, "the character U+2028 has no place in a text")]),
        ("a: x\rb\n", [(1, "the character U+000D has no place in a text")]),
        ("a: 012\nb: 0x1f\n", [(1, differently("012")), (2, differently("0x1f"))]),
        (
            "a: [1_000, 1:30, 0b11, 0o17, .inf]\n",
            [(1, differently(x)) for x in ("1_000", "1:30", "0b11", "0o17", ".inf")],
        ),
        ("a: 99999999999999999999\n", [(1, differently("99999999999999999999"))]),
        ("a: 2026-01-31\n", [(1, "a date must be in quotes: '2026-01-31'")]),
        ("a: 2026-01-31 10:00:00\n", [(1, "a date must be in quotes: '2026-01-31 10:00:00'")]),
        ("1: a\nb: 2\n", [(1, "a key must be text; put it in quotes")]),
        ("a: 1\n[b, c]: 2\n", [(2, "a key must be text; put it in quotes")]),
        ("a: &x 1\nb: *x\n", [(1, ANCHORS), (2, ANCHORS)]),
        ("&x a: 1\n", [(1, ANCHORS)]),
        ("a: &x [1]\nb: &y {c: 1}\n", [(1, ANCHORS), (2, ANCHORS)]),
        ("a:\n  - *undefined\n", [(2, ANCHORS)]),
        ("a: **bold** words\n", [(1, "text that begins with * or & must be in quotes")]),
        (
            "a: !!python/object:os.system x\n",
            [(1, "the tag tag:yaml.org,2002:python/object:os.system is refused")],
        ),
        (
            "a: !!python/object/apply:os.system [ls]\n",
            [(1, "the tag tag:yaml.org,2002:python/object/apply:os.system is refused")],
        ),
        ("a: !!str 1\n", [(1, "the tag tag:yaml.org,2002:str is refused")]),
        ("a: !own {b: 1}\n", [(1, "the tag !own is refused")]),
        ("a: 1\n---\nb: 2\n", [(2, "a second document begins here; a file holds one")]),
        ("a: @x\n", [(1, "text that begins with @ must be in quotes")]),
        ("a: 1\nb: c: d\n", [(2, COLON)]),
        ('a: 1\nb: "open\nc: 2\n', [(2, "a quotation mark that opens here is never closed")]),
        (
            "a: [1, 2\nb: 3\n",
            [(1, "a list in square brackets that opens here is not closed, or lacks a comma")],
        ),
        (
            "a: {b: 1\nc: 3\n",
            [(1, "a mapping in curly braces that opens here is not closed, or lacks a comma")],
        ),
        ("a: 'x' y\n", [(1, NO_KEY)]),
        ("a: |\n  x\n y: 1\n", [(3, NO_KEY)]),
        ("a:\n  - b\n  c: 1\n", [(3, "no item of the list stands here: wrong indentation?")]),
        ("a: 1\nb\n", [(2, "a key lacks its colon, or the indentation does not fit")]),
        (
            'a: "\\frac"\nb: "\\q"\n',
            [
                (n, "a backslash in double quotes begins an escape: put formulas in single quotes")
                for n in (1, 2)
            ],
        ),
        (
            'a: "\\e]0;x\\a"\nb: "\\x9b2J"\nc: "\\u202e"\nd: "\\tau\\nu"\n',
            [
                (n, "a backslash in double quotes begins an escape: put formulas in single quotes")
                for n in (1, 2, 3)
            ],
        ),
        ("a: x\u202ey\n", [(1, "the character U+202E has no place in a text")]),
        ('a: "\\ud800"\n', [(1, "this is not valid YAML: found invalid Unicode character escape code")]),
        ("%YAML 3.0\n---\na: 1\n", [(1, "this is not valid YAML: found incompatible YAML document")]),
    ],
)
def test_faults(text: str | bytes, expected: list[tuple[int, str]]) -> None:
    """It tells each trap of YAML with its line, and goes on where it can."""
    assert faults(text) == expected


def test_faults_before_a_broken_end() -> None:
    """It tells what stood before the place where the file breaks off, and that it does."""
    assert faults("a: 012\na: 1\nb: [\n") == [
        (1, differently("012")),
        (2, "a stands twice; the first is in line 1"),
        (3, "a value is missing, or a bracket or brace is not closed"),
    ]


def test_alias_bomb() -> None:
    """It refuses a billion laughs without expanding them."""
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(9)
    )

    assert {message for _, message in faults(bomb)} == {ANCHORS}
    assert {line for line, _ in faults(bomb)} == set(range(1, 11))


def test_depth() -> None:
    """It stops at lists that are deeper than any entry."""
    assert faults("a: " + "[" * 50_000) == [(1, f"more than {MAX_DEPTH} lists or mappings within each other")]


def test_a_refused_value_is_marked() -> None:
    """It puts a mark where a value was refused, so that no one takes it for missing."""
    assert parse(b"a: 012\nb: 1\n").plain == {"a": REFUSED, "b": 1}


def test_dropped_parts_have_no_lines() -> None:
    """It forgets what stands under a key that is dropped."""
    document = parse(b"a: {b: 1}\na: {c: [1, {d: 2, d: 3}]}\n")

    assert document.plain == {"a": {"b": 1}}
    assert ("a", "c") not in document.lines


def test_it_is_a_loader_for_yaml_load() -> None:
    """It takes the place of any other loader."""
    assert yaml.load("a: yes\n", StrictLoader) == {"a": "yes"}
