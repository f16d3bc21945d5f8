"""Tensors: layers, graphs, plans and training over numpy (or cupy); knows nothing of expressions.

The parts in the order in which a net passes through them:

- `layers.create` makes one immutable layer from a declaration; `graph.Graph` joins layers and infers shapes;
- `initialize.initialize` gives the arrays their first values; they live beside the graph, in a dictionary path ->
array;
- `plan.evaluate` runs a graph (outputs, gradients) through a cached plan; `training.train` changes the arrays;
- `weights.save` and `weights.load` keep arrays in files.
"""

from . import layers  # noqa: F401  fills the registry of layers
