"""qbank add: a question of one's own appears everywhere."""

import json
from pathlib import Path

from qbank.bank import reader
from tests.commands.conftest import Run

QUESTION = "为什么 softmax 要减去最大值？"


def files(home: Path) -> list[Path]:
    return sorted((home / "bank").glob("*/*.yaml"))


def test_it_appears_everywhere(qbank: Run, home: Path) -> None:
    """It is listed, found, shown, asked and exported from then on, as a draft."""
    done = qbank("add", QUESTION, "--answer", "避免溢出。\n\n结果不变。")

    assert done.code == 0
    (file,) = files(home)
    id_ = f"personal/{file.stem}"
    assert done.out == f"{id_} is kept as a draft in {file}\n"
    assert [row for row in qbank("list").rows if row[0] == id_] == [
        [id_, "personal", "concept", "3", "draft", QUESTION, ""]
    ]
    assert qbank("search", "softmax").rows[0][0] == id_
    assert ["answer.zh", "避免溢出。"] in qbank("show", file.stem, "--answer").rows
    assert qbank("quiz", "--topic", "我的", typed="溢出\n").rows[0][3] == id_
    assert QUESTION in qbank("export", "--format", "md").out
    assert qbank("topics").rows[-1][:4] == ["personal", "我的题", "My questions", "1"]
    assert qbank("list", "--checked", "--topic", "personal").code == 1


def test_into_a_topic(qbank: Run, home: Path) -> None:
    """It goes into a topic that is there, named in either language."""
    assert qbank("add", "What does warm-up do?", "--topic", "训练").code == 0

    (file,) = files(home)
    assert file.parent.name == "training"
    assert [row[6] for row in qbank("list", "--topic", "training").rows][-1] == "What does warm-up do?"
    assert qbank("add", "x", "--topic", "trainin").err.startswith(
        "error: no topic trainin; did you mean training?"
    )


def test_the_same_again(qbank: Run, home: Path) -> None:
    """It writes a second file and never over the first."""
    qbank("add", QUESTION)
    (first,) = files(home)
    before = first.read_bytes()
    qbank("add", QUESTION)

    assert len(files(home)) == 2
    assert first.read_bytes() == before
    assert len(qbank("list", "--topic", "personal").rows) == 2


def test_nothing(qbank: Run, home: Path) -> None:
    """It refuses an empty question."""
    for text in ("", " \n ", "\x1b[2J"):
        done = qbank("add", text)
        assert (done.code, done.err) == (2, "error: the question is empty\n")
    assert qbank("add").code == 2
    assert not home.exists()


def test_odd_text(program: Run, home: Path) -> None:
    """It keeps a question of whatever bytes in a file that can be read: nothing else stops working."""
    odd = b"\xff\xfe \x1b]0;x\x07 a\tb\n: - # & * ! | > ' \" % @ ` {} [] \xc2\x9b2J \xe2\x80\xae"

    assert program("add", odd, "--answer", odd).code == 0

    (file,) = files(home)
    assert reader.parse(file.read_bytes()).faults == ()
    done = program("list", "--topic", "personal")
    assert done.code == 0
    assert done.rows[0][6].endswith("a b : - # & * ! | > ' \" % @ ` {} []")


def test_no_room_for_it(program: Run, home: Path) -> None:
    """It says with 4 that the data folder cannot be written."""
    home.parent.mkdir(exist_ok=True)
    home.write_text("a file")

    done = program("add", QUESTION)

    assert done.code == 4
    assert done.err.startswith(f"error: {home}/bank/personal/")


def test_json(qbank: Run) -> None:
    """It stands in the JSON with the languages that it has."""
    qbank("add", QUESTION)

    entries = json.loads(qbank("list", "--json", "--topic", "personal").out)["entries"]
    assert entries[0]["question"] == {"zh": QUESTION}
