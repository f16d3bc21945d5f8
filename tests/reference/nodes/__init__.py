"""ONNX operators as our layers, for the operators and settings that both have.

A function of `OPERATORS` takes a `Node` and gives (Spec, inputs, arrays) or, for results that stand otherwise, a fourth
member: what to do with our output; or None where the layer has no such setting.
"""

from . import elements, norms, sequences, shapes, windows  # noqa: F401  fill the registry
from .node import OPERATORS, Node

__all__ = ["OPERATORS", "Node"]
