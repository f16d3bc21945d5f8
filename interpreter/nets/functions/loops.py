"""Functions of functions: mapped, nested and folded, step by step where the steps are known, else by operators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ....runtime.ports import ANY, Type
from ... import symbols as S
from ...associations import Association, association
from ...expr import expr, is_list, make_list
from ..construct import layer_net
from ..objects import Net
from ..writing import Parts
from .values import Sketch, Traced
from .walk import Walker, rule

LONGEST = 12  # sequences up to this length are folded step by step


def _element_type(value: Traced, depth: int = 1) -> Type:
    dims = value.dims
    return ANY if dims is None or len(dims) < depth else Type(tuple(dims[depth:]))


def _finished(inner: Walker, sketch: Sketch, result: Any) -> Net:
    """The net of a sketch that ends in one array or an association of arrays."""
    if type(result) is Association:
        return sketch.net({str(k): inner.array(v) for k, v in result.items()})
    return sketch.net({"Output": inner.array(result)})


def _operator(title: str, net: Net, session: Any, *arguments: Any) -> Net:
    return layer_net(title, (Parts("Net"), *arguments), session, {"Net": net})


# ---- Map


@rule("Map")
def _map(walker: Walker, f: Any, x: Any, level: Any = None) -> Any:
    if type(x) is Association:
        return association((k, walker.call(f, [v])) for k, v in x.items())
    if is_list(x) and level is None:
        return make_list(walker.call(f, [v]) for v in x.args)
    depth = 1 if level is None else walker.whole(level.args[0]) if is_list(level) and len(level) == 1 else None
    return None if depth is None else mapped(walker, lambda inner, values: inner.call(f, values), [x], depth)


@rule("MapThread")
def _map_thread(walker: Walker, f: Any, lists: Any, depth: Any = 1) -> Any:
    if not is_list(lists):
        lists_of = walker.elements(lists)
        if lists_of is None:
            return None
    else:
        lists_of = list(lists.args)
    if depth == 1 and all(is_list(v) for v in lists_of):
        return make_list(walker.call(f, list(row)) for row in zip(*(v.args for v in lists_of), strict=True))
    return mapped(walker, lambda inner, values: inner.call(f, values), lists_of, walker.whole(depth))


@rule("MapIndexed")
def _map_indexed(walker: Walker, f: Any, x: Any) -> Any:
    values = walker.elements(x)
    return None if values is None else make_list(walker.call(f, [v, make_list((i,))]) for i, v in enumerate(values, 1))


@rule("Scan")
def _scan(walker: Walker, f: Any, x: Any) -> Any:
    values = walker.elements(x)
    if values is None:
        return None
    for v in values:
        walker.call(f, [v])
    return S.Null


@rule("Array")
def _array(walker: Walker, f: Any, n: Any) -> Any:
    return make_list(walker.call(f, [i + 1]) for i in range(walker.whole(n)))


def mapped(walker: Walker, f: Callable[[Walker, list[Any]], Any], lists: list[Any], depth: int) -> Any:
    """A function of the corresponding elements of sequences, by one operator."""
    arrays = [walker.array(v) for v in lists]
    names = ["Input"] if len(arrays) == 1 else [f"Input{i + 1}" for i in range(len(arrays))]
    types = {name: _element_type(a, depth) for name, a in zip(names, arrays, strict=True)}
    sketch, (inner, result) = walker.inside(types, lambda inner, inputs: f(inner, list(inputs.values())))
    if type(result) is Traced and result.sketch is sketch and not sketch.members and not sketch.captured:
        if len(names) == 1 and result.tree is not None:  # elements of elements
            return Traced(walker.sketch, result.tree, (arrays[0].wire,) * len(result.wires))
        if result.tree is None:
            return arrays[names.index(result.wires[0][1])]
    net = _finished(inner, sketch, result)
    feeds = [*arrays, *(sketch.captured[n] for n in net.graph.input_names if n in sketch.captured)]
    ports = [*names, *(n for n in net.graph.input_names if n in sketch.captured)]
    if ports == ["Input"] and depth == 1 and net.graph.output_names == ("Output",):
        operator = _operator("NetMapOperator", net, walker.session)
    else:
        levels = association((name, depth) for name in names)
        operator = _operator("NetMapThreadOperator", net, walker.session, levels)
    found = walker.sketch.add(operator, *feeds, ports=ports)
    return association(found.items()) if isinstance(found, dict) else found


# ---- Nest and its kin: the number of steps is known


def _steps(walker: Walker, f: Any, x: Any, n: Any) -> list[Any]:
    found = [x]
    for _ in range(walker.whole(n)):
        found.append(walker.call(f, [found[-1]]))
    return found


@rule("Nest")
def _nest(walker: Walker, f: Any, x: Any, n: Any) -> Any:
    return _steps(walker, f, x, n)[-1]


@rule("NestList")
def _nest_list(walker: Walker, f: Any, x: Any, n: Any) -> Any:
    return make_list(_steps(walker, f, x, n))


@rule("Composition", "RightComposition")
def _composition(walker: Walker, *functions: Any) -> Any:
    return expr(S.Composition, *functions)


@rule("ComposeList")
def _compose_list(walker: Walker, functions: Any, x: Any) -> Any:
    found = [x]
    for f in functions.args:
        found.append(walker.call(f, [found[-1]]))
    return make_list(found)


# ---- Fold


@rule("Fold")
def _fold(walker: Walker, f: Any, start: Any, x: Any = None) -> Any:
    start, x = _started(walker, start, x)
    values = _few(walker, x)
    if values is None:
        return walker.sketch.layer("SequenceLastLayer", inputs=(folded(walker, f, start, x),))
    for v in values:
        start = walker.call(f, [start, v])
    return start


@rule("FoldList")
def _fold_list(walker: Walker, f: Any, start: Any, x: Any = None) -> Any:
    start, x = _started(walker, start, x)
    values = _few(walker, x)
    if values is None:
        later = folded(walker, f, start, x)
        return walker.sketch.layer("PrependLayer", inputs=(later, walker.array(start)))
    found = [start]
    for v in values:
        found.append(walker.call(f, [found[-1], v]))
    return make_list(found)


def _started(walker: Walker, start: Any, x: Any) -> tuple[Any, Any]:
    """The start and the list: Fold[f, list] begins with the first element."""
    if x is not None:
        return start, x
    return walker.call(S.First, [start]), walker.call(S.Rest, [start])


def _few(walker: Walker, x: Any) -> list[Any] | None:
    """The elements of what is folded step by step."""
    if type(x) is Traced and (x.length is None or x.length > LONGEST):
        return None
    return walker.elements(x)


def folded(walker: Walker, f: Any, start: Any, x: Any) -> Traced:
    """The states after each element of a sequence, by NetFoldOperator."""
    sequence, first = walker.array(x), walker.array(start)
    types = {"Input": _element_type(sequence), "State": ANY if first.dims is None else Type(tuple(first.dims))}

    def step(inner: Walker, inputs: dict[str, Traced]) -> Any:
        return inner.call(f, [inputs["State"], inputs["Input"]])

    sketch, (inner, result) = walker.inside(types, step)
    net = _finished(inner, sketch, result)
    outer = [n for n in net.graph.input_names if n in sketch.captured]
    feedback = make_list((expr(S.Rule, "Output", "State"),))
    arguments = (feedback, make_list(outer)) if outer else ()
    operator = _operator("NetFoldOperator", net, walker.session, *arguments)
    feeds = [sequence, *(sketch.captured[n] for n in outer), first]
    return walker.sketch.add(operator, *feeds, ports=["Input", *outer, "State"])
