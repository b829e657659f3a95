"""The codec: plain values come back as they went, and no bytes do more than be refused."""

import contextlib
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.judge.inside import codec

NUMBERS = st.integers() | st.floats(allow_nan=False) | st.booleans() | st.none()
PLAIN = st.recursive(
    NUMBERS | st.text() | st.binary(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner, max_size=3)
    ),
    max_leaves=12,
)


def there_and_back(value: Any) -> Any:
    return codec.decode(codec.encode(value)[codec.HEAD.size :])


@given(PLAIN)
def test_plain_values_come_back(value: Any) -> None:
    """It returns the same value of the same types."""
    again = there_and_back(value)

    assert again == value
    assert repr(again) == repr(value)


@pytest.mark.parametrize("dtype", sorted(codec.DTYPES))
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 4), (2, 3, 4)])
def test_arrays_come_back(dtype: str, shape: tuple[int, ...]) -> None:
    """It keeps dtype, shape and every bit."""
    array = np.arange(math.prod(shape), dtype="int64").reshape(shape).astype(dtype)

    again = there_and_back(array)

    assert again.dtype == array.dtype
    assert again.shape == array.shape
    assert np.array_equal(again, array)


def test_views_and_strides_come_back() -> None:
    """It sends what an array shows, not the memory behind it."""
    array = np.arange(24.0).reshape(4, 6)[::-2, 1::2].T

    assert np.array_equal(there_and_back(array), array)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, -0.0, 5e-324])
def test_strange_floats_come_back(value: float) -> None:
    """It keeps every float, NaN and the sign of zero too."""
    again = there_and_back(value)

    assert math.isnan(again) if math.isnan(value) else again == value
    assert math.copysign(1, again) == math.copysign(1, value)


@pytest.mark.parametrize(
    "value", [{1, 2}, object(), lambda: 1, 1j, np.array(["a"]), np.array([None]), range(3)]
)
def test_what_is_not_plain_is_refused(value: Any) -> None:
    """It names the type that a solution cannot return."""
    with pytest.raises(TypeError, match="cannot"):
        codec.encode(value)


def test_a_value_that_holds_itself_is_refused() -> None:
    """It ends with a value that has no end."""
    value: list[Any] = []
    value.append(value)

    with pytest.raises(TypeError, match="nested"):
        codec.encode(value)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_value_or_refused(body: bytes) -> None:
    """It raises ValueError and nothing else for bytes that are no frame."""
    with contextlib.suppress(ValueError):
        codec.decode(body)


@given(PLAIN, st.data())
def test_a_damaged_frame_is_a_value_or_refused(value: Any, data: st.DataObject) -> None:
    """It does so for a frame with one byte changed, too."""
    body = bytearray(codec.encode([value, np.arange(3)])[codec.HEAD.size :])
    place = data.draw(st.integers(0, len(body) - 1))
    body[place] = data.draw(st.integers(0, 255))

    with contextlib.suppress(ValueError):
        codec.decode(bytes(body))


@pytest.mark.parametrize(
    "header",
    [
        b'{"a":[0,"object",[1]]}',
        b'{"a":[0,"float64",[-1,2]]}',
        b'{"a":[9,"int8",[1]]}',
        b'{"x":1}',
        b'{"i":"z"}',
        b'{"f":[]}',
        b'{"d":[[{"l":[]},null]]}',
        b"[" * 5000,
        b'{"a":[0,"int8",[99999999999,99999999999]]}',
        b'{"b":-9}',
    ],
)
def test_hostile_headers_are_refused(header: bytes) -> None:
    """It refuses what no honest worker sends."""
    body = codec.PREFIX.pack(len(header), 1) + header + codec.HEAD.pack(8) + bytes(8)

    with pytest.raises(ValueError):
        codec.decode(body)
