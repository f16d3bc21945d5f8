"""Operators that apply a net to elements, or again and again; functions of arrays."""

from collections.abc import Mapping
from typing import Any

from ..declare import Parameter, layer
from ..ops.shapes import replicate, reshape
from ..trace import Lengths
from .inner import apart, collected, common, elements, graph_of, net_inputs, net_outputs, only_ports, together


def _levels_apart(layer: Any, scope: Any, inputs: Mapping[str, int], depth: int) -> None:
    """Ports of an operator that maps: the inner net sees them without their first levels."""
    graph = graph_of(layer)
    mapped = [p for p in inputs if inputs[p]]
    types = {p: elements(scope, p, depth) if inputs[p] else scope[p] for p in inputs}
    types |= {p: elements(scope, p, depth) for p in graph.output_names}
    found = scope.inner("Net", types)
    first = common(scope, (*mapped, *graph.output_names), depth)
    for port, kind in found.items():
        outer = port in inputs and not inputs[port]
        scope.narrow(port, kind if outer else collected(kind, first))


@layer("NetMapOperator", ports="Input: *in -> Output: *out")
class NetMap:
    """NetMapOperator[net] applies a net to every element of a sequence.

    The net has one input and one output; the sequence's elements are what the net takes, the output is the sequence of
    its results. All elements are computed with the same arrays, which NetExtract finds under "Net". The sequence may
    have any length, also one that differs from example to example.

    >>> NetMapOperator[ElementwiseLayer[Ramp]][{{1, -1}, {-2, 2}}]
    {{1., 0.}, {0., 2.}}
    """

    def infer(layer: Any, scope: Any) -> None:
        inside, outside = only_ports(layer)
        found = scope.inner("Net", {inside: elements(scope, "Input"), outside: elements(scope, "Output")})
        first = common(scope, ("Input", "Output"))
        scope.narrow("Input", collected(found[inside], first))
        scope.narrow("Output", collected(found[outside], first))

    def forward(layer: Any, x: Any, call: Any) -> Any:
        inside, outside = only_ports(layer)
        return apart(call("Net", {inside: together(x, 1)})[outside], x.shape[:2])


def _mapped(layer: Any) -> dict[str, int]:
    """The inner net's inputs and at which depth each is mapped; 0: it is repeated."""
    depth, names = layer["Levels"], graph_of(layer).input_names
    if isinstance(depth, int):
        return dict.fromkeys(names, depth)
    given = dict(depth)
    return {name: given.get(name, 0) for name in names}


def depths(value: Any) -> Any:
    """A depth for all ports, or (port, depth) for those that are mapped."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    if isinstance(value, tuple) and value and all(isinstance(p, tuple) and len(p) == 2 and p[1] > 0 for p in value):
        if len({depth for _, depth in value}) == 1:
            return value
    raise ValueError("a positive integer or an association of ports with one positive integer")


@layer("NetMapThreadOperator", ports="...: * -> Output: *")
class NetMapThread:
    """NetMapThreadOperator[net] applies a net of several inputs to the corresponding elements of several sequences.
    NetMapThreadOperator[net, n] does so at the first n levels.
    NetMapThreadOperator[net, <|"port" -> n, ...|>] maps the named ports only; the others are the same for all elements.

    The ports are those of the net, which NetExtract finds under "Net". The mapped levels have one size in all ports.

    >>> NetMapThreadOperator[ThreadingLayer[Plus, InputPorts -> 2]][<|"Input1" -> {1, 2}, "Input2" -> {10, 20}|>]
    {11., 22.}
    """

    parameters = (Parameter("Levels", depths, 1),)
    inputs = net_inputs
    outputs = net_outputs

    def infer(layer: Any, scope: Any) -> None:
        inputs = _mapped(layer)
        _levels_apart(layer, scope, inputs, max(inputs.values(), default=1))

    def forward(layer: Any, *x: Any, call: Any) -> Any:
        inputs = _mapped(layer)
        depth = max(inputs.values())
        first = next(v.shape[: depth + 1] for v, d in zip(x, inputs.values()) if d)
        fed = {p: together(v if d else _repeated(v, first), depth) for (p, d), v in zip(inputs.items(), x)}
        return {port: apart(y, first) for port, y in call("Net", fed).items()}


def _repeated(x: Any, first: tuple) -> Any:
    """The same array for every element of the first levels."""
    rest = x.shape[1:]
    return replicate(reshape(x, shape=(*(1,) * (len(first) - 1), *rest)), shape=(*first, *rest))


def count(value: Any) -> int:
    """How often: at least once."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("a positive integer")
    return value


@layer("NetNestOperator", ports="Input: *s -> Output: *s")
class NetNest:
    """NetNestOperator[net, n] applies a net n times, each time to its own result and with the same arrays.

    The net has one input and one output of one shape; NetExtract finds it under "Net".

    >>> NetNestOperator[ElementwiseLayer[2 # &], 3][{1, 2}]
    {8., 16.}
    """

    parameters = (Parameter("Count", count, label="Number of applications", required=True),)

    def infer(layer: Any, scope: Any) -> None:
        inside, outside = only_ports(layer)
        found = scope.inner("Net", {inside: scope["Input"], outside: scope["Output"]})
        scope.narrow("Input", found[inside])
        scope.narrow("Output", found[outside])

    def forward(layer: Any, x: Any, call: Any, lengths: Any) -> Any:
        inside, outside = only_ports(layer)
        for _ in range(layer["Count"]):
            x = call("Net", {inside: x}, {inside: lengths["Input"]})[outside]
        return x


@layer("FunctionLayer", ports="...: * -> Output: *")
class FunctionOfArrays:
    """FunctionLayer[f] applies a function of arrays: arithmetic, elementary functions, parts, sums, maps and nets.
    FunctionLayer[Apply[f]] applies a function of several arguments.
    FunctionLayer[f, "port" -> shape, ...] says what the ports take.

    f is compiled to a graph of layers, which NetExtract finds under "Net" and NetGraph[layer] gives; neighbouring
    functions of elements are one layer. A function of # has one port "Input"; named slots #a, #b give ports "a", "b",
    several arguments "Input1", "Input2", .... The result is an array, or an association with a port for each key.

    f may use functions of numbers, If, Which and comparisons (element by element), Total, Mean, StandardDeviation, Max
    (of all elements) and other statistics, Norm and distances, Dot, Det, Inverse, Tr, Transpose, Outer, parts and
    joins, Table, Sum, Do and Nest with known bounds, Map, MapThread, Fold and FoldList also along sequences of any
    length, local variables, the user's own definitions, nets applied to expressions, and net[x, NetPortGradient[p]],
    through which a gradient goes in turn. Arrays of fewer levels are repeated along the last levels, as lists in
    arithmetic are. A NetArray inside f is a learnable array; a net that is applied several times has one set of arrays.
    What has no layers gives FunctionLayer::nocompile, what should be known at once FunctionLayer::noconst, and $Failed.

    >>> FunctionLayer[2 # + 1 &][{1, 2}]
    {3., 5.}
    >>> FunctionLayer[<|"norm" -> Norm[#a], "sum" -> #a + #b|> &][<|"a" -> {3, 4}, "b" -> 1|>]
    <|norm -> 5., sum -> {4., 5.}|>
    """

    inputs = net_inputs
    outputs = net_outputs

    def infer(layer: Any, scope: Any) -> None:
        for port, kind in scope.inner("Net", {p: scope[p] for p in layer.inputs + layer.outputs}).items():
            scope.narrow(port, kind)

    def forward(layer: Any, *x: Any, call: Any, lengths: Lengths) -> Any:
        return call("Net", dict(zip(layer.inputs, x)), lengths)
