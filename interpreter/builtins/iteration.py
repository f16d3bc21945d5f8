"""Iterators: Table, Do, Sum, Product and the {i, a, b, step} specification they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .. import symbols as S
from ..control import BreakSignal, ContinueSignal, ReturnSignal
from ..declare import builtin
from ..definitions import PROTECTED
from ..expr import NULL, Expr, Symbol, expr, is_list
from ..iterators import IteratorError, count_up
from ..numerics.numbers import REAL_TYPES
from ..packed import Packed, pack, packs
from ..substitution import substitute
from ..vectors import WORTHWHILE, has_reals, is_elementwise, same_length
from .content import MAX_ELEMENTS

_ITER = "Iterator `1` does not have appropriate bounds."
_ITERATOR_MESSAGES = {"iterb": _ITER, "itraw": "Raw object `1` cannot be used as an iterator."}
_MOST_LOOKED_AT = 10**6  # terms of a sum for which no formula is tried first
_MOST_WHOLE = 10**7  # elements of a list that is made at once


def iterator(spec: Any, evaluate: Callable[[Any], Any]) -> tuple[Symbol | None, Iterable[Any]]:
    """(variable, its values) of n, {n}, {i, n}, {i, a, b}, {i, a, b, step}, {i, {v1, v2, ...}}."""
    if not is_list(spec):
        n = evaluate(spec)
        if is_list(n):
            spec = n
        else:
            return None, count_up(1, n, 1, spec)
    parts = spec.args
    if len(parts) == 1:
        return None, count_up(1, evaluate(parts[0]), 1, spec)
    if not 2 <= len(parts) <= 4:
        raise IteratorError("iterb", spec)
    variable = parts[0]
    if type(variable) is not Symbol:
        variable = evaluate(variable)
        if type(variable) is not Symbol:
            raise IteratorError("itraw", variable)
    bounds = [evaluate(p) for p in parts[1:]]
    if len(bounds) == 1:
        if is_list(bounds[0]):
            return variable, bounds[0].args
        bounds = [1, *bounds]
    low, high, step = (*bounds, 1)[:3]
    if not all(type(x) in REAL_TYPES for x in (low, high, step)):
        values = _symbolic_range(low, high, step, evaluate)
        if values is not None:
            return variable, values
    return variable, count_up(low, high, step, spec)


def _symbolic_range(low: Any, high: Any, step: Any, evaluate: Callable[[Any], Any]) -> list[Any] | None:
    """low + k step up to high for bounds such as 2 Pi, or n and n + 3; None if their number is not known."""
    if type(step) is int and step == 0:
        return None
    width = expr(S.Plus, high, expr(S.Times, -1, low))
    last = evaluate(expr(S.Floor, expr(S.Times, width, expr(S.Power, step, -1))))
    if type(last) is not int or last > MAX_ELEMENTS:
        return None
    return [evaluate(expr(S.Plus, low, expr(S.Times, k, step))) for k in range(last + 1)]


class Loop:
    """Runs a body with an iterator variable bound dynamically, as Block does."""

    def __init__(self, session: Any, variable: Symbol | None) -> None:
        self.evaluator = session.evaluator
        self.definition = None if variable is None else session.definitions[variable]
        if self.definition is not None and self.definition.attributes & PROTECTED:
            raise IteratorError("write", variable, variable)

    def run(self, values: Iterable[Any], step: Callable[[], Any]) -> None:
        evaluator, d = self.evaluator, self.definition
        if d is None:
            for _ in values:
                if evaluator.interrupt is not None:
                    evaluator.poll()
                step()
            return
        saved = d.own
        if saved is None:
            evaluator.set_own(d, NULL)  # a symbol without a value may stand in expressions in normal form
        try:
            for v in values:
                if evaluator.interrupt is not None:
                    evaluator.poll()
                d.own = v
                step()
        finally:
            d.own = saved


def _nested(
    session: Any,
    specs: tuple[Any, ...],
    leaf: Callable[[], Any],
    collect: Callable[[list[Any]], Any] | None,
    whole: Callable[[Any, Any], Any] | None = None,
) -> Any:
    """The body under all iterators; `collect` makes a value of what one iterator gave (None: keep nothing).

    `whole(variable, values)` may give the list of the innermost iterator at once, or None.
    """
    evaluate = session.evaluator.evaluate
    variable, values = iterator(specs[0], evaluate)
    if whole is not None and len(specs) == 1:
        found = whole(variable, values)
        if found is not None:
            return found
    inner = leaf if len(specs) == 1 else (lambda: _nested(session, specs[1:], leaf, collect, whole))
    if collect is None:
        Loop(session, variable).run(values, inner)
        return NULL
    out: list[Any] = []
    Loop(session, variable).run(values, lambda: out.append(inner()))
    return collect(out)


@builtin("Table[body_, specs__]", attributes="HoldAll Protected", **_ITERATOR_MESSAGES)
def table(body: Any, specs: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    """Table[e, {i, n}] gives the list of the values of e for i from 1 to n; more iterators give nested lists.

    Iterators: n, {i, n}, {i, a, b}, {i, a, b, step}, {i, {v1, v2, ...}}.

    >>> Table[i^2, {i, 4}]
    {1, 4, 9, 16}
    >>> Table[10 i + j, {i, 2}, {j, i}]
    {{11}, {21, 22}}
    """
    if _is_endless(specs[-1]):
        say("iterb", specs[-1])
        return None
    try:
        run = session.evaluator.runner(body)
        return _nested(session, specs, run, pack, lambda i, values: _whole(session, body, i, values))
    except IteratorError as problem:
        say(*problem.args)
        return None
    except ReturnSignal as s:
        if s.target is not None:
            raise
        return s.value


def _whole(session: Any, body: Any, variable: Any, values: Any) -> Expr | None:
    """Arithmetic of the variable over a range of integers: all values at once; None for anything else."""
    evaluator = session.evaluator
    if type(values) is not range:
        return None
    size = (values.stop - values.start) // values.step
    if size > MAX_ELEMENTS:
        raise IteratorError("nomem", size)
    if not WORTHWHILE <= size <= _MOST_WHOLE or max(abs(values.start), abs(values.stop)) >= 1 << 62:
        return None
    if variable is None or not is_elementwise(body, variable, evaluator):
        return None
    if not packs(size) and not has_reals(body):
        return None
    import numpy as np

    column = Packed(np.arange(values.start, values.stop, values.step))
    return same_length(evaluator.evaluate(substitute(body, {variable: column})), len(values))


def _is_endless(spec: Any) -> bool:
    return is_list(spec) and len(spec) > 1 and spec.args[-1] is S.Infinity


@builtin("Do[body_, specs__]", attributes="HoldAll Protected", **_ITERATOR_MESSAGES)
def do(body: Any, specs: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    """Do[e, {i, n}] evaluates e for i from 1 to n, for what it does; Break, Continue and Return work inside.

    >>> s = 0; Do[s += i, {i, 10}]; s
    55
    """
    run = session.evaluator.runner(body)

    def step() -> None:
        try:
            run()
        except ContinueSignal:
            pass

    try:
        return _nested(session, specs, step, None)
    except BreakSignal:
        return NULL
    except IteratorError as problem:
        say(*problem.args)
        return None
    except ReturnSignal as s:
        if s.target is not None:
            raise
        return s.value


def _add(items: list[Any]) -> Any:
    if all(type(x) is int for x in items):
        return sum(items)
    return Expr(S.Plus, tuple(items)) if items else 0


def _multiply(items: list[Any]) -> Any:
    if all(type(x) is int for x in items):
        from math import prod

        return prod(items)
    return Expr(S.Times, tuple(items)) if items else 1


_SERIES = {
    "Assumptions": "$Assumptions",
    "GenerateConditions": "False",
    "Method": "Automatic",
    "Regularization": "None",
    "VerifyConvergence": "True",
}


@builtin("Sum[body_, specs__, OptionsPattern[]]", attributes="HoldAll Protected ReadProtected",
         options=_SERIES, div="Sum does not converge.", **_ITERATOR_MESSAGES)  # fmt: skip
def sum_(body: Any, specs: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    """Sum[e, {i, a, b}] adds the values of e for i from a to b; Sum[e, i] is a sum without ends.

    The ends may be symbols and Infinity, where a formula for the sum is known.

    >>> Sum[i^2, {i, 10}]
    385
    >>> {Sum[i, {i, n}], Sum[x^i, {i, 0, Infinity}], Sum[1/i^2, {i, Infinity}]}
    {(n (1 + n))/2, -(1/(-1 + x)), Pi^2/6}
    """
    return _series(session, specs, body, _add, say)


@builtin("Product[body_, specs__, OptionsPattern[]]", attributes="HoldAll Protected ReadProtected",
         options=_SERIES, div="Product does not converge.", **_ITERATOR_MESSAGES)  # fmt: skip
def product(body: Any, specs: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    """Product[e, {i, a, b}] multiplies the values of e for i from a to b, which may be symbols.

    >>> {Product[i, {i, 5}], Product[i, {i, n}]}
    {120, n!}
    """
    return _series(session, specs, body, _multiply, say)


def _series(session: Any, specs: tuple[Any, ...], body: Any, collect: Any, say: Any) -> Any:
    """Finite sums and products; symbolic bounds are no mistake, so there is no message."""
    evaluate = session.evaluator.evaluate

    def reduced(items: list[Any]) -> Any:
        return evaluate(collect(items))

    try:
        if any(_is_long(s, evaluate) for s in specs):
            found = _formula(session, specs, body, "Sum" if collect is _add else "Product", say)
            if found is not None:
                return found
        if not any(_is_endless(s) or type(s) is Symbol for s in specs):
            return _nested(session, specs, session.evaluator.runner(body), reduced)
    except IteratorError:
        pass
    return _formula(session, specs, body, "Sum" if collect is _add else "Product", say)


def _is_long(spec: Any, evaluate: Callable[[Any], Any]) -> bool:
    """{i, a, b} with more terms than one would want to look at."""
    ends = spec.args[1:] if is_list(spec) else ()
    ends = tuple([evaluate(e) if isinstance(e, Expr) and e.head is S.Power else e for e in ends])
    if not 1 <= len(ends) <= 2 or not all(type(e) is int for e in ends):
        return False
    return bool(ends[-1] - (ends[0] if len(ends) == 2 else 1) > _MOST_LOOKED_AT)


def _formula(session: Any, specs: tuple[Any, ...], body: Any, kind: str, say: Any) -> Any:
    from ..algebra.sums import Divergent, symbolic

    try:
        return symbolic(session, body, specs, kind)
    except Divergent:
        return say("div")
