"""Examples for training and measuring: columns by port from the forms in which people write them, as arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....runtime.ports import VARYING
from ....runtime.ragged import batch
from ... import symbols as S
from ...associations import Association, association
from ...expr import is_list, is_rule, make_list
from ...numerics.numbers import REAL_TYPES
from ...options import option_name
from ...ordering import canonical_sort
from ..coders import Coder, make_decoder
from ..coding import encoded, learnt
from ..complaints import NetError, ToldError
from ..data import read_port
from ..numeric import numeric
from ..objects import Net

Columns = dict[str, list[Any]]  # of examples, by port


def read_columns(net: Net, data: Any) -> Columns:
    """The data by port: rules {in -> out, ...}, lists in -> out, columns or rows by port."""
    if is_list(data) and data.args and all(is_rule(r) for r in data.args):
        return _pair(net, [r.args[0] for r in data.args], [r.args[1] for r in data.args])
    if is_rule(data) and is_list(data.args[0]) and is_list(data.args[1]):
        return _pair(net, list(data.args[0].args), list(data.args[1].args))
    if is_list(data) and data.args and all(type(x) is Association for x in data.args):
        data = association((k, make_list(x.get(k, S.Missing) for x in data.args)) for k in data.args[0].keys())
    if type(data) is Association and all(is_list(v) for v in data.values()):
        return _checked({option_name(k): list(v.args) for k, v in data.items()})
    if is_list(data) and not data.args:
        raise NetError("nodata")
    raise NetError("invdata", "it should be rules, a rule of lists, or an association of columns")


def _pair(net: Net, left: list[Any], right: list[Any]) -> Columns:
    """Rules: the left side feeds the input, the right one the target or what the output should be."""
    inputs = [p for p in net.graph.input_names if p != "Target"]
    if len(inputs) != 1:
        if left and all(type(x) is Association for x in left):
            columns = {p: [x.get(p) for x in left] for p in inputs}
            return _checked({**columns, target_name(net): right})
        raise NetError("invdata", f"the net has {len(inputs)} inputs, so data has to say which port it is for")
    return _checked({inputs[0]: left, target_name(net): right})


def target_name(net: Net) -> str:
    return "Target" if "Target" in net.graph.input_names else net.graph.output_names[0]


def _checked(columns: Columns) -> Columns:
    lengths = {len(c) for c in columns.values()}
    if len(lengths) != 1:
        sizes = ", ".join(f"{name}: {len(c)}" for name, c in columns.items())
        raise NetError("invdata", f"columns have different lengths ({sizes})")
    if lengths == {0}:
        raise NetError("nodata")
    return columns


def with_labels(net: Net, columns: Columns) -> Net:
    """A net that ends in a softmax and is trained on labels gets a decoder for them."""
    name = target_name(net)
    values = columns.get(name, [])
    is_label = [not is_list(v) and type(v) not in REAL_TYPES for v in values]
    wanting = name in net.graph.output_names and name not in net.coders and bool(values) and all(is_label)
    if not wanting or last_layer(net, name) != "SoftmaxLayer":
        return net
    labels = canonical_sort(dict.fromkeys(values))
    decoder = make_decoder(make_list(("Class", make_list(labels))), None)
    graph = net.graph.with_ports({name: decoder.type})
    return net.having(graph=graph, coders={**net.coders, name: decoder})


def with_features(net: Net, columns: Columns, session: Any) -> Net:
    """The net with encoders that have learnt from the data."""
    inputs = {p: c for p, c in net.coders.items() if p in net.graph.input_names and p in columns}
    changed = {p: new for p, c in inputs.items() if (new := learnt(c, columns[p], session)) is not c}
    return net.having(coders={**net.coders, **changed}) if changed else net


def encoded_column(net: Net, name: str, values: list[Any], session: Any, target_coder: Coder | None = None) -> Any:
    """One column as an array with a row an example: for an input, or for the target of an output."""
    coder = net.coders.get(name) if name in net.graph.input_names else target_coder
    if coder is not None:
        try:
            return encoded(coder, values, session)
        except ToldError:
            raise NetError("invdata", f"the encoder of port {name} does not take an example") from None
    if name in net.graph.input_names:
        rows = [_example(net, name, v, i, session) for i, v in enumerate(values)]
    else:
        rows = [_example(None, name, v, i, session) for i, v in enumerate(values)]
    try:
        return batch(rows)
    except ValueError:
        like = rows[0].shape[1:]
        other = next(i for i, row in enumerate(rows) if row.ndim != rows[0].ndim or row.shape[1:] != like)
        raise NetError("invdata", f"example {other + 1} at port {name} has another shape than the first one") from None


def _example(net: Net | None, name: str, value: Any, i: int, session: Any) -> Any:
    try:
        if net is None:
            found = numeric(value, session)
            if found is None:
                raise NetError("invindata", name, "a numeric array", value)
            return found
        array, one = read_port(net, name, value, session)
        kind, example = net.inputs[name], array[0] if one else array
        sizes = zip(kind.dims or (), np.shape(example), strict=False)
        if one is False or any(d not in (n, None, VARYING) for d, n in sizes):
            raise NetError("invindata", name, str(kind), value)
        return example
    except NetError as problem:
        raise NetError("invdata", f"example {i + 1} does not fit port {name}: {_reason(problem)}") from None


def _reason(problem: NetError) -> str:
    tag, *details = problem.args
    return f"it should be {details[1]}" if tag == "invindata" else tag


def last_layer(net: Net, output: str) -> str | None:
    """The name of the layer that an output of the net comes from."""
    path, _ = net.graph.flat.outputs[output]
    return net.graph.flat.layers[path].name if path is not None else None
