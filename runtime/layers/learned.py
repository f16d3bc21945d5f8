"""Layers with learnable arrays: the affine map and elementwise shifts and scalings."""

from math import prod
from typing import Any

from ..declare import Array, Parameter, layer, synonym
from ..kinds import sizes
from ..levels import chosen_levels, least_rank, level_set
from ..ops.elementwise import threading
from ..ops.lengths import masked
from ..ops.linear import affine
from ..ops.selection import parametric_ramp
from ..ops.shapes import replicate, reshape
from ..ops.trees import for_inputs
from ..ports import VARYING, Type
from .scopes import narrow_run, refuse_varying


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


def _fixed(layer: Any, scope: Any) -> None:
    """An array of the net has fixed sizes."""
    refuse_varying(scope, "Input")


@layer("ConstantPlusLayer", ports="Input: *s -> Output: *s")
class ConstantPlus:
    """ConstantPlusLayer[] adds a learnable array "Biases" of the input's shape, at first zeros.

    >>> ConstantPlusLayer["Biases" -> {1, 2}][{3, 4}]
    {4., 6.}
    """

    arrays = (Array("Biases", "*s"),)
    infer = _fixed

    def forward(layer: Any, x: Any, biases: Any) -> Any:
        return _with_array("Plus", x, biases)


@layer("ConstantTimesLayer", ports="Input: *s -> Output: *s")
class ConstantTimes:
    """ConstantTimesLayer[] multiplies by a learnable array "Scaling" of the input's shape, at first ones.

    >>> ConstantTimesLayer["Scaling" -> {2, 3}][{3, 4}]
    {6., 12.}
    """

    arrays = (Array("Scaling", "*s", initial="ones"),)
    infer = _fixed

    def forward(layer: Any, x: Any, scaling: Any) -> Any:
        return _with_array("Times", x, scaling)


@layer("NetArrayLayer", ports="-> Output: *s")
class NetArray:
    """NetArrayLayer["Array" -> a] gives the learnable array a; it has no input.
    NetArrayLayer["Output" -> dims] gives one of the sizes dims, at first zeros.

    Evaluate it as layer[]. In a graph it gives the same array for every example.

    >>> NetArrayLayer["Array" -> {1, 2}][]
    {1., 2.}
    """

    arrays = (Array("Array", "*s"),)

    def infer(layer: Any, scope: Any) -> None:
        refuse_varying(scope, "Output")

    def forward(layer: Any, value: Any, batch: int) -> Any:
        one = reshape(value, shape=(1, *value.shape), batched=False)
        return replicate(one, shape=(batch, *value.shape)) if batch != 1 else one


@layer("ParametricRampLayer", ports="Input: *s -> Output: *s")
class ParametricRamp:
    """ParametricRampLayer[] gives x for x >= 0 and slope x below 0, with a learnable slope for each channel.
    ParametricRampLayer[levels] has a slope for every place of those levels; ParametricRampLayer[{}] a single one.

    "Slope" has the sizes of the levels, and is 0.1 at first. A slope that stays is given with "Slope" -> v and
    LearningRateMultipliers -> 0. The slope at 0 is the one from the left. The output has the input's shape. Source:
    He et al., arXiv:1502.01852.

    >>> ParametricRampLayer["Slope" -> {0.5, 0.25}][{{1, -2}, {-4, 8}}]
    {{1., -1.}, {-1., 8.}}
    """

    parameters = (Parameter("Levels", level_set, 1),)
    arrays = (Array("Slope", "*slope", initial="leak"),)

    def infer(layer: Any, scope: Any) -> None:
        dims = scope["Input"].dims
        if dims is None:
            return
        try:
            levels = tuple(sorted(chosen_levels(layer["Levels"], len(dims))))
        except ValueError:
            scope.fail("Input", Type((None,) * max(least_rank(layer["Levels"]), 1)))
        if 1 in levels:
            refuse_varying(scope, "Input")
        narrow_run(scope, "Input", levels, "slope")

    def forward(layer: Any, x: Any, slope: Any, lengths: Any) -> Any:
        levels = chosen_levels(layer["Levels"], len(x.shape) - 1)
        if lengths["Input"] is not None:
            x = masked(x, lengths["Input"])
        shape = (1, *(n if axis in levels else 1 for axis, n in enumerate(x.shape[1:], 1)))
        return parametric_ramp(x, reshape(slope, shape=shape, batched=False))


synonym("ConstantArrayLayer", NetArray)
synonym("DotPlusLayer", Linear)
