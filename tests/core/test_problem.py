"""A coding problem as data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.fingerprint import problem_fingerprint
from qbank.core.problem import Limits, Problem
from qbank.core.text import Text
from tests.bank.conftest import problem, whole_problem

CODE = {"solution.py": b"def double(x):\n    return x + x\n", "cases.py": b"ENTRY = 'double'\n"}


def made(plain, **more) -> Problem:
    return Problem.of({**plain, **more}, state="draft", hash_="0" * 16)


def test_a_draft() -> None:
    """It fills in what a draft may leave out."""
    least = made(problem())

    assert (least.difficulty, least.tags, least.hints, least.variants) == (3, (), (), ())
    assert least.limits == Limits(cpu=5.0, memory=1024)
    assert least.explain == Text()
    assert least.summary.is_problem
    assert least.slug == "double"


def test_a_whole_one() -> None:
    """It takes every field over."""
    whole = made(whole_problem(variants=[{"name": "torch", "needs": ["torch"]}]), starter="s", solution="r")

    assert whole.limits == Limits(cpu=2.5, memory=256)
    assert whole.hints[2] == Text("提示 c。", "Hint c.")
    assert whole.variants[0].needs == ("torch",)
    assert whole.equivalent[0].why.en == "the same"
    assert (whole.starter, whole.solution) == ("s", "r")
    assert [follow_up.see for follow_up in whole.follow_ups] == ["", "training/warm-up"]


@pytest.mark.parametrize(
    ("signature", "names"),
    [
        ("gqa(q, k, v, causal=True)", ("gqa",)),
        ("conv2d(x, w)\nmax_pool(x, size=2)\n", ("conv2d", "max_pool")),
        ("class Tokenizer(merges)\nTokenizer.encode(text) -> list[int]", ("Tokenizer",)),
        ("def step(x): ...", ("step",)),
        ("(x)", ()),
    ],
)
def test_functions(signature: str, names: tuple[str, ...]) -> None:
    """It reads from the signature what a solution defines, each name once."""
    assert made(problem(signature=signature)).functions == names


def test_as_an_entry() -> None:
    """It shows itself as an entry whose answer is the explanation and the reference."""
    entry = made(whole_problem(), solution="def double(x):\n    return x + x\n\n").entry

    assert (entry.id, entry.kind, entry.question.en) == ("coding/double", "coding", "Implement doubling")
    assert entry.short.en == "Return twice `x`.\n"
    assert entry.answer.en == (
        "One addition is enough. It takes $O(1)$.\n\n```python\ndef double(x):\n    return x + x\n```\n"
    )
    assert entry.key_points == ()


def test_as_an_entry_without_explanation() -> None:
    """It has at least the reference for an answer."""
    assert made(problem(), solution="x = 1\n").entry.answer.zh == "```python\nx = 1\n```\n"


@given(st.permutations(list(whole_problem().items())))
def test_fingerprint_ignores_order(items) -> None:
    """It does not depend on the order of the keys, nor on that of the files."""
    turned = dict(reversed(CODE.items()))

    assert problem_fingerprint(dict(items), turned) == problem_fingerprint(whole_problem(), CODE)


@pytest.mark.parametrize(
    "field",
    [
        "title",
        "statement",
        "signature",
        "examples",
        "spec_notes",
        "hints",
        "explain",
        "limits",
        "needs",
        "variants",
    ],
)
def test_fingerprint_is_of_the_meaning(field: str) -> None:
    """It changes with whatever says what is asked."""
    assert problem_fingerprint({**whole_problem(), field: "other"}, CODE) != problem_fingerprint(
        whole_problem(), CODE
    )


@pytest.mark.parametrize("field", ["tags", "aliases", "refs", "related", "equivalent", "seeds", "review"])
def test_fingerprint_is_not_of_the_rest(field: str) -> None:
    """It stays when only what stands around the problem changes."""
    assert problem_fingerprint({**whole_problem(), field: "other"}, CODE) == problem_fingerprint(
        whole_problem(), CODE
    )


def test_fingerprint_is_of_the_code() -> None:
    """It changes with a byte of the code, with a file's name, and with a file more or less."""
    known = problem_fingerprint(problem(), CODE)
    others = [
        {**CODE, "cases.py": b"ENTRY = 'triple'\n"},
        {**CODE, "driver.py": b""},
        {"solution.py": CODE["solution.py"]},
        {"solution.py": CODE["cases.py"], "cases.py": CODE["solution.py"]},
    ]

    assert len({known, *(problem_fingerprint(problem(), code) for code in others)}) == 5
