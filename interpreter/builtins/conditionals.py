"""Values that hold under a condition, and the sets of numbers that conditions speak of."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import FALSE, TRUE, expr, has_head

for _title, _usage in {
    "Algebraics": "Algebraics stands for the algebraic numbers.",
    "Booleans": "Booleans stands for True and False.",
    "Primes": "Primes stands for the prime numbers.",
    "Rationals": "Rationals stands for the rational numbers.",
    "Undefined": "Undefined stands for a value where there is none.",
    **{
        f"{sign}{kind}": f"{sign}{kind} stands for the {words} {numbers}."
        for kind, numbers in (("Integers", "whole numbers"), ("Reals", "real numbers"))
        for sign, words in (
            ("Positive", "positive"),
            ("Negative", "negative"),
            ("NonNegative", "non-negative"),
            ("NonPositive", "non-positive"),
        )
    },
}.items():
    name(_title, _usage)


@builtin("ConditionalExpression[value_, condition_]")
def conditional_expression(value: Any, condition: Any) -> Any:
    """ConditionalExpression[value, condition] is value where the condition holds, and Undefined where it does not.

    >>> {ConditionalExpression[x, 1 < 2], ConditionalExpression[x, 1 > 2], ConditionalExpression[x, a > 0]}
    {x, Undefined, ConditionalExpression[x, a > 0]}
    """
    if condition is TRUE:
        return value
    if condition is FALSE:
        return S.Undefined
    if has_head(value, S.ConditionalExpression, 2):
        inner, first = value.args
        return expr(S.ConditionalExpression, inner, expr(S.And, first, condition))
    return None
