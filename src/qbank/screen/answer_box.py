"""The box in which an answer is typed, by prompt_toolkit; imported only when an answer is asked for."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Literal, TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.formatted_text import OneStyleAndTextTuple
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import ColorDepth, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style

from qbank.screen.clean import clean
from qbank.screen.console import Screen

_COLOURS = {"prompt": "#0087d7 bold", "clock": "#808080"}  # colours 32 and 244 of 256

Ended = tuple[Literal["submit", "skip", "undo", "end"], str]


def ask(
    screen: Screen,
    draft: str,
    on_change: Callable[[str], None],
    edit: Callable[[str], str],
    clock: Callable[[], str] | None = None,
) -> Ended:
    """Let the person type; return how it ended and what was typed.

    Args:
        screen: Where to ask.
        draft: What was typed before.
        on_change: Called with the text on every change.
        edit: Opens the editor.
        clock: What stands above the box, asked for every second.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    box = _box(screen.stream, screen.glyphs.prompt, is_coloured=screen.is_coloured)
    box.on_change, box.edit, box.clock = on_change, edit, clock
    result = box.session.prompt(default=harmless(draft), refresh_interval=1.0 if clock else 0.0)
    return result if isinstance(result, tuple) else ("submit", result)


class _Box:
    """The box of a whole sitting: making one takes longer than drawing a question."""

    def __init__(self, stream: TextIO, prompt: str, *, is_coloured: bool) -> None:
        self.on_change: Callable[[str], None] = lambda _: None
        self.edit: Callable[[str], str] = lambda text: text
        self.clock: Callable[[], str] | None = None
        self._prompt = ("class:prompt", f" {prompt} ")
        self.session: PromptSession[Any] = PromptSession(
            message=self._message,
            prompt_continuation="   ",
            multiline=True,
            history=DummyHistory(),  # an answer is no suggestion for the next one
            key_bindings=_bindings(self._edited),
            **_look(stream, is_coloured=is_coloured),
        )
        self.session.default_buffer.on_text_changed += self._changed

    def _message(self) -> list[OneStyleAndTextTuple]:
        """Return what stands before the answer: the clock, if any, in a row of its own.

        A toolbar would have to ask the terminal where its end is.
        """
        above = [("class:clock", f" {clean(self.clock())}\n")] if self.clock else []
        return [*above, self._prompt]

    def _edited(self, text: str) -> str:
        return self.edit(text)

    def _changed(self, buffer: Buffer) -> None:
        self.on_change(buffer.text)


@lru_cache(maxsize=1)
def _box(stream: TextIO, prompt: str, *, is_coloured: bool) -> _Box:
    return _Box(stream, prompt, is_coloured=is_coloured)


def ask_one_line(screen: Screen, label: str, default: str) -> str:
    """Let the person type one line.

    Raises:
        KeyboardInterrupt: Ctrl-C.
        EOFError: Ctrl-D.
    """
    look = _look(screen.stream, is_coloured=screen.is_coloured)
    session: PromptSession[str] = PromptSession([("class:prompt", f" {clean(label)}: ")], **look)
    return session.prompt(default=clean(default))


def _look(stream: TextIO, *, is_coloured: bool) -> dict[str, Any]:
    """Return what every prompt of ours has in common."""
    output = create_output(stream)
    if isinstance(output, Vt100_Output):
        output.enable_cpr = False  # a late reply would be read as keys
    return {
        "style": Style.from_dict(_COLOURS if is_coloured else {}),
        "color_depth": ColorDepth.DEPTH_8_BIT if is_coloured else ColorDepth.DEPTH_1_BIT,
        "output": output,
        "reserve_space_for_menu": 0,
    }


def harmless(text: str) -> str:
    """Return text of several lines without control characters."""
    return "\n".join(clean(row) for row in text.splitlines())


def _bindings(edit: Callable[[str], str]) -> KeyBindings:
    bindings = KeyBindings()

    @bindings.add("enter")
    def _(event: KeyPressEvent) -> None:
        """End the answer on an empty line, unless more is coming: then it is a paste."""
        buffer = event.current_buffer
        is_paste = bool(event.app.key_processor.input_queue)
        if not is_paste and not buffer.document.current_line.strip():
            event.app.exit(result=("submit", buffer.text))
        else:
            buffer.insert_text("\n")

    @bindings.add("escape", "enter")
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=("submit", event.current_buffer.text))

    @bindings.add("c-s")
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=("skip", event.current_buffer.text))

    @bindings.add("c-z")
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=("undo", event.current_buffer.text))

    @bindings.add("c-d")
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=("end", event.current_buffer.text))

    @bindings.add("c-e")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer

        def replace() -> None:
            text = harmless(edit(buffer.text))
            buffer.text = text
            buffer.cursor_position = len(text)

        run_in_terminal(replace)

    return bindings
