"""Layers that sample, pad or cut arrays that are laid out like images: channels first, or last with Interleaving."""

from math import floor
from typing import Any

from ..declare import Parameter, layer
from ..kinds import choice
from ..ops.borders import padding, random_crop
from ..ops.lengths import masked, shifted
from ..ops.resampling import affine_sampling, resampling
from ..ops.shapes import reshape
from ..ports import VARYING, Type
from .windows import INTERLEAVING, channels_back, channels_last, join, split

# --- kinds of parameters


def _whole(x: Any, least: int) -> bool:
    return isinstance(x, int) and not isinstance(x, bool) and x >= least


def new_sizes(value: Any) -> tuple:
    """Sizes of a resized array: n, Scaled[r] or All for each dimension."""

    def good(size: Any) -> bool:
        if isinstance(size, tuple | list):
            return len(size) == 2 and size[0] == "Scaled" and isinstance(size[1], int | float) and size[1] > 0
        return size == "All" or _whole(size, 1)

    if not isinstance(value, tuple | list) or not value or not all(map(good, value)):
        raise ValueError("a list with a positive integer, Scaled[r] or All for each dimension")
    return tuple(tuple(size) if isinstance(size, list) else size for size in value)


def plane(value: Any) -> tuple[int, int]:
    """The height and width of an image."""
    if not isinstance(value, tuple | list) or len(value) != 2 or not all(_whole(n, 1) for n in value):
        raise ValueError("a list of a height and a width")
    return tuple(value)


def borders(value: Any) -> tuple[tuple[int, int], ...]:
    """How many elements to add before and after, for each level."""
    good = isinstance(value, tuple | list) and value
    if not good or not all(isinstance(p, tuple | list) and len(p) == 2 for p in value):
        raise ValueError("a list of {before, after}, one for each level")
    if not all(_whole(n, 0) for pair in value for n in pair):
        raise ValueError("a list of {before, after}, integers of at least 0, one for each level")
    return tuple(tuple(pair) for pair in value)


def filling(value: Any) -> float | str:
    """What to pad with: a number, "Fixed" or "Reflected"."""
    if value in ("Fixed", "Reflected"):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError('a number, "Fixed" or "Reflected"')
    return float(value)


def probabilities(value: Any) -> tuple[float, float]:
    """Two probabilities."""
    good = isinstance(value, tuple | list) and len(value) == 2
    if not good or not all(isinstance(p, int | float) and not isinstance(p, bool) and 0 <= p <= 1 for p in value):
        raise ValueError("a list of two probabilities")
    return tuple(map(float, value))


# --- resizing


def _resized(spec: Any, size: Any) -> Any:
    """What a size becomes; None while it is not known."""
    if spec == "All" or size == VARYING:
        return size
    if isinstance(spec, tuple):
        return None if size is None else max(floor(size * spec[1] + 0.5), 1)
    return spec


@layer("ResizeLayer", ports="Input: *in -> Output: *out")
class Resize:
    """ResizeLayer[{d1, d2, ...}] resamples an array so that its dimensions behind the channels become d1, d2, ...

    Of {channels, n1, n2, ...} it makes {channels, d1, d2, ...}, or of {n1, n2, ..., channels} {d1, d2, ..., channels}
    with Interleaving -> True. A size is a number, Scaled[r] (r times the input's, rounded) or All (the input's). One
    that varies can only be All.

    Options: Resampling -> "Linear" (between two places) or "Nearest"; "Scheme" -> "Point" (the first and last places
    stay, the default of "Linear") or "Bin" (both arrays divide the same stretch into bins, the default of "Nearest").

    >>> ResizeLayer[{5}][{{1, 2, 4}}]
    {{1., 1.5, 2., 3., 4.}}
    """

    parameters = (
        Parameter("Dimensions", new_sizes, label="Dimensions", required=True),
        Parameter("Resampling", choice("Automatic", "Linear", "Nearest"), "Automatic", label="Resampling", named=True),
        Parameter("Scheme", choice("Automatic", "Point", "Bin"), "Automatic", named=True),
        INTERLEAVING,
    )

    def infer(layer: Any, scope: Any) -> None:
        specs = layer["Dimensions"]
        for port in ("Input", "Output"):
            scope.narrow(port, (None,) * (len(specs) + 1))
        (count, space), (filters, out) = (split(layer, scope[port].dims) for port in ("Input", "Output"))
        if VARYING in (count, *(n for n, spec in zip(space, specs) if spec != "All")):
            open_sizes = tuple(None if n == VARYING and spec != "All" else n for n, spec in zip(space, specs))
            scope.fail("Input", Type(join(layer, None if count == VARYING else count, open_sizes)))
        scope.narrow("Output", join(layer, count, tuple(map(_resized, specs, space))))
        back = tuple(n if spec == "All" else None for n, spec in zip(out, specs))
        scope.narrow("Input", join(layer, filters, back))

    def forward(layer: Any, x: Any) -> Any:
        method = "Nearest" if layer["Resampling"] == "Nearest" else "Linear"
        scheme = layer["Scheme"]
        if scheme == "Automatic":
            scheme = "Bin" if method == "Nearest" else "Point"
        first = 1 if layer["Interleaving"] else 2
        # Axes that shrink come first: there is less to do for the others.
        axes = [(first + i, _resized(spec, x.shape[first + i])) for i, spec in enumerate(layer["Dimensions"])]
        y = x
        for axis, size in sorted(axes, key=lambda pair: pair[1] / x.shape[pair[0]]):
            if size != y.shape[axis]:
                y = resampling(y, axis=axis, size=size, method=method, scheme=scheme)
        return reshape(x, shape=x.shape[1:]) if y is x else y


# --- padding


@layer("PaddingLayer", ports="Input: *in -> Output: *out")
class Padding:
    """PaddingLayer[{{m1, n1}, {m2, n2}, ...}] adds m1 elements before and n1 behind the array along its first level,
    m2 and n2 along its second, and so on.

    The input must have as many levels as pairs are given; each size grows by m + n. The first may vary where nothing
    is repeated at its end.

    Options: Padding -> 0, a number, "Fixed" (the edge is repeated) or "Reflected" (the array turns back at its edge,
    which is not repeated).

    >>> PaddingLayer[{{1, 2}}, Padding -> "Reflected"][{1, 2, 3}]
    {2., 1., 2., 3., 2., 1.}
    """

    parameters = (
        Parameter("PaddingSizes", borders, label="Padding sizes", required=True),
        Parameter("Padding", filling, 0.0, label="Padding", named=True),
    )

    def infer(layer: Any, scope: Any) -> None:
        pairs, kind = layer["PaddingSizes"], layer["Padding"]
        for port in ("Input", "Output"):
            scope.narrow(port, (None,) * len(pairs))
        dims = scope["Input"].dims
        repeats = kind == "Reflected" and any(pairs[0]) or kind == "Fixed" and pairs[0][1]
        if VARYING in dims[1:] or dims[0] == VARYING and repeats:
            scope.fail("Input", Type(tuple(None if d == VARYING and (i or repeats) else d for i, d in enumerate(dims))))
        longer = [d + sum(p) if isinstance(d, int) else d for d, p in zip(dims, pairs)]
        scope.narrow("Output", tuple(longer))
        shorter = [d - sum(p) if isinstance(d, int) else d for d, p in zip(scope["Output"].dims, pairs)]
        if any(isinstance(d, int) and d < 1 for d in shorter):
            least = (sum(p) + 1 if isinstance(d, int) and d < 1 else None for d, p in zip(shorter, pairs))
            scope.fail("Output", Type(tuple(least)))
        scope.narrow("Input", tuple(shorter))

    def forward(layer: Any, x: Any, lengths: Any) -> Any:
        pairs, kind = layer["PaddingSizes"], layer["Padding"]
        known = lengths["Input"]
        if known is not None:
            if not isinstance(kind, str):
                x = masked(x, known, value=kind)
            lengths.set("Output", shifted(known, by=sum(pairs[0])))
        return padding(x, sizes=pairs, kind=kind)


# --- images


def _image(layer: Any, scope: Any, size: tuple) -> None:
    """Input {c, h0, w0} and output {c, h, w}, channels alike."""
    for port in ("Input", "Output"):
        scope.narrow(port, (None, None, None))
        if VARYING in scope[port].dims:
            scope.fail(port, Type(tuple(None if d == VARYING else d for d in scope[port].dims)))
    for port, other in (("Output", "Input"), ("Input", "Output")):
        scope.narrow(port, join(layer, split(layer, scope[other].dims)[0], (None, None)))
    scope.narrow("Output", join(layer, None, size))


@layer("SpatialTransformationLayer", ports="Input: *in; Parameters: 6 -> Output: *out")
class SpatialTransformation:
    """SpatialTransformationLayer[{h, w}] samples an image at the places of an affine map.

    "Input" is {channels, h0, w0}, "Parameters" a vector {p1, ..., p6}, the output {channels, h, w}. With both images
    reaching from -1 to 1, x to the right and y downwards, the output at (x, y) is the input at (p1 x + p2 y + p3,
    p4 x + p5 y + p6), bilinear between its places and 0 outside; {1, 0, 0, 0, 1, 0} changes nothing. Source: Jaderberg
    et al., arXiv:1506.02025.

    >>> SpatialTransformationLayer[{1, 3}][<|"Input" -> {{{1, 2, 3}}}, "Parameters" -> {-1, 0, 0, 0, 1, 0}|>]
    {{{3., 2., 1.}}}
    """

    parameters = (Parameter("Dimensions", plane, label="Dimensions", required=True), INTERLEAVING)

    def infer(layer: Any, scope: Any) -> None:
        _image(layer, scope, layer["Dimensions"])

    def forward(layer: Any, x: Any, parameters: Any) -> Any:
        return channels_back(layer, affine_sampling(channels_last(layer, x), parameters, size=layer["Dimensions"]))


@layer("ImageAugmentationLayer", ports="Input: *in -> Output: *out")
class ImageAugmentation:
    """ImageAugmentationLayer[{h, w}] takes a part of height h and width w out of an image, at random while a net is
    trained and from the middle in evaluation.

    Of {channels, h0, w0} it makes {channels, h, w}; h and w are at most h0 and w0.

    Option: "ReflectionProbabilities" -> {0, 0}, how likely the part is turned upside down, and left to right, in
    training.

    >>> ImageAugmentationLayer[{1, 2}][{{{1, 2, 3, 4}}}]
    {{{2., 3.}}}
    """

    parameters = (
        Parameter("Dimensions", plane, label="Dimensions", required=True),
        Parameter("ReflectionProbabilities", probabilities, (0.0, 0.0), label="Reflection probabilities", named=True),
        INTERLEAVING,
    )

    def infer(layer: Any, scope: Any) -> None:
        size = layer["Dimensions"]
        _image(layer, scope, size)
        count, space = split(layer, scope["Input"].dims)
        if any(n is not None and n < m for n, m in zip(space, size)):
            least = tuple(m if n is None or n < m else n for n, m in zip(space, size))
            scope.fail("Input", Type(join(layer, count, least)))

    def forward(layer: Any, x: Any, train: bool) -> Any:
        size = layer["Dimensions"]
        if train:
            parts = random_crop(channels_last(layer, x), size=size, reflections=layer["ReflectionProbabilities"])
            return channels_back(layer, parts)
        first = 1 if layer["Interleaving"] else 2
        cuts = [(0, 0)] * (len(x.shape) - 1)
        for i, m in enumerate(size):
            spare = x.shape[first + i] - m
            cuts[first + i - 1] = (-(spare // 2), spare // 2 - spare)
        return padding(x, sizes=tuple(cuts))
