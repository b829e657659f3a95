"""Rules of what an entry points at: entries, problems, planned subjects, topics, seeds and errata."""

from collections.abc import Iterator

from qbank.bank.rules.context import Context
from qbank.bank.rules.entry_file import EntryFile, Fault, Place
from qbank.errors import Message


def related(file: EntryFile, context: Context) -> Iterator[Fault]:
    """Demand that `related` and `see` name another entry, a problem or a planned subject."""
    named: list[tuple[Place, str]] = [
        (("related", index), id_) for index, id_ in enumerate(file.entry.related)
    ]
    named += [
        (("follow_ups", index, "see"), item.see)
        for index, item in enumerate(file.entry.follow_ups)
        if item.see
    ]
    for place, id_ in named:
        if id_ == file.entry.id:
            yield Fault(place, Message("the entry names itself"))
        elif id_ not in context.known_ids:
            message = Message("{id} is no entry, problem or planned subject", {"id": id_})
            yield Fault(place, message)


def covers(file: EntryFile, context: Context) -> Iterator[Fault]:
    """Demand that `covers` names planned subjects."""
    for index, id_ in enumerate(file.entry.covers):
        if id_ not in context.subjects:
            yield Fault(("covers", index), Message("{id} is no planned subject of topics.yaml", {"id": id_}))


def topic(file: EntryFile, context: Context) -> Iterator[Fault]:
    """Demand a topic that topics.yaml knows."""
    if context.topics and file.entry.topic not in {topic.slug for topic in context.topics}:
        yield Fault(("topic",), Message("topics.yaml has no topic {topic}", {"topic": file.entry.topic}))


def former_ids(file: EntryFile, context: Context) -> Iterator[Fault]:
    """Demand that an old id is not in use again: histories would run together."""
    for index, id_ in enumerate(file.entry.former_ids):
        others = [other.entry for other in context.files.values() if other.entry.id != file.entry.id]
        if id_ in context.files or any(id_ in other.former_ids for other in others):
            yield Fault(("former_ids", index), Message("the old id {id} is in use elsewhere", {"id": id_}))


def fixes(file: EntryFile, context: Context) -> Iterator[Fault]:
    """Demand that `fixes` names known errata, of seed items that the entry answers."""
    for index, mistake in enumerate(file.entry.mistakes):
        for number, id_ in enumerate(mistake.fixes):
            place = ("mistakes", index, "fixes", number)
            erratum = context.errata.get(id_)
            if erratum is None:
                yield Fault(place, Message("there is no erratum {id}", {"id": id_}))
            elif erratum.seeds and not set(erratum.seeds) & set(file.entry.seeds):
                values = {"id": id_, "seeds": ", ".join(erratum.seeds)}
                yield Fault(place, Message("{id} is about {seeds}, none of which is among the seeds", values))
