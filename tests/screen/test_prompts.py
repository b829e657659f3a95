import ast
import io
import os
import re
from collections.abc import Callable

import pexpect
import pytest

from qbank.screen import prompts
from qbank.screen.pager import show_in_pager
from qbank.screen.prompts import Answer, ask_answer, ask_rating, ask_ticks, ask_yes, edited, piped_answers
from qbank.screen.spans import line
from tests.screen.conftest import MakeScreen, make_entry
from tests.screen.test_keys import start  # noqa: F401  # a fixture

Start = Callable[..., pexpect.spawn]
BARE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}

BOX = """
import sys
from qbank.screen.console import make
from qbank.screen.prompts import ask_answer
draft = sys.argv[1] if len(sys.argv) > 1 else DRAFT
kept = []
try:
    answer = ask_answer(make(language="zh", plain=PLAIN), draft=draft, on_change=kept.append, editor=EDITOR)
    print("result", ascii((answer.ending, answer.text)))
except KeyboardInterrupt:
    print("interrupted")
print("kept", ascii(kept[-1] if kept else None))
"""


PREPARE = "import sys; from qbank.screen.streams import prepare_streams; prepare_streams()\n"


class Typed:
    """Keys that were decided beforehand."""

    def __init__(self, *keys: str) -> None:
        self.keys = list(keys)
        self.flushed = 0

    def read(self) -> str:
        """Return the next; at the end, what Ctrl-D does."""
        if not self.keys:
            raise EOFError
        return self.keys.pop(0)

    def flush(self) -> None:
        """Note that it was asked for."""
        self.flushed += 1


def box(start: Start, *, draft: str = "", plain: bool = False, editor: str = "") -> pexpect.spawn:  # noqa: F811
    program = BOX.replace("DRAFT", repr(draft)).replace("PLAIN", str(plain)).replace("EDITOR", repr(editor))
    child = start(program)
    child.expect("❯" if not plain else "你的回答")
    return child


def told(child: pexpect.spawn, name: str = "result") -> object:
    """Return what the program says of itself behind `name`."""
    child.expect(rf"{name} ([^\r]+)\r")
    return ast.literal_eval(child.match[1])


def slowly(child: pexpect.spawn, typed: str) -> None:
    """Type as a person does: each Enter by itself."""
    child.delaybeforesend = 0.3
    for part in re.split("(\x1b?\r)", typed):
        if part:
            child.send(part)


@pytest.mark.parametrize(
    ("typed", "ending", "text"),
    [
        ("dropout 是\r正则化\r\r", "submit", "dropout 是\n正则化"),
        ("一行\x1b\r", "submit", "一行"),
        ("\r", "reveal", ""),
        ("写了一半\x13", "skip", "写了一半"),
        ("写了一半\x04", "end", "写了一半"),
        ("\x1b[200~第一段\n\n第二段\x1b[201~\r\r", "submit", "第一段\n\n第二段"),
        ("a\x1b[200~1\x1b[201~b\x7fc\r\r", "submit", "a1c"),
    ],
)
def test_answer_box(start: Start, typed: str, ending: str, text: str) -> None:  # noqa: F811
    """It submits at an empty line or Alt-Enter, reveals, skips, ends; a paste may hold empty lines."""
    child = box(start)
    slowly(child, typed)

    assert told(child) == (ending, text)


def test_unmarked_paste(start: Start) -> None:  # noqa: F811
    """It takes an empty line inside a burst of input as part of a paste."""
    child = box(start)
    child.send("第一段\r\r第二段")
    child.delaybeforesend = 0.3
    child.send("\r")
    child.send("\r")

    assert told(child) == ("submit", "第一段\n\n第二段")


def test_interrupted(start: Start) -> None:  # noqa: F811
    """It tells every change, so that a draft survives Ctrl-C."""
    child = box(start)
    child.send("半句")
    child.expect("半句")
    child.delaybeforesend = 0.3
    child.send("\x03")
    child.expect("interrupted")

    assert told(child, "kept") == "半句"


def test_draft(start: Start) -> None:  # noqa: F811
    """It begins with what was typed before, control characters taken out."""
    child = box(start, draft="旧的\x1b[2J草稿\n第二行")
    child.send("，续")
    child.delaybeforesend = 0.3
    child.send("\x1b\r")

    assert told(child) == ("submit", "旧的草稿\n第二行，续")


def test_editor_key(start: Start) -> None:  # noqa: F811
    """It opens the editor on Ctrl-E and goes on with what was written there."""
    child = box(start, editor="sh -c 'printf 来自编辑器 >> \"$0\"'")
    child.send("先写")
    child.delaybeforesend = 0.3
    child.send("\x05")
    child.expect("来自编辑器")
    child.send("\x1b\r")

    assert told(child) == ("submit", "先写来自编辑器")


@pytest.mark.parametrize("locale", [{}, {"LC_ALL": "C"}, {"LC_ALL": "C.UTF-8"}, BARE])
def test_plain_answer(start: Start, locale: dict[str, str]) -> None:  # noqa: F811
    """It reads lines where nothing may be drawn, and loses no Chinese under LC_ALL=C."""
    program = BOX.replace("import sys\n", PREPARE).replace("DRAFT", "''")
    program = program.replace("PLAIN", "True").replace("EDITOR", "''")
    child = start(program, **{"LC_ALL": "", **locale})
    child.expect(">")
    child.send("梯度\n")
    child.send("消失\n")
    child.send("\n")

    assert told(child) == ("submit", "梯度\n消失")
    assert told(child, "kept") == "梯度\n消失"


def test_plain_answer_ends(monkeypatch: pytest.MonkeyPatch, screen: MakeScreen) -> None:
    """It keeps what was typed when Ctrl-D ends it."""
    rows = iter(["a"])

    def typed(_: str) -> str:
        try:
            return next(rows)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", typed)

    assert ask_answer(screen(plain=True), draft="draft") == Answer("end", "draft\na")


@pytest.mark.parametrize("plain", [False, True])
def test_one_line(start: Start, plain: bool) -> None:  # noqa: F811
    """It asks for a line inside a run of keys, with something standing there already."""
    program = (
        "from qbank.screen.console import make\nfrom qbank.screen.prompts import ask_line\n"
        "from qbank.screen.keys import open_keys\n"
        f"screen = make(language='zh', plain={plain})\n"
        "with open_keys(screen) as keys:\n"
        "    print('result', ascii([ask_line(screen, 'label'), ask_line(screen, 'label', default='x')]))\n"
        "    print('key', ascii(keys.read()))\n"
    )
    child = start(program)
    child.expect("label")
    child.delaybeforesend = 0.3
    child.send("梯度\r" if not plain else "梯度\n")
    child.expect("label")
    child.send("\x7f梯\r" if not plain else "梯\n")

    assert told(child) == ["梯度", "梯"]
    child.send("3\n")
    assert told(child, "key") == "3"


@pytest.mark.parametrize(
    ("keys", "choice"),
    [
        (["x", "enter", "梯", "3"], "3"),
        (["space"], "2"),
        (["backspace"], "undo"),
        (["tab"], "answer"),
        (["="], "language"),
        (["v"], "evidence"),
        (["."], "evidence"),
        (["-"], "undo"),
        (["l"], "language"),
        (["?"], "help"),
        (["q"], "quit"),
        ([], "quit"),
        (["up", "escape", "0"], "quit"),
    ],
)
def test_rating(keys: list[str], choice: str) -> None:
    """It takes the keys of the rating line and no others, and nothing typed ahead."""
    typed = Typed(*keys)

    assert ask_rating(typed, 2) == choice
    assert typed.flushed == 1


def test_rating_without_a_suggestion() -> None:
    """It takes no Space for nothing, and the letters of key points that there are."""
    assert ask_rating(Typed("space", "b", "4"), None) == "4"
    assert ask_rating(Typed("i", "c", "b"), None, letters=2) == "b"


def test_ticks(screen: MakeScreen) -> None:
    """It ticks by letter or number, unticks, and ends with Enter."""
    entry = make_entry()

    assert ask_ticks(screen(), Typed("a", "3", "z", "9", "a", "d", "enter"), entry) == {"scale", "l2"}
    with pytest.raises(EOFError):
        ask_ticks(screen(), Typed("a", "q"), entry)


@pytest.mark.parametrize(
    ("keys", "said"), [(["x", "y"], True), (["1"], True), (["N"], False), (["enter"], None), ([], None)]
)
def test_yes(screen: MakeScreen, keys: list[str], said: bool | None) -> None:
    """It takes y, n, 1, 0, and leaves the question open at Enter."""
    assert ask_yes(screen(), "算吗？", Typed(*keys)) is said


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("a\nb\n\nc\n", ["a\nb", "c"]),
        ("a\r\n\r\n", ["a"]),
        ("\na\n \n\nb", ["", "a", "", "b"]),
        ("", []),
    ],
)
def test_piped_answers(text: str, answers: list[str]) -> None:
    """It ends an answer at an empty line and at the end of the input."""
    assert list(piped_answers(io.StringIO(text))) == answers


def test_edited() -> None:
    """It returns what the editor left, and the old text where the editor fails or is missing."""
    assert edited("旧", "sh -c 'printf 新 > \"$0\"'") == "新"
    assert edited("旧", "false") == "旧"
    assert edited("旧", "no-such-editor-at-all") == "旧"


def test_pager_without_a_terminal(screen: MakeScreen) -> None:
    """It prints where nobody could page."""
    made = screen()
    show_in_pager(made, [line("梯度")])

    assert made.stream.getvalue() == "梯度\n"  # type: ignore[attr-defined]


def test_pager(start: Start) -> None:  # noqa: F811
    """It shows Chinese in less even under LC_ALL=C, and prints where the pager is missing."""
    program = (
        "import os\nfrom qbank.screen.console import make\nfrom qbank.screen.pager import show_in_pager\n"
        "from qbank.screen.spans import line\nscreen = make(language='zh')\n"
        "show_in_pager(screen, [line('梯度')] * 3, pager=PAGER,"
        " environment={**os.environ, 'LESS': 'FRX', 'LESSCHARSET': 'utf-8'})\nprint('after')"
    )
    for pager in ("''", "'no-such-pager'"):
        child = start(program.replace("PAGER", pager), LC_ALL="C")
        child.expect("梯度")
        child.expect("after")


def test_nothing_reads_the_environment_here() -> None:
    """It leaves the environment to the settings."""
    assert "environ" not in vars(prompts)
    assert os.environ
