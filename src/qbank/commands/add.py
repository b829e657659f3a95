"""`qbank add`: a question of the person's own, kept in the data folder."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from qbank.bank import Bank
from qbank.commands import opening
from qbank.commands.writing import writing
from qbank.core.select import topic_named
from qbank.core.text import Language, is_cjk, slug_words
from qbank.errors import StoreError, WrongUsageError
from qbank.files import atomic_write
from qbank.screen.clean import clean
from qbank.screen.prompts import ask_answer
from qbank.settings import Settings

TOPIC = "personal"
TOPICS = """schema: 1
topics:
  - slug: personal
    name:
      zh: 我的题
      en: My questions
    aliases: [我的, mine]
    scope:
      zh: 自己记下的面试题
      en: questions that you noted down yourself
"""


def add(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="QUESTION", help="The question, in either language")],
    topic: Annotated[str | None, typer.Option("--topic", help="A topic by its slug, name or alias")] = None,
    answer: Annotated[str | None, typer.Option("--answer", help="The answer, if you have one")] = None,
) -> None:
    """Write a draft entry; quiz, search and export see it from now on."""
    from qbank.bank.writer import draft  # noqa: PLC0415  # late: YAML

    settings: Settings = ctx.obj
    text = " ".join(clean(text).split())
    if not text:
        raise WrongUsageError("the question is empty")
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    slug = topic_named(topic, bank.topics) if topic else TOPIC
    if answer is None and screen.is_interactive:
        answer = ask_answer(screen, editor=settings.editor).text
    language: Language = "zh" if any(map(is_cjk, text)) else "en"
    id_ = _free_id(f"{slug}/{_slug(text)}", bank)
    path = settings.personal / f"{id_}.yaml"
    _write(settings.personal, path, draft(id_, slug, language, text, _cleaned(answer or "")))
    screen.say("{id} is kept as a draft in {path}", id=id_, path=path)


def _cleaned(answer: str) -> str:
    return "\n".join(map(clean, answer.splitlines())).strip()


def _slug(text: str) -> str:
    """Return a name made of the question's Latin words and today's date."""
    words = slug_words(text)[:5]
    day = datetime.fromtimestamp(opening.now().at / 1_000_000, tz=UTC)
    return "-".join([*words, f"{day:%Y%m%d}"])


def _free_id(wanted: str, bank: Bank) -> str:
    taken = {summary.id for summary in bank.summaries()}
    names = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _write(folder: Path, path: Path, entry: str) -> None:
    """Write the entry, and on the first occasion the topic that it belongs to."""
    with writing(path, StoreError):
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # what a person notes down is private
        path.parent.mkdir(parents=True, exist_ok=True)
        if not (folder / "topics.yaml").exists():
            atomic_write(folder / "topics.yaml", TOPICS)
        atomic_write(path, entry)
