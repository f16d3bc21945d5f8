"""Levels of an expression: what {1}, 2, Infinity, -1 and {m, n} mean, and the walk over the parts there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from . import symbols as S
from .associations import Association
from .expr import Expr, Value, expr, has_head, is_list


class LevelSpec(NamedTuple):
    """Levels lo to hi; a negative number counts depth from the leaves, None is no limit."""

    lo: int
    hi: int | None

    def goes_below(self, level: int) -> bool:
        """True if parts below this level can be included."""
        return self.hi is None or self.hi < 0 or level < self.hi

    def includes(self, level: int, depth: Callable[[], int]) -> bool:
        """True for a part at this level whose depth (asked for only when needed) is depth()."""
        lo_ok = level >= self.lo if self.lo >= 0 else depth() <= -self.lo
        if not lo_ok:
            return False
        if self.hi is None:
            return True
        return level <= self.hi if self.hi >= 0 else depth() >= -self.hi


def _bound(x: Any) -> int | None:
    if type(x) is int:
        return x
    if x is S.Infinity or x is S.All or has_head(x, S.DirectedInfinity):
        return None
    raise ValueError


def level_spec(x: Any) -> LevelSpec | None:
    """n means 1 to n, {n} exactly n, {m, n} from m to n, Infinity or All without limit; None if it is none of them."""
    try:
        if is_list(x):
            if len(x) == 1:
                n = _bound(x.args[0])
                return None if n is None else LevelSpec(n, n)
            if len(x) == 2:
                lo = _bound(x.args[0])
                return None if lo is None else LevelSpec(lo, _bound(x.args[1]))
            return None
        if x is S.All:
            return LevelSpec(0, None)
        return LevelSpec(1, _bound(x))
    except ValueError:
        return None


def depth_of(e: Any) -> int:
    """Depth[e]: 1 for atoms (numbers among them), else one more than the deepest argument."""
    deepest = 0
    stack = [(e, 1)]
    while stack:
        e, d = stack.pop()
        deepest = max(deepest, d)
        if isinstance(e, Expr) and not isinstance(e, Value):
            deepest = max(deepest, d + 1)  # f[] has depth 2
            if type(e) is Association:
                stack.extend((v, d + 1) for v in e.values())
            else:
                array = getattr(e, "array", None)
                if array is not None:
                    deepest = max(deepest, d + array.ndim)
                else:
                    stack.extend((a, d + 1) for a in e.args)
    return deepest


def walk_levels(e: Any, spec: LevelSpec, heads: bool = False) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """(part, position) for the parts at the levels of spec, each after its own parts; heads have position 0."""
    yield from _walk(e, spec, heads, 0, ())


def _walk(
    e: Any, spec: LevelSpec, heads: bool, level: int, where: tuple[Any, ...]
) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    if isinstance(e, Expr) and not isinstance(e, Value) and spec.goes_below(level):
        if heads:
            yield from _walk(e.head, spec, heads, level + 1, (*where, 0))
        if type(e) is Association:
            for k, v in e.items():
                yield from _walk(v, spec, heads, level + 1, (*where, expr(S.Key, k)))
        else:
            for i, a in enumerate(e.args):
                yield from _walk(a, spec, heads, level + 1, (*where, i + 1))
    if spec.includes(level, lambda: depth_of(e)):
        yield e, where
