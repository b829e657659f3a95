"""Every fault of a file's form, by file and line."""

# ruff: noqa: E501 - a case a line reads best

import copy
import re
from pathlib import Path
from typing import Any

import pytest

from qbank.bank.load import Source, check, load
from qbank.core.fingerprint import fingerprint
from tests.bank.conftest import TOPICS, checked, draft, dump

DRAFT = """\
schema: 1
id: training/warm-up
kind: concept
topic: training
question:
  zh: 为什么要预热？
answer:
  zh: 避免早期不稳定。
"""


def found(text: str, name: str = "training/warm-up.yaml") -> list[str]:
    return [str(finding) for finding in check(Path("q"), name, text.encode()).findings]


def told(text: str, name: str = "training/warm-up.yaml") -> list[str]:
    return [line.removeprefix(f"q/{name}:") for line in found(text, name)]


def test_a_draft_of_one_language() -> None:
    """It takes the least that an entry may be, as it was loaded."""
    source = check(Path("q"), "training/warm-up.yaml", DRAFT.encode())

    assert source.findings == ()
    assert source.plain == draft()
    assert source.line("answer", "zh") == 8


def test_a_checked_entry() -> None:
    """It takes an entry with every field there is."""
    entry = checked()

    source = check(Path("q"), "training/adamw.yaml", dump(entry).encode())

    assert source.findings == ()
    assert source.plain == entry


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("schema: 1", "schema: 2", ["1: schema 2 is newer than this qbank reads; update qbank"]),
        ("schema: 1", "schema: '1'", ["1: schema must be a whole number"]),
        ("schema: 1", "schema: true", ["1: schema must be a whole number"]),
        ("schema: 1", "schema: 1.0", ["1: schema must be a whole number"]),
        ("schema: 1\n", "", ["1: schema is missing"]),
        ("  zh: 避免早期不稳定。", "  en:", ["8: answer.en is empty"]),
        ("  zh: 避免早期不稳定。", "  zh: ''", ["8: answer.zh is empty"]),
        ("  zh: 避免早期不稳定。", "  {}", ["7: answer needs zh or en"]),
        ("answer:\n  zh: 避免早期不稳定。\n", "", ["1: answer is missing"]),
        ("answer:\n  zh: 避免早期不稳定。\n", "answer: text\n", ["7: answer must hold keys with values"]),
        ("kind: concept", "kind: joke", ["3: kind must be one of: concept, calculation, design"]),
        ("kind: concept", "kind: [concept]", ["3: kind must be one of: concept, calculation, design"]),
        ("id: training/warm-up", "id: training/other", ["2: id is training/other, but the path of the file says training/warm-up"]),
        ("id: training/warm-up", "id: Warm Up", ["2: id must be an id such as overfitting/early-stopping", "2: id is Warm Up, but the path of the file says training/warm-up"]),
        ("topic: training", "topic: data", ["4: topic is data, but the file is in the folder training"]),
        ("topic: training", "topik: training", ["1: topic is missing", "4: unknown key topik; did you mean topic?"]),
        ("topic: training", "topic: training\nzzz: 1", ["5: unknown key zzz"]),
        ("topic: training", "topic: training\ndifficulty: 6", ["5: difficulty must be at most 5"]),
        ("topic: training", "topic: training\ndifficulty: '2'", ["5: difficulty must be a whole number"]),
        ("topic: training", "topic: training\ndifficulty: 012", ["5: 012 is not read alike everywhere; put it in quotes, or write the plain number"]),
        ("topic: training", "topic: training\ntags: one", ["5: tags must be a list"]),
        ("topic: training", "topic: training\ntags:", ["5: tags is empty"]),
        ("topic: training", "topic: training\ntags:\n  - a\n  - 8\n  - [b]\n  - true", ["7: tags[1] must be text: put it in quotes", "8: tags[2] must be a single text", "9: tags[3] must be text: put it in quotes"]),
        ("topic: training", "topic: training\nvalid_as_of: '2026-02-30'", ["5: valid_as_of: there is no day 2026-02-30"]),
        ("topic: training", "topic: training\nvalid_as_of: 2026-02-03", ["5: a date must be in quotes: '2026-02-03'"]),
        ("topic: training", "topic: training\nvalid_as_of: spring", ["5: valid_as_of must be a date in quotes, such as '2026-01-31'"]),
        ("topic: training", "topic: training\nwaive: {L1: }", ["5: waive.L1 is empty"]),
        ("topic: training", "topic: training\nwaive: [L1]", ["5: waive must hold keys with values"]),
        ("topic: training", "topic: training\nrelated:\n  - nothing", ["6: related[0] must be an id such as overfitting/early-stopping"]),
        ("topic: training", "topic: training\nreview:\n  state: done", ["6: review.state must be one of: checked, draft"]),
        ("topic: training", "topic: training\nreview:\n  state: draft\n  hash: xyz", ["7: review.hash must be the 16 hexadecimal digits that `qbank approve` writes"]),
        ("topic: training", "topic: training\nshort: &x {zh: y}", ["5: anchors and aliases are refused; text that begins with & or * must be in quotes"]),
    ],
)  # fmt: skip
def test_faults_of_a_draft(old: str, new: str, expected: list[str]) -> None:
    """It names the field, the line and what is wanted."""
    assert old in DRAFT
    assert told(DRAFT.replace(old, new)) == expected


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        (("key_points", 1, "weight"), 4, "key_points[1].weight must be at most 3"),
        (("key_points", 0, "must"), "yes", "key_points[0].must must be true or false"),
        (("key_points", 0, "must"), 1, "key_points[0].must must be true or false"),
        (("key_points", 0, "match", 0), [], "key_points[0].match[0] is empty"),
        (("key_points", 0, "match", 0), "word", "key_points[0].match[0] must be a list"),
        (("key_points", 0, "match", 0, 1), 3.5, "key_points[0].match[0][1] must be text: put it in quotes"),
        (("key_points", 0, "not", 0, 0), None, "key_points[0].not[0][0] is empty"),
        (("key_points", 0, "matches"), [], "unknown key key_points[0].matches; did you mean match?"),
        (("key_points", 1, "id"), "decay", "key_points[1].id: key_points[0] is called decay too"),
        (("key_points", 1, "id"), "A B", "key_points[1].id must be lower-case letters, digits and hyphens, such as early-stopping"),
        (("numeric", 0, "expect"), "6e8", "numeric[0].expect must be a number: write 6.0e+08"),
        (("numeric", 0, "expect"), "1.25e-3", "numeric[0].expect must be a number: write 1.25e-03"),
        (("numeric", 0, "expect"), "many", "numeric[0].expect must be a number"),
        (("numeric", 0, "expect"), True, "numeric[0].expect must be a number"),
        (("numeric", 0, "rtol"), -1, "numeric[0].rtol must be at least 0.0"),
        (("numeric", 0, "shown"), [2], "numeric[0].shown[0] must be text: put it in quotes"),
        (("numeric", 0, "shown"), "0.01", "numeric[0].shown must be a list"),
        (("numeric", 1, "shown", "zh"), "2", "numeric[1].shown.zh must be a list"),
        (("numeric", 1, "shown", "eng"), ["2"], "unknown key numeric[1].shown.eng; did you mean en?"),
        (("refs", 0, "doi"), "10.1000/1", "refs[0] needs exactly one of arxiv, doi, url"),
        (("refs", 2, "doi"), "doi:10.1", "refs[2].doi must be a DOI such as 10.1000/182"),
        (("refs", 1, "url"), "javascript:alert(1)", "refs[1].url must be an address that begins with https:// or http://"),
        (("refs", 0, "arxiv"), 1711.05101, "refs[0].arxiv must be text: put it in quotes"),
        (("refs", 0, "year"), "2017", "refs[0].year must be a whole number"),
        (("refs", 0, "year"), 2017.5, "refs[0].year must be a whole number"),
        (("refs", 0, "year"), 20170, "refs[0].year must be at most 2200"),
        (("refs", 1, "id"), "adamw", "refs[1].id: refs[0] is called adamw too"),
        (("follow_ups", 1, "a"), {"zh": "x", "en": "y"}, "follow_ups[1] needs either a or see"),
        (("mistakes", 0, "point"), 3, "mistakes[0].point must be text: put it in quotes"),
        (("aliases", "eng"), ["x"], "unknown key aliases.eng; did you mean en?"),
        (("waive", "L1"), 5, "waive.L1 must be text: put it in quotes"),
        (("review", "checked"), "2026-13-01", "review.checked: there is no day 2026-13-01"),
    ],
)  # fmt: skip
def test_faults_deep_inside(place: tuple[str | int, ...], value: Any, expected: str) -> None:
    """It gives the line of the very field, however deep it is."""
    entry = copy.deepcopy(checked())
    where: Any = entry
    for part in place[:-1]:
        where = where[part]
    where[place[-1]] = value
    text = dump(entry)

    (fault,) = told(text, "training/adamw.yaml")

    number, _, message = fault.partition(": ")
    assert message == expected
    assert _names(text.splitlines()[int(number) - 1], place, expected)


def _names(line: str, place: tuple[str | int, ...], message: str) -> bool:
    """Say whether a line is that of the field, or of the item that the message is about."""
    last = place[-1]
    if message.startswith(("refs[0] needs", "follow_ups[1] needs")):
        return line.startswith("- ")
    return f"{last}:" in line if isinstance(last, str) and "shown[0]" not in message else "- " in line


def test_the_line_of_a_wrong_weight() -> None:
    """It counts the lines of a nested fault in the person's file."""
    text = DRAFT + "key_points:\n  # a remark\n  - id: one\n    zh: 一\n\n    weight: 9\n"

    assert told(text) == ["14: key_points[0].weight must be at most 3"]


def test_every_fault_at_once() -> None:
    """It does not stop at the first fault, of whatever sort."""
    text = DRAFT.replace("kind: concept", "kind: x\nkind: y\ndifficulty: 0x1f") + "tags: 3\nzzz: *a\n"

    assert told(text) == [
        "3: kind must be one of: concept, calculation, design",
        "4: kind stands twice; the first is in line 3",
        "5: 0x1f is not read alike everywhere; put it in quotes, or write the plain number",
        "11: tags must be a list",
        "12: anchors and aliases are refused; text that begins with & or * must be in quotes",
    ]


@pytest.mark.parametrize(
    "field", ["tags", "difficulty", "short", "key_points", "mistakes", "follow_ups", "refs", "numeric"]
)
def test_what_a_checked_entry_lacks(field: str) -> None:
    """It refuses an entry that is marked checked and lacks what only a draft may lack."""
    entry = checked()
    del entry[field]

    assert told(dump(entry), "training/adamw.yaml") == [
        f"1: {field} is missing in an entry that is marked checked"
    ]


def test_the_language_a_checked_entry_lacks() -> None:
    """It names each text that a checked entry has in one language only, with its line."""
    entry = checked()
    del entry["answer"]["en"], entry["mistakes"][0]["why"]["zh"], entry["key_points"][1]["match"]
    text = dump(entry)

    faults = told(text, "training/adamw.yaml")

    assert [re.sub(r"^\d+: | is missing.*", "", fault) for fault in faults] == [
        "answer.en",
        "key_points[1].match",
        "mistakes[0].why.zh",
    ]
    assert text.splitlines()[int(faults[0].partition(":")[0]) - 1] == "answer:"


def test_a_draft_may_lack_all_that() -> None:
    """It lets the same entry pass without its review, or with one that says draft."""
    entry = checked()
    for field in ("tags", "short", "refs"):
        del entry[field]
    del entry["answer"]["en"]

    assert told(dump({**entry, "review": {"state": "draft"}}), "training/adamw.yaml") == []
    del entry["review"]
    assert told(dump(entry), "training/adamw.yaml") == []


def test_review_without_date_and_hash() -> None:
    """It wants to know when an entry was checked, and what it said then."""
    entry = checked() | {"review": {"state": "checked"}}

    assert [fault.partition(" ")[2] for fault in told(dump(entry), "training/adamw.yaml")] == [
        "review.checked is missing in an entry that is marked checked",
        "review.hash is missing in an entry that is marked checked",
    ]


def test_topics() -> None:
    """It checks topics.yaml: slugs once, names in one language at least, weights as numbers."""
    text = dump(TOPICS)
    assert told(text, "topics.yaml") == []
    bad = (
        text.replace("slug: overfitting", "slug: training")
        .replace("training: 2", "training: -2")
        .replace("    zh: 过拟合\n    en: Overfitting", "    {}")
    )
    assert [fault.partition(" ")[2] for fault in told(bad, "topics.yaml")] == [
        "topics[1].slug: topics[0] is called training too",
        "topics[1].name needs zh or en",
        "tracks[0].weights.training must be at least 0.0",
    ]


def test_glossary_and_looked_up_sources() -> None:
    """It checks glossary.yaml and refs.lock.yaml too."""
    glossary = "schema: 1\nterms:\n  - zh: 过拟合\n    en: overfitting\n    avoid: [过度拟合]\n"
    lock = (
        "schema: 1\narxiv:\n  '1711.05101':\n    title: Decoupled\n    author: Loshchilov\n    year: 2017\n"
    )

    assert told(glossary, "glossary.yaml") == []
    assert told(glossary.replace("    en: overfitting\n", ""), "glossary.yaml") == [
        "3: terms[0].en is missing"
    ]
    assert told(lock, "refs.lock.yaml") == []
    assert told(lock.replace("author", "authors"), "refs.lock.yaml") == [
        "3: arxiv.1711.05101.author is missing",
        "5: unknown key arxiv.1711.05101.authors; did you mean author?",
    ]
    assert told(lock.replace("'", ""), "refs.lock.yaml") == ["3: a key must be text; put it in quotes"]


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    """It says so of a file that is no more, or that was never read to its end."""
    source = load(tmp_path, "training/gone.yaml")

    (finding,) = source.findings
    gone = "the file is gone; it vanished while it was being read, or a link points to nothing"
    assert str(finding) == f"{tmp_path}/training/gone.yaml:1: {gone}"
    assert source.plain is None
    assert source.line("anything") == 1


def test_fingerprint_is_that_of_the_loaded_text() -> None:
    """It hands over what `review.hash` is computed from."""
    source: Source = check(Path("q"), "training/adamw.yaml", dump(checked()).encode())

    assert source.plain is not None
    assert fingerprint(source.plain) == source.plain["review"]["hash"]


def test_a_file_is_read_from_its_folder(folder: Path) -> None:
    """It reads one file of a bank by its name."""
    source = load(folder, "training/adamw.yaml")

    assert source.findings == ()
    assert source.plain == checked()
    assert source.file == folder / "training" / "adamw.yaml"
