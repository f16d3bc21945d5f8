"""What the cases of convolution, pooling and image layers do not say: bad input, inference, pieces, folding, crops."""

import numpy
import pytest
from luperca.runtime import tape
from luperca.runtime.builder import Plan, Request
from luperca.runtime.declare import create
from luperca.runtime.errors import ArgumentError, ShapeError
from luperca.runtime.graph import chain, single
from luperca.runtime.kernels import mode, use
from luperca.runtime.ops import correlation, windows
from luperca.runtime.plan import evaluate

from . import nets
from .check import check_gradients, drawn, real_targets


def known(name, *arguments, ports=None, **options):
    graph = single(create(name, *arguments, ports=ports, **options))
    return graph.inference


@pytest.mark.parametrize(
    ("name", "arguments", "options"),
    [
        ("ConvolutionLayer", (0, 3), {}),
        ("ConvolutionLayer", (2, "3"), {}),
        ("ConvolutionLayer", (2, (3, 0)), {}),
        ("ConvolutionLayer", (2, 3), {"Stride": 0}),
        ("ConvolutionLayer", (2, 3), {"Dilation": (1, 1.5)}),
        ("ConvolutionLayer", (2, 3), {"PaddingSize": -1}),
        ("ConvolutionLayer", (2, 3), {"PaddingSize": "Valid"}),
        ("ConvolutionLayer", (2, 3), {"PaddingSize": ((1, 2, 3),)}),
        ("ConvolutionLayer", (2, 3), {"ChannelGroups": 0}),
        ("ConvolutionLayer", (2, 3), {"Dimensionality": 0}),
        ("ConvolutionLayer", (2, 3), {"Interleaving": 1}),
        ("PoolingLayer", (2,), {"Function": "Median"}),
        ("ResizeLayer", ((0,),), {}),
        ("ResizeLayer", ((("Scaled", -1),),), {}),
        ("ResizeLayer", (3,), {}),
        ("PaddingLayer", ((1, 2),), {}),
        ("PaddingLayer", (((1, 2),),), {"Padding": "Periodic"}),
        ("SpatialTransformationLayer", ((3,),), {}),
        ("ImageAugmentationLayer", ((2, 2),), {"ReflectionProbabilities": (0, 2)}),
    ],
)
def test_arguments(name, arguments, options):
    with pytest.raises(ArgumentError):
        create(name, *arguments, **options)


@pytest.mark.parametrize(
    ("name", "arguments", "options", "size"),
    [
        ("ConvolutionLayer", (4, (3, 3)), {"Stride": (1, 1, 1)}, (2, 5, 5)),
        ("ConvolutionLayer", (3, 3), {"ChannelGroups": 2}, (2, 5, 5)),
        ("ConvolutionLayer", (4, 3), {"ChannelGroups": 2}, (3, 5, 5)),
        ("PoolingLayer", ((2, 2), (1, 1, 1)), {}, (2, 5, 5)),
    ],
)
def test_arguments_that_do_not_fit_each_other(name, arguments, options, size):
    with pytest.raises(ArgumentError):
        known(name, *arguments, ports={"Input": size}, **options)


@pytest.mark.parametrize(
    ("name", "arguments", "options", "size"),
    [
        ("ConvolutionLayer", (2, 3), {}, (2, 5, 2)),
        ("ConvolutionLayer", (2, 3), {"Dilation": 3}, (2, 5, 9)),
        ("ConvolutionLayer", (2, (3,)), {}, (2, 5, 5)),
        ("ConvolutionLayer", (2, 3), {}, (5,)),
        ("ConvolutionLayer", (2, (3,)), {}, ("Varying", 5)),
        ("DeconvolutionLayer", (2, 1), {"PaddingSize": 1}, (2, 2, 2)),
        ("PoolingLayer", ((2, 3),), {}, (2, 5, 2)),
        ("PoolingLayer", ((2,),), {}, (2, 5, 5)),
        ("ResizeLayer", ((2,),), {"Interleaving": True}, ("Varying", 2)),
        ("PaddingLayer", (((1, 2),),), {}, (5, 5)),
        ("PaddingLayer", (((1, 2),),), {"Padding": "Fixed"}, ("Varying",)),
        ("ImageAugmentationLayer", ((3, 3),), {}, (1, 2, 5)),
        ("SpatialTransformationLayer", ((3, 3),), {}, (2, 5)),
    ],
)
def test_inputs_that_do_not_fit(name, arguments, options, size):
    with pytest.raises(ShapeError):
        known(name, *arguments, ports={"Input": size}, **options)


def test_inference_backwards():
    found = known("ConvolutionLayer", 4, (3, 2), PaddingSize=1, ports={"Output": (4, 8, 9)})
    assert found.inputs["Input"].dims == (None, 8, 8)
    found = known("DeconvolutionLayer", 4, 2, Stride=2, ports={"Output": (4, 8, 6)})
    assert found.inputs["Input"].dims == (None, 4, 3)
    found = known("PoolingLayer", 2, ports={"Output": (4, 8, 6)})
    assert found.inputs["Input"].dims == (4, 9, 7)
    found = known("PaddingLayer", ((1, 2), (0, 0)), ports={"Output": (7, 6)})
    assert found.inputs["Input"].dims == (4, 6)


def test_channels_follow_from_weights():
    graph = single(create("ConvolutionLayer", 4, 3, ChannelGroups=2))
    found = graph.infer(arrays={("Weights",): (4, 3, 3, 3)})
    assert found.inputs["Input"].dims == (6, None, None)
    assert found.outputs["Output"].dims == (4, None, None)
    with pytest.raises(ShapeError):
        graph.infer(arrays={("Weights",): (4, 3, 2, 2)})


def test_varying_length_goes_through():
    found = known("ConvolutionLayer", 4, (3,), Interleaving=True, ports={"Input": ("Varying", 2)})
    assert found.outputs["Output"].dims == ("Varying", 4)


@pytest.mark.parametrize("size", [1, 700])
@pytest.mark.parametrize("rows", [0, 512])
@pytest.mark.parametrize(
    "case", [name for name in nets.FAMILIES["convolution"] if "convolution" in name] + ["pooling padded"]
)
def test_pieces(case, size, rows, monkeypatch):
    """Examples too large for the cache are cut, which changes nothing; nor does where the taps are taken from."""
    graph, inputs = nets.CASES[case]
    arrays = drawn(graph, inputs)
    targets = real_targets(graph, inputs, arrays)
    outputs, gradients = tape.run(graph, arrays, inputs, gradients=targets, dtype="float64")
    monkeypatch.setattr(windows.pieces, "__defaults__", (size,))
    monkeypatch.setattr(correlation, "FEW_ROWS", rows)
    ours, slopes = tape.run(graph, arrays, inputs, gradients=targets, dtype="float64")
    numpy.testing.assert_allclose(ours["Output"], outputs["Output"], atol=1e-12)
    for target in targets:
        numpy.testing.assert_allclose(slopes[target], gradients[target], atol=1e-12)


@pytest.mark.parametrize("biases", [{}, {"Biases": None}])
@pytest.mark.parametrize(
    "layer",
    [(name, groups) for name in ("ConvolutionLayer", "DeconvolutionLayer") for groups in ({}, {"ChannelGroups": 2})],
    ids=str,
)
def test_fixed_statistics_go_into_the_weights(layer, biases):
    name, options = layer
    parts = [create(name, 4, 2, **options, **biases), create("BatchNormalizationLayer")]
    graph = chain([*parts, create("ElementwiseLayer", "Ramp")])
    inputs = {"Input": nets.cases.numbers(2, 2, 4, 3)}
    arrays = drawn(graph, inputs)
    arrays = {path: abs(a) if path[-1] == "MovingVariance" else a for path, a in arrays.items()}
    targets = real_targets(graph, inputs, arrays)
    targets = [t for t in targets if t[-1] not in ("MovingMean", "MovingVariance")]
    wanted, slopes = tape.run(graph, arrays, inputs, gradients=targets, dtype="float64")
    plan = Plan(Request(graph, (("Input", (2, 2, 4, 3)),)))
    assert "affine_channels" not in {instruction.op.name for instruction in plan.program.instructions}
    before = mode()
    use("numpy")
    found, gradients = evaluate(graph, arrays, inputs, gradients=targets, dtype="float64")
    use(before)
    numpy.testing.assert_allclose(found["Output"], wanted["Output"], atol=1e-12)
    for target in targets:
        numpy.testing.assert_allclose(gradients[target], slopes[target], atol=1e-10, err_msg=str(target))


def test_the_first_of_equal_places_gets_the_gradient():
    graph = single(create("PoolingLayer", (2, 2), 1))
    _, gradients = evaluate(graph, {}, {"Input": numpy.ones((1, 1, 2, 3))}, gradients=["Input"])
    assert gradients["Input"].tolist() == [[[[1, 1, 0], [0, 0, 0]]]]


def test_padding_never_wins():
    graph = single(create("PoolingLayer", (3,), 3, PaddingSize=1))
    outputs, _ = evaluate(graph, {}, {"Input": numpy.full((1, 1, 4), -2.0)})
    assert outputs["Output"].tolist() == [[[-2, -2]]]


@pytest.mark.parametrize("run", [tape.run, evaluate], ids=["tape", "plan"])
def test_crops_in_training(run):
    graph = single(create("ImageAugmentationLayer", (2, 3), ReflectionProbabilities=(0.5, 0.5)))
    check_gradients(graph, {"Input": nets.cases.numbers(3, 2, 4, 5)}, run, train=True, seed=3)


def test_crops_are_parts_of_the_image():
    image = numpy.arange(20.0).reshape(1, 1, 4, 5)
    graph = single(create("ImageAugmentationLayer", (2, 3), ReflectionProbabilities=(0, 1)))
    seen = set()
    for seed in range(40):
        outputs, _ = tape.run(graph, {}, {"Input": image}, train=True, seed=seed)
        part = outputs["Output"][0, 0][:, ::-1]
        top, left = divmod(int(part[0, 0]), 5)
        assert part.tolist() == image[0, 0, top : top + 2, left : left + 3].tolist()
        seen.add((top, left))
    assert seen == {(i, j) for i in range(3) for j in range(3)}
