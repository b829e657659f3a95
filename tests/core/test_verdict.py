"""The verdict of a judging from the statuses of its cases."""

import pytest

from qbank.core.verdict import Status, decide


@pytest.mark.parametrize(
    ("statuses", "verdict"),
    [
        (["accepted", "accepted"], "accepted"),
        (["accepted", "wrong_answer", "runtime_error"], "wrong_answer"),
        (["time_limit", "not_run", "not_run"], "time_limit"),
        (["not_implemented", "not_implemented"], "not_implemented"),
    ],
)
def test_what_happened_first_decides(statuses: list[Status], verdict: str) -> None:
    """It is accepted when every case is, else what happened first."""
    assert decide(statuses) == verdict


@pytest.mark.parametrize("statuses", [[], ["not_run"], ["not_run", "accepted"]])
def test_no_case_is_no_verdict(statuses: list[Status]) -> None:
    """It refuses to accept what was never run."""
    with pytest.raises(ValueError, match="no case"):
        decide(statuses)
