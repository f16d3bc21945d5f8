"""Colours, opacity, thresholds, arithmetic and measures of images."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from luperca.interpreter.builtins.imagecolors import otsu
from luperca.interpreter.gate import PACKAGED
from PIL import Image

SETUP = """rgb = Image[{{{1, 0, 0}, {0, 1, 0}}}, ColorSpace -> "RGB"];
clear = Image[{{{1, 0, 0, 0.5}}}, ColorSpace -> "RGB"];
gray = Image[{{0, 0.25}, {0.5, 1}}];
byte = Image[{{200, 100}}, "Byte"]"""

DATA = [
    ('ColorConvert[rgb, "Grayscale"]', "{{0.299, 0.587}}"),
    ('ColorConvert[rgb, "HSB"]', "{{{0., 1., 1.}, {0.333333, 1., 1.}}}"),
    ('ColorConvert[rgb, "CMYK"]', "{{{0., 1., 1., 0.}, {1., 0., 1., 0.}}}"),
    ('ColorConvert[gray, "RGB"]', "{{{0., 0., 0.}, {0.25, 0.25, 0.25}}, {{0.5, 0.5, 0.5}, {1., 1., 1.}}}"),
    ('ColorConvert[clear, "CMYK"]', "{{{0., 1., 1., 0., 0.5}}}"),
    ("ColorConvert[rgb, GrayLevel]", "{{0.299, 0.587}}"),
    ('ColorSeparate[rgb, "G"]', "{{0., 1.}}"),
    ('ColorSeparate[rgb, "Hue"]', "{{0., 0.333333}}"),
    ("ColorSeparate[clear][[4]]", "{{0.5}}"),
    ('ColorSeparate[rgb, "HSB"][[2]]', "{{1., 1.}}"),
    ("ColorCombine[ColorSeparate[rgb]]", "{{{1., 0., 0.}, {0., 1., 0.}}}"),
    ("ColorNegate[clear]", "{{{0., 1., 1., 0.5}}}"),
    ("ColorNegate[gray]", "{{1., 0.75}, {0.5, 0.}}"),
    ('ColorNegate[Image[{{0, 1}}, "Bit"]]', "{{1, 0}}"),
    ("AlphaChannel[clear]", "{{0.5}}"),
    ("AlphaChannel[rgb]", "{{1., 1.}}"),
    ("RemoveAlphaChannel[clear]", "{{{1., 0., 0.}}}"),
    ("RemoveAlphaChannel[clear, GrayLevel[0]]", "{{{0.5, 0., 0.}}}"),
    ("RemoveAlphaChannel[rgb, 0]", "{{{1., 0., 0.}, {0., 1., 0.}}}"),
    ("SetAlphaChannel[rgb, Image[{{0.25, 0.5}}]]", "{{{1., 0., 0., 0.25}, {0., 1., 0., 0.5}}}"),
    ("SetAlphaChannel[clear, 1]", "{{{1., 0., 0., 1.}}}"),
    ("Binarize[gray, 0.25]", "{{0, 0}, {1, 1}}"),
    ("Binarize[gray, {0.25, 0.5}]", "{{0, 1}, {1, 0}}"),
    ("Binarize[gray, # == 0 &]", "{{1, 0}, {0, 0}}"),
    ("Binarize[rgb, First[#] > 0 &]", "{{1, 0}}"),
    ("Binarize[rgb, 0.5]", "{{0, 1}}"),
    # Arithmetic: real pixels, opacity left alone, a gray image with any other.
    ("gray + 0.25", "{{0.25, 0.5}, {0.75, 1.25}}"),
    ("1 - gray", "{{1., 0.75}, {0.5, 0.}}"),
    ("gray/2", "{{0., 0.125}, {0.25, 0.5}}"),
    ("gray - gray", "{{0., 0.}, {0., 0.}}"),
    ("gray^2", "{{0., 0.0625}, {0.25, 1.}}"),
    ("byte - 2 byte", "{{-0.784314, -0.392157}}"),
    ("2 clear", "{{{2., 0., 0., 0.5}}}"),
    ("byte rgb", "{{{0.784314, 0., 0.}, {0., 0.392157, 0.}}}"),
    ("ImageAdd[gray, 0.25, 0.5]", "{{0.75, 1.}, {1.25, 1.75}}"),
    ("ImageAdd[byte, byte]", "{{1., 0.784314}}"),
    ("ImageAdd[rgb, {0, 0, 0.5}]", "{{{1., 0., 0.5}, {0., 1., 0.5}}}"),
    ("ImageSubtract[byte, Image[{{100, 200}}, \"Byte\"]]", "{{0.392157, 0.}}"),
    ("ImageMultiply[gray, gray]", "{{0., 0.0625}, {0.25, 1.}}"),
    ("ImageDifference[gray, 0.5]", "{{0.5, 0.25}, {0., 0.5}}"),
    ("ImageApply[#^2 &, gray]", "{{0., 0.0625}, {0.25, 1.}}"),
    ("ImageApply[Mean, rgb]", "{{0.333333, 0.333333}}"),
    ("ImageApply[{#, 0, 1} &, Image[{{0.5}}]]", "{{{0.5, 0., 1.}}}"),
    ("ImageApply[#1 - #2 &, {gray, gray}]", "{{0., 0.}, {0., 0.}}"),
    ("ImageApply[1 - # &][gray]", "{{1., 0.75}, {0.5, 0.}}"),
    # (1 + c) (1 + b) x^g - c/2 by hand.
    ("ImageAdjust[Image[{{0.492279, 0.413776, 0.510059}}], {1, 0.5}]", "{{0.976837, 0.741328, 1.}}"),
    ("ImageAdjust[gray, {0, 0, 2}]", "{{0., 0.0625}, {0.25, 1.}}"),
    ("ImageAdjust[gray, {0, 1}]", "{{0., 0.5}, {1., 1.}}"),
    ("ImageAdjust[Image[{{-1, 0, 3}}]]", "{{0., 0.25, 1.}}"),
    ("ImageAdjust[Image[{{2, 2}}]]", "{{0., 0.}}"),
    ("ImageAdjust[gray, 0, {0.25, 0.5}]", "{{0., 0.}, {1., 1.}}"),
    ("ImageAdjust[gray, 0, {0, 1}, {1, 0}]", "{{1., 0.75}, {0.5, 0.}}"),
    ("ImageAdjust[2 gray, 0, {Automatic, 4}]", "{{0., 0.125}, {0.25, 0.5}}"),
    ("MeanFilter[Image[{{0, 0, 9, 0, 0}}], 1]", "{{0., 3., 3., 3., 0.}}"),
    ("GaussianFilter[gray, 0]", "{{0., 0.25}, {0.5, 1.}}"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DATA)
def test_data(ask, text, expected):
    ask(SETUP)
    assert ask(f"ImageData[{text}]", "OutputForm") == expected
    assert ask.messages == []


FACTS = [
    ('ImageType[ColorConvert[byte, "RGB"]]', '"Byte"'),
    ('ImageType[ColorConvert[byte, "LAB"]]', '"Real32"'),
    ("ImageType /@ {byte + 1, byte byte, Image[{{1}}, \"Real64\"] + 1}", '{"Real32", "Real32", "Real64"}'),
    ("ImageType /@ {ImageAdd[byte, 1], ImageAdjust[byte], Blur[byte]}", '{"Byte", "Byte", "Byte"}'),
    ("ImageType[Binarize[byte]]", '"Bit"'),
    ("ImageColorSpace /@ {rgb + 1, byte rgb, ColorCombine[ColorSeparate[rgb], \"LAB\"]}", '{"RGB", "RGB", "LAB"}'),
    ("ColorConvert[RGBColor[1, 0, 0], \"HSB\"]", "Hue[0., 1., 1.]"),
    ("ColorConvert[GrayLevel[0.5, 0.25], \"RGB\"]", "RGBColor[0.5, 0.5, 0.5, 0.25]"),
    ("ColorConvert[{RGBColor[0, 0, 0], Hue[0]}, \"Grayscale\"]", "{GrayLevel[0.], GrayLevel[0.299]}"),
    ("ColorNegate[RGBColor[1, 0.25, 0]]", "RGBColor[0., 0.75, 1.]"),
    ("ImageMeasurements[rgb, {\"Min\", \"Max\", \"Mean\", \"Total\", \"Median\"}]",
     "{{0., 0., 0.}, {1., 1., 0.}, {0.5, 0.5, 0.}, {1., 1., 0.}, {0.5, 0.5, 0.}}"),
    ('ImageMeasurements[{gray, byte}, "Dimensions"]', "{{2, 2}, {2, 1}}"),
    ('ImageMeasurements[gray, {"MeanIntensity", "MaxIntensity", "AspectRatio"}]', "{0.4375, 1., 1}"),
    ("PixelValue[gray, {2, 1}]", "1."),
    ("PixelValue[rgb, {1, 1}]", "{1., 0., 0.}"),
    ("FindThreshold[Image[{{0.5, 0.5}}]]", "0.5"),
    ("gray + x - x === gray", "True"),
    ("Head[gray + I]", "Plus"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FACTS)
def test_facts(ask, text, expected):
    ask(SETUP)
    assert ask(text) == expected
    assert ask.messages == []


@given(st.lists(st.integers(0, 255), min_size=2, max_size=40))
def test_otsu_separates_best(levels):
    """Against the definition: no threshold between two levels separates them better."""
    values = np.array(levels) / 255
    t = otsu(values)

    def between(t):
        low, high = values[values <= t], values[values > t]
        return len(low) * len(high) * (low.mean() - high.mean()) ** 2 if len(low) and len(high) else 0

    best = max(between(v) for v in values)
    assert between(t) >= best * 0.97  # levels are counted in 256 classes


def test_gray_levels_are_those_of_pillow(ask):
    ask('ColorConvert[ExampleData[{"TestImage", "Coneflower"}], "Grayscale"]')
    found = ask.session.outputs[ask.session.line].array[..., 0].astype(int)
    with Image.open(PACKAGED / "ExampleData" / "coneflower.jpg") as image:
        assert np.abs(found - np.asarray(image.convert("L"))).max() <= 1


WRONG = [
    ("ColorConvert[gray, \"Blue\"]", "ColorConvert::imgcs"),
    ("ColorConvert[gray, Automatic]", "ColorConvert::imgcs"),
    ("ColorSeparate[x]", "ColorSeparate::imginv"),
    ("ColorCombine[{gray, byte}]", "ColorCombine::imglist"),
    ("ColorCombine[{gray, gray}, \"RGB\"]", "ColorCombine::imgspace"),
    ("SetAlphaChannel[rgb, gray]", "SetAlphaChannel::imglist"),
    ("RemoveAlphaChannel[clear, x]", "RemoveAlphaChannel::imgcolor"),
    ("Binarize[gray, {1}]", "Binarize::imgspec"),
    ("ImageAdd[gray, byte]", "ImageAdd::imglist"),
    ("ImageAdd[gray, x]", "ImageAdd::imginv"),
    ("ImageAdjust[gray, {1, 2, 3, 4}]", "ImageAdjust::imgspec"),
    ("ImageAdjust[gray, 0, {1}]", "ImageAdjust::imgspec"),
    ("ImageApply[f, gray]", "ImageApply::imgcolor"),
    ("GaussianFilter[gray, -1]", "GaussianFilter::imgspec"),
    ("ImageMeasurements[gray, \"Beauty\"]", "ImageMeasurements::imgspec"),
    ("PixelValue[gray, {3, 1}]", "PixelValue::imgspec"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_wrong_arguments(ask, text, message):
    ask(SETUP)
    ask(text)
    assert ask.messages == [message]
