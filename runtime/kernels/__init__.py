"""Optional compiled bodies of ops, chosen when a plan is made; numpy alone is always complete.

A kernel is registered for an op and a direction and is tried before the op's own body when a plan binds in single
precision on the CPU:

    @kernel("softmax", "forward")
    def softmax(room, out, x, axis): ...  # a closure, or None where it does not apply

What there is to build with is looked for at the first plan: a C compiler, else numba, else nothing. The environment
variable LUPERCA_KERNELS, or `use`, chooses: "auto", "c", "numba" or "numpy".
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from math import isnan
from threading import RLock
from typing import Any, ClassVar

from numpy import vdot

from ..declare import Op

MODES = ("auto", "c", "numba", "numpy")
# The module of each op's kernels, imported when the op is met; tests hold the table to the modules.
TOPICS = {
    "c": {
        "affine": ("affine",),
        "attention": ("attention",),
        "channels": (
            "moments", "batch_normalization", "affine_channels", "moving_average", "normalization",
        ),
        "convolution": ("convolution", "deconvolution"),
        "copies": ("reshape", "transpose", "span", "catenate", "dropout"),
        "elements": ("elementwise", "threading", "total"),
        "embedding": ("embedding",),
        "optimize": ("ADAM", "SGD", "RMSProp"),
        "pooling": ("pooling",),
        "recurrent": ("recurrent",),
        "softmax": ("softmax", "softmax_cross_entropy"),
    },
    "cuda": {"convolve": ("convolution",), "fused": ("elementwise", "threading", "total")},
    "numba": {"loops": ("ADAM", "SGD", "RMSProp", "pooling", "convolution", "elementwise", "threading")},
}  # fmt: skip
MODULES = {mode: {op: topic for topic, ops in topics.items() for op in ops} for mode, topics in TOPICS.items()}

_kernels: dict[tuple[str, str, str], list[Callable]] = {}
_lock = RLock()


class _State:
    """What was found: `backend` is "c", "numba" or "numpy" and `problem` why it is not more; None: not looked yet."""

    wanted: str | None = None
    backend: str | None = None
    machine: Any = None
    problem: str = ""
    loaded: ClassVar[set[str]] = set()
    missing: ClassVar[dict[str, str]] = {}


def kernel(op: str, direction: str, backend: str = "c") -> Callable[[Callable], Callable]:
    """Registers a body for the op: `f(room, out, *inputs, **settings)` where the direction is "forward",
    `f(room, dy, out, inputs, dinputs, **settings)` where it is "gradient". It may return None: does not apply."""

    def declare(function: Callable) -> Callable:
        _kernels.setdefault((backend, op, direction), []).append(function)
        return function

    return declare


def use(mode: str) -> None:
    """Chooses what plans made from now on are built with: "auto", "c", "numba" or "numpy"."""
    if mode not in MODES:
        raise ValueError(f"kernels are one of {', '.join(MODES)}")
    with _lock:
        _State.wanted, _State.backend, _State.problem = mode, None, ""


def mode() -> str:
    """What was chosen."""
    if _State.wanted is None:
        told = os.environ.get("LUPERCA_KERNELS", "auto").lower()
        _State.wanted = told if told in MODES else "auto"
    return _State.wanted


def backend() -> str:
    """What there is: "c", "numba" or "numpy"."""
    if _State.backend is None:
        with _lock:
            if _State.backend is None:
                _State.backend = _find(mode())
    return _State.backend


def _find(wanted: str) -> str:
    choices = ("c", "numba") if wanted == "auto" else () if wanted == "numpy" else (wanted,)
    problems = []
    for choice in choices:
        try:
            if choice == "c" and _State.machine is None:
                _State.machine = import_module(".host", __package__).start()
            if choice == "numba":
                import_module("numba")
            return choice
        except Exception as problem:  # whatever it is, numpy goes on
            problems.append(f"{choice}: {problem}")
    _State.problem = "; ".join(problems)
    return "numpy"


def _found(op: str, direction: str, place: str) -> list[Callable]:
    """The kernels of an op; a module that cannot be had leaves its ops to numpy."""
    topic = MODULES.get(place, {}).get(op)
    if topic is None:
        return []
    if topic not in _State.loaded:
        with _lock:
            try:
                import_module(f".{topic}", __package__)
            except ImportError as problem:
                _State.missing[topic] = str(problem)
            _State.loaded.add(topic)
    return _kernels.get((place, op, direction), [])


def machine() -> Any:
    """The compiler, pool and BLAS of the backend "c"."""
    return _State.machine


def applies(room: Any) -> bool:
    """Whether compiled kernels may run in a room: single precision on the CPU."""
    return room.device.name == "CPU" and room.dtype == "float32" and backend() != "numpy"


# How many inputs kernels read as reals, where it is not just the first: behind these stand lengths, places, classes.
REALS: dict[str, int | None] = {"attention": 3, "embedding": 0, "threading": None, "total": None}


def _takes(op: str, inputs: tuple) -> bool:
    """Whether the inputs that kernels read as reals are reals: whole numbers that a net is fed are left to numpy."""
    return all(x is None or x.dtype.kind == "f" for x in inputs[: REALS.get(op, 1)])


def bind(op: Op, direction: str, room: Any, *arguments: Any, **settings: Any) -> Callable | None:
    """The closure of an op in a plan: the first kernel that applies, else the op's own body."""
    place = "cuda" if room.device.fuse is not None else backend() if applies(room) else None
    if place is not None and _takes(op.name, arguments[1:] if direction == "forward" else arguments[2]):
        for function in _found(op.name, direction, place):
            try:
                found = function(room, *arguments, **settings)
            except import_module(".compiler", __package__).BuildError:
                continue
            if found is not None:
                return found
    body = op.body if direction == "forward" else op.gradient_body
    return body(room, *arguments, **settings)


def optimizer(method: str, device: Any, state: tuple, values: Any, gradients: Any, options: Any) -> Callable | None:
    """The step `(rate, number of the step)` of an optimiser over flat buffers, or None where numpy has to do it."""
    room = _Flat(device, values.dtype)
    if applies(room) and values.size:
        for function in _found(method, "step", backend()):
            try:
                return function(room, state, values, gradients, options)
            except import_module(".compiler", __package__).BuildError:
                continue
    return None


LARGE = 1 << 18  # numbers; fewer are looked at faster than a kernel is called
FEW = 1 << 10  # numbers; so many are squared faster than numpy's functions of arrays start


def has_nan(x: Any) -> bool:
    """Whether a NaN is among the numbers of an array of numpy."""
    if x.size >= LARGE and x.dtype == "float32" and x.flags.c_contiguous and backend() == "c":
        return import_module(".copies", __package__).has_nan(x)
    if x.size <= FEW:
        return isnan(vdot(x, x))  # no other sum of squares is one
    return isnan(x.min())  # the least of numbers is a NaN where one is among them


@dataclass(frozen=True)
class _Flat:
    """As much of a room as `applies` looks at."""

    device: Any
    dtype: Any


def joined(steps: list[Callable]) -> list[Callable]:
    """A plan's steps with neighbouring compiled ones made one call."""
    return import_module(".host", __package__).joined(steps) if backend() == "c" else steps


def accelerators() -> dict[str, Any]:
    """What plans are built with: backend, compiler, BLAS, threads, whether there is one pool, and what is missing."""
    found: dict[str, Any] = {"Kernels": backend()}
    if backend() == "c":
        there = machine()
        found |= {
            "Compiler": " ".join((*there.compiler.command, there.compiler.version)),
            "BLAS": there.blas.name,
            "Threads": there.threads,
            "OnePool": there.joined,
            "Failed": there.failed | _State.missing,
        }
    elif backend() == "numba":
        found["Compiler"] = f"numba {import_module('numba').__version__}"
    if _State.problem:
        found["Problem"] = _State.problem
    return found
