"""`qbank` alone, when a person comes for the first time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.commands.practice import ANSWERS, DROPOUT
from tests.commands.terminal import (
    Open,
    kinds,
    log,
    practice,  # noqa: F401  # a fixture
    terminal,  # noqa: F401  # a fixture
)


def config(home: Path) -> Path:
    return home.parents[1] / "xdg_config_home" / "qbank" / "config.toml"


def test_first_run(terminal: Open, home: Path) -> None:  # noqa: F811
    """It asks for language, topic and date, keeps them, and asks a question; the second time it does not."""
    day = (datetime.now(UTC) + timedelta(days=40)).date().isoformat()
    at = terminal(lang="", rows=60)
    at.expect("Language: zh, en [en]")
    at.type("fr")
    at.press("Enter")
    at.expect("Language: zh, en [en]")
    at.type("zh")
    at.press("Enter")
    at.expect("先练哪个主题", "过拟合", "训练")
    at.type("过拟何")
    at.press("Enter")
    at.expect("没有主题 过拟何")
    at.type("过拟合")
    at.press("Enter")
    at.expect("哪天面试")
    at.type("soon")
    at.press("Enter")
    at.expect("soon 不是")
    at.type("2020-01-01")
    at.press("Enter")
    at.expect("已经过去了")
    at.type(day)
    at.press("Enter")
    at.expect("qbank 会倒计时", "overfitting/", "1/3", "你的回答")
    at.answer(ANSWERS[DROPOUT])
    at.expect("q 保存并退出")
    at.press("3")
    at.expect("2/3")
    at.press("C-d")
    assert at.exit_code() == 0

    plan, answer = log(home)
    assert (plan["kind"], plan["item"], plan["data"]["date"]) == ("plan", None, day)
    assert answer["kind"] == "answer"
    assert config(home).read_text("utf-8").strip() == 'lang = "zh"'
    again = terminal(lang="")
    shown = again.expect("距面试", "今天没有到期的题")
    assert again.exit_code() == 0
    assert len([row for row in shown.split("Pane is dead")[0].splitlines() if row.strip()]) <= 8


def test_everything_left_open(terminal: Open, home: Path) -> None:  # noqa: F811
    """It takes Enter for the language at hand, all topics and no date, and writes nothing down for it."""
    at = terminal(lang="", rows=60)
    at.expect("Language: zh, en [en]")
    at.press("Enter")
    at.expect("Which topic first?")
    at.press("Enter")
    at.expect("When is the interview?")
    at.press("Enter")
    at.expect("1/5", "Your answer")
    at.press("C-d")
    assert at.exit_code() == 0

    assert kinds(home) == []
    assert not config(home).exists()


@pytest.mark.parametrize(("key", "code"), [("C-d", 0), ("C-c", 130)])
@pytest.mark.parametrize("options", [[], ["--plain"]], ids=["box", "plain"])
def test_leaving_early(terminal: Open, home: Path, key: str, code: int, options: list[str]) -> None:  # noqa: F811
    """It ends at Ctrl-D and Ctrl-C, and asks the same again the next time."""
    at = terminal(*options, lang="")
    at.expect("Language: zh, en [en]")
    at.press(key)
    assert at.exit_code() == code

    assert not (home / "qbank.db").exists()
    again = terminal(*options, lang="")
    again.expect("Language: zh, en [en]")
