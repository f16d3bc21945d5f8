"""Parameters of the coders of images, volumes and videos: what they take, how they go together, how they are shown."""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import Any

import numpy as np

from ... import symbols as S
from ...builtins.content import MAX_ELEMENTS
from ...builtins.imagecontent import COLOURS, Refusal, space_of
from ...expr import Expr, expr, is_list
from ...images.geometry import PADDINGS
from ...images.resample import known_method
from ...images.value import CHANNELS, Picture
from .coder import Coder, CoderError
from .parameters import Parameter, Parameters, Unfit, number, one_of, part, truth

_SIDES = {  # the axis of a size, and the end of it
    S.Left: (0, -1.0),
    S.Right: (0, 1.0),
    S.Front: (1, -1.0),
    S.Back: (1, 1.0),
    S.Bottom: (-1, -1.0),
    S.Top: (-1, 1.0),
}
_BLACK = expr(S.GrayLevel, 0)


# ---- readers ---------------------------------------------------------------------------------------------------------


def size_of(rank: int) -> Callable[[Any], tuple[int, ...]]:
    """Reads {width, height} or {width, depth, height}; one number stands for all sides."""
    words = "a positive integer or {width, height}" if rank == 2 else "a positive integer or {width, depth, height}"

    def read(value: Any) -> tuple[int, ...]:
        sides = value.args if is_list(value) else (value,) * rank
        if len(sides) != rank or not all(type(n) is int and n > 0 for n in sides):
            raise Unfit(words)
        return tuple(sides)

    return read


def _space(value: Any) -> str:
    try:
        return space_of(value) or "RGB"
    except Refusal:
        raise Unfit(" or ".join(f'"{name}"' for name in CHANNELS)) from None


def _channel_values(value: Any) -> Any:
    """None, a number for all channels, one for each, or an image."""
    if value is S.None_ or type(value) is Picture:
        return None if value is S.None_ else value
    try:
        return tuple(map(number, value.args)) if is_list(value) and len(value) else number(value)
    except Unfit:
        raise Unfit("None, a number, a list of numbers or an image") from None


def _variances(value: Any) -> Any:
    found = _channel_values(value)
    if isinstance(found, tuple | float) and not np.all(np.array(found) > 0):
        raise Unfit("None, a positive number, a list of them or an image")
    return found


def _method(value: Any) -> Any:
    plain = "Automatic" if value is S.Automatic else tuple(value.args) if is_list(value) else value
    found = known_method(plain)
    if found is None:
        raise Unfit('a resampling method such as Automatic, "Nearest", "Linear", "Cubic", "Lanczos" or {"Spline", n}')
    return S.Automatic if found == "Automatic" else found


def _alignment(rank: int) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        try:
            alignments(value, rank)
        except Unfit:
            sides = ", ".join(side.name for side in _sides(rank))
            raise Unfit(f"Center, {sides} or a list of {rank} of them or of numbers from -1 to 1") from None
        return value

    return read


def _sides(rank: int) -> dict[Any, tuple[int, float]]:
    return {side: (axis % rank, end) for side, (axis, end) in _SIDES.items() if rank == 3 or axis != 1}


def alignments(value: Any, rank: int) -> tuple[float, ...]:
    """Of a side, or of a side or number for every axis of a size, the numbers from -1 to 1; raises Unfit."""
    found = [0.0] * rank
    if is_list(value) and len(value) == rank:
        for axis, one in enumerate(value.args):
            mine, found[axis] = (axis, 0.0) if one is S.Center else _sides(rank).get(one) or (axis, number(one))
            if mine != axis:
                raise Unfit
    elif value is not S.Center:
        axis, end = _sides(rank).get(value) or (None, 0.0)
        if axis is None:
            raise Unfit
        found[axis] = end
    if not all(-1 <= x <= 1 for x in found):
        raise Unfit
    return tuple(found)


def _padding(value: Any) -> Any:
    fill(value)
    return value


def fill(value: Any) -> Any:
    """What is around: the name of a padding, or (space, channels) of a colour; a number is a level of gray."""
    if type(value) is str and value in PADDINGS:
        return value
    if isinstance(value, Expr) and value.head in COLOURS:
        space = COLOURS[value.head]
        channels = [number(x) for x in value.args]
        channels += [1.0] * (CHANNELS[space] - len(channels)) if space == "HSB" else []
        if len(channels) in (CHANNELS[space], CHANNELS[space] + 1):
            return space, channels[: CHANNELS[space]]
    try:
        return "Grayscale", [number(value)]
    except Unfit:
        raise Unfit("a color, a number or " + " or ".join(f'"{p}"' for p in PADDINGS)) from None


COLOURING: Parameters = {
    "ColorSpace": Parameter(_space, "RGB"),
    "MeanImage": Parameter(_channel_values, None),
    "VarianceImage": Parameter(_variances, None),
}
INTERLEAVING: Parameters = {"Interleaving": Parameter(truth, False)}
TRANSPOSED: Parameters = {"DataTransposed": Parameter(truth, False)}


def fitting(rank: int) -> Parameters:
    """How pictures are brought to the size."""
    return {
        "Method": Parameter(one_of("Stretch", "Fit", "Fill"), "Stretch"),
        "Resampling": Parameter(_method, S.Automatic),
        "Alignment": Parameter(_alignment(rank), S.Center),
        "Padding": Parameter(_padding, _BLACK),
    }


def checked(size: str | None, rank: int) -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    """For `finish`: whether the parameters, one of which has the name `size`, go together."""

    def finish(values: dict[str, Any], evaluate: Any) -> dict[str, Any]:
        channels = CHANNELS[values["ColorSpace"]]
        for name in ("MeanImage", "VarianceImage"):
            value = values[name]
            if isinstance(value, tuple) and len(value) != channels:
                raise CoderError("arginv", name, f"None, a number or a list of {channels} numbers", part(value))
            if type(value) is Picture and value.array.ndim != rank + 1:
                raise CoderError("arginv", name, "an Image3D" if rank == 3 else "an Image", value.head)
        if size is not None and prod(values[size]) * channels > MAX_ELEMENTS:
            raise CoderError("arginv", size, f"of at most {MAX_ELEMENTS} numbers", part(values[size]))
        return values

    return finish


def colour_rows(coder: Coder) -> list[tuple[str, Any]]:
    """The rows of a summary about colours."""
    space = coder["ColorSpace"]
    shown = {name: part(coder[name]) for name in ("MeanImage", "VarianceImage")}
    words = {name: value.head if type(value) is Picture else value for name, value in shown.items()}
    return [
        ("Color space", space),
        ("Color channels", CHANNELS[space]),
        ("Mean image", words["MeanImage"]),
        ("Variance image", words["VarianceImage"]),
    ]
