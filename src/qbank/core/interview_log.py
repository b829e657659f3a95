"""Interviews as rows of the review log: what is written of each, and what the log says of them all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from qbank.core.handed_in import Judged
from qbank.core.interview import Item, Script
from qbank.core.review import Review
from qbank.core.text import Text
from qbank.core.turns import Reply, Turn

TURN = "turn"  # the key of `data` that makes a row a reply in an interview
Ending = Literal["", "done", "time", "left"]


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview as the log has it.

    Attributes:
        name: What its rows have in common.
        at: When it began, UTC microseconds; `offset` minutes east of it.
        ended: Why it is over: the script is done, the time is; it was left for a new one. "" while it is not.
        hashes: The fingerprints of the entries as they were asked, by id.
    """

    name: str
    at: int
    offset: int
    script: Script
    replies: tuple[Reply, ...] = ()
    ended: Ending = ""
    hashes: Mapping[str, str] = field(default_factory=dict)


def began(script: Script) -> dict[str, Any]:
    """Return the `data` of the row that begins an interview."""
    items = [[item.id, item.seconds] for item in script.items]
    plain: dict[str, Any] = {
        "event": "start",
        "minutes": script.minutes,
        "seed": script.seed,
        "script": items,
    }
    return plain | ({"code": [script.code.id, script.code.seconds]} if script.code else {})


def ended(why: Ending) -> dict[str, Any]:
    """Return the `data` of the row that ends an interview."""
    return {"event": "end", "why": why}


def asked(turn: Turn) -> dict[str, Any]:
    """Return the `data` of a reply: what was asked, without what is as usual."""
    plain = {
        "main": turn.main,
        "step": turn.step,
        "follow_up": turn.follow_up,
        "see": turn.see,
        "part": turn.part.plain(),
        "quote": turn.quote,
        "points": list(turn.points),
    }
    return {TURN: {key: value for key, value in plain.items() if value not in (None, "", {}, [])}}


def handed_in(turn: Turn, ms: int, judged: Judged) -> dict[str, Any]:
    """Return the `data` of a program that was handed in, beside what every judging keeps.

    Args:
        turn: The coding problem.
        ms: How long it took; the row itself tells how long the judge did.
        judged: What the judge said.
    """
    plain = asked(turn)
    return {TURN: {**plain[TURN], "ms": ms}, **judged.plain()}


def is_reply(row: Review) -> bool:
    """Say whether a row is a reply in an interview."""
    return TURN in row.data


def interviews(rows: Iterable[Review], renames: Mapping[str, str] | None = None) -> list[Interview]:
    """Return the interviews of the log in the order in which they began.

    Args:
        rows: Those that count, in their order.
        renames: Former ids of entries with those of today.
    """
    found: dict[str, Interview] = {}
    for row in rows:
        name = str(row.data.get("session", ""))
        if row.kind == "mock" and row.data.get("event") == "start":
            found.setdefault(name, _started(name, row, renames or {}))
        elif name in found:
            found[name] = _continued(found[name], row, renames or {})
    return list(found.values())


def unfinished(found: Sequence[Interview]) -> Interview | None:
    """Return the last interview where it is not over, else None."""
    return found[-1] if found and not found[-1].ended else None


def _started(name: str, row: Review, renames: Mapping[str, str]) -> Interview:
    def item(id_: str, seconds: float) -> Item:
        return Item(renames.get(id_, id_), float(seconds))

    items = tuple(item(*each) for each in row.data["script"])
    code = item(*row.data["code"]) if "code" in row.data else None
    script = Script(int(row.data["minutes"]), int(row.data["seed"]), items, code)
    return Interview(name, row.at, row.offset, script)


def _continued(one: Interview, row: Review, renames: Mapping[str, str]) -> Interview:
    """Return an interview with one more row; a turn that two terminals took counts once."""
    if row.kind == "mock" and row.data.get("event") == "end":
        return replace(one, ended=row.data["why"])
    if not is_reply(row):
        return one
    turn = _turn(row.data[TURN], renames)
    places = {(each.turn.main, each.turn.step, each.turn.follow_up) for each in one.replies}
    if (turn.main, turn.step, turn.follow_up) in places:
        return one
    ms = int(row.data[TURN].get("ms", row.ms or 0))
    reply = Reply(turn, None if row.kind == "mock" else row.answer or "", ms, Judged.of(row.data))
    hashes = {**one.hashes, row.item: row.item_hash} if row.item and row.item_hash else one.hashes
    return replace(one, replies=(*one.replies, reply), hashes=hashes)


def _turn(plain: Mapping[str, Any], renames: Mapping[str, str]) -> Turn:
    see = plain.get("see", "")
    return Turn(
        main=renames.get(plain["main"], plain["main"]),
        step=plain["step"],
        follow_up=plain.get("follow_up"),
        see=renames.get(see, see),
        part=Text.of(plain.get("part", {})),
        quote=plain.get("quote", ""),
        points=tuple(plain.get("points", ())),
    )
