"""Diagrams of nets, in the context Luperca`."""

from __future__ import annotations

from typing import Any

from ..declare import builtin
from ..expr import TRUE


@builtin(
    "Luperca`NetDiagram[net_, OptionsPattern[]]",
    options={"Full": "False"},
    notnet="`1` is not a net.",
)
def net_diagram(net: Any, *, options: dict[str, Any], say: Any) -> Any:
    """Luperca`NetDiagram[net] gives the diagram of a net as Graphics: its layers, how they are joined, and the shapes
    on the way. Full -> True opens nested nets.

    As text it is a table of the layers for a chain, boxes joined by lines for a graph; Export["net.svg", net] writes
    the picture.

    >>> Luperca`NetDiagram[NetGraph[{Ramp, Tanh, Plus}, {NetPort["Input"] -> {1, 2} -> 3}, "Input" -> 2]]
           ┌───────┐
           │ Input │
           └───┬───┘
               │ 2
         ┌─────┴──────┐
         ▼            ▼
    ┌─────────┐  ┌─────────┐
    │ 1  Ramp │  │ 2  Tanh │
    └────┬────┘  └────┬────┘
         │ 2          │ 2
         └─────┬──────┘
               ▼
          ┌─────────┐
          │  3  +   │
          └────┬────┘
               │ 2
               ▼
          ┌─────────┐
          │ Output  │
          └─────────┘
    """
    from ..nets.diagram import diagram
    from ..nets.objects import is_net

    if not is_net(net):
        return say("notnet", net)
    return diagram(net, options["Full"] is TRUE)
