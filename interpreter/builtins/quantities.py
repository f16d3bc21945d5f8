"""Quantities: numbers with a unit, which functions that ask for a time or a size take and give."""

from __future__ import annotations

import re
from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..display import formatter
from ..display.layout import PRODUCT
from ..expr import has_head

name("Quantity", 'Quantity[x, "unit"] stands for x of a unit, as Quantity[3, "Days"] or Quantity[20, "Milliseconds"].')
_IN_WORDS = re.compile("([A-Z][a-z]+)+")
_SINGULAR = {"feet": "foot", "inches": "inch", "hertz": "hertz", "centuries": "century"}


@formatter("Quantity")
def show_quantity(e: Any, page: Any) -> Any:
    """36 bytes, 1 meter per second, 8 kHz."""
    if len(e.args) != 2 or type(e.args[1]) is not str:
        return None
    amount, unit = e.args
    if _IN_WORDS.fullmatch(unit):
        first, *rest = re.findall("[A-Z][a-z]+", unit)
        word = first.lower()
        if type(amount) is int and amount == 1:
            word = _SINGULAR.get(word, word.removesuffix("s"))
        unit = " ".join([word, *map(str.lower, rest)])
    return PRODUCT, [(amount, PRODUCT), f" {unit}"]


@builtin("QuantityMagnitude[quantity_]")
def quantity_magnitude(quantity: Any) -> Any:
    """QuantityMagnitude[Quantity[x, "unit"]] gives x.

    >>> QuantityMagnitude[Information[LinearLayer[2, "Input" -> 3], "ArraysTotalSize"]]
    32
    """
    return quantity.args[0] if has_head(quantity, S.Quantity, 2) else None


@builtin("QuantityUnit[quantity_]")
def quantity_unit(quantity: Any) -> Any:
    """QuantityUnit[Quantity[x, "unit"]] gives "unit".

    >>> QuantityUnit[Quantity[3, "Days"]]
    Days
    """
    return quantity.args[1] if has_head(quantity, S.Quantity, 2) else None
