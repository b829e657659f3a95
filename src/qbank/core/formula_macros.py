"""The TeX macros that formulas of the bank may use, and the characters that a terminal shows for them.

A macro is listed without its backslash. One that is missing here is refused by lint, so that a formula never
reaches a screen or a page that would show it raw.
"""

_SYMBOLS = """
alpha=α beta=β gamma=γ delta=δ epsilon=ε varepsilon=ε zeta=ζ eta=η theta=θ kappa=κ lambda=λ mu=μ nu=ν xi=ξ
pi=π rho=ρ sigma=σ tau=τ phi=φ varphi=φ chi=χ psi=ψ omega=ω Gamma=Γ Delta=Δ Theta=Θ Lambda=Λ Xi=Ξ Pi=Π Sigma=Σ
Phi=Φ Psi=Ψ Omega=Ω partial=∂ nabla=∇ infty=∞ top=⊤ ell=ℓ dots=… ldots=… cdots=⋯ star=⋆ forall=∀ exists=∃
"""
_FUNCTIONS = "log ln exp max min argmax argmin softmax tanh sin cos det dim Pr lim sup inf"
SYMBOLS = dict(pair.split("=", 1) for pair in _SYMBOLS.split())
FUNCTIONS = frozenset(_FUNCTIONS.split())
BIG = {"sum": "∑", "prod": "∏", "int": "∫"}
BINARY = {
    "cdot": "·", "times": "×", "odot": "⊙", "oplus": "⊕", "otimes": "⊗", "pm": "±", "cup": "∪", "cap": "∩",
    "circ": "∘", "ast": "∗",
}  # fmt: skip
RELATIONS = {
    "approx": "≈", "neq": "≠", "ne": "≠", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "ll": "≪", "gg": "≫",
    "in": "∈", "notin": "∉", "subset": "⊂", "to": "→", "rightarrow": "→", "leftarrow": "←", "Rightarrow": "⇒",
    "propto": "∝", "sim": "∼", "equiv": "≡", "mid": "|",
}  # fmt: skip
FENCES = {
    "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "|": "‖",
    "{": "{", "}": "}",
}  # fmt: skip
SPACES = {"quad": "   ", "qquad": "      ", ",": " ", ";": " ", ":": " ", " ": " ", "!": ""}
LITERAL = {"%": "%", "&": "&", "_": "_", "#": "#", "$": "$"}
ACCENTS = {
    "hat": "\u0302",
    "bar": "\u0304",
    "tilde": "\u0303",
    "vec": "\u20d7",
    "dot": "\u0307",
    "overline": "\u0304",
}
UPRIGHT = frozenset({"text", "mathrm", "operatorname"})
STYLED = frozenset({"mathbf", "boldsymbol", "mathit"})
LETTERS = {
    "mathbb": dict(zip("RENPZCQ1", "ℝ𝔼ℕℙℤℂℚ𝟙", strict=True)),
    "mathcal": dict(zip("LNDOHFBREXYSVTMCAIGPUW", "ℒ𝒩𝒟𝒪ℋℱℬℛℰ𝒳𝒴𝒮𝒱𝒯ℳ𝒞𝒜ℐ𝒢𝒫𝒰𝒲", strict=True)),
}
NOTHING = frozenset({"limits", "big", "bigl", "bigr", "Big"})
SUPERSCRIPT = dict(
    zip(
        "0123456789+−=()nijkTabcdefghlmoprstuvwxyzαβγ⊤′",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱʲᵏᵀᵃᵇᶜᵈᵉᶠᵍʰˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵅᵝᵞᵀ′",
        strict=True,
    )
)
SUBSCRIPT = dict(
    zip("0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True)
)
FRACTIONS = frozenset({"frac", "dfrac", "tfrac"})

MACROS = frozenset(
    {
        *SYMBOLS, *BIG, *BINARY, *RELATIONS, *FUNCTIONS, *FENCES, *SPACES, *LITERAL, *ACCENTS, *UPRIGHT,
        *STYLED, *LETTERS, *NOTHING, *FRACTIONS, "sqrt", "left", "right",
    }
)  # fmt: skip
