"""Study days: they begin at 04:00 by the person's clock, so that a late evening still counts as today."""

DAY_US = 86_400_000_000
ROLLOVER_US = 4 * 3_600_000_000


def study_day(at: int, offset: int) -> int:
    """Return the number of the study day: days since 1970-01-01 by the person's clock, from 04:00 to 04:00.

    Args:
        at: UTC microseconds.
        offset: Minutes east of UTC.
    """
    return (at + offset * 60_000_000 - ROLLOVER_US) // DAY_US
