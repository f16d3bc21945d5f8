"""The cells, from and to their states, for full examples and for some that end early."""

import numpy
import pytest

from .hold import drawn, hold, needs, weights

pytestmark = needs("c")
GATES = {"Basic": 1, "Gated": 3, "LongShortTermMemory": 4}


@pytest.mark.parametrize("cell", GATES)
@pytest.mark.parametrize(("n", "steps", "inputs", "size"), [(1, 1, 1, 1), (5, 4, 3, 7), (13, 6, 20, 16), (2, 3, 9, 40)])
@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("given", [True, False])
def test_cells(cell, n, steps, inputs, size, exact, given):
    g = numpy.random.default_rng(0)
    rows = GATES[cell] * size
    arrays = [drawn((n, steps, inputs), g), weights((rows, inputs), g), weights((rows, size), g) / 4, drawn((rows,), g)]
    memory = cell == "LongShortTermMemory"
    if given:
        arrays += [drawn((n, size), g), drawn((n, size), g) if memory else None, g.integers(1, steps + 1, n)]
    hold("recurrent", *arrays, exact=exact, cell=cell, tolerance=1e-4)
    if memory:
        hold("recurrent", *arrays, exact=exact, cell=cell, cells=True, tolerance=1e-4)
