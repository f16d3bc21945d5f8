"""OutputForm: algebra, wrappers, grids, lines; hooks and registration."""

import pytest
from luperca.interpreter import symbols as S
from luperca.interpreter.display import FORMS, form, formatter, output_form, to_text
from luperca.interpreter.display.outputform import OUTPUT_RULES
from luperca.interpreter.expr import Expr, make_list, symbol
from luperca.interpreter.packed import pack

ALGEBRA = {
    "a b c": "a b c",
    "2 x - 3 y": "2 x - 3 y",
    "(a + b) c": "(a + b) c",
    "a/b": "a/b",
    "1/x": "1/x",
    "1/x^2": "1/x^2",
    "-1/x": "-(1/x)",
    "a b/(c d)": "(a b)/(c d)",
    "-a/b": "-(a/b)",
    "x/2": "x/2",
    "x^(1/3)": "x^(1/3)",
    "1/Sqrt[x]": "1/Sqrt[x]",
    "Sqrt[2] x": "Sqrt[2] x",
    "E^(-x)": "E^(-x)",
    "-x^2": "-x^2",
    "(a b)^c": "(a b)^c",
    "1.5*^10 x": "1.5*10^10 x",
    "2 I x": "2 I x",
    "f'[x] + g''[x]": "f'[x] + g''[x]",
    "I Pi": "I Pi",
    "{Infinity, -Infinity}": "{Infinity, -Infinity}",
    "Sin[x]^2": "Sin[x]^2",
}


@pytest.mark.parametrize("text", ALGEBRA)
def test_evaluated_algebra(ask, text):
    assert ask(text, "OutputForm") == ALGEBRA[text]


HELD = {
    "a - (b - c)": "a - (b - c)",
    "a (-b)": "a (-b)",
    "a (-5)": "a (-5)",
    "-(2 x)": "-1 (2 x)",
    "(a/b)/c": "a/b/c",
    "a/(b/c)": "a/(b/c)",
    "2^3": "2^3",
    "Subtract[a, b]": "a - b",
    "Divide[a, b c]": "a/(b*c)".replace("*", " "),
    '{"a", "b c"}': "{a, b c}",
    "<|a -> 1, \"k\" :> b|>": "<|a -> 1, k :> b|>",
    "#1 + #x &": "#1 + #x &",
    "x_Integer": "x_Integer",
    "x:(_ | a)": "x:_ | a",
    "HoldForm[1 + 1]^2": "(1 + 1)^2",
    "Style[a + b, Bold] c": "(a + b) c",
    "a \\[Element] b": "a ∈ b",
    "a && !b": "a && !b",
    "a[[1]]": "a[[1]]",
    "Null": "Null",
    'Row[{1, "a", x}]': "1ax",
    'Row[{1, 2, 3}, ", "]': "1, 2, 3",
    "Row[{}]": "",
    'StringForm["`2` and `1`, ``", x, y]': "y and x, y",
    'StringForm["`3` `.`", x]': "`3` `",
    "TableForm[{{1, 22}, {333, 4}}]": "1     22\n333   4",
    "TableForm[{1, 2}]": "1\n2",
    "{TableForm[{{1, 2}}]}": "{{{1, 2}}}",
    'TableForm[{{1, 2}}, TableHeadings -> {{"r"}, {"a", "b"}}]': "    a   b\nr   1   2",
    "TableForm[{{1}, {3}}, TableAlignments -> Right, TableHeadings -> {None, {yyy}}]": "yyy\n  1\n  3",
    "MatrixForm[{{a, b}, {c, d}}]": "a   b\nc   d",
    "Grid[{{a, bb}, {ccc, d}}]": "a    bb\nccc  d",
    "Column[{a, Column[{b, c}]}]": "a\nb\nc",
    "f[Column[{a, b}]]": "f[{a, b}]",
    "InputForm[{\"a\", 1.5*^10}]": '{"a", 1.5*^10}',
    "FullForm[a + b]": "Plus[a, b]",
    "NumberForm[3.14159, 3]": "3.14",
    "NumberForm[{2., 3.14159}, {6, 3}]": "{2.000, 3.142}",
    "ScientificForm[12345.678]": "1.23457*10^4",
    "EngineeringForm[12345.6]": "12.3456*10^3",
    "AccountingForm[-1.5*^8]": "(150000000.)",
    "PercentForm[0.256]": "25.6%",
    "PaddedForm[7, 3]": "   7",
    "BaseForm[{10, -255}, 16]": "{16^^a, -16^^ff}",
    "BaseForm[0.5, 2]": "2^^0.1",
    "Skeleton[3]": "<<3>>",
    "x^2 + Superscript[a, b]": "x^2 + a^b",
}  # fmt: skip


@pytest.mark.parametrize("text", HELD)
def test_structure_as_it_is(read, text):
    assert output_form(read(text)) == HELD[text]


SHORT = {
    "Shallow[f[g[h[k[l[m]]]]]]": "f[g[h[k[<<1>>]]]]",
    "Shallow[{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}]": "{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, <<2>>}",
    "Shallow[{1, 2, 3}, {4, 2}]": "{1, 2, <<1>>}",
    "Short[{1, 2, 3}]": "{1, 2, 3}",
}


@pytest.mark.parametrize("text", SHORT)
def test_shallow(read, text):
    assert output_form(read(text)) == SHORT[text]


def test_short_keeps_both_ends_of_every_level():
    rows = make_list([make_list([round(i * 12 + j + 0.125, 6) for j in range(12)]) for i in range(12)])
    text = output_form(Expr(S.Short, (make_list([rows]),)))
    assert text == "{{{0.125, 1.125, <<8>>, 10.125, 11.125}, <<10>>, {132.125, <<10>>, 143.125}}}"
    text = output_form(Expr(S.Short, (pack(list(range(1000))), 2)))
    assert text.startswith("{0, 1, 2,") and text.endswith("998, 999}") and "<<" in text and 120 < len(text) <= 144
    assert output_form(Expr(S.Short, ("x" * 500,))).startswith("xxx")
    assert len(output_form(Expr(S.Short, (7**5000,)))) < 100
    shown = text.split("<<")
    left, right = shown[0].count(","), shown[1].split(">>")[1].count(",")
    assert left + right + int(shown[1].split(">>")[0]) == 1000


def test_lines_are_broken_after_commas_and_operators(read):
    text = output_form(make_list(range(100)), width=40)
    lines = text.split("\n")
    assert len(lines) > 5 and max(map(len, lines)) <= 40
    assert all(line.startswith("  ") for line in lines[1:]) and all(line.endswith(",") for line in lines[:-1])
    assert " ".join(line.strip() for line in lines) == output_form(make_list(range(100)))
    long = read("aaaaaaaaaaaaaaaaaaaa + bbbbbbbbbbbbbbbbbbbbbbbbb")
    assert output_form(long, width=30) == "aaaaaaaaaaaaaaaaaaaa +\n  bbbbbbbbbbbbbbbbbbbbbbbbb"
    assert output_form("one string\nis not broken " + "x" * 90, width=40) == "one string\nis not broken " + "x" * 90


def test_format_rules_come_through_the_hook(read):
    def hook(e):
        return "<G>" if isinstance(e, Expr) and e.head is symbol("Global`g") else None

    assert output_form(read("{g[1], f[g[2]], g}"), hook=hook) == "{<G>, f[<G>], g}"


def test_a_format_rule_that_answers_with_itself_ends(read):
    g = symbol("Global`g")

    def hook(e):
        return Expr(S.List, (Expr(g, (1,)),)) if isinstance(e, Expr) and e.head is g else None

    assert output_form(read("g[1]"), hook=hook).startswith("{{{{")


def test_formatters_are_registered():
    @formatter("ShownByTest")
    def show(e, page):
        return f"Shown[\n  {len(e)}\n]" if page.blocks else f"Shown[<{len(e)}>]"

    try:
        e = Expr(S.ShownByTest, (1, 2))
        assert output_form(e) == "Shown[\n  2\n]"
        assert output_form(make_list([e, e])) == "{Shown[<2>], Shown[<2>]}"
        assert output_form(Expr(S.Style, (e, S.Red))) == "Shown[\n  2\n]"
        assert to_text(e, "InputForm") == "ShownByTest[1, 2]"
    finally:
        del OUTPUT_RULES[S.ShownByTest]


def test_forms_by_name():
    e = make_list(["a", 1.5])
    assert to_text(e) == "{a, 1.5}"
    assert to_text(e, "InputForm") == '{"a", 1.5}'
    assert to_text(e, "FullForm") == 'List["a", 1.5]'
    assert to_text(e, "TableForm") == "a\n1.5"
    assert to_text(e, "NoSuchForm") == "{a, 1.5}"

    @form("TestForm")
    def shout(e, width, visible, hook):
        return output_form(e).upper()

    try:
        assert to_text(e, "TestForm") == "{A, 1.5}"
    finally:
        del FORMS["TestForm"]


def test_packed_lists_are_broken_into_lines_too():
    from luperca.interpreter.display import to_text
    from luperca.interpreter.packed import pack

    lines = to_text(pack(list(range(100, 160))), width=40).splitlines()
    assert len(lines) > 6
    assert max(map(len, lines)) <= 40
