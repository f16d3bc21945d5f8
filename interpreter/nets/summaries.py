"""How nets and coders are shown: the rows of their summaries, closed and opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ...runtime.declare import SHARED, Layer
from ...runtime.ops.trees import Compiled
from ...runtime.ports import Type
from .. import symbols as S
from ..builtins.nets import LATER, LAYERS
from ..display import formatter, summary_text
from ..display.short import shorten
from ..expr import Expr, is_rule, make_list, same
from ..options import option_name
from .coders import Coder
from .coders.properties import property_names
from .objects import Net
from .specs import unplain
from .writing import Parts

Row = tuple[str, Any]
Report = Callable[[Any], list[Row | str]]
_LABELS_SHOWN, _FORMULA_SHOWN = 40, 100  # characters
_SAID_BY_NETS = ("ScoringNet",)
_SAID_BY_PORT = ("Type", "Output", "OutputDimensions", "InputDimensions", "Properties")  # parts of coders
_KNOWN_BY_OUTPUT = ("Output dimensions",)  # parameters that the output's shape says already
_OPENED: dict[type, Report] = {}


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
    ports = _port_rows(net)
    if layer.kind.is_loss:
        return [*shown, *ports[:-1]]
    if len({w for _, w in ports}) == 1:  # one row says it for all
        ports = ports[-1:]
    if all(t.dims is None and p not in net.coders for p, t in {**net.inputs, **net.outputs}.items()):
        return shown  # a layer of which nothing is known is its head
    if len(net.inputs) == 1 and shown:  # what the output is follows from the input
        ports = [(p, w) for p, w in ports if p in net.graph.output_names] or ports
    return [*shown, *ports]


def _parameter_rows(net: Net, layer: Layer, everything: bool) -> list[Row]:
    """The parameters; of options only those that were given, unless `everything` is asked for."""
    found: list[Row] = []
    written = iter([a for a in net.given if type(a) is not Parts and not is_rule(a)])
    options = {option_name(a.args[0]): a.args[1] for a in net.given if is_rule(a)}
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
        elif p.name in options:
            found.append((_words_of(p.name), options[p.name]))
    return found


def _port_rows(net: Net) -> list[Row]:
    return [(p, port_words(net, p, t)) for p, t in {**net.inputs, **net.outputs}.items()]


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


# ---- opened ----------------------------------------------------------------------------------------------------------


def opened(*types: type) -> Callable[[Report], Report]:
    """Say what the opened summary of objects of a type shows: f(object) -> rows, with titles of groups among them."""

    def enter(function: Report) -> Report:
        _OPENED.update(dict.fromkeys(types, function))
        return function

    return enter


def groups(*named: tuple[str, Iterable[Row]]) -> list[Row | str]:
    """Rows below their titles, for those groups that have any."""
    out: list[Row | str] = []
    for title, found in named:
        rows = list(found)
        if rows:
            out += [title, *rows]
    return out


@opened(Net)
def net_report(net: Net) -> list[Row | str]:
    """Parameters, arrays and ports of a layer; the members of a container or operator with what comes out of them."""
    layer = net.layer
    arrays = [
        (path[1] if path[0] == SHARED else "/".join(map(str, path)), str(kind))
        for path, kind in net.inference.arrays.items()
    ]
    return groups(
        ("Nets" if layer is not None else "Layers", _member_rows(net)),
        ("Parameters", [] if layer is None else _parameter_rows(net, layer, True)),
        ("Arrays", arrays),
        ("Ports", _port_rows(net)),
    )


def _member_rows(net: Net) -> list[Row]:
    """A table: number or name, head and what comes out."""
    members = {name: net.child(name) for name in net.members}
    width = max((len(member.name) for member in members.values()), default=0)
    return [(str(name), f"{member.name:{width}}  {_outputs(member)}") for name, member in members.items()]


def _outputs(net: Net) -> str:
    return ", ".join(port_words(net, port, kind) for port, kind in net.outputs.items())


@opened(Coder)
def coder_report(coder: Coder) -> list[Row | str]:
    """The rows of the closed summary and the other parts, in the same words; for decoders what can be asked of them."""
    first, *rows = [row for row in coder.rows() if row[0] != "Output"]
    said = {name for name, _ in rows}
    for name, value in coder.parts().items():
        word = _words_of(name)
        listed = isinstance(value, Expr) and len(value) > 0 and any(same(value, x) for _, x in rows)
        if name not in _SAID_BY_PORT and word not in said and not listed:
            rows.append((word, value))
    port = "Output" if coder.head is S.NetEncoder else "Input"
    asked: list[Row] = [] if coder.head is S.NetEncoder else [("Properties", make_list(property_names(coder)))]
    below = groups(("Parameters", rows), ("Ports", [(port, str(coder.type))]))
    return [first, *asked, *_shortened(below)]


# ---- where they are shown --------------------------------------------------------------------------------------------


@formatter(*LAYERS, *LATER, "NetChain", "NetGraph")
def show_net(e: Any, page: Any) -> Any:
    return summary_text(e.name, _shortened(rows(e), _FORMULA_SHOWN), _state(e), page) if type(e) is Net else None


@formatter("NetEncoder", "NetDecoder")
def show_coder(e: Any, page: Any) -> Any:
    return summary_text(e.head.name, _shortened(e.rows()), "", page) if isinstance(e, Coder) else None


@formatter("InformationData")
def show_report(e: Any, page: Any) -> Any:
    """The opened summary of the object in InformationData[object]."""
    thing = e.args[0] if len(e.args) == 1 else None
    report = _OPENED.get(type(thing))
    return None if report is None else summary_text(thing.head.name, report(thing), _state(thing), page)


def _state(thing: Any) -> str:
    """The word about a container that cannot be applied yet."""
    return "uninitialized" if type(thing) is Net and thing.children is not None and thing.missing else ""


def _shortened(rows: Iterable[Row | str], most: int = _LABELS_SHOWN) -> list[Row | str]:
    """Rows with long values, such as lists of labels, cut."""
    return [
        row if type(row) is str or not isinstance(row[1], Expr) else (row[0], shorten(row[1], most)) for row in rows
    ]
