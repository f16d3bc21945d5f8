"""Parts of nets: NetExtract and the paths that name layers, arrays and ports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..associations import association
from ..expr import is_list, make_list
from .coders import Coder
from .construct import NetError, reported
from .edges import EdgeError, vertex_name
from .objects import Net, Path, array_value, shape_spec


def inner_path(net: Net, parts: Any) -> tuple[Path, Net]:
    """(path, net) of a layer given by numbers and names from the outside in; raises EdgeError."""
    path: list[Any] = []
    for part in parts:
        if net.children is None:
            raise EdgeError("unkvert", part)
        name = vertex_name(part, net.children)
        path.append(name)
        net = net.child(name)
    return tuple(path), net


def extract(net: Any, spec: Any, session: Any, say: Callable[..., None]) -> Any:
    """NetExtract[net, spec]; $Failed after a message."""
    if type(net) is Net or isinstance(net, Coder):
        return reported(say, lambda: _extract(net, spec))
    say("invnet", net)
    return S.system("$Failed")


def _extract(net: Any, spec: Any) -> Any:
    if spec is S.All:
        return _all(net)
    if is_list(spec) and spec.args and all(is_list(s) for s in spec.args):
        return make_list(_extract(net, s) for s in spec.args)
    parts = spec.args if is_list(spec) else (spec,)
    found: Any = net
    for part in parts:
        found = _part(found, part, spec)
    return found


def _all(net: Any) -> Any:
    if isinstance(net, Coder):
        return association(net.parameters.items())
    if net.children is None:
        return association((path[-1], _array(net, path)) for path in net.inference.arrays)
    members = [(k, net.child(k)) for k in net.children]
    if any(type(k) is str for k in net.children):
        return association(members)
    return make_list(m for _, m in members)


def _part(net: Any, part: Any, spec: Any) -> Any:
    if part is S.All:
        return _all(net)
    if isinstance(net, Coder):
        value = net.parameters.get(part)
        if value is None or part not in net.parameters:
            raise NetError("nopart", part, net.head)
        return make_list(value) if isinstance(value, list | tuple) else value
    if type(net) is not Net:
        raise NetError("nopart", part, spec)
    if net.children is not None:
        try:
            return net.child(vertex_name(part, net.children))
        except EdgeError:
            pass
    if (part,) in net.inference.arrays:
        return _array(net, (part,))
    if part in net.coders:
        return net.coders[part]
    for side in (net.inputs, net.outputs):
        if part in side:
            return shape_spec(side[part])
    raise NetError("nopart", part, net.head)


def _array(net: Net, path: Path) -> Any:
    array = net.arrays.get(path)
    return S.Automatic if array is None else array_value(array)
