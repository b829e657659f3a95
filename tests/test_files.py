"""Files replaced in one step, and locks."""

import multiprocessing
import os
from pathlib import Path

import pytest

from qbank.files import atomic_write, exclusive_lock


def test_replaces_the_whole_file(tmp_path: Path) -> None:
    """It writes text as UTF-8 and bytes as they are, keeps the permissions, and leaves nothing beside it."""
    path = tmp_path / "题.md"
    atomic_write(path, "早停\n")
    path.chmod(0o640)
    atomic_write(path, b"\x00\xff")

    assert path.read_bytes() == b"\x00\xff"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_leaves_the_old_file_when_it_cannot_write(tmp_path: Path) -> None:
    """It changes nothing, and leaves nothing behind, when the last step fails."""
    path = tmp_path / "folder"
    path.mkdir()
    with pytest.raises(OSError):
        atomic_write(path, "x")

    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """It writes the file that a link names, as people keep config.toml elsewhere; the link stays."""
    path, link = tmp_path / "dotfiles", tmp_path / "config.toml"
    path.write_text("old")
    link.symlink_to(path.name)
    atomic_write(link, "new")

    assert link.is_symlink()
    assert path.read_text() == "new"


def test_what_is_no_file_is_written_to(tmp_path: Path) -> None:
    """It writes into a pipe or a device and never puts a file in its place."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    atomic_write(path, "早停")

    assert os.read(reader, 100).decode() == "早停"
    assert path.is_fifo()
    os.close(reader)


def add_one(path: Path, times: int) -> None:
    for _ in range(times):
        with exclusive_lock(path.with_suffix(".lock")):
            path.write_text(str(int(path.read_text()) + 1))


def test_one_at_a_time(tmp_path: Path) -> None:
    """It lets one process in at a time."""
    path = tmp_path / "count"
    path.write_text("0")
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=add_one, args=(path, 50)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert path.read_text() == "150"
