"""Strings by pattern: replacing, finding, splitting, testing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import FALSE, TRUE, Expr, boolean, is_list, is_rule, make_list
from ..numerics.infinities import is_infinity
from .stringmatching import StringRule, compiled, scan, scan_overlapping, string_rules
from .stringpatterns import NotAPattern
from .strings import STRSE

_IGNORE = {"IgnoreCase": "False"}
_RULES = "`1` is not a valid string replacement rule."
_COUNT = "Non-negative integer or Infinity expected at position `1` in `2`."


@builtin(
    "StringExpression[parts___]",
    attributes="Flat OneIdentity Protected",
    invld="Element `1` is not a valid string or pattern element in `2`.",
)
def string_expression(parts: tuple[Any, ...]) -> Any:
    """a ~~ b ~~ ... or StringExpression[a, b, ...] is a string pattern; strings only are joined.

    Parts are strings, _ (one character), __ and ___ (one, zero or more), x_ and x__ with names, Alternatives, Repeated,
    Except, Shortest and Longest, conditions (/;), tests (?), RegularExpression and classes such as DigitCharacter.

    >>> {"a" ~~ "b", StringReplace["2024-05", y__ ~~ "-" ~~ m__ :> m ~~ "/" ~~ y]}
    {ab, 05/2024}
    """
    return "".join(parts) if all(type(p) is str for p in parts) else None


def _ignores_case(options: dict[str, Any]) -> bool:
    return options["IgnoreCase"] is TRUE


def _complain(problem: NotAPattern, whole: Any, session: Any) -> None:
    session.message(S.StringExpression, "invld", problem.part, whole)


def _compiled(patt: Any, options: dict[str, Any], session: Any) -> list[StringRule] | None:
    """What a function finds by: the rules of a string pattern or of rules; None after a message."""
    try:
        return string_rules(patt, _ignores_case(options))
    except NotAPattern as problem:
        return _complain(problem, patt, session)


def _limit(n: Any) -> int | None:
    """A count of matches: None if it is none, -1 for no limit."""
    if n is S.All or is_infinity(n):
        return -1
    return n if type(n) is int and n >= 0 else None


def _each(string: Any, f: Callable[[str], Any], say: Any, expr: Any) -> Any:
    """f of a string or of the strings of a list; a None from f ends it all."""
    if type(string) is str:
        return f(string)
    if not is_list(string) or any(type(s) is not str for s in string.args):
        return say("strse", 1, expr)
    results = [f(s) for s in string.args]
    return None if any(r is None for r in results) else make_list(results)


# ---- replacing -------------------------------------------------------------------------------------------------------


@builtin(
    "StringReplace[string_, rules_, OptionsPattern[]]",
    "StringReplace[string_, rules_, n_, OptionsPattern[]]",
    operator="StringReplace[rules_][string_]",
    options=_IGNORE,
    strse=STRSE,
    srep=_RULES,
    innf=_COUNT,
)
def string_replace(
    string: Any, rules: Any, n: Any = S.All, *, options: Any, session: Any, evaluate: Any, say: Any, expr: Any
) -> Any:
    """StringReplace[string, patt -> new] replaces every substring that matches patt, from left to right.

    A list of rules is tried in order at every place; StringReplace[string, rules, n] makes n replacements at most.
    In the new text of a RegularExpression $1, $2, ... are its groups.  IgnoreCase -> True takes capitals and small
    letters for the same.

    >>> StringReplace["abbaabbaa", {"ab" -> "X", "a" -> "."}]
    Xb.Xb..

    >>> StringReplace["k=7, m=23", x : DigitCharacter .. :> ToString[FromDigits[x] + 1]]
    k=8, m=24
    """
    limit = _limit(n)
    items = rules.args if is_list(rules) else (rules,)
    for r in items:
        if not is_rule(r) and not is_list(r):
            return say("srep", r)
    if limit is None:
        return say("innf", 3, expr)
    compiled_rules = _compiled(rules, options, session)
    if compiled_rules is None:
        return None
    return _each(string, lambda s: _replaced(s, compiled_rules, limit, evaluate), say, expr)


def _replaced(text: str, rules: list[StringRule], limit: int, evaluate: Any) -> Any:
    pieces: list[Any] = []
    position = 0
    for match, rule in scan(rules, text, evaluate) if limit else ():
        pieces += (text[position : match.start], rule.result(match, text, evaluate))
        position = match.end
        limit -= 1
        if not limit:
            break
    pieces.append(text[position:])
    return _joined(pieces)


def _joined(pieces: list[Any]) -> Any:
    """A string, or a StringExpression if something else has been put in."""
    if all(type(p) is str for p in pieces):
        return "".join(pieces)
    return Expr(S.StringExpression, tuple([p for p in pieces if p != "" or type(p) is not str]))


@builtin(
    "StringDelete[string_, patt_, OptionsPattern[]]",
    operator="StringDelete[patt_][string_]",
    options=_IGNORE,
    strse=STRSE,
)
def string_delete(string: Any, patt: Any, *, options: Any, session: Any, evaluate: Any, say: Any, expr: Any) -> Any:
    """StringDelete[string, patt] removes all substrings that match patt.

    >>> StringDelete["a-b--c", "-"]
    abc
    """
    try:
        rules = [StringRule(compiled(patt, _ignores_case(options)), "")]
    except NotAPattern as problem:
        return _complain(problem, patt, session)
    return _each(string, lambda s: _replaced(s, rules, -1, evaluate), say, expr)


@builtin(
    "StringReplaceList[string_, rules_, OptionsPattern[]]",
    "StringReplaceList[string_, rules_, n_, OptionsPattern[]]",
    options=_IGNORE,
    strse=STRSE,
    srep=_RULES,
    innf=_COUNT,
)
def string_replace_list(
    string: Any, rules: Any, n: Any = S.All, *, options: Any, session: Any, evaluate: Any, say: Any, expr: Any
) -> Any:
    """StringReplaceList[string, rules] gives the strings that arise from every single replacement.

    >>> StringReplaceList["aba", "a" -> "X"]
    {Xba, abX}
    """
    limit = _limit(n)
    if limit is None:
        return say("innf", 3, expr)
    compiled_rules = _compiled(rules, options, session)
    if compiled_rules is None:
        return None

    def all_of(text: str) -> Any:
        found = []
        for i in range(len(text)):
            for rule in compiled_rules:
                for m in rule.pattern.all_at(text, i, evaluate):
                    if len(found) != limit:
                        found.append(_joined([text[: m.start], rule.result(m, text, evaluate), text[m.end :]]))
        return make_list(found)

    return _each(string, all_of, say, expr)


# ---- finding ---------------------------------------------------------------------------------------------------------


def _matches(text: str, rules: list[StringRule], overlaps: Any, evaluate: Any) -> Any:
    if overlaps is S.All or overlaps is TRUE:
        return scan_overlapping(rules, text, evaluate, every=overlaps is S.All)
    return scan(rules, text, evaluate)


@builtin(
    "StringCases[string_, patt_, OptionsPattern[]]",
    "StringCases[string_, patt_, n_, OptionsPattern[]]",
    operator="StringCases[patt_][string_]",
    options={**_IGNORE, "Overlaps": "False"},
    strse=STRSE,
    innf=_COUNT,
)
def string_cases(
    string: Any, patt: Any, n: Any = S.All, *, options: Any, session: Any, evaluate: Any, say: Any, expr: Any
) -> Any:
    """StringCases[string, patt] gives the substrings that match patt; StringCases[string, patt -> value] the values.

    Overlaps -> True gives one match from each place, Overlaps -> All every match; n is the greatest number wanted.

    >>> {StringCases["a12b345", DigitCharacter ..], StringCases["key=val", k__ ~~ "=" ~~ v__ :> {v, k}]}
    {{12, 345}, {{val, key}}}

    >>> StringCases["aabb", x_ ~~ x_]
    {aa, bb}
    """
    limit = _limit(n)
    if limit is None:
        return say("innf", 3, expr)
    rules = _compiled(patt, options, session)
    if rules is None:
        return None

    def cases(text: str) -> Any:
        found = []
        for m, rule in _matches(text, rules, options["Overlaps"], evaluate):
            if len(found) == limit:
                break
            found.append(rule.result(m, text, evaluate))
        return make_list(found)

    return _each(string, cases, say, expr)


@builtin(
    "StringPosition[string_, patt_, OptionsPattern[]]",
    "StringPosition[string_, patt_, n_, OptionsPattern[]]",
    operator="StringPosition[patt_][string_]",
    options={**_IGNORE, "Overlaps": "True"},
    strse=STRSE,
    innf=_COUNT,
)
def string_position(
    string: Any, patt: Any, n: Any = S.All, *, options: Any, session: Any, evaluate: Any, say: Any, expr: Any
) -> Any:
    """StringPosition[string, patt] gives {first, last} character positions of the substrings that match patt.

    Overlapping matches are given too, unless Overlaps -> False.

    >>> {StringPosition["ababa", "aba"], StringPosition["ababa", "aba", Overlaps -> False]}
    {{{1, 3}, {3, 5}}, {{1, 3}}}
    """
    limit = _limit(n)
    if limit is None:
        return say("innf", 3, expr)
    rules = _compiled(patt, options, session)
    if rules is None:
        return None

    def places(text: str) -> Any:
        found = []
        for m, _ in _matches(text, rules, options["Overlaps"], evaluate):
            if len(found) == limit:
                break
            found.append(make_list((m.start + 1, m.end)))
        return make_list(found)

    return _each(string, places, say, expr)


@builtin(
    "StringCount[string_, patt_, OptionsPattern[]]",
    operator="StringCount[patt_][string_]",
    options={**_IGNORE, "Overlaps": "False"},
    strse=STRSE,
)
def string_count(string: Any, patt: Any, *, options: Any, session: Any, evaluate: Any, say: Any, expr: Any) -> Any:
    """StringCount[string, patt] gives the number of substrings that match patt.

    >>> StringCount["banana", "an"]
    2
    """
    rules = _compiled(patt, options, session)
    if rules is None:
        return None
    return _each(string, lambda s: sum(1 for _ in _matches(s, rules, options["Overlaps"], evaluate)), say, expr)


# ---- splitting -------------------------------------------------------------------------------------------------------


@builtin(
    "StringSplit[string_]",
    "StringSplit[string_, patt_, OptionsPattern[]]",
    "StringSplit[string_, patt_, n_, OptionsPattern[]]",
    operator="StringSplit[patt_][string_]",
    options=_IGNORE,
    strse=STRSE,
)
def string_split(
    string: Any,
    patt: Any = S.Whitespace,
    n: Any = None,
    *,
    options: Any,
    session: Any,
    evaluate: Any,
    say: Any,
    expr: Any,
) -> Any:
    """StringSplit[string] splits at white space, StringSplit[string, patt] at what matches patt.

    Empty strings at both ends are left out unless n is All; StringSplit[string, patt, n] gives n pieces at most.
    patt -> value keeps value at the places of the delimiters.

    >>> {StringSplit["a  b c"], StringSplit["a,b;c", "," | ";"], StringSplit["a:b:c", ":" -> "/"]}
    {{a, b, c}, {a, b, c}, {a, /, b, /, c}}
    """
    limit = -1 if n is None else _limit(n)
    if limit is None:
        return None
    rules = _compiled(patt, options, session)
    if rules is None:
        return None

    def pieces(text: str) -> Any:
        found: list[Any] = []
        position, count = 0, 1
        for m, rule in scan(rules, text, evaluate):
            if m.end == m.start and m.start in (0, len(text)):
                continue
            if count == limit:
                break
            found.append(text[position : m.start])
            if rule.value is not None:
                found.append(rule.result(m, text, evaluate))
            position, count = m.end, count + 1
        found.append(text[position:])
        if n is not S.All:
            while found and found[0] == "":
                del found[0]
            while found and found[-1] == "":
                del found[-1]
        return make_list(found)

    return _each(string, pieces, say, expr)


@builtin("StringTrim[string_]", "StringTrim[string_, patt_]", strse=STRSE)
def string_trim(string: Any, patt: Any = S.Whitespace, *, session: Any, evaluate: Any, say: Any, expr: Any) -> Any:
    """StringTrim[string] removes white space from both ends, StringTrim[string, patt] what matches patt there.

    >>> {StringTrim["  a b "], StringTrim["xxaxx", "x" ..]}
    {a b, a}
    """
    try:
        first = compiled(Expr(S.StringExpression, (S.StartOfString, patt)))
        last = compiled(Expr(S.StringExpression, (patt, S.EndOfString)))
    except NotAPattern as problem:
        return _complain(problem, patt, session)

    def trim(text: str) -> str:
        m = first.find(text, 0, evaluate)
        text = text[m.end :] if m else text
        m = last.find(text, 0, evaluate)
        return text[: m.start] if m else text

    return _each(string, trim, say, expr)


# ---- testing ---------------------------------------------------------------------------------------------------------


@builtin(
    "StringMatchQ[string_, patt_, OptionsPattern[]]",
    operator="StringMatchQ[patt_][string_]",
    options={**_IGNORE, "SpellingCorrection": "False"},
    strse=STRSE,
)
def string_match_q(string: Any, patt: Any, *, options: Any, session: Any, evaluate: Any, say: Any, expr: Any) -> Any:
    r"""StringMatchQ[string, patt] gives True if the whole string matches patt.

    In patt as a string * stands for any characters, @ for one or more characters other than capital letters.

    >>> {StringMatchQ["apple", "a*e"], StringMatchQ["a17", LetterCharacter ~~ DigitCharacter ..]}
    {True, True}
    """
    try:
        pattern = compiled(patt, _ignores_case(options), wild=True)
    except NotAPattern as problem:
        return _complain(problem, patt, session)
    return _each(string, lambda s: boolean(pattern.whole(s, evaluate)), say, expr)


def _test(symbol: str, text: str, example: str, shape: Callable[[Any], Any], found: Any, missing: Any) -> None:
    """Declare a test for a match somewhere in a string: shape(patt) is the pattern that is looked for."""

    def ask(string: Any, patt: Any, *, options: Any, session: Any, evaluate: Any, say: Any, expr: Any) -> Any:
        try:
            pattern = compiled(shape(patt), _ignores_case(options))
        except NotAPattern as problem:
            return _complain(problem, patt, session)
        return _each(string, lambda s: found if pattern.find(s, 0, evaluate) else missing, say, expr)

    ask.__doc__ = f"""{symbol}[string, patt] gives True if {text}.

    >>> {example}
    """
    builtin(
        f"{symbol}[string_, patt_, OptionsPattern[]]",
        operator=f"{symbol}[patt_][string_]",
        options=_IGNORE,
        strse=STRSE,
    )(ask)


_test(
    "StringContainsQ", "some substring matches patt",
    'StringContainsQ["mouse", "us"]\n    True', lambda p: p, TRUE, FALSE,
)  # fmt: skip
_test(
    "StringFreeQ", "no substring matches patt",
    'StringFreeQ["mouse", {"a", "i"}]\n    True', lambda p: p, FALSE, TRUE,
)  # fmt: skip
_test(
    "StringStartsQ", "the string begins with a match of patt",
    'StringStartsQ["mouse", "mo"]\n    True',
    lambda p: Expr(S.StringExpression, (S.StartOfString, p)), TRUE, FALSE,
)  # fmt: skip
_test(
    "StringEndsQ", "the string ends with a match of patt",
    'StringEndsQ["mouse", "se"]\n    True',
    lambda p: Expr(S.StringExpression, (p, S.EndOfString)), TRUE, FALSE,
)  # fmt: skip
