r"""The TeX macros that formulas of the bank may use: what every renderer is bound to know.

A macro is listed without its backslash. One that is missing here is refused by lint, so that a formula never
reaches a screen or a page that would show it raw.
"""

_GREEK = """
alpha beta gamma delta epsilon varepsilon zeta eta theta kappa lambda mu nu xi pi rho sigma tau phi
varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega
"""
_SYMBOLS = """
sum prod int partial nabla infty cdot times odot oplus otimes pm approx neq ne leq le geq ge ll gg
in notin subset cup cap forall exists to rightarrow leftarrow Rightarrow propto sim equiv mid top
dots ldots cdots ell circ star ast langle rangle lfloor rfloor lceil rceil | { } % & _ #
"""
_SPACES = ("quad", "qquad", ",", ";", ":", "!", " ")
_FUNCTIONS = "log ln exp max min argmax argmin softmax tanh sin cos det dim Pr lim sup inf"
_FONTS = "text mathrm operatorname mathbf boldsymbol mathit mathbb mathcal"
_ACCENTS = "hat bar tilde vec dot overline"
_LAYOUT = "frac dfrac tfrac sqrt left right big bigl bigr Big limits"

MACROS = frozenset((*" ".join((_GREEK, _SYMBOLS, _FUNCTIONS, _FONTS, _ACCENTS, _LAYOUT)).split(), *_SPACES))
