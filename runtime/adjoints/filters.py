"""Rules by which gradients of convolutions and of maps of channels are recorded as ops."""

from typing import Any

from ..ops.contractions import placed, summed
from ..ops.convolution import convolution, deconvolution
from ..ops.selection import part
from ..ops.shapes import catenate, reshape, transpose
from .record import AdjointError, adjoint, computed
from .rules import before_activation, fitted

X, Y, Z = ("Slot", 1), ("Slot", 2), ("Slot", 3)
KEYS = ("stride", "dilation", "padding", "groups")


def _windows(settings: dict) -> dict:
    return {key: settings[key] for key in KEYS if key in settings}


def _channels(x: Any, groups: int) -> list[Any]:
    """The channels of each group."""
    size = x.shape[-1] // groups
    axis = len(x.shape) - 1
    return [x] if groups == 1 else [part(x, axis=axis, places=slice(g * size, (g + 1) * size)) for g in range(groups)]


def _turned(x: Any) -> Any:
    """Channels as examples, and examples as channels."""
    last = len(x.shape) - 1
    return transpose(x, axes=(last, *range(1, last), 0))


def _kernel_first(x: Any) -> Any:
    """(n, *space, o) as weights (o, n, *space)."""
    last = len(x.shape) - 1
    return transpose(x, axes=(last, 0, *range(1, last)))


def _by_weights(x: Any, dy: Any, kernel: tuple, settings: dict) -> Any:
    """The gradient by the weights: x correlated with dy, whose steps are the kernel's and the other way round."""
    windows = _windows(settings) | {"stride": settings["dilation"], "dilation": settings["stride"], "groups": 1}
    found = []
    for one, other in zip(_channels(x, settings.get("groups", 1)), _channels(dy, settings.get("groups", 1))):
        y = convolution(_turned(one), _kernel_first(other), None, **windows)  # (c, *kernel or more, o)
        for axis, size in enumerate(kernel, 1):
            if y.shape[axis] != size:
                y = part(y, axis=axis, places=slice(0, size))
        last = len(y.shape) - 1
        found.append(transpose(y, axes=(last, 0, *range(1, last))))
    return found[0] if len(found) == 1 else catenate(*found, axis=0)


def _sums(dy: Any) -> Any:
    axes = tuple(range(len(dy.shape) - 1))
    return reshape(summed(dy, axes=axes), shape=(dy.shape[-1],), batched=False)


def _by_input(x: Any, w: Any, dy: Any, settings: dict) -> Any:
    """The gradient by the input: what windows left over at the end has less of the padding, or is 0."""
    space = list(zip(x.shape[1:-1], dy.shape[1:-1], w.shape[2:], *(settings[k] for k in KEYS[:3])))
    left = [n + low + high - ((k - 1) * d + 1) - s * (m - 1) for n, m, k, s, d, (low, high) in space]
    padding = tuple((low, max(high - more, 0)) for more, (low, high) in zip(left, settings["padding"]))
    dx = deconvolution(dy, w, None, **(_windows(settings) | {"padding": padding}))
    for axis in range(1, len(x.shape) - 1):
        if dx.shape[axis] != x.shape[axis]:
            dx = placed(dx, axis=axis, places=slice(0, dx.shape[axis]), size=x.shape[axis])
    return dx


@adjoint("convolution")
def _convolution(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    x, w = inputs[:2]
    dy = before_activation(dy, y, settings)
    dx = _by_input(x, w, dy, settings)
    return [dx, _by_weights(x, dy, w.shape[2:], settings), _sums(dy)][: len(inputs)]


@adjoint("deconvolution")
def _deconvolution(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    x, w = inputs[:2]
    dy = before_activation(dy, y, settings)
    dx = convolution(dy, w, None, **_windows(settings))
    return [dx, _by_weights(dy, x, w.shape[2:], settings), _sums(dy)][: len(inputs)]


# --- channels


@adjoint("affine_channels")
def _affine_channels(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    x, scale = inputs[:2]
    dy = before_activation(dy, y, settings)
    row = reshape(scale, shape=(*(1,) * (len(x.shape) - 1), scale.shape[0]), batched=False)
    return [computed(("Times", X, Y), dy, row), _sums(computed(("Times", X, Y), dy, x)), _sums(dy)]


@adjoint("parametric_ramp")
def _parametric_ramp(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    x, slope = inputs
    dx = computed(("If", ("Greater", Y, 0), X, ("Times", X, Z)), dy, x, slope)
    return [dx, fitted(computed(("Times", X, ("Min", Y, 0)), dy, x), slope)]


@adjoint("thinned")
def _thinned(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    return [computed(("Times", X, Y), dy, inputs[1]), None]


@adjoint("append")
def _append(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    x, other = inputs[:2]
    if len(inputs) > 2 and inputs[2] is not None:
        raise AdjointError("append")
    end = part(dy, axis=1, places=slice(x.shape[1], None))
    return [part(dy, axis=1, places=slice(0, x.shape[1])), reshape(end, shape=other.shape[1:])]
