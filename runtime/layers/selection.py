"""Layers that choose elements by their places, or give places."""

from functools import partial
from math import prod
from typing import Any

from ..declare import Parameter, layer
from ..errors import ArgumentError
from ..levels import level_set, span_places
from ..ops.selection import counted, flat_places, gather, ordering, part, spaced, unit_vectors
from ..ops.shapes import catenate, reshape
from ..ports import VARYING, Type
from ..trace import at_least
from .scopes import refuse_varying, same_elements


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


# --- parts


def _part_specs(value: Any) -> tuple:
    """What is taken of each level: a place, a span, "All" or a list of places."""
    many = isinstance(value, tuple | list) and value[:1] != ("Span",)
    return tuple(map(_part_spec, value)) if many else (_part_spec(value),)


def _part_spec(value: Any) -> Any:
    if _is_int(value) and value != 0:
        return value
    if isinstance(value, tuple | list) and value and all(_is_int(n) and n != 0 for n in value):
        return tuple(value)
    try:
        return level_set(value)
    except ValueError:
        raise ValueError("a nonzero integer, a span i;;j or i;;j;;k, or a list of these for the levels") from None


def _is_span(spec: Any) -> bool:
    return isinstance(spec, tuple) and spec[0] == "Span"


def _ends(span: tuple) -> tuple[int, int, int]:
    """First place, last place and step of a span, with -1 for the end of an example."""
    _, first, last, *step = span
    return -1 if first == "All" else first, -1 if last == "All" else last, step[0] if step else 1


def _places(spec: Any, size: int) -> tuple[int, ...] | slice:
    """The places, from 0, of what is not a single number; raises ValueError outside."""
    if _is_span(spec):
        places = span_places(spec, size)
        stop = places[-1] + (1 if places.step > 0 else -1)
        return slice(places[0], stop if stop >= 0 else None, places.step)
    places = tuple(n - 1 if n > 0 else size + n for n in ((spec,) if _is_int(spec) else spec))
    if any(not 0 <= p < size for p in places):
        raise ValueError
    return places


def _part_size(layer: Any, scope: Any, n: int, spec: Any) -> Any:
    """The size of level n after taking a part, or () where the level vanishes."""
    dims = scope["Input"].dims
    size = dims[n]
    if isinstance(size, int):
        try:
            places = _places(spec, size)
        except ValueError:
            allowed = f"a part of the {size} elements at level {n + 1}"
            raise ArgumentError(layer.name, "the part", spec, allowed) from None
        if isinstance(spec, int):
            return ()
        return len(range(size)[places]) if isinstance(places, slice) else len(places)
    if isinstance(spec, int):
        return ()
    if not _is_span(spec):
        return len(spec)
    first, last, step = _ends(spec)
    if (first > 0) == (last > 0):
        return len(range(first, last + (1 if step > 0 else -1), step)) or _empty(layer, spec)
    if size == VARYING and (first > 0) != (step > 0):  # shorter sequences would have longer parts
        raise ArgumentError(layer.name, "the part", spec, "a part that grows with the sequence")
    return size


def _empty(layer: Any, spec: Any) -> None:
    raise ArgumentError(layer.name, "the part", spec, "a part with at least one element")


@layer("PartLayer", ports="Input: *in -> Output: *out")
class PartOf:
    """PartLayer[i] takes element i of the first level, which vanishes.
    PartLayer[i;;j] and PartLayer[i;;j;;k] take the elements from i to j, in steps of k.
    PartLayer[{spec1, spec2, ...}] takes a part of each level; {i1, i2, ...} in a specification lists elements.

    Negative numbers count from the end, of every sequence its own. A part that is empty or not there is an error.

    >>> PartLayer[-1][{{1, 2}, {3, 4}}]
    {3., 4.}
    >>> PartLayer[{All, 1;;3;;2}][{{1, 2, 3}, {4, 5, 6}}]
    {{1., 3.}, {4., 6.}}
    """

    parameters = (Parameter("Specification", _part_specs, label="Part specification", required=True),)

    def infer(layer: Any, scope: Any) -> None:
        same_elements(scope, "Input", "Output")
        dims = scope["Input"].dims
        if dims is None:
            return
        specs = layer["Specification"]
        if len(specs) > len(dims):
            scope.fail("Input", Type((None,) * len(specs)))
        sizes = [_part_size(layer, scope, n, spec) for n, spec in enumerate(specs)]
        scope.narrow("Output", (*(s for s in sizes if s != ()), *dims[len(specs) :]))
        kept = sum(s != () for s in sizes)
        scope.narrow("Input", (*dims[: len(specs)], *scope["Output"].dims[kept:]))

    def forward(layer: Any, x: Any, shape: tuple, lengths: Any, demand: Any) -> Any:
        length = lengths["Input"]
        specs = layer["Specification"]
        if length is not None:
            demand("Input", (length,), *at_least(_least(specs[0])))
        for axis, spec in enumerate(specs, 1):
            if spec == ("Span", 1, "All"):
                continue
            if axis == 1 and length is not None:
                x, length = _timed(x, length, spec)
                lengths.set("Output", length)
            else:
                x = part(x, axis=axis, places=_places(spec, x.shape[axis]))
        return reshape(x, shape=tuple(n for axis, n in enumerate(x.shape[1:]) if not _gone(specs, axis)))


def _least(spec: Any) -> int:
    """How many elements a sequence needs so that a part of it is there."""
    if not _is_span(spec):
        return max(abs(n) for n in ((spec,) if _is_int(spec) else spec))
    first, last, _ = _ends(spec)
    return max(abs(first), abs(last)) if (first > 0) == (last > 0) else abs(first) + abs(last) - 1


def _gone(specs: tuple, axis: int) -> bool:
    return axis < len(specs) and _is_int(specs[axis])


def _timed(x: Any, length: Any, spec: Any) -> tuple[Any, Any]:
    """A part along time where examples end at different places, and the lengths of the parts."""
    if not _is_span(spec):
        numbers = (spec,) if _is_int(spec) else spec
        if all(n > 0 for n in numbers):
            return part(x, axis=1, places=_places(numbers, x.shape[1])), None
        singles = [gather(x, spaced(length, start=n, step=1, count=1)) for n in numbers]
        return _joined(singles), None
    first, last, step = _ends(spec)
    if first > 0 and last > 0:
        return part(x, axis=1, places=_places(spec, x.shape[1])), None
    count = len(span_places(spec, x.shape[1]))
    taken = gather(x, spaced(length, start=first, step=step, count=count))
    same = (first > 0) == (last > 0)
    return taken, None if same else counted(length, by=1, start=first, stop=last, step=step)


def _joined(parts: list) -> Any:
    return parts[0] if len(parts) == 1 else catenate(*parts, axis=1)


@layer("ExtractLayer", ports="Input: *in; Position: integer *position -> Output: *out")
class Extract:
    """ExtractLayer[] takes the elements of "Input" whose positions are in "Position".

    An input of sizes {n1, ..., nd} and positions of sizes {m1, ..., mp, s} give an output {m1, ..., mp, n(s+1), ...}:
    the last level of the positions holds places in the first s levels, as Extract takes them; a single integer is a
    place in the first. Places count from 1, negative ones from the end; a place that is not there is an error. The
    positions need a last level of known size, at most the number of levels of the input.

    >>> ExtractLayer[][<|"Input" -> {{1, 2}, {3, 4}}, "Position" -> {{1, 2}, {-1, 1}}|>]
    {2., 3.}
    """

    def infer(layer: Any, scope: Any) -> None:
        same_elements(scope, "Input", "Output")
        dims, position = scope["Input"].dims, scope["Position"].dims
        if position is None:
            return
        depth = position[-1] if position else 1
        if depth == VARYING:
            refuse_varying(scope, "Position")
        if dims is None or depth is None:
            return
        if depth > len(dims):
            scope.fail("Input", Type((None,) * depth))
        scope.narrow("Output", (*position[:-1], *dims[depth:]))
        out = scope["Output"].dims
        first = max(len(position) - 1, 0)
        scope.narrow("Input", (*dims[:depth], *out[first:]))
        if position:
            scope.narrow("Position", (*out[:first], depth))

    def forward(layer: Any, x: Any, position: Any, shape: tuple, lengths: Any, demand: Any) -> Any:
        depth = position.shape[-1] if len(position.shape) > 1 else 1
        sizes, rest = x.shape[1 : depth + 1], x.shape[depth + 1 :]
        known = (position,) if lengths["Input"] is None else (position, lengths["Input"])
        demand("Position", known, partial(_are_there, sizes), f"places in levels of sizes {sizes}")
        places = flat_places(position, lengths["Input"], sizes=sizes)
        lengths.set("Output", lengths["Position"])
        return reshape(gather(reshape(x, shape=(prod(sizes), *rest)), places), shape=shape)


def _are_there(sizes: tuple, places: Any, lengths: Any = None) -> bool:
    """Whether all places exist; the first level of each example may have a size of its own."""
    rows = abs(places.reshape(len(places), -1, len(sizes)))
    first = sizes[0] if lengths is None else lengths[:, None]
    return bool(rows.all() and (rows[..., 0] <= first).all() and (rows[..., 1:] <= sizes[1:]).all())


# --- places and unit vectors


def _size(value: Any) -> int | None:
    if value is None or value == "Automatic":
        return None
    if not _is_int(value) or value <= 0:
        raise ValueError("a positive integer or Automatic")
    return value


@layer("UnitVectorLayer", ports="Input: integer *s -> Output: *s n")
class UnitVector:
    """UnitVectorLayer[n] makes of every integer from 1 to n the vector of length n with 1 there and 0 elsewhere.
    UnitVectorLayer[] takes its size from the net.

    The input is an integer or an array of integers of any shape; the output has one more level.

    >>> UnitVectorLayer[3][{2, 3}]
    {{0., 1., 0.}, {0., 0., 1.}}
    """

    parameters = (Parameter("Size", _size, label="Size"),)

    def infer(layer: Any, scope: Any) -> None:
        scope.equal("n", layer["Size"])
        if scope.names.get("n") is None:
            scope.equal("n", scope["Input"].high)
        n = scope.names.get("n")
        if n == VARYING:
            refuse_varying(scope, "Output", 0)
        if n is not None:
            scope.narrow("Input", Type(None, "integer", 1, n))

    def forward(layer: Any, x: Any, shape: tuple) -> Any:
        return unit_vectors(x, size=shape[-1])


def _count(value: Any) -> Any:
    if value == "All":
        return None
    if not _is_int(value) or value == 0:
        raise ValueError("All or a nonzero integer")
    return value


@layer("OrderingLayer", ports="Input: n -> Output: integer m")
class Ordering:
    """OrderingLayer[] gives the positions of the elements of a vector in ascending order of the elements.
    OrderingLayer[n] gives the first n of them, the smallest; OrderingLayer[-n] the last n, the largest.

    The output is a vector of integers, as of Ordering; equal elements keep their order. n must not be greater than
    the length of the vector.

    >>> OrderingLayer[][{30, 10, 20}]
    {2, 3, 1}
    >>> OrderingLayer[-2][{30, 10, 20}]
    {3, 1}
    """

    parameters = (Parameter("Count", _count, None, label="Count"),)

    def infer(layer: Any, scope: Any) -> None:
        count = layer["Count"]
        dims = scope["Input"].dims
        size = dims[0] if dims else None
        scope.narrow("Output", Type(None, "integer", 1, size if isinstance(size, int) else None))
        if count is None:
            scope.narrow("Output", (size,))
            scope.narrow("Input", scope["Output"].dims)
            return
        if isinstance(size, int) and abs(count) > size:
            raise ArgumentError(layer.name, "Count", count, f"an integer from {-size} to {size}, but not 0")
        scope.narrow("Output", (abs(count),))

    def forward(layer: Any, x: Any, lengths: Any, demand: Any) -> Any:
        count = layer["Count"]
        if count is not None:
            if lengths["Input"] is not None:
                demand("Input", (lengths["Input"],), *at_least(abs(count)))
            lengths.set("Output", None)
        return ordering(x, lengths["Input"], count=x.shape[1] if count is None else count)
