"""Lifetimes and the arena."""

import numpy
from hypothesis import given
from hypothesis import strategies as st
from luperca.runtime.device import CPU
from luperca.runtime.memory import ALIGN, Parameters, Storage, allocate, lay

PIECES = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 9), st.integers(0, 5)), max_size=12)


@given(PIECES)
def test_what_lives_together_does_not_overlap(pieces):
    storages = [Storage(size, numpy.dtype("float32"), first, first + life) for size, first, life in pieces]
    total = lay(storages)
    for i, a in enumerate(storages):
        assert a.start % ALIGN == 0 and a.start + a.bytes <= total
        for b in storages[:i]:
            if a.first <= b.last and b.first <= a.last:
                assert a.start + a.bytes <= b.start or b.start + b.bytes <= a.start


def test_memory_is_reused():
    chain = [Storage(100, numpy.dtype("float32"), i, i + 1) for i in range(10)]
    assert allocate(CPU, chain) == 2 * chain[0].bytes


def test_parameters_lie_in_one_buffer():
    shapes = {("Weights",): (3, 2), ("Biases",): (3,)}
    parameters = Parameters(shapes, frozenset({("Weights",)}), CPU, "float32")
    weights = numpy.arange(6.0).reshape(3, 2)
    parameters.load({("Weights",): weights, ("Biases",): numpy.ones(3)})
    assert (parameters.views[("Weights",)] == weights).all()
    assert parameters.values[parameters.places[("Weights",)]].tolist() == [0, 2, 4, 1, 3, 5]
    parameters.values *= 2
    assert (parameters.read()[("Weights",)] == 2 * weights).all()
    assert parameters.read()[("Weights",)].flags.c_contiguous
