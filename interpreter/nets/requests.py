"""What a call may ask for besides outputs: values at ports inside, recurrent states, gradients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .. import symbols as S
from ..associations import association
from ..expr import Symbol, has_head, is_list, make_list
from .calls import Call, Output, Results, Target
from .complaints import NetError
from .data import ALL_STATES
from .edges import EdgeError, port_path
from .extract import array_place, array_spec, inner_path
from .objects import Net


@dataclass
class Request:
    """What one specification needs of the run, and the value made of its results."""

    value: Callable[[Results], Any]
    outputs: tuple[Output, ...] = ()
    gradients: tuple[Target, ...] = ()


def asks(wanted: Any) -> bool:
    """Whether NetPort or NetPortGradient is wanted, or a list of such."""
    specs = wanted.args if is_list(wanted) else (wanted,)
    return bool(specs) and all(any(has_head(spec, head) for head in _READERS) for spec in specs)


def requested(call: Call, session: Any) -> Any:
    """The value of what is wanted; of a list an association."""
    specs = wanted.args if is_list(wanted := call.wanted) else (wanted,)
    requests = [_READERS[spec.head](call, spec, session) for spec in specs]
    results = call.run(
        session,
        dict.fromkeys(o for request in requests for o in request.outputs),
        dict.fromkeys(t for request in requests for t in request.gradients),
    )
    values = [request.value(results) for request in requests]
    return association(zip(specs, values, strict=True)) if is_list(wanted) else values[0]


# ---- values ----------------------------------------------------------------------------------------------------------


def _port(call: Call, port: Any, session: Any) -> Request:
    """NetPort["Output"], NetPort[{layer, ..., "port"}]; for All layers an association; NetPort[All, "States"]."""
    net, path = call.net, port_path(port)
    if path == ALL_STATES:
        call.data.expose()
        return Request(lambda _: association((make_list(s.place), call.value(a)) for s, a in call.final.items()))
    if path[:1] == (S.All,):
        return _of_all(call, port, path[1:])
    place = port_address(net, port)
    if type(place) is str:
        return Request(lambda results: call.decoded(place, results.outputs[place], session), (place,))
    return Request(lambda results: call.value(results.outputs[place]), (place,))


def _of_all(call: Call, port: Any, rest: tuple[Any, ...]) -> Request:
    """The values at the ports of all layers that have them, by the layer."""
    places = {}
    for name in call.net.members:
        try:
            places[name] = _address(call.net, (name, *rest), port)
        except NetError:
            continue
    if not places:
        raise NetError("badport", port)
    return Request(
        lambda results: association((name, call.value(results.outputs[a])) for name, a in places.items()),
        tuple(places.values()),
    )


def port_address(net: Net, port: Any) -> Output:
    """An output of the net by its name, or a port inside as the runtime names it; raises NetError."""
    path = port_path(port)
    return path[0] if len(path) == 1 and path[0] in net.graph.output_names else _address(net, path, port)


def _address(net: Net, parts: tuple[Any, ...], port: Any) -> Any:
    """The path of a layer, or that of a port of it, as the runtime names an output there; raises NetError."""
    for cut in (len(parts), len(parts) - 1) if parts else ():  # the last part is a layer, or a port of it
        try:
            path, inner = inner_path(net, parts[:cut])
        except EdgeError:
            continue
        states = inner.layer.states if inner.layer is not None else ()
        names = (*inner.graph.output_names, *states)
        name = parts[cut] if cut < len(parts) else names[0]
        if name in names:
            return _flat_address(net, path, inner, name)
    _refuse_input(net, parts, port)
    raise NetError("badport", port)


def _refuse_input(net: Net, parts: tuple[Any, ...], port: Any) -> None:
    """Says so if it is an input that is wanted."""
    try:
        if parts and parts[-1] in inner_path(net, parts[:-1])[1].graph.input_names:
            raise NetError("inport", port)
    except EdgeError:
        pass


def _flat_address(net: Net, path: tuple[Any, ...], inner: Net, name: str) -> Any:
    """Where a port of an inner net starts among the layers of the whole."""
    if inner.layer is not None:
        address = (path, name)
    else:
        start, port = inner.graph.flat.outputs[name]
        address = ((*path, *start), port) if start is not None else (None, name)
    if address[0] not in net.graph.flat.layers:
        raise NetError("badport", name)
    return address


# ---- gradients -------------------------------------------------------------------------------------------------------


def _gradient(call: Call, spec: Any, session: Any) -> Request:
    """NetPortGradient["port"], of an array by its name or {layer, ..., name}; NetPortGradient[All] of everything."""
    net, parts = call.net, spec.args
    if parts == (S.All,):
        targets = {p: p for p, kind in net.inputs.items() if kind.kind != "integer"}
        targets |= {array_spec(path): path for path in net.inference.arrays}
        return Request(
            lambda results: association((key, _slope(call, results, t)) for key, t in targets.items()),
            gradients=tuple(targets.values()),
        )
    target = _target(net, parts[0] if len(parts) == 1 else make_list(parts))
    return Request(lambda results: _slope(call, results, target), gradients=(target,))


def _slope(call: Call, results: Results, target: Target) -> Any:
    """A gradient: by an input example by example, by an array summed over the batch."""
    found = results.gradients[target]
    return call.value(found) if type(target) is str else call.whole(found)


def _target(net: Net, spec: Any) -> Target:
    """An input port by name, or the path of an array."""
    if type(spec) is str and spec in net.graph.input_names:
        if net.inputs[spec].kind == "integer":
            raise NetError("nograd", spec)
        return spec
    try:
        return array_place(net, spec)
    except EdgeError:
        raise NetError("nopart", spec, net.head) from None


_READERS: dict[Symbol, Callable[[Call, Any, Any], Request]] = {S.NetPort: _port, S.NetPortGradient: _gradient}
