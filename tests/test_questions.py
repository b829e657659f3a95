"""The bank that ships: nothing wrong in it, and nothing lost of the seeds."""

import json
import re
from pathlib import Path

import pytest
import yaml

from qbank.bank import open_bank
from qbank.bank.linting import lint
from qbank.core.search import rank
from qbank.core.select import in_words

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

    assert len(in_words(summaries)) >= 150
    assert len(summaries) - len(in_words(summaries)) >= 40
    assert all(summary.question.zh and summary.question.en for summary in summaries)
    assert {summary.state for summary in summaries} == {"checked"}


COMPLETE = {
    "training": 28,
    "overfitting": 18,
    "compression": 20,
    "deployment": 19,
    "transformer": 30,
    "inference": 26,
}


@pytest.mark.parametrize("topic", COMPLETE)
def test_complete_topics(bank, topic: str) -> None:
    """It has, in the complete topics, an entry for every subject, and no fewer entries than subjects."""
    entries = [bank.entry(summary.id) for summary in bank.summaries()]
    answered = {id_ for entry in entries for id_ in (entry.id, *entry.covers)}
    (subjects,) = [one.subjects for one in bank.topics if one.slug == topic]

    assert len(subjects) == COMPLETE[topic]
    assert [subject.id for subject in subjects if subject.id not in answered] == []
    assert sum(entry.topic == topic for entry in entries) >= COMPLETE[topic]


def test_every_problem_is_in_both_languages(bank) -> None:
    """It ships coding problems with title, statement, notes and explanation in both languages."""
    problems = [bank.problem(summary.id) for summary in bank.summaries() if summary.is_problem]

    assert problems
    for problem in problems:
        for text in (problem.title, problem.statement, problem.spec_notes, problem.explain):
            assert text.zh, problem.id
            assert text.en, problem.id


def test_every_wording_finds_its_entry(bank) -> None:
    """It finds first, by each of an entry's questions (a problem's titles) and aliases, that entry."""
    lost = []
    for summary in bank.summaries():
        plain = bank.plain(summary.id)
        aliases = [phrase for phrases in plain["aliases"].values() for phrase in phrases]
        asked = plain["title"] if summary.is_problem else plain["question"]
        for wording in (*asked.values(), *aliases):
            found = [hit.id for hit in rank(wording, bank.index)[:1]]
            if found != [summary.id]:
                lost.append((wording, summary.id, found))

    assert lost == []


@pytest.mark.parametrize("name", ["search.jsonl", "search-asked.jsonl", "search-blind.jsonl"])
def test_searches(bank, name: str) -> None:
    """It finds what people mean: by name, abbreviation, sound, slip, other language, part and question."""
    lines = (ROOT / "tests" / "data" / name).read_text("utf-8").splitlines()
    titles = {one.id: f"{one.question.zh} || {one.question.en}" for one in bank.summaries()}
    ranks = []
    for one in map(json.loads, lines):
        hits = rank(one["query"], bank.index)
        if one["class"] == "negative":
            assert all(hit.weak for hit in hits), one["query"]
            continue
        meant = [re.compile(best, re.IGNORECASE) for best in one.get("best", ())]
        is_meant = [
            hit.id in one.get("ids", ()) or any(best.search(titles[hit.id]) for best in meant)
            for hit in hits[:10]
        ]
        ranks.append(1 / (is_meant.index(True) + 1) if any(is_meant) else 0)

    assert sum(ranks) / len(ranks) > 0.95


def test_every_concept_question_of_the_seeds_has_its_home(bank, seeds: dict[str, str]) -> None:
    """It names each of the 46 concept items in the entry that the table of seeds gives."""
    entries = {summary.id: bank.entry(summary.id) for summary in bank.summaries()}
    concepts = {item: id_ for item, id_ in seeds.items() if "#c" in item}
    homeless = [item for item, id_ in concepts.items() if id_ not in entries]
    silent = [item for item, id_ in concepts.items() if item not in entries[id_].seeds]

    assert homeless == []
    assert silent == []


def test_every_coding_question_of_the_seeds_has_its_problem(bank, seeds: dict[str, str]) -> None:
    """It names each of the 13 coding items among the seeds of the problem that the table of seeds gives."""
    problems = [bank.problem(summary.id) for summary in bank.summaries() if summary.is_problem]
    named = {(seed, problem.id) for problem in problems for seed in problem.seeds}
    wanted = {(item, id_) for item, id_ in seeds.items() if "#k" in item}

    assert len({id_ for _, id_ in wanted}) == 9
    assert sorted(wanted - named) == []


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
