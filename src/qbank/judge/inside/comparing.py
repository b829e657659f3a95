"""What `cases.py` of a problem is written with: cases, differences, and the comparison of values.

Runs in the interpreter that judges, which need not have qbank. It has no import but the standard library, and
none that NumPy has not made already; NumPy is looked up once a problem has imported it.
"""

import math
import numbers
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

RTOL, ATOL = 1e-6, 1e-8
SHOWN = 1200  # characters of a value in a message


class Case(NamedTuple):
    """One call of the solution.

    Attributes:
        zh: What the case is about; likewise `en`, which is also its name.
        args: The keyword arguments.
        call: The function to call; "" for the problem's `ENTRY`.
        trained: Whether it trains a model: run after the exact cases, and no part of the diagnosis.
    """

    zh: str
    en: str
    args: Mapping[str, Any]
    call: str = ""
    trained: bool = False


class Difference(NamedTuple):
    """Why a result is not accepted, in both languages; the rest is there when one value is to blame.

    Attributes:
        place: Where the first difference is, e.g. `[0][2, 1]`.
        error: The largest absolute error over the whole array, or None.
    """

    zh: str
    en: str
    place: str = ""
    expected: str = ""
    got: str = ""
    error: float | None = None


def case(zh: str, en: str, /, call: str = "", *, trained: bool = False, **args: Any) -> Case:
    """Make a case from its arguments."""
    return Case(zh, en, args, call, trained)


def compare(
    got: Any, want: Any, *, rtol: float = RTOL, atol: float = ATOL, at: str = ""
) -> Difference | None:
    """Return the first difference between a result and what was expected: kinds and shapes, then values.

    A tuple may be returned as a list and the other way round; a NumPy number for a number; an array for
    an array only. Where a real number is expected an integer will do, not the other way round.

    Args:
        got: What the solution returned.
        want: What the oracle says.
        rtol: The tolerated relative error of real numbers, as in `numpy.isclose`.
        atol: The tolerated absolute error, which is added to it.
        at: Where in the whole result this is.
    """
    if want is None or isinstance(want, (str, bytes, bool)):
        return None if type(got) is type(want) and got == want else _other(got, want, at, _kind(want))
    if isinstance(want, Mapping):
        return _compare_mappings(got, want, rtol, atol, at)
    if isinstance(want, (list, tuple)):
        return _compare_sequences(got, want, rtol, atol, at)
    np = sys.modules.get("numpy")
    if np is not None and isinstance(want, np.ndarray) and want.ndim:
        return _compare_arrays(np, got, want, rtol, atol, at)
    return _compare_numbers(np, got, want, rtol, atol, at)


def _compare_mappings(
    got: Any, want: Mapping[Any, Any], rtol: float, atol: float, at: str
) -> Difference | None:
    if not isinstance(got, Mapping):
        return _other(got, want, at, ("字典", "a dict"))
    if set(got) != set(want):
        names = sorted(map(str, want))
        return Difference(
            f"字典的键不同：应为 {names}",
            f"the keys differ: expected {names}",
            at,
            str(names),
            str(sorted(map(str, got))),
        )
    for key, value in want.items():
        found = compare(got[key], value, rtol=rtol, atol=atol, at=f"{at}[{key!r}]")
        if found:
            return found
    return None


def _compare_sequences(got: Any, want: Any, rtol: float, atol: float, at: str) -> Difference | None:
    if not isinstance(got, (list, tuple)):
        return _other(got, want, at, ("列表或元组", "a list or tuple"))
    for index, (mine, theirs) in enumerate(zip(got, want, strict=False)):
        found = compare(mine, theirs, rtol=rtol, atol=atol, at=f"{at}[{index}]")
        if found:
            return found
    if len(got) != len(want):
        return Difference(
            f"长度为 {len(got)}，应为 {len(want)}",
            f"length {len(got)}, expected {len(want)}",
            at,
            brief(want),
            brief(got),
        )
    return None


def _compare_arrays(np: Any, got: Any, want: Any, rtol: float, atol: float, at: str) -> Difference | None:
    if not isinstance(got, (np.ndarray, np.generic)):
        return _other(got, want, at, (f"形状为 {want.shape} 的数组", f"an array of shape {want.shape}"))
    if got.shape != want.shape:
        return Difference(
            f"形状为 {got.shape}，应为 {want.shape}",
            f"shape {got.shape}, expected {want.shape}",
            at, brief(want), brief(got),
        )  # fmt: skip
    if not _kind_fits(got.dtype.kind, want.dtype.kind):
        return Difference(
            f"dtype 为 {got.dtype}，应为 {want.dtype}",
            f"dtype {got.dtype}, expected {want.dtype}",
            at, brief(want), brief(got),
        )  # fmt: skip
    if want.dtype.kind in "fc":
        same = np.isclose(got, want, rtol=rtol, atol=atol, equal_nan=True)
    else:
        same = got == want
    if same.all():
        return None
    return _first_of(np, got, want, same, at)


def _first_of(np: Any, got: Any, want: Any, same: Any, at: str) -> Difference:
    """Return the difference at the first index where `same` is false."""
    index = tuple(int(part) for part in np.argwhere(~same)[0])
    place = f"{at}[{', '.join(map(str, index))}]"
    wrong, size = int((~same).sum()), int(same.size)
    error = None
    if want.dtype.kind in "fciu" and got.dtype.kind in "fciu":
        with np.errstate(all="ignore"):
            finite = np.abs(got.astype(complex) - want.astype(complex))
        error = float(np.nanmax(finite)) if np.isfinite(finite).any() else None
    if got.dtype.kind in "fc" and not np.isfinite(got[index]) and np.isfinite(want[index]):
        zh, en = f"{place} 是 {got[index]}", f"{place} is {got[index]}"
    else:
        zh = f"{size} 个值里有 {wrong} 个不同，第一个在 {place}"
        en = f"{wrong} of {size} values differ, the first at {place}"
    if got.dtype.kind == "f" and got.dtype.itemsize < 8 == want.dtype.itemsize:
        zh, en = f"{zh}（你的 dtype 是 {got.dtype}）", f"{en} (your dtype is {got.dtype})"
    return Difference(zh, en, place, str(want[index]), str(got[index]), error)


def _compare_numbers(np: Any, got: Any, want: Any, rtol: float, atol: float, at: str) -> Difference | None:
    mine, theirs = _plain_number(np, got), _plain_number(np, want)
    if mine is None:
        return _other(got, want, at, _kind(theirs))
    if isinstance(theirs, bool) != isinstance(mine, bool):
        return _other(got, want, at, _kind(theirs))
    if isinstance(theirs, int) and not isinstance(mine, int):
        return _other(got, want, at, _kind(theirs))
    if isinstance(theirs, int):
        same = mine == theirs
    elif math.isnan(theirs):
        same = isinstance(mine, float) and math.isnan(mine)
    elif math.isinf(theirs) or (isinstance(mine, float) and not math.isfinite(mine)):
        same = mine == theirs
    else:
        same = abs(mine - theirs) <= atol + rtol * abs(theirs)
    if same:
        return None
    error = abs(mine - theirs) if math.isfinite(mine) and math.isfinite(theirs) else None
    where = f" ({at})" if at else ""
    return Difference(
        f"得到 {mine}，应为 {theirs}{where}",
        f"got {mine}, expected {theirs}{where}",
        at,
        str(theirs),
        str(mine),
        error,
    )


def _plain_number(np: Any, value: Any) -> Any:
    """Return a Python number for a number, a NumPy number or an array of no dimension; None for all else."""
    if np is not None and isinstance(value, (np.ndarray, np.generic)):
        if value.ndim or value.dtype.kind not in "fiub":
            return None
        return value.item()
    if isinstance(value, (bool, numbers.Real)):
        return value
    return None


def _kind_fits(got: str, want: str) -> bool:
    if want == "f":
        return got in "fiu"
    if want == "c":
        return got in "cfiu"
    return got in "iu" if want in "iu" else got == want


def _kind(want: Any) -> tuple[str, str]:
    """Name the kind of an expected value, in both languages."""
    if want is None:
        return "None", "None"
    names: Mapping[type, tuple[str, str]] = {
        str: ("字符串", "a string"),
        bytes: ("字节串", "bytes"),
        bool: ("布尔值", "a bool"),
        int: ("整数", "an integer"),
    }
    return names.get(type(want), ("实数", "a real number"))


def _other(got: Any, want: Any, at: str, kind: tuple[str, str]) -> Difference:
    """Return that the result is of another kind, or another value of a kind without order."""
    where = (f"{at} 处", f" at {at}") if at else ("", "")
    if type(got) is type(want):
        zh, en = (
            f"{where[0]}得到 {brief(got)}，应为 {brief(want)}",
            f"got {brief(got)}, expected {brief(want)}{where[1]}",
        )
    else:
        name = type(got).__name__
        zh, en = f"{where[0]}应为{kind[0]}，得到 {name}", f"expected {kind[1]}{where[1]}, got {name}"
    return Difference(zh, en, at, brief(want), brief(got))


def brief(value: Any) -> str:
    """Return a value as text, its middle left out where it is long."""
    np = sys.modules.get("numpy")
    if np is not None and isinstance(value, np.ndarray):
        text = np.array2string(value, precision=6, threshold=40, edgeitems=3)
    else:
        text = repr(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN // 2]} … {text[-SHOWN // 2 :]}"
