"""Training data that a function gives, batch by batch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ... import symbols as S
from ...associations import association
from ...expr import Symbol, expr, has_head, is_list, is_rule
from ...options import option_name
from ..complaints import NetError
from ..objects import Net
from .examples import Columns, read_columns

USUAL_BATCH = 64
USUAL_ROUND = 64  # batches

Give = Callable[[int, int], Columns]


def generator_in(data: Any) -> tuple[Any, int | None] | None:
    """(function, examples of a round or None) of f or {f, "RoundLength" -> n}; None for data of other forms."""
    length = None
    if is_list(data) and len(data) == 2 and is_rule(data.args[1]):
        name, value = option_name(data.args[1].args[0]), data.args[1].args[1]
        if name == "RoundLength":
            if value is not S.Automatic and (type(value) is not int or value < 1):
                raise NetError("badopt", "RoundLength", value)
            length = value if type(value) is int else None
            data = data.args[0]
    if has_head(data, S.Function) or isinstance(data, Symbol):
        return data, length
    return None


def giver(f: Any, net: Net, size: int, per_round: int, session: Any) -> Give:
    """What asks the function for a batch; raises NetError for data that cannot be used."""

    def give(round: int, batch: int) -> Columns:
        told = {
            "BatchSize": size,
            "Round": round + 1,
            "Batch": batch + 1,
            "AbsoluteBatch": round * per_round + batch + 1,
        }
        data = session.evaluator.evaluate(expr(f, association(told.items())))
        return read_columns(net, data, session)

    return give
