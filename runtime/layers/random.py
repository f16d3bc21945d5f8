"""RandomArrayLayer: independent draws, whose parameters may be inputs.

Every distribution is made by arithmetic from draws that do not depend on its location and scale, so that gradients go
through these. Sources: L. Devroye, Non-Uniform Random Variate Generation (1986); Kingma and Welling, arXiv:1312.6114.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, pi, sqrt
from typing import Any

import numpy

from ..declare import Parameter, layer
from ..errors import ArgumentError
from ..ops.elementwise import threading
from ..ops.random import draws
from ..ops.shapes import reshape
from ..ops.trees import compile_function
from ..ports import VARYING, Type

LARGE = 1e15  # beyond, the generator refuses
# What a parameter may be: test of a constant, and the range in which the value of an input is held.
RANGES: dict[str, tuple[str, Callable, float, float]] = {
    "real": ("a number", lambda x: abs(x) < inf, -LARGE, LARGE),
    "positive": ("a positive number", lambda x: 0 < x < inf, 1e-30, LARGE),
    "probability": ("a number from 0 to 1", lambda x: 0 <= x <= 1, 0.0, 1.0),
    "chance": ("a number above 0 up to 1", lambda x: 1e-9 <= x <= 1, 1e-9, 1.0),
    "mean": ("a positive number", lambda x: 0 < x < LARGE, 1e-30, LARGE),
    "trials": ("a positive number", lambda x: 0 < x < 1e9, 1e-30, 1e9),
    "count": ("a non-negative integer", lambda x: 0 <= x < LARGE and x == int(x), 0.0, LARGE),
    "whole": ("an integer", lambda x: abs(x) < LARGE and x == int(x), -LARGE, LARGE),
    "natural": ("a positive integer", lambda x: 0 < x < LARGE and x == int(x), 1.0, LARGE),
}


@dataclass(frozen=True)
class Family:
    """A distribution: what its parameters may be, which numbers of them it takes, the defaults and how it is made.

    `make(draw, *parameters)` gives a tree of functions; `draw(name, ranges, *parameters)` stands for a draw.
    """

    kinds: tuple[str, ...]
    make: Callable
    counts: tuple[int, ...]
    defaults: tuple = ()


FAMILIES: dict[str, Family] = {}


def family(name: str, kinds: str, *counts: int, defaults: tuple = ()) -> Callable:
    """Enters a distribution of parameters of some `RANGES`; by default all must be given."""

    def enter(make: Callable) -> Callable:
        ranges = tuple(kinds.split())
        FAMILIES[f"{name}Distribution"] = Family(ranges, make, counts or (len(ranges),), defaults)
        return make

    return enter


def _plus(a: Any, b: Any) -> Any:
    return b if a == 0 else ("Plus", a, b)


def _times(a: Any, b: Any) -> Any:
    return ("Times", a, b)


def _half(n: Any) -> Any:
    return n / 2 if isinstance(n, int | float) else ("Divide", n, 2)


def _gamma(draw: Callable, shape: Any) -> Any:
    return draw("standard_gamma", ("positive",), shape)


def _normal(draw: Callable) -> Any:
    return draw("standard_normal", ())


def _exponential(draw: Callable) -> Any:
    return draw("standard_exponential", ())


family("Normal", "real positive", 0, 2, defaults=(0, 1))(lambda d, m, s: _plus(m, _times(s, _normal(d))))
family("Uniform", "real real", 0, 2, defaults=(0, 1))(
    lambda d, a, b: _plus(a, _times(("Subtract", b, a), d("uniform", ())))
)
family("Exponential", "positive")(lambda d, rate: ("Divide", _exponential(d), rate))
family("Poisson", "mean")(lambda d, mean: d("poisson", ("mean",), mean))
family("Maxwell", "positive")(lambda d, s: _times(s, ("Sqrt", _times(2, _gamma(d, 1.5)))))
family("Rayleigh", "positive")(lambda d, s: _times(s, ("Sqrt", _times(2, _exponential(d)))))
family("Chi", "positive")(lambda d, n: ("Sqrt", _times(2, _gamma(d, _half(n)))))
family("ChiSquare", "positive")(lambda d, n: _times(2, _gamma(d, _half(n))))
family("HalfNormal", "positive")(lambda d, t: ("Divide", _times(sqrt(pi / 2), ("Abs", _normal(d))), t))
family("Erlang", "natural positive")(lambda d, k, rate: ("Divide", _gamma(d, k), rate))
family("Bernoulli", "probability")(lambda d, p: ("Less", d("uniform", ()), p))
family("Binomial", "count probability")(lambda d, n, p: d("binomial", ("count", "probability"), n, p))
family("NegativeBinomial", "trials chance")(lambda d, n, p: d("negative_binomial", ("trials", "chance"), n, p))


@family("Gamma", "positive positive positive real", 2, 4, defaults=(1, 1, 1, 0))
def _generalized_gamma(draw: Callable, a: Any, scale: Any, power: Any, shift: Any) -> Any:
    drawn = _gamma(draw, a)
    return _plus(shift, _times(scale, drawn if power == 1 else ("Power", drawn, ("Divide", 1, power))))


@family("InverseGamma", "positive positive positive real", 2, 4, defaults=(1, 1, 1, 0))
def _inverse_gamma(draw: Callable, a: Any, scale: Any, power: Any, shift: Any) -> Any:
    drawn = _gamma(draw, a)
    return _plus(shift, ("Divide", scale, drawn if power == 1 else ("Power", drawn, ("Divide", 1, power))))


@family("Weibull", "positive positive real", 2, 3, defaults=(1, 1, 0))
def _weibull(draw: Callable, a: Any, scale: Any, shift: Any) -> Any:
    return _plus(shift, _times(scale, ("Power", _exponential(draw), ("Divide", 1, a))))


@family("Nakagami", "positive positive")
def _nakagami(draw: Callable, a: Any, spread: Any) -> Any:
    return ("Sqrt", ("Divide", _times(_gamma(draw, a), spread), a))


@family("LogGamma", "positive positive real", 2, 3, defaults=(1, 1, 0))
def _log_gamma(draw: Callable, a: Any, scale: Any, shift: Any) -> Any:
    return ("Plus", shift, -1, ("Exp", _times(scale, _gamma(draw, a))))


@family("ExpGamma", "positive positive real", 1, 3, defaults=(1, 1, 0))
def _exp_gamma(draw: Callable, a: Any, scale: Any, shift: Any) -> Any:
    return _plus(shift, _times(scale, ("Log", _gamma(draw, a))))


@family("DiscreteUniform", "whole whole", 2)
def _discrete_uniform(draw: Callable, low: Any, high: Any) -> Any:
    count = ("Plus", ("Subtract", high, low), 1)
    return ("Min", high, ("Plus", low, ("Floor", _times(count, draw("uniform", ())))))


# --- the argument


@dataclass(frozen=True)
class Distribution:
    """A distribution of the table with parameters: numbers, or trees over the layer's inputs (`slots`)."""

    name: str
    parameters: tuple
    slots: tuple = ()

    def __str__(self) -> str:
        return self.name


def distribution(value: Any) -> Distribution:
    """Reads ("NormalDistribution", 0, 1), a name alone, whose parameters are all inputs, or ("Function", ...) of it."""
    arguments: tuple = ()
    if isinstance(value, tuple | list) and value[:1] == ("Function",):
        *names, value = value[1:]
        arguments = tuple(names[0] if isinstance(names[0], tuple | list) else names) if names else ()
    if isinstance(value, str):
        found = _family(value)
        value = (value, *(("Slot", i + 1) for i in range(found.counts[-1])))
    if not isinstance(value, tuple | list) or not value or not isinstance(value[0], str):
        raise ValueError("a distribution, or a function that gives one")
    found = _family(value[0])
    given = [p for v in value[1:] for p in (v if _is_list(v) else (v,))]
    if len(given) not in found.counts:
        raise ValueError(f"{value[0]} of {' or '.join(map(str, found.counts))} parameters")
    trees = [_folded(_substituted(p, arguments)) for p in given]
    parameters = (*trees, *found.defaults[len(trees) :])
    for place, (p, kind) in enumerate(zip(parameters, found.kinds), 1):
        words, test, *_ = RANGES[kind]
        if isinstance(p, bool) or (isinstance(p, int | float) and not test(p)):
            raise ValueError(f"{value[0]} with {words} as parameter {place}")
    if value[0] in ("UniformDistribution", "DiscreteUniformDistribution"):
        low, high = parameters
        if all(isinstance(p, int | float) for p in parameters) and low > high:
            raise ValueError(f"{value[0]} from a smaller to a greater number")
    compiled = [compile_function(t) for t in parameters if isinstance(t, tuple)]
    slots = tuple(dict.fromkeys(s for c in compiled for s in c.slots))
    if all(isinstance(s, int) for s in slots):
        slots = tuple(range(1, max((*slots, len(arguments)), default=0) + 1))
    return Distribution(value[0], parameters, slots)


def _family(name: str) -> Family:
    if name not in FAMILIES:
        raise ValueError("one of " + ", ".join(sorted(FAMILIES)))
    return FAMILIES[name]


def _is_list(value: Any) -> bool:
    return isinstance(value, tuple | list) and (not value or not isinstance(value[0], str))


def _substituted(tree: Any, arguments: tuple) -> Any:
    """A tree in which the arguments of a function have become slots."""
    if isinstance(tree, str) and tree in arguments:
        return ("Slot", arguments.index(tree) + 1)
    if isinstance(tree, tuple | list) and tree:
        if tree[0] == "Slot":
            return ("Slot", tree[1] if len(tree) > 1 else 1)
        return (tree[0], *(_substituted(member, arguments) for member in tree[1:]))
    return tree


def _folded(tree: Any) -> Any:
    """A tree without slots as a number."""
    if _has_slot(tree) or isinstance(tree, int | float):
        return tree
    return float(compile_function(tree).value(numpy, (0.0,)))


def _has_slot(tree: Any) -> bool:
    return isinstance(tree, tuple) and (tree[0] == "Slot" or any(map(_has_slot, tree[1:])))


# --- the layer


def _ports(layer: Any) -> tuple[str, ...]:
    """The inputs: named slots, or "Input", or "Input1", "Input2", ..."""
    slots = layer["Distribution"].slots
    if all(isinstance(s, int) for s in slots):
        return ("Input",) if len(slots) == 1 else tuple(f"Input{s}" for s in slots)
    return tuple(map(str, slots))


@layer("RandomArrayLayer", ports="...: * -> Output: *out")
class RandomArray:
    """RandomArrayLayer[dist] gives an array of independent draws from a distribution, new ones at every evaluation.
    RandomArrayLayer[f] takes the parameters from inputs: f is a function that gives a distribution.

    dist is NormalDistribution, UniformDistribution, GammaDistribution, ExponentialDistribution, PoissonDistribution,
    MaxwellDistribution, RayleighDistribution, ChiDistribution, HalfNormalDistribution, WeibullDistribution,
    NakagamiDistribution, ChiSquareDistribution, ErlangDistribution, LogGammaDistribution, ExpGammaDistribution,
    InverseGammaDistribution, BernoulliDistribution, BinomialDistribution, NegativeBinomialDistribution or
    DiscreteUniformDistribution, of constant parameters; or a function of them. The inputs are "Input", or "Input1",
    "Input2", ..., or are named by the slots #name; they are reals or arrays, whose sizes of 1 stretch to the output's.
    "Output" -> dims gives the sizes where no input does. Gradients go through locations and scales, not through
    parameters of the shape. Parameters outside their range are errors when constant, else the nearest allowed ones.

    >>> Dimensions[RandomArrayLayer[NormalDistribution[0, 1], "Output" -> {2, 3}][]]
    {2, 3}
    """

    parameters = (Parameter("Distribution", distribution, required=True),)
    inputs = _ports

    def infer(layer: Any, scope: Any) -> None:
        out = scope["Output"].dims
        if out is None:
            known = [scope[p].dims for p in layer.inputs]
            if not known or None in known:
                return
            rank = max(map(len, known))
        else:
            rank = len(out)
        columns: list = [{1} for _ in range(rank)]
        for port in layer.inputs:
            dims = scope[port].dims
            if dims and len(dims) != rank:
                scope.fail(port, Type((None,) * rank))
            for column, d in zip(columns, dims or ()):
                column.add(d)
        wide = [column - {1, None} for column in columns]
        if not layer.inputs or any(scope[p].dims is None for p in layer.inputs):
            scope.narrow("Output", (None,) * rank)
            return
        # An output may be wider than all of its inputs where these have size 1.
        sizes = [min(w, key=str) if w else None for w in wide]
        scope.narrow("Output", tuple(sizes))
        for port in layer.inputs:
            dims = scope[port].dims
            if dims:
                pairs = zip(dims, scope["Output"].dims)
                scope.narrow(port, tuple(d if d in (1, None) or n is None else n for d, n in pairs))

    def settle(layer: Any, scope: Any) -> None:
        known = [scope[p].dims for p in layer.inputs]
        out = scope["Output"].dims
        if known and None not in known:
            if out is None or None in out:
                scope.narrow("Output", tuple(1 if d is None else d for d in out or ()))
        elif not known and out is not None and VARYING in out:
            scope.fail("Output", Type(tuple(None if d == VARYING else d for d in out)))

    def forward(layer: Any, *x: Any, shape: tuple, batch: int, recorder: Any, lengths: Any) -> Any:
        if shape is None or None in shape:
            raise ArgumentError(layer.name, '"Output"', shape, "a shape that is known")
        chosen = layer["Distribution"]
        full = (batch, *shape)
        values = {}
        for slot, value in zip(chosen.slots, x):
            if len(value.shape) != len(full):
                value = reshape(value, shape=(1,) * len(shape))
            values[slot] = value

        def evaluated(tree: Any) -> Any:
            if tree[0] == "Slot":
                return values[tree[1]]
            f = compile_function(tree)
            return threading(*(values[s] for s in f.slots), function=f)

        def draw(name: str, kinds: tuple, *parameters: Any) -> Any:
            ranges = tuple((*RANGES[kind][2:], kind == "count") for kind in kinds)
            fixed = tuple(None if isinstance(p, tuple) else p for p in parameters)
            given = tuple(evaluated(p) for p in parameters if isinstance(p, tuple))
            settings = {"shape": full, "name": name, "bounds": ranges, "values": fixed}
            slot = f"draw {len(values)}"
            values[slot] = recorder.record(draws, given, settings)
            return ("Slot", slot)

        return evaluated(FAMILIES[chosen.name].make(draw, *chosen.parameters))
