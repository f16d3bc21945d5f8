"""Batches of examples of different lengths give what the examples give one by one, whatever lies behind their ends."""

import numpy
import pytest
from luperca.runtime import tape
from luperca.runtime.errors import RuntimeProblem
from luperca.runtime.plan import evaluate
from luperca.runtime.ports import VARYING
from luperca.runtime.ragged import Ragged, batch, concatenated

from . import nets
from .check import drawn, real_targets


def _chosen(graph, inputs):
    """Sets of inputs whose first level may vary together."""
    candidates = [name for name, data in inputs.items() if numpy.ndim(data) > 1 and numpy.shape(data)[1] > 1]
    for names in [candidates, *([name] for name in candidates)]:
        varying = {name: (VARYING, *numpy.shape(inputs[name])[2:]) for name in names}
        fixed = {name: numpy.shape(data)[1:] for name, data in inputs.items() if name not in names}
        kinds = graph.inference.inputs
        types = {n: kinds[n].with_dims(tuple(d)) for n, d in (varying | fixed).items()}
        if not names:
            return
        try:
            yield graph.with_ports(types), names
        except RuntimeProblem:
            continue


def _cases():
    for case, (graph, inputs) in nets.CASES.items():
        for varied, names in _chosen(graph, inputs):
            try:
                varied.infer()
            except RuntimeProblem:
                continue
            yield pytest.param(varied, inputs, names, id=f"{case}: {' '.join(names)}")
            break


def _examples(data, names, name):
    """Two examples of different lengths from every example: the whole, and one that lacks its last element."""
    rows = list(data)
    return rows + [row[:-1] if name in names else row for row in rows]


@pytest.mark.parametrize("run", [tape.run, evaluate], ids=["tape", "plan"])
@pytest.mark.parametrize(("graph", "inputs", "names"), list(_cases()))
def test_ragged_equals_one_by_one(graph, inputs, names, run):
    arrays = drawn(graph, inputs)
    targets = real_targets(graph, inputs, arrays)
    examples = {name: _examples(data, names, name) for name, data in inputs.items()}
    batches = {name: batch(rows) for name, rows in examples.items()}
    for name in names:
        assert isinstance(batches[name], Ragged)
        for row, length in zip(batches[name].array, batches[name].lengths):  # what lies there must not matter
            if batches[name].array.dtype.kind == "f":
                row[length:] = 7.0
    options = {"gradients": targets, "dtype": "float64"}
    outputs, gradients = run(graph, arrays, batches, **options)
    singles = [
        run(graph, arrays, {name: rows[i][None] for name, rows in examples.items()}, **options)
        for i in range(len(next(iter(examples.values()))))
    ]
    for name, found in outputs.items():
        rows = found.examples() if isinstance(found, Ragged) else found
        for i, row in enumerate(rows):
            _same(row, singles[i][0][name][0], f"{name} of example {i}")
    for target in targets:
        if isinstance(target, str):
            found = gradients[target]
            full = isinstance(found, Ragged) or target not in names
            found = found if full else Ragged(found, batches[target].lengths)
            rows = found.examples() if isinstance(found, Ragged) else found
            for i, row in enumerate(rows):
                _same(row, singles[i][1][target][0], f"gradient of {target} of example {i}")
        else:
            _same(gradients[target], sum(g[target] for _, g in singles), f"gradient of {target}")


def _same(found, wanted, what):
    assert numpy.shape(found) == numpy.shape(wanted), what
    numpy.testing.assert_allclose(found, wanted, rtol=1e-9, atol=1e-11, err_msg=what)


def test_batch_pads_to_a_bucket_and_gives_the_examples_back():
    rows = [numpy.arange(6.0).reshape(3, 2), numpy.ones((17, 2))]
    found = batch(rows)
    assert found.shape == (2, 32, 2)
    assert found.lengths.tolist() == [3, 17]
    assert (found.array[0, 3:] == rows[0][-1]).all()
    for row, wanted in zip(found.examples(), rows):
        assert (row == wanted).all()


def test_batch_of_one_length_is_an_array():
    assert batch([numpy.ones(3), numpy.zeros(3)]).shape == (2, 3)


def test_batch_refuses_what_differs_elsewhere():
    with pytest.raises(ValueError):
        batch([numpy.ones((3, 2)), numpy.ones((2, 3))])


def test_batches_one_after_the_other():
    joined = concatenated([batch([numpy.ones(3), numpy.ones(2)]), numpy.zeros((1, 40))])
    assert [len(row) for row in joined.examples()] == [3, 2, 40]
