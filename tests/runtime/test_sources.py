"""Batches of columns in memory and of those whose rows are read when they are needed."""

from copy import copy

import numpy
import pytest
from luperca.runtime.device import CPU
from luperca.runtime.ports import VARYING, real
from luperca.runtime.ragged import batch, padded
from luperca.runtime.training.sources import Columns


class Plan:
    """The inputs of a plan for a batch."""

    def __init__(self, found):
        self.inputs = {name: numpy.full(shape, numpy.nan, "float32") for name, shape in found.shapes}
        self.length_inputs = {name: numpy.zeros(found.size, int) for name in self.inputs}
        found.fill(self)


class Stored:
    """Rows that are no array: what is drawn for a batch is added."""

    def __init__(self, rows):
        found = batch(rows)
        self.rows, self.shape, self.dtype, self.drawn = rows, found.shape, found.dtype, 0.0
        self.lengths = getattr(found, "lengths", None)

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, chosen):
        return padded([self.rows[i] + self.drawn for i in numpy.arange(len(self))[chosen]], self.shape[1])

    def anew(self, seed):
        found = copy(self)
        found.drawn = numpy.random.default_rng(seed).uniform()
        return found


def _rows(sizes):
    return [numpy.arange(1.0, n + 1) * 10**-i for i, n in enumerate(sizes)]


def _columns(column, dims):
    return Columns({"x": real(dims)}, {"x": column}, CPU, "float32")


@pytest.mark.parametrize("length", [2, 5, 9])
@pytest.mark.parametrize("sizes", [(3, 3, 3, 3, 3), (30, 3, 17, 3, 1)])
def test_rows_that_are_read_are_those_in_memory(sizes, length):
    rows = _rows(sizes)
    stored = Stored(rows)
    stored.anew = lambda seed: stored
    dims = sizes[0] if len(set(sizes)) == 1 else VARYING
    there, here = _columns(stored, dims), _columns(batch(rows), dims)
    assert (there.count, there.types, there.ragged) == (here.count, here.types, here.ragged)
    for ways in (lambda c: c.batches(length, 7, 2), lambda c: c.batches(length, 7, 2, 1), lambda c: c.in_order(length)):
        pairs = list(zip(ways(there), ways(here), strict=True))
        for one, other in pairs:
            assert one.shapes == other.shapes
            one, other = Plan(one), Plan(other)
            numpy.testing.assert_array_equal(one.inputs["x"], other.inputs["x"])
            numpy.testing.assert_array_equal(one.length_inputs["x"], other.length_inputs["x"])


@pytest.mark.parametrize("length", [2, 5])
def test_what_changes_depends_on_seed_round_and_batch(length):
    columns = _columns(Stored(_rows((3, 3, 3, 3, 3))), 3)

    def first(*where):
        return [float(Plan(found).inputs["x"].max()) for found in columns.batches(length, *where)]

    assert first(7, 0) == first(7, 0)
    assert first(7, 2, 1) == first(7, 2)[1:]
    drawn = [first(seed, round) for seed in (7, 8) for round in (0, 1)]
    assert len(set(map(tuple, drawn))) == 4
    assert [Plan(x).inputs["x"].max() for x in columns.in_order(length)][0] == 3.0  # measured as they are


def test_columns_change_independently():
    stored = Stored(_rows((3, 3, 3)))
    columns = Columns({"x": real(3), "y": real(3)}, {"x": stored, "y": stored}, CPU, "float32")
    for found in columns.batches(2, 7, 0):
        seen = Plan(found).inputs
        assert (seen["x"] != seen["y"]).all()
