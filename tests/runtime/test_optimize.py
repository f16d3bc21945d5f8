"""Optimisers against values computed by hand."""

from dataclasses import replace
from math import sqrt

import numpy
import pytest
from luperca.runtime.device import CPU
from luperca.runtime.optimize import METHODS, Optimizer

from .strict import DEVICE


def stepped(name, gradients, start=1.0, rate=0.1, **options):
    values, slope = numpy.array([start]), numpy.zeros(1)
    optimizer = Optimizer(name, values, slope, CPU, options)
    for g in gradients:
        slope[:] = g
        optimizer.step(rate)
    return values[0]


def test_adam_first_step():
    # m' = g and v' = g^2 after the first step, whatever the betas
    assert stepped("ADAM", [2.0]) == pytest.approx(1 - 0.1 * 2 / (2 + 1e-5), rel=1e-12)


def test_adam_second_step():
    m = (0.9 * 0.1 * 2 + 0.1 * -1) / (1 - 0.9**2)
    v = (0.999 * 0.001 * 4 + 0.001 * 1) / (1 - 0.999**2)
    wanted = 1 - 0.1 * 2 / (2 + 1e-5) - 0.1 * m / (sqrt(v) + 1e-5)
    assert stepped("ADAM", [2.0, -1.0]) == pytest.approx(wanted, rel=1e-12)


def test_sgd():
    # u = -0.2, then 0.93 u + 0.1
    assert stepped("SGD", [2.0, -1.0]) == pytest.approx(1 - 0.2 + (0.93 * -0.2 + 0.1), rel=1e-12)


def test_rmsprop():
    assert stepped("RMSProp", [2.0]) == pytest.approx(1 - 0.1 * 2 / sqrt(0.05 * 4 + 1e-6), rel=1e-12)


def test_sign_sgd():
    # m = 0.07*2, then 0.93*0.14 - 0.07*10 < 0
    assert stepped("SignSGD", [2.0, -10.0]) == pytest.approx(1.0)
    assert stepped("SignSGD", [2.0, -1.0]) == pytest.approx(0.8)


def test_options():
    assert stepped("SGD", [2.0, -1.0], Momentum=0.0) == pytest.approx(0.9)
    assert stepped("SGD", [0.0], L2Regularization=0.5) == pytest.approx(0.95)
    assert stepped("SGD", [100.0], GradientClipping=3.0) == pytest.approx(0.7)


@pytest.mark.parametrize("name", METHODS)
def test_blocks_do_not_matter(name):
    generator = numpy.random.default_rng(0)
    start, slope = generator.standard_normal((2, 70000)).astype("float32")
    whole, parts = start.copy(), start.copy()
    one, other = Optimizer(name, whole, slope, CPU), Optimizer(name, parts, slope, replace(CPU, block=999))
    for _ in range(3):
        one.step(0.01)
        other.step(0.01)
    assert (whole == parts).all()


def test_multipliers():
    values, slope = numpy.zeros(6), numpy.ones(6)
    parts = [(slice(3, 4), 0), (slice(1, 3), 2.0)]
    Optimizer("SGD", values, slope, CPU, None, parts).step(1.0)
    assert values.tolist() == [-1, -2, -2, 0, -1, -1]


@pytest.mark.parametrize("name", METHODS)
def test_strict_device(name):
    start, slope = numpy.random.default_rng(0).standard_normal((2, 10)).astype("float32")
    values, boxed = start.copy(), DEVICE.put(start)
    Optimizer(name, values, slope, CPU).step(0.01)
    Optimizer(name, boxed, DEVICE.put(slope), DEVICE).step(0.01)
    numpy.testing.assert_allclose(DEVICE.get(boxed), values, rtol=1e-6)
