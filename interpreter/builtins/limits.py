"""Limits and residues; carried out in interpreter/solving."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import Expr, Symbol, is_list, is_rule, make_list
from ..numerics.algebra import product_of
from ..numerics.infinities import is_infinite

name("Direction", 'Direction is an option of Limit: "FromAbove", "FromBelow", or "TwoSided".')

_BOTH = (1, -1)
_SIDES: dict[Any, tuple[int, ...]] = {
    S.Automatic: _BOTH,
    S.Reals: _BOTH,
    "TwoSided": _BOTH,
    "FromAbove": (1,),
    "FromBelow": (-1,),
    -1: (1,),
    1: (-1,),
}


@builtin(
    "Limit[f_, place_, OptionsPattern[]]",
    options={"Analytic": "True", "Assumptions": "$Assumptions", "Direction": "Automatic"},
    ldir='The Direction `1` is none of "FromAbove", "FromBelow", "TwoSided", 1 and -1.',
    lim="`1` is no rule x -> place.",
)
def limit(f: Any, place: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """Limit[f, x -> x0] gives the limit of f as x goes to x0, from both sides of the real axis;
    Direction -> "FromAbove" or "FromBelow" takes one side. x0 may be Infinity or -Infinity.

    It is Indeterminate where there is none.

    >>> {Limit[Sin[x]/x, x -> 0], Limit[(1 + a/n)^n, n -> Infinity], Limit[1/x, x -> 0, Direction -> "FromBelow"]}
    {1, E^a, -Infinity}
    >>> {Limit[1/x, x -> 0], Limit[Abs[x]/x, x -> 0, Direction -> "FromAbove"]}
    {Indeterminate, 1}
    """
    if not is_rule(place) or type(place.args[0]) is not Symbol:
        return say("lim", place)
    if is_list(f):
        rest = () if options["Direction"] is S.Automatic else (Expr(S.Rule, (S.Direction, options["Direction"])),)
        return make_list(Expr(S.Limit, (a, place, *rest)) for a in f.args)
    direction = options["Direction"]
    if direction not in _SIDES:
        return say("ldir", direction)
    x, at = place.args
    sides = _SIDES[direction]
    if is_infinite(at):
        if at.args not in ((1,), (-1,)):
            return None
        sides = at.args
    from ..solving.limits import limit as found

    return found(f, x, at, sides, session)


@builtin("Residue[f_, place_]", lim="`1` is no {z, z0}.")
def residue(f: Any, place: Any, *, session: Any, say: Any) -> Any:
    """Residue[f, {z, z0}] gives the residue of f at z = z0: the coefficient of 1/(z - z0) in its Laurent series.

    >>> {Residue[1/z, {z, 0}], Residue[Gamma[z], {z, -2}], Residue[E^z/z^3, {z, 0}]}
    {1, 1/2, 1/2}
    """
    if not is_list(place) or len(place) != 2 or type(place.args[0]) is not Symbol:
        return say("lim", place)
    z, at = place.args
    from ..solving.expansion import expansion
    from ..solving.powerseries import NoSeries

    infinite = is_infinite(at)
    try:
        s = expansion(f, z, at, 1 if infinite else -1, session).reduced()
    except NoSeries:
        return None
    if s.root != 1:
        return None
    return product_of(-1, s[1]) if infinite else s[-1]
