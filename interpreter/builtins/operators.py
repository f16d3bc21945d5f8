"""Operators that the grammar knows and that have no meaning of their own: their symbols belong to the language."""

from ...grammar.operators import TABLE
from ..declare import DECLARATIONS, name


def declare_operators() -> None:
    """Declare every operator head that no other topic has declared, so that it is read as a symbol of System`."""
    for _, op in TABLE:
        if not _has_meaning(op.name):
            name(
                op.name, f"{op.name} is the head of expressions with the operator {op.glyph}, without built-in meaning."
            )


def _has_meaning(name: str) -> bool:
    """Whether another topic declares the name, be it imported already or not."""
    return dict.__contains__(DECLARATIONS, name) or DECLARATIONS.pending.get(name, ("operators",)) != ("operators",)


declare_operators()
