"""A quiz at a real terminal: what is typed, what is shown, and what the log holds then."""

import json
import re

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.commands.practice import ANSWERS, CLIPPING, DECAY, DRAFT, DROPOUT, GRADED, STOPPING, WARMUP
from tests.commands.terminal import (
    ALT_ENTER,
    BACKSPACE,
    ENTER,
    SPACE,
    TAB,
    Open,
    Terminal,
    drafts,
    kinds,
    log,
    practice,  # noqa: F401  # a fixture
    terminal,  # noqa: F401  # a fixture
)
from tests.screen.test_views import text_file  # noqa: F401  # a fixture

RATING = "q 保存并退出"
NOT_AN_EXAMINER = "不是考官"
HALF = "训练时随机置零，推理时不关闭 dropout。"  # the grader cannot be sure of the second half


def ids(*names: str) -> list[str]:
    return [word for name in names for word in ("--id", name)]


def rated(at: Terminal, answer: str, key: str) -> None:
    """Answer, wait for the rating line, rate."""
    at.answer(answer)
    at.expect(RATING)
    at.press(key)


def test_five_questions(terminal: Open, home) -> None:  # noqa: F811
    """It takes five answers, in Chinese, in English and mixed, and stores each with its score."""
    at = terminal("quiz", *ids(*GRADED), "--seed", "1", rows=120)
    for number in range(1, 6):
        at.expect(f"{number}/5")
        asked = next(id_ for id_ in GRADED if re.search(rf"{id_} .*{number}/5", at.everything()))
        rated(at, ANSWERS[asked], SPACE if asked == DROPOUT else "3")
        at.expect(f"{number + 1}/5" if number < 5 else "本次练习")
    assert at.exit_code() == 0

    rows = log(home)
    assert {row["item"]: row["answer"] for row in rows} == ANSWERS
    assert all(row["kind"] == "answer" and row["grade"] == 3 and row["grader"] for row in rows)
    assert {row["item"]: row["score"] for row in rows} == {
        DROPOUT: 0.75, STOPPING: 1.0, DECAY: 0.5, CLIPPING: 1.0, WARMUP: 0.5,
    }  # fmt: skip
    shown = at.screen()
    assert "得分 3.8/5" in shown
    assert "已保存 5 个回答" in shown
    assert NOT_AN_EXAMINER in shown


def test_five_real_questions(terminal: Open, home) -> None:  # noqa: F811
    """It does the same with the bank that ships."""
    at = terminal("quiz", "--topic", "overfitting", "--seed", "1", "-n", "4", rows=200, real=True)
    typed = ["提前停止、正则化、数据增强。", "Before BN it causes variance shift.", "L1 gives 稀疏解。", ""]
    for number, answer in enumerate(typed, 1):
        at.expect(f"{number}/4")
        at.answer(answer)
        at.expect(RATING)
        at.press("3")
    assert at.exit_code() == 0

    assert [row["answer"] for row in log(home)] == typed
    assert [row["score"] is None for row in log(home)] == [False, False, False, True]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_feedback_screen(terminal: Open, columns: int, lang: str, text_file: SnapshotAssertion) -> None:  # noqa: F811
    """It looks as it did when somebody last looked, from the question to the rating line."""
    at = terminal("quiz", *ids(DROPOUT), "--seed", "1", columns=columns, rows=40, lang=lang)
    at.answer("训练时随机置零一部分神经元。推理时也要随机丢弃神经元。")
    shown = at.expect("? 按键说明" if lang == "zh" else "? keys")

    assert shown == text_file


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_feedback_fits_the_smallest_screen(terminal: Open, lang: str) -> None:  # noqa: F811
    """It shows score, key points, short answer and rating line in 24 rows of 80 columns, also after y/n."""
    at = terminal("quiz", "--id", "dropout-train-vs-inference", rows=24, lang=lang, real=True)
    at.answer("训练时随机置零，保留的除以 1-p。推理时也要随机丢弃神经元。")
    at.expect("y/n")
    at.press("Enter", "Enter")
    shown = at.expect("Tab 完整答案" if lang == "zh" else "Tab whole answer")

    assert ("评分要点" if lang == "zh" else "Key points") in shown
    assert ("简答" if lang == "zh" else "Short answer") in shown


@pytest.mark.parametrize(
    ("key", "grade", "back"),
    [("1", 1, "本次再问"), ("2", 2, "1 天"), ("3", 3, "2 天"), ("4", 4, "8 天"), (SPACE, 3, "2 天")],
)
def test_rating_keys(terminal: Open, home, key: str, grade: int, back: str) -> None:  # noqa: F811
    """It stores the rating of each key, and says when the question comes back."""
    at = terminal("quiz", *ids(DROPOUT))
    rated(at, ANSWERS[DROPOUT], key)
    at.expect(f"{back}后再问" if back != "本次再问" else "本次练习里再问")

    (row,) = log(home)
    assert (row["kind"], row["item"], row["grade"]) == ("answer", DROPOUT, grade)
    assert row["ms"] > 0


def test_enter_and_type_ahead_rate_nothing(terminal: Open, home) -> None:  # noqa: F811
    """It takes neither Enter nor what was typed ahead for a rating."""
    at = terminal("quiz", *ids(DROPOUT))
    at.answer(ANSWERS[DROPOUT])
    at.expect(RATING)
    at.press(ENTER, ENTER, "x", "7")
    at.settle()

    assert log(home) == []
    at.press("2")
    assert at.exit_code() == 0
    assert [row["grade"] for row in log(home)] == [2]


def test_again_comes_back(terminal: Open, home) -> None:  # noqa: F811
    """It asks a question that was forgotten once more in the same session."""
    at = terminal("quiz", *ids(DROPOUT, STOPPING), "--seed", "1", rows=100)
    rated(at, "不知道", "1")
    rated(at, ANSWERS[STOPPING], "3")
    rated(at, ANSWERS[DROPOUT], "3")
    assert at.exit_code() == 0

    assert [(row["item"], row["grade"]) for row in log(home)] == [(DROPOUT, 1), (STOPPING, 3), (DROPOUT, 3)]
    assert "得分 1.0/2" in at.screen()  # the first answer counts


def test_undo(terminal: Open, home) -> None:  # noqa: F811
    """It takes the last rating back with a row of its own, asks again, and keeps what was typed meanwhile."""
    at = terminal("quiz", *ids(DROPOUT, STOPPING), "--seed", "1", rows=100)
    rated(at, ANSWERS[DROPOUT], "4")
    at.answer("Stop early, I think.")
    at.expect("早停怎么做", RATING)
    at.press(BACKSPACE)
    at.expect("已撤销上一次评分")

    first, undo = log(home)
    assert (undo["kind"], undo["target"], undo["item"]) == ("undo", first["id"], DROPOUT)
    at.expect("已撤销上一次评分", "❯")  # what was typed stands in the box again
    at.press(ALT_ENTER)
    at.expect(RATING)
    at.press("2")
    at.expect("Stop early, I think.")
    at.press(ALT_ENTER)
    at.expect(RATING)
    at.press("3")
    assert at.exit_code() == 0
    assert kinds(home) == ["answer", "undo", "answer", "answer"]
    assert [row["answer"] for row in log(home)][2:] == [ANSWERS[DROPOUT], "Stop early, I think."]
    assert "已保存 2 个回答" in at.screen()


def test_last_time_without_what_was_taken_back(terminal: Open, home) -> None:  # noqa: F811
    """It compares with the answers of the last session that count, not with one that was taken back."""
    at = terminal("quiz", *ids(DROPOUT, STOPPING), "--seed", "1", rows=100)
    rated(at, "不知道", "3")
    at.answer(ANSWERS[STOPPING])
    at.expect(RATING)
    at.press(BACKSPACE)
    at.expect("已撤销上一次评分")
    rated(at, ANSWERS[DROPOUT], "3")
    at.expect(ANSWERS[STOPPING][:20])
    at.press(ALT_ENTER)
    at.expect(RATING)
    at.press("3")
    assert at.exit_code() == 0
    assert "得分 1.8/2" in at.screen()

    again = terminal("quiz", *ids(DROPOUT), rows=100)
    rated(again, ANSWERS[DROPOUT], "3")
    assert again.exit_code() == 0

    assert "得分 0.8/1，上次 1.8/2" in again.screen()


def test_nothing_to_undo(terminal: Open, home) -> None:  # noqa: F811
    """It says so where there is no rating to take back."""
    at = terminal("quiz", *ids(DROPOUT))
    at.answer(ANSWERS[DROPOUT])
    at.expect(RATING)
    at.press(BACKSPACE)
    at.expect("没有可以撤销的评分")

    assert log(home) == []


def test_pager(terminal: Open) -> None:  # noqa: F811
    """It opens the whole answer in the pager with Tab, and comes back to the rating."""
    at = terminal("quiz", *ids(DROPOUT), PAGER="sed s/^/PAGED:/")
    at.answer("不知道")
    at.expect(RATING)
    at.press(TAB)
    shown = at.expect("PAGED:")

    assert re.search("PAGED:.*这是完整的答案", shown)
    at.press("1")
    at.expect("本次练习里再问")


def test_language_key(terminal: Open) -> None:  # noqa: F811
    """It changes the language of the content with l or =, not that of the interface."""
    at = terminal("quiz", *ids(DROPOUT), rows=120)
    at.answer("不知道")
    before = at.expect(RATING, "训练时随机置零")
    assert "zeroes units at random" not in before
    at.press("l")
    shown = at.expect("zeroes units at random")
    at.press("=")
    at.settle()
    assert at.screen().count("训练时随机置零") == 2 * before.count("训练时随机置零")

    assert "评分要点" in shown


def test_help_key(terminal: Open) -> None:  # noqa: F811
    """It says what each key does, and what grading cannot do."""
    at = terminal("quiz", *ids(DROPOUT), rows=60)
    at.answer("不知道")
    at.expect(RATING)
    at.press("?")

    at.expect("撤销上一次评分", "改判一个要点", "切换题目语言", NOT_AN_EXAMINER)


def test_evidence_key(terminal: Open) -> None:  # noqa: F811
    """It quotes the words of every key point on v, also of those that are covered."""
    at = terminal("quiz", *ids(DROPOUT), rows=80)
    at.answer(ANSWERS[DROPOUT])
    assert "“训练时随机置零一部分神经元" not in at.expect(RATING)
    at.press("v")
    at.expect("“训练时随机置零一部分神经元")
    at.press(".", "2")

    shown = at.expect("1 天后再问")
    assert shown.count("“训练时随机置零一部分神经元") >= 2


def test_quit_at_the_rating(terminal: Open, home) -> None:  # noqa: F811
    """It keeps an answer that was left unrated as an attempt, and ends well."""
    at = terminal("quiz", *ids(DROPOUT, STOPPING), "--seed", "1")
    at.answer(ANSWERS[DROPOUT])
    at.expect(RATING)
    at.press("q")
    assert at.exit_code() == 0

    (row,) = log(home)
    assert (row["kind"], row["answer"], row["grade"], row["score"]) == (
        "attempt",
        ANSWERS[DROPOUT],
        None,
        0.75,
    )
    assert "已保存 1 个回答" in at.screen()


def test_override(terminal: Open, home) -> None:  # noqa: F811
    """It lets the person's word on a key point win, both ways."""
    at = terminal("quiz", *ids(DROPOUT), rows=100)
    at.answer(ANSWERS[DROPOUT])
    at.expect("3/4 分", RATING)
    at.press("c")
    at.expect("4/4 分", "记住你的这种说法")
    at.press("n")
    at.press("a")
    at.expect("2/4 分")
    at.press("2")
    assert at.exit_code() == 0

    (row,) = log(home)
    assert (row["score"], json.loads(row["points"]), row["grade"]) == (0.5, ["off", "scale"], 2)


def test_remembered_wording(terminal: Open, home) -> None:  # noqa: F811
    """It keeps how a person says a key point, only if they said it, and takes it as covered from then on."""
    words = "还要做期望补偿"
    at = terminal("quiz", *ids(DROPOUT), rows=100)
    at.answer(f"训练时随机置零，推理时关闭 dropout，{words}。")
    at.expect("3/4 分", RATING)
    at.press("c")
    at.expect("记住你的这种说法")
    at.press("y")
    at.expect("你的说法")
    at.type("没有说过的话")
    at.press(ENTER)
    at.expect("你的回答里没有这句话", RATING)
    at.press("c", "c")
    at.expect("记住你的这种说法")
    at.press("y")
    at.type(words)
    at.press(ENTER)
    at.expect("记住了。")
    at.press("3")
    assert at.exit_code() == 0

    wording, answer = log(home)
    assert (wording["kind"], wording["item"]) == ("wording", DROPOUT)
    assert wording["data"]["point"] == "scale"
    assert wording["data"]["text"] == words
    assert answer["score"] == 1.0

    again = terminal("quiz", *ids(DROPOUT), rows=100)
    again.answer(f"{words}。")
    shown = again.expect("1/4 分", RATING)
    assert re.search("c ✓ 答到", shown)


def test_unsure_points(terminal: Open, home) -> None:  # noqa: F811
    """It asks about a key point that the grader is not sure of, and counts what the person says."""
    at = terminal("quiz", *ids(DROPOUT), rows=100)
    at.answer(HALF)
    at.expect("你说到这一点了吗：推理时关闭")
    at.press("y")
    assert "3/4 分 · 75%" in at.expect(RATING)
    at.press("3")
    assert at.exit_code() == 0

    (row,) = log(home)
    assert (row["score"], json.loads(row["points"])) == (0.75, ["mask", "off"])


def test_at_most_two_unsure_points(terminal: Open, home) -> None:  # noqa: F811
    """It asks about no more than two after one answer, and leaves open what is left open."""
    at = terminal("quiz", *ids(DROPOUT), rows=100)
    at.answer("训练时不随机置零，推理时不关闭，也不除以 1-p。")
    at.expect("你说到这一点了吗：训练时随机置零")
    at.press(ENTER)
    at.expect("你说到这一点了吗：推理时关闭")
    at.press("n")
    shown = at.expect(RATING)

    assert "吗：保留的除以" not in shown


def test_skip(terminal: Open, home) -> None:  # noqa: F811
    """It passes over a question on Ctrl-S, without a row, and keeps what was typed as a draft."""
    at = terminal("quiz", *ids(DROPOUT, STOPPING), "--seed", "1", rows=60)
    at.expect("dropout 在训练")
    at.type("写了一半")
    at.press("C-s")
    at.expect("已跳过。", "早停怎么做")
    rated(at, ANSWERS[STOPPING], "3")
    assert at.exit_code() == 0

    assert [row["item"] for row in log(home)] == [STOPPING]
    assert drafts(home) == {DROPOUT: "写了一半"}
    assert "跳过 1 题" in at.screen()


def test_undo_before_answering(terminal: Open, home) -> None:  # noqa: F811
    """It takes the last rating back while the next question is open, and loses neither answer."""
    at = terminal("quiz", *ids(DROPOUT, STOPPING), "--seed", "1", rows=60)
    at.expect("❯")
    at.press("C-z")
    at.expect("没有可以撤销的评分")
    rated(at, ANSWERS[DROPOUT], "1")
    at.expect("早停怎么做")
    at.type("写了一半")
    at.press("C-z")
    at.expect("已撤销上一次评分", f"❯ {ANSWERS[DROPOUT]}")
    at.press(ALT_ENTER)
    at.expect(RATING)
    at.press("3")
    at.expect("❯ 写了一半")

    assert kinds(home) == ["answer", "undo", "answer"]


def test_fewer_than_asked_for(terminal: Open) -> None:  # noqa: F811
    """It says why there are fewer questions than were asked for, and says nothing where nothing was."""
    held = "共 2 题（要了 4 题）：一次最多 2 道新题"
    at = terminal("quiz", *ids(*GRADED), "-n", "4", rows=60, QBANK_NEW_PER_SESSION="2")
    at.expect(held, "1/2")
    other = terminal("quiz", *ids(*GRADED), rows=60, QBANK_NEW_PER_SESSION="2")
    assert "一次最多" not in other.expect("1/2")


def test_interrupted_while_typing(terminal: Open, home) -> None:  # noqa: F811
    """It says that a half-typed answer is kept, and how to go on with it."""
    at = terminal("quiz", *ids(DROPOUT), rows=60)
    at.expect("❯")
    at.type("写了一半")
    at.press("C-c")
    assert at.exit_code() == 130

    shown = at.screen()
    assert "写到一半的回答已保留" in shown
    assert f"qbank quiz --id {DROPOUT}" in shown
    assert drafts(home) == {DROPOUT: "写了一半"}


def test_a_point_turned_twice(terminal: Open, home) -> None:  # noqa: F811
    """It redraws the one point and the score, and flags the misconception again when turned back."""
    at = terminal("quiz", *ids(DROPOUT), rows=100)
    at.answer("训练时随机置零。推理时也要随机丢弃神经元。")
    at.expect("误区", RATING)
    at.press("b")
    at.expect("记住你的这种说法")
    at.press(ENTER)
    at.expect("3/4 分")
    at.press("b")
    shown = at.expect("1/4 分")
    assert shown.count("评分要点") == 1
    at.press("2")
    assert at.exit_code() == 0

    (row,) = log(home)
    assert (row["score"], json.loads(row["points"])) == (0.25, ["mask"])


def test_plain_keys(terminal: Open, home) -> None:  # noqa: F811
    """It skips, undoes and ends by a line of its own where nothing but lines is typed."""
    at = terminal("--plain", "quiz", *ids(DROPOUT, STOPPING, DECAY), "--seed", "1", rows=100)
    at.expect("/s 跳过", "/u 撤销", "/q 结束", "1/3")
    at.type("/s")
    at.press(ENTER)
    at.expect("已跳过。", "2/3")
    at.type(ANSWERS[STOPPING])
    at.press(ENTER, ENTER)
    at.expect(RATING)
    at.type("3")
    at.press(ENTER)
    at.expect("3/3")
    at.type("/u")
    at.press(ENTER)
    at.expect("已撤销上一次评分")
    at.type("/q")
    at.press(ENTER)
    assert at.exit_code() == 0

    assert kinds(home) == ["answer", "undo"]


def test_end(terminal: Open, home) -> None:  # noqa: F811
    """It ends on Ctrl-D with a summary and exit 0."""
    at = terminal("quiz", *ids(DROPOUT, STOPPING), "--seed", "1", rows=60)
    rated(at, ANSWERS[DROPOUT], "3")
    at.expect("早停怎么做")
    at.press("C-d")
    assert at.exit_code() == 0

    assert "得分 0.8/1" in at.screen()
    assert kinds(home) == ["answer"]


def test_recall(terminal: Open, home) -> None:  # noqa: F811
    """It lets one answer in the head, and scores the ticks."""
    at = terminal("quiz", *ids(DROPOUT), "--mode", "recall", rows=100)
    at.expect("先在心里作答")
    assert "训练时随机置零" not in at.screen()
    at.press(ENTER)
    at.expect("训练时随机置零", "勾选答到的要点")
    at.press("a", "b", "b", ENTER)
    at.expect("2/4 分", RATING)
    at.press("3")
    assert at.exit_code() == 0

    (row,) = log(home)
    assert (row["kind"], row["score"], row["points"], row["answer"]) == ("answer", 0.5, '["mask"]', "")


@pytest.mark.parametrize("mode", ["type", "recall"])
def test_a_draft_is_rated_by_the_person(terminal: Open, home, mode: str) -> None:  # noqa: F811
    """It says that an entry without rubric is not graded, and takes the person's rating alone."""
    at = terminal("quiz", *ids(DRAFT), "--mode", mode, rows=60)
    if mode == "type":
        at.answer("看显存。")
    else:
        at.expect("先在心里作答")
        at.press(ENTER)
    shown = at.expect("没有评分要点", RATING)
    assert "空格 =" not in shown
    at.press(SPACE, "2")
    assert at.exit_code() == 0

    (row,) = log(home)
    assert (row["grade"], row["score"], row["points"], row["grader"]) == (2, None, None, None)
    assert "未评分" in at.screen()
    assert NOT_AN_EXAMINER not in at.everything()


def test_reveal(terminal: Open, home) -> None:  # noqa: F811
    """It shows the key points at an empty answer, grades nothing and suggests nothing."""
    at = terminal("quiz", *ids(DROPOUT))
    at.expect("❯")
    at.press(ENTER)
    shown = at.expect(RATING, "未评分", "训练时随机置零")
    at.press("1")
    at.expect("本次练习里再问")

    assert "空格 =" not in shown
    (row,) = log(home)
    assert (row["grade"], row["score"], row["answer"]) == (1, None, "")


def test_ahead(terminal: Open, home) -> None:  # noqa: F811
    """It practises ahead and says so where nothing is due and nothing new."""
    at = terminal("quiz", *ids(DROPOUT))
    rated(at, ANSWERS[DROPOUT], "4")
    assert at.exit_code() == 0

    at = terminal("quiz", *ids(DROPOUT))
    at.expect("没有到期的题：现在提前练习。", "dropout 在训练")
    rated(at, ANSWERS[DROPOUT], "3")
    assert at.exit_code() == 0
    assert "上次 0.8" in at.screen()
    assert len(log(home)) == 2


@pytest.mark.parametrize(
    ("arguments", "env"), [(["--plain"], {}), ([], {"TERM": "dumb"}), ([], {"ACCESSIBLE": "1"})]
)
def test_plain(terminal: Open, home, arguments: list[str], env: dict[str, str]) -> None:  # noqa: F811
    """It asks by lines, draws nothing and moves no cursor where nothing may be drawn."""
    at = terminal("quiz", *ids(DROPOUT, STOPPING), "--seed", "1", *arguments, rows=100, **env)
    at.expect("dropout 在训练", "空行交卷", ">")
    at.type("训练时随机置零一部分神经元，")
    at.press(ENTER)
    at.type("推理时关闭 dropout。")
    at.press(ENTER, ENTER)
    shown = at.expect("3/4 分", RATING)
    assert not re.search("[▎─━❯]", shown)
    at.type("4")
    at.press(ENTER)
    at.expect("早停怎么做")
    at.press(ENTER)
    at.expect("未评分")
    at.type("-")  # Backspace cannot be typed into a line
    at.press(ENTER)
    at.expect("已撤销上一次评分")
    at.press("C-d")
    assert at.exit_code() == 0

    first, undo = log(home)
    assert (first["answer"], first["grade"]) == ("训练时随机置零一部分神经元，\n推理时关闭 dropout。", 4)
    assert undo["kind"] == "undo"


def test_ticks_that_are_left_unrated_are_kept(terminal: Open, home) -> None:  # noqa: F811
    """It stores what was ticked as an attempt when the person quits at the rating."""
    at = terminal("quiz", *ids(DROPOUT), "--mode", "recall", rows=100)
    at.expect("先在心里作答")
    at.press(ENTER)
    at.expect("勾选答到的要点")
    at.press("a", ENTER)
    at.expect(RATING)
    at.press("q")
    assert at.exit_code() == 0

    (row,) = log(home)
    assert (row["kind"], row["grade"], row["points"]) == ("attempt", None, '["mask"]')


def test_an_entry_that_was_edited_since(terminal: Open, practice) -> None:  # noqa: F811
    """It says that the text is another than the one that was answered, until it is answered again."""
    at = terminal("quiz", *ids(DROPOUT), rows=60)
    rated(at, ANSWERS[DROPOUT], "3")
    at.expect("本次练习")
    file = practice / f"{DROPOUT}.yaml"
    file.write_text(file.read_text("utf-8").replace("这是完整的答案", "答案完"), "utf-8")

    at = terminal("quiz", *ids(DROPOUT), rows=60)
    at.expect("改过")
    rated(at, ANSWERS[DROPOUT], "3")
    at.expect("本次练习")

    at = terminal("quiz", *ids(DROPOUT), rows=60)
    rated(at, ANSWERS[DROPOUT], "3")
    at.expect("本次练习")
    assert "改过" not in at.everything()
