"""The READMEs, the changelog and docs/: what they say is so, and the program is not ahead of them."""

import importlib
import os
import re
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml

from qbank import __version__, cli
from qbank.bank.rules import PROBLEM_RULES, RULES, UNUSED_WAIVER
from qbank.bank.schema import MODELS
from qbank.screen.prompts import _CHOICES
from qbank.store.connect import FILE_NAME
from qbank.verbs import FILTERS, GLOBAL, PLANNED, VERBS

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
PAGES = (*READMES, "CHANGELOG.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HARMLESS = {"quiz", "search", "export", "list", "completion"}  # run for real; of the others the help
# names of package indexes and of this machine's folders, cut so that this line is not one of them
FORBIDDEN = re.compile(
    "|".join(
        ["py" + r"pi\.org", "python" + "hosted", "tsing" + "hua", "ali" + "yun", r"index[-_]" + "url"]
        + [r"(?<![\w.])/" + name + "/" for name in ("work", "root", "home", "tmp", "opt", "Users")]
    ),
    re.IGNORECASE,
)


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def fences(page: str, *kinds: str) -> list[str]:
    """Return the fenced blocks of these kinds."""
    return [body for kind, body in FENCE.findall(text(page)) if kind in kinds]


def commands(page: str) -> list[str]:
    """Return every line of a fenced shell block, comments cut off."""
    lines = [line for body in fences(page, "sh") for line in body.splitlines()]
    return [line.partition("    #")[0].rstrip() for line in lines if line.strip()]


def qbank_words(line: str) -> list[str]:
    """Return the words after `qbank` of a command, or of the end of a pipe; [] where it is none."""
    parts = re.split(r"\s\|\s", line)
    return next((shlex.split(part)[1:] for part in parts if part.startswith("qbank ")), [])


QBANK_LINES = sorted({line for page in PAGES for line in commands(page) if qbank_words(line)})


def without_fences(page: str) -> str:
    return FENCE.sub("", text(page))


@pytest.mark.parametrize("page", READMES)
def test_a_readme_is_short(page: str) -> None:
    """It can be read at once: at most 150 lines."""
    assert text(page).count("\n") <= 150


@pytest.mark.parametrize("page", READMES)
@pytest.mark.parametrize("name", [verb.name for verb in VERBS])
def test_every_command_has_a_row(page: str, name: str) -> None:
    """It names each command in the table of commands."""
    rows = [line for line in text(page).splitlines() if line.startswith("| `qbank ")]

    assert sum(row.split()[2].rstrip("`") == name for row in rows) == 1


@pytest.mark.parametrize("page", READMES)
def test_no_command_is_made_up(page: str) -> None:
    """It speaks of no command that there is not, and names what is planned as planned."""
    said = set(re.findall(r"`qbank ([a-z]+)", text(page)))

    assert said <= {verb.name for verb in VERBS}
    assert all(f"`{name}`" in text(page) for name in PLANNED)
    assert all(name in text(page) for name in FILTERS)


@pytest.mark.parametrize("line", QBANK_LINES)
def test_a_command_that_is_shown_works(
    line: str, home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """It runs; where it would change something, or speaks of an entry to be written, its options exist."""
    words = qbank_words(line)
    is_run = words[0] in HARMLESS and "--bank" not in words
    monkeypatch.chdir(ROOT)
    with open(os.devnull, encoding="utf-8") as nothing:  # noqa: PTH123
        monkeypatch.setattr("sys.stdin", nothing)
        code = cli.run(words if is_run else [words[0], "--help"])
    said = capfd.readouterr()

    options = {word.partition("=")[0] for word in words[1:] if word.startswith("-")}
    assert code == 0, said.err
    assert is_run or all(option in said.out for option in options - set(GLOBAL))


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    """It links to files that are there."""
    targets = [target.partition("#")[0] for target in LINK.findall(without_fences(page))]
    near = [target for target in targets if target and "://" not in target]

    assert [target for target in near if not ((ROOT / page).parent / target).exists()] == []


@pytest.mark.parametrize(("page", "name"), [("README.md", "quiz-en"), ("README.zh-CN.md", "quiz-zh")])
def test_a_readme_begins_with_a_picture(page: str, name: str) -> None:
    """It shows a quiz on its first screen, and says in words what is to be seen."""
    found = re.search(rf"!\[([^\]]{{20,}})\]\(docs/pictures/{name}\.png\)", text(page))

    assert found is not None
    assert text(page)[: found.start()].count("\n") < 15


@pytest.mark.parametrize("page", PAGES)
def test_variables_exist(page: str) -> None:
    """It names only variables of the environment that settings.py, or a tool, reads."""
    readers = [ROOT / "src/qbank/settings.py", ROOT / "tools/bench_grading.py"]
    known = "".join(path.read_text(encoding="utf-8") for path in readers)

    assert [name for name in re.findall(r"QBANK_[A-Z_]+", text(page)) if f'"{name}"' not in known] == []


def test_every_variable_is_told() -> None:
    """It finds each variable that settings.py reads in docs/terminal.md."""
    source = (ROOT / "src/qbank/settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"(QBANK_[A-Z_]+|[A-Z_]{4,})"', source)) - {"PYTHONIOENCODING"}

    assert {name for name in read if f"`{name}" not in text("docs/terminal.md")} == set()


def test_the_readmes_say_the_same() -> None:
    """It has the same headings by depth, commands, tables, links and code words in both languages."""

    def shape(page: str) -> dict[str, object]:
        body = without_fences(page)
        paths = [target for target in LINK.findall(body) if "pictures" not in target]
        return {
            "headings": re.findall(r"^#+", body, re.MULTILINE),
            "commands": commands(page),
            "rows": len(re.findall(r"^\|", body, re.MULTILINE)),
            "bullets": len(re.findall(r"^- ", body, re.MULTILINE)),
            "links": sorted(paths),
            "options": sorted(set(re.findall(r"(?<![\w-])--[a-z]+", body))),
            "variables": sorted(set(re.findall(r"(?:QBANK|XDG)_[A-Z_]+", body))),
        }

    assert shape("README.zh-CN.md") == shape("README.md")


@pytest.mark.parametrize("page", PAGES)
def test_no_machine_and_no_index_is_named(page: str) -> None:
    """It names no host of a package index and no folder of the machine it was written on."""
    lines = text(page).splitlines()

    assert [line for line in lines if FORBIDDEN.search(line)] == []


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_exist(page: str) -> None:
    """It names only targets of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    code = " ".join([*re.findall(r"`([^`]*)`", without_fences(page)), *fences(page, "sh")])

    assert set(re.findall(r"\bmake ([a-z-]+)", code)) <= targets


def test_the_python_that_is_asked_for() -> None:
    """It asks for the version that pyproject.toml asks for, and CHANGELOG.md has this version."""
    with (ROOT / "pyproject.toml").open("rb") as stream:
        least = tomllib.load(stream)["project"]["requires-python"].removeprefix(">=")

    assert all(f"python3 {least}" in text(page) for page in READMES)
    assert re.search(
        rf"^## \[{re.escape(__version__)}\] - \d{{4}}-\d\d-\d\d$", text("CHANGELOG.md"), re.MULTILINE
    )


def test_the_number_of_entries_is_told() -> None:
    """It tells how many entries there are."""
    count = len(list((ROOT / "questions").glob("*/*.yaml")))

    assert f"{count} entries" in text("README.md")
    assert f"{count} 道题" in text("README.zh-CN.md")


@pytest.mark.parametrize("page", [*READMES, "docs/terminal.md"])
def test_every_key_is_told(page: str) -> None:
    """It names each key that the rating line takes; of the ratings the first and the last."""
    names = {"backspace": ("Backspace", "退格"), "tab": ("Tab",)}
    keys = {key: names.get(key, (f"`{key}`",)) for key in _CHOICES if key not in "23"}

    assert [key for key, said in keys.items() if not any(word in text(page) for word in said)] == []


def test_the_lint_codes_are_those_of_the_rules() -> None:
    """It lists in docs/question-files.md each rule, starred where it only warns of unfinished drafts."""
    rows = re.findall(r"^\| ((?:[EW]\d{3}\*?(?:, )?)+) \|", text("docs/question-files.md"), re.MULTILINE)
    listed = [code for row in rows for code in row.split(", ")]
    wanted = [rule.code + ("*" if rule.is_for_whole else "") for rule in RULES] + [UNUSED_WAIVER]

    assert sorted(listed) == sorted(wanted)


def test_the_lint_codes_of_problems_are_those_of_the_rules() -> None:
    """It lists in docs/coding-problems.md each rule that is for problems alone, and names those shared."""
    page = text("docs/coding-problems.md").partition("## What lint asks for")[2].partition("## The gate")[0]
    rows = re.findall(r"^\| ((?:E\d{3}\*?(?:, )?)+) \|", page, re.MULTILINE)
    listed = [code for row in rows for code in row.split(", ")]
    own = [rule for rule in PROBLEM_RULES if rule not in RULES]
    named = re.findall(r"([EW])(\d{3})(?: to E(\d{3}))?", page.rpartition("Of the rules for entries")[2])
    shared = [f"{kind}{code}" for kind, low, high in named for code in range(int(low), int(high or low) + 1)]

    assert sorted(listed) == sorted(rule.code + ("*" if rule.is_for_whole else "") for rule in own)
    assert sorted(shared) == sorted([rule.code for rule in PROBLEM_RULES if rule in RULES] + [UNUSED_WAIVER])


def test_the_fields_of_problems_are_those_of_the_form() -> None:
    """It lists in docs/coding-problems.md each field of a problem and no other."""
    table = text("docs/coding-problems.md").partition("## problem.yaml")[2].partition("A draft may lack")[0]
    names = [
        name
        for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)[.:`]", row)
    ]
    fields = [field.alias or name for name, field in MODELS["problem"].model_fields.items()]

    assert sorted(names) == sorted(fields)


def test_the_fields_are_those_of_the_form() -> None:
    """It lists in docs/question-files.md each field of an entry and no other."""
    table = text("docs/question-files.md").partition("## Fields")[2].partition("A key point:")[0]
    listed = [
        name
        for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
        for name in re.findall("`(.*?)`", row)
    ]
    fields = [field.alias or name for name, field in MODELS["entry"].model_fields.items()]

    assert sorted(listed) == sorted(fields)


@pytest.mark.parametrize("page", PAGES)
def test_yaml_that_is_shown_is_of_the_form(page: str) -> None:
    """It shows entries that the form accepts, parts of one being put into a whole."""
    for body in fences(page, "yaml"):
        shown = yaml.safe_load(body)
        whole = {"schema": 1, "id": "a/b", "kind": "concept", "topic": "a", "question": {}, "answer": {}}

        MODELS["entry"].model_validate({**whole, **shown})


def test_the_constants_of_the_grader() -> None:
    """It gives in docs/grading.md the values that the grader uses."""
    rows = re.findall(r"^\| `(\w+)\.(\w+)` \| `(.*?)` \|", text("docs/grading.md"), re.MULTILINE)
    values = {
        (module, name): repr(getattr(importlib.import_module(f"qbank.core.{module}"), name))
        for module, name, _ in rows
    }

    assert len(rows) >= 10
    assert {(module, name): value for module, name, value in rows} == values


def test_the_columns_of_the_log() -> None:
    """It lists in docs/store.md each column of the log."""
    schema = (ROOT / "src/qbank/store/schema.sql").read_text(encoding="utf-8")
    columns = re.findall(
        r'^    "?([a-z_]+)"? +[A-Z]',
        schema.partition("CREATE TABLE review")[2].partition(") STRICT")[0],
        re.MULTILINE,
    )
    listed = re.findall(r"^\| `(\w+)` \|", text("docs/store.md").partition("| kind |")[0], re.MULTILINE)

    assert listed == columns
    assert f"`{FILE_NAME}`" in text("docs/store.md")
