"""Graphs drawn at random: a plan, with its fusions, shared memory and views, gives what the tape gives."""

import numpy
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.runtime import tape
from luperca.runtime.declare import create
from luperca.runtime.graph import connect
from luperca.runtime.plan import evaluate

from .check import drawn, real_targets

ONE = {
    "tanh": lambda: create("ElementwiseLayer", "Tanh"),
    "ramp": lambda: create("ElementwiseLayer", "Ramp"),
    "sine": lambda: create("ElementwiseLayer", "Sin"),
    "flat": lambda: create("FlattenLayer"),
    "reshape": lambda: create("ReshapeLayer", [2, 3]),
    "linear": lambda: create("LinearLayer", 6),
    "matrix": lambda: create("LinearLayer", [2, 3]),
    "shift": lambda: create("ConstantPlusLayer"),
    "soft": lambda: create("SoftmaxLayer"),
    "drop": lambda: create("DropoutLayer", 0.3),
}
TWO = {
    "total": lambda: create("TotalLayer"),
    "times": lambda: create("ThreadingLayer", "Times"),
    "catenate": lambda: create("CatenateLayer"),
}
# Every node is made for vectors of length 6: what gives or takes another shape is brought back by a reshaping node.
STEPS = st.lists(
    st.tuples(st.sampled_from([*ONE, *TWO]), st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=9
)


def build(steps):
    nodes, edges, ends = {}, [], [(None, "Input")]
    for i, (kind, first, second) in enumerate(steps):
        name = f"{kind}{i}"
        nodes[name] = (ONE | TWO)[kind]()
        edges.append((ends[first % len(ends)], (name, None)))
        if kind in TWO:
            edges.append((ends[second % len(ends)], (name, None)))
        if kind == "catenate":
            nodes[f"back{i}"] = create("LinearLayer", 6)
        elif kind in ("reshape", "matrix"):
            nodes[f"back{i}"] = create("FlattenLayer")
        if f"back{i}" in nodes:
            edges.append(((name, None), (f"back{i}", None)))
            name = f"back{i}"
        ends.append((name, None))
    return connect(nodes, edges, {"Input": 6})


@settings(max_examples=60, deadline=None)
@given(STEPS, st.booleans())
def test_plan_equals_tape(steps, train):
    graph = build(steps)
    inputs = {"Input": numpy.random.default_rng(len(steps)).standard_normal((3, 6))}
    arrays = drawn(graph, inputs)
    targets = real_targets(graph, inputs, arrays)
    options = {"gradients": targets, "dtype": "float64", "train": train, "seed": 1}
    wanted, found = tape.run(graph, arrays, inputs, **options), evaluate(graph, arrays, inputs, **options)
    for one, other in zip(wanted, found):
        assert one.keys() == other.keys()
        for key in one:
            numpy.testing.assert_allclose(other[key], one[key], rtol=1e-9, atol=1e-12, err_msg=str(key))
