"""Changing the parts of an expression at given levels, and measures of its size."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..declare import builtin
from ..expr import RULE, Expr, Value
from ..levels import LevelSpec, depth_of
from ..numerics.numbers import Complex, Rational
from ..packed import Packed

Change = Callable[[Any, tuple[Any, ...]], Any]


def change_levels(e: Any, levels: LevelSpec, change: Change, heads: bool = False) -> Any:
    """e with change(part, position) in place of every part at the levels, the inner ones first.

    A position is a tuple of indices from 1, 0 for a head, Key[k] for values of associations.
    """

    def walk(x: Any, level: int, position: tuple[Any, ...]) -> Any:
        new = x
        if isinstance(x, Expr) and not isinstance(x, Value) and levels.goes_below(level):
            if type(x) is Association:
                table = {}
                for k, rule in x.table.items():
                    name = rule.args[0]
                    table[k] = Expr(RULE, (name, walk(rule.args[1], level + 1, (*position, Expr(S.Key, (name,))))))
                new = Association(table)
            else:
                head = walk(x.head, level + 1, (*position, 0)) if heads else x.head
                new = Expr(head, tuple([walk(a, level + 1, (*position, i)) for i, a in enumerate(x.args, 1)]))
        return change(new, position) if levels.includes(level, lambda: depth_of(x)) else new

    return walk(e, 0, ())


@builtin("Depth[expr_]")
def depth(expr: Any) -> int:
    """Depth[expr] gives one more than the greatest number of indices that a part of expr needs.

    >>> Depth[{a, {b}}]
    3
    """
    return depth_of(expr)


@builtin("LeafCount[expr_]")
def leaf_count(expr: Any) -> int:
    """LeafCount[expr] gives the number of indivisible parts of expr, heads included.

    >>> LeafCount[1 + f[x, y]]
    5
    """
    count, stack = 0, [expr]
    while stack:
        e = stack.pop()
        if type(e) is Packed:
            shape = e.array.shape
            nodes = 1
            for n in shape:  # a head for every list on the way
                count += nodes
                nodes *= n
            count += nodes
        elif isinstance(e, Expr):
            stack.append(e.head)
            stack.extend(e.args)
        else:
            count += 3 if type(e) in (Rational, Complex) else 1
    return count
