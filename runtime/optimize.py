"""Optimisers: one kernel each over the flat buffer of all arrays, in place, in blocks that stay in the second-level
cache.

A method is a function `(state, values, gradients, scratch, rate, step, options)` over one block; the table says what
state buffers it keeps. Sources: Kingma and Ba, arXiv:1412.6980 (ADAM); Tieleman and Hinton 2012 (RMSProp);
Bernstein et al., arXiv:1802.04434 (SignSGD).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from .device import Device
from .kernels import optimizer as compiled


@dataclass(frozen=True)
class Method:
    """An optimiser: its kernel, the number of state buffers and the settings with their defaults."""

    kernel: Callable
    buffers: int
    options: Mapping[str, float]


METHODS: dict[str, Method] = {}


def method(name: str, *, buffers: int, **options: float) -> Callable:
    """Enters the decorated kernel into `METHODS`."""

    def declare(kernel: Callable) -> Callable:
        METHODS[name] = Method(kernel, buffers, options)
        return kernel

    return declare


@method("ADAM", buffers=2, Beta1=0.9, Beta2=0.999, Epsilon=1e-5)
def adam(xp: Any, state: tuple, p: Any, g: Any, t: Any, rate: float, step: int, o: Mapping[str, float]) -> None:
    """p -= rate m'/(Sqrt[v'] + Epsilon) with m' and v' the bias-corrected running means of g and g^2.

    The corrections are taken out of the vectors: a = rate Sqrt[1 - Beta2^t]/(1 - Beta1^t), Epsilon likewise scaled.
    """
    m, v = state
    b1, b2 = o["Beta1"], o["Beta2"]
    root = sqrt(1 - b2**step)
    xp.subtract(g, m, out=t)
    xp.multiply(t, 1 - b1, out=t)
    xp.add(m, t, out=m)
    xp.multiply(g, g, out=t)
    xp.subtract(t, v, out=t)
    xp.multiply(t, 1 - b2, out=t)
    xp.add(v, t, out=v)
    xp.sqrt(v, out=t)
    xp.add(t, o["Epsilon"] * root, out=t)
    xp.divide(m, t, out=t)
    xp.multiply(t, rate * root / (1 - b1**step), out=t)
    xp.subtract(p, t, out=p)


@method("SGD", buffers=1, Momentum=0.93)
def sgd(xp: Any, state: tuple, p: Any, g: Any, t: Any, rate: float, step: int, o: Mapping[str, float]) -> None:
    """u = Momentum u - rate g; p += u."""
    (u,) = state
    xp.multiply(u, o["Momentum"], out=u)
    xp.multiply(g, rate, out=t)
    xp.subtract(u, t, out=u)
    xp.add(p, u, out=p)


@method("RMSProp", buffers=2, Beta=0.95, Epsilon=1e-6, Momentum=0.9)
def rmsprop(xp: Any, state: tuple, p: Any, g: Any, t: Any, rate: float, step: int, o: Mapping[str, float]) -> None:
    """v = Beta v + (1 - Beta) g^2; u = Momentum u - rate g/Sqrt[v + Epsilon]; p += u."""
    v, u = state
    xp.multiply(v, o["Beta"], out=v)
    xp.multiply(g, g, out=t)
    xp.multiply(t, 1 - o["Beta"], out=t)
    xp.add(v, t, out=v)
    xp.add(v, o["Epsilon"], out=t)
    xp.sqrt(t, out=t)
    xp.divide(g, t, out=t)
    xp.multiply(t, rate, out=t)
    xp.multiply(u, o["Momentum"], out=u)
    xp.subtract(u, t, out=u)
    xp.add(p, u, out=p)


@method("SignSGD", buffers=1, Momentum=0.93)
def sign_sgd(xp: Any, state: tuple, p: Any, g: Any, t: Any, rate: float, step: int, o: Mapping[str, float]) -> None:
    """m = Momentum m + (1 - Momentum) g; p -= rate Sign[m]."""
    (m,) = state
    xp.subtract(g, m, out=t)
    xp.multiply(t, 1 - o["Momentum"], out=t)
    xp.add(m, t, out=m)
    xp.sign(m, out=t)
    xp.multiply(t, rate, out=t)
    xp.subtract(p, t, out=p)


# What every method takes, for all arrays or by parts of the buffer: a pull of gradients or of arrays towards 0, and
# bounds of gradients and arrays. 0 is none of it.
PENALTIES = ("L2Regularization", "GradientClipping", "WeightDecay", "WeightClipping")


class Optimizer:
    """A method at work on one flat buffer.

    `multipliers` are (slice, factor) of parts of the buffer that learn faster, slower (0: not at all) or the other way.
    `penalties` are such lists of numbers by name: "L2Regularization" adds that share of the values to their gradients,
    "GradientClipping" bounds every gradient, "WeightDecay" takes rate times that share off the values (Loshchilov and
    Hutter, arXiv:1711.05101), "WeightClipping" bounds every value. One in `options` is for all parts that have none.
    """

    def __init__(
        self,
        name: str,
        values: Any,
        gradients: Any,
        device: Device,
        options: Mapping[str, float] | None = None,
        multipliers: Iterable[tuple[slice, float]] = (),
        penalties: Mapping[str, Iterable[tuple[slice, float]]] | None = None,
    ):
        chosen = METHODS[name]
        self.kernel, self.xp = chosen.kernel, device.xp
        self.options = dict(chosen.options) | dict(options or {})
        self.values, self.gradients = values, gradients
        self.state = tuple(device.xp.zeros(values.shape, values.dtype) for _ in range(chosen.buffers))
        self.steps = 0
        block = device.block or max(values.size, 1)
        parts = _parts(values.size, multipliers)
        learning = [part for part, _ in parts]
        self.penalties = {}
        for penalty in PENALTIES:
            most = float(self.options.get(penalty, 0.0))
            found = _parts(values.size, (penalties or {}).get(penalty, ()), most)
            parts_of = [(p, x) for part, x in found for p in _within(part, learning)]
            self.penalties[penalty] = [(cut, x) for part, x in parts_of for cut in _cut(part, block)]
        self.compiled = []
        for part, factor in parts:
            state = tuple(s[part] for s in self.state)
            run = compiled(name, device, state, values[part], gradients[part], self.options)
            self.compiled.append((run, factor))
        self.scratch = scratch = device.xp.empty(min(block, max(values.size, 1)), values.dtype)
        self.blocks = []
        for part, factor in parts:
            for cut in _cut(part, block):
                state = tuple(s[cut] for s in self.state)
                self.blocks.append((state, values[cut], gradients[cut], scratch[: cut.stop - cut.start], factor))

    def step(self, rate: float) -> None:
        """One step down the gradient."""
        self.steps += 1
        xp, p, g = self.xp, self.values, self.gradients
        for part, share in self.penalties["L2Regularization"]:
            pull = self.scratch[: part.stop - part.start]
            xp.multiply(p[part], share, out=pull)
            xp.add(g[part], pull, out=g[part])
        for part, most in self.penalties["GradientClipping"]:
            xp.clip(g[part], -most, most, out=g[part])
        for part, share in self.penalties["WeightDecay"]:
            xp.multiply(p[part], 1 - rate * share, out=p[part])
        if all(run is not None for run, _ in self.compiled):
            for run, factor in self.compiled:
                run(rate * factor, self.steps)
        else:
            for state, values, gradients, scratch, factor in self.blocks:
                self.kernel(xp, state, values, gradients, scratch, rate * factor, self.steps, self.options)
        for part, most in self.penalties["WeightClipping"]:
            xp.clip(p[part], -most, most, out=p[part])


def _cut(part: slice, block: int) -> list[slice]:
    """A part in pieces that stay in the second-level cache."""
    return [slice(start, min(start + block, part.stop)) for start in range(part.start, part.stop, block)]


def _within(part: slice, learning: list[slice]) -> list[slice]:
    """What of a part learns."""
    cuts = [slice(max(part.start, other.start), min(part.stop, other.stop)) for other in learning]
    return [cut for cut in cuts if cut.start < cut.stop]


def _parts(size: int, multipliers: Iterable[tuple[slice, float]], usual: float = 1.0) -> list[tuple[slice, float]]:
    """The buffer cut where the factor changes, `usual` where none is given; parts with factor 0 are left out."""
    parts: list[tuple[slice, float]] = []
    end = 0
    for part, factor in [*sorted(multipliers, key=lambda m: m[0].start), (slice(size, size), usual)]:
        if end < part.start:
            parts.append((slice(end, part.start), usual))
        parts.append((part, factor))
        end = part.stop
    joined: list[tuple[slice, float]] = []
    for part, factor in parts:
        if joined and joined[-1][1] == factor and joined[-1][0].stop == part.start:
            joined[-1] = (slice(joined[-1][0].start, part.stop), factor)
        elif part.start < part.stop:
            joined.append((part, factor))
    return [(part, factor) for part, factor in joined if factor]
