"""What an interviewer does next: a pure function of the script and of the replies so far."""

from collections.abc import Mapping, Sequence

from qbank.core.clauses import comparable
from qbank.core.entry import Entry
from qbank.core.grading import grade
from qbank.core.interview import FOLLOW_UPS, Script
from qbank.core.probing import probe
from qbank.core.turns import Reply, Turn, spent

Wordings = Mapping[str, Mapping[str, Sequence[str]]]
_NOTHING = {  # what people type instead of an empty answer
    "",
    "不知道",
    "不清楚",
    "不了解",
    "idk",
    "no idea",
    "i do not know",
    "i don't know",
    "pass",
}


def next_turn(
    script: Script, replies: Sequence[Reply], entries: Mapping[str, Entry], wordings: Wordings | None = None
) -> Turn | None:
    """Return what to ask now; None when the script is done or its time is over.

    A reply that is being given is never cut short: time counts between two questions.

    Args:
        script: What the interview set out to ask.
        replies: All so far, in their order.
        entries: Those of the script and those that their follow-ups name; what is missing is not asked.
        wordings: The person's own ways to say key points, as the grader takes them.
    """
    if is_over(script, replies) or any(reply.turn.step == "code" for reply in replies):
        return None
    if spent(replies) < script.talk and (asked := _question(script, replies, entries, wordings or {})):
        return asked
    return Turn(script.code.id, "code") if script.code and script.code.id in entries else None


def is_over(script: Script, replies: Sequence[Reply]) -> bool:
    """Say whether the time is over."""
    return spent(replies) >= script.seconds


def is_cut_short(script: Script, replies: Sequence[Reply]) -> bool:
    """Say whether the time is over, or that of the questions in words was before all were asked."""
    words = [reply for reply in replies if reply.turn.step != "code"]
    left = set(script.ids) - {reply.turn.main for reply in words}
    return is_over(script, replies) or (bool(left) and spent(words) >= script.talk)


def is_behind(script: Script, replies: Sequence[Reply]) -> bool:
    """Say whether the questions so far have taken more than their share of the time."""
    asked = {reply.turn.main for reply in replies}
    return spent(replies) > sum(item.seconds for item in script.items if item.id in asked)


def position(script: Script, turn: Turn) -> int:
    """Return the number of the main question that a turn belongs to, from 1; the problem comes last."""
    return script.count if turn.step == "code" else script.ids.index(turn.main) + 1


def says_nothing(answer: str | None) -> bool:
    """Say whether an answer is none: passed over, empty, or "I do not know" in as many words."""
    return answer is None or comparable(answer).strip(" .。!！,，") in _NOTHING


def _question(
    script: Script, replies: Sequence[Reply], entries: Mapping[str, Entry], wordings: Wordings
) -> Turn | None:
    """Return the next question that is answered in words."""
    if replies and (following := _follow_up(script, replies, entries, wordings)):
        return following
    asked = {reply.turn.main for reply in replies}
    for id_ in script.ids:
        if id_ not in asked and id_ in entries:
            return Turn(id_, "main", see=id_ if entries[id_].key_points else "")
    return None


def _follow_up(
    script: Script, replies: Sequence[Reply], entries: Mapping[str, Entry], wordings: Wordings
) -> Turn | None:
    """Return what to ask further about the present main question: a probe first, then what leads on."""
    main = replies[-1].turn.main
    entry = entries.get(main)
    thread = [reply for reply in replies if reply.turn.main == main]
    first = thread[0]
    if entry is None or not first.answer or says_nothing(first.answer) or len(thread) > FOLLOW_UPS:
        return None
    graded = grade(first.answer, entry, wordings.get(main))
    if graded and len(thread) == 1 and (back := probe(entry, graded)):
        return back
    return None if is_behind(script, replies) else _deeper(script, replies, entry, entries)


def _deeper(
    script: Script, replies: Sequence[Reply], entry: Entry, entries: Mapping[str, Entry]
) -> Turn | None:
    """Return the first follow-up that was not asked: of those with a rubric, else of those with an answer."""
    asked = {reply.turn.follow_up for reply in replies if reply.turn.main == entry.id}
    taken = {*script.ids, *(reply.turn.see for reply in replies)}
    left = [(index, each) for index, each in enumerate(entry.follow_ups) if index not in asked]
    for index, each in left:
        if each.see in entries and each.see not in taken and entries[each.see].key_points:
            return Turn(entry.id, "deeper", follow_up=index, see=each.see)
    for index, each in left:
        if not each.see:
            return Turn(entry.id, "deeper", follow_up=index)
    return None
