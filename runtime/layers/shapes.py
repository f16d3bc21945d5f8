"""Layers that rearrange: flatten, reshape, catenate."""

from math import prod
from typing import Any

from ..declare import Parameter, layer
from ..kinds import level, levels
from ..kinds import reshape as reshape_sizes
from ..ops.shapes import catenate, replicate, reshape, transpose
from ..ports import VARYING


def _product(dims: Any) -> Any:
    """The size of merged levels: unknown or varying if one of them is."""
    dims = tuple(dims)
    if VARYING in dims:
        return VARYING
    return None if None in dims else prod(dims)


def _groups(spec: Any, rank: int) -> list[tuple[int, ...]]:
    """The levels, from 1, that each level of a flattened array merges; raises ValueError when the rank is too small."""
    everything = tuple(range(1, rank + 1))
    if spec is None:
        return [everything]
    if isinstance(spec, tuple):
        used = [n for g in spec for n in g]
        if max(used, default=0) > rank:
            raise ValueError
        return [*spec, *((n,) for n in everything if n not in used)]
    if abs(spec) > rank:
        raise ValueError
    cut = spec if spec > 0 else rank + spec
    if spec > 0:
        return [everything[:cut], *((n,) for n in everything[cut:])]
    return [*((n,) for n in everything[:cut]), everything[cut:]]


@layer("FlattenLayer", ports="Input: *in -> Output: *out")
class Flatten:
    """FlattenLayer[] makes a vector of the elements of an array.
    FlattenLayer[n] merges the first n levels, FlattenLayer[-n] the last n.
    FlattenLayer[{{l11, l12, ...}, ...}] merges the levels of each list into one, in that order; the others follow.

    >>> FlattenLayer[][{{1, 2}, {3, 4}}]
    {1., 2., 3., 4.}
    """

    parameters = (Parameter("Levels", levels, label="Levels"),)

    def infer(layer: Any, scope: Any) -> None:
        dims = scope["Input"].dims
        if dims is None:
            return
        try:
            groups = _groups(layer["Levels"], len(dims))
        except ValueError:
            spec = layer["Levels"]
            least = abs(spec) if isinstance(spec, int) else max(n for g in spec for n in g)
            scope.fail("Input", scope["Input"].with_dims((None,) * least))
        scope.narrow("Output", tuple(_product(dims[n - 1] for n in g) for g in groups))

    def forward(layer: Any, x: Any, shape: tuple) -> Any:
        rank = len(x.shape) - 1
        order = (0, *(n for g in _groups(layer["Levels"], rank) for n in g))
        return reshape(x if order == tuple(range(rank + 1)) else transpose(x, axes=order), shape=shape)


@layer("ReshapeLayer", ports="Input: *in -> Output: *out")
class Reshape:
    """ReshapeLayer[{d1, d2, ...}] gives the elements of an array a new shape.

    A size may be Inherited (the input's at that place), one may be Automatic (what remains), the last may be All (the
    remaining sizes of the input). The number of elements must stay; ReshapeLayer[{}] makes a real of one element.

    >>> ReshapeLayer[{2, Automatic}][{1, 2, 3, 4}]
    {{1., 2.}, {3., 4.}}
    """

    parameters = (Parameter("Dimensions", reshape_sizes, label="Dimensions", required=True),)

    def infer(layer: Any, scope: Any) -> None:
        dims = scope["Input"].dims
        sizes = layer["Dimensions"]
        if dims is None:
            if "All" not in sizes:
                scope.narrow("Output", tuple(d if isinstance(d, int) else None for d in sizes))
            return
        new: list = []
        for i, d in enumerate(sizes):
            if d == "All":
                new.extend(dims[i:])
            elif d == "Inherited":
                if i >= len(dims):
                    scope.fail("Input", scope["Input"].with_dims((None,) * (i + 1)))
                new.append(dims[i])
            else:
                new.append(None if d == "Automatic" else d)
        total = scope["Input"].size
        if total is not None and new.count(None) == 1 and "Automatic" in sizes:
            rest = prod(d for d in new if d is not None)
            if total % rest == 0:
                new[new.index(None)] = total // rest
        if total is not None and (None in new or prod(new) != total):
            scope.fail("Input", scope["Input"].with_dims(tuple(new)))
        scope.narrow("Output", tuple(new))

    def forward(layer: Any, x: Any, shape: tuple) -> Any:
        return reshape(x, shape=shape)


def _axis(n: int, rank: int) -> int:
    return n - 1 if n > 0 else rank + n


@layer("CatenateLayer", ports="...: * -> Output: *out")
class Catenate:
    """CatenateLayer[] joins arrays at their first level, CatenateLayer[n] at level n.

    The other sizes must agree. An array of fewer levels is repeated along the levels that it lacks in front.

    >>> CatenateLayer[][{{1, 2}, {3}}]
    {1., 2., 3.}
    """

    parameters = (Parameter("Level", level, 1, label="Level"),)

    def infer(layer: Any, scope: Any) -> None:
        ports = layer.inputs
        types = [scope[p].dims for p in ports]
        if not ports or None in types:
            return
        rank, least = max(map(len, types)), min(map(len, types))
        if least < abs(layer["Level"]):
            scope.fail(ports[[len(t) for t in types].index(least)], scope[ports[0]].with_dims((None,) * rank))
        axis = _axis(layer["Level"], least) - least  # from the end, so that it serves arrays of any rank
        known: list = [None] * rank
        for dims in (*types, scope["Output"].dims or ()):
            for i in range(-len(dims), 0):
                known[i] = known[i] if dims[i] is None or i == axis else dims[i]
        for p, dims in zip(ports, types):
            scope.narrow(p, tuple(dims[i] if i == axis else known[i] for i in range(-len(dims), 0)))
        joined = [t[axis] for t in types]
        if VARYING in joined:
            known[axis] = VARYING
        elif None not in joined:
            known[axis] = sum(joined)
        scope.narrow("Output", tuple(known))
        out = scope["Output"].dims[axis]
        if joined.count(None) == 1 and isinstance(out, int):
            missing = joined.index(None)
            rest = out - sum(n for n in joined if n is not None)
            if rest > 0:
                dims = list(types[missing])
                dims[axis] = rest
                scope.narrow(ports[missing], tuple(dims))

    def forward(layer: Any, *x: Any, shape: tuple) -> Any:
        rank, least = len(shape), min(len(a.shape) for a in x) - 1
        axis = _axis(layer["Level"], least) - least
        return catenate(*(_raised(a, shape, axis) for a in x), axis=rank + 1 + axis)


def _raised(x: Any, shape: tuple, axis: int) -> Any:
    """The array repeated along the levels in front that it lacks."""
    lacks = len(shape) - (len(x.shape) - 1)
    if not lacks:
        return x
    return replicate(reshape(x, shape=(1,) * lacks + x.shape[1:]), shape=(x.shape[0], *shape[:lacks], *x.shape[1:]))
