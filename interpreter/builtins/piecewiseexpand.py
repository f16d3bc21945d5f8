"""PiecewiseExpand; carried out in interpreter/algebra."""

from __future__ import annotations

from typing import Any

from ..declare import builtin
from ..expr import TRUE
from .assuming import assumed
from .polynomials import threaded


@builtin("PiecewiseExpand[expr_, OptionsPattern[]]", "PiecewiseExpand[expr_, assumptions_, OptionsPattern[]]",
         options={"Assumptions": "$Assumptions"})  # fmt: skip
def piecewise_expand(expr: Any, assumptions: Any = TRUE, *, options: dict[str, Any], session: Any) -> Any:
    """PiecewiseExpand[expr] writes what is given by cases, such as Max and UnitStep, as one Piecewise.

    PiecewiseExpand[expr, assumptions] leaves the cases out that cannot occur; Abs and Sign are opened for real numbers.

    >>> {PiecewiseExpand[Max[x, 1 - x]], PiecewiseExpand[Abs[x], Element[x, Reals]]}
    {Piecewise[{{1 - x, x <= 1/2}}, x], Piecewise[{{-x, x < 0}}, x]}
    """
    from ..algebra.knowledge import Knowledge
    from ..algebra.pieces import Pieces

    known = Knowledge(session, assumed(session, options["Assumptions"], assumptions))
    return threaded(expr, Pieces(session, known).written)
