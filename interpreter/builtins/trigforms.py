"""TrigExpand, TrigReduce, TrigFactor, ComplexExpand; carried out in interpreter/algebra."""

from __future__ import annotations

from typing import Any

from ..declare import builtin, name
from ..expr import is_list
from .polynomials import threaded

name("TargetFunctions", "TargetFunctions is an option of ComplexExpand: the functions that its results are written in.")


@builtin("TrigExpand[expr_]")
def trig_expand(expr: Any, *, evaluate: Any) -> Any:
    """TrigExpand[expr] writes circular and hyperbolic functions of sums and whole multiples by those of single angles.

    >>> {TrigExpand[Sin[x + y]], TrigExpand[Cos[2 x]], TrigExpand[Sinh[2 x]]}
    {Cos[y] Sin[x] + Cos[x] Sin[y], Cos[x]^2 - Sin[x]^2, 2 Cosh[x] Sinh[x]}
    """
    from ..algebra.trigonometric import apart

    return threaded(expr, lambda e: apart(e, evaluate))


@builtin("TrigReduce[expr_]")
def trig_reduce(expr: Any, *, evaluate: Any) -> Any:
    """TrigReduce[expr] writes products and powers of circular and hyperbolic functions as sums of functions.

    >>> {TrigReduce[2 Cos[x]^2], TrigReduce[2 Sin[x] Cos[y]]}
    {1 + Cos[2 x], Sin[x - y] + Sin[x + y]}
    """
    from ..algebra.trigonometric import together

    return threaded(expr, lambda e: together(e, evaluate))


@builtin("TrigFactor[expr_]")
def trig_factor(expr: Any, *, evaluate: Any) -> Any:
    """TrigFactor[expr] writes sums of circular functions as products.

    >>> {TrigFactor[Sin[x] + Sin[y]], TrigFactor[Cos[x] Sin[y] + Cos[y] Sin[x]]}
    {2 Cos[(x - y)/2] Sin[(x + y)/2], Sin[x + y]}
    """
    from ..algebra.trigonometric import in_factors

    return threaded(expr, lambda e: in_factors(e, evaluate))


@builtin("ComplexExpand[expr_, OptionsPattern[]]", "ComplexExpand[expr_, variables_, OptionsPattern[]]",
         options={"TargetFunctions": "{Re, Im, Abs, Arg, Conjugate, Sign}"})  # fmt: skip
def complex_expand(expr: Any, variables: Any = None, *, session: Any) -> Any:
    """ComplexExpand[expr] writes expr as real part plus I times imaginary part, all variables being real;
    ComplexExpand[expr, {z, ...}] takes the variables z, ... to be complex.

    >>> {ComplexExpand[Sin[x + I y]], ComplexExpand[Abs[x + I y]], ComplexExpand[Re[z^2], z]}
    {Cosh[y] Sin[x] + I Cos[x] Sinh[y], Sqrt[x^2 + y^2], -Im[z]^2 + Re[z]^2}
    """
    from ..algebra.complexparts import Parts

    forms = list(variables.args) if is_list(variables) else [] if variables is None else [variables]
    return threaded(expr, Parts(session, forms).written)
