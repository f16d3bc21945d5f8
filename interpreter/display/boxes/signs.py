"""Integrals, sums, products and partial derivatives with their signs: the boxes, and what they mean."""

from __future__ import annotations

from typing import Any

from ... import symbols as S
from ...expr import Expr, has_head, is_list
from ..layout import PRODUCT
from .making import Box, Maker, row, standard

DIFFERENTIAL = "\uf74c"
SUMS = {"Sum": "∑", "Product": "∏"}
_NAMES = {sign: name for name, sign in SUMS.items()}
_INTEGRAL, _SUM, _PARTIAL = 325, 320, 560  # precedences


@standard("Integrate")
def integral_boxes(e: Any, maker: Maker) -> Any:
    if len(e) != 2:
        return None
    body, over = e.args
    sign: Any = "∫"
    if is_list(over) and len(over) == 3:
        sign = Box(S.SubsuperscriptBox, (sign, (over.args[1], 0), (over.args[2], 0)))
        over = over.args[0]
    elif is_list(over):
        return None
    return _INTEGRAL, (sign, row((body, _INTEGRAL + 1), row(DIFFERENTIAL, (over, PRODUCT + 1))))


@standard("Sum", "Product")
def sum_boxes(e: Any, maker: Maker) -> Any:
    if len(e) != 2 or not is_list(e.args[1]) or not 2 <= len(e.args[1]) <= 3:
        return None
    index, *limits = e.args[1].args
    first, last = (1, limits[0]) if len(limits) == 1 else limits
    sign = Box(S.UnderoverscriptBox, (SUMS[e.head.name], row((index, 0), "=", (first, 0)), (last, 0)))
    return _SUM, (sign, (e.args[0], _SUM + 1))


@standard("D")
def derivative_boxes(e: Any, maker: Maker) -> Any:
    if len(e) != 2:
        return None
    sign = Box(S.SubscriptBox, ("∂", (e.args[1], 0)))
    return _PARTIAL, (sign, (e.args[0], _PARTIAL))


# ---- reading ---------------------------------------------------------------------------------------------------------


def read_sign(parts: Any, reader: Any) -> str | None:
    """The text of a row that begins with one of the signs; None for other rows."""
    first = parts[0] if len(parts) > 1 else None
    sign = first.args[0] if isinstance(first, Expr) and len(first) > 1 else first
    rule = _RULES.get(sign) if type(sign) is str else None
    return None if rule is None else rule(first, parts[1:], reader)


def _text(parts: Any, reader: Any) -> str:
    return reader.text(Expr(S.RowBox, (Expr(S.List, tuple(parts)),)))


def _items(box: Any) -> list[Any]:
    return list(box.args[0].args) if has_head(box, S.RowBox) and is_list(box.args[0]) else [box]


def _integral(sign: Any, rest: Any, reader: Any) -> str | None:
    parts = list(rest) if len(rest) > 1 else _items(rest[0])
    last = _items(parts[-1])
    while len(last) > 1 and last[0] != DIFFERENTIAL:  # the sign stands in a row within the row
        parts = [*parts[:-1], *last]
        last = _items(parts[-1])
    if len(last) != 2 or last[0] != DIFFERENTIAL:
        if len(parts) < 2 or parts[-2] != DIFFERENTIAL:
            return None
        last, parts = parts[-2:], parts[:-1]
    body, variable = _text(parts[:-1], reader) if len(parts) > 1 else "1", reader.text(last[1])
    if has_head(sign, S.SubsuperscriptBox):
        lower, upper = map(reader.text, sign.args[1:3])
        return f"Integrate[{body}, {{{variable}, {lower}, {upper}}}]"
    return f"Integrate[{body}, {variable}]" if type(sign) is str else None


def _sum(sign: Any, rest: Any, reader: Any) -> str | None:
    if type(sign) is str:
        return None
    name, body = _NAMES[sign.args[0]], _text(rest, reader)
    below = _items(sign.args[1])
    if has_head(sign, S.UnderoverscriptBox) and "=" in below:
        at = below.index("=")
        index, first = _text(below[:at], reader), _text(below[at + 1 :], reader)
        return f"{name}[{body}, {{{index}, {first}, {reader.text(sign.args[2])}}}]"
    return f"{name}[{body}, {reader.text(sign.args[1])}]" if has_head(sign, S.UnderscriptBox) else None


def _partial(sign: Any, rest: Any, reader: Any) -> str | None:
    if not has_head(sign, S.SubscriptBox):
        return None
    return f"D[{_text(rest, reader)}, {reader.text(sign.args[1])}]"


def read_derivative(above: Any, below: Any, reader: Any) -> str | None:
    """The text of a fraction of differentials, such as that of D[f, x]; None for others."""
    over, under = _items(above), _items(below)
    if len(over) < 2 or len(under) != 2 or under[0] != "∂":
        return None
    first, variable = over[0], under[1]
    if first == "∂":
        return f"D[{_text(over[1:], reader)}, {reader.text(variable)}]"
    if has_head(first, S.SuperscriptBox) and first.args[0] == "∂" and has_head(variable, S.SuperscriptBox):
        by = ", ".join(map(reader.text, variable.args[:2]))
        return f"D[{_text(over[1:], reader)}, {{{by}}}]"
    return None


_RULES = {"∫": _integral, "∑": _sum, "∏": _sum, "∂": _partial}
