"""What is said to cuDNN, held to a library that does it on the host: its names and arguments are those of 1.32."""

import sys
from dataclasses import replace
from types import ModuleType, SimpleNamespace

import numpy
import pytest
from luperca.runtime import tape
from luperca.runtime.declare import create
from luperca.runtime.device import CPU
from luperca.runtime.graph import chain
from luperca.runtime.kernels import cudnn
from luperca.runtime.plan import evaluate

from ..cases.convolution import CASES
from ..check import drawn, real_targets


class Tensor:
    def __init__(self, dim=None, stride=None, data_type=None, name=""):
        self.dim, self.stride, self.made = dim, stride, False

    def set_output(self, made):
        self.made = made
        return self

    def set_data_type(self, kind):
        return self

    def set_dim(self, dim):
        self.dim = dim
        return self

    def set_stride(self, stride):
        self.stride = stride
        return self

    def seen(self, data):
        """The data with the channels second, as the sizes and steps say."""
        strides = [n * data.itemsize for n in self.stride]
        return numpy.lib.stride_tricks.as_strided(data, self.dim, strides)


class Graph:
    """One operation, by its definition: the sum over all places of the kernel."""

    def __init__(self, io_data_type, intermediate_data_type, compute_data_type, handle):
        self.roles, self.place, self.wanted = {}, {}, ""

    def tensor(self, dim, stride, data_type, name):
        return Tensor(dim, stride, data_type, name)

    def build(self, heuristics):
        assert self.roles[self.wanted].made

    def get_workspace_size(self):
        return 0

    def _operation(self, wanted, place, **roles):
        self.wanted, self.place, self.roles = wanted, place, roles | {wanted: Tensor()}
        return self.roles[wanted]

    def conv_fprop(self, image, weight, **place):
        return self._operation("y", place, x=image, w=weight)

    def conv_dgrad(self, loss, filter, **place):
        return self._operation("x", place, y=loss, w=filter)

    def conv_wgrad(self, image, loss, **place):
        return self._operation("w", place, x=image, y=loss)

    def execute(self, data, workspace, handle):
        ran.append(self.wanted)
        x, w, y = (self.roles[role].seen(data[self.roles[role]]) for role in "xwy")
        before, after = self.place["pre_padding"], self.place["post_padding"]
        {"x": x, "w": w, "y": y}[self.wanted][...] = 0
        padded = numpy.pad(x, [(0, 0), (0, 0), *zip(before, after)])
        groups = x.shape[1] // w.shape[1]
        dy = y.reshape(len(y), groups, -1, *y.shape[2:])
        for tap in numpy.ndindex(*w.shape[2:]):
            steps = zip(tap, self.place["dilation"], self.place["stride"], y.shape[2:])
            part = padded[(..., *(slice(t * d, t * d + s * (n - 1) + 1, s) for t, d, s, n in steps))]
            rows = part.reshape(len(x), groups, -1, *part.shape[2:])
            taps = w[(..., *tap)].reshape(groups, -1, w.shape[1])
            if self.wanted == "y":
                y += numpy.einsum("bgi...,goi->bgo...", rows, taps).reshape(y.shape)
            elif self.wanted == "x":
                part += numpy.einsum("bgo...,goi->bgi...", dy, taps).reshape(part.shape)
            else:
                axes = "hwd"[: x.ndim - 2]
                w[(..., *tap)] += numpy.einsum(f"bgi{axes},bgo{axes}->goi", rows, dy).reshape(len(w), -1)
        if self.wanted == "x":
            x[...] = padded[(..., *(slice(b, n - a) for b, a, n in zip(before, after, padded.shape[2:])))]


ran = []  # the operations in their order


@pytest.fixture
def place(monkeypatch):
    library = ModuleType("cudnn")
    library.create_handle = lambda: "handle"
    library.streams = []
    library.set_stream = lambda handle, stream: library.streams.append(stream)
    library.data_type = SimpleNamespace(FLOAT="float", DOUBLE="double")
    library.heur_mode = SimpleNamespace(A=1, FALLBACK=2)
    library.pygraph = Graph
    monkeypatch.setitem(sys.modules, "cudnn", library)
    stream = SimpleNamespace(ptr=7)
    module = SimpleNamespace(
        empty=numpy.empty,
        uint8=numpy.uint8,
        asarray=numpy.asarray,
        asnumpy=numpy.asarray,
        cuda=SimpleNamespace(get_current_stream=lambda: stream),
    )
    found = cudnn.convolutions(module)
    assert found is not None
    assert library.streams == [7]
    return replace(CPU, name="cuDNN", convolve=found, fuse=lambda *args: None)


FORMS = [name for name in CASES if name.startswith("convolution")]


@pytest.mark.parametrize("case", FORMS)
def test_convolutions(case, place):
    graph, inputs = CASES[case]
    arrays = drawn(graph, inputs)
    targets = real_targets(graph, inputs, arrays)
    wanted = tape.run(graph, arrays, inputs, gradients=targets, dtype="float64")
    ran.clear()
    found = evaluate(graph, arrays, inputs, gradients=targets, dtype="float64", device=place)
    assert ran == ["y", "w", "x"]
    for one, other in zip(found, wanted):
        for key in other:
            numpy.testing.assert_allclose(one[key], other[key], rtol=1e-9, atol=1e-12, err_msg=str(key))


def test_an_activation_and_biases_are_added_behind(place):
    net = chain([create("ConvolutionLayer", 4, (3, 3)), create("ElementwiseLayer", "Ramp")], {"Input": (2, 5, 6)})
    inputs = {"Input": numpy.random.default_rng(0).standard_normal((3, 2, 5, 6))}
    arrays = drawn(net, inputs)
    targets = list(arrays)
    wanted = tape.run(net, arrays, inputs, gradients=targets, dtype="float64")
    found = evaluate(net, arrays, inputs, gradients=targets, dtype="float64", device=place)
    numpy.testing.assert_allclose(found[0]["Output"], wanted[0]["Output"], rtol=1e-10)
    for key in targets:
        numpy.testing.assert_allclose(found[1][key], wanted[1][key], rtol=1e-9, err_msg=str(key))


def test_without_the_package_there_is_nothing(monkeypatch):
    monkeypatch.setitem(sys.modules, "cudnn", None)
    assert cudnn.convolutions(SimpleNamespace()) is None
