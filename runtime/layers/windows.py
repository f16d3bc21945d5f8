"""What layers that slide windows over space axes have in common: their parameters and how sizes follow from them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..declare import Parameter
from ..errors import ArgumentError
from ..kinds import choice
from ..ops.shapes import transpose
from ..ops.windows import extent
from ..ports import VARYING, Type

# --- kinds of parameters


def _whole(x: Any, least: int) -> bool:
    return isinstance(x, int) and not isinstance(x, bool) and x >= least


def each_axis(value: Any) -> Any:
    """A positive integer for all space axes, or a list with one for each."""
    if _whole(value, 1):
        return value
    if isinstance(value, tuple | list) and value and all(_whole(v, 1) for v in value):
        return tuple(value)
    raise ValueError("a positive integer or a list of positive integers")


def channels(value: Any) -> int:
    """A number of channels."""
    if not _whole(value, 1):
        raise ValueError("a positive integer")
    return value


def padding(value: Any) -> Any:
    """How much to pad: n, a list with n or {before, after} for each axis, or "Same"."""
    if value == "Same" or _whole(value, 0):
        return value
    if isinstance(value, tuple | list) and value:
        pairs = tuple((v, v) if _whole(v, 0) else tuple(v) if isinstance(v, tuple | list) else () for v in value)
        if all(len(p) == 2 and _whole(p[0], 0) and _whole(p[1], 0) for p in pairs):
            return pairs
    raise ValueError('"Same", an integer n >= 0, or a list with n or {before, after} for each dimension')


def dimensionality(value: Any) -> int | None:
    """The number of space axes; None is one to infer."""
    if value in (None, "Automatic"):
        return None
    if not _whole(value, 1):
        raise ValueError("a positive integer or Automatic")
    return value


def truth(value: Any) -> bool:
    """True or False."""
    if not isinstance(value, bool):
        raise ValueError("True or False")
    return value


KERNEL = Parameter("KernelSize", each_axis, label="Kernel size", required=True)
STRIDE = Parameter("Stride", each_axis, 1, label="Stride", named=True)
PADDING = Parameter("PaddingSize", padding, 0, label="Padding size", named=True)
DILATION = Parameter("Dilation", each_axis, 1, label="Dilation", named=True)
DIMENSIONALITY = Parameter("Dimensionality", dimensionality, None, named=True)
INTERLEAVING = Parameter("Interleaving", truth, False, label="Interleaving", named=True)
FUNCTION = Parameter("Function", choice("Max", "Mean", "Total"), "Max", label="Function", named=True)


# --- geometry


@dataclass(frozen=True)
class Geometry:
    """The parameters of a layer spread over its space axes."""

    kernel: tuple[int, ...]
    stride: tuple[int, ...]
    dilation: tuple[int, ...]
    padding: tuple[tuple[int, int], ...]

    @property
    def reach(self) -> tuple[int, ...]:
        """How far the kernel reaches along each axis."""
        return tuple(map(extent, self.kernel, self.dilation))


_LISTS = ("KernelSize", "Stride", "Dilation", "PaddingSize")


def _value(layer: Any, name: str, otherwise: Any) -> Any:
    return layer[name] if layer.kind.parameter(name) is not None else otherwise


def axes_of(layer: Any, ranks: list[int | None]) -> int | None:
    """The number of space axes: said by an option or a list, else by a rank that is known; None while nothing says it.

    Raises `ArgumentError` where a list has another length.
    """
    told = layer["Dimensionality"]
    lists = [(name, layer[name]) for name in _LISTS if layer.kind.parameter(name) is not None]
    lists = [(name, value) for name, value in lists if isinstance(value, tuple)]
    counts = [told, *(len(value) for _, value in lists), *(None if r is None else r - 1 for r in ranks)]
    found = next((n for n in counts if n is not None), None)
    for name, value in lists:
        if len(value) != found:
            raise ArgumentError(layer.name, name, value, f"one number or a list of {found}, one for each dimension")
    return found


def _spread(value: Any, axes: int) -> tuple:
    return value if isinstance(value, tuple) else (value,) * axes


def geometry(layer: Any, axes: int, transposed: bool = False) -> Geometry:
    """The layer's parameters for a number of space axes.

    "Same" pads by what the kernel reaches beyond one place, half on each side and the odd one behind; a transposed
    convolution of "Same" cuts off what makes the output the stride times as large as the input.
    """
    kernel, stride = _spread(layer["KernelSize"], axes), _spread(layer["Stride"], axes)
    dilation = _spread(_value(layer, "Dilation", 1), axes)
    given = layer["PaddingSize"]
    if given == "Same":
        more = stride if transposed else (1,) * axes
        totals = [max(extent(k, d) - m, 0) for k, d, m in zip(kernel, dilation, more)]
        return Geometry(kernel, stride, dilation, tuple((n // 2, n - n // 2) for n in totals))
    pairs = given if isinstance(given, tuple) else ((given, given),) * axes
    return Geometry(kernel, stride, dilation, pairs)


def split(layer: Any, dims: tuple) -> tuple[Any, tuple]:
    """Sizes as (channels, space)."""
    return (dims[-1], dims[:-1]) if layer["Interleaving"] else (dims[0], dims[1:])


def join(layer: Any, count: Any, space: tuple) -> tuple:
    """Sizes from channels and space."""
    return (*space, count) if layer["Interleaving"] else (count, *space)


def narrow_sizes(layer: Any, scope: Any, forward: Callable, backward: Callable, least: Callable) -> None:
    """Lets the sizes of "Input" and "Output" follow from each other along every space axis.

    `forward(size, axis)` gives an output size, `backward` an input size or None where several are possible, `least` the
    smallest input that gives any output.
    """
    (count, space), (filters, out) = (split(layer, scope[port].dims) for port in ("Input", "Output"))
    wanted = tuple(least(i) if isinstance(n, int) and forward(n, i) < 1 else n for i, n in enumerate(space))
    if wanted != space:
        scope.fail("Input", Type(join(layer, count, wanted)))
    later = tuple(VARYING if n == VARYING else None if n is None else forward(n, i) for i, n in enumerate(space))
    scope.narrow("Output", join(layer, filters, later))
    earlier = tuple(VARYING if n == VARYING else None if n is None else backward(n, i) for i, n in enumerate(out))
    known = tuple(a if n is None else None for n, a in zip(space, earlier))
    scope.narrow("Input", join(layer, count, known))


def no_varying_channels(layer: Any, scope: Any) -> None:
    """Only the number of places may vary, and only along the first level."""
    for port in ("Input", "Output"):
        count, space = split(layer, scope[port].dims)
        if count == VARYING:
            scope.fail(port, scope[port].with_dims(join(layer, None, space)))


def channels_last(layer: Any, x: Any) -> Any:
    """The array with its channels behind the space axes."""
    rank = len(x.shape)
    return x if layer["Interleaving"] else transpose(x, axes=(0, *range(2, rank), 1))


def channels_back(layer: Any, y: Any) -> Any:
    """The result with its channels where the layer's input has them."""
    rank = len(y.shape)
    return y if layer["Interleaving"] else transpose(y, axes=(0, rank - 1, *range(1, rank - 1)))
