"""Days of kinds: weekdays, business days, single days of the week; counting, ranging and stepping by them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import Expr, Symbol, boolean, has_head, is_list, make_list
from .dateobjects import GRANULARITIES, granular, is_leap
from .dates import _ARG, _STR, read_date, stepped, steps_of, written_as

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TYPE = "`1` is not a type of days."
_MOST = 100_000
_MANY = "There are more than 100000 steps from `1` to `2`."
_STEPS = "The increment `1` does not lead from `2` to `3`."


@cache
def _holidays(year: int) -> frozenset[date]:
    """The federal holidays of the United States (5 U.S.C. 6103), those at a weekend on the weekday next to it."""
    found = [_nth(year, 1, 0, 3) if year >= 1986 else None, _nth(year, 2, 0, 3), _nth(year, 9, 0, 1)]
    found += [_nth(year, 5, 0, -1), _nth(year, 10, 0, 2), _nth(year, 11, 3, 4)]
    fixed = [date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)]
    if year >= 2021:
        fixed.append(date(year, 6, 19))
    if year < 9999:
        fixed.append(date(year + 1, 1, 1))  # perhaps on the last day of this year
    shift = {5: -1, 6: 1}
    moved = [d + timedelta(days=shift.get(d.weekday(), 0)) for d in fixed]
    return frozenset(d for d in [*found, *moved] if d is not None and d.year == year)


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th such day of a month, for n = -1 the last."""
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _is_holiday(d: date) -> bool:
    return d in _holidays(d.year)


_KINDS: dict[str, Callable[[date], bool]] = {
    "All": lambda d: True,
    "Day": lambda d: True,
    "Weekday": lambda d: d.weekday() < 5,
    "Weekend": lambda d: d.weekday() > 4,
    "Holiday": _is_holiday,
    "NonHoliday": lambda d: not _is_holiday(d),
    "BusinessDay": lambda d: d.weekday() < 5 and not _is_holiday(d),
    "NonBusinessDay": lambda d: d.weekday() > 4 or _is_holiday(d),
    "WeekdayHoliday": lambda d: d.weekday() < 5 and _is_holiday(d),
    "WeekendHoliday": lambda d: d.weekday() > 4 and _is_holiday(d),
    "WeekendNonHoliday": lambda d: d.weekday() > 4 and not _is_holiday(d),
    "EndOfMonth": lambda d: (d + timedelta(days=1)).day == 1,
    "BeginningOfMonth": lambda d: d.day == 1,
    **{title: lambda d, k=k: d.weekday() == k for k, title in enumerate(WEEK)},  # type: ignore[misc]
}


def _kind(e: Any) -> Callable[[date], bool] | None:
    title = e.name if type(e) is Symbol and e.name in (*WEEK, "All") else e
    return _KINDS.get(title) if type(title) is str else None


def _day(t: datetime) -> Expr:
    return granular(t, "Day")


@builtin("DayName[]", "DayName[date_]", volatile=True, str=_STR, arg=_ARG)
def day_name(date: Any = None, *, say: Any) -> Any:
    """DayName[date] gives the day of the week, as Monday; DayName[] that of today.

    >>> DayName[{2024, 2, 29}]
    Thursday
    """
    t = datetime.now() if date is None else read_date(date, say)
    return None if t is None else getattr(S, WEEK[t.weekday()])


@builtin("LeapYearQ[date_]", "LeapYearQ[]", volatile=True, str=_STR, arg=_ARG)
def leap_year_q(date: Any = None, *, say: Any) -> Any:
    """LeapYearQ[date] is True for a date in a leap year.

    >>> Map[LeapYearQ, {{1900}, {2000}, {2023}, DateObject[{2024, 5}]}]
    {False, True, False, True}
    """
    t = datetime.now() if date is None else read_date(date, say)
    return None if t is None else boolean(is_leap(t.year))


@builtin("BusinessDayQ[date_]", "BusinessDayQ[]", volatile=True, str=_STR, arg=_ARG)
def business_day_q(date: Any = None, *, say: Any) -> Any:
    """BusinessDayQ[date] is True for a weekday that is no federal holiday of the United States.

    >>> Map[BusinessDayQ, {{2024, 7, 3}, {2024, 7, 4}, {2024, 7, 6}}]
    {True, False, False}
    """
    t = datetime.now() if date is None else read_date(date, say)
    return None if t is None else boolean(_KINDS["BusinessDay"](t.date()))


@builtin("DayMatchQ[date_, daytype_]", str=_STR, arg=_ARG, type=_TYPE)
def day_match_q(date: Any, daytype: Any, *, say: Any) -> Any:
    """DayMatchQ[date, daytype] is True for a day of a type: "Weekday", "Weekend", "BusinessDay", Monday and others.

    >>> {DayMatchQ[{2024, 2, 29}, "EndOfMonth"], DayMatchQ[{2024, 2, 29}, Friday]}
    {True, False}
    """
    t, kind = read_date(date, say), _kind(daytype)
    if kind is None:
        return say("type", daytype)
    return None if t is None else boolean(kind(t.date()))


def _two(date1: Any, date2: Any, daytype: Any, say: Any) -> tuple[datetime, datetime, Callable[[date], bool]] | None:
    a, b, kind = read_date(date1, say), read_date(date2, say), _kind(daytype)
    if kind is None:
        say("type", daytype)
    if a is None or b is None or kind is None:
        return None
    if abs((b - a).days) > _MOST:
        return say("many", date1, date2)
    midnight = datetime.min.time()
    return datetime.combine(a, midnight), datetime.combine(b, midnight), kind


@builtin("DayCount[date1_, date2_]", "DayCount[date1_, date2_, daytype_]", str=_STR, arg=_ARG, type=_TYPE, many=_MANY)
def day_count(date1: Any, date2: Any, daytype: Any = S.All, *, say: Any) -> Any:
    """DayCount[date1, date2] gives the number of days from one date to another, the first one not counted.

    DayCount[date1, date2, daytype] counts days of a type.

    >>> {DayCount[{2024, 1, 1}, {2024, 3, 1}], DayCount[{2024, 1, 1}, {2024, 1, 31}, Sunday]}
    {60, 4}
    """
    found = _two(date1, date2, daytype, say)
    if found is None:
        return None
    a, b, kind = found
    if daytype is S.All:
        return (b - a).days
    sign = 1 if b >= a else -1
    return sign * sum(kind((a + timedelta(days=sign * i)).date()) for i in range(1, abs((b - a).days) + 1))


@builtin("DayRange[date1_, date2_]", "DayRange[date1_, date2_, daytype_]", str=_STR, arg=_ARG, type=_TYPE, many=_MANY)
def day_range(date1: Any, date2: Any, daytype: Any = S.All, *, say: Any) -> Any:
    """DayRange[date1, date2] gives the days from one date to another, DayRange[date1, date2, daytype] those of a type.

    >>> DayRange[{2024, 2, 28}, {2024, 3, 1}]
    {Wed 28 Feb 2024, Thu 29 Feb 2024, Fri 1 Mar 2024}
    """
    found = _two(date1, date2, daytype, say)
    if found is None:
        return None
    a, b, kind = found
    days = [a + timedelta(days=i) for i in range((b - a).days + 1)]
    return make_list(tuple([_day(t) for t in days if kind(t.date())]))


@builtin("DayPlus[date_, n_]", "DayPlus[date_, n_, daytype_]", str=_STR, arg=_ARG, type=_TYPE)
def day_plus(date: Any, n: Any, daytype: Any = S.All, *, say: Any) -> Any:
    """DayPlus[date, n] gives the day n days later, DayPlus[date, n, daytype] the n-th day of a type after a date.

    >>> {DayPlus[{2024, 2, 28}, 2], DayPlus[{2024, 1, 5}, 1, "Weekday"], DayPlus[{2024, 1, 8}, -1, "Weekday"]}
    {Fri 1 Mar 2024, Mon 8 Jan 2024, Fri 5 Jan 2024}
    """
    t, kind = read_date(date, say), _kind(daytype)
    if kind is None:
        return say("type", daytype)
    if t is None or type(n) is not int or abs(n) > _MOST:
        return None
    try:
        if daytype is S.All:
            return _day(t + timedelta(days=n))
        step = timedelta(days=1 if n > 0 else -1)
        left = abs(n)
        while left:
            t += step
            left -= kind(t.date())
    except OverflowError:
        return say("arg", date)
    return _day(t)


@builtin("DayRound[date_, daytype_]", "DayRound[date_, daytype_, way_]", str=_STR, arg=_ARG, type=_TYPE)
def day_round(date: Any, daytype: Any, way: Any = "Following", *, say: Any) -> Any:
    """DayRound[date, daytype] gives a date if it is a day of a type, else the next one that is.

    DayRound[date, daytype, "Preceding"] goes back instead.

    >>> {DayRound[{2024, 1, 6}, "Weekday"], DayRound[{2024, 1, 6}, "Weekday", "Preceding"]}
    {Mon 8 Jan 2024, Fri 5 Jan 2024}
    """
    t, kind = read_date(date, say), _kind(daytype)
    if kind is None:
        return say("type", daytype)
    step = {"Following": 1, "Next": 1, "Preceding": -1, "Previous": -1}.get(way)
    if t is None or step is None:
        return None
    for _ in range(400):
        if kind(t.date()):
            break
        t += timedelta(days=step)
    return _day(t)


# ---- ranges of dates -------------------------------------------------------------------------------------------------


@builtin(
    "DateRange[date1_, date2_]",
    "DateRange[date1_, date2_, increment_]",
    str=_STR,
    arg=_ARG,
    type=_TYPE,
    step=_STEPS,
    many=_MANY,
)
def date_range(date1: Any, date2: Any, increment: Any = "Day", *, say: Any) -> Any:
    """DateRange[date1, date2] gives the dates from one to another day by day.

    DateRange[date1, date2, increment] takes steps such as "Month", {2, "Week"}, Quantity[6, "Hours"], or days of a
    type as Monday or "Weekday".

    >>> DateRange[{2024, 1, 31}, {2024, 4, 30}, "Month"]
    {{2024, 1, 31}, {2024, 2, 29}, {2024, 3, 31}, {2024, 4, 30}}
    """
    a, b = read_date(date1, say), read_date(date2, say)
    if a is None or b is None:
        return None
    if has_head(date2, S.DateObject):
        b = ends_of(date2, say)[1] - timedelta(microseconds=1)  # type: ignore[index]
    kind = _kind(increment)
    if kind is not None and increment != "Day":
        if (b - a).days > _MOST:
            return say("many", date1, date2)
        days = [a + timedelta(days=i) for i in range(max((b - a).days + 1, 0))]
        return make_list(tuple([written_as(t, date1) for t in days if kind(t.date())]))
    steps = steps_of(increment if type(increment) is not str else make_list((1, increment)))
    if steps is None:
        return say("type", increment)
    found, at, i = [], a, 0
    try:
        first = stepped(a, steps)
    except (OverflowError, ValueError):
        return say("step", increment, date1, date2)
    up = first > a
    if up != (b >= a) or first == a:
        return make_list(()) if first != a else say("step", increment, date1, date2)
    while (at <= b) if up else (at >= b):
        found.append(written_as(at, date1, [unit for _, unit in steps]))
        i += 1
        if i > _MOST:
            return say("many", date1, date2)
        try:
            at = stepped(a, [(n * i, unit) for n, unit in steps])
        except (OverflowError, ValueError):
            break
    return make_list(tuple(found))


def ends_of(e: Any, say: Any) -> tuple[datetime, datetime] | None:
    """The beginning and the end of what a date or a DateInterval covers."""
    if has_head(e, S.DateInterval) and len(e) and is_list(e.args[0]):
        spec = e.args[0].args[0] if len(e.args[0]) == 1 and is_list(e.args[0].args[0]) else e.args[0]
        if len(spec) != 2:
            return None
        one, two = ends_of(spec.args[0], say), ends_of(spec.args[1], say)
        return None if one is None or two is None else (one[0], two[1])
    t = read_date(e, say)
    if t is None:
        return None
    granularity = "Instant"
    if has_head(e, S.DateObject) and len(e) > 1:
        granularity = e.args[1]
    elif is_list(e) and len(e) <= 6:
        granularity = (*GRANULARITIES[:5], "Instant")[len(e) - 1]
    lengths = {"Quarter": (3, "Month"), "Decade": (10, "Year"), "Century": (100, "Year"), "Instant": (0, "Day")}
    return t, stepped(t, [lengths.get(granularity, (1, granularity))])


name("DateInterval", "DateInterval[{date1, date2}] stands for the time between two dates.")


@builtin("DateWithinQ[interval_, date_]", str=_STR, arg=_ARG)
def date_within_q(interval: Any, date: Any, *, say: Any) -> Any:
    """DateWithinQ[date1, date2] is True if all of date2 lies within date1, which may be a DateInterval.

    >>> DateWithinQ[DateObject[{2024}], DateObject[{2024, 5, 1}]]
    True
    """
    outer, inner = ends_of(interval, say), ends_of(date, say)
    if outer is None or inner is None:
        return None
    return boolean(outer[0] <= inner[0] and inner[1] <= outer[1])


@builtin("DateOverlapsQ[date1_, date2_]", str=_STR, arg=_ARG)
def date_overlaps_q(date1: Any, date2: Any, *, say: Any) -> Any:
    """DateOverlapsQ[date1, date2] is True if dates, or intervals of them, have some time in common.

    >>> DateOverlapsQ[DateObject[{2024, 5}], DateObject[{2024}]]
    True
    """
    one, two = ends_of(date1, say), ends_of(date2, say)
    if one is None or two is None:
        return None
    apart = one[1] <= two[0] or two[1] <= one[0]
    return boolean(not apart or one == two or one[0] == one[1] == two[0] or two[0] == two[1] == one[0])


for _title in WEEK:
    name(_title, f"{_title} stands for a day of the week.")
