"""Roots of polynomials in numbers."""

from __future__ import annotations

import warnings
from typing import Any

from ..numerics.bigreals import context
from .newton import mp_number


def roots(coefficients: list[Any], digits: float | None) -> list[Any]:
    """The roots of a polynomial (coefficients from the constant one on), real ones first, from the least to the
    greatest, then pairs of complex ones by their real parts; raises ValueError for coefficients that are no numbers."""
    work = 30.0 if digits is None else digits + 15
    c = context(work)
    values = [c.mpf(a.p) / a.q if hasattr(a, "p") else c.convert(a) for a in coefficients][::-1]
    while len(values) > 1 and not values[0]:
        values.pop(0)
    with warnings.catch_warnings():  # newer versions of mpmath would rather have the coefficients in the other order
        warnings.simplefilter("ignore", DeprecationWarning)
        found = c.polyroots(values, maxsteps=500, extraprec=int(4 * work) + 50) if len(values) > 1 else []
    small = c.mpf(10) ** (-work / 2)
    is_real = [abs(c.im(z)) <= small * (1 + abs(z)) for z in found]
    real = sorted(c.re(z) for z, so in zip(found, is_real, strict=True) if so)
    others = [z for z, so in zip(found, is_real, strict=True) if not so]
    others.sort(key=lambda z: (c.re(z), abs(c.im(z)), c.im(z)))
    if digits is not None:
        return [mp_number(z, digits) for z in (*real, *others)]
    return [float(z) for z in real] + [complex(z) for z in others]


