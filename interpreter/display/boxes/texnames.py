"""Names that TeX has for letters, operators and functions."""

from __future__ import annotations

FUNCTIONS = frozenset(
    "sin cos tan cot sec csc sinh cosh tanh coth log exp max min gcd det lim sup inf arg dim ker hom deg".split()
)
GREEK = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi "
    "omega varepsilon vartheta varrho varsigma varphi Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi "
    "Omega".split()
)
_LETTERS = {
    **dict(zip("αβγδϵζηθικλμνξπρστυϕχψω", (
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi "
        "omega").split())),
    **dict(zip("εϑϱςφ", "varepsilon vartheta varrho varsigma varphi".split())),
    **dict(zip("ΓΔΘΛΞΠΣΥΦΨΩ", "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split())),
    **dict(zip("ℏℓℵ∅∇†‡", "hbar ell aleph emptyset nabla dagger ddagger".split())),
}  # fmt: skip
_OPERATORS = {
    "≠": "neq", "≤": "leq", "≥": "geq", "∈": "in", "∉": "notin", "⊂": "subset", "⊆": "subseteq", "⊃": "supset",
    "⊇": "supseteq", "⋃": "cup", "⋂": "cap", "⊕": "oplus", "⊗": "otimes", "⊖": "ominus", "⊙": "odot", "±": "pm",
    "∓": "mp", "×": "times", "÷": "div", "·": "cdot", "⋆": "star", "∘": "circ", "≈": "approx", "≅": "cong", "∼": "sim",
    "≃": "simeq", "≡": "equiv", "∝": "propto", "∧": "land", "∨": "lor", "¬": "neg", "⇒": "Rightarrow", "→": "to",
    "⇔": "Leftrightarrow", "↔": "leftrightarrow", "←": "leftarrow", "∀": "forall", "∃": "exists", "∂": "partial",
    "∑": "sum", "∏": "prod", "∫": "int", "∞": "infty", "∖": "backslash", "⋅": "cdot", "\uf522": "to", "\uf51f": ":\\to",
    "\uf120": "leftrightarrow", "∥": "parallel", "⟂": "perp", "⊥": "bot", "⊤": "top",
}  # fmt: skip
CHARACTERS = {c: f"\\{name} " for c, name in {**_LETTERS, **_OPERATORS}.items()}
# tokens of boxes that TeX writes otherwise
TOKENS = {
    "\uf7d9": "=", "\uf431": "=", "==": "=", "&&": r"\land ", "||": r"\lor ", "->": r"\to ", "\uf51f": r":\to ",
    "!=": r"\neq ", "<=": r"\leq ", ">=": r"\geq ", "{": r"\{", "}": r"\}", "〚": "[[", "〛": "]]", "°": r"{}^{\circ}",
    "\uf74d": "e", "\uf74e": "i", "\uf74c": "d", "\uf113": r"\langle |", "\uf114": r"|\rangle ", "\u2062": " ",
    "\uf76d": "", "\u2060": "", "\uf360": "", "\n": "\n", "\uf3a3": "\n", "*": "*", "\\": r"\backslash ",
    "\uf3c7": "T", "\uf3c8": "*", "\uf3c9": r"\dagger ", "\uf3ce": r"\dagger ",
}  # fmt: skip
# (over or under, mark) -> commands for one letter and for more
ACCENTS = {
    ("over", "_"): ("bar", "overline"),
    ("over", "^"): ("hat", "hat"),
    ("over", "~"): ("tilde", "tilde"),
    ("over", "."): ("dot", "dot"),
    ("over", "⇀"): ("vec", "vec"),
    ("under", "_"): ("underline", "underline"),
}
