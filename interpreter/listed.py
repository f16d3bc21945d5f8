"""Values that are lists in another form, such as bytes and sparse arrays: what the functions of lists make of them.

A function named here sees the list instead of such a value; one that keeps the kind of its argument gives such a value
again.  A type may know better for some functions.  Other values, such as nets and images, are atoms without elements.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .expr import Expr, Symbol, Value, is_list

Call = Callable[[tuple[Any, ...]], Any]
# type -> name of a function -> f(arguments, evaluate) -> an expression, or None to go the usual way; "Part" is
# f(specifications, value), which raises what is wrong with them; "*" is f(result) for whatever a function gives
TYPES: dict[type, dict[str, Callable[..., Any]]] = {}
_KINDS = TYPES.keys()

_KEEPING = frozenset(
    "Append ArrayPad ArrayReshape Delete DeleteDuplicates Drop Insert Join PadLeft PadRight Prepend ReplacePart "
    "Reverse RotateLeft RotateRight Sort Take Transpose ConjugateTranspose Diagonal DiagonalMatrix KroneckerProduct "
    "LowerTriangularize UpperTriangularize Cross".split()
)
_LOOKING = frozenset(
    "Accumulate Apply ArrayQ Cases Catenate Commonest Complement Count Counts Covariance Correlation Det Differences "
    "DuplicateFreeQ Eigensystem Eigenvalues Eigenvectors Extract Flatten Fold FoldList FreeQ FromDigits "
    "FromCharacterCode HermitianMatrixQ Intersection Inverse LinearSolve MatrixExp MatrixPower MatrixQ "
    "MatrixRank Max MaximalBy Mean Median MemberQ Min MinMax MinimalBy Norm Normalize NullSpace Orthogonalize Outer "
    "Partition Pick Position PseudoInverse Quantile Riffle Scan Select Split SplitBy SquareMatrixQ "
    "StandardDeviation SymmetricMatrixQ Tally Total Tr Tuples Union Variance VectorQ "
    "SingularValueDecomposition QRDecomposition LUDecomposition CholeskyDecomposition RowReduce Dot Map MapIndexed "
    "ArrayFlatten N Gather GroupBy Ordering Subsets Thread MatrixForm TableForm AllTrue AnyTrue NoneTrue CountsBy "
    "DeleteCases DeleteMissing FirstCase FoldPairList GatherBy KeyDrop KeyMap KeySelect KeySort KeySortBy KeyTake "
    "LengthWhile ListConvolve ListCorrelate MapApply Merge MovingAverage MovingMap MovingMedian Ratios ReverseSort "
    "ReverseSortBy SelectFirst SortBy TakeLargest TakeLargestBy TakeList TakeSmallest TakeSmallestBy TakeWhile "
    "DateListPlot ListLinePlot ListPlot ListStepPlot".split()
)
FUNCTIONS = _KEEPING | _LOOKING
# functions of the elements in their order, which atoms do not have
_ORDERED = frozenset(
    "Accumulate Append Complement Delete DeleteDuplicates Differences Drop Insert Intersection Join Partition Prepend "
    "Reverse Riffle RotateLeft RotateRight Sort SortBy Split Take TakeWhile Union".split()
)


def reaching(symbol: Symbol, call: Call, session: Any) -> Call:
    """The call of a builtin, for the functions of this room one that takes such values too."""
    if symbol.name not in FUNCTIONS or symbol.context != "System`":
        return call
    ordered = symbol.name in _ORDERED

    def reach(args: tuple[Any, ...]) -> Any:
        if not _KINDS.isdisjoint(map(type, args)):
            return _applied(symbol, args, session.evaluate_expr)
        if ordered and args and isinstance(args[0], Value):
            session.message(symbol, "normal", 1, Expr(symbol, args))
            return None
        return call(args)

    return reach


def _applied(symbol: Symbol, args: tuple[Any, ...], evaluate: Callable[[Any], Any]) -> Any:
    value = next(a for a in args if type(a) in TYPES)
    rule = TYPES[type(value)].get(symbol.name)
    found = None if rule is None else rule(args, evaluate)
    if found is not None:
        return found
    result = evaluate(Expr(symbol, tuple([a.normal() if type(a) in TYPES else a for a in args])))
    if isinstance(result, Expr) and result.head is symbol:
        return None
    every = TYPES[type(value)].get("*")
    if every is not None:
        return every(result)
    again = value.with_elements(result) if symbol.name in _KEEPING and is_list(result) else None
    return result if again is None else again
