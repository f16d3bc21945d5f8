"""Normalisation: by channels over the batch, and of rows by themselves."""

from math import prod
from typing import Any

from . import kernel, machine
from .affine import kind_of
from .host import closure
from .layout import pieces, plain, rows_of


@kernel("moments", "forward")
def moments(room: Any, out: Any, x: Any, lengths: Any = None) -> Any:
    if lengths is not None or not plain(out, x) or not x.size:
        return None
    rows, channels = rows_of(x)
    piece = pieces(rows, channels)
    sums = room.scratch((-(-rows // piece), channels))
    return closure(machine(), [(machine().library("channels").moments, (x, out, rows, channels, piece, sums))])


@kernel("batch_normalization", "forward")
def batch_normalization(
    room: Any, out: Any, x: Any, moments: Any, scaling: Any, biases: Any, lengths: Any = None, epsilon: float = 0.001,
    activation: str | None = None,
) -> Any:
    kind = kind_of(room, activation)
    if kind is None or lengths is not None or not plain(out, x, moments, scaling, biases) or not x.size:
        return None
    coefficients = room.scratch((2, scaling.size))
    words = (x, out, coefficients[0], coefficients[1], *rows_of(x), kind, moments, scaling, biases, float(epsilon))
    return closure(machine(), [(machine().library("channels").normalize, words)])


@kernel("batch_normalization", "gradient")
def batch_normalization_gradient(
    room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, epsilon: float = 0.001, activation: str | None = None
) -> Any:
    x, moments, scaling, biases, lengths = (*inputs, None)[:5]
    dx, _, dscaling, dbiases, *_ = dinputs
    kind = kind_of(room, activation)
    arrays = (dy, out, x, moments, scaling, dx, dscaling, dbiases)
    if kind is None or lengths is not None or not plain(*arrays) or not x.size:
        return None
    rows, channels = rows_of(x)
    piece = pieces(rows, channels)
    sums, coefficients = room.scratch((-(-rows // piece), 2, channels)), room.scratch((3, channels))
    words = (dy, out, x, moments, dx, rows, channels, kind, piece, sums, moments, scaling, dscaling, dbiases)
    return closure(
        machine(), [(machine().library("channels").normalize_back, (*words, float(epsilon), coefficients))]
    )


@kernel("affine_channels", "forward")
def affine_channels(room: Any, out: Any, x: Any, scale: Any, shift: Any, activation: str | None = None) -> Any:
    kind = kind_of(room, activation)
    if kind is None or not plain(out, x, scale, shift) or not x.size or scale.size != x.shape[-1] != shift.size:
        return None
    words = (x, out, scale, shift, *rows_of(x), kind)
    return closure(machine(), [(machine().library("channels").affine_channels, words)])


@kernel("affine_channels", "gradient")
def affine_channels_gradient(
    room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, activation: str | None = None
) -> Any:
    x, scale, _ = inputs
    dx, dscale, dshift = dinputs
    kind = kind_of(room, activation)
    if kind is None or not plain(dy, out, x, scale, dx, dscale, dshift) or not x.size or scale.size != x.shape[-1]:
        return None
    rows, channels = rows_of(x)
    piece = pieces(rows, channels)
    sums = room.scratch((-(-rows // piece), 2, channels))
    words = (dy, out, x, None, dx, rows, channels, kind, piece, sums, scale, dscale, dshift)
    return closure(machine(), [(machine().library("channels").affine_channels_back, words)])


@kernel("moving_average", "forward")
def moving_average(room: Any, out: Any, old: Any, moments: Any, row: int, momentum: float) -> Any:
    if not plain(out, old, moments[row]):
        return None
    words = (out, old, moments[row], float(momentum), out.size)
    return closure(machine(), [(machine().library("channels").moving_average, words)])


def _by_column(x: Any, array: Any, axes: tuple) -> bool:
    """Whether an array has one number for each element of the last axes of x."""
    first = x.ndim - len(axes)
    if tuple(axes) != tuple(range(first, x.ndim)):
        return False
    return array is None or array.shape == (1,) * first + x.shape[first:]


@kernel("normalization", "forward")
def normalization(
    room: Any, out: Any, x: Any, scaling: Any, biases: Any, lengths: Any = None, *, axes: tuple,
    epsilon: float = 0.001, method: str = "Standardize", unbiased: bool = False,
) -> Any:
    if lengths is not None or not _by_column(x, scaling, axes) or not _by_column(x, biases, axes):
        return None
    if not plain(out, x, scaling, biases, *room.stored) or not x.size:
        return None
    columns = prod(x.shape[a] for a in axes)
    words = (x, out, scaling, biases, *room.stored, x.size // columns, columns, float(epsilon))
    less = max(columns - unbiased, 1)
    return closure(machine(), [(machine().library("rows").normalize_rows, (*words, less, int(method == "RMS")))])


@kernel("normalization", "gradient")
def normalization_gradient(
    room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, *, axes: tuple, epsilon: float = 0.001,
    method: str = "Standardize", unbiased: bool = False,
) -> Any:
    x, scaling, biases, lengths = (*inputs, None)[:4]
    dx, dscaling, dbiases = dinputs[:3]
    if lengths is not None or not _by_column(x, scaling, axes) or not _by_column(x, biases, axes):
        return None
    if not plain(dy, x, scaling, dx, dscaling, dbiases, *room.stored) or not x.size:
        return None
    columns = prod(x.shape[a] for a in axes)
    rows = x.size // columns
    piece = pieces(rows, columns)
    sums = room.scratch((-(-rows // piece), 2, columns))
    words = (dy, x, scaling, *room.stored, dx, dscaling, dbiases, rows, columns, max(columns - unbiased, 1))
    return closure(
        machine(), [(machine().library("rows").normalize_rows_back, (*words, int(method == "RMS"), piece, sums))]
    )
