"""TransformationFunction; the rest of the maps of the plane and of space is in prelude/transformations.wl."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import applied, builtin
from ..expr import Expr, is_list, make_list


@builtin("TransformationFunction[matrix_]")
def transformation_function(matrix: Any) -> Any:
    """TransformationFunction[matrix] is a function of points that a matrix in homogeneous coordinates says.

    >>> TransformationFunction[{{1, 0, 5}, {0, 1, 7}, {0, 0, 1}}][{1, 1}]
    {6, 8}
    """
    return None


@applied("TransformationFunction")
def transformed(head: Expr, args: tuple[Any, ...], *, evaluate: Any) -> Any:
    if len(args) != 1 or len(head) != 1 or not is_list(args[0]) or not is_list(head.args[0]):
        return None
    matrix, point = head.args[0], args[0]
    if len(point) and all(is_list(p) for p in point.args):
        return evaluate(make_list(tuple([Expr(head, (p,)) for p in point.args])))
    if len(point) + 1 != len(matrix) or not all(is_list(r) and len(r) == len(point) + 1 for r in matrix.args):
        return None
    *above, below = evaluate(Expr(S.Dot, (matrix, make_list((*point.args, 1))))).args
    return make_list(tuple(above)) if below == 1 else evaluate(Expr(S.Divide, (make_list(tuple(above)), below)))
