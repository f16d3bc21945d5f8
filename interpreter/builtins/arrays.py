"""Nested lists as arrays: their dimensions and tests, Flatten, Transpose, ArrayReshape."""

from __future__ import annotations

import math
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..declare import builtin
from ..expr import LIST, Expr, Value, boolean, is_list, make_list
from ..packed import Packed, pack
from .content import MAX_ELEMENTS, elements, from_numbers, tester
from .positions import is_infinite


def dimensions_of(e: Any, limit: int | None = None) -> list[int]:
    """The lengths at the levels at which e is rectangular, with one head all over."""
    if type(e) is Packed:
        return list(e.array.shape)[:limit]
    if not isinstance(e, Expr):
        return []
    head = e.head
    shape: list[int] = []
    level: list[Any] = [e]
    while limit is None or len(shape) < limit:
        n = None
        for x in level:
            if not isinstance(x, Expr) or x.head is not head or (n is not None and len(x) != n):
                return shape
            n = len(x)
        if n is None:
            return shape
        shape.append(n)
        if all(type(x) is Packed for x in level) and len({x.array.shape for x in level}) == 1:
            return (shape + list(level[0].array.shape[1:]))[:limit]
        level = [y for x in level for y in elements(x)]
    return shape


@builtin("Dimensions[expr_]", "Dimensions[expr_, n_]")
def dimensions(expr: Any, n: Any = None) -> Any:
    """Dimensions[list] gives the lengths at each level of a rectangular nested list; Dimensions[list, n] to level n.

    >>> Dimensions[{{1, 2, 3}, {4, 5, 6}}]
    {2, 3}
    """
    if isinstance(expr, Value):
        return make_list(tuple(expr.dimensions())[: n if type(n) is int else None])
    rule = DIMENSIONS.get(expr.head) if isinstance(expr, Expr) else None
    found = rule(expr) if rule else None
    if found is None:
        found = dimensions_of(expr, n if type(n) is int else None)
    return make_list(found)


DIMENSIONS: dict[Any, Any] = {}  # head -> dimensions of other array objects; other topics add to it


@builtin("ArrayDepth[expr_]")
def array_depth(expr: Any) -> int:
    """ArrayDepth[list] gives the number of levels at which a nested list is rectangular.

    >>> ArrayDepth[{{a}, {b}}]
    2
    """
    if isinstance(expr, Value):
        return len(tuple(expr.dimensions()))
    return len(dimensions_of(expr)) if is_list(expr) else 0


def _rectangular(e: Any, depth: int) -> bool:
    """Is e a full array of lists with this depth, and no list as an element?"""
    if not is_list(e):
        return False
    if type(e) is Packed:
        return e.array.ndim == depth
    shape = dimensions_of(e)
    if len(shape) < depth or (len(shape) > depth and all(shape)):
        return False
    level: list[Any] = [e]
    for _ in range(depth):
        level = [y for x in level for y in x.args]
    return not any(is_list(x) for x in level)


def _all_elements(e: Any, depth: int) -> list[Any]:
    level: list[Any] = [e]
    for _ in range(depth):
        level = [y for x in level for y in x.args]
    return level


def _tested(e: Any, depth: int, test: Any, session: Any) -> bool:
    if not _rectangular(e, depth):
        return False
    if test is None:
        return True
    if type(e) is Packed and test in (S.NumberQ, S.NumericQ):
        return True
    ask = tester(session, test)
    return all(ask(x) for x in _all_elements(e, depth))


@builtin("VectorQ[expr_]", "VectorQ[expr_, test_]")
def vector_q(expr: Any, test: Any = None, *, session: Any) -> Any:
    """VectorQ[expr] gives True for a list without lists in it; VectorQ[expr, test] if test is True for every element.

    >>> {VectorQ[{a, b}], VectorQ[{1, {2}}], VectorQ[{1, 2}, IntegerQ]}
    {True, False, True}
    """
    return boolean(_tested(expr, 1, test, session))


@builtin("MatrixQ[expr_]", "MatrixQ[expr_, test_]")
def matrix_q(expr: Any, test: Any = None, *, session: Any) -> Any:
    """MatrixQ[expr] gives True for a list of equally long lists; MatrixQ[expr, test] if test is True for every element.

    >>> {MatrixQ[{{1, 2}, {3, 4}}], MatrixQ[{{1}, {2, 3}}]}
    {True, False}
    """
    return boolean(_tested(expr, 2, test, session))


@builtin("SquareMatrixQ[expr_]")
def square_matrix_q(expr: Any) -> Any:
    """SquareMatrixQ[expr] gives True for a matrix with as many rows as columns.

    >>> SquareMatrixQ[{{1, 2}, {3, 4}}]
    True
    """
    shape = dimensions_of(expr)
    return boolean(_rectangular(expr, 2) and shape[0] == shape[1])


@builtin("ArrayQ[expr_]", "ArrayQ[expr_, depth_]", "ArrayQ[expr_, depth_, test_]")
def array_q(expr: Any, depth: Any = None, test: Any = None, *, session: Any) -> Any:
    """ArrayQ[expr] gives True for a rectangular nested list; ArrayQ[expr, patt] if its depth matches patt.

    ArrayQ[expr, patt, test] asks for test to be True for every element too.

    >>> {ArrayQ[{{1, 2}, {3, 4}}], ArrayQ[{{1}, {2, 3}}], ArrayQ[{1, 2}, 2]}
    {True, False, False}
    """
    if not is_list(expr):
        return S.False_
    n = len(dimensions_of(expr))
    if not _rectangular(expr, n):
        return S.False_
    if depth is not None and session.evaluator.matcher.match(depth, n) is None:
        return S.False_
    return boolean(test is None or _tested(expr, n, test, session))


# ---- rearranging -----------------------------------------------------------------------------------------------------


@builtin(
    "Flatten[list_]",
    "Flatten[list_, n_]",
    "Flatten[list_, n_, h_]",
    flpr="Levels to be flattened together in `1` should be lists of positive integers.",
)
def flatten(list: Any, n: Any = S.Infinity, h: Any = None, *, say: Any) -> Any:
    """Flatten[list] gives list without its inner lists; Flatten[list, n] flattens n levels.

    Flatten[list, n, h] flattens things with head h; Flatten[list, {{i, j, ...}, {k, ...}}] puts levels i, j, ... of
    the list together as the new first level, and so on: {{2}, {1}} transposes, also ragged lists.

    >>> Flatten[{a, {b, {c, {d}}}}]
    {a, b, c, d}
    >>> Flatten[{a, {b, {c, {d}}}}, 1]
    {a, b, {c, {d}}}
    >>> Flatten[{{1, 2, 3}, {4}}, {{2}, {1}}]
    {{1, 4}, {2}, {3}}
    """
    if not isinstance(list, Expr):
        say("normal", 1, Expr(S.Flatten, (list,)))
        return None
    if is_list(n):
        return _flatten_levels(list, n, say)
    limit = None if is_infinite(n) else n
    if limit is not None and (type(limit) is not int or limit < 0):
        say("flpr", n)
        return None
    if type(list) is Association:
        return list
    head = list.head if h is None else h
    if type(list) is Packed:
        a = list.array
        if head is not LIST or a.ndim == 1 or limit == 0:
            return list
        k = a.ndim if limit is None else min(limit + 1, a.ndim)
        return from_numbers(a.reshape(math.prod(a.shape[:k]), *a.shape[k:]))
    if h is not None and list.head is not h:
        return Expr(list.head, tuple(_flat_into(list, head, limit)))
    flat = _flat_into(list, head, limit)
    if len(flat) == len(list) and all(x is y for x, y in zip(flat, list.args)):
        return list
    return pack(flat) if list.head is LIST else Expr(list.head, tuple(flat))


def _flat_into(e: Expr, head: Any, limit: int | None) -> list[Any]:
    out: list[Any] = []
    stack: list[tuple[Any, int]] = [(x, 0) for x in reversed(e.args)]
    while stack:
        x, level = stack.pop()
        if isinstance(x, Expr) and x.head is head and type(x) is not Association and (limit is None or level < limit):
            if type(x) is Packed and (x.array.ndim == 1 or limit is None):
                out += x.array.ravel().tolist()
            else:
                stack.extend([(y, level + 1) for y in reversed(x.args)])
        else:
            out.append(x)
    return out


def _flatten_levels(e: Expr, spec: Expr, say: Any) -> Any:
    """The general Flatten: levels grouped into new levels, works for ragged lists too."""
    groups = [g.args if is_list(g) else None for g in spec.args]
    if spec.args and all(type(x) is int for x in spec.args):
        groups = [spec.args]
    used: list[Any] = [i for g in groups if g is not None for i in g]
    if None in groups or not all(type(i) is int and i > 0 for i in used) or len(set(used)) != len(used):
        say("flpr", spec)
        return None
    top = max(used, default=1)
    rest = [i for i in range(1, top + 1) if i not in used]
    order = [tuple(g) for g in groups if g is not None] + [(i,) for i in rest]
    items: list[tuple[tuple[int, ...], Any]] = [((), e)]
    for _ in range(top):
        deeper = []
        for index, x in items:
            if not isinstance(x, Expr) or x.head is not e.head:
                say("flpr", spec)
                return None
            deeper += [((*index, i), y) for i, y in enumerate(x.args)]
        items = deeper
    keyed = [(tuple([tuple([index[k - 1] for k in g]) for g in order]), y) for index, y in items]
    return _nest(sorted(keyed, key=lambda pair: pair[0]), len(order), 0, e.head)


def _nest(items: list[Any], depth: int, level: int, head: Any) -> Any:
    if level == depth:
        return items[0][1]
    rows: dict[Any, list[Any]] = {}
    for item in items:
        rows.setdefault(item[0][level], []).append(item)
    return Expr(head, tuple([_nest(r, depth, level + 1, head) for r in rows.values()]))


@builtin("FlattenAt[list_, pos_]", operator="FlattenAt[pos_][list_]", partw="Part `1` of `2` does not exist.")
def flatten_at(list: Any, pos: Any, *, say: Any) -> Any:
    """FlattenAt[list, n] splices the sublist at position n into list; {i, j}, {{i}, {j}} are positions as in Delete.

    >>> FlattenAt[{a, {b, c}, {d}}, 2]
    {a, b, c, {d}}
    """
    from .editing import positions_of
    from .partassign import assign_part
    from .parts import part
    from .positions import PositionProblem

    positions = positions_of(pos)
    if positions is None:
        return None
    try:
        for p in positions:
            old = part(list, p)
            if isinstance(old, Expr):
                list = assign_part(list, p, Expr(S.Sequence, old.args))
    except PositionProblem as problem:
        say(problem.tag, *problem.details)
        return None
    return list


@builtin(
    "Transpose[list_]",
    "Transpose[list_, perm_]",
    nmtx="The first two levels of `1` cannot be transposed.",
    perm="`1` is not a permutation of the levels of `2`.",
)
def transpose(list: Any, perm: Any = None, *, say: Any) -> Any:
    """Transpose[m] exchanges rows and columns, the first two levels of m.

    Transpose[m, {n1, n2, ...}] moves level k to n_k; levels that go to the same place give a diagonal.

    >>> Transpose[{{a, b}, {c, d}}]
    {{a, c}, {b, d}}
    """
    shape = dimensions_of(list)
    if not is_list(list):
        say("nmtx", list)
        return None
    if perm is None:
        if len(shape) < 2:
            if list.args and all(type(x) is Association for x in list.args):
                return None
            say("nmtx", list)
            return None
        order = [1, 0]
    else:
        if not is_list(perm) or not all(type(i) is int for i in perm.args):
            return None
        to = [i - 1 for i in perm.args]
        if sorted(set(to)) != [*range(len(set(to)))] or len(to) > len(shape):
            say("perm", perm, list)
            return None
        if len(set(to)) < len(to):
            return _diagonals(list, to, shape)
        order = [to.index(i) for i in range(len(to))]
    if type(list) is Packed:
        return from_numbers(list.array.transpose(*order, *range(len(order), list.array.ndim)))
    if order == [1, 0]:
        return make_list([pack(col) for col in zip(*[r.args for r in list.args], strict=True)])
    return _permuted(list, order, shape)


def _permuted(e: Any, order: list[int], shape: list[int]) -> Any:
    def build(index: dict[int, int], level: int) -> Any:
        if level == len(order):
            x = e
            for axis in range(len(order)):
                x = x.args[index[axis]]
            return x
        axis = order[level]
        return make_list([build({**index, axis: i}, level + 1) for i in range(shape[axis])])

    return build({}, 0)


def _diagonals(e: Any, to: list[int], shape: list[int]) -> Any:
    """Levels that go to the same place give the diagonal."""
    sizes = [min(shape[k] for k in range(len(to)) if to[k] == j) for j in range(max(to) + 1)]

    def build(index: tuple[int, ...]) -> Any:
        if len(index) == len(sizes):
            x = e
            for j in to:
                x = x.args[index[j]]
            return x
        return make_list([build((*index, i)) for i in range(sizes[len(index)])])

    return build(())


@builtin("ArrayReshape[list_, dims_]", "ArrayReshape[list_, dims_, padding_]")
def array_reshape(list: Any, dims: Any, padding: Any = 0, *, say: Any) -> Any:
    """ArrayReshape[list, {n1, n2, ...}] arranges the elements of list in an array of these dimensions, padded with 0.

    ArrayReshape[list, dims, padding] pads with another element.

    >>> ArrayReshape[{a, b, c, d}, {2, 2}]
    {{a, b}, {c, d}}
    """
    sizes = dims.args if is_list(dims) else (dims,)
    if not isinstance(list, Expr) or not all(type(n) is int and n >= 0 for n in sizes):
        return None
    size = math.prod(sizes)
    if size > MAX_ELEMENTS:
        say("nomem", size)
        return None
    if type(list) is Packed and list.array.size >= size:
        return from_numbers(list.array.ravel()[:size].reshape(sizes))
    flat = _all_elements(list, len(dimensions_of(list)) or 1)[:size]
    flat += [padding] * (size - len(flat))
    return nested(flat, sizes)


def nested(flat: list[Any], sizes: tuple[int, ...]) -> Any:
    """A flat list of elements as a nested list of these dimensions."""
    packed = pack(flat)
    if type(packed) is Packed:
        return from_numbers(packed.array.reshape(sizes))
    level: list[Any] = flat
    for k in reversed(sizes[1:]):
        count = len(level) // k if k else math.prod(sizes[:-1])
        level = [Expr(LIST, tuple(level[i * k : (i + 1) * k])) for i in range(count)]
    return Expr(LIST, tuple(level))
