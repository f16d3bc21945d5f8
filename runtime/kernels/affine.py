"""The affine map with its activation, and matrix products as steps of compiled runs."""

from collections.abc import Callable
from typing import Any

from . import kernel, machine
from .host import Call, closure
from .layout import exact, matrix, pieces, plain

# As in functions.h: (exact, fast).
KINDS = {
    None: (0, 0),
    "Ramp": (1, 1),
    "RectifiedLinearUnit": (1, 1),
    "ReLU": (1, 1),
    "Tanh": (2, 4),
    "LogisticSigmoid": (3, 5),
    "Sigmoid": (3, 5),
}


def kind_of(room: Any, activation: str | None) -> int | None:
    """The number of an activation in C, or None for one that C does not know."""
    pair = KINDS.get(activation)
    return None if pair is None else pair[0 if exact(room) else 1]


def product(a: Any, b: Any, out: Any, beta: float = 0.0) -> Call | None:
    """The call for out = a b + beta out over matrices, or None where one of them lies in another way."""
    layouts = [matrix(m) for m in (a, b, out)]
    if None in layouts or not all(m.size for m in (a, b, out)):
        return None
    (ta, lda), (tb, ldb), (tc, ldc) = layouts
    if tc:  # out' = b' a'
        return product(b.T, a.T, out.T, beta)
    m, k = a.shape
    return machine().pool.gemm, (ta, tb, m, b.shape[1], k, a, lda, b, ldb, out, ldc, float(beta))


def gemm(a: Any, b: Any, out: Any) -> Callable[[], None] | None:
    """A closure for out = a b with pointers bound, or None where numpy has to do it."""
    call = product(a, b, out)
    return None if call is None else closure(machine(), [call])


def activation_back(room: Any, dy: Any, y: Any, db: Any, kind: int) -> Call:
    """dy becomes the gradient before the activation, db the sum of its rows. All matrices lie in order."""
    rows, columns = dy.shape
    piece = pieces(rows, columns)
    sums = None if db is None else room.scratch((-(-rows // piece), columns))
    library = machine().library("affine")
    return library.activation_back, (dy, y if kind else None, db, sums, rows, columns, kind, piece)


@kernel("affine", "forward")
def affine(room: Any, out: Any, x: Any, w: Any, b: Any = None, activation: str | None = None) -> Any:
    kind = kind_of(room, activation)
    if kind is None or not plain(out, b) or not out.size or not x.size:
        return None
    try:
        rows = x.reshape(len(x), -1)
    except ValueError:
        return None
    if rows.size and rows.base is None and rows is not x:
        return None
    layout, (turned, step) = matrix(rows), matrix(w.T) or (0, 0)
    if layout is None or layout[0] or not step or not plain(x):
        return None
    library = machine().library("affine")
    words = (rows, w, b, out, *rows.shape, out.shape[1], kind, step, turned, layout[1])
    return closure(machine(), [(library.affine, words)])


@kernel("affine", "gradient")
def affine_gradient(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, activation: str | None = None) -> Any:
    x, w = inputs[:2]
    dx, dw, db = (*dinputs, None)[:3]
    kind = kind_of(room, activation)
    if kind is None or not plain(dy, out, x, dx, db) or not dy.size or not x.size:
        return None
    calls = []
    if kind or db is not None:
        calls.append(activation_back(room, dy, out, db, kind))
    products = []
    if dw is not None:
        products.append(product(x.reshape(len(x), -1).T, dy, dw.T))
    if dx is not None:
        products.append(product(dy, w, dx.reshape(len(dx), -1)))
    if None in products:
        return None
    return closure(machine(), calls + products)
