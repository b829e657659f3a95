"""Chinese in and out under every locale, on a pipe and on a terminal."""

import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from tests.commands.conftest import GRADED, GRADIENTS, child_environ
from tests.conftest import missing

SURROUNDINGS = {
    "LANG=C": {"LANG": "C"},
    "LC_ALL=C": {"LC_ALL": "C"},
    "LC_ALL=POSIX, no UTF-8 mode": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "LC_ALL=zh_CN.GBK": {"LC_ALL": "zh_CN.GBK"},
    "LC_ALL=zh_CN.GBK, PYTHONUTF8=0": {"LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0"},
    "LC_ALL=en_US.ISO-8859-1": {"LC_ALL": "en_US.ISO-8859-1"},
    "LC_ALL=C.UTF-8, PYTHONUTF8=0": {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"},
    "PYTHONIOENCODING=gbk": {"PYTHONIOENCODING": "gbk"},
    "PYTHONIOENCODING=latin-1": {"PYTHONIOENCODING": "latin-1"},
}
QUESTION = "什么是梯度消失和梯度爆炸？"


def locales() -> set[str]:
    if not shutil.which("locale"):
        return set()
    names = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=True).stdout.split()
    return {name.lower().replace("-", "") for name in names}


@pytest.fixture(params=SURROUNDINGS)
def around(request: pytest.FixtureRequest) -> dict[str, str]:
    """Return the environment that gives a locale, which this system must have."""
    environ = SURROUNDINGS[request.param]
    wanted = environ.get("LC_ALL", "C")
    if wanted.lower().replace("-", "") not in locales() | {"c", "posix", "c.utf8"}:
        pytest.skip(missing(f"the locale {wanted}"))
    return environ


def encoding_of(around: dict[str, str], *, is_terminal: bool) -> str:
    """Return the encoding in which the program should speak there."""
    given = around.get("PYTHONIOENCODING")
    if given or not is_terminal:
        return given or "utf-8"
    named = around.get("LC_ALL", "").rpartition(".")[2].lower()
    if around.get("PYTHONCOERCECLOCALE"):
        return "ascii"
    return {"gbk": "gbk", "iso-8859-1": "latin-1"}.get(named, "utf-8")


def piped(
    bank: Path, around: dict[str, str], *arguments: str, typed: bytes = b""
) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "qbank", *arguments],
        input=typed,
        capture_output=True,
        check=False,
        env=child_environ(bank, around),
        timeout=60,
    )
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def drawn(bank: Path, around: dict[str, str], *arguments: str) -> tuple[int, bytes]:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "qbank", *arguments],
        env=child_environ(bank, around),
        dimensions=(24, 80),
        timeout=60,
    )
    child.expect(pexpect.EOF)
    child.close()
    assert b"Traceback" not in child.before
    return child.exitstatus, child.before


def test_search_on_a_pipe(bank: Path, around: dict[str, str]) -> None:
    """It finds 梯度消失 and writes it readably: UTF-8, unless PYTHONIOENCODING insists on another."""
    code, out, err = piped(bank, around, "search", "梯度消失")

    assert (code, err) == (0, b"")
    text = out.decode(encoding_of(around, is_terminal=False))
    assert text.startswith(f"{GRADIENTS}\t")
    assert QUESTION in text or around.get("PYTHONIOENCODING") == "latin-1"


def test_search_on_a_terminal(bank: Path, around: dict[str, str]) -> None:
    """It finds 梯度消失 on a terminal, in the terminal's own encoding, with ? for what that lacks."""
    code, out = drawn(bank, around, "search", "梯度消失", "--color", "never")

    encoding = encoding_of(around, is_terminal=True)
    assert code == 0
    text = out.decode(encoding)
    assert GRADIENTS in text or "vanishing-exploding-gradients" in text
    if encoding in ("utf-8", "gbk"):
        assert QUESTION[:8] in text
        assert "\ufffd" not in text
    else:
        assert "????" in text


@pytest.mark.parametrize("command", ["list", f"show {GRADIENTS} --answer", "quiz --help"])
def test_other_commands(bank: Path, around: dict[str, str], command: str) -> None:
    """It shows the rest in Chinese too."""
    code, out, err = piped(bank, around, *command.split(), "--lang", "zh")
    assert (code, err) == (0, b"")
    out.decode(encoding_of(around, is_terminal=False))
    assert drawn(bank, around, *command.split(), "--lang", "zh")[0] == 0


def test_errors(bank: Path, around: dict[str, str]) -> None:
    """It says what is wrong in Chinese, and repeats a Chinese word as it was typed."""
    code, out, err = piped(bank, around, "list", "--topic", "训炼", "--lang", "zh")

    assert (code, out) == (2, b"")
    if encoding_of(around, is_terminal=False) != "latin-1":
        assert err.decode(encoding_of(around, is_terminal=False)).startswith("错误：没有主题 训炼")
    assert drawn(bank, around, "列表")[0] == 2


def test_a_piped_quiz(bank: Path, home: Path, around: dict[str, str]) -> None:
    """It understands an answer in Chinese."""
    given = around.get("PYTHONIOENCODING", "utf-8")
    if given == "latin-1":  # which holds no Chinese answer
        return
    code, out, _ = piped(bank, around, "quiz", "--id", GRADIENTS, typed=f"{GRADED}\n\n".encode(given))

    assert code == 0
    rows = [line.split("\t") for line in out.decode(given).splitlines()]
    assert ["point", "covered", "clipping"] in [row[:3] for row in rows]


def test_paths_with_chinese(bank: Path, around: dict[str, str], tmp_path: Path) -> None:
    """It opens a folder, reads a file and writes one whose names hold Chinese and a space."""
    place = tmp_path / "题 库"
    place.mkdir()
    shutil.copytree(bank, place / "问题")
    (place / "回答.txt").write_text(GRADED, "utf-8")
    environ = {**around, "QBANK_BANK": ""}
    where = ("--bank", str(place / "问题"), "--home", str(place / "家"))

    assert piped(bank, environ, "list", *where)[0] == 0
    assert piped(bank, environ, "grade", GRADIENTS, "--answer", str(place / "回答.txt"), *where)[0] == 0
    assert piped(bank, environ, "quiz", *where, typed=b"x\n")[0] == 0
    assert piped(bank, environ, "export", "--format", "md", "-o", str(place / "输出.md"), *where)[0] == 0
    assert piped(bank, environ, "backup", str(place / "备份.db"), *where)[0] == 0
    assert sorted(path.name for path in place.iterdir()) == sorted(
        ["问题", "回答.txt", "家", "输出.md", "备份.db"]
    )
    assert QUESTION in (place / "输出.md").read_text("utf-8")


def test_paths_are_told_readably(bank: Path, around: dict[str, str], tmp_path: Path) -> None:
    """It names such a path as the person wrote it."""
    if around.get("PYTHONIOENCODING"):  # another encoding was asked for
        return
    code, _, err = piped(bank, around, "list", "--bank", str(tmp_path / "没有"))
    assert code == 3
    assert f"{tmp_path}/没有:1: " in err.decode()
    assert f"{tmp_path}/没有" in piped(bank, around, "config", "--home", str(tmp_path / "没有"))[1].decode()
    assert f"{tmp_path}/没有" in piped(bank, around, "doctor", "--home", str(tmp_path / "没有"))[1].decode()


def test_add(bank: Path, around: dict[str, str], home: Path) -> None:
    """It keeps a Chinese question as it was typed."""
    assert piped(bank, around, "add", "为什么要预热？")[0] == 0

    (file,) = (home / "bank").glob("*/*.yaml")
    assert "为什么要预热？" in file.read_text("utf-8")


def test_gbk_arguments(bank: Path) -> None:
    """It understands what a terminal in GBK sends."""
    if "zh_cn.gbk" not in locales():
        pytest.skip(missing("the locale zh_CN.GBK"))
    done = subprocess.run(
        [sys.executable.encode(), b"-m", b"qbank", b"search", "梯度消失".encode("gbk")],
        capture_output=True,
        check=False,
        env=child_environ(bank, {"LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0"}),
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith(GRADIENTS)
