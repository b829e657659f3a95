"""Comparing: kinds and shapes first, then values; the sentence says where."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import qbank.judge

INSIDE = Path(qbank.judge.__file__).parent / "inside"


@pytest.fixture(scope="module")
def compare() -> Iterator[Any]:
    """Import it as the checker does: by path, without qbank."""
    sys.path.insert(0, str(INSIDE))
    try:
        import comparing  # noqa: PLC0415  # late: by path

        yield comparing.compare
    finally:
        sys.path.remove(str(INSIDE))


A = np.array([[1.0, 2.0], [3.0, 4.0]])
SAME = [
    (1.0, 1.0),
    (1, 1.0),
    (np.float64(1), 1.0),
    (np.array(1.0), 1.0),
    (1.0 + 1e-9, 1.0),
    (True, True),
    ("a", "a"),
    (None, None),
    ([1, 2], (1, 2)),
    ((1, [2.0]), [1, (2.0,)]),
    ({"a": A}, {"a": A.copy()}),
    (A, A.copy()),
    (A.astype("int64"), A),
    (A * (1 + 1e-8), A),
    (np.array([np.nan]), np.array([np.nan])),
    (float("inf"), float("inf")),
    (np.int64(3), 3),
    (np.array([1, 2]), np.array([1, 2], dtype="int32")),
    (np.bool_(True), np.bool_(True)),
]
OTHER = [
    (1.001, 1.0, "got 1.001"),
    ("1", 1, "integer"),
    (1.0, 1, "integer"),
    (True, 1, "integer"),
    (1, True, "a bool"),
    (None, 1.0, "real number"),
    (1, None, "None"),
    ("b", "a", "got 'b'"),
    ([1], [1, 2], "length 1"),
    (3, [3], "list"),
    ({"a": 1}, {"b": 1}, "keys"),
    ([("x", 1)], {"x": 1}, "dict"),
    (A.tolist(), A, "array of shape"),
    (A.T, A, "2 of 4 values differ, the first at [0, 1]"),
    (A[:1], A, "shape (1, 2)"),
    (A.ravel(), A, "shape (4,)"),
    (A > 2, A, "dtype bool"),
    (A, A.astype("int64"), "dtype float64"),
    (np.where(A > 3, np.nan, A), A, "[1, 1] is nan"),
    (A.astype("float16") / 3, A / 3, "your dtype is float16"),
    (float("nan"), 1.0, "got nan"),
    (1.0, float("nan"), "nan"),
    ([A, A.T], [A, A], "[1][0, 1]"),
    ({"k": [1, 2]}, {"k": [1, 3]}, "['k'][1]"),
    (np.array([1.0]), 1.0, "real number"),
]


@pytest.mark.parametrize(("got", "want"), SAME)
def test_equal_values_are_equal(compare: Any, got: Any, want: Any) -> None:
    """It finds no difference."""
    assert compare(got, want) is None


@pytest.mark.parametrize(("got", "want", "words"), OTHER)
def test_differences_are_named(compare: Any, got: Any, want: Any, words: str) -> None:
    """It says what is different, and where."""
    found = compare(got, want)

    assert found is not None
    assert words in found.en
    assert found.zh
    assert found.zh != found.en


def test_the_largest_error_is_told(compare: Any) -> None:
    """It tells the largest error, not the first."""
    found = compare(A + np.array([[0.1, 0], [0, 7.0]]), A)

    assert found.place == "[0, 0]"
    assert found.error == pytest.approx(7.0)
    assert (found.expected, found.got) == ("1.0", "1.1")


def test_tolerances_are_those_asked_for(compare: Any) -> None:
    """It takes rtol and atol from the problem."""
    assert compare(A * 1.01, A) is not None
    assert compare(A * 1.01, A, rtol=0.1) is None
    assert compare(A + 1e-3, A * 1.0, rtol=0, atol=1e-2) is None
