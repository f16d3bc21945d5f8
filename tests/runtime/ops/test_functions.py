"""Values of the functions against Python's own and mpmath."""

import math

import mpmath
import numpy
import pytest
from luperca.runtime.ops import special
from luperca.runtime.ops.functions import FUNCTIONS
from luperca.runtime.ops.trees import compile_function

from ..strict import DEVICE

X = numpy.array([-6.3, -2.5, -1.2, -0.51, -0.49, -1e-9, 1e-12, 0.3, 0.5, 1.0, 2.0, 4.7, 9.0, 25.0])


def held(function, exact, points, tolerance=2e-14):
    found = function(numpy, points)
    with mpmath.workdps(40):
        wanted = numpy.array([float(exact(x)) for x in points])
    numpy.testing.assert_allclose(found, wanted, rtol=tolerance, atol=1e-300)


def test_error_functions():
    held(special.erf, math.erf, X)
    held(special.erfc, math.erfc, X)
    held(special.inverse_erf, lambda y: mpmath.erfinv(y), numpy.array([-0.999, -0.4, 1e-9, 0.2, 0.7, 0.9999]), 1e-12)
    points = numpy.array([1e-9, 0.1, 0.9, 1.3, 1.99])
    held(special.inverse_erfc, lambda y: mpmath.erfinv(1 - mpmath.mpf(y)), points, 1e-12)
    assert special.inverse_erf(numpy, numpy.array([1.0, -1.0])).tolist() == [math.inf, -math.inf]


def test_gamma_functions():
    held(special.gamma, math.gamma, X, 1e-12)
    held(special.digamma, mpmath.digamma, X, 1e-9)
    points = numpy.array([0.3, 1.7, 5.0, 60.5, -2.5, -0.2])
    numpy.testing.assert_allclose(special.log_gamma(numpy, points), [math.lgamma(x) for x in points], rtol=1e-12)


EXACT = {
    "Cot": mpmath.cot,
    "Sec": mpmath.sec,
    "Csc": mpmath.csc,
    "Coth": mpmath.coth,
    "Sech": mpmath.sech,
    "Csch": mpmath.csch,
    "ArcCot": mpmath.acot,
    "ArcCsch": mpmath.acsch,
    "ArcSinh": mpmath.asinh,
    "LogisticSigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "Gudermannian": lambda x: 2 * mpmath.atan(mpmath.tanh(x / 2)),
    "Haversine": lambda x: mpmath.sin(x / 2) ** 2,
    "SoftPlus": lambda x: mpmath.log1p(mpmath.exp(x)),
    "Swish": lambda x: x / (1 + mpmath.exp(-x)),
    "Mish": lambda x: x * mpmath.tanh(mpmath.log1p(mpmath.exp(x))),
    "GELU": lambda x: x * mpmath.ncdf(x),
    "ELU": lambda x: x if x >= 0 else mpmath.expm1(x),
    "SELU": lambda x: 1.0507009873554805 * x if x >= 0 else 1.758099340847161 * mpmath.expm1(x),
    "SoftSign": lambda x: x / (1 + abs(x)),
    "HardTanh": lambda x: min(max(x, -1), 1),
    "HardSigmoid": lambda x: min(max((x + 1) / 2, 0), 1),
    "HardSwish": lambda x: x * min(max(x + 3, 0), 6) / 6,
    "ReLU": lambda x: max(x, 0),
    "CubeRoot": lambda x: math.copysign(abs(x) ** (1 / 3), x),
}


@pytest.mark.parametrize("name", EXACT)
def test_values(name):
    points = numpy.array([-6.3, -2.5, -0.4, 0.3, 0.9, 2.0, 7.7])
    held(FUNCTIONS[name].value, lambda x: EXACT[name](mpmath.mpf(float(x))), points, 1e-13)


@pytest.mark.parametrize(
    ("name", "inverse", "points"),
    [
        ("Sin", "ArcSin", [-0.9, 0.4]),
        ("Sec", "ArcSec", [0.3, 1.2, 2.5]),
        ("Csc", "ArcCsc", [-0.7, 1.2]),
        ("Sech", "ArcSech", [0.3, 2.0]),
        ("Coth", "ArcCoth", [-0.4, 1.5]),
        ("Haversine", "InverseHaversine", [0.3, 2.0]),
        ("Gudermannian", "InverseGudermannian", [-1.5, 0.4]),
    ],
)
def test_inverses(name, inverse, points):
    x = numpy.array(points)
    found = FUNCTIONS[inverse].value(numpy, FUNCTIONS[name].value(numpy, x))
    numpy.testing.assert_allclose(found, x, rtol=1e-12)


@pytest.mark.parametrize(
    ("tree", "x", "y"),
    [
        (("Plus", 1, ("Times", 2, ("Slot",))), 3, 7),
        (("Round", ("Slot",)), 2.5, 2),
        (("Mod", ("Slot",), 3), -1, 2),
        (("Surd", ("Slot",), 3), -8, -2),
        (("Clip", ("Slot",), ("List", 0, 2)), 5, 2),
        (("Clip", ("Slot",)), -5, -1),
        (("If", ("Less", 0, ("Slot",), 2), 10, 20), 1, 10),
        (("If", ("Less", 0, ("Slot",), 2), 10, 20), 2, 20),
        (("Which", ("Equal", ("Slot",), 1), 5, ("Unequal", ("Slot",), 1), 6), 3, 6),
        (("Log", 2, ("Slot",)), 8, 3),
        (("ArcTan", ("Slot",), 1), -1, 3 * math.pi / 4),
        (("Times", "Pi", ("Slot",)), 2, 2 * math.pi),
        (("Unitize", ("Slot",)), -3, 1),
        (("KroneckerDelta", ("Slot",)), 0, 1),
        (("Chop", ("Slot",)), 1e-12, 0),
        (("Threshold", ("Slot",), 0.5), 0.4, 0),
    ],
)
def test_trees(tree, x, y):
    assert float(compile_function(tree).value(numpy, (numpy.array(float(x)),))) == pytest.approx(y)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_strict_arrays(name):
    points = [numpy.array([[0.3, 0.8]])] * FUNCTIONS[name].least
    f = compile_function(name)
    with numpy.errstate(all="ignore"):  # some functions are not defined there
        _held_on_strict_arrays(f, points)


def _held_on_strict_arrays(f, points):
    wanted = f.value(numpy, tuple(points))
    boxed = tuple(map(DEVICE.put, points))
    numpy.testing.assert_array_equal(DEVICE.get(f.value(DEVICE.xp, boxed)), wanted)
    for slope in f.slopes(DEVICE.xp, boxed, tuple(range(len(boxed)))):
        assert slope is None or isinstance(slope, float | type(boxed[0]))


@pytest.mark.parametrize("spec", ["Nothing", ("Nothing", 1), ("Sin",), ("Plus", "Unknown"), True, None, ("Divide", 1)])
def test_what_is_not_a_function(spec):
    with pytest.raises(ValueError):
        compile_function(spec)
