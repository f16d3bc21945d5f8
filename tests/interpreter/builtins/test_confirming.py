"""Enclose and Confirm, cleaning up, and limits on memory."""

import pytest
from luperca import Session


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Enclose[f[x, Confirm[y], z]]", "f[x, y, z]"),
        ("FailureQ[Enclose[f[x, Confirm[$Failed], z]]]", "True"),
        ('Enclose[Confirm[Missing["a"]], "Expression"]', "Missing[a]"),
        ('Enclose[Confirm[$Canceled, 1 + 2], "Information"]', "3"),
        ('Enclose[Confirm[1, Print["never"]]]', "1"),
        ('Enclose[<|"k" -> Confirm[$Aborted]|>, "ConfirmationType"]', "Confirm"),
        ('Enclose[Confirm /@ {1, $Failed}, "Expression"]', "$Failed"),
        ('Enclose[ConfirmBy[#, EvenQ] & /@ {2, 3}, {#["Expression"], #["Function"]} &]', "{3, EvenQ}"),
        ('Enclose[ConfirmMatch["a", _Integer], "Pattern"]', "_Integer"),
        ('Enclose[ConfirmAssert[2 < 1], "Expression"]', "2 < 1"),
        ('Enclose[ConfirmQuiet[1/0], "HeldMessageName"]', "Hold[Power::infy]"),
        ("Enclose[ConfirmQuiet[2]]", "2"),
        ("Enclose[Enclose[Confirm[$Failed], 1 &] + 2]", "3"),
        ("Enclose[Enclose[Confirm[$Failed], 1 &, tag] + 2, outer &]", "outer"),
        # a tag is looked for in what is called, without one the text counts
        ("f[x_] := Confirm[x, Null, tag]; Enclose[f[$Failed]; 2, 1 &, tag]", "1"),
        ("a = Enclose[Confirm[Missing[]]]; Enclose[Confirm[a]] === a", "True"),
        ('a = Enclose[Confirm[Missing[]]]; Enclose[Confirm[a, "why"], "Information"]', "why"),
        ("g[n_] := Enclose[If[n == 0, Confirm[$Failed], g[n - 1]; n], -1 &]; g[3]", "3"),
        ("Catch[WithCleanup[Throw[1], x = 2]] + x", "3"),
        ("CheckAbort[WithCleanup[x = 0, Abort[], x = 5], x]", "5"),
        ("TimeConstrained[WithCleanup[While[True, y = 1], z = 7], 0.05]; z", "7"),
        ("CheckAll[Abort[], List]", "{$Aborted, HoldComplete[Abort[]]}"),
        ("Catch[ReleaseHold[Last[CheckAll[Throw[1, t], List]]], t]", "1"),
        ("MemoryConstrained[l = {}; While[True, l = {l, Range[10000]}], 3*10^7, l = 0; big]", "big"),
        ("MemoryConstrained[1 + 1, Infinity]", "2"),
    ],
)  # fmt: skip
def test_values(text, result):
    found = Session().evaluate_wrap(text)
    assert (found.text, found.messages_name, found.output) == (result, [], [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Confirm[1]", "Confirm::noenc"),
        ("f[x_] := ConfirmBy[x, StringQ]; Enclose[f[2]]", "ConfirmBy::noenc"),
        ("Confirm[$Failed, Null, tag]", "Throw::nocatch"),
        ("MemoryConstrained[1, -1]", "MemoryConstrained::memc"),
        ("Confirm[]", "Confirm::argb"),
    ],
)
def test_complaints(text, name):
    assert Session().evaluate_wrap(text).messages_name == [name]
