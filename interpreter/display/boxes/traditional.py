"""TraditionalForm: mathematics as in books.  Functions in round brackets, sums in descending order, matrices."""

from __future__ import annotations

from typing import Any

from ... import symbols as S
from ...expr import Expr, Symbol, has_head, is_list
from ...numerics.numbers import Rational
from ..layout import ATOM, CALL, PRODUCT, negative
from .making import ATOMS, BOX_FORMS, FRACTION, STANDARD_RULES, TRADITIONAL_RULES, Box, Made, Maker, row
from .notations import POWER, exponent_shape, plus_boxes, power_boxes
from .wrappers import matrix_shape

_CIRCULAR = "Sin Cos Tan Cot Sec Csc Sinh Cosh Tanh Coth Sech Csch".split()
# functions whose names are written otherwise, and read back from there
NAMES = {
    **{name: name.lower() for name in _CIRCULAR},
    "Log": "log", "Max": "max", "Min": "min", "GCD": "gcd", "LCM": "lcm", "Gamma": "Γ", "Zeta": "ζ", "Erf": "erf",
    "Erfc": "erfc", "Sign": "sgn", "Det": "det", "Limit": "lim",
}  # fmt: skip
INVERSES = {f"Arc{name}": name.lower() for name in _CIRCULAR}
TEMPLATES = {"Abs": 1, "Floor": 1, "Ceiling": 1, "Binomial": 2}


# functions that are written as a mark above their argument
MARKS = {"Transpose": "\uf3c7", "ConjugateTranspose": "\uf3c9", "Conjugate": "*"}


def name_of(head: Any) -> Any:
    """A function's name as a part."""
    if type(head) is Symbol and head.context == "System`":
        if head.name in INVERSES:
            return Box(S.SuperscriptBox, (INVERSES[head.name], row("-", "1")))
        if head.name in NAMES:
            return NAMES[head.name]
    return (head, CALL)


def call_boxes(e: Any, maker: Maker) -> Made:
    if type(e.head) is Symbol and TEMPLATES.get(e.head.name) == len(e):
        return ATOM, Box(S.TemplateBox, (Box(S.List, [(x, 0) for x in e.args]),), (e.head.name,))
    return CALL, row(name_of(e.head), "(", *maker.sequence(e.args), ")")


def _degree(term: Any) -> int:
    """The degree of a term in all that is no number."""
    if not isinstance(term, (Expr, Symbol)):
        return 0
    if has_head(term, S.Times):
        return sum(map(_degree, term.args))
    if has_head(term, S.Power, 2):
        exponent = term.args[1]
        if type(exponent) is int:
            return exponent * _degree(term.args[0])
        return -1 if type(exponent) is Rational and negative(exponent) else _degree(term.args[0])
    return 1


def sum_boxes(e: Any, maker: Maker) -> Any:
    if has_head(e, S.Plus) and len(e) > 1:
        e = Expr(S.Plus, tuple(sorted(e.args, key=_degree, reverse=True)))
    return plus_boxes(e, maker)


def power(e: Any, maker: Maker) -> Any:
    """Powers of functions: the exponent stands after the name."""
    if len(e) == 2 and type(e.args[1]) is int and e.args[1] > 1:
        base = e.args[0]
        if isinstance(base, Expr) and type(base.head) is Symbol and base.head.name in _CIRCULAR and len(base) == 1:
            name = Box(S.SuperscriptBox, (NAMES[base.head.name], exponent_shape(e.args[1])))
            return CALL, (name, "(", (base.args[0], 0), ")")
    return power_boxes(e, maker)


def list_boxes(e: Any, maker: Maker) -> Any:
    """A matrix as one; other lists in braces."""
    rows = e.args
    if len(rows) > 0 and all(is_list(r) and len(r) == len(rows[0]) > 0 for r in rows):
        shape = matrix_shape(e, S.MatrixForm).parts[0]
        return ATOM, (shape,)
    return ATOM, ["{", *maker.sequence(e.args), "}"]


def equal_boxes(e: Any, maker: Maker) -> Any:
    made = STANDARD_RULES[S.Equal](e, maker)
    return None if made is None else (made[0], ["\uf7d9" if p == " == " else p for p in made[1]])


def derivative_boxes(e: Any, maker: Maker) -> Any:
    """D[f, x] and D[f, {x, n}] as a quotient of differentials."""
    if len(e) != 2:
        return None
    body, by = e.args
    above: Any = "∂"
    below: Any = (by, CALL)
    if is_list(by):
        if len(by) != 2:
            return None
        above, below = [Box(S.SuperscriptBox, (x, (by.args[1], 0))) for x in (above, (by.args[0], CALL))]
    return FRACTION, (Box(S.FractionBox, (row(above, (body, PRODUCT + 1)), row("∂", below))),)


def mark_boxes(e: Any, maker: Maker) -> Any:
    return (POWER, (Box(S.SuperscriptBox, ((e.args[0], POWER + 1), MARKS[e.head.name])),)) if len(e) == 1 else None


def surd_boxes(e: Any, maker: Maker) -> Any:
    return (POWER, (Box(S.RadicalBox, ((e.args[0], 0), (e.args[1], 0))),)) if len(e) == 2 else None


TRADITIONAL_RULES.update(STANDARD_RULES)
TRADITIONAL_RULES.update(
    {
        S.Plus: sum_boxes,
        S.Power: power,
        S.List: list_boxes,
        S.Equal: equal_boxes,
        **{S.system(name): mark_boxes for name in MARKS},
        S.D: derivative_boxes,
        S.Surd: surd_boxes,
    }
)
BOX_FORMS[S.TraditionalForm] = (TRADITIONAL_RULES, call_boxes, ATOMS)
