"""The "VideoFrames" encoder: lists of images and files of several frames to sequences of arrays of colour channels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ....runtime.ports import VARYING, Type, real
from ... import symbols as S
from ...expr import is_list
from ...images.files import Unreadable, frames, opened
from ...images.value import CHANNELS, Picture
from .coder import Coder, CoderError, EncoderKind, declare
from .parameters import Parameter, Unfit, number, part, positive_number
from .pictureparameters import COLOURING, checked, colour_rows, fitting, size_of
from .pictures import encode_pictures, is_file, read_file

_LEVELS = ("Time", "Channels", "Height", "Width")
_LONGEST = 100_000  # frames


def _levels(value: Any) -> tuple[str, ...]:
    if value is S.Automatic:
        return _LEVELS
    found = tuple(value.args) if is_list(value) else ()
    if len(found) != len(_LEVELS) or not all(type(x) is str for x in found) or set(found) != set(_LEVELS):
        raise Unfit('Automatic or a list of "Time", "Channels", "Height" and "Width"')
    return found


def _rate(value: Any) -> Any:
    """Frames a second; Inherited takes frames as they are."""
    if value is S.Inherited:
        return value
    try:
        return positive_number(value)
    except Unfit:
        raise Unfit("Inherited or a positive number") from None


def _start(value: Any) -> float:
    found = number(value)
    if not 0 <= found < float("inf"):
        raise Unfit("a time in seconds")
    return found


def _length(value: Any) -> Any:
    if value is not S.Automatic and (type(value) is not int or not 0 < value <= _LONGEST):
        raise Unfit(f"Automatic or an integer from 1 to {_LONGEST}")
    return value


# ---- frames ----------------------------------------------------------------------------------------------------------


def _is_example(coder: Coder, e: Any) -> bool:
    return is_file(e) or (is_list(e) and bool(len(e)) and all(_is_flat(x) for x in e.args))


def _is_flat(e: Any) -> bool:
    return type(e) is Picture and e.array.ndim == 3


def _of_file(coder: Coder, data: bytes) -> list[Picture]:
    """The frames that are seen at the times when one is wanted."""
    found = frames(data)
    ends = np.cumsum(_durations(data, len(found)))
    rate, start = coder["FrameRate"], coder["StartTime"]
    if not ends[-1]:  # pages rather than moments
        return found
    if rate is S.Inherited:
        return found[int(np.searchsorted(ends, start, "right")) :]
    count = min(int(np.ceil((ends[-1] - start) * rate - 1e-9)), _LONGEST)
    times = start + np.arange(max(count, 0)) / rate
    return [found[i] for i in np.minimum(np.searchsorted(ends, times + 1e-9, "right"), len(found) - 1)]


def _durations(data: bytes, count: int) -> list[float]:
    """How long each frame is shown, in seconds."""
    found = []
    with opened(data) as image:
        for i in range(count):
            image.seek(i)
            try:
                found.append(max(float(image.info.get("duration", 0)), 0) / 1000)
            except (TypeError, ValueError):
                raise Unreadable("a frame without a duration") from None
    return found


def _of_list(coder: Coder, pictures: Sequence[Picture]) -> list[Picture]:
    """A list of images is taken to be the frames at the encoder's own rate."""
    rate = coder["FrameRate"]
    return list(pictures[0 if rate is S.Inherited else int(coder["StartTime"] * rate + 1e-9) :])


# ---- encoder ---------------------------------------------------------------------------------------------------------


def _encode(coder: Coder, examples: list[Any], session: Any) -> list[np.ndarray]:
    return [_sequence(coder, e, session) for e in examples]


def _sequence(coder: Coder, e: Any, session: Any) -> np.ndarray:
    pictures = read_file(e, session, lambda data: _of_file(coder, data)) if is_file(e) else _of_list(coder, e.args)
    if not pictures:
        raise CoderError("arginv", "StartTime", "before the end of the video", coder["StartTime"])
    length = coder["TargetLength"]
    if length is not S.Automatic:  # what lacks at the end is the last frame
        pictures = [*pictures, *pictures[-1:] * (length - len(pictures))][:length]
    array = encode_pictures(coder, pictures, len(pictures), coder["RasterSize"])
    return np.ascontiguousarray(array.transpose([_LEVELS.index(level) for level in coder["Levels"]]))


def _type(coder: Coder) -> Type:
    width, height = coder["RasterSize"]
    length = coder["TargetLength"]
    first = coder["Levels"][0] == "Time"
    sides = {
        "Time": length if length is not S.Automatic else VARYING if first else None,
        "Channels": CHANNELS[coder["ColorSpace"]],
        "Height": height,
        "Width": width,
    }
    return real(*[sides[level] for level in coder["Levels"]])


_SIZE = {"RasterSize": Parameter(size_of(2), (128, 128))}

declare(
    EncoderKind(
        "VideoFrames",
        _encode,
        _type,
        example=_is_example,
        wants="a list of images or the file of a video",
        arguments=_SIZE,
        options={
            **_SIZE,
            **COLOURING,
            "FrameRate": Parameter(_rate, 24.0),
            "Levels": Parameter(_levels, _LEVELS),
            "StartTime": Parameter(_start, 0.0),
            "TargetLength": Parameter(_length, S.Automatic),
            **fitting(2),
        },
        finish=checked("RasterSize", 2),
        rows=lambda c: [
            ("Raster size", part(c["RasterSize"])),
            *colour_rows(c),
            ("Frame rate", c["FrameRate"]),
            ("Target length", c["TargetLength"]),
        ],
        word="video",
    )
)
