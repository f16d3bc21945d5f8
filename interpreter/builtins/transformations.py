"""What a TransformationFunction and a LinearSolveFunction do with their argument; their rules are in the prelude."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import applied, name
from ..expr import Expr, expr, is_list, make_list
from .linear import matrix_rows

name("LinearSolveFunction", "LinearSolveFunction[{m, n}, a] stands for the solution of a . x == b, as LinearSolve[a] "
     "gives it.")  # fmt: skip

name("Symmetric", "Symmetric[All] is the symmetry of an array that does not depend on the order of its indices.")
name("Antisymmetric", "Antisymmetric[All] is that of an array whose sign changes when two indices change places.")


@applied("TransformationFunction")
def transformed(head: Expr, args: tuple[Any, ...]) -> Any:
    """The image of a point, or of each point of a list."""
    rows = matrix_rows(head.args[0]) if len(head) == 1 else None
    point = args[0] if len(args) == 1 else None
    if rows is None or not is_list(point):
        return None
    if len(point) and all(map(is_list, point.args)):
        return make_list(Expr(head, (p,)) for p in point.args)
    if len(point) != len(rows[0]) - 1:
        return None
    *image, weight = [expr(S.Plus, *[expr(S.Times, a, x) for a, x in zip(r, (*point.args, 1), strict=True)])
                      for r in rows]  # fmt: skip
    plain = all(type(a) is int and a == int(i == len(point)) for i, a in enumerate(rows[-1]))
    return make_list(image if plain else [expr(S.Times, e, expr(S.Power, weight, -1)) for e in image])


@applied("LinearSolveFunction")
def solved(head: Expr, args: tuple[Any, ...]) -> Any:
    """The solution for a right side."""
    return expr(S.LinearSolve, head.args[1], args[0]) if len(head) == 2 and len(args) == 1 else None
