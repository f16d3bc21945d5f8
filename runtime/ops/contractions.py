"""Sums along axes, what parts leave behind, constants, and square matrices: determinants and inverses."""

from typing import Any

from ..declare import op
from .selection import part

# --- sums along axes that stay, with size 1: what `replicate` undoes


def _summed_shape(x: tuple, axes: tuple) -> tuple:
    return tuple(1 if i in axes else n for i, n in enumerate(x))


@op("summed", shape=_summed_shape, saves=())
def summed(room: Any, out: Any, x: Any, axes: tuple) -> Any:
    """The sum along axes, the batch perhaps among them; their size becomes 1."""
    return lambda: room.xp.add.reduce(x, axis=axes, keepdims=True, out=out)


@summed.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, axes: tuple) -> Any:
    return lambda: room.xp.copyto(dinputs[0], dy)


# --- what `part` takes out, put back


def _placed_shape(x: tuple, axis: int, places: Any, size: int) -> tuple:
    return (*x[:axis], size, *x[axis + 1 :])


@op("placed", shape=_placed_shape, saves=())
def placed(room: Any, out: Any, x: Any, axis: int, places: Any, size: int) -> Any:
    """Zeros of a size along an axis, to which the elements of x are added at places counted from 0."""
    return part.gradient_body(room, x, None, (None,), (out,), axis=axis, places=places)


@placed.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, axis: int, places: Any, size: int) -> Any:
    return part.body(room, dinputs[0], dy, axis=axis, places=places)


# --- constants


class Numbers:
    """An array of numbers as a setting: compared by what it holds."""

    __slots__ = ("array", "key")

    def __init__(self, array: Any):
        self.array = array
        self.key = (array.shape, array.tobytes())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Numbers) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        return repr(self.array.tolist())


@op("constant", shape=lambda numbers: (1, *numbers.array.shape), saves=())
def constant(room: Any, out: Any, numbers: Numbers) -> Any:
    """The same array for every example."""
    held, one = room.device.put(numbers.array.astype(room.dtype)), out.reshape(numbers.array.shape)
    return lambda: room.xp.copyto(one, held)


@constant.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, numbers: Numbers) -> Any:
    raise AssertionError("a constant has no inputs")


# --- square matrices


@op("determinant", shape=lambda x: x[:1], saves=("inputs",))
def determinant(room: Any, out: Any, x: Any) -> Any:
    """The determinant of every example's matrix."""
    xp = room.xp
    return lambda: xp.copyto(out, xp.linalg.det(x))


@determinant.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    """The transposed adjugate, which a singular matrix has too: of x = u.s.v it is |u| |v| u.adj(s).v.

    What is not finite is kept from the decomposition, which might not end.
    """
    xp, x, dx = room.xp, inputs[0], dinputs[0]
    n = x.shape[-1]
    rest = room.scratch((x.shape[0], n))
    rows = rest[:, None, :]
    finite, t, one = room.scratch(x.shape, bool), room.scratch(x.shape), xp.eye(n, dtype=room.dtype)
    wrong = room.scratch((x.shape[0],), bool)
    where = wrong[:, None, None]

    def run() -> None:
        xp.isfinite(x, out=finite)
        xp.logical_and.reduce(finite, axis=(1, 2), out=wrong)
        xp.logical_not(wrong, out=wrong)
        xp.copyto(t, x)
        xp.copyto(t, one, where=where)
        u, s, v = xp.linalg.svd(t)
        xp.multiply(dy, xp.linalg.det(u), out=dy)
        xp.multiply(dy, xp.linalg.det(v), out=dy)
        rest.fill(1)
        for i in range(n):
            for j in range(n):
                if j != i:
                    xp.multiply(rest[:, i], s[:, j], out=rest[:, i])
        xp.multiply(u, rows, out=u)
        xp.matmul(u, v, out=dx)
        xp.multiply(dx, dy[:, None, None], out=dx)
        xp.copyto(dx, xp.nan, where=where)

    return run


@op("inverse", shape=lambda x: x, saves=("output",))
def inverse(room: Any, out: Any, x: Any) -> Any:
    """The inverse of every example's matrix; a singular one has no numbers in it."""
    xp = room.xp
    singular, finite = room.scratch((x.shape[0],), bool), room.scratch((x.shape[0],), bool)
    where, t = singular[:, None, None], room.scratch(x.shape)
    one = xp.eye(x.shape[-1], dtype=room.dtype)

    def run() -> None:
        size = xp.linalg.det(x)
        xp.isfinite(size, out=finite)
        xp.equal(size, 0, out=singular)
        xp.logical_not(finite, out=finite)
        xp.logical_or(singular, finite, out=singular)
        xp.copyto(t, x)
        xp.copyto(t, one, where=where)
        xp.copyto(out, xp.linalg.inv(t))
        xp.copyto(out, xp.nan, where=where)

    return run


@inverse.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    """-y'.dy.y'."""
    xp, dx = room.xp, dinputs[0]
    turned, t = out.swapaxes(1, 2), room.scratch(out.shape)

    def run() -> None:
        xp.matmul(turned, dy, out=t)
        xp.matmul(t, turned, out=dx)
        xp.negative(dx, out=dx)

    return run
