"""The table of functions that elementwise layers know, each with its derivative; here those of one argument.

Values and derivatives are computed in double precision and rounded once to the plan's, so that the printed digits of a
result do not depend on the array library. At a kink the derivative is the one from the left, 0 for Ramp and Abs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import pi, sqrt
from typing import Any

from . import special


@dataclass(frozen=True)
class Function:
    """A function of the table: `value(xp, *x)`; `slopes(xp, y, *x)` gives one derivative an argument (None: zero)."""

    name: str
    value: Callable
    slopes: Callable
    least: int = 1
    most: int = 1


FUNCTIONS: dict[str, Function] = {}


def unary(name: str, value: Callable, slope: Callable | None = None) -> None:
    """Enters a function of one argument, `value(xp, x)`, with derivative `slope(xp, y, x)`; None: zero everywhere."""
    FUNCTIONS[name] = Function(name, value, lambda xp, y, x: (slope(xp, y, x) if slope else None,))


def several(name: str, value: Callable, slopes: Callable, least: int = 1, most: int = 99) -> None:
    """Enters a function of several arguments."""
    FUNCTIONS[name] = Function(name, value, slopes, least, most)


def alias(name: str, *others: str) -> None:
    """Further names of a function."""
    for other in others:
        FUNCTIONS[other] = FUNCTIONS[name]


# --- elementary functions and their inverses (derivatives: Abramowitz and Stegun, chapter 4)

unary("Ramp", lambda xp, x: xp.maximum(x, 0), lambda xp, y, x: x > 0)
unary("Abs", lambda xp, x: xp.abs(x), lambda xp, y, x: xp.sign(x))
unary("Minus", lambda xp, x: -x, lambda xp, y, x: -1.0)
unary("LogisticSigmoid", lambda xp, x: 1 / (1 + xp.exp(-x)), lambda xp, y, x: y * (1 - y))
unary("Exp", lambda xp, x: xp.exp(x), lambda xp, y, x: y)
unary("Sqrt", lambda xp, x: xp.sqrt(x), lambda xp, y, x: 0.5 / y)
unary("CubeRoot", lambda xp, x: xp.cbrt(x), lambda xp, y, x: 1 / (3 * y * y))
unary("Sin", lambda xp, x: xp.sin(x), lambda xp, y, x: xp.cos(x))
unary("Cos", lambda xp, x: xp.cos(x), lambda xp, y, x: -xp.sin(x))
unary("Tan", lambda xp, x: xp.tan(x), lambda xp, y, x: 1 + y * y)
unary("Cot", lambda xp, x: 1 / xp.tan(x), lambda xp, y, x: -1 - y * y)
unary("Sec", lambda xp, x: 1 / xp.cos(x), lambda xp, y, x: y * xp.tan(x))
unary("Csc", lambda xp, x: 1 / xp.sin(x), lambda xp, y, x: -y / xp.tan(x))
unary("Sinh", lambda xp, x: xp.sinh(x), lambda xp, y, x: xp.cosh(x))
unary("Cosh", lambda xp, x: xp.cosh(x), lambda xp, y, x: xp.sinh(x))
unary("Tanh", lambda xp, x: xp.tanh(x), lambda xp, y, x: 1 - y * y)
unary("Coth", lambda xp, x: 1 / xp.tanh(x), lambda xp, y, x: 1 - y * y)
unary("Sech", lambda xp, x: 1 / xp.cosh(x), lambda xp, y, x: -y * xp.tanh(x))
unary("Csch", lambda xp, x: 1 / xp.sinh(x), lambda xp, y, x: -y / xp.tanh(x))
unary("ArcSin", lambda xp, x: xp.arcsin(x), lambda xp, y, x: 1 / xp.sqrt(1 - x * x))
unary("ArcCos", lambda xp, x: xp.arccos(x), lambda xp, y, x: -1 / xp.sqrt(1 - x * x))
unary("ArcCot", lambda xp, x: xp.arctan(1 / x), lambda xp, y, x: -1 / (1 + x * x))
unary("ArcSec", lambda xp, x: xp.arccos(1 / x), lambda xp, y, x: 1 / (x * x * xp.sqrt(1 - 1 / (x * x))))
unary("ArcCsc", lambda xp, x: xp.arcsin(1 / x), lambda xp, y, x: -1 / (x * x * xp.sqrt(1 - 1 / (x * x))))
unary("ArcSinh", lambda xp, x: xp.arcsinh(x), lambda xp, y, x: 1 / xp.sqrt(1 + x * x))
unary("ArcCosh", lambda xp, x: xp.arccosh(x), lambda xp, y, x: 1 / xp.sqrt(x * x - 1))
unary("ArcTanh", lambda xp, x: xp.arctanh(x), lambda xp, y, x: 1 / (1 - x * x))
unary("ArcCoth", lambda xp, x: xp.arctanh(1 / x), lambda xp, y, x: 1 / (1 - x * x))
unary("ArcSech", lambda xp, x: xp.arccosh(1 / x), lambda xp, y, x: -1 / (x * xp.sqrt(1 - x * x)))
unary("ArcCsch", lambda xp, x: xp.arcsinh(1 / x), lambda xp, y, x: -1 / (xp.abs(x) * xp.sqrt(1 + x * x)))
unary("Haversine", lambda xp, x: xp.sin(x / 2) ** 2, lambda xp, y, x: xp.sin(x) / 2)
unary("InverseHaversine", lambda xp, x: 2 * xp.arcsin(xp.sqrt(x)), lambda xp, y, x: 1 / xp.sqrt(x * (1 - x)))
unary("Gudermannian", lambda xp, x: 2 * xp.arctan(xp.tanh(x / 2)), lambda xp, y, x: 1 / xp.cosh(x))
unary("InverseGudermannian", lambda xp, x: xp.arcsinh(xp.tan(x)), lambda xp, y, x: 1 / xp.cos(x))

# --- special functions

unary("Gamma", special.gamma, lambda xp, y, x: y * special.digamma(xp, x))
unary("LogGamma", special.log_gamma, lambda xp, y, x: special.digamma(xp, x))
unary("Erf", special.erf, lambda xp, y, x: 2 / sqrt(pi) * xp.exp(-x * x))
unary("Erfc", special.erfc, lambda xp, y, x: -2 / sqrt(pi) * xp.exp(-x * x))
unary("InverseErf", special.inverse_erf, lambda xp, y, x: sqrt(pi) / 2 * xp.exp(y * y))
unary("InverseErfc", special.inverse_erfc, lambda xp, y, x: -sqrt(pi) / 2 * xp.exp(y * y))

# --- steps; Round is to the nearest even number, as the language rounds

unary("Round", lambda xp, x: xp.rint(x))
unary("Floor", lambda xp, x: xp.floor(x))
unary("Ceiling", lambda xp, x: xp.ceil(x))
unary("Sign", lambda xp, x: xp.sign(x))
unary("IntegerPart", lambda xp, x: xp.trunc(x))
unary("FractionalPart", lambda xp, x: x - xp.trunc(x), lambda xp, y, x: 1.0)
unary("Unitize", lambda xp, x: x != 0)
unary("KroneckerDelta", lambda xp, x: x == 0)
unary("Negative", lambda xp, x: x < 0)
unary("NonNegative", lambda xp, x: x >= 0)
unary("Positive", lambda xp, x: x > 0)
unary("NonPositive", lambda xp, x: x <= 0)
unary("PossibleZeroQ", lambda xp, x: x == 0)
unary("Not", lambda xp, x: x == 0)
unary("UnitStep", lambda xp, x: x >= 0)
unary("Boole", lambda xp, x: x != 0)

# --- named activations. ELU: arXiv:1511.07289, SELU: 1706.02515, GELU: 1606.08415, Swish: 1710.05941,
# HardSwish: 1905.02244, Mish: 1908.08681

SELU = 1.0507009873554805
SELU_NEGATIVE = 1.758099340847161


def _sigmoid(xp: Any, x: Any) -> Any:
    return 1 / (1 + xp.exp(-x))


def _softplus(xp: Any, x: Any) -> Any:
    return xp.maximum(x, 0) + xp.log1p(xp.exp(-xp.abs(x)))


def _mish_slope(xp: Any, y: Any, x: Any) -> Any:
    t = xp.tanh(_softplus(xp, x))
    return t + x * (1 - t * t) * _sigmoid(xp, x)


def _swish_slope(xp: Any, y: Any, x: Any) -> Any:
    s = _sigmoid(xp, x)
    return s + x * s * (1 - s)


def _elu(xp: Any, x: Any) -> Any:
    return xp.where(x < 0, xp.expm1(xp.minimum(x, 0)), x)


unary("ExponentialLinearUnit", _elu, lambda xp, y, x: xp.exp(xp.minimum(x, 0)))
unary(
    "ScaledExponentialLinearUnit",
    lambda xp, x: xp.where(x < 0, SELU_NEGATIVE * xp.expm1(xp.minimum(x, 0)), SELU * x),
    lambda xp, y, x: xp.where(x <= 0, SELU_NEGATIVE * xp.exp(xp.minimum(x, 0)), SELU),
)
unary(
    "GaussianErrorLinearUnit",
    lambda xp, x: 0.5 * x * special.erfc(xp, -x / sqrt(2)),
    lambda xp, y, x: 0.5 * special.erfc(xp, -x / sqrt(2)) + x * xp.exp(-x * x / 2) / sqrt(2 * pi),
)
unary("Swish", lambda xp, x: x * _sigmoid(xp, x), _swish_slope)
unary(
    "HardSwish",
    lambda xp, x: x * xp.clip(x + 3, 0, 6) / 6,
    lambda xp, y, x: xp.where(x <= -3, 0.0, xp.where(x <= 3, (2 * x + 3) / 6, 1.0)),
)
unary("Mish", lambda xp, x: x * xp.tanh(_softplus(xp, x)), _mish_slope)
unary("SoftSign", lambda xp, x: x / (1 + xp.abs(x)), lambda xp, y, x: 1 / (1 + xp.abs(x)) ** 2)
unary("SoftPlus", _softplus, lambda xp, y, x: _sigmoid(xp, x))
unary("HardTanh", lambda xp, x: xp.clip(x, -1, 1), lambda xp, y, x: (x > -1) & (x <= 1))
unary("HardSigmoid", lambda xp, x: xp.clip((x + 1) / 2, 0, 1), lambda xp, y, x: 0.5 * ((x > -1) & (x <= 1)))
alias("Ramp", "RectifiedLinearUnit", "ReLU")
alias("ExponentialLinearUnit", "ELU")
alias("ScaledExponentialLinearUnit", "SELU")
alias("GaussianErrorLinearUnit", "GELU")
alias("LogisticSigmoid", "Sigmoid")
