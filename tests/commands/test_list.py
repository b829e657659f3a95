"""qbank list: which entries the filters mean, for every command that has them."""

import json

import pytest

from tests.commands.conftest import GRADIENTS, IDS, Run

FOUND = {
    (): IDS,
    ("--topic", "training"): IDS[:2],
    ("--topic", "训练"): IDS[:2],
    ("--topic", "TRAINING"): IDS[:2],
    ("--topic=炼丹",): IDS[:2],
    ("--topic", "training", "--topic", "compression"): [*IDS[:2], "compression/ptq-vs-qat"],
    ("--track", "research"): IDS[:2],
    ("--track", "研究", "--topic", "training"): IDS[:2],
    ("--tag", "gqa"): ["inference/kv-cache-memory"],
    ("--tag", "gqa", "--tag", "warmup"): [IDS[0], "inference/kv-cache-memory", "inference/warm-up"],
    ("--difficulty", "1"): ["training/warm-up"],
    ("--difficulty", "2..3"): [GRADIENTS, "inference/kv-cache-memory", "compression/ptq-vs-qat"],
    ("--kind", "design"): ["inference/warm-up"],
    ("--kind", "design", "--kind", "calculation"): ["inference/kv-cache-memory", "inference/warm-up"],
    ("--id", "ptq-vs-qat"): ["compression/ptq-vs-qat"],
    ("--id", "training/exploding", "--id", "inference/warm-up"): [GRADIENTS, "inference/warm-up"],
    ("--checked",): [GRADIENTS, "inference/kv-cache-memory", "compression/ptq-vs-qat"],
    ("--topic", "推理", "--checked", "--difficulty", "3"): ["inference/kv-cache-memory"],
}


@pytest.mark.parametrize("filters", FOUND, ids=" ".join)
def test_filters(qbank: Run, filters: tuple[str, ...]) -> None:
    """It lists what every filter, and all of them together, mean."""
    done = qbank("list", *filters)

    assert done.code == 0
    assert sorted(row[0] for row in done.rows) == sorted(FOUND[filters])
    assert all(len(row) == 7 for row in done.rows)


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        (("--topic", "trainin"), "no topic trainin; did you mean training?"),
        (("--topic", "zzzzzz"), "no topic zzzzzz"),
        (("--track", "reserch"), "no track reserch; there are research"),
        (("--difficulty", "7"), "--difficulty 7 is neither a number from 1 to 5 nor a range such as 2..4"),
        (("--difficulty", "4..2"), "--difficulty 4..2 is neither"),
        (("--difficulty", ""), "--difficulty"),
        (("--kind", "desing"), "--kind desing is not one of concept, calculation, design"),
        (("--id", "ptq-vs-qta"), "no entry ptq-vs-qta; did you mean compression/ptq-vs-qat?"),
        (("--id", "warm-up"), "warm-up could be inference/warm-up, training/warm-up"),
        (("--id", "zzzzzzzz"), "no entry zzzzzzzz"),
    ],
)
@pytest.mark.parametrize("command", ["list", "search x", "export --format md", "quiz"])
def test_wrong_values(qbank: Run, command: str, filters: tuple[str, ...], sentence: str) -> None:
    """It refuses a value that there is not, in every command alike, and says what may have been meant."""
    done = qbank(*command.split(), *filters)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {sentence}")
    assert qbank(*command.split(), *filters, "--lang", "zh").err.startswith("错误：")


@pytest.mark.parametrize(
    "filters",
    [
        ("--topic", "empty"),
        ("--tag", "nothing-has-this"),
        ("--topic", "training", "--kind", "design"),
        ("--track", "research", "--topic", "inference"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("command", ["list", "list --json", "export --format json", "quiz"])
def test_nothing_fits(qbank: Run, command: str, filters: tuple[str, ...]) -> None:
    """It says no, with 1, where nothing fits the filters."""
    done = qbank(*command.split(), *filters)

    assert (done.code, done.out) == (1, '{"schema": 1, "entries": []}\n' if "--json" in command else "")
    assert done.err == "error: no entry fits the filters\nhint: qbank list shows what there is\n"


def test_json(qbank: Run) -> None:
    """It prints the JSON that the command line promises."""
    document = json.loads(qbank("list", "--json", "--id", "kv-cache-memory", "--id", "inference/warm-up").out)

    assert document["schema"] == 1
    assert [entry.pop("question").keys() for entry in document["entries"]] == [{"zh", "en"}, {"zh"}]
    assert document["entries"] == [
        {
            "id": "inference/kv-cache-memory",
            "topic": "inference",
            "kind": "calculation",
            "difficulty": 3,
            "tags": ["kv-cache", "gqa", "memory", "serving"],
            "state": "checked",
            "marks": [],
        },
        {
            "id": "inference/warm-up",
            "topic": "inference",
            "kind": "design",
            "difficulty": 5,
            "tags": ["warmup", "inference"],
            "state": "draft",
            "marks": [],
        },
    ]


def test_json_of_nothing(qbank: Run) -> None:
    """It prints an empty document, and exits with 1."""
    done = qbank("list", "--tag", "nothing", "--json")

    assert done.code == 1
    assert json.loads(done.out)["entries"] == []
