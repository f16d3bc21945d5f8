"""Layers that rearrange: flatten, reshape, catenate, transpose, replicate."""

from math import prod
from typing import Any

from ..declare import Parameter, layer
from ..kinds import level, levels
from ..kinds import reshape as reshape_sizes
from ..levels import chosen_levels
from ..ops.lengths import joined
from ..ops.selection import counted, following, gather
from ..ops.shapes import catenate, replicate, reshape, transpose
from ..ports import VARYING, Type
from .scopes import refuse_ragged, refuse_varying, same_elements


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
        same_elements(scope, "Input", "Output")
        dims = scope["Input"].dims
        if dims is None:
            return
        try:
            groups = _groups(layer["Levels"], len(dims))
        except ValueError:
            spec = layer["Levels"]
            least = abs(spec) if isinstance(spec, int) else max(n for g in spec for n in g)
            scope.fail("Input", scope["Input"].with_dims((None,) * least))
        if groups and groups[0][:1] != (1,):  # only what lies in time first can be merged with it
            refuse_varying(scope, "Input")
        scope.narrow("Output", tuple(_product(dims[n - 1] for n in g) for g in groups))

    def forward(layer: Any, x: Any, shape: tuple, lengths: Any) -> Any:
        rank = len(x.shape) - 1
        groups = _groups(layer["Levels"], rank)
        order = (0, *(n for g in groups for n in g))
        length = lengths["Input"]
        if length is not None:
            if groups[0][:1] != (1,):
                refuse_ragged(layer, "Input", x, lengths)
            each = prod(x.shape[n] for n in groups[0][1:])
            lengths.set("Output", counted(length, by=each, start=1, stop=-1, step=1))
        return reshape(x if order == tuple(range(rank + 1)) else transpose(x, axes=order), shape=shape)


REFERENCE = "ReferenceShape"


def _dimensions(value: Any) -> Any:
    """Sizes (`kinds.reshape`), or the name of the port that gives them."""
    return value if value == REFERENCE else reshape_sizes(value)


@layer("ReshapeLayer", ports="Input: *in; ReferenceShape: *out -> Output: *out")
class Reshape:
    """ReshapeLayer[{d1, d2, ...}] gives the elements of an array a new shape.
    ReshapeLayer["ReferenceShape"] takes the shape from a second input of that name.

    A size may be Inherited (the input's at that place), one may be Automatic (what remains), the last may be All (the
    remaining sizes of the input). The number of elements must stay; ReshapeLayer[{}] makes a real of one element. A
    varying level can only be inherited as the first one.

    >>> ReshapeLayer[{2, Automatic}][{1, 2, 3, 4}]
    {{1., 2.}, {3., 4.}}
    """

    parameters = (Parameter("Dimensions", _dimensions, label="Dimensions", required=True),)

    def inputs(layer: Any) -> tuple[str, ...]:
        return ("Input", REFERENCE) if layer["Dimensions"] == REFERENCE else ("Input",)

    def infer(layer: Any, scope: Any) -> None:
        same_elements(scope, "Input", "Output")
        sizes = layer["Dimensions"]
        if sizes == REFERENCE:
            scope.narrow("Output", scope[REFERENCE].dims)
            scope.narrow(REFERENCE, scope["Output"].dims)
            _same_count(scope, scope["Output"].dims)
            return
        dims = scope["Input"].dims
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
        if "Automatic" in sizes:
            place = sizes.index("Automatic")
            rest = [d for i, d in enumerate(new) if i != place]
            old, rest = ([d for d in ds if d != VARYING] for ds in (dims, rest))
            if None not in old + rest and prod(old) % prod(rest) == 0:
                new[place] = prod(old) // prod(rest)
        _same_count(scope, tuple(new), "Automatic" in sizes)
        scope.narrow("Output", tuple(new))

    def forward(layer: Any, x: Any, *reference: Any, shape: tuple, lengths: Any) -> Any:
        if lengths["Input"] is not None and shape[:1] != x.shape[1:2]:
            refuse_ragged(layer, "Input", x, lengths)
        lengths.set("Output", lengths["Input"])
        return reshape(x, shape=shape)


def _same_count(scope: Any, new: tuple | None, decided: bool = False) -> None:
    """Fails when a new shape has another number of elements than the input; a varying level must stay the first."""
    dims = scope["Input"].dims
    if dims is None or new is None:
        return
    if (VARYING in dims or VARYING in new) and dims[:1] != new[:1]:
        scope.fail("Input", scope["Input"].with_dims(new))
    known = [[d for d in ds if d != VARYING] for ds in (dims, new)]
    if None in known[0] or (None in known[1] and not decided):
        return
    if None in known[1] or prod(known[0]) != prod(known[1]):
        scope.fail("Input", scope["Input"].with_dims(new))


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
        same_elements(scope, *ports, "Output")
        types = [scope[p].dims for p in ports]
        if not ports or None in types:
            return
        rank, least = max(map(len, types)), min(map(len, types))
        if least < abs(layer["Level"]):
            scope.fail(ports[[len(t) for t in types].index(least)], scope[ports[0]].with_dims((None,) * rank))
        axis = _axis(layer["Level"], least) - least  # from the end, so that it serves arrays of any rank
        for p, dims in zip(ports, types):
            if len(dims) < rank:
                refuse_varying(scope, p)
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

    def forward(layer: Any, *x: Any, shape: tuple, lengths: Any) -> Any:
        rank, least = len(shape), min(len(a.shape) for a in x) - 1
        axis = _axis(layer["Level"], least) - least
        raised = [_raised(a, shape, axis) for a in x]
        if rank + axis or all(lengths[port] is None for port in layer.inputs):
            return catenate(*raised, axis=rank + 1 + axis)
        y, length = _in_time(raised, [lengths[port] for port in layer.inputs])
        lengths.set("Output", length)
        return y


def _in_time(x: list, lengths: list) -> tuple[Any, Any]:
    """Sequences one after the other, each up to its end, and their joined lengths."""
    some = next(n for n in lengths if n is not None)
    y, length = x[0], lengths[0]
    for other, n in zip(x[1:], lengths[1:]):
        steps = (y.shape[1], other.shape[1])
        both = catenate(y, other, axis=1)
        own, further = (_full(some, s) if known is None else known for known, s in zip((length, n), steps))
        y = both if length is None else gather(both, following(own, further, steps=steps))
        length = None if length is None and n is None else joined(own, further)
    return y, length


def _full(lengths: Any, steps: int) -> Any:
    """The lengths of examples that are all full."""
    return counted(lengths, by=1, start=1, stop=steps, step=1)


def _raised(x: Any, shape: tuple, axis: int) -> Any:
    """The array repeated along the levels in front that it lacks."""
    lacks = len(shape) - (len(x.shape) - 1)
    if not lacks:
        return x
    return replicate(reshape(x, shape=(1,) * lacks + x.shape[1:]), shape=(x.shape[0], *shape[:lacks], *x.shape[1:]))


# --- order of levels


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _exchanges(value: Any) -> Any:
    """("TwoWayRule", m, n), a list of them, or a list of different levels, a permutation."""
    pairs = (value,) if isinstance(value, tuple | list) and value[:1] == ("TwoWayRule",) else value
    if isinstance(pairs, tuple | list):
        if pairs and all(
            isinstance(p, tuple | list) and len(p) == 3 and p[0] == "TwoWayRule" and all(map(_is_int, p[1:]))
            for p in pairs
        ):
            if all(n != 0 for p in pairs for n in p[1:]):
                return tuple(tuple(p) for p in pairs)
        elif all(map(_is_int, pairs)) and sorted(pairs) == list(range(1, len(pairs) + 1)):
            return tuple(pairs)
    raise ValueError("an exchange of levels m <-> n, a list of exchanges, or a permutation {n1, n2, ...}")


def _order(spec: tuple, rank: int) -> tuple[int, ...]:
    """The input's level, from 1, at each level of the output; raises ValueError when the rank is too small."""
    levels = list(range(1, rank + 1))
    if not spec or _is_int(spec[0]):
        if len(spec) > rank:
            raise ValueError
        for source, target in enumerate(spec, 1):
            levels[target - 1] = source
        return tuple(levels)
    for _, m, n in spec:
        (m,), (n,) = chosen_levels(m, rank), chosen_levels(n, rank)
        levels[m - 1], levels[n - 1] = levels[n - 1], levels[m - 1]
    return tuple(levels)


@layer("TransposeLayer", ports="Input: *in -> Output: *out")
class Transpose:
    """TransposeLayer[] exchanges the first two levels of an array.
    TransposeLayer[m <-> n] exchanges the levels m and n; a list of exchanges is done one after the other.
    TransposeLayer[{n1, n2, ...}] makes level k of the input level nk of the output, as Transpose does.

    Negative levels in exchanges count from the last. The input needs the levels named; a varying level must stay the
    first.

    >>> TransposeLayer[][{{1, 2, 3}, {4, 5, 6}}]
    {{1., 4.}, {2., 5.}, {3., 6.}}
    """

    parameters = (Parameter("Specification", _exchanges, (("TwoWayRule", 1, 2),)),)

    def infer(layer: Any, scope: Any) -> None:
        same_elements(scope, "Input", "Output")
        ranks = [scope[port].rank for port in ("Input", "Output")]
        rank = ranks[0] if ranks[0] is not None else ranks[1]
        if rank is None:
            return
        spec = layer["Specification"]
        try:
            order = _order(spec, rank)
        except ValueError:
            numbers = [len(spec)] if _is_int(spec[0]) else [abs(n) for pair in spec for n in pair[1:]]
            scope.fail("Input" if ranks[0] is not None else "Output", Type((None,) * max(numbers)))
        scope.narrow("Input", (None,) * rank)
        moved = [scope["Input"].dims[n - 1] for n in order]
        if VARYING in moved[1:]:
            refuse_varying(scope, "Input")
        scope.narrow("Output", tuple(moved))
        back = dict(zip(order, scope["Output"].dims))
        scope.narrow("Input", tuple(back[n] for n in range(1, rank + 1)))

    def forward(layer: Any, x: Any, lengths: Any) -> Any:
        order = _order(layer["Specification"], len(x.shape) - 1)
        if order[:1] != (1,):
            refuse_ragged(layer, "Input", x, lengths)
        return transpose(x, axes=(0, *order))


# --- repetition


def _repeats(value: Any) -> tuple:
    """Sizes of new levels: positive integers, None where the surroundings decide."""
    dims = (value,) if _is_int(value) or value in (None, "Automatic") else value
    if isinstance(dims, tuple | list) and dims:
        dims = tuple(None if d == "Automatic" else d for d in dims)
        if all(d is None or (_is_int(d) and d > 0) for d in dims):
            return dims
    raise ValueError("a positive integer, Automatic, or a list of these")


def _insertion(layer: Any, rank: int) -> int:
    """Before which level, from 0, of an input of the rank the new ones come; raises ValueError when there is none."""
    n = layer["Level"]
    place = n - 1 if n > 0 else rank + 1 + n
    if not 0 <= place <= rank:
        raise ValueError
    return place


@layer("ReplicateLayer", ports="Input: *in -> Output: *out")
class Replicate:
    """ReplicateLayer[n] makes a list of n copies of an array.
    ReplicateLayer[{n1, n2, ...}] makes an array of copies with new first levels of those sizes.
    ReplicateLayer[dims, m] inserts the new levels before level m; -1 puts them last.

    A size may be Automatic: then the surroundings decide. A sequence of varying length must keep its level the first.

    >>> ReplicateLayer[2][{1, 2, 3}]
    {{1., 2., 3.}, {1., 2., 3.}}
    """

    parameters = (
        Parameter("Specification", _repeats, label="Specification", required=True),
        Parameter("Level", level, 1, label="Level"),
    )

    def infer(layer: Any, scope: Any) -> None:
        same_elements(scope, "Input", "Output")
        new = layer["Specification"]
        dims, out = scope["Input"].dims, scope["Output"].dims
        rank = len(dims) if dims is not None else None if out is None else len(out) - len(new)
        if rank is None:
            return
        if rank < 0:
            scope.fail("Output", Type(new))
        try:
            place = _insertion(layer, rank)
        except ValueError:
            n = layer["Level"]
            scope.fail("Input", Type((None,) * (n - 1 if n > 0 else -n - 1)))
        scope.narrow("Input", (None,) * rank)
        dims = scope["Input"].dims
        if place == 0:
            refuse_varying(scope, "Input")
        scope.narrow("Output", (*dims[:place], *new, *dims[place:]))
        out = scope["Output"].dims
        scope.narrow("Input", (*out[:place], *out[place + len(new) :]))

    def forward(layer: Any, x: Any, shape: tuple, lengths: Any) -> Any:
        place = _insertion(layer, len(x.shape) - 1)
        if place == 0:
            refuse_ragged(layer, "Input", x, lengths)
        count = len(layer["Specification"])
        narrow = reshape(x, shape=(*x.shape[1 : place + 1], *(1,) * count, *x.shape[place + 1 :]))
        return replicate(narrow, shape=(x.shape[0], *shape))
