"""What is said to cuBLASLt, held to a library that multiplies what it is told, column by column in memory."""

import ctypes
import sys
from enum import IntEnum
from types import ModuleType, SimpleNamespace

import numpy
import pytest
from luperca.runtime.kernels import cuda

TYPES = {0: "float32", 1: "float64"}


class Library(ModuleType):
    """cublasLt's bindings over memory of the host. A descriptor is the address of nothing: a key of `things`."""

    MatmulDescAttribute = IntEnum("MatmulDescAttribute", "TRANSA TRANSB")
    MatrixLayoutAttribute = IntEnum("MatrixLayoutAttribute", "BATCH_COUNT STRIDED_BATCH_OFFSET")
    MatmulPreferenceAttribute = IntEnum("MatmulPreferenceAttribute", "MAX_WORKSPACE_BYTES")

    def __init__(self):
        super().__init__("cublasLt")
        self.things, self.products = {}, 0

    def _make(self, **known):
        self.things[len(self.things) + 1] = known
        return len(self.things)

    def _set(self, thing, attribute, address, size):
        kind = {4: ctypes.c_int32, 8: ctypes.c_int64}[size]
        self.things[thing][attribute] = kind.from_address(address).value

    matmul_desc_set_attribute = matrix_layout_set_attribute = matmul_preference_set_attribute = _set

    def create(self):
        return self._make()

    def matmul_desc_create(self, compute, kind):
        return self._make(compute=compute, kind=kind)

    def matrix_layout_create(self, kind, rows, columns, leading):
        return self._make(kind=kind, rows=rows, columns=columns, leading=leading)

    def matmul_preference_create(self):
        return self._make()

    def matmul_preference_destroy(self, wish):
        del self.things[wish]
        self.things[wish] = {}

    def matmul_algo_get_heuristic(self, handle, operation, a, b, c, d, wish, wanted, results, count):
        ctypes.c_int32.from_address(count).value = 1

    def _matrices(self, layout, address):
        known = self.things[layout]
        names = self.MatrixLayoutAttribute
        count, stride = known.get(names.BATCH_COUNT, 1), known.get(names.STRIDED_BATCH_OFFSET, 0)
        dtype = numpy.dtype(TYPES[known["kind"]])
        size = dtype.itemsize
        length = (count - 1) * stride + known["leading"] * (known["columns"] - 1) + known["rows"]
        memory = numpy.frombuffer((ctypes.c_char * (length * size)).from_address(address), dtype)
        shape, strides = (count, known["rows"], known["columns"]), (stride * size, size, known["leading"] * size)
        return numpy.lib.stride_tricks.as_strided(memory, shape, strides, writeable=True)

    def matmul(self, handle, operation, one, a, la, b, lb, zero, c, lc, d, ld, algorithm, workspace, size, stream):
        known, names = self.things[operation], self.MatmulDescAttribute
        first, second, out = self._matrices(la, a), self._matrices(lb, b), self._matrices(ld, d)
        first = first.swapaxes(1, 2) if known[names.TRANSA] else first
        second = second.swapaxes(1, 2) if known[names.TRANSB] else second
        assert self.things[la]["kind"] == known["kind"]
        out[...] = first @ second
        self.products += 1


class Array(numpy.ndarray):
    """A host array that tells its address as one of cupy does."""

    @property
    def data(self):
        return SimpleNamespace(ptr=self.__array_interface__["data"][0])


@pytest.fixture
def products(monkeypatch):
    library = Library()
    bindings = ModuleType("nvmath.bindings")
    bindings.cublasLt = library
    monkeypatch.setitem(sys.modules, "nvmath", ModuleType("nvmath"))
    monkeypatch.setitem(sys.modules, "nvmath.bindings", bindings)
    stream = SimpleNamespace(ptr=0)
    drawn = numpy.random.default_rng(0)
    module = SimpleNamespace(
        empty=lambda *args: numpy.empty(*args).view(Array),
        empty_like=lambda x: numpy.empty_like(x).view(Array),
        uint8=numpy.uint8,
        matmul=numpy.matmul,
        allclose=numpy.allclose,
        cuda=SimpleNamespace(get_current_stream=lambda: stream),
        random=SimpleNamespace(
            default_rng=lambda seed: SimpleNamespace(random=lambda s, dtype: drawn.random(s, dtype=dtype).view(Array))
        ),
    )
    found = cuda.Products(module)
    found.library_for_tests = library
    return found


def arrays(*shapes, dtype="float32"):
    return [numpy.random.default_rng(3).standard_normal(s).astype(dtype).view(Array) for s in shapes]


def test_the_check_at_the_start_passes(products):
    assert products.agree()
    assert products.library_for_tests.products == 8


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("form", ["plain", "left turned", "right turned", "both turned", "strided", "batched"])
def test_products_of_every_layout(products, form, dtype):
    a, b, c = arrays((4, 5), (5, 3), (2, 4, 5), dtype=dtype)
    pairs = {
        "plain": (a, b),
        "left turned": (arrays((5, 4), dtype=dtype)[0].T, b),
        "right turned": (a, arrays((3, 5), dtype=dtype)[0].T),
        "both turned": (arrays((5, 4), dtype=dtype)[0].T, arrays((3, 5), dtype=dtype)[0].T),
        "strided": (arrays((4, 9), dtype=dtype)[0][:, :5], b),
        "batched": (c, arrays((2, 5, 3), dtype=dtype)[0]),
    }
    left, right = pairs[form]
    out = numpy.empty((*left.shape[:-1], right.shape[-1]), dtype).view(Array)
    before = products.library_for_tests.products
    assert products.matmul(left, right, out=out) is out
    assert products.library_for_tests.products == before + 1
    numpy.testing.assert_allclose(out, left @ right, rtol=1e-5)


def test_what_cannot_be_laid_out_is_multiplied_elsewhere(products):
    (a, b) = arrays((4, 10), (5, 3))
    left = a[:, ::2]  # no stride of 1
    out = numpy.empty((4, 3), "float32").view(Array)
    before = products.library_for_tests.products
    products.matmul(left, b, out=out)
    assert products.library_for_tests.products == before
    numpy.testing.assert_allclose(out, left @ b, rtol=1e-5)


def test_without_the_package_there_are_no_products(monkeypatch):
    monkeypatch.setitem(sys.modules, "nvmath", None)
    assert cuda.products(SimpleNamespace()) is None


def test_a_capture_that_fails_runs_the_steps():
    class Stream:
        def __init__(self, non_blocking):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *args):
            return False

        def begin_capture(self):
            raise RuntimeError("no capture here")

        def synchronize(self):
            pass

    module = SimpleNamespace(cuda=SimpleNamespace(Stream=Stream, get_current_stream=lambda: Stream(True)))
    ran = []
    cuda.capture(module)([lambda: ran.append(1), lambda: ran.append(2)])()
    assert ran == [1, 2]


def test_a_capture_is_launched():
    events = []

    class Stream:
        def __init__(self, non_blocking=False):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *args):
            return False

        def begin_capture(self):
            events.append("begin")

        def end_capture(self):
            events.append("end")
            return SimpleNamespace(launch=lambda stream: events.append("launch"))

        def synchronize(self):
            pass

    module = SimpleNamespace(cuda=SimpleNamespace(Stream=Stream, get_current_stream=Stream))
    launch = cuda.capture(module)([lambda: events.append("step")])
    launch()
    launch()
    assert events == ["begin", "step", "end", "launch", "launch"]
