"""The bank that ships: nothing wrong in it, and nothing lost of the seeds."""

from pathlib import Path

import pytest
import yaml

from qbank.bank import open_bank
from qbank.bank.linting import lint

ROOT = Path(__file__).parents[1]
QUESTIONS = ROOT / "questions"


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory):
    return open_bank([QUESTIONS], tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def seeds() -> dict[str, str]:
    """Return the entry that answers each seed item."""
    items = yaml.safe_load((ROOT / "tests" / "data" / "seeds.yaml").read_text(encoding="utf-8"))["items"]
    return {item["item"]: item["entry"] for item in items}


def test_lint_finds_nothing_wrong() -> None:
    """It breaks no rule."""
    wrong = [str(finding) for finding in lint([], [QUESTIONS]).findings if finding.severity == "error"]

    assert wrong == []


def test_every_entry_is_checked(bank) -> None:
    """It ships entries in both languages that were approved and not edited since."""
    summaries = bank.summaries()

    assert len(summaries) >= 38
    assert all(summary.question.zh and summary.question.en for summary in summaries)
    assert {summary.state for summary in summaries} == {"checked"}


def test_every_concept_question_of_the_seeds_has_its_home(bank, seeds: dict[str, str]) -> None:
    """It names each of the 46 concept items in the entry that the table of seeds gives."""
    entries = {summary.id: bank.entry(summary.id) for summary in bank.summaries()}
    concepts = {item: id_ for item, id_ in seeds.items() if "#c" in item}
    homeless = [item for item, id_ in concepts.items() if id_ not in entries]
    silent = [item for item, id_ in concepts.items() if item not in entries[id_].seeds]

    assert homeless == []
    assert silent == []


def test_seeds_are_real_ones(bank, seeds: dict[str, str]) -> None:
    """It names no seed item that does not exist."""
    for summary in bank.summaries():
        assert set(bank.entry(summary.id).seeds) <= set(seeds), summary.id


def test_the_table_of_seeds_is_whole(seeds: dict[str, str]) -> None:
    """It holds the 46 concept and 13 coding items of the five posts."""
    assert sum("#c" in item for item in seeds) == 46
    assert sum("#k" in item for item in seeds) == 13


def test_every_topic_has_a_chinese_and_an_english_name(bank) -> None:
    """It holds 24 topics and 482 subjects."""
    topics = [topic for topic in bank.topics if topic.slug != "personal"]

    assert len(topics) == 24
    assert sum(len(topic.subjects) for topic in topics) == 482
    assert all(topic.name.zh and topic.name.en and topic.scope.zh and topic.scope.en for topic in topics)


def test_the_errata_of_the_tests_are_those_of_the_program() -> None:
    """It has one list of what is wrong in the seeds."""
    shipped = ROOT / "src" / "qbank" / "bank" / "errata.yaml"

    assert (ROOT / "tests" / "data" / "errata.yaml").read_bytes() == shipped.read_bytes()
