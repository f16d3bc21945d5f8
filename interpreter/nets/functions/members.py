"""Nets applied inside functions, arrays that are learned, and gradients of nets."""

from __future__ import annotations

from typing import Any

from ....runtime.graph import single
from ... import symbols as S
from ...associations import Association, association
from ...expr import Expr, expr, has_head, is_list, make_list
from ..complaints import NetError
from ..construct import layer_net
from ..gradients import gradients_of
from ..objects import Net, is_net
from ..sharing import NotShared, insert_shared_arrays, read_net_array
from .values import Traced
from .walk import Again, Walker, readable, rule


@rule("Net")
def _net(walker: Walker, head: Any, *args: Any) -> Any:
    """net[data], net[data, property]: a member of the graph."""
    net = head if is_net(head) else walker.session.evaluate_expr(head)
    if not is_net(net):
        raise NetError("nocompile", readable(Expr(head, args)))
    data, wanted = args[0] if args else association(()), args[1] if len(args) > 1 else S.Automatic
    if len(args) > 2:
        raise NetError("nocompile", readable(Expr(net, args)))
    feeds, imposed = _feeds(walker, net, data)
    if _asks_gradients(wanted):
        return _gradients(walker, net, feeds, imposed, wanted)
    found = _placed(walker, net, feeds)
    if not isinstance(found, dict):
        return found
    if type(wanted) is str and wanted in found:
        return found[wanted]
    return association(found.items())


def _feeds(walker: Walker, net: Net, data: Any) -> tuple[dict[str, Traced], dict[str, Traced]]:
    """What goes into each port, and the gradients that are imposed on outputs."""
    imposed = {}
    if type(data) is Association:
        pairs = dict(data.items())
        for key in list(pairs):
            if has_head(key, S.NetPortGradient, 1):
                imposed[key.args[0]] = walker.array(pairs.pop(key))
        return {name: walker.array(v) for name, v in pairs.items()}, imposed
    names = net.graph.input_names
    if len(names) == 1:
        return {names[0]: walker.array(data)}, imposed
    values = walker.elements(data)
    if values is None:
        raise NetError("nocompile", readable(Expr(net, (data,))))
    names = names or tuple(f"Input{i + 1}" for i in range(len(values)))
    if len(names) != len(values):
        raise NetError("nocompile", readable(Expr(net, (data,))))
    return {name: walker.array(v) for name, v in zip(names, values, strict=True)}, imposed


def _placed(walker: Walker, net: Net, feeds: dict[str, Traced]) -> Any:
    """The net as a member."""
    return walker.sketch.add(shared(walker, net), *feeds.values(), ports=feeds)


def shared(walker: Walker, net: Net) -> Net:
    """A net that is used again has its arrays shared by name from the first time on: the walk begins anew."""
    if not net.inference.arrays:
        return net
    known: Net | None = walker.common.get(id(net))
    if known is not None:
        return known
    if ("net", id(net)) in walker.shared:
        common = insert_shared_arrays(net, f"Net{len(walker.common) + 1}/", lambda *problem: None)
        if not is_net(common):
            raise NetError("nocompile", net)
        walker.common[id(net)] = common
        raise Again
    walker.shared["net", id(net)] = net
    return net


# ---- arrays


@rule("NetArray", "NetSharedArray")
def _net_array(walker: Walker, *args: Any) -> Any:
    """A learnable array; those of one name are one array."""
    e = Expr(S.NetArray, args)
    try:
        facts = read_net_array(e)
    except NotShared:
        raise NetError("badarray", e) from None
    if facts.name is not None:
        first = walker.shared.setdefault(("array", facts.name), e)
        if len(args) == 1 and type(args[0]) is str:
            e = first
    options = [expr(S.Rule, "Array", e)]
    if facts.dims is not None and "Automatic" not in facts.dims:
        options.append(expr(S.Rule, "Output", make_list(facts.dims)))
    net = layer_net("NetArrayLayer", tuple(options), walker.session)
    key = ("member", id(walker.sketch), facts.name)
    if facts.name is not None and key in walker.shared:
        return walker.shared[key]
    found = walker.sketch.add(net)
    if facts.name is not None:
        walker.shared[key] = found
    return found


# ---- gradients


def _asks_gradients(wanted: Any) -> bool:
    if is_list(wanted) and wanted.args:
        return all(map(_asks_gradients, wanted.args))
    return has_head(wanted, S.NetPortGradient)


def _gradients(walker: Walker, net: Net, feeds: dict[str, Traced], imposed: dict[str, Traced], wanted: Any) -> Any:
    """net[x, NetPortGradient[p]] as a layer that can be differentiated itself."""
    asked = list(wanted.args) if is_list(wanted) else [wanted]
    if not net.graph.input_names:  # it learns how many from what it is fed
        net = net.having(graph=single(net.layer.with_count(len(feeds))))
    net = shared(walker, net)
    targets = [w.args[0] if len(w) == 1 else make_list(w.args) for w in asked]
    operator = gradients_of(net, targets, list(imposed))
    ports = [*feeds, *("Gradient" + name for name in imposed)]
    found = walker.sketch.add(operator, *feeds.values(), *imposed.values(), ports=ports)
    if not is_list(wanted):
        return found
    values = list(found.values()) if isinstance(found, dict) else [found]
    return association(zip(asked, values, strict=True))
