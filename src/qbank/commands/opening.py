"""What most commands begin with: the screen, the bank, the store, the time, the filters."""

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from qbank.bank import Bank, open_bank
from qbank.core.days import study_day
from qbank.core.history import MARKING, MARKS, Mark, marks, renamed
from qbank.core.question import KINDS, Summary, Topic
from qbank.core.search import rank
from qbank.core.select import Filter, difficulty_range, id_named, in_words, topic_named, track_named
from qbank.errors import NothingFoundError, StoreError, WrongUsageError
from qbank.screen.console import Screen, make
from qbank.settings import Settings
from qbank.store import Store, open_store
from qbank.store.connect import FILE_NAME


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as they were typed."""

    topic: Sequence[str] | None = None
    track: str | None = None
    tag: Sequence[str] | None = None
    difficulty: str | None = None
    kind: Sequence[str] | None = None
    id: Sequence[str] | None = None
    checked: bool = False
    marked: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """Now: UTC microseconds since 1970, and the person's offset from UTC in minutes."""

    at: int
    offset: int

    @property
    def day(self) -> int:
        """Return the study day."""
        return study_day(self.at, self.offset)

    @property
    def date(self) -> date:
        """Return the day of the person's calendar."""
        return date(1970, 1, 1) + timedelta(microseconds=self.at, minutes=self.offset)


def now() -> Moment:
    """Read the clock."""
    at = time.time_ns() // 1000
    local = datetime.fromtimestamp(at / 1_000_000, tz=UTC).astimezone()
    offset = local.utcoffset()
    return Moment(at, round(offset.total_seconds() / 60) if offset else 0)


def screen_for(settings: Settings) -> Screen:
    """Make the screen that the settings ask for."""
    return make(
        language=settings.lang,
        show=settings.show,
        color=settings.color,
        plain=settings.plain,
        dumb=settings.dumb,
        columns=settings.columns,
    )


def bank_for(settings: Settings, *, at_a_glance: bool = False) -> Bank:
    """Open the bank, or say every fault that is in it.

    Args:
        settings: Where it is.
        at_a_glance: Whether a large one that was compared lately need not be compared again; the caller
            then asks `Bank.is_certain`.
    """
    return open_bank(settings.folders, settings.cache, now=now().at if at_a_glance else None)


def store_for(settings: Settings) -> Store:
    """Open the review log, made on the first occasion."""
    import secrets  # noqa: PLC0415  # late: not for the commands that only read questions

    return open_store(settings.home, new_device=secrets.token_hex(8))


def has_store(settings: Settings) -> bool:
    """Say whether there is a review log yet; looking makes none."""
    return os.path.isfile(settings.home / FILE_NAME)  # noqa: PTH113  # Path.is_file raises where none may look


def marks_of(settings: Settings, bank: Bank) -> Mapping[str, tuple[Mark, ...]]:
    """Return what the person marked, by id; making no log where there is none."""
    if not has_store(settings):
        return {}
    with open_store(settings.home, create=False) as store:
        return marks(renamed(store.reviews(kinds=MARKING), bank.renames))


def peek_marks(settings: Settings, bank: Bank) -> Mapping[str, tuple[Mark, ...]]:
    """Return the marks to decorate a list with; {} where the log cannot be read just now."""
    try:
        return marks_of(settings, bank)
    except StoreError:
        return {}


def filter_for(asked: Asked, bank: Bank, settings: Settings) -> Filter:
    """Resolve the names that were typed.

    Raises:
        WrongUsageError: One of them is unknown; the nearest is suggested.
    """
    topics = {topic_named(name, bank.topics) for name in asked.topic or ()}
    if asked.track is not None:
        track = track_named(asked.track, bank.tracks)
        tracked = {topic.slug for topic in bank.topics if track.has(topic.slug)}
        topics = (topics & tracked if topics else tracked) or {""}  # no topic is called so: nothing fits
    for kind in asked.kind or ():
        if kind not in KINDS:
            raise WrongUsageError("--kind {kind} is not one of {kinds}", kind=kind, kinds=", ".join(KINDS))
    for mark in asked.marked or ():
        if mark not in MARKS:
            raise WrongUsageError("--marked {mark} is not one of {marks}", mark=mark, marks=", ".join(MARKS))
    return Filter(
        topics=frozenset(topics),
        tags=frozenset(asked.tag or ()),
        difficulty=(1, 5) if asked.difficulty is None else difficulty_range(asked.difficulty),
        kinds=frozenset(asked.kind or ()),
        ids=frozenset(id_of(name, bank) for name in asked.id or ()),
        checked=asked.checked,
        marked=_marked(asked.marked, settings, bank) if asked.marked else None,
    )


def _marked(wanted: Sequence[str], settings: Settings, bank: Bank) -> frozenset[str]:
    return frozenset(
        id_ for id_, found in marks_of(settings, bank).items() if not set(wanted).isdisjoint(found)
    )


def meant(asked: Asked, bank: Bank, settings: Settings) -> list[Summary]:
    """Return the entries that the filters mean; there may be none."""
    wanted = filter_for(asked, bank, settings)
    return [summary for summary in bank.summaries() if wanted.fits(summary)]


def chosen(asked: Asked, bank: Bank, settings: Settings, *, search: str | None = None) -> list[Summary]:
    """Return the entries that the filters, and a search, mean.

    Raises:
        NothingFoundError: There is none.
    """
    found = meant(asked, bank, settings)
    if search:
        index = bank.index.within({summary.id for summary in found})
        hits = {hit.id for hit in rank(search, index) if not hit.weak}
        found = [summary for summary in found if summary.id in hits]
    return some(found)


def some(found: list[Summary]) -> list[Summary]:
    """Return what was found.

    Raises:
        NothingFoundError: It is nothing.
    """
    if not found:
        raise NothingFoundError("no entry fits the filters", hint="qbank list shows what there is")
    return found


def answerable(found: Sequence[Summary]) -> list[Summary]:
    """Return what a typed answer can be asked for.

    Raises:
        NothingFoundError: There are only coding problems.
    """
    asked = in_words(found)
    if found and not asked:
        raise NothingFoundError(
            "only coding problems fit, and those are answered with code",
            hint="qbank code start {slug} begins one",
            slug=found[0].id.rpartition("/")[2],
        )
    return asked


def id_of(name: str, bank: Bank) -> str:
    """Return the id that is meant: whole, short, or a former one."""
    current = bank.renames.get(name, name)
    try:
        bank.path(current)
    except KeyError:
        return id_named(current, (summary.id for summary in bank.summaries()))
    return current


def by_slug(topics: Sequence[Topic]) -> Mapping[str, Topic]:
    """Return the topics by their slugs."""
    return {topic.slug: topic for topic in topics}
