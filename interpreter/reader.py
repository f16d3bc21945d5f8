"""Text -> expressions: the builder that the grammar calls, so that every node is made once, as an Expr."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .contexts import Contexts
from .expr import LIST, Expr, Symbol
from .numerics.numbers import BigReal, Rational, rational
from .places import Places


class ExprBuilder:
    """Makes expressions for luperca.grammar, with names resolved in a session's contexts."""

    def __init__(self, contexts: Contexts, places: Places | None = None) -> None:
        self.symbol = contexts.resolve
        self.places = places

    @staticmethod
    def integer(value: int) -> int:
        return value

    @staticmethod
    def rational(p: int, q: int) -> Any:
        return rational(p, q)

    @staticmethod
    def real(value: float) -> float:
        return value

    @staticmethod
    def marked(digits: Fraction, kind: str, amount: float) -> Any:
        """1.5`20 has 20 digits of precision, 1.5``20 has 20 digits after the point."""
        from math import log10

        from .numerics.bigreals import big, parse_real

        if not digits:
            return BigReal(parse_real("0", 0, 1.0).value, 0, amount)
        # of the parts: they may be beyond what a float holds
        size = log10(abs(digits.numerator)) - log10(digits.denominator)
        return big(rational(digits.numerator, digits.denominator), amount + (size if kind == "a" else 0.0))

    @staticmethod
    def string(value: str) -> str:
        return value

    def node(self, head: Any, args: list[Any], start: int = -1, end: int = -1) -> Expr:
        e = Expr(head, tuple(args))
        if self.places is not None:
            self.places.note(e, start, end)
        return e

    @staticmethod
    def numbers(values: list[Any], shape: tuple[int, ...]) -> Expr:
        """A rectangular literal of machine numbers of one type."""
        from .packed import Packed, pack

        flat = pack(values)
        if len(shape) == 1:
            return flat
        if type(flat) is Packed:
            return Packed(flat.array.reshape(shape), flat._bound)
        rows: list[Any] = list(values)
        for n in shape[:0:-1]:
            rows = [Expr(LIST, tuple(rows[i : i + n])) for i in range(0, len(rows), n)]
        return Expr(LIST, tuple(rows))

    @staticmethod
    def negate(node: Any) -> Any:
        """The negative of a number; None for anything else."""
        if type(node) in (int, float, Rational):
            return -node
        if type(node) is BigReal:
            from .numerics.arithmetic import negate  # mpmath's own minus rounds

            return negate(node)
        return None

    @staticmethod
    def is_symbol(node: Any) -> bool:
        return type(node) is Symbol
