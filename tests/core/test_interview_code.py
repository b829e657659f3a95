"""The coding problem of a mock interview."""

from hypothesis import given
from hypothesis import strategies as st

from qbank.core.interview import Candidate, Script, script
from qbank.core.interview_code import SHORTEST, share, with_problem
from qbank.core.question import Summary
from qbank.core.text import Text
from tests.core.interviews import scripted

WORDS = [Candidate(f"w/{n}", "w", "concept", n % 5 + 1, 2) for n in range(60)]


@st.composite
def problems(draw: st.DrawFn) -> list[Summary]:
    """Return problems with different ids, at least one."""
    ids = draw(
        st.lists(st.from_regex(r"[a-d]/[a-z]{1,3}", fullmatch=True), unique=True, min_size=1, max_size=9)
    )
    return [Summary(id_, id_[0], "coding", 3, (), "checked", Text(id_, id_), "h") for id_ in ids]


def made(pool: list[Summary], minutes: int, seed: int, **more: object) -> Script:
    return with_problem(script(WORDS, minutes - share(minutes), seed), pool, minutes, **more)  # type: ignore[arg-type]


@given(st.integers(SHORTEST, 240))
def test_the_time(minutes: int) -> None:
    """It keeps two fifths of the time for the problem, ten minutes at least, and leaves some for words."""
    assert share(minutes) >= 10
    assert minutes - share(minutes) >= 5
    assert abs(share(minutes) - 0.4 * minutes) <= 0.5 or share(minutes) == 10


@given(problems(), st.integers(SHORTEST, 120), st.integers())
def test_it_fits_the_minutes(pool, minutes: int, seed: int) -> None:
    """It ends with one of the problems, and all of it fits the minutes."""
    found = made(pool, minutes, seed)

    assert found.code is not None
    assert found.code.id in {one.id for one in pool}
    assert sum(item.seconds for item in found.items) <= found.talk == 60 * minutes - found.code.seconds
    assert (found.minutes, found.seed) == (minutes, seed)
    assert found.items == script(WORDS, minutes - share(minutes), seed).items


@given(problems(), st.integers(), st.randoms())
def test_the_same_seed_gives_the_same_problem(pool, seed: int, random) -> None:
    """It depends on the seed, and not on the order of the bank."""
    mixed = list(pool)
    random.shuffle(mixed)

    assert made(mixed, 30, seed) == made(pool, 30, seed)


@given(problems(), st.integers(), st.data())
def test_what_is_avoided(pool, seed: int, data) -> None:
    """It draws what was solved, was asked lately, or matters not, only where there is nothing else."""
    ids = st.sets(st.sampled_from([one.id for one in pool]))
    passed, recent = data.draw(ids), data.draw(ids)
    weights = data.draw(st.dictionaries(st.sampled_from("abcd"), st.sampled_from([0.0, 0.5, 3.0])))
    drawn = made(pool, 30, seed, weights=weights, passed=passed, recent=recent).code
    matters = [one.id for one in pool if weights.get(one.topic, 1.0) > 0] or [one.id for one in pool]

    assert drawn is not None
    assert drawn.id in matters
    assert drawn.id not in passed or set(matters) <= passed
    alike = {id_ for id_ in matters if (id_ in passed) == (drawn.id in passed)}
    assert drawn.id not in recent or alike <= recent


def test_weights_decide() -> None:
    """It comes to a weighty topic more often."""
    pool = [Summary(f"{topic}/x", topic, "coding", 3, (), "checked", Text(), "h") for topic in "ab"]
    drawn = [made(pool, 30, seed, weights={"a": 4.0, "b": 0.5}).code for seed in range(60)]

    assert sum(one is not None and one.id == "a/x" for one in drawn) > 40


def test_without_a_problem() -> None:
    """It is a script as ever: all of the time is for words."""
    plain = scripted("a/b")

    assert (plain.code, plain.count, plain.talk) == (None, 1, 1200.0)
