"""Lines of the log: study days and ids."""

import uuid
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.days import DAY_US, study_day
from qbank.core.review import REVIEW_KINDS, Review, uuid7

MOMENTS = st.integers(min_value=0, max_value=4_000_000_000_000_000)
OFFSETS = st.integers(min_value=-12 * 60, max_value=14 * 60)


def microseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000)


@given(MOMENTS, st.binary(min_size=8, max_size=8))
def test_uuid7_is_one(at: int, random: bytes) -> None:
    """It is a version 7 UUID of RFC 9562 that holds its time in milliseconds."""
    made = uuid.UUID(bytes=uuid7(at, random))

    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == at // 1000


@given(MOMENTS, MOMENTS, st.binary(min_size=8, max_size=8), st.binary(min_size=8, max_size=8))
def test_uuid7_rises_with_time(one: int, other: int, first: bytes, second: bytes) -> None:
    """It sorts by time, to the microsecond."""
    if one < other:
        assert uuid7(one, first) < uuid7(other, second)


@given(MOMENTS, OFFSETS)
def test_a_study_day_is_a_day_of_the_clock(at: int, offset: int) -> None:
    """It is the calendar day by the person's own clock, four hours late."""
    zone = timezone(timedelta(minutes=offset))
    local = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)
    shifted = local.astimezone(zone) - timedelta(hours=4)

    assert study_day(at, offset) == shifted.date().toordinal() - 719163


@given(MOMENTS, OFFSETS)
def test_study_days_follow_each_other(at: int, offset: int) -> None:
    """It goes up by one every 24 hours."""
    assert study_day(at + DAY_US, offset) == study_day(at, offset) + 1


@pytest.mark.parametrize(
    ("hour", "minute", "days"),
    [(3, 59, -1), (4, 0, 0), (23, 0, 0)],
    ids=["before four", "at four", "evening"],
)
def test_the_day_begins_at_four(hour: int, minute: int, days: int) -> None:
    """It counts the small hours to the evening before."""
    beijing = timezone(timedelta(hours=8))
    noon = Review(b"", "d", microseconds(datetime(2026, 11, 21, 12, tzinfo=beijing)), 480, "answer")
    moment = microseconds(datetime(2026, 11, 21, hour, minute, tzinfo=beijing))

    assert study_day(moment, 480) == noon.day + days


def test_kinds() -> None:
    """It knows the twelve kinds of rows that the log may hold."""
    assert len(REVIEW_KINDS) == 12
    assert {"answer", "attempt", "undo"} < set(REVIEW_KINDS)
