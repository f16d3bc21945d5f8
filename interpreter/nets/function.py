"""FunctionLayer: a function of arrays as one layer, whose inner net is the graph that the function is compiled to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...runtime.ports import ANY, Type
from .. import symbols as S
from ..associations import Association, association
from ..expr import Expr, has_head, is_list, is_rule, system
from ..options import option_name
from .complaints import NetError
from .construct import layer_net
from .functions import Again, Sketch, Walker
from .functions.values import Traced
from .objects import Net, is_net
from .portspecs import port_kind
from .writing import Parts


def construct(title: str, args: tuple[Any, ...], session: Any) -> Net:
    """FunctionLayer[f, "port" -> shape, ...]; raises NetError for what has no layers."""
    positional, rules = [a for a in args if not is_rule(a)], [a for a in args if is_rule(a)]
    if len(positional) != 1:
        raise NetError("argx", system(title), len(positional))
    f = positional[0]
    types = {option_name(r.args[0]): _type(r, session) for r in rules}
    net = f if is_net(f) else compiled(f, types, session)
    layer = layer_net(title, (Parts("Net"), *rules), session, {"Net": net})
    return layer if is_net(f) or net.inference.arrays else layer.having(given=(f,))


def _type(r: Any, session: Any) -> Type:
    name, value = option_name(r.args[0]), r.args[1]
    if type(name) is not str:
        raise NetError("badport", r)
    side = "output" if name == "Output" else "input"
    return port_kind(name, value, {}, session.evaluate_expr, side)


def compiled(f: Any, types: dict[str, Type], session: Any) -> Net:
    """The graph of a function; `types` are what is known of its ports."""
    kept: dict[Any, Any] = {}
    common: dict[Any, Any] = {}
    while True:
        sketch = Sketch({name: types.get(name, ANY) for name in input_names(f, types)})
        walker = Walker(session, sketch, kept, common)
        try:
            return sketch.net(_outputs(walker, _value(walker, f)))
        except Again:
            continue


def _value(walker: Walker, f: Any) -> Any:
    """What the function gives for the arrays at the ports."""
    names = list(walker.sketch.inputs)
    inputs = [walker.sketch.input(name) for name in names]
    if named_slots(f):
        return walker.call(f, [association(zip(names, inputs, strict=True))])
    return walker.call(f.args[0] if has_head(f, S.Apply, 1) else f, inputs)


def _outputs(walker: Walker, value: Any) -> dict[str, Traced]:
    """The arrays that a function gives by the names of their ports."""
    if type(value) is Association:
        found = {k if type(k) is str else None: v for k, v in value.items()}
        if None in found or not found:
            raise NetError("nocompile", value)
        return {name: walker.array(v) for name, v in found.items()}
    return {"Output": walker.array(value)}


def input_names(f: Any, types: dict[str, Type]) -> list[str]:
    """The ports of a function: its named slots, "Input", or "Input1", "Input2", ... for several arguments."""
    slots = named_slots(f)
    if slots:
        return slots
    several = has_head(f, S.Apply, 1)
    count = _arguments(f.args[0] if several else f)
    if several and count is None:
        count = sum(name.startswith("Input") for name in types) or 2
    if count is None or (count == 1 and not several):
        return ["Input"]
    return [f"Input{i + 1}" for i in range(count)]


def named_slots(f: Any) -> list[str]:
    """The names of the slots of a pure function, in the order in which they come."""
    if not has_head(f, S.Function, 1):
        return []
    return list(dict.fromkeys(s for s in _slots(f.args[0]) if type(s) is str))


def _arguments(f: Any) -> int | None:
    """How many arguments a function takes, where it says so."""
    if has_head(f, S.Function, 1):
        return max((s for s in _slots(f.args[0]) if type(s) is int), default=1)
    if has_head(f, S.Function) and len(f) > 1:
        return len(f.args[0]) if is_list(f.args[0]) else 1
    return None


def _slots(e: Any) -> Iterator[Any]:
    """The slots of a body, without those of functions inside."""
    if not isinstance(e, Expr) or is_net(e) or has_head(e, S.Function, 1):
        return
    if has_head(e, S.Slot, 1):
        yield e.args[0]
        return
    yield from _slots(e.head)
    for a in e.args:
        yield from _slots(a)
