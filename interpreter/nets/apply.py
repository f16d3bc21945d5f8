"""Applying nets to data: outputs with their decoders, and what else a call may ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...runtime.errors import InputError
from ...runtime.plan import outputs_again
from .. import symbols as S
from ..associations import Association, association
from ..builtins.random import generator
from ..expr import Expr, is_list, is_rule, make_list
from ..packed import from_array, to_array
from .calls import Call, is_call_option, plans, read_settings
from .coders.properties import is_property, property_names, views
from .complaints import NetError, reported
from .data import Data, check_fed, read_data
from .objects import Net
from .requests import asks, requested


def apply_net(net: Any, args: tuple[Any, ...], session: Any, say: Callable[..., None]) -> Any:
    """net[data, property, options]; None for a head that is not a finished net."""
    if type(net) is not Net:
        return None
    if len(args) == 1 and (found := _again(net, args[0], session)) is not None:
        return found
    return reported(say, lambda: answer(read_call(net, args, session), session), net)


def _again(net: Net, given: Any, session: Any) -> Any:
    """net[numbers] for a net of one input and one output without coders, where it has run for as many numbers before.

    None where any of this is not so: the long way gives the same.
    """
    if net.plain_input is None or not isinstance(given, Expr) or (array := to_array(given)) is None:
        return None
    port, rank = net.plain_input
    single = array.ndim == rank
    try:
        found = outputs_again(net.graph, net.arrays, {port: array[None] if single else array}, plans(session))
    except InputError:
        return None
    if found is None:
        return None
    (result,) = found.values()
    return from_array(result[0] if single else result)


def read_call(net: Net, args: tuple[Any, ...], session: Any) -> Call:
    """What stands between the brackets of net[data, property, options]; raises NetError."""
    given = [a for a in args if is_call_option(a)]
    rest = [a for a in args if not is_call_option(a)]
    fed = bool(net.graph.input_names) or (net.layer is not None and net.layer.variadic)
    if not fed <= len(rest) <= 1 + fed:
        raise NetError("argt", net.head, len(rest), int(fed), 1 + fed)
    settings = read_settings(given, session)
    if settings.get("train"):
        seed = settings.get("seed")
        net = net.in_training(generator(session) if seed is None else np.random.default_rng(seed))
    data = read_data(net, rest[0], session) if fed else Data(net)
    check_fed(data.net)
    return Call(data, rest[fed] if len(rest) > fed else S.Automatic, settings)


def answer(call: Call, session: Any) -> Any:
    """The result of a call; raises NetError."""
    wanted = call.wanted
    if asks(wanted):
        return requested(call, session)
    named = _named(call.net, wanted)
    pairs = _everywhere(call.net, wanted) if named is None else named
    for name, prop in pairs:
        _check_property(call.net, name, prop)
    outputs = call.run(session, tuple(dict.fromkeys(name for name, _ in pairs))).outputs
    values = [call.decoded(name, outputs[name], session, prop) for name, prop in pairs]
    if is_list(wanted) and named is not None:
        return make_list(values)
    if type(wanted) is Association or len(values) > 1:
        return association(zip([name for name, _ in pairs], values, strict=True))
    return values[0]


def _named(net: Net, wanted: Any) -> list[tuple[str, Any]] | None:
    """(output, property) where outputs are named: "port", "port" -> property, or a list or association of such.

    None where none is. What is the name of an output and of a property of the only output's decoder is the latter.
    """
    names = net.graph.output_names
    if type(wanted) is Association:
        odd = next((k for k in wanted.keys() if k not in names), None)
        if odd is not None or not len(wanted):
            raise NetError("invprop", wanted if odd is None else odd, make_list(names))
        return list(wanted.items())
    found = []
    for w in wanted.args if is_list(wanted) else (wanted,):
        name, prop = w.args if is_rule(w) else (w, S.Automatic)
        if type(name) is not str or name not in names or (len(names) == 1 and _is_property(net, name, w)):
            return None
        found.append((name, prop))
    return found or None


def _everywhere(net: Net, prop: Any) -> list[tuple[str, Any]]:
    """A property of every output whose decoder knows it; the others are as usual."""
    names = net.graph.output_names
    if len(names) == 1 or prop in (S.Automatic, S.None_):
        return [(name, prop) for name in names]
    knowing = [name for name in names if _is_property(net, name, prop)]
    if not knowing:
        raise _no_property(net, prop)
    return [(name, prop if name in knowing else S.Automatic) for name in names]


def _is_property(net: Net, name: str, wanted: Any) -> bool:
    return name in net.coders and is_property(net.coders[name], wanted)


def _check_property(net: Net, name: str, prop: Any) -> None:
    """Refuses what an output's decoder does not know, before the net is run."""
    if name in net.coders:
        views(net.coders[name], prop)
    elif prop not in (S.Automatic, S.None_):
        raise _no_property(net, prop)


def _no_property(net: Net, prop: Any) -> NetError:
    names = net.graph.output_names
    known = dict.fromkeys(p for name in names if name in net.coders for p in property_names(net.coders[name]))
    return NetError("invprop", prop, make_list([*names, *(known or [S.None_])]))
