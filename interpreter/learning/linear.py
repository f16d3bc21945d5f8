"""Linear models: logistic regression of classes, linear regression of numbers, both with a penalty on the weights.

The penalty is the "L2Regularization" times half the sum of the squares of the weights, beside the sum of the losses of
the examples; it leaves the biases alone.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..associations import association
from ..numericarray import NumericArray
from ..numerics.minimize import minimize
from .methods import Method, Problem, Suboptions, is_weight

_PENALTY = "L2Regularization"
_PENALTIES = (1.0, 0.01, 100.0)
_TOLERANCE, _MOST_STEPS = 1e-6, 200


def _model(weights: np.ndarray, biases: np.ndarray) -> Any:
    """Weights (output, feature) and biases (output)."""
    return association((("Weights", NumericArray(weights)), ("Biases", NumericArray(biases))))


def _affine(model: Any, features: np.ndarray) -> np.ndarray:
    return features @ model.get("Weights").array.T + model.get("Biases").array


def softmax(x: np.ndarray) -> np.ndarray:
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def fit_logistic(problem: Problem, suboptions: Suboptions) -> Any:
    """The weights that make the examples likeliest, but for the penalty."""
    x, penalty = problem.features, float(suboptions[_PENALTY])
    assert problem.classes is not None
    shape = problem.classes, x.shape[1]
    target = np.eye(problem.classes)[problem.right]

    def objective(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        weights, biases = parameters[: -problem.classes].reshape(shape), parameters[-problem.classes :]
        p = softmax(x @ weights.T + biases)
        miss = p - target
        hit = np.maximum(p[np.arange(len(p)), problem.right], np.finfo(float).tiny)
        value = float(-np.log(hit).sum() + penalty / 2 * (weights**2).sum())
        slope = miss.T @ x + penalty * weights
        return value, np.concatenate([slope.reshape(-1), miss.sum(axis=0)])

    found = minimize(objective, np.zeros(shape[0] * shape[1] + shape[0]), _TOLERANCE, _MOST_STEPS)
    return _model(found[: -problem.classes].reshape(shape), found[-problem.classes :])


def fit_linear(problem: Problem, suboptions: Suboptions) -> Any:
    """Least squares; without a penalty, of all solutions the one of the least weights."""
    x, y, penalty = problem.features, problem.right, float(suboptions[_PENALTY])
    middle, mean = x.mean(axis=0), y.mean()
    rows = np.concatenate([x - middle, np.sqrt(penalty) * np.eye(x.shape[1])]) if penalty else x - middle
    right = np.concatenate([y - mean, np.zeros(x.shape[1])]) if penalty else y - mean
    weights = np.linalg.lstsq(rows, right, rcond=None)[0]
    return _model(weights[None], np.array([mean - middle @ weights]))


LOGISTIC = Method(
    fit_logistic,
    lambda model, x, session: softmax(_affine(model, x)),
    {_PENALTY: is_weight},
    lambda problem: [{_PENALTY: p} for p in _PENALTIES],
)
LINEAR = Method(
    fit_linear,
    lambda model, x, session: _affine(model, x)[:, 0],
    {_PENALTY: is_weight},
    lambda problem: [{_PENALTY: p} for p in (0.0, *_PENALTIES)],
)
