"""Every rule finds what is sown into a good entry, at its line, and nothing else."""

import shutil
from pathlib import Path

import pytest

from qbank.bank.library import ERRATA, Library, read_library
from qbank.bank.rules import RULES, check, trial
from qbank.core.grading import Grade
from qbank.core.review import Rating
from qbank.errors import Finding
from tests.bank.rules.seeds import GRADIENTS, JACOBIAN, KV, PTQ, SEEDS, Edits

GOOD = Path(__file__).parents[1] / "good"


def sown(folder: Path, id_: str, edits: Edits, *, is_approved: bool = False) -> Library:
    """Return the good bank with `edits` made in one entry; its approval goes unless it is to stay."""
    shutil.copytree(GOOD, folder)
    file = folder / f"{id_}.yaml"
    text = file.read_text("utf-8")
    text = text if is_approved else text[: text.index("review:\n")]
    for old, new in edits:
        assert old in text, f"the good entry holds no {old!r}"
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")
    library = read_library([folder])
    assert [str(finding) for finding in library.findings] == []
    return library


def findings(library: Library, id_: str) -> list[Finding]:
    """Return what is found in one entry, but that it waits for its approval."""
    found = check([library.context.entries[id_]], library.context)
    return [finding for finding in found if finding.code != "W102"]


def test_good_entries() -> None:
    """It has nothing to say of good entries that were checked."""
    library = read_library([GOOD])

    assert library.findings == ()
    assert [str(finding) for finding in check(library.context.entries.values(), library.context)] == []


@pytest.mark.parametrize(
    ("codes", "id_", "edits", "marker"), SEEDS, ids=[f"{s[0]}-{n}" for n, s in enumerate(SEEDS)]
)
def test_seeded(tmp_path: Path, codes: str, id_: str, edits: Edits, marker: str) -> None:
    """It finds what was sown, by this code alone, at the line where it stands."""
    library = sown(tmp_path / "bank", id_, edits)

    found = findings(library, id_)

    text = library.context.entries[id_].file.read_text("utf-8")
    assert {finding.code for finding in found} == set(codes.split()), [str(finding) for finding in found]
    assert text.count("\n", 0, text.index(marker)) + 1 in {finding.line for finding in found} or not marker
    assert {finding.severity for finding in found} == {"error"}


def test_every_code_is_seeded() -> None:
    """It has a seed for every rule but those that have a test of their own."""
    seeded = {code for codes, *_ in SEEDS for code in codes.split()}

    alone = {"W101", "W102", "E603", "W902", "E913", "E914", "E915", "E916"}
    assert {rule.code for rule in RULES} == seeded | alone


def test_worthless_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """It finds a question given back, and mistakes alone, that a grader lets pass; ours does not."""
    file = read_library([GOOD]).context.entries[PTQ]
    easy = Grade(0.5, 2, Rating.HARD, (), ())

    assert not list(trial.question_grade(file))
    assert not list(trial.mistakes_grade(file))
    monkeypatch.setattr(trial, "grade", lambda answer, entry: easy)
    assert [fault.place for fault in trial.question_grade(file)] == [("question", "zh"), ("question", "en")]
    assert [fault.place for fault in trial.mistakes_grade(file)] == [("mistakes",)] * 2


def test_foreign_answer(tmp_path: Path) -> None:
    """It finds an entry for which another one's answer earns a good grade."""
    shutil.copytree(GOOD, tmp_path / "bank")
    text = (tmp_path / "bank" / f"{KV}.yaml").read_text("utf-8")
    (tmp_path / "bank/inference/copy.yaml").write_text(
        text[: text.index("review:\n")].replace("kv-cache-memory", "copy", 1), "utf-8"
    )
    library = read_library([tmp_path / "bank"])

    found = findings(library, KV)

    assert {finding.code for finding in found} == {"E901", "E915"}
    assert "inference/copy grades 4 here" in str(next(f for f in found if f.code == "E915"))


def test_unknown_topic(tmp_path: Path) -> None:
    """It finds an entry of a topic that topics.yaml does not know."""
    shutil.copytree(GOOD, tmp_path / "bank")
    (tmp_path / "bank/odd").mkdir()
    text = (GOOD / f"{GRADIENTS}.yaml").read_text("utf-8")
    for old, new in (("id: training/vanishing", "id: odd/vanishing"), ("topic: training", "topic: odd")):
        text = text.replace(old, new)
    (tmp_path / "bank/odd/vanishing-exploding-gradients.yaml").write_text(text, "utf-8")
    library = read_library([tmp_path / "bank"])

    assert ("E603", 4) in {(f.code, f.line) for f in findings(library, "odd/vanishing-exploding-gradients")}


def test_draft_that_lacks_parts(tmp_path: Path) -> None:
    """It only warns of what a draft still lacks, also where a part is begun."""
    folder = tmp_path / "bank"
    shutil.copytree(GOOD, folder)
    (folder / "inference/begun.yaml").write_text(
        "schema: 1\nid: inference/begun\nkind: calculation\ntopic: inference\ntags: [one]\n"
        "question:\n  zh: 什么是批处理？\nanswer:\n  zh: 一起算。\n",
        "utf-8",
    )
    library = read_library([folder])

    found = check([library.context.entries["inference/begun"]], library.context)

    assert {finding.severity for finding in found} == {"warning"}
    assert {(finding.code, finding.line) for finding in found} == {
        ("W101", 1),
        ("W101", 6),
        ("W101", 8),
        ("W107", 9),
        ("W109", 5),
    }
    lacking = {finding.message.values["field"] for finding in found if finding.code == "W101"}
    assert lacking == {
        "difficulty",
        "short",
        "key_points",
        "mistakes",
        "follow_ups",
        "refs",
        "numeric",
        "question.en",
        "answer.en",
    }


def test_whole_draft(tmp_path: Path) -> None:
    """It says of a draft that lacks nothing that it waits for its approval."""
    library = sown(tmp_path / "bank", KV, [])

    found = check([library.context.entries[KV]], library.context)

    assert [(finding.code, finding.severity) for finding in found] == [("W102", "warning")]


def test_edited_since(tmp_path: Path) -> None:
    """It says that a checked entry was edited."""
    library = sown(
        tmp_path / "bank", KV, [("KV cache 也能加速 prefill", "KV cache 也加速 prefill")], is_approved=True
    )

    found = findings(library, KV)

    lines = library.context.entries[KV].file.read_text("utf-8").split("\n")
    assert [(finding.code, finding.severity) for finding in found] == [("W902", "warning")]
    assert lines[found[0].line - 1].startswith("  hash:")


@pytest.mark.parametrize("code", ["E109", "W109"])
def test_waived(tmp_path: Path, code: str) -> None:
    """It does not report what is waived."""
    edits = [
        ("tags: [kv-cache, gqa, memory, serving]", "tags: [kv-cache]"),
        ("related:\n", f"waive:\n  {code}: one is enough\nrelated:\n"),
    ]

    assert findings(sown(tmp_path / "bank", KV, edits), KV) == []


def test_unused_waiver(tmp_path: Path) -> None:
    """It reports a waiver that waives nothing."""
    library = sown(tmp_path / "bank", KV, [("related:\n", "waive:\n  E109: one is enough\nrelated:\n")])

    found = findings(library, KV)

    assert [(finding.code, finding.severity) for finding in found] == [("W904", "warning")]
    assert "waives nothing" in str(found[0])


def test_without_lock(tmp_path: Path) -> None:
    """It asks for no looked-up sources in a bank that keeps none."""
    shutil.copytree(GOOD, tmp_path / "bank")
    (tmp_path / "bank/refs.lock.yaml").unlink()
    library = read_library([tmp_path / "bank"])

    assert findings(library, KV) == []


def test_codes() -> None:
    """It gives each rule a code of its own, a letter that says how grave and a number."""
    codes = [rule.code for rule in RULES]

    assert len({code[1:] for code in codes}) == len(codes)
    assert all(code[0] in "EW" and len(code) == 4 and code[1:].isdigit() for code in codes)


def test_errata() -> None:
    """It knows the errata that the project's tests know."""
    assert ERRATA.read_bytes() == (Path(__file__).parents[2] / "data" / "errata.yaml").read_bytes()


@pytest.mark.parametrize(
    ("copies", "codes"), [(1, set()), (2, {"E916"})], ids=["three others", "four others"]
)
def test_a_loose_point(tmp_path: Path, copies: int, codes: set[str]) -> None:
    """It refuses a point that more than three other answers of a small bank meet."""
    folder, file = tmp_path / "bank", tmp_path / "bank" / f"{GRADIENTS}.yaml"
    shutil.copytree(GOOD, folder)
    file.write_text(file.read_text("utf-8").replace(JACOBIAN, "      - [权重, weight*]\n", 1), "utf-8")
    other = (folder / f"{KV}.yaml").read_text("utf-8")
    for number in range(copies):
        copy = folder / "inference" / f"copy-{number}.yaml"
        copy.write_text(other.replace(f"id: {KV}", f"id: inference/copy-{number}", 1), "utf-8")

    found = findings(read_library([folder]), GRADIENTS)

    assert {finding.code for finding in found} - {"W902"} == codes
