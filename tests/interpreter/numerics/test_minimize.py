"""The least values of smooth functions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.numerics.minimize import minimize


def rosenbrock(x):
    a, b = 1 - x[:-1], x[1:] - x[:-1] ** 2
    slope = np.zeros_like(x)
    slope[:-1] = -2 * a - 400 * x[:-1] * b
    slope[1:] += 200 * b
    return float((a**2 + 100 * b**2).sum()), slope


@pytest.mark.parametrize("n", [2, 5, 20])
def test_along_a_bent_valley(n):
    found = minimize(rosenbrock, np.full(n, -1.0), 1e-10, 2000)
    assert rosenbrock(found)[0] < 1e-12 or n > 3  # with more than three variables there is a second minimum
    assert np.abs(rosenbrock(found)[1]).max() < 1e-8


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.integers(1, 12), st.integers(0, 10**6))
def test_of_quadratic_forms(n, seed):
    rng = np.random.default_rng(seed)
    root, middle = rng.normal(size=(n, n)), rng.normal(size=n)
    form = root @ root.T + np.eye(n)

    def objective(x):
        return float((x - middle) @ form @ (x - middle)) / 2, form @ (x - middle)

    assert np.allclose(minimize(objective, rng.normal(size=n), 1e-10), middle, atol=1e-6)


def test_where_the_function_is_not_defined_it_does_not_go():
    def objective(x):
        with np.errstate(invalid="ignore", divide="ignore"):
            return float((x - np.log(x)).sum()), 1 - 1 / x

    assert np.allclose(minimize(objective, np.array([0.01, 30.0]), 1e-10), 1)


def test_a_function_that_has_no_least_value_ends():
    found = minimize(lambda x: (float(-x.sum()), -np.ones_like(x)), np.zeros(2), most=5)
    assert np.isfinite(found).all()
