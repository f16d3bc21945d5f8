"""FullSimplify: the smallest of the forms that Simplify, FunctionExpand and SymPy give."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..builtins.simplifying import simplified, size
from ..expr import Expr, expr
from ..numerics.numbers import Rational
from .asking import asked
from .bridge import bridged
from .checking import agree

_LARGEST = 200  # parts of an expression that is given to SymPy
_LIMIT = 5.0  # seconds


def smallest(e: Any, session: Any) -> Any:
    """e in the shortest form that was found."""
    evaluate = session.evaluate_expr
    best = evaluate(simplified(e, evaluate))
    if not _is_deep(best) or size(best) > _LARGEST:
        return best
    forms = [best, simplified(evaluate(expr(S.FunctionExpand, best)), evaluate)]
    for method in ("simplify", "gammasimp", "sqrtdenest", "radsimp"):
        found = asked(session, _way(session, best, method), _LIMIT, needed=False)
        if found is not None:
            forms += [found, simplified(found, evaluate)]
    forms = sorted(map(evaluate, forms), key=size)
    return next(f for f in forms if f is best or size(f) >= size(best) or agree(session, f, best, is_complex=True))


def _way(session: Any, e: Any, method: str) -> Callable[[Any], Any]:
    """The question what a function of SymPy makes of e."""
    return lambda sympy: bridged(sympy, session, e, getattr(sympy, method))


def _is_deep(e: Any) -> bool:
    """Whether there is more in it than a rational function of symbols."""
    if not isinstance(e, Expr):
        return False
    if e.head in (S.Plus, S.Times):
        return any(map(_is_deep, e.args))
    if e.head is S.Power and len(e) == 2:
        return type(e.args[1]) is Rational or type(e.args[1]) is not int or _is_deep(e.args[0])
    return True
