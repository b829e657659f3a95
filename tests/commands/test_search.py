"""qbank search as a person and as a program use it."""

import json
import re
from pathlib import Path

import pytest

from qbank.bank import freshness
from tests.commands.conftest import GRADIENTS, Run


def test_rows(qbank: Run) -> None:
    """It prints id, score and both questions, best first."""
    done = qbank("search", "梯度消失")

    assert done.code == 0
    assert done.rows[0][0] == GRADIENTS
    assert done.rows[0][2].startswith("什么是梯度消失")
    assert done.rows[0][3].startswith("What are vanishing")


@pytest.mark.parametrize(
    "query", ["梯度消矢", "vanishing gradeint", "梯度弥散", "ＧＲＡＤＩＥＮＴ", "梯度消失 exploding"]
)
def test_forgiving(qbank: Run, query: str) -> None:
    """It finds the same entry through a typo, an alias, another width, and several words."""
    assert qbank("search", *query.split()).rows[0][0] == GRADIENTS


def test_json(qbank: Run) -> None:
    """It prints the JSON that the command line promises."""
    document = json.loads(qbank("search", "梯度消失", "--json", "-n", "1").out)

    assert document["schema"] == 1
    assert document["query"] == "梯度消失"
    (hit,) = document["hits"]
    assert set(hit) == {
        "id", "topic", "kind", "difficulty", "score", "question", "snippet", "matched", "weak"
    }  # fmt: skip
    assert (hit["id"], hit["topic"], hit["kind"], hit["difficulty"]) == (GRADIENTS, "training", "concept", 2)
    assert set(hit["question"]) == {"zh", "en"}
    assert 0 < len(hit["snippet"]) <= 80
    assert hit["matched"][0] == "梯度消失"
    assert hit["weak"] is False


def test_number(qbank: Run) -> None:
    """It shows no more hits than asked for."""
    assert len(qbank("search", "预热", "-n", "1").rows) == 1
    assert len(qbank("search", "预热", "--number=2").rows) == 2


def test_filters(qbank: Run) -> None:
    """It ranks only what the filters mean."""
    assert [row[0] for row in qbank("search", "预热", "--topic", "inference").rows] == ["inference/warm-up"]
    assert qbank("search", "梯度消失", "--topic", "compression", "--checked").code == 1


def test_explain(qbank: Run) -> None:
    """It says by which words each hit was found."""
    said = qbank("search", "梯度消失", "--explain").out
    assert re.search(rf"{GRADIENTS}: [0-9.]+ by .*梯度消失 [0-9.]+, ", said)
    assert "schema" in json.loads(qbank("search", "梯度消失", "--explain", "--json").out)


@pytest.mark.parametrize("query", ["qqqqqqqqqq", "", "！？", "\x1b[2J"])
def test_no_hit(qbank: Run, query: str) -> None:
    """It says no, with 1, and what else to try."""
    done = qbank("search", query)

    assert (done.code, done.out) == (1, "")
    assert "hint: try fewer or other words" in done.err
    assert "\x1b" not in done.err


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "*",
        "梯度*",
        "NEAR(a b)",
        "NOT 梯度",
        "a OR",
        "title:梯度",
        "{a b}:c",
        "-梯度",
        "😀",
        "的" * 100_000,
        "how to",
        "\udcff",
    ],
)
def test_any_query(qbank: Run, query: str) -> None:
    """It takes operators of the index, marks, stop-words, a book and broken bytes as what they are: words."""
    done = qbank("search", "--", query)

    assert done.code in (0, 1)
    assert "Traceback" not in done.err
    assert "fts" not in done.err.lower()


def test_practising_what_was_found(qbank: Run) -> None:
    """It practises the hits of a search that fit well."""
    done = qbank("quiz", "--search", "梯度弥散", "--seed", "1", typed="\n\n")

    assert done.rows[0][3] == GRADIENTS
    assert qbank("quiz", "--search", "红烧肉").code == 1


def test_no_words(qbank: Run) -> None:
    """It asks for words."""
    done = qbank("search")

    assert done.code == 2
    assert (
        done.err == "error: qbank search: QUERY is missing\nhint: qbank search --help shows how it is used\n"
    )


def test_words_that_look_like_options(qbank: Run) -> None:
    """It takes everything behind -- as words."""
    assert qbank("search", "--", "--plain", "梯度消失").rows[0][0] == GRADIENTS
    assert "qbank 0" not in qbank("search", "--", "--version").out


def test_json_of_nothing(qbank: Run) -> None:
    """It prints an empty document, and exits with 1."""
    done = qbank("search", "zzzzqqqq", "--json")

    assert done.code == 1
    assert json.loads(done.out)["hits"] == []


@pytest.fixture
def large(qbank: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Take the small bank for a large one that was compiled long ago and compared a moment ago."""
    monkeypatch.setattr(freshness, "MANY", 1)
    monkeypatch.setattr(freshness, "CLEARLY_OLDER", -(10**15))
    for _ in range(2):
        qbank("search", "梯度消失")
    return qbank


def edit(file: Path, old: str, new: str) -> None:
    """Write a file in place, which its directory does not tell."""
    text = file.read_text("utf-8")
    assert old in text
    with file.open("r+", encoding="utf-8") as stream:
        stream.write(text.replace(old, new))
        stream.truncate()


@pytest.mark.parametrize("word", ["zorbnet", "tranning", "穗穗", "穗 zorbnet 预热"])
def test_a_word_that_was_just_written(large: Run, bank: Path, word: str) -> None:
    """It finds a word that no entry had a moment ago, though a large bank is only glanced at."""
    edit(bank / "inference/warm-up.yaml", "inference为什么要预热？", f"inference为什么要 {word} 预热？")

    assert large("search", word).rows[0][0] == "inference/warm-up"


def test_a_hit_that_was_just_edited(large: Run, bank: Path) -> None:
    """It shows a hit of a large bank as it is now, and none that is no longer one."""
    edit(bank / f"{GRADIENTS}.yaml", "什么是梯度消失和梯度爆炸", "究竟什么是梯度消失和梯度爆炸")

    assert large("search", "梯度消失").rows[0][2].startswith("究竟什么是")
    (bank / f"{GRADIENTS}.yaml").unlink()
    assert GRADIENTS not in [row[0] for row in large("search", "梯度消失").rows]


def test_a_slip_costs_no_comparison(large: Run, bank: Path) -> None:
    """It takes a word one letter off a long known one for a slip, and compares no files for it."""
    edit(bank / "inference/warm-up.yaml", "inference为什么要预热？", "inference为什么要 gradeint 预热？")

    assert large("search", "gradeint").rows[0][0] == GRADIENTS
    large("list")
    assert large("search", "gradeint").rows[0][0] == "inference/warm-up"


def test_what_a_search_of_a_large_bank_may_miss(
    large: Run, bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may miss for some seconds that a known word was written into one more entry; a list does not."""
    edit(bank / "inference/warm-up.yaml", "inference为什么要预热？", "预热与梯度消失有何关系？")

    assert "inference/warm-up" not in [row[0] for row in large("search", "梯度消失").rows]
    assert "预热与梯度消失有何关系？" in large("list").out
    assert "inference/warm-up" in [row[0] for row in large("search", "梯度消失").rows]
    edit(bank / "training/warm-up.yaml", "training为什么要预热？", "再说一次梯度消失？")
    monkeypatch.setattr(freshness, "LATELY", 0)
    assert "training/warm-up" in [row[0] for row in large("search", "梯度消失").rows]
