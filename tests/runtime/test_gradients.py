"""Gradients of every layer, op and function against central differences in double precision."""

import numpy
import pytest
from luperca.runtime import tape
from luperca.runtime.declare import OPS, create
from luperca.runtime.graph import single
from luperca.runtime.ops.functions import FUNCTIONS
from luperca.runtime.plan import evaluate

from . import nets
from .check import check_gradients


@pytest.mark.parametrize("run", [tape.run, evaluate], ids=["tape", "plan"])
@pytest.mark.parametrize("case", nets.CASES)
def test_gradients(case, run):
    graph, inputs = nets.CASES[case]
    check_gradients(graph, inputs, run)


@pytest.mark.parametrize("run", [tape.run, evaluate], ids=["tape", "plan"])
def test_dropout_in_training(run):
    graph, inputs = nets.CASES["dropout"]
    check_gradients(graph, inputs, run, train=True, seed=5)


# By fusion alone, for ragged batches alone (test_ragged.py), or with a gradient that is not one (test_operators.py).
MADE_OTHERWISE = {"softmax_cross_entropy", "advanced", "masked", "shifted", "strided", "joined", "reversed_gradient"}
MADE_OTHERWISE |= {"spaced", "counted", "following"}
MADE_OTHERWISE |= {"scaled_kernel", "scaled_biases", "external"}


def test_every_op_is_in_some_case():
    used = set()
    for graph, inputs in nets.CASES.values():
        recorded = tape.Tape("float64")
        original = recorded.record
        recorded.record = lambda op, *rest, original=original: used.add(op.name) or original(op, *rest)
        for train in (False, True):
            _trace(graph, inputs, recorded, train)
    used |= MADE_OTHERWISE
    assert set(OPS) <= used


def _trace(graph, inputs, recorder, train):
    from luperca.runtime.ports import Type
    from luperca.runtime.trace import trace

    from .check import drawn

    arrays = drawn(graph, inputs)
    feeds = {name: recorder.value(data) for name, data in inputs.items()}
    weights = {path: recorder.value(array) for path, array in arrays.items()}
    types = {name: Type(value.shape[1:]) for name, value in feeds.items()}
    trace(graph.flat, graph.infer(types, {p: a.shape for p, a in arrays.items()}), feeds, weights, train)


# Where the derivative is looked at: inside the domain, and away from steps and kinks.
POINTS = {
    "ArcCosh": [1.3, 2.0],
    "ArcCoth": [-1.5, 2.0],
    "ArcSec": [-1.5, 2.0],
    "ArcCsc": [-1.5, 2.0],
    "ArcSech": [0.2, 0.7],
    "InverseHaversine": [0.2, 0.7],
    "InverseErfc": [0.2, 0.7, 1.4, 1.9],
    "Sqrt": [0.2, 2.5],
    "Log": [0.2, 2.5],
    "LogGamma": [-1.3, 0.3, 2.5, 14.0],
    "Gamma": [-2.6, -1.3, 0.3, 2.5, 6.0],
    "Erf": [-3.0, -0.3, 0.49, 0.51, 2.0],
    "Erfc": [-3.0, -0.3, 0.49, 0.51, 2.0],
}
UNARY = sorted(name for name, f in FUNCTIONS.items() if f.least == 1)


@pytest.mark.parametrize("name", UNARY)
def test_functions(name):
    points = numpy.array([POINTS.get(name, [-0.7, -0.3, 0.31, 0.62])])
    check_gradients(single(create("ElementwiseLayer", name)), {"Input": points}, evaluate, tolerance=1e-5)


X, Y = ("Slot", 1), ("Slot", 2)
TREES = {
    "polynomial": ("Plus", 1, ("Times", 3, ("Power", X, 3)), ("Times", -2, X)),
    "exponential": ("Power", 2, X),
    "root": ("Surd", X, 3),
    "choice": ("If", ("Greater", X, 0.5), ("Sin", X), ("Times", X, X)),
    "which": ("Which", ("Less", X, -0.5), 1, ("And", ("Less", X, 0.5), ("Positive", X)), ("Exp", X), "True", X),
    "piecewise pairs": (
        "Piecewise",
        ("List", ("List", ("Times", X, X), ("Less", X, 0)), ("List", ("Sin", X), ("Less", X, 0.5))),
        X,
    ),
    "which with a truth": ("Which", ("Less", X, 0), ("Times", X, X), True, ("Sin", X)),
    "piecewise": ("Piecewise", ("Less", X, 0), ("Times", X, X), X),
    "clip": ("Clip", X, ("List", -0.5, 0.5)),
    "extremes": ("Max", 0, ("Min", X, 0.5)),
    "modulo": ("Mod", X, 0.5),
    "threshold": ("Threshold", X, 0.5),
    "logarithm": ("Log", 2, ("Abs", X)),
    "arctan": ("ArcTan", X, ("Plus", X, 2)),
}


@pytest.mark.parametrize("tree", TREES)
def test_trees(tree):
    points = numpy.array([[-0.7, -0.3, 0.31, 0.62]])
    check_gradients(single(create("ElementwiseLayer", TREES[tree])), {"Input": points}, evaluate, tolerance=1e-5)


@pytest.mark.parametrize(
    "tree",
    [("ArcTan", X, Y), ("Max", X, Y), ("Mod", X, Y), ("Subtract", X, Y), ("Power", ("Abs", X), Y), ("Log", Y, X)],
)
def test_trees_of_two(tree):
    inputs = {"Input1": numpy.array([[0.7, 1.3, 2.2]]), "Input2": numpy.array([[0.6, 1.9, 0.4]])}
    check_gradients(single(create("ThreadingLayer", tree)), inputs, evaluate, tolerance=1e-5)


@pytest.mark.parametrize(
    ("function", "at", "slope"),
    [
        ("Ramp", 0, 0),
        ("Abs", 0, 0),
        (("Max", 0, X), 0, 0),
        (("Max", X, 0), 0, 0),
        (("Min", X, 6), 6, 1),
        ("HardTanh", 1, 1),
    ],
)
def test_kinks_have_the_derivative_from_the_left(function, at, slope):
    for run in (tape.run, evaluate):
        graph = single(create("ElementwiseLayer", function))
        _, gradients = run(graph, {}, {"Input": numpy.array([[float(at)]])}, gradients=["Input"])
        assert gradients["Input"].tolist() == [[slope]]
