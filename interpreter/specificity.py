"""Which of two patterns is more specific: the order in which definitions are tried."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from . import symbols as S
from .expr import Expr, same
from .patterns import PATTERN_HEADS, is_literal

_LESS, _EQUAL, _GREATER, _UNRELATED = -1, 0, 1, None
_BLANK_RANK = {S.Blank: 0, S.BlankSequence: 1, S.BlankNullSequence: 2}


def is_more_specific(p: Any, q: Any) -> bool:
    """True if p is provably narrower than q; rules that are not comparable keep the order of definition.

    A name that stands twice, as in f[x_, x_], asks for more than the same pattern with different names.
    """
    shape, p_repeats, q_repeats = _compare(p, q), _repeats(p), _repeats(q)
    if p_repeats == q_repeats:
        return shape == _LESS
    return p_repeats and shape in (_LESS, _EQUAL)


def _repeats(p: Any) -> bool:
    """Whether a name stands for two parts of a pattern."""
    seen: set[Any] = set()
    stack = [p]
    while stack:
        p = stack.pop()
        if type(p) is Expr:
            if p.head is S.Pattern and len(p) == 2:
                if p.args[0] in seen:
                    return True
                seen.add(p.args[0])
            stack += [p.head, *p.args]
    return False


def _strip(p: Any) -> tuple[Any, int]:
    """The pattern without names and tests, and how many tests it had."""
    tests = 0
    while type(p) is Expr:
        if p.head is S.Pattern and len(p) == 2:
            p = p.args[1]
        elif p.head in (S.Condition, S.PatternTest) and len(p) == 2:
            tests += 1
            p = p.args[0]
        elif p.head in (S.HoldPattern, S.Longest, S.Shortest) and len(p) == 1:
            p = p.args[0]
        else:
            break
    return p, tests


def _compare(p: Any, q: Any) -> int | None:
    p, p_tests = _strip(p)
    q, q_tests = _strip(q)
    shape, more_tests = _compare_shape(p, q), _sign(q_tests, p_tests)
    if shape == _EQUAL:
        return more_tests
    if shape == -more_tests and more_tests and not is_literal(p if shape == _LESS else q):
        return _UNRELATED  # x_h against y_?test
    return shape


def _compare_shape(p: Any, q: Any) -> int | None:
    p_blank, q_blank = _blank(p), _blank(q)
    if p_blank and q_blank:
        return _combine([_sign(p_blank[0], q_blank[0]), _sign(not p_blank[1], not q_blank[1])])
    if p_blank or q_blank:
        return _GREATER if p_blank else _LESS
    p_pattern, q_pattern = _is_pattern(p), _is_pattern(q)
    if p_pattern or q_pattern:
        if p_pattern and q_pattern:
            return _EQUAL if same(p, q) else _UNRELATED
        return _GREATER if p_pattern else _LESS
    if type(p) is Expr and type(q) is Expr:
        if len(p) != len(q):
            return _different_length(p, q)
        return _combine([_compare(p.head, q.head), *[_compare(a, b) for a, b in zip(p.args, q.args, strict=True)]])
    if type(p) is Expr or type(q) is Expr:
        return _UNRELATED
    return _EQUAL if same(p, q) else _UNRELATED


def _different_length(p: Expr, q: Expr) -> int | None:
    """f[x_, y_] is narrower than f[x__]: fixed length against a sequence pattern, unless what stands before the
    sequence is narrower, as in f[0, x__]."""
    p_open, q_open = any(map(_is_sequence, p.args)), any(map(_is_sequence, q.args))
    if p_open == q_open:
        return _UNRELATED
    front = zip(*(takewhile(lambda a: not _is_sequence(a), e.args) for e in (p, q)), strict=False)
    return _combine([_GREATER if p_open else _LESS, *[_compare(a, b) for a, b in front]])


def _blank(p: Any) -> tuple[int, bool] | None:
    if type(p) is Expr and p.head in _BLANK_RANK:
        return _BLANK_RANK[p.head], bool(p.args)
    return None


def _is_pattern(p: Any) -> bool:
    return type(p) is Expr and p.head in PATTERN_HEADS


def _is_sequence(p: Any) -> bool:
    p, _ = _strip(p)
    return type(p) is Expr and p.head in (
        S.BlankSequence,
        S.BlankNullSequence,
        S.Repeated,
        S.RepeatedNull,
        S.OptionsPattern,
    )


def _sign(a: int, b: int) -> int:
    return (a > b) - (a < b)


def _combine(parts: list[int | None]) -> int | None:
    """All parts at most, at least, or neither."""
    if _UNRELATED in parts:
        return _UNRELATED
    signs = {s for s in parts if s}
    if not signs:
        return _EQUAL
    return signs.pop() if len(signs) == 1 else _UNRELATED
