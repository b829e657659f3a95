"""Rules of the rubric: enough key points, each with its source and with alternatives that can be trusted."""

from collections.abc import Iterator

from qbank.bank.rules.entry_file import EntryFile, Fault
from qbank.core.text import is_cjk
from qbank.errors import Message

LEAST_MUST = 3


def must_points(file: EntryFile) -> Iterator[Fault]:
    """Demand at least three points that a good answer must say."""
    found = sum(point.must for point in file.entry.key_points)
    if file.entry.key_points and found < LEAST_MUST:
        values = {"count": found, "least": LEAST_MUST}
        yield Fault(
            ("key_points",), Message("{count} key points are `must`; at least {least} are asked for", values)
        )


def matchable(file: EntryFile) -> Iterator[Fault]:
    """Demand that every key point can be met."""
    for index, point in enumerate(file.entry.key_points):
        if not point.match:
            yield Fault(
                ("key_points", index), Message("the key point {point} has no match", {"point": point.id})
            )


def supported(file: EntryFile) -> Iterator[Fault]:
    """Demand a source for every point that a good answer must say."""
    named = {point for reference in file.entry.refs for point in reference.supports}
    for index, point in enumerate(file.entry.key_points):
        if point.must and file.entry.refs and point.id not in named:
            message = Message("no reference supports the key point {point}", {"point": point.id})
            yield Fault(("key_points", index), message)


def points_resolve(file: EntryFile) -> Iterator[Fault]:
    """Demand that `supports` and `point` name key points of the entry."""
    known = {point.id for point in file.entry.key_points}
    for index, reference in enumerate(file.entry.refs):
        for number, name in enumerate(reference.supports):
            if name not in known:
                yield Fault(("refs", index, "supports", number), _unknown(name))
    for index, mistake in enumerate(file.entry.mistakes):
        if mistake.point and mistake.point not in known:
            yield Fault(("mistakes", index, "point"), _unknown(mistake.point))


def _unknown(name: str) -> Message:
    return Message("no key point has the id {name}", {"name": name})


def single_characters(file: EntryFile) -> Iterator[Fault]:
    """Demand a second group where an alternative is a single Chinese character or digit."""
    for index, point in enumerate(file.entry.key_points):
        if len(point.match) >= 2:
            continue
        for number, group in enumerate(point.match):
            for position, text in enumerate(group):
                if len(text.strip()) == 1 and (is_cjk(text.strip()) or text.strip().isdigit()):
                    message = Message(
                        "the single character {text} may stand only in a point of two groups or more",
                        {"text": text},
                    )
                    yield Fault(("key_points", index, "match", number, position), message)


def stars(file: EntryFile) -> Iterator[Fault]:
    """Demand that a star stands only at the end of a Latin word: alternatives are plain text."""
    for index, point in enumerate(file.entry.key_points):
        for field, groups in (("match", point.match), ("not", point.excludes)):
            for number, group in enumerate(groups):
                for position, text in enumerate(group):
                    body = text.rstrip("*")
                    if "*" in body or len(text) - len(body) > 1 or (text != body and not body[-1:].isascii()):
                        place = ("key_points", index, field, number, position)
                        yield Fault(place, Message("a * may only end a Latin word: {text}", {"text": text}))
