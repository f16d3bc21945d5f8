"""Walking a flat graph once: the same walk records a program for a plan and computes at once on the tape."""

from collections.abc import Mapping
from typing import Any

from .graph import Flat
from .infer import Inference


def trace(
    flat: Flat, inference: Inference, inputs: Mapping[str, Any], arrays: Mapping[tuple, Any], train: bool
) -> dict:
    """Calls every layer's forward on values; gives the value at every wire, by address.

    `inputs` and `arrays` hold values of one recorder (`tape.Tape` or `program.Program`).
    """
    wires: dict = {(None, name): value for name, value in inputs.items()}
    for path, layer in flat.layers.items():
        values = [wires[flat.feeds[path, port]] for port in layer.inputs]
        values += [arrays.get((*path, array.name)) for array in layer.kind.arrays]
        known: dict[str, Any] = {"train": train}
        if "shape" in layer.kind.extras:
            known["shape"] = inference.port(path, layer.outputs[0]).dims
        extras = {name: known[name] for name in layer.kind.extras}
        result = layer.kind.forward(layer, *values, **extras)
        results = result if isinstance(result, dict) else {layer.outputs[0]: result}
        wires.update({(path, port): value for port, value in results.items()})
    return wires
