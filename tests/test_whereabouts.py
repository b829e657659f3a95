"""TAB's short way to the folders, held to what the settings say."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.errors import QbankError
from qbank.settings import Options, load
from qbank.whereabouts import whereabouts

NAMES = st.sampled_from(
    ["", "a", "/b", "~/c", "~", "d e", "a:/b", ":", "./f/", "~nobody-at-all/x", "g\\h", 'i"j', "é"]
)
VARIABLES = st.fixed_dictionaries(
    {}, optional={"QBANK_BANK": NAMES, "QBANK_HOME": NAMES, "XDG_DATA_HOME": NAMES, "XDG_CACHE_HOME": NAMES}
)
VALUES = st.one_of(
    NAMES.map(lambda name: f'"{name}"'),
    st.lists(NAMES.map(lambda name: f'"{name}"'), max_size=3).map(lambda names: f"[{', '.join(names)}]"),
    st.sampled_from(
        ["'x'", '["a",]', '["a", # b', '"""x"""', "3", "true", '"a" # b', '"\\u0061"', "nonsense", "[[]]"]
    ),
)
KEYS = st.sampled_from(
    [
        "bank",
        "home",
        "lang",
        "plain",
        "judge_python",
        "workspace",
        "bank ",
        '"bank"',
        "a.b",
        "[bank]",
        "# bank",
        "unknown",
    ]
)
LINES = st.lists(
    st.tuples(KEYS, st.sampled_from(["=", " = ", "\t=\t", " "]), VALUES).map("".join), max_size=3
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a person's folder, one of whose data folders has a bank."""
    folder = tmp_path_factory.mktemp("person")
    (folder / "c" / "bank").mkdir(parents=True)
    (folder / ".config" / "qbank").mkdir(parents=True)
    return folder


@given(VARIABLES, st.lists(NAMES, max_size=2), st.none() | NAMES, LINES)
def test_it_is_what_the_settings_say(
    folder: Path, variables: dict[str, str], banks: list[str], home: str | None, lines: list[str]
) -> None:
    """It names the same folders in the same order, and the same cache, or says that it takes more to know."""
    (folder / ".config/qbank/config.toml").write_text("\n".join(lines), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        patch.delenv("XDG_CONFIG_HOME", raising=False)
        patch.delenv("XDG_DATA_HOME", raising=False)
        patch.delenv("XDG_CACHE_HOME", raising=False)
        for name, value in variables.items():
            patch.setenv(name, value)
        found = whereabouts(os.environ, banks, home)
        try:
            settings = load(Options(bank=tuple(banks), home=home))
        except QbankError:
            return

    if found is not None:
        folders, cache = found
        assert list(map(Path, folders)) == list(settings.folders) or (
            list(map(os.path.realpath, folders)) == list(map(os.path.realpath, settings.folders))
        )
        assert Path(cache) == settings.cache


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the settings are asked")
def test_the_common_cases_are_known(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It knows without more: nothing chosen, variables, and what `qbank config set` writes."""
    monkeypatch.setenv("HOME", str(folder))
    config = folder / ".config/qbank/config.toml"
    environ = {"HOME": str(folder)}
    for text, banks in (
        ("", [Path(__file__).parents[1] / "questions"]),
        (
            'bank = ["/a", "/b c"]\nlang = "zh"\nnew_per_session = 7\nplain = true\n',
            [Path("/a"), Path("/b c")],
        ),
        ('bank = "/a:/b"\n', [Path("/a"), Path("/b")]),
        ('bank = "/a"\njudge_python = "/b/python"\nworkspace = "~/code"\n', [Path("/a")]),
    ):
        config.write_text(text)
        found = whereabouts(environ, [], None)
        assert found is not None
        assert [Path(one).resolve() for one in found[0]] == banks
    assert whereabouts({**environ, "QBANK_HOME": "~/c"}, ["/x"], None) == (
        ["/x", str(folder / "c/bank")],
        str(folder / ".cache/qbank"),
    )
    config.write_text("bank = 'single'\n")
    assert whereabouts(environ, ["/x"], None) is None
    assert whereabouts({}, ["/x"], None) is None
