"""Series of values at times: TimeSeries and EventSeries have one path, TemporalData may have several."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from . import symbols as S
from .expr import Expr, Symbol, Value, make_list
from .packed import pack


class Series(Value):
    """Paths of (time, value) pairs; times are numbers in order, seconds since 1900 where they are `dated`."""

    __slots__ = ("dated", "paths")

    def __init__(self, head: Symbol, paths: Any, dated: bool = False) -> None:
        super().__init__(head)
        self.paths: tuple[tuple[tuple[Any, ...], tuple[Any, ...]], ...] = tuple(paths)
        self.dated = dated

    @property
    def times(self) -> tuple[Any, ...]:
        return self.paths[0][0]

    @property
    def values(self) -> tuple[Any, ...]:
        return self.paths[0][1]

    def arguments(self) -> Iterator[Any]:
        paths = [pairs(self.written(t), v) for t, v in self.paths]
        yield paths[0] if self.head is not S.TemporalData else make_list(paths)

    def written(self, times: tuple[Any, ...]) -> list[Any]:
        """Times as one types them."""
        return [Expr(S.DateObject, (t,)) for t in times] if self.dated else list(times)

    def normal(self) -> Any:
        paths = [pairs(t, v) for t, v in self.paths]
        return paths[0] if len(paths) == 1 else make_list(paths)

    def length(self) -> int:
        return len(self.paths)

    def with_paths(self, change: Callable[[tuple[Any, ...], tuple[Any, ...]], tuple[Any, Any]]) -> Series:
        """Another such series, each path (times, values) changed."""
        changed = (change(t, v) for t, v in self.paths)
        return Series(self.head, [(tuple(t), tuple(v)) for t, v in changed], self.dated)

    def mapped(self, f: Callable[[tuple[Any, ...]], Any]) -> Any:
        """A function of the values: one result, or a list of those of all paths."""
        found = [f(v) for _, v in self.paths]
        return found[0] if len(found) == 1 else make_list(found)


def pairs(times: Any, values: Any) -> Expr:
    return pack([make_list(p) for p in zip(times, values, strict=True)])


def ordered(times: list[Any], values: list[Any]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """A path in the order of its times."""
    order = sorted(range(len(times)), key=lambda i: float(times[i]))
    return tuple([times[i] for i in order]), tuple([values[i] for i in order])
