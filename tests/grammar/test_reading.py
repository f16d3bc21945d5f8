"""Whole texts: many expressions, positions, deep and long input, builders."""

import sys

import pytest
from luperca.grammar import Node, Symbol, TreeBuilder, WLSyntaxError, full_form, parse, read_all


def forms(text):
    return [full_form(node) for node, _, _ in read_all(text)]


def test_newlines_end_whole_expressions():
    assert forms("a\n+ b\nc +\nd\n\n(e\n+ f)\ng;\nh;;\ni") == [
        "a", "Plus[b]", "Plus[c, d]", "Plus[e, f]", "CompoundExpression[g, Null]", "Span[h, All]", "i",
    ]  # fmt: skip


def test_newline_in_an_angle_list_is_white_space():
    assert forms("NetChain[<\n  a,\n  b\n>]\nc") == ["NetChain[List[a, b]]", "c"]


def test_windows_line_ends():
    assert forms("a\r\nb (* c\r\n *)\r\n\r\nc +\r\nd\r\n") == ["a", "b", "Plus[c, d]"]
    assert parse('"a\\\r\n   b"').value == "ab"


def test_positions():
    text = "(* x *) a  + b\n\n  f[x]  (* y *)\n"
    assert [text[start:end] for _, start, end in read_all(text)] == ["a  + b", "f[x]"]
    node = parse("x = f[a + bc, {d, e}]")
    assert (node.start, node.end) == (0, 21)
    call = node.args[1]
    assert (call.start, call.end) == (4, 21)
    assert [(arg.start, arg.end) for arg in call.args] == [(6, 12), (14, 20)]


def test_read_all_is_lazy():
    seen = []
    with pytest.raises(WLSyntaxError) as caught:
        for node, _, _ in read_all("a\nb = 1\nf[x}\nd"):
            seen.append(full_form(node))
    assert seen == ["a", "Set[b, 1]"]
    assert caught.value.line == 3


def test_names_are_resolved_expression_by_expression():
    class Watching(TreeBuilder):
        context = "A`"

        def symbol(self, name):
            return Symbol(self.context + name)

    builder = Watching()
    found = []
    for node, _, _ in read_all("x\nx", builder):
        found.append(full_form(node))
        builder.context = "B`"
    assert found == ["A`x", "B`x"]


def test_nothing_is_null():
    assert parse("") == parse(" (* nothing *) ") == Symbol("Null")


def test_information_stands_alone_on_its_line():
    assert forms("?Plus\n??f*\nx") == [
        'Information["Plus", Rule[LongForm, False]]', 'Information["f*", Rule[LongForm, True]]', "x",
    ]  # fmt: skip


# ---- deep and long ---------------------------------------------------------------------------------------------------

N = 10_000
DEEP = {
    "many brackets": "f[" * 100_000 + "x" + "]" * 100_000,
    "many rules": "a->" * 100_000 + "b",
    "brackets": "f[" * N + "x" + "]" * N,
    "braces": "{" * N + "}" * N,
    "number": "{" * N + "1" + "}" * N,
    "parentheses": "(" * N + "x" + ")" * N,
    "parts": "a[[" * N + "1" + "]]" * N,
    "angles": "< " * N + "x" + " >" * N,
    "comments": "(*" * N + "*)" * N + "x",
    "rules": "a->" * N + "b",
    "powers": "a^" * N + "b",
    "minus": "- " * N + "b",
    "not": "!" * (2 * N) + "b",
    "at": "f@" * N + "b",
    "derivatives": "f" + "'" * N,
    "functions": "a" + " &" * N,
    "calls": "f" + "[]" * N,
    "sum": "a+" * N + "b",
    "quotients": "a/" * N + "b",
    "tildes": "a~f~" * N + "b",
    "spans": "a;;" * N + "b",
    "commas": "{" + "," * N + "}",
    "semicolons": "a;" * N,
    "patterns": "x:" * N + "y",
    "mixed": "f[-{a^(" * (N // 10) + "x" + ")}]" * (N // 10),
}


@pytest.mark.parametrize("name", DEEP)
def test_deep(name):
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(300)
    try:
        text = DEEP[name]
        node = parse(text)
        assert len(full_form(node)) > (0 if name in ("parentheses", "comments", "derivatives") else N // 10)
        assert node == parse(text)
    finally:
        sys.setrecursionlimit(limit)


@pytest.mark.parametrize("opener", ["f[", "{", "(", "<|", "< ", "a[[", "(*", "-", "a->"])
def test_deep_and_unfinished(opener):
    with pytest.raises(WLSyntaxError) as caught:
        parse(opener * N)
    assert caught.value.incomplete


def test_names_do_not_backtrack():
    word = "a" * 50_000
    assert full_form(parse(word + "_" + word)).startswith("Pattern[")
    with pytest.raises(WLSyntaxError):
        parse("`".join([word] * 3) + "``")


# ---- a whole package -------------------------------------------------------------------------------------------------

FUNCTION = '''
(* {name}: one of many (* with a nested comment *), "quotes" and ] *)
{name}::usage = "{name}[x, n] gives \\!\\(\\*SubscriptBox[\\(p\\), \\({i}\\)]\\) for \\[Alpha] \\[Element] \\[Rho].\\n\\
It has \\"options\\".";
{name}::arg = "Argument `1` is wrong at position `2`.";
Options[{name}] = {{Method -> Automatic, "Verbose" -> False}};

{name}[x_?NumericQ, n_Integer: {i}, opts : OptionsPattern[]] /; n > 0 :=
  Module[{{y = x^2 + {i}, \\[Beta], list = {{1, 2.5, -3*^2}}}},
    \\[Beta] = If[y >= 1 && ! TrueQ[x == {i}] || n =!= 2,
      Map[#1 + #2[[1, -1]] &, list] // Total,
      (* else *)
      Switch[n, 1 | 2, {{a, b}} = {{b, a}};, _, Null]
    ];
    Private`helper{i}[\\[Beta], <|"key" -> y, k :> list[[2 ;; -1 ;; 2]]|>]
  ]

{name}[args___] := (Message[{name}::arg, {{args}}, 1]; $Failed)
{name} /: Format[{name}[x_]] := HoldForm[x] /. a_. x_ + b_ :> b - a x
Private`helper{i}[a_, b_] := a b /; a \\[NotEqual] b
'''


def test_a_whole_package():
    count = 160
    body = "".join(FUNCTION.format(name=f"function{i}", i=i) for i in range(count))
    begin = '(* ::Package:: *)\n\nBeginPackage["Test`", {"Other`"}]\n'
    text = begin + body + '\nBegin["`Private`"]\nEnd[ ]\nEndPackage[]\n'
    assert text.count("\n") > 3000
    found = list(read_all(text))
    assert len(found) == 7 * count + 4
    assert full_form(found[0][0]) == 'BeginPackage["Test`", List["Other`"]]'
    assert full_form(found[-1][0]) == "EndPackage[]"
    assert full_form(found[7][0]) == "SetDelayed[Private`helper0[Pattern[a, Blank[]], Pattern[b, Blank[]]], " \
        "Condition[Times[a, b], Unequal[a, b]]]"  # fmt: skip
    usage = found[1][0].args[0].args[1].value
    assert usage == 'function0[x, n] gives \\!\\(\\*SubscriptBox[\\(p\\), \\(0\\)]\\) for α ∈ ρ.\nIt has "options".'


# ---- builders --------------------------------------------------------------------------------------------------------


class Lists:
    """Another tree: tuples, with a record of what the reader asks for."""

    def __init__(self):
        self.asked = []

    def symbol(self, name):
        return name

    def integer(self, value):
        return value

    def real(self, value):
        return value

    def string(self, value):
        return ("string", value)

    def rational(self, p, q):
        return ("rational", p, q)

    def marked(self, digits, kind, amount):
        return ("marked", digits, kind, amount)

    def node(self, head, args, start, end):
        return (head, *args)

    def numbers(self, values, shape):
        return ("numbers", values, shape)

    def negate(self, node):
        self.asked.append(node)
        return -node if type(node) in (int, float) else None

    def is_symbol(self, node):
        return type(node) is str


def test_builder_makes_every_node():
    builder = Lists()
    assert parse('f[x_:2, "s"] = a - 3 b', builder) == (
        "Set", ("f", ("Optional", ("Pattern", "x", ("Blank",)), 2), ("string", "s")),
        ("Plus", "a", ("Times", -1, 3, "b")),
    )  # fmt: skip
    assert parse("-5", builder) == -5
    assert builder.asked == [("Times", 3, "b"), 5]
    assert parse("x:y", builder) == ("Pattern", "x", "y")
    assert parse("x[]:y", builder) == ("Optional", ("x",), "y")


def test_numeric_lists_come_flat():
    builder = Lists()
    assert parse("{1, -2,\n 3}", builder) == ("numbers", [1, -2, 3], (3,))
    assert parse("{{1.5, 2.}, {-3.*^2, .5}}[[1]]", builder) == ("Part", ("numbers", [1.5, 2.0, -300.0, 0.5], (2, 2)), 1)
    assert parse("{{{1}}, {{2}}}", builder) == ("numbers", [1, 2], (2, 1, 1))
    assert parse(f"{{{10**30}, 1}}", builder) == ("numbers", [10**30, 1], (2,))
    assert parse("2{3, 4}", builder) == ("Times", 2, ("numbers", [3, 4], (2,)))


@pytest.mark.parametrize("text", [
    "{1, 2.5}", "{{1, 2}, {3}}", "{{1}, 2}", "{1, {2}}", "{}", "{1, x}", "{1, }", "{1.5`20, 1.}", "{2^^11, 1}",
    "{2*^3, 1}",
    "{1.*^999, 2.}", "{1.*^-999, 2.}", "{1.2345678901234567890123, 2.}", "{1, 2 x}", "{1, 2} {", "{- 1, 2}", "{+1, 2}",
    "{{1, 2}, {3, 4}, {5}}", "{{{1}, {2}}, {{3}}}", "{1.., 2}", "{1 2}", f"{{1, {'9' * 5000}}}",
])  # fmt: skip
def test_other_lists_come_one_by_one(text):
    builder = Lists()
    try:
        node = parse(text, builder)
    except WLSyntaxError:
        return
    assert node == ("Times", ("numbers", [1, 2], (2,)), ()) or not (node[0] == "numbers")


@pytest.mark.parametrize("text", ["{1, 2, 3}", "{{1, 2}, {3, 4}}", "{1., -2.5}", "{{{1., 2.}}}", "{-1}", "{ 1 , 2 }"])
def test_both_ways_agree(text):
    slow = text.replace("{", "{(* not the fast way *)")
    assert parse(text) == parse(slow)
    assert type(parse(text)) is Node
