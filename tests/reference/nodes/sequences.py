"""Recurrence and attention."""

import numpy

from ..spec import spec
from .node import operator

GATES = {
    "RNN": ("BasicRecurrentLayer", ("",)),
    "LSTM": ("LongShortTermMemoryLayer", ("InputGate", "OutputGate", "ForgetGate", "MemoryGate")),
    "GRU": ("GatedRecurrentLayer", ("InputGate", "ResetGate", "MemoryGate")),
}


@operator(*GATES)
def recurrent(node):
    """The last state: what the cases ask for first."""
    kind = node.get("operator")
    layer, gates = GATES[kind]
    usual = (
        node.get("direction", "forward") == "forward"
        and "activations" not in node.settings
        and "clip" not in node.settings
    )
    if (
        not usual
        or any(x is not None for x in node.inputs[4:])
        or (kind == "GRU" and not node.get("linear_before_reset", 0))
    ):
        return None
    size = node.get("hidden_size")
    x = node[0] if node.get("layout", 0) else node[0].swapaxes(0, 1)
    both = numpy.zeros((2, len(gates) * size), "float32") if node[3] is None else node[3][0].reshape(2, -1)
    if kind == "GRU" and both[1][2 * size :].any():
        return None
    parts = {"InputWeights": node[1][0], "StateWeights": node[2][0], "Biases": both.sum(0)}
    arrays = {
        gate + name: array[i * size : (i + 1) * size] for name, array in parts.items() for i, gate in enumerate(gates)
    }
    all_steps, batch_first = node.get("results")[0], node.get("layout", 0)

    def arranged(y):
        """With an axis for the direction, and time or the batch first."""
        if all_steps:
            return y[:, :, None] if batch_first else y.swapaxes(0, 1)[:, None]
        return y[:, -1][:, None] if batch_first else y[:, -1][None]

    return spec(layer, size), {"Input": x}, arrays, arranged


@operator("Attention")
def attention(node):
    known = {"operator", "results", "is_causal", "q_num_heads", "kv_num_heads"}
    if len(node.inputs) > 3 or node[0].ndim != 4 or node.settings.keys() - known:
        return None
    query, key, value = node.inputs
    if query.dtype != numpy.float32 or query.shape[1] != key.shape[1]:
        return None
    options = {"MultiHead": True, "ScoreRescaling": "DimensionSqrt"}
    if node.get("is_causal", 0):
        if query.shape[2] != key.shape[2]:
            return None
        options["Mask"] = "Causal"
    ports = {name: x.swapaxes(1, 2) for name, x in (("Query", query), ("Key", key), ("Value", value))}
    return spec("AttentionLayer", "Dot", **options), ports, {}, lambda y: y.swapaxes(1, 2)
