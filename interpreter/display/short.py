"""Short and Shallow: expressions with <<n>> in place of n elements that are left out."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..expr import Expr
from .layout import Page
from .outputform import OUTPUT, Instead, formatter, output_form

LINE = 72
_SKELETON = 8  # room for <<n>> and its comma
_DEEPEST = 100
_NESTED = 2  # Short within Short is tried out at every level; deeper ones are shown as calls
_WORD = 24  # nothing so short is cut


def skeleton(n: int) -> Expr:
    return Expr(S.Skeleton, (n,))


def size_within(e: Any, limit: int, level: int = 0) -> int | None:
    """The length of e's text, or None if it is longer than the limit."""
    if isinstance(e, Expr) and len(e) > limit:
        return None
    page = Page(OUTPUT)
    page.limit, page.level = limit, level
    size = sum(map(len, page.pieces(e)))
    return size if size <= limit else None


def shorten(e: Any, budget: int, level: int = 0) -> Any:
    """An expression whose text has about `budget` characters at most: the ends of long lists, the middle left out."""
    return _shorten(e, budget, 0, level)[0]


def _shorten(e: Any, budget: int, depth: int, level: int) -> tuple[Any, int]:
    size = size_within(e, budget, level)
    if size is not None:
        return e, size
    if not isinstance(e, Expr):  # a long string or number: its ends, as text
        text = e if type(e) is str else output_form(e)
        if len(text) <= _WORD:
            return e, len(text)
        return _short_string(text, max(budget, _WORD)), max(budget, _WORD)
    if depth > _DEEPEST or not len(e) or budget < _SKELETON:
        return skeleton(1), 5
    head, used = _shorten(e.head, budget // 2, depth + 1, level) if e.head is not S.List else (e.head, 0)
    args = e.args
    left = budget - used - 2 - (_SKELETON if len(args) > 1 else 0)
    size = used + 2 + (_SKELETON if len(args) > 1 else 0)
    front: list[Any] = []
    back: list[Any] = []
    i, j = 0, len(args) - 1
    while i <= j:
        at_front = len(front) <= len(back)
        child = args[i if at_front else j]
        share = left * 3 // 4 if i == 0 and j > 0 else left  # the first one is shown best
        small, cost = _shorten(child, max(share if isinstance(child, Expr) else left, 5), depth + 1, level)
        # both ends are shown even where they take a little more than their room
        if front and (back or cost > budget) and (cost + 2 > left or small is not child):
            break
        (front if at_front else back).append(small)
        i, j = i + at_front, j - (not at_front)
        left -= cost + 2
        size += cost + 2
    middle = [skeleton(j - i + 1)] if i <= j else []
    return Expr(head, (*front, *middle, *reversed(back))), size


def _short_string(text: str, budget: int) -> str:
    half = max((budget - _SKELETON) // 2, 2)
    return f"{text[:half]}<<{len(text) - 2 * half}>>{text[len(text) - half :]}" if len(text) > 2 * half else text


@formatter("Short")
def show_short(e: Any, page: Page) -> Any:
    """Short[e, n]: e in about n lines."""
    if not 1 <= len(e.args) <= 2 or page.level > _NESTED:
        return None
    lines = e.args[1] if len(e.args) == 2 else 1
    if lines is S.Infinity or type(lines) not in (int, float):
        return Instead(e.args[0])
    return Instead(shorten(e.args[0], max(int((page.width or LINE) * lines), 10), page.level + 1))


@formatter("Shallow")
def show_shallow(e: Any, page: Page) -> Any:
    """Shallow[e, {depth, length}]: the upper levels of e, of each the first elements."""
    if not 1 <= len(e.args) <= 2:
        return None
    depth, length = 4, 10
    if len(e.args) == 2:
        limits = e.args[1].args if isinstance(e.args[1], Expr) and e.args[1].head is S.List else (e.args[1],)
        depth = limits[0] if limits and type(limits[0]) is int else _DEEPEST
        length = limits[1] if len(limits) > 1 and type(limits[1]) is int else length
    return Instead(_shallow(e.args[0], min(depth, _DEEPEST), length))


def _shallow(e: Any, depth: int, length: int) -> Any:
    if not isinstance(e, Expr) or not len(e):
        return e
    if depth <= 1:
        return Expr(e.head, (skeleton(len(e)),))
    kept = [_shallow(x, depth - 1, length) for x in e.args[:length]]
    if len(e) > length:
        kept.append(skeleton(len(e) - length))
    return Expr(e.head, tuple(kept))
