"""The plan as it is drawn."""

import pytest

from qbank.core.history import InterviewPlan
from qbank.core.plan import Forecast, Item
from qbank.screen.cells import cells
from qbank.screen.plan import Outlook, plan
from tests.screen.conftest import MakeScreen, drawn

TODAY = 20_000
KEPT = InterviewPlan("2024-11-01", 20)
CHANCES = {"training/a": 0.9, "training/b": 0.5, "x-long-topic-that-nobody-named/c": 0.0}
OUTLOOK = Outlook(
    today=TODAY,
    chosen=tuple(Item(id_, None, 0, 1.0, 60.0) for id_ in CHANCES),
    topics={id_: id_.partition("/")[0] for id_ in CHANCES},
    expected=Forecast(CHANCES, 0.47, ("x-long-topic-that-nobody-named/c",)),
    with_more=2.4,
    more=15,
)


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_fits(screen: MakeScreen, columns: int, language: str) -> None:
    """It cuts no row, weakest topic first, and names what is left out and what is for today."""
    text = drawn(plan(screen(columns, language=language), KEPT, OUTLOOK, {}))

    assert max(map(cells, text.splitlines())) <= columns
    assert "…" not in text
    assert text.index("0/1") < text.index("1/2")
    assert "training/a" in text
    assert text.count("x-long-topic-that-nobody-named/c") == 2 or columns < 60
