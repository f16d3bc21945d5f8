"""DatePattern in string patterns: how the elements of dates are written, as regular expressions."""

from __future__ import annotations

import calendar
import re
from typing import Any

from ..declare import name

name(
    "DatePattern",
    'DatePattern[{e1, e2, ...}] is a string pattern for a date with these elements, as "Year", "Month", "Day",'
    ' "MonthName", "Hour"; DatePattern[elements, sep] says what stands between them.',
)


def _names(words: Any) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, filter(None, words)), key=len, reverse=True)) + ")"


_MONTH, _DAY = "(?:1[0-2]|0?[1-9])", "(?:3[01]|[12][0-9]|0?[1-9])"
_HOUR, _SIXTY = "(?:2[0-3]|[01]?[0-9])", "[0-5]?[0-9]"
_ELEMENTS = {
    "Year": "[0-9]{4}", "YearShort": "[0-9]{2}", "Quarter": "[1-4]", "Month": _MONTH, "MonthShort": _MONTH,
    "MonthName": _names(calendar.month_name), "MonthNameShort": _names(calendar.month_abbr), "Day": _DAY,
    "DayShort": _DAY, "DayName": _names(calendar.day_name), "DayNameShort": _names(calendar.day_abbr), "Hour": _HOUR,
    "Hour24": _HOUR, "Hour12": "(?:1[0-2]|0?[1-9])", "AMPM": "(?i:[ap]m)", "Minute": _SIXTY, "Second": _SIXTY,
    "SecondExact": _SIXTY + r"(?:\\.[0-9]+)?", "Millisecond": "[0-9]{3}",
}  # fmt: skip
_BETWEEN = r"[-/:., ]+"


def date_expression(elements: list[Any], separator: str | None) -> str | None:
    """The regular expression of elements and texts; between elements beside one another stands the separator."""
    parts: list[str] = []
    after_element = False
    for e in elements:
        if type(e) is not str:
            return None
        is_element = e in _ELEMENTS
        if is_element and after_element:
            parts.append(_BETWEEN if separator is None else re.escape(separator))
        parts.append(_ELEMENTS[e] if is_element else re.escape(e))
        after_element = is_element
    return f"(?<![0-9])(?:{''.join(parts)})(?![0-9])" if parts else None
