"""NetUnfold and NetStateObject: step by step gives what the whole sequence gives."""

import pytest

DEEP = (
    "NetInitialize[NetChain[{GatedRecurrentLayer[3], {LongShortTermMemoryLayer[2], NetMapOperator[{2}]}, "
    'SequenceLastLayer[], SoftmaxLayer["Output" -> NetDecoder[{"Class", {"x", "y"}}]]}, "Input" -> {"Varying", 2}]]'
)
FOLD = (
    'NetFoldOperator[NetGraph[{TotalLayer[]}, {{NetPort["Input"], NetPort["State"]} -> 1}], "Input" -> {"Varying", 2}]'
)
TOKENS = (
    "NetInitialize[NetChain[{EmbeddingLayer[4], BasicRecurrentLayer[3], NetMapOperator[5], SoftmaxLayer[]}, "
    '"Input" -> {%s, Restricted["Integer", 7]}]]'
)
STEPS = (
    "steps[u_, xs_, start_] := Last[FoldList[Function[{s, x}, u[Prepend[KeyMap[StringDrop[#, 3] &, "
    'KeySelect[s, StringStartsQ["Out"][#] && # =!= "Output" &]], "Input" -> x], None]], start, xs]]'
)


@pytest.mark.parametrize(
    ("net", "xs", "start", "whole"),
    [
        (DEEP, "{{1, 2}, {3, 4}, {-1, 0.5}}",
         '<|"OutState1" -> {0, 0, 0}, "OutState2" -> {0, 0}, "OutState3" -> {0, 0}|>',
         "n[xs, None]"),
        (TOKENS % '"Varying"', "{1, 7, 3}", '<|"OutState1" -> {0, 0, 0}|>', "Last[n[xs]]"),
        (TOKENS % "3", "{1, 7, 3}", '<|"OutState1" -> {0, 0, 0}|>', "Last[n[xs]]"),
        ('NetInitialize[NetChain[{BasicRecurrentLayer[3], SequenceLastLayer[], 3}, "Input" -> {3, 3}]]',
         "{{1, 2, 1}, {3, 4, 0}, {0, 1, 0}}", '<|"OutState1" -> {0, 0, 0}|>', "n[xs]"),
        ('NetInitialize[NetChain[{BasicRecurrentLayer[3], SoftmaxLayer[]}, "Input" -> {"Varying", 2}]]',
         "{{1, 2}, {3, 4}}", '<|"OutState1" -> {0, 0, 0}|>', "Last[n[xs]]"),
        (FOLD, "{{1, 2}, {3, 4}}", '<|"OutState1" -> {5, 5}|>', "Last[n[xs]] + 5"),
        ('NetInitialize[BasicRecurrentLayer[2, "Input" -> {"Varying", 2}]]', "{{1, 2}, {3, 4}}",
         '<|"OutState1" -> {0, 0}|>', "Last[n[xs]]"),
    ],
)  # fmt: skip
def test_steps_lead_to_the_result_of_the_sequence(ask, net, xs, start, whole):
    ask(STEPS)
    ask(f"n = {net}; u = NetUnfold[n]; xs = {xs}; last = steps[u, xs, {start}]")
    assert ask(f'Max[Abs[last["Output"] - ({whole})]] < 0.00001') == "True"
    assert ask.messages == []


def test_arrays_of_the_step_are_those_of_the_net(ask):
    ask(f"n = {DEEP}; u = NetUnfold[n]")
    assert ask('SameQ[Sort[Values[Information[u, "Arrays"]]], Sort[Values[Information[n, "Arrays"]]]]') == "True"


@pytest.mark.parametrize(
    "net",
    [
        "NetChain[{Ramp}]",
        "ElementwiseLayer[Ramp]",
        'NetBidirectionalOperator[BasicRecurrentLayer[2], "Input" -> {"Varying", 2}]',
        'NetChain[{SequenceReverseLayer[], BasicRecurrentLayer[2]}, "Input" -> {"Varying", 2}]',
        'NetChain[{BasicRecurrentLayer[2], AggregationLayer[Max, 1]}, "Input" -> {"Varying", 2}]',
        'NetChain[{BasicRecurrentLayer[2], SoftmaxLayer[1]}, "Input" -> {"Varying", 2}]',
        'NetGraph[{BasicRecurrentLayer[2], AttentionLayer["Dot", "Mask" -> "Causal"]}, {1 -> NetPort[2, "Key"], '
        '1 -> NetPort[2, "Value"], 1 -> NetPort[2, "Query"]}, "Input" -> {"Varying", 2}]',
    ],
)
def test_nets_without_a_step(ask, net):
    assert ask(f"NetUnfold[{net}]") == "$Failed"
    assert ask.messages == ["NetUnfold::nofold"]


def test_states_are_kept_from_call_to_call(ask):
    ask(f"n = {DEEP}; o = NetStateObject[n]; xs = {{{{1, 2}}, {{3, 4}}, {{-1, 0.5}}}}")
    ask("o[{{1, 2}}]")
    assert ask("Max[Abs[o[{{3, 4}, {-1, 0.5}}, None] - n[xs, None]]] < 0.00001") == "True"
    ask("p = NetStateObject[n, {{1, 2}, {3, 4}}]")
    assert ask("p[{{-1, 0.5}}] === n[xs]") == "True"
    assert ask.messages == []


def test_states_by_their_places(ask):
    ask(f"n = {DEEP}; o = NetStateObject[n]")
    assert ask('Keys[NetExtract[o, "States"]]') == '{{1, "State"}, {2, 1, "State"}, {2, 1, "CellState"}}'
    ask('before = NetExtract[o, "States"]; o[{{1, 2}}]; p = NetStateObject[n, NetExtract[o, "States"]]')
    assert ask('SameQ[NetExtract[o, "States"], before]') == "False"
    assert ask("SameQ[o[{{3, 3}}, None], p[{{3, 3}}, None]]") == "True"
    assert ask('NetExtract[NetStateObject[o], "States"] === before') == "True"  # begins anew
    assert ask.messages == []


def test_two_objects_do_not_share_states(ask):
    ask(f"o = NetStateObject[{FOLD}]; p = NetStateObject[{FOLD}]")
    assert ask("{o[{{1, 2}}], o[{{1, 1}}], p[{{1, 1}}]}") == "{{{1., 2.}}, {{2., 3.}}, {{1., 1.}}}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("NetStateObject[NetChain[{Ramp}]]", "nostates"),
        ('NetStateObject[GatedRecurrentLayer[3, "Input" -> {"Varying", 2}]]', "uninit"),
        ("NetStateObject[5]", "invnet"),
        (f'NetStateObject[{FOLD}, <|{{"State"}} -> {{1, 2, 3}}|>]', "badstate"),
        (f'NetStateObject[{FOLD}, <|{{"s"}} -> {{1, 2}}|>]', "nostate"),
        (f"NetStateObject[{FOLD}, {{{{1, 2, 3}}}}]", "invindata"),
    ],
)
def test_messages(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [f"NetStateObject::{message}"]
