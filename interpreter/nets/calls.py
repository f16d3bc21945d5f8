"""Calls of nets: their data, how they are to run, and the values that come back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...runtime.communicate import communicator
from ...runtime.device import device
from ...runtime.errors import DeviceError, InputError
from ...runtime.plan import PlanCache, evaluate
from ...runtime.ragged import Ragged
from .. import symbols as S
from ..expr import Symbol, is_list, is_rule, make_list
from ..numericarray import NumericArray
from ..options import option_name
from ..packed import from_array
from .coding import decoded
from .complaints import NetError, data_words
from .data import EACH, LISTS, Data
from .initialize import generator_for
from .objects import Net
from .surgery.exposing import State

PRECISIONS = {"Real32": "float32", "Real64": "float64", "Mixed": "mixed"}
_MODES = {"Test": False, "Train": True, S.Automatic: False}

Target = Any  # an input port, or the path of an array
Output = Any  # an output port, or the address (layer path, port) of an inner one


def plans(session: Any) -> PlanCache:
    """The plans that a session keeps."""
    found: PlanCache | None = session.state.get("net plans")
    if found is None:
        found = session.state["net plans"] = PlanCache()
    return found


@dataclass
class Call:
    """One call of a net, read: its data, what is wanted, and how to run it.  `final` are the states after it."""

    data: Data
    wanted: Any = S.Automatic
    settings: dict[str, Any] = field(default_factory=dict)
    final: dict[State, Any] = field(default_factory=dict)

    @property
    def net(self) -> Net:
        return self.data.net

    def value(self, array: Any) -> Any:
        """A result as an expression: without the batch axis for one example, examples of different lengths a list."""
        examples = array.examples() if isinstance(array, Ragged) else array
        if self.data.single:
            return self.whole(examples[0])
        if examples is array and self.data.packing != EACH:
            return self.whole(array)
        return make_list(map(self.whole, examples))

    def whole(self, array: Any) -> Any:
        """An array as a list, or as a NumericArray where data came in such."""
        return NumericArray(array) if self.data.packing != LISTS and array.ndim else from_array(array)

    def decoded(self, output: str, array: Any, session: Any, prop: Any = S.Automatic) -> Any:
        """The value of an output, or a property of its decoder."""
        coder = self.net.coders.get(output)
        if coder is None or prop is S.None_:
            return self.value(array)
        found = decoded(coder, array, prop, session)
        return found[0] if self.data.single else make_list(found)

    def run(self, session: Any, outputs: Iterable[Output] = (), gradients: Iterable[Target] = ()) -> Results:
        """Run the net: what is asked for by its name, path or address, with a batch axis."""
        data, net = self.data, self.data.running
        wanted = {name: data.inside(name) for name in outputs}
        slopes = {name: data.inside(name) for name in gradients}
        states = {state: state.out for state in data.states}
        try:
            found, slope = evaluate(
                net.graph,
                net.arrays,
                data.arrays,
                outputs=tuple(dict.fromkeys((*wanted.values(), *states.values()))),
                gradients=tuple(slopes.values()),
                output_gradients=(data.imposed or None) if slopes else None,
                weights=dict.fromkeys(states.values(), 0.0) if slopes else None,
                cache=plans(session),
                **self.settings,
            )
        except InputError as problem:
            raise NetError(*_misfit(self, problem)) from None
        self.final = {state: found[out] for state, out in states.items()}
        return Results({k: found[o] for k, o in wanted.items()}, {k: slope[t] for k, t in slopes.items()})


@dataclass
class Results:
    """Arrays by what was asked for."""

    outputs: dict[Output, Any]
    gradients: dict[Target, Any]


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


# ---- options ---------------------------------------------------------------------------------------------------------


def is_call_option(e: Any) -> bool:
    return is_rule(e) and type(e.args[0]) in (Symbol, str) and option_name(e.args[0]) in OPTIONS


def target_device(spec: Any, session: Any = None) -> Any:
    """The runtime's device for TargetDevice -> "CPU", "GPU", {"GPU", n}, {"GPU", {n, ...}} or {"GPU", All}, of several
    the one that is this process's; raises NetError."""
    name: Any = spec
    if is_list(spec) and len(spec) == 2:
        which = spec.args[1]
        name = spec.args[0], tuple(which.args) if is_list(which) else "All" if which is S.All else which
    if name not in ("CPU", "GPU") and not (isinstance(name, tuple) and name[0] == "GPU" and _are_cards(name[1])):
        raise NetError("badtrgdev", spec)
    several = isinstance(name, tuple) and type(name[1]) is not int
    try:
        return device(name, process=communicator().rank if several else 0)
    except DeviceError:
        raise NetError("nogpu") from None


def _are_cards(which: Any) -> bool:
    numbers = which if isinstance(which, tuple) else (which,)
    return which == "All" or (bool(numbers) and all(type(n) is int for n in numbers))


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


def read_settings(given: Iterable[Any], session: Any) -> dict[str, Any]:
    """Rules of options as the runtime takes them; raises NetError."""
    values = {option_name(rule.args[0]): rule.args[1] for rule in given}
    return {_KEYWORDS[name]: read(values[name], session) for name, read in OPTIONS.items() if name in values}
