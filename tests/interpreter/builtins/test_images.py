"""Images as the language has them: what is made, asked, cut and turned."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.expr import expr
from luperca.interpreter.gate import PACKAGED
from luperca.interpreter.images.value import Picture
from luperca.interpreter.packed import from_array
from luperca.interpreter.session import Session
from luperca.interpreter.symbols import system
from PIL import Image

SESSION = Session(debug=True)


def call(name, *args):
    return SESSION.evaluate_expr(expr(system(name), *args))


shapes = st.tuples(st.integers(1, 7), st.integers(1, 7), st.sampled_from([1, 3, 4]))


def picture(shape, dtype="uint8"):
    """A picture whose pixels are all different."""
    return Picture(np.arange(np.prod(shape)).reshape(shape).astype(dtype))


# ---- made and asked --------------------------------------------------------------------------------------------------


@given(shapes, st.data())
def test_data_come_back(shape, data):
    kind = data.draw(st.sampled_from(["Byte", "Bit16", "Real64", "Bit"]))
    count = shape[0] * shape[1] * shape[2]
    top = {"Byte": 255, "Bit16": 65535, "Bit": 1}.get(kind)
    if top is None:
        items = data.draw(st.lists(st.floats(0, 1), min_size=count, max_size=count))
    else:
        items = data.draw(st.lists(st.integers(0, top), min_size=count, max_size=count))
    given_ = from_array(np.array(items).reshape(shape[:2] if shape[2] == 1 else shape))
    image = call("Image", given_, kind)
    assert type(image) is Picture
    assert call("ImageData", image, kind) == given_
    planes = call("ImageData", image, kind, expr(system("Rule"), system("Interleaving"), system("False")))
    again = call("Image", planes, kind, expr(system("Rule"), system("Interleaving"), system("False")))
    assert again == image


MADE = [
    ("ImageType[Image[{{0, 1}}]]", '"Real32"'),
    ('ImageType[Image[{{0, 1}}, "Real"]]', '"Real32"'),
    ('ImageType[Image[NumericArray[{{0, 1}}, "UnsignedInteger16"]]]', '"Bit16"'),
    ('ImageType[Image[NumericArray[{{0, 1}}, "Real64"]]]', '"Real64"'),
    ('ImageType[Image[NumericArray[{{0, 1}}, "Integer32"]]]', '"Real32"'),
    ("ImageData[Image[{{1/2, Sqrt[1/4], 0.5, Pi/Pi}}]]", "{{0.5, 0.5, 0.5, 1.}}"),
    ('ImageData[Image[{{0, 1}}, "Bit"]]', "{{0, 1}}"),
    ('ImageData[Image[{{0.2, 0.7}}, "Bit"]]', "{{0, 1}}"),
    ('ImageData[Image[Image[{{0, 0.5, 1}}], "Byte"], "Byte"]', "{{0, 128, 255}}"),
    ('ImageData[Image[Image[{{0, 128, 255}}, "Byte"], "Bit16"], "Bit16"]', "{{0, 32896, 65535}}"),
    ('ImageData[Image[{{51}}, "Byte"], Automatic]', "{{51}}"),
    ("ImageData[Image[{{1, 2}, {3, 4}}], DataReversed -> True]", "{{3., 4.}, {1., 2.}}"),
    ("ImageColorSpace[Image[{{{1, 0, 0}}}, ColorSpace -> RGBColor]]", '"RGB"'),
    ("ImageColorSpace[Image[{{{1, 0, 0}}}, ColorSpace -> Hue]]", '"HSB"'),
    ("ImageColorSpace[Image[{{{1, 0, 0}}}]]", "Automatic"),
    ('ImageColorSpace[Image[Image[{{{1, 0, 0}}}], ColorSpace -> "LAB"]]', '"LAB"'),
    ('ImageColorSpace[Image[Image[{{1}}, ColorSpace -> "Grayscale"], "Bit"]]', "Automatic"),
    ("Image[Image[{{1}}]] === Image[{{1}}]", "True"),
    ("Image[{{RGBColor[1, 0, 0], RGBColor[0, 0, 1]}}] // ImageData", "{{{1., 0., 0.}, {0., 0., 1.}}}"),
    ("ImageDimensions[Image[Graphics[{Disk[]}, ImageSize -> {40, 30}]]]", "{40, 30}"),
    ("ImageDimensions[Image3D[Table[x y z, {x, 2}, {y, 3}, {z, 4}]]]", "{4, 3, 2}"),
    ("ImageChannels[Image3D[Table[x y z, {x, 2}, {y, 3}, {z, 4}, {3}]]]", "3"),
    ("{ImageQ[Image[{{1}}]], ImageQ[Image3D[{{{1}}}]], ImageQ[x]}", "{True, True, False}"),
    ("Head /@ {Image[{{1}}], Image3D[{{{1}}}]}", "{Image, Image3D}"),
    ("MatchQ[Image[{{1}}], _Image]", "True"),
    ('ImageData[ConstantImage[0.2, {2, 1}, "Byte"], "Byte"]', "{{51, 51}}"),
    ("ImageData[ConstantImage[RGBColor[1, 0, 0], 1]]", "{{{1., 0., 0.}}}"),
    ("ImageColorSpace[ConstantImage[GrayLevel[0.5], 3]]", '"Grayscale"'),
    ("ImageDimensions[RandomImage[]]", "{150, 150}"),
    ('ImageChannels[RandomImage[{0.2, 0.3}, {3, 2}, ColorSpace -> "CMYK"]]', "4"),
    ("AllTrue[Flatten[ImageData[RandomImage[{0.2, 0.3}, {9, 9}]]], 0.19 < # < 0.31 &]", "True"),
    ("SeedRandom[3]; a = RandomImage[1, 5]; SeedRandom[3]; a === RandomImage[1, 5]", "True"),
]


@pytest.mark.parametrize(("text", "expected"), MADE)
def test_images(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


def test_input_form_rebuilds(ask):
    for name in ("Shapes", "Digit", "Checkerboard", "Gradient"):
        ask(f'i = ExampleData[{{"TestImage", "{name}"}}]')
        assert ask("ToExpression[ToString[i, InputForm]] === i") == "True"


def test_summary(ask):
    shown = ask('ExampleData[{"TestImage", "Shapes"}]', "OutputForm").split("\n")
    assert [line.split() for line in shown] == [
        ["Image["],
        ["Dimensions:", "128", "x", "128"],
        ["Type:", "Byte"],
        ["Color", "space:", "RGB"],
        ["Channels:", "4"],
        ["]"],
    ]
    assert ask("{Image[{{1}}]}", "OutputForm") == "{Image[<>]}"


# ---- sizes and parts -------------------------------------------------------------------------------------------------


@given(shapes, st.integers(1, 12), st.integers(1, 12))
def test_crop_gives_the_size(shape, width, height):
    p = picture(shape)
    size = from_array(np.array([width, height]))
    cropped = call("ImageCrop", p, size)
    assert cropped.size == (min(width, shape[1]), min(height, shape[0]))
    assert call("ImageCrop", p, size, expr(system("Rule"), system("Padding"), 0)).size == (width, height)
    rows = [n for n in range(shape[0] - cropped.size[1] + 1)]
    assert any(
        np.array_equal(cropped.array, p.array[r : r + cropped.size[1], c : c + cropped.size[0]])
        for r in rows
        for c in range(shape[1] - cropped.size[0] + 1)
    )


@given(shapes, st.data())
def test_take_is_slicing(shape, data):
    p = picture(shape)
    n = data.draw(st.integers(1, shape[0]))
    first, last = sorted(data.draw(st.tuples(st.integers(1, shape[1]), st.integers(1, shape[1]))))
    assert np.array_equal(call("ImageTake", p, n).array, p.array[:n])
    assert np.array_equal(call("ImageTake", p, -n).array, p.array[-n:])
    span = from_array(np.array([first, last]))
    assert np.array_equal(call("ImageTake", p, system("All"), span).array, p.array[:, first - 1 : last])
    back = from_array(np.array([first - 1 - shape[1], last - 1 - shape[1]]))
    assert call("ImageTake", p, system("All"), back) == call("ImageTake", p, system("All"), span)


@given(shapes)
def test_turns_and_mirrors(shape):
    p = picture(shape)
    once = call("ImageRotate", p)
    assert np.array_equal(once.array, np.rot90(p.array))
    assert call("ImageRotate", call("ImageRotate", call("ImageRotate", once))) == p
    assert call("ImageReflect", call("ImageReflect", p)) == p
    across = expr(system("Rule"), system("Top"), system("Left"))
    assert np.array_equal(call("ImageReflect", p, across).array, p.array.swapaxes(0, 1))
    assert call("ImageReflect", call("ImageReflect", p, across), system("Left")) == call("ImageRotate", p, -np.pi / 2)


@given(shapes, st.integers(1, 4), st.integers(1, 4))
def test_tiles_are_put_together_again(shape, width, height):
    p = picture(shape)
    if shape[0] < height or shape[1] < width:
        return
    tiles = call("ImagePartition", p, from_array(np.array([width, height])))
    whole = p.array[: shape[0] // height * height, : shape[1] // width * width]
    assert np.array_equal(call("ImageAssemble", tiles).array, whole)


SIZES = [
    ("20", "{20, 15}"),
    ("{20}", "{20, 15}"),
    ("{Automatic, 60}", "{80, 60}"),
    ("{10, Automatic}", "{10, 8}"),
    ("{10, 11}", "{10, 11}"),
    ("{All, 10}", "{40, 10}"),
    ("Scaled[1/2]", "{20, 15}"),
    ("{Scaled[2], Scaled[0.1]}", "{80, 3}"),
    ("UpTo[100]", "{40, 30}"),
    ("{UpTo[10], UpTo[100]}", "{10, 30}"),
    ("Small", "{180, 135}"),
    ("1", "{1, 1}"),
    ("10.4", "{10, 8}"),
]


@pytest.mark.parametrize(("size", "expected"), SIZES)
def test_resized(ask, size, expected):
    assert ask(f"ImageDimensions[ImageResize[ConstantImage[0.5, {{40, 30}}], {size}]]") == expected
    assert ask(f"Union[Flatten[ImageData[ImageResize[ConstantImage[0.5, {{40, 30}}], {size}]]]]") == "{0.5}"
    assert ask.messages == []


def test_resizing_averages_as_pillow_does(ask):
    ask('ImageResize[ExampleData[{"TestImage", "Coneflower"}], 40]')
    found = ask.session.outputs[ask.session.line]
    with Image.open(PACKAGED / "ExampleData" / "coneflower.jpg") as image:
        assert np.array_equal(found.array, np.asarray(image.resize((40, 40), Image.Resampling.BOX)))


BYTES = [
    ("ImageCrop[i, {2, 2}]", "{{2, 3}, {6, 7}}"),
    ("ImageCrop[i, {2, 2}, Left]", "{{3, 4}, {7, 8}}"),
    ("ImageCrop[i, {2, 2}, Right]", "{{1, 2}, {5, 6}}"),
    ("ImageCrop[i, {2, 2}, {Left, Top}]", "{{7, 8}, {11, 12}}"),
    ("ImageCrop[i, 2]", "{{2, 3}, {6, 7}, {10, 11}}"),
    ("ImageCrop[i, {5, 1}, Right, Padding -> 1]", "{{5, 6, 7, 8, 255}}"),
    ("ImagePad[ImageTake[i, 1], {{1, 0}, {0, 1}}]", "{{0, 0, 0, 0, 0}, {0, 1, 2, 3, 4}}"),
    ('ImagePad[ImageTake[i, 1], {{2, 2}, {0, 0}}, "Periodic"]', "{{3, 4, 1, 2, 3, 4, 1, 2}}"),
    ('ImagePad[ImageTake[i, 1], {{2, 2}, {0, 0}}, "Reflected"]', "{{3, 2, 1, 2, 3, 4, 3, 2}}"),
    ('ImagePad[ImageTake[i, 1], {{2, 2}, {0, 0}}, "Reversed"]', "{{2, 1, 1, 2, 3, 4, 4, 3}}"),
    ("ImagePad[i, -1]", "{{6, 7}}"),
    ("ImagePad[ImageTake[i, 1, 1], 1, GrayLevel[1]]", "{{255, 255, 255}, {255, 1, 255}, {255, 255, 255}}"),
    ("ImageTake[i, {2, 3}, {1, 4, 2}]", "{{5, 7}, {9, 11}}"),
    ("ImageTake[i, 2 ;;, -1]", "{{8}, {12}}"),
    ("ImageTake[i, UpTo[9], ;; 1]", "{{1}, {5}, {9}}"),
    ("ImageTake[i, 99, 1]", "{{1}, {5}, {9}}"),
    ("ImageTrim[i, {{0, 0}, {2, 1}}]", "{{9, 10}}"),
    ("ImageTrim[i, {{3.5, 2.5}}]", "{{4}}"),
    ("ImageTrim[i, {3.5, 2.5}, 1]", "{{3, 4}, {7, 8}}"),
    ("ImageRotate[i, Left -> Top]", "{{9, 5, 1}, {10, 6, 2}, {11, 7, 3}, {12, 8, 4}}"),
    ("ImageRotate[i, Pi, {2, 1}]", "{{7, 6}}"),
    ("ImageReflect[i, Left -> Right]", "{{4, 3, 2, 1}, {8, 7, 6, 5}, {12, 11, 10, 9}}"),
    ("ImageReflect[ImageTake[i, 2, 2], Top -> Right]", "{{6, 2}, {5, 1}}"),
]


@pytest.mark.parametrize(("text", "expected"), BYTES)
def test_parts(ask, text, expected):
    ask('i = Image[Partition[Range[12], 4], "Byte"]')
    assert ask(f'ImageData[{text}, "Byte"]') == expected
    assert ask.messages == []


def test_turned_by_any_angle(ask):
    assert ask("ImageDimensions[ImageRotate[ConstantImage[1, {30, 40}], Pi/6, Background -> 1]]") == "{46, 50}"
    assert ask("Union[Flatten[ImageData[ImageRotate[ConstantImage[1, {30, 40}], Pi/6, Background -> 1]]]]") == "{1.}"


# ---- wrong arguments -------------------------------------------------------------------------------------------------

WRONG = [
    ("Image[{{1, 2}, {3}}]", "Image::imgarray"),
    ("Image[x]", "Image::imgarray"),
    ("Image[{}]", "Image::imgarray"),
    ("Image[{1, 2}]", "Image::imgarray"),
    ("Image[{{x, 1}}]", "Image::imgarray"),
    ('Image[{{1, 2}}, "Bits"]', "Image::imgtype"),
    ('Image[{{1, 2}}, ColorSpace -> "RGB"]', "Image::imgchan"),
    ('Image[{{1, 2}}, ColorSpace -> "Red"]', "Image::imgcs"),
    ("Image[{{1, 2}}, Color -> 1]", "Image::optx"),
    ("Image3D[{{1, 2}}]", "Image3D::imgarray"),
    ("ImageData[{{1, 2}}]", "ImageData::imginv"),
    ('ImageData[Image[{{1}}], "Bits"]', "ImageData::imgtype"),
    ("ImageResize[Image[{{1}}], 0]", "ImageResize::imgsize"),
    ("ImageResize[Image[{{1}}], {10^6, 10^6}]", "ImageResize::imgmax"),
    ('ImageResize[Image[{{1}}], 9, Resampling -> "Best"]', "ImageResize::imgspec"),
    ('ImagePad[Image[{{1}}], 1, "Mirror"]', "ImagePad::imgspec"),
    ("ImagePad[Image[{{1}}], -1]", "ImagePad::imgsize"),
    ("ImagePad[Image[{{1}}], 1, {1, 2}]", "ImagePad::imgcolor"),
    ("ImageTake[Image[{{1}}], 0]", "ImageTake::imgspec"),
    ("ImageAssemble[{{Image[{{1}}]}, {}}]", "ImageAssemble::imglist"),
    ("RandomImage[1, {10^6, 10^6}]", "RandomImage::imgmax"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_wrong_arguments(ask, text, message):
    ask(text)
    assert ask.messages == [message]


IMAGE_FUNCTIONS = """Image Image3D ImageData ImageDimensions ImageAspectRatio ImageChannels ImageType ImageColorSpace
    ImageQ ConstantImage RandomImage ColorConvert ColorSeparate ColorCombine ColorNegate AlphaChannel RemoveAlphaChannel
    SetAlphaChannel Binarize FindThreshold ImageResize ImageCrop ImagePad ImageTake ImageTrim ImageReflect ImageRotate
    ImagePartition ImageAssemble ImageAdjust ImageAdd ImageSubtract ImageMultiply ImageDifference ImageApply
    GaussianFilter Blur MeanFilter ImageMeasurements PixelValue Rasterize ExampleData Plus Times""".split()
ARGUMENTS = [
    "{}", "{{}}", "x", '"Foo"', "-1", "0", "2", "1.5", "10.^300", "10^400", "Infinity", "{1, 2}", "{{1, 2}}", "All",
    "Left", "{Left, 1}", "Left -> Top", "a -> b", "Image[x]", 'Image[{{1, 2}}, "Byte"]', "Image[{{0.5, 1}, {0, 0.25}}]",
    'Image[{{{1, 0, 0, 0.5}}}, ColorSpace -> "RGB"]', "Image3D[{{{1, 2}}}]", 'Image[{{{1, 0}}}]', "#&", "1 ;; 2", "I",
    'Image[{{{1, 0, 0}}}, ColorSpace -> "LAB"]', "{Image[{{1}}], Image[{{0}}]}", '"RGB"', "GrayLevel[0.5]", "1/2",
    'Image[{{1}}, "Bit"]', "UpTo[2]", "Scaled[x]", "<|1 -> 2|>", 'NumericArray[{1, 2}, "Real32"]', "Indeterminate",
]  # fmt: skip


@pytest.mark.parametrize("name", IMAGE_FUNCTIONS)
@settings(max_examples=150)
@given(args=st.lists(st.sampled_from(ARGUMENTS), min_size=1, max_size=4))
def test_no_argument_is_a_traceback(name, args):
    """The session of the tests raises what a user would see as an internal error."""
    outcome = SESSION.evaluate_input(SESSION.read_value(f"{name}[{', '.join(args)}]"))
    assert outcome.failure is None
