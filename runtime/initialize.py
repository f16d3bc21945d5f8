"""First values of arrays: what a layer declares for each ("weights", "zeros", "ones"), and the methods for weights.

Fan-in is the product of all sizes of a weight array but the first, fan-out its first size. Sources: He et al.,
arXiv:1502.01852 (Kaiming); Glorot and Bengio, AISTATS 2010 (Xavier); Saxe et al., arXiv:1312.6120 (Orthogonal).
"""

from collections.abc import Callable, Mapping
from math import prod, sqrt
from typing import Any

import numpy

from .graph import Graph
from .ports import Type

Generator = numpy.random.Generator
Draw = Callable[[Generator, tuple], Any]  # numbers of a distribution in a shape


def normal(deviation: float) -> Draw:
    """Normal numbers around 0."""
    return lambda generator, shape: generator.normal(0, deviation, shape)


UNIT, NOISE = normal(1.0), normal(0.01)


def _drawn(generator: Generator, shape: tuple, variance: float, distribution: str) -> Any:
    """Numbers of mean 0 and the variance: normal, or uniform on an interval around 0."""
    if distribution == "Uniform":
        limit = sqrt(3 * variance)
        return generator.uniform(-limit, limit, shape)
    return generator.normal(0, sqrt(variance), shape)


def kaiming(generator: Generator, shape: tuple, *, distribution: str = "Normal") -> Any:
    """Variance 2/fan-in, which keeps the scale of activations through layers of Ramp."""
    return _drawn(generator, shape, 2 / max(prod(shape[1:]), 1), distribution)


def xavier(generator: Generator, shape: tuple, *, distribution: str = "Normal", factor: str = "Mean") -> Any:
    """Variance 1/n, where n is the mean of fan-in and fan-out, or one of them (`factor` "In", "Out")."""
    counts = {"In": prod(shape[1:]), "Out": shape[0], "Mean": (prod(shape[1:]) + shape[0]) / 2}
    return _drawn(generator, shape, 1 / max(counts[factor], 1), distribution)


def random(generator: Generator, shape: tuple, *, draw: Draw = UNIT) -> Any:
    """Numbers of a distribution whatever the shape."""
    return draw(generator, shape)


def identity(generator: Generator, shape: tuple, *, draw: Draw = NOISE) -> Any:
    """Ones where all but the first size are at their place (the middle one for kernels), and a little noise."""
    out = numpy.zeros(shape)
    middle = tuple(n // 2 for n in shape[2:])
    for i in range(min(shape[0], shape[1]) if len(shape) > 1 else 0):
        out[(i, i, *middle)] = 1
    return out + draw(generator, shape)


def orthogonal(generator: Generator, shape: tuple) -> Any:
    """Rows (or columns, where there are fewer) at right angles and of length 1."""
    rows, columns = shape[0], prod(shape[1:])
    q, r = numpy.linalg.qr(generator.normal(size=(max(rows, columns), min(rows, columns))))
    q = q * numpy.where(numpy.diag(r) < 0, -1, 1)
    return (q if rows >= columns else q.T).reshape(shape)


METHODS: dict[str, Callable] = {
    "Kaiming": kaiming,
    "Xavier": xavier,
    "Random": random,
    "Identity": identity,
    "Orthogonal": orthogonal,
}

CONSTANTS: dict[str, float] = {"zeros": 0.0, "ones": 1.0, "leak": 0.1}


def initialize(
    graph: Graph,
    arrays: Mapping[tuple, Any] | None = None,
    *,
    method: str = "Kaiming",
    generator: Generator,
    dtype: str = "float32",
    everything: bool = False,
    inputs: Mapping[str, Type] | None = None,
    biases: Draw | None = None,
    **options: Any,
) -> dict[tuple, Any]:
    """Values for all arrays of a graph: those given stay, unless `everything` is to be drawn anew.

    `method` is a key of `METHODS`, `options` its settings (`distribution`, `factor`, `draw`); `biases` draws what else
    would be zero at first and is learnt. `inputs` are the types of actual data, where the graph's ports leave something
    open. The arrays of the result are read-only. Raises `UnspecifiedError` when a shape is not known.
    """
    arrays = dict(arrays or {})
    known = {path: numpy.shape(array) for path, array in arrays.items()}
    shapes = graph.infer(inputs, known, concrete=inputs is not None).array_shapes
    declared = graph.flat.arrays
    result = {}
    for path, shape in shapes.items():
        if path in arrays and not everything:
            result[path] = arrays[path]
            continue
        rule = declared[path].initial
        if rule == "zeros" and biases is not None and declared[path].learnable:
            value = biases(generator, shape).astype(dtype)
        elif rule in CONSTANTS:
            value = numpy.full(shape, CONSTANTS[rule], dtype)
        else:
            value = METHODS[method](generator, shape, **options).astype(dtype)
        value.flags.writeable = False
        result[path] = value
    return result
