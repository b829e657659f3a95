"""Make the pictures of the README: the real program in a real terminal, drawn by a headless browser.

Usage: pictures.py [NAME…]. Needs tmux, Chromium and two fonts (Debian: fonts-noto-cjk fonts-dejavu).
The question and its order are fixed by a seed; data and cache live in a folder that is thrown away.
"""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
COLUMNS, ROWS = 88, 44
THEME = TerminalTheme(
    (30, 30, 30), (221, 221, 221), [(30, 30, 30)] + [(221, 221, 221)] * 7, [(221, 221, 221)] * 8
)
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #1e1e1e; color: #ddd }}
pre {{ margin: 0; padding: 18px 22px; font: 15px/22px "DejaVu Sans Mono", monospace }}
i {{ display: inline-block; width: 18.06px; text-align: center; font-style: normal }}
i {{ font-family: "Noto Sans CJK SC"; font-size: 17px; line-height: 20px }}
</style><pre>{code}</pre>"""
ANSWER_ZH = "训练时随机把一部分神经元置零，推理时关闭。保留的激活值在训练时除以 1-p，因此期望不变。"
ANSWER_EN = (
    "In training, neurons are zeroed at random and survivors are divided by 1-p, "
    "which keeps the expectation. At inference dropout is off."
)
TILE = str(ROOT / "questions" / "coding" / "gqa" / "wrong" / "tile_kv.py")
SCENES: dict[str, tuple[str, list[str], str | None]] = {
    "quiz-zh": ("zh", ["quiz", "--id", "dropout-train-vs-inference", "--seed", "1"], ANSWER_ZH),
    "quiz-en": ("en", ["quiz", "--id", "dropout-train-vs-inference", "--seed", "1"], ANSWER_EN),
    "search-zh": ("zh", ["search", "梯度消矢"], None),
    "code-zh": ("zh", ["code", "test", "gqa", "--seed", "1", "--file", TILE], None),
    "code-en": ("en", ["code", "test", "gqa", "--seed", "1", "--file", TILE], None),
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[1:] or SCENES:
        language, arguments, answer = SCENES[name]
        draw(name, capture(language, arguments, answer))
        print(FOLDER / f"{name}.png")


def capture(language: str, arguments: list[str], answer: str | None) -> str:
    """Return what the terminal shows, with its escape sequences, after an answer was typed."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:  # it may be writing still
        socket = Path(home) / "tmux"
        environment = {**os.environ, "HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        environment = {
            key: value for key, value in environment.items() if not key.startswith(("QBANK", "XDG", "TMUX"))
        }

        def tmux(*words: str) -> str:
            command = ["tmux", "-u", "-S", str(socket), *words]
            return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

        program = [str(ROOT / ".venv/bin/qbank"), "--lang", language, *arguments]
        shell = "; ".join(["clear", shlex.join(program), "sleep 60"])
        tmux("new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), "sh", "-c", shell)
        settle(tmux)
        if answer:
            tmux("send-keys", "-l", answer)
            tmux("send-keys", "Enter")
            time.sleep(0.5)
            tmux("send-keys", "Enter")
            settle(tmux)
            while "y/n" in tmux("capture-pane", "-p").rstrip().splitlines()[-1]:
                tmux("send-keys", "n")
                settle(tmux)
        shown = tmux("capture-pane", "-e", "-p")
        tmux("kill-server")
    return shown.rstrip("\n") + "\n"


def settle(tmux: object) -> None:
    """Wait until the screen has stopped changing."""
    assert callable(tmux)
    before, same = "", 0
    for _ in range(100):
        time.sleep(0.2)
        shown = tmux("capture-pane", "-p")
        same = same + 1 if shown == before and shown.strip() else 0
        before = shown
        if same == 5:
            return


def on_the_grid(html: str) -> str:
    """Give each wide character the two columns that it has in a terminal; only what stands between tags."""
    head, _, body = html.partition("<pre>")
    parts = re.split(r"(<[^>]*>)", body)
    wide = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u3000-\u303f]")
    return f"{head}<pre>" + "".join(p if p.startswith("<") else wide.sub(r"<i>\g<0></i>", p) for p in parts)


def draw(name: str, ansi: str) -> None:
    """Write the picture of a terminal's content."""
    console = Console(width=COLUMNS, record=True, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(ansi), no_wrap=True, overflow="ignore", crop=False)
    html = on_the_grid(console.export_html(theme=THEME, inline_styles=True, code_format=PAGE))
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    rows = ansi.count("\n")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]
        flags += [
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic",
        ]
        size = f"--window-size={COLUMNS * 9 + 52},{rows * 22 + 36}"
        picture = f"--screenshot={FOLDER / (name + '.png')}"
        profile = f"--user-data-dir={folder}/profile"
        subprocess.run(
            [browser, *flags, profile, size, picture, page.as_uri()], capture_output=True, check=True
        )


if __name__ == "__main__":
    main()
