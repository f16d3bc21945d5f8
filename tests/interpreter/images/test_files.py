"""Pictures from and to the bytes of image files; Pillow is the independent reader and writer where it can be."""

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from luperca.interpreter.images.files import (
    FORMATS,
    MOST_PIXELS,
    Unreadable,
    Unwritable,
    frames,
    from_pillow,
    read_image,
    to_pillow,
    write_frames,
    write_image,
)
from luperca.interpreter.images.value import Picture
from PIL import Image

RANDOM = np.random.default_rng(5)


def saved(image, format, **options):
    out = io.BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def random_bytes(*shape):
    return RANDOM.integers(0, 256, shape).astype(np.uint8)


# ---- reading ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "format", "kind", "space", "channels"),
    [
        ("1", "PNG", "Bit", None, 1),
        ("L", "PNG", "Byte", "Grayscale", 1),
        ("LA", "PNG", "Byte", "Grayscale", 2),
        ("RGB", "PNG", "Byte", "RGB", 3),
        ("RGBA", "PNG", "Byte", "RGB", 4),
        ("RGB", "BMP", "Byte", "RGB", 3),
        ("RGBA", "WebP", "Byte", "RGB", 4),
        ("L", "JPEG", "Byte", "Grayscale", 1),
        ("CMYK", "JPEG", "Byte", "CMYK", 4),
        ("CMYK", "TIFF", "Byte", "CMYK", 4),
        ("I;16", "PNG", "Bit16", "Grayscale", 1),
        ("I;16", "TIFF", "Bit16", "Grayscale", 1),
        ("F", "TIFF", "Real32", "Grayscale", 1),
    ],
)
def test_modes(mode, format, kind, space, channels):
    image = Image.new(mode, (5, 3))
    picture = read_image(saved(image, format))
    assert (picture.size, picture.type, picture.space, picture.channels) == ((5, 3), kind, space, channels)


def test_palettes_become_colours():
    colours = Image.fromarray(random_bytes(6, 6, 3)).quantize(8)
    picture = read_image(saved(colours, "GIF"))
    assert np.array_equal(picture.array, np.asarray(colours.convert("RGB")))
    clear = read_image(saved(colours, "PNG", transparency=0))
    assert clear.has_alpha
    assert np.array_equal(clear.array[..., 3] == 0, np.asarray(colours) == 0)


@pytest.mark.parametrize(("orientation", "turns", "mirrored"), [(1, 0, 0), (3, 2, 0), (6, -1, 0), (8, 1, 0), (2, 0, 1)])
def test_exif_orientation(orientation, turns, mirrored):
    image = Image.fromarray(random_bytes(3, 5))
    exif = Image.Exif()
    exif[274] = orientation
    upright = np.rot90(np.asarray(image), turns)
    picture = read_image(saved(image, "PNG", exif=exif))
    assert np.array_equal(picture.array[..., 0], upright[:, ::-1] if mirrored else upright)


def test_frames():
    pages = [Image.fromarray(random_bytes(4, 4)) for _ in range(3)]
    found = frames(saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert [np.array_equal(p.array[..., 0], np.asarray(q)) for p, q in zip(found, pages, strict=True)] == [True] * 3
    assert len(frames(saved(pages[0], "PNG"))) == 1


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width, height, depth, colour, rows):
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("channels", [2, 3, 4])
def test_filters_of_sixteen_bit_files(channels):
    """An encoder written after the standard, byte by byte, with every kind of filter in turn."""
    pixels = RANDOM.integers(0, 65536, (10, 6, channels)).astype(">u2")
    lines = pixels.view(np.uint8).reshape(10, -1).astype(int)
    step = 2 * channels
    rows = b""
    for y, line in enumerate(lines):
        above = lines[y - 1] if y else np.zeros_like(line)
        out = []
        for x, byte in enumerate(line):
            a, b, c = (line[x - step], above[x], above[x - step]) if x >= step else (0, above[x], 0)
            paeth = min((abs(a + b - c - v), i, v) for i, v in enumerate((a, b, c)))[2]
            out.append((byte - (0, a, b, (a + b) // 2, paeth)[y % 5]) % 256)
        rows += bytes([y % 5, *out])
    data = png(6, 10, 16, {2: 4, 3: 2, 4: 6}[channels], rows)
    picture = read_image(data)
    assert (picture.type, picture.channels) == ("Bit16", channels)
    assert np.array_equal(picture.array, pixels)
    if channels > 2:  # Pillow drops the lower halves
        assert np.array_equal(np.asarray(Image.open(io.BytesIO(data))), pixels >> 8)


@pytest.mark.parametrize("channels", [3, 4])
def test_sixteen_bit_tiff_is_what_others_read(channels):
    pixels = RANDOM.integers(0, 65536, (5, 4, channels)).astype(np.uint16)
    data = write_image(Picture(pixels.copy(), "RGB"), "TIFF")
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (4, 5)
        assert np.abs(np.asarray(image).astype(int) - (pixels >> 8)).max() <= 1


# ---- files that are broken, or made to do harm -----------------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
def test_truncated_files(format):
    data = write_image(Picture(random_bytes(40, 40, 3), "RGB"), format)
    refused = 0
    for end in range(0, len(data) - 1, max(1, len(data) // 60)):
        try:
            assert read_image(data[:end]).size == (40, 40)
        except Unreadable:
            refused += 1
    assert refused > 10


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=60)
@given(data=st.data())
def test_damaged_files(format, data):
    good = bytearray(write_image(Picture(np.arange(192, dtype=np.uint8).reshape(8, 8, 3), "RGB"), format))
    for _ in range(3):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    try:
        for picture in frames(bytes(good)):
            assert picture.array.ndim == 3
    except Unreadable as problem:
        assert str(problem)


@given(st.binary(max_size=200))
def test_noise_is_no_image(data):
    with pytest.raises(Unreadable):
        read_image(data)


@pytest.mark.parametrize("depth", [8, 16])
def test_a_small_file_of_too_many_pixels(depth):
    side = int(MOST_PIXELS**0.5) + 1000
    with pytest.raises(Unreadable):
        read_image(png(side, side, depth, 2, b"\0" * 1000))


# ---- writing ---------------------------------------------------------------------------------------------------------

LOSSLESS = [
    ("PNG", "bool", 1),
    *[("PNG", t, n) for t in ("uint8", "uint16") for n in (1, 2, 3, 4)],
    *[("TIFF", t, n) for t in ("uint8", "uint16") for n in (1, 3, 4)],
    ("TIFF", "bool", 1),
    ("TIFF", "float32", 1),
    ("BMP", "uint8", 1),
    ("BMP", "uint8", 3),
    ("WebP", "uint8", 3),
]
SPACES = {1: "Grayscale", 2: "Grayscale", 3: "RGB", 4: "RGB"}


@pytest.mark.parametrize(("format", "dtype", "channels"), LOSSLESS)
@settings(max_examples=60)
@given(data=st.data())
def test_what_is_written_comes_back(format, dtype, channels, data):
    shape = (*data.draw(st.tuples(st.integers(1, 6), st.integers(1, 6))), channels)
    elements = {"min_value": 0, "max_value": 1} if dtype == "float32" else None
    array = data.draw(arrays.arrays(dtype, shape, elements=elements))
    picture = Picture(array, None if dtype == "bool" else SPACES[channels])
    found = read_image(write_image(picture, format))
    assert np.array_equal(found.array, picture.array)
    assert (found.type, found.space) == (picture.type, picture.space)


@pytest.mark.parametrize("space", ["RGB", "CMYK", "HSB", "LAB", "XYZ", "Grayscale", None])
@pytest.mark.parametrize("format", FORMATS)
def test_every_space_can_be_written(format, space):
    channels = {"CMYK": 4, "Grayscale": 1}.get(space, 3)
    for extra in (0, 1) if space else (0,):
        reals = RANDOM.random((4, 5, channels + extra)).astype(np.float32)
        assert read_image(write_image(Picture(reals, space), format)).size == (5, 4)


def test_opacity_is_laid_on_white_where_it_has_no_place():
    pixel = np.array([[[255, 0, 0, 0], [0, 0, 255, 255]]], dtype=np.uint8)
    assert read_image(write_image(Picture(pixel, "RGB"), "BMP")).array.tolist() == [[[255, 255, 255], [0, 0, 255]]]


def test_frames_come_back():
    pictures = [Picture(np.full((4, 5, 3), 40 * k, dtype=np.uint8), "RGB") for k in range(4)]
    for format in ("GIF", "TIFF", "WebP"):
        found = frames(write_frames(pictures, format))
        assert [int(p.array[0, 0, 0]) for p in found] == [0, 40, 80, 120]


def test_an_image3d_is_no_file():
    with pytest.raises(Unwritable):
        write_image(Picture(np.zeros((2, 2, 2, 1), dtype=np.uint8)), "PNG")


# ---- Pillow ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["1", "L", "LA", "RGB", "RGBA", "CMYK", "I;16"])
def test_pillow_and_back(mode):
    picture = from_pillow(Image.effect_noise((6, 5), 90).convert("RGB").convert(mode if mode != "I;16" else "L"))
    assert np.array_equal(from_pillow(to_pillow(picture)).array, picture.array)


def test_channels_of_no_space_are_hues():
    pixels = np.eye(4, dtype=np.float32)[None]
    seen = np.asarray(to_pillow(Picture(pixels)))
    assert seen.tolist() == [[[255, 0, 0], [128, 255, 0], [0, 255, 255], [128, 0, 255]]]
