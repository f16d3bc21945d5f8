"""Predict and PredictorFunction: numbers, with how far they are off as a rule."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import symbols as S
from ..expr import expr, is_list, make_list
from ..numerics.numbers import REAL_TYPES
from ..numerics.numeric import real_value
from . import neighbors, network
from .examples import LearnError, read_examples
from .learnt import Learnt, Task, examples_in, learn, outputs, read_held, rebuilt
from .linear import LINEAR
from .methods import Method, mean_square

METHODS: dict[str, Method] = {
    "LinearRegression": LINEAR,
    "NearestNeighbors": neighbors.OF_NUMBERS,
    "NeuralNetwork": network.OF_NUMBERS,
}
_DEVIATION = "StandardDeviation"
_TASK = Task(METHODS, None)


def predict(data: Any, options: dict[str, Any], session: Any) -> Learnt:
    """What is learnt of examples; raises LearnError."""
    examples = read_examples(data, session)
    right = numbers(examples.outputs, session)
    held = read_held(options["ValidationSet"], session, classes=False)
    pair = None if held is None else (held.inputs, numbers(held.outputs, session))
    parts, choice = learn(_TASK, examples.inputs, right, pair, options, session)
    found = Learnt(S.PredictorFunction, parts)
    said, wanted = choice.outputs, choice.right
    if said is None or wanted is None:
        said, wanted = outputs(METHODS, found, examples.inputs, session), right
    return found.having(**{_DEVIATION: mean_square(said, wanted) ** 0.5})


def numbers(values: list[Any], session: Any) -> np.ndarray:
    found = [real_value(v, session) for v in values]
    odd = next((v for v, x in zip(values, found, strict=True) if type(x) not in REAL_TYPES), None)
    if odd is not None:
        raise LearnError("badvalue", odd)
    return np.array(found, float)


def predictions(predictor: Learnt, inputs: list[Any], session: Any) -> np.ndarray:
    return outputs(METHODS, predictor, inputs, session)


def apply(predictor: Learnt, data: Any, wanted: Any, session: Any) -> Any:
    """predictor[data, property]; raises LearnError."""
    inputs, one = examples_in(predictor, data, session)
    if wanted == "Properties":
        return make_list(_VIEWS)
    names = wanted.args if is_list(wanted) else (wanted,)
    odd = next((n for n in names if type(n) is not str or n not in _VIEWS), None)
    if odd is not None:
        raise LearnError("invprop", odd, make_list(_VIEWS))
    found = []
    for mean in predictions(predictor, inputs, session).tolist():
        seen = [_VIEWS[name](mean, predictor[_DEVIATION]) for name in names]
        found.append(make_list(seen) if is_list(wanted) else seen[0])
    return found[0] if one else make_list(found)


_VIEWS = {
    "Decision": lambda mean, deviation: mean,
    "Distribution": lambda mean, deviation: expr(S.NormalDistribution, mean, deviation),
}


def written(parts: Any) -> Learnt | None:
    """PredictorFunction[<|...|>] as it is written."""
    return rebuilt(S.PredictorFunction, parts, (_DEVIATION,))
