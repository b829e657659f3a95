"""One Settings value from the command line, the environment, config.toml and the defaults, in that order."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import platformdirs

from qbank.core.text import Language
from qbank.errors import WrongUsageError

Show = Literal["zh", "en", "both"]
Colour = Literal["auto", "always", "never"]
Where = Literal["option", "environment", "file", "default"]

SHIPPED = Path(__file__).parent / "questions"  # in an installed wheel
CHECKOUT = Path(__file__).parents[2] / "questions"  # in a checkout, or an editable installation of it
NARROWEST, WIDEST = 20, 1000  # columns
QUOTED = 40  # characters of a wrong value
DIGITS = 9  # of a number; Python refuses to read one of thousands
KEYS = ("bank", "color", "home", "judge_python", "lang", "new_per_session", "plain", "show", "workspace")
_CHOICES = {"lang": ("zh", "en"), "show": ("zh", "en", "both"), "color": ("auto", "always", "never")}


@dataclass(frozen=True, slots=True)
class Options:
    """What the person typed before or after the command; None where nothing."""

    bank: tuple[str, ...] = ()
    home: str | None = None
    lang: str | None = None
    show: str | None = None
    color: str | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """All that is chosen outside a command's own options.

    Attributes:
        banks: Folders of questions.
        home: The data folder: review log, personal bank, backups.
        cache: The folder for what can be made again.
        config: The file of lasting choices; it may not exist.
        judge_python: The interpreter that judges code; "" for the first that has what is needed.
        workspace: The folder of the person's solutions.
        lang: The interface's language.
        show: The content's language; None for questions in both and answers in the interface's.
        color: `auto` asks whether stdout is a terminal.
        plain: No colour, no box drawing, no cursor movement.
        dumb: The terminal says it can do nothing.
        columns: A width that the environment insists on, or None.
        new_per_session: How many new questions one quiz brings at most.
        editor, pager: Commands as the environment names them, "" where it does not.
        environment: For the pager: this process's own, with LESS and LESSCHARSET set.
        origins: Where each value came from.
    """

    banks: tuple[Path, ...]
    home: Path
    cache: Path
    config: Path
    lang: Language
    show: Show | None
    color: Colour
    plain: bool
    dumb: bool
    columns: int | None
    new_per_session: int
    editor: str
    pager: str
    environment: Mapping[str, str]
    judge_python: str = ""
    workspace: Path = Path("qbank-code")
    origins: Mapping[str, Where] = field(default_factory=dict)

    @property
    def personal(self) -> Path:
        """Return the folder of the person's own questions; it may not exist."""
        return self.home / "bank"

    @property
    def folders(self) -> tuple[Path, ...]:
        """Return every folder of questions to open: the banks, and the personal one once there is any."""
        # not Path.is_dir, which raises where the data folder may not be entered
        return (*self.banks, self.personal) if os.path.isdir(self.personal) else self.banks  # noqa: PTH112


def load(options: Options, environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment and config.toml and decide.

    Raises:
        WrongUsageError: A value is not one of those allowed; the sentence names where it stands.
    """
    environ = os.environ if environ is None else environ
    config = Path(platformdirs.user_config_dir("qbank", appauthor=False)) / "config.toml"
    chosen = _Chosen(options, environ, _read(config), config)
    return Settings(
        banks=_banks(chosen),
        home=_home(chosen),
        cache=Path(platformdirs.user_cache_dir("qbank", appauthor=False)),
        config=config,
        lang=_language(chosen),
        show=chosen.one_of("show", options.show, "QBANK_SHOW", None),
        color=_colour(chosen),
        plain=_plain(chosen),
        dumb=environ.get("TERM") == "dumb",
        columns=_columns(environ),
        new_per_session=_new_per_session(chosen),
        editor=environ.get("VISUAL") or environ.get("EDITOR") or "",
        pager=environ.get("PAGER", ""),
        environment={"LESS": "FRX", "LESSCHARSET": "utf-8", **environ},
        judge_python=chosen.value("judge_python", None, "QBANK_JUDGE_PYTHON", ""),
        workspace=_folder(chosen.value("workspace", None, "QBANK_WORKSPACE", "~/qbank-code")),
        origins=chosen.origins,
    )


def encoding_is_given(environ: Mapping[str, str] | None = None) -> bool:
    """Say whether the person chose the encoding of the standard streams."""
    return bool((os.environ if environ is None else environ).get("PYTHONIOENCODING"))


def likely_language(environ: Mapping[str, str] | None = None) -> Language:
    """Return the language to say in that the settings cannot be read."""
    environ = os.environ if environ is None else environ
    for name in ("QBANK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environ.get(name):
            return "zh" if locale.lower().startswith("zh") else "en"
    return "en"


def checked_value(key: str, text: str) -> object:
    """Return what config.toml should hold for a choice that was typed.

    Raises:
        WrongUsageError: The text is no value of that choice.
    """
    if key == "new_per_session" and (number := _number(text)) is not None:
        return number
    if key == "plain" and text in ("true", "false"):
        return text == "true"
    if key in ("bank", "home", "workspace") and not text.strip(os.pathsep):
        raise WrongUsageError("{name} names no folder", name=key)
    if key == "bank":
        return text.split(os.pathsep)
    if key in ("home", "judge_python", "workspace") or text in _CHOICES.get(key, ()):
        return text
    wanted = {"new_per_session": "0, 1, 2 …", "plain": "true, false"}.get(key) or ", ".join(_CHOICES[key])
    raise WrongUsageError(
        "{name}: {value} is not one of {choices}", name=key, value=_shown(text), choices=wanted
    )


class _Chosen:
    """The sources of values, and a note of which one each value came from."""

    def __init__(
        self, options: Options, environ: Mapping[str, str], file: Mapping[str, Any], config: Path
    ) -> None:
        self.options, self.environ, self.file, self.config = options, environ, file, config
        self.origins: dict[str, Where] = {}

    def value(self, key: str, option: Any, variable: str, default: Any) -> Any:
        """Return the first given of option, environment variable, config key, default."""
        sources: tuple[tuple[Where, Any], ...] = (
            ("option", option),
            ("environment", self.environ.get(variable) or None),
            ("file", self.file.get(key)),
        )
        for where, value in sources:
            if value is not None:
                self.origins[key] = where
                return value
        self.origins[key] = "default"
        return default

    def one_of(self, key: str, option: Any, variable: str, default: Any) -> Any:
        """Like `value`, and refuse what is not among the choices of `key`."""
        value = self.value(key, option, variable, default)
        if value is not default and value not in _CHOICES[key]:
            raise WrongUsageError(
                "{name}: {value} is not one of {choices}",
                name=self.place(key, variable),
                value=repr(value),
                choices=", ".join(_CHOICES[key]),
            )
        return value

    def place(self, key: str, variable: str) -> str:
        """Return where the value of `key` stands, as a person knows the place."""
        return {"option": f"--{key}", "environment": variable}.get(self.origins[key], str(self.config))


def _toml(text: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415  # late: only where there is a config.toml

    return tomllib.loads(text)


def _read(config: Path) -> Mapping[str, Any]:
    """Return what config.toml holds, empty where there is none.

    Raises:
        WrongUsageError: It is not TOML, or has an unknown key or a value of the wrong kind.
    """
    try:
        raw = config.read_bytes()
        values = _toml(raw.decode("utf-8"))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return {}
    except (ValueError, OSError) as error:
        raise WrongUsageError(
            "{path} cannot be read: {reason}", path=config, reason=error, hint="mend it, or delete it"
        ) from error
    for key, value in values.items():
        if key not in KEYS:
            raise WrongUsageError(
                "{path}: unknown key {key}; known are {known}", path=config, key=key, known=", ".join(KEYS)
            )
        if not isinstance(value, _kinds(key)):
            raise WrongUsageError("{path}: {key} has the wrong kind of value", path=config, key=key)
    return values


def _kinds(key: str) -> tuple[type, ...]:
    return {"new_per_session": (int,), "plain": (bool,), "bank": (str, list)}.get(key, (str,))


def _banks(chosen: _Chosen) -> tuple[Path, ...]:
    given = chosen.value("bank", chosen.options.bank or None, "QBANK_BANK", None)
    if given is None:
        return (SHIPPED if SHIPPED.is_dir() else CHECKOUT,)
    names = given.split(os.pathsep) if isinstance(given, str) else [str(name) for name in given]
    if not any(names):
        raise WrongUsageError("{name} names no folder", name=chosen.place("bank", "QBANK_BANK"))
    return tuple(_folder(name) for name in names if name)


def _home(chosen: _Chosen) -> Path:
    default = platformdirs.user_data_dir("qbank", appauthor=False)
    given = chosen.value("home", chosen.options.home, "QBANK_HOME", default)
    if not given:
        raise WrongUsageError("{name} names no folder", name=chosen.place("home", "QBANK_HOME"))
    return _folder(given)


def _folder(name: str) -> Path:
    """Return the folder of that name; one that begins with a ~ of nobody's is an ordinary name."""
    return Path(os.path.expanduser(name))  # noqa: PTH111  # Path.expanduser raises for ~nobody


def _language(chosen: _Chosen) -> Language:
    default = likely_language({**chosen.environ, "QBANK_LANG": ""})
    language: Language = chosen.one_of("lang", chosen.options.lang, "QBANK_LANG", default)
    return language


def _colour(chosen: _Chosen) -> Colour:
    """Decide: --color, QBANK_COLOR, NO_COLOR, CLICOLOR_FORCE or FORCE_COLOR, CLICOLOR=0, TERM=dumb, file."""
    environ = chosen.environ
    given: Colour | None = chosen.one_of("color", chosen.options.color, "QBANK_COLOR", None)
    if given is not None and chosen.origins["color"] != "file":
        return given
    forced = any(environ.get(name, "0") not in ("", "0") for name in ("CLICOLOR_FORCE", "FORCE_COLOR"))
    if environ.get("NO_COLOR"):
        return "never"
    if forced:
        return "always"
    if environ.get("CLICOLOR") == "0" or environ.get("TERM") == "dumb":
        return "never"
    return given or "auto"


def _plain(chosen: _Chosen) -> bool:
    accessible = chosen.environ.get("ACCESSIBLE", "0") not in ("", "0")
    given = chosen.value("plain", chosen.options.plain or accessible or None, "QBANK_PLAIN", "0")
    return given not in ("0", False)


def _columns(environ: Mapping[str, str]) -> int | None:
    number = _number(environ.get("COLUMNS", ""))
    return None if number is None else min(max(NARROWEST, number), WIDEST)


def _new_per_session(chosen: _Chosen) -> int:
    value = chosen.value("new_per_session", None, "QBANK_NEW_PER_SESSION", 5)
    number = value if isinstance(value, int) else _number(value)
    if number is None:
        raise WrongUsageError("QBANK_NEW_PER_SESSION: {value} is not a number", value=_shown(value))
    return max(0, number)


def _number(text: str) -> int | None:
    """Return a whole number; None where the text is none, or longer than anything that could be meant."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else None


def _shown(text: str) -> str:
    """Return a wrong value as an error quotes it."""
    return repr(text if len(text) <= QUOTED else f"{text[:QUOTED]}…")
