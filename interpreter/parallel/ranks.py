"""Processes that mpirun has started together: each evaluates a share, and all have all the values.

They run the same program, so every one of them knows the definitions and comes to the same call.
"""

from __future__ import annotations

from typing import Any

from ...runtime.communicate import communicator, started_together
from ..control import Unwind
from ..expr import FAILED, make_list
from ..wxf import decode, encode


def team_size() -> int:
    """How many processes were started together."""
    return communicator().size if started_together() else 1


def shared_out(session: Any, calls: list[Any]) -> list[Any]:
    """The values of the calls, each evaluated by one of the processes.  An abort ends it in all of them."""
    team = communicator()
    mine: dict[int, Any] = {}
    signal: Unwind | None = None
    for i in range(team.rank, len(calls), team.size):
        try:
            mine[i] = session.evaluate_expr(calls[i])
        except Unwind as s:
            signal = s
            break
    values: list[Any] = [FAILED] * len(calls)
    for data in team.gather(encode(make_list([make_list(pair) for pair in mine.items()]))):
        for pair in decode(data).args:
            values[pair.args[0]] = pair.args[1]
    if signal is not None:
        raise signal
    return values
