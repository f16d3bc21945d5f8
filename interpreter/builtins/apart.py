"""Apart; carried out in interpreter/algebra."""

from __future__ import annotations

from typing import Any

from ..declare import builtin
from .polynomials import threaded


@builtin("Apart[expr_, OptionsPattern[]]", "Apart[expr_, x_, OptionsPattern[]]",
         attributes="Listable Protected", options={"Modulus": "0", "Trig": "False"})  # fmt: skip
def apart(expr: Any, x: Any = None, *, session: Any) -> Any:
    """Apart[expr] writes a rational expression as a sum of terms with least denominators.

    Apart[expr, x] takes all variables but x for constants.

    >>> {Apart[1/(x^2 - 1)], Apart[(x + y)/(x y)], Apart[1/((x + a) (x + b)), x]}
    {1/(2 (-1 + x)) - 1/(2 (1 + x)), 1/x + 1/y, -(1/((a - b) (a + x))) + 1/((a - b) (b + x))}
    """
    from ..algebra.partialfractions import main_variable, partial_fractions

    def act(e: Any) -> Any:
        variable = main_variable(e, session) if x is None else x
        found = None if variable is None else partial_fractions(e, variable, session.evaluate_expr)
        return e if found is None else found

    return threaded(expr, act)
