"""ReplaceAll, Cases, Position and their kin."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{a, b} /. {a -> b, b -> a}", "{b, a}"),
        ("a /. {{a -> 1}, {a -> 2}}", "{1, 2}"),
        ("f[f[1]] /. f[x_] :> g[x]", "g[f[1]]"),
        ("f[f[1]] //. f[x_] :> g[x]", "g[g[1]]"),
        ("x /. x :> RandomReal[] /; False", "x"),
        ("{1, 2, 3} /. n_Integer /; n > 1 :> 0", "{1, 0, 0}"),
        ("Replace[{1, {1}}, 1 -> 2, {1}]", "{2, {1}}"),
        ("Replace[{1, {1}}, 1 -> 2, {2}]", "{1, {2}}"),
        ("Replace[{1, {1}}, 1 -> 2, Infinity]", "{2, {2}}"),
        ("Replace[1, {1 -> a, _ -> b}]", "a"),
        ("Hold[1 + 1] /. 1 -> 2", "Hold[2 + 2]"),
        ("<|a -> 1|> /. 1 -> 2", "<|a -> 2|>"),
        ("Cases[{{1, 2}, 3}, _Integer, {2}]", "{1, 2}"),
        ("Cases[{{1, 2}, 3}, _Integer, Infinity, 2]", "{1, 2}"),
        ("Cases[{a -> 1, b -> 2}, (k_ -> v_) :> {v, k}]", "{{1, a}, {2, b}}"),
        ("Cases[f[a, 1], _Symbol, {1}, Heads -> True]", "{f, a}"),
        ("Cases[_Integer][{1, a}]", "{1}"),
        ("DeleteCases[{1, a, 2}, _Integer, 1, 1]", "{a, 2}"),
        ("Count[{1, {1}}, 1, Infinity]", "2"),
        ("Position[{a, {a}}, a, {1}]", "{{1}}"),
        ("Position[f[a], f]", "{{0}}"),
        ("FirstPosition[{a, b}, z]", 'Missing["NotFound"]'),
        ("FirstCase[{1, 2}, x_ /; x > 1 :> {x}]", "{2}"),
        ("MemberQ[{a, {b}}, b]", "False"),
        ("MemberQ[{a, {b}}, b, 2]", "True"),
        ("FreeQ[x^2, Power]", "False"),
        ("Level[f[g[x], y], 1]", "{g[x], y}"),
        ("Level[f[g[x], y], {0, Infinity}]", "{x, g[x], y, f[g[x], y]}"),
        ("MatchQ[_Integer][3]", "True"),
    ],
)
def test_rewriting(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x /. 3", "ReplaceAll::reps"),
        ("Cases[{1}, 1, foo]", "Cases::level"),
        ("ReplaceRepeated[x, x -> f[x], MaxIterations -> 5]", "ReplaceRepeated::rrlim"),
    ],
)
def test_mistakes(ask, text, message):
    ask(text)
    assert ask.messages == [message]
