"""Derivatives of the table's functions as trees over the same table, so that they can be derived again.

`derivative(tree, slot)` is the chain rule over trees of `trees.py`; 0 is the number 0. Formulas: Abramowitz and Stegun,
chapters 4, 6 and 7. At kinks the value is the one of the table, and steps have slope 0.
"""

from math import pi, sqrt
from typing import Any

from .functions import SELU, SELU_NEGATIVE

X = ("Slot", 1)


def plus(*terms: Any) -> Any:
    """A sum without zeros."""
    kept = [t for t in terms if t != 0]
    return 0 if not kept else kept[0] if len(kept) == 1 else ("Plus", *kept)


def times(*factors: Any) -> Any:
    """A product without ones; 0 when a factor is 0."""
    if any(f == 0 for f in factors):
        return 0
    kept = [f for f in factors if f != 1]
    return 1 if not kept else kept[0] if len(kept) == 1 else ("Times", *kept)


def minus(a: Any, b: Any) -> Any:
    """A difference."""
    return ("Subtract", a, b)


def over(a: Any, b: Any) -> Any:
    """A quotient."""
    return ("Divide", a, b)


def square(a: Any) -> Any:
    """A square, as a product."""
    return ("Times", a, a)


def _sigmoid(x: Any) -> Any:
    return ("LogisticSigmoid", x)


def _bell(x: Any, scale: float) -> Any:
    return ("Times", scale, ("Exp", ("Times", -1, x, x)))


def _gelu(x: Any) -> Any:
    half = ("Times", 0.5, ("Erfc", ("Times", -1 / sqrt(2), x)))
    return ("Plus", half, ("Times", 1 / sqrt(2 * pi), x, ("Exp", ("Times", -0.5, x, x))))


def _swish(x: Any) -> Any:
    s = _sigmoid(x)
    return ("Plus", s, ("Times", x, s, minus(1, s)))


def _mish(x: Any) -> Any:
    t = ("Tanh", ("SoftPlus", x))
    return ("Plus", t, ("Times", x, minus(1, square(t)), _sigmoid(x)))


def _root(x: Any) -> Any:
    return ("Sqrt", x)


UNARY = {
    "Ramp": lambda x: ("Positive", x),
    "Abs": lambda x: ("Sign", x),
    "Minus": lambda x: -1,
    "LogisticSigmoid": lambda x: ("Times", _sigmoid(x), minus(1, _sigmoid(x))),
    "Exp": lambda x: ("Exp", x),
    "Sqrt": lambda x: over(0.5, _root(x)),
    "CubeRoot": lambda x: over(1 / 3, square(("CubeRoot", x))),
    "Sin": lambda x: ("Cos", x),
    "Cos": lambda x: ("Times", -1, ("Sin", x)),
    "Tan": lambda x: square(("Sec", x)),
    "Cot": lambda x: ("Times", -1, square(("Csc", x))),
    "Sec": lambda x: ("Times", ("Sec", x), ("Tan", x)),
    "Csc": lambda x: ("Times", -1, ("Csc", x), ("Cot", x)),
    "Sinh": lambda x: ("Cosh", x),
    "Cosh": lambda x: ("Sinh", x),
    "Tanh": lambda x: minus(1, square(("Tanh", x))),
    "Coth": lambda x: minus(1, square(("Coth", x))),
    "Sech": lambda x: ("Times", -1, ("Sech", x), ("Tanh", x)),
    "Csch": lambda x: ("Times", -1, ("Csch", x), ("Coth", x)),
    "ArcSin": lambda x: over(1, _root(minus(1, square(x)))),
    "ArcCos": lambda x: over(-1, _root(minus(1, square(x)))),
    "ArcCot": lambda x: over(-1, ("Plus", 1, square(x))),
    "ArcSec": lambda x: over(1, ("Times", x, x, _root(minus(1, over(1, square(x)))))),
    "ArcCsc": lambda x: over(-1, ("Times", x, x, _root(minus(1, over(1, square(x)))))),
    "ArcSinh": lambda x: over(1, _root(("Plus", 1, square(x)))),
    "ArcCosh": lambda x: over(1, _root(minus(square(x), 1))),
    "ArcTanh": lambda x: over(1, minus(1, square(x))),
    "ArcCoth": lambda x: over(1, minus(1, square(x))),
    "ArcSech": lambda x: over(-1, ("Times", x, _root(minus(1, square(x))))),
    "ArcCsch": lambda x: over(-1, ("Times", ("Abs", x), _root(("Plus", 1, square(x))))),
    "Haversine": lambda x: ("Times", 0.5, ("Sin", x)),
    "InverseHaversine": lambda x: over(1, _root(("Times", x, minus(1, x)))),
    "Gudermannian": lambda x: ("Sech", x),
    "InverseGudermannian": lambda x: ("Sec", x),
    "Erf": lambda x: _bell(x, 2 / sqrt(pi)),
    "Erfc": lambda x: _bell(x, -2 / sqrt(pi)),
    "InverseErf": lambda x: ("Times", sqrt(pi) / 2, ("Exp", square(("InverseErf", x)))),
    "InverseErfc": lambda x: ("Times", -sqrt(pi) / 2, ("Exp", square(("InverseErfc", x)))),
    "FractionalPart": lambda x: 1,
    "ExponentialLinearUnit": lambda x: ("Exp", ("Min", x, 0)),
    "ScaledExponentialLinearUnit": lambda x: (
        "If",
        ("LessEqual", x, 0),
        ("Times", SELU_NEGATIVE, ("Exp", ("Min", x, 0))),
        SELU,
    ),
    "GaussianErrorLinearUnit": _gelu,
    "Swish": _swish,
    "HardSwish": lambda x: (
        "Which",
        ("LessEqual", x, -3),
        0,
        ("LessEqual", x, 3),
        over(("Plus", ("Times", 2, x), 3), 6),
        1,
    ),
    "Mish": _mish,
    "SoftSign": lambda x: over(1, square(("Plus", 1, ("Abs", x)))),
    "SoftPlus": _sigmoid,
    "HardTanh": lambda x: ("And", ("Greater", x, -1), ("LessEqual", x, 1)),
    "HardSigmoid": lambda x: ("Times", 0.5, ("And", ("Greater", x, -1), ("LessEqual", x, 1))),
}
for _name, _others in {
    "Ramp": ("RectifiedLinearUnit", "ReLU"),
    "ExponentialLinearUnit": ("ELU",),
    "ScaledExponentialLinearUnit": ("SELU",),
    "GaussianErrorLinearUnit": ("GELU",),
    "LogisticSigmoid": ("Sigmoid",),
}.items():
    UNARY.update(dict.fromkeys(_others, UNARY[_name]))

STEPS = {
    *"Round Floor Ceiling Sign IntegerPart Unitize KroneckerDelta Negative NonNegative Positive NonPositive".split(),
    *"UnitStep Boole".split(),
    *"PossibleZeroQ Not And Or Equal Unequal Less LessEqual Greater GreaterEqual".split(),
}  # slope 0 wherever there is one


def _power(x: Any, n: Any) -> list:
    if isinstance(n, int | float):
        return [times(n, x if n == 2 else ("Power", x, n - 1)) if n != 1 else 1, 0]
    safe = ("If", ("Greater", x, 0), x, 1)
    return [("Times", n, ("Power", x, minus(n, 1))), ("Times", ("Power", x, n), ("Log", safe))]


def _winner(better: str) -> Any:
    """By which argument an extreme changes: the better one, the first of equal ones."""

    def slopes(*x: Any) -> list:
        found = []
        for i, a in enumerate(x):
            rest = [b for j, b in enumerate(x) if j != i]
            tests = [(better if j < i else f"{better}Equal", a, b) for j, b in enumerate(x) if j != i]
            found.append(1 if not rest else tests[0] if len(tests) == 1 else ("And", *tests))
        return found

    return slopes


def _choice(*x: Any) -> list:
    """Values of Which count where their test is the first that holds."""
    found: list = []
    before: list = []
    for test in x[0 : len(x) - len(x) % 2 : 2]:
        here = ("Unequal", test, 0)
        found += [0, here if not before else ("And", *before, here)]
        before.append(("Equal", test, 0))
    if len(x) % 2:
        found.append(1 if not before else before[0] if len(before) == 1 else ("And", *before))
    return found


def _arctan(a: Any, b: Any = None) -> list:
    if b is None:
        return [over(1, ("Plus", 1, square(a)))]
    length = ("Plus", square(a), square(b))
    return [("Times", -1, over(b, length)), over(a, length)]


def _log(a: Any, b: Any = None) -> list:
    if b is None:
        return [over(1, a)]
    slope = ("Times", -1, over(("Log", b), ("Times", a, square(("Log", a)))))
    return [slope, over(1, ("Times", b, ("Log", a)))]


def _clip(x: Any, low: Any = -1.0, high: Any = 1.0) -> list:
    return [("And", ("Greater", x, low), ("LessEqual", x, high)), ("LessEqual", x, low), ("Greater", x, high)]


SEVERAL = {
    "Plus": lambda *x: [1] * len(x),
    "Times": lambda *x: [times(*x[:i], *x[i + 1 :]) for i in range(len(x))],
    "Subtract": lambda a, b: [1, -1],
    "Divide": lambda a, b: [over(1, b), ("Times", -1, over(a, square(b)))],
    "Power": _power,
    "Surd": lambda a, n: [over(("Surd", a, n), ("Times", n, a)), 0],
    "Max": _winner("Greater"),
    "Min": _winner("Less"),
    "Clip": _clip,
    "Mod": lambda a, m: [1, ("Times", -1, ("Floor", over(a, m)))],
    "ArcTan": _arctan,
    "Log": _log,
    "Threshold": lambda x, limit=1e-10: [("GreaterEqual", ("Abs", x), limit), 0],
    "Chop": lambda x, limit=1e-10: [("GreaterEqual", ("Abs", x), limit), 0],
    "If": _choice,
    "Which": _choice,
    "Piecewise": _choice,
}


def derivative(tree: Any, slot: Any) -> Any:
    """The tree of the derivative of a tree by a slot; raises KeyError(function) where there is none."""
    if not isinstance(tree, tuple):
        return 0
    if tree[0] == "Slot":
        return int(tree[1] == slot)
    name, x = tree[0], tree[1:]
    inner = [derivative(a, slot) for a in x]
    if name in STEPS or all(d == 0 for d in inner):
        return 0
    slopes = [UNARY[name](*x)] if name in UNARY else SEVERAL[name](*x)
    return plus(*(times(slope, d) for slope, d in zip(slopes, inner) if d != 0))
