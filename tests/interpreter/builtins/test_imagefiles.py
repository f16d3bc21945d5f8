"""Import and Export of images, Rasterize, ExampleData, and images given to and taken from Python."""

import base64
import io
import runpy
import subprocess
from pathlib import Path

import numpy as np
import pytest
from luperca import Session
from luperca.interpreter.convert import Unconvertible, to_expression
from luperca.interpreter.gate import PACKAGED
from luperca.interpreter.images.value import Picture
from PIL import Image


@pytest.fixture
def there(ask, tmp_path):
    ask(f'SetDirectory["{tmp_path}"]')
    return ask


@pytest.mark.parametrize("name", ["a.png", "a.bmp", "a.tif", "a.tiff", "a.webp"])
def test_there_and_back(there, name):
    there('i = ExampleData[{"TestImage", "Gradient"}]')
    assert there(f'Export["{name}", i]') == f'"{name}"'
    assert there(f'Import["{name}"] === i') == "True"
    assert there.messages == []


@pytest.mark.parametrize("format", ["JPEG", "GIF"])
def test_there_and_nearly_back(there, format):
    there(f'i = ExampleData[{{"TestImage", "Coneflower"}}]; Export["a", i, "{format}"]')
    there(f'j = Import["a", "{format}"]')
    assert there("ImageDimensions[j]") == "{320, 320}"
    assert there('Mean[ImageMeasurements[ImageDifference[i, j], "Mean"]] < 0.03') == "True"


def test_strings(ask):
    ask('i = ExampleData[{"TestImage", "Digit"}]')
    assert ask('StringTake[ExportString[i, "PNG"], {2, 4}]') == '"PNG"'
    assert ask('ImportString[ExportString[i, "PNG"], "PNG"] === i') == "True"
    assert ask('ImportString["no image", "PNG"]') == "$Failed"
    assert ask.messages == ["Import::imgbad", "ImportString::fmterr"]
    assert ask('ImportString["\\:0100", "PNG"]') == "$Failed"


ELEMENTS = [
    ("ImageSize", "{2, 1}"),
    ("Data", "{{{255, 0, 0}, {0, 0, 255}}}"),
    ("ColorSpace", '"RGB"'),
    ("BitDepth", "8"),
    ("DataType", '"Byte"'),
    ("Channels", "3"),
    ("FrameCount", "1"),
]


@pytest.mark.parametrize(("element", "expected"), ELEMENTS)
def test_elements(there, element, expected):
    there('Export["a.png", Image[{{{1, 0, 0}, {0, 0, 1}}}, ColorSpace -> "RGB"]]')
    assert there(f'Import["a.png", "{element}"]') == expected
    assert there(f'Import["a.png", {{"PNG", "{element}"}}]') == expected
    assert there(f'MemberQ[Import["a.png", "Elements"], "{element}"]') == "True"


def test_unknown_elements(there):
    there('Export["a.png", Image[{{0}}]]')
    assert there('Import["a.png", "Smell"]') == "$Failed"
    assert there.messages == ["Import::noelem"]


def test_frames(there):
    there('Export["a.gif", f = ConstantImage[#, {4, 3}, "Byte"] & /@ {0, 0.4, 1}]')
    assert there('PixelValue[#, {1, 1}][[1]] & /@ Import["a.gif"]') == "{0., 0.4, 1.}"
    assert there('{Import["a.gif", "FrameCount"], Length[Import["a.gif", "ImageList"]]}') == "{3, 3}"
    assert there('ImageQ[Import["a.gif", "Image"]]') == "True"
    assert there('Export["a.png", f]') == "$Failed"
    assert there.messages == ["Export::nowrite"]


def test_any_expression_can_be_exported(there):
    there('Export["a.png", Integrate[x^2, x]]; Export["b.png", Graphics[Disk[]]]')
    assert there('ImageQ /@ {Import["a.png"], Import["b.png"]}') == "{True, True}"
    assert there('Export["c.png", Image3D[{{{1}}}]]') == "$Failed"
    assert there.messages == ["Export::imgbad", "Export::nowrite"]


def test_broken_files(there, tmp_path):
    data = (PACKAGED / "ExampleData" / "coneflower.jpg").read_bytes()
    for name, part in (("a.jpg", data[:3000]), ("b.png", b"PNG"), ("c.gif", b"")):
        (tmp_path / name).write_bytes(part)
        assert there(f'Import["{name}"]') == "$Failed"
        assert there.messages == ["Import::imgbad", "Import::fmterr"]


def test_a_sandbox_reads_and_writes_no_images(tmp_path):
    Image.new("L", (2, 2)).save(tmp_path / "a.png")
    session = Session(sandbox=True)
    for text in (f'Import["{tmp_path}/a.png"]', f'Export["{tmp_path}/b.png", Image[{{{{1}}}}]]'):
        assert session.evaluate_wrap(text).messages_name[0].endswith("::sandbox")
    assert not (tmp_path / "b.png").exists()
    assert session.evaluate('ImageQ[ExampleData[{"TestImage", "Digit"}]]') is True


# ---- rasterize -------------------------------------------------------------------------------------------------------

RASTERIZED = [
    ("ImageDimensions[Rasterize[x, RasterSize -> {30, 20}]]", "{30, 20}"),
    ("First[ImageDimensions[Rasterize[x^2 + 1, RasterSize -> 200]]]", "200"),
    ("ImageDimensions[Rasterize[Graphics[Disk[], ImageSize -> 50]]]", "{50, 50}"),
    ('Dimensions[Rasterize[3, "Data", RasterSize -> {5, 4}]]', "{4, 5, 3}"),
    ('Rasterize[3, "RasterSize", RasterSize -> {5, 4}]', "{5, 4}"),
    ('{ImageType[#], ImageColorSpace[#]} &[Rasterize["text"]]', '{"Byte", "RGB"}'),
    ("Max[ImageData[Rasterize[3, Background -> GrayLevel[0.5]]]] < 0.51", "True"),
    ("Min[ImageData[Rasterize[3]]] < 0.5", "True"),
]


@pytest.mark.parametrize(("text", "expected"), RASTERIZED)
def test_rasterize(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


# ---- example data ----------------------------------------------------------------------------------------------------


def test_every_example_can_be_read(ask):
    assert ask('SubsetQ[ExampleData[], {"TestImage"}]') == "True"
    ask('all = ExampleData["TestImage"]')
    assert ask("AllTrue[all, ImageQ[ExampleData[#]] &]") == "True"
    assert ask("Length[all] >= 5") == "True"
    assert ask.messages == []


def test_examples_are_small():
    assert all(f.stat().st_size < 60_000 for f in (PACKAGED / "ExampleData").iterdir())


def test_unknown_examples(ask):
    for text, message in (
        ('ExampleData["Smell"]', "nokind"),
        ('ExampleData[{"TestImage", "Smell"}]', "noexample"),
        ("ExampleData[1]", "badspec"),
    ):
        ask(text)
        assert ask.messages == [f"ExampleData::{message}"]


def test_elements_of_examples(ask):
    assert ask('ExampleData[{"TestImage", "Digit"}, "ImageSize"]') == "{28, 28}"


def test_the_script_draws_the_examples():
    script = runpy.run_path(str(Path(__file__).parents[3] / "samples" / "testimages.py"))
    for name in ("shapes", "gradient", "ramp", "checkerboard", "digit"):
        with Image.open(PACKAGED / "ExampleData" / f"{name}.png") as kept:
            difference = np.asarray(kept).astype(int) - np.asarray(script[name]()).astype(int)
            assert np.abs(difference).max() <= 2  # versions of Pillow round differently


# ---- Python ----------------------------------------------------------------------------------------------------------


def test_images_for_python():
    session = Session()
    shapes, ramp, nested = session.evaluate(
        '{ExampleData[{"TestImage", "Shapes"}], ExampleData[{"TestImage", "Ramp"}], {Image[{{0, 1}}, "Bit"]}}'
    )
    assert (shapes.mode, shapes.size) == ("RGBA", (128, 128))
    assert (ramp.mode, ramp.getpixel((63, 63))) == ("I;16", 65535)
    assert nested[0].mode == "1"
    assert type(session.evaluate("Image3D[{{{1}}}]")) is Picture


def test_images_from_python(tmp_path):
    session = Session()
    image = Image.new("RGB", (3, 2), (255, 0, 51))
    assert session.function("ImageData[#][[1, 1]] &")(image).tolist() == [1.0, 0.0, 0.2]
    image.save(tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as opened:  # a class of its own for each format
        assert session.function("ImageDimensions")(opened).tolist() == [3, 2]
    with pytest.raises(Unconvertible):
        to_expression(Image.Resampling)


def test_notebooks_show_images():
    bundle = Session().evaluate_wrap('ExampleData[{"TestImage", "Digit"}]')._repr_mimebundle_()
    with Image.open(io.BytesIO(base64.b64decode(bundle["image/png"]))) as shown:
        assert shown.size == (28, 28)
    assert bundle["text/html"].startswith('<img src="data:image/png;base64,')
    assert bundle["text/plain"].startswith("Image[")


def test_pillow_is_loaded_for_pictures_only(command):
    timed = [command[0], "-X", "importtime", *command[1:], "-c"]
    plain, drawn = (
        subprocess.run([*timed, code], capture_output=True, text=True, check=True).stderr
        for code in ("1 + 1", "Rasterize[1]")
    )
    assert "PIL.Image" not in plain
    assert "PIL.Image" in drawn
