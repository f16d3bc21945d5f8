"""Python values to expressions and back, by two tables.

    int  float  complex  Fraction  Decimal  str  bool           numbers, strings, True and False
    None                                                        Null
    list  tuple                                                 List
    dict                                                        Association
    numpy array                                                 List (packed); rectangular numbers come back as an array
    bytes                                                       ByteArray
    Pillow's image                                              Image
    inf  nan                                                    Infinity, Indeterminate
    Symbol  Expr                                                themselves; what has no other form comes back as itself

Both directions keep a stack of their own: nesting is the user's to choose.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from . import symbols as S
from .associations import Association, association
from .expr import FALSE, LIST, NULL, TRUE, Expr, Symbol, Value
from .numerics.numbers import BigReal, Complex, Rational, complex_number, rational

Resolve = Callable[[str], Symbol]
MOST_DIMENSIONS = 64  # of a numpy array
MACHINE_DIGITS = 15.954589770191003
INFINITY, MINUS_INFINITY = Expr(S.DirectedInfinity, (1,)), Expr(S.DirectedInfinity, (-1,))


# ---- to the language -------------------------------------------------------------------------------------------------


def _from_float(x: float) -> Any:
    if math.isfinite(x):
        return x
    return S.Indeterminate if math.isnan(x) else INFINITY if x > 0 else MINUS_INFINITY


def _from_decimal(x: Decimal) -> Any:
    if not x.is_finite():
        return _from_float(float(x))
    from .numerics.bigreals import parse_real

    sign, digits, exponent = x.as_tuple()
    text = ("-" if sign else "") + "".join(map(str, digits))
    return parse_real(text, int(exponent), max(float(len(digits)), MACHINE_DIGITS))


TO_EXPRESSION: dict[type, Callable[[Any], Any]] = {
    bool: lambda x: TRUE if x else FALSE,
    type(None): lambda x: NULL,
    int: lambda x: x,
    float: _from_float,
    complex: lambda x: complex_number(_from_float(x.real), _from_float(x.imag)),
    Fraction: lambda x: rational(x.numerator, x.denominator),
    Decimal: _from_decimal,
    str: lambda x: x,
    bytes: lambda x: _from_bytes(x),
    bytearray: lambda x: _from_bytes(x),
    Symbol: lambda x: x,
    Expr: lambda x: x,
    Association: lambda x: x,
    Rational: lambda x: x,
    Complex: lambda x: x,
    BigReal: lambda x: x,
}


class Unconvertible(TypeError):
    """A Python value that the language has no form for."""


def to_expression(value: Any, resolve: Resolve | None = None) -> Any:
    """The expression of a Python value.

    `resolve` makes the symbol of a written name; objects with a method `__expression__(resolve)` say themselves what
    they are: head and arguments, as Python values, or a single expression.
    """
    done: list[Any] = []
    todo: list[tuple[str, Any]] = [("value", value)]
    while todo:
        kind, x = todo.pop()
        if kind == "value":
            _visit(x, resolve, done, todo)
        elif kind == "list":
            done[len(done) - x :] = [Expr(LIST, tuple(done[len(done) - x :]))]
        elif kind == "call":
            args = tuple(done[len(done) - x :])
            del done[len(done) - x :]
            done[-1] = Expr(done[-1], args)
        else:
            pairs = done[len(done) - 2 * x :]
            done[len(done) - 2 * x :] = [association(zip(pairs[::2], pairs[1::2]))]
    return done[0]


def _visit(x: Any, resolve: Resolve | None, done: list[Any], todo: list[tuple[str, Any]]) -> None:
    convert = TO_EXPRESSION.get(type(x))
    if convert is not None:
        done.append(convert(x))
    elif isinstance(x, list | tuple):
        todo.append(("list", len(x)))
        todo.extend([("value", item) for item in reversed(x)])
    elif isinstance(x, Mapping):
        todo.append(("association", len(x)))
        for key, value in reversed(x.items()):
            todo += [("value", value), ("value", key)]
    elif hasattr(x, "__expression__"):
        own = x.__expression__(resolve)
        if isinstance(own, tuple):
            head, args = own
            todo.append(("call", len(args)))
            todo.extend([("value", item) for item in reversed(args)])
            todo.append(("value", head))
        else:
            done.append(own)
    elif type(x).__module__.partition(".")[0] == "PIL":
        done.append(_from_pillow(x))
    elif hasattr(x, "__array__"):
        done.append(_from_array(x))
    else:
        for known in TO_EXPRESSION:
            if isinstance(x, known) and known is not type(None):
                done.append(TO_EXPRESSION[known](known(x) if known in (int, float, str) else x))
                return
        raise Unconvertible(f"no expression for a Python {type(x).__name__}")


def _from_array(x: Any) -> Any:
    import numpy as np

    from .packed import from_array

    array = np.asarray(x)
    if array.ndim == 0:
        return to_expression(array.item())
    plain = array.dtype.kind in "iu" and (array.dtype.itemsize < 8 or array.dtype.kind == "i")
    if plain or (array.dtype.kind == "f" and bool(np.isfinite(array).all())):
        return from_array(array.view())  # packing makes its array read-only: that is not for the caller's own to suffer
    return to_expression(array.tolist())


def _from_bytes(x: bytes) -> Any:
    from .bytearrays import ByteArray

    return ByteArray(bytes(x))


def _from_pillow(x: Any) -> Any:
    from .images.files import from_pillow

    try:
        return from_pillow(x)
    except Exception as problem:  # other objects of Pillow's, images that cannot be loaded
        raise Unconvertible(f"no expression for a Pillow {type(x).__name__}: {problem}") from None


# ---- to Python -------------------------------------------------------------------------------------------------------


def _to_complex(x: Complex) -> Any:
    parts = (x.re, x.im)
    try:
        return complex(*map(float, parts))
    except OverflowError:
        return x


def _to_decimal(x: BigReal) -> Decimal:
    import mpmath

    digits = max(round(x.precision), 1)
    return Decimal(mpmath.nstr(x.value, digits, strip_zeros=False) if x.value else "0")


_SYMBOLS = {TRUE: True, FALSE: False, NULL: None, S.Indeterminate: math.nan, S.Infinity: math.inf}
TO_PYTHON: dict[type, Callable[[Any], Any]] = {
    Rational: lambda x: Fraction(x.p, x.q),
    Complex: _to_complex,
    BigReal: _to_decimal,
    Symbol: lambda x: _SYMBOLS.get(x, x),
}
# head -> f(expression) -> Python value or None: how the heads of other topics (images, bytes, dates) join in
FROM_HEAD: dict[Symbol, Callable[[Expr], Any]] = {
    S.DirectedInfinity: lambda e: {1: math.inf, -1: -math.inf}.get(e.args[0] if len(e) == 1 else 0),
    S.Image: lambda e: _to_pillow(e),
    S.ByteArray: lambda e: getattr(e, "data", None),
}


def _to_pillow(e: Expr) -> Any:
    """Pillow's image of a picture; None of an Image[...] that is none."""
    if not isinstance(e, Value):
        return None
    from .images.files import to_pillow

    return to_pillow(e)  # type: ignore[arg-type]


def png_of(e: Any) -> bytes | None:
    """The PNG file of a picture, for notebooks to show; None of anything else."""
    if not isinstance(e, Value) or e.head is not S.Image:
        return None
    from .images.files import write_image

    return write_image(e, "PNG")  # type: ignore[arg-type]


def to_python(e: Any) -> Any:
    """The Python value of an expression; what has none stays a Symbol or Expr."""
    done: list[Any] = []
    todo: list[tuple[str, Any]] = [("value", e)]
    while todo:
        kind, x = todo.pop()
        if kind == "value":
            if isinstance(x, Expr):
                _visit_expression(x, done, todo)
            else:
                convert = TO_PYTHON.get(type(x))
                done.append(x if convert is None else convert(x))
        elif kind == "list":
            done[len(done) - x :] = [done[len(done) - x :]]
        else:
            values = done[len(done) - len(x) :]
            done[len(done) - len(x) :] = [dict(zip(x, values))]
    return done[0]


def _visit_expression(e: Expr, done: list[Any], todo: list[tuple[str, Any]]) -> None:
    if type(e) is Association:
        todo.append(("dict", [_key(k) for k in e.keys()]))
        todo.extend([("value", v) for v in reversed(e.values())])
    elif e.head is LIST:
        array = _numbers(e)
        if array is not None:
            done.append(array)
            return
        todo.append(("list", len(e)))
        todo.extend([("value", item) for item in reversed(e.args)])
    else:
        convert = FROM_HEAD.get(e.head) if type(e.head) is Symbol else None
        value = None if convert is None else convert(e)
        done.append(e if value is None else value)


def _numbers(e: Expr) -> Any:
    """The array of a rectangular list of machine numbers; None for every other list, also for {}."""
    from .packed import Packed, to_array

    if type(e) is Packed:
        return e.array
    first: Any = e
    for _ in range(MOST_DIMENSIONS):  # most lists are refused here, before anything is copied
        if first.head is not LIST or not len(first):
            return None
        first = first.args[0]
        if not isinstance(first, Expr):
            return to_array(e) if type(first) in (int, float) else None
    return None


def _key(k: Any) -> Any:
    """A key as a Python value; what dictionaries cannot hold stays an expression."""
    value = to_python(k)
    try:
        hash(value)
    except TypeError:
        return k
    return value
