"""Small entries to be asked in an interview, and a Hypothesis strategy for whole interviews."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from qbank.core.entry import Entry
from qbank.core.handed_in import Failed, Judged
from qbank.core.interview import Item, Script
from qbank.core.interviewing import next_turn
from qbank.core.text import Text
from qbank.core.turns import Reply

ALL = "颜色看品种。形状看光照。还有樱桃。"
ANSWERS = ("", "看品种。", "看光照。", ALL, "没有品种。", "完全无关的话。", "I do not know")


def entry(id_: str, *, follow_ups: Sequence[Mapping[str, Any]] = (), **more: Any) -> Entry:
    """Return an entry with three points; the first two belong to the two parts of its question."""
    plain = {
        "id": id_,
        "kind": "concept",
        "topic": id_.partition("/")[0],
        "question": {
            "zh": "苹果的颜色看什么？香蕉的形状看什么？",
            "en": "What gives an apple its colour? What gives a banana its bend?",
        },
        "short": {"zh": "看品种；看光照。", "en": "Its variety; sunlight."},
        "answer": {"zh": "看品种；看光照；还有樱桃。", "en": "Its variety; sunlight; cherries."},
        "key_points": [
            _point("apple", "苹果的颜色看品种", [["品种", "variety"]], weight=2),
            _point("banana", "香蕉的形状看光照", [["光照", "sunlight"]]),
            _point("cherry", "樱桃很小", [["樱桃", "cherr*"]], must=False),
        ],
        "mistakes": [
            {"zh": "品种是石头变成的", "en": "", "why": {"zh": "它是水果。"}, "point": "apple"},
        ],
        "follow_ups": list(follow_ups),
        **more,
    }
    return Entry.of(plain, state="checked", hash_="h")


def text(question: str, answer: str) -> Mapping[str, Any]:
    """Return a follow-up with a text for its answer."""
    return {"q": {"zh": question}, "a": {"zh": answer}}


def see(question: str, id_: str) -> Mapping[str, Any]:
    """Return a follow-up that another entry answers."""
    return {"q": {"zh": question}, "see": id_}


def _point(id_: str, zh: str, match: list[list[str]], **more: Any) -> Mapping[str, Any]:
    return {"id": id_, "must": True, "zh": zh, "en": "", "match": match, **more}


FOLLOWED = entry(
    "f/followed",
    follow_ups=[
        text("为什么有红有绿？", "因为品种不同。"),
        see("别的呢？", "g/other"),
        text("颜色？", "各不相同。"),
    ],
)
OTHER, PLAIN, LAST = entry("g/other"), entry("g/plain"), entry("h/last", follow_ups=[see("？", "h/none")])
DRAFT = entry("i/draft", key_points=[], follow_ups=[text("为什么？", "因为。")])
PROBLEM = entry("j/problem", kind="coding", key_points=[])
ENTRIES = {each.id: each for each in (FOLLOWED, OTHER, PLAIN, LAST, DRAFT, PROBLEM)}
CODE = Item(PROBLEM.id, 600.0)
VERDICTS = (
    Judged("accepted", 8, 8, 5),
    Judged("judge_error", why=Text("没有 numpy", "no numpy")),
    Judged("runtime_error", 0, 8, why=Text("SyntaxError", "SyntaxError"), alike=(Text("甲", "A"),)),
    Judged(
        "wrong_answer",
        3,
        8,
        7,
        Failed(2, Text("掩码", "mask"), "wrong_answer", Text("不同", "differs"), "", "[0]", "1", "2"),
    ),
)
ASKED = (FOLLOWED.id, PLAIN.id, LAST.id, DRAFT.id)


def scripted(*ids: str, minutes: int = 20, code: Item | None = None) -> Script:
    """Return a script of these questions, 150 seconds each."""
    return Script(minutes, 1, tuple(Item(id_, 150.0) for id_ in ids), code)


@st.composite
def held(draw: st.DrawFn) -> tuple[Script, list[Reply]]:
    """Return a script and the replies of an interview that was held to its end, with a problem or without."""
    minutes, code = draw(st.integers(1, 20)), draw(st.sampled_from((None, CODE)))
    script = scripted(*draw(st.permutations(ASKED)), minutes=minutes + 10 * bool(code), code=code)
    replies: list[Reply] = []
    while (turn := next_turn(script, replies, ENTRIES)) is not None:
        answer = draw(st.one_of(st.none(), st.sampled_from(ANSWERS)))
        judged = draw(st.sampled_from(VERDICTS)) if turn.step == "code" and answer is not None else None
        replies.append(Reply(turn, answer, draw(st.integers(0, 300_000)), judged))
    return script, replies
