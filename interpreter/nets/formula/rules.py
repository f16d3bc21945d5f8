"""What ops mean for arrays of expressions: those that are not linear in them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product as places
from math import prod
from typing import Any

import numpy as np

from ....runtime.ops.shapes import reshape_shape
from ...expr import make_list
from .algebra import (
    EXP,
    LOG,
    MINUS,
    PLUS,
    QUOTIENT,
    ROOT,
    SIGMOID,
    SQUARED,
    TANH,
    TIMES,
    call,
    mean,
    objects,
    over,
    piecewise,
    product,
    sum_of,
    times,
    total,
)
from .elements import FUNCTIONS, largest, smallest, written

Rule = Callable[..., np.ndarray]
RULES: dict[str, Rule] = {}


def rule(name: str) -> Callable[[Rule], Rule]:
    """Declares what an op means: f(*arrays, **settings) like its body, without room and out."""

    def declare(function: Rule) -> Rule:
        RULES[name] = lambda *arrays, **settings: function(
            *[a if a is None else objects(a) for a in arrays], **settings
        )
        return function

    return declare


# ---- functions of elements -------------------------------------------------------------------------------------------


@rule("elementwise")
def elementwise(x: Any, function: Any) -> Any:
    return np.frompyfunc(lambda e: written(function.tree, {function.slots[0]: e}), 1, 1)(x)


@rule("threading")
def threading(*x: Any, function: Any) -> Any:
    arrays = np.broadcast_arrays(*x)
    out = np.empty(arrays[0].size, object)
    for i, elements in enumerate(zip(*[a.flat for a in arrays], strict=True)):
        out[i] = written(function.tree, dict(zip(function.slots, elements, strict=True)))
    return out.reshape(arrays[0].shape)


@rule("parametric_ramp")
def parametric_ramp(x: Any, slope: Any) -> Any:
    return np.frompyfunc(lambda e, s: piecewise([(e, call("Greater", e, 0))], times(s, e)), 2, 1)(x, slope)


# ---- other shapes, in which the batch may take part ------------------------------------------------------------------


@rule("reshape")
def reshape(x: Any, **settings: Any) -> Any:
    return x.reshape(reshape_shape(x.shape, **settings))


@rule("transpose")
def transpose(x: Any, axes: tuple) -> Any:
    return x.transpose(axes)


@rule("replicate")
def replicate(x: Any, shape: tuple) -> Any:
    return np.broadcast_to(x, shape)


# ---- products --------------------------------------------------------------------------------------------------------


@rule("affine")
def affine(x: Any, w: Any, b: Any = None, activation: Any = None) -> Any:
    y = product(x, w.T)
    return y if b is None else PLUS(y, b)


@rule("dot")
def dot(a: Any, b: Any) -> Any:
    left, right = a[0], b[0]
    parts = TIMES(left.reshape(*left.shape[:-1], *(1,) * (right.ndim - 1), -1), np.moveaxis(right, 0, -1))
    return total(parts, [-1])[None]


@rule("determinant")
def determinant(x: Any) -> Any:
    return np.array([call("Det", _matrix(x[0]))], object)


@rule("inverse")
def inverse(x: Any) -> Any:
    n = x.shape[-1]
    whole = call("Inverse", _matrix(x[0]))
    out = np.empty((1, n, n), object)
    for i, j in places(range(n), range(n)):
        out[0, i, j] = call("Part", whole, i + 1, j + 1)
    return out


def _matrix(array: Any) -> Any:
    return make_list(make_list(row) for row in array)


@rule("norm")
def norm(x: Any) -> Any:
    return ROOT(total(SQUARED(x), range(1, x.ndim)))


# ---- many to one -----------------------------------------------------------------------------------------------------


@rule("softmax")
def softmax(x: Any, axis: int) -> Any:
    e = EXP(x)
    return QUOTIENT(e, total(e, [axis], keep=True))


def _spread(root: bool) -> Callable[[Any], Any]:
    def function(x: Any) -> Any:
        squares = total(SQUARED(MINUS(x, mean(x, [-1], keep=True))), [-1])
        found = TIMES(1 / max(x.shape[-1] - 1, 1), squares)
        return ROOT(found) if root else found

    return function


def _absolute(x: Any) -> Any:
    deviations = np.frompyfunc(FUNCTIONS["Abs"], 1, 1)(MINUS(x, mean(x, [-1], keep=True)))
    return mean(deviations, [-1])


_AGGREGATIONS: dict[str, Callable[[Any], Any]] = {
    "Total": lambda x: total(x, [-1]),
    "Mean": lambda x: mean(x, [-1]),
    "Max": lambda x: over(lambda row: largest(*row), x, [-1]),
    "Min": lambda x: over(lambda row: smallest(*row), x, [-1]),
    "Times": lambda x: over(lambda row: call("Times", *row), x, [-1]),
    "Variance": _spread(root=False),
    "StandardDeviation": _spread(root=True),
    "MeanDeviation": _absolute,
    "Median": lambda x: over(lambda row: call("Median", call("List", *row)), x, [-1]),
    "InterquartileRange": lambda x: over(lambda row: call("InterquartileRange", call("List", *row)), x, [-1]),
}


@rule("aggregation")
def aggregation(x: Any, lengths: Any = None, *, function: str, each: int = 1) -> Any:
    return _AGGREGATIONS[function](x)


@rule("pooling")
def pooling(x: Any, kernel: tuple, stride: tuple, padding: tuple, function: str) -> Any:
    padded = np.full((1, *[n + sum(p) for n, p in zip(x.shape[1:-1], padding, strict=True)], x.shape[-1]), None)
    padded[(0, *[slice(low, low + n) for n, (low, _) in zip(x.shape[1:-1], padding, strict=True)])] = x[0]
    sizes = [(n - k) // s + 1 for n, k, s in zip(padded.shape[1:-1], kernel, stride, strict=True)]
    out = np.empty((1, *sizes, x.shape[-1]), object)
    for place in places(*map(range, sizes), range(x.shape[-1])):
        window = [slice(p * s, p * s + k) for p, s, k in zip(place, stride, kernel, strict=False)]
        elements = [e for e in padded[(0, *window, place[-1])].flat if e is not None]
        out[(0, *place)] = largest(*elements) if function == "Max" else sum_of(elements)
    return TIMES(1 / prod(kernel), out) if function == "Mean" else out


# ---- normalisation ---------------------------------------------------------------------------------------------------


@rule("normalization")
def normalization(
    x: Any, scaling: Any, biases: Any, lengths: Any = None, *, axes: tuple, epsilon: float, method: str, unbiased: bool
) -> Any:
    centred = x if method == "RMS" else MINUS(x, mean(x, axes, keep=True))
    count = prod(x.shape[a] for a in axes)
    divisor = max(count - 1, 1) if unbiased else count
    spread = TIMES(1 / divisor, total(SQUARED(centred), axes, keep=True))
    y = QUOTIENT(centred, ROOT(PLUS(spread, epsilon)))
    y = y if scaling is None else TIMES(y, scaling)
    return y if biases is None else PLUS(y, biases)


@rule("local_response")
def local_response(x: Any, axis: int, radius: int, alpha: float, beta: float, bias: float) -> Any:
    squares, n = np.moveaxis(SQUARED(x), axis, -1), x.shape[axis]
    sums = [total(squares[..., max(0, i - radius) : i + radius + 1], [-1]) for i in range(n)]
    bases = PLUS(TIMES(np.moveaxis(np.stack(sums, -1), -1, axis), alpha / (2 * radius + 1)), bias)
    return TIMES(x, np.frompyfunc(lambda e: call("Power", e, -beta), 1, 1)(bases))


# ---- sequences -------------------------------------------------------------------------------------------------------


def _basic(z: Any, q: Any, h: Any, c: Any) -> tuple[Any, Any]:
    return TANH(PLUS(z[0], q[0])), c


def _gated(z: Any, q: Any, h: Any, c: Any) -> tuple[Any, Any]:
    i, r = SIGMOID(PLUS(z[0], q[0])), SIGMOID(PLUS(z[1], q[1]))
    m = TANH(PLUS(z[2], TIMES(r, q[2])))
    return PLUS(TIMES(MINUS(1, i), m), TIMES(i, h)), c


def _memory(z: Any, q: Any, h: Any, c: Any) -> tuple[Any, Any]:
    i, o, f = (SIGMOID(PLUS(z[k], q[k])) for k in range(3))
    cells = PLUS(TIMES(f, c), TIMES(i, TANH(PLUS(z[3], q[3]))))
    return TIMES(o, TANH(cells)), cells


_CELLS = {"Basic": _basic, "Gated": _gated, "LongShortTermMemory": _memory}


@rule("recurrent")
def recurrent(
    x: Any, w: Any, u: Any, b: Any, state: Any = None, start: Any = None, *masks: Any, cell: str, cells: bool = False
) -> Any:
    size = u.shape[1]
    zeros = objects(np.zeros((1, size)))
    h, c = zeros if state is None else state, zeros if start is None else start
    steps = []
    for t in range(x.shape[1]):
        z = PLUS(product(x[:, t], w.T), b).reshape(-1, 1, size)
        q = product(h, u.T).reshape(-1, 1, size)
        h, c = _CELLS[cell](z, q, h, c)
        steps.append(np.concatenate([h, c], -1) if cells else h)
    return np.stack(steps, 1)


@rule("attention")
def attention(
    query: Any, key: Any, value: Any, lengths: Any = None, *, scale: float = 1.0, swapped: bool = False, **how: Any
) -> Any:
    q, k, v = (np.moveaxis(a, 2, 1) if swapped else a for a in (query, key, value))
    y = _averaged(TIMES(product(q, np.swapaxes(k, -1, -2)), scale), v, **how)
    return np.moveaxis(y, 1, 2) if swapped else y


@rule("attention_by_scores")
def attention_by_scores(scores: Any, value: Any, lengths: Any = None, *, scale: float = 1.0, **how: Any) -> Any:
    return _averaged(TIMES(scores, scale), value, **how)


def _averaged(scores: Any, value: Any, causal: bool = False, window: int | None = None, **how: Any) -> Any:
    """The values' mean weighted by the softmax of the scores that a query sees."""
    weights = EXP(scores)
    if causal:
        rows, columns = np.indices(scores.shape[-2:])
        hidden = (columns > rows) if window is None else (columns > rows) | (columns <= rows - window)
        weights[..., hidden] = 0.0
    return product(QUOTIENT(weights, total(weights, [-1], keep=True)), value)


# ---- losses ----------------------------------------------------------------------------------------------------------


def _per_example(x: Any) -> Any:
    return mean(x, range(1, x.ndim)) if x.ndim > 1 else x


@rule("mean_squared")
def mean_squared(x: Any, target: Any, lengths: Any = None) -> Any:
    return _per_example(SQUARED(MINUS(x, target)))


@rule("mean_absolute")
def mean_absolute(x: Any, target: Any, lengths: Any = None) -> Any:
    return _per_example(np.frompyfunc(FUNCTIONS["Abs"], 1, 1)(MINUS(x, target)))


@rule("cross_entropy_probabilities")
def cross_entropy_probabilities(p: Any, target: Any, lengths: Any = None) -> Any:
    return _per_example(total(TIMES(-1, TIMES(target, LOG(p))), [-1]))


@rule("cross_entropy_binary")
def cross_entropy_binary(p: Any, target: Any, lengths: Any = None) -> Any:
    yes, no = TIMES(target, LOG(p)), TIMES(MINUS(1, target), LOG(MINUS(1, p)))
    return _per_example(TIMES(-1, PLUS(yes, no)))


@rule("cross_entropy_index")
def cross_entropy_index(p: Any, target: Any, lengths: Any = None) -> Any:
    rows = p.reshape(-1, p.shape[-1])
    chosen = np.empty(len(rows), object)
    for i, k in enumerate(target.flat):
        chosen[i] = rows[i, k - 1]
    return _per_example(TIMES(-1, LOG(chosen)).reshape(p.shape[:-1]))


@rule("contrastive")
def contrastive(x: Any, target: Any, margin: float) -> Any:
    def one(d: Any, apart: Any) -> Any:
        return FUNCTIONS["Ramp"](call("Plus", margin, times(-1, d))) if apart else d

    return np.frompyfunc(one, 2, 1)(x, target)
