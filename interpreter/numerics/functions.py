"""The table of numeric functions of one variable: everything about a function in one entry beside its exact rules.

    @numeric_function("Sin", real=math.sin, complex=cmath.sin, mp="sin", array="sin", derivative="Cos[#]")
    def sin(z, session):
        (docstring: usage and examples)
        ... what is known of exact arguments: an expression, or None ...

Machine numbers go to `real`, and to `complex` where that has no real value; arbitrary-precision numbers to mpmath;
packed lists of reals to numpy.  `derivative` is text of the language with # for the argument.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr
from ..packed import Packed
from . import arrays
from .arithmetic import _widened, sign, to_machine
from .bigreals import call
from .infinities import COMPLEX_INFINITY, INDETERMINATE, is_infinite, out_of_range
from .numbers import NUMBER_TYPES, Complex, NumberOverflow, is_inexact


@dataclass(frozen=True, slots=True)
class NumericFunction:
    """One row of the table.

    real        a float function; ValueError outside its domain, ZeroDivisionError at a pole
    complex     a function of Python's complex numbers, or None: mpmath does it
    mp          the name of a method of mpmath contexts, or a function of (context, x)
    array       the name of a numpy ufunc, a function of (numpy, array), or None
    derivative  the derivative as text, # being the argument
    """

    name: str
    real: Callable[[float], float] | None
    complex: Callable[[complex], complex] | None
    mp: str | Callable[..., Any]
    array: str | Callable[..., Any] | None
    derivative: str | None
    exact: Callable[..., Any]

    def big(self, c: Any, x: Any) -> Any:
        """The value in an mpmath context."""
        return getattr(c, self.mp)(x) if isinstance(self.mp, str) else self.mp(c, x)


FUNCTIONS: dict[str, NumericFunction] = {}

# derivatives of functions of several variables: (name, number of arguments) -> one text per argument, with #1, #2, ...
DERIVATIVES: dict[tuple[str, int], tuple[str, ...]] = {}

ATTRIBUTES = "Listable NumericFunction Protected"


def numeric_function(
    name: str,
    *,
    real: Callable[[float], float] | None,
    complex: Callable[[complex], complex] | None = None,
    mp: str | Callable[..., Any],
    array: str | Callable[..., Any] | None = None,
    derivative: str | None = None,
    declare: bool = True,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Enter a function with its exact rules into the table and declare it as a builtin.

    Without `declare` the result is the evaluating function, for a builtin that takes more arguments as well.
    """

    def register(exact: Callable[..., Any]) -> Callable[..., Any]:
        row = FUNCTIONS[name] = NumericFunction(name, real, complex, mp, array, derivative, exact)
        if derivative is not None:
            DERIVATIVES[name, 1] = (derivative,)
        evaluate = _evaluator(row)
        if declare:
            evaluate.__doc__ = exact.__doc__
            builtin(f"{name}[z_]", attributes=ATTRIBUTES, arrays=array is not None)(evaluate)
        return evaluate

    return register


def _evaluator(row: NumericFunction) -> Callable[..., Any]:
    real, exact = row.real, row.exact

    def evaluate(z: Any, *, session: Any) -> Any:
        t = type(z)
        if t is float and real is not None:
            try:
                r = real(z)
                if r - r == 0.0:
                    return r
            except ZeroDivisionError:
                return COMPLEX_INFINITY
            except (ValueError, OverflowError):
                pass
        if t in NUMBER_TYPES and is_inexact(z):
            try:
                r = inexact_value(row, z)
            except NumberOverflow as problem:
                return out_of_range(problem, session)
            return exact(z, session) if r is None else r
        if t is Packed:
            return array_value(row, z)
        if z is INDETERMINATE:
            return z
        return exact(z, session)

    evaluate.__name__ = evaluate.__qualname__ = row.exact.__name__
    return evaluate


def inexact_value(row: NumericFunction, z: Any) -> Any:
    """The value at an inexact number, None where it is not finite."""
    if type(z) is Complex and type(z.re) is float and row.complex is not None:
        try:
            w = row.complex(complex(z))
            if w.real - w.real == 0.0 and w.imag - w.imag == 0.0:
                return Complex(w.real, w.imag)
        except ZeroDivisionError:
            return COMPLEX_INFINITY
        except (ValueError, OverflowError):
            pass
    return call_number(row.big, z)


def call_number(function: Callable[..., Any], *args: Any) -> Any:
    """An mpmath function of numbers, one of them inexact; machine numbers give a machine number."""
    machine = any(type(a) is float or (type(a) is Complex and type(a.re) is float) for a in args)
    r = call(function, *[_widened(a) for a in args])
    if r is None or not machine:
        return r
    if type(r) is Complex and type(r.re) is int:
        r = Complex(0.0, r.im)
    return to_machine(r)


def array_value(row: NumericFunction, z: Packed) -> Any:
    """The value at each number of a packed list of reals, None to do it one by one."""
    if row.array is None or z.is_integer:
        return None
    import numpy as np

    if isinstance(row.array, str):
        return arrays.apply(getattr(np, row.array), z)
    return arrays.apply(lambda x: row.array(np, x), z)


# ---- what exact rules share ------------------------------------------------------------------------------------------


def opposite(z: Any) -> Any:
    """-z if z is written with a minus sign (-3, -x, -a + b), else None: the argument that parity rules leave."""
    if _is_minus(z):
        from .algebra import product_of, sum_of

        if isinstance(z, Expr) and z.head is S.Plus:
            return sum_of(*[product_of(-1, t) for t in z.args])
        return product_of(-1, z)
    return None


def _is_minus(z: Any) -> bool:
    t = type(z)
    if t is Complex:
        return sign(z.re) < 0 or (sign(z.re) == 0 and sign(z.im) < 0)
    if t in NUMBER_TYPES:
        return sign(z) < 0
    if isinstance(z, Expr) and z.args:
        if z.head is S.Times:
            return type(z.args[0]) in NUMBER_TYPES and _is_minus(z.args[0])
        if z.head is S.Plus:
            return _is_minus(z.args[0])
    return bool(is_infinite(z) and z.args and _is_minus(z.args[0]))


def odd(name: str, z: Any) -> Any:
    """f[-z] = -f[z]."""
    w = opposite(z)
    return None if w is None else Expr(S.Times, (-1, Expr(S.system(name), (w,))))


def even(name: str, z: Any) -> Any:
    """f[-z] = f[z]."""
    w = opposite(z)
    return None if w is None else Expr(S.system(name), (w,))


def imaginary_part(z: Any) -> Any:
    """x if z is I x, written with an imaginary coefficient; else None."""
    from .algebra import product_of

    if type(z) is Complex:
        return z.im if z.re == 0 else None
    if isinstance(z, Expr) and z.head is S.Times and type(z.args[0]) is Complex and z.args[0].re == 0:
        return product_of(z.args[0].im, *z.args[1:])
    return None


def at_infinity(z: Any, positive: Any, negative: Any, other: Any = INDETERMINATE) -> Any:
    """The limit at Infinity, -Infinity or another infinity; None if z is finite or its direction is symbolic."""
    if not is_infinite(z):
        return None
    if not z.args or type(z.args[0]) is Complex:
        return other
    if type(z.args[0]) is not int:
        return None
    return positive if z.args[0] > 0 else negative
