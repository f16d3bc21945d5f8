"""New versions of an expression: elements added, inserted, deleted, replaced or changed at positions."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..associations import Association, from_rules, key
from ..declare import builtin
from ..expr import RULE, Expr, Symbol, expr, has_head, is_list, is_rule
from ..packed import Packed
from .content import SMALL, each
from .partassign import assign_part
from .parts import PART_MESSAGES, part
from .positions import PositionProblem, index_of, integers_of


def _joined(e: Any, x: Any, front: bool, name: str, say: Any) -> Any:
    if not isinstance(e, Expr):
        say("normal", 1, Expr(getattr(S, name), (e, x)))
        return None
    if type(e) is Association:
        added = from_rules((x,))
        if added is None:
            say("invdt", x)
            return None
        rest = {k: r for k, r in e.table.items() if k not in added.table}
        return Association({**added.table, **rest} if front else {**rest, **added.table})
    if type(e) is Packed and e.array.ndim == 1 and type(x) is (int if e.is_integer else float) and len(e) >= SMALL:
        import numpy as np

        if type(x) is float or -(2**63) < x < 2**63:
            return Packed(np.concatenate(([x], e.array) if front else (e.array, [x]), dtype=e.array.dtype))
    return Expr(e.head, (x, *e.args) if front else (*e.args, x))


_INVDT = "The argument `1` is not a rule or a list of rules."


@builtin("Append[expr_, elem_]", operator="Append[elem_][expr_]", invdt=_INVDT)
def append(expr: Any, elem: Any, *, say: Any) -> Any:
    """Append[expr, elem] gives expr with elem added at the end.

    For an association elem is a rule, which replaces the rule of the same key.

    >>> Append[{a, b}, c]
    {a, b, c}
    """
    return _joined(expr, elem, False, "Append", say)


@builtin("Prepend[expr_, elem_]", operator="Prepend[elem_][expr_]", invdt=_INVDT)
def prepend(expr: Any, elem: Any, *, say: Any) -> Any:
    """Prepend[expr, elem] gives expr with elem added at the beginning.

    >>> Prepend[{a, b}, c]
    {c, a, b}
    """
    return _joined(expr, elem, True, "Prepend", say)


def _into_variable(name: str, operation: str) -> Any:
    def update(x: Any, elem: Any, *, session: Any, evaluate: Any, say: Any) -> Any:
        if not isinstance(x, (Symbol, Expr)) or (isinstance(x, Symbol) and session.definitions[x].own is None):
            say("rvalue", x)
            return None
        old = evaluate(x)
        new = evaluate(Expr(getattr(S, operation), (old, elem)))
        if isinstance(new, Expr) and new.head is getattr(S, operation):
            return None
        return evaluate(Expr(S.Set, (x, new)))

    return update


_RVALUE = "`1` is not a variable with a value, so its value cannot be changed."
_append_to, _prepend_to = _into_variable("AppendTo", "Append"), _into_variable("PrependTo", "Prepend")
_append_to.__doc__ = """AppendTo[x, elem] puts elem at the end of the value of x.

    >>> stack = {a}; AppendTo[stack, b]; stack
    {a, b}
    """
_prepend_to.__doc__ = """PrependTo[x, elem] puts elem at the beginning of the value of x.

    >>> stack = {a}; PrependTo[stack, b]; stack
    {b, a}
    """
builtin("AppendTo[x_, elem_]", attributes="HoldFirst Protected", rvalue=_RVALUE)(_append_to)
builtin("PrependTo[x_, elem_]", attributes="HoldFirst Protected", rvalue=_RVALUE)(_prepend_to)


# ---- at positions ----------------------------------------------------------------------------------------------------


def positions_of(spec: Any) -> list[tuple[Any, ...]] | None:
    """n, {i, j} or {{i, j}, ...} as a list of positions; None if it is nothing of the kind."""
    if type(spec) in (int, str) or has_head(spec, S.Key, 1):
        return [(spec,)]
    if not is_list(spec):
        return None
    if spec.args and all(is_list(x) for x in spec.args):
        return [tuple(x.args) for x in spec.args]
    return [tuple(spec.args)] if spec.args else []


def is_plain(position: tuple[Any, ...]) -> bool:
    return all(type(i) in (int, str) or has_head(i, S.Key, 1) for i in position)


_AT_MESSAGES = {
    **PART_MESSAGES,
    "psl": "Position specification `1` in `2` is not applicable.",
    "ins": "Cannot insert at position `1` in `2`.",
}


@builtin("Insert[expr_, elem_, pos_]", operator="Insert[elem_, pos_][expr_]", **_AT_MESSAGES)
def insert(expr: Any, elem: Any, pos: Any, *, say: Any) -> Any:
    """Insert[expr, elem, n] gives expr with elem put in at position n; a negative n counts from the end.

    {i, j, ...} is a position further inside; {{i}, {j}, ...} inserts at several places, which refer to expr as it was.

    >>> Insert[{a, b, c}, x, 2]
    {a, x, b, c}
    >>> Insert[{a, b, c}, x, -1]
    {a, b, c, x}
    """
    positions = positions_of(pos)
    if positions is None or not all(p and is_plain(p) for p in positions):
        say("psl", pos, Expr(S.Insert, (expr, elem, pos)))
        return None
    try:
        return _insert_all(expr, elem, positions)
    except PositionProblem as p:
        say(p.tag, *p.details)
        return None


def _insert_all(e: Any, elem: Any, positions: list[tuple[Any, ...]]) -> Any:
    if not isinstance(e, Expr):
        raise PositionProblem("ins", Expr(S.List, positions[0]), e)
    n = len(e)
    here: dict[int, int] = {}
    below: dict[Any, list[tuple[Any, ...]]] = {}
    for p in positions:
        if len(p) > 1:
            below.setdefault(p[0], []).append(p[1:])
        elif type(p[0]) is int and (1 <= p[0] <= n + 1 or -n - 1 <= p[0] <= -1):
            i = p[0] - 1 if p[0] > 0 else n + 1 + p[0]
            here[i] = here.get(i, 0) + 1
        else:
            k = _rule_index(e, p[0])
            if k is None:
                raise PositionProblem("ins", p[0], e)
            here[k] = here.get(k, 0) + 1
    for first, rest in below.items():
        e = assign_part(e, (first,), _insert_all(part(e, (first,)), elem, rest))
    if type(e) is Association:
        added = from_rules((elem,))
        if added is None:
            raise PositionProblem("ins", positions[0][0], e)
        items = [(k, r) for k, r in e.table.items()]
        i = next(iter(here), None)
        if i is None:
            return e
        return Association(dict([*items[:i], *added.table.items(), *items[i:]]))
    args: list[Any] = []
    for i, a in enumerate(e.args):
        args += [elem] * here.get(i, 0)
        args.append(a)
    return Expr(e.head, tuple(args + [elem] * here.get(n, 0)))


def _rule_index(e: Expr, k: Any) -> int | None:
    if type(e) is not Association or type(k) is int:
        return None
    wanted = key(k if type(k) is str else k.args[0])
    return next((i for i, name in enumerate(e.table) if name == wanted), None)


@builtin("Delete[expr_, pos_]", operator="Delete[pos_][expr_]", **_AT_MESSAGES)
def delete(expr: Any, pos: Any, *, say: Any) -> Any:
    """Delete[expr, n] gives expr without its element n; {i, j, ...} is a position inside, {{i}, {j}, ...} are several.

    >>> Delete[{a, b, c}, 2]
    {a, c}
    >>> Delete[{a, b, c}, {{1}, {3}}]
    {b}
    """
    positions = positions_of(pos)
    if positions is None or not all(is_plain(p) for p in positions):
        say("psl", pos, Expr(S.Delete, (expr, pos)))
        return None
    try:
        return _delete_all(expr, positions)
    except PositionProblem as p:
        say(p.tag, *p.details)
        return None


def _delete_all(e: Any, positions: list[tuple[Any, ...]]) -> Any:
    if any(not p for p in positions):
        return Expr(S.Sequence, ())
    if not isinstance(e, Expr):
        raise PositionProblem("partd", Expr(S.Part, (e, *positions[0])))
    if type(e) is Association:
        return _delete_keys(e, positions)
    n = len(e)
    gone: set[int] = set()
    below: dict[int, list[tuple[Any, ...]]] = {}
    for p in positions:
        if p[0] == 0 and len(p) == 1:
            return Expr(S.Sequence, e.args)
        i = index_of(p[0], n) if type(p[0]) is int else None
        if i is None:
            raise PositionProblem("partw", Expr(S.List, p), e)
        if len(p) == 1:
            gone.add(i)
        else:
            below.setdefault(i, []).append(p[1:])
    args = [_delete_all(a, below[i]) if i in below else a for i, a in enumerate(e.args) if i not in gone]
    return Expr(e.head, tuple(args))


def _delete_keys(e: Association, positions: list[tuple[Any, ...]]) -> Association:
    table = dict(e.table)
    names = list(e.table)
    for p in positions:
        if type(p[0]) is int:
            i = index_of(p[0], len(names))
            if i is None:
                raise PositionProblem("partw", Expr(S.List, p), e)
            name = names[i]
        else:
            name = key(p[0] if type(p[0]) is str else p[0].args[0])
            if name not in e.table:
                continue
        if len(p) == 1:
            table.pop(name, None)
        elif name in table:
            rule = table[name]
            table[name] = Expr(RULE, (rule.args[0], _delete_all(rule.args[1], [p[1:]])))
    return Association(table)


@builtin(
    "ReplacePart[expr_, rules_]",
    "ReplacePart[expr_, rules_, pos_]",
    operator="ReplacePart[rules_][expr_]",
    **_AT_MESSAGES,
)
def replace_part(expr: Any, rules: Any, pos: Any = None, *, session: Any, say: Any) -> Any:
    """ReplacePart[expr, i -> new] gives expr with the part at position i replaced; {i, j} -> new goes further inside.

    A list of rules makes several replacements; a left side may be a pattern for positions.  Positions that do not
    exist are passed over.

    >>> ReplacePart[{a, b, c}, 2 -> x]
    {a, x, c}
    >>> ReplacePart[{a, b, c}, {1 -> x, -1 -> y}]
    {x, b, y}
    """
    if pos is not None:
        rules = Expr(S.List, tuple([Expr(RULE, (Expr(S.List, p), rules)) for p in positions_of(pos) or []]))
    todo = list(rules.args) if is_list(rules) or type(rules) is Association else [rules]
    if not all(is_rule(r) for r in todo):
        say("reps", rules)
        return None
    exact: dict[tuple[Any, ...], Any] = {}
    patterns = []
    for r in todo:
        positions = positions_of(r.args[0])
        if positions is not None and all(is_plain(p) for p in positions):
            for p in positions:
                normal = _normalized(expr, p)
                if normal is not None:
                    exact.setdefault(normal, r.args[1])
        else:
            patterns.append(r)
    for position in _all_positions(expr) if patterns else ():
        for r in patterns:
            shown: Any = Expr(S.List, position)
            rule = session.evaluator.rule(r.args[0], r.args[1])
            new = rule.apply(position[0]) if len(position) == 1 and not is_list(r.args[0]) else rule.apply(shown)
            from ..rules import FAIL

            if new is not FAIL:
                exact.setdefault(position, new)
                break
    for p in sorted(exact, key=len, reverse=True):
        if any(p[:k] in exact for k in range(len(p))):
            continue  # inside a part that is replaced as a whole
        expr = assign_part(expr, p, exact[p])
    return expr


def _normalized(e: Any, position: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """A position counted from the front; None if it does not exist."""
    out: list[Any] = []
    for i in position:
        if not isinstance(e, Expr):
            return None
        if type(i) is int and i < 0:
            i = len(e) + 1 + i
            if i <= 0:
                return None
        if type(i) is not int and (type(e) is not Association or e.get(i if type(i) is str else i.args[0]) is None):
            return None
        out.append(i)
        try:
            e = part(e, (i,))
        except PositionProblem:
            return None
    return tuple(out)


def _all_positions(e: Any) -> list[tuple[int, ...]]:
    out: list[tuple[int, ...]] = []
    stack: list[tuple[Any, tuple[int, ...]]] = [(e, ())]
    while stack:
        x, p = stack.pop()
        if p:
            out.append(p)
        if isinstance(x, Expr) and type(x) is not Association:
            stack.extend([(a, (*p, i)) for i, a in enumerate(x.args, 1)])
    return out


@builtin("MapAt[f_, expr_, pos_]", operator="MapAt[f_, pos_][expr_]", **_AT_MESSAGES)
def map_at(f: Any, expr: Any, pos: Any, *, session: Any, say: Any) -> Any:
    """MapAt[f, expr, n] applies f to the part at position n; {i, j}, {{i}, {j}}, All and spans as in Part.

    >>> MapAt[f, {a, b, c}, 2]
    {a, f[b], c}
    >>> MapAt[f, {a, b, c}, {{1}, {-1}}]
    {f[a], b, f[c]}
    """
    if not isinstance(expr, Expr):
        say("partw", pos, expr)
        return None
    positions = positions_of(pos)
    if positions is None:
        positions = [(pos,)]
    try:
        for p in positions:
            for q in _spelled_out(expr, p):
                try:
                    old = part(expr, q)
                except PositionProblem:
                    raise PositionProblem("partw", Expr(S.List, p), expr) from None
                new = Expr(f, (old,))
                if expr.head is S.List or type(expr) is Association:
                    (new,) = each(session, f, (old,))
                expr = assign_part(expr, q, new)
    except PositionProblem as problem:
        say(problem.tag, *problem.details)
        return None
    return expr


def _spelled_out(e: Any, position: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """A position with All, spans and lists in it as single positions."""
    if not position:
        return [()]
    first, rest = position[0], position[1:]
    if type(first) in (int, str) or has_head(first, S.Key, 1):
        return [(first, *r) for r in _spelled_out(part(e, (first,)), rest)] if rest else [(first,)]
    from .partassign import _positions

    if integers_of(first) is None and first is not S.All and not has_head(first, S.Span):
        raise PositionProblem("pkspec1", first)
    if not isinstance(e, Expr):
        raise PositionProblem("partd", expr(S.Part, e, *position))
    return [(i + 1, *r) for i in _positions(e, first) for r in _spelled_out(part(e, (i + 1,)), rest)]
