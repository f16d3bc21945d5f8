"""PowerExpand; carried out in interpreter/algebra."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, is_list
from ..substitution import contains


@builtin("PowerExpand[expr_, OptionsPattern[]]", "PowerExpand[expr_, variables_, OptionsPattern[]]",
         options={"Assumptions": "Automatic"})  # fmt: skip
def power_expand(expr: Any, variables: Any = None, *, options: dict[str, Any], session: Any) -> Any:
    """PowerExpand[expr] takes powers of products and powers apart, and logarithms of them.

    This is right for positive numbers and real exponents. PowerExpand[expr, {x, ...}] is about these variables alone.
    With Assumptions -> True and the like it does only what is right under the assumptions.

    >>> {PowerExpand[Sqrt[x^2 y]], PowerExpand[Log[a b^c]], PowerExpand[(a b)^n]}
    {x Sqrt[y], Log[a] + c Log[b], a^n b^n}
    """
    from ..algebra.powers import powers_apart

    if options["Assumptions"] is not S.Automatic:
        return Expr(S.Refine, (expr, options["Assumptions"]))
    forms = None if variables is None else variables.args if is_list(variables) else [variables]
    return powers_apart(expr, lambda x: forms is None or any(contains(x, f) for f in forms), session.evaluate_expr)
