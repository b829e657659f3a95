"""Compute the arithmetic of an entry's numbers: no names but the listed ones, no huge results."""

import ast
import math
import operator
import warnings
from collections.abc import Callable, Mapping

from qbank.errors import QbankError

Number = int | float

LONGEST = 300  # characters of an expression
DEEPEST = 60  # levels of an expression
MOST_BITS = 4096  # of a whole number; about 1233 digits
_MOST_FACTORIAL = 500
_MOST_COMB = 4000
_MOST_DIGITS = 20


class ExpressionError(QbankError):
    """An expression cannot be computed, or is not arithmetic."""


def evaluate(expression: str) -> Number:
    """Return the value of an arithmetic expression.

    It may hold numbers, `+ - * / // % **`, brackets, `pi`, `e` and the functions abs, ceil, comb, exp,
    factorial, floor, log, log2, log10, max, min, round and sqrt.

    Raises:
        ExpressionError: It holds something else, is too large to be computed, or has no finite value.
    """
    try:
        return _value(_parsed(expression), DEEPEST)
    except ZeroDivisionError as error:
        raise ExpressionError("a division by zero") from error
    except OverflowError as error:
        raise ExpressionError("the value is too large") from error
    except (TypeError, ValueError) as error:
        raise ExpressionError("no value: {reason}", reason=str(error)) from error


def _parsed(expression: str) -> ast.expr:
    if len(expression) > LONGEST:
        raise ExpressionError("longer than {limit} characters", limit=LONGEST)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python would warn of is no arithmetic
            return ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise ExpressionError("this is no arithmetic") from error


def _value(node: ast.expr, depth: int) -> Number:
    if depth == 0:
        raise ExpressionError("nested too deeply")
    match node:
        case ast.Constant(value=value) if type(value) in (int, float):
            return _bounded(value)
        case ast.Name(id=name) if name in _CONSTANTS:
            return _CONSTANTS[name]
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=operand):
            value = _value(operand, depth - 1)
            return -value if isinstance(sign, ast.USub) else value
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATORS:
            return _bounded(_OPERATORS[type(sign)](_value(left, depth - 1), _value(right, depth - 1)))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in _FUNCTIONS:
            return _bounded(_FUNCTIONS[name](*(_value(argument, depth - 1) for argument in arguments)))
    raise ExpressionError("{part} is not allowed here", part=_shown(node))


def _shown(node: ast.expr) -> str:
    text = ast.unparse(node)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _bounded(value: object) -> Number:
    """Return a number that is finite and not too long."""
    if isinstance(value, int):
        if value.bit_length() > MOST_BITS:
            raise ExpressionError("the value is too large")
        return value
    if not isinstance(value, float) or not math.isfinite(value):
        raise ExpressionError("the value is no finite number")
    return value


def _power(base: Number, exponent: Number) -> object:
    """Return `base ** exponent`, whose size is looked at before it is computed."""
    if (
        isinstance(base, int)
        and isinstance(exponent, int)
        and base.bit_length() * abs(exponent) > 2 * MOST_BITS
    ):
        raise ExpressionError("the value is too large")
    return base**exponent


def _round(value: Number, digits: Number = 0) -> Number:
    if not isinstance(digits, int) or abs(digits) > _MOST_DIGITS:
        raise ExpressionError("round takes at most {limit} digits", limit=_MOST_DIGITS)
    return round(value, digits) if digits else round(value)


def _comb(items: Number, chosen: Number) -> int:
    if not isinstance(items, int) or not isinstance(chosen, int) or items > _MOST_COMB:
        raise ExpressionError("comb takes whole numbers up to {limit}", limit=_MOST_COMB)
    return math.comb(items, chosen)


def _factorial(count: Number) -> int:
    if not isinstance(count, int) or count > _MOST_FACTORIAL:
        raise ExpressionError("factorial takes a whole number up to {limit}", limit=_MOST_FACTORIAL)
    return math.factorial(count)


_CONSTANTS: Mapping[str, float] = {"pi": math.pi, "e": math.e}
_OPERATORS: Mapping[type[ast.operator], Callable[[Number, Number], object]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: _power,
}
_FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "abs": abs,
    "ceil": math.ceil,
    "comb": _comb,
    "exp": math.exp,
    "factorial": _factorial,
    "floor": math.floor,
    "log": math.log,
    "log10": math.log10,
    "log2": math.log2,
    "max": max,
    "min": min,
    "round": _round,
    "sqrt": math.sqrt,
}
