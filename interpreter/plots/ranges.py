"""Which values a plot shows, and the ticks of logarithmic scales."""

from __future__ import annotations

import math
from typing import Any

from .. import symbols as S
from ..display.graphics.scales import Range, widened
from ..display.graphics.values import number
from ..expr import Expr, is_list, make_list
from .sampling import Curve


def automatic(curves: list[Curve], full: bool = False) -> Range:
    """All values of the curves; of those with poles the greater part."""
    import numpy as np

    lows, highs = [], []
    for c in curves:
        values = np.concatenate([run[:, 1] for run in c.runs]) if c.runs else np.array([])
        if not len(values):
            continue
        low, high = float(values.min()), float(values.max())
        if c.poles and not full and c.even is not None and len(c.even):
            bottom, top = (float(np.quantile(c.even, q)) for q in (0.1, 0.9))
            room = (top - bottom) / 2
            low, high = max(low, bottom - room), min(high, top + room)
        lows.append(low)
        highs.append(high)
    return widened(min(lows), max(highs)) if lows else (0.0, 1.0)


def limits(e: Any, x: Range, y: Range, y_full: Range) -> tuple[Range, Range]:
    """The ranges that PlotRange says: Automatic, All, Full, r, {y0, y1}, {{x0, x1}, {y0, y1}} or a mixture."""
    if is_list(e) and len(e) == 2 and not all(number(v) is not None for v in e.args):
        return _one(e.args[0], x, x), _one(e.args[1], y, y_full)
    return x, _one(e, y, y_full)


def _one(e: Any, usual: Range, full: Range) -> Range:
    if e is S.All or e is S.Full:
        return full
    if is_list(e) and len(e) == 2:
        low, high = (number(v) for v in e.args)
        low, high = full[0] if low is None else low, full[1] if high is None else high
        return widened(min(low, high), max(low, high))
    value = number(e)
    return (-abs(value), abs(value)) if value else usual


def range_rule(x: Range, y: Range) -> Expr:
    return Expr(S.Rule, (S.PlotRange, make_list((make_list(x), make_list(y)))))


_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def log_ticks(limits: Range) -> Expr:
    """Ticks at powers of ten, for coordinates that are natural logarithms."""
    low, high = limits[0] / math.log(10), limits[1] / math.log(10)
    first, last = math.floor(low) - 1, math.ceil(high) + 1
    every = max(1, math.ceil((high - low) / 7))
    named: tuple[int, ...] = (1,) if high - low > 2 else (1, 2, 5) if high - low > 0.7 else (1, 2, 3, 4, 5, 6, 7, 8, 9)
    found = []
    for k in range(max(first, -400), min(last, 400) + 1):
        for d in range(1, 10) if every == 1 else (1,):
            at = k * math.log(10) + math.log(d)
            text = _power(k, d) if d in named and k % every == 0 else ""
            found.append(make_list((at, text)))
    return make_list(tuple(found))


def _power(k: int, d: int) -> str:
    if -4 < k < 5:
        return str(d * 10**k) if k >= 0 else f"{d * 10.0**k:.{-k}f}"
    return f"{'' if d == 1 else f'{d}×'}10{str(k).translate(_SUPERSCRIPTS)}"
