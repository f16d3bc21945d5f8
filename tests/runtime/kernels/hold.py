"""Holding kernels to the bodies of numpy: both are bound on the same arrays, results and gradients are compared."""

from math import prod

import numpy
import pytest
from luperca.runtime import kernels
from luperca.runtime.builder import PlanRoom
from luperca.runtime.declare import OPS
from luperca.runtime.device import CPU

# What single precision leaves when sums are taken in another order, relative to the largest element.
TOLERANCE = 2e-5


def needs(backend):
    """Skips a module where a backend is not there."""
    before = kernels.mode()
    kernels.use(backend)
    found = kernels.backend()
    kernels.use(before)
    return pytest.mark.skipif(found != backend, reason=f"no {backend}")


def drawn(shape, generator, whole=None):
    if whole:
        return generator.integers(1, whole + 1, shape)
    return generator.standard_normal(shape).astype("float32")


def weights(shape, generator):
    """Weights as nets keep them: (out, in, *kernel) lies with the outputs innermost."""
    order = (*range(2, len(shape)), 1, 0)
    w = generator.standard_normal([shape[i] for i in order]).astype("float32")
    return w.transpose(numpy.argsort(order))


def like(a):
    """An array that lies like another, full of what nobody wrote."""
    if a is None:
        return None
    order = sorted(range(a.ndim), key=lambda i: -a.strides[i])
    empty = numpy.full([a.shape[i] for i in order], numpy.nan, a.dtype)
    return empty.transpose(numpy.argsort(order))


def run(backend, name, inputs, settings, *, exact=True, gradients=True, seed=1):
    """(result, gradients by the inputs) of an op in a plan's room, and whether a kernel was bound for each."""
    before = kernels.mode()
    kernels.use(backend)
    try:
        op, room = OPS[name], PlanRoom(CPU, "float32")
        room.exact = exact
        shapes = [a.shape for a in inputs if a is not None]
        out = numpy.full(op.shape(*shapes, **settings), numpy.nan, "float32")
        sizes = op.stores(*shapes, **settings) if op.stores else ()
        stored = tuple(numpy.full(size, numpy.nan, "float32") for size in sizes)
        room.begin(stored)
        found = [kernels.bind(op, "forward", room, out, *inputs, **settings)]
        with numpy.errstate(all="ignore"):
            found[0]()
            if not gradients:
                return out, (), [hasattr(f, "calls") for f in found]
            dy = numpy.random.default_rng(seed).standard_normal(out.shape).astype("float32")
            dinputs = tuple(
                None if a is None or a.dtype != "float32" or i in op.constant else like(a) for i, a in enumerate(inputs)
            )
            if op.adds:
                for d in dinputs:
                    if d is not None:
                        d[...] = 0
            room.begin(stored)
            found.append(kernels.bind(op, "gradient", room, dy, out, tuple(inputs), dinputs, **settings))
            found[1]()
        return out, dinputs, [hasattr(f, "calls") for f in found]
    finally:
        kernels.use(before)


def hold(name, *inputs, backend="c", exact=True, gradients=True, tolerance=TOLERANCE, bound=True, **settings):
    """Asserts that a compiled kernel was bound (one in C, if `bound`) and gives what numpy gives."""
    wanted = run("numpy", name, inputs, settings, exact=exact, gradients=gradients)
    found = run(backend, name, inputs, settings, exact=exact, gradients=gradients)
    assert all(found[2]) or not bound, "no kernel was bound"
    same(found[0], wanted[0], tolerance)
    for i, (a, b) in enumerate(zip(found[1], wanted[1])):
        if b is not None:
            same(a, b, tolerance, f"gradient by input {i + 1}")


def same(found, wanted, tolerance=TOLERANCE, about=""):
    size = max(float(numpy.abs(wanted[numpy.isfinite(wanted)]).max(initial=0)), 0.1)
    numpy.testing.assert_allclose(found, wanted, rtol=tolerance, atol=tolerance * size, err_msg=about)


def count(shape):
    return prod(shape)
