"""A net of linear layers, trained by NetTrain."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import symbols as S
from ..expr import Expr, expr, make_list
from ..numericarray import NumericArray
from .examples import LearnError
from .methods import Method, Problem, Suboptions, is_count

_DEPTH, _ROUNDS = "NetworkDepth", "MaxTrainingRounds"
_DEPTHS = (3, 2)  # linear layers
_NARROWEST, _WIDEST = 32, 256
_BATCH, _UPDATES, _MOST_ROUNDS = 64, 4000, 500
_HELD = 0.1  # the share of the examples by which the best round is known
_LEAST = 100  # examples for which a net is tried, and of which some are held back


def _chain(problem: Problem, depth: int) -> list[Any]:
    """Linear layers with ramps between them, the inner ones twice as wide as there are features."""
    width = int(np.clip(2 * problem.features.shape[1], _NARROWEST, _WIDEST))
    inner = [x for _ in range(depth - 1) for x in (expr(S.LinearLayer, width), S.Ramp)]
    return [*inner, expr(S.LinearLayer, problem.classes or 1)]


def _fit(problem: Problem, suboptions: Suboptions) -> Any:
    layers = _chain(problem, suboptions[_DEPTH])
    if problem.classes is not None:
        return _trained([*layers, expr(S.SoftmaxLayer)], problem, problem.right + 1, suboptions)
    mean, spread = float(problem.right.mean()), float(problem.right.std()) or 1.0
    net = _trained(layers, problem, ((problem.right - mean) / spread)[:, None], suboptions)
    back = expr(S.ElementwiseLayer, expr(S.Function, expr(S.Plus, mean, expr(S.Times, spread, expr(S.Slot, 1)))))
    return problem.session.evaluate_expr(expr(S.NetAppend, net, back))


def _trained(layers: list[Any], problem: Problem, target: np.ndarray, suboptions: Suboptions) -> Any:
    """The trained net; raises LearnError when training came to nothing."""
    from ..nets.objects import Net

    count = len(target)
    batches = -(-count // _BATCH)
    rounds = suboptions.get(_ROUNDS, min(_MOST_ROUNDS, max(1, -(-_UPDATES // batches))))
    held: Any = expr(S.Scaled, _HELD) if count >= _LEAST else S.None_
    if problem.held is not None and problem.classes is not None:
        held = _data(problem.held[0], problem.held[1] + 1)
    options = {"BatchSize": min(_BATCH, count), "MaxTrainingRounds": rounds, "ValidationSet": held}
    rules = [expr(S.Rule, S.system(name), value) for name, value in (options | problem.settings).items()]
    net = expr(S.NetChain, make_list(layers), expr(S.Rule, "Input", problem.features.shape[1]))
    found = problem.session.evaluate_expr(expr(S.NetTrain, net, _data(problem.features, target), *rules))
    if type(found) is not Net:
        raise LearnError("nofit", "NeuralNetwork")
    return found


def _data(features: np.ndarray, target: np.ndarray) -> Any:
    kind = "float32" if target.dtype.kind == "f" else "int64"
    return expr(S.Rule, NumericArray(features.astype("float32")), NumericArray(target.astype(kind)))


def _outputs(model: Any, x: np.ndarray, session: Any) -> np.ndarray:
    if not len(x):
        return np.zeros((0, 1))
    found: np.ndarray = session.evaluate_expr(Expr(model, (NumericArray(x.astype("float32")),))).array
    return found.astype(float)


def _choices(problem: Problem) -> list[Suboptions]:
    return [{_DEPTH: depth} for depth in _DEPTHS]


_SUBOPTIONS = {_DEPTH: is_count, _ROUNDS: is_count}
OF_CLASSES = Method(_fit, _outputs, _SUBOPTIONS, _choices, least=_LEAST)
OF_NUMBERS = Method(_fit, lambda model, x, session: _outputs(model, x, session)[:, 0], _SUBOPTIONS, _choices, _LEAST)
