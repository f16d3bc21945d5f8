"""Parts, joins and shapes of arrays and of lists of arrays."""

from __future__ import annotations

from typing import Any

from ... import symbols as S
from ...associations import Association
from ...expr import Expr, has_head, is_list, make_list
from .. import specs
from ..complaints import NetError
from .values import Traced
from .walk import Walker, readable, rule


@rule("List")
def _list(walker: Walker, *args: Any) -> Any:
    return make_list(args)


@rule("Rule", "RuleDelayed")
def _rule(walker: Walker, a: Any, b: Any) -> Any:
    return Expr(S.Rule, (a, b))


@rule("Association")
def _association(walker: Walker, *args: Any) -> Any:
    from ...associations import from_rules

    return from_rules(args)


@rule("Identity", "Evaluate", "N", "Normal", "Re", "Conjugate")
def _same(walker: Walker, x: Any) -> Any:
    return x


# ---- parts


@rule("Part")
def _part(walker: Walker, x: Any, *parts: Any) -> Any:
    if not parts:
        return x
    if type(x) is Association and type(parts[0]) in (str, int):
        found = x.get(parts[0]) if type(parts[0]) is str else x.values()[parts[0] - (parts[0] > 0)]
        return found if len(parts) == 1 else walker.call(S.Part, [found, *parts[1:]])
    if any(map(walker.is_open, parts)):
        return _chosen_part(walker, x, parts)
    if is_list(x) and len(parts) == 1:
        return _of_list(walker, x, parts[0])
    if is_list(x) and type(parts[0]) is int:
        return walker.call(S.Part, [_of_list(walker, x, parts[0]), *parts[1:]])
    return walker.part(walker.array(x), *map(_spec, parts))


def _spec(part: Any) -> Any:
    found = specs.plain(part)
    if found == "All":
        return ("Span", 1, "All")
    return found


def _of_list(walker: Walker, x: Expr, part: Any) -> Any:
    """A part of a list of values."""
    numbers = walker.session.evaluate_expr(Expr(S.Part, (make_list(range(len(x))), part)))
    if type(numbers) is int:
        return x.args[numbers]
    if not is_list(numbers):
        raise NetError("nocompile", readable(Expr(S.Part, (x, part))))
    return make_list(x.args[i] for i in numbers.args)


def _chosen_part(walker: Walker, x: Any, parts: tuple[Any, ...]) -> Any:
    """A part at a place that is computed."""
    if len(parts) != 1:
        return None
    return walker.sketch.layer("ExtractLayer", inputs=(walker.array(x), walker.array(parts[0])))


@rule("Extract")
def _extract(walker: Walker, x: Any, place: Any) -> Any:
    if walker.is_open(place):
        return _chosen_part(walker, x, (place,))
    return _part(walker, x, *(place.args if is_list(place) else (place,)))


@rule("First")
def _first(walker: Walker, x: Any) -> Any:
    return _part(walker, x, 1)


@rule("Last")
def _last(walker: Walker, x: Any) -> Any:
    return _part(walker, x, -1)


def _span(first: Any, last: Any) -> Expr:
    return Expr(S.Span, (first, last))


@rule("Most")
def _most(walker: Walker, x: Any) -> Any:
    return _part(walker, x, _span(1, -2))


@rule("Rest")
def _rest(walker: Walker, x: Any) -> Any:
    return _part(walker, x, _span(2, -1))


@rule("Take")
def _take(walker: Walker, x: Any, *counts: Any) -> Any:
    return _part(walker, x, *map(_taken, counts))


def _taken(count: Any) -> Any:
    """Take's counts as spans: n, -n, {a, b}, {a, b, s}, {n}."""
    if type(count) is int:
        return _span(1, count) if count > 0 else _span(count, -1)
    if is_list(count):
        return _span(count.args[0], count.args[0]) if len(count) == 1 else Expr(S.Span, count.args)
    if count is S.All:
        return S.All
    raise NetError("noconst", readable(count))


@rule("Drop")
def _drop(walker: Walker, x: Any, *counts: Any) -> Any:
    return _part(walker, x, *map(_left, counts))


def _left(count: Any) -> Any:
    if type(count) is int and count:
        return _span(count + 1, -1) if count > 0 else _span(1, count - 1)
    raise NetError("noconst", readable(count))


@rule("Reverse")
def _reverse(walker: Walker, x: Any, level: Any = 1) -> Any:
    if is_list(x) and level == 1:
        return make_list(x.args[::-1])
    if level == 1:
        return walker.sketch.layer("SequenceReverseLayer", inputs=(walker.array(x),))
    every = ("Span", 1, "All")
    return walker.part(walker.array(x), *[every] * (walker.whole(level) - 1), ("Span", -1, 1, -1))


def _rotated(sign: int) -> Any:
    def apply(walker: Walker, x: Any, n: Any = 1) -> Any:
        by = sign * walker.whole(n)
        if is_list(x) and len(x):
            by %= len(x)
            return make_list(x.args[by:] + x.args[:by])
        if by == 0:
            return x
        first = walker.call(S.Drop, [x, by])
        return _join(walker, *((first, walker.call(S.Take, [x, by]))[:: 1 if by > 0 else -1]))

    return apply


rule("RotateLeft")(_rotated(1))
rule("RotateRight")(_rotated(-1))


@rule("Ordering")
def _ordering(walker: Walker, x: Any, count: Any = S.All) -> Any:
    return walker.sketch.layer("OrderingLayer", specs.plain(count), inputs=(walker.array(x),))


# ---- joining


@rule("Join")
def _join(walker: Walker, *args: Any) -> Any:
    level = 1
    if type(args[-1]) is int:
        *args, level = args  # type: ignore[assignment]
    if level == 1 and all(is_list(a) for a in args):
        return make_list(x for a in args for x in a.args)
    arrays = tuple(walker.array(a) for a in args)
    if len(arrays) == 1:
        return arrays[0]
    return walker.sketch.layer("CatenateLayer", level, inputs=arrays, given=() if level == 1 else (level,))


@rule("Catenate")
def _catenate(walker: Walker, x: Any) -> Any:
    return _join(walker, *x.args) if is_list(x) else _flatten(walker, x, 1)


@rule("Append")
def _append(walker: Walker, x: Any, element: Any) -> Any:
    if is_list(x):
        return make_list((*x.args, element))
    return walker.sketch.layer("AppendLayer", inputs=(walker.array(x), walker.array(element)))


@rule("Prepend")
def _prepend(walker: Walker, x: Any, element: Any) -> Any:
    if is_list(x):
        return make_list((element, *x.args))
    return walker.sketch.layer("PrependLayer", inputs=(walker.array(x), walker.array(element)))


# ---- shapes


@rule("Flatten")
def _flatten(walker: Walker, x: Any, levels: Any = None) -> Any:
    array = walker.array(x)
    spec = None if levels is None else specs.plain(levels)
    if spec in (None, float("inf")):
        return walker.sketch.layer("FlattenLayer", inputs=(array,))
    if spec == 0:
        return array
    return walker.sketch.layer("FlattenLayer", spec + 1 if isinstance(spec, int) else spec, inputs=(array,))


@rule("ArrayReshape")
def _reshape(walker: Walker, x: Any, dims: Any) -> Any:
    return walker.sketch.layer("ReshapeLayer", specs.plain(dims), inputs=(walker.array(x),))


@rule("Transpose")
def _transpose(walker: Walker, x: Any, order: Any = None) -> Any:
    if order is None and is_list(x) and all(is_list(row) for row in x.args) and len({len(r) for r in x.args}) == 1:
        return make_list(make_list(column) for column in zip(*(row.args for row in x.args), strict=True))
    arguments = () if order is None else (specs.plain(order),)
    return walker.sketch.layer("TransposeLayer", *arguments, inputs=(walker.array(x),))


@rule("ArrayPad")
def _pad(walker: Walker, x: Any, amounts: Any, padding: Any = 0) -> Any:
    array, spec = walker.array(x), specs.plain(amounts)
    if array.rank is None or walker.number(padding) is None:
        return None
    pairs = spec if isinstance(spec, tuple) and isinstance(spec[0], tuple) else None
    if pairs is None:
        pairs = ((spec if isinstance(spec, tuple) else (spec, spec)),) * array.rank
    net = walker.session.evaluate_expr(Expr(S.PaddingLayer, (specs.unplain(pairs), Expr(S.Rule, ("Padding", padding)))))
    return walker.sketch.add(net, array)


@rule("Length")
def _length(walker: Walker, x: Any) -> Any:
    if is_list(x) or type(x) is Association:
        return len(x)
    array = walker.array(x)
    if array.length is not None:
        return array.length
    return 0 if array.rank == 0 else walker.sketch.layer("ArrayFunctionLayer", "Length", inputs=(array,))


@rule("Dimensions")
def _dimensions(walker: Walker, x: Any) -> Any:
    dims = walker.array(x).dims
    if dims is None or not all(isinstance(d, int) for d in dims):
        raise NetError("noconst", readable(Expr(S.Dimensions, (x,))))
    return make_list(dims)


@rule("ArrayDepth")
def _depth(walker: Walker, x: Any) -> Any:
    return walker.array(x).rank


@rule("ConstantArray")
def _constant_array(walker: Walker, x: Any, dims: Any) -> Any:
    return walker.sketch.layer("ReplicateLayer", specs.plain(dims), inputs=(walker.array(x),))


rule("Keys")(lambda walker, x: make_list(x.keys()) if type(x) is Association else None)
rule("Values")(lambda walker, x: make_list(x.values()) if type(x) is Association else None)


@rule("Lookup")
def _lookup(walker: Walker, x: Any, key: Any) -> Any:
    return x.get(key) if type(x) is Association else None


@rule("Apply")
def _apply(walker: Walker, f: Any, x: Any) -> Any:
    """Apply[f, list]; of an array Apply[Plus, x] and the like, or its elements where their number is known."""
    if type(x) is Association:
        return walker.call(f, x.values())
    if isinstance(x, Expr) and not has_head(x, S.NetArray):
        return walker.call(f, list(x.args))
    whole = {S.Plus: "Total", S.Times: "Times"}.get(f) if not isinstance(f, Expr) else None
    if whole is not None and type(x) is Traced:
        return walker.sketch.layer("AggregationLayer", whole, 1, inputs=(walker.array(x),))
    if f in (S.List, S.Max, S.Min):
        return x if f is S.List else walker.call(f, [x])
    elements = walker.elements(x)
    return None if elements is None else walker.call(f, elements)
