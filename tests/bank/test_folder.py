"""Which files a bank has, and those that only look like files."""

import os
from pathlib import Path

import pytest

from qbank.bank.folder import MAX_BYTES, UnreadableError, read_bytes, scan
from tests.bank.conftest import put_text

GONE = "the file is gone; it vanished while it was being read, or a link points to nothing"
NOT_A_FILE = "a file is expected here, and this is not one"
NOT_HERE = "an entry stands in the folder of its topic, not here"


def told(folder: Path) -> list[str]:
    return sorted(str(finding).removeprefix(f"{folder}/") for finding in scan(folder).findings)


def test_files_of_a_bank(folder: Path) -> None:
    """It lists entries, problems and the special files; hidden ones and other things are left."""
    for name in ("README.md", ".hidden.yaml", "training/.#warm-up.yaml", "training/figures/loss.png"):
        put_text(folder, name, "x")
    for name in (".git/x.yaml", "coding/lru-cache/problem.yaml", "refs.lock.yaml", "glossary.yaml"):
        put_text(folder, name, "x")

    listing = scan(folder)

    special = {"topics.yaml", "glossary.yaml", "refs.lock.yaml"}
    found = {"training/warm-up.yaml", "training/adamw.yaml", "coding/lru-cache/problem.yaml"}
    assert set(listing.files) == found | special
    assert listing.findings == []
    assert listing.files["topics.yaml"].size == (folder / "topics.yaml").stat().st_size


def test_entries_in_the_wrong_place(folder: Path) -> None:
    """It tells of entries that would silently not be found."""
    for name in ("stray.yaml", "training/deep/x.yaml", "training/short.yml", "old.yml"):
        put_text(folder, name, "x")

    assert told(folder) == [
        f"old.yml:1: {NOT_HERE}",
        f"stray.yaml:1: {NOT_HERE}",
        f"training/deep/x.yaml:1: {NOT_HERE}",
        "training/short.yml:1: the name of an entry's file ends with .yaml",
    ]


def test_things_that_are_no_files(folder: Path) -> None:
    """It neither waits for a pipe nor follows a loop of links, and says what stands there."""
    os.mkfifo(folder / "training" / "pipe.yaml")
    (folder / "training" / "folder.yaml").mkdir()
    (folder / "glossary.yaml").mkdir()
    (folder / "training" / "broken.yaml").symlink_to("nowhere")
    (folder / "training" / "loop.yaml").symlink_to("loop.yaml")
    (folder / "loop").symlink_to("loop")

    assert told(folder) == [
        f"glossary.yaml:1: {NOT_A_FILE}",
        f"training/broken.yaml:1: {GONE}",
        f"training/folder.yaml:1: {NOT_A_FILE}",
        "training/loop.yaml:1: this cannot be read: Too many levels of symbolic links",
        f"training/pipe.yaml:1: {NOT_A_FILE}",
    ]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """It says so of a folder that is gone, or that is a file."""
    file = put_text(tmp_path, "file", "x")

    assert [str(finding) for finding in scan(tmp_path / "none").findings] == [
        f"{tmp_path}/none:1: there is no such folder"
    ]
    assert [str(finding) for finding in scan(file).findings] == [f"{file}:1: there is no such folder"]


def test_linked_topics(folder: Path, tmp_path: Path) -> None:
    """It follows a link to a folder or to a file."""
    put_text(tmp_path, "elsewhere/one.yaml", "x")
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    (folder / "training" / "two.yaml").symlink_to(tmp_path / "elsewhere" / "one.yaml")

    assert {"linked/one.yaml", "training/two.yaml"} < set(scan(folder).files)


def test_bytes(tmp_path: Path) -> None:
    """It returns what is in a file, and its identity."""
    file = put_text(tmp_path, "a.yaml", "x: 1\n")

    identity, data = read_bytes(file)

    assert data == b"x: 1\n"
    assert identity.size == 5
    assert identity.inode == file.stat().st_ino


def test_large_files_are_not_read(tmp_path: Path) -> None:
    """It refuses a file of 50 MB by its size, and one byte too many."""
    large = tmp_path / "large.yaml"
    with large.open("wb") as stream:
        stream.truncate(50_000_000)
    put_text(tmp_path, "limit.yaml", b"#" * MAX_BYTES)
    put_text(tmp_path, "above.yaml", b"#" * (MAX_BYTES + 1))

    assert len(read_bytes(tmp_path / "limit.yaml")[1]) == MAX_BYTES
    for name in ("large.yaml", "above.yaml"):
        with pytest.raises(UnreadableError, match="the file is larger than 1000000 bytes"):
            read_bytes(tmp_path / name)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """It opens a pipe that has no writer without waiting."""
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(UnreadableError, match=NOT_A_FILE):
        read_bytes(tmp_path / "pipe")
    with pytest.raises(UnreadableError, match=NOT_A_FILE):
        read_bytes(tmp_path)
