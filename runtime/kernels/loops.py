"""Kernels for numba, where there is no C compiler: optimisers, pooling, filters of single channels, elementwise chains.

Each is a plain loop over flat arrays, compiled when first bound, on one thread: numba's pool would be a second one.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from math import sqrt
from typing import Any

import numpy

from ..ops.trees import Compiled
from . import kernel, mode
from .layout import exact, plain

SMALL = 1 << 16  # elements for which nobody waits for a compiler
LOOPS: dict[str, Callable] = {}


def loop(function: Callable) -> Callable:
    """Enters a loop into the table; it is compiled when it is asked for."""
    LOOPS[function.__name__] = function
    return function


@cache
def compiled(name: str) -> Callable:
    """A loop of the table as machine code."""
    import numba

    return numba.njit(nogil=True, fastmath={"contract"}, error_model="numpy")(LOOPS[name])


# --- optimisers


@loop
def adam_loop(p, g, m, v, one, two, epsilon, rate):
    for i in range(p.size):
        m[i] += (g[i] - m[i]) * one
        v[i] += (g[i] * g[i] - v[i]) * two
        p[i] -= m[i] / (numpy.sqrt(v[i]) + epsilon) * rate


@loop
def sgd_loop(p, g, u, momentum, rate):
    for i in range(p.size):
        u[i] = u[i] * momentum - g[i] * rate
        p[i] += u[i]


@loop
def rmsprop_loop(p, g, v, u, beta, rest, epsilon, momentum, rate):
    for i in range(p.size):
        v[i] = v[i] * beta + g[i] * g[i] * rest
        u[i] = u[i] * momentum - g[i] / numpy.sqrt(v[i] + epsilon) * rate
        p[i] += u[i]


@kernel("ADAM", "step", "numba")
def adam(room: Any, state: tuple, p: Any, g: Any, o: Mapping[str, float]) -> Callable:
    run, b1, b2, epsilon = compiled("adam_loop"), o["Beta1"], o["Beta2"], o["Epsilon"]
    one, two = numpy.float32(1 - b1), numpy.float32(1 - b2)

    def step(rate: float, number: int) -> None:
        root = sqrt(1 - b2**number)
        run(p, g, *state, one, two, numpy.float32(epsilon * root), numpy.float32(rate * root / (1 - b1**number)))

    return step


@kernel("SGD", "step", "numba")
def sgd(room: Any, state: tuple, p: Any, g: Any, o: Mapping[str, float]) -> Callable:
    run, momentum = compiled("sgd_loop"), numpy.float32(o["Momentum"])
    return lambda rate, number: run(p, g, *state, momentum, numpy.float32(rate))


@kernel("RMSProp", "step", "numba")
def rmsprop(room: Any, state: tuple, p: Any, g: Any, o: Mapping[str, float]) -> Callable:
    run, beta = compiled("rmsprop_loop"), o["Beta"]
    numbers = [numpy.float32(n) for n in (beta, 1 - beta, o["Epsilon"], o["Momentum"])]
    return lambda rate, number: run(p, g, *state, *numbers, numpy.float32(rate))


# --- windows over images


@loop
def largest_loop(x, y, kh, kw, sh, sw, top, left):
    n, height, width, c = x.shape
    for i in range(n):
        for r in range(y.shape[1]):
            for z in range(y.shape[2]):
                y[i, r, z, :] = -numpy.inf
                for u in range(max(r * sh - top, 0), min(r * sh - top + kh, height)):
                    for v in range(max(z * sw - left, 0), min(z * sw - left + kw, width)):
                        for j in range(c):
                            a = x[i, u, v, j]
                            if a > y[i, r, z, j] or a != a:
                                y[i, r, z, j] = a


@loop
def filter_loop(x, w, b, y, sh, sw, dh, dw, top, left):
    n, height, width, c = x.shape
    for i in range(n):
        for r in range(y.shape[1]):
            for z in range(y.shape[2]):
                for j in range(c):
                    y[i, r, z, j] = b[j]
                for u in range(w.shape[0]):
                    row = r * sh + u * dh - top
                    if row < 0 or row >= height:
                        continue
                    for v in range(w.shape[1]):
                        column = z * sw + v * dw - left
                        if column < 0 or column >= width:
                            continue
                        for j in range(c):
                            y[i, r, z, j] += x[i, row, column, j] * w[u, v, j]


@kernel("pooling", "forward", "numba")
def pooling(room: Any, out: Any, x: Any, kernel: tuple, stride: tuple, padding: tuple, function: str) -> Any:
    if x.ndim != 4 or function != "Max" or not plain(x, out) or not x.size:
        return None
    run, low = compiled("largest_loop"), [before for before, _ in padding]
    return lambda: run(x, out, *kernel, *stride, *low)


@kernel("convolution", "forward", "numba")
def convolution(
    room: Any, out: Any, x: Any, w: Any, b: Any = None, stride: tuple = (), dilation: tuple = (), padding: tuple = (),
    groups: int = 1, activation: str | None = None,
) -> Any:
    each = groups > 1 and groups == len(w) and w.shape[1] == 1
    taps = w.transpose((*range(2, w.ndim), 1, 0))
    if not each or x.ndim != 4 or activation is not None or not plain(x, out, taps, b):
        return None
    filters, biases = taps.reshape(*w.shape[2:], groups), b
    if b is None:
        biases = numpy.zeros(groups, "float32")
    run, low = compiled("filter_loop"), [before for before, _ in padding]
    return lambda: run(x, filters, biases, out, *stride, *dilation, *low)


# --- functions of elements: the values of trees over the commonest functions

TEXTS: dict[str, Callable] = {
    "Abs": lambda x: f"abs({x})",
    "Minus": lambda x: f"(-{x})",
    "Exp": lambda x: f"numpy.exp({x})",
    "Sqrt": lambda x: f"numpy.sqrt({x})",
    "Tanh": lambda x: f"numpy.tanh({x})",
    "LogisticSigmoid": lambda x: f"(one / (one + numpy.exp(-{x})))",
    "Sin": lambda x: f"numpy.sin({x})",
    "Cos": lambda x: f"numpy.cos({x})",
    "Plus": lambda *x: "(" + " + ".join(x) + ")",
    "Times": lambda *x: "(" + " * ".join(x) + ")",
    "Subtract": lambda a, b: f"({a} - {b})",
    "Divide": lambda a, b: f"({a} / {b})",
}


def _text(tree: Any, slots: tuple) -> str:
    if not isinstance(tree, tuple):
        return f"kind({float(tree)!r})"
    if tree[0] == "Slot":
        return f"kind(x{slots.index(tree[1])}[i])"
    if tree[0] == "Ramp":  # the greater one, and a NaN where there is one
        inner = _text(tree[1], slots)
        return f"(zero if {inner} < zero else {inner})"
    return TEXTS[tree[0]](*(_text(member, slots) for member in tree[1:]))


@lru_cache(256)
def chain(tree: Any, slots: tuple, wide: bool) -> Callable | None:
    """A loop for a tree: `run(out, x0, x1, ...)` over flat arrays."""
    import numba

    try:
        text = _text(tree, slots)
    except KeyError:
        return None
    names = ", ".join(f"x{i}" for i in range(len(slots)))
    source = f"def run(out, {names}):\n    for i in range(out.size):\n        out[i] = {text}\n"
    kind = numpy.float64 if wide else numpy.float32
    space = {"numpy": numpy, "kind": kind, "zero": kind(0), "one": kind(1)}
    exec(source, space)
    return numba.njit(nogil=True, error_model="numpy")(space["run"])


def _chained(room: Any, function: Compiled, out: Any, *x: Any) -> Any:
    if not plain(out, *x) or any(a.shape != out.shape for a in x) or not out.size:
        return None
    if out.size < SMALL and mode() != "numba":
        return None
    run = chain(function.tree, function.slots, exact(room) or not function.robust)
    flat = [a.reshape(-1) for a in (out, *x)]
    return None if run is None else lambda: run(*flat)


@kernel("elementwise", "forward", "numba")
def elementwise(room: Any, out: Any, x: Any, function: Compiled) -> Any:
    return _chained(room, function, out, x)


@kernel("threading", "forward", "numba")
def threading(room: Any, out: Any, *x: Any, function: Compiled) -> Any:
    return _chained(room, function, out, *x)
