"""NetGradientOperator: the gradients of a net as a layer that has gradients itself."""

from __future__ import annotations

from typing import Any

from ...runtime.declare import create
from ...runtime.graph import single
from ..expr import is_list, make_list, system
from .complaints import NetError
from .containers import as_net
from .objects import Net, placed
from .writing import Parts


def construct(title: str, args: tuple[Any, ...], session: Any) -> Net:
    """NetGradientOperator[net, {target, ...}] or [net, {target, ...}, {output, ...}]."""
    if not 2 <= len(args) <= 3 or not all(map(is_list, args[1:])):
        raise NetError("argt", system(title), len(args), 2, 3)
    names = list(args[2].args) if len(args) == 3 else []
    return gradients_of(as_net(args[0], session, in_graph=True), list(args[1].args), names)


def gradients_of(net: Net, targets: list[Any], imposed: list[str]) -> Net:
    """The gradients of a net's outputs, weighted where they are in `imposed`, by ports and arrays."""
    wrong = next((name for name in imposed if name not in net.graph.output_names), None)
    if wrong is not None:
        raise NetError("nopart", wrong, net.head)
    layer = create(
        "NetGradientOperator", tuple(_target(net, t) for t in targets), tuple(imposed), nets={"Net": net.graph}
    )
    given = (Parts("Net"), make_list(targets), *((make_list(imposed),) if imposed else ()))
    made = Net(system(layer.name), single(layer), placed(net.arrays, "Net"), {}, given, inner={"Net": net})
    made.inference  # noqa: B018 - shapes that contradict each other are refused now
    return made


def _target(net: Net, spec: Any) -> Any:
    """An input port, or the path of an array."""
    if spec in net.graph.input_names:
        return spec
    path = tuple(spec.args) if is_list(spec) else (spec,)
    if path not in net.inference.arrays:
        raise NetError("nopart", spec, net.head)
    return path
