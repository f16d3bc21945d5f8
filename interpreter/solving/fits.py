"""Fit: the combination of functions that is nearest to data in the sum of squares."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import symbols as S
from ..expr import expr, is_list
from ..packed import to_array
from .formula import Formula, SolvingError


def fit(data: Any, functions: Any, variables: Any, session: Any) -> Any:
    """The sum of coefficients times functions."""
    names = list(variables.args) if is_list(variables) else [variables]
    if not is_list(functions) or not len(functions):
        raise SolvingError("fitd", functions)
    points, heights = table(data, len(names), session)
    columns = [points[:, i] for i in range(len(names))]
    design = np.stack([Formula(f, names, session).array(columns) for f in functions.args], axis=1)
    if not np.isfinite(design).all():
        raise SolvingError("fitc", functions)
    found = np.linalg.lstsq(design, heights, rcond=None)[0]
    return expr(S.Plus, *(expr(S.Times, float(c), f) for c, f in zip(found.tolist(), functions.args, strict=True)))


def table(data: Any, count: int, session: Any) -> tuple[np.ndarray, np.ndarray]:
    """(points, heights) of {{x1, ..., y}, ...} or {y1, y2, ...}, whose x are 1, 2, ...; raises SolvingError."""
    array = to_array(data) if is_list(data) else None
    if array is None and is_list(data):
        array = to_array(session.evaluate_expr(expr(S.N, data)))
    if array is not None and array.ndim == 1 and count == 1:
        array = np.stack([np.arange(1.0, len(array) + 1), array], axis=1)
    if array is None or array.ndim != 2 or array.shape[1] != count + 1:
        raise SolvingError("fitd", data)
    return array[:, :-1].astype(float), array[:, -1].astype(float)
