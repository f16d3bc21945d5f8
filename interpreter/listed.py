"""Values that are lists in another form, such as bytes and sparse arrays: what the functions of lists make of them.

A function named here sees the list instead of such a value; one that keeps the kind of its argument gives such a value
again.  A type may know better for some functions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .expr import Expr, Symbol, is_list

Call = Callable[[tuple[Any, ...]], Any]
# type -> name of a function -> f(arguments, evaluate) -> an expression, or None to go the usual way; "Part" is
# f(specifications, value), which raises what is wrong with them
TYPES: dict[type, dict[str, Callable[[Any, Any], Any]]] = {}
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
    "ArrayFlatten N Gather GroupBy Ordering Subsets Thread MatrixForm TableForm".split()
)
FUNCTIONS = _KEEPING | _LOOKING


def reaching(symbol: Symbol, call: Call, evaluate: Callable[[Any], Any]) -> Call:
    """The call of a builtin, for the functions of this room one that takes such values too."""
    if symbol.name not in FUNCTIONS or symbol.context != "System`":
        return call

    def reach(args: tuple[Any, ...]) -> Any:
        return call(args) if _KINDS.isdisjoint(map(type, args)) else _applied(symbol, args, evaluate)

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
    again = value.with_elements(result) if symbol.name in _KEEPING and is_list(result) else None
    return result if again is None else again
