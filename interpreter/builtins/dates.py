"""Dates and clocks: absolute times, date lists, date strings."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from .. import symbols as S
from ..declare import builtin, variable
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


def zone_hours(t: datetime | None) -> float:
    """Hours that local clocks are ahead of universal time at a local time, or now."""
    if t is None:
        return _zone()
    try:
        offset = t.astimezone().utcoffset()
    except (OverflowError, ValueError):  # a year that the system's clock does not know
        return _zone()
    return (offset or timedelta()).total_seconds() / 3600


def real_zone(zone: Any, t: datetime | None = None) -> float | None:
    """The hours that a zone, a number or a name, is ahead of universal time at a moment of local time; None if none."""
    if type(zone) in REAL_TYPES:
        return float(zone) if abs(float(zone)) <= 24 else None
    if type(zone) is not str:
        return None
    from zoneinfo import ZoneInfo

    try:
        offset = (t or datetime.now()).astimezone().astimezone(ZoneInfo(zone)).utcoffset()
    except (OSError, ValueError, OverflowError):  # ZoneInfoNotFoundError is a KeyError
        return None
    except KeyError:
        return None
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


def date_object(t: datetime, granularity: str = "Instant") -> Expr:
    """The DateObject of a local time."""
    if granularity == "Day":
        return Expr(S.DateObject, (make_list((t.year, t.month, t.day)), "Day"))
    return Expr(S.DateObject, (_date_list(t), granularity, "Gregorian", float(_zone())))


def _date_list(t: datetime) -> Expr:
    return make_list((t.year, t.month, t.day, t.hour, t.minute, t.second + t.microsecond / 1e6))


_CLOCKS = {"": "", " %H:%M:%S.%f": "Instant", " %H:%M:%S": "Instant", " %H:%M": "Minute", " %I:%M:%S %p": "Instant",
           " %I:%M %p": "Minute", " %I %p": "Hour"}  # fmt: skip
_DAYS = {
    **dict.fromkeys(("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d %b %Y", "%d %B %Y", "%B %d %Y", "%b %d %Y", "%d-%b-%Y",
                     "%m/%d/%Y", "%d.%m.%Y", "%m/%d/%y"), "Day"),
    **dict.fromkeys(("%B %Y", "%b %Y", "%Y-%m", "%m/%Y"), "Month"),
    "%Y": "Year",
}  # fmt: skip
_WEEKDAY = re.compile(r"^\s*(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.I)
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.I)


def parsed_date(text: str) -> tuple[datetime, str] | None:
    """The time that a text says and how exact it is."""
    plain = _ORDINAL.sub("", _WEEKDAY.sub("", text)).replace(",", " ").replace(" at ", " ").strip()
    plain = re.sub(r"(?<=\d)T(?=\d)", " ", plain.removesuffix("Z"))
    plain = re.sub(r"\b([A-Za-z]{3,})\.", r"\1", re.sub(r"\s+", " ", plain))
    for clock, exact in _CLOCKS.items():
        for day, granularity in _DAYS.items():
            if exact and granularity != "Day":
                continue
            try:
                return datetime.strptime(plain, day + clock), exact or granularity
            except ValueError:
                continue
    return None


def read_date(e: Any, say: Any) -> datetime | None:
    """The local time that a number of seconds, a date list, a DateObject or a string means."""
    zone = None
    if has_head(e, S.DateObject) and e.args:
        zone = e.args[3] if len(e) > 3 and e.args[3] is not S.None_ else None
        e = e.args[0]
    try:
        t = _read_date(e, say)
        if zone is None or t is None:
            return t
        hours = real_zone(zone, t)
        return t if hours is None else t + timedelta(hours=zone_hours(t) - hours)
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
        found = parsed_date(e)
        return say("str", e) if found is None else found[0]
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


@builtin("FromUnixTime[t_]", arg=_ARG)
def from_unix_time(t: Any, *, say: Any) -> Any:
    """FromUnixTime[t] gives the date that is t seconds after the beginning of 1970.

    >>> Head[FromUnixTime[0]]
    DateObject
    """
    try:
        return date_object(datetime.fromtimestamp(float(t)), "Instant") if type(t) in REAL_TYPES else None
    except (OverflowError, OSError, ValueError):  # a year that the system's clock does not know
        return say("arg", t)


@builtin("DateList[]", "DateList[date_]", volatile=True, str=_STR, arg=_ARG)
def date_list(date: Any = None, *, say: Any) -> Any:
    """DateList[] gives {year, month, day, hour, minute, second} now, DateList[date] those of a date.

    >>> {DateList["2024-02-29"], DateList[{2024, 14, 1}], DateList[3155673600]}
    {{2024, 2, 29, 0, 0, 0.}, {2025, 2, 1, 0, 0, 0.}, {2000, 1, 1, 0, 0, 0.}}
    """
    t = datetime.now() if date is None else read_date(date, say)
    return None if t is None else _date_list(t)


_ELEMENTS = {
    "Year": lambda t: str(t.year), "YearShort": "%y", "Month": "%m", "MonthShort": lambda t: str(t.month),
    "MonthName": "%B", "MonthNameShort": "%b", "Day": "%d", "DayShort": lambda t: str(t.day), "DayName": "%A",
    "DayNameShort": "%a",
    "Hour": "%H", "Hour24": "%H", "Hour12": "%I", "HourShort": lambda t: str(t.hour), "AMPM": "%p", "Minute": "%M",
    "Second": "%S", "Millisecond": lambda t: f"{t.microsecond // 1000:03d}", "Date": "%a %d %b %Y", "Time": "%H:%M:%S",
    "DateTime": "%a %d %b %Y %H:%M:%S", "ISODate": "%Y-%m-%d", "ISODateTime": "%Y-%m-%dT%H:%M:%S",
    "DateShort": "%a %d %b %Y", "DateTimeShort": "%a %d %b %Y %H:%M:%S", "ISOWeek": "%V",
    "SecondExact": lambda t: f"{t.second + t.microsecond / 1e6:.6f}",
    "Quarter": lambda t: str((t.month + 2) // 3), "QuarterNameShort": lambda t: f"Q{(t.month + 2) // 3}",
    "QuarterName": lambda t: f"Quarter {(t.month + 2) // 3}", "QuarterShort": lambda t: str((t.month + 2) // 3),
    "MonthNameInitial": lambda t: t.strftime("%B")[0], "DayNameInitial": lambda t: t.strftime("%A")[0],
    "Hour12Short": lambda t: str((t.hour - 1) % 12 + 1), "Hour24Short": lambda t: str(t.hour),
    "MinuteShort": lambda t: str(t.minute), "SecondShort": lambda t: str(t.second), "AMPMLowerCase": lambda t:
    t.strftime("%p").lower(), "MillisecondShort": lambda t: str(t.microsecond // 1000), "Week": "%V",
    "DayOfYear": "%j", "ISOWeekDate": "%G-W%V-%u", "ISOWeekDay": "%u", "ISOYearDay": "%Y-%j", "ISOOrdinalDate": "%Y-%j",
    "TimeZone": lambda t: str(zone_hours(t)),
}  # fmt: skip


def element(t: datetime, e: Any) -> str:
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
    return None if t is None else "".join([element(t, p) for p in parts])


_UNITS = {"Second": 1, "Minute": 60, "Hour": 3600, "Day": 86400, "Week": 604800}
_MONTHS = {"Month": 1, "Quarter": 3, "Year": 12, "Decade": 120, "Century": 1200}


def unit_of(e: Any) -> str | None:
    """The singular of a unit of time, None for all else."""
    unit = {"Centuries": "Century"}.get(e, e.removesuffix("s")) if type(e) is str else ""
    return unit if unit in _UNITS or unit in _MONTHS else None


def _plain(n: Any) -> int | float:
    return n if type(n) is int else float(n)


def steps_of(offset: Any) -> list[tuple[Any, str]] | None:
    """An offset such as 3, {2, "Month"} or a list of these as (count, unit) pairs; None if it is none."""
    if type(offset) in REAL_TYPES:
        return [(_plain(offset), "Day")]
    if has_head(offset, S.Quantity, 2) or (is_list(offset) and len(offset) == 2 and type(offset.args[1]) is str):
        n, unit = offset.args[0], unit_of(offset.args[1])
        return [(_plain(n), unit)] if type(n) in REAL_TYPES and unit is not None else None
    if not is_list(offset):
        return None
    steps = [steps_of(o) for o in offset.args]
    return None if None in steps else [s for some in steps if some for s in some]


@builtin("DatePlus[date_, offset_]", str=_STR, arg=_ARG)
def date_plus(date: Any, offset: Any, *, say: Any) -> Any:
    """DatePlus[date, n] adds n days to a date, DatePlus[date, {n, "Month"}] n months; the form of the date is kept.

    >>> {DatePlus[{2024, 2, 28}, 2], DatePlus[{2024, 1, 31}, {1, "Month"}], DatePlus["2024-01-01", -1]}
    {{2024, 3, 1}, {2024, 2, 29}, 2023-12-31}
    """
    t, steps = read_date(date, say), steps_of(offset)
    if t is None or steps is None:
        return None
    try:
        return written_as(stepped(t, steps), date, [unit for _, unit in steps])
    except (OverflowError, ValueError):  # outside the years 1 to 9999
        return say("arg", date)


def stepped(t: datetime, steps: list[tuple[Any, str]]) -> datetime:
    """A time after steps; a day that its month does not have becomes the last one."""
    for n, unit in steps:
        if unit in _UNITS:
            t += timedelta(seconds=float(n) * _UNITS[unit])
        else:
            months = t.year * 12 + t.month - 1 + int(n) * _MONTHS[unit]
            last = (datetime(months // 12 + (months % 12 == 11), (months + 1) % 12 + 1, 1) - timedelta(days=1)).day
            t = t.replace(year=months // 12, month=months % 12 + 1, day=min(t.day, last))
    return t


_ORDER = ("Century", "Decade", "Year", "Quarter", "Month", "Week", "Day", "Hour", "Minute", "Second", "Instant")


def written_as(t: datetime, date: Any, units: Sequence[str] = ()) -> Any:
    """A time in the form that another date has; a DateObject as exact as that date and units of time are."""
    if type(date) is str:
        return t.strftime("%Y-%m-%d" if t.time() == datetime.min.time() else "%Y-%m-%dT%H:%M:%S")
    if is_list(date):
        count = 6 if set(units) & {"Hour", "Minute", "Second"} else len(date)
        return make_list(_date_list(t).args[:count])
    if not has_head(date, S.DateObject):
        return _number((t - _EPOCH).total_seconds())
    own = date.args[1] if len(date) > 1 and date.args[1] in _ORDER else "Instant"
    finest = max([own, *units], key=_ORDER.index)
    zone = date.args[3] if len(date) > 3 else None
    hours = None if zone is None else real_zone(zone, t)
    if hours is not None:
        t += timedelta(hours=hours - zone_hours(t))
    parts = _date_list(t).args[: {"Year": 1, "Month": 2, "Day": 3, "Hour": 4, "Minute": 5}.get(finest, 6)]
    if finest in ("Year", "Month", "Day"):
        return Expr(S.DateObject, (make_list(parts), finest))
    if finest in _ORDER[:6]:
        return Expr(S.DateObject, (make_list(_date_list(t).args[:3]), finest))
    return Expr(S.DateObject, (make_list(parts), finest, "Gregorian", _zone() if zone is None else zone))


@builtin("DateDifference[date1_, date2_]", "DateDifference[date1_, date2_, unit_]", str=_STR, arg=_ARG)
def date_difference(date1: Any, date2: Any, unit: Any = None, *, say: Any) -> Any:
    """DateDifference[date1, date2] gives the time between two dates in days.

    DateDifference[date1, date2, unit] gives it in a unit of time,
    DateDifference[date1, date2, {unit1, unit2, ...}] gives whole numbers of all units but the last.

    >>> {DateDifference["2024-01-01", "2024-03-01"], DateDifference["2024-01-01", "2024-01-15", "Week"]}
    {60 days, 2 weeks}
    """
    a, b = read_date(date1, say), read_date(date2, say)
    wanted = [unit_of(u) for u in (unit.args if is_list(unit) else ("Day" if unit is None else unit,))]
    if a is None or b is None or None in wanted or not wanted:
        return None
    *whole, last = wanted
    amounts: list[Any] = []
    for u in whole:
        n = math.floor(_apart(a, b, u))
        a = stepped(a, [(n, u)])
        amounts.append(n)
    amounts.append(_apart(a, b, last))
    names = [u[:-1] + "ies" if u == "Century" else u + "s" for u in wanted]
    if not is_list(unit):
        return Expr(S.Quantity, (amounts[0], names[0]))
    return make_list(tuple([Expr(S.Quantity, pair) for pair in zip(amounts, names)]))


def _apart(a: datetime, b: datetime, unit: Any) -> Any:
    """How many units lie between two times; of months and years the last one in parts of its length."""
    if unit in _UNITS:
        return _number((b - a).total_seconds() / _UNITS[unit])
    size = _MONTHS[unit]
    n = ((b.year - a.year) * 12 + b.month - a.month) // size
    if stepped(a, [(n, unit)]) > b:
        n -= 1
    before, after = stepped(a, [(n, unit)]), stepped(a, [(n + 1, unit)])
    return _number(n + (b - before) / (after - before))
