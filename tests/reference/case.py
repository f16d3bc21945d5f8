"""Cases as their makers write them: a layer, what is drawn, and an independent function in torch's double precision."""

from dataclasses import dataclass
from types import SimpleNamespace

import numpy
import torch

from .spec import Spec


@dataclass
class Case:
    """`by` is a function of all inputs and arrays by name that gives the output, or a dictionary of outputs.

    In the dictionary "array NAME" is what an array of the net becomes after the step of training.

    Inputs and arrays are shapes, whose numbers are drawn; arrays; or functions of a generator.
    """

    spec: Spec
    inputs: dict
    arrays: dict
    by: object


CASES: dict[str, Case] = {}
BECOMES = "array "


def case(name, spec, inputs, by, arrays=None):
    """Enters a case."""
    if name in CASES:
        raise ValueError(f"two cases are called {name}")
    CASES[name] = Case(spec, inputs, arrays or {}, by)


# --- what is drawn


def numbers(generator, shape):
    """Reals away from 0, so that no kink is near."""
    return generator.uniform(0.2, 1.2, shape) * generator.choice([-1.0, 1.0], shape)


def between(low, high, *shape):
    """Reals of an interval."""
    return lambda generator: generator.uniform(low, high, shape)


def distinct(*shape):
    """Reals of which no two are near, so that an order does not depend on rounding."""
    size = int(numpy.prod(shape))
    return lambda generator: (generator.permutation(size).reshape(shape) - size / 2 + 0.25) / size


def probabilities(*shape):
    """Positive reals whose last level sums to 1."""

    def drawn(generator):
        x = generator.uniform(0.1, 1, shape)
        return x / x.sum(-1, keepdims=True)

    return drawn


def whole(low, high, *shape):
    """Whole numbers from low to high."""
    return lambda generator: generator.integers(low, high + 1, shape)


def _draw(generator, wanted):
    if callable(wanted):
        return _short(wanted(generator))
    return _short(numbers(generator, wanted)) if isinstance(wanted, tuple) else numpy.asarray(wanted)


def _short(data):
    """Whole numbers in a byte and reals in half precision: exact in every precision, and small in the file."""
    return data.astype("int8" if data.dtype.kind == "i" else "float16")


# --- computing


def computed(name, seed=0):
    """Everything about a case, by kind and name: inputs, arrays, outputs, updates, given, gradients."""
    chosen = CASES[name]
    generator = numpy.random.default_rng([seed, *name.encode()])
    inputs = {key: _draw(generator, wanted) for key, wanted in chosen.inputs.items()}
    arrays = {key: _draw(generator, wanted) for key, wanted in chosen.arrays.items()}
    tensors = {key: _tensor(data) for key, data in (inputs | arrays).items()}
    real = {key: t.requires_grad_() for key, t in tensors.items() if t.is_floating_point()}
    found = chosen.by(SimpleNamespace(**{key.replace("/", "_"): t for key, t in tensors.items()}))
    found = found if isinstance(found, dict) else {"Output": found}
    outputs = {key: y for key, y in found.items() if not key.startswith(BECOMES)}
    updates = {key.removeprefix(BECOMES): y.detach().numpy() for key, y in found.items() if key.startswith(BECOMES)}
    given = {key: _draw(generator, tuple(y.shape)) for key, y in outputs.items() if y.requires_grad}
    gradients = {}
    if given:
        total = sum((outputs[key] * _tensor(g)).sum() for key, g in given.items())
        found = torch.autograd.grad(total, list(real.values()), allow_unused=True)
        gradients = {key: numpy.zeros(tensors[key].shape) if g is None else g.numpy() for key, g in zip(real, found)}
    return {
        "inputs": inputs,
        "arrays": arrays,
        "outputs": {key: y.detach().numpy() for key, y in outputs.items()},
        "updates": updates,
        "given": given,
        "gradients": gradients,
    }


def _tensor(data):
    return torch.tensor(data.astype("int64" if data.dtype.kind == "i" else "float64"))
