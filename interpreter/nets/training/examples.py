"""Examples for training and measuring: columns by port from the forms in which people write them, as arrays."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

import numpy as np

from ....runtime.ports import VARYING
from ....runtime.ragged import Ragged, batch, padded
from ....runtime.training.files import Kept, Rows, datasets
from ... import symbols as S
from ...associations import Association, association
from ...dataset import rows_in
from ...datasets import TRAINING, Unavailable, examples
from ...expr import expr, has_head, is_list, is_rule, make_list
from ...gate import Refused, permit, resolve
from ...images.value import Picture
from ...numericarray import NumericArray
from ...numerics.numbers import REAL_TYPES
from ...options import option_name
from ...ordering import canonical_sort
from ...packed import Packed, from_array
from ..coders import Coder, make_decoder, make_encoder
from ..coding import all_fit, encoded, learnt
from ..complaints import NetError, ToldError
from ..data import read_port
from ..numeric import numeric
from ..objects import Net

Column = Any  # a list of examples, an array of them, or one that is mapped from a file
Columns = dict[str, Column]  # by port


def read_columns(net: Net, data: Any, session: Any, part: str = TRAINING) -> Columns:
    """The data by port: rules {in -> out, ...}, lists in -> out, columns or rows by port, a part of a data set by its
    name; for a net of one input that needs no targets, a list of examples."""
    data = _named(data, part, session) if type(data) is str else rows_in(data)
    if is_list(data) and data.args and all(is_rule(r) for r in data.args):
        return _pair(net, [r.args[0] for r in data.args], [r.args[1] for r in data.args])
    if is_rule(data):
        left, right = (column_of(x, session) for x in data.args)
        if left is not None and right is not None:
            return _pair(net, left, right)
    if is_list(data) and data.args and all(type(x) is Association for x in data.args):
        data = association((k, make_list(x.get(k, S.Missing) for x in data.args)) for k in data.args[0].keys())
    if type(data) is Association:
        columns = {option_name(k): column_of(v, session) for k, v in data.items()}
        if all(column is not None for column in columns.values()):
            return _checked(columns)
    if is_list(data) and not data.args:
        raise NetError("nodata")
    if (stored := _kept(data, (".h5", ".hdf5"), session)) is not None:
        return _checked(stored)
    alone = column_of(data, session)
    if alone is not None and len(net.graph.input_names) == 1:
        return _checked({net.graph.input_names[0]: alone})
    raise NetError("invdata", "it should be rules, a rule of lists, or an association of columns")


def _named(name: str, part: str, session: Any) -> Any:
    try:
        return examples(name, part, session)
    except Unavailable as problem:
        raise NetError(*problem.args) from None


def column_of(value: Any, session: Any) -> Column:
    """A list, NumericArray or File["name.npy"] as a column; None for what is none."""
    if type(value) is Packed or type(value) is NumericArray:
        return value.array
    if is_list(value):
        return list(value.args)
    return _kept(value, (".npy",), session)


_KEPT: dict[str, Callable[[str], Any]] = {".npy": Rows, ".h5": datasets, ".hdf5": datasets}


def _kept(file: Any, endings: tuple[str, ...], session: Any) -> Any:
    """What is in File["name"] with one of the endings, of which rows are read when they are used; None for others."""
    name = file.args[0] if has_head(file, S.File, 1) else None
    ending = f".{name.rpartition('.')[2]}" if type(name) is str else ""
    if ending not in endings:
        return None
    path = resolve(session, name)
    try:
        permit(session, "Reading", path)
        return _KEPT[ending](path)
    except ImportError:
        raise NetError("noextra", name) from None
    except Refused as refusal:
        raise NetError("sandbox", str(refusal)) from None
    except (OSError, ValueError):
        raise NetError("nofile", name) from None


def _pair(net: Net, left: Column, right: Column) -> Columns:
    """Rules: the left side feeds the input, the right one the target, the only other input, or what the output should
    be."""
    inputs = [p for p in net.graph.input_names if p != "Target"]
    if len(inputs) == 2 and "Input" in inputs and net.graph.output_names[0].startswith("Loss"):
        other = next(p for p in inputs if p != "Input")
        return _checked({"Input": left, other: right})
    if len(inputs) != 1:
        if len(left) and all(type(x) is Association for x in left):
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
    is_label = [not is_list(v) and type(v) not in REAL_TYPES for v in values] if type(values) is list else [False]
    wanting = name in net.graph.output_names and name not in net.coders and bool(is_label) and all(is_label)
    if not wanting or last_layer(net, name) != "SoftmaxLayer":
        return net
    labels = canonical_sort(dict.fromkeys(values))
    decoder = make_decoder(make_list(("Class", make_list(labels))), None)
    graph = net.graph.with_ports({name: decoder.type})
    return net.having(graph=graph, coders={**net.coders, name: decoder})


def with_images(net: Net, columns: Columns, session: Any) -> Net:
    """A net that is given images at a port without an encoder gets one for the sizes that are known there."""
    coders = {}
    for name, values in columns.items():
        free = name in net.graph.input_names and name not in net.coders
        if not free or type(values) is not list or not all(type(v) is Picture for v in values):
            continue
        first = values[0]
        dims = net.inputs[name].dims or (None, None, None)
        if len(dims) != 3 or first.array.ndim != 3:
            continue
        sizes = [n if type(n) is int else m for n, m in zip(dims[:0:-1], first.size, strict=True)]
        space = _SPACES.get(dims[0], "RGB" if first.channels > 1 else "Grayscale")
        spec = make_list(("Image", make_list(sizes), expr(S.Rule, "ColorSpace", space)))
        coders[name] = make_encoder(spec, session.evaluate_expr)
    if not coders:
        return net
    graph = net.graph.with_ports({name: coder.type for name, coder in coders.items()})
    return net.having(graph=graph, coders={**net.coders, **coders})


_SPACES = {1: "Grayscale", 3: "RGB", 4: "CMYK"}  # by channels


def with_features(net: Net, columns: Columns, session: Any) -> Net:
    """The net with encoders that have learnt from the data."""
    inputs = {p: c for p, c in net.coders.items() if p in net.graph.input_names and p in columns}
    changed = {p: new for p, c in inputs.items() if (new := learnt(c, columns[p], session)) is not c}
    return net.having(coders={**net.coders, **changed}) if changed else net


def encoded_column(
    net: Net, name: str, values: Column, session: Any, target_coder: Coder | None = None, learning: bool = False
) -> Any:
    """One column as an array with a row an example: for an input, or for the target of an output.  Many files are
    encoded when they are needed, and so is what the encoder changes at random where the net learns from it."""
    coder = net.coders.get(name) if name in net.graph.input_names else target_coder
    if isinstance(values, Kept):  # labels are encoded at once, what is encoded already stays in its file
        if coder is None or (values.ndim > 1 and all_fit(values[:1], coder.type)):
            return values
        values = values[:]
    if isinstance(values, np.ndarray):
        if coder is None or (values.ndim > 1 and all_fit(values, coder.type)):
            return values
        values = list(from_array(values).args)
    if coder is not None:
        try:
            if (learning and coder.changing) or (coder.type.fixed and _are_many_files(values)):
                return Lazy(coder, values, session)
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


AT_HAND = 256  # files; fewer are read at once


def _are_many_files(values: list[Any]) -> bool:
    return len(values) > AT_HAND and all(has_head(v, S.File, 1) for v in values)


class Lazy:
    """A column of examples, such as files, that are encoded when rows are asked for: of an encoder that needs no
    evaluation.  Sequences have their `lengths`, which are found once, and are filled up to the longest."""

    def __init__(self, coder: Coder, values: list[Any], session: Any) -> None:
        self.coder, self.values, self.session = coder, values, session
        found = encoded(coder, values[:1] if coder.type.fixed else values, session)
        self.shape, self.dtype = (len(values), *found.shape[1:]), found.dtype
        self.lengths = found.lengths if isinstance(found, Ragged) else None

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, chosen: Any) -> Any:
        places = range(*chosen.indices(len(self))) if isinstance(chosen, slice) else [int(i) for i in chosen]
        try:
            found = encoded(self.coder, [self.values[i] for i in places], self.session)
        except ToldError:
            raise NetError("invdata", "the encoder does not take one of the examples") from None
        if self.lengths is None:
            return found
        return padded(found.examples() if isinstance(found, Ragged) else found, self.shape[1])

    def anew(self, seed: tuple[int, ...]) -> Lazy:
        """The column as a batch sees it, with what its encoder draws from a seed."""
        found = copy(self)
        found.coder = self.coder.in_training(np.random.default_rng(seed))
        return found


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
