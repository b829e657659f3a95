"""What a bank gives to the commands."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from qbank.bank import open_bank
from qbank.core.search import rank
from qbank.core.text import Text
from qbank.errors import BankError
from tests.bank.conftest import checked, draft, dump, put, put_text


def faults(*folders: Path, cache: Path) -> list[str]:
    with pytest.raises(BankError) as caught:
        open_bank(folders, cache)
    assert caught.value.exit_code == 3
    return [str(finding) for finding in caught.value.findings]


def test_entries(folder: Path, cache: Path) -> None:
    """It hands out an entry whole, as it was loaded, and where it came from."""
    bank = open_bank([folder], cache)

    entry = bank.entry("training/adamw")
    assert entry.state == "checked"
    assert entry.hash == checked()["review"]["hash"]
    assert entry.key_points[0].excludes == (("耦合", "coupled"),)
    assert entry.checked == "2026-01-31"
    assert bank.entry("training/warm-up").state == "draft"
    assert bank.plain("training/adamw") == checked()
    assert list(bank.plain("training/adamw")) == list(checked())
    assert bank.path("training/adamw") == folder / "training" / "adamw.yaml"
    assert [entry.id for entry in bank.entries(["training/warm-up", "training/adamw"])] == [
        "training/warm-up",
        "training/adamw",
    ]


def test_unknown_ids(folder: Path, cache: Path) -> None:
    """It knows no entry of another id; a special file is none."""
    bank = open_bank([folder], cache)

    for id_ in ("training/nothing", "topics", "", "../etc/passwd"):
        for ask in (bank.entry, bank.plain, bank.path):
            with pytest.raises(KeyError):
                ask(id_)


def test_former_ids(folder: Path, cache: Path) -> None:
    """It leads from an old id to the one of today."""
    assert open_bank([folder], cache).renames == {"training/adam-w": "training/adamw"}


def test_an_edit_of_meaning_makes_a_draft(folder: Path, cache: Path) -> None:
    """It takes an entry for checked only while its text is the one that was checked."""
    entry = checked()
    entry["answer"]["en"] = "The weight decay is 0.1.\n"
    put(folder, entry)

    assert open_bank([folder], cache).entry("training/adamw").state == "draft"


def test_summaries(folder: Path, cache: Path) -> None:
    """It lists everything in the order of topics, difficulty and id."""
    put(folder, draft("overfitting/b"))
    put(folder, draft("overfitting/a"))
    put(folder, draft("overfitting/z", difficulty=1))
    put(folder, draft("another/x"))
    put(folder, draft("training/easy", difficulty=1, tags=["t"]))

    summaries = open_bank([folder], cache).summaries()

    assert [one.id for one in summaries] == [
        "training/easy",
        "training/adamw",
        "training/warm-up",
        "overfitting/z",
        "overfitting/a",
        "overfitting/b",
        "another/x",
    ]
    assert summaries[0].tags == ("t",)
    assert summaries[1] == open_bank([folder], cache).entry("training/adamw").summary


def test_topics(folder: Path, cache: Path, tmp_path: Path) -> None:
    """It takes topics from every folder, the first that names one, and makes those that none names."""
    other = tmp_path / "own"
    put(other, draft("own-topic/x"))
    own = {"schema": 1, "topics": [{"slug": "training", "name": {"zh": "别的", "en": "Else"}}]}
    put_text(other, "topics.yaml", dump(own))

    bank = open_bank([folder, other], cache)

    assert [topic.slug for topic in bank.topics] == ["training", "overfitting", "own-topic"]
    assert bank.topics[0].name == Text("训练", "Training")
    assert bank.topics[0].aliases == ("train",)
    assert bank.topics[0].subjects[0].id == "training/warm-up"
    assert bank.topics[2].name == Text("own-topic", "own-topic")
    assert bank.tracks[0].weights == {"training": 2, "overfitting": 0.5}
    assert [topic.slug for topic in open_bank([other], cache).topics] == ["training", "own-topic"]


def test_a_folder_without_topics(tmp_path: Path, cache: Path) -> None:
    """It makes topics from the names of the folders where there is no topics.yaml."""
    put(tmp_path / "q", draft("b-topic/x"))
    put(tmp_path / "q", draft("a-topic/y"))

    assert [topic.slug for topic in open_bank([tmp_path / "q"], cache).topics] == ["a-topic", "b-topic"]


def test_what_is_searched(folder: Path, cache: Path) -> None:
    """It gives the search the wordings and short answers in normal form, and their tokens by column."""
    found = {one.id: one for one in open_bank([folder], cache).index.documents()}
    adamw = found["training/adamw"]

    assert adamw.title == (
        "adamw 与 adam 有什么区别?\nhow does adamw differ from adam?\n权重衰减解耦\ndecoupled weight decay\n"
        "training adamw optimizer adam"
    )
    assert adamw.text == "衰减不经过自适应缩放。\nthe decay is not scaled by the second moment."
    assert adamw.columns["title"].splitlines()[2] == "权重 重衰 衰减 减解 解耦"
    assert "weightdecay" in adamw.columns["joined"].split()
    assert {"quanzhong", "qzsj"} <= set(adamw.columns["sound"].split())
    assert "moment" in adamw.columns["body"].split()
    assert found["training/warm-up"].text == ""


def test_the_index_of_two_folders(folder: Path, tmp_path: Path, cache: Path) -> None:
    """It counts, completes and finds over all folders, and knows the names in every glossary."""
    put(
        tmp_path / "own", draft("data/adamw-again", question={"zh": "再说一次 AdamW？", "en": "AdamW again?"})
    )
    terms = [{"zh": "再说一次", "en": "once more"}]
    put_text(tmp_path / "own", "glossary.yaml", dump({"schema": 1, "terms": terms}))
    index = open_bank([folder, tmp_path / "own"], cache).index

    assert index.size == 3
    assert index.count(["adamw"], ["title"]) == 2
    assert index.count(["weight decay", "nothing"], ["title", "body"]) == 1
    assert index.starting("adamw", 1) == ["adamw"]
    assert {one.id for one in index.candidates({"title": ["adamw"]}, 5)} == {
        "training/adamw",
        "data/adamw-again",
    }
    assert "adamw" in index.words()
    assert [hit.id for hit in rank("once more", index)] == ["data/adamw-again"]


def test_an_index_of_some(folder: Path, cache: Path) -> None:
    """It finds among the entries that are meant, however many others fit better; a word's worth stays."""
    for number in range(70):
        put(folder, draft(f"data/better-{number}", question={"en": "Warm-up?"}))
    put(folder, draft("training/worse", question={"en": "A longer question, at the end of it warm-up?"}))
    index = open_bank([folder], cache).index

    assert "training/worse" not in [hit.id for hit in rank("warm-up", index)]
    (hit,) = rank("warm-up", index.within({"training/worse", "training/adamw"}))
    assert (hit.id, hit.weak) == ("training/worse", False)
    assert index.within(set()).size == index.size
    assert rank("warm-up", index.within(set())) == []
    assert [one.id for one in index.within({"training/adamw"}).documents()] == ["training/adamw"]


def test_an_edited_glossary(folder: Path, cache: Path) -> None:
    """It knows a name from the moment it stands in the glossary, though no entry changed."""
    assert rank("吹风", open_bank([folder], cache).index) == []

    put_text(
        folder,
        "glossary.yaml",
        dump({"schema": 1, "terms": [{"zh": "权重衰减", "en": "wind", "forms": ["吹风"]}]}),
    )

    assert [hit.id for hit in rank("吹风", open_bank([folder], cache).index)] == ["training/adamw"]


def test_every_fault_of_every_folder(folder: Path, cache: Path, tmp_path: Path) -> None:
    """It reports all faults of all files and folders at once, and loads nothing."""
    put_text(folder, "training/bad.yaml", "schema: 1\nid: training/bad\nid: x\n")
    put_text(folder, "training/empty.yaml", "")
    put_text(tmp_path, "own/topic/worse.yaml", "a: [1\n")

    found = faults(folder, tmp_path / "own", tmp_path / "none", cache=cache)

    assert [line.removeprefix(f"{tmp_path}/").partition(": ")[0] for line in found] == [
        "none:1",
        "own/topic/worse.yaml:1",
        *["questions/training/bad.yaml:1"] * 4,
        "questions/training/bad.yaml:3",
        "questions/training/empty.yaml:1",
    ]


def test_one_id_in_two_folders(folder: Path, cache: Path, tmp_path: Path) -> None:
    """It refuses an id that two folders use, and names both files."""
    put(tmp_path / "own", draft())

    here, there = folder / "training/warm-up.yaml", tmp_path / "own/training/warm-up.yaml"
    assert faults(folder, tmp_path / "own", cache=cache) == [
        f"{there}:1: the id training/warm-up is taken already by {here}"
    ]


def test_former_ids_that_clash(folder: Path, cache: Path, tmp_path: Path) -> None:
    """It refuses a former id that is one of today, or that two entries claim."""
    put(folder, draft("training/one", former_ids=["training/warm-up"]))
    put(tmp_path / "own", draft("training/two", former_ids=["training/adam-w"]))

    found = faults(folder, tmp_path / "own", cache=cache)

    mine, two = folder / "training", tmp_path / "own" / "training" / "two.yaml"
    assert found == [
        f"{two}:9: the former id training/adam-w is taken already by {mine}/adamw.yaml",
        f"{mine}/one.yaml:9: the former id training/warm-up is taken already by {mine}/warm-up.yaml",
    ]


def test_the_same_folder_twice(folder: Path, cache: Path) -> None:
    """It takes a folder that is given twice once."""
    bank = open_bank([folder, folder / ".." / folder.name], cache)

    assert len(bank.summaries()) == 2
    assert bank.path("training/adamw") == folder / "training" / "adamw.yaml"


def test_an_empty_bank(tmp_path: Path, cache: Path) -> None:
    """It opens a folder without questions."""
    (tmp_path / "q").mkdir()
    bank = open_bank([tmp_path / "q"], cache)

    assert bank.summaries() == ()
    assert bank.topics == ()
    assert list(bank.index.documents()) == []
    assert bank.index.size == 0


WARM = """
import json, sys
from pathlib import Path
from qbank.bank import open_bank
from qbank.core.search import rank
bank = open_bank([Path(sys.argv[1])], Path(sys.argv[2]))
ids = [one.id for one in bank.summaries()]
bank.entry(ids[0]), rank('梯度 adamw', bank.index), bank.topics, bank.plain(ids[1]), bank.tracks
print(json.dumps([ids, sorted({"yaml", "pydantic", "rich", "rapidfuzz", "fsrs"} & set(sys.modules))]))
"""


def test_a_warm_start_is_light(folder: Path, cache: Path) -> None:
    """It imports neither yaml nor pydantic when no file has changed."""
    command = [sys.executable, "-c", WARM, str(folder), str(cache)]
    ran = [subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(2)]
    (cold_ids, cold), (warm_ids, warm) = (json.loads(one.stdout) for one in ran)

    assert cold == ["pydantic", "yaml"]
    assert warm == []
    assert warm_ids == cold_ids == ["training/adamw", "training/warm-up"]
