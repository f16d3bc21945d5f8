"""FunctionLayer: what functions of arrays compile to, compared with the functions themselves, and how they train."""

import pytest

# function, data: FunctionLayer[f][data] is f[data]
SAME = [
    ("2 # + 1 &", "{1., 2.}"),
    ("Sin", "{1., 2.}"),
    ("StandardDeviation", "{1., 2., 6.}"),
    ("Total @* Abs", "{3., -4.}"),
    ("Function[x, x^2 - 1/x]", "{1., 2.}"),
    ("#^2 + Exp[-#] &", "{{1., 2.}, {3., 4.}}"),
    ("(# - Mean[#])/StandardDeviation[#] &", "{1., 2., 6.}"),
    ("# + {1, 2} &", "{{1., 2.}, {3., 4.}}"),
    ("{{1, 2}, {3, 4}} # &", "{10., 100.}"),
    ("# - # &", "{1., 2.}"),
    ("Mean[#] + Max[#] - Min[#] &", "{1., 2., 6.}"),
    ("Variance[#] + Median[#] &", "{1., 4., 9.}"),
    ("Round[#] + Floor[#] + Sign[#] + Ramp[#] &", "{-1.4, 2.6}"),
    ("Clip[#, {0, 1}] + Mod[#, 3] &", "{-1., 0.5, 2.}"),
    ("E^# + Pi # &", "{1.}"),
    ("Max[#] &", "{{1., 5.}, {2., 3.}}"),
    ("Total[#, {2}] &", "{{1., 2.}, {3., 4.}}"),
    ("Total[#, Infinity] &", "{{1., 2.}, {3., 4.}}"),
    ("#.# &", "{3., 4.}"),
    ("#.{1, 1} &", "{{1., 2.}, {3., 4.}}"),
    ("Det[#] + Tr[#] &", "{{1., 2.}, {3., 4.}}"),
    ("Inverse[#].{1, 1} &", "{{1., 2.}, {3., 4.}}"),
    ("Transpose[#] &", "{{1., 2.}, {3., 4.}}"),
    ("Norm[#] + Norm[#, 1] + Norm[#, Infinity] &", "{3., -4.}"),
    ("Normalize[#] &", "{3., 4.}"),
    ("Outer[Times, #, #] &", "{1., 2.}"),
    ("Outer[Plus, #, #] &", "{1., 2.}"),
    ("#[[1]] + #[[-1]] &", "{1., 2., 5.}"),
    ("#[[{1, 3}]] &", "{1., 2., 3.}"),
    ("#[[2 ;;, 1]] &", "{{1., 2.}, {3., 4.}, {5., 6.}}"),
    ("Take[#, 2] + Drop[#, -1] &", "{1., 2., 4.}"),
    ("Most[#] - Rest[#] &", "{1., 4., 9.}"),
    ("First[#] + Last[#] &", "{{1., 2.}, {3., 4.}}"),
    ("Reverse[#] &", "{1., 2., 3.}"),
    ("RotateLeft[#] - RotateRight[#] &", "{1., 4., 9.}"),
    ("Join[#, {7}] &", "{1., 2.}"),
    ("Append[Prepend[#, 0.5], 3.5] &", "{1., 2.}"),
    ("Flatten[#] &", "{{1., 2.}, {3., 4.}}"),
    ("ArrayReshape[#, {2, 2}] &", "{1., 2., 3., 4.}"),
    ("ConstantArray[Total[#], {2}] &", "{1., 2.}"),
    ("Table[i #, {i, 3}] &", "{1., 2.}"),
    ("Table[i # + j, {i, 2}, {j, 0, 1}] &", "{1., 2.}"),
    ("Sum[i #^i, {i, 3}] &", "{1., 2.}"),
    ("NestList[Sin, #, 3] &", "{1., 2.}"),
    ("Nest[# + Sin[#] &, #, 30] &", "{0.1}"),
    ("Map[Total, #] &", "{{1., 2.}, {3., 4.}}"),
    ("Map[Reverse[#]/2 &, #] &", "{{1., 2.}, {3., 4.}}"),
    ("MapThread[#1.#2 &, {#, 2 #}] &", "{{1., 2.}, {3., 4.}}"),
    ("FoldList[0.5 #1 + #2 &, 0., #] &", "{1., 2., 3.}"),
    ("Fold[0.5 #1 + #2 &, 0., #] &", "{1., 2., 3.}"),
    ("FoldList[#1 + 2 #2 &, {0., 0.}, #] &", "{{1., 2.}, {3., 4.}}"),
    ("Accumulate[#] - Total[#] &", "{1., 4., 9.}"),
    ("Differences[#] &", "{1., 4., 9.}"),
    ("Length[#] + 0. # &", "{1., 4., 9.}"),
    ("{Total[#], Max[#]} &", "{1., 2.}"),
    ("With[{k = 3, z = #}, k z] &", "{2.}"),
    ("Module[{x = #, y}, y = Total[x]; Do[x = x + y, {2}]; x/y] &", "{1., 2.}"),
    ("Module[{x = #}, x += 1; x *= 2; x] &", "{1., 2.}"),
    ("Module[{a, b}, {a, b} = {#, 2 #}; a b] &", "{1., 2.}"),
    ("Module[{i = 0, x = #}, While[i < 3, x = 2 x; i++]; x] &", "{1., 2.}"),
    ("Switch[1, 2, #, _, 3 #] &", "{1., 2.}"),
    ("Apply[Plus, #] &", "{{1., 2.}, {3., 4.}}"),
    ("SquaredEuclideanDistance[#, {1, 1}] + ManhattanDistance[#, {0, 0}] &", "{3., 4.}"),
    ("CosineDistance[#, {1, 2}] + EuclideanDistance[#, {0, 0}] &", "{3., 4.}"),
    ("ChessboardDistance[#, {1, 2}] &", "{3., 4.}"),
    ("Correlation[#, {1, 2, 4}] &", "{3., 4., 9.}"),
]


@pytest.mark.parametrize(("f", "data"), SAME)
def test_a_function_layer_is_its_function(ask, f, data):
    difference = ask(f"Max[Abs[N[Flatten[{{({f})[{data}] - FunctionLayer[{f}][{data}]}}]]]]")
    assert ask.messages == []
    assert float(difference.replace("*^", "e")) < 1e-5
    assert ask(f"Dimensions[FunctionLayer[{f}][{data}]] === Dimensions[({f})[{data}]]") == "True"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('FunctionLayer[#a + #b^2 &][<|"a" -> {1, 2}, "b" -> 3|>]', "{10., 11.}"),
        ("FunctionLayer[Apply[#1 + 2 #2 &]][{{1, 2}, {3, 4}}]", "{7., 10.}"),
        ("FunctionLayer[Function[{x, y}, x - y]][{{1, 2}, {3, 4}}]", "{-2., -2.}"),
        ('Information[FunctionLayer[Apply[#1 + 2 #2 &]], "InputPortNames"]', '{"Input1", "Input2"}'),
        ('Information[FunctionLayer[#b + #a &], "InputPortNames"]', '{"b", "a"}'),
        ('FunctionLayer[<|"x" -> 2 #, "y" -> #^2|> &][{1, 2}]', '<|"x" -> {2., 4.}, "y" -> {1., 4.}|>'),
        ("f[x_] := x^2; g[x_] := f[x] + 1; FunctionLayer[g[#] &][{1, 2}]", "{2., 5.}"),
        ("f[x_] := 2 x; FunctionLayer[f][{1, 2}]", "{2., 4.}"),
        ("y = {1, 2}; FunctionLayer[# + y &][{10, 20}]", "{11., 22.}"),
        ("FunctionLayer[If[# > 0, #, 2 #] &][{1, -2}]", "{1., -4.}"),
        ("FunctionLayer[If[Max[#] > 2, #, -#] &][{1, 1}]", "{-1., -1.}"),
        ("FunctionLayer[Which[# < 0, -1, # > 1, 1, True, #] &][{-2, 0.5, 3}]", "{-1., 0.5, 1.}"),
        ("FunctionLayer[0 < # <= 2 &][{-1, 1, 2, 3}]", "{0., 1., 1., 0.}"),
        ('FunctionLayer["ReLU"[#] &][{1, -2, 3}]', "{1., 0., 3.}"),
        ("FunctionLayer[3 &][{1, 2}]", "3."),
        ("FunctionLayer[# &][{1, 2}]", "{1., 2.}"),
        ('FunctionLayer[Max[#, 0] &, "Input" -> "Real"][-2]', "0."),
        ("Dimensions[FunctionLayer[SoftmaxLayer[][#] &][{1, 2, 3}]]", "{3}"),
        (
            'FunctionLayer[MeanSquaredLossLayer[][<|"Input" -> #a, "Target" -> #b|>] &]'
            '[<|"a" -> {1, 2}, "b" -> {1, 4}|>]',
            "2.",
        ),
        ('FunctionLayer[Map[Function[x, Total[x] + #b], #a] &][<|"a" -> {{1, 2}, {3, 4}}, "b" -> 10|>]', "{13., 17.}"),
        ('FunctionLayer[Mean[#] &, "Input" -> {"Varying", 2}][{{{1, 2}, {3, 4}}, {{5, 6}}}]', "{{2., 3.}, {5., 6.}}"),
        ('FunctionLayer[Length[#] &, "Input" -> {"Varying", 2}][{{{1, 2}, {3, 4}}, {{5, 6}}}]', "{2., 1.}"),
        ('FunctionLayer[Fold[Plus, 0, #] &, "Input" -> "Varying"][{{1, 2, 3}, {4, 5}}]', "{6., 9.}"),
        ('FunctionLayer[HammingDistance[#a, #b] &][<|"a" -> {1, 2, 3}, "b" -> {1, 5, 6}|>]', "2."),
    ],
)
def test_ports_and_values(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # neighbouring functions of elements are one layer
        ('Information[NetExtract[FunctionLayer[Sin[2 #]^2 + Exp[#]/3 &], "Net"], "LayersCount"]', "1"),
        ('Information[NetExtract[FunctionLayer[Sin[2 #a] + #b #c - 1 &], "Net"], "LayersCount"]', "1"),
        ('Information[NetGraph[FunctionLayer[Sin[#] - Mean[#] &]], "LayersCount"]', "2"),
        ("Head[NetGraph[FunctionLayer[Sin[#] &]]]", "NetGraph"),
        ('Head[NetExtract[FunctionLayer[Sin[#] &], {"Net", 1}]]', "ElementwiseLayer"),
        ("InputForm[FunctionLayer[Sin[#] + 1 &]]", "FunctionLayer[Sin[#1] + 1 &]"),
        ('FunctionLayer[Tanh[#] &, "Input" -> 3] === FunctionLayer[Tanh[#] &, "Input" -> 3]', "True"),
        # a net that is applied twice has one set of arrays
        (
            'Information[FunctionLayer[Module[{n = LinearLayer[2]}, n[#a] - n[#b]] &, "a" -> 3], '
            '"ArraysTotalElementCount"]',
            "8",
        ),
        ('Information[FunctionLayer[NestList[LinearLayer[2], #, 3] &, "Input" -> 2], "ArraysTotalElementCount"]', "6"),
        (
            'Information[FunctionLayer[LinearLayer[2][#] - LinearLayer[2][#] &, "Input" -> 3], '
            '"ArraysTotalElementCount"]',
            "16",
        ),
        ('Information[FunctionLayer[NetArray["w"] # + NetArray["w"] &, "Input" -> 3], "ArraysTotalElementCount"]', "3"),
        (
            'Dimensions[NetInitialize[FunctionLayer[#.NetArray[<|"Name" -> "w", "Dimensions" -> {3, 2}|>] &]]'
            "[{1, 2, 3}]]",
            "{2}",
        ),
        ('FunctionLayer[NetArray[<|"Array" -> {1, 2}|>] # &][{3, 4}]', "{3., 8.}"),
    ],
)
def test_graphs(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


def test_a_net_inside_a_map_and_outside_is_one(ask):
    ask('f = FunctionLayer[Module[{n = LinearLayer[2]}, Total[Map[n, #]] + n[First[#]]] &, "Input" -> {3, 2}]')
    assert ask('Information[f, "ArraysTotalElementCount"]') == "6"


def test_members_without_use_are_left_out(ask):
    text = ask('NetExtract[FunctionLayer[Module[{z = Total[#]}, Mean[#] + Max[#]] &], "Net"]')
    assert "Total" not in text
    assert ask(text + "[{1, 2, 6}]") == "9."


def test_a_layer_with_arrays_prints_as_what_makes_it_again(ask):
    ask('n = NetInitialize[FunctionLayer[Tanh[NetArray["a"] # + LinearLayer[2][#]] &, "Input" -> 2]]')
    assert ask("ToExpression[ToString[InputForm[n]]][{1, 2}] === n[{1, 2}]") == "True"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("FunctionLayer[FromDigits[#] &]", "FunctionLayer::nocompile"),
        ("FunctionLayer[# + unknown &]", "FunctionLayer::nocompile"),
        ("FunctionLayer[Sum[#[[i]], {i, Length[#]}] &]", "FunctionLayer::noconst"),
        ("FunctionLayer[Table[#, {i, Total[#]}] &]", "FunctionLayer::noconst"),
        ("FunctionLayer[2.5]", "FunctionLayer::nocompile"),
        ("FunctionLayer[]", "FunctionLayer::argx"),
        ('FunctionLayer[# &, "Nothing" -> 3]', "FunctionLayer::optx"),
        ("FunctionLayer[LinearLayer[3][{1, 2}] + # &]", None),
        ('FunctionLayer[#.{1, 2} &, "Input" -> 3]', "FunctionLayer::tyfail1"),
        ("FunctionLayer[Module[{x}, x] &]", "FunctionLayer::nocompile"),
    ],
)
def test_what_cannot_be_compiled_is_said(ask, text, message):
    found = ask(text)
    if message is not None:
        assert found == "$Failed"
        assert message in ask.messages


TRAINED = {
    "named slots": (
        'FunctionLayer[LinearLayer[1][{#x}] &, "x" -> "Real"]',
        '<|"x" -> {0, 1, 2, 3}, "Output" -> {{1}, {3}, {5}, {7}}|>',
    ),
    "arrays": (
        'FunctionLayer[NetArray["a"] # + NetArray["b"] &, "Input" -> "Real", "Output" -> "Real"]',
        "{0 -> 1, 1 -> 3, 2 -> 5, 3 -> 7}",
    ),
    "arguments": (
        'FunctionLayer[Apply[NetArray["a"] #1 + #2 &], "Input1" -> "Real", "Input2" -> "Real", "Output" -> "Real"]',
        '<|"Input1" -> {0, 1, 2}, "Input2" -> {1, 1, 1}, "Output" -> {1, 3, 5}|>',
    ),
    "table": (
        'FunctionLayer[Table[NetArray["a"] #^i, {i, 2}] &, "Input" -> "Real", "Output" -> 2]',
        "{1 -> {2, 2}, 2 -> {4, 8}, 3 -> {6, 18}}",
    ),
    "map": (
        'FunctionLayer[Total[Map[LinearLayer[1], #]] &, "Input" -> {3, 1}]',
        "{{{1}, {2}, {3}} -> {12}, {{0}, {1}, {1}} -> {4}, {{0}, {0}, {1}} -> {2}}",
    ),
    "nested": (
        'FunctionLayer[NestList[NetArray["a"] # &, #, 2] &, "Input" -> "Real", "Output" -> 3]',
        "{1 -> {1, 2, 4}, 2 -> {2, 4, 8}}",
    ),
    "loss": (
        'FunctionLayer[<|"Loss" -> (NetArray["a"] #x - #y)^2|> &, "x" -> "Real", "y" -> "Real"]',
        '<|"x" -> {1, 2}, "y" -> {2, 4}|>',
    ),
}


@pytest.mark.parametrize("case", TRAINED)
def test_training(ask, case):
    net, data = TRAINED[case]
    ask(
        f'r = NetTrain[{net}, {data}, "RoundLossList", MaxTrainingRounds -> 400, LearningRate -> 0.05, '
        "TrainingProgressReporting -> None, RandomSeeding -> 3]"
    )
    assert ask.messages == []
    assert ask("Last[r] < 0.05 && Last[r] < First[r]/20") == "True"


def test_a_gradient_penalty_trains(ask):
    ask(
        'd = NetInitialize[NetChain[{5, Tanh, 1}, "Input" -> 2]]; '
        'p = FunctionLayer[<|"Loss" -> (Norm[d[#x, NetPortGradient["Input"]]] - 1)^2|> &]; '
        'data = <|"x" -> Table[{Sin[1. i], Cos[2. i]}, {i, 40}]|>; '
        "t = NetTrain[p, data, MaxTrainingRounds -> 100, LearningRate -> 0.02, TrainingProgressReporting -> None]"
    )
    assert ask.messages == []
    assert ask("Mean[t[data]] < 0.1 Mean[p[data]] && Mean[t[data]] < 0.02") == "True"


def test_gradients_of_nets_in_functions(ask):
    assert ask('FunctionLayer[ElementwiseLayer[#^3 &][#, NetPortGradient["Input"]] &][{1, 2}]') == "{3., 12.}"
    assert (
        ask('FunctionLayer[ElementwiseLayer[#^3 &][#, NetPortGradient["Input"]] &][{1, 2}, NetPortGradient["Input"]]')
        == "{6., 12.}"
    )
    ask('n = LinearLayer[2, "Weights" -> {{1, 2}, {3, 4}}, "Biases" -> {0, 0}]')
    assert ask('FunctionLayer[n[#, NetPortGradient["Weights"]] &][{5, 6}]') == "{{5., 6.}, {5., 6.}}"
    assert (
        ask(
            'FunctionLayer[n[<|"Input" -> #, NetPortGradient["Output"] -> {1, 10}|>, NetPortGradient["Input"]] &]'
            "[{5, 6}]"
        )
        == "{31., 42.}"
    )


def test_a_layer_whose_gradient_has_none_is_named(ask):
    ask('n = PoolingLayer[{2}, "Input" -> {3, 2}]')
    assert ask('FunctionLayer[n[#, NetPortGradient["Input"]] &][{{1, 2}, {3, 4}, {5, 6}}]') == "$Failed"
    assert ask.messages == ["FunctionLayer::problem"]
