"""The seam between the runtime and the machine: an array module `xp` and the two ways across, to the device and back.

The only file that imports cupy, and only when a GPU is asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import Any

import numpy

from .errors import DeviceError
from .kernels import cuda, cudnn, nccl

__all__ = ["CPU", "Device", "DeviceError", "device"]


def _draw(generator: Any, name: str, out: Any, *parameters: Any) -> None:
    """Fills `out`; numpy writes what it calls standard distributions there directly."""
    if name.startswith("standard_") and isinstance(out, numpy.ndarray):
        getattr(generator, name)(*parameters, out=out, dtype=out.dtype)
    else:
        out[...] = getattr(generator, name)(*parameters, out.shape)


@dataclass(frozen=True)
class Device:
    """Where arrays live.

    `xp` is the array module, `put` takes a numpy array there, `get` brings one back as numpy, `uniform` fills a buffer
    with uniform numbers from a generator made by `generator(seed)`. `block` is how many elements an elementwise kernel
    takes at once: what stays in the second-level cache, or everything. `draw` fills a buffer from one of the
    generator's distributions, by its name and parameters. `capture(steps)`, where there is one, makes a single launch
    of the steps of a plan; `fuse(inputs, outputs, lines, preamble)` a kernel of lines of C for one element; `convolve`
    are convolutions of a library. `index` is a GPU's number, from 0, and `join` connects it with those of other
    processes.
    """

    name: str
    xp: ModuleType | Any = field(repr=False)
    put: Callable = field(repr=False)
    get: Callable = field(repr=False)
    generator: Callable = field(repr=False)
    uniform: Callable = field(repr=False)
    block: int | None = 32768
    draw: Callable = field(default=_draw, repr=False)
    capture: Callable | None = field(default=None, repr=False)
    fuse: Callable | None = field(default=None, repr=False)
    convolve: Any = field(default=None, repr=False)
    index: int | None = None
    join: Callable | None = field(default=None, repr=False)

    def __hash__(self) -> int:
        return hash(self.name)


def _fill(generator: numpy.random.Generator, out: numpy.ndarray) -> None:
    generator.random(out=out, dtype=out.dtype)


CPU = Device("CPU", numpy, numpy.asarray, numpy.asarray, numpy.random.default_rng, _fill)


@cache
def _gpu(index: int, mixed: bool) -> Device:
    try:
        import cupy

        if index >= cupy.cuda.runtime.getDeviceCount():
            raise DeviceError(f"no GPU number {index + 1}")
        cupy.cuda.Device(index).use()
        cupy.zeros(1)
    except ImportError as problem:
        raise DeviceError("cupy is not installed") from problem
    except DeviceError:
        raise
    except Exception as problem:  # cupy has its own error classes, which cannot be named before it is imported
        raise DeviceError(f"no usable GPU: {problem}") from problem

    multiply = cuda.products(cupy, mixed)
    generator, uniform = cuda.uniform_by_counter(cupy)

    def draw(state: Any, name: str, out: Any, *parameters: Any) -> None:
        seed, drawn = (int(word) for word in cupy.asnumpy(state))
        _draw(cupy.random.default_rng([seed, drawn]), name, out, *parameters)
        state[1] += out.size

    return Device(
        f"GPU{index}{' mixed' if mixed else ''}",
        cuda.Module(cupy, multiply.matmul) if multiply else cupy,
        cupy.asarray,
        cupy.asnumpy,
        generator,
        uniform,
        None,
        draw,
        cuda.capture(cupy) if multiply else None,
        cuda.fuse(cupy),
        cudnn.convolutions(cupy),
        index,
        nccl.joined(cupy),
    )


def _gpu_count() -> int:
    try:
        import cupy

        return int(cupy.cuda.runtime.getDeviceCount())
    except Exception as problem:  # no cupy, or no driver
        raise DeviceError(f"no usable GPU: {problem}") from problem


def device(name: "str | tuple | Device" = "CPU", mixed: bool = False, process: int = 0) -> Device:
    """The device called "CPU", "GPU" or ("GPU", n), n from 1; raises `DeviceError` when it cannot be used.

    ("GPU", (n1, n2, ...)) and ("GPU", "All") are one of several, in turn by the number of the process.  With `mixed` a
    GPU multiplies in bfloat16 and adds up in single precision.
    """
    if isinstance(name, Device):
        return _gpu(name.index, True) if mixed and name.index is not None else name
    kind, number = name if isinstance(name, tuple) else (name, 1)
    if kind == "CPU":
        return CPU
    numbers = tuple(range(1, _gpu_count() + 1)) if (kind, number) == ("GPU", "All") else number
    if isinstance(numbers, tuple) and numbers:
        number = numbers[process % len(numbers)]
    if kind != "GPU" or not isinstance(number, int) or number < 1:
        raise DeviceError(f"unknown device {name!r}")
    return _gpu(number - 1, mixed)
