"""InputForm and FullForm: what one would type to get an expression back, with no more parentheses than needed.

`input_form(e)` reads back as e itself: rules follow the structure that the grammar builds, node by node.  Numbers that
are atoms but have no literal (1/2, 2 + 3*I) read back as the operation that gives them.
`input_form(e, exact=False)` is what a session shows: a - 2*b, (a*b)/c and Infinity instead of a + -2*b, a*b*c^(-1) and
DirectedInfinity[1]; it reads back to an expression with the same value.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from ..expr import Symbol
from ..numerics.numbers import BigReal, Complex, Rational
from .layout import ATOM, CALL, QUOTIENT, SIGN, Page, Parts, Style, bare, complex_atom, negative, symbol_atom
from .numerals import big_input, integer_text, real_input
from .operations import SPECIAL, head_rule, table_rules
from .strings import quoted

# ---- atoms -----------------------------------------------------------------------------------------------------------


def integer_atom(e: int, page: Page) -> tuple[int, Parts]:
    return (ATOM if e >= 0 else SIGN), (integer_text(e),)


def real_atom(e: float, page: Page) -> tuple[int, Parts]:
    text = real_input(e)
    return (SIGN if text[0] == "-" else ATOM), (text,)


def rational_atom(e: Rational, page: Page) -> tuple[int, Parts]:
    return QUOTIENT, (f"{integer_text(e.p)}/{integer_text(e.q)}",)


def big_atom(e: BigReal, page: Page) -> tuple[int, Parts]:
    return (SIGN if negative(e) else ATOM), (big_input(e),)


def string_atom(e: str, page: Page) -> tuple[int, Parts]:
    return ATOM, (quoted(e),)


ATOMS: dict[type, Callable[[Any, Page], tuple[int, Parts]]] = {
    int: integer_atom,
    float: real_atom,
    Rational: rational_atom,
    BigReal: big_atom,
    str: string_atom,
    Symbol: symbol_atom,
    Complex: complex_atom("*"),
}


def packed_rows(spell: Callable[[Any], str], opening: str, closing: str) -> Callable[[Any], str | None]:
    """Text of packed vectors; deeper arrays come down to them."""

    def rows(e: Any) -> str | None:
        if e.array.ndim != 1:
            return None
        return opening + ", ".join(map(str if e.is_integer else spell, e.array.tolist())) + closing

    return rows


# ---- the forms -------------------------------------------------------------------------------------------------------


@cache
def exact_style() -> Style:
    return Style(ATOMS, {**table_rules(), **SPECIAL}, head_rule, packed_rows(real_input, "{", "}"))


def input_form(e: Any, visible: Callable[[Symbol], str] = bare, width: int | None = None, exact: bool = True) -> str:
    """What one would type to get e back; `visible` says how a symbol is named."""
    if exact:
        return Page(exact_style(), visible, width=width).text(e)
    from .algebra import readable_style

    return Page(readable_style(), visible, width=width).text(e)


def _rational(e: Rational, page: Page) -> tuple[int, Parts]:
    return CALL, (f"Rational[{integer_text(e.p)}, {integer_text(e.q)}]",)


def _complex(e: Complex, page: Page) -> tuple[int, Parts]:
    return CALL, ["Complex[", (e.re, 0), ", ", (e.im, 0), "]"]


@cache
def full_style() -> Style:
    return Style({**ATOMS, Rational: _rational, Complex: _complex}, {}, rows=packed_rows(real_input, "List[", "]"))


def full_form(e: Any, visible: Callable[[Symbol], str] = bare, width: int | None = None) -> str:
    """The whole structure of e: head[arguments] everywhere, atoms as they are typed."""
    return Page(full_style(), visible, width=width).text(e)
