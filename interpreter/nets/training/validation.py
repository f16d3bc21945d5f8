"""ValidationSet: the examples that a training is judged by."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....runtime.training.files import Chosen
from ... import symbols as S
from ...datasets import TEST
from ...expr import has_head, is_list, is_rule
from ...numerics.numbers import REAL_TYPES
from ...options import option_name
from ..complaints import NetError
from ..initialize import generator_for
from ..objects import Net
from .examples import Columns, read_columns
from .watching import read_interval

_OPTION = "ValidationSet"


Interval = tuple[str, int]  # "Round" or "Batch", how many


def held_out(
    net: Net, columns: Columns, spec: Any, session: Any, seeding: Any
) -> tuple[Columns, Columns | None, Interval]:
    """(the examples to train on, those to be judged by, after how much); raises NetError."""
    every: Interval = ("Round", 1)
    if spec is S.None_ or spec is S.Automatic:
        return columns, None, every
    if is_list(spec) and len(spec) == 2 and is_rule(spec.args[1]) and option_name(spec.args[1].args[0]) == "Interval":
        unit, count = read_interval(_OPTION, spec.args[1].args[1])
        if unit == "Seconds":
            raise NetError("badopt", _OPTION, spec.args[1])
        every, spec = (unit, int(count)), spec.args[0]
    if has_head(spec, S.Scaled, 1):
        return *_split(columns, spec, session, seeding), every
    try:
        held = read_columns(net, spec, session, TEST)
    except NetError as problem:
        tag, *details = problem.args
        if tag not in ("invdata", "nodata"):
            raise
        raise NetError("invval", details[0] if details else "there are no examples") from None
    missing = next((name for name in columns if name not in held), None)
    if missing is not None:
        raise NetError("invval", f"there are no values for port {missing}")
    return columns, {name: held[name] for name in columns}, every


def _split(columns: Columns, spec: Any, session: Any, seeding: Any) -> tuple[Columns, Columns]:
    """A share of the examples, chosen at random, held back."""
    share, count = spec.args[0], len(next(iter(columns.values())))
    if type(share) not in REAL_TYPES or not 0 < float(share) < 1:
        raise NetError("badopt", _OPTION, spec)
    held = max(1, round(float(share) * count))
    if held >= count:
        raise NetError("badopt", _OPTION, spec)
    order = generator_for(seeding, session).permutation(count)
    chosen, rest = np.sort(order[:held]).tolist(), np.sort(order[held:]).tolist()
    return rows_of(columns, rest), rows_of(columns, chosen)


def rows_of(columns: Columns, places: list[int]) -> Columns:
    """The examples at some places."""
    return {name: _some(column, places) for name, column in columns.items()}


def _some(column: Any, places: list[int]) -> Any:
    if isinstance(column, list):
        return [column[i] for i in places]
    return column[places] if isinstance(column, np.ndarray) else Chosen(column, places)
