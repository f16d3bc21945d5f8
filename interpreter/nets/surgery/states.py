"""NetStateObject: a net that keeps its recurrent states from one call to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ... import symbols as S
from ...associations import Association, association
from ...expr import FAILED, Value, is_list, is_rule, make_list
from ...packed import from_array, to_array
from ..apply import apply_net
from ..complaints import NetError, reported
from ..objects import Net
from .unfolding import State, exposed


class StateObject(Value):
    """A net with the states that its recurrent layers were left in, which every call changes."""

    __slots__ = ("net", "running", "states", "values")

    def __init__(self, net: Net) -> None:
        super().__init__(S.NetStateObject)
        self.net = net
        self.running, self.states = exposed(net)
        self.values: dict[State, Any] = {}
        for state in self.states:
            dims = self.running.inputs[state.into].dims
            if dims is None or not all(type(d) is int for d in dims):
                raise NetError("unspec", make_list(state.place))
            self.values[state] = np.zeros(dims, np.float32)

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
        return association((make_list(state.place), from_array(value)) for state, value in self.values.items())

    def set(self, given: Association) -> None:
        """Takes states by their places; raises NetError."""
        places = {state.place: state for state in self.states}
        for key, value in given.items():
            state = places.get(tuple(key.args) if is_list(key) else (key,))
            if state is None:
                raise NetError("nostate", key, make_list(make_list(place) for place in places))
            array = to_array(value)
            if array is None or array.shape != self.values[state].shape or array.dtype.kind not in "iuf":
                raise NetError("badstate", make_list(state.place), make_list(self.values[state].shape))
            self.values[state] = array.astype(np.float32)

    def run(self, args: tuple[Any, ...], session: Any, say: Callable[..., None]) -> Any:
        """The result of the net for data, starting from the states and leaving new ones; $Failed after a message."""
        data, *rest = args
        names = self.net.graph.output_names
        wanted = next((a for a in rest if not is_rule(a) or a.args[0] in names), S.Automatic)
        options = [a for a in rest if a is not wanted]
        asked = _asked(wanted, names)
        inputs = list(data.items()) if type(data) is Association else [(self.net.graph.input_names[0], data)]
        inputs += [(state.into, from_array(self.values[state])) for state in self.states]
        outs = [(state.out, S.None_) for state in self.states]
        found = apply_net(self.running, (association(inputs), association([*asked, *outs]), *options), session, say)
        if type(found) is not Association:
            return found
        for state in self.states:
            self.values[state] = np.asarray(to_array(found.get(state.out)), np.float32)
        results = [(name, found.get(name)) for name, _ in asked]
        return results[0][1] if len(results) == 1 else association(results)


def _asked(wanted: Any, names: tuple[str, ...]) -> list[tuple[str, Any]]:
    """(output, property) for what is wanted."""
    if is_rule(wanted):
        return [wanted.args]
    if type(wanted) is str and wanted in names and len(names) > 1:
        return [(wanted, S.Automatic)]
    return [(name, wanted) for name in names]


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
        if not made.states:
            raise NetError("nostates", net)
        if type(seed) is Association and not any(name in net.graph.input_names for name in seed.keys()):
            made.set(seed)
        elif seed is not None and made.run((seed,), session, say) is FAILED:
            return FAILED
        return made

    return reported(say, work)


def apply(obj: Any, args: tuple[Any, ...], session: Any, say: Callable[..., None]) -> Any:
    """object[data, ...]; None for a head that is no finished object."""
    if type(obj) is not StateObject or not args:
        return None
    return reported(say, lambda: obj.run(args, session, say))
