"""An upper bound on what any way of studying can reach: the Lagrangian dual of a plan, a price a day.

Let a minute of work on each day have a price. Without the limit of minutes each question is then planned for
itself, by dynamic programming over its states: its worth is the best expected recall on the day, minus what
its answers cost. The worths of all questions plus the price of all minutes are no less than what any policy
recalls within the minutes, at whatever prices; so any prices give a bound, and a search for good ones need
not find the best. Between the points of the grid of states, worths are interpolated linearly.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import exp, log
from operator import mul

from qbank.core.forgetting import State, after, first, recall
from qbank.core.plan import FIRST_RATINGS, FIRST_TAKES, RATINGS

Values = list[float]
Row = tuple[tuple[int, ...], tuple[float, ...]]  # points of the grid, and the share of each
LEAST, MOST = 0.05, 400.0  # days of stability
COARSE, FINE = (
    (24, 5),
    (48, 10),
)  # points: prices are searched on the one grid, the bound is that of the other
FEW, MANY = 9, 41  # factors of the price at which the worth of unequal questions is computed, likewise
STEPS = 80  # of the search for prices
START = (-2.0, -1.0, 0.0, 0.0, 0.3)


@dataclass(frozen=True, slots=True)
class Grid:
    """Stability on a logarithmic scale, difficulty from 1 to 10."""

    stabilities: int
    difficulties: int

    @property
    def states(self) -> list[State]:
        """Return the points."""
        step = log(MOST / LEAST) / (self.stabilities - 1)
        return [
            State(LEAST * exp(step * row), 1 + 9 * column / (self.difficulties - 1))
            for row in range(self.stabilities)
            for column in range(self.difficulties)
        ]

    def spread(self, outcomes: Iterable[tuple[float, State]]) -> Row:
        """Return the points that stand for states with their shares."""
        shares: dict[int, float] = {}
        for share, state in outcomes:
            row, down = _cell(log(state.stability / LEAST) / log(MOST / LEAST), self.stabilities)
            column, right = _cell((state.difficulty - 1) / 9, self.difficulties)
            for point, part in (
                (row * self.difficulties + column, (1 - down) * (1 - right)),
                (row * self.difficulties + column + 1, (1 - down) * right),
                ((row + 1) * self.difficulties + column, down * (1 - right)),
                ((row + 1) * self.difficulties + column + 1, down * right),
            ):
                shares[point] = shares.get(point, 0.0) + share * part
        return tuple(shares), tuple(shares.values())


def _cell(place: float, points: int) -> tuple[int, float]:
    """Return the interval in which a place from 0 to 1 lies, and where in it."""
    inside = min(max(place, 0.0), 1.0) * (points - 1)
    start = min(int(inside), points - 2)
    return start, inside - start


class Dual:
    """One new question over some days of study; the interview is on the day after them."""

    def __init__(self, days: int, grid: Grid) -> None:
        self.days = days
        states = grid.states
        self._recall = [[recall(state, gap) for state in states] for gap in range(days + 1)]
        self._after = [[grid.spread(_outcomes(state, gap)) for state in states] for gap in range(days)]
        self._first = grid.spread((share, first(grade)) for grade, share in enumerate(FIRST_RATINGS, 1))

    def worth(self, prices: Sequence[float]) -> float:
        """Return what the question is worth when a later answer costs `prices[day]`."""
        return self._solved(prices, None)[0]

    def priced(self, floor: Sequence[float], level: float) -> tuple[float, list[float]]:
        """Return the worth, and prices of at least `floor` at which a first answer brings `level` at most."""
        return self._solved(floor, level)

    def _solved(self, floor: Sequence[float], level: float | None) -> tuple[float, list[float]]:
        known: list[Values] = [[] for _ in floor]  # by day, the worth of each state just after an answer
        prices, top = list(floor), 0.0
        for day in reversed(range(self.days)):
            best = self._recall[self.days - day]
            for later in range(day + 1, self.days):
                ahead, price = known[later], prices[later]
                best = list(map(max, best, [_mean(row, ahead) - price for row in self._after[later - day]]))
            known[day] = best
            learnt = _mean(self._first, best)
            if level is not None:
                prices[day] = max(prices[day], (learnt - level) / FIRST_TAKES)
            top = max(top, learnt - FIRST_TAKES * prices[day])
        return top, prices


def _outcomes(state: State, gap: int) -> list[tuple[float, State]]:
    """Return the states after an answer, each with its chance."""
    chance = recall(state, gap)
    shares = (1 - chance, *(chance * share for share in RATINGS))
    return [(share, after(state, gap, grade)) for grade, share in enumerate(shares, 1)]


def _mean(row: Row, values: Values) -> float:
    total: float = sum(map(mul, row[1], map(values.__getitem__, row[0])))
    return total


def equal(days: int, questions: int, answers: float) -> float:
    """Return the bound on the share recalled of equal questions, with so many later answers a day."""
    each = answers / questions

    def bound(found: tuple[float, list[float]]) -> float:
        return found[0] + each * sum(found[1])

    coarse, fine = Dual(days, Grid(*COARSE)), Dual(days, Grid(*FINE))
    shape = lowest(lambda x: bound(coarse.priced(curve(x, days), max(0.0, x[4]))), START, STEPS)
    _, prices = coarse.priced(curve(shape, days), max(0.0, shape[4]))
    return bound((fine.worth(prices), prices))


def unequal(days: int, questions: Sequence[tuple[float, float]], answers: float) -> float:
    """Return the bound on what is recalled of questions with an importance and a relative cost each.

    The worth of a question is its importance × that of one whose prices are multiplied by cost ÷ importance.
    It is convex in that factor, so a chord between two factors lies above it.
    """

    def bound(dual: Dual, points: int, shape: Sequence[float]) -> float:
        prices = curve(shape, days)
        return _worths(dual, prices, questions, points) + answers * sum(prices)

    coarse, fine = Dual(days, Grid(*COARSE)), Dual(days, Grid(*FINE))
    return bound(fine, MANY, lowest(lambda x: bound(coarse, FEW, x), START[:4], STEPS))


def _worths(
    dual: Dual, prices: Sequence[float], questions: Sequence[tuple[float, float]], points: int
) -> float:
    factors = [cost / importance for importance, cost in questions]
    low, high = log(min(factors)), log(max(factors))
    known = [exp(low + (high - low) * point / (points - 1)) for point in range(points)]
    worths = [dual.worth([factor * price for price in prices]) for factor in known]
    total = 0.0
    for (importance, _), factor in zip(questions, factors, strict=True):
        start, _ = _cell((log(factor) - low) / (high - low), points)
        along = (factor - known[start]) / (known[start + 1] - known[start])
        total += importance * (worths[start] + along * (worths[start + 1] - worths[start]))
    return total


def curve(shape: Sequence[float], days: int) -> list[float]:
    """Return a price a day: the exponential of a cubic in the logarithm of the days left."""
    places = [log(days - day) / log(days) for day in range(days)]
    powers = [sum(shape[power] * place**power for power in range(4)) for place in places]
    return [exp(min(1.0, power)) for power in powers]


def lowest(function: Callable[[Sequence[float]], float], start: Sequence[float], steps: int) -> list[float]:
    """Return where a function is low, by the method of Nelder and Mead."""
    corners = [list(start)]
    corners += [[value + 0.7 * (axis == at) for at, value in enumerate(start)] for axis in range(len(start))]
    found = sorted((function(corner), corner) for corner in corners)
    for _ in range(steps):
        tried = _moved(function, found, 1.0)
        if tried < found[0]:
            tried = min(tried, _moved(function, found, 2.0))
        elif tried >= found[-2]:
            tried = min(tried, _moved(function, found, -0.5))
        if tried < found[-1]:
            found[-1] = tried
        else:
            best = found[0][1]
            nearer = [[(a + b) / 2 for a, b in zip(best, one, strict=True)] for _, one in found[1:]]
            found[1:] = [(function(one), one) for one in nearer]
        found.sort()
    return found[0][1]


def _moved(
    function: Callable[[Sequence[float]], float], found: list[tuple[float, list[float]]], by: float
) -> tuple[float, list[float]]:
    """Return the worst corner moved through the middle of the others."""
    others, worst = [one for _, one in found[:-1]], found[-1][1]
    middle = [sum(each) / len(others) for each in zip(*others, strict=True)]
    point = [one + by * (one - other) for one, other in zip(middle, worst, strict=True)]
    return function(point), point
