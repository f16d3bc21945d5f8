"""The options of NumberForm and its family: blocks of digits, signs, padding, when powers of ten are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .. import symbols as S
from ..expr import TRUE, Expr, has_head, is_list, is_rule
from ..options import option_name
from .numerals import FIRST_FIXED, LAST_FIXED


@dataclass(slots=True)
class Dress:
    """`blocks`: digits in a block before and after the point, None for no blocks; signs are (negative, positive), each
    what stands before and after a number."""

    blocks: tuple[int | None, int | None] = (None, None)
    separators: tuple[str, str] = (",", " ")
    point: str = "."
    padding: tuple[str, str] = ("", "0")
    signs: tuple[tuple[str, str], tuple[str, str]] = (("-", ""), ("", ""))
    sign_first: bool = False  # SignPadding: what pads stands between sign and digits
    fixed: tuple[int, int] = (FIRST_FIXED, LAST_FIXED)  # exponents without a power of ten
    power: tuple[str, str] = ("*", "10^")

    @property
    def plain(self) -> bool:
        return self == Dress()


def dress_of(args: tuple[Any, ...]) -> Dress:
    """The options among the arguments of a form; what is malformed counts as not given."""
    found = Dress()
    for r in args:
        name = option_name(r.args[0]) if is_rule(r) else None
        reader = _READERS.get(name) if type(name) is str else None
        if reader is not None:
            reader(found, r.args[1])
    return found


def _pair(e: Any, fits: Any) -> tuple[Any, Any] | None:
    """{a, b}, or one value for both."""
    both = (e.args[0], e.args[1]) if is_list(e) and len(e) == 2 else (e, e)
    return both if fits(both[0]) and fits(both[1]) else None


def _is_text(e: Any) -> bool:
    return type(e) is str


def _blocks(o: Dress, e: Any) -> None:
    both = _pair(e, lambda v: type(v) is int and v > 0 or v is S.Infinity or has_head(v, S.DirectedInfinity))
    if both is None:
        return
    first, second = (v if type(v) is int else None for v in both)
    o.blocks = (first, second if is_list(e) else None if first is None else first)


def _texts(field: str) -> Any:
    def read(o: Dress, e: Any) -> None:
        both = _pair(e, _is_text)
        if both is not None:
            setattr(o, field, both)

    return read


def _point(o: Dress, e: Any) -> None:
    o.point = e if type(e) is str else o.point


def _signs(o: Dress, e: Any) -> None:
    """{"-", "+"}, or {{before, after}, {before, after}}."""
    if not is_list(e) or len(e) != 2:
        return
    sides = []
    for s in e.args:
        if type(s) is str:
            sides.append((s, ""))
        elif is_list(s) and len(s) == 2 and all(map(_is_text, s.args)):
            sides.append((s.args[0], s.args[1]))
    if len(sides) == 2:
        o.signs = (sides[0], sides[1])


def _threshold(o: Dress, e: Any) -> None:
    """ScientificNotationThreshold -> {low, high}: powers of ten below 10^low and from 10^high on."""
    both = _pair(e, lambda v: type(v) is int or has_head(v, S.DirectedInfinity)) if is_list(e) else None
    if both is not None:
        low, high = (v if type(v) is int else None for v in both)
        o.fixed = (-(10**6) if low is None else low, 10**6 if high is None else high - 1)


def _exponents(o: Dress, e: Any) -> None:
    """ExponentFunction -> (Null &): no powers of ten at all."""
    if isinstance(e, Expr) and e.head is S.Function and e.args and e.args[-1] is S.Null:
        o.fixed = (-(10**6), 10**6)


def _sign_padding(o: Dress, e: Any) -> None:
    o.sign_first = e is TRUE


def _multiplier(o: Dress, e: Any) -> None:
    if type(e) is str:
        o.power = (e, "10^")


_READERS = {
    "DigitBlock": _blocks,
    "ExponentFunction": _exponents,
    "NumberMultiplier": _multiplier,
    "NumberPadding": _texts("padding"),
    "NumberPoint": _point,
    "NumberSeparator": _texts("separators"),
    "NumberSigns": _signs,
    "ScientificNotationThreshold": _threshold,
    "SignPadding": _sign_padding,
}


def dressed(text: str, o: Dress, room: int) -> str:
    """A number with its options put on; `room` is how many digits there may be before the point."""
    negative = text.startswith("-") or text.startswith("(")
    bare = text.strip("-()")
    mantissa, star, power = bare.partition("*10^")
    whole, point, fraction = mantissa.partition(".")
    digits = len(whole)
    whole = _in_blocks(whole[::-1], o.blocks[0], o.separators[0][::-1])[::-1]
    fraction = _in_blocks(fraction, o.blocks[1], o.separators[1])
    number = whole + (o.point if point else "") + fraction + (f"{o.power[0]}{o.power[1]}{power}" if star else "")
    given = ("(", ")") if text.startswith("(") else o.signs[0] if negative else o.signs[1]
    before, after = given
    if not o.padding[0]:
        return before + number + after
    missing = max(room - digits, 0) + max(len(o.signs[0][0]), len(o.signs[1][0])) - len(before)
    fill = (o.padding[0] * missing)[:missing]
    return before + fill + number + after if o.sign_first else fill + before + number + after


def _in_blocks(digits: str, size: int | None, separator: str) -> str:
    if size is None or not digits.isdigit():
        return digits
    return separator.join([digits[i : i + size] for i in range(0, len(digits), size)])
