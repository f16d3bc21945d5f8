"""The kernels for numba."""

import numpy
import pytest
from luperca.runtime import kernels
from luperca.runtime.device import CPU
from luperca.runtime.ops.trees import compile_function
from luperca.runtime.optimize import Optimizer

from .hold import drawn, hold, needs, weights

pytestmark = needs("numba")
X, Y = ("Slot", 1), ("Slot", 2)


@pytest.mark.parametrize("method", ["ADAM", "SGD", "RMSProp"])
def test_optimizers(method):
    results = []
    for mode in ("numpy", "numba"):
        kernels.use(mode)
        g = numpy.random.default_rng(0)
        values, gradients = drawn((777,), g), drawn((777,), g)
        optimizer = Optimizer(method, values, gradients, CPU)
        assert (mode == "numba") == (optimizer.compiled[0][0] is not None)
        for _ in range(5):
            optimizer.step(0.01)
        results.append(values)
    kernels.use("auto")
    numpy.testing.assert_allclose(results[1], results[0], rtol=2e-5, atol=2e-6)


def test_functions():
    g = numpy.random.default_rng(0)
    x = drawn((3, 50), g)
    x[0, 0] = numpy.nan
    tree = ("Plus", ("Times", ("Tanh", X), ("LogisticSigmoid", Y)), ("Ramp", X), 1)
    numba = {"backend": "numba", "gradients": False, "bound": False}
    hold("threading", x, drawn((3, 50), g), function=compile_function(tree), **numba)
    hold("elementwise", x, function=compile_function(("Divide", ("Exp", X), 2)), **numba)


def test_windows():
    g = numpy.random.default_rng(0)
    numba = {"backend": "numba", "gradients": False, "bound": False}
    pool = {"kernel": (3, 2), "stride": (2, 1), "padding": ((1, 0), (0, 1)), "function": "Max"}
    hold("pooling", drawn((2, 9, 8, 5), g), **pool, **numba)
    settings = {"stride": (2, 1), "dilation": (1, 2), "padding": ((1, 1), (0, 2))}
    hold("convolution", drawn((2, 9, 8, 5), g), weights((5, 1, 3, 3), g), None, groups=5, **settings, **numba)
