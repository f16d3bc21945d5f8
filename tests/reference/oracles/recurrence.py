"""Recurrent layers, embedding, and the layers that cut and turn sequences."""

import torch
from torch.nn import functional

from ..case import case, whole
from ..spec import spec

K, N, STEPS, BATCH = 5, 3, 7, 2
# The order of torch's gates, in our names.
GATES = {
    "BasicRecurrentLayer": ("",),
    "GatedRecurrentLayer": ("ResetGate", "InputGate", "MemoryGate"),
    "LongShortTermMemoryLayer": ("InputGate", "ForgetGate", "MemoryGate", "OutputGate"),
}
MODULES = {
    "BasicRecurrentLayer": torch.nn.RNN,
    "GatedRecurrentLayer": torch.nn.GRU,
    "LongShortTermMemoryLayer": torch.nn.LSTM,
}
STATES = {layer: ("State", "CellState") if "Long" in layer else ("State",) for layer in GATES}


def arrays(layer, prefix=""):
    """The shapes of a layer's arrays."""
    sizes = {"InputWeights": (N, K), "StateWeights": (N, N), "Biases": (N,)}
    return {f"{prefix}{gate}{name}": shape for gate in GATES[layer] for name, shape in sizes.items()}


def parameters(t, layer, prefix="", suffix=""):
    """torch's four arrays out of ours; its second biases are zeros."""

    def joined(name):
        return torch.cat([getattr(t, f"{prefix}{gate}{name}") for gate in GATES[layer]])

    biases = joined("Biases")
    values = (joined("InputWeights"), joined("StateWeights"), biases, torch.zeros_like(biases))
    return dict(
        zip((f"weight_ih_l0{suffix}", f"weight_hh_l0{suffix}", f"bias_ih_l0{suffix}", f"bias_hh_l0{suffix}"), values)
    )


def run(layer, values, x, start=None, **settings):
    module = MODULES[layer](K, N, batch_first=True, **settings).double()
    return torch.func.functional_call(module, values, (x,) if start is None else (x, start))


def stateful(t, layer):
    names = STATES[layer]
    start = tuple(getattr(t, name)[None] for name in names)
    y, last = run(layer, parameters(t, layer), t.Input, start if len(start) > 1 else start[0])
    last = last if isinstance(last, tuple) else (last,)
    return {"Output": y} | {name: state[0] for name, state in zip(names, last)}


for layer in GATES:
    sizes = {"Input": (BATCH, STEPS, K)}
    case(layer, spec(layer, N), sizes, lambda t, n=layer: run(n, parameters(t, n), t.Input)[0], arrays(layer))
    wired = spec(layer, N, states=STATES[layer])
    sizes = sizes | {name: (BATCH, N) for name in STATES[layer]}
    case(f"{layer} with states", wired, sizes, lambda t, n=layer: stateful(t, n), arrays(layer))

case(
    "embedding",
    spec("EmbeddingLayer", 3, 7),
    {"Input": whole(1, 7, 2, 5)},
    lambda t: functional.embedding(t.Input - 1, t.Weights),
    {"Weights": (7, 3)},
)
case(
    "embedding of one index",
    spec("EmbeddingLayer", 4, 6),
    {"Input": whole(1, 6, 5)},
    lambda t: functional.embedding(t.Input - 1, t.Weights),
    {"Weights": (6, 4)},
)
SEQUENCE = {"Input": (2, 5, 3)}
case("last", spec("SequenceLastLayer"), SEQUENCE, lambda t: t.Input[:, -1])
case("most", spec("SequenceMostLayer"), SEQUENCE, lambda t: t.Input[:, :-1])
case("rest", spec("SequenceRestLayer"), SEQUENCE, lambda t: t.Input[:, 1:])
case("reverse", spec("SequenceReverseLayer"), SEQUENCE, lambda t: t.Input.flip(1))
case("indices", spec("SequenceIndicesLayer"), SEQUENCE, lambda t: torch.arange(1, 6).expand(2, 5))
case(
    "indices up to a maximum",
    spec("SequenceIndicesLayer", Maximum=3),
    SEQUENCE,
    lambda t: torch.arange(1, 6).clamp(max=3).expand(2, 5),
)
PAIR = {"Input": (2, 4, 3), "Element": (2, 3)}
case("append", spec("AppendLayer"), PAIR, lambda t: torch.cat([t.Input, t.Element[:, None]], 1))
case("prepend", spec("PrependLayer"), PAIR, lambda t: torch.cat([t.Element[:, None], t.Input], 1))
