"""First values of arrays."""

import numpy
import pytest
from luperca.runtime.declare import create
from luperca.runtime.errors import ShapeError, UnspecifiedError
from luperca.runtime.graph import chain, single
from luperca.runtime.initialize import METHODS, initialize, normal


def drawn(method="Kaiming", shape=(400, 200), seed=1, **options):
    graph = single(create("LinearLayer", shape[0], ports={"Input": shape[1]}))
    return initialize(graph, method=method, generator=numpy.random.default_rng(seed), **options)


@pytest.mark.parametrize("distribution", ["Normal", "Uniform"])
@pytest.mark.parametrize(("method", "variance"), [("Kaiming", 2 / 200), ("Xavier", 2 / 600)])
def test_variances(method, variance, distribution):
    weights = drawn(method, distribution=distribution)[("Weights",)]
    assert weights.dtype == numpy.float32
    assert weights.var() == pytest.approx(variance, rel=0.05)
    assert abs(weights.mean()) < 0.002
    limited = abs(weights).max() <= numpy.sqrt(3 * variance)
    assert limited == (distribution == "Uniform")


@pytest.mark.parametrize(("factor", "variance"), [("In", 1 / 200), ("Out", 1 / 400), ("Mean", 1 / 300)])
def test_what_the_scale_goes_by(factor, variance):
    assert drawn("Xavier", factor=factor)[("Weights",)].var() == pytest.approx(variance, rel=0.05)


def test_biases_may_be_drawn():
    found = drawn("Random", (3000, 4), biases=normal(2.0))
    assert found[("Biases",)].std() == pytest.approx(2, rel=0.05)
    graph = single(create("BatchNormalizationLayer", ports={"Input": (400, 2)}))
    arrays = initialize(graph, method="Random", generator=numpy.random.default_rng(0), biases=normal(1.0))
    assert (arrays[("Biases",)] != 0).all()
    assert (arrays[("MovingMean",)] == 0).all()


def test_random_and_identity():
    assert drawn("Random", draw=normal(3.0))[("Weights",)].std() == pytest.approx(3, rel=0.05)
    weights = drawn("Identity", draw=normal(0.001))[("Weights",)]
    assert abs(weights - numpy.eye(400, 200)).max() < 0.01
    assert (weights != numpy.eye(400, 200)).all()


@pytest.mark.parametrize("shape", [(5, 3), (3, 5)])
def test_orthogonal(shape):
    w = drawn("Orthogonal", shape)[("Weights",)].astype(float)
    small = w @ w.T if shape[0] < shape[1] else w.T @ w
    numpy.testing.assert_allclose(small, numpy.eye(3), atol=1e-6)


@pytest.mark.parametrize("method", METHODS)
def test_seeds_decide_and_biases_are_zero(method):
    one, same, other = drawn(method, (3, 4)), drawn(method, (3, 4)), drawn(method, (3, 4), seed=2)
    assert (one[("Weights",)] == same[("Weights",)]).all()
    assert (one[("Weights",)] != other[("Weights",)]).any()
    assert (one[("Biases",)] == 0).all()


def test_given_arrays_stay():
    graph = chain([create("LinearLayer", 2), create("ConstantTimesLayer")], {"Input": 3})
    given = {(1, "Biases"): numpy.ones(2)}
    kept = initialize(graph, given, generator=numpy.random.default_rng(0))
    assert kept[1, "Biases"] is given[1, "Biases"]
    assert (kept[2, "Scaling"] == 1).all()
    anew = initialize(graph, given, generator=numpy.random.default_rng(0), everything=True)
    assert (anew[1, "Biases"] == 0).all()


def test_arrays_are_read_only():
    with pytest.raises(ValueError):
        drawn(shape=(2, 2))[("Weights",)][0, 0] = 1


def test_unknown_and_wrong_shapes():
    with pytest.raises(UnspecifiedError) as caught:
        initialize(single(create("LinearLayer", 2)), generator=numpy.random.default_rng(0))
    assert caught.value.places == (((), "Weights"),)
    with pytest.raises(ShapeError) as caught:
        wrong = {("Biases",): numpy.ones(3)}
        initialize(single(create("LinearLayer", 2)), wrong, generator=numpy.random.default_rng(0))
    assert caught.value.port in ("Biases", "Output")
