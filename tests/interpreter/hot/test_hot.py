"""Code for what runs often gives what evaluation gives without it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter import hot
from luperca.interpreter.session import Session


def outcome(text, threshold, monkeypatch):
    """What inputs give, one a line, and their messages, where code is made after so many uses."""
    monkeypatch.setattr(hot, "HOT", threshold)
    session = Session(debug=True)
    found = []
    for item in session.read(text):
        result = session.evaluate_input(item)
        # how often something is said of an expression depends on whether it is known to be in normal form
        said = sorted({m.name for m in result.messages} - {"General::stop"})
        found.append((session.text(result.expr, "InputForm"), said))
    return found


def alike(text, monkeypatch):
    """The last result, which is the same with and without code."""
    plain, soon, later = (outcome(text, n, monkeypatch) for n in (10**9, 1, 7))
    assert plain == soon == later, text
    return plain[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # numbers that do not stay machine integers
        ("Fold[#1 #2 &, 1, Range[30]]", "265252859812191058636308480000000"),
        ("Map[#/2 + 1 &, Range[40]][[-3 ;;]]", "{20, 41/2, 21}"),
        ("Total[Map[#^2 - 0.5 &, N[Range[50]]]]", "42900."),
        ("Map[# + x &, Range[40]][[40]]", "40 + x"),
        ("NestList[10.^100 # &, 1., 40][[-1]] > 10^3999", "True"),
        ("Map[Mod[#, 3] &, {7, -7, 7.5, x, 1/2}]", "{1, 2, 1.5, Mod[x, 3], 1/2}"),
        ("Table[Mod[7, i - 20], {i, 40}][[20]]", "Indeterminate"),
        ("Table[If[i > y, 1, 2], {i, 40}][[1]]", "If[1 > y, 1, 2]"),
        ("Map[EvenQ, Range[40]]; Map[If[EvenQ[#], a, b] &, {1, 2, 2., z}]", "{b, a, b, b}"),
        ("Table[i > 3 && y, {i, 40}][[{1, 40}]]", "{False, y}"),
        ("Table[y || i > 3, {i, 40}][[{1, 40}]]", "{y, True}"),
        ("Table[! (i > y), {i, 40}][[1]]", "1 <= y"),
        ("Table[Which[i > 30, a, i > 20, b, True, c], {i, 40}][[{1, 25, 40}]]", "{c, b, a}"),
        ("Table[Which[i > 50, a], {i, 40}][[{1}]]", "{Null}"),
        ("Table[Which[y, 1, i > 3, 2], {i, 40}][[1]]", "Which[y, 1, i > 3, 2]"),
        # builtins called at once, strings
        ('Table[ToString[i], {i, 40}][[-1]] <> ToString[10^30] <> ToString[x]', '"401000000000000000000000000000000x"'),
        ('Table["a" <> ToString[i] <> If[i > 39, "b", ""], {i, 40}][[{1, 40}]]', '{"a1", "a40b"}'),
        ('Table[i <> "a", {i, {"x", y, "z"}}]', '{"xa", y <> "a", "za"}'),
        ('Total[Table[StringLength[ToString[2^i]], {i, 80}]]', "1016"),
        ('Map[StringReverse[StringTake[#, 2]] &, Table["abc", 40]][[40]]', '"ba"'),
        ("Map[Max[#, 20] &, Range[40]][[{1, 40}]]", "{20, 40}"),
        ("Map[Sin, Range[40]][[3]]; Map[Sqrt[#] + 1 &, {1, 4, x, {9, 16}}]", "{2, 3, 1 + Sqrt[x], {4, 5}}"),
        ("Map[First[#] &, {{1, 2}, f[3], <|a -> 4|>}]", "{1, 3, 4}"),
        ("Map[Reverse[#] &, {{1, 2}, {Sequence @@ {3}, 4}}]", "{{2, 1}, {4, 3}}"),
        ("g /: Length[g] = 7; Map[Length[#] &, {{1, 2}, g, {}}]", "{2, 7, 0}"),
        ("Unprotect[Length]; Length[zz] = 3; Map[Length[#] &, {{1}, zz}]", "{1, 3}"),
        ("Table[PrimeQ[i], {i, 40}]; Unprotect[PrimeQ]; PrimeQ[4] := maybe; Table[PrimeQ[i], {i, 4}][[4]]", "maybe"),
        # functions that remember
        (
            "m[0] = 0; m[1] = 1; m[n_] := m[n] = m[n - 1] + m[n - 2]; {m[60], Length[DownValues[m]]}",
            "{1548008755920, 62}",
        ),
        ("m[n_] := m[n] = If[n < 2, q, m[n - 1] + 1]; {m[40], m[1]}", "{39 + q, q}"),
        ("m[n_, k_] := m[n, k] = If[k == 0 || k == n, 1, m[n - 1, k - 1] + m[n - 1, k]]; m[20, 10]", "184756"),
        ("Do[r[i] = i^2, {i, 40}]; {r[1], r[40], r[41]}", "{1, 1600, r[41]}"),
        ("SetAttributes[r, Orderless]; Do[r[41 - i, i] = i, {i, 40}]; r[3, 38]", "38"),
        ("r = <||>; Do[r[i] = i, {i, 40}]; Length[r]", "40"),
        # loops and values of symbols
        ("s = 0; Do[s = s + i i, {i, 100}]; s", "338350"),
        ("s = 0; Do[s += i; s -= 1; s *= 1, {i, 100}]; s", "4950"),
        ("s = 0; Do[If[i == 50, Break[]]; If[OddQ[i], Continue[]]; s += i, {i, 100}]; s", "600"),
        ("i = 0; While[i < 100, i++]; {i, ++i, i--, --i}", "{100, 101, 101, 99}"),
        ("i = x; Do[i++, {40}]; i", "40 + x"),
        ("Clear[u]; Do[u++, {40}]; u", "u"),
        ("f[x_] := Module[{s = 0}, Do[s += First[p], {p, Subsets[Range[x], {2}]}]; s]; f[4]", "10"),
        ("f[x_] := Table[First[p], {p, Select[x, First[#] > 1 &]}]; f[{{1, 2}, {2, 3}}]", "{2}"),
        ("f[x_] := Table[p^2, {p, Range[x]}]; Total[f[300]]", "9045050"),
        ("f[x_] := Module[{s = 0}, Do[If[s > x, Break[]]; s += i, {i, Infinity}]; s]; f[20]", "21"),
        ("g := h; h = 2; t = 0; Do[t += g; If[i == 20, h = 3], {i, 40}]; t", "100"),
        ("f[k_] := k + i; Table[f[1], {i, 40}][[40]]", "41"),
        ("l = {}; Do[AppendTo[l, i], {i, 40}]; Total[l]", "820"),
        ("v = Range[50]; Do[v[[i]] = v[[i]]^2, {i, 50}]; Total[v]", "42925"),
        ("v = Range[50]; Do[v[[i]] = x, {i, 1, 50, 2}]; Count[v, x]", "25"),
        ("v = {1, 2}; Do[v[[i]] = 0, {i, 40}]; v", "{0, 0}"),
        ("For[i = 0; t = 0, i < 50, i++, t += i]; {i, t}", "{50, 1225}"),
        # functions with rules
        ("f[0] = 0; f[1] = 1; f[n_] := f[n - 1] + f[n - 2]; f[16]", "987"),
        ("m[0] = 0; m[1] = 1; m[n_] := m[n] = m[n - 1] + m[n - 2]; m[80]", "23416728348467685"),
        ("f[n_] := If[n < 1, done, f[n - 1]]; f[1500]", "done"),
        ("f[n_] := If[n < 1, 0, 1 + f[n - 1]]; f[900]", "900"),
        ("c[n_Integer?EvenQ] /; n > 20 := big; c[n_] := small; Count[Map[c, Range[60]], big]", "20"),
        ("f[x_, y_] := x - y; Table[f[i, 2 i], {i, 50}][[-1]]", "-50"),
        ("f[x_] := x + 1; a = Table[f[i], {i, 50}]; f[x_] := x + 2; b = Table[f[i], {i, 50}]; Total[b - a]", "50"),
        ("f[x__] := {x, Length[{x}]}; Table[f[i, i], {i, 50}][[50]]", "{50, 50, 2}"),
        ("f[x_] := (If[x > 3, Return[big]]; small); Table[f[i], {i, 40}][[{1, 40}]]", "{small, big}"),
        ("SetAttributes[h, HoldAll]; f[x_] := h[x + 1]; Table[f[i], {i, 50}][[50]]", "h[50 + 1]"),
        ("SetAttributes[h, Listable]; h[x_] := x^2; f[x_] := h[{x, 2}] + 1; Table[f[i], {i, 50}][[50]]", "{2501, 5}"),
        ("f[x_] := {g[x], x}; g[x_] := Sequence[x, x]; Table[f[i], {i, 50}][[50]]", "{50, 50, 50}"),
        ("f[x_] := {If[x > 2, Nothing, x], x}; Table[f[i], {i, 50}][[50]]", "{50}"),
        ("f[x_] := Hold[x + 1]; Table[f[i], {i, 50}][[50]]", "Hold[50 + 1]"),
        ("f[x_] := x; y = 3; Table[f[Unevaluated[y]], {50}][[50]]", "3"),
        ("f[x_] := x === 1; {Count[Table[f[i], {i, 50}], True], f[1.], f[y]}", "{1, False, False}"),
        # scopes
        ("f[n_] := Module[{a = n, b}, b = a + 1; a = b b; a - 1]; Table[f[i], {i, 50}][[50]]", "2600"),
        ("f[n_] := Module[{q, g}, g = (# + q &); q = n; g[1]]; Table[f[i], {i, 50}][[50]]", "51"),
        ("f[n_] := Module[{q = n}, q++; Function[z, z + q][1]]; Table[f[i], {i, 50}][[50]]", "52"),
        ("f[n_] := Module[{q = n}, Table[q + j, {j, 2}]]; Table[f[i], {i, 50}][[50]]", "{51, 52}"),
        ("f[n_] := Module[{q = 0}, Do[q += j, {j, n}]; q]; Table[f[i], {i, 50}][[50]]", "1275"),
        ("f[n_] := Module[{q}, Head[q]]; Table[f[i], {i, 50}][[50]]", "Symbol"),
        ("f[n_] := Module[{l = Range[n]}, l[[1]] = x; l[[-1]] += 1; l]; Table[f[i], {i, 3, 50}][[1]]", "{x, 2, 4}"),
        ("f[n_] := Module[{l = {n, n}, k}, k = l; l[[1]] = 0; {k, l}]; Table[f[i], {i, 50}][[50]]",
         "{{50, 50}, {0, 50}}"),
        ("f[n_] := Module[{k = n}, {k, k++, k, ++k}]; Table[f[i], {i, 50}][[50]]", "{50, 50, 51, 52}"),
        ("f[n_] := With[{w = n + 1}, w w]; Table[f[i], {i, 50}][[50]]", "2601"),
        ("f[n_] := With[{w = n}, Function[w + #]]; Table[f[i][1], {i, 50}][[50]]", "51"),
        ("f[n_] := Block[{w = n}, gg[]]; gg[] := w + 1; Table[f[i], {i, 50}][[50]]", "51"),
        ("f[n_] := Module[{n2 = n, k = 0}, While[n2 != 1, n2 = If[EvenQ[n2], Quotient[n2, 2], 3 n2 + 1]; k++]; k];"
         " Table[f[i], {i, 60}][[27]]", "111"),
        ("f[n_] := Module[{v = ConstantArray[1, n], i, j}, v[[1]] = 0; For[i = 2, i i <= n, i++, If[v[[i]] == 1,"
         " For[j = i i, j <= n, j += i, v[[j]] = 0]]]; Total[v]]; Table[f[i], {i, 60}][[60]]", "17"),
        # slots
        ("Map[{#, #1, ##} &, Range[40]][[40]]", "{40, 40, 40}"),
        ("MapThread[#1 - #2 &, {Range[40], Range[40]^2}][[40]]", "-1560"),
        ("Map[Function[x, x^2 + 1], Range[40]][[40]]", "1601"),
        ("Map[Map[# + 1 &, {#, 2}] &, Range[40]][[40]]", "{41, 3}"),
        ("Map[#[[1]] &, Table[{i, x}, {i, 40}]][[40]]", "40"),
        ("Map[#[[3]] &, Table[{i, x}, {i, 40}]][[40]]", "{40, x}[[3]]"),
        # what is assumed
        ("f[x_] := x + 1; Do[f[i], {i, 50}]; Unprotect[Plus]; Plus[a_Integer, 1] := plus[a]; r = f[7];"
         " Plus[a_Integer, 1] =.; Protect[Plus]; r", "plus[7]"),
        ("f[x_] := EvenQ[x]; Do[f[i], {i, 50}]; {Block[{EvenQ = odd}, f[4]], f[4]}", "{odd[4], True}"),
        ("up /: up + x_Integer := sum[x]; Map[# + up &, Range[40]][[40]]", "sum[40]"),
        ("f[x_] := x > 1; Do[f[i], {i, 50}]; SetAttributes[f, HoldAll]; f[1 + 1]", "True"),
        ("Catch[Do[If[i^2 > 500, Throw[i]], {i, 100}]]", "23"),
        ("t = 0; CheckAbort[Do[t++; If[i == 45, Abort[]], {i, 100}], t]", "45"),
    ],
)  # fmt: skip
def test_programs(text, expected, monkeypatch):
    assert alike(text, monkeypatch)[0] == expected


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("Table[Mod[7, i - 40], {i, 40}];", ["Mod::indet"]),
        ("Map[Part[{1, 2}, #] &, Range[3]];", ["Part::partw"]),
        ("f[n_] := f[n - 1] + 1; f[3]", ["$RecursionLimit::reclim2"]),
        ("f[n_] := f[n + 1]; Do[If[i == 50, f[i]], {i, 50}]", ["$IterationLimit::itlim"]),
        ("f[n_] := Module[{l = {n}}, l[[3]] = 1; l]; Do[f[i], {i, 50}]; f[1]", None),
        ("Map[(Pi = #) &, Range[40]];", None),
        ("Do[x = i; y = z++, {i, 40}]", None),
    ],
)
def test_messages(text, messages, monkeypatch):
    found = alike(text, monkeypatch)
    assert messages is None or found[1] == messages


@pytest.mark.parametrize(
    "work",
    [
        "fib[n_] := fib[n - 1] + fib[n - 2]; fib[0] = 0; fib[1] = 1; fib[60]",
        "i = 0; While[True, i++]",
        "Do[j = i^2, {i, 10^12}]",
        "f[n_] := Module[{k = n}, While[k > 0, k++]; k]; f[1]; f[2]",
        "Nest[Mod[7 # + 1, 101] &, 1, 10^12]",
    ],
)
def test_it_can_be_stopped(ask, work):
    assert ask(f"TimeConstrained[{work}, 0.2, late]") == "late"


# ---- any body ----------------------------------------------------------------------------------------------------

ATOMS = st.sampled_from(["a", "b", "0", "1", "2", "-3", "7", "0.5", "q", "g", "k", "{a, 2}", "True"])


def grown(inner):
    two = st.tuples(inner, inner)
    three = st.tuples(inner, inner, inner)
    return st.one_of(
        two.map(lambda t: f"({t[0]} + {t[1]})"),
        two.map(lambda t: f"({t[0]} - {t[1]})"),
        two.map(lambda t: f"({t[0]} {t[1]})"),
        two.map(lambda t: f"Mod[{t[0]}, {t[1]}]"),
        two.map(lambda t: f"Quotient[{t[0]}, {t[1]}]"),
        inner.map(lambda t: f"({t})^2"),
        two.map(lambda t: f"({t[0]} < {t[1]})"),
        two.map(lambda t: f"({t[0]} == {t[1]})"),
        two.map(lambda t: f"({t[0]} === {t[1]})"),
        two.map(lambda t: f"({t[0]} && {t[1]})"),
        two.map(lambda t: f"({t[0]} || {t[1]})"),
        inner.map(lambda t: f"(! {t})"),
        inner.map(lambda t: f"EvenQ[{t}]"),
        three.map(lambda t: f"If[{t[0]}, {t[1]}, {t[2]}]"),
        three.map(lambda t: f"Which[{t[0]}, {t[1]}, True, {t[2]}]"),
        two.map(lambda t: f"({t[0]}; {t[1]})"),
        inner.map(lambda t: f"(k = {t})"),
        inner.map(lambda t: f"(k += {t})"),
        st.just("k++"),
        two.map(lambda t: f"{{{t[0]}, {t[1]}}}"),
        two.map(lambda t: f"{{{t[0]}, 5}}[[{t[1]}]]"),
        two.map(lambda t: f"Module[{{m = {t[0]}, n}}, n = m; m = {t[1]}; {{m, n, m++, m}}]"),
        two.map(lambda t: f"Module[{{m = 0}}, While[m < 3, m++; {t[0]}]; {t[1]} + m]"),
        two.map(lambda t: f"With[{{w = {t[0]}}}, w + {t[1]}]"),
        inner.map(lambda t: f"h[{t}]"),
        inner.map(lambda t: f"Max[{t}, 1]"),
    )


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.recursive(ATOMS, grown, max_leaves=12))
def test_any_body(body):
    setup = "g = 4; h[x_] := x + 1; f[a_, b_] := " + body + ";"
    asked = f"{setup} k = 1; r = {{}}; Do[AppendTo[r, f[i, i - 2]], {{i, 4}}]; {{r, k, f[y, 2]}}"
    looped = f"{setup} k = 1; a = 2; Table[b = i; {body}, {{i, 4}}]"
    mapped = f"g = 4; h[x_] := x + 1; k = 1; Map[Function[{{a}}, b = 3; {body}], {{1, 2, y, 0.5}}]"
    with pytest.MonkeyPatch.context() as patch:
        for text in (asked, looped, mapped):
            alike(text, patch)
