"""How nets are written: the arguments that rebuild one, and types and arrays as expressions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ...runtime.declare import Layer
from ...runtime.ports import VARYING, Type
from .. import symbols as S
from ..associations import association
from ..expr import NULL, Expr, expr, make_list
from ..packed import from_array

if TYPE_CHECKING:
    from .objects import Net


class Parts:
    """Stands among the given arguments of an operator for its inner nets: one net, or a list of those named."""

    def __init__(self, *names: str, listed: bool = False) -> None:
        self.names, self.listed = names, listed


def arguments(net: Net, values: bool = True) -> Iterator[Any]:
    """What rebuilds a net, after its head.

    Without `values` nothing stands for the values of arrays, which makes what is left quick to compare.
    """
    layer = net.layer
    if layer is not None:
        for argument in net.given:
            yield _inner_nets(net, argument, values) if type(argument) is Parts else argument
        yield from _array_rules(net, layer, values)
    else:
        members = [(k, _member(net, k, values)) for k in net.members]
        named = any(type(k) is str for k in net.members)
        yield association(members) if named else make_list(m for _, m in members)
        if net.edges is not None:
            yield net.edges
    if net.multipliers is not None:
        yield expr(S.Rule, S.LearningRateMultipliers, net.multipliers)
    for side in (net.graph.inputs, net.graph.outputs):
        for port, kind in side:
            if port in net.coders:
                yield expr(S.Rule, port, net.coders[port])
            elif _is_declared(net, port, kind):
                yield expr(S.Rule, port, shape_spec(net.inference.port(None, port)))


def _member(net: Net, name: Any, values: bool) -> Expr:
    return net.child(name) if values else net.child(name).outline


def _inner_nets(net: Net, parts: Parts, values: bool) -> Any:
    nets = [_member(net, name, values) for name in parts.names]
    return make_list(nets) if parts.listed else nets[0]


def _array_rules(net: Net, layer: Layer, values: bool) -> Iterator[Any]:
    """What is said about a layer's arrays: values, names under which they are shared, declared sizes."""
    shared, sizes = dict(layer.shared), dict(layer.sizes)
    for array in layer.arrays:
        value = net.arrays.get(layer.place((), array.name))
        facts: dict[str, Any] = {}
        if array.name in shared:
            facts["Name"] = shared[array.name]
        if value is not None:
            facts["Array"] = array_value(decimal(value)) if values else NULL
        elif array.name in sizes:
            facts["Dimensions"] = make_list(sizes[array.name].dims or ())
        if facts:
            only = len(facts) == 1 and next(iter(facts))
            yield expr(
                S.Rule,
                array.name,
                facts["Array"]
                if only == "Array"
                else expr(S.NetArray, facts["Name"] if only == "Name" else association(facts.items())),
            )


def _is_declared(net: Net, port: str, kind: Type) -> bool:
    if kind != Type():
        return True
    return net.layer is not None and port in dict(net.layer.declared)


def shape_spec(kind: Type) -> Any:
    """A type as a port specification of the language."""
    element = None
    if kind.kind == "integer":
        element = "Integer"
        if kind.high is not None:
            low = 1 if kind.low is None else kind.low
            element = expr(S.Restricted, "Integer", kind.high if low == 1 else make_list((low, kind.high)))
    if kind.dims is None:
        return S.Automatic
    if not kind.dims:
        return element or "Real"
    dims = [S.Automatic if d is None else d if d != VARYING else "Varying" for d in kind.dims]
    if element is not None:
        return make_list([*dims, element])
    return dims[0] if len(dims) == 1 and dims[0] is not S.Automatic else make_list(dims)


def decimal(array: Any) -> Any:
    """Reals that are written with few digits and are the given ones in single precision."""
    import numpy as np

    given = np.asarray(array)
    out = given.astype(np.float64)
    if given.dtype != np.float32:
        return out
    with np.errstate(all="ignore"):
        scale = np.floor(np.log10(np.abs(out)))
        left = np.isfinite(scale)
        for digits in range(5, 9):  # behind the first one; nine digits are always enough
            power = digits - scale
            factor = 10.0 ** np.abs(power)
            tried = np.where(power < 0, np.rint(out / factor) * factor, np.rint(out * factor) / factor)
            found = left & (tried.astype(np.float32) == given) & (np.abs(power) <= _EXACT_POWER)
            out[found] = tried[found]
            left &= ~found
    return out


_EXACT_POWER = 22  # of ten, the largest that is a machine real


def array_value(array: Any) -> Any:
    """An array of a net as a list of reals."""
    import numpy as np

    return from_array(np.asarray(array))
