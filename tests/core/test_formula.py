"""Formulas as text: what is shown, what is refused, and that no meaning is lost."""

import re
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qbank.core.formula import FormulaError, formula_text


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\frac{1}{1+e^{-z}}", "1/(1 + e⁻ᶻ)"),
        (r"\rho^{N-l}", "ρ^(N−l)"),
        (r"\frac{a+b}{2n}", "(a + b)/(2n)"),
        (r"\frac{1}{2}mv^2", "(1/2) mv²"),
        (r"\log\frac{p}{q}", "log (p/q)"),
        (r"\mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V", "softmax((QKᵀ)/√dₖ) V"),
        (r"\hat m_t=\frac{m_t}{1-\beta_1^t}", "m̂ₜ = mₜ/(1 − β₁ᵗ)"),
        (r"\sqrt{x^2+1}", "√(x² + 1)"),
        (r"\sqrt{x^2}", "√(x²)"),
        (r"\sqrt[3]{8}", "³√8"),
        (r"{ab}^2", "(ab)²"),
        (r"\frac{a}{b}^2", "(a/b)²"),
        (r"x_{<t}", "x_(<t)"),
        (r"\mathcal{L}_{\text{CE}}=-\sum_i y_i\log p_i", "ℒ_CE = −∑ᵢ yᵢ log pᵢ"),
        (r"\|w\|_2^2", "‖w‖₂²"),
        (r"2\times10^{-5}", "2 × 10⁻⁵"),
        (r"f(x,y)\le 3\%", "f(x, y) ≤ 3%"),
        (r"d_{\text{model}}d_k", "d_model dₖ"),
        (r"\lceil n/2\rceil", "⌈n/2⌉"),
        (r"p(y\mid x)", "p(y | x)"),
        (r"a=1,\qquad b=2", "a = 1,   b = 2"),
        (r"x'^2", "x′²"),
    ],
)
def test_shown(tex: str, text: str) -> None:
    """It writes a formula as a person would on one line, every brace that counts as a parenthesis."""
    assert formula_text(tex) == text


@pytest.mark.parametrize(
    "tex",
    [
        r"\foo", r"\frac{1}", "{a", "a}", r"\left(a", r"a\right)", "a^", r"\hat{ab}", r"\mathbb{Ω}", "a & b",
        r"\text", "\\", r"\left\foo a\right)", r"\text{\frac12}", r"\sqrt[3",
    ],
)  # fmt: skip
def test_refused(tex: str) -> None:
    """It refuses what it does not know and what does not end."""
    with pytest.raises(FormulaError):
        formula_text(tex)


@given(st.text(alphabet=r"\{}^_ab1+-=(),/|' fracsqrtlefright", max_size=20))
def test_any_text(tex: str) -> None:
    """It writes or refuses, and writes on one line."""
    try:
        text = formula_text(tex)
    except FormulaError:
        return
    assert "\n" not in text
    assert text == text.strip()


@dataclass(frozen=True)
class Tree:
    """An expression: its TeX, and its value; level 0 is a sum, 1 a product, 2 one thing."""

    tex: str
    value: Fraction
    level: int


LETTERS = {"a": Fraction(7, 3), "b": Fraction(5, 11), r"\lambda": Fraction(13, 17), "x_1": Fraction(19, 23)}
SHOWN = {"a": "a", "b": "b", r"\lambda": "λ", "x_1": "x₁"}
SHAPES = ("sum", "difference", "times", "beside", "fraction", "power", "root", "group")


def braced(tree: Tree, least: int) -> str:
    return tree.tex if tree.level >= least else rf"\left({tree.tex}\right)"


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> Tree:
    """Make an expression of numbers, letters, sums, products, fractions, squares and roots of squares."""
    if not depth or draw(st.booleans()):
        name = draw(st.sampled_from([*LETTERS, "2", "3", "10", "0.5"]))
        return Tree(name, LETTERS.get(name) or Fraction(name), 2)
    one, other = draw(trees(depth - 1)), draw(trees(depth - 1))
    shape = draw(st.sampled_from(SHAPES))
    assume(shape != "fraction" or other.value != 0)
    return combined(shape, one, other)


def combined(shape: str, one: Tree, other: Tree) -> Tree:
    beside = braced(other, 2) if not braced(other, 2)[0].isdigit() else rf"\left({other.tex}\right)"
    return {
        "sum": lambda: Tree(f"{one.tex}+{other.tex}", one.value + other.value, 0),
        "difference": lambda: Tree(f"{one.tex}-{braced(other, 1)}", one.value - other.value, 0),
        "times": lambda: Tree(rf"{braced(one, 1)}\times {braced(other, 1)}", one.value * other.value, 1),
        "beside": lambda: Tree(f"{braced(one, 1)} {beside}", one.value * other.value, 1),
        "fraction": lambda: Tree(rf"\frac{{{one.tex}}}{{{other.tex}}}", one.value / other.value, 1),
        "power": lambda: Tree(f"{{{one.tex}}}^{{2}}", one.value**2, 2),
        "root": lambda: Tree(rf"\sqrt{{{{{one.tex}}}^2}}", abs(one.value), 2),
        "group": lambda: Tree(rf"\left({one.tex}\right)", one.value, 2),
    }[shape]()


class Reader:
    """Reads one line of mathematics as a person does: squares and roots, then products, then sums."""

    def __init__(self, text: str) -> None:
        self.tokens = re.findall(r"x₁|[abλ]|[0-9]+(?:\.[0-9]+)?|[-+×/()√²−]", text)
        assert "".join(self.tokens) == text.replace(" ", "")

    def sum(self) -> Fraction:
        """Read products with signs between."""
        value = self.product()
        while self.tokens and self.tokens[0] in "+−":
            value = value + self.product() if self.tokens.pop(0) == "+" else value - self.product()
        return value

    def product(self) -> Fraction:
        """Read things beside each other, or with a sign between."""
        value = self.power()
        while self.tokens and self.tokens[0] not in "+−)":
            if self.tokens[0] in "×/":
                value = value * self.power() if self.tokens.pop(0) == "×" else value / self.power()
            else:
                value *= self.power()
        return value

    def power(self) -> Fraction:
        """Read one thing and its squares."""
        value = self.thing()
        while self.tokens and self.tokens[0] == "²":
            self.tokens.pop(0)
            value *= value
        return value

    def thing(self) -> Fraction:
        """Read a number, a letter, what is in parentheses, or a root."""
        token = self.tokens.pop(0)
        if token == "(":
            value = self.sum()
            assert self.tokens.pop(0) == ")"
            return value
        if token == "√":
            return root(self.thing())
        named = {shown: LETTERS[tex] for tex, shown in SHOWN.items()}
        return named[token] if token in named else Fraction(token)


def root(value: Fraction) -> Fraction:
    found = Fraction(isqrt(value.numerator), isqrt(value.denominator))
    assert found**2 == value, "what is under the root was read wrongly"
    return found


@given(trees())
def test_no_meaning_is_lost(tree: Tree) -> None:
    """It writes an expression so that who reads the line computes the same value."""
    reader = Reader(formula_text(tree.tex))

    assert reader.sum() == tree.value
    assert not reader.tokens
