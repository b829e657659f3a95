"""What lint says of coding problems: each rule, on a folder that breaks it."""

import re
from pathlib import Path
from typing import Any

import pytest

from qbank.bank.linting import lint
from qbank.bank.rules import PROBLEM_RULES, RULES
from qbank.bank.rules.problem import header
from qbank.core.fingerprint import problem_fingerprint
from tests.bank.conftest import CASES, FILES, draft, problem, put, put_problem, put_text, whole_problem

PATH = "coding/double"


def found(folder: Path) -> list[str]:
    """Return what lint says of the problems in a bank: code, file inside the problem, line, sentence."""
    report = lint([folder / "coding"], [folder])
    return [
        f"{one.code} {one.file.resolve().relative_to((folder / PATH).resolve())}:{one.line} {one.message}"
        for one in report.findings
    ]


def codes(folder: Path) -> set[str]:
    return {line.split()[0] for line in found(folder)}


def test_a_good_one(folder: Path) -> None:
    """It says of a whole problem only that it waits for its approval."""
    put_problem(folder, whole_problem())

    assert found(folder) == ["W102 problem.yaml:1 a draft that lacks only its approval"]


def test_a_checked_one(folder: Path) -> None:
    """It has nothing to say of a problem that was approved, until its code is edited."""
    code = {name: text.encode() for name, text in FILES.items() if "/" not in name}
    plain = whole_problem()
    review = {"state": "checked", "checked": "2026-01-31", "hash": problem_fingerprint(plain, code)}
    inside = put_problem(folder, {**plain, "review": review})

    assert found(folder) == []
    put_text(inside, "solution.py", "def double(x):\n    return x * 2\n")
    assert codes(folder) == {"W902"}


def test_a_draft(folder: Path) -> None:
    """It says what a draft still lacks, and only warns of what a whole problem must have."""
    put_problem(folder, problem(), {name: text for name, text in FILES.items() if "/" not in name})

    lacking = ["tags", "difficulty", "aliases", "hints", "explain", "follow_ups", "refs"]
    said = found(folder)
    assert [line.split()[4] for line in said if line.startswith("W101")] == lacking
    assert [line.partition(" ")[2] for line in said if line.startswith("W011")] == [
        "problem.yaml:1 0 of variants/*.py; at least 2 are asked for",
        "problem.yaml:1 0 of wrong/*.py; at least 10 are asked for",
    ]
    assert codes(folder) == {"W101", "W011"}


BROKEN: dict[str, tuple[dict[str, str], str]] = {
    "no cases": ({"cases.py": ""}, "E005 cases.py:1 cases is not defined here"),
    "no Python": ({"solution.py": "def double(x):\n    return (\n"}, "E002 solution.py:2 this is no Python"),
    "no UTF-8": ({"wrong/p0.py": "\udcff"}, "E002 wrong/p0.py:1 this is no Python"),
    "another name": ({"solution.py": "def twice(x): ...\n"}, "E003 solution.py:1 double is not defined here"),
    "a solved starter": (
        {"starter.py": FILES["solution.py"]},
        "E004 starter.py:1 the starter does not raise NotImplementedError",
    ),
    "a driver without run": ({"driver.py": "x = 1\n"}, "E005 driver.py:1 run is not defined here"),
    "an import": ({"cases.py": f"import torch.nn\n{CASES}"}, "E005 cases.py:1 cases.py may not import torch"),
    "a relative import": (
        {"cases.py": f"from . import x\n{CASES}"},
        "E005 cases.py:1 cases.py may not import .",
    ),
    "no header": ({"wrong/p0.py": "x = 1\n"}, "E012 wrong/p0.py:1 the line `# reason.zh: …` is missing"),
    "no reason in English": (
        {"wrong/p0.py": "# reason.zh: 错\n# caught_by: a number\n"},
        "E012 wrong/p0.py:2 the line `# reason.en: …` is missing",
    ),
    "no such case": (
        {"wrong/p0.py": "# reason.zh: 错\n# reason.en: wrong\n# caught_by: no number\n"},
        "E013 wrong/p0.py:3 cases.py has no case no number",
    ),
    "a strange folder": (
        {"torch/solution.py": "def double(x): ...\n"},
        "E007 problem.yaml:1 the folder torch is none",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files(folder: Path, name: str) -> None:
    """It names the file, the line and what is wrong there."""
    files, expected = BROKEN[name]
    inside = put_problem(folder, whole_problem())
    for file, text in files.items():
        put_text(inside, file, text.encode("utf-8", "surrogateescape"))

    assert [line for line in found(folder) if line.startswith(expected)]


def hints(count: int = 3, **text: str) -> dict[str, Any]:
    return {"hints": [dict(text) for _ in range(count)]}


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no name": ({"signature": "(x)"}, "E003 the signature names no function"),
    "no expression": ({"examples": [{"code": "x = 1", "result": "1"}]}, "E006 this is no Python expression"),
    "no literal": ({"examples": [{"code": "1", "result": "f(1)"}]}, "E006 this is no Python literal"),
    "no folder": ({"variants": [{"name": "torch"}]}, "E007 torch/starter.py is missing beside problem.yaml"),
    "no seed": ({"seeds": ["k1"]}, "E008 k1 is no seed item such as 000#k1"),
    "two hints": (hints(2, zh="一。", en="One."), "E109 2 of hints; 3 are asked for"),
    "one language": (hints(zh="一。"), "E105 the en wording is missing"),
    "a placeholder": ({"explain": {"zh": "TODO", "en": "x"}}, "E103 a placeholder stands here"),
    "other formulas": (
        {"explain": {"zh": "是 $a$。", "en": "It is $b$."}},
        "E201 the formula $a$ is missing in en",
    ),
    "other numbers": (
        {"statement": {"zh": "有 3 个。", "en": "There are 4."}},
        "E202 numbers that are missing in en: 3",
    ),
    "other bullets": (
        {"spec_notes": {"zh": "- 一\n- 二\n", "en": "- one\n"}},
        "E203 bullets: 2 in Chinese, 1 in English",
    ),
    "a lone dollar": (
        {"statement": {"zh": "价 $3", "en": "It is $3"}},
        "E301 a $ that belongs to no formula",
    ),
    "a strange macro": (
        {"explain": {"zh": "$\\foo$", "en": "$\\foo$"}},
        "E303 the renderers do not know the macro \\foo",
    ),
    "an unknown paper": (
        {"refs": [{"id": "a", "title": "b", "year": 2020, "arxiv": "2013.12345"}]},
        "E501 2013.12345 is no arXiv id",
    ),
    "a lost link": ({"related": ["training/nothing"]}, "E601 training/nothing is no entry"),
    "itself": ({"related": ["coding/double"]}, "E601 the entry names itself"),
    "a lost topic": ({"topic": "elsewhere"}, "E603 topics.yaml has no topic elsewhere"),
    "no space": ({"title": {"zh": "手写GQA", "en": "Implement GQA"}}, "E801 no space between"),
    "half-width": (hints(zh="先想,再写。", en="Think."), "E802 a half-width mark after Chinese"),
    "filler": ({"explain": {"zh": "综上所述，加。", "en": "Add."}}, "E805 a filler phrase"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_fields(folder: Path, name: str) -> None:
    """It holds the fields of a problem to the rules, and names the place."""
    fields, expected = BAD[name]
    code, _, sentence = expected.partition(" ")
    text = (put_problem(folder, whole_problem(**fields)) / "problem.yaml").read_text("utf-8")

    told = [re.fullmatch(r"(\w+) problem.yaml:(\d+) (.*)", line) for line in found(folder)]

    lines = [int(one[2]) for one in told if one and one[1] == code and one[3].startswith(sentence)]
    (key,) = fields
    above = [row.partition(":")[0] for row in text.splitlines()[: lines[0]] if row[:1] not in ("", " ", "-")]
    assert above[-1] == key


@pytest.mark.parametrize("name", ["starter.py", "solution.py", "cases.py"])
def test_missing_files(folder: Path, name: str) -> None:
    """It asks for the files that every problem has."""
    (put_problem(folder, whole_problem()) / name).unlink()

    assert f"E001 problem.yaml:1 {name} is missing beside problem.yaml" in found(folder)


def test_frameworks(folder: Path) -> None:
    """It looks into the folders of the frameworks too."""
    inside = put_problem(folder, whole_problem(variants=[{"name": "torch", "needs": ["torch"]}]))
    put_text(inside, "torch/starter.py", FILES["starter.py"])
    put_text(inside, "torch/solution.py", "import torch\n")

    assert "E003 torch/solution.py:1 double is not defined here" in found(folder)
    put_text(inside, "torch/solution.py", FILES["solution.py"])
    assert codes(folder) == {"W102"}


def test_what_a_framework_has_of_its_own(folder: Path) -> None:
    """It reads a framework's own cases, which may import it, and the heads of its own wrong solutions."""
    inside = put_problem(folder, whole_problem(variants=[{"name": "torch", "needs": ["torch"]}]))
    for name in ("starter.py", "solution.py"):
        put_text(inside, f"torch/{name}", FILES[name])
    wrong = "# reason.zh: 错\n# reason.en: wrong\n# caught_by: {}\n"
    put_text(inside, "torch/wrong/a.py", wrong.format("a number"))
    put_text(inside, "torch/wrong/b.py", wrong.format("a tensor"))
    put_text(inside, "torch/variants/c.py", "x = (\n")

    assert [line.split(" ")[:2] for line in found(folder)] == [
        ["W102", "problem.yaml:1"], ["E002", "torch/variants/c.py:1"], ["E013", "torch/wrong/b.py:3"],
    ]  # fmt: skip
    put_text(inside, "torch/variants/c.py", "x = 1\n")
    put_text(inside, "torch/cases.py", "import torch\nimport jax\n" + CASES.replace("a number", "a tensor"))
    assert [line.partition(" cases.py")[0] for line in found(folder)][1:] == [
        "E005 torch/cases.py:2",
        "E013 torch/wrong/a.py:3",
    ]


def test_names_that_are_worked_out(folder: Path) -> None:
    """It leaves `caught_by` to the judge where cases.py does not name its cases outright."""
    inside = put_problem(folder, whole_problem())
    put_text(inside, "cases.py", CASES.replace('"a number"', 'f"a {1}"'))

    assert codes(folder) == {"W102"}


def test_waivers(folder: Path) -> None:
    """It lets a problem waive a rule with a reason, and names a waiver without a use."""
    put_problem(folder, whole_problem(seeds=["k1"], waive={"E008": "old name", "E801": "none"}))

    assert codes(folder) == {"W102", "W904"}


def test_entries_are_apart(folder: Path) -> None:
    """It runs no rule on a problem that is only for entries, and takes no problem for an entry's rival."""
    entry_rules = {rule.code for rule in RULES} - {rule.code for rule in PROBLEM_RULES}
    put_problem(folder, whole_problem(title={"zh": "为什么要预热？", "en": "Why?"}))
    put(folder, draft(question={"zh": "为什么要预热？"}, related=[PATH]))

    report = lint([folder], [folder])

    assert {"E104", "E106", "E107", "E108", "E401", "E901", "E912", "E915"} <= entry_rules
    assert {one.code for one in report.findings if "coding" in str(one.file)} == {"W102"}
    assert not [one for one in report.findings if one.code in ("E901", "E601")]
    assert [file.entry.id for file in report.with_code] == [PATH]


def test_any_file_means_the_problem(folder: Path) -> None:
    """It checks a problem when a file of it is named, and that one alone."""
    put_problem(folder, whole_problem())
    put_problem(folder, whole_problem("coding/triple"))

    for name in ("wrong/p3.py", "problem.yaml", ""):
        report = lint([folder / PATH / name], [folder])

        assert {one.file.parent.name for one in report.findings} == {"double"}
        assert report.files == 1
    assert lint([folder / "coding"], [folder]).files == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# reason.zh: 甲\n#reason.en: b: c\n# caught_by: d\nx = 1\n", ("甲", "b: c", "d")),
        ("import x\n# reason.zh: 甲\n", ("甲", None, None)),
        ("", (None, None, None)),
    ],
)
def test_header(text: str, said: tuple[str | None, ...]) -> None:
    """It reads the three lines at the top of a wrong solution."""
    known = header(text.encode())

    assert tuple(known.get(key) for key in ("reason.zh", "reason.en", "caught_by")) == said
