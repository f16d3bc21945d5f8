"""What belongs into notebooks: it stands for itself, and front ends are not there."""

import pytest


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("x = 3; Dynamic[x]", "Dynamic[x]"),
        ("x = 3; Setting[Dynamic[x]]", "3"),
        ("x = 3; Setting[{Slider[Dynamic[x], {0, 5}], InputField[a, String]}]", "{3, a}"),
        ("Setting[DynamicModule[{y = 2}, {Dynamic[y], y}]]; y", "y"),
        ("Setting[DynamicModule[{y = 2}, {Dynamic[y], y}]]", "{2, 2}"),
        ("f[z_] := DynamicModule[{x = z}, x]; f[4]", "DynamicModule[{x = 4}, x]"),
        ("n = 0; Monitor[n++; n, n++]", "1"),
        ("n = 0; Button[go, n++]; n", "0"),
        ("n = 0; Manipulate[n++, {a, 0, 1}]; n", "0"),
        ("{$Notebooks, $FrontEnd}", "{False, Null}"),
        ("UsingFrontEnd[1 + 1]", "2"),
        ("Attributes[Dynamic]", "{HoldFirst, Protected, ReadProtected}"),
        ("Attributes[{DynamicModule, Manipulate}]", "{{HoldAll, Protected}, {HoldAll, Protected}}"),
        ('Context /@ {WindowSize, StyleDefinitions, CellMargins} // Union', '{"System`"}'),
    ],
)  # fmt: skip
def test_values(ask, text, value):
    assert ask(text) == value
    assert ask.messages == []


@pytest.mark.parametrize(
    "text",
    ["EvaluationNotebook[]", 'NotebookWrite[nb, "x"]', "SelectionMove[nb, Next, Cell]", "CreateDocument[{}]",
     "FrontEndExecute[x]", "CopyToClipboard[1]", "Cells[nb]", 'NotebookOpen["x.nb"]'],
)  # fmt: skip
def test_no_front_end(ask, text):
    assert ask(text) == "$Failed"
    assert ask.messages == ["FrontEndObject::notavail"]


def test_directory_of_a_notebook(ask):
    assert ask("NotebookDirectory[]") == "$Failed"
    assert ask.messages == ["NotebookDirectory::nosv"]


def test_settings_of_a_front_end(ask):
    assert ask('CurrentValue[$FrontEnd, "DynamicUpdating"]') == 'CurrentValue[Null, "DynamicUpdating"]'
    ask('CurrentValue[$FrontEnd, "DynamicUpdating"] = False')
    assert ask.messages == ["FrontEndObject::notavail"]
