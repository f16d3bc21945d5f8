"""NetReplacePart: other arrays, parameters, ports, layers and coder parameters at the places that NetExtract knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ....runtime.declare import SHARED
from ....runtime.errors import ShapeError
from ....runtime.ports import Type
from ... import symbols as S
from ...associations import Association
from ...expr import FAILED, expr, has_head, is_list, is_rule, make_list
from ...options import option_name
from ...rules import collect_rules
from ..coders import Coder, make_decoder, make_encoder
from ..complaints import NetError, reported
from ..construct import construct, numbers
from ..containers import as_net
from ..edges import EdgeError, vertex_name
from ..extract import array_place
from ..objects import Net, Path
from ..sharing import shared_path
from .body import checked, members_of, with_members
from .ports import with_port


def replace_part(net: Any, spec: Any, session: Any, say: Callable[..., None]) -> Any:
    """NetReplacePart[net, spec]; $Failed after a message."""
    if type(net) is not Net and not isinstance(net, Coder):
        say("invnet", net)
        return FAILED
    rules = collect_rules(spec) if isinstance(spec, Association) or is_list(spec) or is_rule(spec) else None
    if rules is None:
        say("badrule", spec)
        return FAILED
    return reported(say, lambda: _all_replaced(net, [rule.args for rule in rules], session))


def _all_replaced(net: Any, pairs: list[tuple[Any, Any]], session: Any) -> Any:
    """The net after all replacements; only then its shapes have to fit, for one may need the other."""
    if isinstance(net, Coder):
        for part, value in pairs:
            net = _coder(net, part, value, session)
        return net
    quick = _arrays(net, pairs, session)
    if quick is not None:
        return quick
    for part, value in pairs:
        steps = part.args if is_list(part) else (part,)
        if not steps:
            raise NetError("nopart", part, net.head)
        net = _replaced(net, steps, value, session)
    return checked(net)


# ---- arrays: nothing but their values changes ------------------------------------------------------------------------


def _arrays(net: Net, pairs: list[tuple[Any, Any]], session: Any) -> Net | None:
    """The net with other values of arrays, if these are all that is replaced."""
    arrays, known, settled = dict(net.arrays), net.inference.arrays, True
    for part, value in pairs:
        place = None if has_head(value, S.NetArray) or value is S.None_ else _array_path(net, part)
        if place is None:
            return None
        if value is S.Automatic:
            settled &= arrays.pop(place, None) is None
            continue
        arrays[place] = numbers(place[-1], value, session)
        shape = arrays[place].shape
        if place in net.arrays and shape != net.arrays[place].shape:
            raise ShapeError(() if place[0] == SHARED else place[:-1], place[-1], known[place], Type(shape))
        settled &= place in net.arrays
    found = net.with_arrays(arrays)
    if settled:  # nothing else follows for shapes than did before
        found.__dict__["inference"] = net.inference
    return checked(found)


def _array_path(net: Net, part: Any) -> Path | None:
    """The path of the array that a part names; None if it names none."""
    try:
        return array_place(net, part)
    except EdgeError:
        return None


# ---- everything else -------------------------------------------------------------------------------------------------


def _replaced(net: Net, steps: tuple[Any, ...], value: Any, session: Any) -> Net:
    """The net with the part at a path replaced, its shapes unseen."""
    step = steps[0]
    if len(steps) == 1:
        place = shared_path(step)
        if place is not None:
            if place not in net.inference.arrays:
                raise NetError("nopart", step, net.head)
            return _with_array(net, place, value, session)
    name = _member(net, step)
    if name is not None:
        members = members_of(net)
        inner = members[name]
        new = (
            as_net(value, session, net.head is S.NetGraph)
            if len(steps) == 1
            else _replaced(inner, steps[1:], value, session)
        )
        return with_members(net, members | {name: new})
    if len(steps) == 1 and type(step) is str:
        if step in net.graph.input_names + net.graph.output_names:
            return with_port(net, step, value, session)
        if net.layer is not None:
            return _respecified(net, step, value, session)
    if len(steps) == 2 and type(step) is str and step in net.coders:
        return with_port(net, step, _coder(net.coders[step], steps[1], value, session), session)
    raise NetError("nopart", steps[0] if len(steps) == 1 else make_list(steps), net.head)


def _member(net: Net, step: Any) -> Any:
    """The name of a member; None if there is none."""
    if net.children is None:
        return step if type(step) is str and step in net.inner else None
    try:
        return vertex_name(step, net.children)
    except EdgeError:
        return None


def _with_array(net: Net, place: Path, value: Any, session: Any) -> Net:
    arrays = {path: a for path, a in net.arrays.items() if path != place}
    if value is not S.Automatic:
        arrays[place] = numbers(place[-1], value, session)
    return net.with_arrays(arrays)


def _respecified(net: Net, name: str, value: Any, session: Any) -> Net:
    """A layer with another value of a parameter or array: made again from its other arguments."""
    layer = net.layer
    assert layer is not None
    arrays = {array.name for array in layer.kind.arrays}
    if name in arrays and name not in {array.name for array in layer.arrays} and value is S.Automatic:
        return net
    if name in {a.name for a in layer.arrays} and value is not S.None_ and not has_head(value, S.NetArray):
        return _with_array(net, layer.place((), name), value, session)
    parameter = layer.kind.parameter(name)
    if parameter is None and name not in arrays:
        raise NetError("nopart", name, net.head)
    args = [a for a in net.args if not (is_rule(a) and option_name(a.args[0]) == name)]
    rules = [a for a in args if is_rule(a)]
    positional = [a for a in args if not is_rule(a)]
    if parameter is None or parameter.named:
        rules += [] if value is S.Automatic else [expr(S.Rule, name, value)]
    else:
        before = len(layer.nets) > 0  # the nets of an operator come first
        place = [p.name for p in layer.kind.parameters if not p.named].index(name)
        positional = _at(positional, place + before, value, name)
    return construct(net.name, (*positional, *rules), session)


def _at(given: list[Any], place: int, value: Any, part: Any) -> list[Any]:
    """Positional arguments with another one at a place, which may be the next."""
    if place > len(given):
        raise NetError("nopart", part, make_list(given))
    return [*given[:place], value, *given[place + 1 :]]


def _coder(coder: Coder, part: Any, value: Any, session: Any) -> Coder:
    """A coder with another value of a parameter: made again from its other arguments."""
    name = option_name(part.args[0] if is_list(part) and len(part) == 1 else part)
    title, *given = coder.args[0].args
    rules = [a for a in given if is_rule(a) and option_name(a.args[0]) != name]
    positional = [a for a in given if not is_rule(a)]
    places = list(coder.kind.arguments)
    if name in places[: len(positional)] or (name in places and name not in coder.kind.options):
        positional = _at(positional, places.index(name), value, part)
    elif name in coder.kind.options:
        rules.append(expr(S.Rule, name, value))
    else:
        raise NetError("nopart", part, coder.head)
    make = make_encoder if coder.head is S.NetEncoder else make_decoder
    return make(make_list([title, *positional, *rules]), session.evaluate_expr)
