"""Data for the ports of a net: single examples and batches, of equal or different lengths, by port or in order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from ...runtime.graph import single
from ...runtime.ports import Type
from ...runtime.ragged import batch
from .. import symbols as S
from ..associations import Association, association
from ..expr import Expr, Symbol, has_head, is_list, make_list
from ..numericarray import NumericArray
from ..options import option_name
from .coding import read_encoded
from .complaints import NetError, layer_words
from .edges import EdgeError, port_path
from .extract import inner_path
from .numeric import found_words, numeric
from .objects import Net, placed
from .surgery.exposing import State, stateful

LISTS, EACH, ARRAY = range(3)
ALL_STATES = (S.All, "States")  # the path of the port that stands for all recurrent states


class Data:
    """Data read for a net: arrays by port with the batch axis first, gradients imposed on outputs, and the net itself,
    which may have learnt its number of inputs from them.

    `running` is what runs: the net, or that with recurrent states as ports where they are set or wanted. `packing`
    says how the values that come back are packed: as lists, or as NumericArray (for all examples, or for each of a
    list) where data came in such.
    """

    def __init__(self, net: Net) -> None:
        self.net = self.running = net
        self.arrays: dict[str, Any] = {}
        self.imposed: dict[str, Any] = {}
        self.states: list[State] = []
        self.single, self.packing = True, LISTS

    def expose(self) -> None:
        """Makes the recurrent states ports, which hold zeros until they are set; raises NetError if there are none."""
        if not self.states:
            self.running, self.states = stateful(self.net)
            count = next((len(array) for array in self.arrays.values()), 1)
            for state in self.states:
                self.arrays[state.into] = np.zeros((count, *(self.running.inputs[state.into].dims or ())), np.float32)

    def inside(self, place: Any) -> Any:
        """A port, an address of one or the path of an array in what runs, where a lone layer has got a number."""
        if self.running is self.net or self.net.children is not None or type(place) is str:
            return place
        if len(place) == 2 and type(place[0]) is tuple:
            return (1, *place[0]), place[1]
        return next(iter(placed({place: None}, 1)))


def read_data(net: Net, given: Any, session: Any) -> Data:
    """The data of net[given]: an example or a list of them, by port where there are several."""
    data = Data(net)
    if type(given) is not Association and is_list(given) and given.args:
        if all(type(x) is Association for x in given.args):
            given = _columns(given)
    states: list[tuple[Any, Any]] = []
    ports = _by_port(data, given, states) if type(given) is Association else _in_order(data, given)
    names = data.net.graph.input_names
    for name in ports:
        if name not in names:
            raise NetError("extraport", name, make_list(names))
    found: dict[str, Any] = {}
    for name in names:
        if name not in ports:
            raise NetError("missport", name)
        found[name] = read_port(data.net, name, ports[name], session)
    data.single = not any(one is False for _, one in found.values())
    data.packing = max((_packing(ports[name]) for name in names), default=LISTS)
    for name, (array, one) in found.items():
        if not data.single and one:
            raise NetError("invindata", name, f"a list of {data.net.inputs[name]}", found_words(ports[name]))
        data.arrays[name] = array[None] if one is None and data.single else array
    data.imposed = {port: _imposed(data, port, value, session) for port, value in data.imposed.items()}
    set_states(data, states, session)
    return data


def _packing(value: Any) -> int:
    if type(value) is NumericArray:
        return ARRAY
    return EACH if type(value) is Expr and value.args and type(value.args[0]) is NumericArray else LISTS


def check_fed(net: Net) -> None:
    """Raises NetError for a layer of any number of inputs that has none."""
    for path, layer in net.graph.flat.layers.items():
        if layer.variadic and not layer.inputs:
            raise NetError("unfed", layer_words(path) if path else net)


def _columns(rows: Any) -> Association:
    """A list of associations as one of lists."""
    columns = []
    for k in rows.args[0].keys():
        lacking = next((x for x in rows.args if x.get(k) is None), None)
        if lacking is not None:
            raise NetError("missport", k)
        columns.append((k, make_list(x.get(k) for x in rows.args)))
    return association(columns)


def _by_port(data: Data, given: Association, states: list[tuple[Any, Any]]) -> dict[str, Any]:
    """What is given for ports; imposed gradients go to the data, (place, value) of recurrent states to `states`."""
    ports = {option_name(k): v for k, v in given.items() if type(k) in (str, Symbol)}
    if not data.net.graph.input_names and ports:
        _learn_count(data, len(ports))
    for k, v in given.items():
        if has_head(k, S.NetPortGradient, 1):
            data.imposed[k.args[0]] = v
        elif has_head(k, S.NetPort):
            states += _states(k, v)
        elif type(k) not in (str, Symbol):
            raise NetError("extraport", k, make_list(data.net.graph.input_names))
    return ports


def _states(port: Any, value: Any) -> list[tuple[Any, Any]]:
    """(place, value) of the states that NetPort[{layer, ..., name}] sets, or NetPort[All, "States"] by their places."""
    if port_path(port) != ALL_STATES:
        return [(port, value)]
    if is_list(value) and value.args and all(type(x) is Association for x in value.args):
        value = _columns(value)
    if type(value) is not Association:
        raise NetError("arginv", port, "an association of states", value)
    return list(value.items())


def set_states(data: Data, given: Iterable[tuple[Any, Any]], session: Any) -> None:
    """Sets recurrent states, (place, value) each; raises NetError."""
    for place, value in given:
        data.expose()
        state = _state_at(data, place)
        zeros = data.arrays[state.into]
        array = numeric(value, session)
        array = array[None] if array is not None and data.single else array
        if array is None or array.shape != zeros.shape:
            raise NetError("badstate", make_list(state.place), make_list(zeros.shape[data.single :]))
        data.arrays[state.into] = array


def _state_at(data: Data, place: Any) -> State:
    """The state at a place: NetPort[...], a list, or the name alone where a layer has it."""
    parts = port_path(place) if has_head(place, S.NetPort) else place.args if is_list(place) else (place,)
    try:
        path = (*inner_path(data.net, parts[:-1])[0], *parts[-1:])
    except EdgeError:
        path = ()
    found = next((state for state in data.states if state.place == path), None)
    if found is None:
        raise NetError("nostate", place, make_list(make_list(state.place) for state in data.states))
    return found


def _in_order(data: Data, given: Any) -> dict[str, Any]:
    """layer[{a, b}] feeds Input1, Input2, ...; one input takes the whole."""
    names = data.net.graph.input_names
    if len(names) == 1:
        return {names[0]: given}
    if not is_list(given):
        raise NetError("missport", next(iter(names[1:]), "Input2"))
    _learn_count(data, len(given))
    names = data.net.graph.input_names
    if len(names) != len(given):
        raise NetError("misscount", len(names), len(given))
    return dict(zip(names, given.args, strict=True))


def _learn_count(data: Data, count: int) -> None:
    """A layer that takes any number of inputs learns the number from the data."""
    layer = data.net.layer
    if layer is not None and layer.variadic and count:
        data.net = data.running = data.net.having(graph=single(layer.with_count(count)))


def read_port(net: Net, name: str, value: Any, session: Any) -> tuple[Any, bool | None]:
    """(array or ragged batch, whether the value was one example, which then got a batch axis).

    None: nothing says whether it is one example or several; it is given as it is.
    """
    kind, coder = net.inputs[name], net.coders.get(name)
    if coder is not None:
        return read_encoded(coder, value, session)
    array = numeric(value, session)
    if array is None:
        return _of_different_lengths(name, kind, value, session), False
    if kind.rank is None:
        return array, None
    if array.ndim == kind.rank:
        return array[None], True
    if array.ndim == kind.rank + 1:
        return array, False
    raise NetError("invindata", name, str(kind), found_words(value))


def _of_different_lengths(name: str, kind: Type, value: Any, session: Any) -> Any:
    """A batch of examples that do not make one array."""
    rows = [numeric(x, session) for x in value.args] if is_list(value) else []
    if not rows or any(row is None or row.ndim == 0 for row in rows):
        wanted = "a numeric array" if kind.dims is None else f"a numeric array, {kind}"
        raise NetError("invindata", name, wanted, found_words(value))
    if kind.rank is not None and any(row.ndim != kind.rank for row in rows):
        wrong = next(row for row in rows if row.ndim != kind.rank)
        raise NetError("invindata", name, str(kind), str(Type(wrong.shape, "real")))
    try:
        return batch(rows)
    except ValueError:
        raise NetError("invindata", name, str(kind), "examples of different shapes") from None


def _imposed(data: Data, name: Any, value: Any, session: Any) -> Any:
    """The gradient imposed on an output."""
    outputs = data.net.graph.output_names
    if name not in outputs:
        raise NetError("extraport", name, make_list(outputs))
    array = numeric(value, session)
    if array is None:
        return _of_different_lengths(name, data.net.outputs[name], value, session)
    array = array[None] if data.single else array
    types = {port: Type(x.shape[1:]) for port, x in data.arrays.items()}
    known = {path: a.shape for path, a in data.net.arrays.items()}
    wanted = data.net.graph.infer(types, known, concrete=True).outputs[name]
    count = next((len(x) for x in data.arrays.values()), 1)
    if len(array) != count or (wanted.fixed and array.shape[1:] != wanted.dims):
        raise NetError("invindata", name, str(wanted), str(Type(array.shape[1:], "real")))
    return array
