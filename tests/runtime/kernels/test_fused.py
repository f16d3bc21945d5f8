"""Kernels of elements for a GPU, compiled for the host: what they compute, and that a plan uses them."""

import ctypes
import shutil
import subprocess
from dataclasses import replace

import numpy
import pytest
from luperca.runtime import tape
from luperca.runtime.declare import create
from luperca.runtime.device import CPU
from luperca.runtime.graph import single
from luperca.runtime.kernels.formulas import FORMULAS
from luperca.runtime.kernels.fused import operation, preamble
from luperca.runtime.ops.functions import FUNCTIONS
from luperca.runtime.ops.trees import compile_function
from luperca.runtime.plan import evaluate

pytestmark = pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")
SOURCE = """
#include <math.h>
#define __device__ static
{preamble}
void run(long n, {arguments}) {{
    for (long i = 0; i < n; i++) {{
        {loads}
        {lines}
        {stores}
    }}
}}
"""


def _parts(parameters):
    return [{"float32": "float", "float64": "double"}[p.split()[0]] + " " + p.split()[1] for p in parameters]


def _c(inputs, outputs, lines, head):
    typed = [*_parts(inputs), *_parts(outputs)]
    pointers = [f"{kind} *{name}_" for kind, name in (p.split() for p in typed)]
    loads = [f"const {p} = {p.split()[1]}_[i];" for p in _parts(inputs)] + [f"{p};" for p in _parts(outputs)]
    stores = [f"{p.split()[1]}_[i] = {p.split()[1]};" for p in _parts(outputs)]
    joined = {"arguments": ", ".join(pointers), "loads": "\n".join(loads), "stores": "\n".join(stores)}
    return SOURCE.format(preamble=head, lines=lines, **joined)


@pytest.fixture
def device(tmp_path):
    """The host as a device that makes kernels as cupy's ElementwiseKernel does."""
    made = []

    def fuse(inputs, outputs, lines, head):
        file = tmp_path / f"kernel{len(made)}.c"
        file.write_text(_c(inputs, outputs, lines, head))
        subprocess.run(["cc", "-O1", "-w", "-shared", "-fPIC", file, "-o", file.with_suffix(".so"), "-lm"], check=True)
        library = ctypes.CDLL(str(file.with_suffix(".so")))
        made.append(library)

        def run(*arrays):
            shape = arrays[-1].shape
            laid = [numpy.ascontiguousarray(numpy.broadcast_to(a, shape)) for a in arrays[: len(inputs)]]
            laid += arrays[len(inputs) :]
            library.run(ctypes.c_long(arrays[-1].size), *(ctypes.c_void_p(a.ctypes.data) for a in laid))

        return run

    found = replace(CPU, name="Fused", fuse=fuse)
    return found, made


def _same(function, inputs, device):
    name = "ElementwiseLayer" if len(inputs) == 1 else "ThreadingLayer"
    graph, (place, made) = single(create(name, function)), device
    targets = list(inputs)
    wanted = tape.run(graph, {}, inputs, gradients=targets)
    found = evaluate(graph, {}, inputs, gradients=targets, device=place)
    for one, other in zip(found, wanted):
        for key in other:
            numpy.testing.assert_allclose(one[key], other[key], rtol=2e-6, atol=1e-30, err_msg=key)
    return len(made)


@pytest.mark.parametrize("function", ["Tanh", "GELU", "Mish", "Swish", "SoftPlus", "SELU", "Erf", "Log", "CubeRoot"])
def test_one_argument(function, device):
    x = numpy.abs(numpy.random.default_rng(1).standard_normal((3, 5))).astype("float32") + 0.1
    assert _same(function, {"Input": x}, device) >= 1


def test_a_tree_is_one_kernel(device):
    x, y = ("Slot", 1), ("Slot", 2)
    data = numpy.random.default_rng(2).standard_normal((2, 3, 4)).astype("float32")
    tree = ("Plus", ("Times", ("Tanh", x), ("LogisticSigmoid", y)), ("If", ("Greater", x, 0.2), x, y))
    assert _same(tree, {"Input1": data, "Input2": data[::-1].copy()}, device) == 2  # the value, both slopes


def test_sizes_of_one_stretch(device):
    draw = numpy.random.default_rng(3).standard_normal
    inputs = {"Input1": draw((2, 3, 1)).astype("float32"), "Input2": draw((2, 1, 4)).astype("float32")}
    tree = ("Times", ("Slot", 1), ("Slot", 2))
    assert _same(tree, inputs, device) == 1  # the sums of the gradient are the array module's


def test_sums_and_double_precision(device):
    graph = single(create("TotalLayer", InputPorts=3))
    inputs = {f"Input{i}": numpy.full((2, 3), i / 3) for i in (1, 2, 3)}
    found, _ = evaluate(graph, {}, inputs, device=device[0], dtype="float64")
    numpy.testing.assert_allclose(found["Output"], 2, rtol=1e-15)
    assert len(device[1]) == 1


@pytest.mark.skipif(shutil.which("nvcc") is None, reason="no CUDA compiler")
def test_the_cuda_compiler_takes_every_formula(tmp_path):
    bodies = []
    for name in FORMULAS:
        function = FUNCTIONS.get(name)
        if function is None:
            continue
        compiled = compile_function((name, *(("Slot", i + 1) for i in range(max(function.least, 1)))))
        for wanted in (None, tuple(range(len(compiled.slots)))):
            lines = operation(compiled.tree, compiled.slots, wanted)
            names = [f"in{i}" for i in range(len(compiled.slots))] + ["dy"]
            loads = " ".join(f"const float {n} = x[i];" for n in names)
            outs = [f"out{i}" for i in range(1 if wanted is None else len(wanted))]
            stores = " ".join(f"float {n};" for n in outs), " ".join(f"y[i] = {n};" for n in outs)
            body = f"const int i = threadIdx.x; {loads} {stores[0]}\n{lines}\n{stores[1]}"
            bodies.append(f"__global__ void kernel{len(bodies)}(const float *x, float *y) {{ {body} }}")
    file = tmp_path / "formulas.cu"
    file.write_text("#include <math.h>\n" + preamble("double") + "\n".join(bodies))
    done = subprocess.run(["nvcc", "-w", "-ptx", file, "-o", tmp_path / "formulas.ptx"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
