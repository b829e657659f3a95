"""A search as one would write it in an hour, for `make bench` to compare with. Usage: naive_search.py Q."""

from pathlib import Path

import typer
import yaml
from pydantic import BaseModel
from rapidfuzz import fuzz, process, utils


class Question(BaseModel):
    """As much of an entry as this needs."""

    id: str
    question: dict[str, str]


def main(query: str) -> None:
    """Read every file, compare every question, print the best ten."""
    files = (Path(__file__).parents[1] / "questions").glob("*/*.yaml")
    entries = [Question(**yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)) for file in files]
    texts = {entry.id: " ".join(entry.question.values()) for entry in entries}
    for _, score, id_ in process.extract(
        query, texts, scorer=fuzz.WRatio, processor=utils.default_process, limit=10
    ):
        print(f"{score:.0f} {id_}")


if __name__ == "__main__":
    typer.run(main)
