"""Strings by position, characters, codes, and conversion between text and expressions."""

import pytest

CASES = [
    ('StringQ["x"]', "True"),
    ("StringQ[5]", "False"),
    ('StringJoin["a", {"b", {"c"}}, "d"]', '"abcd"'),
    ("StringJoin[]", '""'),
    ('StringLength[{"a", "bcd", ""}]', "{1, 3, 0}"),
    ('StringTake["abcdef", 0]', '""'),
    ('StringTake["abcdef", -2]', '"ef"'),
    ('StringTake["abcdef", {2}]', '"b"'),
    ('StringTake["abcdef", {-3, -2}]', '"de"'),
    ('StringTake["abcdef", {1, 6, 2}]', '"ace"'),
    ('StringTake["abcdef", {5, 1, -2}]', '"eca"'),
    ('StringTake["abcdef", {{1, 2}, {-1}}]', '{"ab", "f"}'),
    ('StringTake[{"abc", "xyz"}, 2]', '{"ab", "xy"}'),
    ('StringTake["abc", All]', '"abc"'),
    ('StringTake["abc", {2, All}]', '"bc"'),
    ('StringTake[2]["abc"]', '"ab"'),
    ('StringDrop["abcdef", {2, 4}]', '"aef"'),
    ('StringDrop["abcdef", -6]', '""'),
    ('StringDrop["abcdef", {1, 6, 2}]', '"bdf"'),
    ('StringPart["abcdef", 2 ;; 4]', '{"b", "c", "d"}'),
    ('StringPart["abc", -1]', '"c"'),
    ('StringReverse[{"ab", "cd"}]', '{"ba", "dc"}'),
    ('StringRepeat["ab", 0]', '""'),
    ('StringRepeat["abc", 10, 7]', '"abcabca"'),
    ('StringPadLeft["abc", 6, "xy"]', '"xyxabc"'),
    ('StringPadRight["abc", 6, "xy"]', '"abcyxy"'),
    ('StringPadLeft["abcdef", 3]', '"def"'),
    ('StringPadRight[{"a", "bcd"}]', '{"a  ", "bcd"}'),
    ('StringInsert["abc", "X", 4]', '"abcX"'),
    ('StringInsert["abc", "X", -4]', '"Xabc"'),
    ('StringInsert[{"ab", "cd"}, "-", 2]', '{"a-b", "c-d"}'),
    ('StringReplacePart["abcdef", "", {-2, -1}]', '"abcd"'),
    ('StringPartition["abcdefg", 3, 2]', '{"abc", "cde", "efg"}'),
    ('StringRotateRight["abc"]', '"cab"'),
    ('StringRiffle[{"a", "b", "c"}]', '"a b c"'),
    ('StringRiffle[{{"a", "b"}, {"c"}}]', '"a b\\nc"'),
    ('StringRiffle[{1, x, "y"}, ", "]', '"1, x, y"'),
    ('StringRiffle[{}, ", "]', '""'),
    ('Characters[{"ab", ""}]', '{{"a", "b"}, {}}'),
    ('ToUpperCase["straße"]', '"STRASSE"'),
    ('Capitalize[{"one two", "Three"}, "AllWords"]', '{"One Two", "Three"}'),
    ('Decapitalize["ABC"]', '"aBC"'),
    ('ToCharacterCode["\\[Alpha]b"]', "{945, 98}"),
    ('ToCharacterCode["\\[Alpha]", "UTF-8"]', "{206, 177}"),
    ('ToCharacterCode["a\\[Alpha]", "ASCII"]', "{97, None}"),
    ('FromCharacterCode[{206, 177}, "UTF-8"]', '"α"'),
    ('FromCharacterCode[ToCharacterCode["hello"]]', '"hello"'),
    ('CharacterRange["x", "z"]', '{"x", "y", "z"}'),
    ('CharacterRange["z", "x"]', "{}"),
    (
        '{LetterQ["aé"], LetterQ["a1"], DigitQ["12"], UpperCaseQ["A b"]}',
        "{True, False, True, False}",
    ),
    ('LetterQ[{"a", "1"}]', "{True, False}"),
    ('EditDistance["", "abc"]', "3"),
    ("EditDistance[{a, b, c}, {a, c}]", "1"),
    ('EditDistance["ABC", "abd", IgnoreCase -> True]', "1"),
    ("HammingDistance[{1, 2, 3}, {1, 5, 3}]", "1"),
    ('Hash["hello", "SHA256", "HexString"]', '"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"'),
    ('Hash["hello", "CRC32"]', "907060870"),
    ("Hash[a + b] == Hash[b + a]", "True"),
    ('ToString[{1, "a", x}]', '"{1, a, x}"'),
    ('ToString["a", InputForm]', '"\\"a\\""'),
    ("ToString[x^2, FullForm]", '"Power[x, 2]"'),
    ("ToString[2^100]", '"1267650600228229401496703205376"'),
    ('ToExpression["a = 5; a + 1"]', "6"),
    ('ToExpression["1 + 1", InputForm, Hold]', "Hold[1 + 1]"),
    ('ToExpression[{"1 + 1", "2 3"}]', "{2, 6}"),
    ('{SyntaxQ["f[x]"], SyntaxQ["f["]}', "{True, False}"),
    ("SymbolName[Global`abc]", '"abc"'),
    ('Symbol["a`b"]', "a`b"),
    ('StringTemplate["`` + `` = `3`"][1, 2, 3]', '"1 + 2 = 3"'),
    ('StringTemplate["`1` twice is <* 2 #1 *>, # is <* # *>"][a]', '"a twice is 2 a, # is a"'),
    ('StringTemplate["<* Select[#list, # > 1 &] *>"][<|"list" -> {1, 2}|>]', '"{2}"'),
    ('TemplateApply["<* 1 + 2 *> `x`", <|"x" -> "y"|>]', '"3 y"'),
    ('TemplateApply["\\\\`a `1`", {7}]', '"`a 7"'),
]


@pytest.mark.parametrize(("given", "expected"), CASES)
def test_string_function(ask, given, expected):
    assert ask(given) == expected
    assert ask.messages == []


COMPLAINTS = [
    ("StringLength[5]", "StringLength::string", "StringLength[5]"),
    ('StringTake["abc", 4]', "StringTake::take", 'StringTake["abc", 4]'),
    ('StringDrop["abc", {0}]', "StringDrop::drop", 'StringDrop["abc", {0}]'),
    ('StringTake["abc", x]', "StringTake::mseqs", 'StringTake["abc", x]'),
    ('"a" <> x', "StringJoin::string", '"a" <> x'),
    ('StringPart["abc", 7]', "StringPart::partw", 'StringPart["abc", 7]'),
    ('StringInsert["abc", "X", 9]', "StringInsert::ins", 'StringInsert["abc", "X", 9]'),
    ("FromCharacterCode[-1]", "FromCharacterCode::notunicode", "FromCharacterCode[-1]"),
    ('HammingDistance["a", "ab"]', "HammingDistance::idim", 'HammingDistance["a", "ab"]'),
    ('ToExpression["1 +"]', "ToExpression::sntx", "$Failed"),
    ('Symbol["a b"]', "Symbol::symname", 'Symbol["a b"]'),
    ("ToString[x, 5]", "ToString::fmtval", "ToString[x, 5]"),
]


@pytest.mark.parametrize(("given", "message", "expected"), COMPLAINTS)
def test_what_is_wrong_is_said(ask, given, message, expected):
    assert ask(given) == expected
    assert ask.messages == [message]
