"""Layers with learnable arrays: the affine map and elementwise shifts and scalings."""

from math import prod
from typing import Any

from ..declare import Array, Parameter, layer
from ..kinds import sizes
from ..ops.elementwise import threading
from ..ops.linear import affine
from ..ops.shapes import reshape
from ..ops.trees import for_inputs
from ..ports import VARYING


@layer("LinearLayer", ports="Input: *in -> Output: *out")
class Linear:
    """LinearLayer[n] is a trainable affine map onto vectors of length n.
    LinearLayer[{n1, n2, ...}] maps onto arrays, LinearLayer[{}] onto a real; LinearLayer[] takes its size from the net.

    y = w.x + b, where an input of more than one level is flattened first. "Weights" is a matrix with one row an output
    element, "Biases" a vector; "Biases" -> None leaves b out. The input must have a fixed size.

    >>> LinearLayer[2, "Weights" -> {{1, 2, 3}, {0, 1, 0}}, "Biases" -> {1, 1}][{2, 10, 3}]
    {32., 11.}
    """

    parameters = (Parameter("OutputDimensions", sizes, label="Output dimensions"),)
    arrays = (
        Array("Weights", "n k", initial="weights", transposed=True),
        Array("Biases", "n", optional=True),
    )

    def infer(layer: Any, scope: Any) -> None:
        if layer["OutputDimensions"] is not None:
            scope.narrow("Output", layer["OutputDimensions"])
        for port in ("Input", "Output"):
            if VARYING in (scope[port].dims or ()):
                scope.fail(port, scope[port].with_dims(tuple(None if d == VARYING else d for d in scope[port].dims)))
        scope.equal("n", scope["Output"].size)
        scope.equal("k", scope["Input"].size)
        for port, name in (("Input", "k"), ("Output", "n")):
            dims, size = scope[port].dims, scope.names.get(name)
            if dims is not None and size is not None and dims.count(None) == 1:
                rest = prod(d for d in dims if d is not None)
                scope.narrow(port, tuple(size // rest if d is None and size % rest == 0 else d for d in dims))

    def settle(layer: Any, scope: Any) -> None:
        for port, name in (("Input", "k"), ("Output", "n")):
            if scope[port].dims is None and scope.names.get(name) is not None:
                scope.narrow(port, (scope.names[name],))

    def forward(layer: Any, x: Any, weights: Any, biases: Any, shape: tuple) -> Any:
        y = affine(x, weights, biases)
        return y if len(shape) == 1 else reshape(y, shape=shape)


def _with_array(name: str, x: Any, array: Any) -> Any:
    """A function of every example and the one array."""
    return threading(x, reshape(array, shape=(1, *array.shape), batched=False), function=for_inputs(name, 2))


@layer("ConstantPlusLayer", ports="Input: *s -> Output: *s")
class ConstantPlus:
    """ConstantPlusLayer[] adds a learnable array "Biases" of the input's shape, at first zeros.

    >>> ConstantPlusLayer["Biases" -> {1, 2}][{3, 4}]
    {4., 6.}
    """

    arrays = (Array("Biases", "*s"),)

    def forward(layer: Any, x: Any, biases: Any) -> Any:
        return _with_array("Plus", x, biases)


@layer("ConstantTimesLayer", ports="Input: *s -> Output: *s")
class ConstantTimes:
    """ConstantTimesLayer[] multiplies by a learnable array "Scaling" of the input's shape, at first ones.

    >>> ConstantTimesLayer["Scaling" -> {2, 3}][{3, 4}]
    {6., 12.}
    """

    arrays = (Array("Scaling", "*s", initial="ones"),)

    def forward(layer: Any, x: Any, scaling: Any) -> Any:
        return _with_array("Times", x, scaling)
