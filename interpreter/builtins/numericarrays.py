"""NumericArray: arrays of one machine type, and questions about them."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..convert import to_python
from ..declare import builtin
from ..display import formatter, summary_text
from ..expr import FALSE, TRUE, Expr, is_list, make_list
from ..numericarray import DTYPES, NumericArray
from ..packed import to_array

# method -> (clip to the range of the type, then "round", "coerce" or "check" what is no whole number of the type)
_METHODS = {
    "Check": (False, "check"),
    "ClipAndCheck": (True, "check"),
    "Coerce": (False, "coerce"),
    "ClipAndCoerce": (True, "coerce"),
    "Round": (False, "round"),
    "ClipAndRound": (True, "round"),
}


@builtin(
    "NumericArray[array_]",
    "NumericArray[array_, type_]",
    "NumericArray[array_, type_, method_]",
    array="`1` is not a rectangular array of numbers.",
    type="`1` is not a type of numeric array; the types are `2`.",
    method="`1` is not a way to convert numbers; the ways are `2`.",
    range="Some numbers of the array are not `1` numbers.",
)
def numeric_array(array: Any, type: Any = None, method: Any = "ClipAndRound", *, say: Any) -> Any:
    """NumericArray[array, "type"] is an array of numbers that are all of one machine type.
    NumericArray[array, "type", "method"] says what happens to numbers that the type does not hold.

    Types are "Integer8", "UnsignedInteger8", ... "Integer64", "Real32", "Real64", "ComplexReal32", "ComplexReal64";
    without one, whole numbers get "Integer64" and reals "Real64". Methods: "ClipAndRound" (the default) takes the
    nearest number that there is, "ClipAndCoerce" cuts fractions off, "Check" refuses, and "Round", "Coerce" and
    "ClipAndCheck" do one of both. Normal gives the list again; Part, Length and Dimensions work as for lists. Nets
    applied to numeric arrays give numeric arrays.

    >>> Normal[NumericArray[{1.6, 2, 300}, "UnsignedInteger8"]]
    {2, 2, 255}
    """
    found = _numbers(array)
    if found is None:
        say("array", array)
        return None
    if type is not None and type not in DTYPES:
        say("type", type, make_list(DTYPES))
        return None
    if method not in _METHODS:
        say("method", method, make_list(_METHODS))
        return None
    converted = found if type is None else _converted(found, DTYPES[type], *_METHODS[method])
    if converted is None:
        say("range", type)
        return None
    return NumericArray(converted)


def _numbers(e: Any) -> Any:
    """The numbers of a list or another numeric array; None for what is no rectangular array of numbers."""
    import numpy as np

    if isinstance(e, NumericArray):
        return e.array
    array = to_array(e) if is_list(e) else None
    if array is None and is_list(e):
        found = to_python(e)
        try:
            array = np.array(found)
        except (ValueError, TypeError, OverflowError):
            return None
    if array is None or not array.ndim or array.dtype.kind not in "iufc":
        return None
    return array.copy() if array.flags.writeable else array


def _converted(array: Any, dtype: str, clip: bool, rest: str) -> Any:
    """An array in another type; None if the method refuses."""
    import numpy as np

    kind = np.dtype(dtype)
    if array.dtype.kind == "c" and kind.kind != "c":
        if rest == "check" and array.imag.any():
            return None
        array = array.real
    if kind.kind not in "iu":
        with np.errstate(over="ignore"):
            return array.astype(kind)
    limits = np.iinfo(kind)
    if array.dtype.kind == "f":
        if not np.isfinite(array).all() and not clip:
            return None
        whole = {"round": np.rint, "coerce": np.trunc, "check": np.rint}[rest](array)
        if rest == "check" and (whole != array).any():
            return None
        array = np.nan_to_num(whole, nan=0.0)
    if not clip and rest != "coerce" and bool(((array < limits.min) | (array > limits.max)).any()):
        return None
    if clip:
        # float64 cannot hold the largest int64: what is at the edge is put there as an integer
        out = np.where(array >= limits.max, limits.max, 0).astype(kind)
        inside = (array > limits.min) & (array < limits.max)
        out[array <= limits.min] = limits.min
        out[inside] = array[inside].astype(kind)
        return out
    with np.errstate(invalid="ignore"):
        return array.astype(kind)


@builtin("NumericArrayType[array_]")
def numeric_array_type(array: Any) -> Any:
    """NumericArrayType[array] gives the name of the type of the numbers of a NumericArray.

    >>> NumericArrayType[NumericArray[{1, 2}, "Real32"]]
    Real32
    """
    return array.type if isinstance(array, NumericArray) else None


@builtin("NumericArrayQ[expr_]", "NumericArrayQ[expr_, type_]", "NumericArrayQ[expr_, type_, depth_]")
def numeric_array_q(expr: Any, type: Any = None, depth: Any = None, *, evaluate: Any) -> Any:
    """NumericArrayQ[expr] is True for a NumericArray; NumericArrayQ[expr, type, depth] also asks for its type and depth
    to match patterns.

    >>> {NumericArrayQ[NumericArray[{1}]], NumericArrayQ[{1}], NumericArrayQ[NumericArray[{1.}], "Real32" | "Real64"]}
    {True, False, True}
    """
    if not isinstance(expr, NumericArray):
        return FALSE
    asked = ((expr.type, type), (expr.array.ndim, depth))
    fits = all(p is None or evaluate(Expr(S.MatchQ, (x, p))) is TRUE for x, p in asked)
    return TRUE if fits else FALSE


@formatter("NumericArray")
def show_numeric_array(e: Any, page: Any) -> Any:
    if not isinstance(e, NumericArray):
        return None
    shown = make_list(e.dimensions())
    if not page.blocks:
        return f"NumericArray[<{'x'.join(map(str, e.dimensions()))}>, {e.type}]"
    return summary_text("NumericArray", [("Type", e.type), ("Dimensions", shown)], "", page)
