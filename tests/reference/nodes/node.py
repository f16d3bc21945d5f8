"""An ONNX operator with its inputs, and the registry of what our layers can do of them."""

from dataclasses import dataclass


@dataclass
class Node:
    """An operator's settings and its inputs, constants among them, in order; None for one that is left out."""

    settings: dict
    inputs: list
    version: int

    def get(self, name, default=None):
        return self.settings.get(name, default)

    def __getitem__(self, i):
        return self.inputs[i] if i < len(self.inputs) else None


OPERATORS = {}


def operator(*names):
    def declare(function):
        OPERATORS.update(dict.fromkeys(names, function))
        return function

    return declare
