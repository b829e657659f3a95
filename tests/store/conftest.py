"""A data folder for each test, and rows to put into it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import qbank
from qbank.core.review import Review, uuid7

START = 1_750_000_000_000_000
WRITER = Path(__file__).with_name("writer.py")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Name a data folder that is not there yet, in a path such as people have."""
    return tmp_path / "数据 a%20b#?"


@pytest.fixture
def make_review() -> Callable[..., Review]:
    """Return a maker of rows, each a minute after the one before."""
    made = 0

    def make(item: str | None = "a/b", grade: int | None = 3, kind: Any = "answer", **rest: Any) -> Review:
        nonlocal made
        made += 1
        at = rest.pop("at", START + made * 60_000_000)
        row_id = rest.pop("id", uuid7(at, made.to_bytes(8, "big")))
        return Review(row_id, "here", at, 480, kind, item=item, grade=grade, **rest)

    return make


@pytest.fixture
def start_writer() -> Callable[..., "subprocess.Popen[str]"]:
    """Return a starter of real processes that use the store (see writer.py)."""
    source = str(Path(qbank.__file__).parents[1])
    environment = os.environ | {"PYTHONPATH": source, "PYTHONIOENCODING": "utf-8"}

    def start(*arguments: object) -> "subprocess.Popen[str]":
        command = [sys.executable, str(WRITER), *map(str, arguments)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, encoding="utf-8")

    return start
