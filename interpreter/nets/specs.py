"""Arguments of layers as the runtime takes them: sizes, port shapes, names and functions, from expressions."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..expr import FALSE, TRUE, Expr, Symbol, has_head, is_list
from ..numerics.numbers import REAL_TYPES


class SpecError(Exception):
    """An argument that says nothing to a layer."""


def plain(e: Any) -> Any:
    """Numbers, strings, names and nested lists as Python values: Automatic is "Automatic", None is None.

    Restricted["Integer", n] becomes ("Restricted", 1, n), a <-> b becomes ("TwoWayRule", a, b).
    """
    if type(e) in (int, float, str):
        return e
    if type(e) is Symbol:
        return {S.None_: None, TRUE: True, FALSE: False}.get(e, e.name)
    if type(e) in REAL_TYPES:
        return float(e)
    if is_list(e):
        return tuple([plain(a) for a in e.args])
    if has_head(e, S.Restricted, 2):
        bounds = plain(e.args[1])
        return ("Restricted", *bounds) if isinstance(bounds, tuple) else ("Restricted", 1, bounds)
    if has_head(e, S.DirectedInfinity):
        return float("inf")
    if isinstance(e, Expr) and type(e.head) is Symbol:
        return (e.head.name, *[plain(a) for a in e.args])
    raise SpecError(e)


def function_spec(f: Any, evaluate: Any) -> Any:
    """A function for the runtime: a name, or a tree of tuples over ("Slot", k), numbers and names.

    What is no plain name is evaluated with the slots standing for themselves, so that the user's definitions are used.
    """
    if type(f) is str:
        return f
    if type(f) is Symbol:
        return f.name
    if has_head(f, S.Function, 1):
        body = f.args[0]
    else:
        count = 1
        if has_head(f, S.Function) and is_list(f.args[0]):
            count = len(f.args[0])
        body = Expr(f, tuple([Expr(S.Slot, (k + 1,)) for k in range(count)]))
    return _tree(evaluate(body), evaluate)


def _tree(e: Any, evaluate: Any) -> Any:
    if type(e) in REAL_TYPES:
        return e if type(e) in (int, float) else float(e)
    if has_head(e, S.Slot, 1):
        return ("Slot", *e.args)
    if type(e) is Symbol:
        if e in (TRUE, FALSE):
            return e is TRUE
        value = evaluate(Expr(S.N, (e,)))
        return value if type(value) is float else e.name
    if isinstance(e, Expr) and type(e.head) is Symbol:
        return (e.head.name, *[_tree(a, evaluate) for a in e.args])
    raise SpecError(e)
