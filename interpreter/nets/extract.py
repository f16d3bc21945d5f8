"""Parts of nets: NetExtract and the paths that name layers, arrays and ports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...runtime.declare import SHARED
from .. import symbols as S
from ..associations import Association, association
from ..builtins.positions import PositionProblem, span_range
from ..expr import FAILED, expr, has_head, is_list, is_rule, make_list
from ..options import option_name
from .coders import Coder
from .complaints import NetError, reported
from .containers import taken
from .edges import EdgeError, vertex_name
from .objects import Net, Path, answers
from .settings import parameters
from .sharing import shared_path
from .writing import array_value, shape_spec


def inner_path(net: Net, parts: Any) -> tuple[Path, Net]:
    """(path, net) of a layer or inner net given by numbers and names from the outside in; raises EdgeError."""
    path: list[Any] = []
    for part in parts:
        name = _member_name(net, part)
        path.append(name)
        net = net.child(name)
    return tuple(path), net


def _member_name(net: Net, part: Any) -> Any:
    if net.children is not None:
        return vertex_name(part, net.children)
    if type(part) is str and part in net.inner:
        return part
    raise EdgeError("unkvert", part)


def array_place(net: Net, spec: Any) -> Path:
    """The path of an array given by its name, {layer, ..., name} or NetArray[name]; raises EdgeError."""
    parts = spec.args if is_list(spec) else (spec,)
    place = shared_path(parts[0]) if len(parts) == 1 else None
    if place is None and parts:
        path, inner = inner_path(net, parts[:-1])
        if inner.layer is not None and parts[-1] in {a.name for a in inner.layer.arrays}:
            place = inner.layer.place(path, parts[-1])
    if place is None or place not in net.inference.arrays:
        raise EdgeError("nopart", spec, net.head)
    return place


def array_spec(path: Path) -> Any:
    """How an array is asked for: its path from outside in, or the name under which it is shared."""
    return expr(S.NetArray, path[1]) if path[:1] == (SHARED,) else make_list(path)


def extract(net: Any, spec: Any, session: Any, say: Callable[..., None]) -> Any:
    """NetExtract[net, spec]; $Failed after a message."""
    if type(net) is Net or isinstance(net, Coder):
        return reported(say, lambda: _extract(net, spec))
    say("invnet", net)
    return FAILED


@answers("normal")
def everything(net: Any) -> Any:
    """NetExtract[net, All] and Normal[net]: the layers of a container, the parts of a layer or coder by name."""
    if isinstance(net, Coder):
        return association(net.parts().items())
    if type(net) is not Net:
        return net
    if net.layer is None:
        return _members(net)
    return association((name, _part(net, name)) for name in _part_names(net))


@answers("part")
def part(net: Net, specs: tuple[Any, ...]) -> Any:
    """net[[spec, ...]], as NetExtract without lists; spans give a net of some layers. None for what is not there."""
    try:
        return _walk(net, specs)
    except (NetError, EdgeError):
        return None


def _extract(net: Any, spec: Any) -> Any:
    if not is_list(spec):
        return _walk(net, (spec,))
    if spec.args and all(is_list(s) or shared_path(s) for s in spec.args):  # several things at once
        return make_list(_extract(net, s) for s in spec.args)
    return _walk(net, spec.args)


def _walk(found: Any, steps: tuple[Any, ...]) -> Any:
    for i, step in enumerate(steps):
        rest = steps[i + 1 :]
        if type(found) is not Net and not isinstance(found, Coder):
            raise _absent(step, found)
        if step is S.All or has_head(step, S.Span) or is_list(step):
            several = everything(found) if step is S.All else _several(found, step)
            return _of_each(several, found, rest) if rest else several
        found = _part(found, step)
    return found


def _several(net: Any, spec: Any) -> Any:
    """The layers at a span, as a net, or at a list of places."""
    if is_list(spec):
        return make_list(_walk(net, (s,)) for s in spec.args)
    if type(net) is not Net or net.children is None:
        raise _absent(spec, net)
    names = list(net.children)
    try:
        chosen = [names[i] for i in span_range(spec, len(names))]
    except PositionProblem:
        raise _absent(spec, net) from None
    return taken(net, chosen)


def _of_each(several: Any, net: Any, steps: tuple[Any, ...]) -> Any:
    """{All, part, ...}: the part of every member that has it, by the member's name."""
    if type(several) is Net:
        several = _members(several)
    pairs = several.items() if type(several) is Association else enumerate(several.args, 1)
    found = []
    for name, member in pairs:
        try:
            found.append((name, _walk(member, steps)))
        except (NetError, EdgeError):
            continue
    if not found:
        raise _absent(steps[0] if len(steps) == 1 else make_list(steps), net)
    return association(found)


def _absent(step: Any, found: Any) -> NetError:
    """What to say of a part that is not there."""
    if isinstance(found, Coder):
        return NetError("nopart", step, _with_parts(found.head, found.parts()))
    if type(found) is not Net:
        return NetError("nopart", step, expr(S.Short, found))
    return NetError("nopart", step, _with_parts(found.head, _part_names(found)))


def _with_parts(head: Any, names: Any) -> Any:
    return expr(S.StringForm, "`1`, whose parts are `2`", head, make_list(names))


def _members(net: Net) -> Any:
    """The layers of a container: an association if they have names."""
    members = [(k, net.child(k)) for k in net.members]
    return association(members) if any(type(k) is str for k in net.members) else make_list(m for _, m in members)


def _part_names(net: Net) -> list[Any]:
    """What a net has under a name: inner nets, parameters, arrays, ports."""
    arrays = [a.name for a in net.layer.arrays] if net.layer is not None else []
    arrays += [option_name(r.args[0]) for r in net.given if is_rule(r) and r.args[1] is S.None_ and _is_array(net, r)]
    return list(dict.fromkeys([*net.members, *parameters(net), *arrays, *net.inputs, *net.outputs]))


def _is_array(net: Net, rule: Any) -> bool:
    return net.layer is not None and option_name(rule.args[0]) in {a.name for a in net.layer.kind.arrays}


def _part(net: Any, step: Any) -> Any:
    """One step into a net or coder; raises NetError."""
    if isinstance(net, Coder):
        value = net.parts().get(step) if type(step) is str else None
        if value is None:
            raise _absent(step, net)
        return value
    if has_head(step, S.NetArray, 1) and step.args[0] is S.All:
        shared = [path for path in net.inference.arrays if path[0] == SHARED]
        return association((path[1], _array(net, path)) for path in shared)
    place = shared_path(step)
    if place is not None and place in net.inference.arrays:
        return _array(net, place)
    if type(step) is int and step == 0:
        return net.head
    try:
        return net.child(_member_name(net, step))
    except EdgeError:
        pass
    found = _named(net, step) if type(step) is str else None
    if found is None:
        raise _absent(step, net)
    return found


def _named(net: Net, name: str) -> Any:
    """An array, parameter or port of a net: a port's coder, or its shape."""
    layer = net.layer
    if layer is not None and name in {a.name for a in layer.arrays}:
        return _array(net, layer.place((), name))
    if layer is not None and name in {a.name for a in layer.kind.arrays}:  # switched off
        return S.None_
    if layer is not None and (found := parameters(net).get(name)) is not None:
        return found
    if name in net.coders:
        return net.coders[name]
    types = net.inputs | net.outputs
    return shape_spec(types[name]) if name in types else None


def _array(net: Net, path: Path) -> Any:
    array = net.arrays.get(path)
    return S.Automatic if array is None else array_value(array)
