"""Making nets: layers from their arguments, chains, graphs, and what the runtime's complaints say to the user."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...runtime.declare import create
from ...runtime.errors import ArgumentError, CountError, GraphError, ShapeError, UnavailableError, UnspecifiedError
from ...runtime.graph import Graph, chain, connect, single
from ...runtime.layers import LAYERS
from .. import symbols as S
from ..associations import Association
from ..expr import FAILED, Expr, Symbol, expr, is_list, is_rule, make_list, system
from ..options import option_name
from ..packed import to_array
from . import summary  # noqa: F401 - says how nets are shown
from .coders import Coder, CoderError, make_decoder, make_encoder
from .edges import EdgeError, read_edges
from .objects import Net, Path, is_net
from .specs import SpecError, function_spec, plain

_FUNCTION_LAYERS = {"ElementwiseLayer", "ThreadingLayer"}
# Heads that stand for a layer of several inputs inside NetGraph; other functions stand for ElementwiseLayer.
_THREADED = frozenset(map(system, ("Plus", "Times", "Subtract", "Divide", "Power", "Min", "Max")))


class NetError(Exception):
    """What the user has to be told: (tag, arguments of the message)."""


def reported(say: Callable[..., None], work: Callable[[], Any]) -> Any:
    """The result of work, or $Failed after the message that its error means."""
    try:
        return work()
    except (NetError, EdgeError, CoderError) as problem:
        say(*problem.args)
    except ShapeError as problem:
        say("tyfail1", problem.port, layer_words(problem.path), str(problem.wanted), str(problem.found))
    except UnspecifiedError as problem:
        say("unspec", make_list(array_words(p) for p in problem.places))
    except CountError as problem:
        name, n = system(problem.layer), problem.found
        if problem.least == problem.most == 1:
            say("argx", name, n)
        elif problem.least == problem.most:
            say("argrx", name, n, problem.least)
        else:
            say("argb" if problem.most > problem.least + 1 else "argt", name, n, problem.least, problem.most)
    except ArgumentError as problem:
        unknown = problem.allowed.startswith(("a parameter of", "a port of"))
        if unknown:
            say("optx", problem.parameter, system(problem.layer))
        else:
            say("arginv", problem.parameter, problem.allowed, _shown(problem.value))
    except UnavailableError as problem:
        say("unavailable", system(problem.layer))
    except GraphError as problem:
        _say_graph(say, problem)
    return FAILED


def _shown(value: Any) -> Any:
    """A Python value in a message, as the language writes it."""
    if value is None:
        return S.None_
    if isinstance(value, tuple):
        return make_list(map(_shown, value))
    return value if isinstance(value, int | float | str | Expr | Symbol) else str(value)


def _say_graph(say: Callable[..., None], problem: GraphError) -> None:
    where = problem.where
    if problem.reason == "cycle":
        say("cyc", layer_words(where if isinstance(where, tuple) else (where,)))
    elif problem.reason == "vertex":
        say("unkvert", where)
    elif problem.reason == "twice":
        layer, port = where
        say("dupin", "Input" if port is None else port, layer_words(layer if isinstance(layer, tuple) else (layer,)))
    else:
        layer, port = where
        say("notport", "Output" if port is None else port, layer_words(layer if isinstance(layer, tuple) else (layer,)))


def layer_words(path: Any) -> Any:
    """The place of a layer: its number or name, or the list of them for a nested one."""
    parts = [p for p in path or () if p is not None]
    return parts[0] if len(parts) == 1 else make_list(parts)


def array_words(array: Any) -> Any:
    path, name = array if isinstance(array[0], tuple) else (array[:-1], array[-1])
    return make_list([*path, name]) if path else name


# ---- layers ----------------------------------------------------------------------------------------------------------


def make_layer(title: str, args: tuple[Any, ...], session: Any, say: Callable[..., None]) -> Any:
    """A layer from the arguments of its constructor; $Failed after a message."""
    return reported(say, lambda: _layer(title, args, session))


def _layer(title: str, args: tuple[Any, ...], session: Any) -> Net:
    kind = LAYERS.get(title)
    if kind is None or not kind.available:
        raise UnavailableError(title)
    positional = [a for a in args if not is_rule(a)]
    rules = [(option_name(a.args[0]), a.args[1]) for a in args if is_rule(a)]
    evaluate = session.evaluate_expr
    array_names = {a.name for a in kind.arrays}
    ports: dict[str, Any] = {}
    options: dict[str, Any] = {}
    arrays: dict[Path, Any] = {}
    coders: dict[str, Coder] = {}
    given: list[Any] = list(positional)
    for name, value in rules:
        if name in array_names:
            if value is S.None_:
                options[name] = None
                given.append(expr(S.Rule, name, value))
            elif value is not S.Automatic:
                arrays[(name,)] = _array(name, value)
        elif kind.parameter(name) is not None or name == "InputPorts":
            options[name] = plain(value)
            given.append(expr(S.Rule, name, value))
        else:
            ports[name] = _port(name, value, coders, evaluate)
    try:
        arguments = [
            function_spec(a, evaluate) if title in _FUNCTION_LAYERS and i == 0 else plain(a)
            for i, a in enumerate(positional)
        ]
    except SpecError as problem:
        raise NetError("arginv", title, "built from numbers, lists, strings and functions", problem.args[0]) from None
    layer = create(title, *arguments, ports=ports, **options)
    net = Net(system(title), single(layer), arrays, coders, tuple(given))
    net.inference  # noqa: B018 - shapes that contradict each other are refused now
    return net


def _array(name: str, value: Any) -> Any:
    found = to_array(value)
    if found is None:
        if type(value) in (int, float):
            return np.float32(value)
        raise NetError("invarr", name)
    return found.astype(np.float32)


def _port(name: str, value: Any, coders: dict[str, Coder], evaluate: Any) -> Any:
    """A port specification; a coder is noted in `coders` and gives its type."""
    if isinstance(value, Coder):
        coders[name] = value
        return value.type
    try:
        return plain(value)
    except SpecError as problem:
        raise NetError("badport", problem.args[0]) from None


# ---- containers ------------------------------------------------------------------------------------------------------


def as_net(e: Any, session: Any, in_graph: bool) -> Net:
    """A member of a container: a net, or a shorthand for one."""
    if is_net(e):
        return e
    if is_list(e):
        return _chain(e, (), session)
    if type(e) is int:
        return _layer("LinearLayer", (e,), session)
    if type(e) is Symbol and e.name in LAYERS:  # a bare head, as old programs write it
        return _layer(e.name, (), session)
    if in_graph and e in _THREADED:
        return _layer("ThreadingLayer", (e,), session)
    if type(e) is str or (isinstance(e, Expr) and e.head is S.Function):
        return _layer("ElementwiseLayer", (e,), session)
    if type(e) is Symbol:
        try:
            return _layer("ElementwiseLayer", (e,), session)
        except ArgumentError:
            pass
    raise NetError("invnet", e)


def _members(layers: Any, session: Any, in_graph: bool) -> dict[Any, Net]:
    if type(layers) is Association:
        pairs = list(layers.items())
    elif is_list(layers) and layers.args and all(is_rule(x) and type(x.args[0]) is str for x in layers.args):
        pairs = [x.args for x in layers.args]
    elif is_list(layers):
        pairs = [(i + 1, x) for i, x in enumerate(layers.args)]
    else:
        raise NetError("invnet", layers)
    return {name: as_net(x, session, in_graph) for name, x in pairs}


def _container_options(options: tuple[Any, ...], evaluate: Any) -> tuple[dict[str, Any], dict[str, Coder]]:
    ports: dict[str, Any] = {}
    coders: dict[str, Coder] = {}
    for o in options:
        if not is_rule(o):
            raise NetError("nonopt", o, 1, S.NetChain)
        name = option_name(o.args[0])
        if name != "LearningRateMultipliers":
            ports[name] = _port(name, o.args[1], coders, evaluate)
    return ports, coders


def make_chain(layers: Any, options: tuple[Any, ...], session: Any, say: Callable[..., None]) -> Any:
    return reported(say, lambda: _chain(layers, options, session))


def _chain(layers: Any, options: tuple[Any, ...], session: Any) -> Net:
    members = _members(layers, session, in_graph=False)
    ports, coders = _container_options(options, session.evaluate_expr)
    names = list(members)
    for name in names[1:]:
        if len(members[name].graph.input_names) != 1:
            raise NetError("inner", name)
    graph = chain({n: m.node for n, m in members.items()}, ports)
    return _container(S.NetChain, graph, members, None, coders)


def make_graph(layers: Any, edges: Any, options: tuple[Any, ...], session: Any, say: Callable[..., None]) -> Any:
    if is_net(layers) and edges is None:
        return reported(say, lambda: _as_graph(layers))
    if edges is None:
        edges = make_list(())
    return reported(say, lambda: _graph(layers, edges, options, session))


def _as_graph(net: Net) -> Net:
    """NetGraph[chain] is the same net with its edges written out."""
    if net.head is S.NetGraph:
        return net
    if net.children is None:
        return _container(S.NetGraph, connect({1: net.node}, []), {1: net}, make_list(()), net.coders)
    names = list(net.children)
    edges = make_list(expr(S.Rule, a, b) for a, b in zip(names, names[1:], strict=False))
    return Net(S.NetGraph, net.graph, net.arrays, net.coders, (), net.children, edges)


def _graph(layers: Any, edges: Any, options: tuple[Any, ...], session: Any) -> Net:
    members = _members(layers, session, in_graph=True)
    ports, coders = _container_options(options, session.evaluate_expr)
    graph = connect({n: m.node for n, m in members.items()}, read_edges(edges, members), ports)
    return _container(S.NetGraph, graph, members, edges, coders)


def _container(head: Symbol, graph: Graph, members: dict[Any, Net], edges: Any, coders: dict[str, Coder]) -> Net:
    arrays = {(name, *path): a for name, m in members.items() for path, a in m.arrays.items()}
    net = Net(head, graph, arrays, {**_inherited_coders(graph, members), **coders}, (), members, edges)
    net.inference  # noqa: B018 - layers that do not fit are refused now
    return net


def _inherited_coders(graph: Graph, members: dict[Any, Net]) -> dict[str, Coder]:
    """Coders of members whose ports are the container's own."""
    found: dict[str, Coder] = {}
    for source, target in graph.edges:
        inside, outside = (target, source) if source[0] is None else (source, target)
        if outside[0] is None and inside[0]:
            coder = members[inside[0][0]].coders.get(inside[1])
            if coder is not None:
                found[outside[1]] = coder
    return found


def coder_of(head: str, spec: Any, evaluate: Any) -> Coder:
    """The coder of a specification, or the one turned round: NetEncoder[decoder]."""
    if isinstance(spec, Coder):
        spec = spec.args[0]
    return (make_encoder if head == "NetEncoder" else make_decoder)(spec, evaluate)
