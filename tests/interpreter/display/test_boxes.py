"""Boxes of expressions, what they mean when they are read, and how they look in text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.expr import Expr, Symbol, same, symbol
from luperca.interpreter.numerics.numbers import rational
from luperca.interpreter.session import Session


@pytest.mark.parametrize(
    ("text", "boxes"),
    [
        ("x^2/3", 'FractionBox[SuperscriptBox["x", "2"], "3"]'),
        ("a - b", 'RowBox[{"a", "-", "b"}]'),
        ("-x", 'RowBox[{"-", "x"}]'),
        ("2 x", 'RowBox[{"2", " ", "x"}]'),
        ("-2 x", 'RowBox[{RowBox[{"-", "2"}], " ", "x"}]'),
        ("-x/2", 'RowBox[{"-", FractionBox["x", "2"]}]'),
        ("1/2", 'FractionBox["1", "2"]'),
        ("-1/2", 'RowBox[{"-", FractionBox["1", "2"]}]'),
        ("Sqrt[x]", 'SqrtBox["x"]'),
        ("x^(1/3)", 'SuperscriptBox["x", RowBox[{"1", "/", "3"}]]'),
        ("1/Sqrt[x]", 'FractionBox["1", SqrtBox["x"]]'),
        ("(a + b) c", 'RowBox[{RowBox[{"(", RowBox[{"a", "+", "b"}], ")"}], " ", "c"}]'),
        ("f[]", 'RowBox[{"f", "[", "]"}]'),
        ("f[x]", 'RowBox[{"f", "[", "x", "]"}]'),
        ("f[x, y]", 'RowBox[{"f", "[", RowBox[{"x", ",", "y"}], "]"}]'),
        ("{a, b}", 'RowBox[{"{", RowBox[{"a", ",", "b"}], "}"}]'),
        ("{}", 'RowBox[{"{", "}"}]'),
        ("a -> b", r'RowBox[{"a", "\[Rule]", "b"}]'),
        ("E^x", r'SuperscriptBox["\[ExponentialE]", "x"]'),
        ("1 + 2 I", r'RowBox[{"1", "+", RowBox[{"2", " ", "\[ImaginaryI]"}]}]'),
        ('"a b"', r'"\"a b\""'),
        ("1.5", '"1.5`"'),
        ("-3", 'RowBox[{"-", "3"}]'),
        ("#1 &", 'RowBox[{"#1", "&"}]'),
        ("f'[x]", 'RowBox[{SuperscriptBox["f", "′", MultilineFunction -> None], "[", "x", "]"}]'),
        ("Subscript[a, 1]", 'SubscriptBox["a", "1"]'),
        ("Subscript[a, 1]^2", 'SubsuperscriptBox["a", "1", "2"]'),
        ("Subscript[a, 1, 2]", 'SubscriptBox["a", RowBox[{"1", ",", "2"}]]'),
        ("HoldForm[1 + 1]", 'TagBox[RowBox[{"1", "+", "1"}], HoldForm]'),
        ("Row[{a, b}]", 'TemplateBox[{"a", "b"}, "RowDefault"]'),
        ("Interpretation[a, 1 + 1]", 'InterpretationBox["a", 1 + 1]'),
        ("Graphics[{Disk[{0, 0}]}]", "GraphicsBox[{DiskBox[{0, 0}]}]"),
        ("DisplayForm[SqrtBox[x]]", "TagBox[SqrtBox[x], DisplayForm]"),
        ("RawBoxes[SqrtBox[x]]", "SqrtBox[x]"),
        ('Infix[{a, b + c}, "~", 320]', 'RowBox[{"a", "~", RowBox[{"(", RowBox[{"b", "+", "c"}], ")"}]}]'),
        ("HoldForm[Integrate[x, x]]",
         r'TagBox[RowBox[{"∫", RowBox[{"x", RowBox[{"\[DifferentialD]", "x"}]}]}], HoldForm]'),
        ("HoldForm[Sum[i, {i, n}]]",
         'TagBox[RowBox[{UnderoverscriptBox["∑", RowBox[{"i", "=", "1"}], "n"], "i"}], HoldForm]'),
    ],
)  # fmt: skip
def test_standard_form(ask, text, boxes):
    assert ask(f"ToBoxes[{text}]") == boxes


@pytest.mark.parametrize(
    ("text", "boxes"),
    [
        ("x", '"x"'),
        ("f[x]", 'RowBox[{"f", "(", "x", ")"}]'),
        ("1 + x^2 + x", 'RowBox[{SuperscriptBox["x", "2"], "+", "x", "+", "1"}]'),
        ("Sin[x]^2", 'RowBox[{SuperscriptBox["sin", "2"], "(", "x", ")"}]'),
        ("ArcSin[x]", 'RowBox[{SuperscriptBox["sin", RowBox[{"-", "1"}]], "(", "x", ")"}]'),
        ("a == b", r'RowBox[{"a", "\[LongEqual]", "b"}]'),
        ("Abs[x]", 'TemplateBox[{"x"}, "Abs"]'),
        (
            "{{1, 2}, {3, 4}}",
            r'RowBox[{"(", "\[NoBreak]", GridBox[{{"1", "2"}, {"3", "4"}}], "\[NoBreak]", ")"}]',
        ),
    ],
)
def test_traditional_form(ask, text, boxes):
    assert ask(f"ToBoxes[{text}, TraditionalForm]") == f"FormBox[{boxes}, TraditionalForm]"


SESSION = Session()
leaves = st.sampled_from([symbol(f"Global`{n}") for n in ("a", "b", "x", "f", "g")] + [symbol("System`Pi")])
numbers = (
    st.integers(-20, 20)
    | st.builds(rational, st.integers(-9, 9), st.integers(1, 9))
    | st.floats(-100, 100).map(lambda x: x + 0.0)
)
atoms = leaves | numbers | st.text(max_size=5)
HEADS = (
    "Plus Plus Times Times Power Power List Rule RuleDelayed Equal Less And Or Not Function Slot Dot Factorial Sin "
    "Subscript SuperDagger SubPlus Overscript OverBar Hold HoldForm Association Row Grid Column Style Framed "
    "Tooltip MatrixForm Pattern Blank Alternatives Condition Part Span Derivative Log Abs StringJoin MapApply "
    "Element NumberForm InputForm Sqrt Complex CompoundExpression MessageName"
).split()
heads = st.sampled_from([symbol(f"System`{n}") for n in HEADS] + [symbol("Global`f"), symbol("Global`g")])
expressions = st.recursive(
    atoms, lambda inner: st.builds(Expr, heads, st.lists(inner, max_size=3).map(tuple)), max_leaves=10
)


def call(name, *args):
    return Expr(symbol(f"System`{name}"), args)


ARITHMETIC = [symbol(f"System`{n}") for n in ("Plus", "Times", "Power", "Complex")]


def settled(e):
    """Numbers that are held as operations, such as 1/2, put together, and sums in one order."""
    if not isinstance(e, Expr):
        return e
    e = Expr(settled(e.head), tuple(map(settled, e.args)))
    if e.head is symbol("System`Plus"):
        e = Expr(e.head, tuple(sorted(e.args, key=str)))
    number = e.head in ARITHMETIC and not any(isinstance(x, Expr | str | Symbol) for x in e.args)
    return SESSION.evaluate_quietly(e) if number else e


@pytest.mark.parametrize("form", ["StandardForm", "TraditionalForm"])
@settings(max_examples=400, deadline=None, derandomize=True)
@given(e=expressions)
def test_boxes_read_back(form, e):
    made = SESSION.evaluate_quietly(call("MakeBoxes", e, symbol(f"System`{form}")))
    back = SESSION.evaluate_quietly(call("MakeExpression", made, symbol(f"System`{form}")))
    assert back.head is symbol("System`HoldComplete"), (e, made)
    # what is written may differ, what it comes to may not
    value = SESSION.evaluate_quietly(e)
    again = SESSION.evaluate_quietly(back.args[0])
    assert same(settled(value), settled(again)), (e, made)


@pytest.mark.parametrize(
    ("boxes", "value"),
    [
        ('RowBox[{"1", "+", "1"}]', "2"),
        ('FractionBox["6", "3"]', "2"),
        ('SuperscriptBox[RowBox[{"(", RowBox[{"1", "+", "1"}], ")"}], "3"]', "8"),
        ('RadicalBox["8", "3"]', "2"),
        ('GridBox[{{"1", "2"}, {"3", "4"}}]', "{{1, 2}, {3, 4}}"),
        ('RowBox[{"a", "b"}]', "a*b"),
        ('StyleBox["x", Bold]', "x"),
        ('TagBox["x", HoldForm]', "HoldForm[x]"),
        ('FormBox[RowBox[{"f", "(", "x", ")"}], TraditionalForm]', "f[x]"),
        ('FormBox[RowBox[{"f", "(", "x", ")", "-", "g", "(", "y", ")"}], TraditionalForm]', "f[x] - g[y]"),
        ('TemplateBox[{"x", "y"}, "any", InterpretationFunction -> (RowBox[{#1, "+", #2}] &)]', "x + y"),
        ('OverscriptBox["x", "^"]', "OverHat[x]"),
        ('Cell[BoxData[RowBox[{"2", " ", "3"}]], "Input"]', "6"),
        ('RowBox[{"2", SqrtBox["9"]}]', "6"),
    ],
)
def test_reading(ask, boxes, value):
    assert ask(f"ToExpression[{boxes}]") == value


@pytest.mark.parametrize(
    ("boxes", "text"),
    [
        ('FractionBox["a", RowBox[{"b", "+", "c"}]]', "a/(b + c)"),
        ('SuperscriptBox["x", "2"]', "x^2"),
        ('SubsuperscriptBox["x", "1", "2"]', "x_1^2"),
        ('RowBox[{"f", "[", RowBox[{"x", ",", "y"}], "]"}]', "f[x, y]"),
        (r'RowBox[{"a", "\[Rule]", "\"b\""}]', "a -> b"),
        ('GridBox[{{"a", "bbb"}, {"cc", "d"}}]', "a   bbb\ncc  d"),
        ('StyleBox[FrameBox["x"], Bold]', "x"),
        ('"1.25`"', "1.25"),
        ('SuperscriptBox["f", "′"]', "f'"),
        ('TemplateBox[{"x", "y"}, "any", DisplayFunction -> (RowBox[{#2, "+", #1}] &)]', "y + x"),
    ],
)
def test_text_of_boxes(ask, boxes, text):
    assert ask(f"DisplayForm[{boxes}]", "OutputForm") == text


@pytest.mark.parametrize("form", ["StandardForm", "TraditionalForm"])
@pytest.mark.parametrize(
    "text",
    ["Integrate[f[x], x]", "Integrate[a + x, {x, 0, b}]", "Sum[i^2, {i, 1, n}]", "Product[i + 1, {i, 2, k}]",
     "D[x^2*y, x]", "D[f[x], {x, 2}]", "Transpose[A] . ConjugateTranspose[B]", "Conjugate[z]^2",
     "2*Sum[a, {i, 1, 2}] + b", "Integrate[Integrate[x*y, x], {y, 0, 1}]",
     "Sum[Sum[i*j, {i, 1, j}], {j, 1, n}]"],
)  # fmt: skip
def test_signs_read_back(ask, form, text):
    assert ask(f"MakeExpression[MakeBoxes[{text}, {form}], {form}]") == f"HoldComplete[{text}]"


@pytest.mark.parametrize(
    ("boxes", "code"),
    [
        ('RowBox[{"a", "[", RowBox[{"[", RowBox[{"1", ",", "2"}], "]"}], "]"}]', "a[[1, 2]]"),
        ('RowBox[{"1.5", "*^", RowBox[{"-", "6"}]}]', "1.5*^-6"),
        ('RowBox[{"a", " ", "1.5", "*^", "6"}]', "a*1.5*^6"),
        ('RowBox[{"f", "::", "tag"}]', "f::tag"),
        ('RowBox[{RowBox[{"f", "\'"}], "[", "x", "]"}]', "f'[x]"),
        ('RowBox[{RowBox[{"(*", RowBox[{"a", ",", "b"}], "*)"}], RowBox[{"n", "!"}]}]', "n!"),
        ('RowBox[{"f", "[", RowBox[{"x_", ",", RowBox[{"y_:", "3"}]}], "]"}]', "f[x_, y_:3]"),
        ('RowBox[{"a", ".", "1"}]', "a . 1"),
        (r'RowBox[{"{", "}"}]', "{}"),
        (r'RowBox[{"Module", "[", RowBox[{"{", "}"}], ",", "\[IndentingNewLine]", RowBox[{"a", ";", "b"}], "]"}]',
         "Module[{}, a; b]"),
        (r'SuperscriptBox["A", "\[Transpose]"]', "Transpose[A]"),
        (r'SuperscriptBox["A", "\[Dagger]"]', "SuperDagger[A]"),
        ('SuperscriptBox["x", "*"]', "SuperStar[x]"),
        (r'SubscriptBox["x", RowBox[{"\[LeftDoubleBracket]", "1", "\[RightDoubleBracket]"}]]', "x[[1]]"),
    ],
)  # fmt: skip
def test_boxes_as_front_ends_make_them(ask, boxes, code):
    assert ask(f"MakeExpression[{boxes}]") == f"HoldComplete[{code}]"


def test_integrals_as_they_are_typed(ask):
    boxes = r'RowBox[{"\[Integral]", RowBox[{RowBox[{"3", "x"}], "\[DifferentialD]", "x"}]}]'
    assert ask(f"MakeExpression[{boxes}]") == "HoldComplete[Integrate[3*x, x]]"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("f(x)", "f[x]"),
        ("sin(x) + g(f(2), 3)", "Sin[x] + g[f[2], 3]"),
        ("2 (x + 1)", "2*(x + 1)"),
        ('f("a(b)")', 'f["a(b)"]'),
    ],
)
def test_traditional_text(ask, text, code):
    quoted = text.replace('"', '\\"')
    assert ask(f'ToExpression["{quoted}", TraditionalForm, Hold]') == f"Hold[{code}]"


def test_what_cannot_be_read(ask):
    assert ask(r'ToExpression["\\sqrt{x}", TeXForm]') == "$Failed"
    assert ask.messages == ["ToExpression::fmtval"]
    assert ask("ToExpression[NoSuchBox[1]]") == "$Failed"
    assert ask.messages == ["ToExpression::notstrbox"]
    assert ask('MakeExpression[RowBox[{"a", "+"}], StandardForm]') == 'ErrorBox[RowBox[{"a", "+"}]]'


@pytest.mark.parametrize(
    "boxes", ['FractionBox["1"]', 'SuperscriptBox["1"]', "TagBox[]", "InterpretationBox[]", "RowBox[]"]
)
def test_boxes_with_too_little_in_them(ask, boxes):
    assert ask(f"ToExpression[{boxes}]") == "$Failed"
    assert ask.messages == ["ToExpression::notstrbox"]
    assert ask(f"DisplayForm[{boxes}]", "OutputForm")


def test_code_of_several_lines(ask):
    lines = r'BoxData[{RowBox[{"a", "=", "1"}], "\[IndentingNewLine]", RowBox[{"b", "=", RowBox[{"a", "+", "1"}]}]}]'
    assert ask(f"ToExpression[{lines}]") == "2"
    assert ask("{a, b}") == "{1, 2}"
    assert ask(f"MakeExpression[{lines}]") == "HoldComplete[a = 1, b = a + 1]"
    assert ask("ToExpression[RowBox[{}]]") == "Null"


def test_boxes_within_expressions(ask):
    assert ask('DisplayForm[{SqrtBox["x"], f[FractionBox["1", "y"]], 2}]', "OutputForm") == "{Sqrt[x], f[1/y], 2}"
    assert ask('{SqrtBox["x"]}', "OutputForm") == "{SqrtBox[x]}"


def test_held_until_it_is_asked_for(ask):
    assert ask("x = 5; MakeBoxes[x + 1, StandardForm]") == 'RowBox[{"x", "+", "1"}]'
    assert ask("ToBoxes[x + 1]") == '"6"'
    assert ask("MakeExpression[MakeBoxes[x + 1]]") == "HoldComplete[x + 1]"


def test_depth(ask):
    assert ask("ByteCount[ToBoxes[Nest[f, x, 400]]] > 0") == "True"
