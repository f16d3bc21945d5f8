"""Functions of functions: f[I x] and f[inverse[x]], which are written without the composition."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..expr import Expr, system
from .algebra import product_of, sum_of
from .functions import imaginary_part
from .numbers import Rational
from .powers import power_of

_HALF = Rational(1, 2)


def complement(x: Any) -> Any:
    """Sqrt[1 - x^2]."""
    return power_of(sum_of(1, product_of(-1, power_of(x, 2))), _HALF)


def hypotenuse(x: Any) -> Any:
    """Sqrt[1 + x^2]."""
    return power_of(sum_of(1, power_of(x, 2)), _HALF)


# f[inverse[x]] in algebraic terms
_COMPOSED = {
    ("Sin", "ArcCos"): complement,
    ("Sin", "ArcTan"): lambda x: product_of(x, power_of(hypotenuse(x), -1)),
    ("Cos", "ArcSin"): complement,
    ("Cos", "ArcTan"): lambda x: power_of(hypotenuse(x), -1),
    ("Tan", "ArcSin"): lambda x: product_of(x, power_of(complement(x), -1)),
    ("Tan", "ArcCos"): lambda x: product_of(complement(x), power_of(x, -1)),
    ("Sinh", "ArcCosh"): lambda x: product_of(
        power_of(product_of(sum_of(-1, x), power_of(sum_of(1, x), -1)), _HALF), sum_of(1, x)
    ),
    ("Cosh", "ArcSinh"): hypotenuse,
}


def composed(name: str, z: Any) -> Any:
    """f[arc function[x]] without functions, None if z is no such thing."""
    if not isinstance(z, Expr) or len(z) != 1:
        return None
    if z.head is system("Arc" + name):
        return z.args[0]
    rule = _COMPOSED.get((name, getattr(z.head, "name", "")))
    return None if rule is None else rule(z.args[0])


def turned(z: Any, factor: Any, name: str) -> Any:
    """f[I x] = factor g[x]."""
    x = imaginary_part(z)
    if x is None:
        return None
    inner = Expr(system(name), (x,))
    return inner if factor == 1 else Expr(S.Times, (factor, inner))
