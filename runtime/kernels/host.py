"""What compiled kernels run on: the compiler, the pool of threads and the BLAS, found once, at the first plan."""

import ctypes
import glob
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy

from .compiler import SOURCES, BuildError, Compiler, build, find_compiler, is_kept

Pointer = ctypes.c_void_p


@dataclass
class Blas:
    """A library with cblas_sgemm: the address of that function for 32-bit or for 64-bit sizes."""

    name: str
    narrow: Any = None
    wide: Any = None
    set_threads: Any = None
    get_threads: Any = None
    set_callback: Any = None
    keep: Any = field(default=None, repr=False)


def address(function: Any) -> int | None:
    """Where a function lies; 0 where there is none."""
    return None if function is None else ctypes.cast(function, Pointer).value


class Services(ctypes.Structure):
    """The mirror of `Services` in kernel.h."""

    _fields_ = [(name, Pointer) for name in ("spread", "multiply", "multiply_here", "alone", "threads")]


class Machine:
    """The compiler with its libraries, one pool of threads, and the BLAS of numpy or of the mkl package."""

    def __init__(self, compiler: Compiler, threads: int | None = None):
        self.compiler = compiler
        self.libraries: dict[str, ctypes.CDLL] = {}
        self.failed: dict[str, str] = {}
        pool = build(compiler, (SOURCES / "pool.c").read_text())
        self.pool = self.libraries["pool"] = pool
        openblas, mkl = find_openblas(), find_mkl()
        self.blas = mkl or openblas
        if self.blas is None:
            raise BuildError("no cblas_sgemm")
        blas = self.blas
        pool.use_blas.argtypes = (Pointer,) * 4
        pool.use_blas(*map(address, (blas.narrow, blas.wide, blas.set_threads, blas.get_threads)))
        self.threads = threads or default_threads(openblas)
        pool.set_threads.argtypes = (ctypes.c_int64,)
        pool.set_threads(self.threads)
        self.services = Services()
        pool.provide(ctypes.byref(self.services))
        pool.attach(ctypes.byref(self.services))
        self.joined = openblas is not None and openblas.set_callback is not None
        if self.joined:
            openblas.set_callback(address(pool.blas_jobs))

    def library(self, name: str) -> ctypes.CDLL:
        """The library of a source file of this package; raises `BuildError`."""
        found = self.libraries.get(name)
        return self.source(name, (SOURCES / f"{name}.c").read_text()) if found is None else found

    def source(self, name: str, text: str) -> ctypes.CDLL:
        """The library of a source text, known by its name from then on; raises `BuildError`, also the second time."""
        if name in self.libraries:
            return self.libraries[name]
        if name in self.failed:
            raise BuildError(self.failed[name])
        try:
            library = self.libraries[name] = build(self.compiler, text)
        except BuildError as problem:
            self.failed[name] = str(problem)
            raise
        library.attach(ctypes.byref(self.services))
        return library

    def has(self, name: str, text: str) -> bool:
        """Whether a source's library is there without compiling."""
        return name in self.libraries or is_kept(self.compiler, text)


def default_threads(openblas: Blas | None) -> int:
    """As many as OMP_NUM_THREADS or OpenBLAS say, or as there are processors for this process."""
    told = os.environ.get("OMP_NUM_THREADS", "").split(",")[0]
    if told.isdigit() and int(told) > 0:
        return int(told)
    if openblas is not None and openblas.get_threads is not None:
        return max(1, openblas.get_threads())
    count = getattr(os, "sched_getaffinity", None)
    return len(count(0)) if count else os.cpu_count() or 1


# --- BLAS


def find_openblas() -> Blas | None:
    """The OpenBLAS that numpy has loaded: its names have a prefix and, with 64-bit sizes, a suffix."""
    for path in _loaded("openblas"):
        try:
            library = ctypes.CDLL(path)
        except OSError:
            continue
        for prefix, suffix in (("scipy_", "64_"), ("", "64_"), ("scipy_", ""), ("", "")):
            gemm = getattr(library, f"{prefix}cblas_sgemm{suffix}", None)
            if gemm is None:
                continue

            def find(name: str, p: str = prefix, s: str = suffix, library: ctypes.CDLL = library) -> Any:
                return getattr(library, f"{p}openblas_{name}{s}", None)

            callback = find("set_threads_callback_function")
            if callback is not None:
                callback.argtypes, callback.restype = (Pointer,), None
            functions = (find("set_num_threads"), find("get_num_threads"), callback)
            wide = bool(suffix)
            return Blas("OpenBLAS", None if wide else gemm, gemm if wide else None, *functions, library)
    return None


def _loaded(word: str) -> list[str]:
    """Paths of libraries of this process whose file name has the word in it."""
    try:
        with open("/proc/self/maps", encoding="utf-8", errors="replace") as file:
            paths = [line.split(None, 5)[5].strip() for line in file if line.count("/") and word in line]
        found = [path for path in dict.fromkeys(paths) if word in os.path.basename(path)]
    except OSError:
        found = []
    beside = os.path.join(os.path.dirname(numpy.__file__), os.pardir, "numpy.libs")
    inside = os.path.join(os.path.dirname(numpy.__file__), ".dylibs")
    return found or sorted(glob.glob(f"{beside}/*{word}*") + glob.glob(f"{inside}/*{word}*"))


def find_mkl() -> Blas | None:
    """The mkl package's cblas_sgemm on one thread (products are cut in the pool); None where it is not installed.

    LUPERCA_BLAS is "mkl", "numpy" or "auto".
    """
    choice = os.environ.get("LUPERCA_BLAS", "auto").lower()
    if choice != "mkl" and (choice != "auto" or not _intel()):
        return None
    for path in sorted(glob.glob(os.path.join(sys.prefix, "lib", "libmkl_rt.so*")), reverse=True):
        try:
            library = ctypes.CDLL(path)
            library.MKL_Set_Threading_Layer(1)  # sequential
            return Blas("MKL", library.cblas_sgemm, keep=library)
        except (OSError, AttributeError):
            continue
    return None


def _intel() -> bool:
    """Whether MKL is worth loading: on other makers' processors it is no faster than OpenBLAS."""
    from .compiler import processor

    return "Intel" in processor()


# --- calls


def start(threads: int | None = None) -> Machine:
    """The machine of this process; raises `BuildError`."""
    return Machine(find_compiler(), threads)


Call = tuple[Callable, tuple]


def words(arguments: tuple) -> ctypes.Array:
    """Arguments as a kernel reads them: addresses of arrays, whole numbers, doubles."""
    made = (ctypes.c_int64 * max(len(arguments), 1))()
    for i, argument in enumerate(arguments):
        if isinstance(argument, numpy.ndarray):
            made[i] = argument.__array_interface__["data"][0]
        elif isinstance(argument, float):
            ctypes.c_double.from_buffer(made, 8 * i).value = argument
        else:
            made[i] = argument or 0
    return made


def closure(machine: Machine, calls: list[Call]) -> Callable[[], None]:
    """A function without arguments that runs kernels one after the other, in one call from Python.

    Its attribute `calls` lets `joined` make one of several.
    """
    bound = [(function, words(arguments), arguments) for function, arguments in calls]
    return _closure(machine, bound)


def _closure(machine: Machine, bound: list[tuple]) -> Callable[[], None]:
    if len(bound) == 1:
        function, made, _ = bound[0]
    else:
        steps = (ctypes.c_int64 * max(2 * len(bound), 1))()
        for i, (function, made, _) in enumerate(bound):
            steps[2 * i], steps[2 * i + 1] = address(function), ctypes.addressof(made)
        function, made = machine.pool.tape, words((ctypes.addressof(steps), len(bound)))
        bound = [*bound]
        keep = steps
    function.argtypes, function.restype = (Pointer,), None
    run = partial(function, ctypes.addressof(made))
    run.calls, run.keep, run.machine = bound, (made, None if len(bound) == 1 else keep), machine
    return run


def joined(steps: list[Callable]) -> list[Callable]:
    """The steps of a plan with neighbours that are compiled made one."""
    result: list[Callable] = []
    for step in steps:
        last = result[-1] if result else None
        if hasattr(step, "calls") and hasattr(last, "calls") and step.machine is last.machine:
            result[-1] = _closure(step.machine, last.calls + step.calls)
        else:
            result.append(step)
    return result
