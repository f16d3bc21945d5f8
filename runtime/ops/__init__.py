"""The ops, one family a file; importing the package fills the registry `declare.OPS`."""

from . import (  # noqa: F401
    contractions,
    convolution,
    elementwise,
    functions,
    linear,
    losses,
    pooling,
    reductions,
    shapes,
)
