"""Turn lines into coloured text with rich's styles; imported only where there are colours."""

from rich.color import ColorSystem
from rich.style import Style as RichStyle

from qbank.screen.spans import Line, Span, Style

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
    """Paints a line with escape sequences for 256 colours.

    rich's styles alone do it: its Console would double what the import costs, and lays nothing out here.
    """

    def __init__(self) -> None:
        self._styles = {name: RichStyle.parse(style) for name, style in STYLES.items()}

    def paint(self, spans: Line) -> str:
        """Return the line as text with escape sequences, without an end of line."""
        return "".join(self._painted(span) for span in spans)

    def _painted(self, span: Span) -> str:
        style = self._styles.get(span.style)
        return style.render(span.text, color_system=ColorSystem.EIGHT_BIT) if style else span.text
