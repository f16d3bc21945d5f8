"""Part: elements, spans, keys and whole columns of expressions, associations and arrays."""

from __future__ import annotations

from typing import Any

from .. import listed
from .. import symbols as S
from ..associations import Association, association
from ..declare import builtin
from ..expr import Expr, Value, expr, has_head, head_of, is_list, make_list
from ..numericarray import NumericArray
from ..packed import Packed
from .content import chosen, from_numbers, with_elements
from .positions import PositionProblem, index_of, integers_of, span_range

PART_MESSAGES = {
    "partw": "Part `1` of `2` does not exist.",
    "partd": "Part specification `1` is longer than depth of object.",
    "pkspec1": "The expression `1` cannot be used as a part specification.",
    "take": "Cannot take positions `1` through `2` in `3`.",
    "span": "`1` is not a valid Span specification.",
}


def part(e: Any, specs: tuple[Any, ...]) -> Any:
    """e[[spec, ...]].  Raises PositionProblem."""
    depth = 0
    while depth < len(specs):
        spec = specs[depth]
        if isinstance(e, Value):
            return part_of_value(e, specs[depth:])
        if type(spec) is int:
            e = element(e, spec, specs)
            depth += 1
            continue
        if type(e) is Packed:
            found = _part_of_array(e.array, specs[depth:])
            if found is not None:
                return from_numbers(found)
        if type(spec) is str or has_head(spec, S.Key, 1):
            e = _at_key(e, spec, specs)
            depth += 1
            continue
        taken = several(e, spec, specs)
        rest = specs[depth + 1 :]
        if not rest:
            return taken
        if type(taken) is Association:
            return with_elements(taken, [part(v, rest) for v in taken.values()])
        return Expr(taken.head, tuple([part(x, rest) for x in taken.args]))
    return e


def part_of_value(e: Value, specs: tuple[Any, ...]) -> Any:
    """A part of a net, a numeric array or the like."""
    if type(e) is NumericArray:
        array = _part_of_array(e.array, specs)
        found = None if array is None else NumericArray(array) if array.ndim else from_numbers(array)
    elif specs != (0,) and "Part" in listed.TYPES.get(type(e), ()):
        found = listed.TYPES[type(e)]["Part"](specs, e)
    else:
        found = e.head if specs == (0,) else e.part(specs)
    if found is None and type(e) in listed.TYPES and type(e) is not NumericArray:
        try:
            found = part(e.normal(), specs)
        except PositionProblem as p:
            raise PositionProblem(p.tag, *p.details[:-1], e) from None
        found = e.with_elements(found) if is_list(found) else found
    if found is None:
        raise PositionProblem("partw", specs[0] if len(specs) == 1 else make_list(specs), e)
    return found


def element(e: Any, i: int, specs: tuple[Any, ...] = ()) -> Any:
    """e[[i]] for an integer i; 0 is the head."""
    t = type(e)
    if t is Expr:
        args = e.args
        n = len(args)
        if 0 < i <= n:
            return args[i - 1]
        if -n <= i < 0:
            return args[i]
        if i == 0:
            return e.head
    elif t is Packed:
        array = e.array
        n = len(array)
        if array.ndim == 1:
            if 0 < i <= n:
                return array.item(i - 1)
            if -n <= i < 0:
                return array.item(n + i)
        else:
            k = index_of(i, n)
            if k is not None:
                return from_numbers(array[k])
        if i == 0:
            return e.head
    elif i == 0:
        return head_of(e)
    elif t is Association:
        k = index_of(i, len(e))
        if k is not None:
            return e.args[k].args[1]
    elif not isinstance(e, Expr):
        raise PositionProblem("partd", expr(S.Part, e, *(specs or (i,))))
    else:
        k = index_of(i, len(e))
        if k is not None:
            return e.args[k]
    raise PositionProblem("partw", i, e)


def _at_key(e: Any, spec: Any, specs: tuple[Any, ...]) -> Any:
    k = spec if type(spec) is str else spec.args[0]
    if type(e) is Association:
        found = e.get(k)
        return missing_key(k) if found is None else found
    if not isinstance(e, Expr):
        raise PositionProblem("partd", expr(S.Part, e, *specs))
    if e.head is S.Association or has_head(e, S.Missing):
        return missing_key(k)
    raise PositionProblem("pkspec1", spec)


def missing_key(k: Any) -> Expr:
    return expr(S.Missing, "KeyAbsent", k)


def several(e: Any, spec: Any, specs: tuple[Any, ...] = ()) -> Any:
    """e[[spec]] for All, a span or a list of positions: something with the head of e."""
    if not isinstance(e, Expr):
        raise PositionProblem("partd", expr(S.Part, e, *(specs or (spec,))))
    if spec is S.All:
        return e
    if type(spec) is Expr and spec.head is S.Span:
        return chosen(e, _span(spec, e))
    if isinstance(spec, Expr) and is_list(spec):
        numbers = integers_of(spec)
        if type(e) is Association:
            return _of_association(e, spec)
        if numbers is not None and 0 not in numbers:
            return chosen(e, _indices(numbers, e))
        return Expr(e.head, tuple([part(e, (x,)) for x in spec.args]))
    raise PositionProblem("pkspec1", spec)


def _span(spec: Expr, e: Expr) -> range:
    try:
        return span_range(spec, len(e))
    except PositionProblem as p:
        if p.tag == "take":
            raise PositionProblem("take", p.details[0], p.details[1], e) from None
        raise


def _indices(numbers: list[int], e: Expr) -> list[int]:
    n = len(e)
    out = []
    for i in numbers:
        k = index_of(i, n)
        if k is None:
            raise PositionProblem("partw", Expr(S.List, tuple(numbers)), e)
        out.append(k)
    return out


def _of_association(e: Association, spec: Expr) -> Association:
    pairs = []
    rules = e.args
    for x in spec.args:
        if type(x) is int:
            k = index_of(x, len(e))
            if k is None:
                raise PositionProblem("partw", x, e)
            pairs.append((rules[k].args[0], rules[k].args[1]))
        elif type(x) is str or has_head(x, S.Key, 1):
            k = x if type(x) is str else x.args[0]
            found = e.get(k)
            pairs.append((k, missing_key(k) if found is None else found))
        else:
            raise PositionProblem("pkspec1", x)
    return association(pairs)


def _part_of_array(array: Any, specs: tuple[Any, ...]) -> Any:
    """All the specifications at once as one look into the array; None if they do not fit it."""
    if len(specs) > array.ndim:
        return None
    axis = 0
    for spec in specs:
        n = array.shape[axis]
        before = (slice(None),) * axis
        if type(spec) is int:
            k = index_of(spec, n)
            if k is None:
                return None  # the general way says what is wrong
            array = array[(*before, k)]
            continue
        if spec is S.All:
            pass
        elif type(spec) is Expr and spec.head is S.Span:
            r = span_range(spec, n)
            array = array[(*before, slice(r.start, None if r.stop < 0 else r.stop, r.step))]
        else:
            numbers = integers_of(spec)
            if numbers is None or not all(1 <= i <= n or -n <= i <= -1 for i in numbers):
                return None
            array = array[(*before, [index_of(i, n) for i in numbers])]
        axis += 1
    return array


def say_problem(say: Any, problem: PositionProblem) -> None:
    say(problem.tag, *problem.details)


@builtin("Part[expr_, specs___]", attributes="Protected ReadProtected", **PART_MESSAGES)
def part_(expr: Any, specs: tuple[Any, ...], *, say: Any) -> Any:
    """expr[[i]] or Part[expr, i] gives the part of expr at position i.

    expr[[i, j, ...]] is expr[[i]][[j, ...]].  A negative i counts from the end, 0 is the head, i;;j;;k a span,
    All every part, a list of positions gives a list of parts; a string or Key[k] is a key of an association.

    >>> {a, b, c}[[2]]
    b
    >>> {{1, 2}, {3, 4}}[[All, 2]]
    {2, 4}
    >>> {a, b, c, d}[[;; ;; 2]]
    {a, c}
    """
    if len(specs) == 1 and type(specs[0]) is int and not isinstance(expr, Value):
        try:
            return element(expr, specs[0])
        except PositionProblem as p:
            say(p.tag, *p.details)
            return None
    try:
        return part(expr, specs)
    except PositionProblem as p:
        say(p.tag, *p.details)
        return None


@builtin("Indexed[expr_, index_]")
def indexed(expr: Any, index: Any) -> Any:
    """Indexed[expr, i] stands for component i of expr and becomes it where expr is a list that has one;
    Indexed[expr, {i, j, ...}] for component i, j, ... .

    >>> {Indexed[{a, b, c}, 2], Indexed[x, 2], Indexed[{{a, b}, {c, d}}, {2, 1}]}
    {b, Indexed[x, 2], c}
    """
    specs = index.args if is_list(index) else (index,)
    if not all(type(i) is int and i != 0 for i in specs) or not (is_list(expr) or isinstance(expr, Value)):
        return None
    try:
        return part(expr, specs)
    except PositionProblem:
        return None


@builtin(
    "Extract[expr_, pos_, h_:None]",
    operator="Extract[pos_][expr_]",
    **PART_MESSAGES,
    psl="Position specification `1` in `2` is not applicable.",
)
def extract(expr: Any, pos: Any, h: Any = None, *, say: Any) -> Any:
    """Extract[expr, pos] gives the part of expr at the position {i, j, ...}, or a list of parts for several positions.

    Extract[expr, pos, h] wraps each in h before it is evaluated.

    >>> Extract[{a, {b, c}}, {2, 1}]
    b
    >>> Extract[{a, b, c}, {{1}, {3}}]
    {a, c}
    """
    try:
        if not is_list(pos):
            return _wrapped(part(expr, (pos,)), h)
        if pos.args and all(is_list(x) for x in pos.args):
            return Expr(S.List, tuple([_wrapped(part(expr, tuple(x.args)), h) for x in pos.args]))
        if not pos.args:
            return pos
        return _wrapped(part(expr, tuple(pos.args)), h)
    except PositionProblem as p:
        say(p.tag, *p.details)
        return None


def _wrapped(e: Any, h: Any) -> Any:
    return e if h is None else Expr(h, (e,))
