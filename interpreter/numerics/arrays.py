"""Elementwise arithmetic of Packed lists by numpy, with bounds that rule out an integer overflow beforehand.

Every function takes Packed lists and machine numbers and gives an expression, or None when the general way has to
do it: an overflow, a value that is no machine number, or lists that do not fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..packed import Packed

if TYPE_CHECKING:
    import numpy as np

_LIMIT = 1 << 63
_EXACT_FLOAT = 1 << 53


def aligned(args: tuple[Any, ...]) -> list[Any] | None:
    """The arrays and numbers, shaped so that numpy pairs leading axes, as Listable functions do."""
    out = [a.array if type(a) is Packed else a for a in args]
    shapes = [a.shape for a in out if hasattr(a, "shape")]
    longest = max(shapes, key=len)
    if all(s == longest for s in shapes):
        return out
    if any(s != longest[: len(s)] for s in shapes):
        return None
    return [a.reshape(a.shape + (1,) * (len(longest) - a.ndim)) if hasattr(a, "shape") else a for a in out]


def bound(a: Any) -> int:
    """|x| <= bound for an integer or a packed list of integers."""
    return a.bound if type(a) is Packed else abs(a)


def all_integers(args: tuple[Any, ...]) -> bool:
    return all(a.is_integer if type(a) is Packed else type(a) is int for a in args)


def finite(result: np.ndarray) -> Any:
    """A float array as a Packed list, if all of it is finite."""
    import numpy as np

    # the sum is finite only if all parts are, and costs a quarter of looking at each; overflow means a closer look
    with np.errstate(all="ignore"):
        if not np.isfinite(result.sum()) and not np.isfinite(result).all():
            return None
    return Packed(result)


def _fits(args: tuple[Any, ...]) -> bool:
    """Integers among floats: those beyond int64 would become objects."""
    return all(type(a) is not int or -_LIMIT < a < _LIMIT for a in args)


def total(args: tuple[Any, ...]) -> Any:
    """The sum."""
    import numpy as np

    values = aligned(args) if _fits(args) else None
    if values is None:
        return None
    top = None
    if all_integers(args):
        top = sum(map(bound, args))
        if top >= _LIMIT:
            return None
    with np.errstate(all="ignore"):
        r = values[0] + values[1] if len(values) > 1 else values[0]
        for v in values[2:]:
            r = r + v
    return finite(r) if top is None else Packed(r, top)


def product(args: tuple[Any, ...]) -> Any:
    """The product."""
    import numpy as np

    values = aligned(args) if _fits(args) else None
    if values is None:
        return None
    top = None
    if all_integers(args):
        top = 1
        for a in args:
            top *= bound(a)
        if top >= _LIMIT:
            return None
    with np.errstate(all="ignore"):
        r = values[0] * values[1] if len(values) > 1 else values[0]
        for v in values[2:]:
            r = r * v
    return finite(r) if top is None else Packed(r, top)


def quotient(a: Any, b: Any) -> Any:
    """a/b of reals; of integers only where every quotient is whole."""
    import numpy as np

    values = aligned((a, b)) if _fits((a, b)) else None
    if values is None:
        return None
    x, y = values
    if all_integers((a, b)):
        return None
    with np.errstate(all="ignore"):
        return finite(x / y)


def power(base: Any, exponent: Any) -> Any:
    """base^exponent: integers to whole numbers, reals wherever the result is real."""
    import numpy as np

    values = aligned((base, exponent)) if _fits((base, exponent)) else None
    if values is None:
        return None
    x, y = values
    if all_integers((base, exponent)):
        if not isinstance(y, int) or y < 1 or bound(base) ** min(y, 64) >= _LIMIT:
            return None
        return Packed(x**y, bound(base) ** y if bound(base) > 1 else 1)
    with np.errstate(all="ignore"):
        if isinstance(y, int):
            return finite(_integer_power(x, y)) if y > 0 or (y < 0 and x.all()) else None
        if isinstance(y, float) and y == 0.5:
            return finite(np.sqrt(x))
        return finite(np.power(x, y, dtype=np.float64))


def _integer_power(x: Any, n: int) -> Any:
    import numpy as np

    if n == 2:
        return x * x
    return 1.0 / x if n == -1 else np.power(x, float(n))


def apply(ufunc: Any, *args: Any) -> Any:
    """A real ufunc of floats over packed lists; None where a result is not finite (or where 0 was an integer)."""
    import numpy as np

    values = aligned(args)
    if values is None or not any(type(a) is Packed and not a.is_integer for a in args):
        return None  # exact arguments stay exact
    with np.errstate(all="ignore"):
        return finite(ufunc(*values))
