"""StringExtract: parts of strings between separators."""

from __future__ import annotations

import re
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import has_head, is_list, is_rule, make_list
from .strings import STRSE

# Separators of which nothing is said, from the innermost outwards.
_USUAL = (r"\s+", r"\r?\n", r"\r?\n(?:[^\S\n]*\r?\n)+")


@builtin("StringExtract[string_, specs__]", strse=STRSE, part="Part `1` of `2` does not exist.")
def string_extract(string: Any, specs: tuple[Any, ...], *, say: Any, expr: Any) -> Any:
    """StringExtract["string", n] gives the n-th of the parts between white space, StringExtract[string, sep -> n] of
    those between separators.

    n may be a list, a span, or All; several positions take parts of parts, lines and what is between blank lines first.

    >>> {StringExtract["a bb ccc", 2], StringExtract["a-b-c", "-" -> {1, -1}], StringExtract["a b\\nc d", 2, 1]}
    {bb, {a, c}, c}
    """
    if not (type(string) is str or (is_list(string) and all(type(s) is str for s in string.args))):
        return say("strse", 1, expr)
    usual = [*_USUAL[: len(specs)]][::-1] if len(specs) <= len(_USUAL) else [_USUAL[0]] * len(specs)
    levels: list[tuple[str, Any]] = []
    for spec, pattern in zip(specs, usual):
        separator, place = spec.args if is_rule(spec) else (None, spec)
        if separator is None or separator is S.Automatic:
            levels.append((pattern, place))
        elif separator is S.Whitespace:
            levels.append((r"\s+", place))
        elif type(separator) is str or (is_list(separator) and all(type(x) is str for x in separator.args)):
            texts = [separator] if type(separator) is str else sorted(separator.args, key=len, reverse=True)
            levels.append(("|".join(map(re.escape, texts)), place))
        else:
            return None
    try:
        if is_list(string):
            return make_list(tuple([_extracted(s, levels) for s in string.args]))
        return _extracted(string, levels)
    except LookupError as problem:
        return say("part", *problem.args)


def _extracted(text: str, levels: list[tuple[str, Any]]) -> Any:
    if not levels:
        return text
    (pattern, place), *rest = levels
    plain = text.strip() if pattern == _USUAL[0] else text
    parts = re.split(pattern, plain) if pattern else list(plain)
    found = _taken(parts, place)
    if isinstance(found, str):
        return _extracted(found, rest)
    return make_list(tuple([_extracted(p, rest) for p in found]))


def _taken(parts: list[str], place: Any) -> Any:
    """One part, or a list of several."""
    if type(place) is int:
        if not 0 < abs(place) <= len(parts):
            raise LookupError(place, make_list(tuple(parts)))
        return parts[place - 1 if place > 0 else place]
    if is_list(place):
        return [_taken(parts, p) for p in place.args]
    if place is S.All:
        return parts
    if has_head(place, S.Span):
        ends = [_end(e, len(parts)) for e in place.args[:2]]
        step = place.args[2] if len(place) > 2 else 1
        if type(step) is int and step > 0 and None not in ends:
            return parts[ends[0] - 1 : ends[1] : step]  # type: ignore[operator]
    raise LookupError(place, make_list(tuple(parts)))


def _end(e: Any, n: int) -> int | None:
    if e is S.All:
        return n
    if type(e) is not int:
        return None
    return e if e > 0 else n + 1 + e
