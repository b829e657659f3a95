from dataclasses import replace
from pathlib import Path

import pytest

from qbank.core.session import Session
from qbank.errors import Finding, Message
from qbank.screen import entry as view
from qbank.screen.findings import findings
from qbank.screen.hits import Found, hits
from qbank.screen.markdown import markdown
from qbank.screen.summary import summary
from tests.screen.conftest import MakeScreen, Utf8, drawn, make_entry
from tests.screen.samples import FOUND, SESSION


def test_links_to_what_exists(screen: MakeScreen) -> None:
    """It shows links to entries that exist, and hides those that are only planned."""
    entry = make_entry(valid_as_of="2026-05-01")
    some = drawn(view.entry(screen(language="en"), entry, {"overfitting/l2", "overfitting/mc"}))
    none = drawn(view.entry(screen(language="en"), entry))

    assert "see overfitting/mc" in some
    assert "overfitting/l2" in some
    assert "planned" not in some + none
    assert "MC dropout" not in none
    assert "as of 2026-05-01" in some


def test_draft_of_bare_bones(screen: MakeScreen) -> None:
    """It shows a draft that has only a question and an answer, and nothing of what it lacks."""
    absent = ("tags", "key_points", "mistakes", "follow_ups", "refs", "related")
    bare = {**dict.fromkeys(absent, ()), "short": {}}
    text = drawn(view.entry(screen(language="en"), make_entry(state="draft", **bare)))

    assert "draft" in text
    assert [row for row in text.splitlines() if row.startswith(" ──")][1:] == []


def test_report(screen: MakeScreen) -> None:
    """It prints what a correction must name."""
    entry = make_entry()

    text = drawn(view.report(screen(), entry, "1.2"))

    assert text.endswith(f"id: {entry.id}\nhash: {entry.hash}\nqbank: 1.2\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", "  a b"),
        ("中\n文", "  中文"),
        ("# Head #", "  Head"),
        ("$$\na^2\n$$", "      a²"),
        ("$$a$$ 取 $b$", "  a 取 b"),
        ("- a\n  b\n- c", "  • a b\n  • c"),
        ("1. a\n2. b", "  1. a\n  2. b"),
        ("```py\n  x  = `1`\n```", "      x  = `1`"),
        ("a **b** `c` $d$ [e](https://f)", "  a b c d e (https://f)"),
        ("| a | $x|y$ |\n|---|---|\n| 中 | `p|q` |", "  a   x|y\n  中  p|q"),
        ("a | b", "  a | b"),
        ("$5 and $6", "  $5 and $6"),
        (r"$\foo$ and $\frac{a}{b}c$", r"  $\foo$ and (a/b) c"),
        (r"\$5 * 3 * 2", r"  \$5 * 3 * 2"),
    ],
)
def test_markdown(screen: MakeScreen, text: str, shown: str) -> None:
    """It renders what answers are written in, and leaves formulas as they are."""
    assert drawn(markdown(screen(), text)) == shown + "\n"


def test_wide_table_is_stacked(screen: MakeScreen) -> None:
    """It puts each row of a table that does not fit under its heads."""
    table = f"| head | other |\n|---|---|\n| {'a' * 25} | {'b' * 25} |"

    assert drawn(markdown(screen(40), table)) == f"  • head: {'a' * 25}\n    other: {'b' * 25}\n"


def test_weak_hits(screen: MakeScreen) -> None:
    """It says so when nothing fits well, and quotes a query that a shell would take apart."""
    weak = Found(replace(FOUND[0].hit, weak=True), FOUND[0].entry, 0)
    text = drawn(hits(screen(language="en"), "a b'c", [weak], 9))

    assert "Nothing fits well" in text
    assert "due today" in text
    assert "--search 'a b'" in text
    assert "--search 梯度" in drawn(hits(screen(), "梯度", [weak], 9))


def test_weaker_hits_stand_apart(screen: MakeScreen) -> None:
    """It puts one heading between what fits and what only might be meant."""
    good = Found(FOUND[0].hit, FOUND[0].entry)
    weak = Found(replace(FOUND[0].hit, weak=True), FOUND[0].entry)
    text = drawn(hits(screen(language="en"), "x", [good, weak, weak], 9))

    assert text.count("Weaker matches") == 1
    assert "Weaker matches" not in drawn(hits(screen(language="en"), "x", [good, good], 9))


def test_summary_of_the_first_session(screen: MakeScreen) -> None:
    """It names no last time where there was none, and no skipped question."""
    text = drawn(summary(screen(language="en"), SESSION, None, saved=4, command="qbank quiz"))

    assert "Score 2.0/3\n" in text
    assert "skipped" not in drawn(summary(screen(), Session((), 0), None, saved=0, command="x"))


def test_findings_on_a_terminal(screen: MakeScreen) -> None:
    """It wraps findings on a terminal, gives each a line on a pipe, and says when there are none."""
    terminal = type("Terminal", (Utf8,), {"isatty": lambda self: True})
    long = Finding(Path("a.yaml"), 3, "long", "error", Message("{field} is missing", {"field": "x " * 60}))

    assert len(findings(screen(60, stream=terminal()), [long], 1)) > 2
    assert len(findings(screen(60), [long], 1)) == 2
    assert drawn(findings(screen(language="en"), [], 3)) == "no findings in 3 files\n"
