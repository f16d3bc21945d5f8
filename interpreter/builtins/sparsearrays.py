"""SparseArray, ArrayRules and Band."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import applied, builtin, name
from ..display import formatter
from ..expr import Expr, expr, is_list, make_list
from ..packed import from_array, pack
from ..sparsearray import SparseArray, entries, from_list, from_payload, sparse, taken
from . import sparsealgebra  # noqa: F401 - says what functions of lists make of sparse arrays
from .positions import integers_of
from .sparserules import NoArray, from_rules, rules_of

name(
    "Band",
    "Band[{i, j}] stands for the places of a diagonal from {i, j} on in rules of SparseArray; Band[start, end] ends"
    " it, Band[start, end, step] goes in steps. Its values are one, a list of them, or matrices.",
)


@builtin(
    "SparseArray[data_]",
    "SparseArray[data_, dimensions_]",
    "SparseArray[data_, dimensions_, default_]",
    "SparseArray[data_, dimensions_, default_, contents_]",
    array="`1` is neither a full array nor rules for places.",
    dims="`1` are no dimensions: a positive integer or a list of them is expected.",
    nodims="Dimensions are needed with `1`.",
    range="The place `1` lies outside the dimensions `2`.",
    place="`1` is not a place: a list of integers, a pattern for one, or a Band.",
    band="`1` is not a band of an array with these dimensions.",
    rules="The sides of `1` have different lengths.",
    element="The element at `1` is a list.",
)
def sparse_array(
    data: Any, dimensions: Any = S.Automatic, default: Any = 0, contents: Any = None, *, session: Any, say: Any
) -> Any:
    """SparseArray[{pos1 -> v1, pos2 -> v2, ...}] is an array that is zero but at places such as {i, j};
    SparseArray[{pos1, ...} -> {v1, ...}] is the same. Places may be patterns, as {i_, i_} -> 1, and bands, as
    Band[{1, 2}] -> x; :> makes a new value for every place, and the first rule for a place counts.
    SparseArray[rules, {d1, d2, ...}] says how large the array is, SparseArray[rules, dims, v] what stands at all other
    places. SparseArray[list] is the sparse form of a full array.

    Normal gives the full array, ArrayRules the rules. Functions of numbers act on the elements; parts, sums, products
    and transposes stay sparse, other functions see the full array. SparseArray[...]["NonzeroValues"] and
    "NonzeroPositions", "Density", "Background", "RowPointers", "ColumnIndices", "AdjacencyLists" tell what is in it.

    >>> s = SparseArray[{{1, 1} -> a, {2, 3} -> b}]
    SparseArray[<2>, {2, 3}]
    >>> Normal[SparseArray[{{i_, i_} -> 2, {i_, j_} /; Abs[i - j] == 1 -> -1}, {3, 3}]]
    {{2, -1, 0}, {-1, 2, -1}, {0, -1, 2}}
    >>> Normal[SparseArray[Band[{1, 1}] -> {x, y}, {2, 2}] . {1, 2} + 1]
    {1 + x, 1 + 2 y}
    """
    shape = None
    if dimensions is not S.Automatic:
        shape = (dimensions,) if type(dimensions) is int else tuple(integers_of(dimensions) or ())
        if not shape or min(shape) < 1:
            return say("dims", dimensions)
    if contents is not None:
        return None if data is not S.Automatic or shape is None else from_payload(shape, default, contents)
    if data is S.Automatic:
        return None
    rules = rules_of(data)
    if rules is not None or (is_list(data) and not len(data) and shape is not None):
        try:
            return from_rules(rules or [], shape, default, session)
        except NoArray as problem:
            return say(*problem.args)
    usual = dimensions is S.Automatic and type(default) is int and not default
    given = data if type(data) is SparseArray else from_list(data, None if usual else default)
    if given is None:
        return say("array", data)
    if dimensions is S.Automatic or shape is None:
        return given
    return _resized(given, shape, default, say)


def _resized(s: SparseArray, shape: tuple[int, ...], default: Any, say: Any) -> Any:
    """An array in other dimensions: what lies outside is cut off."""
    import numpy as np


    if len(shape) != len(s.shape):
        return say("dims", make_list(shape))
    inside = np.flatnonzero((s.places < np.array(shape)).all(axis=1))
    if s.default == default:
        return sparse(shape, s.places[inside], taken(s.values, inside), default)
    full = from_list(s.normal(), default)
    return None if full is None else _resized(full, shape, default, say)


@builtin("ArrayRules[array_]", "ArrayRules[array_, default_]", array="`1` is not a full array.")
def array_rules(array: Any, default: Any = None, *, say: Any) -> Any:
    """ArrayRules[array] gives the rules from which SparseArray makes an array, at last that for all other places;
    ArrayRules[list, v] takes v for what stands at most places.

    >>> ArrayRules[SparseArray[{{1, 2} -> a, {2, 1} -> b}]]
    {{1, 2} -> a, {2, 1} -> b, {_, _} -> 0}
    >>> ArrayRules[{0, 5, 0}]
    {{2} -> 5, {_} -> 0}
    """
    if type(array) is SparseArray and (default is None or default == array.default):
        found: SparseArray | None = array
    else:
        full = array.normal() if type(array) is SparseArray else array
        found = from_list(full, 0 if default is None else default)
    if found is None:
        return say("array", array)
    rules = [expr(S.Rule, make_list(place), value) for place, value in entries(found)]
    anywhere = make_list([Expr(S.Blank)] * len(found.shape))
    return make_list([*rules, expr(S.Rule, anywhere, found.default)])


@builtin("SparseArrayQ[expr_]")
def sparse_array_q(expr: Any) -> Any:
    """SparseArrayQ[expr] is True for a SparseArray.

    >>> {SparseArrayQ[SparseArray[{1, 0}]], SparseArrayQ[{1, 0}]}
    {True, False}
    """
    return S.True_ if type(expr) is SparseArray else S.False_


def _adjacency(s: SparseArray) -> Any:
    rows: list[list[Any]] = [[] for _ in range(s.shape[0])]
    for place, _ in entries(s):
        rows[place[0] - 1].append(place[1] if len(place) == 2 else make_list(place[1:]))
    return make_list([pack(r) for r in rows])


def _structure(k: int) -> Callable[[SparseArray], Any]:
    return lambda s: s.args[3].args[1].args[k]


_PROPERTIES: dict[str, Callable[[SparseArray], Any]] = {
    "NonzeroPositions": lambda s: from_array(s.places + 1) if len(s.places) else make_list(()),
    "NonzeroValues": lambda s: s.values,
    "ExplicitPositions": lambda s: from_array(s.places + 1) if len(s.places) else make_list(()),
    "ExplicitValues": lambda s: s.values,
    "ExplicitLength": lambda s: len(s.places),
    "Density": lambda s: len(s.places) / math.prod(s.shape),
    "Background": lambda s: s.default,
    "ImplicitValue": lambda s: s.default,
    "RowPointers": _structure(0),
    "ColumnIndices": _structure(1),
    "AdjacencyLists": lambda s: _adjacency(s) if len(s.shape) > 1 else None,
    "Properties": lambda s: make_list(sorted(_PROPERTIES)),
    "Methods": lambda s: make_list(sorted(_PROPERTIES)),
}


@applied("SparseArray")
def ask(head: Any, args: tuple[Any, ...]) -> Any:
    """SparseArray[...]["property"]."""
    known = type(head) is SparseArray and len(args) == 1 and type(args[0]) is str and args[0] in _PROPERTIES
    return _PROPERTIES[args[0]](head) if known else None


@formatter("SparseArray")
def show_sparse_array(e: Any, page: Any) -> Any:
    if type(e) is not SparseArray:
        return None
    return f"SparseArray[<{len(e.places)}>, {page.inline(make_list(e.shape))}]"
