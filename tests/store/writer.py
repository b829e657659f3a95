"""A process that uses the store; run by tests, which kill it, take its room away, or run two at once.

writer.py append HOME TIMES        append and say the id of each row once it is on the disk (0: for ever)
writer.py device HOME NAME         open the store and say which device it is
writer.py fill HOME BYTES          append where no file may grow beyond BYTES (0: no limit), until an error
writer.py read-only HOME USER      open, read and append as USER (0: as now); say what happens
writer.py migrate HOME             bring a file of version 1 to an invented version 2
"""

import os
import random
import resource
import sqlite3
import sys
import time
from itertools import count
from pathlib import Path

from qbank.core.review import Review, uuid7
from qbank.core.schedule import advance, replay, stamp
from qbank.errors import StoreError
from qbank.store import open_store, peek_memories
from qbank.store.connect import FILE_NAME, connect
from qbank.store.migrations import STEPS, migrate

ITEMS = ["a/a", "a/b", "c/d", "c/e", "unknown/to-the-bank"]


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def row(device: str, item: str, grade: int, text: str) -> Review:
    at = time.time_ns() // 1000
    return Review(uuid7(at, os.urandom(8)), device, at, 480, "answer", item=item, grade=grade, answer=text)


def append(home: Path, times: int) -> None:
    with open_store(home, new_device="tortured") as store:
        if store.stale(stamp()):
            store.replace_memories(replay(store.reviews()), stamp())
        memories = store.memories()
        for _ in range(times) if times else count():
            new = row(
                store.device, random.choice(ITEMS), random.randint(1, 4), "答案 " * random.randrange(400)
            )
            assert new.item is not None
            assert new.grade is not None
            memories[new.item] = advance(memories.get(new.item), new.grade, new.day)
            store.append([new], {new.item: memories[new.item]})
            say(new.id.hex())
            time.sleep(random.random() / 100)  # a person is not faster; without a pause the other one starves


def device(home: Path, name: str) -> None:
    with open_store(home, new_device=name) as store:
        say(store.device)


def fill(home: Path, limit: int) -> None:
    written = 0
    with open_store(home, new_device="full") as store:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            while written < 20_000:
                store.append([row(store.device, "a/b", 3, "x" * 800)], {})
                written += 1
        except StoreError as error:
            say(f"{error.exit_code} {error}")
    say(str(written))


def read_only(home: Path, user: int) -> None:
    if user:
        os.setuid(user)
    try:
        with open_store(home, create=False) as store:
            say(str(len(store.reviews())))
            say(str(len(store.memories())))
            store.append([row(store.device, "a/b", 3, "")], {})
    except StoreError as error:
        say(f"{error.exit_code} {error}")
    say(str(len(peek_memories(home))))
    try:
        open_store(home).close()
    except StoreError as error:
        say(f"{error.exit_code} {error}")


def to_2(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE review ADD COLUMN mood TEXT")
    connection.execute("CREATE INDEX review_of_text ON review (answer)")
    connection.execute("CREATE TABLE extra (item TEXT PRIMARY KEY, words INTEGER) STRICT")
    connection.execute(
        "INSERT INTO extra SELECT id, length(answer) FROM (SELECT hex(id) AS id, answer FROM review)"
    )


def migrate_to_2(home: Path) -> None:
    path = home / FILE_NAME
    connection = connect(path)
    say("go")
    migrate(connection, path, (*STEPS, to_2))
    say("done")


if __name__ == "__main__":
    verb, folder, *rest = sys.argv[1:]
    if verb == "append":
        append(Path(folder), int(rest[0]))
    elif verb == "device":
        device(Path(folder), rest[0])
    elif verb == "fill":
        fill(Path(folder), int(rest[0]))
    elif verb == "read-only":
        read_only(Path(folder), int(rest[0]))
    else:
        migrate_to_2(Path(folder))
