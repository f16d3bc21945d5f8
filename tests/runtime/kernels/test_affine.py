"""The affine map, softmax and its loss, and the optimisers."""

import numpy
import pytest
from luperca.runtime import kernels
from luperca.runtime.device import CPU
from luperca.runtime.optimize import Optimizer

from .hold import drawn, hold, needs, run, weights

pytestmark = needs("c")


@pytest.mark.parametrize("rows", [1, 2, 3, 33, 700])
@pytest.mark.parametrize(("inputs", "outputs"), [(1, 1), (7, 3), (64, 32), (130, 257)])
@pytest.mark.parametrize("activation", [None, "Ramp", "Tanh", "LogisticSigmoid"])
def test_affine(rows, inputs, outputs, activation):
    g = numpy.random.default_rng(0)
    arrays = drawn((rows, inputs), g), weights((outputs, inputs), g), drawn((outputs,), g)
    for exact in (True, False):
        hold("affine", *arrays, activation=activation, exact=exact)
    hold("affine", *arrays[:2], None, activation=activation)


def test_affine_of_arrays_that_lie_otherwise():
    g = numpy.random.default_rng(0)
    hold("affine", drawn((5, 3, 4), g), drawn((6, 12), g), drawn((6,), g))


@pytest.mark.parametrize("activation", [None, "Ramp", "Tanh", "LogisticSigmoid"])
def test_nan_and_infinity_come_through(activation):
    g = numpy.random.default_rng(0)
    x = drawn((40, 20), g)
    x[3, 4], x[5, 6], x[7, 8] = numpy.nan, numpy.inf, -numpy.inf
    arrays = [x, weights((30, 20), g), drawn((30,), g)]
    wanted = run("numpy", "affine", arrays, {"activation": activation}, gradients=False)[0]
    found = run("c", "affine", arrays, {"activation": activation}, gradients=False)[0]
    assert numpy.isnan(wanted).any() and (numpy.isnan(found) == numpy.isnan(wanted)).all()


@pytest.mark.parametrize("shape", [(1, 1), (5, 10), (3, 4, 17), (2, 1000)])
@pytest.mark.parametrize("exact", [True, False])
def test_softmax(shape, exact):
    g = numpy.random.default_rng(0)
    x = drawn(shape, g) * 10
    hold("softmax", x, axis=-1, exact=exact)
    hold("softmax_cross_entropy", x, g.integers(1, shape[-1] + 1, shape[:-1]))


def test_softmax_is_rounded_once():
    x = numpy.random.default_rng(0).standard_normal((2000, 100)).astype("float32") * 5
    wide = numpy.exp(x.astype("float64") - x.max(axis=1, keepdims=True))
    exact = (wide / wide.sum(axis=1, keepdims=True)).astype("float32")
    assert (run("c", "softmax", [x], {"axis": -1}, gradients=False)[0] != exact).sum() <= 1


def test_softmax_of_extremes():
    x = numpy.array([[1e38, -1e38, 0], [numpy.nan, 1, 2], [-numpy.inf, 0, 0], [700, 710, 0]], "float32")
    wanted = run("numpy", "softmax", [x], {"axis": -1}, gradients=False)[0]
    for exact in (True, False):
        found = run("c", "softmax", [x], {"axis": -1}, gradients=False, exact=exact)[0]
        numpy.testing.assert_allclose(found, wanted, rtol=1e-6, atol=1e-37)


@pytest.mark.parametrize("method", ["ADAM", "SGD", "RMSProp"])
@pytest.mark.parametrize("size", [1, 77, 100001])
def test_optimizers(method, size):
    results = []
    for mode in ("numpy", "c"):
        before = kernels.mode()
        kernels.use(mode)
        g = numpy.random.default_rng(0)
        values, gradients = drawn((size,), g), drawn((size,), g)
        optimizer = Optimizer(method, values, gradients, CPU, {"L2Regularization": 0.01}, [(slice(0, size // 2), 0.5)])
        for _ in range(5):
            optimizer.step(0.01)
            gradients *= numpy.float32(0.9)
        kernels.use(before)
        results.append(values)
    numpy.testing.assert_allclose(results[1], results[0], rtol=2e-5, atol=2e-6)
