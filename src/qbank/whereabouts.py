"""Where the folders of questions and the cache are, for TAB alone: `settings` in short, with `os` only.

`settings` imports pathlib, dataclasses, platformdirs and tomllib, which take longer than the whole of a TAB
may. This knows the common case, and says None to any other, which `settings` then decides; a test holds the
two to the same answer.
"""

import os
import sys

TYPE_CHECKING = False  # as in `typing`, whose import would cost more than all of this
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HERE = os.path.dirname(__file__)  # noqa: PTH120  # pathlib, see above; here and below
_KEYS = ("bank", "color", "home", "judge_python", "lang", "new_per_session", "plain", "show", "workspace")


def whereabouts(
    environ: "Mapping[str, str]", banks: "Sequence[str]", home: str | None
) -> tuple[list[str], str] | None:
    """Return every folder of questions to open, and the cache; None where it takes more to know.

    Args:
        environ: The environment.
        banks: The values of --bank; empty where there is none.
        home: The value of --home.
    """
    is_plain_linux = sys.platform == "linux" and not hasattr(sys, "getandroidapilevel")
    if not is_plain_linux or "ANDROID_DATA" in environ or not environ.get("HOME", "").startswith("/"):
        return None
    chosen = _config(os.path.join(_base(environ, "XDG_CONFIG_HOME", ".config"), "config.toml"))  # noqa: PTH118
    if chosen is None:
        return None
    given = environ.get("QBANK_BANK")
    names = list(banks) or (given.split(os.pathsep) if given else chosen.get("bank", [_shipped()]))
    homes = chosen.get("home", [_base(environ, "XDG_DATA_HOME", os.path.join(".local", "share"))])  # noqa: PTH118
    if home is None:
        home = environ.get("QBANK_HOME") or homes[0]
    if not any(names) or not home:
        return None
    personal = os.path.join(os.path.expanduser(home), "bank")  # noqa: PTH111, PTH118
    folders = [os.path.expanduser(name) for name in names if name]  # noqa: PTH111
    if os.path.isdir(personal):  # noqa: PTH112
        folders.append(personal)
    return folders, _base(environ, "XDG_CACHE_HOME", ".cache")


def _base(environ: "Mapping[str, str]", variable: str, default: str) -> str:
    """Return the folder of qbank below the one that a variable names."""
    named = environ.get(variable, "")
    folder = named if named.startswith("/") else os.path.join(environ["HOME"], default)  # noqa: PTH118
    return os.path.join(folder, "qbank")  # noqa: PTH118


def _shipped() -> str:
    installed = os.path.join(_HERE, "questions")  # noqa: PTH118
    return installed if os.path.isdir(installed) else os.path.join(_HERE, "..", "..", "questions")  # noqa: PTH112, PTH118


def _config(path: str) -> "dict[str, list[str]] | None":
    """Return the folders that config.toml names; None where it holds more than plain `key = "value"`."""
    try:
        with open(path, encoding="utf-8", newline="") as stream:  # noqa: PTH123
            text = stream.read()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return {}
    except (ValueError, OSError):
        return None
    chosen: dict[str, list[str]] = {}
    for line in text.split("\n"):
        key, equals, value = (part.strip(" \t") for part in line.partition("="))
        if not equals and not key:
            continue
        kept = _strings(value)
        is_list = value.startswith("[")
        if key not in _KEYS or key in chosen or kept is None or (is_list and key != "bank"):
            return None
        chosen[key] = kept[0].split(os.pathsep) if key == "bank" and kept and not is_list else kept
    return chosen if all(chosen.get(key) != [] for key in ("bank", "home")) else None


def _strings(value: str) -> list[str] | None:
    """Return the text of a plain TOML string, or those in a list on one line; [] for a number or a flag."""
    if value in ("true", "false") or (value.isascii() and value.isdigit()):
        return []
    inner = value[1:-1].split(",") if value[:1] == "[" and value[-1:] == "]" else [value]
    found = []
    for part in inner:
        text = part.strip(" \t")
        if len(text) < 2 or text[0] != '"' or text[-1] != '"':
            return None
        if not text.isprintable() or "\\" in text or text.count('"') > 2:
            return None
        found.append(text[1:-1])
    return found
