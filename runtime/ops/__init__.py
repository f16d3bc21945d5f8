"""The ops, one family a file; importing the package fills the registry `declare.OPS`."""

from . import (  # noqa: F401
    aggregation,
    borders,
    contractions,
    convolution,
    elementwise,
    external,
    functions,
    linear,
    losses,
    normalization,
    pooling,
    random,
    reductions,
    resampling,
    selection,
    shapes,
    standardization,
)
