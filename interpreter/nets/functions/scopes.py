"""Local variables, assignments and sequences of statements."""

from __future__ import annotations

from typing import Any

from ... import symbols as S
from ...expr import FALSE, NULL, TRUE, Expr, Symbol, has_head, is_list, make_list
from ...substitution import substitute
from ..complaints import NetError
from .walk import Walker, held, readable


@held("CompoundExpression")
def _compound(walker: Walker, *statements: Any) -> Any:
    value: Any = NULL
    for statement in statements:
        value = walker.walk(statement)
    return value


@held("With")
def _with(walker: Walker, *arguments: Any) -> Any:
    *tables, body = arguments
    for table in tables:
        bindings = {}
        for entry in table.args:
            name, value = _assignment(entry)
            bindings[name] = walker.walk(value)
        body = substitute(body, bindings)
    return walker.walk(body)


@held("Module", "Block", "DynamicModule")
def _module(walker: Walker, table: Any, body: Any) -> Any:
    renamed = {}
    for entry in table.args:
        name, value = (entry, None) if type(entry) is Symbol else _assignment(entry)
        own = walker.local(name)
        walker.names[own] = own if value is None else walker.walk(value)
        renamed[name] = own
    return walker.walk(substitute(body, renamed))


def _assignment(entry: Any) -> tuple[Symbol, Any]:
    if has_head(entry, S.Set, 2) or has_head(entry, S.SetDelayed, 2):
        name, value = entry.args
        if type(name) is Symbol:
            return name, value
    raise NetError("nocompile", readable(entry))


@held("Set")
def _set(walker: Walker, target: Any, value: Any) -> Any:
    found = walker.walk(value)
    _assign(walker, target, found)
    return found


@held("SetDelayed")
def _define(walker: Walker, target: Any, value: Any) -> Any:
    raise NetError("nocompile", readable(Expr(S.SetDelayed, (target, value))))


def _assign(walker: Walker, target: Any, value: Any) -> None:
    if type(target) is Symbol:
        walker.names[target] = value
        return
    parts = walker.elements(value) if is_list(target) else None
    if parts is None or len(parts) != len(target):
        raise NetError("nocompile", readable(Expr(S.Set, (target, value))))
    for name, part in zip(target.args, parts, strict=True):
        _assign(walker, name, part)


_CHANGES = {"AddTo": S.Plus, "SubtractFrom": S.Subtract, "TimesBy": S.Times, "DivideBy": S.Divide}


def _change(head: Symbol) -> Any:
    def apply(walker: Walker, target: Any, by: Any) -> Any:
        value = walker.call(head, [walker.walk(target), walker.walk(by)])
        _assign(walker, target, value)
        return value

    return apply


for _name, _head in _CHANGES.items():
    held(_name)(_change(_head))
for _name, _by in (("Increment", 1), ("PreIncrement", 1), ("Decrement", -1), ("PreDecrement", -1)):
    held(_name)(lambda walker, target, by=_by: _change(S.Plus)(walker, target, by))


@held("AppendTo")
def _append_to(walker: Walker, target: Any, element: Any) -> Any:
    value = walker.call(S.Append, [walker.walk(target), walker.walk(element)])
    _assign(walker, target, value)
    return value


# ---- loops of statements, whose ends are known now


@held("While")
def _while(walker: Walker, test: Any, body: Any = NULL) -> Any:
    while True:
        found = walker.walk(test)
        if found is FALSE:
            return NULL
        if found is not TRUE:
            raise NetError("noconst", readable(test))
        walker.walk(body)


@held("For")
def _for(walker: Walker, start: Any, test: Any, step: Any, body: Any = NULL) -> Any:
    walker.walk(start)
    return _while(walker, test, Expr(S.CompoundExpression, (body, step)))


def ranges(walker: Walker, spec: Any) -> tuple[Symbol | None, list[Any]]:
    """(variable, its values) of an iterator n, {n}, {i, n}, {i, a, b}, {i, a, b, step}, {i, list}."""
    parts = list(spec.args) if is_list(spec) else [spec]
    name = parts.pop(0) if len(parts) > 1 else None
    found = [walker.walk(p) for p in parts]
    if len(found) == 1 and (is_list(found[0]) or walker.number(found[0]) is None):
        values = walker.elements(found[0])
        if values is not None:
            return name, values
    if any(walker.is_open(p) for p in found):
        raise NetError("noconst", readable(spec))
    values = walker.session.evaluate_expr(Expr(S.Range, tuple(found)))
    if not is_list(values):
        raise NetError("noconst", readable(spec))
    return name, list(values.args)


def iterated(walker: Walker, body: Any, specs: tuple[Any, ...]) -> Any:
    """The list of the values of the body."""
    if not specs:
        return walker.walk(body)
    name, values = ranges(walker, specs[0])
    rows = []
    for value in values:
        bindings = {} if name is None else {name: value}
        inner = tuple(substitute(s, bindings) for s in specs[1:])
        rows.append(iterated(walker, substitute(body, bindings), inner))
    return make_list(rows)


@held("Table")
def _table(walker: Walker, body: Any, *specs: Any) -> Any:
    return iterated(walker, body, specs)


@held("Do")
def _do(walker: Walker, body: Any, *specs: Any) -> Any:
    iterated(walker, body, specs)
    return NULL


def _joined(head: Symbol, nothing: int) -> Any:
    def apply(walker: Walker, body: Any, *specs: Any) -> Any:
        found = iterated(walker, body, specs)
        for _ in specs[1:]:
            found = make_list(x for row in found.args for x in row.args)
        return walker.call(head, list(found.args)) if len(found) else nothing

    return apply


held("Sum")(_joined(S.Plus, 0))
held("Product")(_joined(S.Times, 1))
