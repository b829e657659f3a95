"""backup, restore, doctor and config."""

import re
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.conftest import GRADED, GRADIENTS, Run


@pytest.fixture
def config(home: Path) -> Path:
    return home.parents[1] / "xdg_config_home" / "qbank" / "config.toml"


def answers(home: Path) -> int:
    with closing(sqlite3.connect(home / "qbank.db")) as connection:
        return connection.execute("SELECT count(*) FROM review").fetchone()[0]


def practise(qbank: Run) -> None:
    assert qbank("quiz", "--id", GRADIENTS, typed=GRADED + "\n\n").code == 0


def test_there_and_back(qbank: Run, home: Path) -> None:
    """It copies the log, brings it back, and keeps the log as it was."""
    practise(qbank)
    saved = qbank("backup")
    copy = Path(saved.out.removeprefix("saved to ").strip())
    assert (saved.code, copy.parent) == (0, home / "backups")
    practise(qbank)
    assert answers(home) == 2

    done = qbank("restore", str(copy))

    assert done.code == 0
    assert done.out.startswith(f"{copy} is now the review log\nthe log as it was is kept in ")
    assert answers(home) == 1
    assert qbank("doctor").out.endswith("Nothing is wrong.\n")
    kept = Path(done.out.split()[-1])
    assert qbank("restore", str(kept)).code == 0
    assert answers(home) == 2


def test_backup_to_a_named_place(qbank: Run, tmp_path: Path) -> None:
    """It writes to the file that is named, and never over one."""
    practise(qbank)
    assert qbank("backup", str(tmp_path / "copy.db")).code == 0

    again = qbank("backup", str(tmp_path / "copy.db"))

    assert again.code == 4
    assert again.err == f"error: {tmp_path / 'copy.db'} is already there.\nhint: Name another file.\n"
    assert qbank("restore", str(tmp_path / "copy.db"), "--home", str(tmp_path / "elsewhere")).code == 0
    assert answers(tmp_path / "elsewhere") == 1


def test_nothing_to_copy(qbank: Run, home: Path) -> None:
    """It says with 4 that there is no log, and makes none."""
    assert qbank("backup").code == 4
    assert qbank("restore", "nowhere.db").code == 4
    assert not (home / "qbank.db").exists()
    assert qbank("restore").err.startswith("error: qbank restore: FILE is missing")


def test_a_bad_copy(qbank: Run, tmp_path: Path, home: Path) -> None:
    """It refuses a file that is no log, and touches nothing."""
    practise(qbank)
    (tmp_path / "bad.db").write_bytes(b"not a database" * 100)
    before = (home / "qbank.db").read_bytes()

    done = qbank("restore", str(tmp_path / "bad.db"))

    assert done.code == 4
    assert done.err.startswith("error: ")
    assert (home / "qbank.db").read_bytes() == before


def test_doctor(qbank: Run, home: Path) -> None:
    """It looks without leaving anything behind, and counts what there is."""
    fresh = qbank("doctor")
    assert (fresh.code, (home / "qbank.db").exists()) == (0, False)
    practise(qbank)

    done = qbank("doctor")

    assert "5 entries in " in done.out
    assert "answer 1" in done.out
    assert done.out.endswith("Nothing is wrong.\n")


def test_doctor_rebuilds(qbank: Run, home: Path) -> None:
    """It makes anew what is derived, and loses nothing."""
    practise(qbank)
    cache = home.parents[1] / "xdg_cache_home" / "qbank"
    for copy in cache.glob("bank-*.sqlite3"):
        copy.write_bytes(b"damaged")
    with closing(sqlite3.connect(home / "qbank.db")) as connection:
        connection.execute("DROP TABLE memory")
        connection.commit()

    done = qbank("doctor", "--rebuild")

    assert done.code == 0
    assert "Compiled banks and memories were made anew." in done.out
    assert answers(home) == 1
    assert qbank("stats").rows[2] == ["seen", "1"]


def test_doctor_finds(qbank: Run, home: Path, bank: Path) -> None:
    """It says what is wrong with the bank and with the log, with the code of the first."""
    practise(qbank)
    whole = (home / "qbank.db").read_bytes()
    (home / "qbank.db").write_bytes(whole[:5000] + b"\xff" * 3000 + whole[8000:])
    assert qbank("doctor").code == 4
    (home / "qbank.db").write_bytes(whole)
    (bank / "training/warm-up.yaml").write_text("schema: 1\n")

    done = qbank("doctor")

    assert done.code == 3
    assert "warm-up.yaml:1: " in done.err
    assert "Nothing is wrong" not in done.out


def test_config(qbank: Run, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows every choice and where it came from."""
    config.parent.mkdir(parents=True)
    config.write_text('show = "both"\n')
    monkeypatch.setenv("QBANK_LANG", "zh")

    rows = {row[0]: row[1:] for row in qbank("config", "--color", "never").rows}

    assert rows["config"][0] == str(config)
    assert rows["show"] == ["both", "file"]
    assert rows["lang"] == ["zh", "environment"]
    assert rows["color"] == ["never", "option"]
    assert rows["new_per_session"] == ["5", "default"]
    assert rows["plain"] == ["false", "default"]
    assert {"bank", "home", "cache"} <= set(rows)


def test_config_keeps_comments(qbank: Run, config: Path) -> None:
    """It changes one line of config.toml, and keeps comments and the rest."""
    assert qbank("config", "set", "lang", "zh").code == 0
    config.write_text('# mine\nlang = "zh"  # 中文\n\n# how many\nnew_per_session = 3\n')

    assert qbank("config", "set", "lang", "en").out == f"已写入 {config}\n"
    assert qbank("config", "set", "plain", "true").code == 0
    assert qbank("config", "unset", "new_per_session").code == 0

    assert config.read_text().startswith('# mine\nlang = "en"  # 中文\n\n# how many\n')
    assert tomllib.loads(config.read_text()) == {"lang": "en", "plain": True}


def test_config_takes_effect(qbank: Run, home: Path, tmp_path: Path) -> None:
    """It decides what the next command does."""
    qbank("config", "set", "home", str(tmp_path / "data"))
    qbank("config", "set", "new_per_session", "1")

    assert qbank("quiz", typed="").rows[0][2] == "1"
    assert (tmp_path / "data" / "qbank.db").is_file()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("set", "lang", "fr"), "lang: 'fr' is not one of zh, en"),
        (("set", "plain", "maybe"), "plain: 'maybe' is not one of true, false"),
        (("set", "new_per_session", "-1"), None),
        (("set", "new_per_session", "many"), "new_per_session: 'many' is not one of 0, 1, 2 …"),
        (("set", "langg", "zh"), "no setting langg; there are bank, color, home, judge_python, lang, "),
        (("set", "lang"), "qbank config takes: set KEY VALUE, unset KEY, or nothing"),
        (("unset",), "qbank config takes: set KEY VALUE, unset KEY, or nothing"),
        (("unset", "lang", "zh"), "qbank config takes: set KEY VALUE, unset KEY, or nothing"),
        (("get", "lang"), "qbank config takes: set KEY VALUE, unset KEY, or nothing"),
    ],
)
def test_config_refuses(qbank: Run, config: Path, arguments: tuple[str, ...], sentence: str | None) -> None:
    """It refuses what it does not know, and writes nothing."""
    done = qbank("config", *arguments)

    assert done.code == 2
    assert sentence is None or done.err.startswith(f"error: {sentence}")
    assert not config.exists()


def test_a_broken_config(qbank: Run, config: Path) -> None:
    """It names the file and what is wrong with it, whatever the command."""
    config.parent.mkdir(parents=True)
    for text, reason in (
        ("lang = ", "cannot be read: "),
        ("langg = 1", "unknown key langg"),
        ("lang = 'fr'", "is not one of"),
    ):
        config.write_text(text)
        done = qbank("list")

        assert done.code == 2
        assert re.match(rf"error: {re.escape(str(config))}:? .*{reason}", done.err)


def test_config_cannot_be_written(qbank: Run, config: Path) -> None:
    """It says so when the folder cannot be made."""
    config.parent.write_text("a file")

    done = qbank("config", "set", "lang", "zh")

    assert done.code == 2
    assert done.err.startswith(f"error: {config} cannot be written: ")
