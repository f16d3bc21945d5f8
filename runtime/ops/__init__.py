"""The ops, one family a file; importing the package fills the registry `declare.OPS`."""

from . import (  # noqa: F401
    borders,
    contractions,
    convolution,
    elementwise,
    external,
    functions,
    linear,
    losses,
    pooling,
    reductions,
    resampling,
    shapes,
)
