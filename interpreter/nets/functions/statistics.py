"""Statistics, norms and distances: aggregations, and what the language says itself."""

from __future__ import annotations

from typing import Any

from ... import symbols as S
from ...expr import is_list
from .. import specs
from .values import Traced
from .walk import Walker, rule

# Functions of arrays by their definitions; slots are the arguments.
WRITTEN = {
    "BrayCurtisDistance": "Total[Abs[#1 - #2], Infinity]/Total[Abs[#1 + #2], Infinity] &",
    "CanberraDistance": "Total[Abs[#1 - #2]/(Abs[#1] + Abs[#2]), Infinity] &",
    "ChessboardDistance": "Max[Abs[#1 - #2]] &",
    "CorrelationDistance": "CosineDistance[#1 - Mean[#1], #2 - Mean[#2]] &",
    "CosineDistance": "1 - #1.#2/(Norm[#1] Norm[#2]) &",
    "EuclideanDistance": 'Norm[#1 - #2, "Frobenius"] &',
    "HammingDistance": "Total[Unitize[#1 - #2], Infinity] &",
    "ManhattanDistance": "Total[Abs[#1 - #2], Infinity] &",
    "SquaredEuclideanDistance": "Total[(#1 - #2)^2, Infinity] &",
    "NormalizedSquaredEuclideanDistance": "Variance[#1 - #2]/(2 (Variance[#1] + Variance[#2])) &",
    "Covariance": "(#1 - Mean[#1]).(#2 - Mean[#2])/(Length[#1] - 1) &",
    "Correlation": "Covariance[#1, #2]/(StandardDeviation[#1] StandardDeviation[#2]) &",
    "Differences": "Rest[#1] - Most[#1] &",
    "GeometricMean": "Exp[Mean[Log[#1]]] &",
    "HarmonicMean": "1/Mean[1/#1] &",
    "RootMeanSquare": "Sqrt[Mean[#1^2]] &",
    "Normalize": "#1/Norm[#1] &",
    "Standardize": "(#1 - Mean[#1])/StandardDeviation[#1] &",
    "Rescale": "(#1 - Min[#1])/(Max[#1] - Min[#1]) &",
    "MinMax": "{Min[#1], Max[#1]} &",
    "Accumulate": "FoldList[Plus, #1] &",
    "Sinc": "If[#1 == 0, 1, Sin[#1]/#1] &",
}


def _written(text: str, count: int) -> Any:
    def apply(walker: Walker, *args: Any) -> Any:
        if len(args) != count:
            return None
        return walker.call(walker.session.read_value(text), list(args))

    return apply


for _name, _text in WRITTEN.items():
    rule(_name)(_written(_text, 2 if "#2" in _text else 1))


# ---- aggregations


def _aggregation(name: str) -> Any:
    def apply(walker: Walker, x: Any) -> Any:
        return walker.sketch.layer("AggregationLayer", name, 1, inputs=(walker.array(x),))

    return apply


for _name in ("Mean", "Median", "Variance", "StandardDeviation", "MeanDeviation", "InterquartileRange"):
    rule(_name)(_aggregation(_name))


@rule("Total")
def _total(walker: Walker, x: Any, levels: Any = 1) -> Any:
    """Total[x], Total[x, n] over the first n levels, Total[x, {n}] over one, Total[x, {a, b}]."""
    if is_list(x) and levels == 1:
        return walker.call(S.Plus, list(x.args))
    array = walker.array(x)
    span = specs.plain(levels)
    if span == float("inf"):
        return array if array.rank == 0 else walker.sketch.layer("SummationLayer", inputs=(array,))
    if isinstance(span, tuple):
        chosen: Any = span[0] if len(span) == 1 else ("Span", *(("All" if n == float("inf") else n) for n in span))
    else:
        chosen = 1 if span == 1 else ("Span", 1, span)
    return walker.sketch.layer("AggregationLayer", "Total", chosen, inputs=(array,))


@rule("Norm")
def _norm(walker: Walker, x: Any, p: Any = 2) -> Any:
    """The 2-norm of a vector, the Frobenius norm of an array, p-norms."""
    array = walker.array(x)
    if array.rank == 0:
        return walker.call(S.Abs, [array])
    if p == "Frobenius" or (p == 2 and array.rank in (None, 1)):
        return walker.sketch.layer("ArrayFunctionLayer", "Norm", inputs=(array,))
    power = walker.number(p)
    if power is None or array.rank not in (None, 1):
        return None
    size = walker.call(S.Abs, [array])
    if power == float("inf"):
        return walker.call(S.Max, [size])
    if power == 1:
        return walker.call(S.Total, [size])
    return walker.call(S.Power, [walker.call(S.Total, [walker.call(S.Power, [size, power])]), 1 / power])


# ---- linear algebra


@rule("Dot")
def _dot(walker: Walker, *args: Any) -> Any:
    if len(args) < 2:
        return None
    result = args[0]
    for other in args[1:]:
        result = walker.sketch.layer("DotLayer", inputs=(walker.array(result), walker.array(other)), given=())
    return result


def _matrix_function(name: str) -> Any:
    return lambda walker, x: walker.sketch.layer("ArrayFunctionLayer", name, inputs=(walker.array(x),))


for _name in ("Det", "Inverse"):
    rule(_name)(_matrix_function(_name))


@rule("Tr")
def _trace(walker: Walker, x: Any) -> Any:
    array = walker.array(x)
    if array.rank == 1:
        return walker.call(S.Total, [array])
    return walker.sketch.layer("ArrayFunctionLayer", "Tr", inputs=(array,))


@rule("LinearSolve")
def _linear_solve(walker: Walker, m: Any, b: Any) -> Any:
    return walker.call(S.Dot, [walker.call(S.Inverse, [m]), b])


@rule("MatrixPower")
def _matrix_power(walker: Walker, m: Any, n: Any) -> Any:
    times = walker.whole(n)
    base = walker.array(m if times > 0 else walker.call(S.Inverse, [m]))
    return None if times == 0 else walker.call(S.Dot, [base] * abs(times)) if abs(times) > 1 else base


@rule("Outer")
def _outer(walker: Walker, f: Any, a: Any, b: Any) -> Any:
    """Outer[Times, a, b] of any arrays, Outer[f, a, b] of vectors for a function of elements."""
    one, other = walker.array(a), walker.array(b)
    if f is S.Times:
        return walker.sketch.layer("ArrayFunctionLayer", "Outer", inputs=(one, other))
    column = walker.sketch.layer("ReplicateLayer", 1, -1, inputs=(one,))
    row = walker.sketch.layer("ReplicateLayer", 1, inputs=(other,))
    found = walker.call(f, [column, row])
    return found if type(found) is Traced and found.tree is not None else None


@rule("KroneckerProduct")
def _kronecker(walker: Walker, a: Any, b: Any) -> Any:
    one, other = walker.array(a), walker.array(b)
    if one.rank == other.rank == 1:
        return walker.call(S.Outer, [S.Times, one, other])
    if one.rank != 2 or other.rank != 2:
        return None
    product = walker.call(S.Outer, [S.Times, one, other])
    return walker.sketch.layer("FlattenLayer", ((1, 3), (2, 4)), inputs=(product,))


@rule("UnitVector")
def _unit_vector(walker: Walker, size: Any, place: Any) -> Any:
    return walker.sketch.layer("UnitVectorLayer", walker.whole(size), inputs=(walker.array(place),))
