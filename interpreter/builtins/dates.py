"""Dates and clocks: absolute times, date lists, date strings."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from .. import symbols as S
from ..declare import builtin, name, variable
from ..definitions import Computed
from ..expr import Expr, boolean, has_head, is_list, make_list
from ..numerics.numbers import REAL_TYPES

_EPOCH = datetime(1900, 1, 1)  # absolute time 0
_UNIX = 2208988800  # absolute time of 1970-01-01
_STR = "String `1` cannot be interpreted as a date."
_ARG = "Argument `1` cannot be interpreted as a date or time input."


def _zone() -> float:
    """Hours that local time is ahead of universal time now."""
    offset = datetime.now(UTC).astimezone().utcoffset()
    return (offset or timedelta()).total_seconds() / 3600


def _number(x: float) -> Any:
    return int(x) if x == int(x) else x


@variable("$TimeZone")
def time_zone(session: Any) -> Any:
    """$TimeZone is the number of hours by which local time is ahead of universal time."""
    return Computed(_zone)


@variable("Now", attributes="Protected")
def now(session: Any) -> Any:
    """Now is the present moment as a DateObject."""
    return Computed(lambda: date_object(datetime.now(), "Instant"))


@variable("Today", attributes="Protected")
def today(session: Any) -> Any:
    """Today is the present day as a DateObject."""
    return Computed(lambda: date_object(datetime.now(), "Day"))


name("DateObject", 'DateObject[{y, m, d, h, min, s}, "Instant", "Gregorian", zone] stands for a date and time.')


def date_object(t: datetime, granularity: str = "Instant") -> Expr:
    """The DateObject of a local time."""
    if granularity == "Day":
        return Expr(S.DateObject, (make_list((t.year, t.month, t.day)), "Day"))
    return Expr(S.DateObject, (_date_list(t), granularity, "Gregorian", float(_zone())))


def _date_list(t: datetime) -> Expr:
    return make_list((t.year, t.month, t.day, t.hour, t.minute, t.second + t.microsecond / 1e6))


_FORMATS = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y/%m/%d",
            "%d %b %Y", "%d %B %Y", "%B %d, %Y", "%b %d, %Y", "%a %d %b %Y %H:%M:%S", "%a %d %b %Y",
            "%m/%d/%Y")  # fmt: skip


def read_date(e: Any, say: Any) -> datetime | None:
    """The local time that a number of seconds, a date list, a DateObject or a string means."""
    if has_head(e, S.DateObject) and e.args:
        e = e.args[0]
    try:
        return _read_date(e, say)
    except (OverflowError, ValueError):  # outside the years 1 to 9999
        return say("arg", e)


def _read_date(e: Any, say: Any) -> datetime | None:
    if type(e) in REAL_TYPES:
        return _EPOCH + timedelta(seconds=float(e))
    if is_list(e) and 1 <= len(e) <= 6 and all(type(x) in REAL_TYPES for x in e.args):
        year, month, day, *clock = (*e.args, *(1, 1, 1)[len(e) :])
        hour, minute, second = (*clock, *(0, 0, 0)[len(clock) :])
        months = int(year) * 12 + int(month) - 1  # month 13 is the next January
        start = datetime(months // 12, months % 12 + 1, 1)
        return start + timedelta(days=float(day) - 1, hours=float(hour), minutes=float(minute), seconds=float(second))
    if type(e) is str:
        for form in _FORMATS:
            try:
                return datetime.strptime(e.strip(), form)
            except ValueError:
                continue
        return say("str", e)
    return say("arg", e)


@builtin("AbsoluteTime[]", "AbsoluteTime[date_]", volatile=True, str=_STR, arg=_ARG)
def absolute_time(date: Any = None, *, say: Any) -> Any:
    """AbsoluteTime[] gives the seconds since the beginning of 1900 in local time, AbsoluteTime[date] those of a date.

    >>> AbsoluteTime[{2000, 1, 1}]
    3155673600
    """
    if date is None:
        return time.time() + _UNIX + _zone() * 3600
    t = read_date(date, say)
    return None if t is None else _number((t - _EPOCH).total_seconds())


@builtin("UnixTime[]", "UnixTime[date_]", volatile=True, str=_STR, arg=_ARG)
def unix_time(date: Any = None, *, say: Any) -> Any:
    """UnixTime[] gives the whole seconds since the beginning of 1970 in universal time, UnixTime[date] those of a date.

    >>> UnixTime[] > 1600000000
    True
    """
    if date is None:
        return int(time.time())
    t = read_date(date, say)
    try:
        return None if t is None else int(t.timestamp())
    except (OverflowError, ValueError):  # a year that the system's clock does not know
        return say("arg", date)


@builtin("DateObjectQ[expr_]")
def date_object_q(expr: Any) -> Any:
    """DateObjectQ[expr] is True for a DateObject that stands for a date.

    >>> {DateObjectQ[Today], DateObjectQ[DateObject[{2024, 1, x}]], DateObjectQ["2024-01-01"]}
    {True, False, False}
    """
    return boolean(has_head(expr, S.DateObject) and read_date(expr, lambda *words: None) is not None)


@builtin("FromUnixTime[t_]")
def from_unix_time(t: Any) -> Any:
    """FromUnixTime[t] gives the date that is t seconds after the beginning of 1970.

    >>> Head[FromUnixTime[0]]
    DateObject
    """
    return date_object(datetime.fromtimestamp(float(t)), "Instant") if type(t) in REAL_TYPES else None


@builtin("DateList[]", "DateList[date_]", volatile=True, str=_STR, arg=_ARG)
def date_list(date: Any = None, *, say: Any) -> Any:
    """DateList[] gives {year, month, day, hour, minute, second} now, DateList[date] those of a date.

    >>> {DateList["2024-02-29"], DateList[{2024, 14, 1}], DateList[3155673600]}
    {{2024, 2, 29, 0, 0, 0.}, {2025, 2, 1, 0, 0, 0.}, {2000, 1, 1, 0, 0, 0.}}
    """
    t = datetime.now() if date is None else read_date(date, say)
    return None if t is None else _date_list(t)


_ELEMENTS = {
    "Year": "%Y", "YearShort": "%y", "Month": "%m", "MonthShort": lambda t: str(t.month), "MonthName": "%B",
    "MonthNameShort": "%b", "Day": "%d", "DayShort": lambda t: str(t.day), "DayName": "%A", "DayNameShort": "%a",
    "Hour": "%H", "Hour24": "%H", "Hour12": "%I", "HourShort": lambda t: str(t.hour), "AMPM": "%p", "Minute": "%M",
    "Second": "%S", "Millisecond": lambda t: f"{t.microsecond // 1000:03d}", "Date": "%a %d %b %Y", "Time": "%H:%M:%S",
    "DateTime": "%a %d %b %Y %H:%M:%S", "ISODate": "%Y-%m-%d", "ISODateTime": "%Y-%m-%dT%H:%M:%S",
    "DateShort": "%a %d %b %Y", "DateTimeShort": "%a %d %b %Y %H:%M:%S", "ISOWeek": "%V",
    "SecondExact": lambda t: f"{t.second + t.microsecond / 1e6:.6f}",
    "Quarter": lambda t: str((t.month + 2) // 3),
}  # fmt: skip


def _element(t: datetime, e: Any) -> str:
    form = _ELEMENTS.get(e)
    return str(e) if form is None else t.strftime(form) if isinstance(form, str) else form(t)


@builtin("DateString[]", "DateString[date_]", "DateString[date_, elements_]", volatile=True, str=_STR, arg=_ARG)
def date_string(date: Any = None, elements: Any = None, *, say: Any) -> Any:
    """DateString[] gives the present date and time as a string, DateString[date, elements] what is asked of a date.

    elements are names such as "Year", "MonthName", "ISODate" and strings to be put between them.

    >>> {DateString[{2024, 5, 1}, "ISODate"], DateString["2024-05-01", {"Day", ".", "Month", ".", "Year"}]}
    {2024-05-01, 01.05.2024}
    """
    parts = [e for e in (elements.args if is_list(elements) else (elements,))]
    if elements is None:
        first = date.args[0] if is_list(date) and date.args else date
        if date is not None and type(first) is str and (first in _ELEMENTS or is_list(date)):
            parts, date = list(date.args) if is_list(date) else [date], None
        else:
            parts = ["DateTime"]
    if any(type(p) is not str for p in parts):
        return None
    t = datetime.now() if date is None else read_date(date, say)
    return None if t is None else "".join([_element(t, p) for p in parts])


_UNITS = {"Second": 1, "Minute": 60, "Hour": 3600, "Day": 86400, "Week": 604800}


def _step(offset: Any) -> list[tuple[Any, str]] | None:
    """An offset such as 3, {2, "Month"} or a list of these as (count, unit) pairs; None if it is none."""
    if type(offset) in REAL_TYPES:
        return [(offset, "Day")]
    if has_head(offset, S.Quantity, 2) or (is_list(offset) and len(offset) == 2 and type(offset.args[1]) is str):
        n, unit = offset.args
        unit = unit.rstrip("s") if type(unit) is str else ""
        known = unit in _UNITS or unit in ("Month", "Year")
        return [(n, unit)] if type(n) in REAL_TYPES and known else None
    if not is_list(offset):
        return None
    steps = [_step(o) for o in offset.args]
    return None if None in steps else [s for some in steps if some for s in some]


@builtin("DatePlus[date_, offset_]", str=_STR, arg=_ARG)
def date_plus(date: Any, offset: Any, *, say: Any) -> Any:
    """DatePlus[date, n] adds n days to a date, DatePlus[date, {n, "Month"}] n months; the form of the date is kept.

    >>> {DatePlus[{2024, 2, 28}, 2], DatePlus[{2024, 1, 31}, {1, "Month"}], DatePlus["2024-01-01", -1]}
    {{2024, 3, 1}, {2024, 2, 29}, 2023-12-31}
    """
    t, steps = read_date(date, say), _step(offset)
    if t is None or steps is None:
        return None
    for n, unit in steps:
        if unit in _UNITS:
            t += timedelta(seconds=float(n) * _UNITS[unit])
        else:
            months = t.year * 12 + t.month - 1 + int(n) * (12 if unit == "Year" else 1)
            last = (datetime(months // 12 + (months % 12 == 11), (months + 1) % 12 + 1, 1) - timedelta(days=1)).day
            t = t.replace(year=months // 12, month=months % 12 + 1, day=min(t.day, last))
    if type(date) is str:
        return t.strftime("%Y-%m-%d" if t.time() == datetime.min.time() else "%Y-%m-%dT%H:%M:%S")
    if is_list(date):
        return make_list(_date_list(t).args[: len(date)])
    return date_object(t, "Instant") if has_head(date, S.DateObject) else _number((t - _EPOCH).total_seconds())


@builtin("DateDifference[date1_, date2_]", "DateDifference[date1_, date2_, unit_]", str=_STR, arg=_ARG)
def date_difference(date1: Any, date2: Any, unit: Any = None, *, say: Any) -> Any:
    """DateDifference[date1, date2] gives the number of days between two dates; with a unit {number, "Unit"}.

    >>> {DateDifference["2024-01-01", "2024-03-01"], DateDifference["2024-01-01", "2024-01-15", "Week"]}
    {60, {2, Week}}
    """
    a, b = read_date(date1, say), read_date(date2, say)
    if a is None or b is None or (unit is not None and unit not in _UNITS):
        return None
    seconds = (b - a).total_seconds()
    return _number(seconds / 86400) if unit is None else make_list((_number(seconds / _UNITS[unit]), unit))
