"""Every layer against values that torch computed (`make_layers.py` says how), outputs and gradients."""

import numpy
import pytest
from luperca.runtime.builder import Plan, Request
from luperca.runtime.plan import evaluate

from .spec import array_path, graph, read

STORED = read()
TOLERANCES = {"float64": 1e-9, "float32": 1e-5}


def agree(found, wanted, tolerance, what):
    """Holds numbers to others: relative to the largest of them, as single precision rounds sums."""
    assert numpy.shape(found) == wanted.shape, what
    scale = max(1.0, float(numpy.abs(wanted).max(initial=0)))
    numpy.testing.assert_allclose(found, wanted, rtol=tolerance, atol=tolerance * scale, err_msg=what)


def check(described, parts, dtype):
    """Runs a case in a precision and compares everything that is known of it."""
    made = graph(described)
    arrays = {array_path(described, name): data.astype(dtype) for name, data in parts["arrays"].items()}
    frozen = {
        (*path, array.name) for path, layer in made.flat.layers.items() for array in layer.arrays if not array.learnable
    }
    names = {
        path: name for name, path in ((n, array_path(described, n)) for n in parts["arrays"]) if path not in frozen
    }
    names |= {name: name for name in parts["inputs"]}
    targets = [target for target, name in names.items() if name in parts["gradients"]]
    outputs, gradients = evaluate(
        made,
        arrays,
        parts["inputs"],
        gradients=targets,
        output_gradients=parts["given"] if targets else None,
        train=described.train,
        dtype=dtype,
    )
    assert outputs.keys() == parts["outputs"].keys()
    for name, wanted in parts["outputs"].items():
        agree(outputs[name], wanted, TOLERANCES[dtype], name)
    for target in targets:
        agree(gradients[target], parts["gradients"][names[target]], TOLERANCES[dtype], f"gradient by {names[target]}")
    if parts["updates"]:
        shapes = tuple((name, data.shape) for name, data in parts["inputs"].items())
        plan = Plan(Request(made, shapes, gradients=tuple(targets), train=True, dtype=dtype))
        plan.run(parts["inputs"], arrays)
        assert {array_path(described, name) for name in parts["updates"]} == plan.new_arrays.keys()
        for name, wanted in parts["updates"].items():
            agree(plan.new_arrays[array_path(described, name)], wanted, TOLERANCES[dtype], f"new {name}")


@pytest.mark.parametrize("dtype", TOLERANCES)
@pytest.mark.parametrize("name", STORED)
def test_stored_values(name, dtype):
    check(*STORED[name], dtype)
