"""Running graphs: the cache of plans, and the one call that a caller needs."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import RLock
from typing import Any

import numpy

from .builder import Output, Plan, Request, Target
from .device import Device
from .device import device as find_device
from .errors import InputError, ShapeError, UninitializedError
from .graph import Graph
from .memory import Parameters
from .ports import VARYING, Type
from .ragged import Ragged, concatenated


class PlanCache:
    """The plans used last, at most `limit`; plans of one graph, precision and device share the arrays' buffers."""

    def __init__(self, limit: int = 32):
        self.limit, self.lock = limit, RLock()
        self.plans: OrderedDict[Request, Plan] = OrderedDict()

    def get(self, request: Request, arrays: Mapping[tuple, Any]) -> Plan:
        """The plan for a request and arrays of these shapes, made when there is none."""
        with self.lock:
            plan = self.plans.get(request)
            if plan is None or not plan.parameters.fits(arrays):
                shapes = {path: numpy.shape(array) for path, array in arrays.items()}
                plan = self.plans[request] = Plan(request, self._shared(request, shapes), shapes)
                while len(self.plans) > self.limit:
                    self.plans.popitem(last=False)
            self.plans.move_to_end(request)
            return plan

    def knows(self, request: Request) -> bool:
        """Whether there is a plan for the request."""
        return request in self.plans

    def _shared(self, request: Request, shapes: Mapping[tuple, tuple]) -> Parameters | None:
        for other, plan in self.plans.items():
            if other.graph is request.graph and (other.dtype, other.device) == (request.dtype, request.device):
                if plan.parameters.shapes == shapes:
                    return plan.parameters
        return None


def evaluate(
    graph: Graph,
    arrays: Mapping[tuple, Any],
    inputs: Mapping[str, Any],
    *,
    outputs: Iterable[Output] | None = None,
    gradients: Iterable[Target] = (),
    output_gradients: Mapping[str, Any] | None = None,
    train: bool = False,
    dtype: str = "float32",
    device: str | tuple | Device = "CPU",
    seed: int | None = None,
    batch_size: int | None = None,
    cache: PlanCache | None = None,
) -> tuple[dict[Output, Any], dict[Target, Any]]:
    """Runs a graph on a batch: (outputs by port, gradients by target), as numpy arrays with the batch axis first.

    `inputs` maps every input port to an array with a leading batch axis, or to a `Ragged` batch of examples of
    different lengths; outputs (and gradients) that follow those lengths come back `Ragged`. `outputs` chooses output ports by name or
    inner ports by address (layer path, port). `gradients` lists input ports (same shape as the input, example by
    example) and array paths (summed over the batch): derivatives of the sum of all elements of all outputs, or, with
    `output_gradients`, of the outputs' products with the given arrays. `train` switches dropout and the like on.
    `cache` keeps plans between calls. Raises `InputError`, `ShapeError`, `UninitializedError`, `DeviceError`.
    """
    place = find_device(device)
    cache = PlanCache() if cache is None else cache
    data = {name: _array(inputs[name]) for name in graph.input_names if name in inputs}
    given = {name: _array(g) for name, g in (output_gradients or {}).items()}
    wanted = None if outputs is None else tuple(outputs)
    targets = tuple(gradients)

    def run(data: dict[str, Any], given: dict[str, Any], seed: int | None) -> tuple[dict, dict]:
        shapes = tuple((name, array.shape) for name, array in data.items())
        kind = str(numpy.dtype(dtype))
        ragged = tuple(name for name, array in data.items() if isinstance(array, Ragged))
        request = Request(graph, shapes, wanted, targets, tuple(given), (), train, kind, place, ragged)
        if not cache.knows(request):
            prepare(graph, arrays, data)
        plan = cache.get(request, arrays)
        for name, array in data.items():
            check(name, plan.whole.get(name, plan.types.inputs[name]), array)
        with plan.lock:
            if train or seed is not None:
                plan.seed(seed)
            return plan.run(data, arrays, given)

    lengths = {len(array) for array in data.values() if array.ndim}
    length = max(lengths, default=0)
    if batch_size is None or length <= batch_size or len(lengths) > 1:
        return run(data, given, seed)
    parts = []
    for start in range(0, length, batch_size):
        cut = slice(start, start + batch_size)
        pieces = ({name: array[cut] for name, array in part.items()} for part in (data, given))
        parts.append(run(*pieces, None if seed is None else seed + start))
    return _joined([part[0] for part in parts]), _joined([part[1] for part in parts])


def _joined(parts: list[dict]) -> dict:
    """Results of batches one after the other; the gradients by arrays, whose keys are paths of names, are summed."""
    return {
        key: sum(p[key] for p in parts) if _is_array(key) else concatenated([p[key] for p in parts])
        for key in parts[0]
    }


def _array(data: Any) -> Any:
    return data if isinstance(data, Ragged) else numpy.asarray(data)


def _is_array(key: Output | Target) -> bool:
    """Whether a key is an array's path; an inner port's address has the layer's path inside."""
    return isinstance(key, tuple) and not (len(key) == 2 and isinstance(key[0], tuple))


def prepare(graph: Graph, arrays: Mapping[tuple, Any], data: Mapping[str, Any]) -> None:
    """Checks that the data fit the graph's ports and that every array has a value."""
    known = {path: numpy.shape(array) for path, array in arrays.items()}
    for name, kind in graph.infer(arrays=known, guess=False).inputs.items():
        if name not in data:
            raise InputError(name, kind, None)
        check(name, kind, data[name])
        if isinstance(data[name], Ragged) and kind.dims is not None and kind.dims[:1] not in ((VARYING,), (None,)):
            raise InputError(name, kind, "examples of different lengths")
    if len({len(array) for array in data.values()}) > 1:
        raise InputError(", ".join(data), "batches of one length", [len(array) for array in data.values()])
    missing = tuple(path for path in graph.inference.arrays if path not in arrays)
    if missing:
        raise UninitializedError(missing)
    _agree(graph, known, {name: Type(array.shape[1:]) for name, array in data.items()})


def _agree(graph: Graph, arrays: Mapping[tuple, tuple], types: Mapping[str, Type]) -> None:
    """Raises `InputError` for the first input that does not fit those before it and the arrays."""
    try:
        graph.infer(types, arrays, concrete=True)
    except ShapeError:
        taken: dict[str, Type] = {}
        for name, kind in types.items():
            wanted = graph.infer(taken, arrays, concrete=True).inputs[name]
            taken[name] = kind
            try:
                graph.infer(taken, arrays, concrete=True)
            except ShapeError:
                raise InputError(name, wanted, kind.dims) from None
        raise


def check(name: str, kind: Type, data: Any) -> None:
    """Raises `InputError` when a batch does not fit a port, has no examples or elements, or holds a NaN."""
    array = data.array if isinstance(data, Ragged) else data
    if array.dtype.kind not in "iufb" or array.ndim == 0:
        raise InputError(name, kind, array.shape if array.ndim else None)
    found = array.shape[1:]
    if len(array) == 0:
        raise InputError(name, kind, "an empty batch")
    if 0 in found or (isinstance(data, Ragged) and data.lengths.min() == 0):
        raise InputError(name, kind, found if 0 in found else "a sequence without elements")
    if kind.dims is not None:
        fits = len(found) == len(kind.dims) and all(d in (n, None, VARYING) for d, n in zip(kind.dims, found))
        if not fits:
            raise InputError(name, kind, found)
    if kind.kind == "integer":
        low, high = array.min(), array.max()
        whole = array.dtype.kind in "iub" or bool((array == numpy.floor(array)).all())
        if not whole or low < (kind.low or low) or high > (kind.high or high):
            raise InputError(name, kind, found)
    if array.dtype.kind == "f" and _has_nan(array):
        raise InputError(name, kind, "a NaN")


def _has_nan(array: Any) -> bool:
    """Whether a NaN is among the numbers: a sum of squares is one then, and only then."""
    with numpy.errstate(all="ignore"):
        flat = array.reshape(-1)
        return bool(numpy.isnan(numpy.dot(flat, flat)))
