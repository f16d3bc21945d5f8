"""Functions of elements as formulas: the runtime's trees, with functions that have kinks written piece by piece, so
that a derivative of the formula is the derivative of the net."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ....runtime.ops.functions import SELU, SELU_NEGATIVE
from ... import symbols as S
from ...expr import Expr, expr
from .algebra import call, minus, piecewise, plus, quotient, times

TESTS = {
    "Negative": "Less",
    "NonNegative": "GreaterEqual",
    "Positive": "Greater",
    "NonPositive": "LessEqual",
    "PossibleZeroQ": "Equal",
    "KroneckerDelta": "Equal",
    "Unitize": "Unequal",
    "UnitStep": "GreaterEqual",
    "Boole": "Unequal",
}
_LOGICAL = frozenset("And Or Not Equal Unequal Less LessEqual Greater GreaterEqual".split()) | TESTS.keys()


def _ramp(x: Any) -> Any:
    return piecewise([(x, call("Greater", x, 0))], 0)


def _clip(x: Any, low: Any = -1, high: Any = 1) -> Any:
    return piecewise([(low, call("LessEqual", x, low)), (high, call("Greater", x, high))], x)


def _elu(x: Any) -> Any:
    return piecewise([(minus(call("Exp", x), 1), call("Less", x, 0))], x)


def _selu(x: Any) -> Any:
    low = times(SELU_NEGATIVE, minus(call("Exp", x), 1))
    return piecewise([(low, call("Less", x, 0))], times(SELU, x))


def _gelu(x: Any) -> Any:
    return times(0.5, times(x, call("Erfc", times(-1, quotient(x, expr(S.Sqrt, 2))))))


def _threshold(x: Any, limit: float = 1e-10) -> Any:
    return piecewise([(0, call("Less", call("Abs", x), limit))], x)


def _abs(x: Any) -> Any:
    return piecewise([(x, call("Greater", x, 0)), (times(-1, x), call("Less", x, 0))], 0)


def _extreme(before: str, after: str) -> Callable[..., Any]:
    """Max or Min: the first of x that compares so with those before it and with those after it."""

    def extreme(*x: Any) -> Any:
        cases = []
        for i, a in enumerate(x[:-1]):
            tests = [call(before, a, b) for b in x[:i]] + [call(after, a, b) for b in x[i + 1 :]]
            cases.append((a, call("And", *tests)))
        return piecewise(cases, x[-1]) if cases else x[0]

    return extreme


largest = _extreme("GreaterEqual", "Greater")  # of equal ones the last counts, as for the gradients of nets
smallest = _extreme("Less", "LessEqual")  # of equal ones the first


def softplus(x: Any) -> Any:
    return call("Log", plus(1, call("Exp", x)))


# Formulas of the functions of `runtime.ops.functions` that the language does not have, or that have kinks.
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "Abs": _abs,
    "Chop": _threshold,
    "Clip": _clip,
    "CubeRoot": lambda x: call("Surd", x, 3),
    "Divide": quotient,
    "ELU": _elu,
    "ExponentialLinearUnit": _elu,
    "FractionalPart": lambda x: minus(x, call("IntegerPart", x)),
    "GELU": _gelu,
    "GaussianErrorLinearUnit": _gelu,
    "HardSigmoid": lambda x: _clip(quotient(plus(x, 1), 2), 0, 1),
    "HardSwish": lambda x: quotient(times(x, _clip(plus(x, 3), 0, 6)), 6),
    "HardTanh": _clip,
    "Max": largest,
    "Min": smallest,
    "Minus": lambda x: times(-1, x),
    "Mish": lambda x: times(x, call("Tanh", softplus(x))),
    "Mod": lambda x, m: minus(x, times(m, call("Floor", quotient(x, m)))),
    "Ramp": _ramp,
    "ReLU": _ramp,
    "RectifiedLinearUnit": _ramp,
    "SELU": _selu,
    "ScaledExponentialLinearUnit": _selu,
    "Sigmoid": lambda x: call("LogisticSigmoid", x),
    "Sign": lambda x: piecewise([(1, call("Greater", x, 0)), (-1, call("Less", x, 0))], 0),
    "SoftPlus": softplus,
    "SoftSign": lambda x: quotient(x, plus(1, _abs(x))),
    "Subtract": minus,
    "Swish": lambda x: times(x, call("LogisticSigmoid", x)),
    "Threshold": _threshold,
}
_CHOICES = ("If", "Which", "Piecewise")  # all are test, value, ..., default


def written(tree: Any, slots: dict[Any, Any]) -> Any:
    """A tree with expressions in its slots."""
    if not isinstance(tree, tuple):
        return tree
    if tree[0] == "Slot":
        return slots[tree[1]]
    if tree[0] in _LOGICAL:
        return piecewise([(1, condition(tree, slots))], 0)
    if tree[0] in _CHOICES:
        *pairs, otherwise = tree[1:] if len(tree) % 2 == 0 else (*tree[1:], 0)
        cases = [(written(v, slots), condition(t, slots)) for t, v in zip(pairs[0::2], pairs[1::2], strict=True)]
        return piecewise(cases, written(otherwise, slots))
    parts = [written(part, slots) for part in tree[1:]]
    rule = FUNCTIONS.get(tree[0])
    return Expr(S.system(tree[0]), tuple(parts)) if rule is None else rule(*parts)


def condition(tree: Any, slots: dict[Any, Any]) -> Any:
    """A tree as a condition: what is no comparison holds where it is not 0."""
    if not isinstance(tree, tuple) or tree[0] not in _LOGICAL:
        return call("Unequal", written(tree, slots), 0)
    if tree[0] in TESTS:
        return call(TESTS[tree[0]], written(tree[1], slots), 0)
    if tree[0] in ("And", "Or", "Not"):
        return call(tree[0], *[condition(part, slots) for part in tree[1:]])
    return call(tree[0], *[written(part, slots) for part in tree[1:]])
