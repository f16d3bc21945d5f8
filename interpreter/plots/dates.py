"""Plots of values at dates: places are seconds, and the ticks say dates."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from .. import symbols as S
from ..builtins.dates import read_date
from ..display.graphics.values import number, numbers
from ..expr import Expr, has_head, is_rule, make_list
from .data import list_plot
from .settings import Complaint, rule

_START = datetime(1900, 1, 1)
_DAY = 86400.0
# Steps of ticks: (most seconds of a range, months or 0, seconds, format)
_STEPS = (
    (3 * 3600.0, 0, 1800.0, "%H:%M"), (_DAY, 0, 4 * 3600.0, "%H:%M"), (6 * _DAY, 0, _DAY, "%b %d"),
    (40 * _DAY, 0, 7 * _DAY, "%b %d"), (220 * _DAY, 1, 0.0, "%b"), (1.2 * 365 * _DAY, 3, 0.0, "%b %Y"),
    (6 * 365 * _DAY, 12, 0.0, "%Y"), (20 * 365 * _DAY, 48, 0.0, "%Y"),
)  # fmt: skip


def _seconds(e: Any) -> float:
    value = number(e)
    if value is not None:
        return value
    found = read_date(e, lambda *message: None)
    if found is None:
        raise Complaint("lpn", e)
    return (found.replace(tzinfo=None) - _START).total_seconds()


def date_list_plot(name: str, call: Expr, session: Any) -> Expr:
    found = list_plot(name, call, session, read=_seconds)
    return _with_ticks(found, any(is_rule(a) and a.args[0] is S.FrameTicks for a in call.args))


def _with_ticks(e: Expr, given: bool) -> Expr:
    if has_head(e, S.Legended):
        return Expr(S.Legended, (_with_ticks(e.args[0], given), *e.args[1:]))
    if given:
        return e
    limits = next(r.args[1] for r in e.args[1:] if is_rule(r) and r.args[0] is S.PlotRange)
    low, high = numbers(limits.args[0], 2)  # type: ignore[misc]
    return Expr(S.Graphics, (*e.args, rule("FrameTicks", make_list((date_ticks(low, high), S.Automatic)))))


def date_ticks(low: float, high: float) -> Expr:
    """{seconds, date} at the beginnings of days, months or years."""
    months, seconds, form = next((s[1:] for s in _STEPS if high - low <= s[0]), (120, 0.0, "%Y"))
    at = _START + timedelta(seconds=low)
    if seconds:
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
        places = [midnight + timedelta(seconds=i * seconds) for i in range(60)]
    else:
        first = (at.year * 12 + at.month - 1) // months * months
        every = [first + i * months for i in range(60)]
        places = [datetime(m // 12, m % 12 + 1, 1) for m in every if 1 <= m // 12 <= 9999]
    marks = [((t - _START).total_seconds(), t.strftime(form)) for t in places]
    return make_list(tuple([make_list(m) for m in marks if low <= m[0] <= high]))
