"""How nets and coders are shown: the rows of their summaries, closed and opened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...runtime.declare import SHARED, Layer
from ...runtime.ops.trees import Compiled
from ...runtime.ports import Type
from .. import symbols as S
from ..builtins.nets import LATER, LAYERS
from ..display import formatter, summary_text
from ..display.short import shorten
from ..expr import Expr, is_rule
from .coders import Coder
from .objects import Net
from .specs import unplain
from .writing import Parts

Row = tuple[str, Any]
_LABELS_SHOWN = 40  # characters
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
    if isinstance(value, tuple) and len(value) == 1 and type(value[0]) is int:  # a vector's size
        return value[0]
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
        groups = [("Layers", _member_rows(net))]
    arrays = [
        (path[1] if path[0] == SHARED else "/".join(map(str, path)), str(kind))
        for path, kind in net.inference.arrays.items()
    ]
    ports = [(p, port_words(net, p, t)) for p, t in {**net.inputs, **net.outputs}.items()]
    for title, group in [*groups, ("Arrays", arrays), ("Ports", ports)]:
        if group:
            out += [title, *group]
    return out


def _member_rows(net: Net) -> list[Row]:
    """The members of a container: name, head and what comes out."""
    members = {name: net.child(name) for name in net.children or ()}
    width = max((len(member.name) for member in members.values()), default=0)
    return [(str(name), f"{member.name:{width}}  {_outputs(member)}") for name, member in members.items()]


def _outputs(net: Net) -> str:
    return ", ".join(port_words(net, port, kind) for port, kind in net.outputs.items())


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
    return summary_text(e.head.name, _shortened(e.rows()), "", page)


def _shortened(rows: Iterable[Row]) -> list[Row]:
    """Rows with long values, such as lists of labels, cut."""
    return [(name, shorten(value, _LABELS_SHOWN) if isinstance(value, Expr) else value) for name, value in rows]


@formatter("InformationData")
def show_report(e: Any, page: Any) -> Any:
    thing = e.args[0] if len(e.args) == 1 else None
    if type(thing) is Net:
        return summary_text(thing.name, report(thing), "", page)
    if isinstance(thing, Coder):
        return summary_text(thing.head.name, _shortened(thing.parts().items()), "", page)
    return None
