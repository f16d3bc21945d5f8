"""The coders of images, volumes and videos: every parameter, against Pillow where it knows better, and mistakes."""

import io

import numpy as np
import pytest
from luperca.interpreter import symbols as S
from luperca.interpreter.expr import Expr, make_list
from luperca.interpreter.images.colors import converted
from luperca.interpreter.images.value import CHANNELS, Picture
from PIL import Image

RANDOM = np.random.default_rng(11)
BYTES = RANDOM.integers(0, 256, (12, 16, 3), dtype=np.uint8)
PHOTO = Picture(BYTES.copy(), "RGB")
REALS = Picture(RANDOM.random((12, 16, 3), dtype=np.float32), "RGB")
VOLUME = Picture(RANDOM.random((4, 6, 8, 1), dtype=np.float32), "Grayscale")  # height, depth, width


class Coding:
    """coding(text, data, ...): what the coder that the text makes does with data; an array, or else an expression."""

    def __init__(self, session):
        self.session = session
        self.messages = []

    def value(self, text):
        self.messages = []
        found = None
        for item in self.session.read(text):
            outcome = self.session.evaluate_input(item)
            self.messages += [m.name for m in outcome.messages]
            found = outcome.expr
        return found

    def __call__(self, text, *data):
        coder = self.value(text)
        found = self.session.evaluate_expr(Expr(coder, data))
        return getattr(found, "array", found)


@pytest.fixture
def coding(ask):
    return Coding(ask.session)


def chw(image):
    array = np.asarray(image, dtype=np.float32) / np.float32(255)
    return np.moveaxis(array if array.ndim == 3 else array[..., None], -1, 0)


def pillow(size, filter=Image.Resampling.BOX, mode="RGB"):
    return chw(Image.fromarray(BYTES).convert(mode).resize(size, filter))


# ---- "Image": size, colours, order of axes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spec, shape",
    [
        ('"Image"', (3, 128, 128)),
        ('{"Image", 5}', (3, 5, 5)),
        ('{"Image", {4, 6}}', (3, 6, 4)),
        ('{"Image", {4, 6}, Interleaving -> True}', (6, 4, 3)),
        ('{"Image", {4, 6}, "DataTransposed" -> True}', (3, 4, 6)),
        ('{"Image", {4, 6}, "Interleaving" -> True, "DataTransposed" -> True}', (4, 6, 3)),
        *[(f'{{"Image", {{4, 6}}, ColorSpace -> "{s}"}}', (n, 6, 4)) for s, n in CHANNELS.items()],
    ],
)
def test_shapes(coding, spec, shape):
    """The shape is what the encoder says it is, for one image and for several."""
    assert coding(f"NetEncoder[{spec}]", PHOTO).shape == shape
    assert coding(f"NetEncoder[{spec}]", make_list([PHOTO, REALS])).shape == (2, *shape)
    assert coding.value(f'NetExtract[NetEncoder[{spec}], "Output"]') == make_list(shape)


def test_bytes_as_pillow(coding):
    small, large = 'NetEncoder[{"Image", {8, 6}}]', 'NetEncoder[{"Image", {40, 30}}]'
    assert (coding(small, PHOTO) == pillow((8, 6))).all()
    assert (coding(large, PHOTO) == pillow((40, 30), Image.Resampling.BILINEAR)).all()
    gray = 'NetEncoder[{"Image", {8, 6}, "ColorSpace" -> "Grayscale"}]'
    assert (coding(gray, PHOTO) == pillow((8, 6), mode="L")).all()


def test_the_order_of_axes(coding):
    plain = coding('NetEncoder[{"Image", {4, 6}}]', PHOTO)
    for spec, axes in (
        ("Interleaving -> True", (1, 2, 0)),
        ('"DataTransposed" -> True', (0, 2, 1)),
        ('Interleaving -> True, "DataTransposed" -> True', (2, 1, 0)),
    ):
        assert (coding(f'NetEncoder[{{"Image", {{4, 6}}, {spec}}}]', PHOTO) == plain.transpose(axes)).all()


@pytest.mark.parametrize("space", CHANNELS)
@pytest.mark.parametrize("picture", [PHOTO, REALS], ids=["Byte", "Real32"])
def test_colours(coding, space, picture):
    found = coding(f'NetEncoder[{{"Image", {{16, 12}}, "ColorSpace" -> "{space}"}}]', picture)
    wanted = converted(picture.reals(), "RGB", space)
    assert np.moveaxis(found, 0, -1) == pytest.approx(wanted, abs=0.5 / 255 if space == "Grayscale" else 1e-6)


@pytest.mark.parametrize("word", ['"RGB"', "RGB", "RGBColor", "Automatic"])
def test_words_for_colours(coding, word):
    assert coding(f'NetEncoder[{{"Image", {{8, 6}}, ColorSpace -> {word}}}]', PHOTO).shape == (3, 6, 8)


@pytest.mark.parametrize(
    "array, space, expected",
    [
        (np.array([[[True], [False]]]), None, [1, 0]),
        (np.array([[[65535], [0]]], dtype=np.uint16), "Grayscale", [1, 0]),
        (np.array([[[0.25], [2.0]]]), "Grayscale", [0.25, 2]),
        (np.array([[[128, 9], [0, 0]]], dtype=np.uint8), "Grayscale", [128 / 255, 0]),  # alpha is left out
        (np.array([[[0, 0, 1.0, 0.1], [0, 0, 0, 1]]]), "HSB", [1, 0]),
        (np.array([[[0, 0, 0, 0], [0, 0, 0, 1.0]]]), "CMYK", [1, 0]),
        (np.array([[[1, 1, 1.0], [0, 0, 0]]]), None, [1, 0]),
    ],
)
def test_kinds_of_images(coding, array, space, expected):
    for target in ("Grayscale", "RGB"):
        found = coding(f'NetEncoder[{{"Image", {{2, 1}}, "ColorSpace" -> "{target}"}}]', Picture(array.copy(), space))
        for channel in found:
            assert channel == pytest.approx(np.array([expected]), abs=1e-6)


# ---- mean and variance -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mean, variance", [(0.5, None), ((0.1, 0.2, 0.3), None), (None, 4), ((0.1, 0.2, 0.3), (0.25, 1, 4)), (1, (1, 2, 3))]
)
def test_mean_and_variance(coding, mean, variance):
    words = [
        f'"{name}" -> ' + ("None" if v is None else "{" + ", ".join(map(str, v)) + "}" if type(v) is tuple else str(v))
        for name, v in (("MeanImage", mean), ("VarianceImage", variance))
    ]
    found = coding(f'NetEncoder[{{"Image", {{8, 6}}, {", ".join(words)}}}]', PHOTO)
    column = lambda v: np.array(v if type(v) is tuple else (v,) * 3)[:, None, None]  # noqa: E731
    wanted = pillow((8, 6))
    wanted = wanted if mean is None else wanted - column(mean)
    wanted = wanted if variance is None else wanted / np.sqrt(column(variance))
    assert found == pytest.approx(wanted, abs=1e-6)
    turned = coding(f'NetEncoder[{{"Image", {{8, 6}}, {", ".join(words)}, Interleaving -> True}}]', PHOTO)
    assert (np.moveaxis(turned, -1, 0) == found).all()


def test_images_of_means(coding):
    """They are brought to the size and to the colours of the encoder."""
    text = 'NetEncoder[{"Image", {2, 1}, "ColorSpace" -> "RGB", "MeanImage" -> Image[{{0.25, 0.5}}], "VarianceImage" -> Image[{{4, 9}}]}]'  # noqa: E501
    found = coding(text, Picture(np.ones((2, 4, 3)), "RGB"))
    assert found == pytest.approx(np.array([[[0.75 / 2, 0.5 / 3]]] * 3))
    assert coding.value(f'ImageDimensions[NetExtract[{text}, "MeanImage"]]') == make_list([2, 1])


# ---- how the size is reached -----------------------------------------------------------------------------------------


WIDE = Picture(np.arange(1.0, 9).reshape(2, 4, 1) / 8, "Grayscale")


def rows(coding, picture, *options, size="{4, 4}"):
    spec = "".join(f", {o}" for o in options)
    found = coding(f'NetEncoder[{{"Image", {size}, "ColorSpace" -> "Grayscale"{spec}}}]', picture)
    return np.round(found[0] * 8, 4).tolist()


def test_methods(coding):
    assert rows(coding, WIDE, 'Method -> "Fit"') == [[0] * 4, [1, 2, 3, 4], [5, 6, 7, 8], [0] * 4]
    assert rows(coding, WIDE, 'Method -> "Fill"', size="{2, 2}") == [[2, 3], [6, 7]]
    assert rows(coding, WIDE, 'Method -> "Stretch"', size="{2, 1}") == [[3.5, 5.5]]


@pytest.mark.parametrize("side, first", [("Top", 0), ("Center", 1), ("Bottom", 2), ("{Left, Top}", 0), ("{0, -1}", 2)])
def test_alignment(coding, side, first):
    found = rows(coding, WIDE, 'Method -> "Fit"', f"Alignment -> {side}")
    assert found[first] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "side, kept", [("Left", [1, 2]), ("Right", [3, 4]), ("{1, 0}", [3, 4]), ("{Center, Top}", [2, 3])]
)
def test_alignment_of_what_is_kept(coding, side, kept):
    assert rows(coding, WIDE, 'Method -> "Fill"', f"Alignment -> {side}", size="{2, 2}")[0] == kept


@pytest.mark.parametrize(
    "padding, level",
    [
        ("Black", [0] * 4),
        ("White", [8] * 4),
        ("0.5", [4] * 4),
        ("GrayLevel[1/4]", [2] * 4),
        ("RGBColor[1, 0, 0]", [8 * 0.299] * 4),
        ("Hue[0, 0, 0.5]", [4] * 4),
        ("GrayLevel[0.5, 0.1]", [4] * 4),
        ('"Fixed"', [1, 2, 3, 4]),
        ('"Reversed"', [1, 2, 3, 4]),
        ('"Periodic"', [5, 6, 7, 8]),
    ],
)
def test_padding(coding, padding, level):
    assert rows(coding, WIDE, 'Method -> "Fit"', f"Padding -> {padding}")[0] == pytest.approx(level, abs=1e-3)


def test_padding_of_bytes_in_colours(coding):
    found = coding('NetEncoder[{"Image", {16, 16}, Method -> "Fit", Padding -> RGBColor[1, 0.2, 0]}]', PHOTO)
    assert found[:, 0, 0] == pytest.approx([1, 0.2, 0], abs=1e-6)
    assert (found[:, 2:14] == chw(BYTES)).all()
    found = coding('NetEncoder[{"Image", {16, 16}, Method -> "Fit", Padding -> 2}]', PHOTO)
    assert (found[:, 0, 0] == 1).all()  # no byte is more than white


@pytest.mark.parametrize(
    "method, filter",
    [('"Linear"', "BILINEAR"), ('"Bilinear"', "BILINEAR"), ('"Lanczos"', "LANCZOS"), ('"Area"', "BOX")],
)
def test_resampling(coding, method, filter):
    found = coding(f'NetEncoder[{{"Image", {{8, 6}}, Resampling -> {method}}}]', PHOTO)
    assert (found == pillow((8, 6), Image.Resampling[filter])).all()


@pytest.mark.parametrize("method", ['"Nearest"', '"Cubic"', '{"Spline", 3}', '{"Gaussian", 1}', "Automatic"])
def test_other_resampling(coding, method):
    found = coding(f'NetEncoder[{{"Image", {{8, 6}}, Resampling -> {method}}}]', Picture(np.full((9, 9, 1), 0.5), None))
    assert found == pytest.approx(0.5)


# ---- examples --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix, format", [("png", "PNG"), ("gif", "GIF"), ("bmp", "BMP"), ("tiff", "TIFF")])
def test_files(coding, tmp_path, suffix, format):
    path = tmp_path / f"a.{suffix}"
    image = Image.fromarray(BYTES[..., 0])
    image.save(path, format)
    found = coding('NetEncoder[{"Image", {16, 12}}]', Expr(S.File, (str(path),)))
    assert (found == np.repeat(chw(image), 3, axis=0)).all()


def test_files_are_read_when_they_are_encoded(coding, tmp_path):
    path = tmp_path / "later.png"
    coding.value(f'e = NetEncoder[{{"Image", {{16, 12}}}}]; f = File["{path}"]')
    Image.fromarray(BYTES).save(path)
    assert coding("e", coding.value("f")).shape == (3, 12, 16)
    mixed = make_list([coding.value("f"), PHOTO, 3])
    assert coding("e", mixed).shape == (3, 3, 12, 16)


def test_files_turned_by_their_camera(coding, tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn
    Image.fromarray(BYTES).save(tmp_path / "a.png", exif=exif)
    found = coding('NetEncoder[{"Image", {12, 16}}]', Expr(S.File, (str(tmp_path / "a.png"),)))
    assert (found == chw(np.rot90(BYTES, -1))).all()


def test_drawn(coding):
    """A number is written in black on white, within a margin."""
    found = coding('NetEncoder[{"Image", {12, 12}, "ColorSpace" -> "Grayscale"}]', 3)
    assert found.shape == (1, 12, 12)
    ink = "".join("#" if x < 0.5 else "." for x in found[0].ravel())
    assert (
        [ink[i : i + 12] for i in range(0, 144, 12)]
        == """
............
............
.....###....
....#..#....
.......#....
......##....
.......#....
........#...
....#..#....
....###.....
............
............""".split()
    )


def test_encoded_already(coding):
    once = coding('e = NetEncoder[{"Image", {8, 6}}]', PHOTO)
    assert coding.value("e[e[Image[{{0, 1}}]]] == e[Image[{{0, 1}}]]") is S.True_
    assert once.shape == (3, 6, 8)
    assert coding.value("Dimensions[e[{Image[{{0, 1}}], e[Image[{{1, 0}}]]}]]") == make_list([2, 3, 6, 8])


def test_at_a_port(coding):
    net = (
        'n = NetChain[{FlattenLayer[], LinearLayer[2]}, "Input" -> NetEncoder[{"Image", {3, 2}}]]; n = NetInitialize[n]'
    )
    coding.value(net)
    assert coding.value("Dimensions[n[{Image[{{0, 1}}], Image[{{1, 0}}]}]]") == make_list([2, 2])
    assert coding.value('Head[NetExtract[n, "Input"]]') is S.NetEncoder
    coding.value('m = NetInitialize[ConvolutionLayer[1, 1, "Input" -> NetEncoder[{"Image", 4}], "Output" -> "Image"]]')
    coding.value('d = NetInitialize[ConvolutionLayer[3, 1, "Input" -> {3, 4, 5}, "Output" -> NetDecoder["Image"]]]')
    assert coding.value("ImageDimensions[d[ConstantArray[0.5, {3, 4, 5}]]]") == make_list([5, 4])


@pytest.mark.parametrize(
    "decoder, data",
    [
        ('"Image"', "{3, 3, 4}"),
        ('{"Image", Interleaving -> True}', "{3, 4, 3}"),
        ('{"Image", "DataTransposed" -> True, ColorSpace -> "LAB"}', "{3, 4, 3}"),
        ('{"Image3D", ColorSpace -> "Grayscale"}', "{1, 2, 3, 4}"),
    ],
)
def test_images_as_targets(coding, decoder, data):
    """In training they are brought to the size that the net gives."""
    kind = "Image3D" if "3D" in decoder else "Image"
    target = "Image3D[ConstantArray[0.5, {2, 2, 2}]]" if kind == "Image3D" else "Image[{{0.5, 0.5}}]"
    coding.value(
        f'n = NetChain[{{ElementwiseLayer[2 # &]}}, "Input" -> {data}, "Output" -> NetDecoder[{decoder}]];'
        f"NetTrain[n, Table[ConstantArray[0.1, {data}] -> {target}, 3], MaxTrainingRounds -> 1]"
    )
    assert coding.messages in ([], ["NetTrain::noarrays"])


# ---- summaries and parts ---------------------------------------------------------------------------------------------


def test_rows(ask):
    shown = ask('NetEncoder[{"Image", {12, 12}, "ColorSpace" -> "Grayscale"}]', "OutputForm")
    assert [line.strip() for line in shown.splitlines()[1:-1]] == [
        "Type:           Image",
        "Image size:     {12, 12}",
        "Color space:    Grayscale",
        "Color channels: 1",
        "Mean image:     None",
        "Variance image: None",
        "Output:         3-tensor (size: 1 × 12 × 12)",
    ]
    shown = ask('NetEncoder[{"Image", {299, 299}, "MeanImage" -> {0.5, 0.5, 0.5}}]', "OutputForm")
    assert "Mean image:     {0.5, 0.5, 0.5}" in shown and "Output:         3-tensor (size: 3 × 299 × 299)" in shown
    assert "Mean image:     Image\n" in ask('NetEncoder[{"Image", 2, "MeanImage" -> Image[{{0}}]}]', "OutputForm")


@pytest.mark.parametrize(
    "name, value",
    [
        ("ImageSize", "{4, 6}"),
        ("ColorSpace", '"LAB"'),
        ("MeanImage", "{0.5, 0.25, 0.}"),
        ("VarianceImage", "2."),
        ("DataTransposed", "True"),
        ("Interleaving", "False"),
        ("Method", '"Fit"'),
        ("Resampling", '"Cubic"'),
        ("Alignment", "{Left, Top}"),
        ("Padding", "RGBColor[1, 0, 0]"),
        ("Output", "{3, 4, 6}"),
    ],
)
def test_parts(ask, name, value):
    coder = """NetEncoder[{"Image", {4, 6}, "ColorSpace" -> "LAB", "MeanImage" -> {1/2, 0.25, 0},
        "VarianceImage" -> 2, "DataTransposed" -> True, Method -> "Fit", Resampling -> "Cubic",
        Alignment -> {Left, Top}, Padding -> RGBColor[1, 0, 0]}]"""
    assert ask(f'NetExtract[{coder}, "{name}"]') == value


@pytest.mark.parametrize(
    "spec",
    [
        '{"Image", {3, 2}, "ColorSpace" -> "HSB", Padding -> Black, "MeanImage" -> Image[{{0.5}}], Alignment -> Left}',
        '{"Image3D", 3, Resampling -> {"Spline", 3}}',
        '{"VideoFrames", 3, "Levels" -> {"Channels", "Time", "Height", "Width"}}',
    ],
)
def test_written_and_read_again(ask, spec):
    assert ask(f"e = NetEncoder[{spec}]; ToExpression[ToString[e, InputForm]] === e") == "True"


# ---- decoders --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("transposed", ["True", "False"])
@pytest.mark.parametrize("interleaved", ["True", "False"])
@pytest.mark.parametrize("space", CHANNELS)
def test_there_and_back(coding, space, interleaved, transposed):
    options = f"""{{"ColorSpace" -> "{space}", Interleaving -> {interleaved}, "DataTransposed" -> {transposed},
        "MeanImage" -> 0.5, "VarianceImage" -> 0.25}}"""
    coding.value(f'o = {options}; e = NetEncoder[Join[{{"Image", {{5, 3}}}}, o]]; d = NetDecoder[Join[{{"Image"}}, o]]')
    array = RANDOM.random((3, 5, CHANNELS[space]), dtype=np.float32)
    back = coding("d[e[#]] &", Picture(array.copy(), space))
    assert back == pytest.approx(array, abs=1e-5)
    assert coding("ImageColorSpace[d[e[#]]] &", Picture(array.copy(), space)) == space
    assert coding("NetDecoder[e][e[#]] &", Picture(array.copy(), space)) == pytest.approx(array, abs=1e-5)


def test_decoding(coding):
    array = np.array([[[0.5, 2.0, -1.0]]])
    found = coding(
        'NetDecoder[{"Image", "ColorSpace" -> "Grayscale"}]', make_list([make_list([make_list([0.5, 2.0, -1.0])])])
    )
    assert found.dtype == np.float32 and found.ravel().tolist() == array.ravel().tolist()  # nothing is clipped
    assert coding.value('Map[ImageDimensions, NetDecoder["Image"][ConstantArray[0, {2, 3, 4, 5}]]]') == make_list(
        [make_list([5, 4])] * 2
    )
    assert coding.value('NetDecoder["Image"][ConstantArray[0, {3, 1, 1}], None]') == coding.value(
        "ConstantArray[0, {3, 1, 1}]"
    )
    mean = 'NetDecoder[{"Image", "MeanImage" -> Image[{{0, 1}}], "VarianceImage" -> {1, 4, 9}}]'
    found = coding(mean, coding.value("ConstantArray[1, {3, 1, 2}]"))
    assert found.tolist() == [[[1, 2, 3], [2, 3, 4]]]


# ---- "Image3D" -------------------------------------------------------------------------------------------------------


def test_volumes(coding):
    """{channels, height, depth, width}; the size is {width, depth, height}."""
    plain = coding('NetEncoder[{"Image3D", {4, 3, 2}, "ColorSpace" -> "Grayscale"}]', VOLUME)
    means = VOLUME.array.reshape(2, 2, 3, 2, 4, 2).mean(axis=(1, 3, 5))
    assert plain == pytest.approx(means[None], abs=1e-6)
    turned = coding('NetEncoder[{"Image3D", {4, 3, 2}, "ColorSpace" -> "Grayscale", Interleaving -> True}]', VOLUME)
    assert (turned[..., 0] == plain[0]).all()
    both = coding('NetEncoder[{"Image3D", 3, "MeanImage" -> {1, 2, 3}}]', make_list([VOLUME, VOLUME]))
    assert both.shape == (2, 3, 3, 3, 3)
    assert both[0, 0] == pytest.approx(both[0, 1] + 1, abs=1e-6)


def test_frames_of_volumes(coding):
    spec = '"Image3D", {4, 4, 4}, "ColorSpace" -> "Grayscale", Method -> "Fit"'
    white = Picture(np.ones((2, 2, 4, 1)), "Grayscale")
    for side, part in (
        ("Top", np.s_[0:2, 1:3]),
        ("Front", np.s_[1:3, 2:4]),
        ("{Center, Back, Bottom}", np.s_[2:4, 0:2]),
    ):
        found = coding(f"NetEncoder[{{{spec}, Alignment -> {side}}}]", white)[0]
        assert found.sum() == 16 and found[part].all()


@pytest.mark.parametrize("interleaved", ["True", "False"])
def test_volumes_there_and_back(coding, interleaved):
    options = f'"ColorSpace" -> "Grayscale", Interleaving -> {interleaved}, "MeanImage" -> 0.5'
    coding.value(f'e = NetEncoder[{{"Image3D", {{8, 6, 4}}, {options}}}]; d = NetDecoder[{{"Image3D", {options}}}]')
    assert coding("d[e[#]] &", VOLUME) == pytest.approx(VOLUME.array, abs=1e-6)
    assert coding("Head[d[e[#]]] &", VOLUME) is S.Image3D
    assert coding("NetDecoder[e][e[#]] &", VOLUME) == pytest.approx(VOLUME.array, abs=1e-6)


def test_files_of_slices(coding, tmp_path):
    path = tmp_path / "slices.tiff"
    first, *rest = [Image.fromarray(np.full((3, 4), 50 * i, dtype=np.uint8)) for i in range(5)]
    first.save(path, save_all=True, append_images=rest)
    found = coding('NetEncoder[{"Image3D", {4, 3, 5}, "ColorSpace" -> "Grayscale"}]', Expr(S.File, (str(path),)))
    assert (found[0, :, 0, 0] * 255).round().tolist() == [0, 50, 100, 150, 200]


# ---- "VideoFrames" ---------------------------------------------------------------------------------------------------


def levels(found):
    """The gray levels of frames that are each of one colour, as numbers up to 255."""
    return (np.asarray(found)[:, 0, 0, 0] * 255).round().astype(int).tolist()


def animated(path, count=5, milliseconds=100):
    first, *rest = [Image.fromarray(np.full((4, 6), 40 * i, dtype=np.uint8)) for i in range(count)]
    first.save(path, save_all=True, append_images=rest, duration=milliseconds, loop=0)
    return Expr(S.File, (str(path),))


def still(level):
    return Picture(np.full((4, 6, 1), level, dtype=np.uint8), "Grayscale")


def test_lists_of_images(coding):
    one = coding('NetEncoder[{"VideoFrames", {3, 2}}]', make_list([still(0), still(40)]))
    assert one.shape == (2, 3, 2, 3) and levels(one) == [0, 40]
    video = make_list([still(0), still(40), still(80)])
    several = coding('NetEncoder[{"VideoFrames", {3, 2}}]', make_list([make_list([still(7)]), video]))
    assert [x.array.shape for x in several.args] == [(1, 3, 2, 3), (3, 3, 2, 3)]
    assert coding('NetEncoder[{"VideoFrames", 3, "MeanImage" -> 1}]', video).max() <= 0


@pytest.mark.parametrize(
    "options, expected",
    [
        ("FrameRate -> Inherited", [0, 40, 80, 120, 160]),
        ("FrameRate -> 10", [0, 40, 80, 120, 160]),
        ("FrameRate -> 5", [0, 80, 160]),
        ('FrameRate -> 10, "StartTime" -> 0.3', [120, 160]),
        ('FrameRate -> Inherited, "StartTime" -> 0.35', [120, 160]),
        ('FrameRate -> 10, "TargetLength" -> 2', [0, 40]),
        ('FrameRate -> 10, "TargetLength" -> 7', [0, 40, 80, 120, 160, 160, 160]),
        ("FrameRate -> 20", [0, 0, 40, 40, 80, 80, 120, 120, 160, 160]),
    ],
)
def test_animations(coding, tmp_path, options, expected):
    file = animated(tmp_path / "a.gif")
    assert levels(coding(f'NetEncoder[{{"VideoFrames", 2, {options}}}]', file)) == expected


def test_the_usual_rate(coding, tmp_path):
    assert len(coding('NetEncoder["VideoFrames"]', animated(tmp_path / "a.gif"))) == 12  # half a second


def test_files_without_times(coding, tmp_path):
    Image.fromarray(BYTES).save(tmp_path / "a.png")
    assert coding('NetEncoder[{"VideoFrames", 2}]', Expr(S.File, (str(tmp_path / "a.png"),))).shape == (1, 3, 2, 2)


def test_order_of_levels(coding):
    video = make_list([still(0), still(40)])
    plain = coding('NetEncoder[{"VideoFrames", {3, 2}}]', video)
    found = coding('NetEncoder[{"VideoFrames", {3, 2}, "Levels" -> {"Channels", "Time", "Width", "Height"}}]', video)
    assert (found == plain.transpose(1, 0, 3, 2)).all()
    last = coding('NetEncoder[{"VideoFrames", {3, 2}, "Levels" -> {"Time", "Height", "Width", "Channels"}}]', video)
    assert (last == plain.transpose(0, 2, 3, 1)).all()


def test_videos_at_a_port(coding):
    coding.value(
        "n = NetInitialize[NetChain[{NetMapOperator[NetChain[{FlattenLayer[], LinearLayer[2]}]], SequenceLastLayer[]},"
        ' "Input" -> NetEncoder[{"VideoFrames", 2}]]]'
    )
    coding.value("a = Image[{{0}}]; b = Image[{{1}}]")
    assert (
        coding.value("Max[Abs[n[{{a, b}, {b}, {a, a, b}}] - {n[{a, b}], n[{b}], n[{a, a, b}]}]] < 0.00001") is S.True_
    )


# ---- mistakes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spec, tag",
    [
        ('"Image", 0', "arginv"),
        ('"Image", {1}', "arginv"),
        ('"Image", {1, 2, 3}', "arginv"),
        ('"Image", {2, 2.5}', "arginv"),
        ('"Image", {100000, 100000}', "arginv"),
        ('"Image", 3, 4', "arginv"),
        ('"Image", 3, "Grayscale", 5', "manyargs"),
        ('"Image", "Spam" -> 1', "nopar"),
        ('"Image", ColorSpace -> "Sepia"', "arginv"),
        ('"Image", ColorSpace -> {}', "arginv"),
        ('"Image", Interleaving -> 1', "arginv"),
        ('"Image", "DataTransposed" -> x', "arginv"),
        ('"Image", "MeanImage" -> x', "arginv"),
        ('"Image", "MeanImage" -> {1, 2}', "arginv"),
        ('"Image", "MeanImage" -> {}', "arginv"),
        ('"Image", "MeanImage" -> {{1, 2, 3}}', "arginv"),
        ('"Image", "MeanImage" -> Image3D[{{{0}}}]', "arginv"),
        ('"Image", "VarianceImage" -> 0', "arginv"),
        ('"Image", "VarianceImage" -> {}', "arginv"),
        ('"Image", "VarianceImage" -> {1, 2, -3}', "arginv"),
        ('"Image", "VarianceImage" -> {1, 2, I}', "arginv"),
        ('"Image", Method -> "Crop"', "arginv"),
        ('"Image", Resampling -> "Spam"', "arginv"),
        ('"Image", Resampling -> {"Spline", 0.5}', "arginv"),
        ('"Image", Alignment -> "Left"', "arginv"),
        ('"Image", Alignment -> {Top, Left}', "arginv"),
        ('"Image", Alignment -> {2, 0}', "arginv"),
        ('"Image", Alignment -> Front', "arginv"),
        ('"Image", Alignment -> {x, 0}', "arginv"),
        ('"Image", Padding -> "Spam"', "arginv"),
        ('"Image", Padding -> RGBColor[1]', "arginv"),
        ('"Image", Padding -> GrayLevel[x]', "arginv"),
        ('"Image", Padding -> None', "arginv"),
        ('"Image3D", {2, 2}', "arginv"),
        ('"Image3D", {5000, 5000, 5000}', "arginv"),
        ('"Image3D", "DataTransposed" -> True', "nopar"),
        ('"Image3D", "MeanImage" -> Image[{{0}}]', "arginv"),
        ('"Image3D", Alignment -> {0, 0}', "arginv"),
        ('"VideoFrames", {2}', "arginv"),
        ('"VideoFrames", FrameRate -> 0', "arginv"),
        ('"VideoFrames", "StartTime" -> -1', "arginv"),
        ('"VideoFrames", "TargetLength" -> 0', "arginv"),
        ('"VideoFrames", "Levels" -> {"Time"}', "arginv"),
        ('"VideoFrames", "Levels" -> {1, 2, 3, 4}', "arginv"),
    ],
)
def test_bad_parameters(ask, spec, tag):
    assert ask(f"NetEncoder[{{{spec}}}]") == "$Failed"
    assert ask.messages == [f"NetEncoder::{tag}"]


@pytest.mark.parametrize(
    "spec, tag",
    [
        ('"Image", 12', "arginv"),
        ('"Image", "RGB", 12', "manyargs"),
        ('"Image", Method -> "Fit"', "nopar"),
        ('"Image", ColorSpace -> 7', "arginv"),
        ('"Image", "MeanImage" -> {1, 2}', "arginv"),
        ('"Image3D", "MeanImage" -> Image[{{0}}]', "arginv"),
        ('"VideoFrames"', "unknown"),
    ],
)
def test_bad_parameters_of_decoders(ask, spec, tag):
    assert ask(f"NetDecoder[{{{spec}}}]") == "$Failed"
    assert ask.messages == [f"NetDecoder::{tag}"]


@pytest.mark.parametrize(
    "data", ["{1, 2}", "{{1}}", "ConstantArray[0, {2, 2, 2}]", "x", '"a"', "{}", "{{{1}}, {{2, 3}}}"]
)
@pytest.mark.parametrize("kind", ["Image", "Image3D"])
def test_what_cannot_be_decoded(ask, kind, data):
    assert ask(f'NetDecoder["{kind}"][{data}]') in ("$Failed", "{}")
    assert all("pyerr" not in m for m in ask.messages)


@pytest.mark.parametrize(
    "data",
    [
        '"a.png"',
        'URL["http://example.com/a.png"]',
        "$Failed",
        "Null",
        "None",
        "<|1 -> 2|>",
        'Missing["x"]',
        "Image3D[{{{0}}}]",
        "{Image[{{0}}], Image3D[{{{0}}}]}",
        '{Image[{{0}}], "a"}',
        "{{1, 2}, {3, 4}}",
        "{{Image[{{0}}]}}",
        'Image["spam"]',
        "1 -> 2",
    ],
)
def test_what_is_no_image(ask, data):
    assert ask(f'NetEncoder[{{"Image", 2}}][{data}]') == "$Failed"
    assert "NetEncoder::invin" in ask.messages


@pytest.mark.parametrize("data", ["3", "Image[{{0}}]", '"a"', "{1, 2}", "{Image[{{0}}], Image[{{1}}]}"])
def test_what_is_no_volume(ask, data):
    assert ask(f'NetEncoder[{{"Image3D", 2}}][{data}]') == "$Failed"
    assert ask.messages == ["NetEncoder::invin"]


@pytest.mark.parametrize("data", ["3", "Image[{{0}}]", "{1, 2}", "{Image[{{0}}], 2}", "{{}}"])
def test_what_is_no_video(ask, data):
    assert ask(f'NetEncoder[{{"VideoFrames", 2}}][{data}]') == "$Failed"
    assert ask.messages == ["NetEncoder::invin"]


def test_a_start_after_the_end(ask):
    assert ask('NetEncoder[{"VideoFrames", 2, "StartTime" -> 9}][{Image[{{0}}]}]') == "$Failed"
    assert ask.messages == ["NetEncoder::arginv"]


def broken(tmp_path):
    """Files that cannot be read, by what is wrong with them."""
    stream = io.BytesIO()
    Image.fromarray(BYTES).save(stream, "PNG")
    good = stream.getvalue()
    contents = {
        "text.png": b"no image at all",
        "empty.png": b"",
        "truncated.png": good[: len(good) // 2],
        "damaged.png": good[:60] + bytes([255 - b for b in good[60:]]),
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    return [*contents, "missing.png", ""]


@pytest.mark.parametrize("kind", ["Image", "Image3D", "VideoFrames"])
def test_files_that_cannot_be_read(ask, tmp_path, kind):
    for name in broken(tmp_path):
        path = tmp_path / name
        assert ask(f'NetEncoder[{{"{kind}", 2}}][File["{path}"]]') == "$Failed", name
        assert ask.messages == ["NetEncoder::nofile"], name
        outcome = ask.session.evaluate_input(next(iter(ask.session.read(f'NetEncoder["{kind}"][{{File["{path}"]}}]'))))
        assert str(path) in str(outcome.messages[0])
    for bad in ("File[3]", 'File["http://example.com/a.png"]', 'File["a\\000b"]'):
        assert ask(f'NetEncoder[{{"{kind}", 2}}][{bad}]') == "$Failed"
        assert ask.messages == ["NetEncoder::nofile"]


def test_slices_of_different_sizes(ask, tmp_path):
    first = Image.fromarray(BYTES)
    first.save(tmp_path / "a.tiff", save_all=True, append_images=[Image.fromarray(BYTES[:4])])
    assert ask(f'NetEncoder[{{"Image3D", 2}}][File["{tmp_path / "a.tiff"}"]]') == "$Failed"
    assert ask.messages == ["NetEncoder::nofile"]


def test_a_sandbox(tmp_path):
    from luperca.interpreter.session import Session

    Image.fromarray(BYTES).save(tmp_path / "a.png")
    session = Session(sandbox=True)
    item = next(iter(session.read(f'NetEncoder["Image"][File["{tmp_path / "a.png"}"]]')))
    assert [m.name for m in session.evaluate_input(item).messages] == ["NetEncoder::sandbox"]


def test_the_colour_space_by_position(ask):
    ask('e = NetEncoder[{"Image", {4, 3}, "Grayscale"}]; d = NetDecoder[{"Image", "Grayscale"}]')
    assert ask("Dimensions[e[Image[ConstantArray[0.5, {6, 6, 3}]]]]") == "{1, 3, 4}"
    assert ask('e === NetEncoder[{"Image", {4, 3}, "Grayscale"}]') == "True"
    assert ask('NetExtract[{e, NetDecoder[e], d, NetEncoder[d]}[[#]], "ColorSpace"] & /@ Range[4] // Union') == (
        '{"Grayscale"}'
    )
    assert ask('NetExtract[NetEncoder[{"Image3D", {4, 3, 2}, "Grayscale"}], "OutputDimensions"]') == "{1, 2, 3, 4}"
