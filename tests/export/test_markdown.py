"""The bank as Markdown and as JSON."""

import json
from pathlib import Path

import pytest
import yaml

from qbank.core.entry import Entry
from qbank.core.question import Topic
from qbank.core.text import Text
from qbank.export import FORMATS, Bundle
from qbank.export.markdown import anchor, render

QUESTIONS = Path(__file__).parents[1] / "bank" / "good"
FULL = yaml.safe_load((QUESTIONS / "inference" / "kv-cache-memory.yaml").read_text(encoding="utf-8"))
DRAFT = {
    "id": "training/warmup",
    "kind": "concept",
    "topic": "training",
    "question": {"zh": "为什么要 [预热] 学习率？"},
    "answer": {"zh": "# 标题\n\n```sh\n# 注释\n```\n"},
    "valid_as_of": "2026-01-01",
    "follow_ups": [{"q": {"zh": "多久？"}, "see": "inference/kv-cache-memory"}],
}
TOPICS = [
    Topic("training", Text("训练", "Training"), Text()),
    Topic("empty", Text("空", "Empty"), Text()),
    Topic("inference", Text("推理", "Inference"), Text()),
]
ENTRIES = [Entry.of(FULL, state="checked", hash_="h"), Entry.of(DRAFT, state="draft", hash_="d")]


@pytest.fixture
def document() -> str:
    return render(TOPICS, ENTRIES, ("zh", "en"))


def test_contents_lead_to_every_entry(document: str) -> None:
    """It has one anchor for each link of the contents, in the topics' order, none for an empty one."""
    links = [
        line.partition("](#")[2].rstrip(")") for line in document.splitlines() if line.startswith("  - [")
    ]

    assert links == ["training--warmup", "inference--kv-cache-memory"]
    assert all(f'<a id="{link}"></a>' in document for link in links)
    assert "Empty" not in document


def test_both_languages_are_there(document: str) -> None:
    """It holds question, short answer, answer, points and mistakes in both languages, and formulas."""
    entry = ENTRIES[0]

    for text in (entry.question, entry.short, entry.mistakes[0].text, entry.key_points[0].text):
        assert text.zh in document
        assert text.en in document
    assert r"$$b_{\text{tok}} = 2 \cdot n_{\text{layer}}" in document
    assert document.count("| LLaMA-7B") == 2


def test_references_are_linked(document: str) -> None:
    """It links each source."""
    assert "](<https://arxiv.org/abs/2309.06180>) (2023)" in document


def test_one_language() -> None:
    """It leaves the other language out when one is asked for."""
    document = render(TOPICS, ENTRIES[:1], ("en",))

    assert ENTRIES[0].question.zh not in document
    assert ENTRIES[0].short.zh not in document
    assert ENTRIES[0].short.en in document


def test_a_draft(document: str) -> None:
    """It marks a draft, dates what ages, escapes links, moves headings down and leaves code alone."""
    assert "草稿 / draft" in document
    assert "2026-01-01" in document
    assert r"[为什么要 \[预热\] 学习率？](#training--warmup)" in document
    assert "\n##### 标题" in document
    assert "\n# 注释" in document
    assert "→ [inference/kv-cache-memory](#inference--kv-cache-memory)" in document


def test_a_planned_entry_is_not_linked() -> None:
    """It names no entry that is not in the document."""
    document = render(TOPICS, ENTRIES[1:], ("zh", "en"))

    assert "kv-cache-memory" not in document


def test_json_is_the_files() -> None:
    """It gives the fields of the files."""
    text = FORMATS["json"].render(Bundle(TOPICS, ENTRIES[:1], [FULL]))

    assert json.loads(text) == {"schema": 1, "entries": [FULL]}
    assert FORMATS["md"].render(Bundle(TOPICS, ENTRIES, [FULL, DRAFT])) == render(
        TOPICS, ENTRIES, ("zh", "en")
    )


def test_anchor() -> None:
    """It makes an anchor of an id."""
    assert anchor("a/b-c") == "a--b-c"
