"""Functions of elements as generated C: one pass over memory for a whole expression tree, or for its derivative."""

from functools import lru_cache
from hashlib import sha256
from typing import Any

from ..ops.elementwise import ACTIVATIONS
from ..ops.trees import Compiled
from . import kernel, machine, mode
from .formulas import Text, write
from .host import closure
from .layout import exact, plain

SMALL = 1 << 14  # elements for which nobody waits for a compiler

HEAD = """#include "functions.h"
#include "kernel.h"
typedef {real} real;
#define F(name) F_##name
{names}
"""
PART = """
static void {name}_part(const Word *a, int64_t begin, int64_t end) {{
    {declarations}
    SIMD for (int64_t i = begin; i < end; i++) {{
        {body}
    }}
}}
KERNEL({name}) {{ spread(a[{count}].n, grain_of(a[{count}].n, {work}), {name}_part, a); }}
"""
# Functions that functions.h has in both precisions, and those that are computed in double in any case.
BOTH = ("exp", "expm1", "tanh", "sigmoid", "max", "min", "sign", "swish_slope")
DOUBLE = ("log", "softplus", "mish_slope")
LIBRARY = ("fabs", "sqrt", "cbrt", "sin", "cos", "tan", "sinh", "cosh", "asin", "acos", "asinh", "atanh", "erf",
           "erfc", "rint", "floor", "ceil", "trunc", "pow", "atan", "atan2")  # fmt: skip


def _names(wide: bool) -> str:
    """The definitions of F(name) in a precision."""
    lines = [f"#define F_{n} {n}{64 if wide else 32}" for n in BOTH]
    lines += [f"#define F_{n} {n}64" if wide else f"#define F_{n}(x) ((float){n}64(x))" for n in DOUBLE]
    lines += [f"#define F_{n} {n}{'' if wide else 'f'}" for n in LIBRARY]
    return "\n".join(lines)


@lru_cache(1024)
def source(tree: Any, slots: tuple, wanted: tuple | None, wide: bool) -> str | None:
    """The C of a function (`wanted` is None) or of its derivatives by some slots, a kernel `run`; None: not sayable."""
    text = write(tree, slots, () if wanted is None else tuple(slots[i] for i in wanted))
    if text is None:
        return None
    # Words: out (or dy), the inputs, their gradients, count.
    inputs = [f"const float *const in{i} = a[{i + 1}].f;" for i in range(len(slots))]
    body = [f"const real x{i} = in{i}[i]; (void)x{i};" for i in range(len(slots))]
    if wanted is None:
        declarations = ["float *const out = a[0].f;", *inputs]
        body += [*text.lines, f"out[i] = (float)({text.value});"]
        count = 1 + len(slots)
    else:
        declarations = ["const float *const given = a[0].f;", *inputs]
        declarations += [f"float *const out{i} = a[{1 + len(slots) + i}].f;" for i in range(len(wanted))]
        body += ["const real dy = given[i];", *text.lines, *_stores(text, slots, wanted)]
        count = 1 + len(slots) + len(wanted)
    work = max(1, text.work // 2)
    part = PART.format(
        name="run", declarations="\n    ".join(declarations), body="\n        ".join(body), count=count, work=work
    )
    return HEAD.format(real="double" if wide else "float", names=_names(wide)) + part


def _stores(text: Text, slots: tuple, wanted: tuple) -> list[str]:
    lines = []
    for place, i in enumerate(wanted):
        slope = text.slopes.get(slots[i])
        value = "0" if slope is None else f"dy == 0 ? 0 : (float)(dy * ({slope}))"
        lines.append(f"const float r{place} = {value};")
    return lines + [f"out{place}[i] = r{place};" for place in range(len(wanted))]


def run_of(
    room: Any, tree: Any, slots: tuple, wanted: tuple | None, arrays: tuple, size: int, robust: bool = True
) -> Any:
    """The closure of a generated kernel over flat arrays, or None. What is not robust wants double precision."""
    text = source(tree, slots, wanted, exact(room) or not robust)
    if text is None:
        return None
    name = "elements:" + sha256(text.encode()).hexdigest()[:12]
    there = machine()
    if size < SMALL and mode() != "c" and not there.has(name, text):
        return None
    return closure(there, [(there.source(name, text).run, (*arrays, size))])


@kernel("elementwise", "forward")
def elementwise(room: Any, out: Any, x: Any, function: Compiled) -> Any:
    if not plain(out, x) or not x.size:
        return None
    return run_of(room, function.tree, function.slots, None, (out, x), x.size, function.robust)


# What follows from the result alone: y stands for x.
FROM_RESULT = {
    "Ramp": ("If", ("Greater", ("Slot", 1), 0), 1, 0),
    "Tanh": ("Subtract", 1, ("Times", ("Slot", 1), ("Slot", 1))),
    "LogisticSigmoid": ("Times", ("Subtract", 1, ("Slot", 1)), ("Slot", 1)),
}
FROM_RESULT |= {
    other: tree
    for name, tree in list(FROM_RESULT.items())
    for other in ACTIVATIONS
    if ACTIVATIONS[other] is ACTIVATIONS[name] or ACTIVATIONS[other] == ACTIVATIONS[name]
}

RAMPS = [name for name in ACTIVATIONS if ACTIVATIONS[name] == ACTIVATIONS["Ramp"]]


@kernel("elementwise", "gradient")
def elementwise_gradient(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, function: Compiled) -> Any:
    dx = dinputs[0]
    if not plain(dy, out, dx, inputs[0]) or not dy.size:
        return None
    if function.name in FROM_RESULT:
        if room.exact and function.name not in RAMPS:  # rounded after every step, which fused arithmetic is not
            return None
        tree = ("Times", ("Slot", 2), FROM_RESULT[function.name])
        return run_of(room, tree, (1, 2), None, (dx, out, dy), dy.size)
    return run_of(room, function.tree, function.slots, (0,), (dy, inputs[0], dx), dy.size, function.robust)


@kernel("threading", "forward")
def threading(room: Any, out: Any, *x: Any, function: Compiled) -> Any:
    if not plain(out, *x) or not out.size or any(a.shape != out.shape for a in x):
        return None
    return run_of(room, function.tree, function.slots, None, (out, *x), out.size, function.robust)


@kernel("threading", "gradient")
def threading_gradient(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, function: Compiled) -> Any:
    if not plain(dy, *inputs, *dinputs) or not dy.size or any(a.shape != dy.shape for a in inputs):
        return None
    wanted = tuple(i for i, d in enumerate(dinputs) if d is not None)
    targets = tuple(d for d in dinputs if d is not None)
    return run_of(room, function.tree, function.slots, wanted, (dy, *inputs, *targets), dy.size, function.robust)


@kernel("total", "forward")
def total(room: Any, out: Any, *x: Any) -> Any:
    if not plain(out, *x) or not out.size:
        return None
    slots = tuple(range(1, len(x) + 1))
    return run_of(_Fast, ("Plus", *(("Slot", n) for n in slots)), slots, None, (out, *x), out.size)


@kernel("total", "gradient")
def total_gradient(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    targets = [d for d in dinputs if d is not None]
    if not plain(dy, *targets) or not dy.size:
        return None
    library = machine().library("copies")
    return closure(machine(), [(library.copy, (d, dy, d.size)) for d in targets])


class _Fast:
    """Sums are in single precision in any room."""

    exact = False
