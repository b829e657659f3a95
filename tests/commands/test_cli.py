"""The command line itself: commands, global options, exit codes, streams."""

import os
import subprocess
import sys
import types
from pathlib import Path

import pytest

from qbank import __main__, __version__
from qbank.settings import Options, load
from qbank.verbs import PLANNED, VERBS
from tests.commands.conftest import GRADIENTS, IDS, Run, child_environ

FULL = Path("/dev/full")


def test_alone(qbank: Run, home: Path) -> None:
    """It says what is due and three commands, in at most 8 rows, and leaves no trace."""
    done = qbank()

    assert done.code == 0
    assert "Nothing is due today; 5 are new" in done.out
    assert [line.split("  ")[0].strip() for line in done.out.splitlines()[-3:]] == [
        "qbank quiz",
        "qbank code",
        "qbank search 梯度消失",
    ]
    assert len(done.out.splitlines()) <= 8
    assert not home.exists()


def test_alone_later(qbank: Run) -> None:
    """It names the last score once there is one."""
    qbank("quiz", "--id", GRADIENTS, typed="裁剪\n\n")

    done = qbank()

    assert "1 due today" in done.out or "4 are new" in done.out
    assert "last score" in done.out
    assert "qbank stats" in done.out


def test_version(qbank: Run) -> None:
    """It says its version, wherever the option stands."""
    for arguments in (("--version",), ("-V",), ("list", "--version")):
        assert qbank(*arguments).out == f"qbank {__version__}\n"


@pytest.mark.parametrize("name", PLANNED)
def test_planned(qbank: Run, name: str) -> None:
    """It says of a planned command that it is planned."""
    done = qbank(name, "x")

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: qbank {name} is planned and not part of this version\nhint: ")
    assert name not in {verb.name for verb in VERBS}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("serch", "x"), "no command serch; did you mean search?"),
        (("zzzzz",), "no command zzzzz\nhint: qbank --help lists what there is"),
        (("梯度",), "no command 梯度"),
        (("--lagn", "zh"), "no option --lagn"),
        (("-x",), "no option -x"),
        (("--lang",), "--lang needs a value"),
        (("list", "--bank"), "--bank needs a value"),
        (("list", "--bank", ""), "--bank names no folder"),
        (("list", "--home", ""), "--home names no folder"),
        (("--lang", "fr", "list"), "--lang: 'fr' is not one of zh, en"),
        (("list", "--color=sometimes"), "--color: 'sometimes' is not one of auto, always, never"),
        (("list", "--show", "fr"), "--show: 'fr' is not one of zh, en, both"),
        (("list", "--topik", "x"), "qbank list: no option --topik; did you mean --topic?"),
        (("list", "--zzzz"), "qbank list: no option --zzzz\nhint: qbank list --help shows how it is used"),
        (("list", "--topic"), "--topic needs a value"),
        (("list", "--json=1"), "--json takes no value"),
        (("list", "extra", "词"), "qbank list: unexpected extra 词"),
        (("quiz", "-n", "0"), "qbank quiz: --number must be a whole number from 1 on"),
        (("quiz", "-n", "x"), "qbank quiz: --number must be a whole number from 1 on"),
        (("quiz", "--seed", "1.5"), "qbank quiz: --seed must be a whole number\n"),
        (("show",), "qbank show: ID is missing"),
        (("completion", "tcsh"), "no completion for tcsh; there are bash, zsh, fish"),
        (("schema", "x"), "x is not one of entry, problem, topics, glossary, refs"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_usage(qbank: Run, arguments: tuple[str, ...], sentence: str) -> None:
    """It says with 2 what is wrong with the command line, wholly in either language."""
    done = qbank(*arguments)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {sentence}")
    if "--lang" not in arguments:
        chinese = qbank("--lang", "zh", *arguments)
        assert (chinese.code, chinese.out) == (2, "")
        assert chinese.err.startswith("错误：")
        assert not any(word in chinese.err for word in (" is ", " not ", "requires", "Got ", " a value"))


def test_options_stand_anywhere(qbank: Run, bank: Path, tmp_path: Path) -> None:
    """It takes a global option before the command, after it, and with =."""
    expected = qbank("list", "--lang", "zh", "--id", "x" * 40).err

    assert expected.startswith("错误：")
    assert qbank("--lang", "zh", "list", "--id", "x" * 40).err == expected
    assert qbank("--lang=zh", "list", "--id", "x" * 40).err == expected
    assert qbank("list", "--id", "x" * 40, "--lang=zh").err == expected
    assert (
        len(
            qbank("--bank", str(bank), "list", f"--home={tmp_path / 'h'}", "--plain", "--color", "never").rows
        )
        == 5
    )
    assert qbank("list", "--", "--lang").err.startswith("error: qbank list: unexpected --lang\n")


def test_several_banks(qbank: Run, bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It opens every bank that is named, by option or by environment; the same id twice is a fault."""
    other = tmp_path / "另一个 bank"
    (other / "training").mkdir(parents=True)
    text = (bank / "training/warm-up.yaml").read_text("utf-8").replace("training/warm-up", "training/other")
    (other / "training/other.yaml").write_text(text, "utf-8")

    assert len(qbank("list", "--bank", str(bank), "--bank", str(other)).rows) == 6
    monkeypatch.setenv("QBANK_BANK", os.pathsep.join([str(bank), str(other)]))
    assert len(qbank("list").rows) == 6
    (other / "training/warm-up.yaml").write_bytes((bank / "training/warm-up.yaml").read_bytes())
    twice = qbank("list")
    assert twice.code == 3
    assert f"{other}/training/warm-up.yaml:" in twice.err


def test_wrong_surroundings(qbank: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the variable or the file that is wrong, in the language that the surroundings suggest."""
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    for name, value in (("QBANK_BANK", os.pathsep), ("QBANK_COLOR", "x"), ("QBANK_NEW_PER_SESSION", "x")):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            done = qbank("list")
            assert (done.code, done.out) == (2, "")
            assert done.err.startswith(f"错误：{name}")
            assert qbank("list", "--lang", "en").err.startswith(f"error: {name}")


def test_a_home_of_nobody(qbank: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes a ~ of an unknown user as an ordinary name."""
    monkeypatch.chdir(tmp_path)

    assert qbank("list", "--home", "~nobody-of-this-name/x").code == 0


def test_an_unset_home(program: Run) -> None:
    """It works where the environment names no home."""
    assert program("list", HOME="").code == 0


def test_interrupted_while_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends silently with 130 when Ctrl-C comes before the program is there."""

    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "qbank.cli", types.SimpleNamespace(run=interrupted))

    assert __main__.main() == 130


def test_interrupted(qbank: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends silently with 130 when Ctrl-C comes while a command runs."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("qbank.commands.opening.bank_for", interrupted)

    assert qbank("list") == type(qbank("--version"))(130, "", "")


def shell(line: str, bank: Path, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash in which `qbank` is the program."""
    function = f'qbank() {{ "{sys.executable}" -m qbank "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", function + line],
        capture_output=True,
        check=False,
        env=child_environ(bank, environ),
        timeout=120,
    )


@pytest.mark.parametrize(
    "command",
    [
        "list",
        "search 梯度消失",
        "show kv-cache-memory --answer",
        "export --format md",
        "--help",
        "topics",
        "list --json",
        "",
    ],
)
def test_a_closed_pipe(bank: Path, command: str) -> None:
    """It is silent when nobody reads on, and that is no failure."""
    for reader in ("head -1", "head -c 0", "true"):
        done = shell(f"qbank {command} | {reader}; echo ${{PIPESTATUS[0]}}", bank)

        assert done.stderr == b""
        assert done.stdout.splitlines()[-1] == b"0"


def test_a_long_closed_pipe(home: Path) -> None:
    """It is silent too when there is more to write than a pipe holds."""
    done = shell("qbank export --format json | head -1; echo ${PIPESTATUS[0]}", home, QBANK_BANK="")

    assert (done.stdout, done.stderr) == (b"{\n0\n", b"")


def test_nobody_reads_the_error(bank: Path) -> None:
    """It keeps its exit code when standard error is closed, or its reader is gone."""
    assert shell("qbank show x-y-z 2>&1 >/dev/null | true; echo ${PIPESTATUS[0]}", bank).stdout == b"2\n"
    done = shell("qbank show x-y-z 2>&-; echo $?", bank)
    assert (done.stdout, done.stderr) == (b"2\n", b"")


def test_closed_streams(bank: Path, home: Path) -> None:
    """It works where the shell has closed a stream, and writes into no file by accident."""
    assert shell("qbank list >&-; echo $?", bank).stdout == b"0\n"
    assert shell("qbank list >&-", bank).stderr == b""
    assert shell("qbank quiz <&- >&- 2>&-; echo $?", bank).stdout == b"0\n"
    assert shell("qbank grade kv-cache-memory <&-; echo $?", bank).stdout.splitlines()[-1] == b"0"
    assert shell("qbank doctor", bank).stdout.decode().endswith("Nothing is wrong.\n")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_stdout(bank: Path) -> None:
    """It says that the output could not be written."""
    for command in ("list", "export --format md", "--help", "list --json", "doctor"):
        done = shell(f"qbank {command} >/dev/full; echo $? >&2", bank)

        assert done.stderr == b"error: the output cannot be written: No space left on device\n3\n"
    assert shell("qbank show x-y-z 2>/dev/full; echo $?", bank).stdout == b"2\n"


def test_every_id_is_piped_in_full(program: Run) -> None:
    """It writes one record a line to a pipe, never wrapped, whatever COLUMNS says."""
    done = program("list", COLUMNS="20")

    assert sorted(row[0] for row in done.rows) == sorted(IDS)
    assert max(map(len, done.out.splitlines())) > 100


@pytest.mark.parametrize(
    "command", ["lint .", "new training/x --bank .", "--bank here list", "export --format md -o x"]
)
def test_a_working_folder_that_is_gone(home: Path, tmp_path: Path, command: str) -> None:
    """It says so, or names the file that cannot be written; there is no traceback."""
    folder = tmp_path / "gone"
    folder.mkdir()
    shell = f'cd "{folder}" && rmdir "{folder}" && exec "{sys.executable}" -m qbank {command}'
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)

    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "the working folder is gone" in done.stderr or "cannot be written" in done.stderr


LONG = "9" * 5000


@pytest.mark.parametrize(
    ("arguments", "environ"),
    [
        (("list",), {"QBANK_NEW_PER_SESSION": LONG}),
        (("config", "set", "new_per_session", LONG), {}),
        (("list", "--difficulty", LONG), {}),
        (("list", "--difficulty", f"1..{LONG}"), {}),
        (("quiz", "-n", LONG), {}),
    ],
    ids=["environment", "config", "difficulty", "range", "number"],
)
def test_absurdly_long_numbers(
    qbank: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], environ: dict[str, str]
) -> None:
    """It refuses a number of thousands of digits in a sentence."""
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    done = qbank(*arguments)

    assert done.code == 2
    assert done.err.startswith("error: ")
    assert "Traceback" not in done.err


@pytest.mark.parametrize(("columns", "width"), [(LONG, None), ("999999999", 1000), ("1", 20), ("100", 100)])
def test_a_width_that_nobody_has(columns: str, width: int | None) -> None:
    """It keeps a width from the environment to what a terminal can have."""
    assert load(Options(), {"COLUMNS": columns}).columns == width


def test_a_file_that_cannot_be_written(qbank: Run, tmp_path: Path) -> None:
    """It says the same of every command's file, with that command's exit code."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    export = qbank("export", "--format", "md", "-o", str(blocked / "x.md"))
    new = qbank("new", "training/x", "--bank", str(blocked / "bank"))

    for done in (export, new):
        assert done.code == 3
        assert str(blocked) in done.err
        assert "Traceback" not in done.err
