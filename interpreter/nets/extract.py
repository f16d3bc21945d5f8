"""Parts of nets: NetExtract and the paths that name layers, arrays and ports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..associations import Association, association
from ..expr import FAILED, is_list, make_list
from .coders import Coder
from .complaints import NetError, reported
from .edges import EdgeError, vertex_name
from .objects import Net, Path, array_value, shape_spec
from .sharing import shared_path


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


def extract(net: Any, spec: Any, session: Any, say: Callable[..., None]) -> Any:
    """NetExtract[net, spec]; $Failed after a message."""
    if type(net) is Net or isinstance(net, Coder):
        return reported(say, lambda: _extract(net, spec))
    say("invnet", net)
    return FAILED


def _extract(net: Any, spec: Any) -> Any:
    if is_list(spec) and spec.args and all(is_list(s) for s in spec.args):
        return make_list(_extract(net, s) for s in spec.args)
    parts = spec.args if is_list(spec) else (spec,)
    return _walk(net, parts, spec)


def _walk(found: Any, parts: tuple[Any, ...], spec: Any) -> Any:
    for i, part in enumerate(parts):
        if part is S.All:
            everything = _all(found)
            return _of_each(everything, found, parts[i + 1 :], spec) if parts[i + 1 :] else everything
        found = _part(found, part, spec)
    return found


def _of_each(members: Any, net: Any, parts: tuple[Any, ...], spec: Any) -> Any:
    """{All, part, ...}: the part of every member that has it, by the member's name."""
    pairs = members.items() if type(members) is Association else enumerate(members.args, 1)
    found = []
    for name, member in pairs:
        try:
            found.append((name, _walk(member, parts, spec)))
        except NetError:
            continue
    if not found:
        raise NetError("nopart", spec, net.head)
    return association(found)


def _all(net: Any) -> Any:
    if isinstance(net, Coder):
        return association(net.parts().items())
    if type(net) is not Net:
        raise NetError("nopart", S.All, net)
    members = [(k, net.child(k)) for k in net.members]
    if net.layer is not None:
        return association([*members, *((a.name, _array(net, net.layer.place((), a.name))) for a in net.layer.arrays)])
    if any(type(k) is str for k in net.members):
        return association(members)
    return make_list(m for _, m in members)


def _part(net: Any, part: Any, spec: Any) -> Any:
    if isinstance(net, Coder):
        value = net.parts().get(part) if type(part) is str else None
        if value is None:
            raise NetError("nopart", part, net.head)
        return value
    if type(net) is not Net:
        raise NetError("nopart", part, spec)
    place = shared_path(part)
    if place is not None and place in net.inference.arrays:
        return _array(net, place)
    try:
        return net.child(_member_name(net, part))
    except EdgeError:
        pass
    if type(part) is str:
        if net.layer is not None and part in {a.name for a in net.layer.arrays}:
            return _array(net, net.layer.place((), part))
        if part in net.coders:
            return net.coders[part]
        for side in (net.inputs, net.outputs):
            if part in side:
                return shape_spec(side[part])
    raise NetError("nopart", part, net.head)


def _array(net: Net, path: Path) -> Any:
    array = net.arrays.get(path)
    return S.Automatic if array is None else array_value(array)
