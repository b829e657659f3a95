"""Which questions come next, and what a session adds up to."""

from hypothesis import given
from hypothesis import strategies as st

from qbank.core.question import Summary
from qbank.core.review import Memory, Rating, Review
from qbank.core.session import Limits, Score, Session, last_score, plan
from qbank.core.text import Text

TODAY = 100
IDS = st.lists(st.sampled_from([f"t/{n}" for n in range(20)]), unique=True)


def summary(id_: str, difficulty: int = 3) -> Summary:
    return Summary(id_, "t", "concept", difficulty, (), "checked", Text("？"), "")


def memory(due: int) -> Memory:
    return Memory(3.0, 5.0, due - 3, due, 1, 0)


@st.composite
def banks(draw: st.DrawFn) -> tuple[list[Summary], dict[str, Memory], dict[str, float]]:
    """Return entries, what is remembered of some, and the chance to recall them."""
    entries = [summary(id_, draw(st.integers(1, 5))) for id_ in draw(IDS)]
    seen = [entry.id for entry in entries if draw(st.booleans())]
    memories = {id_: memory(draw(st.integers(TODAY - 5, TODAY + 5))) for id_ in seen}
    return entries, memories, {id_: draw(st.floats(0, 1)) for id_ in seen}


@given(banks(), st.integers(0, 12), st.integers(0, 6), st.integers())
def test_there_is_always_something_to_do(bank, questions: int, new: int, seed: int) -> None:
    """It is empty only when no entry is meant, whatever the limits; and never longer than they say."""
    entries, memories, recall = bank
    session = plan(entries, memories, recall, TODAY, Limits(questions, new), seed)

    assert bool(session.todo) is bool(entries)
    assert len(session.todo) <= max(1, questions)
    assert len(set(session.todo)) == len(session.todo) == session.planned


@given(banks(), st.integers(1, 12), st.integers(0, 6), st.integers())
def test_due_first_then_new(bank, questions: int, new: int, seed: int) -> None:
    """It asks what is due by lowest recall, then new ones by difficulty; ahead only when neither is there."""
    entries, memories, recall = bank
    session = plan(entries, memories, recall, TODAY, Limits(questions, new), seed)
    due = [id_ for id_ in session.todo if id_ in memories and memories[id_].due_day <= TODAY]
    fresh = [id_ for id_ in session.todo if id_ not in memories]
    hard = {entry.id: entry.difficulty for entry in entries}

    if session.ahead:
        assert not due
        assert not fresh
        assert [recall[id_] for id_ in session.todo] == sorted(recall[id_] for id_ in session.todo)
    else:
        assert list(session.todo) == due + fresh
        assert [recall[id_] for id_ in due] == sorted(recall[id_] for id_ in due)
        assert [hard[id_] for id_ in fresh] == sorted(hard[id_] for id_ in fresh)


@given(banks(), st.integers(), st.randoms())
def test_the_order_of_the_bank_does_not_count(bank, seed: int, random) -> None:
    """It chooses the same with the same seed, however the entries came."""
    entries, memories, recall = bank
    mixed = list(entries)
    random.shuffle(mixed)

    assert plan(mixed, memories, recall, TODAY, Limits(), seed) == plan(
        entries, memories, recall, TODAY, Limits(), seed
    )


def test_new_ones_even_when_none_are_allowed() -> None:
    """It asks a new question rather than nothing."""
    assert plan([summary("t/a")], {}, {}, TODAY, Limits(10, 0), 1).todo == ("t/a",)


def test_again_comes_back() -> None:
    """It asks a question rated Again once more at the end, and counts its first answer."""
    session = Session(("a", "b"), 2)
    positions = [session.position]
    session = session.answered(Rating.AGAIN, 0.25)
    positions.append(session.position)
    session = session.answered(Rating.GOOD, 1.0)
    positions.append(session.position)

    assert session.next == "a"
    assert positions == [1, 2, 2]
    session = session.answered(Rating.GOOD, 1.0)
    assert session.next is None
    assert session.score == Score(1.25, 2)
    assert session.answers == (("a", Rating.AGAIN), ("b", Rating.GOOD), ("a", Rating.GOOD))


def test_skipping_and_not_grading() -> None:
    """It passes over a question, and has no score where nothing was graded."""
    session = Session(("a", "b"), 2).skipped_one().answered(None)

    assert (session.next, session.skipped, session.score) == (None, ("a",), None)


def row(session: str | None, item: str | None, score: float | None, at: int) -> Review:
    data = {"session": session} if session else {}
    return Review(at.to_bytes(16, "big"), "d", at, 0, "answer", item=item, score=score, data=data)


def test_last_time() -> None:
    """It finds the latest graded session before this one, each question's first score."""
    log = [
        row("one", "a", 0.2, 1),
        row("two", "a", 0.5, 2),
        row("two", "a", 1.0, 3),
        row("two", "b", 0.5, 4),
        row(None, "b", 1.0, 5),
        row("three", "b", None, 6),
        row("four", "b", 1.0, 7),
    ]

    assert last_score(log, "four") == Score(1.0, 2)
    assert last_score(log[:1], "one") is None


@given(banks(), st.integers(1, 12), st.integers(0, 6), st.integers(), st.data())
def test_what_is_due_by_relation(bank, questions: int, new: int, seed: int, data) -> None:
    """It counts what is due by relation as due: among what was seen, or after it; never as new or twice."""
    entries, memories, recall = bank
    related = {entry.id for entry in entries if data.draw(st.booleans())}
    session = plan(entries, memories, recall, TODAY, Limits(questions, new), seed, related=related)
    due = {id_ for id_ in memories if id_ in related or memories[id_].due_day <= TODAY}
    unseen = related - set(memories)

    assert len(set(session.todo)) == len(session.todo) <= questions
    assert set(session.todo[: len(due)]) <= due or not due
    assert set(session.todo[: len(due) + len(unseen)]) <= due | unseen or not due | unseen
    assert not (session.ahead and (due or unseen))
