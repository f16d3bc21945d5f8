"""What surgery on random nets must keep: the net where it is undone, outputs, and values of arrays."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.interpreter.nets.strategies import INPUT, OTHER, chains, nets, open_chains, wide

# The same nets every time, so that a change is judged by what it did.
few = settings(
    max_examples=15, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
anything = st.one_of(nets(), wide())

# What nets of one and of several ports are fed with, and how far what they give is apart.
SETUP = f"""
    data[net_] := If[Information[net, "InputPortNames"] === {{"Input"}}, {INPUT}, <|"x" -> {INPUT}, "y" -> {OTHER}|>];
    each[outputs_Association] := Values[outputs]; each[output_] := {{output}};
    apart[a_, b_] := Max[Abs[Flatten[each[a[data[a]]] - each[b[data[b]]]]]];
"""


def holds(ask, net, claim, **values):
    """Whether a claim about the net n is True, without messages."""
    ask(SETUP + f"n = {net}")
    assert ask.messages == []
    for name, value in values.items():
        ask(f"{name} = {value}")
    found = ask(claim)
    return found == "True" and ask.messages == []


@few
@given(net=st.one_of(chains(least=2), open_chains()), cut=st.integers(1, 3))
def test_taken_and_dropped_join_to_the_whole(ask, net, cut):
    assert holds(ask, net, "SameQ[NetJoin[NetTake[n, k], NetDrop[n, k]], n]", k=f"Min[{cut}, Length[n] - 1]")


@few
@given(net=anything)
def test_flattening_keeps_outputs(ask, net):
    assert holds(ask, net, "apart[NetFlatten[n], n] < 0.00001")
    assert ask("FreeQ[Head /@ Values[NetExtract[NetFlatten[n], All]], NetChain | NetGraph]") == "True"


@few
@given(net=anything)
def test_flattening_keeps_rates(ask, net):
    claim = 'rates[m_] := Sort[Values[Information[m, "ArraysLearningRateMultipliers"]]]; '
    assert holds(ask, net, claim + "SameQ[rates[NetFlatten[n]], rates[n]]")


@few
@given(net=anything, levels=st.integers(0, 2))
def test_flattening_some_levels_keeps_outputs(ask, net, levels):
    assert holds(ask, net, f"apart[NetFlatten[n, {levels}], n] < 0.00001")


@few
@given(net=anything, pick=st.integers(0, 20), factor=st.integers(2, 5))
def test_replaced_arrays_are_found_and_no_others_changed(ask, net, pick, factor):
    ask(f'n = {net}; arrays = Information[n, "Arrays"]; places = Keys[arrays]')
    if ask("Length[places]") == "0":
        return
    ask(f"place = places[[Mod[{pick}, Length[places]] + 1]]; value = {factor} NetExtract[n, place] + 1")
    ask("m = NetReplacePart[n, place -> value]")
    assert ask("Max[Abs[NetExtract[m, place] - value]] < 0.00001") == "True"
    assert ask('SameQ[KeyDrop[Information[m, "Arrays"], {place}], KeyDrop[arrays, {place}]]') == "True"
    assert ask.messages == []


@few
@given(net=chains(), place=st.integers(1, 5))
def test_a_layer_inserted_and_deleted_leaves_the_net(ask, net, place):
    claim = 'layer = If[StringQ[First[Keys[n]]], "new" -> Ramp, Ramp]; SameQ[NetDelete[NetInsert[n, layer, k], k], n]'
    assert holds(ask, net, claim, k=f"Min[{place}, Length[n] + 1]")


@few
@given(net=anything)
def test_names_are_given_and_taken_back(ask, net):
    claim = (
        'm = NetRename[n, "q" <> # &]; If[StringQ[First[Keys[n]]], SameQ[NetRename[m, StringDrop[#, 1] &], n], True]'
    )
    assert holds(ask, net, claim)
    assert ask("SameQ[m[data[m]], n[data[n]]]") == "True"


@few
@given(net=anything)
def test_renaming_at_all_levels_keeps_outputs(ask, net):
    assert holds(ask, net, 'SameQ[NetRename[n, "q" <> # &, Infinity][data[n]], n[data[n]]]')


@few
@given(net=nets())
def test_ports_renamed_twice(ask, net):
    claim = 'm = NetRename[n, {NetPort["Input"] -> NetPort["i"], NetPort["Output"] -> NetPort["o"]}]; '
    claim += 'back = NetRename[m, {NetPort["i"] -> NetPort["Input"], NetPort["o"] -> NetPort["Output"]}]; '
    assert holds(ask, net, claim + f"SameQ[back[{INPUT}], n[{INPUT}]]")
    assert ask(f'SameQ[m[<|"i" -> {INPUT}|>], n[{INPUT}]]') == "True"


@few
@given(net=nets())
def test_appending_is_joining(ask, net):
    assert holds(ask, net, "SameQ[NetAppend[n, {Ramp, SoftmaxLayer[]}], NetJoin[n, NetChain[{Ramp, SoftmaxLayer[]}]]]")
    assert ask(f"SameQ[NetPrepend[n, Ramp][{INPUT}], n[Ramp[{INPUT}]]]") == "True"
    assert ask.messages == []


@few
@given(net=anything, pick=st.integers(0, 9))
def test_replacing_a_layer_by_itself_changes_nothing(ask, net, pick):
    claim = "SameQ[NetReplacePart[n, k -> NetExtract[n, k]], n]"
    assert holds(ask, net, claim, k=f"Mod[{pick}, Length[n]] + 1")


@few
@given(net=anything)
def test_replacing_layers_by_what_they_are_changes_nothing(ask, net):
    ask(SETUP + f"n = {net}")
    assert ask("SameQ[NetReplace[n, x_ :> x /; False], n]") == "True"
    assert ask.messages == ["NetReplace::nomatch"]
    assert ask("SameQ[NetReplace[n, x_SoftmaxLayer :> x][data[n]], n[data[n]]]") == "True"


@few
@given(net=anything)
def test_the_written_form_makes_the_net_again(ask, net):
    assert holds(ask, net, "SameQ[ToExpression[ToString[n, InputForm]], n]")
    text = ask("n")
    assert ask(f"SameQ[{text}, n]") == "True"


@pytest.mark.parametrize("rates", ["0", '{1 -> 0, "Weights" -> 2}', "{1 ;; 2 -> 3}", "{{2, 1} -> 5, _ -> 7}"])
def test_multipliers_stay_with_their_arrays(ask, rates):
    ask(f'n = NetChain[{{2, NetChain[{{3, 2}}], 1}}, "Input" -> 2, LearningRateMultipliers -> {rates}]')
    ask('rates[m_] := Values[Information[m, "ArraysLearningRateMultipliers"]]')
    assert ask("SameQ[rates[NetFlatten[n]], rates[n]]") == "True"
    assert ask("SameQ[rates[NetJoin[NetTake[n, 1], NetDrop[n, 1]]], rates[n]]") == "True"
    assert ask("SameQ[rates[NetDelete[NetInsert[n, Ramp, 2], 2]], rates[n]]") == "True"
    assert ask.messages == []
