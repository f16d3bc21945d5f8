"""Functions of elements: every formula in C against the table, digits, NaN and infinity."""

import numpy
import pytest
from luperca.runtime import kernels
from luperca.runtime.ops.functions import FUNCTIONS
from luperca.runtime.ops.trees import compile_function, for_inputs

from .hold import drawn, hold, needs, run

pytestmark = needs("c")
X, Y = ("Slot", 1), ("Slot", 2)


def known():
    from luperca.runtime.kernels.formulas import FORMULAS

    return sorted(name for name in FORMULAS if FUNCTIONS[name].least == 1)


POINTS = {"Sqrt": (0.1, 3), "Log": (0.1, 3), "ArcSin": (-0.9, 0.9), "ArcCos": (-0.9, 0.9), "ArcTanh": (-0.9, 0.9)}


@pytest.mark.parametrize("name", known())
def test_functions(name):
    low, high = POINTS.get(name, (-3, 3))
    x = numpy.linspace(low, high, 331, dtype="float32") + numpy.float32(1e-3)
    function = compile_function((name, X) if name != "Piecewise" else X)
    # In evaluation these slopes are numpy's, rounded after every step.
    slopes = name not in ("Tanh", "LogisticSigmoid", "Sigmoid")
    hold("elementwise", x[None], function=function, exact=True, tolerance=2e-6, gradients=slopes)
    hold("elementwise", x[None], function=function, exact=False, tolerance=1e-5)


TREES = [
    ("Plus", ("Times", ("Tanh", X), ("LogisticSigmoid", Y)), X),
    ("Power", ("Abs", X), Y),
    ("Power", X, 3),
    ("Max", X, Y, 0),
    ("Min", X, Y),
    ("Which", ("Less", X, Y), X, ("And", ("Less", X, 0.5), ("Greater", Y, 0)), Y, "True", ("Exp", X)),
    ("If", ("Greater", X, Y), X, Y),
    ("Clip", X, Y, 2),
    ("Mod", X, 0.7),
    ("Divide", X, Y),
    ("ArcTan", X, Y),
    ("Threshold", ("Subtract", X, Y), 0.5),
    ("Or", ("Equal", X, Y), ("LessEqual", X, 0), ("Unequal", X, 1), ("GreaterEqual", Y, 1)),
    ("Log", 2, ("Abs", X)),
]


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree[0])
def test_trees(tree):
    g = numpy.random.default_rng(0)
    function = compile_function(tree)
    inputs = [drawn((7, 43), g) for _ in function.slots]
    op = "threading" if len(inputs) > 1 else "elementwise"
    hold(op, *inputs, function=function, tolerance=2e-6)
    hold(op, *inputs, function=function, exact=False, tolerance=2e-5)


@pytest.mark.parametrize("name", ["Tanh", "Exp", "LogisticSigmoid", "Log", "SoftPlus", "Mish", "Swish"])
@pytest.mark.parametrize("scale", [1e-4, 0.3, 3, 40])
def test_functions_are_rounded_once(name, scale):
    x = numpy.random.default_rng(0).standard_normal((1, 10**6)).astype("float32") * numpy.float32(scale)
    x = numpy.abs(x) if name == "Log" else x
    function = compile_function(name)
    found, _, bound = run("c", "elementwise", [x], {"function": function}, gradients=False)
    with numpy.errstate(all="ignore"):
        exact = function.value(numpy, (x.astype("float64"),)).astype("float32")
    assert bound == [True]
    assert (found != exact).sum() <= 1  # a tie, where the double that is rounded is not the same one


EDGES = [0.0, -0.0, 1e-45, -1e-40, 1.0, -1.0, 88.7, 88.8, -87.4, -103.9, -104.0, 710.0, -746.0, 3e38, -3e38]


@pytest.mark.parametrize("name", known())
@pytest.mark.parametrize("exact", [True, False])
def test_edges(name, exact):
    x = numpy.array([[*EDGES, numpy.inf, -numpy.inf, numpy.nan, *EDGES]], "float32")
    settings = {"function": compile_function((name, X) if name != "Piecewise" else X)}
    wanted, _, _ = run("numpy", "elementwise", [x], settings, gradients=False)
    found, _, _ = run("c", "elementwise", [x], settings, gradients=False, exact=exact)
    close = numpy.isclose(found, wanted, rtol=1e-5, atol=1e-37, equal_nan=True)
    assert close.all(), list(zip(x[~close], found[~close], wanted[~close]))


@pytest.mark.parametrize("size", [1, 7, 8, 9, 100000])
def test_sizes(size):
    hold("elementwise", drawn((size,), numpy.random.default_rng(0)), function=compile_function("Tanh"), exact=False)
    hold("threading", *[drawn((size,), numpy.random.default_rng(0))] * 2, function=for_inputs("Times", 2))


def test_small_arrays_do_not_wait_for_a_compiler():
    kernels.use("auto")
    x = numpy.ones((1, 3), "float32")
    function = compile_function(("Plus", X, 0.12345678))
    found, _, bound = run("auto", "elementwise", [x], {"function": function}, gradients=False)
    assert bound == [False] and abs(found - 1.12345678).max() < 1e-6
