"""Running graphs: the cache of plans, and the one call that a caller needs."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import RLock
from typing import Any

import numpy

from .builder import Output, Plan, Request, Target
from .device import CPU, Device
from .device import device as find_device
from .errors import InputError, ShapeError, UninitializedError
from .graph import Graph
from .kernels import has_nan
from .memory import Parameters, ShapesChanged
from .ports import VARYING, Type
from .ragged import Ragged, batch, concatenated

USUAL = ("float32", "float64")  # names that need no translation
SURE = 64  # examples, of which so many always run together
ROOM = 1 << 23  # numbers; more at a time are not faster
USUALLY = ((), (), (), False, "float32", CPU, True, ())  # a request's fields after graph, inputs and outputs by default


class PlanCache:
    """The plans used last, at most `limit` and together at most about `memory` bytes.

    Plans of one graph, precision and device share the buffers of the net's arrays.
    """

    def __init__(self, limit: int = 32, memory: int = 1 << 30):
        self.limit, self.memory, self.lock = limit, memory, RLock()
        self.plans: OrderedDict[tuple, Plan] = OrderedDict()  # by the fields of their requests, which hash faster
        self.latest: Plan | None = None

    def find(self, key: tuple) -> Plan | None:
        """The plan made for a request, None when there is none."""
        with self.lock:
            plan = self.plans.get(key)
            if plan is not self.latest and plan is not None:
                self.plans.move_to_end(key)
                self.latest = plan
            return plan

    def make(self, key: tuple, arrays: Mapping[tuple, Any]) -> Plan:
        """A plan for a request, kept; those not used for longest go when there are too many."""
        with self.lock:
            request = Request(*key)
            shapes = {path: numpy.shape(array) for path, array in arrays.items()}
            self.plans.pop(key, None)
            self.latest = plan = self.plans[key] = Plan(request, self._shared(request, shapes), shapes)
            while len(self.plans) > self.limit or (len(self.plans) > 1 and self._bytes() > self.memory):
                self.plans.popitem(last=False)
            return plan

    def _bytes(self) -> int:
        arrays = {id(plan.parameters): plan.parameters.bytes for plan in self.plans.values()}
        return sum(plan.bytes for plan in self.plans.values()) + sum(arrays.values())

    def _shared(self, request: Request, shapes: Mapping[tuple, tuple]) -> Parameters | None:
        for plan in self.plans.values():
            other = plan.request
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
    weights: Mapping[str, float] | None = None,
    train: bool = False,
    dtype: str = "float32",
    device: str | tuple | Device = "CPU",
    seed: int | None = None,
    batch_size: int | None = None,
    cache: PlanCache | None = None,
) -> tuple[dict[Output, Any], dict[Target, Any]]:
    """Runs a graph on a batch: (outputs by port, gradients by target), as numpy arrays with the batch axis first.

    `inputs` maps every input port to an array with a leading batch axis, or to a `Ragged` batch of examples of
    different lengths; outputs (and gradients) that follow those lengths come back `Ragged`. `outputs` chooses output
    ports by name or inner ports by address (layer path, port). `gradients` lists input ports (same shape as the input,
    example by example) and array paths (summed over the batch): derivatives of the sum of all elements of all outputs,
    each output times its entry in `weights` if it has one, or, with `output_gradients`, of the outputs' products with
    the given arrays. `train` switches dropout and the like on. `dtype` is "float32", "float64" or "mixed": single
    precision where speed counts more than the last digits, with functions such as Tanh as the machine computes them
    fastest (as in training), and products in bfloat16 on a GPU. `batch_size` is how many examples run at a time, if not
    as many as fit comfortably into memory (in training always all). `cache` keeps plans between calls. Raises
    `InputError`, `ShapeError`, `UninitializedError`, `DeviceError`.
    """
    cache = PlanCache() if cache is None else cache
    data = {name: _array(name, inputs[name]) for name in graph.input_names if name in inputs}
    given = {name: _array(name, g) for name, g in output_gradients.items()} if output_gradients else {}
    exact = dtype != "mixed"
    place = CPU if device == "CPU" else find_device(device, not exact)
    kind = dtype if dtype in USUAL else "float32" if not exact else str(numpy.dtype(dtype))
    wanted = None if outputs is None else tuple(outputs)
    parts = tuple(weights.items()) if weights else ()
    settings = (wanted, tuple(gradients), tuple(given), parts, train, kind, place, exact)
    lengths = {len(array) for array in data.values() if array.ndim}
    length = max(lengths, default=0)
    if batch_size is None:
        batch_size = length if train or length <= SURE else _fitting(graph, arrays, data, length)
    if len(lengths) != 1 or length <= batch_size:
        return _run(graph, arrays, data, given, settings, seed, cache)
    results = []
    for start in range(0, length, batch_size):
        cut = slice(start, start + batch_size)
        pieces = ({name: array[cut] for name, array in part.items()} for part in (data, given))
        results.append(_run(graph, arrays, *pieces, settings, None if seed is None else seed + start, cache))
    return _joined([result[0] for result in results]), _joined([result[1] for result in results])


def _fitting(graph: Graph, arrays: Mapping[tuple, Any], data: Mapping[str, Any], length: int) -> int:
    """How many of the examples run at a time, so that the values between layers need no more than `ROOM`."""
    try:
        shapes = {path: numpy.shape(array) for path, array in arrays.items()}
        found = graph.infer({name: Type(array.shape[1:]) for name, array in data.items()}, shapes, concrete=True)
    except ShapeError:  # whoever runs it will say so
        return length
    each = sum(kind.size or 0 for kind in found.wires.values())
    return max(1, min(length, ROOM // max(each, 1)))


def _run(
    graph: Graph,
    arrays: Mapping[tuple, Any],
    data: dict[str, Any],
    given: dict[str, Any],
    settings: tuple,
    seed: int | None,
    cache: PlanCache,
) -> tuple[dict, dict]:
    """One batch."""
    shapes = tuple([(name, array.shape) for name, array in data.items()])
    ragged = tuple([name for name, array in data.items() if isinstance(array, Ragged)])
    key = (graph, shapes, *settings, ragged)
    found = _again(key, arrays, data, given, seed, cache)
    if found is None:
        prepare(graph, arrays, data)
        found = _through(cache.make(key, arrays), arrays, data, given, seed)
    return found


def _again(
    key: tuple,
    arrays: Mapping[tuple, Any],
    data: Mapping[str, Any],
    given: Mapping[str, Any],
    seed: int | None,
    cache: PlanCache,
) -> tuple[dict, dict] | None:
    """One batch through the plan that is there for it; None if there is none."""
    plan = cache.find(key)
    if plan is None:
        return None
    try:
        return _through(plan, arrays, data, given, seed)
    except ShapesChanged:
        return None


def outputs_again(
    graph: Graph, arrays: Mapping[tuple, Any], inputs: Mapping[str, Any], cache: PlanCache
) -> dict[Output, Any] | None:
    """All outputs that `evaluate` gives without settings, where it gave them for inputs of such shapes; else None.

    `inputs` are arrays with a batch axis, by the input ports in their order. Raises `InputError`.
    """
    shapes = tuple([(name, array.shape) for name, array in inputs.items()])
    found = _again((graph, shapes, graph.output_names, *USUALLY), arrays, inputs, {}, None, cache)
    return None if found is None else found[0]


def _through(
    plan: Plan, arrays: Mapping[tuple, Any], data: Mapping[str, Any], given: Mapping[str, Any], seed: int | None
) -> tuple[dict, dict]:
    """One batch through a plan for it."""
    with plan.lock:
        for name, array in data.items():  # their shapes are those of the plan
            check_values(name, plan.kinds[name], array)
        if seed is not None or plan.request.train:
            plan.seed(seed)
        return plan.run(data, arrays, given)


def _joined(parts: list[dict]) -> dict:
    """Results of batches one after the other; the gradients by arrays, whose keys are paths of names, are summed."""
    return {
        key: sum(p[key] for p in parts) if _is_array(key) else concatenated([p[key] for p in parts]) for key in parts[0]
    }


def _array(name: str, data: Any) -> Any:
    """Data as an array, or a batch of lists of different lengths; raises `InputError` when they are neither."""
    if isinstance(data, Ragged):
        return data
    try:
        return numpy.asarray(data)
    except ValueError:
        try:
            return batch(data)
        except (ValueError, TypeError):
            raise InputError(name, "arrays of one shape", "others") from None


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
            except ShapeError as problem:  # what the layer says is more than nothing
                raise InputError(name, problem.wanted if wanted.dims is None else wanted, kind.dims) from None
        raise


def check(name: str, kind: Type, data: Any) -> None:
    """Raises `InputError` when a batch does not fit a port, has no examples or elements, or holds a NaN."""
    array = data.array if isinstance(data, Ragged) else data
    if array.dtype.kind not in "iufb" or array.ndim == 0:
        raise InputError(name, kind, array.shape if array.ndim else None)
    found = array.shape[1:]
    if len(array) == 0:
        raise InputError(name, kind, "an empty batch")
    if 0 in found:
        raise InputError(name, kind, found)
    if kind.dims is not None:
        fits = len(found) == len(kind.dims) and all(d in (n, None, VARYING) for d, n in zip(kind.dims, found))
        if not fits:
            raise InputError(name, kind, found)
    check_values(name, kind, data)


def check_values(name: str, kind: Type, array: Any) -> None:
    """Raises `InputError` for numbers that a port does not take."""
    if isinstance(array, Ragged):
        if array.lengths.min() == 0:
            raise InputError(name, kind, "a sequence without elements")
        array = array.array
    form = array.dtype.kind
    if form == "f":
        if has_nan(array):
            raise InputError(name, kind, "a NaN")
    elif form not in "iub":
        raise InputError(name, kind, array.shape)
    if kind.kind == "integer":
        low, high = array.min(), array.max()
        fits = -(2.0**63) <= float(low) and float(high) < 2.0**63  # an infinity does not
        whole = form != "f" or (fits and bool((array == numpy.floor(array)).all()))
        below, above = kind.low is not None and low < kind.low, kind.high is not None and high > kind.high
        if not fits or not whole or below or above:
            raise InputError(name, kind, array.shape[1:])
