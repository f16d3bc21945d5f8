"""NetStateObject: a net that keeps its recurrent states from one call to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ....runtime.ports import Type
from ... import symbols as S
from ...associations import Association, association
from ...display import formatter, summary_text
from ...expr import FAILED, Value, make_list
from ...packed import from_array
from ..apply import answer, read_call
from ..complaints import NetError, reported
from ..data import Data, set_states
from ..information import Known, known, of_net
from ..objects import Net
from ..summaries import groups, net_report, opened
from .exposing import State, stateful


class StateObject(Value):
    """A net with the states that its recurrent layers were left in, which every call changes."""

    __slots__ = ("net", "states")

    def __init__(self, net: Net) -> None:
        super().__init__(S.NetStateObject)
        self.net = net
        running, states = stateful(net)
        self.states: dict[State, Any] = {
            state: np.zeros(running.inputs[state.into].dims or (), np.float32) for state in states
        }

    def __getattr__(self, name: str) -> Any:  # the arguments change with the states
        if name != "args":
            raise AttributeError(name)
        return tuple(self.arguments())

    def arguments(self) -> Iterator[Any]:
        yield self.net
        yield self.shown()

    def equals(self, other: Any) -> bool:
        return self is other

    def digest(self) -> int:
        return id(self)

    def part(self, specs: tuple[Any, ...]) -> Any:
        return self.shown() if specs == ("States",) else None

    def shown(self) -> Association:
        """The states by their places."""
        return association((make_list(state.place), from_array(value)) for state, value in self.states.items())

    def set(self, given: Association, session: Any) -> None:
        """Takes states by their places; raises NetError."""
        data = Data(self.net)
        data.expose()
        set_states(data, given.items(), session)
        self.states = {state: data.arrays[state.into][0] for state in self.states}

    def run(self, args: tuple[Any, ...], session: Any) -> Any:
        """The result of the net for data, starting from the states and leaving new ones; raises NetError."""
        call = read_call(self.net, args, session)
        if not call.data.single:
            raise NetError("onlyone", self.net.head)
        if not call.data.states:
            call.data.expose()
            call.data.arrays |= {state.into: value[None] for state, value in self.states.items()}
        result = answer(call, session)
        self.states = {state: array[0] for state, array in call.final.items()}
        return result


def make(net: Any, seed: Any, session: Any, say: Callable[..., None]) -> Any:
    """NetStateObject[net, seed]; a state object stands for its net, to start anew.  $Failed after a message."""
    net = net.net if type(net) is StateObject else net
    if type(net) is not Net:
        say("invnet", net)
        return FAILED

    def work() -> Any:
        if net.missing:
            raise NetError("uninit", make_list(make_list(path) for path in net.missing))
        made = StateObject(net)
        if type(seed) is Association and not any(name in net.graph.input_names for name in seed.keys()):
            made.set(seed, session)
        elif seed is not None:
            made.run((seed,), session)
        return made

    return reported(say, work, net)


def apply(obj: Any, args: tuple[Any, ...], session: Any, say: Callable[..., None]) -> Any:
    """object[data, ...]; None for a head that is no finished object."""
    if type(obj) is not StateObject or not args:
        return None
    return reported(say, lambda: obj.run(args, session), obj.net)


@formatter("NetStateObject")
def show(e: Any, page: Any) -> Any:
    """The net, and the sizes of its states."""
    if type(e) is not StateObject:
        return None
    return summary_text(e.head.name, [("Net", e.net.name), *_state_rows(e)], "", page)


@opened(StateObject)
def report(obj: StateObject) -> list[Any]:
    """The states, and the opened summary of the net."""
    return [("Net", obj.net.name), *groups(("States", _state_rows(obj))), *net_report(obj.net)]


def _state_rows(obj: StateObject) -> list[tuple[str, Any]]:
    return [("/".join(map(str, s.place)), str(Type(value.shape, "real"))) for s, value in obj.states.items()]


@known(StateObject)
def of_object(obj: StateObject) -> Known:
    """The properties of the net, and the states."""
    return {**of_net(obj.net), "States": obj.shown}
