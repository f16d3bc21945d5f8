"""Processes that mpirun has started together: each evaluates a share, and all have all the values.

They run the same program, so every one of them knows the definitions and comes to the same call.
"""

from __future__ import annotations

from typing import Any

from ...runtime.communicate import communicator, started_together
from ..control import Unwind
from ..expr import FAILED, make_list
from ..messages import IssuedMessage
from ..wxf import decode, encode


def team_size() -> int:
    """How many processes were started together."""
    return communicator().size if started_together() else 1


def own_rank() -> int:
    """The number of this process among them, from 0."""
    return communicator().rank if started_together() else 0


def shared_out(session: Any, calls: list[Any]) -> list[Any]:
    """The values of the calls, each evaluated by one of the processes.  An abort ends it in all of them.

    What one of them has to say all of them say, so that they go on in the same way.
    """
    team = communicator()
    mine: dict[int, Any] = {}
    signal: Unwind | None = None
    said: list[IssuedMessage] = []
    printed: list[str] = []

    def listen(m: IssuedMessage) -> bool:
        said.append(m)
        return True

    print_before, session.print = session.print, printed.append
    session.messages.collectors.append(listen)
    try:
        for i in range(team.rank, len(calls), team.size):
            mine[i] = session.evaluate_expr(calls[i])
    except Unwind as s:
        signal = s
    finally:
        session.messages.collectors.remove(listen)
        session.print = print_before
    told = make_list([make_list((m.symbol, m.tag, make_list(m.arguments))) for m in said])
    parts = make_list((make_list([make_list(pair) for pair in mine.items()]), told, make_list(printed)))
    values: list[Any] = [FAILED] * len(calls)
    for data in team.gather(encode(parts)):
        found, told, texts = decode(data).args
        for pair in found.args:
            values[pair.args[0]] = pair.args[1]
        for message in told.args:
            session.message(message.args[0], message.args[1], *message.args[2].args)
        for text in texts.args:
            session.print(text)
    if signal is not None:
        raise signal
    return values
