"""Data for the ports of a net: single examples and batches, of equal or different lengths, by port or in order."""

from __future__ import annotations

from typing import Any

from ...runtime.graph import single
from ...runtime.ports import Type
from ...runtime.ragged import batch
from .. import symbols as S
from ..associations import Association, association
from ..expr import Symbol, has_head, is_list, make_list
from ..options import option_name
from .coding import read_encoded
from .complaints import NetError, layer_words
from .numeric import found_words, numeric
from .objects import Net


class Data:
    """Data read for a net: arrays by port with the batch axis first, gradients imposed on outputs, and the net itself,
    which may have learnt its number of inputs from them."""

    def __init__(self, net: Net) -> None:
        self.net = net
        self.arrays: dict[str, Any] = {}
        self.imposed: dict[str, Any] = {}
        self.single = True


def read_data(net: Net, given: Any, session: Any) -> Data:
    """The data of net[given]: an example or a list of them, by port where there are several."""
    data = Data(net)
    if type(given) is not Association and is_list(given) and given.args:
        if all(type(x) is Association for x in given.args):
            given = _columns(given)
    ports = _by_port(data, given) if type(given) is Association else _in_order(data, given)
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
    for name, (array, one) in found.items():
        if not data.single and one:
            raise NetError("invindata", name, f"a list of {data.net.inputs[name]}", found_words(ports[name]))
        data.arrays[name] = array[None] if one is None and data.single else array
    data.imposed = {port: _imposed(data, port, value, session) for port, value in data.imposed.items()}
    return data


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


def _by_port(data: Data, given: Association) -> dict[str, Any]:
    ports = {option_name(k): v for k, v in given.items() if type(k) in (str, Symbol)}
    if not data.net.graph.input_names and ports:
        _learn_count(data, len(ports))
    for k, v in given.items():
        if has_head(k, S.NetPortGradient, 1):
            data.imposed[k.args[0]] = v
        elif type(k) not in (str, Symbol):
            raise NetError("extraport", k, make_list(data.net.graph.input_names))
    return ports


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
        data.net = data.net.having(graph=single(layer.with_count(count)))


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
