"""Functions applied to parts, repeatedly, until something happens; functions made of functions; Sow and Reap."""

import pytest

CASES = [
    ("Map[f, {a, b}]", "{f[a], f[b]}"),
    ("f /@ g[a, b]", "g[f[a], f[b]]"),
    ("Map[f, x]", "x"),
    ("Map[f][{a}]", "{f[a]}"),
    ("Map[f, <|a -> 1|>]", "<|a -> f[1]|>"),
    ("Map[f, {{a}, {b}}, {2}]", "{{f[a]}, {f[b]}}"),
    ("Map[f, {{a}, {b}}, 2]", "{f[{f[a]}], f[{f[b]}]}"),
    ("Map[f, {a, {b}}, {-1}]", "{f[a], {f[b]}}"),
    ("Map[f, {a, {b}}, {0}]", "f[{a, {b}}]"),
    ("Map[f, a[b], Heads -> True]", "f[a][f[b]]"),
    ("Map[f, a[b], {1}, Heads -> True]", "f[a][f[b]]"),
    ("Map[f, Hold[1 + 1]]", "Hold[f[1 + 1]]"),
    ("Map[f, {a, {b, {c}}}, {-2}]", "{a, {b, f[{c}]}}"),
    ("Map[Length, {{}, {a}}]", "{0, 1}"),
    ("Map[Sequence @@ # &, {{a, b}, {}}]", "{a, b}"),
    ("Map[If[# > 1, #, Nothing] &, {1, 2, 3}]", "{2, 3}"),
    ("f @@ {a, b}", "f[a, b]"),
    ("f @@ <|a -> 1|>", "f[1]"),
    ("Apply[f, {{a}, {b}}, {1}]", "{f[a], f[b]}"),
    ("Apply[f, x]", "x"),
    ("Apply[f][{a}]", "f[a]"),
    ("f @@@ {{a, b}, c}", "{f[a, b], c}"),
    ("Plus @@ Range[20]", "210"),
    ("s = 0; Scan[(s += #) &, {1, 2, 3}]; s", "6"),
    ("Catch[Scan[If[# > 2, Throw[#]] &, {1, 3, 5}]]", "3"),
    ("MapIndexed[f, {a, b}]", "{f[a, {1}], f[b, {2}]}"),
    ("MapIndexed[f, {{a}}, {2}]", "{{f[a, {1, 1}]}}"),
    ("MapIndexed[f, <|k -> a|>]", "<|k -> f[a, {Key[k]}]|>"),
    ("MapIndexed[First[#2] + #1 &, Range[20]][[20]]", "40"),
    ("MapThread[f, {{a, b}, {x, y}}]", "{f[a, x], f[b, y]}"),
    ("MapThread[f, {{{a}}, {{b}}}, 2]", "{{f[a, b]}}"),
    ("MapThread[f, {}]", "{}"),
    ("Thread[f[{a, b}, x]]", "{f[a, x], f[b, x]}"),
    ("Thread[a -> {b, c}]", "{a -> b, a -> c}"),
    ("Thread[f[a + b], Plus]", "f[a] + f[b]"),
    ("Thread[x == y]", "x == y"),
    ("Through[{f, g}[x]]", "{f[x], g[x]}"),
    ("Through[(f + g)[x]]", "f[x] + g[x]"),
    ("Through[h[f][x], p]", "h[f][x]"),
    ("Operate[p, f[x]]", "p[f][x]"),
    ("Comap[{f, g}, x]", "{f[x], g[x]}"),
    ("ComapApply[{f, g}, {x, y}]", "{f[x, y], g[x, y]}"),
    ("KeyValueMap[f, <|a -> 1|>]", "{f[a, 1]}"),
    ("Nest[f, x, 3]", "f[f[f[x]]]"),
    ("Nest[f, x, 0]", "x"),
    ("NestList[2 # &, 1, 4]", "{1, 2, 4, 8, 16}"),
    ("NestWhile[#/2 &, 96, EvenQ]", "3"),
    ("NestWhile[# + 1 &, 1, # < 10 &, 1, 3]", "4"),
    ("NestWhile[# + 1 &, 1, # < 10 &, 1, Infinity, -1]", "9"),
    ("NestWhile[# + 1 &, 1, # < 10 &, 1, Infinity, 2]", "12"),
    ("NestWhile[Floor[#/2] &, 9, Unequal, 2]", "0"),
    ("NestWhile[Mod[2 #, 7] &, 1, Unequal, All]", "1"),
    ("NestWhileList[#/2 &, 12, EvenQ]", "{12, 6, 3}"),
    ("NestWhileList[Mod[2 #, 7] &, 1, Unequal, All]", "{1, 2, 4, 1}"),
    ("FixedPoint[Floor[#/2] &, 100]", "0"),
    ("FixedPoint[# + 1 &, 0, 5]", "5"),
    ("FixedPointList[Floor[#/2] &, 5]", "{5, 2, 1, 0, 0}"),
    ("FixedPoint[(# + 2/#)/2 &, 1., SameTest -> (Abs[#1 - #2] < 0.01 &)] < 1.42", "True"),
    ("Fold[f, x, {a, b}]", "f[f[x, a], b]"),
    ("Fold[f, {a, b, c}]", "f[f[a, b], c]"),
    ("Fold[f, x, {}]", "x"),
    ("Fold[f][{a, b}]", "f[a, b]"),
    ("Fold[f, x, <|k -> a|>]", "f[x, a]"),
    ("FoldList[f, x, {a}]", "{x, f[x, a]}"),
    ("FoldList[Plus, Range[4]]", "{1, 3, 6, 10}"),
    ("FoldList[f, x, {}]", "{x}"),
    ("FoldList[f, {}]", "{}"),
    ("FoldList[f, x, h[a]]", "h[x, f[x, a]]"),
    ("FoldPairList[{#1 + #2, #1 #2} &, 1, {2, 3}]", "{3, 5}"),
    ("FoldPair[{#1 + #2, #1 #2} &, 1, {2, 3}]", "5"),
    ("Identity[x]", "x"),
    ("(f @* g)[x]", "f[g[x]]"),
    ("(f /* g)[x, y]", "g[f[x, y]]"),
    ("(f @* g) @* h", "f @* g @* h"),
    ("Composition[]", "Identity"),
    ("Composition[f, Identity, g]", "f @* g"),
    ("OperatorApplied[f][x][y]", "f[y, x]"),
    ("CurryApplied[f, 3][a][b][c]", "f[a, b, c]"),
    ("CurryApplied[2][f][a][b]", "f[a, b]"),
    ("Select[{1, 2, 3, 4}, EvenQ]", "{2, 4}"),
    ("Select[{1, 2, 3, 4}, EvenQ, 1]", "{2}"),
    ("Select[f[1, a], IntegerQ]", "f[1]"),
    ("Select[<|a -> 1, b -> 2|>, EvenQ]", "<|b -> 2|>"),
    ("Select[EvenQ][{1, 2}]", "{2}"),
    ("Select[{}, f]", "{}"),
    ("Total[Select[Range[100], # > 90 &]]", "955"),
    ("SelectFirst[{1, 2, 4}, EvenQ]", "2"),
    ("SelectFirst[{1}, EvenQ]", 'Missing["NotFound"]'),
    ("SelectFirst[{1}, EvenQ, 0]", "0"),
    ("SelectFirst[EvenQ][{2}]", "2"),
    ("AllTrue[{2, 4}, EvenQ]", "True"),
    ("AllTrue[{}, EvenQ]", "True"),
    ("AnyTrue[{}, EvenQ]", "False"),
    ("NoneTrue[{1, 3}, EvenQ]", "True"),
    ("AllTrue[<|a -> 2|>, EvenQ]", "True"),
    ("AnyTrue[EvenQ][{1, 2}]", "True"),
    ("TakeLargest[{1, 5, 3}, 2]", "{5, 3}"),
    ("TakeSmallest[{2, 5, 3}, UpTo[9]]", "{2, 3, 5}"),
    ("TakeLargest[<|a -> 1, b -> 2|>, 1]", "<|b -> 2|>"),
    ("TakeLargestBy[{-4, 1, 3}, Abs, 2]", "{-4, 3}"),
    ("MaximalBy[{-3, 3, 1}, Abs]", "{-3, 3}"),
    ("MinimalBy[{-3, 3, 1}, Abs]", "{1}"),
    ("MaximalBy[{-3, 2, 1}, Abs, 2]", "{-3, 2}"),
    ("DeleteMissing[{1, Missing[], 2}]", "{1, 2}"),
    ("DeleteMissing[<|a -> Missing[], b -> 1|>]", "<|b -> 1|>"),
    ("Reap[Sow[1]; Sow[2]; 3]", "{3, {{1, 2}}}"),
    ("Reap[x]", "{x, {}}"),
    ("Reap[Sow[1, x]; Sow[2, y]; 0]", "{0, {{1}, {2}}}"),
    ("Reap[Sow[1, {x, y}]; 0, _, f]", "{0, {f[x, {1}], f[y, {1}]}}"),
    ("Reap[Sow[1, x]; 0, {x, y}]", "{0, {{{1}}, {}}}"),
    ("Reap[Reap[Sow[1, x]; Sow[2, y]; 0, x], y]", "{{0, {{1}}}, {{2}}}"),
    ("Catch[Reap[Sow[1]; Throw[7]]]; Sow[2]", "2"),
]


@pytest.mark.parametrize("text, result", CASES)
def test_functional(ask, text, result):
    assert ask(text) == result
    assert ask.messages == []


MESSAGES = [
    ("Map[f, {a}, x]", "Map::level"),
    ("Nest[f, x, -1]", "Nest::intnm"),
    ("Fold[f, x, y]", "Fold::normal"),
    ("Select[x, f]", "Select::normal"),
    ("MapThread[f, {{a}, {b, c}}]", "MapThread::mptc"),
    ("MapThread[f, x]", "MapThread::list"),
    ("Map[f, {a}, {1}, Wrong -> 1]", "Map::optx"),
    ("TakeLargest[{1, 2}, 5]", "TakeLargest::insuff"),
]


@pytest.mark.parametrize("text, message", MESSAGES)
def test_messages(ask, text, message):
    ask(text)
    assert ask.messages == [message]


def test_order_of_evaluation(ask):
    ask("log = {}; note[x_] := (log = {log, x}; x); Map[note, {1, 2, 3}]; FoldList[(note[#2]; #1) &, 0, {4, 5}]")
    assert ask("Flatten[log]") == "{1, 2, 3, 4, 5}"


def test_abort_reaches_long_loops(ask):
    ask.session.evaluator.interrupt = None
    import threading

    timer = threading.Timer(0.3, ask.session.abort)
    timer.start()
    assert ask("Nest[# + 1 &, 0, 10^9]") == "$Aborted"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Table[Function[Null, #1 + 1][i], {i, 5}]", "{2, 3, 4, 5, 6}"),
        ("Map[Function[Null, #1 + 1], Range[40]] === Range[2, 41]", "True"),
        ("Table[Function[Null, Hold[#], HoldAll][i + 1], {i, 3}]", "{Hold[i + 1], Hold[i + 1], Hold[i + 1]}"),
        ("f = Function[Null, #1[##2]]; Table[f[g, i, 2], {i, 4}]", "{g[1, 2], g[2, 2], g[3, 2], g[4, 2]}"),
        ("Table[{#, Function[Null, # + 1][#]} & [i], {i, 4}]", "{{1, 2}, {2, 3}, {3, 4}, {4, 5}}"),
    ],
)
def test_functions_with_slots_and_attributes_at_every_call(ask, text, shown):
    assert ask(text) == shown
