"""Elements from the ends and the middle: First, Last, Most, Rest, Take, Drop, TakeWhile, Pick and their kin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..declare import builtin
from ..expr import TRUE, Expr, Value, expr, has_head, is_list
from ..packed import Packed
from .content import chosen, elements, tester
from .parts import element, part_of_value
from .positions import PositionProblem, sequence_range


def _end_of(name: str, tag: str, index: int, what: str) -> None:
    def end(expr: Any, default: Any = None, *, say: Any) -> Any:
        if not isinstance(expr, Expr):
            if default is not None:
                return default
            say("normal", 1, Expr(getattr(S, name), (expr,)))
            return None
        if isinstance(expr, Value):
            if expr.length():
                return part_of_value(expr, (index,))
        elif len(expr):
            return element(expr, index)
        if default is None:
            say(tag, expr)
        return default

    end.__doc__ = f"""{name}[expr] gives the {what} element of expr.

    {name}[expr, default] gives default if there is none.

    >>> {name}[{{a, b, c}}]
    {"a" if index == 1 else "c"}
    >>> {name}[{{}}, none]
    none
    """
    builtin(
        f"{name}[expr_, default_:None]",
        attributes="HoldRest Protected",
        **{tag: f"`1` has zero length and no {what} element."},
    )(end)


_end_of("First", "nofirst", 1, "first")
_end_of("Last", "nolast", -1, "last")


def _but_end(name: str, tag: str, keep: Callable[[int], range], what: str, shown: str) -> None:
    def rest(expr: Any, *, say: Any) -> Any:
        if not isinstance(expr, Expr):
            say("normal", 1, Expr(getattr(S, name), (expr,)))
            return None
        n = expr.length() if isinstance(expr, Value) else len(expr)
        if not n:
            say(tag, expr)
            return None
        kept = keep(n)
        if isinstance(expr, Value):
            return part_of_value(expr, (Expr(S.Span, (kept.start + 1, kept.stop)),))
        return chosen(expr, kept)

    rest.__doc__ = f"""{name}[expr] gives expr without its {what} element.

    >>> {name}[{{a, b, c}}]
    {shown}
    """
    message = f"Cannot take {name} of expression `1` with length zero."
    builtin(f"{name}[expr_]", **{tag: message})(rest)


_but_end("Most", "nomost", lambda n: range(n - 1), "last", "{a, b}")
_but_end("Rest", "norest", lambda n: range(1, n), "first", "{b, c}")


def _by_sequence(e: Any, specs: tuple[Any, ...], name: str, drop: bool, say: Any) -> Any:
    """Take and Drop: one specification per level."""
    tag = name.lower()
    if not isinstance(e, Expr):
        say("normal", 1, Expr(getattr(S, name), (e, *specs)))
        return None
    if not specs:
        return e
    try:
        taken = sequence_range(specs[0], len(e))
    except PositionProblem as p:
        if p.tag == "take":
            say(tag, p.details[0], p.details[1], e)
        else:
            say("seqs", specs[0])
        return None
    if taken is None:
        say("seqs", specs[0])
        return None
    if drop:
        if taken.step in (1, -1) and (not taken or taken[0] == 0 or taken[-1] == len(e) - 1):
            rest = _outside(taken, len(e))
        else:
            gone = set(taken)
            rest = [i for i in range(len(e)) if i not in gone]
        result = chosen(e, rest)
    else:
        result = chosen(e, taken)
    if len(specs) == 1:
        return result
    rows = []
    for row in elements(result):
        new = _by_sequence(row, specs[1:], name, drop, say)
        if new is None:
            return None
        rows.append(new)
    if type(result) is Association:
        from .content import with_elements

        return with_elements(result, rows)
    return Expr(result.head, tuple(rows))


def _outside(taken: range, n: int) -> range:
    """What is left of 0..n-1 without a run that touches one of its ends."""
    if not taken:
        return range(n)
    low, high = min(taken[0], taken[-1]), max(taken[0], taken[-1])
    return range(high + 1, n) if low == 0 else range(low)


_SEQS = "Sequence specification (+n, -n, {+n}, {-n}, {m, n}, or {m, n, s}) expected instead of `1`."


@builtin("Take[list_, specs__]", seqs=_SEQS, take="Cannot take positions `1` through `2` in `3`.")
def take(list: Any, specs: tuple[Any, ...], *, say: Any) -> Any:
    """Take[list, n] gives the first n elements of list, Take[list, -n] the last n.

    {m, n} stands for elements m to n, {m, n, s} for every s-th of them, {n} for element n alone, UpTo[n] for n or as
    many as there are.  Further specifications go to the levels below.

    >>> Take[{a, b, c, d}, 2]
    {a, b}
    >>> Take[{a, b, c, d}, {2, -1}]
    {b, c, d}
    """
    return _by_sequence(list, specs, "Take", False, say)


@builtin("Drop[list_, specs__]", seqs=_SEQS, drop="Cannot drop positions `1` through `2` in `3`.")
def drop(list: Any, specs: tuple[Any, ...], *, say: Any) -> Any:
    """Drop[list, n] gives list without its first n elements, Drop[list, -n] without its last n.

    It takes the same specifications as Take.

    >>> Drop[{a, b, c, d}, 2]
    {c, d}
    >>> Drop[{a, b, c, d}, {2}]
    {a, c, d}
    """
    return _by_sequence(list, specs, "Drop", True, say)


@builtin("TakeDrop[list_, spec_]", seqs=_SEQS, take="Cannot take positions `1` through `2` in `3`.")
def take_drop(list: Any, spec: Any, *, say: Any) -> Any:
    """TakeDrop[list, spec] gives {Take[list, spec], Drop[list, spec]}.

    >>> TakeDrop[{a, b, c, d}, 1]
    {{a}, {b, c, d}}
    """
    first = _by_sequence(list, (spec,), "Take", False, say)
    return None if first is None else expr(S.List, first, _by_sequence(list, (spec,), "Drop", True, say))


@builtin("TakeList[list_, lengths_List]", seqs=_SEQS, take="Cannot take positions `1` through `2` in `3`.")
def take_list(list: Any, lengths: Any, *, say: Any) -> Any:
    """TakeList[list, {n1, n2, ...}] cuts list into pieces of these lengths; a negative length takes from the end.

    >>> TakeList[{a, b, c, d, e}, {2, 1, All}]
    {{a, b}, {c}, {d, e}}
    """
    pieces = []
    for spec in lengths.args:
        piece = _by_sequence(list, (spec,), "Take", False, say)
        if piece is None:
            return None
        pieces.append(piece)
        list = _by_sequence(list, (spec,), "Drop", True, say)
    return Expr(S.List, tuple(pieces))


def _run_length(values: Any, test: Callable[[Any], bool]) -> int:
    n = 0
    for x in values:
        if not test(x):
            break
        n += 1
    return n


@builtin("TakeWhile[list_, crit_]")
def take_while(list: Any, crit: Any, *, session: Any, say: Any) -> Any:
    """TakeWhile[list, crit] gives the elements from the beginning for as long as crit[element] is True.

    >>> TakeWhile[{2, 4, 5, 6}, EvenQ]
    {2, 4}
    """
    if not isinstance(list, Expr):
        say("normal", 1, expr(S.TakeWhile, list, crit))
        return None
    return chosen(list, range(_run_length(elements(list), tester(session, crit))))


@builtin("LengthWhile[list_, crit_]")
def length_while(list: Any, crit: Any, *, session: Any, say: Any) -> Any:
    """LengthWhile[list, crit] gives the number of elements from the beginning for which crit[element] is True.

    >>> LengthWhile[{2, 4, 5, 6}, EvenQ]
    2
    """
    if not isinstance(list, Expr):
        say("normal", 1, expr(S.LengthWhile, list, crit))
        return None
    return _run_length(elements(list), tester(session, crit))


@builtin("Pick[list_, sel_, patt_:True]", incomp="Expressions `1` and `2` have incompatible shapes.")
def pick(list: Any, sel: Any, patt: Any = TRUE, *, session: Any, say: Any) -> Any:
    """Pick[list, sel] gives the elements of list whose counterpart in sel is True.

    Pick[list, sel, patt] asks whether the counterpart matches patt.

    >>> Pick[{a, b, c}, {True, False, True}]
    {a, c}
    >>> Pick[{a, b, c}, {1, 2, 3}, _?OddQ]
    {a, c}
    """
    matches = session.evaluator.matcher.match

    def shape_problem(x: Any, s: Any) -> None:
        raise PositionProblem("incomp", x, s)

    def walk(x: Any, s: Any) -> tuple[bool, Any]:
        if matches(patt, s) is not None:
            return True, x
        if not is_list(s):
            return False, x
        if not isinstance(x, Expr) or len(x) != len(s):
            shape_problem(x, s)
        return True, Expr(x.head, tuple([y for keep, y in map(walk, x.args, s.args) if keep]))

    try:
        if type(list) is Association and isinstance(sel, Expr):
            keep = [matches(patt, s) is not None for s in elements(sel)]
            if len(keep) != len(list):
                shape_problem(list, sel)
            return chosen(list, [i for i, k in enumerate(keep) if k])
        keep, result = walk(list, sel)
    except PositionProblem as p:
        say("incomp", *p.details)
        return None
    return result if keep else Expr(S.Sequence, ())


@builtin("Length[expr_]")
def length(expr: Any) -> int:
    """Length[expr] gives the number of elements of expr, 0 for an atom.

    >>> Length[{a, b, c}]
    3
    """
    if isinstance(expr, Value):
        return expr.length()
    return len(expr) if isinstance(expr, Expr) else 0


@builtin("ListQ[expr_]")
def list_q(expr: Any) -> Any:
    """ListQ[expr] gives True if the head of expr is List.

    >>> ListQ[{1}]
    True
    """
    return S.True_ if is_list(expr) else S.False_


def upto(e: Any) -> int | None:
    """n of UpTo[n]."""
    return e.args[0] if has_head(e, S.UpTo, 1) and type(e.args[0]) is int else None


def is_packed(e: Any) -> bool:
    return type(e) is Packed
