"""TimeSeries, EventSeries, TemporalData and the functions that look at or change them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import datetime, timedelta
from typing import Any

from .. import listed
from .. import symbols as S
from ..declare import applied, builtin
from ..display import formatter
from ..expr import Expr, expr, has_head, is_list, make_list
from ..numerics.arithmetic import add, multiply, subtract
from ..numerics.numbers import REAL_TYPES, rational
from ..numerics.numeric import real_value
from ..numerics.objects import OPERATIONS
from ..packed import pack
from ..timeseries import Series, ordered, pairs
from .dates import date_object, read_date

_EPOCH = datetime(1900, 1, 1)
_HEADS = (S.TimeSeries, S.EventSeries, S.TemporalData)
_STEPS = 10**6


# ---- construction ----------------------------------------------------------------------------------------------------


def _time(e: Any, session: Any) -> tuple[Any, bool] | None:
    """(number, whether it was a date); None for what is neither."""
    if type(e) in REAL_TYPES:
        return e, False
    if type(e) is str or has_head(e, S.DateObject) or is_list(e):
        found = read_date(e, lambda *words: None)
        if found is None:
            return None
        seconds = (found - _EPOCH).total_seconds()
        return (int(seconds) if seconds == int(seconds) else seconds), True
    found = real_value(e, session)
    return None if found is None or type(found) not in REAL_TYPES else (e, False)


def _times(items: Any, session: Any) -> tuple[list[Any], bool] | None:
    found = [_time(t, session) for t in items]
    if not found or any(t is None for t in found):
        return None
    return [t[0] for t in found if t is not None], any(t[1] for t in found if t is not None)


def _regular(spec: Any, count: int, session: Any) -> tuple[list[Any], bool] | None:
    """The times that Automatic, {t0}, {t0, Automatic, dt}, {t0, t1}, {t0, t1, dt} or {{t1, t2, ...}} mean."""
    if spec is S.Automatic:
        return list(range(count)), False
    if not is_list(spec) or not 1 <= len(spec) <= 3:
        return None
    if len(spec) == 1 and is_list(spec.args[0]) and len(spec.args[0]) == count:
        found = _times(spec.args[0].args, session)
        if found is not None:
            return found
    start = _time(spec.args[0], session)
    if start is None:
        return None
    step: Any = spec.args[2] if len(spec) == 3 else 86400 if start[1] else 1
    if len(spec) == 2 and spec.args[1] is not S.Automatic and count > 1:
        end = _time(spec.args[1], session)
        if end is None:
            return None
        step = multiply(subtract(end[0], start[0]), rational(1, count - 1))
    if step == "Day":
        step = 86400
    if type(step) not in REAL_TYPES:
        return None
    return [add(start[0], multiply(step, k)) for k in range(count)], start[1]


def _path(data: Any, session: Any) -> tuple[Any, bool] | None:
    """((times, values), dated) of {{t1, v1}, ...}; None for another list."""
    if not is_list(data) or not len(data) or not all(is_list(p) and len(p) == 2 for p in data.args):
        return None
    times = _times([p.args[0] for p in data.args], session)
    return None if times is None else (ordered(times[0], [p.args[1] for p in data.args]), times[1])


def _made(head: Any, data: Any, spec: Any, session: Any) -> Series | None:
    if isinstance(data, Series):
        return Series(head, data.paths, data.dated)
    if not is_list(data) or not len(data):
        return None
    if spec is None:
        several = [p for p in (_path(p, session) for p in data.args) if p is not None]
        if head is S.TemporalData and len(several) == len(data):
            return Series(head, [p[0] for p in several], any(p[1] for p in several))
        found = _path(data, session)
        if found is not None:
            return Series(head, [found[0]], found[1])
    rows = [data]
    if head is S.TemporalData and all(is_list(r) and len(r) == len(data.args[0]) for r in data.args):
        rows = list(data.args)
    times = _regular(S.Automatic if spec is None else spec, len(rows[0]), session)
    if times is None:
        return None
    return Series(head, [ordered(times[0], list(r.args)) for r in rows], times[1])


_OPTIONS = {"MetaInformation": "None", "MissingDataMethod": "None", "ResamplingMethod": "Automatic",
            "TemporalRegularity": "Automatic", "ValueDimensions": "Automatic", "CalendarType": "Automatic",
            "DateFunction": "Automatic", "HolidayCalendar": "Automatic", "TimeZone": "Automatic"}  # fmt: skip
_DATA = {"tsdata": "`1` is no list of values or of {time, value} pairs for the times `2`."}


def _constructor(name: str, usage: str, example: str) -> None:
    head = getattr(S, name)

    def construct(data: Any, times: Any = None, *, session: Any, say: Any) -> Any:
        if isinstance(data, Series) and data.head is head:
            return data
        found = _made(head, data, times, session)
        if found is None and isinstance(data, Expr):
            say("tsdata", data, S.Automatic if times is None else times)
        return found

    construct.__doc__ = f"{usage}\n\n    {example}\n    "
    builtin(f"{name}[data_, OptionsPattern[]]", f"{name}[data_, times_, OptionsPattern[]]",
            options=_OPTIONS, **_DATA)(construct)  # fmt: skip


_constructor(
    "TimeSeries",
    "TimeSeries[{{t1, v1}, {t2, v2}, ...}] stands for values at times; TimeSeries[{v1, v2, ...}, {t0, t1, dt}] for "
    'values at regular times. series[t] is the value at a time, between given ones on a straight line, series["Path"], '
    '"Times", "Values", "Dates", "PathLength", "FirstTime", "LastTime", "FirstValue" and "LastValue" are its parts.',
    '>>> s = TimeSeries[{1, 4, 9}, {10}]; {s["Path"], s[21/2], Mean[s]}\n    {{{10, 1}, {11, 4}, {12, 9}}, 5/2, 14/3}',
)
_constructor(
    "EventSeries",
    "EventSeries[{{t1, v1}, {t2, v2}, ...}] stands for values at times and for nothing between them.",
    ">>> s = EventSeries[{{1, a}, {3, b}}]; {s[3], s[2]}\n    {b, Missing[]}",
)
_constructor(
    "TemporalData",
    "TemporalData[{{v11, v12, ...}, {v21, ...}, ...}, times] stands for several paths of values at the same times; "
    "TemporalData[{path1, path2, ...}] for paths of {time, value} pairs.",
    '>>> s = TemporalData[{{1, 2}, {3, 5}}, {0, 1}]; {s["PathCount"], s["Paths"], s[1/2]}\n'
    "    {2, {{{0, 1}, {1, 2}}, {{0, 3}, {1, 5}}}, {3/2, 4}}",
)


@formatter("TimeSeries")
def show_time_series(e: Any, page: Any) -> Any:
    """TimeSeries[<3>, {10, 12}]: how many values there are, from when to when."""
    if not isinstance(e, Series):
        return None
    count = " x ".join([*([str(len(e.paths))] if len(e.paths) > 1 else []), str(len(e.times))])
    ends = make_list([_dated(t, e.dated) for t in (e.times[0], e.times[-1])])
    return f"{e.head.name}[<{count}>, {page.inline(ends)}]"


formatter("EventSeries")(show_time_series)
formatter("TemporalData")(show_time_series)


# ---- parts and values ------------------------------------------------------------------------------------------------


def _dated(t: Any, dated: bool) -> Any:
    return date_object(_EPOCH + timedelta(seconds=float(t))) if dated else t


def _each(f: Any) -> Any:
    """A property of each path; one result for one path."""

    def found(s: Series) -> Any:
        values = [f(t, v) for t, v in s.paths]
        return values[0] if len(values) == 1 else make_list(values)

    return found


_PROPERTIES = {
    "Path": lambda s: s.normal(),
    "Paths": lambda s: make_list(pack([make_list(p) for p in zip(t, v, strict=True)]) for t, v in s.paths),
    "Times": _each(lambda t, v: pack(list(t))),
    "TimeList": lambda s: make_list(pack(list(t)) for t, _ in s.paths),
    "Values": _each(lambda t, v: pack(list(v))),
    "ValueList": lambda s: make_list(pack(list(v)) for _, v in s.paths),
    "Dates": lambda s: make_list(_date(t) for t in s.times),
    "DatePath": lambda s: make_list(make_list([_date(t), v]) for t, v in zip(s.times, s.values, strict=True)),
    "PathLength": lambda s: len(s.times),
    "PathLengths": lambda s: make_list(len(t) for t, _ in s.paths),
    "PathCount": lambda s: len(s.paths),
    "FirstTime": lambda s: s.times[0],
    "LastTime": lambda s: s.times[-1],
    "FirstDate": lambda s: _date(s.times[0]),
    "LastDate": lambda s: _date(s.times[-1]),
    "FirstValue": _each(lambda t, v: v[0]),
    "LastValue": _each(lambda t, v: v[-1]),
    "MinimumTimeIncrement": lambda s: expr(S.Min, make_list(subtract(b, a) for a, b in zip(s.times, s.times[1:]))),
    "ValueDimensions": lambda s: len(s.values[0]) if is_list(s.values[0]) else 1,
    "Properties": lambda s: make_list(sorted(_PROPERTIES)),
}  # fmt: skip


def _date(t: Any) -> Any:
    return _dated(t, True)


@applied("TimeSeries")
def asked(head: Any, args: tuple[Any, ...], *, session: Any) -> Any:
    """A property, the value at a time, or a list of those at several."""
    if not isinstance(head, Series) or len(args) != 1:
        return None
    query = args[0]
    if type(query) is str and query in _PROPERTIES:
        return _PROPERTIES[query](head)
    if is_list(query) and not head.dated:
        return make_list(Expr(head, (t,)) for t in query.args)
    time = _time(query, session)
    if time is None:
        return None
    return head_value(head, time[0])


applied("EventSeries")(asked)
applied("TemporalData")(asked)


def head_value(s: Series, time: Any) -> Any:
    values = [_at(t, v, time, s.head is S.EventSeries) for t, v in s.paths]
    return None if None in values else values[0] if len(values) == 1 else make_list(values)


def _at(times: tuple[Any, ...], values: tuple[Any, ...], time: Any, only: bool) -> Any:
    """The value at a time, on a straight line between its neighbours; None outside."""
    i = bisect_left(times, float(time), key=float)
    if i < len(times) and float(times[i]) == float(time):
        return values[i]
    if only:
        return Expr(S.Missing, ())
    if i in (0, len(times)):
        return None
    share = _quotient(subtract(time, times[i - 1]), subtract(times[i], times[i - 1]))
    rise = expr(S.Plus, values[i], expr(S.Times, -1, values[i - 1]))
    return expr(S.Plus, values[i - 1], expr(S.Times, share, rise))


def _quotient(a: Any, b: Any) -> Any:
    return rational(a, b) if type(a) is type(b) is int else multiply(a, rational(1, b)) if type(b) is int else a / b


# ---- changes ---------------------------------------------------------------------------------------------------------


def _series(e: Any, session: Any) -> Series | None:
    """A series, or a list of {time, value} pairs as one."""
    return e if isinstance(e, Series) else _made(S.TimeSeries, e, None, session) if is_list(e) else None


@builtin("TimeSeriesWindow[series_, window_]")
def time_series_window(series: Any, window: Any, *, session: Any) -> Any:
    """TimeSeriesWindow[series, {t0, t1}] gives the part of a series from time t0 to t1.

    >>> TimeSeriesWindow[TimeSeries[{1, 4, 9, 16}], {1, 2}]["Path"]
    {{1, 4}, {2, 9}}
    """
    s = _series(series, session)
    ends = _times(window.args, session) if is_list(window) and len(window) == 2 else None
    if s is None or ends is None:
        return None
    low, high = map(float, ends[0])
    window_ = s.with_paths(lambda t, v: _cut(t, v, low, high))
    return window_ if all(t for t, _ in window_.paths) else None


def _cut(times: tuple[Any, ...], values: tuple[Any, ...], low: float, high: float) -> tuple[Any, Any]:
    i, j = bisect_left(times, low, key=float), bisect_right(times, high, key=float)
    return times[i:j], values[i:j]


@builtin("TimeSeriesMap[f_, series_]")
def time_series_map(f: Any, series: Any, *, session: Any, evaluate: Any) -> Any:
    """TimeSeriesMap[f, series] applies f to the values of a series.

    >>> TimeSeriesMap[f, TimeSeries[{a, b}]]["Values"]
    {f[a], f[b]}
    """
    s = _series(series, session)
    return None if s is None else s.with_paths(lambda t, v: (t, [evaluate(Expr(f, (x,))) for x in v]))


@builtin("TimeSeriesMapThread[f_, series_]")
def time_series_map_thread(f: Any, series: Any, *, session: Any, evaluate: Any) -> Any:
    """TimeSeriesMapThread[f, series] gives the series of f[time, value].

    >>> TimeSeriesMapThread[f, TimeSeries[{a, b}]]["Values"]
    {f[0, a], f[1, b]}
    """
    s = _series(series, session)
    if s is None:
        return None
    return s.with_paths(lambda t, v: (t, [evaluate(Expr(f, pair)) for pair in zip(t, v, strict=True)]))


@builtin("TimeSeriesShift[series_, shift_]")
def time_series_shift(series: Any, shift: Any, *, session: Any) -> Any:
    """TimeSeriesShift[series, d] moves a series by the time d.

    >>> TimeSeriesShift[TimeSeries[{a, b}], 5]["Path"]
    {{5, a}, {6, b}}
    """
    s = _series(series, session)
    if s is None or type(shift) not in REAL_TYPES:
        return None
    return s.with_paths(lambda t, v: ([add(x, shift) for x in t], v))


@builtin("TimeSeriesRescale[series_, interval_]")
def time_series_rescale(series: Any, interval: Any, *, session: Any, evaluate: Any) -> Any:
    """TimeSeriesRescale[series, {t0, t1}] makes a series go from time t0 to t1.

    >>> TimeSeriesRescale[TimeSeries[{a, b, c}], {0, 1}]["Times"]
    {0, 1/2, 1}
    """
    s = _series(series, session)
    if s is None or not is_list(interval) or len(interval) != 2:
        return None

    def moved(t: tuple[Any, ...], v: tuple[Any, ...]) -> tuple[Any, Any]:
        return [evaluate(expr(S.Rescale, x, make_list([t[0], t[-1]]), interval)) for x in t], v

    return s.with_paths(moved)


@builtin("TimeSeriesInsert[series_, pair_List]")
def time_series_insert(series: Any, pair: Any, *, session: Any) -> Any:
    """TimeSeriesInsert[series, {t, v}] puts the value v into a series at the time t.

    >>> TimeSeriesInsert[TimeSeries[{a, b}], {1/2, c}]["Path"]
    {{0, a}, {1/2, c}, {1, b}}
    """
    s = _series(series, session)
    time = _time(pair.args[0], session) if len(pair) == 2 else None
    if s is None or time is None:
        return None

    def put(t: tuple[Any, ...], v: tuple[Any, ...]) -> tuple[Any, Any]:
        kept = [(a, b) for a, b in zip(t, v, strict=True) if float(a) != float(time[0])] + [(time[0], pair.args[1])]
        return ordered([a for a, _ in kept], [b for _, b in kept])

    return s.with_paths(put)


@builtin("TimeSeriesResample[series_, times_:1]")
def time_series_resample(series: Any, times: Any = None, *, session: Any, evaluate: Any) -> Any:
    """TimeSeriesResample[series, dt] gives the values of a series at regular times; TimeSeriesResample[series, {t0, t1,
    dt}] from t0 to t1, TimeSeriesResample[series, {{t1, t2, ...}}] at these times.

    >>> TimeSeriesResample[TimeSeries[{{0, 0}, {2, 4}}], 1]["Values"]
    {0, 2, 4}
    """
    s = _series(series, session)
    if s is None:
        return None
    wanted = _wanted(s, times, session, evaluate)
    if wanted is None:
        return None
    only = s.head is S.EventSeries

    def sampled(t: tuple[Any, ...], v: tuple[Any, ...]) -> tuple[Any, Any]:
        found = [(w, _at(t, v, w, only)) for w in wanted]
        kept = [(w, evaluate(x)) for w, x in found if x is not None]
        return [w for w, _ in kept], [x for _, x in kept]

    return s.with_paths(sampled)


def _wanted(s: Series, times: Any, session: Any, evaluate: Any) -> list[Any] | None:
    if is_list(times) and len(times) == 1 and is_list(times.args[0]):
        found = _times(times.args[0].args, session)
        return None if found is None else found[0]
    start, end = s.times[0], s.times[-1]
    step = times
    if is_list(times) and len(times) in (2, 3):
        ends = _times(times.args[:2], session)
        if ends is None:
            return None
        (start, end), step = ends[0], times.args[2] if len(times) == 3 else 1
    if type(step) not in REAL_TYPES or not float(step) > 0 or (float(end) - float(start)) / float(step) > _STEPS:
        return None
    return list(evaluate(expr(S.Range, start, end, step)).args)


@builtin("TimeSeriesAggregate[series_, step_]", "TimeSeriesAggregate[series_, step_, f_]")
def time_series_aggregate(series: Any, step: Any, f: Any = S.Mean, *, session: Any, evaluate: Any) -> Any:
    """TimeSeriesAggregate[series, dt] gives the means of a series over intervals of the length dt, at their beginnings;
    TimeSeriesAggregate[series, dt, f] the results of f.

    >>> TimeSeriesAggregate[TimeSeries[{1, 2, 3, 4}], 2]["Path"]
    {{0, 3/2}, {2, 7/2}}
    """
    s = _series(series, session)
    if s is None or type(step) not in REAL_TYPES or not float(step) > 0:
        return None

    def gathered(t: tuple[Any, ...], v: tuple[Any, ...]) -> tuple[Any, Any]:
        groups: dict[int, list[Any]] = {}
        for a, b in zip(t, v, strict=True):
            groups.setdefault(int((float(a) - float(t[0])) // float(step)), []).append(b)
        starts = [add(t[0], multiply(step, k)) for k in groups]
        return starts, [evaluate(Expr(f, (make_list(g),))) for g in groups.values()]

    return s.with_paths(gathered)


@builtin("ExponentialMovingAverage[list_, weight_]")
def exponential_moving_average(list: Any, weight: Any, *, evaluate: Any) -> Any:
    """ExponentialMovingAverage[list, a] gives the averages y of a list x: y begins with the first x and moves towards
    each of the others by the part a of the way.

    >>> ExponentialMovingAverage[{a, b}, 1/2]
    {a, a + (-a + b)/2}
    """
    if isinstance(list, Series):
        return list.with_paths(lambda t, v: (t, evaluate(expr(S.ExponentialMovingAverage, make_list(v), weight)).args))
    if not is_list(list) or not len(list):
        return None
    found = [list.args[0]]
    for x in list.args[1:]:
        way = expr(S.Plus, x, expr(S.Times, -1, found[-1]))
        found.append(evaluate(expr(S.Plus, found[-1], expr(S.Times, weight, way))))
    return pack(found)


# ---- arithmetic, and functions of lists ------------------------------------------------------------------------------


def _reckoned(head: str, args: tuple[Any, ...]) -> Any:
    """Sums, products and powers of series with the same times, and of series and numbers, value by value."""
    series = [a for a in args if isinstance(a, Series)]
    first = series[0]
    if any([t for t, _ in s.paths] != [t for t, _ in first.paths] for s in series) or any(map(is_list, args)):
        return None
    f = getattr(S, head)
    paths = []
    for k, (times, values) in enumerate(first.paths):
        columns = [a.paths[k][1] if isinstance(a, Series) else (a,) * len(values) for a in args]
        paths.append(pairs(first.written(times), [Expr(f, row) for row in zip(*columns, strict=True)]))
    return Expr(first.head, (paths[0] if first.head is not S.TemporalData else make_list(paths),))


OPERATIONS[Series] = _reckoned


def _summary(name: str) -> None:
    def summarised(args: tuple[Any, ...], evaluate: Any) -> Any:
        s = args[0]
        return s.mapped(lambda v: Expr(S.system(name), (make_list(v), *args[1:]))) if isinstance(s, Series) else None

    _FUNCTIONS[name] = summarised


def _moved(name: str) -> None:
    """A function that gives a list of the values' length, or of the last ones."""

    def moved(args: tuple[Any, ...], evaluate: Any) -> Any:
        position = next(i for i, a in enumerate(args) if isinstance(a, Series))
        s = args[position]

        def change(t: tuple[Any, ...], v: tuple[Any, ...]) -> tuple[Any, Any]:
            values = evaluate(Expr(S.system(name), (*args[:position], make_list(v), *args[position + 1 :]))).args
            return t[len(t) - len(values) :], values

        return s.with_paths(change)

    _FUNCTIONS[name] = moved


_FUNCTIONS: dict[str, Any] = {}
for _name in ("Mean", "Median", "Total", "Max", "Min", "MinMax", "Variance", "StandardDeviation", "Quantile"):
    _summary(_name)
for _name in ("Accumulate", "Differences", "MovingAverage", "MovingMedian", "MovingMap"):
    _moved(_name)
listed.TYPES[Series] = _FUNCTIONS
