"""The "Image" coders: images, files of them and anything drawn to arrays of colour channels, and arrays to images."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....runtime.ports import Type
from ... import symbols as S
from ...expr import FAILED, NULL, head_of
from ...images.files import read_image
from ...images.rasterize import rasterized
from ...images.value import Picture
from .coder import Coder, DecoderKind, EncoderKind, declare
from .parameters import Parameter, part
from .pictureparameters import COLOURING, INTERLEAVING, TRANSPOSED, checked, colour_rows, fitting, size_of
from .pictures import array_type, decode_picture, encode_pictures, is_file, read_file, target
from .properties import Property

# What is given by mistake rather than to be drawn.
_UNDRAWN = {S.String, S.List, S.Association, S.Rule, S.Missing, S.Failure, S.URL, S.NumericArray, S.SparseArray}
_UNDRAWN |= {S.Image, S.Image3D, S.Audio, S.Video, S.File}
_NOTHING = (FAILED, NULL, S.None_, S.system("$Aborted"))


def is_example(coder: Coder, e: Any) -> bool:
    """An image, the file of one, or what can be drawn: numbers, graphics, formulas."""
    if type(e) is Picture:
        return e.array.ndim == 3
    return is_file(e) or not (head_of(e) in _UNDRAWN or e in _NOTHING)


def _encode(coder: Coder, examples: list[Any], session: Any) -> np.ndarray:
    size = coder["ImageSize"]
    pictures = (read_file(e, session, read_image) if is_file(e) else rasterized(e, session, size) for e in examples)
    return encode_pictures(coder, pictures, len(examples), size)


def _encoder_type(coder: Coder) -> Type:
    return array_type(coder, coder["ImageSize"][::-1])


_DECODING: dict[str | None, Property] = {None: Property(lambda c, array, x, s: decode_picture(c, array))}

declare(
    EncoderKind(
        "Image",
        _encode,
        _encoder_type,
        example=is_example,
        wants="an image or the file of one",
        arguments={"ImageSize": Parameter(size_of(2), (128, 128)), "ColorSpace": COLOURING["ColorSpace"]},
        options={**COLOURING, **INTERLEAVING, **TRANSPOSED, **fitting(2)},
        finish=checked("ImageSize", 2),
        rows=lambda c: [("Image size", part(c["ImageSize"])), *colour_rows(c)],
        word="image",
    ),
    DecoderKind(
        "Image",
        type=lambda c: array_type(c, (None, None)),
        properties=lambda c: _DECODING,
        arguments={"ColorSpace": COLOURING["ColorSpace"]},
        options={**COLOURING, **INTERLEAVING, **TRANSPOSED},
        finish=checked(None, 2),
        rows=colour_rows,
        target=target,
        word="image",
    ),
)
