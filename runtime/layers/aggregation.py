"""Layers that make one number of many along levels."""

from math import prod
from typing import Any

from ..declare import Parameter, layer
from ..errors import ArgumentError
from ..kinds import choice
from ..levels import chosen_levels, least_rank, level_set
from ..ops.aggregation import FUNCTIONS, aggregation
from ..ops.quantiles import ORDERED
from ..ops.shapes import reshape, transpose
from ..ports import Type

SPREADS = ("Variance", "StandardDeviation")  # they divide by n - 1


@layer("AggregationLayer", ports="Input: *in -> Output: *out")
class Aggregation:
    """AggregationLayer[f] applies f to all levels of an array but the first.
    AggregationLayer[f, n], AggregationLayer[f, n1;;n2] and AggregationLayer[f, {n1, ...}] choose the levels, which
    vanish; negative ones count from the end.

    f is Mean, Min, Max, Total, Times, Median, Variance, StandardDeviation, MeanDeviation or InterquartileRange, as for
    lists in the language: variances divide by n - 1, and quartiles of n elements stand at 1/2 + n/4 and 1/2 + 3 n/4.
    Of a sequence of any length the real elements count. Equal extremes share the gradient. A level that the input
    lacks, and the variance of fewer than two elements, are errors.

    >>> AggregationLayer[Total][{{1, 2}, {3, 4}, {5, 6}}]
    {3., 7., 11.}
    >>> AggregationLayer[Variance, 1][{1, 2, 6}]
    7.
    """

    parameters = (
        Parameter("Function", choice(*FUNCTIONS, *ORDERED), label="Function", required=True),
        Parameter("Levels", level_set, ("Span", 2, "All")),
    )

    def infer(layer: Any, scope: Any) -> None:
        dims = scope["Input"].dims
        if dims is None:
            return
        spec = layer["Levels"]
        try:
            levels = chosen_levels(spec, len(dims))
        except ValueError:
            scope.fail("Input", Type((None,) * max(least_rank(spec), len(dims) + 1 if len(dims) < 2 else 0)))
        sizes = [dims[n - 1] for n in levels]
        if layer["Function"] in SPREADS and all(isinstance(d, int) for d in sizes) and prod(sizes) < 2:
            raise ArgumentError(layer.name, "the number of elements", prod(sizes), "at least 2")
        scope.narrow("Output", tuple(d for n, d in enumerate(dims, 1) if n not in levels))
        rest = iter(scope["Output"].dims)
        scope.narrow("Input", tuple(d if n in levels else next(rest) for n, d in enumerate(dims, 1)))

    def forward(layer: Any, x: Any, lengths: Any) -> Any:
        rank = len(x.shape) - 1
        levels = tuple(sorted(chosen_levels(layer["Levels"], rank)))
        kept = tuple(n for n in range(1, rank + 1) if n not in levels)
        order = (0, *kept, *levels)
        if order != tuple(range(rank + 1)):
            x = transpose(x, axes=order)
        outer, inner = x.shape[1 : len(kept) + 1], x.shape[len(kept) + 1 :]
        if len(inner) != 1:
            x = reshape(x, shape=(*outer, prod(inner)))
        if 1 not in levels:
            return aggregation(x, function=layer["Function"])
        length = lengths["Input"]
        lengths.set("Output", None)
        return aggregation(x, length, function=layer["Function"], each=prod(inner[1:]))
