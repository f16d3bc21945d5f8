"""Elementwise functions, affine maps, threading, reductions."""

import torch
from torch.nn import functional

from ..case import between, case, distinct, whole
from ..spec import spec

ANY = (3, 5)
SMALL, LARGE = between(-0.9, 0.9, 3, 5), between(1.1, 3, 3, 5)
UNIT, POSITIVE = between(0.1, 0.9, 3, 5), between(0.2, 4, 3, 5)


def haversine(x):
    return (1 - torch.cos(x)) / 2


def cube_root(x):
    return torch.sign(x) * torch.abs(x) ** (1 / 3)


# name -> (where it is looked at, torch's function)
FUNCTIONS = {
    "Ramp": (ANY, torch.relu),
    "Abs": (ANY, torch.abs),
    "LogisticSigmoid": (ANY, torch.sigmoid),
    "Exp": (ANY, torch.exp),
    "Log": (POSITIVE, torch.log),
    "Sqrt": (POSITIVE, torch.sqrt),
    "CubeRoot": (ANY, cube_root),
    "Sin": (ANY, torch.sin),
    "Cos": (ANY, torch.cos),
    "Tan": (ANY, torch.tan),
    "Cot": (ANY, lambda x: torch.cos(x) / torch.sin(x)),
    "Sec": (ANY, lambda x: torch.cos(x) ** -1),
    "Csc": (ANY, lambda x: torch.sin(x) ** -1),
    "Sinh": (ANY, torch.sinh),
    "Cosh": (ANY, torch.cosh),
    "Tanh": (ANY, torch.tanh),
    "Coth": (ANY, lambda x: torch.cosh(x) / torch.sinh(x)),
    "Sech": (ANY, lambda x: torch.cosh(x) ** -1),
    "Csch": (ANY, lambda x: torch.sinh(x) ** -1),
    "ArcSin": (SMALL, torch.asin),
    "ArcCos": (SMALL, torch.acos),
    "ArcTan": (ANY, torch.atan),
    "ArcCot": (ANY, lambda x: torch.atan(1 / x)),
    "ArcSec": (LARGE, lambda x: torch.acos(1 / x)),
    "ArcCsc": (LARGE, lambda x: torch.asin(1 / x)),
    "ArcSinh": (ANY, torch.asinh),
    "ArcCosh": (LARGE, torch.acosh),
    "ArcTanh": (SMALL, torch.atanh),
    "ArcCoth": (LARGE, lambda x: torch.log((x + 1) / (x - 1)) / 2),
    "ArcSech": (UNIT, lambda x: torch.log((1 + torch.sqrt(1 - x * x)) / x)),
    "ArcCsch": (ANY, lambda x: torch.asinh(1 / x)),
    "Haversine": (ANY, haversine),
    "InverseHaversine": (UNIT, lambda x: torch.acos(1 - 2 * x)),
    "Gudermannian": (ANY, lambda x: torch.atan(torch.sinh(x))),
    "InverseGudermannian": (SMALL, lambda x: torch.atanh(torch.sin(x))),
    "Gamma": (POSITIVE, lambda x: torch.exp(torch.lgamma(x))),
    "LogGamma": (POSITIVE, torch.lgamma),
    "Erf": (between(-3, 3, 3, 5), torch.erf),
    "Erfc": (between(-3, 5, 3, 5), torch.erfc),
    "InverseErf": (SMALL, torch.erfinv),
    "InverseErfc": (between(0.1, 1.9, 3, 5), lambda x: torch.erfinv(1 - x)),
    "Round": (between(-4, 4, 3, 5), torch.round),
    "Floor": (between(-4, 4, 3, 5), torch.floor),
    "Ceiling": (between(-4, 4, 3, 5), torch.ceil),
    "Sign": (ANY, torch.sign),
    "IntegerPart": (between(-4, 4, 3, 5), torch.trunc),
    "FractionalPart": (between(-4, 4, 3, 5), torch.frac),
    "ReLU": (ANY, functional.relu),
    "ELU": (ANY, functional.elu),
    "SELU": (ANY, functional.selu),
    "GELU": (ANY, functional.gelu),
    "Swish": (ANY, functional.silu),
    "HardSwish": (between(-5, 5, 3, 5), functional.hardswish),
    "Mish": (ANY, functional.mish),
    "SoftSign": (ANY, functional.softsign),
    "SoftPlus": (ANY, functional.softplus),
    "HardTanh": (between(-2, 2, 3, 5), functional.hardtanh),
    "HardSigmoid": (between(-2, 2, 3, 5), lambda x: torch.clamp((x + 1) / 2, 0, 1)),
    "Sigmoid": (ANY, torch.sigmoid),
}
for name, (points, function) in FUNCTIONS.items():
    case(f"elementwise {name}", spec("ElementwiseLayer", name), {"Input": points}, lambda t, f=function: f(t.Input))

X, Y = ("Slot", 1), ("Slot", 2)
TREES = {
    "polynomial": (("Plus", 1, ("Times", 3, ("Power", X, 3)), ("Times", -2, X)), lambda x: 1 + 3 * x**3 - 2 * x),
    "power of two": (("Power", 2, X), lambda x: 2**x),
    "choice": (
        ("If", ("Greater", X, 0.5), ("Sin", X), ("Times", X, X)),
        lambda x: torch.where(x > 0.5, torch.sin(x), x * x),
    ),
    "clip": (("Clip", X, ("List", -0.5, 0.5)), lambda x: torch.clamp(x, -0.5, 0.5)),
    "modulo": (("Mod", X, 0.7), lambda x: torch.remainder(x, 0.7)),
    "logarithm": (("Log", 2, ("Abs", X)), lambda x: torch.log2(torch.abs(x))),
}
for name, (tree, function) in TREES.items():
    case(f"elementwise {name}", spec("ElementwiseLayer", tree), {"Input": (3, 5)}, lambda t, f=function: f(t.Input))

PAIRS = {
    "Plus": torch.add,
    "Subtract": torch.subtract,
    "Times": torch.multiply,
    "Divide": torch.divide,
    "Max": torch.maximum,
    "Min": torch.minimum,
    "Mod": torch.remainder,
    "ArcTan": lambda x, y: torch.atan2(y, x),
}
for name, function in PAIRS.items():
    pair = {"Input1": (3, 5), "Input2": (3, 5)}
    case(
        f"threading {name}",
        spec("ThreadingLayer", name, InputPorts=2),
        pair,
        lambda t, f=function: f(t.Input1, t.Input2),
    )
case(
    "threading Power",
    spec("ThreadingLayer", "Power"),
    {"Input1": POSITIVE, "Input2": ANY},
    lambda t: t.Input1**t.Input2,
)
case(
    "threading stretched",
    spec("ThreadingLayer", ("Plus", ("Times", ("Tanh", X), ("LogisticSigmoid", Y)), X)),
    {"Input1": (2, 3, 1), "Input2": (2, 1, 5)},
    lambda t: torch.tanh(t.Input1) * torch.sigmoid(t.Input2) + t.Input1,
)

case(
    "linear",
    spec("LinearLayer", 5),
    {"Input": (3, 7)},
    lambda t: functional.linear(t.Input, t.Weights, t.Biases),
    {"Weights": (5, 7), "Biases": (5,)},
)
case(
    "linear without biases",
    spec("LinearLayer", 4, Biases=None),
    {"Input": (3, 7)},
    lambda t: functional.linear(t.Input, t.Weights),
    {"Weights": (4, 7)},
)
case(
    "linear between arrays",
    spec("LinearLayer", (2, 3)),
    {"Input": (5, 3, 2)},
    lambda t: functional.linear(t.Input.flatten(1), t.Weights, t.Biases).reshape(5, 2, 3),
    {"Weights": (6, 6), "Biases": (6,)},
)
case(
    "linear to a real",
    spec("LinearLayer", ()),
    {"Input": (5, 3)},
    lambda t: functional.linear(t.Input, t.Weights, t.Biases)[:, 0],
    {"Weights": (1, 3), "Biases": (1,)},
)
case("softmax", spec("SoftmaxLayer"), {"Input": (2, 3, 5)}, lambda t: functional.softmax(t.Input, -1))
case("softmax level 1", spec("SoftmaxLayer", 1), {"Input": (2, 3, 5)}, lambda t: functional.softmax(t.Input, 1))
case("softmax level 2 of 3", spec("SoftmaxLayer", 2), {"Input": (2, 3, 5, 2)}, lambda t: functional.softmax(t.Input, 2))
case("dropout outside training", spec("DropoutLayer", 0.4), {"Input": (2, 3)}, lambda t: t.Input * 1)
case("summation", spec("SummationLayer"), {"Input": (3, 2, 5)}, lambda t: t.Input.sum((1, 2)))
case(
    "total",
    spec("TotalLayer", InputPorts=3),
    {f"Input{i}": (3, 5) for i in (1, 2, 3)},
    lambda t: t.Input1 + t.Input2 + t.Input3,
)
DOTS = {
    "dot of matrices": ("bij,bjk->bik", (2, 3, 5), (2, 5, 4)),
    "dot of vectors": ("bi,bi->b", (3, 5), (3, 5)),
    "dot of a matrix and a vector": ("bij,bj->bi", (3, 2, 5), (3, 5)),
    "dot of a vector and a matrix": ("bj,bjk->bk", (3, 5), (3, 5, 2)),
    "dot of 3-tensors": ("bijk,bklm->bijlm", (2, 2, 3, 5), (2, 5, 2, 3)),
}
for name, (form, one, other) in DOTS.items():
    pair = {"Input1": one, "Input2": other}
    case(name, spec("DotLayer", InputPorts=2), pair, lambda t, f=form: torch.einsum(f, t.Input1, t.Input2))
case(
    "constant plus",
    spec("ConstantPlusLayer"),
    {"Input": (3, 2, 5)},
    lambda t: t.Input + t.Biases,
    {"Biases": (2, 5)},
)
case(
    "constant times",
    spec("ConstantTimesLayer"),
    {"Input": (3, 2, 5)},
    lambda t: t.Input * t.Scaling,
    {"Scaling": (2, 5)},
)
case(
    "parametric ramp",
    spec("ParametricRampLayer"),
    {"Input": (2, 3, 5)},
    lambda t: functional.prelu(t.Input, t.Slope),
    {"Slope": between(0.1, 0.5, 3)},
)

# --- aggregation

LEVELS = {"Mean": torch.mean, "Total": torch.sum, "Max": torch.amax, "Min": torch.amin}
for name, function in LEVELS.items():
    for title, levels, axes in (
        ("", (), (2, 3)),
        (" of level 1", (1,), (1,)),
        (" of levels 1 and 3", ((1, 3),), (1, 3)),
    ):
        described = spec("AggregationLayer", name, *levels)
        draw = distinct(2, 3, 4, 5)
        case(f"aggregation {name}{title}", described, {"Input": draw}, lambda t, f=function, a=axes: f(t.Input, dim=a))
MOMENTS = {
    "Variance": lambda x: x.var(1, unbiased=True),
    "StandardDeviation": lambda x: x.std(1, unbiased=True),
    "MeanDeviation": lambda x: (x - x.mean(1, keepdim=True)).abs().mean(1),
    "Times": lambda x: x.prod(1),
    "Median": lambda x: torch.quantile(x, 0.5, 1),
}
for name, function in MOMENTS.items():
    case(
        f"aggregation {name}",
        spec("AggregationLayer", name, 1),
        {"Input": distinct(2, 6, 3)},
        lambda t, f=function: f(t.Input),
    )
case(
    "aggregation Median of an odd number",
    spec("AggregationLayer", "Median", 1),
    {"Input": distinct(2, 5, 3)},
    lambda t: torch.quantile(t.Input, 0.5, 1),
)

case(
    "unit vector",
    spec("UnitVectorLayer", 4),
    {"Input": whole(1, 4, 3, 5)},
    lambda t: functional.one_hot(t.Input - 1, 4).double(),
)
ORDERINGS = {"ordering": (), "ordering of the first": (3,), "ordering of the last": (-2,)}
for name, count in ORDERINGS.items():
    cut = slice(None) if not count else slice(count[0]) if count[0] > 0 else slice(count[0], None)
    described = spec("OrderingLayer", *count)
    case(name, described, {"Input": distinct(3, 7)}, lambda t, c=cut: 1 + torch.argsort(t.Input.detach(), 1)[:, c])

case(
    "linear under its old name",
    spec("DotPlusLayer", 5),
    {"Input": (3, 7)},
    lambda t: functional.linear(t.Input, t.Weights, t.Biases),
    {"Weights": (5, 7), "Biases": (5,)},
)
case(
    "parametric ramp with one slope",
    spec("ParametricRampLayer", ()),
    {"Input": (2, 3, 5)},
    lambda t: functional.prelu(t.Input, t.Slope.reshape(1)),
    {"Slope": between(0.1, 0.5)},
)
case(
    "threading with a level inserted in front",
    spec("ThreadingLayer", "Divide", 1),
    {"Input1": (2, 3, 5), "Input2": (2, 5)},
    lambda t: t.Input1 / t.Input2[:, None],
)
case(
    "threading with a level inserted behind",
    spec("ThreadingLayer", "Divide", -1),
    {"Input1": (2, 3, 5), "Input2": (2, 3)},
    lambda t: t.Input1 / t.Input2[..., None],
)
case(
    "threading without stretching",
    spec("ThreadingLayer", "Divide", None),
    {"Input1": (2, 3, 5), "Input2": (2, 3, 5)},
    lambda t: t.Input1 / t.Input2,
)
