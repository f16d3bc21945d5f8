"""Normalisation by statistics of single examples: layer, group and instance normalisation.

Where the statistics are of the last axes, an array is taken as a matrix of rows, in pieces that stay in cache; sums
are products with ones. Layer normalisation: Ba et al., arXiv:1607.06450; RMS: Zhang and Sennrich, arXiv:1910.07467.
"""

from math import prod
from typing import Any

from ..declare import op
from .lengths import behind


def _reduced(x: tuple, axes: tuple) -> tuple:
    return tuple(1 if i in axes else n for i, n in enumerate(x))


def _kept(x: tuple, *others: tuple, axes: tuple, **settings: Any) -> tuple:
    return (_reduced(x, axes), _reduced(x, axes))


def summed_into(xp: Any, source: Any, target: Any) -> None:
    """Adds up along the axes where the target has size 1."""
    axes = tuple(i for i, (a, b) in enumerate(zip(source.shape, target.shape)) if a != b)
    if axes:
        xp.add.reduce(source, axis=axes, keepdims=True, out=target)
    else:
        xp.copyto(target, source)


@op("normalization", shape=lambda x, *others, **settings: x, saves=("inputs",), stores=_kept, onnx="LayerNormalization")
def normalization(
    room: Any,
    out: Any,
    x: Any,
    scaling: Any,
    biases: Any,
    lengths: Any = None,
    *,
    axes: tuple,
    epsilon: float = 0.001,
    method: str = "Standardize",
    unbiased: bool = False,
) -> Any:
    """scaling (x - mean)/Sqrt(variance + epsilon) + biases with the statistics over some axes.

    The method "RMS" takes x/Sqrt(mean of x^2 + epsilon) instead. Scaling and biases have the rank of x, with sizes of
    1 where they are the same, or are None. With lengths, axis 1 is among the axes, and the places behind the end of a
    sequence hold zeros and do not count.
    """
    if lengths is None and _by_rows(x, scaling, axes) and _by_rows(x, biases, axes):
        return _rows_forward(room, out, x, scaling, biases, axes, epsilon, method, unbiased)
    xp = room.xp
    mean, inverse = room.stored
    squares = room.scratch(x.shape)
    count, less, counting = _sizes(room, x, lengths, axes, unbiased)
    if lengths is not None:
        mask, find = behind(room, x, lengths)

    def run() -> None:
        counting()
        if method == "RMS":
            xp.copyto(out, x)
        else:
            xp.add.reduce(x, axis=axes, keepdims=True, out=mean)
            xp.divide(mean, count, out=mean)
            xp.subtract(x, mean, out=out)
        if lengths is not None:
            find()
            xp.copyto(out, 0, where=mask)
        xp.multiply(out, out, out=squares)
        xp.add.reduce(squares, axis=axes, keepdims=True, out=inverse)
        _invert(xp, inverse, less, epsilon)
        xp.multiply(out, inverse, out=out)
        if scaling is not None:
            xp.multiply(out, scaling, out=out)
        if biases is not None:
            xp.add(out, biases, out=out)

    return run


def _invert(xp: Any, inverse: Any, count: Any, epsilon: float) -> None:
    """From sums of squares to 1/Sqrt(mean + epsilon)."""
    xp.divide(inverse, count, out=inverse)
    xp.add(inverse, epsilon, out=inverse)
    xp.sqrt(inverse, out=inverse)
    xp.divide(1, inverse, out=inverse)


def _sizes(room: Any, x: Any, lengths: Any, axes: tuple, unbiased: bool) -> tuple:
    """How many elements a statistic has, by what sums of squares are divided, and the closure that finds it out."""
    xp = room.xp
    each = prod(x.shape[a] for a in axes if lengths is None or a != 1)
    if lengths is None:
        return max(each, 1), max(each - unbiased, 1), lambda: None
    shape = (len(x), *(1,) * (x.ndim - 1))
    count, less = room.scratch(shape), room.scratch(shape)
    given = lengths.reshape(shape)

    def run() -> None:
        xp.multiply(given, each, out=count, casting="unsafe")
        xp.subtract(count, int(unbiased), out=less)
        xp.maximum(count, 1, out=count)
        xp.maximum(less, 1, out=less)

    return count, less, run


@normalization.gradient
def _(
    room: Any,
    dy: Any,
    out: Any,
    inputs: tuple,
    dinputs: tuple,
    *,
    axes: tuple,
    epsilon: float = 0.001,
    method: str = "Standardize",
    unbiased: bool = False,
) -> Any:
    x, scaling, biases, lengths = (*inputs, None)[:4]
    dx, dscaling, dbiases = dinputs[:3]
    if lengths is None and _by_rows(x, scaling, axes) and _by_rows(x, biases, axes):
        return _rows_gradient(room, dy, x, scaling, dx, dscaling, dbiases, axes, method, unbiased)
    xp = room.xp
    mean, inverse = room.stored
    t, products = room.scratch(x.shape), room.scratch(x.shape)
    one = room.scratch(inverse.shape)
    count, less, counting = _sizes(room, x, lengths, axes, unbiased)
    if lengths is not None:
        mask, find = behind(room, x, lengths)

    def run() -> None:
        counting()
        if method == "RMS":
            xp.multiply(x, inverse, out=t)
        else:
            xp.subtract(x, mean, out=t)
            xp.multiply(t, inverse, out=t)
        if lengths is not None:
            find()
            xp.copyto(t, 0, where=mask)
        if dbiases is not None:
            summed_into(xp, dy, dbiases)
        if dscaling is not None:
            xp.multiply(dy, t, out=products)
            summed_into(xp, products, dscaling)
        if dx is None:
            return
        if scaling is not None:
            xp.multiply(dy, scaling, out=dy)
        xp.multiply(dy, t, out=products)
        xp.add.reduce(products, axis=axes, keepdims=True, out=one)
        xp.divide(one, less, out=one)
        xp.multiply(t, one, out=t)
        xp.subtract(dy, t, out=dx)
        if method != "RMS":
            xp.add.reduce(dy, axis=axes, keepdims=True, out=one)
            xp.divide(one, count, out=one)
            xp.subtract(dx, one, out=dx)
        xp.multiply(dx, inverse, out=dx)

    return run


# --- the same where the statistics are of the last axes: of the rows of a matrix


def _by_rows(x: Any, array: Any, axes: tuple) -> bool:
    """Whether statistics are of the last axes, and an array has one number a row or one a column."""
    first = x.ndim - len(axes)
    if tuple(axes) != tuple(range(first, x.ndim)):
        return False
    if array is None:
        return True
    return array.shape == (1,) * first + x.shape[first:] or all(n == 1 for n in array.shape[first:])


class Coefficient:
    """Scaling or biases of a matrix of rows: one number a column, or one a row."""

    def __init__(self, room: Any, x: Any, array: Any, axes: tuple, step: int):
        self.xp, self.array, self.step = room.xp, array, step
        columns = prod(x.shape[a] for a in axes)
        self.by_column = array.shape[x.ndim - len(axes) :] == tuple(x.shape[a] for a in axes) and columns > 1
        self.shape = _reduced(x.shape, axes)
        self.rows = room.scratch((1, columns) if self.by_column else (prod(self.shape), 1))

    def load(self) -> None:
        if self.by_column:
            self.xp.copyto(self.rows.reshape(self.array.shape), self.array)
        else:
            self.xp.copyto(self.rows.reshape(self.shape), self.array)

    def piece(self, i: int, count: int) -> Any:
        """What goes with the i-th piece."""
        return self.rows if self.by_column else self.rows[i * self.step : i * self.step + count]


def _row_pieces(room: Any, columns: int, *arrays: Any) -> tuple[list, int]:
    flat = [a.reshape(-1, columns) for a in arrays]
    rows = len(flat[0])
    step = max(min((room.block or rows * columns) // max(columns, 1), rows), 1)
    return [tuple(a[i : i + step] for a in flat) for i in range(0, rows, step)], step


def _rows_forward(
    room: Any,
    out: Any,
    x: Any,
    scaling: Any,
    biases: Any,
    axes: tuple,
    epsilon: float,
    method: str,
    unbiased: bool,
) -> Any:
    xp = room.xp
    columns = prod(x.shape[a] for a in axes)
    mean, inverse = (s.reshape(-1, 1) for s in room.stored)
    pieces, step = _row_pieces(room, columns, x, out)
    ones = xp.ones((columns, 1), room.dtype)
    t = room.scratch((step, columns))
    factor = None if scaling is None else Coefficient(room, x, scaling, axes, step)
    term = None if biases is None else Coefficient(room, x, biases, axes, step)
    spans = [slice(i * step, i * step + len(a)) for i, (a, _) in enumerate(pieces)]
    work = [(i, a, y, t[: len(a)], mean[s], inverse[s]) for i, ((a, y), s) in enumerate(zip(pieces, spans))]
    less = max(columns - unbiased, 1)

    def run() -> None:
        for c in (factor, term):
            if c is not None:
                c.load()
        for i, a, y, squares, m, v in work:
            if method == "RMS":
                xp.multiply(a, a, out=squares)
                xp.matmul(squares, ones, out=v)
                _invert(xp, v, less, epsilon)
                xp.multiply(a, v, out=y)
            else:
                xp.matmul(a, ones, out=m)
                xp.divide(m, columns, out=m)
                xp.subtract(a, m, out=y)
                xp.multiply(y, y, out=squares)
                xp.matmul(squares, ones, out=v)
                _invert(xp, v, less, epsilon)
                xp.multiply(y, v, out=y)
            if factor is not None:
                xp.multiply(y, factor.piece(i, len(a)), out=y)
            if term is not None:
                xp.add(y, term.piece(i, len(a)), out=y)

    return run


def _rows_gradient(
    room: Any,
    dy: Any,
    x: Any,
    scaling: Any,
    dx: Any,
    dscaling: Any,
    dbiases: Any,
    axes: tuple,
    method: str,
    unbiased: bool,
) -> Any:
    xp = room.xp
    columns = prod(x.shape[a] for a in axes)
    mean, inverse = (s.reshape(-1, 1) for s in room.stored)
    pieces, step = _row_pieces(room, columns, x, dy, *(() if dx is None else (dx,)))
    ones = xp.ones((columns, 1), room.dtype)
    t, products, column = room.scratch((step, columns)), room.scratch((step, columns)), room.scratch((step, 1))
    factor = None if scaling is None else Coefficient(room, x, scaling, axes, step)
    sums = [
        Gathered(room, x, target, axes, step, len(pieces)) if target is not None else None
        for target in (dscaling, dbiases)
    ]
    less = max(columns - unbiased, 1)
    spans = [slice(i * step, i * step + len(a)) for i, (a, *_) in enumerate(pieces)]
    work = [
        (i, a, d, (*g, None)[0], t[: len(a)], products[: len(a)], column[: len(a)], mean[s], inverse[s])
        for i, ((a, d, *g), s) in enumerate(zip(pieces, spans))
    ]

    def run() -> None:
        if factor is not None:
            factor.load()
        for i, a, d, g, y, p, c, m, v in work:
            if method == "RMS":
                xp.multiply(a, v, out=y)
            else:
                xp.subtract(a, m, out=y)
                xp.multiply(y, v, out=y)
            if sums[1] is not None:
                sums[1].add(i, d)
            if sums[0] is not None:
                xp.multiply(d, y, out=p)
                sums[0].add(i, p)
            if g is None:
                continue
            if factor is not None:
                xp.multiply(d, factor.piece(i, len(a)), out=d)
            xp.multiply(d, y, out=p)
            xp.matmul(p, ones, out=c)
            xp.divide(c, less, out=c)
            xp.multiply(y, c, out=y)
            xp.subtract(d, y, out=g)
            if method != "RMS":
                xp.matmul(d, ones, out=c)
                xp.divide(c, columns, out=c)
                xp.subtract(g, c, out=g)
            xp.multiply(g, v, out=g)
        for s in sums:
            if s is not None:
                s.finish()

    return run


class Gathered:
    """The gradient of a `Coefficient`: sums over the rows, or over the columns."""

    def __init__(self, room: Any, x: Any, target: Any, axes: tuple, step: int, count: int):
        self.xp, self.target = room.xp, target
        columns = prod(x.shape[a] for a in axes)
        self.by_column = target.shape[x.ndim - len(axes) :] == tuple(x.shape[a] for a in axes) and columns > 1
        self.shape, self.step = _reduced(x.shape, axes), step
        rows = prod(self.shape)
        if self.by_column:
            self.ones = self.xp.ones((1, step), room.dtype)
            self.parts = room.scratch((count, columns))
        else:
            self.ones = self.xp.ones((columns, 1), room.dtype)
            self.parts = room.scratch((rows, 1))

    def add(self, i: int, piece: Any) -> None:
        if self.by_column:
            self.xp.matmul(self.ones[:, : len(piece)], piece, out=self.parts[i : i + 1])
        else:
            self.xp.matmul(piece, self.ones, out=self.parts[i * self.step : i * self.step + len(piece)])

    def finish(self) -> None:
        if self.by_column:
            self.xp.add.reduce(self.parts, axis=0, out=self.target.reshape(-1))
        else:
            summed_into(self.xp, self.parts.reshape(self.shape), self.target)
