"""--help of every command: in both languages, within the terminal, true to what the command takes."""

import importlib
import re
import string

import pytest
import typer

from qbank import lazy
from qbank.screen.words import say
from qbank.screen.words_zh import ZH
from qbank.screen.wrap import cells
from qbank.verbs import GLOBAL, HOME, VERBS, Verb, every
from tests.commands.conftest import Run

EVERY = every()
NAMES = [verb.name for verb in EVERY]


@pytest.mark.parametrize("columns", ["60", "80"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["", *NAMES])
def test_help(qbank: Run, monkeypatch: pytest.MonkeyPatch, name: str, language: str, columns: str) -> None:
    """It fits the terminal, shows an example, and speaks the person's language."""
    monkeypatch.setenv("COLUMNS", columns)

    done = qbank(*name.split(), "--help", "--lang", language)

    assert (done.code, done.err) == (0, "")
    too_long = [line for line in done.out.splitlines() if cells(line) > int(columns)]
    assert not [line for line in too_long if not any(verb.example in line for verb in EVERY)]
    assert not too_long or columns == "60"
    verb = next((verb for verb in EVERY if verb.name == name), None)
    if verb:
        assert f"\n  {verb.example}\n" in done.out
        assert say(verb.help, language).split("，")[0][:10] in done.out
    if language == "zh":
        words = set(re.findall(r"(?<![-\w/.<])[A-Za-z]{3,}(?![\w/.-])", strip(done.out)))
        assert not words & {
            "Show",
            "the",
            "The",
            "Options",
            "Usage",
            "Example",
            "Print",
            "and",
            "question",
            "Colour",
        }


def strip(text: str) -> str:
    """Return the help without its examples, which quote what is typed."""
    return "\n".join(line for line in text.splitlines() if not line.strip().startswith("qbank "))


def test_the_order_of_groups(qbank: Run) -> None:
    """It lists practising first, then the bank, authoring and care, every command once."""
    out = qbank("--help").out

    headings = [out.index(f"\n{group}\n") for group in ("Practise", "The bank", "Authoring", "Care")]
    assert headings == sorted(headings)
    assert [len(re.findall(rf"^  {verb.name} ", out, re.MULTILINE)) for verb in VERBS] == [1] * len(VERBS)
    for option in GLOBAL:
        assert option in out


@pytest.mark.parametrize("arguments", [("help",), ("-h",), ("--help",)])
def test_ways_to_ask(qbank: Run, arguments: tuple[str, ...]) -> None:
    """It is the same help however it is asked for, of one command too."""
    assert qbank(*arguments).out == qbank("--help").out
    assert qbank(*arguments, "quiz").out == qbank("quiz", "--help").out == qbank("quiz", "-h").out
    assert qbank(*arguments, "quizz").code == 2


def test_help_in_english_has_a_chinese_wording(qbank: Run) -> None:
    """It says every line of help in Chinese: nothing falls back to English."""
    for verb in EVERY:
        for parameter in parameters(verb):
            text = getattr(parameter, "help", None)
            assert text is None or text in ZH, (verb.name, text)


def parameters(verb: Verb) -> list[object]:
    command = lazy._command(verb)
    return list(command.params)


@pytest.mark.parametrize("verb", EVERY, ids=NAMES)
def test_the_table_is_true(verb: Verb) -> None:
    """It offers on TAB the options that the command takes, by their long names."""
    options = {max(p.opts, key=len) for p in parameters(verb) if p.param_type_name == "option"}
    arguments = [p for p in parameters(verb) if p.param_type_name == "argument"]

    assert set(verb.options) == options
    assert verb.takes_id == bool(
        arguments and arguments[0].human_readable_name in ("ID", "[ID]") and verb.name != "new"
    )


@pytest.mark.parametrize("verb", [*EVERY, HOME], ids=[*NAMES, "home"])
def test_where_a_command_stands(verb: Verb) -> None:
    """It is a function of its own name in a module of its own, told in one sentence."""
    *group, last = verb.name.split()
    name = f"{last}_" if lazy._reserved(last) else last
    function = getattr(importlib.import_module(".".join(["qbank.commands", *group, name])), name)

    assert function.__doc__
    assert isinstance(lazy._command(verb), typer.core.TyperCommand)


def test_examples_name_real_commands() -> None:
    """It gives an example that begins with the command itself."""
    for verb in EVERY:
        assert verb.example.startswith(f"qbank {verb.name}")
        assert not set(verb.example) & (set(string.whitespace) - {" "})
