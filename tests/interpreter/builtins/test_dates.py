"""Dates as objects, lists, strings and numbers: zones, granularities, steps, kinds of days."""

import datetime
import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.builtins.dates import parsed_date
from luperca.interpreter.builtins.days import _holidays


@pytest.fixture(autouse=True)
def in_universal_time(monkeypatch):
    monkeypatch.setitem(os.environ, "TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    "text, result",
    [
        ("DateObject[{2024}]", 'DateObject[{2024}, "Year"]'),
        ("DateObject[{2024, 2}]", 'DateObject[{2024, 2}, "Month"]'),
        ("DateObject[{2024, 2, 29}]", 'DateObject[{2024, 2, 29}, "Day"]'),
        ("DateObject[{2024, 2, 29, 14}]", 'DateObject[{2024, 2, 29, 14}, "Hour", "Gregorian", 0.]'),
        ("DateObject[{2024, 2, 29, 14, 30}]", 'DateObject[{2024, 2, 29, 14, 30}, "Minute", "Gregorian", 0.]'),
        ("DateObject[{2024, 2, 29, 14, 30, 5}]", 'DateObject[{2024, 2, 29, 14, 30, 5.}, "Instant", "Gregorian", 0.]'),
        ("DateObject[{2024, 14, 1}]", 'DateObject[{2025, 2, 1}, "Day"]'),
        ("DateObject[{2024, 2, 29}, \"Month\"]", 'DateObject[{2024, 2}, "Month"]'),
        ("DateObject[{2024, 8, 29}, \"Quarter\"]", 'DateObject[{2024, 7}, "Quarter"]'),
        ("DateObject[{2024, 2, 29}, \"Week\"]", 'DateObject[{2024, 2, 26}, "Week"]'),
        ("DateObject[DateObject[{2024, 2, 29, 14, 30, 5}], \"Day\"]", 'DateObject[{2024, 2, 29}, "Day"]'),
        ("DateObject[3155673600]", 'DateObject[{2000, 1, 1, 0, 0, 0.}, "Instant", "Gregorian", 0.]'),
        ("DateObject[{2024, 1, 5}, TimeObject[{10, 20}]]",
         'DateObject[{2024, 1, 5, 10, 20}, "Minute", "Gregorian", 0.]'),
        ("DateObject[{2024, 1, x}]", "DateObject[{2024, 1, x}]"),
        ("DateObject[{2024, 7, 1, 12, 0, 0}, TimeZone -> \"Asia/Tokyo\"]",
         'DateObject[{2024, 7, 1, 12, 0, 0.}, "Instant", "Gregorian", "Asia/Tokyo"]'),
        ("AbsoluteTime[DateObject[{2024, 7, 1, 12, 0, 0}, TimeZone -> \"Asia/Tokyo\"]] - AbsoluteTime[{2024, 7, 1, 3}]",
         "0"),
        ("TimeZoneConvert[DateObject[{2024, 1, 1, 0, 0, 0}, TimeZone -> 0], -5]",
         'DateObject[{2023, 12, 31, 19, 0, 0.}, "Instant", "Gregorian", -5]'),
        ("DateString[DateObject[{2024, 1, 1, 0, 0, 0}, TimeZone -> 2], \"ISODateTime\"]", '"2023-12-31T22:00:00"'),
        ("FromAbsoluteTime[0]", 'DateObject[{1900, 1, 1, 0, 0, 0.}, "Instant", "Gregorian", 0.]'),
        ("JulianDate[{2000, 1, 1, 12, 0, 0}] == 2451545", "True"),
        ("JulianDate[\"Modified\", {1858, 11, 17}]", "0."),
        ("TimeObject[\"5:20 PM\"]", "TimeObject[{17, 20}]"),
        ("TimeObject[{25, 30}]", "TimeObject[{1, 30}]"),
        ("DateValue[{2024, 12, 30}, {\"ISOYear\", \"ISOWeek\", \"DayOfYear\", \"Quarter\"}]", "{2025, 1, 365, 4}"),
    ],
)  # fmt: skip
def test_objects(ask, text, result):
    assert ask(text) == result
    assert ask.messages == []


@pytest.mark.parametrize(
    "text, result",
    [
        ("DatePlus[DateObject[{2024, 1, 31}], Quantity[1, \"Months\"]]", 'DateObject[{2024, 2, 29}, "Day"]'),
        ("DatePlus[DateObject[{2024, 1}], 3]", 'DateObject[{2024, 1, 4}, "Day"]'),
        ("DatePlus[DateObject[{2024}], {1, \"Quarter\"}]", 'DateObject[{2024, 4}, "Quarter"]'),
        ("DatePlus[{2024, 1, 1}, {90, \"Minute\"}]", "{2024, 1, 1, 1, 30, 0.}"),
        ("DateObject[{2024, 2, 28}] + Quantity[2, \"Days\"]", 'DateObject[{2024, 3, 1}, "Day"]'),
        ("DateObject[{2024, 3, 1}] - Quantity[1, \"Days\"]", 'DateObject[{2024, 2, 29}, "Day"]'),
        ("DateObject[{2024, 3, 1}] - DateObject[{2024, 1, 1}]", 'Quantity[60, "Days"]'),
        ("DateObject[{2024, 3}] > DateObject[{2024, 2, 29}]", "True"),
        ("DateObject[{2024, 3, 1}] == DateObject[{2024, 3, 2}]", "False"),
        ("Sort[{DateObject[{2024, 5, 1}], DateObject[{2023, 6, 1}]}][[1, 1, 1]]", "2023"),
        ("DateDifference[{2020, 1, 31}, {2024, 3, 1}, {\"Year\", \"Month\", \"Day\"}]",
         '{Quantity[4, "Years"], Quantity[1, "Months"], Quantity[1, "Days"]}'),
        ("DateDifference[{2024, 1, 1}, {2025, 1, 1}, \"Year\"]", 'Quantity[1, "Years"]'),
        ("DateDifference[{2024, 2, 1}, {2024, 1, 1}]", 'Quantity[-31, "Days"]'),
        ("DateRange[{2024, 2, 28}, {2024, 3, 1}]", "{{2024, 2, 28}, {2024, 2, 29}, {2024, 3, 1}}"),
        ("DateRange[{2024, 3, 1}, {2024, 2, 28}, -1]", "{{2024, 3, 1}, {2024, 2, 29}, {2024, 2, 28}}"),
        ("DateRange[{2024, 3, 1}, {2024, 2, 28}]", "{}"),
        ("Length[DateRange[DateObject[{2024, 2, 1}], DateObject[{2024, 2}]]]", "29"),
        ("DateRange[{2024, 1, 1}, {2024, 1, 20}, Monday]", "{{2024, 1, 1}, {2024, 1, 8}, {2024, 1, 15}}"),
        ("DayCount[{2024, 1, 1}, {2024, 1, 8}, Monday]", "1"),
        ("DayCount[{2024, 1, 8}, {2024, 1, 1}]", "-7"),
        ("DayPlus[{2024, 7, 3}, 1, \"BusinessDay\"]", 'DateObject[{2024, 7, 5}, "Day"]'),
        ("DayName[{2000, 1, 1}]", "Saturday"),
        ("DateOverlapsQ[DateObject[{2024}], DateObject[{2025}]]", "False"),
        ("DateWithinQ[DateObject[{2024, 5}], DateObject[{2024}]]", "False"),
        ("DateWithinQ[DateInterval[{{2024, 1, 1}, {2024, 2, 1}}], {2024, 2, 1}]", "True"),
        ("DateBounds[{{2024, 5, 1}, {2023, 6, 1}, {2023, 9, 1}}]", "{{2023, 6, 1}, {2024, 5, 1}}"),
        ("DateSelect[DayRange[{2024, 1, 1}, {2024, 12, 31}], #Day == 13 && #DayName === Friday &][[All, 1]]",
         "{{2024, 9, 13}, {2024, 12, 13}}"),
    ],
)  # fmt: skip
def test_reckoning(ask, text, result):
    assert ask(text) == result
    assert ask.messages == []


@pytest.mark.parametrize(
    "text, message",
    [
        ('DateObject["rubbish"]', "DateObject::str"),
        ("DateObject[{2024, 1, 1}, TimeZone -> 77]", "DateObject::zone"),
        ('DateObject[{2024, 1, 1}, "Eon"]', "DateObject::gran"),
        ("DayName[x]", "DayName::arg"),
        ('DayCount[{2024, 1, 1}, {2024, 1, 2}, "Doomsday"]', "DayCount::type"),
        ('DateValue[{2024, 1, 1}, "Mood"]', "DateValue::elem"),
        ("DateRange[{2024, 1, 1}, {2024, 1, 2}, 0]", "DateRange::step"),
        ("DatePlus[{9999, 12, 31}, 5]", "DatePlus::arg"),
        ("FromUnixTime[10^30]", "FromUnixTime::arg"),
        ("DayRange[{1, 1, 1}, {2024, 1, 1}]", "DayRange::many"),
        ("DateRange[{1, 1, 1}, {2024, 1, 1}]", "DateRange::many"),
        ("DateRange[{2024, 1, 1}, {2024, 1, 2}, 10^300]", "DateRange::step"),
        ("TimeZoneConvert[{2024, 1, 1}, 99/2]", "TimeZoneConvert::zone"),
    ],
)
def test_messages(ask, text, message):
    ask(text)
    assert [str(m) for m in ask.messages] == [message]


@pytest.mark.parametrize(
    "text, time, exact",
    [
        ("2024-02-29", (2024, 2, 29), "Day"),
        ("Thu 29 Feb 2024", (2024, 2, 29), "Day"),
        ("February 29th, 2024", (2024, 2, 29), "Day"),
        ("29.02.2024", (2024, 2, 29), "Day"),
        ("2/29/2024", (2024, 2, 29), "Day"),
        ("Feb 2024", (2024, 2, 1), "Month"),
        ("2024", (2024, 1, 1), "Year"),
        ("2024-02-29T14:30:05", (2024, 2, 29, 14, 30, 5), "Instant"),
        ("2024-02-29T14:30:05.25Z", (2024, 2, 29, 14, 30, 5, 250000), "Instant"),
        ("Feb. 29, 2024 at 2:30 pm", (2024, 2, 29, 14, 30), "Minute"),
    ],
)
def test_strings(text, time, exact):
    assert parsed_date(text) == (datetime.datetime(*time, *[1] * (3 - len(time))), exact)


def test_holidays():
    """As the Office of Personnel Management lists them for 2023."""
    days = [(1, 2), (1, 16), (2, 20), (5, 29), (6, 19), (7, 4), (9, 4), (10, 9), (11, 10), (11, 23), (12, 25)]
    assert _holidays(2023) == {datetime.date(2023, m, d) for m, d in days}
    assert datetime.date(2021, 12, 31) in _holidays(2021)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.datetimes(datetime.datetime(1, 1, 2), datetime.datetime(9998, 1, 1)))
def test_printed_dates_are_read_again(t):
    t = t.replace(microsecond=0)
    for form in ("%Y-%m-%dT%H:%M:%S", "%d %b %Y %H:%M:%S"):
        text = t.strftime(form).replace(t.strftime("%Y"), f"{t.year:04d}")
        assert parsed_date(text) == (t, "Instant")
