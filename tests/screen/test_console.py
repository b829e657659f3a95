from qbank.core.text import Text
from qbank.errors import Message
from qbank.screen.console import make
from qbank.screen.glyphs import ASCII, PLAIN, UNICODE, glyphs_for
from qbank.screen.spans import line
from tests.screen.conftest import MakeScreen, Utf8


def test_languages(screen: MakeScreen) -> None:
    """It shows questions in both languages, the interface's first, and answers in the interface's."""
    zh, en = screen(language="zh"), screen(language="en")

    assert (zh.question_languages, zh.answer_languages, zh.content_language) == (("zh", "en"), ("zh",), "zh")
    assert (en.question_languages, en.answer_languages, en.content_language) == (("en", "zh"), ("en",), "en")
    assert screen(language="zh", show="en").answer_languages == ("en",)
    assert screen(language="en", show="both").answer_languages == ("en", "zh")


def test_switched(screen: MakeScreen) -> None:
    """It changes the language that is read at once, and back, whatever the interface and the choice."""
    for language in ("zh", "en"):
        for show in (None, "zh", "en", "both"):
            made = screen(language=language, show=show)
            for _ in range(3):
                before, made = made.content_language, made.switched()
                assert made.content_language != before

    assert screen(language="zh").switched().switched().show is None


def test_content(screen: MakeScreen) -> None:
    """It takes the other language where a draft lacks one."""
    assert screen(language="zh").content(Text(en="only")) == "only"
    assert screen(language="zh", show="en").content(Text("中", "en")) == "en"


def test_width(screen: MakeScreen) -> None:
    """It keeps prose to 88 columns, and everything to 20 at least."""
    assert (screen(200).columns, screen(200).width) == (200, 88)
    assert (screen(5).columns, screen(5).width) == (20, 20)
    assert make(stream=Utf8()).columns == 80
    assert make(stream=Utf8()).rows == 24


def test_glyphs() -> None:
    """It falls back to ASCII where the encoding has not every sign, and draws nothing on a plain screen."""
    assert glyphs_for("utf-8", plain=False) is UNICODE
    for encoding in ("ascii", "latin-1", "gbk", "no such encoding", None):
        assert glyphs_for(encoding, plain=False) is ASCII
    assert glyphs_for("utf-8", plain=True) is PLAIN


def test_put_and_say(screen: MakeScreen) -> None:
    """It prints lines as they are and sentences translated and harmless, wrapped on a terminal alone."""
    terminal = type("Terminal", (Utf8,), {"isatty": lambda self: True})
    for stream, rows in ((Utf8(), 3), (terminal(), 4)):
        made = screen(20, stream=stream, color="never")
        made.put([line("x" * 30)])
        made.say("saved to {path}", path="y" * 15 + "\x1b[2Jz")
        made.tell(Message("draft"))
        text = stream.getvalue()

        assert text.startswith("x" * 30 + "\n已保存到")
        assert "\x1b" not in text
        assert text.endswith("z\n草稿\n")
        assert text.count("\n") == rows
