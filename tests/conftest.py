"""What every test stands on: no test can touch the person's own folders."""

import os
import signal
from pathlib import Path

import pytest

# a run that a shell started in the background ignores Ctrl-C; the programs that it tries out must not
for number in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGINT)):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.default_int_handler)

FOLDERS = ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")


@pytest.fixture(scope="session", autouse=True)
def _no_home(tmp_path_factory: pytest.TempPathFactory):
    """Point every folder of the person at one that may not be written, and clear what they chose."""
    empty = tmp_path_factory.mktemp("nobody") / "home"
    empty.write_text("a file, so that nothing can be made below it\n")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("QBANK_", "LC_", "XDG_"))]:
            if name not in ("QBANK_CI", "QBANK_TORTURE", "QBANK_OTHER_PYTHON"):
                patch.delenv(name)
        for name in FOLDERS:
            patch.setenv(name, str(empty))
        for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "PAGER", "LESS"):
            patch.delenv(name, raising=False)
        patch.setenv("LANG", "C.UTF-8")
        patch.setenv("TERM", "xterm-256color")
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a person's folders, made for this test alone."""
    for name in FOLDERS:
        folder = tmp_path / name.lower()
        folder.mkdir()
        monkeypatch.setenv(name, str(folder))
    return tmp_path / "xdg_data_home" / "qbank"


def missing(tool: str) -> str:
    """Say why a test is skipped; in CI, where every tool must be there, fail instead."""
    if os.environ.get("QBANK_CI"):
        pytest.fail(f"{tool} is missing, and CI must have it")
    return f"{tool} is not installed"
