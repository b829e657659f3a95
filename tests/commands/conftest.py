"""A small bank, and two ways to run the program on it: in this process, and as a child of its own."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from qbank.cli import run
from tests.conftest import missing

GOOD = Path(__file__).parents[1] / "bank" / "good"

TOPICS = """\
schema: 1
topics:
  - slug: training
    name: {zh: 训练, en: Training}
    aliases: [炼丹, train]
  - slug: inference
    name: {zh: 推理, en: Inference}
  - slug: compression
    name: {zh: 模型压缩, en: Compression}
  - slug: empty
    name: {zh: 空, en: Nothing yet}
tracks:
  - slug: research
    name: {zh: 研究, en: Research}
    weights: {inference: 0.5, compression: 0, training: 2}
"""

DRAFT = """\
schema: 1
id: {topic}/warm-up
kind: {kind}
topic: {topic}
tags: [warmup, {topic}]
difficulty: {difficulty}
question:
  zh: {topic}为什么要预热？
answer:
  zh: 避免早期不稳定。
"""

FORMER = "former_ids: [training/exploding]\n"

IDS = [
    "training/warm-up",
    "training/vanishing-exploding-gradients",
    "inference/kv-cache-memory",
    "inference/warm-up",
    "compression/ptq-vs-qat",
]
GRADIENTS = "training/vanishing-exploding-gradients"
GRADED = "梯度是各层雅可比的连乘，随深度指数缩放。爆炸时按范数裁剪梯度。"


@dataclass(frozen=True, slots=True)
class Done:
    """What a run left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[list[str]]:
        """Return the records of a pipe."""
        return [line.split("\t") for line in self.out.splitlines()]


Run = Callable[..., Done]


@pytest.fixture
def bank(tmp_path: Path, home: Path) -> Path:
    """Return a bank of three checked entries and two drafts without a rubric."""
    folder = shutil.copytree(GOOD, tmp_path / "bank")
    (folder / "topics.yaml").write_text(TOPICS, "utf-8")
    _write(folder, "training", "concept", 1)
    _write(folder, "inference", "design", 5)
    gradients = folder / f"{GRADIENTS}.yaml"
    gradients.write_text(gradients.read_text("utf-8") + FORMER, "utf-8")
    return folder


def _write(folder: Path, topic: str, kind: str, difficulty: int) -> None:
    text = DRAFT.format(topic=topic, kind=kind, difficulty=difficulty)
    (folder / topic / "warm-up.yaml").write_text(text, "utf-8")


@pytest.fixture
def qbank(bank: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command line on the small bank, in this process."""
    monkeypatch.setenv("QBANK_BANK", str(bank))

    def call(*arguments: str, typed: str | bytes = "") -> Done:
        raw = typed.encode() if isinstance(typed, str) else typed
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
            code = run(arguments)
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return call


@pytest.fixture
def program(bank: Path) -> Run:
    """Return a function that runs a command line on the small bank, as a program of its own."""

    def call(*arguments: str | bytes, typed: str | bytes = "", **environ: str) -> Done:
        raw = typed.encode() if isinstance(typed, str) else typed
        done = subprocess.run(
            [sys.executable, "-m", "qbank", *arguments],
            input=raw,
            capture_output=True,
            check=False,
            env=child_environ(bank, environ),
            timeout=120,
        )
        return Done(
            done.returncode,
            done.stdout.decode("utf-8", "surrogateescape"),
            done.stderr.decode("utf-8", "replace"),
        )

    return call


def child_environ(bank: Path, more: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a child that uses the small bank."""
    return {**os.environ, "QBANK_BANK": str(bank), **more}


def without_rights(bank: Path, *arguments: str, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the program without the rights of root, who may write everywhere."""
    command = [sys.executable, "-m", "qbank", *arguments]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip(missing("setpriv"))
        drop = ["--inh-caps=-all", "--bounding-set=-all"]
        command = ["setpriv", *drop, "--securebits=+noroot,+noroot_locked", *command]
    return subprocess.run(
        command, input=typed, capture_output=True, check=False, env=child_environ(bank, {}), timeout=60
    )


def is_plain_speech(text: str) -> bool:
    """Say whether an error reads as a sentence: no traceback, no name of a Python exception."""
    return "Traceback" not in text and "Error(" not in text and "Error: " not in text.replace("error: ", "")
