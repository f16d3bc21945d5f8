"""The pattern language, and the compiled matchers against the generic one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.compiler import FAIL, Uncompilable, compile_rule
from luperca.interpreter.expr import LIST, Expr, same, symbol, system
from luperca.interpreter.rules import Rule
from luperca.interpreter.session import Session


@pytest.mark.parametrize(
    ("expr", "pattern", "matches"),
    [
        ("1", "_Integer", True),
        ("1.", "_Integer", False),
        ("f[1]", "_f", True),
        ("f[a, b]", "f[x_, x_]", False),
        ("f[a, a]", "f[x_, x_]", True),
        ("{}", "{__}", False),
        ("{}", "{___}", True),
        ("{1, 2}", "{__Integer}", True),
        ("{1, a}", "{__Integer}", False),
        ("{1, 2, 1, 2}", "{x__, x__}", True),
        ("{1, 2, 1, 3}", "{x__, x__}", False),
        ("4", "_?EvenQ", True),
        ("5", "_?EvenQ", False),
        ("{1, 5}", "{x_, y_} /; x < y", True),
        ("b", "a | b", True),
        ("c", "a | b", False),
        ("{1, 1, 1}", "{1 ..}", True),
        ("{}", "{1 ...}", True),
        ("{1, 1, 1}", "{Repeated[1, {2}]}", False),
        ("{1, 1}", "{Repeated[1, {1, 3}]}", True),
        ("{a, 1, b, 2}", "{PatternSequence[_Symbol, _Integer] ..}", True),
        ("a", "Except[b]", True),
        ("b", "Except[b]", False),
        ("5", "Except[3, _Integer]", True),
        ("_", "Verbatim[_]", True),
        ("a", "Verbatim[_]", False),
        ("a + b", "x_ + y_", True),
        ("a + b + c", "a + x_", True),
        ("a b c", "b x_", True),
        ("a", "x_. + a", True),
        ("a", "x_. y_", True),
        ("a^2", "x_^n_.", True),
        ("a", "x_^n_.", True),
        ("<|a -> 1, b -> 2|>", "KeyValuePattern[b -> _Integer]", True),
        ("{a -> 1, b -> x}", "KeyValuePattern[b -> _Integer]", False),
        ("f[x -> 1, y :> 2]", "f[OptionsPattern[]]", True),
        ("f[x -> 1, 2]", "f[OptionsPattern[]]", False),
        ("{2, 1}", "{OrderlessPatternSequence[1, 2]}", True),
        ("Hold[1 + 1]", "Hold[HoldPattern[1 + 1]]", True),
    ],
)
def test_match(ask, expr, pattern, matches):
    assert ask(f"MatchQ[{expr}, {pattern}]") == str(matches)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{a, b, c, d} /. {x_, y__} :> {{x}, {y}}", "{{a}, {b, c, d}}"),
        ("{a, b, c} /. {x__, y__} :> {{x}, {y}}", "{{a}, {b, c}}"),
        ("{a, b, c} /. {Longest[x__], y__} :> {{x}, {y}}", "{{a, b}, {c}}"),
        ("{a, b, c, d} /. {x_, y___, z_} :> {z, y, x}", "{d, b, c, a}"),
        ("f[a, b] /. f[x_, y_: 5] :> {x, y}", "{a, b}"),
        ("f[a] /. f[x_, y_: 5] :> {x, y}", "{a, 5}"),
        ("f[2] /. f[x_ /; x > 1] :> x^2", "4"),
        ("SetAttributes[g, {Flat, Orderless}]; g[a, b, c] /. g[a, c] -> z", "g[b, z]"),
        ("SetAttributes[g, Flat]; g[a, b, c, d] /. g[b, c] -> z", "g[a, z, d]"),
        ("SetAttributes[g, {Flat, OneIdentity}]; g[a, b, c] /. g[x_, y_] :> {x, y}", "{a, g[b, c]}"),
        ("SetAttributes[h, Orderless]; h[1, a, 2] /. h[_Symbol, x__Integer] :> {x}", "{1, 2}"),
        ("{1, 2, 3} /. {x___, 2, y___} :> {x, y}", "{1, 3}"),
        ("ReplaceList[{a, b}, {x___, y___} :> {{x}, {y}}]", "{{{}, {a, b}}, {{a}, {b}}, {{a, b}, {}}}"),
        ("{f[1], f[a]} /. f[n_Integer | n_Symbol] :> n", "{1, a}"),
        ("3 x^2 /. a_. x^n_. :> {a, n}", "{3, 2}"),
        ("x /. a_. x^n_. :> {a, n}", "{1, 1}"),
        ("{1, 2.5, a} /. {n_Integer -> 0, _Real -> 1}", "{0, 1, a}"),
    ],
)
def test_bindings(ask, text, expected):
    assert ask(text) == expected


def test_more_specific_definitions_come_first(ask):
    ask("f[x_] := any; f[x_Integer] := integer; f[0] = zero; f[x_Integer?EvenQ] := even; f[x__] := many")
    assert ask("{f[a], f[3], f[0], f[4], f[a, b]}") == "{any, integer, zero, even, many}"


def test_definitions_that_do_not_compare_keep_their_order(ask):
    ask("f[x_, 1] := first; f[1, y_] := second")
    assert ask("f[1, 1]") == "first"
    ask("g[0, __] := first; g[x_, y_] := second; h[x_, y__] := second; h[x_, y_] := first")
    assert ask("{g[0, 1], h[0, 1]}") == "{first, first}"
    ask("k[x_, y_] := two; k[x_, x_] := one; d[x_, x_] := one; d[y_Symbol, x_] := zero")
    assert ask("{k[1, 1], k[1, 2], d[t, t], d[s, t]}") == "{one, two, one, zero}"
    ask("n[x_?EvenQ, y_] := even; n[x_Integer, y_] := odd; n[0, y_] := zero")
    ask("m[x_] /; x > 1 := big; m[x_Integer] := any")
    assert ask("{n[2, 1], n[3, 1], n[0, 1], m[2], m[0]}") == "{even, odd, zero, big, any}"


def test_names_of_variables_do_not_make_other_rules(ask):
    ask("f[x_, y_] := 1; f[a_, b_] := 2; g[x_] := 1 /; x > 1; g[y_] := 2 /; y > 1; g[z_] := 3 /; z > 2")
    assert ask("{f[1, 2], DownValues[f], g[3], Length[DownValues[g]]}") == (
        "{2, {HoldPattern[f[a_, b_]] :> 2}, 2, 2}"
    )
    ask("h[x_, x_] := 1; h[x_, y_] := 2; h[{a_, b_}] /; a > b := 3; h[{b_, a_}] /; b > a := 4")
    assert ask("{h[1, 1], h[1, 2], h[{2, 1}], Length[DownValues[h]]}") == "{1, 2, 4, 3}"


def test_definitions_with_a_name_for_the_whole(ask):
    ask("whole : fib[n_Integer] := whole = fib[n - 1] + fib[n - 2]; fib[0] = 0; fib[1] = 1")
    assert ask("{fib[50], Length[DownValues[fib]]}") == "{12586269025, 52}"
    ask("(p : f[a_, b_]) /; a > b := Hold[p]; q : g[x_][y_] := Hold[q, x, y]")
    assert ask("{f[1, 2], f[2, 1], g[1][2]}") == "{f[1, 2], Hold[f[2, 1]], Hold[g[1][2], 1, 2]}"


# ---- compiled against generic ----------------------------------------------------------------------------------------

A, B, F, G, X, Y = (symbol("Global`" + n) for n in "abfgxy")
BLANK, SEQ, NULLSEQ, PATTERN = map(system, ("Blank", "BlankSequence", "BlankNullSequence", "Pattern"))

atoms = st.sampled_from([1, 2, 1.0, "s", A, B])
subjects = st.recursive(
    atoms,
    lambda inner: st.builds(Expr, st.sampled_from([F, G, LIST]), st.lists(inner, max_size=4).map(tuple)),
    max_leaves=8,
)
blanks = st.sampled_from(
    [
        Expr(BLANK),
        Expr(BLANK, (system("Integer"),)),
        Expr(SEQ),
        Expr(NULLSEQ),
        Expr(SEQ, (system("Integer"),)),
        Expr(BLANK, (F,)),
    ]
)
named = st.builds(lambda n, b: Expr(PATTERN, (n, b)), st.sampled_from([X, Y]), blanks)
patterns = st.recursive(
    st.one_of(atoms, blanks, named),
    lambda inner: st.builds(Expr, st.sampled_from([F, G, LIST]), st.lists(inner, max_size=4).map(tuple)),
    max_leaves=8,
)
_session = Session(debug=True)


@settings(max_examples=500, deadline=None)
@given(patterns, subjects)
def test_compiled_rules_agree_with_the_generic_matcher(pattern, subject):
    rule = Rule(pattern, Expr(system("Hold"), (X, Expr(F, (Y, X)))), _session.evaluator.matcher)
    try:
        compiled = compile_rule(rule, _session.evaluator)
    except Uncompilable:
        return
    expected, found = rule.interpret(subject), compiled(subject)
    assert (expected is FAIL and found is FAIL) or same(expected, found)
