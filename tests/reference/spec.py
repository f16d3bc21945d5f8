"""How a reference case says which layer it is about, and the file that keeps the cases.

A case is kept as arrays named "CASE|KIND|NAME". The kinds are inputs, arrays, outputs, updates (what arrays become
after a step of training), given (the imposed gradients of the outputs) and gradients. The file's metadata has for each
case a description in JSON from which `graph` makes the net.
"""

import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path

from safetensors import safe_open

FILE = Path(__file__).with_name("layers.safetensors")


@dataclass(frozen=True)
class Spec:
    """A layer as `create` takes it; the option `nets` maps names to Specs again."""

    layer: str
    arguments: tuple = ()
    options: dict = field(default_factory=dict)
    states: tuple = ()
    train: bool = False

    def layers(self):
        """The names of the layer and of those inside."""
        return {self.layer}.union(*(inner.layers() for inner in self.options.get("nets", {}).values()))


def spec(layer, *arguments, states=(), train=False, **options):
    """`create`'s arguments as a Spec; `states` are wired to ports of the same names, `train` is a step of training."""
    return Spec(layer, arguments, options, states, train)


def packed(value):
    """A Spec as what JSON can keep."""
    return json.dumps(asdict(value))


def unpacked(value):
    """A Spec from what JSON kept: lists are tuples again."""
    if isinstance(value, str):
        value = json.loads(value)
    return Spec(
        value["layer"],
        tuple(map(_tupled, value["arguments"])),
        {name: _tupled(option) for name, option in value["options"].items()},
        tuple(value["states"]),
        value["train"],
    )


def _tupled(value):
    if isinstance(value, dict):
        return unpacked(value) if "layer" in value else {key: _tupled(item) for key, item in value.items()}
    return tuple(map(_tupled, value)) if isinstance(value, list) else value


def net(described):
    """The layer that a Spec means."""
    from luperca.runtime.declare import create
    from luperca.runtime.graph import single

    options = dict(described.options)
    if "nets" in options:
        options["nets"] = {name: single(net(inner)) for name, inner in options["nets"].items()}
    return create(described.layer, *described.arguments, **options)


def graph(described):
    """The graph of a Spec: the layer alone, or, with states, joined to ports of their names."""
    from luperca.runtime.graph import connect, single

    if not described.states:
        return single(net(described))
    edges = [((None, name), (1, name)) for name in described.states]
    edges += [((1, name), (None, name)) for name in described.states]
    return connect({1: net(described)}, [*edges, ((1, "Output"), (None, "Output"))])


def array_path(described, name):
    """The path in the graph of an array that a case calls "Weights" or "Net/Weights"."""
    return (*((1,) if described.states else ()), *name.split("/"))


def read(file=FILE):
    """The cases of the file: name -> (Spec, kind -> name -> array)."""
    with safe_open(file, "numpy") as stored:
        specs = {name: unpacked(text) for name, text in stored.metadata().items()}
        arrays = {name: defaultdict(dict) for name in specs}
        for key in stored.keys():
            name, kind, port = key.split("|")
            arrays[name][kind][port] = stored.get_tensor(key)
    return {name: (specs[name], arrays[name]) for name in specs}
