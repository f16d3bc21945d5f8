"""What a GPU needs beside an array module: matrix products that may be captured, numbers drawn by a counter, and a
whole step as one graph of kernels.

Nothing here imports cupy: `device.py` passes the module in. Products go through cuBLASLt's bindings (the nvmath-python
package), since cupy refuses its own inside a capture; without them, or where they do not give cupy's answers in
`Products.agree`, cupy multiplies and a step is a list of launches.
"""

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy

WORKSPACE = 32 << 20  # bytes; what NVIDIA recommends for its newest processors
ALGORITHM = 96  # bytes of a heuristic's result, which begins with the algorithm
REAL32, REAL64 = 0, 1  # cudaDataType
COMPUTE = {REAL32: 68, REAL64: 70}  # cublasComputeType: single and double precision, without TF32
MIXED = {REAL32: 75, REAL64: 70}  # single precision through bfloat16
TYPES = {"float32": REAL32, "float64": REAL64}


class Products:
    """Matrix products by cuBLASLt; how each shape is multiplied is chosen once, before any capture."""

    def __init__(self, cupy: Any, mixed: bool = False):
        from nvmath.bindings import cublasLt

        self.compute, self.tolerance = (MIXED, 2e-2) if mixed else (COMPUTE, 1e-5)
        self.cupy, self.library, self.handle = cupy, cublasLt, cublasLt.create()
        self.workspace = cupy.empty(WORKSPACE, cupy.uint8)
        self.chosen: dict[tuple, tuple] = {}

    def agree(self) -> bool:
        """Whether products are cupy's, plain and turned, alone and in batches."""
        draw = self.cupy.random.default_rng(0).random
        for kind in TYPES:
            a, b = draw((3, 5, 7), dtype=kind), draw((3, 7, 4), dtype=kind)
            pairs = [(a[0], b[0]), (b[0].T, a[0].T), (a, b), (b.swapaxes(1, 2), a.swapaxes(1, 2))]
            for x, y in pairs:
                wanted = self.cupy.matmul(x, y)
                found = self.matmul(x, y, out=self.cupy.empty_like(wanted))
                if not self.cupy.allclose(found, wanted, rtol=self.tolerance):
                    return False
        return True

    def matmul(self, a: Any, b: Any, out: Any = None) -> Any:
        """a.b into out; what cuBLASLt cannot lay out, cupy multiplies."""
        described = None if out is None or a.dtype != out.dtype else self._describe(a, b, out)
        if described is None:
            return self.cupy.matmul(a, b, out=out)
        operation, layouts, algorithm, one, zero = described
        stream = self.cupy.cuda.get_current_stream().ptr
        # Rows of out are columns to the library, so the factors change places.
        self.library.matmul(
            self.handle, operation, ctypes.addressof(one), b.data.ptr, layouts[0], a.data.ptr, layouts[1],
            ctypes.addressof(zero), out.data.ptr, layouts[2], out.data.ptr, layouts[2],
            algorithm.ctypes.data, self.workspace.data.ptr, WORKSPACE, stream,
        )  # fmt: skip
        return out

    def _describe(self, a: Any, b: Any, out: Any) -> tuple | None:
        key = (out.dtype.name, *((x.shape, x.strides) for x in (a, b, out)))
        if key not in self.chosen:
            views = [_view(x) for x in (b, a, out)]
            fits = None not in views and out.dtype.name in TYPES and not views[2][0]
            self.chosen[key] = self._choose(TYPES[out.dtype.name], views) if fits else None
        return self.chosen[key]

    def _choose(self, kind: int, views: list) -> tuple:
        lt = self.library
        scalar = ctypes.c_double if kind == REAL64 else ctypes.c_float
        operation = lt.matmul_desc_create(self.compute[kind], kind)
        for attribute, (turned, *_) in zip(("TRANSA", "TRANSB"), views):
            self._set(lt.matmul_desc_set_attribute, operation, lt.MatmulDescAttribute[attribute], "int32", int(turned))
        layouts = [self._layout(kind, view) for view in views]
        wish = lt.matmul_preference_create()
        limit = lt.MatmulPreferenceAttribute.MAX_WORKSPACE_BYTES
        self._set(lt.matmul_preference_set_attribute, wish, limit, "uint64", WORKSPACE)
        found, count = numpy.zeros(ALGORITHM, numpy.uint8), numpy.zeros(1, numpy.int32)
        lt.matmul_algo_get_heuristic(
            self.handle, operation, layouts[0], layouts[1], layouts[2], layouts[2], wish, 1,
            found.ctypes.data, count.ctypes.data,
        )  # fmt: skip
        lt.matmul_preference_destroy(wish)
        if not count[0]:
            raise RuntimeError("cuBLASLt knows no algorithm for a product")
        return operation, layouts, found, scalar(1), scalar(0)

    def _layout(self, kind: int, view: tuple) -> int:
        _, rows, columns, leading, count, stride = view
        lt = self.library
        layout = lt.matrix_layout_create(kind, rows, columns, leading)
        if count > 1:
            names = lt.MatrixLayoutAttribute
            self._set(lt.matrix_layout_set_attribute, layout, names.BATCH_COUNT, "int32", count)
            self._set(lt.matrix_layout_set_attribute, layout, names.STRIDED_BATCH_OFFSET, "int64", stride)
        return layout

    def _set(self, setter: Callable, target: int, attribute: Any, dtype: str, value: int) -> None:
        box = numpy.array([value], dtype)
        setter(target, int(attribute), box.ctypes.data, box.nbytes)


def _view(x: Any) -> tuple | None:
    """An array of matrices as columns in memory: (turned, rows, columns, leading size, count, stride); None: it is not.

    A matrix whose rows lie in memory is, by columns, its transpose.
    """
    if x.ndim not in (2, 3):
        return None
    size = x.dtype.itemsize
    count, stride = (x.shape[0], x.strides[0] // size) if x.ndim == 3 else (1, 0)
    (m, n), (down, right) = x.shape[-2:], x.strides[-2:]
    if right == size and down >= n * size:
        return False, n, m, down // size, count, stride
    if down == size and right >= m * size:
        return True, m, n, right // size, count, stride
    return None


class Module:
    """cupy with another product."""

    def __init__(self, cupy: Any, matmul: Callable):
        self._cupy, self.matmul = cupy, matmul

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._cupy, name)
        setattr(self, name, found)
        return found


def products(cupy: Any, mixed: bool = False) -> Products | None:
    """cuBLASLt's products, None where they are not to be had."""
    try:
        found = Products(cupy, mixed)
        return found if found.agree() else None
    except Exception:  # a missing package, another version of it, a driver without the library
        return None


# --- random numbers

SPLITMIX = """
    unsigned long long z = state[0] + 0x9E3779B97F4A7C15ull * (state[1] + (unsigned long long) i + 1);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    out = (T) ((z ^ (z >> 31)) >> 40) * (T) 5.9604644775390625e-8;
"""


def uniform_by_counter(cupy: Any) -> tuple[Callable, Callable]:
    """(generator(seed), uniform(generator, out)): numbers that depend on the seed and on how many were drawn before.

    The generator is two words on the device, so that a captured step draws other numbers every time. The mixing is
    SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
    """
    kernel = cupy.ElementwiseKernel("raw uint64 state", "T out", SPLITMIX, "luperca_uniform")

    def generator(seed: int | None) -> Any:
        first = numpy.random.default_rng(seed).integers(1 << 63, dtype=numpy.uint64)
        return cupy.asarray(numpy.array([first, 0], numpy.uint64))

    def uniform(state: Any, out: Any) -> None:
        kernel(state, out)
        count = state[1:]
        cupy.add(count, out.size, out=count, casting="unsafe")

    return generator, uniform


# --- functions of elements


def fuse(cupy: Any) -> Callable[[list[str], list[str], str, str], Callable]:
    """Makes kernels of lines of C for one element; equal ones are one kernel."""

    @cache
    def made(inputs: str, outputs: str, lines: str, preamble: str) -> Callable:
        return cupy.ElementwiseKernel(inputs, outputs, lines, "luperca_fused", preamble=preamble)

    return lambda inputs, outputs, lines, preamble: made(", ".join(inputs), ", ".join(outputs), lines, preamble)


# --- a step as one launch


def capture(cupy: Any) -> Callable[[list[Callable]], Callable[[], None]]:
    """A function that makes one launch of a list of steps which ran before; where it cannot, they run one by one."""
    stream = cupy.cuda.Stream(non_blocking=True)

    def captured(steps: list[Callable]) -> Callable[[], None]:
        def one_by_one() -> None:
            for step in steps:
                step()

        cupy.cuda.get_current_stream().synchronize()
        try:
            with stream:
                stream.begin_capture()
                try:
                    one_by_one()
                finally:
                    graph = stream.end_capture()
        except Exception:  # something in the steps waits for the device or asks for memory
            return one_by_one

        def launch() -> None:
            before = cupy.cuda.get_current_stream()
            before.synchronize()
            graph.launch(stream)
            stream.synchronize()

        return launch

    return captured
