"""Who decides: option, environment, file, default."""

import os
from pathlib import Path

import pytest

from qbank.errors import WrongUsageError
from qbank.settings import Options, checked_value, encoding_is_given, load


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where config.toml is looked for; the folder is there, the file is not."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "config" / "qbank" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


def test_defaults(config: Path) -> None:
    """It finds the checkout's questions and speaks English where nothing says otherwise."""
    settings = load(Options(), {})

    assert settings.lang == "en"
    assert settings.color == "auto"
    assert settings.new_per_session == 5
    assert (settings.banks[0] / "topics.yaml").is_file()
    assert settings.folders == settings.banks
    assert set(settings.origins.values()) == {"default"}


def test_the_first_source_wins(config: Path) -> None:
    """It takes the option, then the environment, then the file."""
    config.write_text('lang = "zh"\nhome = "/file"\nbank = ["/a", "/b"]\nnew_per_session = 3\nplain = true\n')
    environ = {"QBANK_HOME": "/environment", "LANG": "en_GB.UTF-8"}
    settings = load(Options(home="/option"), environ)

    assert (settings.lang, settings.home, settings.new_per_session) == ("zh", Path("/option"), 3)
    assert settings.banks == (Path("/a"), Path("/b"))
    assert settings.plain
    assert load(Options(), environ).home == Path("/environment")
    assert load(Options(), {}).home == Path("/file")
    assert settings.origins["home"] == "option"
    assert settings.origins["lang"] == "file"


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh"),
        ({"QBANK_LANG": "zh", "LC_ALL": "C"}, "zh"),
        ({"QBANK_LANG": ""}, "en"),
    ],
)
def test_language(config: Path, environ: dict[str, str], lang: str) -> None:
    """It asks QBANK_LANG, then LC_ALL, LC_MESSAGES and LANG."""
    assert load(Options(), environ).lang == lang


@pytest.mark.parametrize(
    ("option", "environ", "color"),
    [
        (None, {}, "auto"),
        ("always", {"NO_COLOR": "1", "QBANK_COLOR": "never"}, "always"),
        (None, {"NO_COLOR": "1", "QBANK_COLOR": "always"}, "always"),
        (None, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, "never"),
        (None, {"CLICOLOR_FORCE": "1", "CLICOLOR": "0"}, "always"),
        (None, {"FORCE_COLOR": "0", "CLICOLOR": "0"}, "never"),
        (None, {"FORCE_COLOR": "3", "TERM": "dumb"}, "always"),
        (None, {"TERM": "dumb"}, "never"),
    ],
)
def test_colour(config: Path, option: str | None, environ: dict[str, str], color: str) -> None:
    """It decides in the order that the terminal document gives."""
    assert load(Options(color=option), environ).color == color


def test_colour_from_the_file_comes_last(config: Path) -> None:
    """It lets the environment's words about colour win over the file's."""
    config.write_text('color = "always"\n')

    assert load(Options(), {}).color == "always"
    assert load(Options(), {"NO_COLOR": "1"}).color == "never"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("lang = 'fr'", "'fr' is not one of zh, en"),
        ("langg = 'zh'", "unknown key langg"),
        ("lang = 3", "lang has the wrong kind of value"),
        ("lang = ", "cannot be read"),
        ("\udcff", "cannot be read"),
    ],
)
def test_a_bad_file(config: Path, text: str, sentence: str) -> None:
    """It names the file and what is wrong in it."""
    config.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(WrongUsageError) as caught:
        load(Options(), {})

    assert sentence in str(caught.value)
    assert str(config) in str(caught.value)


def test_bad_values_elsewhere(config: Path) -> None:
    """It names the option or the variable."""
    with pytest.raises(WrongUsageError, match="--show: 'fr' is not one of zh, en, both"):
        load(Options(show="fr"), {})
    with pytest.raises(WrongUsageError, match="QBANK_COLOR: 'pink' is not one of"):
        load(Options(), {"QBANK_COLOR": "pink"})
    with pytest.raises(WrongUsageError, match="QBANK_NEW_PER_SESSION: 'many' is not a number"):
        load(Options(), {"QBANK_NEW_PER_SESSION": "many"})


def test_the_personal_bank_joins_once_it_is_there(config: Path, tmp_path: Path) -> None:
    """It opens the person's own questions beside the others."""
    settings = load(Options(home=str(tmp_path), bank=("one", "~/two")), {})

    assert settings.folders == (Path("one"), Path("~/two").expanduser())
    settings.personal.mkdir()
    assert settings.folders[-1] == tmp_path / "bank"


def test_the_rest_of_the_environment(config: Path) -> None:
    """It reads the width, the editor, the pager and the banks' list."""
    environ = {
        "COLUMNS": "60",
        "EDITOR": "nano",
        "VISUAL": "vim",
        "PAGER": "more",
        "ACCESSIBLE": "1",
        "LESS": "R",
        "QBANK_BANK": os.pathsep.join(["a", "b"]),
        "QBANK_NEW_PER_SESSION": "2",
    }
    settings = load(Options(), environ)

    assert (settings.columns, settings.editor, settings.pager, settings.plain) == (60, "vim", "more", True)
    assert (settings.environment["LESS"], settings.environment["LESSCHARSET"]) == ("R", "utf-8")
    assert settings.banks == (Path("a"), Path("b"))
    assert settings.new_per_session == 2
    assert load(Options(), {"COLUMNS": "wide", "QBANK_PLAIN": "0"}).columns is None
    assert not load(Options(), {"QBANK_PLAIN": "0"}).plain


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("lang", "zh", "zh"),
        ("plain", "true", True),
        ("plain", "false", False),
        ("new_per_session", "7", 7),
        ("home", "/x", "/x"),
        ("bank", os.pathsep.join(["/x", "/y"]), ["/x", "/y"]),
    ],
)
def test_a_value_that_was_typed(key: str, text: str, value: object) -> None:
    """It makes of the text what config.toml should hold."""
    assert checked_value(key, text) == value


@pytest.mark.parametrize(("key", "text"), [("lang", "fr"), ("plain", "yes"), ("new_per_session", "-1")])
def test_a_value_that_is_none(key: str, text: str) -> None:
    """It lists what the value may be."""
    with pytest.raises(WrongUsageError, match="is not one of"):
        checked_value(key, text)


def test_encoding() -> None:
    """It knows whether the person chose an encoding."""
    assert encoding_is_given({"PYTHONIOENCODING": "gbk"})
    assert not encoding_is_given({})
