"""Operators that run a net along a sequence: folding with states, and both ways."""

from typing import Any

from ..declare import Parameter, layer
from ..errors import ArgumentError
from ..graph import exposed
from ..kinds import choice
from ..ops.elementwise import threading, total
from ..ops.sequences import reverse
from ..ops.shapes import catenate, reshape
from ..ops.steps import advanced, element, filled
from ..ops.trees import compile_function
from ..ports import Type
from .inner import collected, common, elements, graph_of, only_ports

X, Y = ("Slot", 1), ("Slot", 2)


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
    return tuple(n for n in graph_of(layer).input_names if n not in _fold_states(layer))


def _fold_outputs(layer: Any) -> tuple[str, ...]:
    return layer["Outputs"] or graph_of(layer).output_names


def _check_fold(layer: Any) -> None:
    """Raises ArgumentError for names that are no ports of the net, or when no port is left for the sequence."""
    graph = graph_of(layer)
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
        types |= {p: elements(scope, p) for p in (*sequences, *layer.outputs)}
        types |= {out: scope[state] for out, state in states.items() if out not in types}
        found = scope.inner("Net", types)
        first = common(scope, (*sequences, *layer.outputs))
        for port in (*constants, *layer.states):
            scope.narrow(port, found[port])
        for out, state in states.items():
            scope.narrow(state, found[out])
        for port in (*sequences, *layer.outputs):
            scope.narrow(port, collected(found[port], first))

    def settle(layer: Any, scope: Any) -> None:
        """What nothing says of a state is as in an element of the sequence."""
        like = elements(scope, next(p for p in _fold_inputs(layer) if p not in layer["Constants"]))
        for state in layer.states:
            dims = scope[state].dims
            if dims is None:
                scope.narrow(state, like)
            elif like.dims is not None and len(dims) == len(like.dims):
                scope.narrow(state, tuple(n if d is None else d for d, n in zip(dims, like.dims)))

    def forward(layer: Any, *x: Any, call: Any, lengths: Any, shape: tuple) -> dict:
        ordinary = _fold_inputs(layer)
        inputs, states = dict(zip(ordinary, x)), dict(zip(layer.states, x[len(ordinary) :]))
        sequences = [p for p in ordinary if p not in layer["Constants"]]
        length = next((lengths[p] for p in sequences if lengths[p] is not None), None)
        first = inputs[sequences[0]]
        back = {state: out for out, state in layer["Feedback"]}
        taken: dict[str, list] = {port: [] for port in layer.outputs}
        shapes = _state_shapes(layer, inputs, sequences, states)
        for state, value in states.items():
            if value is None:
                states[state] = filled(first, shape=shapes[state], value=0.0)
        for i in range(first.shape[1]):
            fed = {p: element(v, index=i) if p in sequences else v for p, v in inputs.items()}
            results = call("Net", fed | states)
            for port in layer.outputs:
                taken[port].append(results[port])
            for state, out in back.items():
                new = results[out]
                states[state] = new if length is None else advanced(new, states[state], length, index=i)
        joined = {port: _stacked(values) for port, values in taken.items()}
        for port in layer.outputs:
            lengths.set(port, length)
        for state in layer.states:
            lengths.set(state, None)
        return joined | states


def _state_shapes(layer: Any, inputs: dict, sequences: list, states: dict) -> dict[str, tuple]:
    """The sizes of the states, which follow from the inner net."""
    types = {p: Type(v.shape[2:] if p in sequences else v.shape[1:]) for p, v in inputs.items()}
    types |= {s: Type(v.shape[1:]) for s, v in states.items() if v is not None}
    graph = graph_of(layer)
    while True:
        found = graph.infer(types, concrete=True)
        known = {s: found.outputs[out] for out, s in layer["Feedback"] if found.outputs[out].fixed}
        known |= {s: found.inputs[s] for s in states if found.inputs[s].fixed}
        if len(known) == len(states) or all(types.get(s) == k for s, k in known.items()):
            like = types[sequences[0]].dims
            return {s: known[s].dims if s in known else like for s in states}
        types |= known


def _stacked(values: list) -> Any:
    """Values of every step as one sequence."""
    return catenate(*(reshape(v, shape=(1, *v.shape[1:])) for v in values), axis=1)


WAYS = {"Forward": "ForwardNet", "Backward": "BackwardNet"}


def _inner_states(layer: Any, net: str) -> tuple[str, ...]:
    """The states of a net that is one recurrent layer."""
    nodes = graph_of(layer, net).nodes
    return nodes[0][1].states if len(nodes) == 1 and nodes[0][0] == () else ()


def _both_states(layer: Any) -> tuple[str, ...]:
    return tuple(way + state for way, net in WAYS.items() for state in _inner_states(layer, net))


def _half(kind: Type, scope: Any) -> Type:
    """The type of one of two arrays that are catenated element by element."""
    if not kind.dims:
        return kind
    *first, last = kind.dims
    if isinstance(last, int) and last % 2:
        scope.fail("Output", kind.with_dims((*first, last + 1)))
    return kind.with_dims((*first, last // 2 if isinstance(last, int) else last))


def _double(kind: Type) -> Type:
    if not kind.dims:
        return kind
    *first, last = kind.dims
    return kind.with_dims((*first, 2 * last if isinstance(last, int) else last))


@layer("NetBidirectionalOperator", ports="...: * -> Output: t *out")
class NetBidirectional:
    """NetBidirectionalOperator[net] runs a recurrent net along a sequence and a copy of it from the end to the start,
    and joins the two results element by element.
    NetBidirectionalOperator[{forward, backward}] gives both nets.
    NetBidirectionalOperator[net, f] joins by f: Catenate (the default), Total or Mean.

    With Catenate the elements are twice as long. The two nets have arrays of their own, which NetExtract finds under
    "ForwardNet" and "BackwardNet". Of recurrent layers the states are ports, such as NetPort[op, "ForwardState"] and
    NetPort[op, "BackwardCellState"].

    >>> NetBidirectionalOperator[SequenceReverseLayer[], Total][{{1}, {2}, {4}}]
    {{8.}, {4.}, {2.}}
    """

    parameters = (Parameter("Aggregation", choice("Catenate", "Total", "Mean"), "Catenate", label="Aggregation"),)
    states = _both_states

    def inputs(layer: Any) -> tuple[str, ...]:
        return ("Input",)

    def infer(layer: Any, scope: Any) -> None:
        twice = layer["Aggregation"] == "Catenate"
        for way, net in WAYS.items():
            inside, outside = only_ports(layer, net)
            states = _inner_states(layer, net)
            types = {state: scope[way + state] for state in states}
            types |= {inside: scope["Input"], outside: _half(scope["Output"], scope) if twice else scope["Output"]}
            found = scope.inner(net, types, _with_states(layer, net, states))
            scope.narrow("Input", found[inside])
            scope.narrow("Output", _double(found[outside]) if twice else found[outside])
            for state in states:
                scope.narrow(way + state, found[state])

    def forward(layer: Any, x: Any, *states: Any, call: Any, lengths: Any) -> dict:
        length, given = lengths["Input"], dict(zip(layer.states, states))
        results, last = [], {}
        for way, net in WAYS.items():
            inside, outside = only_ports(layer, net)
            names = _inner_states(layer, net)
            fed = {state: given[way + state] for state in names if given[way + state] is not None}
            turn = reverse if way == "Backward" else lambda value, length: value
            found = call(net, {inside: turn(x, length)} | fed, {inside: length}, _with_states(layer, net, tuple(fed)))
            results.append(turn(found[outside], length))
            last |= {way + state: found[state] for state in names}
        for state in last:
            lengths.set(state, None)
        return {"Output": _joined(layer["Aggregation"], *results)} | last


def _with_states(layer: Any, net: str, fed: tuple) -> Any:
    """The inner net with its states as ports: all as outputs, those that are fed as inputs."""
    graph = graph_of(layer, net)
    return exposed(graph, fed) if _inner_states(layer, net) else graph


def _joined(aggregation: str, one: Any, other: Any) -> Any:
    if aggregation == "Catenate":
        return catenate(one, other, axis=len(one.shape) - 1)
    if aggregation == "Total":
        return total(one, other)
    return threading(one, other, function=compile_function(("Times", 0.5, ("Plus", X, Y))))
