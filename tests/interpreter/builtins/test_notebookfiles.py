"""Notebook files: read as expressions, as text, and cell by cell."""

import pytest

FILE = r"""(* Content-type: application/vnd.wolfram.mathematica *)
(*CacheID: 234*)
Notebook[{
Cell[CellGroupData[{
Cell["A title", "Title", CellChangeTimes->{{3.8*^9, 3.80001`*^9}}],
Cell[TextData[{
 "Some ",
 StyleBox["bold", FontWeight->"Bold"],
 " text with ",
 Cell[BoxData[FormBox[SuperscriptBox["x", "2"], TraditionalForm]]],
 "."
}], "Text"],
Cell[BoxData[{
 RowBox[{RowBox[{"f", "[", "x_", "]"}], ":=", RowBox[{"x", "^", "2"}]}], "\[IndentingNewLine]",
 RowBox[{"g", "=", FractionBox["1", "2"]}]}], "Input", CellLabel->"In[1]:="],
Cell[CellGroupData[{
Cell[BoxData[RowBox[{"f", "[", "3", "]"}]], "Input", InitializationCell->True],
Cell[BoxData["9"], "Output"]
}, Closed]],
Cell[BoxData[RowBox[{"\"\<a b\>\"", "+", "unfinished", "["}]], "Code"]
}, Open  ]]
},
WindowSize->{808, 911},
StyleDefinitions->"Default.nb"
]
(* End of Notebook Content *)
"""


@pytest.fixture
def file(ask, tmp_path):
    path = tmp_path / "x.nb"
    path.write_text(FILE)
    ask(f'file = "{path}"')
    return path


def test_whole(ask, file):
    assert (
        ask('Head /@ {Get[file], Import[file], Import[file, {"NB", "Notebook"}]}') == "{Notebook, Notebook, Notebook}"
    )
    assert ask("Import[file] === Get[file]") == "True"
    assert ask('Cases[Import[file], Cell[x_, "Title", ___] :> x, Infinity]') == '{"A title"}'


def test_text(ask, file):
    assert ask('Import[file, "Plaintext"]', "OutputForm").split("\n\n") == [
        "A title", "Some bold text with x^2.", "f[x_] := x^2\ng = 1/2", "f[3]", "9", "a b + unfinished[",
    ]  # fmt: skip
    assert ask('Import[file, "Cells"]') == '{"Title", "Text", "Input", "Input", "Output", "Code"}'


@pytest.mark.parametrize(
    ("style", "value"),
    [
        ('"Input"', "{HoldComplete[f[x_] := x^2, g = 1/2], HoldComplete[f[3]]}"),
        ('"Title" | "Output"', '{"A title", 9}'),
        ('"Input" -> "InputText"', r'{"f[x_] := x^2\ng = 1/2", "f[3]"}'),
        ('"Output" -> "Boxes"', '{BoxData["9"]}'),
        ('"Code" -> "HeldExpression"', "{$Failed}"),
        ('"Nothing"', "{}"),
        ('"Output" | "Title" -> "InterpretedCell"', '{TextCell["A title", "Title"], ExpressionCell[9, "Output"]}'),
        ('"Output" -> "HeldInterpretedCell"', '{HoldComplete[ExpressionCell[9, "Output"]]}'),
    ],
)
def test_cells(ask, file, style, value):
    assert ask(f"NotebookImport[file, {style}]") == value
    assert ask(f"NotebookImport[Get[file], {style}]") == value


def test_cells_run(ask, file):
    assert ask('ReleaseHold /@ NotebookImport[file, "Input"]; {f[4], g}') == "{16, 1/2}"
    assert ask('Import[file, "Initialization"]') == "{9}"


def test_evaluated(ask, file):
    code = 'Notebook[{Cell[BoxData["u=5"], "Input"], Cell[BoxData["u=6"], "Input", Evaluatable -> False]}]'
    assert ask(f"NotebookEvaluate[{code}]; u") == "5"
    assert ask("NotebookEvaluate[file]") == "$Failed"  # its last cell is not finished
    assert ask.messages == ["NotebookEvaluate::fmterr"]
    assert ask("f[4]") == "16"


def test_names_of_a_cell(ask):
    boxes = 'InterpretationBox["x", $CellContext`w + 1]'
    assert ask(f"w = 2; ToExpression[{boxes}]") == "3"


def test_mistakes(ask, file):
    assert ask('NotebookImport["nowhere.nb", _]') == "$Failed"
    assert ask.messages == ["NotebookImport::nffil"]
    assert ask('NotebookImport[file, "Input" -> "Nonsense"]') == "$Failed"
    assert ask.messages == ["NotebookImport::form"]
    assert ask('ImportString["Notebook[", "NB"]') == "$Failed"
    assert ask.messages == ["ImportString::fmterr"]


def test_export(ask, tmp_path):
    assert ask('ImportString[ExportString[x^2, "NB"], "NB"]') == (
        'Notebook[{Cell[BoxData[SuperscriptBox["x", "2"]], "Output"]}]'
    )
    assert (
        ask('e = Notebook[{Cell["a", "Text"]}, WindowSize -> All]; ImportString[ExportString[e, "NB"], "NB"] === e')
        == "True"
    )
