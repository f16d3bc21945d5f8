"""Malformed arguments of all functions of surgery: every one ends in a message or stays, never in a Python error."""

import pytest

NETS = [
    'NetChain[<|"a" -> 3, "b" -> NetChain[{Ramp, 2}]|>, "Input" -> 2]',
    "NetChain[{}]",
    'NetGraph[{Ramp, TotalLayer[]}, {1 -> 2, NetPort["x"] -> 2}]',
    'NetGraph[<|"l" -> GatedRecurrentLayer[2]|>, {NetPort["s"] -> NetPort[{"l", "State"}]}]',
    'LinearLayer[1, "Weights" -> {{2}}]',
    "NetMapOperator[{Ramp, 2}]",
    "FunctionLayer[# + 1 &]",
    'AttentionLayer["Dot", "Mask" -> "Causal"]',
    'NetDecoder[{"Class", {"x", "y"}}]',
    "5",
    '"net"',
    "{}",
    "x",
]
SPECS = [
    "0", "-9", "9", "1.5", '""', '"a"', '"zz"', "{}", "{{}}", "{1, 2, 3}", "{1, {2, {3}}}", "All", "None",
    "x", "f[x]",
    "NetPort[]", 'NetPort["x"]', 'NetPort[{"a", "Output"}]', "NetPort[1, 2, 3]", "NetPort[{}]", "NetPort[x]",
    "_", "x_",
    '"a" -> "b"', "1 -> 2", '"a" -> {{1}}', '{"b", 2, "Weights"} -> {{1}}', '{"b", "zz"} -> 1', "{} -> 1",
    '"Input" -> "x"',
    '"Input" -> NetDecoder["Boolean"]', '"Input" -> {}', '"Weights" -> NetArray[]', 'NetArray["q"] -> {1}',
    "{1 -> {2 -> 3}}",
    "<||>", '<|"a" -> f|>', "<|3 -> Ramp|>", "_ -> 5", "_ :> x", "_LinearLayer -> Nothing", "x_ :> {x, x}",
    "# &", "1 &",
    'NetPort["x"] -> NetPort["y"]', "NetPort[x] -> NetPort[1]", "MeanSquaredLossLayer[]", "$Failed",
    "{Ramp, 5, f}", "1;;2",
    "Sequence[]", "Infinity", "{1, Infinity}", "I", "{{{{1}}}}", '<|{"State"} -> {1}|>', "NetChain[{}]",
    "NetMapOperator[3]",
]  # fmt: skip
FORMS = [
    "NetReplacePart[%s, %s]", "NetReplace[%s, %s]", "NetTake[%s, %s]", "NetTake[%s, {All, %s}]",
    "NetTake[%s, {%s, All}]",
    "NetTake[%s, 1, %s]", "NetDrop[%s, %s]", "NetDrop[%s, {1, %s}]", "NetDrop[%s, 1, %s]", "NetAppend[%s, %s]",
    "NetAppend[%s, Ramp, %s]", "NetPrepend[%s, %s]", "NetPrepend[%s, {Ramp, %s}]", "NetJoin[%s, %s]",
    "NetInsert[%s, %s, 1]",
    "NetInsert[%s, Ramp, %s]", 'NetInsert[%s, "n" -> Ramp, %s]', "NetDelete[%s, %s]", "NetDelete[%s, {1, %s}]",
    "NetRename[%s, %s]", "NetRename[%s, # &, %s]", "NetRename[%s, {%s}, 2]", "NetFlatten[%s, %s]",
    "NetUnfold[%s]; %s",
    "NetStateObject[%s, %s]", "NetStateObject[%s][%s]", "NetExtract[NetStateObject[%s], %s]", "NetExtract[%s, %s]",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("net", NETS)
def test_no_python_errors(ask, form, net):
    """The session raises what is no message."""
    for spec in SPECS:
        try:
            value = ask(f"Quiet[{form % (net, spec)}]")
        except Exception as problem:  # says what was asked
            raise AssertionError(form % (net, spec)) from problem
        assert "General::pyerr" not in ask.messages, (form % (net, spec), value)
