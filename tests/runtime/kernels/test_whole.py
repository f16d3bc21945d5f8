"""Whole numbers fed to layers that calculate with reals: kernels must not take their memory for reals."""

import numpy
import pytest
from luperca.runtime.declare import create
from luperca.runtime.graph import single
from luperca.runtime.initialize import initialize
from luperca.runtime.plan import evaluate

WHOLE = numpy.random.default_rng(3).integers(-4, 5, (2, 3, 4))
LAYERS = [
    ("ElementwiseLayer", ("Ramp",)),
    ("ElementwiseLayer", ("Tanh",)),
    ("ElementwiseLayer", (("Power", ("Slot", 1), 2),)),
    ("SoftmaxLayer", ()),
    ("LinearLayer", (2,)),
    ("ConvolutionLayer", (2, 2)),
    ("DeconvolutionLayer", (2, 2)),
    ("PoolingLayer", (2,)),
    ("BatchNormalizationLayer", ()),
    ("NormalizationLayer", ()),
    ("TransposeLayer", ()),
    ("FlattenLayer", ()),
    ("SummationLayer", ()),
    ("BasicRecurrentLayer", (2,)),
    ("LongShortTermMemoryLayer", (2,)),
    ("ConstantTimesLayer", ()),
]


def run(name, arguments, spec, data):
    graph = single(create(name, *arguments, ports={"Input": spec}))
    arrays = initialize(graph, generator=numpy.random.default_rng(0))
    targets = tuple(arrays)
    outputs, gradients = evaluate(graph, arrays, {"Input": data}, gradients=targets)
    return [outputs["Output"], *(gradients[path] for path in targets)]


@pytest.mark.parametrize(("name", "arguments"), LAYERS)
def test_whole_numbers_count_as_reals(name, arguments):
    whole = run(name, arguments, (3, 4, "Integer"), WHOLE)
    real = run(name, arguments, (3, 4), WHOLE.astype("float32"))
    for one, other in zip(whole, real, strict=True):
        numpy.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", ["TotalLayer", "ThreadingLayer"])
def test_one_of_several_inputs_is_whole(name):
    arguments = () if name == "TotalLayer" else (("Plus", ("Slot", 1), ("Slot", 2)),)
    layer = create(name, *arguments, ports={"Input1": (3, 4), "Input2": (3, 4, "Integer")})
    graph = single(layer.with_count(2))
    data = {"Input1": WHOLE.astype("float32"), "Input2": WHOLE}
    assert (evaluate(graph, {}, data)[0]["Output"] == 2 * WHOLE).all()
