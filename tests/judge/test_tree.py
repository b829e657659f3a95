"""Tests of judge/tree.py: who descends from whom, with the kernel's lists of children and without."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qbank.judge import tree

FAMILY = """
import os, sys, threading, time
def grandchild():
    if os.fork() == 0:
        time.sleep(60)
for _ in range(2):
    thread = threading.Thread(target=grandchild); thread.start(); thread.join()
if os.fork() == 0:
    os.setsid()
    grandchild()
    time.sleep(60)
print("ready", flush=True)
time.sleep(60)
"""


@pytest.fixture(params=["lists", "all processes"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for children in one of the two ways."""
    lists = Path(f"/proc/self/task/{os.getpid()}/children")
    if request.param == "lists" and not lists.exists():
        pytest.skip("this kernel has no lists of children")
    if request.param == "all processes":
        monkeypatch.setattr(tree.os.path, "exists", lambda _: False)


@pytest.mark.usefixtures("way")
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc")
def test_a_family() -> None:
    """It finds the children of every thread and theirs, spares whole branches, and kills all that is left."""
    tree.adopt_orphans()
    before = frozenset(tree.descendants(os.getpid()))
    child = subprocess.Popen([sys.executable, "-c", FAMILY], stdout=subprocess.PIPE, start_new_session=True)
    other = subprocess.Popen([sys.executable, "-c", FAMILY], stdout=subprocess.PIPE, start_new_session=True)
    try:
        for each in (child, other):
            assert each.stdout
            each.stdout.readline()
        deadline = time.monotonic() + 30
        while len(tree.descendants(child.pid)) + len(tree.descendants(other.pid)) < 8:
            assert time.monotonic() < deadline
        family = tree.descendants(child.pid)
        spared = before | {other.pid}

        assert len(family) == len(set(family)) == 4
        assert set(tree.descendants(os.getpid())) - before == {
            child.pid, other.pid, *family, *tree.descendants(other.pid)
        }  # fmt: skip
        strays = tree.kill_tree(child.pid, spared)

        assert strays >= 2  # those in a session of their own
        assert not [pid for pid in (child.pid, *family) if Path(f"/proc/{pid}").exists()]
        assert len(tree.descendants(other.pid)) == 4
    finally:
        tree.kill_tree(other.pid, before)
        for each in (child, other):
            each.wait()
            assert each.stdout
            each.stdout.close()


def test_nothing_below() -> None:
    """It finds nothing below a process that has no child, or is no more."""
    assert tree.descendants(2**22 + 1) == []
