"""Steps of compiled functions for which there is no layer of their own: constants, and functions of whole arrays."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy

from ..declare import Parameter, layer
from ..ops.contractions import Numbers, constant, determinant, inverse
from ..ops.elementwise import elementwise, threading
from ..ops.lengths import masked
from ..ops.reductions import summation
from ..ops.selection import part
from ..ops.shapes import reshape
from ..ops.steps import filled, norm
from ..ops.trees import compile_function, for_inputs
from .scopes import refuse_varying


def numbers(value: Any) -> Numbers:
    """An array of numbers."""
    if isinstance(value, Numbers):
        return value
    try:
        return Numbers(numpy.array(value, dtype=numpy.float64, order="C"))
    except (TypeError, ValueError):
        raise ValueError("an array of numbers") from None


@layer("ConstantLayer", ports="-> Output: *s")
class Constant:
    """ConstantLayer[array] has no input and always gives the same array, which is not trained.

    FunctionLayer makes it of an array of numbers inside its function.

    >>> FunctionLayer[# + {1, 2} &][{10, 10}]
    {11., 12.}
    """

    parameters = (Parameter("Array", numbers, required=True),)

    def infer(layer: Any, scope: Any) -> None:
        scope.narrow("Output", layer["Array"].array.shape)

    def forward(layer: Any, recorder: Any) -> Any:
        return recorder.record(constant, (), {"numbers": layer["Array"]})


@dataclass(frozen=True)
class Operation:
    """A function of whole arrays: number of inputs, `infer(layer, scope)` and `forward(*x, lengths)`."""

    inputs: int
    infer: Callable
    forward: Callable


def _square(scope: Any, port: str = "Input") -> Any:
    """The size of a square matrix at a port, None while it is not known."""
    scope.narrow(port, (None, None))
    size = next((d for d in scope[port].dims if d is not None), None)
    scope.narrow(port, (size, size))
    return size


def _det(layer: Any, scope: Any) -> None:
    _square(scope)
    scope.narrow("Output", ())


def _inverse(layer: Any, scope: Any) -> None:
    size = _square(scope)
    scope.narrow("Output", (size, size))


def _trace(layer: Any, scope: Any) -> None:
    scope.narrow("Input", (None, None))
    scope.narrow("Output", ())


def _real(layer: Any, scope: Any) -> None:
    scope.narrow("Output", ())


def _outer(layer: Any, scope: Any) -> None:
    a, b = scope["Input1"].dims, scope["Input2"].dims
    if a is not None and b is not None:
        scope.narrow("Output", (*a, *b))


def _times_outer(a: Any, b: Any, lengths: Any) -> Any:
    left = reshape(a, shape=(*a.shape[1:], *(1,) * (len(b.shape) - 1)))
    right = reshape(b, shape=(*(1,) * (len(a.shape) - 1), *b.shape[1:]))
    return threading(left, right, function=for_inputs("Times", 2))


def _diagonal(x: Any, lengths: Any) -> Any:
    rows, columns = x.shape[1:]
    places = slice(0, min(rows, columns) * columns, columns + 1)
    return summation(part(reshape(x, shape=(rows * columns,)), axis=1, places=places))


def _norm(x: Any, lengths: Any) -> Any:
    return norm(x if lengths["Input"] is None else masked(x, lengths["Input"]))


def _length(x: Any, lengths: Any) -> Any:
    known = lengths["Input"]
    if known is None:
        return filled(x, shape=(), value=float(x.shape[1]))
    return elementwise(known, function=compile_function(("Plus", ("Slot", 1), 0)))


OPERATIONS = {
    "Det": Operation(1, _det, lambda x, lengths: determinant(x)),
    "Inverse": Operation(1, _inverse, lambda x, lengths: inverse(x)),
    "Tr": Operation(1, _trace, _diagonal),
    "Norm": Operation(1, _real, _norm),
    "Length": Operation(1, _real, _length),
    "Outer": Operation(2, _outer, _times_outer),
}


def operation(value: Any) -> str:
    """A key of `OPERATIONS`."""
    if value not in OPERATIONS:
        raise ValueError("one of " + ", ".join(OPERATIONS))
    return value


def _operation_inputs(layer: Any) -> tuple[str, ...]:
    count = OPERATIONS[layer["Function"]].inputs
    return ("Input",) if count == 1 else tuple(f"Input{i + 1}" for i in range(count))


@layer("ArrayFunctionLayer", ports="...: * -> Output: *")
class ArrayFunction:
    """ArrayFunctionLayer[f] applies f to whole arrays: Det, Inverse and Tr of a matrix, Norm, Length, Outer of two.

    Norm is the Euclidean one of all elements, Outer that of Times. The inverse of a singular matrix is Indeterminate
    everywhere. FunctionLayer makes this layer of these functions.

    >>> FunctionLayer[Det[#] &][{{1, 2}, {3, 4}}]
    -2.
    """

    parameters = (Parameter("Function", operation, label="Function", required=True),)
    inputs = _operation_inputs

    def infer(layer: Any, scope: Any) -> None:
        for port in layer.inputs if layer["Function"] not in ("Norm", "Length") else ():
            refuse_varying(scope, port)
        OPERATIONS[layer["Function"]].infer(layer, scope)

    def forward(layer: Any, *x: Any, lengths: Any) -> Any:
        lengths.set("Output", None)
        return OPERATIONS[layer["Function"]].forward(*x, lengths)
