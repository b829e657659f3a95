"""The bank of practice with follow-ups that lead somewhere, and a clock that tests turn by hand."""

from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml

from qbank.commands import interviewing, opening
from tests.bank.conftest import dump
from tests.commands.practice import CLIPPING, DECAY, DROPOUT, STOPPING, write_practice

BEGIN = 1_800_000_000_000_000  # 2027-01-15, microseconds since 1970
HALF = "训练时随机置零一部分神经元。"  # the mask of dropout; off and scale are missing
WRONG = "训练时随机置零。推理时也要随机丢弃神经元。"
ADDED = "推理时关闭 dropout。"
COMPLETE = "训练时随机置零一部分神经元。推理时关闭 dropout。保留的除以 1-p。"


def write_interview(folder: Path) -> Path:
    """Write the bank: dropout leads to early stopping and is related to weight decay and clipping."""
    write_practice(folder)
    change(
        folder,
        DROPOUT,
        follow_ups=[
            {"q": _both("线上要改什么？", "What online?"), "a": _both("推理时关闭。", "off at inference")},
            {"q": _both("还有什么办法？", "What else is there?"), "see": STOPPING},
            {"q": _both("丢弃率取多少？", "Which rate?"), "a": _both("常用 0.1 到 0.5。", "0.1 to 0.5.")},
        ],
        related=[DECAY, CLIPPING, "training/planned"],
    )  # fmt: skip
    return folder


def change(folder: Path, id_: str, **fields: Any) -> None:
    """Change fields of an entry."""
    path = folder / f"{id_}.yaml"
    path.write_text(dump({**yaml.safe_load(path.read_text("utf-8")), **fields}), "utf-8")


def stop_the_clock(monkeypatch: pytest.MonkeyPatch, seconds: float = 10.0) -> None:
    """Let the clock stand at one day, a microsecond a look; every look at the stop-watch takes seconds."""
    looks, ticks = count(BEGIN), count()
    monkeypatch.setattr(opening, "now", lambda: opening.Moment(next(looks), 480))
    monkeypatch.setattr(interviewing.time, "monotonic", lambda: next(ticks) * seconds)


def _both(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}
