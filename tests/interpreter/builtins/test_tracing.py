"""Trace and its kin: what is recorded, and that values and the evaluator stay what they are."""

import pytest
from luperca import Session

FIB = "fib[n_] := fib[n - 1] + fib[n - 2]; fib[0] = fib[1] = 1; "


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Trace[2^3 + 4]", "{{2^3, 8}, 8 + 4, 12}"),
        ("Trace[1 + 2]", "{1 + 2, 3}"),
        ("a = 3; Trace[a + 1]", "{{a, 3}, 3 + 1, 4}"),
        ("a := b; b = 5; Trace[a]", "{a, b, 5}"),
        ("f[x_] := x^2; Trace[f[1 + 2]]", "{{1 + 2, 3}, f[3], 3^2, 9}"),
        ("Trace[q[1]]", "{}"),
        ("Trace[q[1 + 1]]", "{{1 + 1, 2}, q[2]}"),
        ("Trace[5]", "{}"),
        ("Trace[If[1 < 2, a, b]]", "{{1 < 2, True}, If[True, a, b], a}"),
        ("Trace[x = 1; x + 1]", "{x = 1; x + 1, {x = 1, 1}, {{x, 1}, 1 + 1, 2}, 2}"),
        ("Trace[y + x]", "{y + x, x + y}"),
        ("Trace[{1, 2} + 1]", "{{1, 2} + 1, {1 + 1, 2 + 1}, {1 + 1, 2}, {2 + 1, 3}, {2, 3}}"),
        ("Trace[# + 1 &[2]]", "{(#1 + 1 &)[2], 2 + 1, 3}"),
        ("g[a_][b_] := a b; Trace[g[2][3]]", "{g[2][3], 2 3, 6}"),
        ("h = u; u[x_] := x; Trace[h[1]]", "{{h, u}, u[1], 1}"),
        ("h[x_] := 1 /; x > 2; Trace[h[3]]", "{h[3], {3 > 2, True}, 1}"),
        ("k /: m[k] = 7; Trace[m[k]]", "{m[k], 7}"),
        (FIB + "Trace[fib[3], fib[_]]", "{fib[3], {fib[2], {fib[1]}, {fib[0]}}, {fib[1]}}"),
        (FIB + "Trace[fib[3], fib]", "{fib[3], {fib[2], {fib[1]}, {fib[0]}}, {fib[1]}}"),
        (FIB + "Trace[fib[3], fib[_], TraceOriginal -> True]",
         "{fib[3], {fib[3 - 1], fib[2], {fib[2 - 1], fib[1]}, {fib[2 - 2], fib[0]}}, {fib[3 - 2], fib[1]}}"),
        (FIB + "Trace[fib[2], fib[_], TraceForward -> True]", "{fib[2], {fib[1], 1}, {fib[0], 1}, 2}"),
        (FIB + "Trace[fib[2], fib[_], TraceDepth -> 1]", "{fib[2]}"),
        (FIB + "Trace[fib[2], 2, TraceBackward -> All]", "{fib[2], fib[2 - 1] + fib[2 - 2], 1 + 1, 2}"),
        (FIB + "Trace[fib[3], fib[_], TraceOff -> fib[2]]", "{fib[3], {fib[2]}, {fib[1]}}"),
        (FIB + "Do[fib[9], {100}]; Length[Flatten[Trace[fib[5], fib[0]]]]", "3"),
        ("Catch[Trace[Throw[1]]]", "1"),
        ("l = {}; TraceScan[AppendTo[l, #] &, 2^3 + 4, _Plus, AppendTo[l, #] &]; l", "{2^3 + 4, 8 + 4, 12}"),
        ("f2[g2[Stack[]]]", "f2[g2[{f2, g2}]]"),
        ("f2[StackBegin[g2[Stack[]]]]", "f2[g2[{g2}]]"),
        ("f2[StackInhibit[g2[Stack[]]]]", "f2[g2[{f2}]]"),
        ("Last[Trace[f2[Stack[]]]]", "f2[{Last, Trace, f2}]"),
    ],
)  # fmt: skip
def test_values(text, result):
    found = Session().evaluate_wrap(text)
    assert (found.text, found.messages_name, found.output) == (result, [], [])


@pytest.mark.parametrize(
    "text",
    [
        "Table[Prime[i] + j, {i, 3}, {j, i}]",
        "Module[{s = 0}, Do[If[i == 4, Break[]]; s += i, {i, 9}]; s]",
        "Fold[#1 + #2^2 &, 0, Range[20]]",
        "f[Sequence[1, 2], Nothing, {Nothing, 3}, Unevaluated[1 + 1]]",
        "NestWhile[# / 2 &, 64, EvenQ]",
        "Block[{x = 2}, x^3 + D[Sin[y] x, y]]",
        "{1, 2, 3} . {4, 5, 6} + Total[Range[100]]",
        "Sort[{3, 1, 2}, Greater] /. 2 -> z",
        'SortBy[{"b", "a"}, Identity] // Map[StringLength]',
        '<|"a" -> 1 + 1, "b" -> <|"c" -> 2 + 2|>|>["b"]',
        "With[{v = RandomReal[1, 100]}, Length[v + 1]]",
        "g[n_] := If[n < 1, 0, 1 + g[n - 1]]; g[400]",
        "Function[{x}, x + 1, Listable][{1, 2}]",
        "Attributes[o] = {Orderless, Flat, OneIdentity}; o[c, o[b, a]]",
    ],
)
def test_a_watched_evaluation_gives_what_it_gives_unwatched(text):
    plain = Session().evaluate_wrap(text)
    *before, last = text.split("; ") if not text.startswith("Module") else [text]
    watched = Session().evaluate_wrap("; ".join([*before, f"TraceScan[Identity, {last}]"]))
    assert (watched.input_form, watched.messages_name) == (plain.input_form, plain.messages_name)


def test_printing():
    found = Session().evaluate_wrap("TracePrint[1 + 2 3]")
    assert found.output == [" 1 + 2 3", "  Plus", "  1", "  2 3", "   Times", "   2", "   3", "  6", " 1 + 6", " 7"]
    found = Session().evaluate_wrap(FIB + "TracePrint[fib[2], fib[_Integer]]")
    assert (found.text, found.output) == ("2", [" fib[2]", "  fib[1]", "  fib[0]"])


def test_reports():
    session = Session()
    shown = []
    session.core.on_message(lambda m: shown.append(str(m)))
    session.evaluate("f[0] = 0; f[n_] := f[n - 1]; On[f]")
    session.evaluate("f[5]; On[f::tag]")
    assert shown == [f"f::trace: f[{n}] --> f[{n} - 1]." for n in (5, 4, 3, 2, 1)] + ["f::trace: f[0] --> 0."]
    shown.clear()
    session.evaluate("Off[f]")
    session.evaluate("f[3]")
    assert shown == []
    session.evaluate("On[]")
    session.evaluate("2 + 2")
    session.evaluate("Off[]")
    session.evaluate("2 + 2")
    assert shown == ["Plus::trace: 2 + 2 --> 4.", "Off::trace: Off[] --> Null."]


def test_nothing_is_left_behind():
    session = Session()
    evaluator = session.core.evaluator
    before = set(evaluator.__dict__)
    session.evaluate("Quiet[Trace[Abort[]]]")
    session.evaluate("Trace[Trace[1 + 1]]; On[f]; Off[f]")
    assert set(evaluator.__dict__) == before
    assert evaluator.reduce.__func__ is type(evaluator).reduce
