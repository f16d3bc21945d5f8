"""Functions of elements, choices and tests: they join to one tree, which becomes one layer."""

from __future__ import annotations

from typing import Any

from ....runtime.ops.trees import FUNCTIONS
from ... import symbols as S
from ...expr import FALSE, TRUE, expr, has_head, is_list, make_list
from ..complaints import NetError
from .values import LARGEST_TREE, Traced, tree_size
from .walk import Walker, held, readable, rule

EXTREMES = ("Max", "Min")  # of all elements of their arguments, unless these are numbers
APART = {*EXTREMES, "If", "Which", "Piecewise", "And", "Or", "Not"}


def combine(walker: Walker, name: str, values: list[Any]) -> Traced:
    """A function of the table of elements of arrays and numbers, joined with the trees that they are."""
    wires: list[Any] = []
    sketch = walker.sketch

    def place(wire: Any) -> Any:
        if wire not in wires:
            wires.append(wire)
        return ("Slot", wires.index(wire) + 1)

    def renamed(tree: Any, own: tuple[Any, ...]) -> Any:
        if not isinstance(tree, tuple):
            return tree
        return place(own[tree[1] - 1]) if tree[0] == "Slot" else (tree[0], *(renamed(t, own) for t in tree[1:]))

    arrays = [v if walker.number(v) is not None else walker.array(v) for v in values]
    large = sum(tree_size(v.tree) for v in arrays if type(v) is Traced and v.tree is not None) > LARGEST_TREE
    parts = []
    for v in arrays:
        if type(v) is not Traced:
            parts.append(walker.number(v))
        elif v.tree is None or large:
            parts.append(place(v.wire))
        else:
            parts.append(renamed(v.tree, v.wires))
    return Traced(sketch, (name, *parts), tuple(wires))


def _threaded(walker: Walker, name: str, args: tuple[Any, ...]) -> Any:
    """A listable function: over lists of known elements one by one, over arrays at once."""
    if any(has_head(a, S.List) and walker.is_open(a) for a in args):
        others = [a for a in args if not is_list(a)]
        if all(walker.number(a) is not None or (type(a) is Traced and a.rank == 0) for a in others):
            lengths = {len(a) for a in args if is_list(a)}
            if len(lengths) > 1:
                raise NetError("nocompile", readable(expr(S.system(name), *args)))
            rows = [[a.args[i] if is_list(a) else a for a in args] for i in range(lengths.pop())]
            return make_list(walker.call(S.system(name), row) for row in rows)
    return combine(walker, name, list(args))


def _elementwise(name: str) -> Any:
    function = FUNCTIONS[name]

    def apply(walker: Walker, *args: Any) -> Any:
        if not function.least <= len(args) <= function.most:
            return None
        return _threaded(walker, name, args)

    return apply


for _name in FUNCTIONS:
    if _name not in APART:
        rule(_name)(_elementwise(_name))


@rule("UnitStep")
def _unit_step(walker: Walker, x: Any) -> Any:
    return _threaded(walker, "NonNegative", (x,))


@rule("Boole")
def _boole(walker: Walker, x: Any) -> Any:
    return x


@rule("Clip")
def _clip(walker: Walker, x: Any, bounds: Any = None) -> Any:
    """Clip[x, {low, high}]."""
    low, high = (-1, 1) if bounds is None else bounds.args[:2] if is_list(bounds) else (None, None)
    return None if low is None else _threaded(walker, "Clip", (x, low, high))


@rule("Threshold", "Chop")
def _threshold(walker: Walker, x: Any, limit: Any = 1e-10) -> Any:
    return _threaded(walker, "Threshold", (x, limit))


def _extreme(name: str) -> Any:
    def apply(walker: Walker, *args: Any) -> Any:
        numbers: list[Any] = []
        for a in args:
            numbers += _leaves(walker, a)
        found = [v if walker.number(v) is not None or v.rank == 0 else _of_all(walker, name, v) for v in numbers]
        return found[0] if len(found) == 1 else combine(walker, name, found)

    return apply


def _leaves(walker: Walker, value: Any) -> list[Any]:
    return [x for v in value.args for x in _leaves(walker, v)] if is_list(value) else [value]


def _of_all(walker: Walker, name: str, value: Traced) -> Traced:
    """The largest or smallest of all elements of an array."""
    array = walker.array(value)
    if array.rank != 1:
        array = walker.sketch.layer("FlattenLayer", inputs=(array,))
    return walker.sketch.layer("AggregationLayer", name, 1, inputs=(array,))


for _name in EXTREMES:
    rule(_name)(_extreme(_name))


for _name in ("And", "Or", "Not"):
    rule(_name)(lambda walker, *args, name=_name: combine(walker, name, list(args)))


@rule("Xor")
def _xor(walker: Walker, a: Any, b: Any) -> Any:
    return combine(walker, "Unequal", [combine(walker, "Unitize", [x]) for x in (a, b)])


@rule("Inequality")
def _inequality(walker: Walker, *args: Any) -> Any:
    """a < b <= c, read as a chain of tests."""
    tests = [walker.call(args[i + 1], [args[i], args[i + 2]]) for i in range(0, len(args) - 2, 2)]
    return tests[0] if len(tests) == 1 else combine(walker, "And", tests)


# ---- choices: a test that is known chooses now


@held("If")
def _if(walker: Walker, test: Any, yes: Any, no: Any = S.Null, *unknown: Any) -> Any:
    return _chosen(walker, [(test, yes), (TRUE, no)])


@held("Which")
def _which(walker: Walker, *args: Any) -> Any:
    return _chosen(walker, list(zip(args[0::2], args[1::2], strict=False)))


@held("Piecewise")
def _piecewise(walker: Walker, pairs: Any, default: Any = 0) -> Any:
    if not is_list(pairs) or not all(is_list(p) and len(p) == 2 for p in pairs.args):
        raise NetError("nocompile", readable(expr(S.Piecewise, pairs, default)))
    return _chosen(walker, [(p.args[1], p.args[0]) for p in pairs.args] + [(TRUE, default)])


def _chosen(walker: Walker, pairs: list[tuple[Any, Any]]) -> Any:
    """The value whose test is the first to hold."""
    parts: list[Any] = []
    for test, value in pairs:
        found = walker.walk(test)
        if found is FALSE:
            continue
        if found is TRUE:
            last = walker.walk(value)
            if not parts:
                return last
            return combine(walker, "Which", [*parts, 0 if last is S.Null else last])
        parts += [found, walker.walk(value)]
    return combine(walker, "Which", parts) if parts else S.Null


@held("Switch")
def _switch(walker: Walker, e: Any, *pairs: Any) -> Any:
    """The value behind the first pattern that matches what is known now."""
    value = walker.walk(e)
    if walker.is_open(value):
        raise NetError("noconst", readable(e))
    for pattern, result in zip(pairs[0::2], pairs[1::2], strict=False):
        if walker.session.evaluate_expr(expr(S.MatchQ, value, pattern)) is TRUE:
            return walker.walk(result)
    return S.Null
