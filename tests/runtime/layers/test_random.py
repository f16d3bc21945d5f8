"""Random arrays: mean and variance of every distribution, gradients by parameters, bad parameters; dropout."""

from math import gamma, pi, sqrt

import numpy
import pytest
from luperca.runtime import tape
from luperca.runtime.declare import create
from luperca.runtime.errors import ArgumentError, UndefinedError
from luperca.runtime.graph import connect, single
from luperca.runtime.layers.random import FAMILIES
from luperca.runtime.plan import evaluate

from ..cases import layer, numbers
from ..check import check_gradients
from ..strict import DEVICE

MOMENTS = {  # parameters, mean, variance
    "Normal": ((1, 2), 1, 4),
    "Uniform": (((2, 5),), 3.5, 0.75),
    "Exponential": ((2,), 0.5, 0.25),
    "Poisson": ((3,), 3, 3),
    "Maxwell": ((2,), 4 * sqrt(2 / pi), 4 * (3 * pi - 8) / pi),
    "Rayleigh": ((2,), 2 * sqrt(pi / 2), (4 - pi) * 2),
    "Chi": ((3,), sqrt(2) / gamma(1.5), 3 - 2 / gamma(1.5) ** 2),
    "ChiSquare": ((3,), 3, 6),
    "HalfNormal": ((2,), 0.5, (pi - 2) / 8),
    "Erlang": ((3, 2), 1.5, 0.75),
    "Bernoulli": ((0.3,), 0.3, 0.21),
    "Binomial": ((10, 0.3), 3, 2.1),
    "NegativeBinomial": ((4, 0.4), 6, 15),
    "Gamma": ((3, 2), 6, 12),
    "InverseGamma": ((5, 2), 0.5, 1 / 12),
    "Weibull": ((2, 3), 3 * gamma(1.5), 9 * (1 - gamma(1.5) ** 2)),
    "Nakagami": ((2, 3), gamma(2.5) * sqrt(1.5), 3 * (1 - gamma(2.5) ** 2 / 2)),
    "LogGamma": ((3, 0.1, 2), 1 + 0.9**-3, 0.8**-3 - 0.9**-6),
    "ExpGamma": ((3, 2, 1), 1 + 2 * 0.922784335098467, 4 * 0.394934066848226),
    "DiscreteUniform": (((2, 5),), 3.5, 1.25),
}


def near(y, mean, variance):
    """Whether a sample has the moments, within five deviations of its mean."""
    assert abs(y.mean() - mean) < 5 * sqrt(variance / y.size) + 1e-6
    assert abs(y.var() / variance - 1) < 0.1


def test_all_distributions_are_here():
    assert {f"{name}Distribution" for name in MOMENTS} == set(FAMILIES)


@pytest.mark.parametrize("device", [None, DEVICE], ids=["numpy", "strict"])
@pytest.mark.parametrize("name", MOMENTS)
def test_constant_parameters(name, device):
    parameters, mean, variance = MOMENTS[name]
    graph = layer("RandomArrayLayer", (f"{name}Distribution", *parameters), ports={"Output": (100, 400)})
    settings = {} if device is None else {"device": device}
    y = evaluate(graph, {}, {}, seed=2, **settings)[0]["Output"]
    assert y.shape == (1, 100, 400)
    near(y.astype(float), mean, variance)
    assert (evaluate(graph, {}, {}, seed=2, **settings)[0]["Output"] == y).all()


@pytest.mark.parametrize("name", MOMENTS)
def test_parameters_from_inputs(name):
    parameters, mean, variance = MOMENTS[name]
    flat = [v for p in parameters for v in (p if isinstance(p, tuple) else (p,))]
    slots = [("Slot", f"p{i}") for i in range(len(flat))]
    graph = layer("RandomArrayLayer", ("Function", (f"{name}Distribution", *slots)), ports={"Output": 20000})
    data = {f"p{i}": numpy.full(2, value) for i, value in enumerate(flat)}
    y = evaluate(graph, {}, data, seed=2)[0]["Output"]
    assert y.shape == (2, 20000)
    near(y.astype(float), mean, variance)
    wild = {port: numpy.array([-1e30, 1e30]) for port in data}  # out of range: some number, but no error
    evaluate(graph, {}, wild, seed=2)


@pytest.mark.parametrize("run", [tape.run, evaluate], ids=["tape", "plan"])
@pytest.mark.parametrize("name", ["Normal", "Uniform", "Exponential", "Rayleigh", "Weibull", "HalfNormal"])
def test_gradients_go_through_locations_and_scales(name, run):
    count = FAMILIES[f"{name}Distribution"].counts[-1]
    graph = layer("RandomArrayLayer", f"{name}Distribution")
    names = ["Input"] if count == 1 else [f"Input{i + 1}" for i in range(count)]
    inputs = {port: 1 + i + numpy.abs(numbers(2, 3)) for i, port in enumerate(names)}
    check_gradients(graph, inputs, run, seed=4)


def test_examples_differ():
    graph = connect(
        {"noise": create("RandomArrayLayer", ("NormalDistribution", 0, 1)), "sum": create("TotalLayer")},
        [(("noise", None), ("sum", None)), ((None, "Input"), ("sum", None))],
    )
    y = evaluate(graph, {}, {"Input": numpy.zeros((3, 4))})[0]["Output"]
    assert len(set(y.reshape(-1).tolist())) == 12


@pytest.mark.parametrize(
    "spec",
    [
        "CauchyDistribution",
        3,
        ("NormalDistribution", 0, -1),
        ("NormalDistribution", 0),
        ("BernoulliDistribution", 1.5),
        ("BinomialDistribution", 2.5, 0.5),
        ("UniformDistribution", (3, 2)),
        ("Function", ("Plus", ("Slot", 1), 1)),
    ],
)
def test_bad_distributions(spec):
    with pytest.raises(ArgumentError):
        create("RandomArrayLayer", spec)


def test_unknown_sizes():
    with pytest.raises(ArgumentError):
        evaluate(layer("RandomArrayLayer", ("NormalDistribution", 0, 1)), {}, {})


def test_constant_expressions_are_parameters():
    assert create("RandomArrayLayer", ("NormalDistribution", 0, ("Sqrt", 4)))["Distribution"].parameters == (0, 2.0)


# --- dropout


def test_alpha_dropout_keeps_mean_and_variance():
    x = numpy.random.default_rng(1).standard_normal((20000, 3))
    y = evaluate(layer("DropoutLayer", 0.3, Method="AlphaDropout"), {}, {"Input": x}, train=True, seed=1)[0]["Output"]
    near(y, 0, 1)
    assert len(numpy.unique(y)) < x.size


def test_the_mask_tells_what_was_kept():
    graph = layer("DropoutLayer", 0.3, OutputPorts=["BinaryMask", "Output"])
    x = numbers(200, 10)
    outputs = evaluate(graph, {}, {"Input": x}, train=True, seed=1)[0]
    assert list(outputs) == ["BinaryMask", "Output"]
    numpy.testing.assert_allclose(outputs["Output"], outputs["BinaryMask"] * x / 0.7, rtol=1e-6)
    outputs = evaluate(graph, {}, {"Input": x})[0]
    assert (outputs["BinaryMask"] == 1).all()
    numpy.testing.assert_allclose(outputs["Output"], x, rtol=1e-6)


@pytest.mark.parametrize("run", [tape.run, evaluate], ids=["tape", "plan"])
@pytest.mark.parametrize("options", [{"Method": "AlphaDropout"}, {"OutputPorts": ["Output", "BinaryMask"]}])
def test_gradients_of_dropout(options, run):
    check_gradients(layer("DropoutLayer", 0.4, **options), {"Input": numbers(3, 4)}, run, train=True, seed=3)


def test_a_placeholder_cannot_be_evaluated():
    graph = single(create("PlaceholderLayer", ports={"Input": 3, "Output": 2}))
    with pytest.raises(UndefinedError):
        evaluate(graph, {}, {"Input": numbers(1, 3)})
