"""Normalisation in training: statistics, moving averages, their freezing, and sequences of different lengths."""

import numpy
import pytest
from luperca.runtime import tape
from luperca.runtime.builder import Plan, Request
from luperca.runtime.declare import create
from luperca.runtime.errors import ArgumentError, ShapeError
from luperca.runtime.graph import chain, single
from luperca.runtime.ops import normalization, standardization
from luperca.runtime.plan import evaluate
from luperca.runtime.ragged import batch

from ..cases import layer, numbers
from ..cases.normalization import CASES
from ..check import check_gradients

G = numpy.random.default_rng(5)
ARRAYS = ("Biases", "Scaling", "MovingMean", "MovingVariance")


def drawn(channels):
    return {(name,): G.uniform(0.5, 1.5, channels) for name in ARRAYS}


@pytest.mark.parametrize("run", [tape.run, evaluate], ids=["tape", "plan"])
@pytest.mark.parametrize("case", [name for name in CASES if name.startswith("batch")])
def test_gradients_through_the_statistics(case, run):
    graph, inputs = CASES[case]
    check_gradients(graph, inputs, run, train=True)


@pytest.mark.parametrize("scale", [1, 1e-3])
@pytest.mark.parametrize("shape", [(5, 3), (4, 3, 7), (64, 16, 33)])
def test_training_uses_the_batch(shape, scale):
    x = scale * (G.standard_normal(shape) + 3)
    arrays = drawn(shape[1])
    axes = (0, *range(2, len(shape)))
    wide = (1, -1, *(1,) * (len(shape) - 2))
    mean, variance = x.mean(axis=axes, keepdims=True), x.var(axis=axes, keepdims=True)
    normal = (x - mean) / numpy.sqrt(variance + 0.001)
    wanted = normal * arrays["Scaling",].reshape(wide) + arrays["Biases",].reshape(wide)
    found, _ = evaluate(layer("BatchNormalizationLayer"), arrays, {"Input": x}, train=True)
    numpy.testing.assert_allclose(found["Output"], wanted, rtol=1e-5, atol=2e-5)


def updated(graph, arrays, x, momentum=None):
    """The new values of the moving arrays after a step of training, by path."""
    request = Request(graph, (("Input", x.shape),), gradients=(("Biases",),), train=True, dtype="float64")
    plan = Plan(request, arrays={path: a.shape for path, a in arrays.items()})
    plan.run({"Input": x}, arrays)
    return {path: numpy.array(plan.refs[value].array) for path, value in plan.updates.items()}


def test_moving_averages():
    x, arrays = G.standard_normal((6, 3, 5)), drawn(3)
    found = updated(layer("BatchNormalizationLayer", Momentum=0.8), arrays, x)
    for name, batch_value in (("MovingMean", x.mean(axis=(0, 2))), ("MovingVariance", x.var(axis=(0, 2)))):
        numpy.testing.assert_allclose(found[name,], 0.8 * arrays[name,] + 0.2 * batch_value, rtol=1e-12)


def test_momentum_1_freezes():
    assert updated(layer("BatchNormalizationLayer", Momentum=1), drawn(3), G.standard_normal((6, 3, 5))) == {}


@pytest.mark.parametrize("run", [tape.run, evaluate], ids=["tape", "plan"])
def test_places_behind_the_end_do_not_count(run):
    rows = [G.standard_normal((n, 3)) for n in (4, 2, 5)]
    data = batch(rows)
    data.array[1, 2:] = 9
    arrays = drawn(3)
    graph = layer("BatchNormalizationLayer", Interleaving=True)
    options = {"train": True, "dtype": "float64"}
    together = numpy.concatenate(rows)
    weights = [G.standard_normal(row.shape) for row in rows]
    wanted, slopes = run(
        graph,
        arrays,
        {"Input": together},
        gradients=["Input", ("Scaling",)],
        output_gradients={"Output": numpy.concatenate(weights)},
        **options,
    )
    padded = numpy.zeros(data.array.shape)
    for place, weight in zip(padded, weights):
        place[: len(weight)] = weight
    found, gradients = run(
        graph,
        arrays,
        {"Input": data},
        gradients=["Input", ("Scaling",)],
        output_gradients={"Output": padded},
        **options,
    )
    output = numpy.concatenate([y[: len(row)] for y, row in zip(found["Output"].array, rows)])
    numpy.testing.assert_allclose(output, wanted["Output"], atol=1e-12)
    gradient = gradients["Input"]
    gradient = getattr(gradient, "array", gradient)
    output = numpy.concatenate([y[: len(row)] for y, row in zip(gradient, rows)])
    numpy.testing.assert_allclose(output, slopes["Input"], atol=1e-12)
    numpy.testing.assert_allclose(gradients["Scaling",], slopes["Scaling",], atol=1e-12)


def test_single_precision_keeps_its_digits():
    x = (G.standard_normal((70000, 3)) + 100).astype("float32")
    room = tape.Tape("float32").room
    found = numpy.empty((2, 3), "float32")
    normalization.moments.body(room, found, x)()
    exact = x.astype(float)
    numpy.testing.assert_allclose(found, [exact.mean(axis=0), exact.var(axis=0)], rtol=1e-6)


def test_rows_and_general_axes_agree():
    """The last axes are a case of their own; moved elsewhere, the same numbers come out."""
    x, scaling, biases = numbers(3, 5, 4), numbers(1, 1, 4), numbers(1, 1, 4)
    order = (0, 2, 1)

    def run(arrays, axes):
        recorder = tape.Tape("float64")
        values = [recorder.value(a) for a in arrays]
        y = standardization.normalization(*values, axes=axes)
        return y.array, recorder.gradient({y: numpy.cos(y.array)}, values)

    rows, slopes = run((x, scaling, biases), (2,))
    moved, others = run([a.transpose(order) for a in (x, scaling, biases)], (1,))
    numpy.testing.assert_allclose(rows.transpose(order), moved, atol=1e-13)
    for one, other in zip(slopes, others):
        numpy.testing.assert_allclose(one.transpose(order), other, atol=1e-12)


def test_activations_are_taken_in():
    graph = chain([create("BatchNormalizationLayer"), create("ElementwiseLayer", "Ramp")])
    x = numbers(4, 3, 5)
    arrays = {(1, *path): a for path, a in drawn(3).items()}
    for train in (False, True):
        wanted = tape.run(graph, arrays, {"Input": x}, gradients=["Input"], train=train, dtype="float64")
        found = evaluate(graph, arrays, {"Input": x}, gradients=["Input"], train=train, dtype="float64")
        for one, other in zip(found, wanted):
            for name in one:
                numpy.testing.assert_allclose(one[name], other[name], atol=1e-12)


@pytest.mark.parametrize(
    ("arguments", "options", "shape", "error"),
    [
        ((), {}, (3,), ShapeError),
        ((3,), {}, (3, 4), ShapeError),
        ((), {}, ("Varying", 4), ShapeError),
        (("All",), {"GroupNumber": [2, 1]}, (3, 4), ArgumentError),
        (("All",), {"GroupNumber": [3]}, (3, 4), ArgumentError),
    ],
)
def test_what_does_not_fit(arguments, options, shape, error):
    with pytest.raises(error):
        single(create("NormalizationLayer", *arguments, ports={"Input": shape}, **options)).inference  # noqa: B018


@pytest.mark.parametrize(
    ("name", "arguments", "options"),
    [
        ("NormalizationLayer", (0,), {}),
        ("NormalizationLayer", (1, "Other"), {}),
        ("NormalizationLayer", (), {"Method": "Other"}),
        ("NormalizationLayer", (), {"GroupNumber": 0}),
        ("NormalizationLayer", (), {"Epsilon": 0}),
        ("BatchNormalizationLayer", (), {"Momentum": 1.5}),
        ("BatchNormalizationLayer", (), {"Interleaving": 1}),
        ("LocalResponseNormalizationLayer", (), {"ChannelWindowSize": -1}),
    ],
)
def test_bad_arguments(name, arguments, options):
    with pytest.raises(ArgumentError):
        create(name, *arguments, **options)
