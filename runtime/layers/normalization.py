"""Normalisation layers: by the batch, by levels of each example, by neighbouring channels."""

from typing import Any

from ..declare import Array, Parameter, layer
from ..errors import ArgumentError
from ..kinds import choice, flag, fraction, positive, real
from ..levels import chosen_levels, least_rank, level_set
from ..ops.elementwise import threading
from ..ops.lengths import masked
from ..ops.normalization import affine_channels, batch_normalization, local_response, moments, moving_average
from ..ops.shapes import reshape, transpose
from ..ops.standardization import normalization
from ..ops.trees import compile_function
from ..ports import VARYING, Type
from .scopes import narrow_run, refuse_varying


def _channel_axis(layer: Any) -> int:
    return -1 if layer["Interleaving"] else 0


@layer("BatchNormalizationLayer", ports="Input: *s -> Output: *s")
class BatchNormalization:
    """BatchNormalizationLayer[] normalises every channel by its mean and variance over a batch.

    The channels are the first level of the input, or the last one with Interleaving -> True; the output has the
    input's shape, which has at least one level. In training, y = Scaling (x - mean)/Sqrt(variance + "Epsilon") +
    Biases with the statistics over the batch and all other levels, and "MovingMean" and "MovingVariance" follow them:
    new = m old + (1 - m) batch with m the "Momentum"; a momentum of 1 leaves them as they are. In evaluation the moving
    statistics are used. Options: "Momentum" -> 0.9, "Epsilon" -> 0.001, Interleaving -> False. The number of channels
    must not vary. Source: Ioffe and Szegedy, arXiv:1502.03167.

    >>> BatchNormalizationLayer["Biases" -> {1}, "Scaling" -> {2}, "MovingMean" -> {1}, "MovingVariance" -> {4}][{3}]
    {2.99975}
    """

    parameters = (
        Parameter("Momentum", fraction, 0.9, label="Momentum", named=True),
        Parameter("Epsilon", positive, 0.001, label="Epsilon", named=True),
        Parameter("Interleaving", flag, False, named=True),
    )
    arrays = (
        Array("Biases", "c"),
        Array("Scaling", "c", initial="ones"),
        Array("MovingMean", "c", learnable=False),
        Array("MovingVariance", "c", initial="ones", learnable=False),
    )

    def infer(layer: Any, scope: Any) -> None:
        dims = scope["Input"].dims
        if dims is None:
            return
        if not dims:
            scope.fail("Input", Type((None,)))
        axis = _channel_axis(layer) % len(dims)
        if dims[axis] == VARYING:
            scope.fail("Input", Type((*dims[:axis], None, *dims[axis + 1 :])))
        scope.equal("c", dims[axis])
        if dims[axis] is None and scope.names.get("c") is not None:
            scope.narrow("Input", (*dims[:axis], scope.names["c"], *dims[axis + 1 :]))

    def forward(
        layer: Any,
        x: Any,
        biases: Any,
        scaling: Any,
        mean: Any,
        variance: Any,
        train: bool,
        lengths: Any,
        update: Any,
    ) -> Any:
        rank = len(x.shape)
        length = lengths["Input"]
        if length is not None:
            x = masked(x, length)
        turned = rank > 2 and not layer["Interleaving"]
        if turned:
            x = transpose(x, axes=(0, *range(2, rank), 1))
        epsilon = layer["Epsilon"]
        if train:
            found = moments(x, length)
            y = batch_normalization(x, found, scaling, biases, length, epsilon=epsilon)
            momentum = layer["Momentum"]
            if momentum != 1:
                update("MovingMean", moving_average(mean, found, row=0, momentum=momentum))
                update("MovingVariance", moving_average(variance, found, row=1, momentum=momentum))
        else:
            root = ("Sqrt", ("Plus", ("Slot", 2), epsilon))
            scale = threading(scaling, variance, function=compile_function(("Divide", ("Slot", 1), root)))
            shifted = ("Subtract", ("Slot", 1), ("Times", ("Slot", 2), ("Slot", 3)))
            y = affine_channels(x, scale, threading(biases, mean, scale, function=compile_function(shifted)))
        return transpose(y, axes=(0, rank - 1, *range(1, rank - 1))) if turned else y


# --- by levels of each example


def _scaling_levels(value: Any) -> Any:
    """Which levels the arrays have: "Complement", "Same" or levels."""
    if value in ("Complement", "Same"):
        return value
    try:
        return level_set(value)
    except ValueError as problem:
        raise ValueError(f'"Complement", "Same", or {problem}') from None


def _groups(value: Any) -> Any:
    """In how many groups levels are split: None, a number or one for each level."""
    numbers = (value,) if isinstance(value, int) else value
    if value is None or value == "None":
        return None
    if isinstance(numbers, tuple | list) and all(
        isinstance(n, int) and not isinstance(n, bool) and n > 0 for n in numbers
    ):
        return tuple(numbers)
    raise ValueError("None, a positive integer or a list of positive integers")


def _normalized_levels(layer: Any, scope: Any) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """The aggregated levels and those of the arrays, once the rank is known."""
    dims = scope["Input"].dims
    if dims is None:
        return None
    spec, scaled = layer["AggregationLevels"], layer["ScalingLevels"]
    try:
        levels = chosen_levels(spec, len(dims))
        return levels, _array_levels(scaled, levels, len(dims))
    except ValueError:
        extra = 0 if isinstance(scaled, str) else least_rank(scaled)
        wanted = max(least_rank(spec), extra, len(dims) + 1 if len(dims) < 2 else 0)
        scope.fail("Input", Type((None,) * wanted))


def _array_levels(spec: Any, levels: tuple[int, ...], rank: int) -> tuple[int, ...]:
    if spec == "Complement":
        return tuple(n for n in range(1, rank + 1) if n not in levels)
    return tuple(sorted(levels if spec == "Same" else chosen_levels(spec, rank)))


def _infer_normalization(layer: Any, scope: Any) -> None:
    found = _normalized_levels(layer, scope)
    if found is None:
        return
    levels, scaled = found
    dims = scope["Input"].dims
    if VARYING in dims and 1 in scaled and layer.arrays:
        scope.fail("Input", Type((None, *dims[1:])))
    if layer.arrays:
        narrow_run(scope, "Input", scaled, "scaled")
    groups = layer["GroupNumber"]
    if groups is None:
        return
    if len(groups) != len(levels):
        raise ArgumentError(layer.name, "GroupNumber", groups, "one number for each aggregated level")
    for level, count in zip(levels, groups):
        size = dims[level - 1]
        if size == VARYING and count > 1 or isinstance(size, int) and size % count:
            raise ArgumentError(layer.name, "GroupNumber", groups, f"a divisor of the size {size} of level {level}")


def _split(shape: tuple, groups: dict[int, int]) -> tuple:
    """A shape whose grouped axes become two: groups and members; sizes of 1 stay so."""
    new: list[int] = []
    for axis, size in enumerate(shape):
        count = groups.get(axis, 1)
        new += [size] if axis not in groups else [1, 1] if size == 1 else [count, size // count]
    return tuple(new)


def _normalized(layer: Any, x: Any, biases: Any, scaling: Any, lengths: Any) -> Any:
    rank = len(x.shape) - 1
    levels = chosen_levels(layer["AggregationLevels"], rank)
    scaled = _array_levels(layer["ScalingLevels"], levels, rank)
    length = lengths["Input"]
    if length is not None:
        x = masked(x, length)
    shape = x.shape
    groups = dict(zip(levels, layer["GroupNumber"] or ()))
    groups = {axis: count for axis, count in groups.items() if count > 1}
    stretched = (1, *(n if axis in scaled else 1 for axis, n in enumerate(shape[1:], 1)))
    split = _split(shape, groups)
    starts = [axis + sum(g < axis for g in groups) for axis in range(len(shape))]
    axes = tuple(sorted(starts[n] + (n in groups) for n in levels))
    arrays = []
    for array in (scaling, biases):
        if array is not None:
            array = reshape(array, shape=_split(stretched, groups), batched=False)
        arrays.append(array)
    if groups:
        x = reshape(x, shape=split[1:])
    counted = length if 1 in levels else None
    settings = {key.lower(): layer[key] for key in ("Epsilon", "Method", "Unbiased")}
    y = normalization(x, *arrays, counted, axes=axes, **settings)
    return reshape(y, shape=shape[1:]) if groups else y


@layer("NormalizationLayer", ports="Input: *s -> Output: *s")
class Normalization:
    """NormalizationLayer[] normalises each channel, the first level, by its mean and variance over the other levels.
    NormalizationLayer[agg] takes the statistics over the levels agg: a number, a list, a span i;;j, or All.
    NormalizationLayer[agg, scal] has learnable arrays for the levels scal, "Complement" (all others) or "Same".

    y = Scaling (x - mean)/Sqrt(variance + "Epsilon") + Biases, with the statistics of the example alone, in training
    as in evaluation. Method -> "RMS" takes x/Sqrt(mean of x^2 + "Epsilon") instead; "Unbiased" -> True divides sums of
    squares by n - 1; "GroupNumber" -> {g1, ...} splits the aggregated levels in so many groups, each with statistics of
    its own. "Biases" -> None and "Scaling" -> None leave these out. The output has the input's shape. Levels that the
    input lacks, arrays along a varying level, and sizes that the groups do not divide are errors. Sources: Ba et al.,
    arXiv:1607.06450; Ulyanov et al., arXiv:1607.08022; Wu and He, arXiv:1803.08494; Zhang and Sennrich,
    arXiv:1910.07467.

    >>> NormalizationLayer[2, "Biases" -> None, "Scaling" -> None, "Epsilon" -> 10^-6.][{{1, 2, 3}, {2, 2, 8}}]
    {{-1.22474, 0., 1.22474}, {-0.707107, -0.707107, 1.41421}}
    """

    parameters = (
        Parameter("AggregationLevels", level_set, ("Span", 2, "All")),
        Parameter("ScalingLevels", _scaling_levels, "Complement"),
        Parameter("Epsilon", positive, 0.001, label="Epsilon", named=True),
        Parameter("GroupNumber", _groups, None, label="Group number", named=True),
        Parameter("Unbiased", flag, False, named=True),
        Parameter("Method", choice("Standardize", "RMS"), "Standardize", named=True),
    )
    arrays = (
        Array("Biases", "*scaled", optional=True),
        Array("Scaling", "*scaled", initial="ones", optional=True),
    )
    infer = _infer_normalization

    def forward(layer: Any, x: Any, biases: Any, scaling: Any, lengths: Any) -> Any:
        return _normalized(layer, x, biases, scaling, lengths)


@layer("InstanceNormalizationLayer", ports="Input: c *rest -> Output: c *rest")
class InstanceNormalization:
    """InstanceNormalizationLayer[] normalises each channel, the first level, over the other levels of an example.

    The same as NormalizationLayer[]: y = Scaling (x - mean)/Sqrt(variance + "Epsilon") + Biases with one number a
    channel in "Scaling" and "Biases". The input has at least two levels, of which the first does not vary; the output
    has its shape. Source: Ulyanov et al., arXiv:1607.08022.

    >>> InstanceNormalizationLayer["Biases" -> {0, 1}, "Scaling" -> {10, 20}][{{1, 3}, {4, 0}}]
    {{-9.995, 9.995}, {20.9975, -18.9975}}
    """

    parameters = (Parameter("Epsilon", positive, 0.001, label="Epsilon", named=True),)
    arrays = (Array("Biases", "c"), Array("Scaling", "c", initial="ones"))

    def infer(layer: Any, scope: Any) -> None:
        dims = scope["Input"].dims
        if dims is not None and (len(dims) < 2 or dims[0] == VARYING):
            scope.fail("Input", Type((None, None) if len(dims) < 2 else (None, *dims[1:])))

    def forward(layer: Any, x: Any, biases: Any, scaling: Any) -> Any:
        rank = len(x.shape)
        arrays = [reshape(a, shape=(1, x.shape[1], *(1,) * (rank - 2)), batched=False) for a in (scaling, biases)]
        return normalization(x, *arrays, axes=tuple(range(2, rank)), epsilon=layer["Epsilon"])


def _window(value: Any) -> int:
    """How many channels on each side count."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("a non-negative integer")
    return value


@layer("LocalResponseNormalizationLayer", ports="Input: c h w -> Output: c h w")
class LocalResponseNormalization:
    """LocalResponseNormalizationLayer[] divides every element by a power of the squares in neighbouring channels.

    The input has the levels channels, height and width, the output the same. y = x/(b + a/(2 c + 1) S)^p with S the
    sum of the squares at the same place of the channels up to c away, and b, a, c, p the options "Bias" -> 1,
    "Alpha" -> 1, "ChannelWindowSize" -> 2 and "Beta" -> 0.5. Source: Krizhevsky et al., NIPS 2012.

    >>> LocalResponseNormalizationLayer["ChannelWindowSize" -> 1][{{{3}}, {{0}}, {{1}}}]
    {{{1.5}}, {{0.}}, {{0.866025}}}
    """

    parameters = (
        Parameter("Alpha", real, 1.0, label="Alpha", named=True),
        Parameter("Beta", real, 0.5, label="Beta", named=True),
        Parameter("Bias", real, 1.0, label="Bias", named=True),
        Parameter("ChannelWindowSize", _window, 2, label="Channel window size", named=True),
    )

    def infer(layer: Any, scope: Any) -> None:
        refuse_varying(scope, "Input")

    def forward(layer: Any, x: Any) -> Any:
        settings = {name.lower(): layer[name] for name in ("Alpha", "Beta", "Bias")}
        turned = transpose(x, axes=(0, 2, 3, 1))
        y = local_response(turned, axis=3, radius=layer["ChannelWindowSize"], **settings)
        return transpose(y, axes=(0, 3, 1, 2))
