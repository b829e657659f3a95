"""Make a bank of many entries by varying those of a folder, for measuring.

Usage: bigbank.py SOURCE TARGET COUNT [--short]. Each copy has its own id and its own question, and texts as
long as real ones. With --short it has what a search reads and a list shows, and one line for an answer: the
index is the same, and the folder a fourth of the size.
"""

import argparse
from pathlib import Path

import yaml

SEARCHED = ("schema", "id", "kind", "topic", "tags", "difficulty", "question", "aliases", "short")


def main(source: Path, target: Path, count: int, *, is_short: bool) -> None:
    originals = [yaml.safe_load(file.read_text("utf-8")) for file in sorted(source.glob("*/*.yaml"))]
    if is_short:
        originals = list(map(shortened, originals))
    topics = yaml.safe_load((source / "topics.yaml").read_text("utf-8"))
    slugs = [topic["slug"] for topic in topics["topics"]]
    for slug in slugs:
        (target / slug).mkdir(parents=True, exist_ok=True)
    for name in ("topics.yaml", "glossary.yaml"):
        (target / name).write_bytes((source / name).read_bytes())
    for number in range(count):
        entry = varied(originals[number % len(originals)], slugs[number % len(slugs)], number)
        text = yaml.dump(entry, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=4096)
        (target / f"{entry['id']}.yaml").write_text(text, "utf-8")
    print(f"{count} entries in {target}")


def shortened(original: dict[str, object]) -> dict[str, object]:
    """Return what of an entry goes into the index."""
    entry = {name: original[name] for name in SEARCHED if name in original}
    points = original.get("key_points")
    if not isinstance(points, list):
        raise TypeError("key points are a list")
    entry["answer"] = {"zh": "略。", "en": "Left out."}
    kept = ("id", "weight", "zh", "en")
    entry["key_points"] = [{name: point[name] for name in kept if name in point} for point in points]
    return entry


def varied(original: dict[str, object], topic: str, number: int) -> dict[str, object]:
    entry = {name: value for name, value in original.items() if name not in {"former_ids", "review"}}
    entry["id"], entry["topic"], entry["difficulty"] = f"{topic}/entry-{number:05}", topic, 1 + number % 5
    question = original["question"]
    if not isinstance(question, dict):
        raise TypeError("a question is a mapping")
    entry["question"] = {language: f"{number} {text}" for language, text in question.items()}
    return entry


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--short", action="store_true")
    wanted = parser.parse_args()
    main(wanted.source, wanted.target, wanted.count, is_short=wanted.short)
