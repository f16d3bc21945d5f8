"""Functions that are constant or linear in pieces, and real roots."""

from __future__ import annotations

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, is_list, make_list
from ..numerics.algebra import product_of
from ..numerics.arithmetic import is_zero
from ..numerics.functions import ATTRIBUTES
from ..numerics.inequality import order_of
from ..numerics.numbers import rational
from ..numerics.numeric import real_value
from ..numerics.powers import power_of
from ..packed import Packed


@builtin("Clip[x_]", "Clip[x_, limits_]", "Clip[x_, limits_, values_]", attributes="Protected")
def clip(x, limits=None, values=None, *, session):
    """Clip[x] gives x, but at least -1 and at most 1.

    Clip[x, {min, max}] clips to these limits; Clip[x, {min, max}, {v1, v2}] gives v1 below and v2 above them.

    >>> {Clip[2.5], Clip[{-3, 0, 5}, {0, 2}], Clip[7, {0, 5}, {a, b}]}
    {1, {0, 0, 2}, b}
    """
    low, high = (-1, 1) if limits is None else limits.args if is_list(limits) and len(limits) == 2 else (None, None)
    if low is None or not (values is None or (is_list(values) and len(values) == 2)):
        return None
    below, above = (low, high) if values is None else values.args
    if type(x) is Packed and all(type(v) in (int, float) for v in (low, high)) and values is None:
        import numpy as np

        if not x.is_integer and float in (type(low), type(high)) or x.is_integer and type(low) is type(high) is int:
            return Packed(np.clip(x.array, low, high))
    return _clip(x, low, high, below, above, session)


def _clip(x, low, high, below, above, session):
    if is_list(x):
        out = [_clip(a, low, high, below, above, session) for a in x.args]
        return make_list([Expr(S.Clip, (a,)) if r is None else r for a, r in zip(x.args, out)])
    under, over = order_of(x, low, session), order_of(x, high, session)
    if type(under) is not int or type(over) is not int:
        return None
    return below if under < 0 else above if over > 0 else x


@builtin("UnitStep[x___]", attributes="Listable NumericFunction Orderless Protected", arrays=True)
def unit_step(x, *, session):
    """UnitStep[x] is 0 for x < 0 and 1 for x >= 0; UnitStep[x, y, ...] is 1 only if no argument is negative.

    >>> UnitStep[{-1, 0, 2.5}]
    {0, 1, 1}
    """
    if len(x) == 1 and type(x[0]) is Packed:
        import numpy as np

        return Packed((x[0].array >= 0).astype(np.int64), 1)
    orders = [order_of(a, 0, session) for a in x]
    if any(type(r) is int and r < 0 for r in orders):
        return 0
    if all(type(r) is int for r in orders):
        return 1
    rest = tuple([a for a, r in zip(x, orders) if type(r) is not int])
    return None if len(rest) == len(x) else Expr(S.UnitStep, rest)


@builtin("HeavisideTheta[x_]", attributes=ATTRIBUTES)
def heaviside_theta(x, *, session):
    """HeavisideTheta[x] is 0 for x < 0 and 1 for x > 0; at 0 it stays as it is.

    >>> {HeavisideTheta[-2], HeavisideTheta[3], HeavisideTheta[0]}
    {0, 1, HeavisideTheta[0]}
    """
    r = order_of(x, 0, session)
    return (0 if r < 0 else 1) if type(r) is int and r else None


@builtin("Ramp[x_]", attributes=ATTRIBUTES, arrays=True)
def ramp(x, *, session):
    """Ramp[x] is x for x >= 0 and 0 otherwise.

    >>> Ramp[{-1, 0, 2, -0.5}]
    {0, 0, 2, 0.}
    """
    if type(x) is Packed:
        import numpy as np

        return Packed(np.maximum(x.array, 0), x._bound)
    r = order_of(x, 0, session)
    if type(r) is not int:
        return None
    return x if r >= 0 else 0.0 if type(x) is float else 0


@builtin("Unitize[x_]", attributes=ATTRIBUTES, arrays=True)
def unitize(x, *, session):
    """Unitize[x] is 0 if x is zero and 1 otherwise.

    >>> Unitize[{0, 3, -0.5, 0.}]
    {0, 1, 1, 0}
    """
    if type(x) is Packed:
        import numpy as np

        return Packed((x.array != 0).astype(np.int64), 1)
    value = real_value(x, session)
    return None if value is None else int(not is_zero(value))


@builtin("KroneckerDelta[n___]", attributes="NumericFunction Orderless Protected")
def kronecker_delta(n, *, session):
    """KroneckerDelta[n1, n2, ...] is 1 if all arguments are equal and 0 if not; KroneckerDelta[n] compares with 0.

    >>> {KroneckerDelta[2, 2], KroneckerDelta[1, 2], KroneckerDelta[0]}
    {1, 0, 1}
    """
    values = n if len(n) != 1 else (n[0], 0)
    orders = [order_of(a, b, session) for a, b in zip(values, values[1:])]
    if any(type(r) is int and r for r in orders):
        return 0
    return 1 if all(type(r) is int for r in orders) else None


@builtin("Rescale[x_]", "Rescale[x_, from_]", "Rescale[x_, from_, to_]")
def rescale(x, from_=None, to=None, *, evaluate):
    """Rescale[x, {min, max}] gives x mapped linearly so that min goes to 0 and max to 1.

    Rescale[list] uses the least and greatest element; Rescale[x, {a, b}, {c, d}] maps onto c to d.

    >>> {Rescale[3, {1, 5}], Rescale[{1, 2, 3}], Rescale[5, {0, 10}, {-1, 1}]}
    {1/2, {0, 1/2, 1}, 0}
    """
    if from_ is None:
        low, high = evaluate(Expr(S.Min, (x,))), evaluate(Expr(S.Max, (x,)))
    elif is_list(from_) and len(from_) == 2:
        low, high = from_.args
    else:
        return None
    unit = Expr(S.Divide, (Expr(S.Subtract, (x, low)), evaluate(Expr(S.Subtract, (high, low)))))
    if to is None:
        return unit
    if not is_list(to) or len(to) != 2:
        return None
    return Expr(S.Plus, (to.args[0], Expr(S.Times, (unit, evaluate(Expr(S.Subtract, (to.args[1], to.args[0])))))))


@builtin("CubeRoot[x_]", attributes=ATTRIBUTES)
def cube_root(x):
    """CubeRoot[x] gives the real cube root of x.

    >>> {CubeRoot[8], CubeRoot[-8], CubeRoot[2.]}
    {2, -2, 1.25992}
    """
    return Expr(S.Surd, (x, 3))


@builtin("Surd[x_, n_Integer]", attributes=ATTRIBUTES, noneg="Surd is not defined for even roots of negative values.",
         indet="Indeterminate expression `1` encountered.")  # fmt: skip
def surd(x, n, *, session, say):
    """Surd[x, n] gives the real n-th root of x.

    >>> {Surd[-27, 3], Surd[16, 4], Surd[-2, 3], Surd[-8., 3]}
    {-3, 2, -2^(1/3), -2.}
    """
    if n == 0:
        say("indet", Expr(S.Surd, (x, n)))
        return S.Indeterminate
    r = order_of(x, 0, session)
    if type(r) is not int:
        return None
    if r >= 0:
        return power_of(x, rational(1, n), session)
    if n % 2 == 0:
        say("noneg")
        return None
    return product_of(-1, power_of(product_of(-1, x, session=session), rational(1, n), session), session=session)
