"""Applying nets to data: what is asked for, outputs with their decoders, inner values and gradients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...runtime.device import device
from ...runtime.errors import DeviceError, InputError
from ...runtime.plan import PlanCache, evaluate
from ...runtime.ragged import Ragged
from .. import symbols as S
from ..associations import Association, association
from ..expr import Symbol, has_head, is_list, is_rule, make_list
from ..options import option_name
from ..packed import from_array
from .coders.properties import is_property, property_names, views
from .coding import decoded
from .complaints import NetError, data_words, reported
from .data import Data, check_fed, read_data
from .edges import EdgeError
from .extract import array_place, inner_path
from .initialize import generator_for
from .objects import Net

PRECISIONS = {"Real32": "float32", "Real64": "float64", "Mixed": "mixed"}
_MODES = {"Test": False, "Train": True, S.Automatic: False}
_GRADIENT = S.NetPortGradient


def apply_net(net: Any, args: tuple[Any, ...], session: Any, say: Callable[..., None]) -> Any:
    """net[data, property, options]; None for a head that is not a finished net."""
    if type(net) is not Net:
        return None
    return reported(say, lambda: _apply(net, args, session), net)


@dataclass
class Call:
    """One call of a net, read: its data, what is wanted, and how to run it."""

    data: Data
    wanted: Any = S.Automatic
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def net(self) -> Net:
        return self.data.net

    def value(self, array: Any) -> Any:
        """A result as an expression: without the batch axis for one example, examples of different lengths a list."""
        if isinstance(array, Ragged):
            examples = [from_array(row) for row in array.examples()]
            return examples[0] if self.data.single else make_list(examples)
        return from_array(array[0] if self.data.single else array)


def _apply(net: Net, args: tuple[Any, ...], session: Any) -> Any:
    given = {option_name(a.args[0]): a.args[1] for a in args if _is_call_option(a)}
    rest = [a for a in args if not _is_call_option(a)]
    fed = bool(net.graph.input_names) or (net.layer is not None and net.layer.variadic)
    if not fed <= len(rest) <= 1 + fed:
        raise NetError("argt", net.head, len(rest), int(fed), 1 + fed)
    settings = {name: rule(given[name], session) for name, rule in OPTIONS.items() if name in given}
    data = read_data(net, rest[0], session) if fed else Data(net)
    check_fed(data.net)
    return _answer(Call(data, rest[fed] if len(rest) > fed else S.Automatic, settings), session)


# ---- options ---------------------------------------------------------------------------------------------------------


def _is_call_option(e: Any) -> bool:
    return is_rule(e) and type(e.args[0]) in (Symbol, str) and option_name(e.args[0]) in OPTIONS


def target_device(spec: Any, session: Any = None) -> Any:
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


def _batch_size(value: Any, session: Any) -> int | None:
    if value is S.Automatic:
        return None
    if type(value) is not int or value < 1:
        raise NetError("arginv", "BatchSize", "Automatic or a positive integer", value)
    return value


def _seed(value: Any, session: Any) -> int | None:
    return None if value is S.Automatic else int(generator_for(value, session).integers(1 << 62))


def _among(name: str, table: dict[Any, Any]) -> Callable[[Any, Any], Any]:
    def read(value: Any, session: Any) -> Any:
        if isinstance(value, str | Symbol) and value in table:
            return table[value]
        raise NetError("arginv", name, " or ".join(f'"{k}"' for k in table if type(k) is str), value)

    return read


# What the options of a call mean to the runtime: (its name, reader).
OPTIONS: dict[str, Callable[[Any, Any], Any]] = {
    "BatchSize": _batch_size,
    "NetEvaluationMode": _among("NetEvaluationMode", _MODES),
    "RandomSeeding": _seed,
    "TargetDevice": target_device,
    "WorkingPrecision": _among("WorkingPrecision", {**PRECISIONS, S.Automatic: "float32"}),
}
_KEYWORDS = {
    "BatchSize": "batch_size",
    "NetEvaluationMode": "train",
    "RandomSeeding": "seed",
    "TargetDevice": "device",
    "WorkingPrecision": "dtype",
}


# ---- results ---------------------------------------------------------------------------------------------------------


def _asks(wanted: Any, head: Symbol) -> bool:
    """Whether something of a head is wanted, or a list of such."""
    return has_head(wanted, head) or (
        is_list(wanted) and bool(wanted.args) and all(has_head(w, head) for w in wanted.args)
    )


def _answer(call: Call, session: Any) -> Any:
    wanted = call.wanted
    if _asks(wanted, _GRADIENT):
        return _gradients(call, wanted, session)
    if _asks(wanted, S.NetPort):
        return _inner_values(call, wanted, session)
    named = _named(call.net, wanted)
    pairs = _everywhere(call.net, wanted) if named is None else named
    for name, prop in pairs:
        _check_property(call.net, name, prop)
    outputs, _ = run(call, session, outputs=tuple(dict.fromkeys(name for name, _ in pairs)))
    values = [_decoded(call, name, outputs[name], prop, session) for name, prop in pairs]
    if is_list(wanted) and named is not None:
        return make_list(values)
    if type(wanted) is Association or len(values) > 1:
        return association(zip([name for name, _ in pairs], values, strict=True))
    return values[0]


def _named(net: Net, wanted: Any) -> list[tuple[str, Any]] | None:
    """(output, property) where outputs are named: "port", "port" -> property, or a list or association of such.

    None where none is. What is the name of an output and of a property of the only output's decoder is the latter.
    """
    names = net.graph.output_names
    if type(wanted) is Association:
        odd = next((k for k in wanted.keys() if k not in names), None)
        if odd is not None or not len(wanted):
            raise NetError("invprop", wanted if odd is None else odd, make_list(names))
        return list(wanted.items())
    found = []
    for w in wanted.args if is_list(wanted) else (wanted,):
        name, prop = w.args if is_rule(w) else (w, S.Automatic)
        if type(name) is not str or name not in names or (len(names) == 1 and _is_property(net, name, w)):
            return None
        found.append((name, prop))
    return found or None


def _everywhere(net: Net, prop: Any) -> list[tuple[str, Any]]:
    """A property of every output whose decoder knows it; the others are as usual."""
    names = net.graph.output_names
    if len(names) == 1 or prop in (S.Automatic, S.None_):
        return [(name, prop) for name in names]
    knowing = [name for name in names if _is_property(net, name, prop)]
    if not knowing:
        raise _no_property(net, prop)
    return [(name, prop if name in knowing else S.Automatic) for name in names]


def _is_property(net: Net, name: str, wanted: Any) -> bool:
    return name in net.coders and is_property(net.coders[name], wanted)


def _check_property(net: Net, name: str, prop: Any) -> None:
    """Refuses what an output's decoder does not know, before the net is run."""
    if name in net.coders:
        views(net.coders[name], prop)
    elif prop not in (S.Automatic, S.None_):
        raise _no_property(net, prop)


def _no_property(net: Net, prop: Any) -> NetError:
    names = net.graph.output_names
    known = dict.fromkeys(p for name in names if name in net.coders for p in property_names(net.coders[name]))
    return NetError("invprop", prop, make_list([*names, *(known or [S.None_])]))


def _decoded(call: Call, name: str, array: Any, prop: Any, session: Any) -> Any:
    coder = call.net.coders.get(name)
    if coder is None or prop is S.None_:
        return call.value(array)
    found = decoded(coder, array, prop, session)
    return found[0] if call.data.single else make_list(found)


def _inner_values(call: Call, wanted: Any, session: Any) -> Any:
    specs = list(wanted.args) if is_list(wanted) else [wanted]
    addresses = [_address(call.net, w) for w in specs]
    outputs, _ = run(call, session, outputs=tuple(dict.fromkeys(addresses)))
    values = [call.value(outputs[a]) for a in addresses]
    return association(zip(specs, values, strict=True)) if is_list(wanted) else values[0]


def _address(net: Net, port: Any) -> Any:
    """NetPort["Output"] or NetPort[{layer, "Output"}], NetPort[layer, "Output"] as the runtime names it."""
    parts = port.args[0].args if len(port) == 1 and is_list(port.args[0]) else port.args
    if len(parts) == 1 and parts[0] in net.graph.output_names:
        return parts[0]
    for cut in (len(parts), len(parts) - 1):  # the last part is a layer, or a port of it
        try:
            path, inner = inner_path(net, parts[:cut])
        except EdgeError:
            continue
        states = inner.layer.states if inner.layer is not None else ()
        names = (*inner.graph.output_names, *states)
        name = parts[cut] if cut < len(parts) else names[0]
        if name in names and cut >= 0:
            return _flat_address(net, path, inner, name)
    raise NetError("badport", port)


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


def _gradients(call: Call, wanted: Any, session: Any) -> Any:
    specs = list(wanted.args) if is_list(wanted) else [wanted]
    targets = [_target(call.net, w.args[0] if len(w) == 1 else make_list(w.args)) for w in specs]
    _, gradients = run(call, session, gradients=tuple(dict.fromkeys(targets)))
    values = [call.value(gradients[t]) if type(t) is str else from_array(gradients[t]) for t in targets]
    return association(zip(specs, values, strict=True)) if is_list(wanted) else values[0]


def _target(net: Net, spec: Any) -> Any:
    """An input port by name, or the path of an array."""
    if type(spec) is str and spec in net.graph.input_names:
        if net.inputs[spec].kind == "integer":
            raise NetError("nograd", spec)
        return spec
    try:
        return array_place(net, spec)
    except EdgeError:
        raise NetError("nopart", spec, net.head) from None


def run(call: Call, session: Any, **request: Any) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """Run the net; arrays come back with a batch axis."""
    net = call.net
    settings = {_KEYWORDS[name]: value for name, value in call.settings.items()}
    try:
        with np.errstate(all="ignore"):
            return evaluate(
                net.graph,
                net.arrays,
                call.data.arrays,
                output_gradients=(call.data.imposed or None) if request.get("gradients") else None,
                cache=session.state.setdefault("net plans", PlanCache()),
                **settings,
                **request,
            )
    except InputError as problem:
        raise NetError(*_misfit(call, problem)) from None


def _misfit(call: Call, problem: InputError) -> tuple[Any, ...]:
    """What to say of data that do not fit: for whole numbers which there are, else the shape."""
    kind, array, found = call.net.inputs.get(problem.port), call.data.arrays.get(problem.port), problem.found
    if kind is None:  # several ports together
        return "invindata", problem.port, str(problem.wanted), data_words(found)
    numbers = array.array if isinstance(array, Ragged) else array
    if kind.kind == "integer" and isinstance(found, tuple) and kind.rank == len(found) and numbers.size:
        low, high = numbers.min(), numbers.max()
        whole = (numbers == np.floor(numbers)).all()
        found = f"{'whole ' if whole else ''}numbers from {low:g} to {high:g}"
    return "invindata", problem.port, str(problem.wanted if kind.dims is None else kind), data_words(found)
