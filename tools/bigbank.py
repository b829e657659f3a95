"""Make a bank of many entries by varying those of a folder, for measuring: `bigbank.py SOURCE TARGET COUNT`.

Each copy has its own id and its own question, and texts as long as real ones.
"""

import sys
from pathlib import Path

import yaml


def main(source: Path, target: Path, count: int) -> None:
    originals = [yaml.safe_load(file.read_text("utf-8")) for file in sorted(source.glob("*/*.yaml"))]
    topics = yaml.safe_load((source / "topics.yaml").read_text("utf-8"))
    slugs = [topic["slug"] for topic in topics["topics"]]
    for slug in slugs:
        (target / slug).mkdir(parents=True, exist_ok=True)
    (target / "topics.yaml").write_bytes((source / "topics.yaml").read_bytes())
    for number in range(count):
        entry = varied(originals[number % len(originals)], slugs[number % len(slugs)], number)
        text = yaml.dump(entry, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=4096)
        (target / f"{entry['id']}.yaml").write_text(text, "utf-8")
    print(f"{count} entries in {target}")


def varied(original: dict[str, object], topic: str, number: int) -> dict[str, object]:
    entry = {name: value for name, value in original.items() if name not in {"former_ids", "review"}}
    entry["id"], entry["topic"], entry["difficulty"] = f"{topic}/entry-{number:05}", topic, 1 + number % 5
    question = original["question"]
    if not isinstance(question, dict):
        raise TypeError("a question is a mapping")
    entry["question"] = {language: f"{number} {text}" for language, text in question.items()}
    return entry


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
