"""What a newcomer gets: the wheel in a clean environment, and the set-up behind the two commands of make."""

import ast
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import missing

ROOT = Path(__file__).parents[1]
BOOT = ROOT / "tools" / "boot.py"
PATH = os.pathsep.join(["/usr/bin", "/bin"])
Boot = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel where nothing of the checkout is, and return its folder of programs."""
    folder = tmp_path_factory.mktemp("环境 1") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--quiet", "--no-index", "--no-deps", str(wheel)], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    return folder / "bin"


@pytest.fixture
def newcomer(installed: Path, tmp_path: Path) -> Callable[..., str]:
    """Return a function that runs the installed qbank with an empty home, away from the checkout."""

    def run(*arguments: str, typed: str = "", code: int = 0) -> str:
        done = subprocess.run(
            [str(installed / "qbank"), *arguments],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={"PATH": PATH, "HOME": str(tmp_path)},
            check=False,
        )
        assert (done.returncode, done.stderr) == (code, "")
        return done.stdout

    return run


def test_the_wheel_holds_the_bank(wheel: Path) -> None:
    """It holds every question file and every file of a problem, schema and licence, and no test."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())

    files = [file for end in ("yaml", "py", "npz") for file in (ROOT / "questions").rglob(f"*.{end}")]
    bank = {f"qbank/{file.relative_to(ROOT)}" for file in files}
    assert len(bank) >= 15
    assert "qbank/questions/coding/gqa/cases.py" in bank
    assert bank <= names
    assert {"qbank/store/schema.sql", "qbank/store/memory.sql"} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests", "tools")) or "__pycache__" in name]


PROBLEM = """
import sys
from pathlib import Path
from qbank.bank import open_bank
from qbank.settings import SHIPPED
bank = open_bank([SHIPPED], Path(sys.argv[1]))
folder = bank.problem_folder("coding/gqa")
print(bank.problem("coding/gqa").functions, (folder / "cases.py").is_file(), "yaml" in sys.modules)
"""


def test_problems_are_files_where_they_are_installed(installed: Path, tmp_path: Path) -> None:
    """It finds the folder of a coding problem beside the program, without reading YAML for it."""
    command = [str(installed / "python"), "-c", PROBLEM, str(tmp_path)]
    env = {"PATH": PATH, "HOME": str(tmp_path)}
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=env, cwd=tmp_path).stdout

    assert said == "('gqa',) True False\n"


def test_the_first_search_compiles_nothing(installed: Path, tmp_path: Path) -> None:
    """It takes over the compiled copy in the wheel, and reads no YAML."""
    program = (
        "import sys; from qbank.cli import run; run(['search', '梯度消失']); print('yaml' in sys.modules)"
    )
    env = {"PATH": PATH, "HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    command = [str(installed / "python"), "-c", program]
    said = [
        subprocess.run(command, capture_output=True, text=True, check=True, env=env, cwd=tmp_path)
        for _ in "12"
    ]

    first, second = (one.stdout.splitlines() for one in said)
    assert first[0].startswith("training/vanishing-exploding-gradients\t")
    assert first == second
    assert first[-1] == "False"


def test_nothing_of_the_checkout(installed: Path, tmp_path: Path) -> None:
    """It is imported from its own environment, with the questions that it brought."""
    program = "import qbank.settings as s; print(s.__file__); print(s.SHIPPED.is_dir())"
    said = subprocess.run(
        [str(installed / "python"), "-c", program],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PATH": PATH, "HOME": str(tmp_path)},
        check=True,
    ).stdout.splitlines()

    assert said[0].startswith(str(installed.parent))
    assert said[1] == "True"


def test_the_first_command(newcomer: Callable[..., str], tmp_path: Path) -> None:
    """It asks a question of the topic, stores the piped answer, and sums up."""
    rows = [
        row.split("\t")
        for row in newcomer("quiz", "--topic", "overfitting", typed="提前停止、正则化。\n\n").splitlines()
    ]

    assert rows[0][0] == "question"
    assert rows[0][3].startswith("overfitting/")
    assert [row[0] for row in rows[-2:]] == ["score", "saved"]
    assert rows[-1] == ["saved", "1"]
    assert list(tmp_path.rglob("qbank.db"))


@pytest.mark.parametrize("query", ["梯度消失", "梯度消矢"])
def test_the_second_command(newcomer: Callable[..., str], query: str) -> None:
    """It finds 梯度消失 first, typed right or wrong."""
    assert "vanishing-exploding-gradients" in newcomer("search", query).splitlines()[0]


def test_the_third_command(newcomer: Callable[..., str]) -> None:
    """It writes every question in both languages."""
    markdown = newcomer("export", "--format", "md")
    entries = json.loads(newcomer("export", "--format", "json"))["entries"]

    assert len(entries) >= 15
    for entry in entries:
        asked = entry.get("question") or entry["title"]  # of a coding problem
        assert asked["zh"] in markdown
        assert asked["en"] in markdown


UV = """#!/bin/sh
echo "uv $*" >> "$QBANK_NOTED"
case "$1" in
venv) shift; for last; do :; done; exec "$QBANK_PYTHON" -m venv --without-pip "$last" ;;
esac
[ -z "$QBANK_FAILS" ] || { echo "no route to the packages" >&2; exit 1; }
"""


START = """
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Make what the set-up looks at, in a folder with a space and Chinese in its name."""
    folder = tmp_path / "我的 题库"
    (folder / "tools").mkdir(parents=True)
    (folder / "src").mkdir()
    shutil.copy(BOOT, folder / "tools")
    for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture
def boot(tmp_path: Path) -> Boot:
    """Return a function that runs boot.py with a uv that only notes what it is asked for."""
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "uv").write_text(UV)
    (tools / "uv").chmod(0o755)

    def run(checkout: Path, *arguments: str, first: str = "", uv: bool = True, **env: str):
        program = f"import runpy, sys; {first}\n{START}"
        return subprocess.run(
            [sys.executable, "-c", program, str(checkout / "tools" / "boot.py"), *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={
                "PATH": f"{tools}{os.pathsep}{PATH}" if uv else str(tmp_path / "nothing"),
                "HOME": str(tmp_path),
                "QBANK_NOTED": str(tmp_path / "noted"),
                "QBANK_PYTHON": sys.executable,
                **env,
            },
            check=False,
        )

    return run


def noted(tmp_path: Path) -> list[str]:
    file = tmp_path / "noted"
    return file.read_text("utf-8").splitlines() if file.exists() else []


def test_set_up_once(boot: Boot, checkout: Path, tmp_path: Path) -> None:
    """It installs what the lock names, by hash, and nothing the second time; the exit code is passed on."""
    first = boot(checkout, "python", "-c", "raise SystemExit(7)")
    calls = noted(tmp_path)
    second = boot(checkout, "python", "-c", "import sys; print(sys.prefix)")

    assert (first.returncode, first.stderr) == (7, "qbank: setting up .venv, once …\n")
    assert [call.split()[1] for call in calls] == ["venv", "pip", "pip"]
    assert "--require-hashes" in calls[1]
    assert calls[1].endswith("requirements-dev.lock")
    assert (second.returncode, second.stdout.strip(), second.stderr) == (0, str(checkout / ".venv"), "")
    assert noted(tmp_path) == calls


def test_a_quiz_needs_less(boot: Boot, checkout: Path, tmp_path: Path) -> None:
    """It installs no tool of the tests for a quiz, adds them for a test, and then a quiz takes both."""
    boot(checkout, "quiz")
    assert noted(tmp_path)[1].endswith("requirements.lock")
    boot(checkout, "test")
    assert noted(tmp_path)[4].endswith("requirements-dev.lock")
    boot(checkout, "quiz")
    assert len(noted(tmp_path)) == 6


@pytest.mark.parametrize(
    ("file", "old", "new", "is_set_up_again"),
    [
        ("requirements-dev.lock", "\n", "\n# another version\n", True),
        ("pyproject.toml", 'name = "qbank"', 'name = "qbank2"', True),
        ("pyproject.toml", "line-length = 110", "line-length = 100", False),
    ],
)
def test_what_a_stamp_fits(
    boot: Boot, checkout: Path, tmp_path: Path, file: str, old: str, new: str, is_set_up_again: bool
) -> None:
    """It sets up again when what is installed would differ, and not for the settings of a linter."""
    boot(checkout, "setup")
    text = (checkout / file).read_text("utf-8")
    assert old in text
    (checkout / file).write_text(text.replace(old, new, 1), "utf-8")
    boot(checkout, "setup")

    assert (len(noted(tmp_path)) == 6) is is_set_up_again


def test_a_moved_folder(boot: Boot, checkout: Path, tmp_path: Path) -> None:
    """It sets up again where the folder has moved, as the old paths stand in .venv."""
    boot(checkout, "setup")
    moved = checkout.rename(tmp_path / "搬走 了")
    done = boot(moved, "python", "-c", "import sys; print(sys.prefix)")

    assert done.stdout.strip() == str(moved / ".venv")
    assert len(noted(tmp_path)) == 6


@pytest.mark.parametrize("stamp", ["", "{", "[]", None])
def test_a_broken_environment(boot: Boot, checkout: Path, tmp_path: Path, stamp: str | None) -> None:
    """It sets up again where the stamp cannot be read, or the interpreter is gone."""
    boot(checkout, "setup")
    if stamp is None:
        (checkout / ".venv" / "bin" / "python").unlink()
    else:
        (checkout / ".venv" / "qbank-stamp.json").write_text(stamp)
    done = boot(checkout, "setup")

    assert done.returncode == 0
    assert len(noted(tmp_path)) == 6


def test_two_at_once(checkout: Path, tmp_path: Path, boot: Boot) -> None:
    """It sets up once where two terminals begin at the same time."""
    program = "import subprocess, sys; [c.wait() for c in [subprocess.Popen(sys.argv[1:]) for _ in '12']]"
    environment = {
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{PATH}",
        "HOME": str(tmp_path),
        "QBANK_NOTED": str(tmp_path / "noted"),
        "QBANK_PYTHON": sys.executable,
    }
    command = [sys.executable, str(checkout / "tools" / "boot.py"), "setup"]
    subprocess.run(
        [sys.executable, "-c", program, *command], capture_output=True, env=environment, check=True
    )

    assert len(noted(tmp_path)) == 3


def test_no_network(boot: Boot, checkout: Path, tmp_path: Path) -> None:
    """It shows what the installer said, then one line with the remedy, and begins anew the next time."""
    failed = boot(checkout, "quiz", QBANK_FAILS="1")

    assert failed.returncode == 2
    assert "no route to the packages" in failed.stderr
    assert failed.stderr.splitlines()[-1].startswith(
        "qbank: packages could not be fetched; check the network"
    )
    assert "Traceback" not in failed.stderr
    assert boot(checkout, "setup").returncode == 0


def test_pip_without_network(boot: Boot, checkout: Path) -> None:
    """It says the same where only Python's own venv and pip are there."""
    try:
        import ensurepip  # noqa: F401, PLC0415  # late: to ask whether it is there
    except ImportError:
        pytest.skip(missing("ensurepip"))
    failed = boot(checkout, "quiz", uv=False, PIP_NO_INDEX="1", PIP_FIND_LINKS="", PIP_CONFIG_FILE=os.devnull)

    assert failed.returncode == 2
    assert failed.stderr.splitlines()[-1].startswith(
        "qbank: packages could not be fetched; check the network"
    )
    assert "Traceback" not in failed.stderr


def test_an_incomplete_python(boot: Boot, checkout: Path) -> None:
    """It names the one package to install where ensurepip is missing, as on a bare Debian."""
    failed = boot(checkout, "quiz", first="sys.modules['ensurepip'] = None", uv=False)

    assert failed.returncode == 2
    (line,) = failed.stderr.splitlines()[1:]
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert f"apt install python{version}-venv" in line
    assert "or install uv" in line


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13)])
def test_an_old_python(boot: Boot, checkout: Path, version: tuple[int, int, int]) -> None:
    """It tells an old Python which one is needed."""
    failed = boot(checkout, "quiz", first=f"sys.version_info = {(*version, 'final', 0)}")

    assert failed.returncode == 2
    (line,) = failed.stderr.splitlines()
    assert line.startswith(f"qbank: this is Python {'.'.join(map(str, version))}; 3.11 or newer is needed")


def test_an_old_python_can_read_it() -> None:
    """It is written so that Python 3.6 comes as far as that sentence: no newer syntax or import."""
    tree = ast.parse(BOOT.read_text("utf-8"), feature_version=(3, 6))
    told = next(index for index, node in enumerate(tree.body) if isinstance(node, ast.If))

    assert not any(isinstance(node, ast.NamedExpr) for node in ast.walk(tree))
    assert not any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree.body[:told])
    names = {
        alias.name if isinstance(node, ast.Import) else node.module
        for node in tree.body[:told]
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    known = {
        "collections.abc",
        "contextlib",
        "hashlib",
        "json",
        "os",
        "pathlib",
        "shutil",
        "subprocess",
        "sys",
    }
    assert names <= known


def test_unknown_word(boot: Boot, checkout: Path) -> None:
    """It says how it is used."""
    failed = boot(checkout, "tset")

    assert failed.returncode == 2
    assert "Usage: boot.py" in failed.stderr


def tracked() -> list[Path]:
    """Return the files under version control; without git, those that a checkout is made of."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
        ).stdout
        return [ROOT / os.fsdecode(name) for name in listed.split(b"\0") if name]
    tops = [ROOT / name for name in ("src", "tests", "tools", "questions", ".ci")]
    return [file for top in tops for file in top.rglob("*") if file.is_file()] + list(ROOT.glob("*.*"))


HOSTS = (
    "pypi" + ".",
    "pythonhosted" + ".",
    "simple" + "/",
    "--index" + "-url",
    "--extra" + "-index",
    "--find" + "-links",
)
PLACES = ("/ro" + "ot/", "/wo" + "rk/", "/opt/whe" + "els", "/home/" + "runner")


def test_no_index_and_no_machine() -> None:
    """It names no package index where packages are fetched, and no path of a machine anywhere."""
    files = [file for file in tracked() if file.is_file()]
    assert BOOT in files
    for file in files:
        text = file.read_bytes().decode("utf-8", "ignore")
        name = file.relative_to(ROOT)
        assert not [place for place in PLACES if place in text], name
        if file.suffix == ".lock" or name.parts[0] in ("Makefile", "tools", ".ci", "pyproject.toml"):
            assert not [host for host in HOSTS if host in text], name
        if file.name.startswith("requirements") or name.parts[0] in ("Makefile", ".ci") or file == BOOT:
            assert "http" not in text, name
