"""Characters that keyboards lack: their names after \\[, and their short names between two ESC keys."""

from __future__ import annotations

from ...grammar.characters import named, table

# Short names whose character has a longer name; a long name itself works as well.
ALIASES = {
    "a": "α", "b": "β", "g": "γ", "d": "δ", "e": "ϵ", "ce": "ε", "z": "ζ", "h": "η", "et": "η", "q": "θ", "th": "θ",
    "i": "ι", "k": "κ", "l": "λ", "m": "μ", "n": "ν", "x": "ξ", "om": "ο", "p": "π", "r": "ρ", "s": "σ", "t": "τ",
    "u": "υ", "f": "ϕ", "ph": "ϕ", "j": "φ", "cph": "φ", "c": "χ", "ch": "χ", "y": "ψ", "ps": "ψ", "o": "ω", "w": "ω",
    "A": "Α", "B": "Β", "G": "Γ", "D": "Δ", "E": "Ε", "Z": "Ζ", "H": "Η", "Q": "Θ", "Th": "Θ", "I": "Ι", "K": "Κ",
    "L": "Λ", "M": "Μ", "N": "Ν", "X": "Ξ", "P": "Π", "R": "Ρ", "S": "Σ", "T": "Τ", "U": "Υ", "F": "Φ", "Ph": "Φ",
    "C": "Χ", "Y": "Ψ", "Ps": "Ψ", "O": "Ω", "W": "Ω",
    "inf": "∞", "deg": "°", "ee": "ⅇ", "ii": "ⅈ", "jj": "ⅉ",
    "->": "→", "<=": "≤", ">=": "≥", "!=": "≠", "el": "∈", "elem": "∈", "!el": "∉", "un": "⋃", "inter": "⋂",
    "sub": "⊂", "sup": "⊃", "and": "∧", "&&": "∧", "or": "∨", "||": "∨", "not": "¬", "!": "¬", "xor": "⊻",
    "*": "×", "cross": "⨯", "div": "÷", "sqrt": "√", "+-": "±", "c.": "·", "<": "⟨", ">": "⟩", "lf": "⌊", "rf": "⌋",
    "lc": "⌈", "rc": "⌉", "[[": "⟦", "]]": "⟧", "sum": "∑", "prod": "∏", "int": "∫", "pd": "∂", "del": "∇",
}  # fmt: skip


def completions(prefix: str) -> list[tuple[str, str]]:
    """The characters whose name starts so, as pairs of name and character."""
    return sorted((c.name, c.char) for c in table().values() if c.name.startswith(prefix) and c.kind != "none")


def character(name: str) -> str | None:
    """The character of a short or long name, or None."""
    if name in ALIASES:
        return ALIASES[name]
    found = named(name) or named(name[:1].upper() + name[1:])
    return None if found is None else found.char
