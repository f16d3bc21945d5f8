"""Graphics and colours in the language: values, text, files, and what is malformed."""

import pytest


@pytest.mark.parametrize(
    "text, result",
    [
        ("{Red, LightBlue, Gray, Transparent}",
         "{RGBColor[1, 0, 0], RGBColor[0.87, 0.94, 1], GrayLevel[0.5], GrayLevel[0, 0]}"),
        ("{Dashed, Thick}", "{Dashing[{Small, Small}], Thickness[Large]}"),
        ("Lighter[GrayLevel[0.5], 0.5]", "GrayLevel[0.75]"),
        ("Darker[RGBColor[0.5, 1, 0, 0.25], 0.5]", "RGBColor[0.25, 0.5, 0., 0.25]"),
        ("Lighter[{White, Black}, 1]", "{GrayLevel[1.], GrayLevel[1.]}"),
        ("Lighter[3]", "Lighter[3]"),
        ("Darker[Red, 7]", "Darker[RGBColor[1, 0, 0], 7]"),
        ("Blend[{Red, 3}]", "Blend[{RGBColor[1, 0, 0], 3}]"),
        ("Blend[{Black, White}, 2]", "RGBColor[1., 1., 1.]"),
        ('RGBColor["no color"]', 'RGBColor["no color"]'),
        ('RGBColor["#fff"]', "RGBColor[1., 1., 1.]"),
        ("Map[ColorQ, {Red, RGBColor[x, 0, 0], RGBColor[1], Hue[0.1], 3}]", "{True, False, False, True, False}"),
        ("Graphics[{Disk[]}, Axes -> True]", "Graphics[{Disk[]}, Axes -> True]"),
        ("Options[Graphics, {Axes, Frame}]", "{Axes -> False, Frame -> False}"),
    ],
)  # fmt: skip
def test_values(ask, text, result):
    assert ask(text) == result
    assert ask.messages == []


def test_text_of_graphics(ask):
    assert ask("Graphics[{Disk[]}]", "OutputForm") == "Graphics[<>]"
    assert ask("{Graphics[{Disk[]}], 1}", "OutputForm") == "{Graphics[<>], 1}"
    assert ask("Graphics[]", "OutputForm") == "Graphics[]"


def test_names_of_colours_are_protected(ask):
    assert ask("Red = 3; Red") == "RGBColor[1, 0, 0]"
    assert [str(m) for m in ask.messages] == ["Set::wrsym"]


def test_export(ask, tmp_path):
    path = tmp_path / "picture.svg"
    assert ask(f'Export["{path}", Graphics[{{Red, Disk[]}}]]') == f'"{path}"'
    assert path.read_text(encoding="utf-8").startswith("<svg ") and "#ff0000" in path.read_text(encoding="utf-8")
    ask(f'Export["{path}", NetChain[{{2, Ramp}}, "Input" -> 3]]')
    assert ">Ramp</text>" in path.read_text(encoding="utf-8")
    assert ask('StringTake[ExportString[Graphics[Point[{1, 2}]], "SVG"], 5]') == '"<svg "'


def test_notebooks_get_a_picture():
    from luperca import Session

    with Session() as session:
        for text in ("Graphics[Disk[]]", 'LinearLayer[3, "Input" -> 2]', "Graphics[Disk[x, y]]"):
            assert session.evaluate_wrap(text)._repr_mimebundle_()["image/svg+xml"].startswith("<svg ")
        assert "image/svg+xml" not in session.evaluate_wrap("1 + 1")._repr_mimebundle_()


def test_diagrams(ask):
    name = "Luperca`NetDiagram"
    assert ask(f'Head[{name}[NetChain[{{2}}, "Input" -> 3]]]') == "Graphics"
    assert ask(f'StringCount[ToString[{name}[NetChain[{{NetChain[{{2, Ramp}}]}}], Full -> True]], "1/2"]') == "1"
    ask(f"{name}[3]")
    assert [str(m) for m in ask.messages] == ["Luperca`NetDiagram::notnet"]


@pytest.mark.parametrize("text", ["{}", "{1}", "{x -> 1}", "", "Red", "2, Axes", "{Disk[]}, {Axes -> 3}"])
def test_malformed_graphics_are_drawn_as_far_as_they_go(ask, text):
    assert ask(f'StringTake[ExportString[Graphics[{text}], "SVG"], 5]') == '"<svg "'
