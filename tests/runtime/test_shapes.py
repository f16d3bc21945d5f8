"""Inferred shapes are executed shapes, at every wire of every case, however much of the inputs is known before."""

import numpy
import pytest
from luperca.runtime import tape
from luperca.runtime.errors import ShapeError
from luperca.runtime.ports import ANY, VARYING, Mismatch, Type, meet
from luperca.runtime.trace import trace

from . import nets
from .check import drawn


def executed(graph, inputs, arrays):
    """The shapes at all wires, without the batch, of a run on the tape."""
    recorder = tape.Tape("float64")
    recorder.room.exact = True
    feeds = {name: recorder.value(data) for name, data in inputs.items()}
    weights = {path: recorder.value(array) for path, array in arrays.items()}
    inference = graph.infer(types_of(inputs), {path: value.shape for path, value in weights.items()}, True)
    wires = trace(graph.flat, inference, feeds, weights, False).wires
    return inference, {address: value.shape[1:] for address, value in wires.items()}


def types_of(inputs):
    return {name: Type(numpy.shape(data)[1:]) for name, data in inputs.items()}


@pytest.fixture(params=nets.CASES)
def run(request):
    """A case's graph, its inputs' types, its arrays' shapes, and the shapes of its wires when it ran."""
    graph, inputs = nets.CASES[request.param]
    inputs = {name: numpy.asarray(data) for name, data in inputs.items()}
    arrays = drawn(graph, inputs)
    inference, shapes = executed(graph, inputs, arrays)
    return graph, types_of(inputs), {path: array.shape for path, array in arrays.items()}, inference, shapes


def differing(inference, shapes):
    """The wires where what was inferred contradicts what was executed."""
    wrong = {}
    for address, found in shapes.items():
        kind = inference.wires[address]
        fits = kind.dims is None or (
            len(kind.dims) == len(found) and all(d in (n, None, VARYING) for d, n in zip(kind.dims, found))
        )
        if not fits:
            wrong[address] = (str(kind), found)
    return wrong


def test_known_sizes_give_all_sizes(run):
    graph, types, arrays, inference, shapes = run
    assert {address: inference.wires[address].dims for address in shapes} == shapes
    assert graph.infer(types).array_shapes == arrays


def test_unknown_sizes_are_no_contradiction(run):
    graph, types, arrays, _, shapes = run
    blank = {name: Type((None,) * kind.rank) for name, kind in types.items()}
    for known in ({}, arrays):
        assert differing(graph.infer({}, known, guess=False), shapes) == {}
        assert differing(graph.infer(blank, known, guess=False), shapes) == {}
        for name, kind in types.items():
            assert differing(graph.infer({name: kind}, known, guess=False), shapes) == {}
            for i in range(kind.rank):
                dims = tuple(None if i == k else d for k, d in enumerate(kind.dims))
                assert differing(graph.infer({**types, name: Type(dims)}, known, guess=False), shapes) == {}


def test_what_is_known_does_not_get_lost(run):
    """More knowledge gives no less: what follows from a part follows from the whole."""
    graph, types, arrays, inference, _ = run
    for name, kind in types.items():
        part = graph.infer({name: kind}, guess=False)
        for address, found in part.wires.items():
            whole = inference.wires[address]
            assert meet(found.with_dims(None), whole.with_dims(None)) is not None
            try:
                meet(Type(found.dims), Type(whole.dims))
            except Mismatch as problem:
                raise AssertionError(address) from problem


def test_results_tell_about_inputs(run):
    graph, _, arrays, inference, shapes = run
    outputs = {name: Type(kind.dims) for name, kind in inference.outputs.items()}
    declared = graph.with_ports(outputs)
    assert differing(declared.infer({}, arrays, guess=False), shapes) == {}


def test_varying_sizes(run):
    """A first size may vary: then what follows varies or has the size that it had, or the layer refuses."""
    graph, types, arrays, _, shapes = run
    for name, kind in types.items():
        if not kind.rank:
            continue
        varying = Type((VARYING, *kind.dims[1:]))
        for others in ({}, {n: k for n, k in types.items() if n != name}):
            try:
                found = graph.infer({**others, name: varying}, arrays, guess=False)
            except ShapeError:
                continue
            assert differing(found, shapes) == {}
            assert found.inputs[name].dims[0] == VARYING


def test_inference_is_finished(run):
    """Inferring again from what was inferred changes nothing."""
    graph, types, arrays, inference, _ = run
    again = graph.infer(inference.inputs, {path: kind.dims for path, kind in inference.arrays.items()}, True)
    assert {a: k for a, k in again.wires.items() if k != ANY} == {a: k for a, k in inference.wires.items() if k != ANY}
