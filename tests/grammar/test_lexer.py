"""Tokens and literals: what the lexer makes of characters."""

from fractions import Fraction

import pytest
from luperca.grammar import Integer, Node, Real, String, Symbol, TreeBuilder, WLSyntaxError, full_form, parse
from luperca.grammar.lexer import Lexer
from luperca.grammar.literals import integer


def kinds(text):
    return " ".join(kind for kind, *_ in Lexer(text, 0, TreeBuilder()).run())


@pytest.mark.parametrize("text, expected", [
    ("a - -b", "ATOM INFIX PREFIX ATOM $END"),
    ("a !b", "ATOM POSTFIX INFIX ATOM $END"),
    ("!a!", "PREFIX ATOM POSTFIX $END"),
    ("a¬b", "ATOM INFIX PREFIX ATOM $END"),
    ("2 x", "ATOM INFIX ATOM $END"),
    ("a;", "ATOM INFIX ATOM $END"),
    (";;", "ATOM INFIX ATOM $END"),
    ("f[]", "ATOM LSQB RSQB $END"),
    ("f[,]", "ATOM LSQB ATOM _COMMA ATOM RSQB $END"),
    ("a[[b[c]]]", "ATOM LPART ATOM LSQB ATOM RSQB RPART $END"),
    ("a[b[c]]", "ATOM LSQB ATOM LSQB ATOM RSQB RSQB $END"),
    ("a[ [1] ]", "ATOM LPART ATOM RPART $END"),
    ("<a, <b>>", "LANGLE ATOM _COMMA LANGLE ATOM RANGLE RANGLE $END"),
    ("a < b > c", "ATOM INFIX ATOM INFIX ATOM $END"),
    ("<|a|>", "LASSOC ATOM RASSOC $END"),
    ("⌊a⌋", "BOPEN ATOM BCLOSE $END"),
    ("f::a::b", "ATOM POSTFIX POSTFIX $END"),
    ("x >> f.m", "ATOM POSTFIX $END"),
    ("x_h:1", "ATOM INFIX ATOM $END"),
    ("{1, 2}", "ATOM $END"),
    ("{1, a}", "LBRACE ATOM _COMMA ATOM RBRACE $END"),
    ("(* nothing *)", ""),
])  # fmt: skip
def test_kinds(text, expected):
    assert kinds(text) == expected


def test_two_closers_are_two_tokens():
    lexer = Lexer("f[g[x]]", 0, TreeBuilder())
    assert [(start, end) for kind, _, start, end in lexer.run() if kind == "RSQB"] == [(5, 6), (6, 7)]


def test_what_is_put_in_has_no_width():
    items = Lexer("{,a;,2 x;;}", 0, TreeBuilder()).run()
    assert [(full_form(v), s, e) for k, v, s, e in items if k == "ATOM" and s == e] == [
        ("Null", 1, 1), ("Null", 4, 4), ("All", 10, 10),
    ]  # fmt: skip


def test_lexer_stops_after_one_expression():
    lexer = Lexer("a + b\nc", 0, TreeBuilder())
    lexer.run()
    assert lexer.pos == 5


@pytest.mark.parametrize("text, value", [
    ("12", Integer(12)), ("2*^3", Integer(2000)), ("2000*^-3", Integer(2)), ("16^^ff", Integer(255)),
    ("2^^1*^3", Integer(8)),
    ("0*^99999999999", Integer(0)), ("1.5", Real(1.5)), (".5", Real(0.5)), ("5.", Real(5.0)), ("1.5*^-3", Real(0.0015)),
    ("2`", Real(2.0)), ("2.5`", Real(2.5)), ("16^^ff.8", Real(255.5)), ("2^^.1", Real(0.5)), ("0.", Real(0.0)),
    ("1.23456789012345678", Real(Fraction(123456789012345678, 10**17), ("p", 17.0915149772))),
    ("0.00000000000000000000001", Real(1e-23)),
    ("1.2345678901234567", Real(1.2345678901234567)),
    ("1.5`20", Real(Fraction(3, 2), ("p", 20.0))), ("1.5`.5", Real(Fraction(3, 2), ("p", 0.5))),
    ("3``5", Real(Fraction(3), ("a", 5.0))), ("3``-5.5", Real(Fraction(3), ("a", -5.5))),
    ("1.25`10*^2", Real(Fraction(125), ("p", 10.0))),
    ("1.*^400", Real(Fraction(10) ** 400, ("p", 15.954589770191003))),
    ("1.*^-400", Real(Fraction(1, 10**400), ("p", 15.954589770191003))),
])  # fmt: skip
def test_numbers(text, value):
    found = parse(text)
    assert found == value and type(found.value) is type(value.value)


def test_long_integers():
    digits = "123456789" * 2000
    assert integer(digits) % 10**9 == 123456789 and len(full_form(parse(digits))) == len(digits)
    assert full_form(parse(f"-{digits}")) == f"-{digits}"
    assert parse("16^^" + "f" * 5000).value == 16**5000 - 1


def test_rational_literal():
    assert parse("5*^-2") == Node(Symbol("Rational"), [Integer(1), Integer(20)])
    assert full_form(parse("-5*^-2")) == "Rational[-1, 20]"


@pytest.mark.parametrize("text, value", [
    (r'"\[Alpha]\:03b2\.e9\|01f600\351"', "αβé😀é"),
    (r'"\:d83d\:de00"', "😀"),
    (r'"\n\t\r\b\f\"\\"', '\n\t\r\b\f"\\'),
    ('"a\\\n   b"', "ab"),
    (r'"\<x\>"', "x"),
    (r'"\!\(\*SubscriptBox[\(p\), \(A\)]\)"', r"\!\(\*SubscriptBox[\(p\), \(A\)]\)"),
    (r'"\!\(\*StyleBox[\"x\", \"TI\"]\)"', r'\!\(\*StyleBox["x", "TI"]\)'),
    (r'"\(x\^2\/\(y\_1\)\)"', r"\(x\^2\/\(y\_1\)\)"),
    ('"(* no comment *)"', "(* no comment *)"),
    ('"two\nlines"', "two\nlines"),
])  # fmt: skip
def test_strings(text, value):
    assert parse(text) == String(value)
    assert parse(full_form(String(value))) == String(value)


@pytest.mark.parametrize("text", [r'"\|ffffff"', r'"\:12"', r'"\q"', r'"\[Foo]"'])
def test_wrong_strings(text):
    with pytest.raises(WLSyntaxError) as caught:
        parse(text)
    assert caught.value.pos == 1


@pytest.mark.parametrize("text, expected", [
    ("a`b`c_d`e", "Pattern[a`b`c, Blank[d`e]]"),
    ("\\[Alpha]`\\[Beta]", "α`β"),
    ("x\\:03b1y", "xαy"),
    ("2π r", "Times[2, Pi, r]"),
    ("90°", "Times[90, Degree]"),
    ("x\\[Rule]y", "Rule[x, y]"),
    ("α→β", "Rule[α, β]"),
    ("αβ_.", "Optional[Pattern[αβ, Blank[]]]"),
    ("_αβ", "Blank[αβ]"),
    ("x_ y_", "Times[Pattern[x, Blank[]], Pattern[y, Blank[]]]"),
    ("x_2", "Times[Pattern[x, Blank[]], 2]"),
    ("x\u00a0y", "Times[x, y]"),
    ("a\\\n  b", "Times[a, b]"),
    ('#"a b" + #1 + ##2', 'Plus[Slot["a b"], Slot[1], SlotSequence[2]]'),
    ("a/.5", "Times[a, Power[0.5, -1]]"),
    ("a/.b", "ReplaceAll[a, b]"),
    ("a =.;b", "CompoundExpression[Unset[a], b]"),
    ("<<|a->b|>>", "List[Association[Rule[a, b]]]"),
    ("a∣b", "Divisible[a, b]"),
    ("a \\[LessTilde] b \\[LessTilde] c", "LessTilde[a, b, c]"),
    ("x \\[Distributed] d \\[Conditioned] c", "Conditioned[Distributed[x, d], c]"),
    ("f\\[InvisibleApplication]x", "f[x]"),
    ("{a\\[InvisibleComma]b}", "List[a, b]"),
])  # fmt: skip
def test_words_and_glyphs(text, expected):
    assert full_form(parse(text)) == expected
