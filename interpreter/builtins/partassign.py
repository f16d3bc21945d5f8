"""Assignment to parts: v[[i, j]] = x, whole columns, spans, keys of associations; in place where nobody else looks.

A value belongs to its symbol alone when the only reference to it is the one in the symbol's definition.  Python
counts references, so that is asked, not kept: arrays and association tables are then changed in place, and a loop of n
assignments to the parts of one array costs n steps, not n^2.
"""

from __future__ import annotations

import sys
from typing import Any

from .. import symbols as S
from ..associations import Association, key
from ..definitions import PROTECTED, Cells, Computed, Definition
from ..expr import RULE, Expr, Symbol, expr, has_head, is_list
from ..packed import Packed, pack
from .assignment import assignable
from .content import SMALL
from .parts import say_problem
from .positions import PositionProblem, index_of, integers_of, span_range

_INT64 = range(-(2**63) + 1, 2**63)
_LONG = 32  # shorter lists are copied


def assign_part(e: Any, specs: tuple[Any, ...], new: Any) -> Any:
    """A copy of e with new at e[[spec, ...]].  Raises PositionProblem."""
    if not specs:
        return new
    spec, rest = specs[0], specs[1:]
    if not isinstance(e, Expr):
        raise PositionProblem("partd", expr(S.Part, e, *specs))
    if type(e) is Association:
        return _assign_association(e, spec, rest, new)
    if type(e) is Packed and _fits(e.array, specs, new):
        array = e.array.copy()
        if _write(array, specs, new):
            return Packed(array)
    if type(spec) is int:
        if spec == 0:
            return Expr(assign_part(e.head, rest, new) if rest else new, e.args)
        i = index_of(spec, len(e))
        if i is None:
            raise PositionProblem("partw", spec, e)
        args = list(e.args)
        args[i] = assign_part(args[i], rest, new) if rest else new
        return Expr(e.head, tuple(args))
    positions = _positions(e, spec)
    values = spread(new, len(positions))
    args = list(e.args)
    for i, value in zip(positions, values, strict=True):
        args[i] = assign_part(args[i], rest, value) if rest else value
    return Expr(e.head, tuple(args))


def _positions(e: Expr, spec: Any) -> list[int] | range:
    n = len(e)
    if spec is S.All:
        return range(n)
    if has_head(spec, S.Span):
        try:
            return span_range(spec, n)
        except PositionProblem as p:
            raise PositionProblem("take", *p.details[:2], e) from None
    numbers = integers_of(spec)
    if numbers is None:
        raise PositionProblem("pkspec1", spec)
    out = []
    for i in numbers:
        k = index_of(i, n)
        if k is None:
            raise PositionProblem("partw", i, e)
        out.append(k)
    return out


def spread(new: Any, n: int) -> Any:
    """What each of n positions gets: the elements of a list of that length, or the same thing for all."""
    if not is_list(new):
        return [new] * n
    if len(new) != n:
        raise PositionProblem("shape", n, new)
    return new.args


def _assign_association(e: Association, spec: Any, rest: tuple[Any, ...], new: Any) -> Association:
    table = dict(e.table)
    if type(spec) is str or has_head(spec, S.Key, 1):
        keys = [spec if type(spec) is str else spec.args[0]]
        values = [new]
    else:
        rules = e.args
        several = type(spec) is not int
        if is_list(spec) and integers_of(spec) is None:
            keys = [k if type(k) is str else k.args[0] for k in spec.args if type(k) is str or has_head(k, S.Key, 1)]
            if len(keys) < len(spec):
                raise PositionProblem("pkspec1", spec)
        else:
            indices = _positions(e, spec if several else Expr(S.List, (spec,)))
            keys = [rules[i].args[0] for i in indices]
        values = spread(new, len(keys)) if several else [new]
    for k, value in zip(keys, values, strict=True):
        if rest:
            old = table.get(key(k))
            if old is None:
                raise PositionProblem("partw", expr(S.Key, k), e)
            value = assign_part(old.args[1], rest, value)
        table[key(k)] = Expr(RULE, (k, value))
    return Association(table)


# ---- in place --------------------------------------------------------------------------------------------------------


def _fits(array: Any, specs: tuple[Any, ...], new: Any) -> bool:
    """Can new be stored in the array without changing its type?"""
    if len(specs) > array.ndim:
        return False
    integer = array.dtype.kind == "i"
    if type(new) is Packed:
        return new.is_integer is integer and new.array.ndim <= array.ndim
    if type(new) is int:
        return integer and new in _INT64
    return type(new) is float and not integer


def _write(array: Any, specs: tuple[Any, ...], new: Any) -> bool:
    """array[specs] = new; False if that is for the general way: a bad position, a shape that does not agree."""
    index: list[Any] = []
    lists = 0
    for axis, spec in enumerate(specs):
        n = array.shape[axis]
        if type(spec) is int:
            k = spec - 1 if spec > 0 else n + spec
            if not 0 <= k < n or spec == 0:
                return False
        elif spec is S.All:
            k = slice(None)
        elif has_head(spec, S.Span):
            r = span_range(spec, n)
            k = slice(r.start, None if r.stop < 0 else r.stop, r.step)
        else:
            numbers = integers_of(spec)
            lists += 1
            if numbers is None or lists > 1 or not all(i and -n <= i <= n for i in numbers):
                return False
            k = [i - 1 if i > 0 else n + i for i in numbers]
        index.append(k)
    if type(new) is Packed:
        if array[tuple(index)].shape != new.array.shape:
            return False
        array[tuple(index)] = new.array
        return True
    if len(index) < array.ndim:
        return False  # a number where a list was
    array[tuple(index)] = new
    return True


def _references(d: Definition) -> int:
    value = d.own
    return sys.getrefcount(value)


def _inner_references(value: Expr, slot: str) -> int:
    inner = getattr(value, slot)
    return sys.getrefcount(inner)


class _Probe:
    own: Any


def _baseline() -> int:
    """What `_references` counts for an object that only a definition holds."""
    d: Any = _Probe()
    d.own = Expr(S.List, ())
    return _references(d)


_ALONE = _baseline()
_DIRECT = _ALONE - 1  # without a local name


def _is_owned(d: Definition, slot: str) -> bool:
    """No one else looks at the value of d, nor at the array or table inside it."""
    return _references(d) <= _ALONE and _inner_references(d.own, slot) <= _ALONE


def assign_own_part(session: Any, d: Definition, specs: tuple[Any, ...], new: Any) -> None:
    """Change the value of a symbol at a part.  Raises PositionProblem; then nothing has changed."""
    kind = type(d.own)
    if kind is Packed:
        if _fits(d.own.array, specs, new) and _change_array(d, specs, new):
            return
    elif kind is Association and len(specs) == 1:
        spec = specs[0]
        if type(spec) is str or has_head(spec, S.Key, 1):
            set_own_key(session, d, spec if type(spec) is str else spec.args[0], new)
            return
    elif type(specs[0]) is int and _change_cell(session, d, specs, new):
        return
    old = d.own.read() if kind is Cells else d.own
    value = assign_part(old, specs, new)
    if (
        kind is Packed
        and type(value) is Expr
        and value.head is S.List
        and len(value) >= SMALL
        and type(new) in (int, float)
    ):
        value = pack(value.args)
    session.evaluator.set_own(d, value)


def _change_cell(session: Any, d: Definition, specs: tuple[Any, ...], new: Any) -> bool:
    """v[[i, ...]] = new for a long list of anything: the list is kept as Cells from the first assignment on."""
    own = d.own
    if type(own) is Expr and own.head is S.List and len(own) >= _LONG:
        own = Cells(own)
    if type(own) is not Cells:
        return False
    i = index_of(specs[0], len(own.items))
    if i is None:
        return False  # the general way says what is wrong
    if len(specs) > 1:
        new = assign_part(own.items[i], specs[1:], new)
        if type(new) is Expr and own.items[i].stamp == session.evaluator.stamp:
            new = session.evaluate_expr(new)
    own.write(i, new, _is_normal(session, new))
    session.evaluator.set_own(d, own)
    return True


def _is_normal(session: Any, e: Any) -> bool:
    """Is e in normal form, as a list element too?"""
    if isinstance(e, Expr):
        return e.stamp == session.evaluator.stamp or type(e) is Packed
    return type(e) is not Symbol or (session.definitions[e].own is None and e is not S.Nothing)


def _change_array(d: Definition, specs: tuple[Any, ...], new: Any) -> bool:
    _forget(d.own)
    if not _is_owned(d, "array") or d.own.array.base is not None:
        return False
    array = d.own.array
    array.flags.writeable = True
    try:
        if not _write(array, specs, new):
            return False
    finally:
        array.flags.writeable = False
    d.own._bound = None
    return True


def _store(d: Definition, i: Any, new: Any) -> bool:
    """v[[i]] = number, the step of many a loop: done in place if nothing stands against it."""
    if type(i) is not int or type(d.own) is not Packed or d.attributes & PROTECTED or sys.getrefcount(d.own) > _DIRECT:
        return False
    array = d.own.array
    n = len(array)
    if i <= 0:
        i += n + 1
    if not 0 < i <= n or array.ndim != 1 or array.base is not None or not _fits(array, (i,), new):
        return False
    _forget(d.own)
    if sys.getrefcount(array) > _ALONE:
        return False
    array.flags.writeable = True
    array[i - 1] = new
    array.flags.writeable = False
    d.own._bound = None
    return True


def _forget(e: Expr) -> None:
    """Drop what a node has worked out about its contents."""
    e.args = ()
    del e.args  # an unset slot is made anew when asked for
    e._hash = e._key = None
    e.stamp = 0


def set_own_key(session: Any, d: Definition, k: Any, new: Any) -> None:
    """assoc[k] = new for the association that is the value of d."""
    if _is_owned(d, "table"):
        _forget(d.own)
        d.own.table[key(k)] = Expr(RULE, (k, new))
    else:
        session.evaluator.set_own(d, Association({**d.own.table, key(k): Expr(RULE, (k, new))}))


@assignable(S.Part)
def set_part(session: Any, lhs: Expr, value: Any) -> bool:
    """symbol[[spec, ...]] = value."""
    target = lhs.args[0] if lhs.args else None
    specs = tuple([session.evaluate_expr(s) for s in lhs.args[1:]])
    if type(target) is Symbol and len(specs) == 1 and _store(session.definitions[target], specs[0], value):
        return True
    keys: list[Any] = []
    while isinstance(target, Expr) and type(target) is Expr and len(target) == 1 and not has_head(target, S.Part):
        keys.append(expr(S.Key, session.evaluate_expr(target.args[0])))  # a["k"][[i]] = v
        target = target.head
    while has_head(target, S.Part) and target.args:
        specs = (*[session.evaluate_expr(s) for s in target.args[1:]], *specs)
        target = target.args[0]
    if type(target) is not Symbol:
        session.message(S.Set, "setps", lhs.args[0] if lhs.args else lhs)
        return False
    d: Definition = session.definitions[target]
    if d.attributes & PROTECTED:
        session.message(S.Set, "wrsym", target)
        return False
    own = d.own
    if own is None or isinstance(own, Computed):
        session.message(S.Set, "noval", target)
        return False
    if type(own) is Cells:
        pass
    elif not isinstance(own, Expr):
        own = session.evaluate_expr(target)
    elif type(own) is Expr and own.head is not S.List:
        session.evaluator.set_own(d, session.evaluate_expr(target))
    del own  # a reference of our own would count
    try:
        assign_own_part(session, d, (*reversed(keys), *specs), value)
    except PositionProblem as p:
        if p.tag == "shape":
            session.message(S.Set, "shape", lhs, value)
        else:
            say_problem(lambda tag, *args: session.message(S.Part, tag, *args), p)
        return False
    return True
