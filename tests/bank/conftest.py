"""Small banks to break."""

import os
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from qbank.bank import Bank, compiled
from qbank.core.fingerprint import fingerprint
from qbank.files import copy_of_bank

TOPICS = {
    "schema": 1,
    "topics": [
        {
            "slug": "training",
            "name": {"zh": "训练", "en": "Training"},
            "aliases": ["train"],
            "scope": {"zh": "训练的事", "en": "What concerns training"},
            "subjects": [{"slug": "warm-up", "zh": "预热"}],
        },
        {"slug": "overfitting", "name": {"zh": "过拟合", "en": "Overfitting"}},
    ],
    "tracks": [
        {"slug": "research", "name": {"en": "Research"}, "weights": {"training": 2, "overfitting": 0.5}}
    ],
}


def draft(id_: str = "training/warm-up", **more: Any) -> dict[str, Any]:
    """Return the least that an entry may be."""
    topic = id_.partition("/")[0]
    entry = {"schema": 1, "id": id_, "kind": "concept", "topic": topic}
    return {**entry, "question": {"zh": "为什么要预热？"}, "answer": {"zh": "避免早期不稳定。"}, **more}


def checked(id_: str = "training/adamw", **more: Any) -> dict[str, Any]:
    """Return an entry that has everything, with the fingerprint of its text."""
    point = {"id": "decay", "weight": 2, "must": True, "zh": "权重衰减解耦", "en": "decoupled weight decay"}
    entry = draft(
        id_,
        kind="calculation",
        tags=["optimizer", "adam"],
        difficulty=2,
        question={"zh": "AdamW 与 Adam 有什么区别？", "en": "How does AdamW differ from Adam?"},
        aliases={"zh": ["权重衰减解耦"], "en": ["decoupled weight decay"]},
        short={"zh": "衰减不经过自适应缩放。", "en": "The decay is not scaled by the second moment."},
        answer={"zh": "权重衰减 0.01。\n", "en": "The weight decay is 0.01.\n"},
        key_points=[
            {**point, "match": [["解耦", "decoupl*"]], "aliases": ["衰减解耦"], "not": [["耦合", "coupled"]]},
            {**point, "id": "scale", "match": [["缩放", "scal*"]]},
        ],
        mistakes=[
            {
                "zh": "就是 L2",
                "en": "It is L2",
                "point": "decay",
                "why": {"zh": "不是", "en": "No"},
                "fixes": ["E01"],
            }
        ],
        follow_ups=[
            {"q": {"zh": "为什么？", "en": "Why?"}, "a": {"zh": "因为", "en": "Because"}},
            {"q": {"zh": "预热？", "en": "Warm-up?"}, "see": "training/warm-up"},
        ],
        numeric=[
            {"id": "rate", "expr": "1/100", "expect": 0.01, "rtol": 0, "shown": ["0.01"]},
            {"id": "two", "expr": "1+1", "expect": 2, "rtol": 0.1, "shown": {"zh": ["2"], "en": ["two"]}},
        ],
        refs=[
            {"id": "adamw", "title": "Decoupled", "year": 2017, "arxiv": "1711.05101", "supports": ["decay"]},
            {"id": "torch", "title": "Docs", "year": 2024, "url": "https://pytorch.org/docs"},
            {"id": "doi", "title": "Paper", "year": 2015, "doi": "10.1000/182"},
        ],
        seeds=["000#c1"],
        covers=["training/weight-decay"],
        related=["training/warm-up"],
        former_ids=["training/adam-w"],
        valid_as_of="2026-01-31",
        waive={"L012": "a reason"},
        **more,
    )
    return {**entry, "review": {"state": "checked", "checked": "2026-01-31", "hash": fingerprint(entry)}}


CASES = """import numpy as np
from comparing import case

ENTRY = "double"


def cases(rng):
    return [case("一个数", "a number", x=rng.normal())]


def oracle(case):
    return case.args["x"] * 2
"""
FILES = {
    "starter.py": "def double(x):\n    raise NotImplementedError\n",
    "solution.py": "def double(x):\n    return x + x\n",
    "cases.py": CASES,
    "variants/shift.py": "def double(x):\n    return 2 * x\n",
    "variants/sum.py": "def double(x):\n    return sum([x, x])\n",
    **{
        f"wrong/{slug}.py": f"# reason.zh: 错了 {slug}\n# reason.en: is wrong: {slug}\n"
        "# caught_by: a number\n\n\n"
        f"def double(x):\n    return x + {slug[1:]}\n"
        for slug in (f"p{number}" for number in range(10))
    },
}


def problem(id_: str = "coding/double", **more: Any) -> dict[str, Any]:
    """Return the least that a coding problem may be."""
    plain = {"schema": 1, "id": id_, "kind": "coding", "topic": "training"}
    return {
        **plain,
        "title": {"zh": "手写翻倍", "en": "Implement doubling"},
        "statement": {"zh": "返回 `x` 的两倍。\n", "en": "Return twice `x`.\n"},
        "signature": "double(x)",
        "examples": [{"code": "double(1.5)", "result": "3.0"}],
        "spec_notes": {"zh": "- `x` 是有限的。\n", "en": "- `x` is finite.\n"},
        "needs": ["numpy"],
        **more,
    }


def whole_problem(id_: str = "coding/double", **more: Any) -> dict[str, Any]:
    """Return a coding problem that lacks only its approval."""
    return problem(
        id_,
        **{
            "tags": ["arithmetic", "warm-up"],
            "difficulty": 1,
            "aliases": {"zh": ["手撕翻倍"], "en": ["multiply by two"]},
            "hints": [{"zh": f"提示 {hint}。", "en": f"Hint {hint}."} for hint in "abc"],
            "explain": {
                "zh": "加一次就够了。时间是 $O(1)$。\n",
                "en": "One addition is enough. It takes $O(1)$.\n",
            },
            "limits": {"cpu": 2.5, "memory": 256},
            "follow_ups": [
                {"q": {"zh": "为什么？", "en": "Why?"}, "a": {"zh": "因为。", "en": "Because."}},
                {"q": {"zh": "预热？", "en": "Warm-up?"}, "see": "training/warm-up"},
            ],
            "refs": [{"id": "torch", "title": "Docs", "year": 2024, "url": "https://pytorch.org/docs"}],
            "seeds": ["000#k1"],
            "related": ["training/warm-up"],
            "equivalent": [{"mutant": "2:11 x + x -> x * 2", "zh": "相同", "en": "the same"}],
            **more,
        },
    )


def put_problem(folder: Path, plain: Mapping[str, Any], files: Mapping[str, str] = FILES) -> Path:
    """Write a problem's folder, and return it."""
    for name, text in files.items():
        put_text(folder, f"{plain['id']}/{name}", text)
    return put_text(folder, f"{plain['id']}/problem.yaml", dump(plain)).parent


def dump(plain: Mapping[str, Any]) -> str:
    """Write YAML in block style, keys in their order."""
    return yaml.safe_dump(dict(plain), allow_unicode=True, sort_keys=False, default_flow_style=False)


Write = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a bank of two topics and two entries."""
    folder = tmp_path / "questions"
    folder.mkdir()
    (folder / "topics.yaml").write_text(dump(TOPICS), "utf-8")
    for entry in (draft(), checked()):
        put(folder, entry)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def put(folder: Path, entry: Mapping[str, Any]) -> Path:
    """Write an entry to its place."""
    return put_text(folder, f"{entry['id']}.yaml", dump(entry))


def put_text(folder: Path, name: str, text: str | bytes) -> Path:
    """Write a file of a bank."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def copy_of(folder: Path, cache: Path) -> Path:
    return copy_of_bank(cache, folder)


def trust(folder: Path, cache: Path) -> None:
    """Make the copy clearly younger than the files, without waiting for two seconds."""
    path = copy_of(folder, cache)
    connection = sqlite3.connect(path, isolation_level=None)
    meta = compiled.Copy.open(path).meta
    later = max(file.stat().st_ctime_ns for file in (folder, *folder.rglob("*"))) + 10**10
    compiled.write_meta(connection, replace(meta, as_of=later))
    connection.close()
    os.utime(path, ns=(later, later))


def everything(bank: Bank) -> list[object]:
    ids = [one.id for one in bank.summaries()]
    rows = sorted(bank.index.documents(), key=lambda document: document.id)
    return [bank.summaries(), rows, [bank.plain(id_) for id_ in ids], list(bank.entries(ids)), bank.topics]
