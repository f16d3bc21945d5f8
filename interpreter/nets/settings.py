"""The parameters of layers as expressions, and the options of constructors and of calls."""

from __future__ import annotations

from typing import Any

from ...runtime.declare import Kind
from ...runtime.layers import LAYERS
from ...runtime.ops.trees import Compiled
from .. import symbols as S
from ..expr import Expr, Symbol, expr, is_rule, make_list, system
from ..options import option_name
from .objects import Net
from .specs import unplain
from .writing import Parts

# What stands for a parameter that has no value in the runtime, where that is not None (an option) or Automatic.
_UNSET = {"Dimensionality": S.Automatic, "Maximum": S.Infinity}
# The names of options that are symbols; the others are strings.
_SYMBOLS = frozenset(
    "DistanceFunction InputPorts Interleaving LearningRateMultipliers Method Padding PaddingSize Resampling".split()
)
_CALL = {
    S.BatchSize: S.Automatic,
    S.NetEvaluationMode: "Test",
    S.RandomSeeding: S.Automatic,
    S.TargetDevice: "CPU",
    S.WorkingPrecision: "Real32",
}


def parameters(net: Net) -> dict[str, Any]:
    """The values of a layer's parameters by name; Automatic for one that nothing determines."""
    layer = net.layer
    if layer is None:
        return {}
    written = _written(net, layer.kind)
    found = {}
    for p in layer.kind.parameters:
        value = layer[p.name]
        if p.name in written and not isinstance(value, int | float | tuple):
            found[p.name] = written[p.name]
        elif isinstance(value, Compiled):
            found[p.name] = value.name or S.Automatic
        elif p.name == "OutputDimensions" and value is None and net.outputs["Output"].fixed:
            found[p.name] = make_list(net.outputs["Output"].dims or ())
        else:
            found[p.name] = _value(p, value)
    return {name: value for name, value in found.items() if name not in net.inner}


def _written(net: Net, kind: Kind) -> dict[str, Any]:
    """The parameters as they were given."""
    given = [a for a in net.given if type(a) is not Parts]
    positional = [p.name for p in kind.parameters if not p.named]
    found = dict(zip(positional, [a for a in given if not is_rule(a)], strict=False))
    return found | {option_name(r.args[0]): r.args[1] for r in given if is_rule(r)}


def _value(parameter: Any, value: Any) -> Any:
    if value is None or value == ():
        return _UNSET.get(parameter.name, S.None_ if parameter.named else S.Automatic)
    return unplain(value)


# ---- Options ---------------------------------------------------------------------------------------------------------


def options(x: Any) -> list[Expr]:
    """Options[head] are the defaults of a constructor, Options[net] those of a call of the net."""
    if isinstance(x, Net):
        return [expr(S.Rule, name, value) for name, value in _CALL.items()]
    kind = LAYERS.get(x.name) if type(x) is Symbol else None
    named = {"LearningRateMultipliers": S.Automatic} if kind is None or kind.arrays else {}
    if kind is not None:
        named |= {a.name: S.Automatic for a in kind.arrays}
        named |= {p.name: _value(p, p.default) for p in kind.parameters if p.named}
        if kind.signature is not None and kind.signature.variadic is not None:
            named["InputPorts"] = S.Automatic
    rules = [(system(name) if name in _SYMBOLS else name, value) for name, value in sorted(named.items())]
    ports = dict(kind.signature.inputs + kind.signature.outputs) if kind and kind.signature else ()
    return [expr(S.Rule, name, value) for name, value in (*rules, *((port, S.Automatic) for port in ports))]
