"""Operators over inner nets."""

import torch
from torch.nn import functional

from ..case import case
from ..spec import spec
from .recurrence import BATCH, GATES, STEPS, K, N, arrays, parameters, run

LINEAR = {"Net/Weights": (4, 3), "Net/Biases": (4,)}
case(
    "mapped",
    spec("NetMapOperator", nets={"Net": spec("LinearLayer", 4)}),
    {"Input": (2, 5, 3)},
    lambda t: functional.linear(t.Input, t.Net_Weights, t.Net_Biases),
    LINEAR,
)
case(
    "nested",
    spec("NetNestOperator", 3, nets={"Net": spec("LinearLayer", 3)}),
    {"Input": (2, 3)},
    lambda t: apply(lambda x: functional.linear(x, t.Net_Weights, t.Net_Biases), t.Input, 3),
    {"Net/Weights": (3, 3), "Net/Biases": (3,)},
)


def apply(function, x, count):
    for _ in range(count):
        x = function(x)
    return x


for name, distance in (
    ("EuclideanDistance", lambda a, b: torch.linalg.vector_norm(a - b, dim=-1)),
    ("CosineDistance", lambda a, b: 1 - functional.cosine_similarity(a, b, -1)),
):
    case(
        f"pair {name}",
        spec("NetPairEmbeddingOperator", nets={"Net": spec("LinearLayer", 4)}, DistanceFunction=name),
        {"Input": (5, 2, 3)},
        lambda t, d=distance: d(*(functional.linear(t.Input[:, i], t.Net_Weights, t.Net_Biases) for i in (0, 1))),
        LINEAR,
    )


def both_ways(t, layer):
    forward = parameters(t, layer, "ForwardNet_")
    return run(layer, forward | parameters(t, layer, "BackwardNet_", "_reverse"), t.Input, bidirectional=True)[0]


for layer in GATES:
    case(
        f"both ways {layer}",
        spec("NetBidirectionalOperator", nets={"ForwardNet": spec(layer, N), "BackwardNet": spec(layer, N)}),
        {"Input": (BATCH, STEPS, K)},
        lambda t, n=layer: both_ways(t, n),
        arrays(layer, "ForwardNet/") | arrays(layer, "BackwardNet/"),
    )


def folded(t):
    states, state = [], torch.zeros(2, 3, dtype=torch.float64)
    for step in t.Input.unbind(1):
        state = step * torch.tanh(state) + step
        states.append(state)
    return torch.stack(states, 1)


INPUT, STATE = ("Slot", "Input"), ("Slot", "State")
case(
    "folded",
    spec(
        "NetFoldOperator",
        nets={"Net": spec("ThreadingLayer", ("Plus", ("Times", INPUT, ("Tanh", STATE)), INPUT))},
    ),
    {"Input": (2, 5, 3)},
    folded,
)
case(
    "mapped over pairs",
    spec("NetMapThreadOperator", nets={"Net": spec("ThreadingLayer", "Divide")}),
    {"Input1": (2, 5, 3), "Input2": (2, 5, 3)},
    lambda t: t.Input1 / t.Input2,
)


def halves(t, combined):
    y = both_ways(t, "GatedRecurrentLayer")
    return combined(y[..., :N], y[..., N:])


for name, combined in (("Total", torch.add), ("Mean", lambda a, b: (a + b) / 2)):
    inner = {"ForwardNet": spec("GatedRecurrentLayer", N), "BackwardNet": spec("GatedRecurrentLayer", N)}
    case(
        f"both ways with {name}",
        spec("NetBidirectionalOperator", name, nets=inner),
        {"Input": (BATCH, STEPS, K)},
        lambda t, c=combined: halves(t, c),
        arrays("GatedRecurrentLayer", "ForwardNet/") | arrays("GatedRecurrentLayer", "BackwardNet/"),
    )


def folded_with_constant(t):
    states, state = [], torch.zeros(2, 3, dtype=torch.float64)
    for step in t.Input.unbind(1):
        state = step * torch.tanh(state) + t.Shift
        states.append(state)
    return torch.stack(states, 1)


case(
    "folded with a constant",
    spec(
        "NetFoldOperator",
        (("Output", "State"),),
        ("Shift",),
        nets={"Net": spec("ThreadingLayer", ("Plus", ("Times", INPUT, ("Tanh", STATE)), ("Slot", "Shift")))},
    ),
    {"Input": (2, 5, 3), "Shift": (2, 3)},
    folded_with_constant,
)
case(
    "mapped over pairs two levels deep",
    spec("NetMapThreadOperator", 2, nets={"Net": spec("DotLayer", InputPorts=2)}),
    {"Input1": (2, 3, 4, 5), "Input2": (2, 3, 4, 5)},
    lambda t: (t.Input1 * t.Input2).sum(-1),
)
case(
    "function of arrays",
    spec("FunctionLayer", nets={"Net": spec("LinearLayer", 4)}),
    {"Input": (5, 3)},
    lambda t: functional.linear(t.Input, t.Net_Weights, t.Net_Biases),
    LINEAR,
)
