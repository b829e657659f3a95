"""The box in which an answer is typed, by prompt_toolkit; imported only when an answer is asked for."""

from collections.abc import Callable
from typing import Any, Literal

from prompt_toolkit import PromptSession
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.formatted_text import OneStyleAndTextTuple
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
    session: PromptSession[Any] = PromptSession(
        message=lambda: [*_above(clock), ("class:prompt", f" {screen.glyphs.prompt} ")],
        prompt_continuation="   ",
        multiline=True,
        key_bindings=_bindings(edit),
        refresh_interval=1.0 if clock else 0.0,
        **_look(screen),
    )

    def changed(buffer: Buffer) -> None:
        on_change(buffer.text)

    session.default_buffer.on_text_changed += changed
    result = session.prompt(default=harmless(draft))
    return result if isinstance(result, tuple) else ("submit", result)


def ask_one_line(screen: Screen, label: str, default: str) -> str:
    """Let the person type one line.

    Raises:
        KeyboardInterrupt: Ctrl-C.
        EOFError: Ctrl-D.
    """
    session: PromptSession[str] = PromptSession([("class:prompt", f" {clean(label)}: ")], **_look(screen))
    return session.prompt(default=clean(default))


def _above(clock: Callable[[], str] | None) -> list[OneStyleAndTextTuple]:
    """Return the clock as a row of its own: a toolbar would have to ask the terminal where its end is."""
    return [("class:clock", f" {clean(clock())}\n")] if clock else []


def _look(screen: Screen) -> dict[str, Any]:
    """Return what every prompt of ours has in common."""
    output = create_output(screen.stream)
    if isinstance(output, Vt100_Output):
        output.enable_cpr = False  # a late reply would be read as keys
    return {
        "style": Style.from_dict(_COLOURS if screen.is_coloured else {}),
        "color_depth": ColorDepth.DEPTH_8_BIT if screen.is_coloured else ColorDepth.DEPTH_1_BIT,
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
