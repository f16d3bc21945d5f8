"""Operators: layers that run inner nets on the elements of sequences, again and again, or both ways."""

from collections.abc import Mapping
from math import prod
from typing import Any

from ..declare import Parameter, layer
from ..errors import ArgumentError
from ..kinds import choice
from ..ops.elementwise import elementwise, threading, total
from ..ops.shapes import catenate, replicate, reshape
from ..ops.steps import advanced, element, filled, norm, reversed_gradient
from ..ops.trees import compile_function, for_inputs
from ..ports import ANY, Type, meet_dim
from ..trace import Lengths

X, Y = ("Slot", 1), ("Slot", 2)


def _graph(layer: Any, net: str = "Net") -> Any:
    return dict(layer.nets)[net]


def _only(layer: Any, net: str = "Net") -> tuple[str, str]:
    """The one input and the one output of an inner net."""
    graph = _graph(layer, net)
    return graph.input_names[0], graph.output_names[0]


def _elements(scope: Any, port: str, depth: int = 1) -> Type:
    """The type of what stands in the first levels of a port."""
    kind = scope[port]
    if kind.dims is None:
        return kind
    if len(kind.dims) < depth:
        scope.fail(port, kind.with_dims((None,) * depth))
    return kind.with_dims(kind.dims[depth:])


def _collected(kind: Type, first: tuple) -> Type:
    """The type of sequences of such elements."""
    return kind if kind.dims is None else kind.with_dims((*first, *kind.dims))


def _common(scope: Any, ports: tuple, depth: int = 1) -> tuple:
    """The first sizes that all ports share, as far as they are known."""
    sizes: list = [None] * depth
    for port in ports:
        for level, size in enumerate((scope[port].dims or ())[:depth]):
            try:
                sizes[level] = meet_dim(sizes[level], size)
            except ValueError:
                scope.fail(port, Type((*sizes[: level + 1],)))
    return tuple(sizes)


def _levels_apart(layer: Any, scope: Any, inputs: Mapping[str, int], depth: int) -> None:
    """Ports of an operator that maps: the inner net sees them without their first levels."""
    graph = _graph(layer)
    mapped = [p for p in inputs if inputs[p]]
    types = {p: _elements(scope, p, depth) if inputs[p] else scope[p] for p in inputs}
    types |= {p: _elements(scope, p, depth) for p in graph.output_names}
    found = scope.inner("Net", types)
    first = _common(scope, (*mapped, *graph.output_names), depth)
    for port, kind in found.items():
        outer = port in inputs and not inputs[port]
        scope.narrow(port, kind if outer else _collected(kind, first))


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
        inside, outside = _only(layer)
        found = scope.inner("Net", {inside: _elements(scope, "Input"), outside: _elements(scope, "Output")})
        first = _common(scope, ("Input", "Output"))
        scope.narrow("Input", _collected(found[inside], first))
        scope.narrow("Output", _collected(found[outside], first))

    def forward(layer: Any, x: Any, call: Any) -> Any:
        inside, outside = _only(layer)
        return _apart(call("Net", {inside: _together(x, 1)})[outside], x.shape[:2])


def _together(x: Any, depth: int) -> Any:
    """The first levels of every example in the batch."""
    return reshape(x, shape=(prod(x.shape[: depth + 1]), *x.shape[depth + 1 :]), batched=False)


def _apart(x: Any, first: tuple) -> Any:
    return reshape(x, shape=(*first, *x.shape[1:]), batched=False)


def _mapped(layer: Any) -> dict[str, int]:
    """The inner net's inputs and at which depth each is mapped; 0: it is repeated."""
    depth, names = layer["Levels"], _graph(layer).input_names
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


def _net_inputs(layer: Any) -> tuple[str, ...]:
    return _graph(layer).input_names


def _net_outputs(layer: Any) -> tuple[str, ...]:
    return _graph(layer).output_names


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
    inputs = _net_inputs
    outputs = _net_outputs

    def infer(layer: Any, scope: Any) -> None:
        inputs = _mapped(layer)
        _levels_apart(layer, scope, inputs, max(inputs.values(), default=1))

    def forward(layer: Any, *x: Any, call: Any) -> Any:
        inputs = _mapped(layer)
        depth = max(inputs.values())
        first = next(v.shape[: depth + 1] for v, d in zip(x, inputs.values()) if d)
        fed = {p: _together(v if d else _repeated(v, first), depth) for (p, d), v in zip(inputs.items(), x)}
        return {port: _apart(y, first) for port, y in call("Net", fed).items()}


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
        inside, outside = _only(layer)
        found = scope.inner("Net", {inside: scope["Input"], outside: scope["Output"]})
        scope.narrow("Input", found[inside])
        scope.narrow("Output", found[outside])

    def forward(layer: Any, x: Any, call: Any, lengths: Any) -> Any:
        inside, outside = _only(layer)
        for _ in range(layer["Count"]):
            x = call("Net", {inside: x}, {inside: lengths["Input"]})[outside]
        return x


# --- folding


def feedback(value: Any) -> tuple[tuple[str, str], ...]:
    """Which output goes into which state: ("Rule", "Output", "State") and the like, as pairs."""
    rules = (value,) if isinstance(value, tuple) and value[:1] == ("Rule",) else value
    if not isinstance(rules, tuple | list) or not rules or not all(isinstance(r, tuple | list) for r in rules):
        raise ValueError("rules from outputs to states")
    pairs = tuple(tuple(r[1:]) if len(r) == 3 and r[0] == "Rule" else tuple(r) for r in rules)
    if not all(len(p) == 2 and all(isinstance(name, str) for name in p) for p in pairs):
        raise ValueError("rules from outputs to states")
    return pairs


def port_names(value: Any) -> tuple[str, ...]:
    """Names of ports."""
    names = (value,) if isinstance(value, str) else value
    if names in (None, "Automatic"):
        return ()
    if not isinstance(names, tuple | list) or not all(isinstance(name, str) for name in names):
        raise ValueError("a list of names of ports")
    return tuple(names)


def _fold_states(layer: Any) -> tuple[str, ...]:
    return tuple(state for _, state in layer["Feedback"])


def _fold_inputs(layer: Any) -> tuple[str, ...]:
    return tuple(n for n in _graph(layer).input_names if n not in _fold_states(layer))


def _fold_outputs(layer: Any) -> tuple[str, ...]:
    return layer["Outputs"] or _graph(layer).output_names


def _check_fold(layer: Any) -> None:
    """Raises ArgumentError for names that are no ports of the net, or when no port is left for the sequence."""
    graph = _graph(layer)
    named = {
        "Feedback": [p for pair in layer["Feedback"] for p in pair],
        "Constants": layer["Constants"],
        "Outputs": layer["Outputs"],
    }
    ports = {*graph.input_names, *graph.output_names}
    for parameter, names in named.items():
        strange = next((name for name in names if name not in ports), None)
        if strange is not None:
            raise ArgumentError(layer.name, parameter, strange, f"one of the net's ports {', '.join(sorted(ports))}")
    if set(_fold_inputs(layer)) <= {*layer["Constants"]}:
        raise ArgumentError(layer.name, "Feedback", layer["Feedback"], "such that an input is left for the sequence")


@layer("NetFoldOperator", ports="...: * -> Output: *")
class NetFold:
    """NetFoldOperator[net] runs a net with ports "Input", "State" and "Output" along a sequence: the output of one
    element is the state of the next.
    NetFoldOperator[net, {"out1" -> "state1", ...}] says which outputs go into which states.
    NetFoldOperator[net, feedback, {"port", ...}] feeds the same constant value into these ports at every element.
    NetFoldOperator[net, feedback, constants, {"out", ...}] returns the sequences of these outputs.

    s_i = net[<|"Input" -> x_i, "State" -> s_(i-1)|>], where s_0 is zero unless a graph feeds NetPort[layer, "State"].
    The result is the sequence of the outputs; NetPort[layer, "State"] gives the last state. NetExtract finds the net
    under "Net".

    >>> NetFoldOperator[NetGraph[{TotalLayer[]}, {{NetPort["Input"], NetPort["State"]} -> 1}]][{1, 2, 3}]
    {1., 3., 6.}
    """

    parameters = (
        Parameter("Feedback", feedback, (("Output", "State"),)),
        Parameter("Constants", port_names, ()),
        Parameter("Outputs", port_names, ()),
    )
    inputs = _fold_inputs
    outputs = _fold_outputs
    states = _fold_states

    def infer(layer: Any, scope: Any) -> None:
        _check_fold(layer)
        constants, states = layer["Constants"], dict(layer["Feedback"])
        sequences = [p for p in layer.inputs if p not in constants and p not in layer.states]
        types = {p: scope[p] for p in (*constants, *layer.states)}
        types |= {p: _elements(scope, p) for p in (*sequences, *layer.outputs)}
        types |= {out: scope[state] for out, state in states.items() if out not in types}
        found = scope.inner("Net", types)
        first = _common(scope, (*sequences, *layer.outputs))
        for port in (*constants, *layer.states):
            scope.narrow(port, found[port])
        for out, state in states.items():
            scope.narrow(state, found[out])
        for port in (*sequences, *layer.outputs):
            scope.narrow(port, _collected(found[port], first))

    def forward(layer: Any, *x: Any, call: Any, lengths: Any, shape: tuple) -> dict:
        ordinary = _fold_inputs(layer)
        inputs, states = dict(zip(ordinary, x)), dict(zip(layer.states, x[len(ordinary) :]))
        sequences = [p for p in ordinary if p not in layer["Constants"]]
        length = next((lengths[p] for p in sequences if lengths[p] is not None), None)
        first = inputs[sequences[0]]
        back = {state: out for out, state in layer["Feedback"]}
        collected: dict[str, list] = {port: [] for port in layer.outputs}
        shapes = _state_shapes(layer, inputs, sequences, states)
        for state, value in states.items():
            if value is None:
                states[state] = filled(first, shape=shapes[state], value=0.0)
        for i in range(first.shape[1]):
            fed = {p: element(v, index=i) if p in sequences else v for p, v in inputs.items()}
            results = call("Net", fed | states)
            for port in layer.outputs:
                collected[port].append(results[port])
            for state, out in back.items():
                new = results[out]
                states[state] = new if length is None else advanced(new, states[state], length, index=i)
        joined = {port: _stacked(values) for port, values in collected.items()}
        for port in layer.outputs:
            lengths.set(port, length)
        for state in layer.states:
            lengths.set(state, None)
        return joined | states


def _state_shapes(layer: Any, inputs: dict, sequences: list, states: dict) -> dict[str, tuple]:
    """The sizes of the states, which follow from the inner net."""
    types = {p: Type(v.shape[2:] if p in sequences else v.shape[1:]) for p, v in inputs.items()}
    types |= {s: Type(v.shape[1:]) for s, v in states.items() if v is not None}
    graph = _graph(layer)
    while True:
        found = graph.infer(types, concrete=True)
        known = {s: found.outputs[out] for out, s in layer["Feedback"] if found.outputs[out].fixed}
        known |= {s: found.inputs[s] for s in states if found.inputs[s].fixed}
        if len(known) == len(states) or all(types.get(s) == k for s, k in known.items()):
            return {s: kind.dims for s, kind in known.items()}
        types |= known


def _stacked(values: list) -> Any:
    """Values of every step as one sequence."""
    return catenate(*(reshape(v, shape=(1, *v.shape[1:])) for v in values), axis=1)


# --- both ways, pairs, adversaries


@layer("NetBidirectionalOperator", ports="Input: t *in -> Output: t *out")
class NetBidirectional:
    """NetBidirectionalOperator[net] runs a recurrent net along a sequence and a copy of it from the end to the start,
    and joins the two results element by element.
    NetBidirectionalOperator[{forward, backward}] gives both nets.
    NetBidirectionalOperator[net, f] joins by f: Catenate (the default), Total or Mean.

    With Catenate the elements are twice as long. The two nets have arrays of their own, which NetExtract finds under
    "ForwardNet" and "BackwardNet".

    >>> NetBidirectionalOperator[SequenceReverseLayer[], Total][{{1}, {2}, {4}}]
    {{8.}, {4.}, {2.}}
    """

    parameters = (Parameter("Aggregation", choice("Catenate", "Total", "Mean"), "Catenate", label="Aggregation"),)

    def infer(layer: Any, scope: Any) -> None:
        twice = layer["Aggregation"] == "Catenate"
        for net in ("ForwardNet", "BackwardNet"):
            inside, outside = _only(layer, net)
            out = scope["Output"]
            if twice and out.dims:
                last = out.dims[-1]
                if isinstance(last, int) and last % 2:
                    scope.fail("Output", out.with_dims((*out.dims[:-1], last + 1)))
                out = out.with_dims((*out.dims[:-1], last // 2 if isinstance(last, int) else last))
            found = scope.inner(net, {inside: scope["Input"], outside: out})
            scope.narrow("Input", found[inside])
            dims = found[outside].dims
            if twice and dims is not None:
                dims = (*dims[:-1], 2 * dims[-1] if isinstance(dims[-1], int) else dims[-1])
            scope.narrow("Output", dims)

    def forward(layer: Any, x: Any, call: Any, lengths: Any) -> Any:
        from ..ops.sequences import reverse

        length = lengths["Input"]
        inside, outside = _only(layer, "ForwardNet")
        one = call("ForwardNet", {inside: x}, {inside: length})[outside]
        inside, outside = _only(layer, "BackwardNet")
        other = call("BackwardNet", {inside: reverse(x, length)}, {inside: length})[outside]
        other = reverse(other, length)
        if layer["Aggregation"] == "Catenate":
            return catenate(one, other, axis=len(one.shape) - 1)
        if layer["Aggregation"] == "Total":
            return total(one, other)
        return threading(one, other, function=compile_function(("Times", 0.5, ("Plus", X, Y))))


DISTANCES = ("EuclideanDistance", "CosineDistance")


@layer("NetPairEmbeddingOperator", ports="Input: 2 *in -> Output: real")
class NetPairEmbedding:
    """NetPairEmbeddingOperator[net] applies a net to both members of a pair and gives the distance of the results.

    The option DistanceFunction is EuclideanDistance (the default) or CosineDistance, 1 - u.v/(|u| |v|). The input is a
    pair of what the net takes; NetExtract finds the net under "Net". Source: Hadsell, Chopra and LeCun, CVPR 2006.

    >>> NetPairEmbeddingOperator[ElementwiseLayer[2 # &]][{{0, 0}, {3, 4}}]
    10.
    """

    parameters = (
        Parameter("DistanceFunction", choice(*DISTANCES), "EuclideanDistance", label="Distance function", named=True),
    )

    def infer(layer: Any, scope: Any) -> None:
        inside, _ = _only(layer)
        found = scope.inner("Net", {inside: _elements(scope, "Input")})
        scope.narrow("Input", _collected(found[inside], (2,)))

    def forward(layer: Any, x: Any, call: Any) -> Any:
        inside, outside = _only(layer)
        y = _apart(call("Net", {inside: _together(x, 1)})[outside], x.shape[:2])
        u, v = element(y, index=0), element(y, index=1)
        if layer["DistanceFunction"] == "EuclideanDistance":
            return norm(threading(u, v, function=for_inputs("Subtract", 2)))
        return _cosine_distance(u, v)


def _cosine_distance(u: Any, v: Any) -> Any:
    from ..ops.linear import dot

    flat = [reshape(a, shape=(prod(a.shape[1:]),)) for a in (u, v)]
    function = compile_function(("Subtract", 1, ("Divide", X, ("Max", ("Times", Y, ("Slot", 3)), 1e-30))))
    return threading(dot(*flat), norm(u), norm(v), function=function)


LOSSES = ("Automatic", "JensenShannon", "Wasserstein")


@layer("NetGANOperator", ports="Sample: *s; Latent: *z -> LossReal: real; LossFake: real; GeneratedFake: *s")
class NetGAN:
    """NetGANOperator[{generator, discriminator}] is a net for adversarial training.
    NetGANOperator[{generator, discriminator}, "loss"] uses the loss "JensenShannon" (the default) or "Wasserstein".

    The generator makes a "GeneratedFake" from "Latent"; the discriminator gives a real for it and for the "Sample".
    With D its values, "LossReal" is -Log[D(sample)] and "LossFake" -Log[1 - D(fake)]; for "Wasserstein" they are
    -D(sample) and D(fake). The gradient of "LossFake" reaches the generator with the opposite sign, so that what one
    minimises the other maximises. NetExtract finds the nets under "Generator" and "Discriminator".
    Sources: Goodfellow et al., arXiv:1406.2661; Arjovsky et al., arXiv:1701.07875.

    >>> NetGANOperator[{ElementwiseLayer[# + 1 &], SummationLayer[]}, "Wasserstein"][<|"Sample" -> {1, 2}, "Latent" -> {0, 0}|>]
    <|LossReal -> -3., LossFake -> 2., GeneratedFake -> {1., 1.}|>
    """

    parameters = (Parameter("LossFunction", choice(*LOSSES), "Automatic", label="Loss"),)

    def infer(layer: Any, scope: Any) -> None:
        inside, outside = _only(layer, "Generator")
        found = scope.inner("Generator", {inside: scope["Latent"], outside: scope["GeneratedFake"]})
        scope.narrow("Latent", found[inside])
        scope.narrow("GeneratedFake", found[outside])
        inside, outside = _only(layer, "Discriminator")
        found = scope.inner("Discriminator", {inside: scope["Sample"], outside: ANY})
        scope.narrow("Sample", found[inside])

    def forward(layer: Any, sample: Any, latent: Any, call: Any) -> dict:
        inside, outside = _only(layer, "Generator")
        fake = call("Generator", {inside: latent})[outside]
        inside, outside = _only(layer, "Discriminator")
        real = _loss(layer, call("Discriminator", {inside: sample})[outside], True)
        made = _loss(layer, call("Discriminator", {inside: reversed_gradient(fake)})[outside], False)
        return {"LossReal": real, "LossFake": made, "GeneratedFake": fake}


def _loss(layer: Any, judged: Any, real: bool) -> Any:
    value = reshape(judged, shape=())
    if layer["LossFunction"] == "Wasserstein":
        return elementwise(value, function=compile_function(("Times", -1 if real else 1, X)))
    likely = X if real else ("Subtract", 1, X)
    return elementwise(value, function=compile_function(("Times", -1, ("Log", ("Max", likely, 1e-30)))))


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

    inputs = _net_inputs
    outputs = _net_outputs

    def infer(layer: Any, scope: Any) -> None:
        for port, kind in scope.inner("Net", {p: scope[p] for p in layer.inputs + layer.outputs}).items():
            scope.narrow(port, kind)

    def forward(layer: Any, *x: Any, call: Any, lengths: Lengths) -> Any:
        return call("Net", dict(zip(layer.inputs, x)), lengths)
