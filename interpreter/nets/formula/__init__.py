"""A net as a formula: the exact expression of its outputs in symbols at its inputs.

The walk over the layers that makes plans is taken by one more recorder, whose arrays hold expressions: what is linear
is asked of the op itself, the other ops say in a table what they mean.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ....runtime.errors import UninitializedError
from ....runtime.ports import VARYING, Type
from ....runtime.trace import trace
from ...associations import Association, association
from ...expr import FAILED, is_list, make_list
from ...options import option_name
from ..complaints import NetError, reported
from ..objects import Net
from .algebra import objects
from .recorder import Recorder


def net_formula(net: Any, inputs: Any, session: Any, say: Callable[..., None]) -> Any:
    """NetFormula[net, inputs]: an expression, nested lists of them, or an association by output port."""
    if type(net) is not Net:
        say("invnet", net)
        return FAILED
    return reported(say, lambda: _formula(net, inputs, session))


def _formula(net: Net, inputs: Any, session: Any) -> Any:
    if net.missing:
        raise UninitializedError(net.missing)
    recorder = Recorder()
    feeds = {name: recorder.value(array[None]) for name, array in _arrays(net, inputs).items()}
    arrays = {path: recorder.value(np.asarray(array, np.float64)) for path, array in net.arrays.items()}
    types = {name: Type(value.shape[1:]) for name, value in feeds.items()}
    known = {path: array.shape for path, array in net.arrays.items()}
    inference = net.graph.infer(types, known, concrete=True)
    flat = net.graph.flat
    wires = trace(flat, inference, feeds, arrays, False, recorder=recorder).wires
    arrays_out = {name: objects(wires[address].array)[0] for name, address in flat.outputs.items()}
    outputs = {name: session.evaluate_expr(_nested(array)) for name, array in arrays_out.items()}
    return outputs.popitem()[1] if len(outputs) == 1 else association(outputs.items())


def _arrays(net: Net, inputs: Any) -> dict[str, np.ndarray]:
    """The symbols at every input port as arrays of expressions."""
    names = net.graph.input_names
    if type(inputs) is Association:
        given = {option_name(k): v for k, v in inputs.items()}
    elif len(names) == 1:
        given = {names[0]: inputs}
    else:
        if not is_list(inputs) or len(inputs) != len(names):
            raise NetError("misscount", len(names), len(inputs) if is_list(inputs) else 1)
        given = dict(zip(names, inputs.args, strict=True))
    extra = next((name for name in given if name not in names), None)
    if extra is not None:
        raise NetError("extraport", extra, make_list(names))
    missing = next((name for name in names if name not in given), None)
    if missing is not None:
        raise NetError("missport", missing)
    return {name: _array(name, net.inputs[name], given[name]) for name in names}


def _array(name: str, kind: Type, value: Any) -> np.ndarray:
    """Nested lists as an array whose elements are expressions."""
    shape: list[int] = []
    level = [value]
    while level and all(map(is_list, level)) and len({len(x) for x in level}) == 1 and kind.rank != len(shape):
        shape.append(len(level[0]))
        level = [y for x in level for y in x.args]
    ragged = any(map(is_list, level))
    fits = kind.dims is None or (
        len(shape) == len(kind.dims) and all(d in (n, None, VARYING) for d, n in zip(kind.dims, shape, strict=True))
    )
    if ragged or not fits or not level:
        raise NetError("invindata", name, str(kind), value)
    array = np.empty(len(level), object)
    array[:] = level
    return array.reshape(shape)


def _nested(array: Any) -> Any:
    """An array of expressions as nested lists."""
    if not isinstance(array, np.ndarray):
        return array
    return array.item() if not array.ndim else make_list(map(_nested, array))
