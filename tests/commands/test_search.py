"""qbank search as a person and as a program use it."""

import json
import re

import pytest

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
