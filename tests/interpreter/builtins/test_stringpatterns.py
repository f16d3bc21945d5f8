"""String patterns: the functions that use them, and the regular expression against the walking matcher."""

import pytest
from hypothesis import given as given_
from hypothesis import settings
from hypothesis import strategies as st
from luperca.interpreter import symbols as S
from luperca.interpreter.builtins.stringmatching import StringPattern
from luperca.interpreter.expr import Expr

CASES = [
    ('StringReplace["abcabc", "b" -> "X"]', '"aXcaXc"'),
    ('StringReplace["abcabc", "b" -> "X", 1]', '"aXcabc"'),
    ('StringReplace["abcd", {"a" | "b" -> "", "cd" -> "CD"}]', '"CD"'),
    ('StringReplace[{"ab", "ba"}, "a" -> "x"]', '{"xb", "bx"}'),
    ('StringReplace["ab" -> "x"]["cabc"]', '"cxc"'),
    ('StringReplace["aBc", "b" -> "-", IgnoreCase -> True]', '"a-c"'),
    ('StringReplace["abc", "b" -> 5]', '"a" ~~ 5 ~~ "c"'),
    ('StringReplace["12 34", n : NumberString :> ToString[2 ToExpression[n]]]', '"24 68"'),
    ('StringReplace["abc", x_ /; OrderedQ[{"b", x}] :> "."]', '"a.."'),
    ('StringReplace["abc", x_ :> "." /; x === "b"]', '"a.c"'),
    ('StringReplace["john smith", RegularExpression["(\\\\w+) (\\\\w+)"] -> "$2, $1"]', '"smith, john"'),
    ('StringReplace["abc", StartOfString -> ">"]', '">abc"'),
    ('StringReplace["one two", WordBoundary ~~ x_ :> ToUpperCase[x]]', '"One Two"'),
    ('StringReplace["aXbX", Except["X"] -> "-"]', '"-X-X"'),
    ('StringReplace["  a  ", StartOfString ~~ Whitespace -> ""]', '"a  "'),
    ('StringReplace["a\nb", StartOfLine -> "> "]', '"> a\\n> b"'),
    ('StringReplaceList["abc", x_ -> ""]', '{"bc", "ac", "ab"}'),
    ('StringDelete["hello", "l"]', '"heo"'),
    ('StringCases["a1b22", DigitCharacter ..]', '{"1", "22"}'),
    ('StringCases["abcabc", "a" ~~ x_ ~~ _ :> x]', '{"b", "b"}'),
    ('StringCases["<a><b>", "<" ~~ __ ~~ ">"]', '{"<a><b>"}'),
    ('StringCases["<a><b>", Shortest["<" ~~ __ ~~ ">"]]', '{"<a>", "<b>"}'),
    ('StringCases["<a><b>", "<" ~~ Shortest[x__] ~~ ">" :> x]', '{"a", "b"}'),
    ('StringCases["abba", x_ ~~ y_ ~~ y_ ~~ x_]', '{"abba"}'),
    ('StringCases["aab", x : ("a" | "b") ~~ x_]', '{"aa"}'),
    ('StringCases["abcd", {"a" -> 1, "c" -> 3}]', "{1, 3}"),
    ('StringCases["aaa", "a" .., Overlaps -> All]', '{"aaa", "aa", "a", "aa", "a", "a"}'),
    ('StringCases["aaa", "aa", Overlaps -> True]', '{"aa", "aa"}'),
    ('StringCases["a1b2", LetterCharacter, 1]', '{"a"}'),
    ('StringCases["a1b2c3", x_?LetterQ ~~ d_?DigitQ /; d != "2"]', '{"a1", "c3"}'),
    ('StringCases["aaaa", Repeated["a", {2, 3}]]', '{"aaa"}'),
    ('StringCases["x=-1.5, y=.3", NumberString]', '{"-1.5", ".3"}'),
    ('StringCases["0xFF zz", HexadecimalCharacter ..]', '{"0", "FF"}'),
    ('StringCases["a.b!", PunctuationCharacter]', '{".", "!"}'),
    ('StringCases["ab12", __?UpperCaseQ]', "{}"),
    ('StringCases["abCDe", __?UpperCaseQ]', '{"CD"}'),
    (
        'StringCases["k1=v1;k2=v2", Shortest[k__] ~~ "=" ~~ Shortest[v__] ~~ (";" | EndOfString) :> {k, v}]',
        '{{"k1", "v1"}, {"k2", "v2"}}',
    ),
    ('StringCases["abc123", RegularExpression["[[:alpha:]]+"]]', '{"abc"}'),
    ('StringCases["aABb", RegularExpression["(?i)(a)b?"] -> "$1"]', '{"a", "A"}'),
    ('StringCases["xay", "x" ~~ RegularExpression["(.)"] ~~ "y"]', '{"xay"}'),
    ('StringPosition["abcabc", "bc"]', "{{2, 3}, {5, 6}}"),
    ('StringPosition["aaa", "aa"]', "{{1, 2}, {2, 3}}"),
    ('StringPosition["aaa", "aa", Overlaps -> False]', "{{1, 2}}"),
    ('StringPosition["abab", {"a", "b"}, 3]', "{{1, 1}, {2, 2}, {3, 3}}"),
    ('StringCount["abcABC", "b" | "c", IgnoreCase -> True]', "4"),
    ('StringSplit["a b  c"]', '{"a", "b", "c"}'),
    ('StringSplit[" a b "]', '{"a", "b"}'),
    ('StringSplit[",a,,b,", ","]', '{"a", "", "b"}'),
    ('StringSplit[",a,,b,", ",", All]', '{"", "a", "", "b", ""}'),
    ('StringSplit["a,b,c", ",", 2]', '{"a", "b,c"}'),
    ('StringSplit["abc", ""]', '{"a", "b", "c"}'),
    ('StringSplit["a1b2c", DigitCharacter]', '{"a", "b", "c"}'),
    ('StringSplit["a1b2c", x : DigitCharacter :> "<" <> x <> ">"]', '{"a", "<1>", "b", "<2>", "c"}'),
    ('StringSplit["", ","]', "{}"),
    ('StringTrim["  x "]', '"x"'),
    ('StringTrim["--x--", "-" ..]', '"x"'),
    ('StringTrim[{" a", "b "}]', '{"a", "b"}'),
    ('StringMatchQ["abc", "a*"]', "True"),
    ('StringMatchQ["abc", "*b"]', "False"),
    ('StringMatchQ["aBc", "a@"]', "False"),
    ('StringMatchQ["a*", "a\\\\*"]', "True"),
    ('StringMatchQ["abb", "b*" | "a*"]', "True"),
    ('StringMatchQ[{"a1", "ab"}, LetterCharacter ~~ DigitCharacter]', "{True, False}"),
    ('StringMatchQ["abc", ___]', "True"),
    ('StringMatchQ["", __]', "False"),
    ('StringMatchQ["12", x__ /; EvenQ[ToExpression[x]]]', "True"),
    ('Select[{"ab", "cd"}, StringMatchQ["a*"]]', '{"ab"}'),
    ('StringContainsQ["abc", "b" ~~ _]', "True"),
    ('StringFreeQ["abc", "z"]', "True"),
    ('StringStartsQ["abc", "b"]', "False"),
    ('StringStartsQ["abc", "A", IgnoreCase -> True]', "True"),
    ('StringEndsQ["abc", {"x", "bc"}]', "True"),
    ('"a" ~~ "b"', '"ab"'),
    ('"a" ~~ _', '"a" ~~ _'),
]


@pytest.mark.parametrize(("given", "expected"), CASES)
def test_pattern_function(ask, given, expected):
    assert ask(given) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ('StringReplace["abc", "a"]', "StringReplace::srep"),
        ('StringReplace[5, "a" -> "b"]', "StringReplace::strse"),
        ('StringCases["abc", 5]', "StringExpression::invld"),
        ('StringCases["abc", "a", -1]', "StringCases::innf"),
        ('StringCases["abc", RegularExpression["("]]', "StringExpression::invld"),
        ('StringMatchQ["abc", "a", Foo -> 1]', "StringMatchQ::optx"),
    ],
)
def test_what_is_wrong_is_said(ask, given, message):
    ask(given)
    assert ask.messages == [message]


# ---- the two matchers ------------------------------------------------------------------------------------------------


def node(head, *args):
    return Expr(S.system(head), args)


_names = [S.system(n) for n in ("DigitCharacter", "LetterCharacter", "StartOfString", "EndOfString", "WordBoundary")]
_leaves = st.one_of(
    st.text("ab1", min_size=1, max_size=2),
    st.sampled_from(_names),
    st.sampled_from([node("Blank"), node("BlankSequence"), node("BlankNullSequence")]),
)


def _grown(inner):
    return st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda ps: node("StringExpression", *ps)),
        st.lists(inner, min_size=2, max_size=2).map(lambda ps: node("Alternatives", *ps)),
        inner.map(lambda p: node("Shortest", p)),
        st.text("ab1", min_size=1, max_size=1).map(lambda c: node("Repeated", c)),
        st.sampled_from("ab").map(lambda c: node("Except", c)),
    )


@settings(max_examples=150, deadline=None)
@given_(st.recursive(_leaves, _grown, max_leaves=5), st.text("ab1 ", max_size=6))
def test_regular_expression_and_walk_agree(p, text):
    pattern = StringPattern(p)
    walking = StringPattern(p)
    walking.regex = None
    assert pattern.whole(text, None) == walking.whole(text, None)
    by_regex, by_walk = pattern.find(text, 0, None), walking.find(text, 0, None)
    assert (by_regex and by_regex[:2]) == (by_walk and by_walk[:2])
