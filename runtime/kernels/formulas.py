"""The table of functions once more, as C: what `ops/functions.py` says over arrays is said here over one element.

An entry gives the value from the names of the arguments, and one derivative an argument (None: zero) from the names of
value and arguments. `F(...)` in a formula is the function in the chosen precision. What is missing here runs in numpy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..ops.functions import FUNCTIONS, SELU, SELU_NEGATIVE


@dataclass(frozen=True)
class Formula:
    """A function in C: `value(*x)` and `slopes(y, *x)` are texts; `work` is what it costs beside an addition."""

    value: Callable
    slopes: Callable
    work: int = 1


FORMULAS: dict[str, Formula] = {}


def unary(name: str, value: str, slope: str | None = None, work: int = 1) -> None:
    """Enters a function of x, whose derivative is a text with x and y."""

    def slopes(y: str, x: str) -> tuple:
        return (None if slope is None else _filled(slope, x, y),)

    FORMULAS[name] = Formula(lambda x: _filled(value, x), slopes, work)


def several(name: str, value: Callable, slopes: Callable, work: int = 1) -> None:
    """Enters a function of several arguments."""
    FORMULAS[name] = Formula(value, slopes, work)


def _filled(text: str, x: str, y: str = "") -> str:
    return text.replace("{x}", x).replace("{y}", y)


def _test(condition: str) -> str:
    return f"(({condition}) ? (real)1 : (real)0)"


HEAVY = 12  # an exponential in units of an addition
SLOW = 60  # a call of the C library

unary("Ramp", "F(max)({x}, 0)", _test("{x} > 0"))
unary("Abs", "F(fabs)({x})", "F(sign)({x})")
unary("Minus", "-{x}", "(real)-1")
unary("LogisticSigmoid", "F(sigmoid)({x})", "{y} * (1 - {y})", HEAVY)
unary("Exp", "F(exp)({x})", "{y}", HEAVY)
unary("Sqrt", "F(sqrt)({x})", "(real)0.5 / {y}", 4)
unary("CubeRoot", "F(cbrt)({x})", "1 / (3 * {y} * {y})", SLOW)
unary("Sin", "F(sin)({x})", "F(cos)({x})", SLOW)
unary("Cos", "F(cos)({x})", "-F(sin)({x})", SLOW)
unary("Tan", "F(tan)({x})", "1 + {y} * {y}", SLOW)
unary("Sinh", "F(sinh)({x})", "F(cosh)({x})", SLOW)
unary("Cosh", "F(cosh)({x})", "F(sinh)({x})", SLOW)
unary("Tanh", "F(tanh)({x})", "1 - {y} * {y}", HEAVY)
unary("ArcSin", "F(asin)({x})", "1 / F(sqrt)(1 - {x} * {x})", SLOW)
unary("ArcCos", "F(acos)({x})", "-1 / F(sqrt)(1 - {x} * {x})", SLOW)
unary("ArcSinh", "F(asinh)({x})", "1 / F(sqrt)(1 + {x} * {x})", SLOW)
unary("ArcTanh", "F(atanh)({x})", "1 / (1 - {x} * {x})", SLOW)
unary("Erf", "F(erf)({x})", "(real)1.1283791670955126 * F(exp)(-{x} * {x})", SLOW)
unary("Erfc", "F(erfc)({x})", "(real)-1.1283791670955126 * F(exp)(-{x} * {x})", SLOW)
unary("Round", "F(rint)({x})")
unary("Floor", "F(floor)({x})")
unary("Ceiling", "F(ceil)({x})")
unary("IntegerPart", "F(trunc)({x})")
unary("FractionalPart", "{x} - F(trunc)({x})", "(real)1")
unary("Sign", "F(sign)({x})")
unary("Unitize", _test("{x} != 0"))
unary("KroneckerDelta", _test("{x} == 0"))
unary("Negative", _test("{x} < 0"))
unary("NonNegative", _test("{x} >= 0"))
unary("Positive", _test("{x} > 0"))
unary("NonPositive", _test("{x} <= 0"))
unary("Not", _test("{x} == 0"))
unary("ExponentialLinearUnit", "({x} < 0 ? F(expm1)({x}) : {x})", "F(exp)(F(min)({x}, 0))", HEAVY)
unary(
    "ScaledExponentialLinearUnit",
    f"({{x}} < 0 ? (real){SELU_NEGATIVE} * F(expm1)({{x}}) : (real){SELU} * {{x}})",
    f"({{x}} <= 0 ? (real){SELU_NEGATIVE} * F(exp)({{x}}) : {{x}} != {{x}} ? (real){SELU} : (real){SELU})",
    HEAVY,
)
unary(
    "GaussianErrorLinearUnit",
    "(real)0.5 * {x} * F(erfc)(-{x} * (real)0.70710678118654752)",
    "(real)0.5 * F(erfc)(-{x} * (real)0.70710678118654752)"
    " + {x} * F(exp)(-{x} * {x} / 2) * (real)0.39894228040143268",
    SLOW,
)
unary("Swish", "{x} * F(sigmoid)({x})", "F(swish_slope)({x})", HEAVY)
unary(
    "HardSwish",
    "{x} * (F(min)(F(max)({x} + 3, 0), 6) / 6)",
    "({x} <= -3 ? (real)0 : {x} <= 3 ? (2 * {x} + 3) / 6 : (real)1)",
)
unary("Mish", "{x} * F(tanh)(F(softplus)({x}))", "F(mish_slope)({x})", 4 * HEAVY)
unary("SoftSign", "{x} / (1 + F(fabs)({x}))", "1 / ((1 + F(fabs)({x})) * (1 + F(fabs)({x})))")
unary("SoftPlus", "F(softplus)({x})", "F(sigmoid)({x})", 3 * HEAVY)
unary("HardTanh", "F(min)(F(max)({x}, -1), 1)", _test("({x} > -1) & ({x} <= 1)"))
unary("HardSigmoid", "F(min)(F(max)(({x} + 1) / 2, 0), 1)", "(({x} > -1) & ({x} <= 1) ? (real)0.5 : (real)0)")


def _joined(sign: str) -> Callable:
    return lambda *x: "(" + f" {sign} ".join(x) + ")"


def _others(y: str, *x: str) -> tuple:
    return tuple(" * ".join((*x[:i], *x[i + 1 :])) or "(real)1" for i in range(len(x)))


def _folded(name: str) -> Callable:
    def value(*x: str) -> str:
        text = x[0]
        for other in x[1:]:
            text = f"F({name})({text}, {other})"
        return text

    return value


def _winners(y: str, x: tuple) -> list[str]:
    """Where an argument is the result; the first of equal ones only."""
    found = []
    for i, a in enumerate(x):
        found.append(_test(" & ".join([f"({a} == {y})", *(f"({b} != {y})" for b in x[:i])])))
    return found


def _none(y: str, *x: str) -> tuple:
    return (None,) * len(x)


def _compared(sign: str) -> Callable:
    return lambda *x: _test(" & ".join(f"({a} {sign} {b})" for a, b in zip(x, x[1:])))


def _choice(*x: str) -> str:
    text = x[-1] if len(x) % 2 else "(real)0"
    for test, value in reversed(list(zip(x[0::2], x[1::2]))):
        text = f"({test} != 0 ? {value} : {text})"
    return text


def _choice_slopes(y: str, *x: str) -> tuple:
    before: list[str] = []
    slopes: list[str | None] = []
    for test in x[0::2][: len(x) // 2]:
        slopes += [None, _test(" & ".join([f"({test} != 0)", *before]))]
        before.append(f"({test} == 0)")
    return (*slopes, _test(" & ".join(before) or "1")) if len(x) % 2 else tuple(slopes)


def _clip(x: str, low: str = "(real)-1", high: str = "(real)1") -> str:
    return f"F(min)(F(max)({x}, {low}), {high})"


def _clip_slopes(y: str, x: str, low: str = "(real)-1", high: str = "(real)1") -> tuple:
    return _test(f"({x} > {low}) & ({x} <= {high})"), _test(f"{x} <= {low}"), _test(f"{x} > {high}")


several("Plus", _joined("+"), lambda y, *x: ("(real)1",) * len(x))
several("Times", _joined("*"), _others)
several("Subtract", _joined("-"), lambda y, *x: ("(real)1", "(real)-1"))
several("Divide", _joined("/"), lambda y, a, b: (f"1 / {b}", f"-{y} / {b}"), 4)
several(
    "Power",
    lambda x, n: f"F(pow)({x}, {n})",
    lambda y, x, n: (
        f"({n} == 0 ? (real)0 : {n} * F(pow)({x}, {n} - 1))",
        f"{y} * F(log)({x} > 0 ? {x} : (real)1)",
    ),
    SLOW,
)
several("Max", _folded("max"), lambda y, *x: tuple(reversed(_winners(y, x[::-1]))))
several("Min", _folded("min"), lambda y, *x: tuple(_winners(y, x)))
several("Clip", _clip, _clip_slopes)
several(
    "Mod", lambda a, m: f"({a} - {m} * F(floor)({a} / {m}))", lambda y, a, m: ("(real)1", f"-F(floor)({a} / {m})"), 5
)
several(
    "ArcTan",
    lambda a, b=None: f"F(atan)({a})" if b is None else f"F(atan2)({b}, {a})",
    lambda y, a, b=None: (f"1 / (1 + {a} * {a})",)
    if b is None
    else (f"-{b} / ({a} * {a} + {b} * {b})", f"{a} / ({a} * {a} + {b} * {b})"),
    SLOW,
)
several(
    "Log",
    lambda a, b=None: f"F(log)({a})" if b is None else f"(F(log)({b}) / F(log)({a}))",
    lambda y, a, b=None: (f"1 / {a}",)
    if b is None
    else (f"-{y} / ({a} * F(log)({a}))", f"1 / ({b} * F(log)({a}))"),
    HEAVY,
)
several(
    "Threshold",
    lambda x, limit="(real)1e-10": f"(F(fabs)({x}) < {limit} ? (real)0 : {x})",
    lambda y, x, limit=None: (_test(f"{y} != 0"), None),
)
for _name in ("If", "Which", "Piecewise"):
    several(_name, _choice, _choice_slopes)
several("And", lambda *x: _test(" & ".join(f"({a} != 0)" for a in x)), _none)
several("Or", lambda *x: _test(" | ".join(f"({a} != 0)" for a in x)), _none)
for _name, _sign in {"Equal": "==", "Unequal": "!=", "Less": "<", "LessEqual": "<=", "Greater": ">",
                     "GreaterEqual": ">="}.items():
    several(_name, _compared(_sign), _none)
for _name, _function in FUNCTIONS.items():  # other names of the same functions
    for _other, _formula in list(FORMULAS.items()):
        if _name not in FORMULAS and FUNCTIONS.get(_other) is _function:
            FORMULAS[_name] = _formula


@dataclass(frozen=True)
class Text:
    """A function of elements written out: lines that compute, the name of the value, those of the derivatives."""

    lines: tuple[str, ...]
    value: str
    slopes: dict[Any, str]
    work: int


def write(tree: Any, slots: tuple, wanted: tuple) -> Text | None:
    """A tree as C for one element, whose arguments are x0, x1, ... in the order of the slots; derivatives by the wanted
    slots. None where the table has no formula for a function."""
    lines: list[str] = []
    works: list[int] = []

    def named(text: str) -> str:
        lines.append(f"const real v{len(lines)} = {text};")
        return f"v{len(lines) - 1}"

    def walk(tree: Any) -> tuple[str, dict]:
        if not isinstance(tree, tuple):
            return named(_number(float(tree))), {}
        if tree[0] == "Slot":
            name = f"x{slots.index(tree[1])}"
            return name, {tree[1]: "(real)1"} if tree[1] in wanted else {}
        formula = FORMULAS[tree[0]]
        parts = [walk(member) for member in tree[1:]]
        works.append(formula.work)
        values = [value for value, _ in parts]
        y = named(_power(*values, tree[2]) if _is_small_power(tree) else formula.value(*values))
        total: dict = {}
        if any(inner for _, inner in parts):
            for slope, (_, inner) in zip(formula.slopes(y, *values), parts):
                for slot, outer in inner.items() if slope is not None else ():
                    term = slope if outer == "(real)1" else f"({slope}) * {outer}"
                    total[slot] = named(f"{total[slot]} + {term}" if slot in total else term)
        return y, total

    try:
        value, slopes = walk(tree)
    except KeyError:
        return None
    return Text(tuple(lines), value, slopes, sum(works) + len(lines))


def _is_small_power(tree: tuple) -> bool:
    return tree[0] == "Power" and isinstance(tree[2], int | float) and tree[2] in (1, 2, 3, 4)


def _power(x: str, n: str, exponent: float) -> str:
    return " * ".join([x] * int(exponent))


def _number(value: float) -> str:
    if value != value:
        return "NAN"
    return ("-" if value < 0 else "") + "INFINITY" if abs(value) == float("inf") else f"(real){value!r}"
