"""Applying nets to data: single examples and batches, coders, properties, inner values and gradients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...runtime.declare import Layer
from ...runtime.device import device
from ...runtime.errors import DeviceError, InputError, UninitializedError
from ...runtime.graph import single
from ...runtime.plan import PlanCache, evaluate
from ...runtime.ports import Type
from .. import symbols as S
from ..associations import Association, association
from ..expr import Symbol, has_head, is_list, is_rule, make_list
from ..options import option_name
from ..packed import from_array, to_array
from .coding import decoded
from .construct import NetError, array_words, reported
from .edges import EdgeError
from .extract import inner_path
from .objects import Net

OPTIONS = {"BatchSize", "NetEvaluationMode", "RandomSeeding", "TargetDevice", "WorkingPrecision"}
PRECISIONS = {"Real32": "float32", "Real64": "float64"}
_GRADIENT = S.NetPortGradient


@dataclass
class Call:
    """One call of a net, read: data by port with a batch axis, what is wanted, and how to run it."""

    net: Net
    data: dict[str, Any] = field(default_factory=dict)
    single: bool = True
    imposed: dict[str, Any] = field(default_factory=dict)
    wanted: Any = S.Automatic
    options: dict[str, Any] = field(default_factory=dict)


def apply_net(net: Any, args: tuple[Any, ...], session: Any, say: Callable[..., None]) -> Any:
    """net[data, property, options]; None for a head that is not a finished net."""
    if type(net) is not Net:
        return None
    return reported(say, lambda: _apply(net, args, session))


def _apply(net: Net, args: tuple[Any, ...], session: Any) -> Any:
    options = {option_name(a.args[0]): a.args[1] for a in args if _is_call_option(a)}
    rest = [a for a in args if not _is_call_option(a)]
    if not 1 <= len(rest) <= 2:
        raise NetError("argt", net.head, len(rest), 1, 2)
    target = target_device(options.get("TargetDevice", "CPU"))
    call = Call(net, wanted=rest[1] if len(rest) == 2 else S.Automatic, options={**options, "TargetDevice": target})
    _read_data(call, rest[0], session)
    return _answer(call, session)


def _is_call_option(e: Any) -> bool:
    return is_rule(e) and type(e.args[0]) is Symbol and e.args[0].name in OPTIONS


def target_device(spec: Any) -> Any:
    """The runtime's device for TargetDevice -> "CPU", "GPU" or {"GPU", n}; raises NetError."""
    name = tuple(spec.args) if is_list(spec) else spec
    if name not in ("CPU", "GPU") and not (
        isinstance(name, tuple) and len(name) == 2 and name[0] == "GPU" and type(name[1]) is int
    ):
        raise NetError("badtrgdev", spec)
    try:
        return device(name)
    except DeviceError:
        raise NetError("nogpu") from None


# ---- data ------------------------------------------------------------------------------------------------------------


def _read_data(call: Call, data: Any, session: Any) -> None:
    net = call.net
    names = net.graph.input_names
    if type(data) is not Association and is_list(data) and data.args and all(type(x) is Association for x in data.args):
        data = association((k, make_list(x.get(k) for x in data.args)) for k in data.args[0].keys())
    if type(data) is Association:
        ports = {option_name(k): v for k, v in data.items() if type(k) in (str, Symbol)}
        if not names and ports:
            _learn_count(call, len(ports))
            net, names = call.net, call.net.graph.input_names
        for k, v in data.items():
            if has_head(k, _GRADIENT, 1):
                call.imposed[k.args[0]] = v
    elif len(names) == 1:
        ports = {names[0]: data}
    else:
        ports = _unnamed(call, data)
        net, names = call.net, call.net.graph.input_names
    for name in ports:
        if name not in names:
            raise NetError("extraport", name, make_list(names))
    singles = {}
    for name in names:
        if name not in ports:
            raise NetError("missport", name)
        call.data[name], singles[name] = read_port(net, name, ports[name], session)
    call.single = all(singles.values())
    if not call.single and any(singles.values()):
        name = next(n for n, s in singles.items() if s)
        raise NetError("invindata", name, f"a list of {net.inputs[name]}", _found(ports[name]))


def _unnamed(call: Call, data: Any) -> dict[str, Any]:
    """layer[{a, b}] feeds Input1, Input2, ...."""
    if not is_list(data):
        raise NetError("missport", next(iter(call.net.graph.input_names), "Input1"))
    _learn_count(call, len(data))
    names = call.net.graph.input_names
    if len(names) != len(data):
        raise NetError("missport", names[len(data)] if len(data) < len(names) else "Input")
    return dict(zip(names, data.args, strict=True))


def _learn_count(call: Call, count: int) -> None:
    """A layer that takes any number of inputs learns the number from the data."""
    node = call.net.graph.nodes[0][1] if call.net.children is None else None
    if isinstance(node, Layer) and node.variadic:
        call.net = Net(call.net.head, single(node.with_count(count)), call.net.arrays, call.net.coders, call.net.given)


def read_port(net: Net, name: str, value: Any, session: Any) -> tuple[Any, bool]:
    """(array with a batch axis, whether the value was one example)."""
    kind, coder = net.inputs[name], net.coders.get(name)
    if coder is not None:
        encoded = to_array(value) if coder.kind.name != "Class" else None
        if encoded is None or encoded.ndim not in (len(kind.dims or ()), len(kind.dims or ()) + 1):
            assert coder.kind.single is not None
            one = coder.kind.single(coder, value)
            return coder.kind.run(coder, [value] if one else list(value.args), session), one
    array = numeric(value)
    if array is None:
        raise NetError("invindata", name, str(kind), _found(value))
    if kind.rank is None or array.ndim == kind.rank:
        return array[None], True
    if array.ndim == kind.rank + 1:
        return array, False
    raise NetError("invindata", name, str(kind), _found(value))


def numeric(value: Any) -> Any:
    """Data without a coder as an array; None if it is none."""
    if type(value) in (int, float):
        return np.asarray(value)
    if value in (S.True_, S.False_):
        return np.asarray(int(value is S.True_))
    return to_array(value)


def _found(value: Any) -> Any:
    """Data in a message: the shape of arrays, other things as they are."""
    array = numeric(value)
    if array is None:
        return value
    return str(Type(array.shape, "real")) if array.ndim else value


# ---- results ---------------------------------------------------------------------------------------------------------


def _answer(call: Call, session: Any) -> Any:
    wanted = call.wanted
    if has_head(wanted, _GRADIENT) or (
        is_list(wanted) and wanted.args and all(has_head(w, _GRADIENT) for w in wanted.args)
    ):
        return _gradients(call, wanted, session)
    names = call.net.graph.output_names
    if has_head(wanted, S.NetPort) or (
        is_list(wanted) and wanted.args and all(has_head(w, S.NetPort) for w in wanted.args)
    ):
        return _inner_values(call, wanted, session)
    if type(wanted) is str and wanted in names and not _is_property(call.net, names, wanted):
        outputs, _ = run(call, session, outputs=(wanted,))
        return _decoded(call, wanted, outputs[wanted], S.Automatic, session)
    if is_rule(wanted) and wanted.args[0] in names:
        name = wanted.args[0]
        outputs, _ = run(call, session, outputs=(name,))
        return _decoded(call, name, outputs[name], wanted.args[1], session)
    outputs, _ = run(call, session)
    values = {name: _decoded(call, name, outputs[name], wanted, session) for name in names}
    return values[names[0]] if len(names) == 1 else association(values.items())


def _is_property(net: Net, names: tuple[str, ...], wanted: str) -> bool:
    return len(names) == 1 and names[0] in net.coders and wanted in net.coders[names[0]].kind.properties


def _decoded(call: Call, name: str, array: Any, prop: Any, session: Any) -> Any:
    coder = call.net.coders.get(name)
    if coder is None or prop is S.None_:
        if coder is None and prop not in (S.Automatic, S.None_):
            raise NetError("invprop", prop, make_list([*call.net.graph.output_names, S.None_]))
        return from_array(array[0] if call.single else array)
    found = decoded(coder, array, "Decision" if prop is S.Automatic else prop, session)
    return found[0] if call.single else make_list(found)


def _inner_values(call: Call, wanted: Any, session: Any) -> Any:
    specs = list(wanted.args) if is_list(wanted) else [wanted]
    addresses = [_address(call.net, w) for w in specs]
    outputs, _ = run(call, session, outputs=tuple(addresses))
    values = [from_array(outputs[a][0] if call.single else outputs[a]) for a in addresses]
    return association(zip(specs, values, strict=True)) if is_list(wanted) else values[0]


def _address(net: Net, port: Any) -> Any:
    """NetPort["Output"] or NetPort[{layer, "Output"}], NetPort[layer, "Output"] as the runtime names it."""
    parts = port.args[0].args if len(port) == 1 and is_list(port.args[0]) else port.args
    if len(parts) == 1 and parts[0] in net.graph.output_names:
        return parts[0]
    name = parts[-1] if type(parts[-1]) is str and len(parts) > 1 else None
    try:
        path, inner = inner_path(net, parts[:-1] if name else parts)
    except EdgeError:
        raise NetError("badport", port) from None
    names = inner.graph.output_names
    name = name if name in names else names[0]
    return (*path,), name


def _gradients(call: Call, wanted: Any, session: Any) -> Any:
    specs = list(wanted.args) if is_list(wanted) else [wanted]
    targets = [_target(call.net, w.args[0] if len(w) == 1 else make_list(w.args)) for w in specs]
    _, gradients = run(call, session, gradients=tuple(targets))
    values = [from_array(gradients[t][0] if type(t) is str and call.single else gradients[t]) for t in targets]
    return association(zip(specs, values, strict=True)) if is_list(wanted) else values[0]


def _target(net: Net, spec: Any) -> Any:
    """An input port by name, or the path of an array."""
    if spec in net.graph.input_names:
        return spec
    parts = spec.args if is_list(spec) else (spec,)
    try:
        path, inner = inner_path(net, parts[:-1])
    except EdgeError:
        raise NetError("nopart", spec, net.head) from None
    target = (*path, parts[-1])
    if target not in net.inference.arrays:
        raise NetError("nopart", spec, net.head)
    return target


def run(call: Call, session: Any, **request: Any) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """Run the net; arrays come back with a batch axis."""
    net, options = call.net, call.options
    cache = session.state.setdefault("net plans", PlanCache())
    precision = options.get("WorkingPrecision", "Real32")
    if precision not in PRECISIONS:
        raise NetError("arginv", "WorkingPrecision", '"Real32" or "Real64"', precision)
    given = {name: _imposed(call, name, value) for name, value in call.imposed.items()} or None
    seed = options.get("RandomSeeding")
    try:
        return evaluate(
            net.graph,
            net.arrays,
            call.data,
            output_gradients=given if request.get("gradients") else None,
            train=options.get("NetEvaluationMode") == "Train",
            dtype=PRECISIONS[precision],
            device=options["TargetDevice"],
            seed=seed if type(seed) is int else None,
            cache=cache,
            **request,
        )
    except UninitializedError as problem:
        raise NetError("uninit", make_list(array_words(p) for p in problem.places)) from None
    except InputError as problem:
        found = problem.found
        raise NetError(
            "invindata", problem.port, str(problem.wanted), str(Type(found)) if isinstance(found, tuple) else found
        ) from None


def _imposed(call: Call, name: str, value: Any) -> Any:
    if name not in call.net.graph.output_names:
        raise NetError("extraport", name, make_list(call.net.graph.output_names))
    array = numeric(value)
    if array is None:
        raise NetError("invindata", name, "a numeric array", value)
    return array[None] if call.single else array
