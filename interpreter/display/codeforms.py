"""CForm and FortranForm: expressions as code of other languages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from ...grammar import operators
from .. import symbols as S
from ..expr import Symbol, has_head
from ..numerics.numbers import BigReal, Complex, Rational
from .algebra import fraction, infinity_rule, plus_rule, without_sign
from .forms import form
from .inputform import ATOMS
from .layout import ATOM, CALL, PRODUCT, QUOTIENT, SIGN, Page, Parts, Style
from .numerals import big_input, real_input
from .operations import infix_rule, table_rules
from .outputform import formatter

# operators that C has as well
_C = "Equal Unequal Less LessEqual Greater GreaterEqual And Or Not Set".split()
# those that Fortran writes otherwise
_NOT = 230
_FORTRAN = {
    "Equal": ".eq.", "Unequal": ".ne.", "Less": ".lt.", "LessEqual": ".le.", "Greater": ".gt.", "GreaterEqual": ".ge.",
    "And": ".and.", "Or": ".or.",
}  # fmt: skip


class CodePage(Page):
    """A page on which calls have round brackets."""

    def call(self, e: Any) -> tuple[int, Parts]:
        return CALL, [(e.head, CALL), "(", *self.sequence(e.args), ")"]

    def sequence(self, items: Any, need: int = 0) -> Parts:
        parts: list[Any] = []
        for x in items:
            parts += [(x, need), ","]
        return parts[:-1]


# ---- numbers ---------------------------------------------------------------------------------------------------------


def _number(text: str) -> tuple[int, Parts]:
    """Digits without marks of precision, with e for the power of ten."""
    mantissa, _, exponent = text.partition("*^")
    written = mantissa.partition("`")[0] + (f"e{exponent}" if exponent else "")
    return (SIGN if text[0] == "-" else ATOM), (written,)


def _complex(e: Complex, page: Page) -> tuple[int, Parts]:
    return CALL, ["Complex(", (e.re, 0), ",", (e.im, 0), ")"]


_ATOMS = {
    **ATOMS,
    float: lambda e, page: _number(real_input(e)),
    BigReal: lambda e, page: _number(big_input(e)),
    Rational: lambda e, page: _number(real_input(e.p / e.q)),
    Complex: _complex,
}

# ---- products and powers ---------------------------------------------------------------------------------------------


def _divisor(e: Any) -> Any:
    """A factor below a line: integers get a point, so that the division is one of reals."""
    return f"{e}." if type(e) is int else (e, PRODUCT + 1)


def _side(factors: list[Any], spell: Callable[[Any], Any], need: int) -> list[Any]:
    if len(factors) == 1:
        return [spell(factors[0]) if type(factors[0]) is int else (factors[0], need)]
    parts: list[Any] = []
    for f in factors:
        parts += [spell(f), "*"]
    return ["(", *parts[:-1], ")"] if parts else ["1"]


def times_rule(e: Any, page: Page) -> Any:
    if len(e) < 2:
        return None
    minus, positive = without_sign(e)
    if not has_head(positive, S.Times):
        return SIGN, ["-", (positive, SIGN + 1)]
    over, under = fraction(positive.args)
    sign = ["-"] if minus else []
    if under:
        above = _side(over, lambda f: (f, PRODUCT + 1), QUOTIENT)
        return (SIGN if minus else QUOTIENT), [*sign, *above, "/", *_side(under, _divisor, QUOTIENT + 1)]
    parts: list[Any] = []
    for f in over:
        parts += [(f, PRODUCT + 1), "*"]
    return (SIGN if minus else PRODUCT), [*sign, *parts[:-1]]


def _power(general: Callable[[Any, Page], Any]) -> Callable[[Any, Page], Any]:
    def rule(e: Any, page: Page) -> Any:
        if len(e) != 2:
            return None
        base, exponent = e.args
        if type(exponent) is Rational and exponent.q == 2 and abs(exponent.p) == 1:
            root = ["Sqrt(", (base, 0), ")"]
            return (CALL, root) if exponent.p == 1 else (QUOTIENT, ["1/", *root])
        if type(exponent) is int and exponent == -1:
            return QUOTIENT, ["1/", f"{base}." if type(base) is int else (base, QUOTIENT + 1)]
        return general(e, page)

    return rule


# ---- the forms -------------------------------------------------------------------------------------------------------


def _called(e: Any, page: Page) -> Any:
    return page.call(e)


@cache
def style(name: str) -> Style:
    known = table_rules()
    rules: dict[Symbol, Any] = {S.system(head): known[S.system(head)] for head in _C}
    power: Callable[[Any, Page], Any] = _called
    if name == "FortranForm":
        rules |= {S.system(head): infix_rule(operators.WRITE[head, "infix"], glyph) for head, glyph in _FORTRAN.items()}
        rules[S.Not] = lambda e, page: (_NOT, [".not.", (e.args[0], _NOT + 1)]) if len(e) == 1 else None
        power = infix_rule(operators.WRITE["Power", "infix"], "**")
    rules |= {S.Plus: plus_rule, S.Times: times_rule, S.Power: _power(power), S.DirectedInfinity: infinity_rule}
    return Style(_ATOMS, rules)


def _declare(name: str) -> None:
    @form(name)
    def text(e: Any, width: int | None, visible: Callable[[Symbol], str], hook: Callable[[Any], Any] | None) -> str:
        return CodePage(style(name), visible, hook, width).text(e)

    @formatter(name)
    def show(e: Any, page: Page) -> Any:
        return CodePage(style(name), page.visible, page.hook).text(e.args[0]) if len(e.args) == 1 else None


for _name in ("CForm", "FortranForm"):
    _declare(_name)
