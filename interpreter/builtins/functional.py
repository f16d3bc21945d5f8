"""Applying functions to the parts of expressions: Map, Apply, Scan, MapIndexed, MapThread and their kin."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..associations import Association, association
from ..declare import builtin
from ..expr import NULL, RULE, TRUE, Expr, Value, expr, is_list
from ..levels import LevelSpec, level_spec
from ..packed import Packed
from ..vectors import map_whole
from .content import each, elements, with_elements
from .levels import change_levels

_FIRST = LevelSpec(1, 1)
_LEVEL = "Level specification `1` is not of the form n, {n}, or {m, n}."
_HEADS = {"options": {"Heads": "False"}, "level": _LEVEL}


def _levels(spec: Any, default: LevelSpec, say: Any) -> LevelSpec | None:
    if spec is None:
        return default
    levels = level_spec(spec)
    if levels is None:
        say("level", spec)
    return levels


@builtin(
    "Map[f_, expr_, OptionsPattern[]]",
    "Map[f_, expr_, levelspec_, OptionsPattern[]]",
    operator="Map[f_][expr_]",
    **_HEADS,
)
def map_(f: Any, expr: Any, levelspec: Any = None, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """Map[f, expr] or f /@ expr applies f to each element of expr; to the values of an association.

    Map[f, expr, levelspec] applies f to the parts at the given levels, inner ones first.

    >>> Map[f, {a, b, c}]
    {f[a], f[b], f[c]}
    >>> Map[f, {{a}, {b}}, {2}]
    {{f[a]}, {f[b]}}
    """
    levels = _levels(levelspec, _FIRST, say)
    if levels is None or not isinstance(expr, Expr) or isinstance(expr, Value):
        return None if levels is None else change_levels(expr, levels, lambda x, _: Expr(f, (x,)))
    heads = options["Heads"] is TRUE
    if levels == _FIRST and not heads:
        if expr.head is S.List or type(expr) is Association:
            whole = map_whole(f, expr, session.evaluator) if type(expr) is Packed else None
            if whole is not None:
                return whole
            return with_elements(expr, each(session, f, elements(expr)))
        return Expr(expr.head, tuple([Expr(f, (x,)) for x in expr.args]))
    return change_levels(expr, levels, lambda x, _: Expr(f, (x,)), heads)


@builtin(
    "Apply[f_, expr_, OptionsPattern[]]",
    "Apply[f_, expr_, levelspec_, OptionsPattern[]]",
    operator="Apply[f_][expr_]",
    **_HEADS,
)
def apply(f: Any, expr: Any, levelspec: Any = None, *, options: dict[str, Any], say: Any) -> Any:
    """Apply[f, expr] or f @@ expr puts f in place of the head of expr; of an association's values.

    Apply[f, expr, {1}] does so with the elements of expr, Apply[f, expr, levelspec] at the given levels.

    >>> f @@ {a, b}
    f[a, b]
    >>> Apply[f, {{a, b}, {c}}, {1}]
    {f[a, b], f[c]}
    """
    levels = _levels(levelspec, LevelSpec(0, 0), say)
    if levels is None:
        return None
    if levels == (0, 0):
        return Expr(f, tuple(elements(expr))) if isinstance(expr, Expr) else expr
    return change_levels(expr, levels, lambda x, _: _headed(f, x), options["Heads"] is TRUE)


def _headed(f: Any, x: Any) -> Any:
    return Expr(f, tuple(elements(x))) if isinstance(x, Expr) else x


@builtin("MapApply[f_, expr_]", operator="MapApply[f_][expr_]")
def map_apply(f: Any, expr: Any) -> Any:
    """MapApply[f, expr] or f @@@ expr puts f in place of the head of each element of expr.

    >>> f @@@ {{a, b}, {c, d}}
    {f[a, b], f[c, d]}
    """
    return change_levels(expr, _FIRST, lambda x, _: _headed(f, x)) if isinstance(expr, Expr) else expr


@builtin(
    "Scan[f_, expr_, OptionsPattern[]]",
    "Scan[f_, expr_, levelspec_, OptionsPattern[]]",
    operator="Scan[f_][expr_]",
    **_HEADS,
)
def scan(f: Any, expr: Any, levelspec: Any = None, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """Scan[f, expr] evaluates f[x] for each element of expr and gives Null.

    >>> sum = 0; Scan[(sum += #) &, {1, 2, 3}]; sum
    6
    """
    levels = _levels(levelspec, _FIRST, say)
    if levels is None:
        return None
    if levels == _FIRST and isinstance(expr, Expr):
        each(session, f, elements(expr))
        return NULL
    found: list[Any] = []
    change_levels(expr, levels, lambda x, _: found.append(x) or x, options["Heads"] is TRUE)
    each(session, f, found)
    return NULL


@builtin(
    "MapIndexed[f_, expr_, OptionsPattern[]]",
    "MapIndexed[f_, expr_, levelspec_, OptionsPattern[]]",
    operator="MapIndexed[f_][expr_]",
    **_HEADS,
)
def map_indexed(f: Any, expr: Any, levelspec: Any = None, *, options: dict[str, Any], say: Any) -> Any:
    """MapIndexed[f, expr] gives f[x, {i}] for each element x at position i of expr.

    MapIndexed[f, expr, levelspec] does so with the parts at the given levels; keys of associations come as {Key[k]}.

    >>> MapIndexed[f, {a, b}]
    {f[a, {1}], f[b, {2}]}
    """
    levels = _levels(levelspec, _FIRST, say)
    if levels is None:
        return None
    return change_levels(expr, levels, lambda x, p: Expr(f, (x, Expr(S.List, p))), options["Heads"] is TRUE)


@builtin(
    "MapThread[f_, lists_]",
    "MapThread[f_, lists_, n_Integer]",
    operator="MapThread[f_][lists_]",
    mptc="Incompatible dimensions of objects at positions {2, `1`} and {2, `2`} of `3`; dimensions are `4` and `5`.",
    mptd="Object `1` at position {2, `2`} in `3` has only `4` of required `5` dimensions.",
)
def map_thread(f: Any, lists: Any, n: int = 1, *, say: Any) -> Any:
    """MapThread[f, {{a1, a2, ...}, {b1, b2, ...}, ...}] gives {f[a1, b1, ...], f[a2, b2, ...], ...}.

    MapThread[f, lists, n] goes n levels down.

    >>> MapThread[f, {{a, b}, {x, y}}]
    {f[a, x], f[b, y]}
    """
    call = expr(S.MapThread, f, lists)
    if type(lists) is Association:
        lists = Expr(S.List, tuple(lists.values()))
    if not is_list(lists):
        say("list", 2, call)
        return None
    if n == 0 or not lists.args:
        return Expr(f, lists.args) if n == 0 else Expr(S.List, ())
    if all(type(x) is Association for x in lists.args) and n == 1:
        first = lists.args[0]
        if all(x.table.keys() == first.table.keys() for x in lists.args):
            return association((k, Expr(f, tuple([x.get(k) for x in lists.args]))) for k in first.keys())

    def thread(rows: tuple[Any, ...], level: int) -> Any:
        if level == 0:
            return Expr(f, rows)
        for i, r in enumerate(rows):
            if not isinstance(r, Expr):
                raise _ShapeProblem("mptd", r, i + 1, call, n - level, n)
            if len(r) != len(rows[0]):
                sizes = (Expr(S.List, (len(rows[0]),)), Expr(S.List, (len(r),)))
                raise _ShapeProblem("mptc", 1, i + 1, call, *sizes)
        return Expr(S.List, tuple([thread(t, level - 1) for t in zip(*[r.args for r in rows], strict=True)]))

    try:
        return thread(lists.args, n)
    except _ShapeProblem as problem:
        say(*problem.args)
        return None


class _ShapeProblem(Exception):
    """A message: its tag and arguments."""


@builtin(
    "Thread[expr_]",
    "Thread[expr_, h_]",
    "Thread[expr_, h_, n_]",
    tdlen="Objects of unequal length in `1` cannot be combined.",
)
def thread(expr: Any, h: Any = S.List, n: Any = None, *, say: Any) -> Any:
    """Thread[f[lists]] gives the list of f[elements]: what is no list goes to each of them.

    Thread[f[args], h] threads over things with head h; Thread[f[args], h, n] over the first n arguments only.

    >>> Thread[f[{a, b}, x]]
    {f[a, x], f[b, x]}
    >>> Thread[{a, b} == {1, 2}]
    {a == 1, b == 2}
    """
    if not isinstance(expr, Expr):
        return expr
    args = expr.args
    count = len(args)
    last = range(count)
    if type(n) is int:
        last = range(n) if n >= 0 else range(count + n, count)
    elif n is S.None_:
        last = range(0)
    open_ = [i in last and isinstance(a, Expr) and a.head is h for i, a in enumerate(args)]
    lengths = {len(a) for a, o in zip(args, open_, strict=True) if o}
    if not lengths:
        return expr
    if len(lengths) > 1:
        say("tdlen", expr)
        return expr
    size = lengths.pop()
    columns = [a.args if o else (a,) * size for a, o in zip(args, open_, strict=True)]
    return Expr(h, tuple([Expr(expr.head, row) for row in zip(*columns, strict=True)]))


@builtin("Through[expr_]", "Through[expr_, h_]")
def through(expr: Any, h: Any = None) -> Any:
    """Through[p[f, g][x]] gives p[f[x], g[x]].

    Through[expr, h] does so only where the head p is h.

    >>> Through[{f, g}[x]]
    {f[x], g[x]}
    """
    if not isinstance(expr, Expr) or not isinstance(expr.head, Expr) or (h is not None and expr.head.head is not h):
        return expr
    return with_elements_built(expr.head, [Expr(f, expr.args) for f in elements(expr.head)])


def with_elements_built(e: Expr, values: list[Any]) -> Expr:
    """Like with_elements, for elements that are not evaluated yet."""
    if type(e) is Association:
        return with_elements(e, values)
    return Expr(e.head, tuple(values))


@builtin("Operate[p_, expr_]", "Operate[p_, expr_, n_Integer]")
def operate(p: Any, expr: Any, n: int = 1) -> Any:
    """Operate[p, f[x]] gives p[f][x]; Operate[p, expr, n] goes n heads deep.

    >>> Operate[p, f[x, y]]
    p[f][x, y]
    """
    if n == 0:
        return Expr(p, (expr,))
    if not isinstance(expr, Expr):
        return expr
    return Expr(operate(p, expr.head, n - 1) if n > 1 else Expr(p, (expr.head,)), expr.args)


@builtin("Comap[fs_, x_]", operator="Comap[fs_][x_]")
def comap(fs: Any, x: Any) -> Any:
    """Comap[{f, g, ...}, x] gives {f[x], g[x], ...}.

    >>> Comap[{f, g}, x]
    {f[x], g[x]}
    """
    return with_elements_built(fs, [Expr(f, (x,)) for f in elements(fs)]) if isinstance(fs, Expr) else None


@builtin("ComapApply[fs_, args_]", operator="ComapApply[fs_][args_]")
def comap_apply(fs: Any, args: Any) -> Any:
    """ComapApply[{f, g, ...}, {x, y}] gives {f[x, y], g[x, y], ...}.

    >>> ComapApply[{f, g}, {x, y}]
    {f[x, y], g[x, y]}
    """
    if not isinstance(fs, Expr) or not isinstance(args, Expr):
        return None
    return with_elements_built(fs, [Expr(f, tuple(elements(args))) for f in elements(fs)])


@builtin("KeyValueMap[f_, assoc_]", operator="KeyValueMap[f_][assoc_]", invak="The argument `1` is not an association.")
def key_value_map(f: Any, assoc: Any, *, say: Any) -> Any:
    """KeyValueMap[f, <|k1 -> v1, ...|>] gives the list {f[k1, v1], ...}.

    >>> KeyValueMap[f, <|a -> 1, b -> 2|>]
    {f[a, 1], f[b, 2]}
    """
    if type(assoc) is not Association:
        say("invak", assoc)
        return None
    return Expr(S.List, tuple([Expr(f, (k, v)) for k, v in assoc.items()]))


@builtin("AssociationMap[f_, arg_]", operator="AssociationMap[f_][arg_]")
def association_map(f: Any, arg: Any, *, session: Any) -> Any:
    """AssociationMap[f, {k1, k2, ...}] gives <|k1 -> f[k1], ...|>; AssociationMap[f, assoc] maps f over the rules.

    >>> AssociationMap[f, {a, b}]
    <|a -> f[a], b -> f[b]|>
    >>> AssociationMap[Reverse, <|a -> 1|>]
    <|1 -> a|>
    """
    if type(arg) is Association:
        call = session.evaluator.caller(f, 1)
        return Expr(S.Association, tuple([call(Expr(RULE, r.args)) for r in arg.args]))
    if not is_list(arg):
        return None
    return association(zip(arg.args, each(session, f, arg.args), strict=True))
