"""Turn lines into coloured text with rich; imported only where there are colours."""

import io

from rich.console import Console
from rich.text import Text
from rich.theme import Theme

from qbank.screen.spans import Line, Style

# 256-colour indices with a contrast of at least 3.3:1 on ten well-known light and dark themes
STYLES: dict[Style, str] = {
    "title": "bold",
    "accent": "color(32)",
    "key": "bold color(32)",
    "chosen": "bold reverse color(32)",
    "hit": "bold color(30)",
    "miss": "bold color(166)",
    "unsure": "bold color(98)",
    "wrong": "bold color(167)",
    "mark": "bold underline color(166)",
    "code": "color(98)",
    "quiet": "color(244)",
}


class ColourPen:
    """Paints a line with escape sequences for 256 colours."""

    def __init__(self) -> None:
        self._console = Console(
            file=io.StringIO(),
            theme=Theme({f"qbank.{name}": style for name, style in STYLES.items()}),
            force_terminal=True,
            color_system="256",
            legacy_windows=False,
            markup=False,
            highlight=False,
            emoji=False,
            width=1000,
            _environ={},
        )

    def paint(self, spans: Line) -> str:
        """Return the line as text with escape sequences, without an end of line."""
        text = Text(end="")
        for span in spans:
            text.append(span.text, f"qbank.{span.style}" if span.style else "")
        with self._console.capture() as capture:
            self._console.print(text, end="", soft_wrap=True)
        return capture.get()
