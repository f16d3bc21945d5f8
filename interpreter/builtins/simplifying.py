"""Simplify: the smallest of the forms that the other rooms of algebra can make."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import Expr
from ..numerics.algebra import product_of, sum_of
from ..numerics.numbers import Rational
from ..numerics.powers import power_of
from .assuming import assumed
from .polynomials import expanded, threaded
from .rationals import factored, joined


def size(e: Any) -> int:
    if isinstance(e, Expr):
        return size(e.head) + sum(map(size, e.args))
    if type(e) is Rational:
        return 3 + len(str(e.p)) // 4
    return 1 + (len(str(e)) // 4 if type(e) is int else 0)


def _pythagoras(e: Any) -> Any:
    """Sums with c Sin[u]^2 + c Cos[u]^2, or with 1 - Sin[u]^2, in their shorter form."""
    if not isinstance(e, Expr) or e.head is not S.Plus:
        return e
    for one, other, sign in ((S.Sin, S.Cos, 1), (S.Cosh, S.Sinh, -1)):
        for u in _arguments_of(e, one) + _arguments_of(e, other):
            first, second = power_of(Expr(one, (u,)), 2), power_of(Expr(other, (u,)), 2)
            for a, b in (
                (first, sum_of(1, product_of(-sign, second))),
                (second, sum_of(sign, product_of(-sign, first))),
            ):
                shorter = expanded(_replaced(e, a, b))
                if size(shorter) < size(e):
                    return _pythagoras(shorter)
    return e


def _arguments_of(e: Any, head: Any) -> list[Any]:
    found: dict[Any, None] = {}
    stack = [e]
    while stack:
        x = stack.pop()
        if isinstance(x, Expr):
            if x.head is head and len(x) == 1:
                found[x.args[0]] = None
            stack.extend(x.args)
    return list(found)


def _replaced(e: Any, old: Any, new: Any) -> Any:
    if e == old and type(e) is type(old):
        return new
    if isinstance(e, Expr) and e.head in (S.Plus, S.Times):
        combine = sum_of if e.head is S.Plus else product_of
        return combine(*[_replaced(a, old, new) for a in e.args])
    return e


def simplified(e: Any, evaluate: Any) -> Any:
    """The smallest of the forms that expanding, factoring and joining give, from the inside outwards."""
    if not isinstance(e, Expr):
        return e
    inner = Expr(e.head, tuple([simplified(a, evaluate) for a in e.args]))
    e = evaluate(inner)
    if not isinstance(e, Expr) or e.head not in (S.Plus, S.Times, S.Power):
        return e
    if size(e) > _LARGEST:
        return e
    multiplied = expanded(e)
    if size(multiplied) > 4 * _LARGEST:
        return e
    forms = [e, multiplied, _pythagoras(multiplied), joined(e), *_waves(e, evaluate)]
    pairs = factored(e)
    if pairs is not None:
        forms.append(product_of(*[power_of(f, k) for f, k in pairs]))
    pairs = factored(forms[2])
    if pairs is not None:
        forms.append(product_of(*[power_of(f, k) for f, k in pairs]))
    return min(forms, key=size)


def _waves(e: Any, evaluate: Any) -> list[Any]:
    """The forms that TrigReduce and TrigExpand give."""
    if not any(_arguments_of(e, head) for head in (S.Sin, S.Cos, S.Sinh, S.Cosh, S.Tan, S.Tanh)):
        return []
    from ..algebra.trigonometric import apart, together

    whole = evaluate(apart(e, evaluate))
    return [together(e, evaluate), whole, _pythagoras(evaluate(expanded(whole)))]


_LARGEST = 100  # parts of an expression that is looked at as a whole
_ASSUMING = {"Assumptions": "$Assumptions", "TimeConstraint": "Infinity", "ComplexityFunction": "Automatic"}
name("Assumptions", "Assumptions is an option of Simplify and Integrate: what may be taken to hold.")
name("TimeConstraint", "TimeConstraint is an option of Simplify: the seconds that may be spent on one step.")
name("ComplexityFunction", "ComplexityFunction is an option of Simplify: what is to be made small.")


def _under(expr: Any, assumptions: Any, options: dict[str, Any], session: Any, step: Any) -> Any:
    """The shortest form under the assumptions: refined before and after the step."""
    evaluate = session.evaluate_expr
    given = (options["Assumptions"],) if assumptions is None else (options["Assumptions"], assumptions)
    statements = assumed(session, *given)
    if not statements:
        return threaded(expr, step)
    from ..algebra.knowledge import Knowledge
    from ..algebra.refining import refined

    known = Knowledge(session, statements)
    first = evaluate(threaded(refined(expr, known), step))
    return refined(first, known)


@builtin("Simplify[expr_, OptionsPattern[]]", "Simplify[expr_, assumptions_, OptionsPattern[]]", options=_ASSUMING)
def simplify(expr: Any, assumptions: Any = None, *, options: dict[str, Any], session: Any) -> Any:
    """Simplify[expr] gives the smallest form found by expanding, factoring, joining fractions and relations of waves;
    Simplify[expr, assumptions] uses the assumptions as Refine does.

    >>> {Simplify[Sin[x]^2 + Cos[x]^2], Simplify[(x^2 - 1)/(x - 1)], Simplify[a b + a c]}
    {1, 1 + x, a (b + c)}
    >>> {Simplify[Sqrt[x^2], x > 0], Simplify[2 Sin[x] Cos[x]]}
    {x, Sin[2 x]}
    """
    evaluate = session.evaluate_expr
    return _under(expr, assumptions, options, session, lambda e: simplified(e, evaluate))


@builtin(
    "FullSimplify[expr_, OptionsPattern[]]", "FullSimplify[expr_, assumptions_, OptionsPattern[]]", options=_ASSUMING
)
def full_simplify(expr: Any, assumptions: Any = None, *, options: dict[str, Any], session: Any) -> Any:
    """FullSimplify[expr] gives the smallest form found by Simplify and by relations of special functions as well.

    >>> {FullSimplify[Gamma[1 + n]/Gamma[n]], FullSimplify[Sqrt[3 + 2 Sqrt[2]]]}
    {n, 1 + Sqrt[2]}
    """
    from ..algebra.smallest import smallest

    return _under(expr, assumptions, options, session, lambda e: smallest(e, session))
