"""Functions of elements on a GPU: a whole expression tree, or its derivative, as one kernel.

The text is that of `formulas.py`, which the C kernels use too; `device.fuse` makes a kernel of it.
"""

from functools import lru_cache
from typing import Any

from ..ops.elementwise import broadcast_shape, wide
from ..ops.trees import Compiled, for_inputs
from . import kernel
from .formulas import Text, write

LIBRARY = ("exp", "expm1", "tanh", "log", "fabs", "sqrt", "cbrt", "sin", "cos", "tan", "sinh", "cosh", "asin", "acos",
           "asinh", "atanh", "atan", "atan2", "erf", "erfc", "rint", "floor", "ceil", "trunc", "pow")  # fmt: skip
OWN = """
#define F(name) F_##name
{names}
__device__ inline {real} F_max({real} a, {real} b) {{ return a > b || a != a ? a : b; }}
__device__ inline {real} F_min({real} a, {real} b) {{ return a < b || a != a ? a : b; }}
__device__ inline {real} F_sign({real} x) {{ return x > 0 ? 1 : x < 0 ? -1 : x; }}
__device__ inline {real} F_sigmoid({real} x) {{ return 1 / (1 + exp(-x)); }}
__device__ inline {real} F_softplus({real} x) {{ return F_max(x, 0) + log1p(exp(-fabs(x))); }}
__device__ inline {real} F_swish_slope({real} x) {{ const {real} s = F_sigmoid(x); return s + x * s * (1 - s); }}
__device__ inline {real} F_mish_slope({real} x) {{
    const {real} t = tanh(F_softplus(x));
    return t + x * (1 - t * t) * F_sigmoid(x);
}}
typedef {real} real;
"""


@lru_cache(4)
def preamble(real: str) -> str:
    """What the formulas call, in a precision."""
    return OWN.format(real=real, names="\n".join(f"#define F_{name} {name}" for name in LIBRARY))


@lru_cache(1024)
def operation(tree: Any, slots: tuple, wanted: tuple | None) -> str | None:
    """The lines for one element: in0, in1, ... to out0 (`wanted` is None), or these and dy to a derivative each."""
    text = write(tree, slots, () if wanted is None else tuple(slots[i] for i in wanted))
    if text is None:
        return None
    lines = [f"const real x{i} = in{i};" for i in range(len(slots))]
    lines += [*text.lines, *([f"out0 = {text.value};"] if wanted is None else _slopes(text, slots, wanted))]
    return "\n".join(lines)


def _slopes(text: Text, slots: tuple, wanted: tuple) -> list[str]:
    """Where dy is 0 the slope does not matter, whatever it is."""
    found = [text.slopes.get(slots[i]) for i in wanted]
    values = ["0" if slope is None else f"dy == 0 ? (real)0 : (real)dy * ({slope})" for slope in found]
    return [f"out{place} = {value};" for place, value in enumerate(values)]


def _kernel(room: Any, function: Compiled, wanted: tuple | None) -> Any:
    lines = operation(function.tree, function.slots, wanted)
    if lines is None or room.device.fuse is None:
        return None
    kind = room.dtype.name
    inputs = [f"{kind} in{i}" for i in range(len(function.slots))] + ([] if wanted is None else [f"{kind} dy"])
    outputs = [f"{kind} out{i}" for i in range(1 if wanted is None else len(wanted))]
    return room.device.fuse(inputs, outputs, lines, preamble("double" if wide(room, function) else kind_of(kind)))


def kind_of(dtype: str) -> str:
    """The name in C of a precision."""
    return {"float32": "float", "float64": "double"}[dtype]


def _forward(room: Any, out: Any, x: tuple, function: Compiled) -> Any:
    run = _kernel(room, function, None)
    return None if run is None else lambda: run(*x, out)


def _gradient(room: Any, dy: Any, inputs: tuple, dinputs: tuple, function: Compiled) -> Any:
    wanted = tuple(i for i, d in enumerate(dinputs) if d is not None)
    targets = [dinputs[i] for i in wanted]
    if any(d.shape != dy.shape for d in targets):  # stretched inputs have sums to take
        return None
    run = _kernel(room, function, wanted)
    return None if run is None else lambda: run(*inputs, dy, *targets)


@kernel("elementwise", "forward", "cuda")
def elementwise(room: Any, out: Any, x: Any, function: Compiled) -> Any:
    return _forward(room, out, (x,), function)


@kernel("elementwise", "gradient", "cuda")
def elementwise_gradient(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, function: Compiled) -> Any:
    return _gradient(room, dy, inputs, dinputs, function)


@kernel("threading", "forward", "cuda")
def threading(room: Any, out: Any, *x: Any, function: Compiled) -> Any:
    return _forward(room, out, x, function) if broadcast_shape(*(a.shape for a in x)) == out.shape else None


@kernel("threading", "gradient", "cuda")
def threading_gradient(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, function: Compiled) -> Any:
    return _gradient(room, dy, inputs, dinputs, function)


@kernel("total", "forward", "cuda")
def total(room: Any, out: Any, *x: Any) -> Any:
    return _forward(room, out, x, for_inputs("Plus", len(x))) if len(x) > 1 else None
