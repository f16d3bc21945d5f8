"""Gradients recorded as ops: equal to those of the tape, with second derivatives that hold against differences."""

import numpy
import pytest
from luperca.runtime import tape
from luperca.runtime.adjoints import AdjointError
from luperca.runtime.declare import create
from luperca.runtime.graph import chain, connect, single
from luperca.runtime.ops.derivatives import derivative
from luperca.runtime.ops.functions import FUNCTIONS
from luperca.runtime.ops.trees import compile_function
from luperca.runtime.plan import evaluate

from .cases import numbers, probabilities
from .check import check_gradients, differences, drawn


def elementwise(tree):
    return create("ElementwiseLayer", tree)


X, Y = ("Slot", 1), ("Slot", 2)
SMOOTH = ("Plus", ("Sin", X), ("Times", X, X))

NETS = {
    "elementwise": (single(elementwise(SMOOTH)), {"Input": numbers(2, 3)}),
    "tanh chain": (
        chain([create("LinearLayer", 3), elementwise("Tanh"), create("LinearLayer", 2)]),
        {"Input": numbers(3, 4)},
    ),
    "matrix through a map": (chain([create("LinearLayer", [2, 2]), elementwise("Tanh")]), {"Input": numbers(2, 3, 2)}),
    "without biases": (chain([create("LinearLayer", 3, Biases=None), elementwise("Tanh")]), {"Input": numbers(3, 2)}),
    "threading": (
        single(create("ThreadingLayer", ("Times", X, ("Power", Y, 2)))),
        {"Input1": numbers(2, 3), "Input2": numbers(2, 3)},
    ),
    "stretched": (
        single(create("ThreadingLayer", ("Times", X, ("Power", Y, 2)))),
        {"Input1": numbers(2, 3, 2), "Input2": numbers(2, 1, 2)},
    ),
    "dot": (connect({1: create("DotLayer", InputPorts=2)}, []), {"Input1": numbers(2, 2, 3), "Input2": numbers(2, 3)}),
    "softmax": (chain([create("SoftmaxLayer"), elementwise("Sin")]), {"Input": numbers(2, 4)}),
    "softmax of a level": (chain([create("SoftmaxLayer", 1), elementwise("Sin")]), {"Input": numbers(2, 3, 2)}),
    "summation": (chain([elementwise("Sin"), create("SummationLayer")]), {"Input": numbers(2, 3, 2)}),
    "transposed": (
        chain([create("TransposeLayer"), elementwise(SMOOTH), create("LinearLayer", 2)]),
        {"Input": numbers(2, 3, 2)},
    ),
    "catenated": (
        connect(
            {1: create("CatenateLayer"), 2: elementwise(SMOOTH)},
            [((None, "a"), (1, None)), ((None, "b"), (1, None)), ((1, None), (2, None))],
        ),
        {"a": numbers(2, 2), "b": numbers(2, 3)},
    ),
    "total": (
        connect({1: create("TotalLayer", InputPorts=2), 2: elementwise(SMOOTH)}, [((1, None), (2, None))]),
        {"Input1": numbers(2, 3), "Input2": numbers(2, 3)},
    ),
    "replicated": (chain([create("ReplicateLayer", 2), elementwise(SMOOTH)]), {"Input": numbers(2, 3)}),
    "nested": (
        single(create("NetNestOperator", 2, nets={"Net": chain([create("LinearLayer", 3), elementwise("Tanh")])})),
        {"Input": numbers(2, 3)},
    ),
    "mapped": (
        single(create("NetMapOperator", nets={"Net": chain([create("LinearLayer", 3), elementwise("Tanh")])})),
        {"Input": numbers(2, 4, 2)},
    ),
    "pairs": (
        single(
            create("NetPairEmbeddingOperator", nets={"Net": chain([create("LinearLayer", 3), elementwise("Tanh")])})
        ),
        {"Input": numbers(2, 2, 3)},
    ),
    "mean squared": (single(create("MeanSquaredLossLayer")), {"Input": numbers(2, 3), "Target": numbers(2, 3)}),
    "cross entropy": (
        single(create("CrossEntropyLossLayer", "Probabilities")),
        {"Input": probabilities(2, 3), "Target": probabilities(2, 3)},
    ),
    "cross entropy binary": (
        single(create("CrossEntropyLossLayer", "Binary")),
        {
            "Input": numpy.random.default_rng(1).uniform(0.2, 0.8, (2, 3)),
            "Target": numpy.random.default_rng(2).uniform(0, 1, (2, 3)),
        },
    ),
    "array": (
        connect(
            {1: create("NetArrayLayer", ports={"Output": 3}), 2: create("ThreadingLayer", "Times", InputPorts=2)},
            [((1, None), (2, "Input1")), ((None, "Input"), (2, "Input2"))],
        ),
        {"Input": numbers(3, 3)},
    ),
    "determinant": (single(create("ArrayFunctionLayer", "Det")), {"Input": numbers(2, 3, 3)}),
    "inverse": (single(create("ArrayFunctionLayer", "Inverse")), {"Input": numbers(2, 2, 2) + 3 * numpy.eye(2)}),
    "norm": (single(create("ArrayFunctionLayer", "Norm")), {"Input": numbers(2, 3)}),
    "outer": (single(create("ArrayFunctionLayer", "Outer")), {"Input1": numbers(2, 3), "Input2": numbers(2, 2)}),
    "trace": (chain([elementwise(SMOOTH), create("ArrayFunctionLayer", "Tr")]), {"Input": numbers(2, 3, 2)}),
}
NETS |= {
    "convolution": (
        chain([create("ConvolutionLayer", 2, [2, 3]), elementwise("Tanh")]),
        {"Input": numbers(2, 3, 4, 5)},
    ),
    "strided": (
        single(create("ConvolutionLayer", 4, [3], Stride=2, Dilation=2, PaddingSize=1, ChannelGroups=2)),
        {"Input": numbers(2, 2, 10)},
    ),
    "deconvolution": (single(create("DeconvolutionLayer", 2, [3], Stride=2)), {"Input": numbers(2, 3, 4)}),
    "parametric ramp": (chain([create("ParametricRampLayer"), elementwise("Sin")]), {"Input": numbers(2, 3, 2)}),
    "normalization": (single(create("NormalizationLayer")), {"Input": numbers(2, 3, 4)}),
    "batch normalization": (
        chain([create("BatchNormalizationLayer"), elementwise("Sin")]),
        {"Input": numbers(2, 3, 4)},
    ),
    "basic recurrence": (single(create("BasicRecurrentLayer", 2)), {"Input": numbers(2, 3, 2)}),
    "gated recurrence": (single(create("GatedRecurrentLayer", 2)), {"Input": numbers(2, 3, 2)}),
    "long short-term memory": (single(create("LongShortTermMemoryLayer", 2)), {"Input": numbers(2, 3, 2)}),
    "append": (single(create("AppendLayer")), {"Input": numbers(2, 3, 2), "Element": numbers(2, 2)}),
    "reversed": (chain([create("SequenceReverseLayer"), elementwise(SMOOTH)]), {"Input": numbers(2, 3, 2)}),
    "last": (chain([elementwise(SMOOTH), create("SequenceLastLayer")]), {"Input": numbers(2, 3, 2)}),
    "parts": (chain([elementwise(SMOOTH), create("PartLayer", ("Span", 1, -1, 2))]), {"Input": numbers(2, 4, 2)}),
}
NETS |= {
    f"aggregation {name}": (
        chain([elementwise("Sin"), create("AggregationLayer", name, 1)]),
        {"Input": numbers(2, 4, 2)},
    )
    for name in ("Total", "Mean", "Max", "Min", "Times", "Variance", "StandardDeviation")
}


def gradient_of(graph, arrays=()):
    targets = (*graph.input_names, *arrays)
    return single(create("NetGradientOperator", targets, nets={"Net": graph}))


@pytest.mark.parametrize("name", NETS)
def test_recorded_gradients_are_those_of_the_tape(name):
    graph, inputs = NETS[name]
    arrays = drawn(graph, inputs)
    operator = gradient_of(graph)
    outputs, _ = tape.run(operator, {("Net", *p): a for p, a in arrays.items()}, inputs, dtype="float64")
    _, wanted = tape.run(graph, arrays, inputs, gradients=tuple(inputs), dtype="float64")
    for port, found in zip(graph.input_names, outputs.values()):
        numpy.testing.assert_allclose(found, wanted[port], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("run", [tape.run, evaluate], ids=["tape", "plan"])
@pytest.mark.parametrize("name", NETS)
def test_second_derivatives(name, run):
    graph, inputs = NETS[name]
    check_gradients(gradient_of(graph), inputs, run)


@pytest.mark.parametrize("name", ["tanh chain", "without biases", "nested", "array"])
def test_gradients_by_arrays_are_those_of_every_example(name):
    graph, inputs = NETS[name]
    arrays = drawn(graph, inputs)
    paths = list(graph.flat.arrays)
    operator = single(create("NetGradientOperator", tuple(paths), nets={"Net": graph}))
    outputs, _ = tape.run(operator, {("Net", *p): a for p, a in arrays.items()}, inputs, dtype="float64")
    for i in range(len(inputs["Input"])):
        _, wanted = tape.run(graph, arrays, {"Input": inputs["Input"][i : i + 1]}, gradients=paths, dtype="float64")
        for path, found in zip(paths, outputs.values()):
            numpy.testing.assert_allclose(found[i], wanted[path], rtol=1e-9, atol=1e-9)
    check_gradients(operator, inputs, evaluate)


def test_cross_entropy_of_indices():
    graph = chain([create("SoftmaxLayer")])
    loss = connect(
        {"net": graph, "loss": create("CrossEntropyLossLayer", "Index")},
        [(("net", None), ("loss", "Input"))],
    )
    inputs = {"Input": numbers(2, 3), "Target": numpy.array([1, 3])}
    operator = single(create("NetGradientOperator", ("Input",), nets={"Net": loss}))
    found, _ = tape.run(operator, {}, inputs, dtype="float64")
    _, wanted = tape.run(loss, {}, inputs, gradients=["Input"], dtype="float64")
    numpy.testing.assert_allclose(found["Output"], wanted["Input"], rtol=1e-9, atol=1e-9)
    check_gradients(operator, inputs, evaluate)


def test_the_hessian_of_a_small_net():
    graph = chain([create("LinearLayer", 3), elementwise("Tanh"), create("SummationLayer")], {"Input": 2})
    x = numpy.array([[0.3, -0.4]])
    arrays = drawn(graph, {"Input": x})
    inner = {("Net", *p): a for p, a in arrays.items()}

    def slope(at):
        return tape.run(graph, arrays, {"Input": at}, gradients=["Input"], dtype="float64")[1]["Input"][0]

    rows = []
    for i in range(2):
        weights = {"Output": numpy.eye(2)[i : i + 1]}
        rows.append(
            evaluate(
                gradient_of(graph), inner, {"Input": x}, gradients=["Input"], output_gradients=weights, dtype="float64"
            )[1]["Input"][0]
        )
    wanted = numpy.array([differences(lambda at, i=i: slope(at)[i], x)[0] for i in range(2)])
    numpy.testing.assert_allclose(rows, wanted, rtol=1e-6, atol=1e-6)
    numpy.testing.assert_allclose(rows, numpy.transpose(rows), atol=1e-12)


def test_a_gradient_of_a_gradient():
    inner = gradient_of(single(elementwise(("Power", X, 4))))
    outputs, _ = tape.run(gradient_of(inner), {}, {"Input": numpy.array([[1.0, 2.0]])}, dtype="float64")
    numpy.testing.assert_allclose(outputs["Output"], [[12, 48]])


def test_an_imposed_gradient():
    operator = create(
        "NetGradientOperator", ("Input",), ("Output",), nets={"Net": single(elementwise(("Power", X, 2)))}
    )
    data = {"Input": numpy.array([[1.0, 2.0]]), "GradientOutput": numpy.array([[10.0, 100.0]])}
    outputs, _ = tape.run(single(operator), {}, data, dtype="float64")
    numpy.testing.assert_allclose(outputs["Output"], [[20, 400]])


def test_what_has_no_rule_is_named():
    graph = single(create("PoolingLayer", [2]))
    x = numbers(1, 3, 2)
    with pytest.raises(AdjointError) as caught:
        tape.run(gradient_of(graph), {("Net", *p): a for p, a in drawn(graph, {"Input": x}).items()}, {"Input": x})
    assert caught.value.layer == "PoolingLayer"


WITHOUT = ("Gamma", "LogGamma")  # their slopes are the digamma function, which the table of functions lacks
COUNTS = [(n, k) for n, f in FUNCTIONS.items() if n not in WITHOUT for k in range(f.least, min(f.most, 3) + 1)]


@pytest.mark.parametrize("name, count", COUNTS)
def test_derivatives_of_functions_as_trees(name, count):
    """The tree of a derivative has the values that the table gives."""
    function = compile_function((name, *(("Slot", i + 1) for i in range(count))))
    x = tuple(numpy.array([0.3, 0.7, 1.6, -0.4, 2.3]) * (1 + 0.37 * i) + 0.05 * i for i in range(count))
    with numpy.errstate(all="ignore"):
        for i in range(count):
            wanted = function.slopes(numpy, x, (i,))[0]
            found = compile_function(derivative(function.tree, i + 1)).value(numpy, x)
            numpy.testing.assert_allclose(found + 0 * x[0], 0 * x[0] + (0 if wanted is None else wanted), rtol=1e-9)
