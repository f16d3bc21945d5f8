"""Dates and times as objects: DateObject with its granularity and zone, TimeObject, and what is asked of them."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from typing import Any

from .. import symbols as S
from ..declare import builtin, name, variable
from ..definitions import Computed
from ..display import formatter
from ..display.layout import Page
from ..expr import Expr, boolean, has_head, is_list, is_rule, make_list, same
from ..numerics.numbers import REAL_TYPES
from ..options import option_name
from .dates import _ARG, _STR, date_object, element, parsed_date, read_date, real_zone, zone_hours

GRANULARITIES = ("Year", "Month", "Day", "Hour", "Minute", "Second", "Instant")
_OTHERS = ("Week", "Quarter", "Decade", "Century")
_LENGTHS = {"Year": 1, "Decade": 1, "Century": 1, "Month": 2, "Quarter": 2, "Week": 3, "Day": 3}
_WITH_CLOCK = ("Hour", "Minute", "Second", "Instant")
_ZONE = "`1` is not a time zone."


def granular(t: datetime, granularity: str, zone: Any = None) -> Expr:
    """The DateObject of a local time in its zone, cut to a granularity."""
    if granularity not in _WITH_CLOCK:
        t = _start(t, granularity)
        return Expr(S.DateObject, (make_list((t.year, t.month, t.day)[: _LENGTHS[granularity]]), granularity))
    seconds = t.second + t.microsecond / 1e6 if granularity == "Instant" else t.second
    parts = (t.year, t.month, t.day, t.hour, t.minute, seconds)
    count = {"Hour": 4, "Minute": 5}.get(granularity, 6)
    return Expr(S.DateObject, (make_list(parts[:count]), granularity, "Gregorian", _zone_of(zone)))


def _zone_of(zone: Any) -> Any:
    return float(zone_hours(None)) if zone is None else zone


def _start(t: datetime, granularity: str) -> datetime:
    """The first day of the year, month, week ... that holds a time."""
    month = {"Year": 1, "Decade": 1, "Century": 1, "Quarter": (t.month - 1) // 3 * 3 + 1}.get(granularity, t.month)
    year = {"Decade": t.year // 10 * 10, "Century": (t.year - 1) // 100 * 100 + 1}.get(granularity, t.year)
    if granularity == "Week":
        return t - timedelta(days=t.weekday())
    return t.replace(year=max(year, 1), month=month, day=t.day if granularity == "Day" else 1)


def _finest(count: int) -> str:
    return ("Year", "Month", "Day", "Hour", "Minute", "Instant")[count - 1]


@builtin(
    "DateObject[]", "DateObject[date_]", "DateObject[date_, granularity_]",
    "DateObject[date_, granularity_, options___]",
    volatile=True, str=_STR, arg=_ARG, zone=_ZONE, gran="`1` is not a granularity of dates.",
)  # fmt: skip
def date_object_(
    date: Any = None, granularity: Any = None, options: tuple[Any, ...] = (), *, say: Any, expr: Any
) -> Any:
    """DateObject[{y, m, d, h, m, s}] stands for a date and time, as exact as its list is long; DateObject[] for now.

    A date may also be a string, a number of seconds since 1900, or a date whose granularity is to change.
    TimeZone -> zone says where a time is meant, by hours or by name.

    >>> {DateObject[{2024, 2}], DateObject["5 Jan 2024"], DateObject[{2024, 2, 29}, "Year"][[1]]}
    {Feb 2024, Fri 5 Jan 2024, {2024}}
    """
    args = [a for a in expr.args if not is_rule(a)]
    zone = next((a.args[1] for a in expr.args if is_rule(a) and option_name(a.args[0]) == "TimeZone"), None)
    if zone is not None and real_zone(zone) is None:
        return say("zone", zone)
    if not args:
        return granular(_in_zone(datetime.now(), zone), "Instant", zone)
    first, second = args[0], args[1] if len(args) > 1 else None
    if has_head(second, S.TimeObject):
        clock = second.args[0].args if second.args and is_list(second.args[0]) else ()
        day = read_date(first, say)
        if day is None:
            return None
        rules = [a for a in expr.args if is_rule(a)]
        return Expr(S.DateObject, (make_list((day.year, day.month, day.day, *clock)), *rules))
    if second is not None and second not in GRANULARITIES + _OTHERS:
        return say("gran", second) if second is not S.Automatic else None
    made = _made(first, second, zone, args, say)
    return None if same(made, expr) else made


def _in_zone(t: datetime, zone: Any) -> datetime:
    """A local time as the clocks of a zone show it."""
    return t if zone is None else t + timedelta(hours=real_zone(zone, t) - zone_hours(t))  # type: ignore[operator]


def _made(first: Any, granularity: Any, zone: Any, args: list[Any], say: Any) -> Any:
    if has_head(first, S.DateObject):
        own = first.args[1] if len(first) > 1 else "Instant"
        t = read_date(first, say)
        if t is None:
            return None
        if zone is None and len(first) > 3:
            zone = first.args[3]
        return granular(_in_zone(t, zone), granularity or own, zone)
    if is_list(first):
        if not 1 <= len(first) <= 6 or not all(type(x) in REAL_TYPES for x in first.args):
            return None
        t = read_date(first, say)
        given = args[3] if zone is None and len(args) > 3 else zone
        return None if t is None else granular(t, granularity or _finest(len(first)), given)
    if type(first) is str:
        found = parsed_date(first)
        if found is None:
            return say("str", first)
        return granular(found[0], granularity or found[1], zone)
    t = read_date(first, say)
    return None if t is None else granular(_in_zone(t, zone), granularity or "Instant", zone)


# ---- how they are shown ----------------------------------------------------------------------------------------------

_SHOWN = {
    "Year": ["Year"], "Month": ["MonthNameShort", " ", "Year"],
    "Day": ["DayNameShort", " ", "DayShort", " ", "MonthNameShort", " ", "Year"],
    "Week": ["Week of ", "DayNameShort", " ", "DayShort", " ", "MonthNameShort", " ", "Year"],
    "Quarter": ["QuarterNameShort", " ", "Year"], "Decade": ["Year", "s"], "Century": ["Century from ", "Year"],
}  # fmt: skip
_CLOCKS = {"Hour": ["Hour", "h"], "Minute": ["Hour", ":", "Minute"]}


@formatter("DateObject")
def show_date(e: Any, page: Page) -> Any:
    """Fri 5 Jan 2024 12:30:00 GMT+1."""
    if len(e) < 2 or not is_list(e.args[0]) or not all(type(x) in REAL_TYPES for x in e.args[0].args):
        return None
    t = read_date(e.args[0], lambda *words: None)
    granularity = e.args[1]
    if t is None or granularity not in GRANULARITIES + _OTHERS:
        return None
    if granularity in _SHOWN:
        return "".join([element(t, p) for p in _SHOWN[granularity]])
    clock = _CLOCKS.get(granularity, ["Hour", ":", "Minute", ":", "Second"])
    text = "".join([element(t, p) for p in [*_SHOWN["Day"], " ", *clock]])
    hours = real_zone(e.args[3], t) if len(e) > 3 else None
    return text if hours is None else f"{text} {zone_name(hours)}"


def zone_name(hours: float) -> str:
    """GMT+1, GMT+5:30."""
    if not hours:
        return "GMT"
    whole, part = divmod(round(abs(hours) * 60), 60)
    return f"GMT{'+' if hours > 0 else '-'}{whole}" + (f":{part:02d}" if part else "")


@formatter("TimeObject")
def show_time(e: Any, page: Page) -> Any:
    if not len(e) or not is_list(e.args[0]) or not all(type(x) in REAL_TYPES for x in e.args[0].args):
        return None
    if not 1 <= len(e.args[0]) <= 3 or not all(abs(x) < 100 for x in e.args[0].args):
        return None
    hour, minute, second = (*map(int, e.args[0].args), 0, 0)[:3]
    count = len(e.args[0])
    return f"{hour:02d}h" if count == 1 else f"{hour:02d}:{minute:02d}" + (f":{int(second):02d}" if count > 2 else "")


@builtin("TimeObject[]", "TimeObject[time_]", "TimeObject[time_, options___]", volatile=True, str=_STR, arg=_ARG)
def time_object(time: Any = None, options: tuple[Any, ...] = (), *, say: Any) -> Any:
    """TimeObject[{h, m, s}] stands for a time of day; TimeObject[] for the present one.

    >>> {TimeObject[{9, 30}], TimeObject["5:20 PM"], TimeObject[DateObject[{2024, 1, 1, 8, 15, 0}]]}
    {09:30, 17:20, 08:15:00}
    """
    if is_list(time):
        parts = time.args
        if not 1 <= len(parts) <= 3 or not all(type(x) in REAL_TYPES for x in parts):
            return None
        if all(type(x) is int for x in parts[:-1]) and 0 <= parts[0] < 24 and all(0 <= x < 60 for x in parts[1:]):
            return None
        seconds = sum(float(x) * 3600 / 60**i for i, x in enumerate(parts)) % 86400
        whole, rest = divmod(seconds, 60)
        clock = (int(whole) // 60, int(whole) % 60, int(rest) if rest == int(rest) else rest)
        return Expr(S.TimeObject, (make_list(clock[: len(parts)]),))
    if type(time) is str:
        found = _clock(time)
        return say("str", time) if found is None else Expr(S.TimeObject, (make_list(found),))
    t = datetime.now() if time is None else read_date(time, say)
    if t is None:
        return None
    second = t.second + t.microsecond / 1e6 if t.microsecond else t.second
    return Expr(S.TimeObject, (make_list((t.hour, t.minute, second)),))


_CLOCK = re.compile(r"\s*(\d{1,2})(?::(\d{2})(?::(\d{2}(?:\.\d+)?))?)?\s*([ap]\.?m\.?)?\s*", re.I)


def _clock(text: str) -> tuple[Any, ...] | None:
    m = _CLOCK.fullmatch(text)
    if m is None or (m[2] is None and m[4] is None):
        return None
    hour, minute = int(m[1]), int(m[2] or 0)
    if m[4]:
        hour = hour % 12 + (12 if m[4].lower().startswith("p") else 0)
    second = None if m[3] is None else float(m[3]) if "." in m[3] else int(m[3])
    if hour > 23 or minute > 59 or (second or 0) >= 60:
        return None
    return (hour, minute) if second is None else (hour, minute, second)


@builtin("TimeObjectQ[expr_]")
def time_object_q(expr: Any) -> Any:
    """TimeObjectQ[expr] is True for a TimeObject that stands for a time.

    >>> {TimeObjectQ[TimeObject[{8, 30}]], TimeObjectQ[TimeObject[x]], TimeObjectQ[8]}
    {True, False, False}
    """
    good = has_head(expr, S.TimeObject) and len(expr) and is_list(expr.args[0])
    return boolean(bool(good) and all(type(x) in REAL_TYPES for x in expr.args[0].args))


def _day(title: str, usage: str, days: int) -> None:
    def make(session: Any) -> Any:
        return Computed(lambda: date_object(datetime.now() + timedelta(days=days), "Day"))

    make.__doc__ = usage
    variable(title, attributes="Protected")(make)


_day("Tomorrow", "Tomorrow is the next day as a DateObject.", 1)
_day("Yesterday", "Yesterday is the day before today as a DateObject.", -1)


# ---- what is asked of dates ------------------------------------------------------------------------------------------


@builtin("CurrentDate[]", "CurrentDate[granularity_]", volatile=True, gran="`1` is not a granularity of dates.")
def current_date(granularity: Any = "Instant", *, say: Any) -> Any:
    """CurrentDate[] gives the present moment, CurrentDate["granularity"] the present day, month, year and so on.

    >>> CurrentDate["Day"] === Today
    True
    """
    if granularity not in GRANULARITIES + _OTHERS:
        return say("gran", granularity)
    return granular(datetime.now(), granularity)


_VALUES = {
    "Year": lambda t: t.year, "Month": lambda t: t.month, "Day": lambda t: t.day, "Hour": lambda t: t.hour,
    "Minute": lambda t: t.minute, "Second": lambda t: t.second + t.microsecond / 1e6,
    "Quarter": lambda t: (t.month + 2) // 3, "DayName": lambda t: getattr(S, t.strftime("%A")),
    "MonthName": lambda t: t.strftime("%B"), "DayOfYear": lambda t: t.timetuple().tm_yday,
    "Week": lambda t: t.isocalendar()[1], "ISOWeek": lambda t: t.isocalendar()[1],
    "ISOYear": lambda t: t.isocalendar()[0], "ISOWeekDay": lambda t: t.isoweekday(),
    "YearShort": lambda t: t.year % 100, "Hour12": lambda t: (t.hour - 1) % 12 + 1, "Hour24": lambda t: t.hour,
    "Millisecond": lambda t: t.microsecond // 1000, "LeapYearQ": lambda t: boolean(is_leap(t.year)),
}  # fmt: skip


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@builtin("DateValue[element_]", "DateValue[date_, element_]", volatile=True, str=_STR, arg=_ARG,
         elem="`1` is not an element of dates.")  # fmt: skip
def date_value(date: Any = None, element: Any = None, *, say: Any) -> Any:
    """DateValue[date, "element"] gives an element of a date, DateValue[date, {e1, e2, ...}] several.

    Elements are "Year", "Quarter", "Month", "Week", "Day", "DayOfYear", "DayName", "Hour", "Minute", "Second" and more.

    >>> DateValue[{2024, 12, 31}, {"Year", "DayOfYear", "DayName", "ISOWeek"}]
    {2024, 366, Tuesday, 1}
    """
    t = datetime.now() if date is None else read_date(date, say)
    if t is None:
        return None
    for e in element.args if is_list(element) else (element,):
        if e not in _VALUES:
            return say("elem", e)
    if is_list(element):
        return make_list(tuple([_VALUES[e](t) for e in element.args]))
    return _VALUES[element](t)


@builtin("TimeZoneConvert[date_, zone_]", "TimeZoneConvert[date_]", str=_STR, arg=_ARG, zone=_ZONE)
def time_zone_convert(date: Any, zone: Any = None, *, say: Any) -> Any:
    """TimeZoneConvert[date, zone] gives the same moment as the clocks of another zone show it.

    >>> TimeZoneConvert[DateObject[{2024, 7, 1, 12, 0, 0}, TimeZone -> 0], "Asia/Tokyo"]
    Mon 1 Jul 2024 21:00:00 GMT+9
    """
    if zone is not None and real_zone(zone) is None:
        return say("zone", zone)
    t = read_date(date, say)
    if t is None:
        return None
    own = date.args[1] if has_head(date, S.DateObject) and len(date) > 1 and date.args[1] in _WITH_CLOCK else "Instant"
    return granular(_in_zone(t, zone), own, zone)


_JULIAN = 1721424.5  # the day before the first of January of year 1


@builtin("JulianDate[]", "JulianDate[date_]", "JulianDate[kind_String, date_]", volatile=True, str=_STR, arg=_ARG)
def julian_date(date: Any = None, kind: Any = None, *, say: Any) -> Any:
    """JulianDate[date] gives the number of days since noon of the first of January 4713 BC, in universal time.

    JulianDate["Modified", date] counts from 2400000.5 on, JulianDate["Truncated", date] from 2440000.5.

    >>> JulianDate["Modified", DateObject[{1858, 11, 18, 12, 0, 0}, TimeZone -> 0]]
    1.5
    """
    offset = {None: 0.0, "Modified": 2400000.5, "Truncated": 2440000.5, "Reduced": 2400000.0}.get(kind)
    t = datetime.now() if date is None else read_date(date, say)
    if t is None or offset is None:
        return None
    t -= timedelta(hours=zone_hours(t))
    day = t.toordinal() + (t - datetime(t.year, t.month, t.day)).total_seconds() / 86400
    return _JULIAN + day - offset


@builtin("FromJulianDate[days_]")
def from_julian_date(days: Any, *, say: Any) -> Any:
    """FromJulianDate[jd] gives the date of a Julian date, in universal time.

    >>> FromJulianDate[2451545.]
    Sat 1 Jan 2000 12:00:00 GMT
    """
    if type(days) not in REAL_TYPES or not math.isfinite(float(days)):
        return None
    try:
        t = datetime(1, 1, 1) + timedelta(days=float(days) - _JULIAN - 1)
    except OverflowError:
        return None
    return granular(t + timedelta(microseconds=500 if t.microsecond > 999000 else 0), "Instant", 0.0)


@builtin("FromAbsoluteTime[t_]")
def from_absolute_time(t: Any) -> Any:
    """FromAbsoluteTime[t] gives the date that is t seconds after the beginning of 1900.

    >>> FromAbsoluteTime[3155673600][[1, ;; 3]]
    {2000, 1, 1}
    """
    found = read_date(t, lambda *words: None) if type(t) in REAL_TYPES else None
    return None if found is None else granular(found, "Instant")


name("TimeZone", 'TimeZone is an option of dates: hours ahead of universal time, or a name such as "Europe/Rome".')
