"""How nets and coders are shown: the rows of their summaries, and the report of Information."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from ...runtime.declare import SHARED, Layer
from ...runtime.ops.trees import Compiled
from ...runtime.ports import Type
from .. import symbols as S
from ..associations import association
from ..builtins.nets import LATER, LAYERS
from ..display import formatter, summary_text
from ..display.short import shorten
from ..expr import FAILED, Expr, expr, is_rule, make_list
from .coders import Coder
from .multipliers import multipliers_of
from .objects import Net
from .specs import unplain
from .writing import Parts, array_value, shape_spec

Row = tuple[str, Any]
_LABELS_SHOWN = 60  # characters
_SAID_BY_NETS = ("ScoringNet",)
_KNOWN_BY_OUTPUT = ("Output dimensions",)  # parameters that the output's shape says already


def port_words(net: Net, port: str, kind: Type) -> str:
    """The type of a port in words; a coder's kind of data where there is one."""
    coder = net.coders.get(port)
    return coder.kind.word if coder is not None else str(kind)


def rows(net: Net) -> list[Row]:
    """The rows of a closed summary."""
    return _layer_rows(net) if net.children is None else _container_rows(net)


def _layer_rows(net: Net) -> list[Row]:
    layer = net.graph.nodes[0][1]
    shown: list[Row] = [(name, inner.name) for name, inner in net.inner.items()]
    shown += [row for row in _parameter_rows(net, layer, False) if row[0] not in _KNOWN_BY_OUTPUT]
    ports = [(p, port_words(net, p, t)) for p, t in {**net.inputs, **net.outputs}.items()]
    if layer.kind.is_loss:
        return [*shown, *ports[:-1]]
    if len({w for _, w in ports}) == 1:  # one row says it for all
        ports = ports[-1:]
    if all(t.dims is None and p not in net.coders for p, t in {**net.inputs, **net.outputs}.items()):
        return shown or ports
    if len(net.inputs) == 1 and shown:  # what the output is follows from the input
        ports = [(p, w) for p, w in ports if p in net.graph.output_names] or ports
    return [*shown, *ports]


def _parameter_rows(net: Net, layer: Layer, everything: bool) -> list[Row]:
    """The parameters; of options only those that were given, unless `everything` is asked for."""
    found: list[Row] = []
    written = iter([a for a in net.given if type(a) is not Parts and not is_rule(a)])
    for p in layer.kind.parameters:
        value, given = layer[p.name], None if p.named else next(written, None)
        if value is None or (p.named and value == p.default and not everything):
            continue
        if p.name in _SAID_BY_NETS and net.inner:
            continue
        if p.label:
            found.append((p.label, parameter_words(value)))
        elif given is not None:
            found.append((_words_of(p.name), given))
    return found


def _words_of(name: str) -> str:
    """AggregationLevels as a label: Aggregation levels."""
    return "".join([f" {c.lower()}" if i and c.isupper() else c for i, c in enumerate(name)])


def parameter_words(value: Any) -> Any:
    """A layer's parameter as text."""
    if isinstance(value, Compiled):
        return value.name if value.name is not None else Expr(S.Function, (tree_expression(value.tree),))
    return unplain(value)


def tree_expression(tree: Any) -> Any:
    """A compiled function's tree as an expression over slots."""
    if isinstance(tree, tuple):
        if tree[0] == "Slot":
            return Expr(S.Slot, tree[1:] or (1,))
        return Expr(S.system(tree[0]), tuple([tree_expression(t) for t in tree[1:]]))
    return tree


def _container_rows(net: Net) -> list[Row]:
    assert net.children is not None
    return [
        *_side("inputs", "Input port", net, net.inputs),
        *_side("outputs", "Output port", net, net.outputs),
        ("Number of layers", len(net.children)),
    ]


def _side(plural: str, singular: str, net: Net, ports: dict[str, Type]) -> list[Row]:
    """One port by its type, several by their number."""
    if len(ports) != 1:
        return [(f"Number of {plural}", len(ports))]
    port, kind = next(iter(ports.items()))
    return [("Loss port" if port == "Loss" else singular, port_words(net, port, kind))]


def report(net: Net) -> list[Row | str]:
    """The groups of the opened summary: parameters, arrays, ports, and a container's layers."""
    out: list[Row | str] = []
    if net.children is None:
        layer = net.graph.nodes[0][1]
        groups = [
            ("Nets", [(name, inner.name) for name, inner in net.inner.items()]),
            ("Parameters", _parameter_rows(net, layer, True)),
        ]
    else:
        groups = [("Layers", [(str(k), member.name) for k, member in net.children.items()])]
    arrays = [
        (path[1] if path[0] == SHARED else "/".join(map(str, path)), str(kind))
        for path, kind in net.inference.arrays.items()
    ]
    ports = [(p, port_words(net, p, t)) for p, t in {**net.inputs, **net.outputs}.items()]
    for title, group in [*groups, ("Arrays", arrays), ("Ports", ports)]:
        if group:
            out += [title, *group]
    return out


@formatter(*LAYERS, *LATER, "NetChain", "NetGraph")
def show_net(e: Any, page: Any) -> Any:
    if type(e) is not Net:
        return None
    word = "uninitialized" if e.missing and e.children is not None else ""
    return summary_text(e.name, rows(e), word, page)


@formatter("NetEncoder", "NetDecoder")
def show_coder(e: Any, page: Any) -> Any:
    if not isinstance(e, Coder):
        return None
    shown = [(name, shorten(value, _LABELS_SHOWN) if isinstance(value, Expr) else value) for name, value in e.rows()]
    return summary_text(e.head.name, shown, "", page)


# ---- Information -----------------------------------------------------------------------------------------------------

_PROPERTIES: dict[str, Callable[[Net], Any]] = {
    "Arrays": lambda net: association((_key(p), _value(net, p)) for p in net.inference.arrays),
    "ArraysCount": lambda net: len(net.inference.arrays),
    "ArraysDimensions": lambda net: association((_key(p), _dimensions(t)) for p, t in net.inference.arrays.items()),
    "ArraysElementCounts": lambda net: association((_key(p), t.size or 0) for p, t in net.inference.arrays.items()),
    "ArraysLearningRateMultipliers": lambda net: association((_key(p), _rate(net, p)) for p in net.inference.arrays),
    "ArraysPositionList": lambda net: make_list(map(_key, net.inference.arrays)),
    "ArraysTotalElementCount": lambda net: sum(t.size or 0 for t in net.inference.arrays.values()),
    "InputPortNames": lambda net: make_list(net.inputs),
    "InputPorts": lambda net: association((p, shape_spec(t)) for p, t in net.inputs.items()),
    "Layers": lambda net: association((_key(p), S.system(x.name)) for p, x in net.graph.flat.layers.items()),
    "LayersCount": lambda net: len(net.graph.flat.layers),
    "LayerTypeCounts": lambda net: association(
        (S.system(name), n) for name, n in Counter(x.name for x in net.graph.flat.layers.values()).items()
    ),
    "OutputPortNames": lambda net: make_list(net.outputs),
    "OutputPorts": lambda net: association((p, shape_spec(t)) for p, t in net.outputs.items()),
    "RecurrentStatesCount": lambda net: len(_states(net)),
    "RecurrentStatesPositionList": lambda net: make_list(_states(net)),
    "SharedArraysCount": lambda net: sum(path[:1] == (SHARED,) for path in net.inference.arrays),
}


def _rate(net: Net, path: tuple[Any, ...]) -> float:
    """How fast an array learns; one that training does not change by gradients does not learn."""
    return multipliers_of(net).get(path, 1.0) if net.graph.flat.arrays[path].learnable else 0.0


def _states(net: Net) -> list[Any]:
    """The places of states: of layers whose states no edge feeds."""
    layers = net.graph.flat.layers.items()
    return [make_list([*path, state]) for path, x in layers for state in x.states if state not in x.wired]


def _key(path: tuple[Any, ...]) -> Any:
    """What stands for an array (or layer): its path from outside in, or the name under which it is shared."""
    return expr(S.NetArray, path[1]) if path[:1] == (SHARED,) else make_list(path)


def _value(net: Net, path: tuple[Any, ...]) -> Any:
    return array_value(net.arrays[path]) if path in net.arrays else S.Automatic


def _dimensions(kind: Type) -> Any:
    return make_list(S.Automatic if d is None else d for d in kind.dims or ())


def information(net: Any, properties: tuple[Any, ...], session: Any) -> Any:
    """Information[net] is the opened summary; Information[net, "property"] one value, a list of them a list."""
    if type(net) is not Net or len(properties) > 1:
        return None
    if not properties:
        return expr(S.InformationData, net)
    wanted = properties[0]
    if wanted == "Properties":
        return make_list([*_PROPERTIES, "Properties"])
    if isinstance(wanted, Expr) and wanted.head is S.List:
        return make_list(information(net, (w,), session) for w in wanted.args)
    rule = _PROPERTIES.get(wanted)
    if rule is None:
        session.message(net.head, "invprop", wanted, make_list(_PROPERTIES))
        return FAILED
    return rule(net)


@formatter("InformationData")
def show_report(e: Any, page: Any) -> Any:
    net = e.args[0] if len(e.args) == 1 else None
    return summary_text(net.name, report(net), "", page) if type(net) is Net else None
