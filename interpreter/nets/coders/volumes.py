"""The "Image3D" coders: volumes, as values or files of slices, to arrays {channels, height, depth, width} and back."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....runtime.ports import Type
from ...images.files import Unreadable, frames
from ...images.value import Picture
from .coder import Coder, DecoderKind, EncoderKind, declare
from .parameters import Parameter, part
from .pictureparameters import COLOURING, INTERLEAVING, checked, colour_rows, fitting, size_of
from .pictures import array_type, decode_picture, encode_pictures, is_file, read_file, target
from .properties import Property


def _stacked(data: bytes) -> Picture:
    """The frames of a file as slices, from the top."""
    slices = frames(data)
    if len({(s.array.shape, s.array.dtype, s.space) for s in slices}) != 1:
        raise Unreadable("slices of different kinds")
    return Picture(np.stack([s.array for s in slices]), slices[0].space)


def _encode(coder: Coder, examples: list[Any], session: Any) -> np.ndarray:
    volumes = (read_file(e, session, _stacked) if is_file(e) else e for e in examples)
    return encode_pictures(coder, volumes, len(examples), coder["ImageSize"])


def _encoder_type(coder: Coder) -> Type:
    return array_type(coder, coder["ImageSize"][::-1])


_DECODING: dict[str | None, Property] = {None: Property(lambda c, array, x, s: decode_picture(c, array))}

declare(
    EncoderKind(
        "Image3D",
        _encode,
        _encoder_type,
        example=lambda c, e: is_file(e) or (type(e) is Picture and e.array.ndim == 4),
        wants="an Image3D or the file of one",
        arguments={"ImageSize": Parameter(size_of(3), (128, 128, 128)), "ColorSpace": COLOURING["ColorSpace"]},
        options={**COLOURING, **INTERLEAVING, **fitting(3)},
        finish=checked("ImageSize", 3),
        rows=lambda c: [("Image size", part(c["ImageSize"])), *colour_rows(c)],
        word="image3D",
    ),
    DecoderKind(
        "Image3D",
        type=lambda c: array_type(c, (None, None, None)),
        properties=lambda c: _DECODING,
        arguments={"ColorSpace": COLOURING["ColorSpace"]},
        options={**COLOURING, **INTERLEAVING},
        finish=checked(None, 3),
        rows=colour_rows,
        target=target,
        word="image3D",
    ),
)
