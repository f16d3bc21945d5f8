"""Shared arrays: NetArray["name"] as the value of an array, and NetInsertSharedArrays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ...runtime.declare import SHARED, Layer
from ...runtime.graph import Graph
from .. import symbols as S
from ..associations import Association, from_rules
from ..expr import FAILED, has_head, is_rule
from ..options import option_name
from .complaints import NetError, reported
from .objects import Net, Path
from .specs import SpecError, plain


class NotShared(Exception):
    """An expression that is no specification of an array."""


@dataclass(frozen=True)
class Facts:
    """What NetArray[...] says: a name, a value (Automatic: none yet), sizes."""

    name: str | None = None
    value: Any = S.Automatic
    dims: Any = None


def read_net_array(e: Any) -> Facts:
    """What NetArray[], NetArray["name"], NetArray[<|"Name" -> ..., "Array" -> ..., "Dimensions" -> ...|>] say.

    NetSharedArray["name"] is the older spelling. Raises `NotShared`.
    """
    parts = list(e.args)
    name = parts.pop(0) if parts and type(parts[0]) is str else None
    table = from_rules(parts) if all(is_rule(p) or type(p) is Association for p in parts) else None
    if table is None or (name is None and e.head is S.NetSharedArray):
        raise NotShared(e)
    facts = {option_name(k): v for k, v in table.items()}
    name = facts.pop("Name", S.Automatic) if name is None else name
    value, dims = facts.pop("Array", S.Automatic), facts.pop("Dimensions", S.Automatic)
    if facts or not (type(name) is str or name is S.Automatic):
        raise NotShared(e)
    try:
        sizes = None if dims is S.Automatic else plain(dims)
    except SpecError:
        raise NotShared(e) from None
    if sizes is not None and not isinstance(sizes, tuple):
        sizes = (sizes,)
    if sizes is not None and not all(d == "Automatic" or (type(d) is int and d > 0) for d in sizes):
        raise NotShared(e)
    return Facts(name if type(name) is str else None, value, sizes)


def shared_path(e: Any) -> Path | None:
    """The path of the array that NetArray["name"] or NetSharedArray["name"] names; None for other expressions."""
    if (has_head(e, S.NetArray, 1) or has_head(e, S.NetSharedArray, 1)) and type(e.args[0]) is str:
        return SHARED, e.args[0]
    return None


# ---- NetInsertSharedArrays -------------------------------------------------------------------------------------------


def insert_shared_arrays(net: Any, prefix: Any, say: Callable[..., None]) -> Any:
    """The net whose learnable arrays are all shared, under names made of their places; $Failed after a message."""
    if type(net) is not Net:
        say("invnet", net)
        return FAILED
    if type(prefix) is not str:
        say("badprefix", prefix)
        return FAILED
    return reported(say, lambda: _inserted(net, prefix))


def _inserted(net: Net, prefix: str) -> Net:
    moved: dict[Path, Path] = {}
    graph = _shared_graph(net.graph, (), prefix, moved)
    clash = next((place for place in moved.values() if place in net.inference.arrays), None)
    if clash is not None:
        raise NetError("sharedval", clash[-1])
    arrays = {moved.get(path, path): a for path, a in net.arrays.items()}
    return net.having(graph=graph, arrays=arrays)


def _shared_graph(graph: Graph, path: Path, prefix: str, moved: dict[Path, Path]) -> Graph:
    """The graph with all arrays shared; `moved` learns from which path to which each went."""
    nodes = []
    for name, node in graph.nodes:
        place = path + name
        node = (_shared_graph if isinstance(node, Graph) else _shared_layer)(node, place, prefix, moved)
        nodes.append((name, node))
    return replace(graph, nodes=tuple(nodes))


def _shared_layer(layer: Layer, path: Path, prefix: str, moved: dict[Path, Path]) -> Layer:
    names = {}
    for array in layer.arrays:
        if array.learnable and array.name not in dict(layer.shared):
            names[array.name] = prefix + "/".join(map(str, (*path, array.name)))
            moved[(*path, array.name)] = (SHARED, names[array.name])
    nets = tuple((name, _shared_graph(graph, (*path, name), prefix, moved)) for name, graph in layer.nets)
    return replace(layer.with_shared(names), nets=nets)
