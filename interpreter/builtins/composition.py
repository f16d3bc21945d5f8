"""Functions made of functions: Identity, Composition, curried forms."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import applied, builtin
from ..expr import Expr, has_head, is_list


@builtin("Identity[expr_]")
def identity(expr: Any) -> Any:
    """Identity[expr] gives expr.

    >>> Identity[x]
    x
    """
    return expr


def _composed(fs: tuple[Any, ...], head: Any) -> Any:
    parts: list[Any] = []
    for f in fs:
        if has_head(f, head):
            parts += f.args
        elif f is not S.Identity:
            parts.append(f)
    if not parts:
        return S.Identity
    return parts[0] if len(parts) == 1 else None if len(parts) == len(fs) else Expr(head, tuple(parts))


@builtin("Composition[fs___]", attributes="Flat OneIdentity Protected")
def composition(fs: tuple[Any, ...]) -> Any:
    """Composition[f, g, h] or f @* g @* h is the function that gives f[g[h[x]]].

    >>> (f @* g)[x]
    f[g[x]]
    """
    return _composed(fs, S.Composition)


@applied("Composition")
def apply_composition(head: Any, args: tuple[Any, ...]) -> Any:
    """(f @* g)[x, y] is f[g[x, y]]."""
    return _chain(head.args[::-1], args)


@builtin("RightComposition[fs___]", attributes="Flat OneIdentity Protected")
def right_composition(fs: tuple[Any, ...]) -> Any:
    """RightComposition[f, g, h] or f /* g /* h is the function that gives h[g[f[x]]].

    >>> (f /* g)[x]
    g[f[x]]
    """
    return _composed(fs, S.RightComposition)


@applied("RightComposition")
def apply_right_composition(head: Any, args: tuple[Any, ...]) -> Any:
    """(f /* g)[x, y] is g[f[x, y]]."""
    return _chain(head.args, args)


def _chain(fs: tuple[Any, ...], args: tuple[Any, ...]) -> Any:
    if not fs:
        return None
    result = Expr(fs[0], args)
    for f in fs[1:]:
        result = Expr(f, (result,))
    return result


@builtin("OperatorApplied[f_, n_:2]")
def operator_applied(f: Any, n: Any = 2) -> Any:
    """OperatorApplied[f] is an operator form of f: OperatorApplied[f][x][y] gives f[y, x].

    OperatorApplied[f, n] takes n arguments one by one and gives f[x1, ..., xn].

    >>> OperatorApplied[f][x][y]
    f[y, x]
    >>> OperatorApplied[f, 3][a][b][c]
    f[a, b, c]
    """
    return None


@applied("OperatorApplied")
def apply_operator_applied(head: Any, args: tuple[Any, ...]) -> Any:
    """Collect the arguments in nested heads until there are enough."""
    if len(args) != 1 or not head.args:
        return None
    f, *spec = head.args
    return Expr(S.CurryApplied, (f, spec[0] if spec else Expr(S.List, (2, 1)), args[0]))


_MOST_ARGUMENTS = 10_000


@builtin("CurryApplied[f_, n_, collected___]", operator="CurryApplied[n_][f_]")
def curry_applied(f: Any, n: Any, collected: tuple[Any, ...] = ()) -> Any:
    """CurryApplied[f, n] is f with its n arguments taken one by one: CurryApplied[f, 2][x][y] gives f[x, y].

    CurryApplied[f, {i, j, ...}] puts the i-th of them first, the j-th second, and so on.

    >>> CurryApplied[f, 2][x][y]
    f[x, y]
    """
    if type(n) is int and not 0 < n <= _MOST_ARGUMENTS:
        return None
    order = list(range(1, n + 1)) if type(n) is int else list(n.args) if is_list(n) else None
    if order is None or len(collected) != len(order) or sorted(order) != list(range(1, len(order) + 1)):
        return None
    return Expr(f, tuple([collected[i - 1] for i in order]))


@applied("CurryApplied")
def apply_curry(head: Any, args: tuple[Any, ...]) -> Any:
    """One more argument; CurryApplied[n][f] waits for its function first."""
    if len(head.args) == 1 and len(args) == 1:
        return Expr(S.CurryApplied, (args[0], head.args[0]))
    return Expr(S.CurryApplied, (*head.args, *args)) if len(head.args) >= 2 else None
