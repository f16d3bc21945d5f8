"""Strings by position: joining, taking, padding, inserting."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, islice
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, boolean, has_head, is_list, make_list
from ..numerics.infinities import is_infinity

STRSE = "String or list of strings expected at position `1` in `2`."
_SEQUENCE = "Sequence specification (+n, -n, {+n}, {-n}, {m, n}, or {m, n, s}) expected at position `1` in `2`."


def each_string(e: Any, f: Callable[[str], Any]) -> Any:
    """f of a string, or of every string in nested lists; None if anything else is among them."""
    if type(e) is str:
        return f(e)
    if not is_list(e):
        return None
    results = [each_string(x, f) for x in e.args]
    return None if any(r is None for r in results) else make_list(results)


def positions(spec: Any, n: int) -> range | None:
    """The 0-based positions that n, -n, UpTo[n], All, {n}, {m, n} or {m, n, s} mean in n things; None if not a spec.

    The range may leave 0..n: then the request cannot be met.
    """
    if type(spec) is int:
        return range(0, spec) if spec >= 0 else range(n + spec, n)
    if spec is S.All:
        return range(n)
    if has_head(spec, S.UpTo, 1):
        limit = n if is_infinity(spec.args[0]) else spec.args[0]
        return range(min(limit, n)) if type(limit) is int and limit >= 0 else None
    if has_head(spec, S.Span) and 2 <= len(spec) <= 3:
        spec = make_list(spec.args)
    if not is_list(spec) or not 1 <= len(spec) <= 3:
        return None
    ends = []
    for place, x in enumerate(spec.args):
        if x is S.All and place == 1:
            x = -1
        if has_head(x, S.UpTo, 1) and type(x.args[0]) is int:
            x = min(x.args[0], n)
        if type(x) is not int:
            return None
        ends.append(x)
    step = ends[2] if len(ends) == 3 else 1
    if step == 0:
        return None
    if ends[0] == 0:
        return range(-1, 0)  # position 0 does not exist
    first, last = (x - 1 if x >= 0 else n + x for x in (ends[0], ends[min(1, len(ends) - 1)]))
    return range(first, last + (1 if step > 0 else -1), step)


def _inside(r: range, n: int) -> bool:
    return not r or (min(r) >= 0 and max(r) < n)


def _is_list_of_specs(spec: Any) -> bool:
    return is_list(spec) and len(spec) > 0 and all(is_list(x) for x in spec.args)


@builtin("StringQ[expr_]")
def string_q(expr: Any) -> Any:
    """StringQ[expr] gives True if expr is a string.

    >>> {StringQ["a"], StringQ[a]}
    {True, False}
    """
    return boolean(type(expr) is str)


@builtin("StringJoin[strings___]", attributes="Flat OneIdentity Protected")
def string_join(strings: tuple[Any, ...], *, say: Any, expr: Any) -> Any:
    """StringJoin[s1, s2, ...] or s1 <> s2 <> ... joins strings; lists of strings are joined as well.

    >>> "ab" <> {"cd", {"e"}} <> "f"
    abcdef
    """
    parts: list[str] = []
    for position, item in enumerate(strings, 1):
        stack = [item]
        while stack:
            x = stack.pop()
            if type(x) is str:
                parts.append(x)
            elif is_list(x):
                stack.extend(reversed(x.args))
            else:
                say("string", position, expr)
                return None
    return "".join(parts)


@builtin("StringLength[string_]", attributes="Listable Protected")
def string_length(string: Any, *, say: Any, expr: Any) -> Any:
    """StringLength[string] gives the number of characters of a string.

    >>> StringLength["tiger"]
    5
    """
    if type(string) is str:
        return len(string)
    return say("string", 1, expr)


@builtin(
    "StringTake[string_, spec_]",
    operator="StringTake[spec_][string_]",
    strse=STRSE,
    mseqs=_SEQUENCE,
    take='Cannot take positions `1` through `2` in "`3`".',
)
def string_take(string: Any, spec: Any, *, say: Any, expr: Any) -> Any:
    """StringTake[string, n] gives the first n characters, StringTake[string, -n] the last n.

    {n}, {m, n}, {m, n, step} and UpTo[n] say which characters to take; a list of such specifications gives a list.

    >>> {StringTake["abcdef", 2], StringTake["abcdef", {2, -2}], StringTake["ab", UpTo[5]]}
    {ab, bcde, ab}
    """
    return _by_position(string, spec, lambda s, r: "".join([s[i] for i in r]), "take", say, expr)


@builtin(
    "StringDrop[string_, spec_]",
    operator="StringDrop[spec_][string_]",
    strse=STRSE,
    mseqs=_SEQUENCE,
    drop='Cannot drop positions `1` through `2` in "`3`".',
)
def string_drop(string: Any, spec: Any, *, say: Any, expr: Any) -> Any:
    """StringDrop[string, n] gives string without its first n characters, StringDrop[string, -n] without the last n.

    >>> {StringDrop["abcdef", 2], StringDrop["abcdef", -2], StringDrop["abcdef", {3}]}
    {cdef, abcd, abdef}
    """

    def drop(s: str, r: range) -> str:
        gone = set(r)
        return "".join([c for i, c in enumerate(s) if i not in gone])

    return _by_position(string, spec, drop, "drop", say, expr)


def _by_position(string: Any, spec: Any, act: Callable[[str, range], str], tag: str, say: Any, expr: Any) -> Any:
    """Apply act(string, positions) for one specification or a list of them, with the messages of Take and Drop."""
    if is_list(string):
        results = [_by_position(s, spec, act, tag, say, expr) for s in string.args]
        return None if any(r is None for r in results) else make_list(results)
    if type(string) is not str:
        return say("strse", 1, expr)
    if _is_list_of_specs(spec):
        results = [_by_position(string, one, act, tag, say, expr) for one in spec.args]
        return None if any(r is None for r in results) else make_list(results)
    r = positions(spec, len(string))
    if r is None:
        return say("mseqs", 2, expr)
    if not _inside(r, len(string)):
        first, last = _as_written(spec)
        return say(tag, first, last, string)
    return act(string, r)


def _as_written(spec: Any) -> tuple[Any, Any]:
    if type(spec) is int:
        return (1, spec) if spec >= 0 else (spec, -1)
    return spec.args[0], spec.args[min(1, len(spec) - 1)]


@builtin("StringPart[string_, n_]", partw='Part `1` of "`2`" does not exist.', strse=STRSE)
def string_part(string: Any, n: Any, *, say: Any, expr: Any) -> Any:
    """StringPart[string, n] gives the nth character; a list of positions gives a list, a Span a list of characters.

    >>> {StringPart["abc", 2], StringPart["abc", {1, -1}]}
    {b, {a, c}}
    """
    if is_list(string):
        return make_list([Expr(S.StringPart, (s, n)) for s in string.args])
    if type(string) is not str:
        return say("strse", 1, expr)
    if is_list(n):
        return make_list([Expr(S.StringPart, (string, x)) for x in n.args])
    r = range(n - 1, n) if type(n) is int and n > 0 else positions(n, len(string))
    if r is None or n == 0:
        return None
    if type(n) is int and n < 0:
        r = range(len(string) + n, len(string) + n + 1)
    if not _inside(r, len(string)):
        return say("partw", n, string)
    return string[r[0]] if type(n) is int else make_list([string[i] for i in r])


@builtin("StringReverse[string_]", attributes="Listable Protected")
def string_reverse(string: Any, *, say: Any, expr: Any) -> Any:
    """StringReverse[string] gives the characters in the opposite order.

    >>> StringReverse["stressed"]
    desserts
    """
    return string[::-1] if type(string) is str else say("string", 1, expr)


@builtin(
    "StringRepeat[string_, n_]",
    "StringRepeat[string_, n_, max_]",
    intnn="Non-negative integer expected at position `1` in `2`.",
)
def string_repeat(string: Any, n: Any, max: Any = None, *, say: Any, expr: Any) -> Any:
    """StringRepeat[string, n] joins n copies of string; StringRepeat[string, n, max] keeps at most max characters.

    >>> {StringRepeat["ab", 3], StringRepeat["ab", 3, 5]}
    {ababab, ababa}
    """
    if type(string) is not str:
        return say("string", 1, expr)
    for position, count in ((2, n), (3, max)):
        if count is not None and (type(count) is not int or count < 0):
            return say("intnn", position, expr)
    if len(string) * n > 1 << 30 and max is None:
        return say("nomem", len(string) * n)
    return (string * n if max is None else string * min(n, max // (len(string) or 1) + 1))[:max]


def _pad(string: Any, n: Any, padding: Any, put: Callable[[str, int, str], str], say: Any, expr: Any) -> Any:
    if n is None:
        if not is_list(string) or any(type(s) is not str for s in string.args):
            return say("strse", 1, expr)
        n = max([len(s) for s in string.args], default=0)
    if type(n) is not int or n < 0 or type(padding) is not str:
        return None
    if not padding:
        return string
    result = each_string(string, lambda s: put(s, n, padding))
    return say("strse", 1, expr) if result is None else result


@builtin("StringPadLeft[string_]", "StringPadLeft[string_, n_]", "StringPadLeft[string_, n_, padding_]", strse=STRSE)
def string_pad_left(string: Any, n: Any = None, padding: Any = " ", *, say: Any, expr: Any) -> Any:
    """StringPadLeft[string, n] makes a string of length n by spaces on the left, or by cutting there.

    StringPadLeft[string, n, padding] pads with copies of padding; StringPadLeft[{s1, ...}] makes all equally long.

    >>> {StringPadLeft["7", 3, "0"], StringPadLeft["abc", 2], StringPadLeft[{"a", "bcd"}]}
    {007, bc, {  a, bcd}}
    """

    def put(s: str, width: int, fill: str) -> str:
        whole = "".join(islice(cycle(fill[::-1]), width))[::-1]
        return s[len(s) - width :] if len(s) >= width else whole[: width - len(s)] + s

    return _pad(string, n, padding, put, say, expr)


@builtin("StringPadRight[string_]", "StringPadRight[string_, n_]", "StringPadRight[string_, n_, padding_]", strse=STRSE)
def string_pad_right(string: Any, n: Any = None, padding: Any = " ", *, say: Any, expr: Any) -> Any:
    """StringPadRight[string, n] makes a string of length n by spaces on the right, or by cutting there.

    StringPadRight[string, n, padding] pads with copies of padding; StringPadRight[{s1, ...}] makes all equally long.

    >>> {StringPadRight["7", 3, "."], StringPadRight["abc", 2]}
    {7.., ab}
    """

    def put(s: str, width: int, fill: str) -> str:
        return s[:width] if len(s) >= width else s + "".join(islice(cycle(fill), width))[len(s) :]

    return _pad(string, n, padding, put, say, expr)


@builtin(
    "StringInsert[string_, new_, n_]",
    operator="StringInsert[new_, n_][string_]",
    strse=STRSE,
    ins='Cannot insert at position `1` in "`2`".',
)
def string_insert(string: Any, new: Any, n: Any, *, say: Any, expr: Any) -> Any:
    """StringInsert[string, new, n] puts new into string so that it begins at position n.

    A negative n counts from the end: new then ends there.  A list of positions means all of them.

    >>> {StringInsert["abcd", "X", 2], StringInsert["abcd", "X", -1], StringInsert["abcd", "-", {2, 4}]}
    {aXbcd, abcdX, a-bc-d}
    """
    if is_list(string):
        return make_list([Expr(S.StringInsert, (s, new, n)) for s in string.args])
    for position, s in enumerate((string, new), 1):
        if type(s) is not str:
            return say("strse", position, expr)
    places = []
    for p in n.args if is_list(n) else (n,):
        if type(p) is not int:
            return None
        place = p - 1 if p > 0 else len(string) + 1 + p
        if p == 0 or not 0 <= place <= len(string):
            return say("ins", p, string)
        places.append(place)
    for place in sorted(places, reverse=True):
        string = string[:place] + new + string[place:]
    return string


@builtin(
    "StringReplacePart[string_, new_, span_]",
    strse=STRSE,
    mseqs=_SEQUENCE,
    repl='Cannot replace positions `1` in "`2`".',
)
def string_replace_part(string: Any, new: Any, span: Any, *, say: Any, expr: Any) -> Any:
    """StringReplacePart[string, new, {m, n}] puts new in the place of characters m to n.

    With a list of spans every one of them is replaced; new may be a list as well, one string for each span.

    >>> {StringReplacePart["abcdef", "X", {2, 3}], StringReplacePart["abcdef", {"1", "2"}, {{1, 2}, {5, 6}}]}
    {aXdef, 1cd2}
    """
    if type(string) is not str:
        return say("strse", 1, expr)
    spans = span.args if _is_list_of_specs(span) else (span,)
    news = new.args if is_list(new) else (new,) * len(spans)
    if len(news) != len(spans) or any(type(x) is not str for x in news):
        return say("strse", 2, expr)
    pieces = []
    for one, text in zip(spans, news):
        r = positions(one, len(string))
        if r is None or r.step != 1:
            return say("mseqs", 3, expr)
        if not _inside(r, len(string)):
            return say("repl", one, string)
        pieces.append((r.start, r.stop, text))
    for start, stop, text in sorted(pieces, reverse=True):
        string = string[:start] + text + string[stop:]
    return string


@builtin("StringPartition[string_, n_]", "StringPartition[string_, n_, d_]", strse=STRSE)
def string_partition(string: Any, n: Any, d: Any = None, *, say: Any, expr: Any) -> Any:
    """StringPartition[string, n] gives the pieces of length n; StringPartition[string, n, d] begins one every d places.

    UpTo[n] allows a shorter last piece.

    >>> {StringPartition["abcdefg", 3], StringPartition["abcd", 2, 1], StringPartition["abcde", UpTo[2]]}
    {{abc, def}, {ab, bc, cd}, {ab, cd, e}}
    """
    short = has_head(n, S.UpTo, 1)
    size = n.args[0] if short else n
    step = size if d is None else d
    if type(size) is not int or type(step) is not int or size < 1 or step < 1:
        return None
    result = each_string(
        string,
        lambda s: make_list([s[i : i + size] for i in range(0, len(s) if short else len(s) - size + 1, step)]),
    )
    return say("strse", 1, expr) if result is None else result


def _rotated(string: Any, n: Any, sign: int, say: Any, expr: Any) -> Any:
    if type(n) is not int:
        return None
    result = each_string(string, lambda s: s[sign * n % len(s) :] + s[: sign * n % len(s)] if s else s)
    return say("strse", 1, expr) if result is None else result


@builtin("StringRotateLeft[string_, n_:1]", strse=STRSE)
def string_rotate_left(string: Any, n: Any = 1, *, say: Any, expr: Any) -> Any:
    """StringRotateLeft[string, n] moves the first n characters to the end.

    >>> StringRotateLeft["abcde", 2]
    cdeab
    """
    return _rotated(string, n, 1, say, expr)


@builtin("StringRotateRight[string_, n_:1]", strse=STRSE)
def string_rotate_right(string: Any, n: Any = 1, *, say: Any, expr: Any) -> Any:
    """StringRotateRight[string, n] moves the last n characters to the front.

    >>> StringRotateRight["abcde", 2]
    deabc
    """
    return _rotated(string, n, -1, say, expr)


def string_depth(e: Any) -> int:
    """How deep lists are nested in e."""
    return 1 + max([string_depth(x) for x in e.args], default=0) if is_list(e) else 0
