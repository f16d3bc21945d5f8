"""InputForm: its exact and its readable variant, names, strings."""

import pytest
from luperca.interpreter import symbols as S
from luperca.interpreter.associations import association
from luperca.interpreter.display import full_form, input_form
from luperca.interpreter.expr import Expr, symbol
from luperca.interpreter.numerics.numbers import Complex, Rational
from luperca.interpreter.packed import pack

EXACT = [
    "a + b*c", "(a + b)*c", "a - b", "a - (b - c)", "-a", "-(-a)", "(-1)^2", "2^(-1)", "-x^2", "(-x)^2", "a^b^c",
    "(a^b)^c", "a/b", "a/(b*c)", "a*b/c", "a . b", "(a . b) . c", "a -> b :> c", "(a -> b) -> c", "f[x][y]",
    "(-1)[x]", "(a + b)[x]", "f'[x]", "f''", "(a b)'" .replace("a b", "a*b"), "#1^2 &", "(#1 &)[x]", "(#1 &) /@ x",
    "f /@ g /@ x", "a = b = c", "a; b;", "(a; b) + c", "{a; b, c}", "x_", "x__Integer", "x:a | b", "x_:0", "x_.",
    "x_?f", "_?(#1 > 2 &)", "x_ /; x > 2", "x_ ..", "a && (b || c)", "!a", "!(a && b)", "a < b < c", "a < b <= c",
    "(a < b) < c", "a == b", "a =!= b", "a[[1, 2]]", "a[b[[1]]]", "f[]", "f[Null]", "1 ;; 2", "1 ;; All ;; 2", "a!",
    "(a!)!", "a!!", "a++", "++a", "- --a", "a::usage", "x /: f[x] = 1", "x /: f[x] =.", "<|a -> 1, b :> 2|>", "#name",
    "##2", "a /. b -> c", "a <> b", "a ~~ b", "f @* g", "a <-> b", "Function[x, x]", "Element[a, b]", "a ** b",
]  # fmt: skip


@pytest.mark.parametrize("text", EXACT)
def test_minimal_parentheses(read, text):
    assert input_form(read(text)) == text


READABLE = {
    "a - 2 b": "a - 2*b",
    "a b/c": "(a*b)/c",
    "x/2": "x/2",
    "-x/2": "-(x/2)",
    "3 x/4": "(3*x)/4",
    "a/(b c)": "a/(b*c)",
    "1/x": "x^(-1)",
    "2/x": "2/x",
    "Sqrt[x]": "Sqrt[x]",
    "y/Sqrt[x]": "y/Sqrt[x]",
    "Infinity": "Infinity",
    "{-Infinity, ComplexInfinity}": "{-Infinity, ComplexInfinity}",
    "2 I x": "2*I*x",
    "(1 + 2 I) x": "(1 + 2*I)*x",
    "E^-x": "E^(-x)",
    "1.5 x - 2.5": "-2.5 + 1.5*x",
}


@pytest.mark.parametrize("text", READABLE)
def test_readable_form_evaluates_back(ask, text):
    shown = ask(text)
    assert shown == READABLE[text]
    assert ask(shown) == shown
    assert ask(f"SameQ[{shown}, {text}]") == "True"


def test_numbers_that_are_atoms():
    half = Rational(1, 2)
    assert input_form(half) == "1/2"
    assert full_form(half) == "Rational[1, 2]"
    assert input_form(Expr(S.Power, (half, half))) == "(1/2)^(1/2)"
    assert input_form(Complex(1, -2)) == "1 - 2*I"
    assert input_form(Complex(0, 1)) == "I"
    assert input_form(Complex(0, -1)) == "-I"
    assert input_form(Complex(0.0, 2)) == "0. + 2*I"
    assert full_form(Complex(1, half)) == "Complex[1, Rational[1, 2]]"


def test_strings():
    assert input_form('a"b\\c\n\t') == '"a\\"b\\\\c\\n\\t"'
    assert input_form("día → \U0001f600") == '"día → \U0001f600"'
    assert input_form("\x00\x7f\ud800") == '"\\:0000\\:007f\\:d800"'


def test_names_are_relative_to_what_is_visible():
    own = symbol("pkg`x")
    assert input_form(own) == "pkg`x"
    assert input_form(Expr(own, (own,)), lambda s: s.name) == "x[x]"
    assert input_form(Expr(S.Pattern, (own, Expr(S.Blank, (own,))))) == "pkg`x_pkg`x"


def test_other_nodes():
    assert input_form(association([("a", 1), (2, "b")])) == '<|"a" -> 1, 2 -> "b"|>'
    assert full_form(association([("a", 1)])) == 'Association[Rule["a", 1]]'
    assert input_form(pack(list(range(20)))) == "{" + ", ".join(map(str, range(20))) + "}"
    assert full_form(pack([0.5] * 16)) == "List[" + ", ".join(["0.5"] * 16) + "]"
    assert repr(Expr(S.Plus, (1, 2))) == "Plus[1, 2]"
