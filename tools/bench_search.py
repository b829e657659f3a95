"""Measure how well a search finds what is meant, beside simpler ways of searching.

Usage: python tools/bench_search.py [QUERIES.jsonl …] [--misses] [--bank FOLDER]

A line of a file is `{"query": …, "class": …, "ids": [id …]}`, or has `"best": [regex …]` in the place of ids:
an entry is what is meant when a regex is found in its questions ("zh || en"). A query of class "negative"
means nothing. Queries that no entry answers are left out.
"""

import argparse
import json
import re
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import mean, quantiles

from rapidfuzz import fuzz, process, utils

from qbank.bank import open_bank
from qbank.bank.index import BankIndex
from qbank.core.concepts import Concepts
from qbank.core.query import SOUNDS, Column
from qbank.core.search import rank

ROOT = Path(__file__).parents[1]
QUERIES = [
    ROOT / "tests" / "data" / name for name in ("search.jsonl", "search-asked.jsonl", "search-blind.jsonl")
]
Search = Callable[[str], list[str]]  # a query's ids, best first


@dataclass(frozen=True)
class Asked:
    """A query and the ids that it means."""

    text: str
    kind: str
    meant: frozenset[str]


def read(file: Path, titles: Mapping[str, str]) -> tuple[list[Asked], list[str]]:
    """Return the queries that the bank answers, or should not, and the texts of the others."""
    asked, left_out = [], []
    for line in file.read_text(encoding="utf-8").splitlines():
        plain = json.loads(line)
        patterns = [re.compile(one, re.IGNORECASE) for one in plain.get("best", ())]
        meant = {id_ for id_, title in titles.items() if any(one.search(title) for one in patterns)}
        meant |= titles.keys() & plain.get("ids", ())
        if meant or plain["class"] == "negative":
            asked.append(Asked(plain["query"], plain["class"], frozenset(meant)))
        else:
            left_out.append(plain["query"])
    return asked, left_out


def reciprocal(found: list[str], meant: frozenset[str]) -> float:
    return next((1 / at for at, id_ in enumerate(found[:10], 1) if id_ in meant), 0.0)


def recall(found: list[str], meant: frozenset[str]) -> float:
    return len(meant.intersection(found[:5])) / min(5, len(meant))


def table(asked: list[Asked], search: Search, *, shows_misses: bool) -> None:
    """Print MRR@10 and recall@5, by class and over all."""
    rows: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for one in asked:
        if one.kind != "negative":
            found = search(one.text)
            rows[one.kind].append((reciprocal(found, one.meant), recall(found, one.meant)))
            if shows_misses and rows[one.kind][-1][0] < 1:
                print(f"  miss {one.kind}: {one.text} → {found[:3]} instead of {sorted(one.meant)[:3]}")
    every = [score for scores in rows.values() for score in scores]
    for kind, scores in [*sorted(rows.items()), ("all", every)]:
        ranks, recalls = mean(one[0] for one in scores), mean(one[1] for one in scores)
        print(f"  {kind:20} n {len(scores):3}  MRR {ranks:.3f}  R@5 {recalls:.3f}")


def line(name: str, asked: list[Asked], search: Search) -> None:
    """Print one way of searching over all classes."""
    scores = [(reciprocal(found, one.meant), recall(found, one.meant))
              for one in asked if one.kind != "negative" for found in [search(one.text)]]  # fmt: skip
    print(f"  {name:20} MRR {mean(s[0] for s in scores):.3f}  R@5 {mean(s[1] for s in scores):.3f}")


def scan(titles: Mapping[str, str]) -> Search:
    """Return a plain scan with rapidfuzz, as it is usually written."""
    choices = dict(titles)

    def search(query: str) -> list[str]:
        found = process.extract(query, choices, scorer=fuzz.WRatio, processor=utils.default_process, limit=10)
        return [id_ for _, _, id_ in found]

    return search


def trigrams(titles: Mapping[str, str]) -> Search:
    """Return SQLite's own full-text search with trigrams; shorter words are looked for one by one."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (id UNINDEXED, title, tokenize = 'trigram')")
    connection.executemany("INSERT INTO t VALUES (?, ?)", titles.items())

    def search(query: str) -> list[str]:
        words = [word.replace('"', '""') for word in query.split() if len(word) > 2]
        if words:
            match = " OR ".join(f'"{word}"' for word in words)
            rows = connection.execute("SELECT id FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10", (match,))
        else:
            rows = connection.execute("SELECT id FROM t WHERE title LIKE ? LIMIT 10", (f"%{query}%",))
        return [id_ for (id_,) in rows]

    return search


class Without(BankIndex):
    """An index that lacks something, to see what it is worth."""

    def __init__(self, index: BankIndex, *lacks: str) -> None:
        super().__init__(index.read, index.size, index.among)
        self._lacks = lacks
        self.concepts = Concepts({} if "concepts" in lacks else index.concepts.by_form)
        if "pinyin" in lacks:
            self.concepts.chinese = ()  # none is known by its sound
        if "correction" in lacks:
            self.concepts.words = frozenset()

    def count(self, phrases: Sequence[str], columns: Sequence[Column]) -> int:
        """Return what the index says, or that nothing is known by its sound."""
        return 0 if "pinyin" in self._lacks and tuple(columns) == SOUNDS else super().count(phrases, columns)

    def starting(self, prefix: str, most: int) -> list[str]:
        """Return what the index says, or nothing."""
        return [] if "prefix" in self._lacks else super().starting(prefix, most)

    def words(self) -> list[str]:
        """Return what the index says, or nothing."""
        return [] if "correction" in self._lacks else super().words()


def ids(query: str, index: BankIndex) -> list[str]:
    return [hit.id for hit in rank(query, index)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("queries", nargs="*", type=Path, default=QUERIES)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--bank", type=Path, default=ROOT / "questions")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        bank = open_bank([wanted.bank], Path(cache))
        titles = {one.id: f"{one.question.zh} || {one.question.en}" for one in bank.summaries()}
        for file in wanted.queries:
            print(file.name)
            measure(file, titles, bank.index, shows_misses=wanted.misses)


def measure(file: Path, titles: Mapping[str, str], index: BankIndex, *, shows_misses: bool) -> None:
    """Print how well the queries of a file are answered, beside other ways, and how long it takes."""
    asked, left_out = read(file, titles)
    print(f"  {len(titles)} entries, {len(asked)} queries ({len(left_out)} that no entry answers left out)")
    search = partial(ids, index=index)
    table(asked, search, shows_misses=shows_misses)
    nonsense = [one.text for one in asked if one.kind == "negative"]
    strong = [text for text in nonsense if any(not hit.weak for hit in rank(text, index))]
    print(f"  nonsense answered with a strong hit: {strong} of {len(nonsense)}")
    line("rapidfuzz WRatio", asked, scan(titles))
    line("FTS5 trigrams", asked, trigrams(titles))
    for lack in ("concepts", "pinyin", "correction", "prefix"):
        line(f"without {lack}", asked, partial(ids, index=Without(index, lack)))
    times = []
    for one in asked:
        start = time.perf_counter()
        search(one.text)
        times.append(1000 * (time.perf_counter() - start))
    cuts = quantiles(times, n=20)
    print(f"  a search in an open bank: p50 {cuts[9]:.1f} ms, p95 {cuts[18]:.1f} ms")


if __name__ == "__main__":
    main()
