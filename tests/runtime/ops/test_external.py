"""Functions of the host as an op: values and gradients through Python, on the CPU alone."""

import numpy
import pytest
from luperca.runtime import tape
from luperca.runtime.declare import create
from luperca.runtime.errors import ArgumentError, DeviceError
from luperca.runtime.graph import chain, single
from luperca.runtime.ops.external import ExternalError
from luperca.runtime.plan import evaluate

from ..check import check_gradients
from ..strict import DEVICE


class Sorted:
    """The sorted cubes of a vector."""

    rank = 1
    columns = 0  # how many too many the results have

    def sizes(self, dims):
        return dims

    def value(self, x):
        found = numpy.sort(x, axis=1) ** 3
        return found if not self.columns else numpy.concatenate([found, found], axis=1)

    def slope(self, x, dy, y):
        order = numpy.argsort(x, axis=1)
        slope = numpy.empty_like(x)
        numpy.put_along_axis(slope, order, dy * 3 * numpy.sort(x, axis=1) ** 2, axis=1)
        return slope


X = numpy.array([[0.3, -0.4, 1.1], [0.7, 0.2, -0.9]])


@pytest.mark.parametrize("run", [tape.run, evaluate], ids=["tape", "plan"])
def test_values_and_gradients(run):
    graph = single(create("CompiledLayer", Sorted()))
    outputs, _ = run(graph, {}, {"Input": X}, dtype="float64")
    numpy.testing.assert_allclose(outputs["Output"], numpy.sort(X, axis=1) ** 3)
    net = chain([create("LinearLayer", 3), create("CompiledLayer", Sorted()), create("LinearLayer", 2)], {"Input": 3})
    check_gradients(net, {"Input": X}, run)


def test_shapes_are_inferred():
    graph = single(create("CompiledLayer", Sorted(), ports={"Input": 4}))
    assert graph.inference.outputs["Output"].dims == (4,)


def test_a_result_of_another_shape():
    wrong = Sorted()
    wrong.columns = 1
    with pytest.raises(ExternalError, match=r"\(3,\); found \(6,\)"):
        tape.run(single(create("CompiledLayer", wrong)), {}, {"Input": X})


def test_other_devices_are_refused():
    with pytest.raises(DeviceError, match="CPU only"):
        tape.run(single(create("CompiledLayer", Sorted())), {}, {"Input": X}, device=DEVICE)


def test_what_is_no_function():
    with pytest.raises(ArgumentError):
        create("CompiledLayer", 3)
