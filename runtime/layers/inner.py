"""What operators share: the ports of inner nets, and the first levels of arrays taken away and put back."""

from math import prod
from typing import Any

from ..ops.shapes import reshape
from ..ports import Type, meet_dim


def graph_of(layer: Any, net: str = "Net") -> Any:
    return dict(layer.nets)[net]


def only_ports(layer: Any, net: str = "Net") -> tuple[str, str]:
    """The one input and the one output of an inner net."""
    graph = graph_of(layer, net)
    return graph.input_names[0], graph.output_names[0]


def elements(scope: Any, port: str, depth: int = 1) -> Type:
    """The type of what stands in the first levels of a port."""
    kind = scope[port]
    if kind.dims is None:
        return kind
    if len(kind.dims) < depth:
        scope.fail(port, kind.with_dims((None,) * depth))
    return kind.with_dims(kind.dims[depth:])


def collected(kind: Type, first: tuple) -> Type:
    """The type of sequences of such elements."""
    return kind if kind.dims is None else kind.with_dims((*first, *kind.dims))


def common(scope: Any, ports: tuple, depth: int = 1) -> tuple:
    """The first sizes that all ports share, as far as they are known."""
    sizes: list = [None] * depth
    for port in ports:
        for level, size in enumerate((scope[port].dims or ())[:depth]):
            try:
                sizes[level] = meet_dim(sizes[level], size)
            except ValueError:
                scope.fail(port, Type((*sizes[: level + 1],)))
    return tuple(sizes)


def net_inputs(layer: Any) -> tuple[str, ...]:
    return graph_of(layer).input_names


def net_outputs(layer: Any) -> tuple[str, ...]:
    return graph_of(layer).output_names


def together(x: Any, depth: int) -> Any:
    """The first levels of every example in the batch."""
    return reshape(x, shape=(prod(x.shape[: depth + 1]), *x.shape[depth + 1 :]), batched=False)


def apart(x: Any, first: tuple) -> Any:
    return reshape(x, shape=(*first, *x.shape[1:]), batched=False)
