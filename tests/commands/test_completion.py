"""TAB in the real shells: what it offers, and that a bank's text never runs."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pytest

from qbank import __main__, completion
from qbank.copies import COPY_FORMAT
from qbank.core.history import MARKS
from qbank.settings import Options, load
from qbank.verbs import CODE
from tests.commands.conftest import DRAFT, IDS, Run, child_environ
from tests.conftest import missing

HEAVY = {"typer", "pydantic", "yaml", "rich", "rapidfuzz", "fsrs", "prompt_toolkit"}
SLOW = {  # each costs a TAB more than a millisecond
    *(
        "argparse",
        "contextlib",
        "dataclasses",
        "enum",
        "hashlib",
        "importlib.util",
        "inspect",
        "json",
        "pathlib",
    ),
    *("platformdirs", "re", "shlex", "shutil", "subprocess", "tempfile", "tomllib", "typing", "urllib"),
    *("qbank.bank", "qbank.cli", "qbank.core", "qbank.errors", "qbank.files", "qbank.settings"),
}
EVIL = "$(touch x) `touch x` \\$(touch x) \\\\$(touch x) ; touch x ' \" & | > x"


def offered(*words: str, capsys: pytest.CaptureFixture[str], at: int | None = None) -> list[str]:
    """Return what is offered for the last word, or the one at a place."""
    assert completion.answer(str(len(words) if at is None else at), ["qbank", *words], os.environ) == 0
    return capsys.readouterr().out.split()


@pytest.fixture
def shipped(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QBANK_BANK", str(bank))


def test_words(shipped: None, capsys: pytest.CaptureFixture[str]) -> None:
    """It offers commands, options, and the values of options that have few."""
    assert offered("se", capsys=capsys) == ["search"]
    assert {"quiz", "list"} <= set(offered("", capsys=capsys))
    assert {"--lang", "--bank"} == {
        word for word in offered("-", capsys=capsys) if word in ("--lang", "--bank")
    }
    assert offered("lint", "", capsys=capsys) == []
    assert offered("quiz", "--mo", capsys=capsys) == ["--mode"]
    assert offered("quiz", "--mode", "", capsys=capsys) == ["type", "recall"]
    assert offered("list", "--marked", "", capsys=capsys) == list(MARKS)
    assert offered("--lang", "", capsys=capsys) == ["zh", "en"]
    assert offered("list", "--difficulty", "", capsys=capsys) == ["1", "2", "3", "4", "5"]
    assert offered("completion", "", capsys=capsys)[:3] == ["bash", "zsh", "fish"]
    assert "set" in offered("config", "", capsys=capsys)
    assert offered("nonsense", "", capsys=capsys)[:1] == ["quiz"]


def test_words_of_the_bank(shipped: None, capsys: pytest.CaptureFixture[str]) -> None:
    """It offers topics and ids; where a file has a fault, those of before; without a copy, nothing then."""
    assert offered("list", "--topic", "", capsys=capsys) == ["training", "inference", "compression", "empty"]
    assert offered("quiz", "--topic", "tr", capsys=capsys) == ["training"]
    assert sorted(offered("list", "--id", "", capsys=capsys)) == sorted(IDS)
    assert offered("show", "inf", capsys=capsys) == ["inference/kv-cache-memory", "inference/warm-up"]
    assert offered("show", "zzz", capsys=capsys) == []
    assert offered("list", "--topic", "", capsys=capsys) == ["training", "inference", "compression", "empty"]
    Path(os.environ["QBANK_BANK"], "training/warm-up.yaml").write_text("schema: [")
    assert offered("show", "inf", capsys=capsys) == ["inference/kv-cache-memory", "inference/warm-up"]
    for copy in load(Options()).cache.glob("bank-*.sqlite3"):
        copy.write_bytes(b"nothing")
    assert offered("show", "inf", capsys=capsys) == []


GQA = Path(__file__).parents[2] / "questions" / "coding" / "gqa"


@pytest.fixture
def problems(bank: Path, shipped: None) -> Path:
    """Put two coding problems into the small bank, one of a topic that no folder is named after."""
    for slug, topic in (("gqa", "transformer"), ("grad-clip", "training")):
        shutil.copytree(GQA, bank / "coding" / slug)
        file = bank / "coding" / slug / "problem.yaml"
        text = file.read_text("utf-8").replace("id: coding/gqa", f"id: coding/{slug}")
        file.write_text(text.replace("topic: transformer", f"topic: {topic}"), "utf-8")
    return bank / "coding"


def test_words_of_a_group(problems: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It offers the commands of a group, then the options of the one that was typed."""
    named = [verb.name.removeprefix("code ") for verb in CODE]
    assert offered("co", capsys=capsys) == ["code", "config", "completion"]
    assert offered("code", "", capsys=capsys) == named
    assert {"list", "start", "test", "watch", "doctor"} <= set(named)
    assert offered("code", "s", capsys=capsys) == ["start", "solution"]
    assert offered("--lang", "zh", "code", "--plain", "wa", capsys=capsys) == ["watch"]
    assert offered("code", "test", "--d", capsys=capsys) == ["--dump"]
    assert offered("code", "list", "--t", capsys=capsys) == ["--topic", "--track", "--tag"]
    assert offered("code", "--t", capsys=capsys) == []
    assert offered("code", "start", "--l", capsys=capsys) == ["--lang"]
    assert offered("code", "start", "gqa", "--variant", "", capsys=capsys) == [
        "torch",
        "keras",
        "transformers",
    ]
    assert offered("list", "--kind", "cod", capsys=capsys) == ["coding"]


def test_words_of_the_problems(problems: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It offers the ids of problems, whole and in short, without a compiled copy and from one."""
    for _ in range(2):
        both = ["coding/gqa", "coding/grad-clip", "gqa", "grad-clip"]
        assert sorted(offered("code", "start", "", capsys=capsys)) == both
        assert offered("code", "test", "gr", capsys=capsys) == ["grad-clip"]
        assert offered("code", "hint", "coding/gq", capsys=capsys) == ["coding/gqa"]
        assert offered("code", "start", "training", capsys=capsys) == []
        assert offered("code", "doctor", "", capsys=capsys) == []
        assert offered("code", "list", "", capsys=capsys) == []
        assert sorted(offered("show", "", capsys=capsys)) == sorted([*IDS, *both[:2]])
        assert "coding" not in offered("quiz", "--topic", "", capsys=capsys)
        assert offered("code", "list", "--topic", "tr", capsys=capsys) == ["training", "transformer"]
    shutil.copytree(GQA, home / "bank" / "coding" / "mine")
    text = (GQA / "problem.yaml").read_text("utf-8").replace("id: coding/gqa", "id: coding/mine")
    (home / "bank/coding/mine/problem.yaml").write_text(text, "utf-8")
    assert "mine" in offered("code", "start", "", capsys=capsys)


def test_a_copy_of_another_format(problems: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It asks no copy that an older qbank left in the cache: that is of no use to it."""
    assert "gqa" in offered("code", "start", "", capsys=capsys)
    (copy,) = load(Options()).cache.glob("bank-*.sqlite3")
    copy.rename(copy.with_name(copy.name.replace(f"bank-{COPY_FORMAT}-", "bank-3-")))
    shutil.rmtree(problems / "gqa")

    assert "gqa" not in offered("code", "start", "", capsys=capsys)


def test_odd_calls(shipped: None, capsys: pytest.CaptureFixture[str]) -> None:
    """It answers whatever a shell passes."""
    assert completion.answer("x", ["qbank", "sea"], os.environ) == 0
    assert completion.answer("9", ["qbank"], os.environ) == 0
    assert completion.answer("0", [], os.environ) == 0
    assert "Traceback" not in capsys.readouterr().err


def test_the_fast_path(
    shipped: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is taken when the shell's script asks."""
    monkeypatch.setenv("_QBANK_COMPLETE", "1")
    monkeypatch.setattr(sys, "argv", ["qbank", "qbank", "sear"])

    assert __main__.main() == 0
    assert capsys.readouterr().out == "search\n"


@pytest.mark.parametrize("lasting", ["", 'lang = "en"\nbank = ["{bank}"]\n'])
def test_the_fast_path_is_light(program: Run, bank: Path, problems: Path, lasting: str) -> None:
    """It imports next to nothing: no module that a few milliseconds would go into, a config.toml or none."""
    program("list")
    config = Path(os.environ["XDG_CONFIG_HOME"], "qbank", "config.toml")
    config.parent.mkdir(parents=True)
    config.write_text(lasting.format(bank=bank))
    code = (
        "import sys; before = set(sys.modules); from qbank.__main__ import main; main();"
        "print(*sorted(set(sys.modules) - before))"
    )
    for words in (
        ["qbank", "show", "inf"],
        ["qbank", "li"],
        ["qbank", "code", "st"],
        ["qbank", "code", "start", ""],
        ["qbank", "quiz", "--topic", ""],
    ):
        environ = child_environ(bank, {"_QBANK_COMPLETE": str(len(words) - 1)})
        if lasting:
            del environ["QBANK_BANK"]
        done = subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True, env=environ
        )
        *offers, modules = done.stdout.splitlines()
        assert offers
        assert (HEAVY | SLOW).isdisjoint(modules.split())
        assert ("sqlite3" in modules.split()) == (words[-1] not in ("li", "st"))


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return a second bank, in a folder whose name has a space."""
    folder = tmp_path / "my bank"
    (folder / "vision").mkdir(parents=True)
    text = DRAFT.format(topic="vision", kind="concept", difficulty=2)
    (folder / "vision/warm-up.yaml").write_text(text, "utf-8")
    return folder


def test_the_bank_on_the_line(
    shipped: None, bank: Path, other: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It asks the bank that the line itself names, however the shell hands it over, before or after."""
    for given in (
        [f"--bank={other}"],
        ["--bank", f'"{other}"'],
        ["--bank", "=", str(other).replace(" ", "\\ ")],
        ["--bank", str(tmp_path / "my bank")],
    ):
        for _ in range(2):  # without a compiled copy, and with one
            assert offered(*given, "show", "", capsys=capsys)[0] == "vision/warm-up"
    assert offered("show", "", "--bank", str(other), capsys=capsys, at=2)[0] == "vision/warm-up"
    both = offered("--bank", str(other), "--bank", str(bank), "list", "--topic", "", capsys=capsys)
    assert sorted(both) == ["compression", "empty", "inference", "training", "vision"]
    assert offered("--bank", str(tmp_path / "none"), "list", "--topic", "", capsys=capsys) == []
    assert offered("--bank", '"open', "list", "--topic", "", capsys=capsys) == []
    assert offered("list", "--bank", "", capsys=capsys) == []


def test_the_personal_bank(
    shipped: None, other: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It offers one's own questions too, also those of another --home."""
    (tmp_path / "data").mkdir()
    shutil.copytree(other, tmp_path / "data/bank")

    for _ in range(2):
        assert offered("show", "vi", capsys=capsys) == []
        assert offered("--home", str(tmp_path / "data"), "show", "vi", capsys=capsys) == ["vision/warm-up"]
    shutil.copytree(other, home / "bank")
    assert offered("show", "vi", capsys=capsys) == ["vision/warm-up"]
    assert offered("quiz", "--topic", "=", "vi", capsys=capsys) == ["vision"]


def test_a_config_that_takes_more(home: Path, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It reads a config.toml in full where that is more than plain lines; a wrong one offers nothing."""
    config = Path(os.environ["XDG_CONFIG_HOME"], "qbank", "config.toml")
    config.parent.mkdir(parents=True)
    config.write_text(f"bank = [\n  {str(other)!r}, # mine\n]\n")
    for _ in range(2):
        assert offered("show", "", capsys=capsys)[0] == "vision/warm-up"

    config.write_text("bank = 3\n")
    assert offered("list", "--topic", "", capsys=capsys) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script(qbank: Run, shell: str) -> None:
    """It is the shell's own language, and holds nothing of a bank."""
    if not shutil.which(shell):
        pytest.skip(missing(shell))
    done = qbank("completion", shell)

    assert done.code == 0
    checked = subprocess.run([shell, "-n"], input=done.out, text=True, capture_output=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert not any(id_ in done.out for id_ in IDS)


@pytest.fixture
def place(bank: Path, tmp_path: Path, qbank: Run) -> Path:
    """Return a folder to press TAB in; the bank's titles attack the shell, and `qbank` is on the PATH."""
    file = bank / "training/warm-up.yaml"
    text = file.read_text("utf-8").replace("training为什么要预热？", json.dumps(EVIL))
    file.write_text(text.replace("[warmup, training]", f"[warmup, {json.dumps(EVIL)}]"), "utf-8")
    topics = bank / "topics.yaml"
    topics.write_text(topics.read_text("utf-8").replace("en: Training", f"en: {json.dumps(EVIL)}"), "utf-8")
    folder = tmp_path / "here"
    folder.mkdir()
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "qbank").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m qbank "$@"\n')
    (programs / "qbank").chmod(0o755)
    assert qbank("list").code == 0
    for shell in ("bash", "zsh", "fish"):
        (tmp_path / f"qbank.{shell}").write_text(qbank("completion", shell).out)
    return folder


START = {
    "bash": (["--norc", "--noprofile", "-i"], "source {script}; bind 'set bell-style none'; PS1='READY> '\r"),
    "zsh": (
        ["-f", "-i"],
        "autoload -U compinit; compinit -u -D; source {script}; unsetopt beep; PS1='READY> '\r",
    ),
    "fish": (["--no-config", "-i"], "source {script}; function fish_prompt; echo 'READY> '; end\r"),
}


class Shell:
    """An interactive shell in which TAB can be pressed."""

    def __init__(self, name: str, place: Path, bank: Path) -> None:
        arguments, start = START[name]
        path = f"{place.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
        self.child = pexpect.spawn(
            name,
            arguments,
            cwd=place,
            env=child_environ(bank, {"PATH": path, "TERM": "xterm"}),
            encoding="utf-8",
            codec_errors="replace",
            timeout=30,
            dimensions=(40, 200),
        )
        time.sleep(0.5)
        self.child.send(start.format(script=place.parent / f"qbank.{name}"))
        self.child.expect("READY> ")
        self.read(until="never shown", seconds=0.5)

    def tab(self, typed: str, wanted: str) -> None:
        """Type, press TAB until what was wanted is shown, and clear the line."""
        self.child.send(typed)
        self.read(until="never shown", seconds=0.3)
        shown = ""
        for _ in range(6):
            self.child.send("\t")
            shown += self.read(until=wanted, seconds=1.5)
            if wanted in shown:
                break
        assert wanted in shown, typed
        self.child.send("\x15")
        self.read(until="never shown", seconds=0.3)

    def read(self, *, until: str, seconds: float) -> str:
        """Return what the shell writes, up to some text or until the time is over."""
        shown, end = "", time.monotonic() + seconds
        while until not in shown and (left := end - time.monotonic()) > 0:
            with contextlib.suppress(pexpect.TIMEOUT):
                shown += self.child.read_nonblocking(4096, timeout=left)
        return shown


@pytest.mark.parametrize("name", START)
def test_tab(problems: Path, place: Path, bank: Path, home: Path, name: str) -> None:
    """It completes commands, options, topics and ids in the shell itself, and no title ever runs."""
    if not shutil.which(name):
        pytest.skip(missing(name))
    (Path(os.environ["HOME"]) / ".config").mkdir(exist_ok=True)
    shell = Shell(name, place, bank)
    try:
        shell.tab("qbank sear", "ch")
        shell.tab("qbank quiz --se", "--seed")
        shell.tab("qbank list --topic tr", "aining")
        shell.tab("qbank show inference/k", "v-cache-memory")
        shell.tab("qbank show tr", "aining/")
        shell.tab("qbank show ", "inference/warm-up")
        shell.tab("qbank list --topic ", "compression")
        shell.tab("qbank code wat", "ch")
        shell.tab("qbank code start gr", "ad-clip")
        shell.tab("qbank code start coding/gq", "a")
    finally:
        shell.child.close(force=True)

    assert list(place.iterdir()) == []
