"""Aggregations along levels."""

from luperca.runtime.ops.aggregation import FUNCTIONS
from luperca.runtime.ops.quantiles import ORDERED

from . import layer, numbers

CASES = {
    f"aggregation {function}": (layer("AggregationLayer", function), {"Input": numbers(2, 3, 5)})
    for function in (*FUNCTIONS, *ORDERED)
} | {
    f"aggregation {function} of level 1": (layer("AggregationLayer", function, 1), {"Input": numbers(2, 6, 3)})
    for function in (*FUNCTIONS, *ORDERED)
}
CASES |= {
    "aggregation of all levels": (layer("AggregationLayer", "Median", "All"), {"Input": numbers(2, 3, 3)}),
    "aggregation of a span": (layer("AggregationLayer", "Variance", ("Span", 1, 2)), {"Input": numbers(2, 3, 2, 2)}),
    "aggregation of outer levels": (layer("AggregationLayer", "Max", [1, -1]), {"Input": numbers(2, 3, 2, 2)}),
    "aggregation of the last level": (layer("AggregationLayer", "Mean", -1), {"Input": numbers(2, 3, 2, 2)}),
    "aggregation of one element": (layer("AggregationLayer", "Median", 2), {"Input": numbers(2, 3, 1)}),
    "aggregation of two elements": (layer("AggregationLayer", "InterquartileRange", 1), {"Input": numbers(3, 2)}),
}
