"""Arguments of layers as the runtime takes them: sizes, port shapes, names and functions, from expressions."""

from __future__ import annotations

from typing import Any

from ...runtime.ops.trees import FUNCTIONS
from .. import symbols as S
from ..associations import Association
from ..expr import FALSE, RULE, TRUE, Expr, Symbol, boolean, expr, has_head, is_list, is_rule, make_list, system
from ..numerics.numbers import REAL_TYPES

_WORDS = {S.None_: None, TRUE: True, FALSE: False}
# Heads whose plain form is a tuple that begins with their name; `unplain` knows them again.
HEADS = frozenset("Interval Restricted Rule Scaled Span TwoWayRule".split())
# Plain names that can only have been symbols.
_SYMBOLS = frozenset("All Automatic Catenate EuclideanDistance Max Mean Min Total".split())


class SpecError(Exception):
    """An argument that says nothing to a layer."""


def plain(e: Any) -> Any:
    """Numbers, strings, names and nested lists as Python values: Automatic is "Automatic", None is None.

    Other expressions are tuples that begin with the name of their head: Restricted["Integer", n] is ("Restricted", 1,
    n), a <-> b ("TwoWayRule", a, b), 2 ;; All ("Span", 2, "All"), a -> b ("Rule", a, b). An association is a tuple of
    pairs.
    """
    if type(e) in (int, float, str):
        return e
    if type(e) is Symbol:
        return _WORDS[e] if e in _WORDS else e.name
    if type(e) in REAL_TYPES:
        return float(e)
    if is_list(e):
        return tuple([plain(a) for a in e.args])
    if type(e) is Association:
        return tuple([(plain(k), plain(v)) for k, v in e.items()])
    if is_rule(e):
        return ("Rule", plain(e.args[0]), plain(e.args[1]))
    if has_head(e, S.Restricted, 2):
        bounds = plain(e.args[1])
        return ("Restricted", *bounds) if isinstance(bounds, tuple) else ("Restricted", 1, bounds)
    if has_head(e, S.DirectedInfinity, 1) and e.args[0] in (1, -1):
        return float("inf") * e.args[0]
    if isinstance(e, Expr) and type(e.head) is Symbol:
        return (e.head.name, *[plain(a) for a in e.args])
    raise SpecError(e)


def unplain(value: Any) -> Any:
    """The expression of a plain value; names stay strings where they may have been some."""
    if value is None:
        return S.None_
    if isinstance(value, bool):
        return boolean(value)
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return expr(S.DirectedInfinity, 1 if value > 0 else -1)
    if isinstance(value, tuple | list):
        if value and isinstance(value[0], str) and value[0] in HEADS:
            return Expr(system(value[0]), tuple(map(unplain, value[1:])))
        return make_list(map(unplain, value))
    return system(value) if value in _SYMBOLS else value


def function_spec(f: Any, evaluate: Any) -> Any:
    """A function for the runtime: a name, or a tree of tuples over ("Slot", k), numbers and names.

    What is no plain name is evaluated with the slots standing for themselves, so that the user's definitions are used.
    """
    if type(f) is str:
        return f
    if type(f) is Symbol and f.name in FUNCTIONS:
        return f.name
    if not isinstance(f, Symbol | Expr) or is_list(f) or is_rule(f) or type(f) is Association:
        raise SpecError(f)
    if has_head(f, S.Function, 1):
        return tree(evaluate(f.args[0]), evaluate)
    names = f.args[0] if has_head(f, S.Function) and len(f) else None
    count = len(names) if is_list(names) else 1
    return tree(evaluate(Expr(f, tuple([Expr(S.Slot, (k + 1,)) for k in range(count)]))), evaluate)


def tree(e: Any, evaluate: Any) -> Any:
    """An evaluated function body as a tree."""
    if type(e) in REAL_TYPES:
        try:
            return e if type(e) is float else float(e) if type(e) is not int or abs(e) > 2**53 else e
        except OverflowError:
            raise SpecError(e) from None
    if has_head(e, S.Slot, 1):
        return ("Slot", *e.args)
    if type(e) is Symbol:
        if e in (TRUE, FALSE):
            return e is TRUE
        value = evaluate(Expr(S.N, (e,)))
        return value if type(value) is float else e.name
    if isinstance(e, Expr) and type(e.head) in (Symbol, str) and e.head is not RULE:
        head = e.head if type(e.head) is str else e.head.name
        return (head, *[tree(a, evaluate) for a in e.args])
    raise SpecError(e)
