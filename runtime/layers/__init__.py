"""The layers, one family a file; importing the package fills the registry `declare.LAYERS`."""

from ..declare import LAYERS
from . import (  # noqa: F401
    aggregation,
    algebra,
    attention,
    basic,
    calculus,
    convolution,
    external,
    folding,
    images,
    learned,
    losses,
    normalization,
    operators,
    pairs,
    pooling,
    random,
    recurrent,
    selection,
    sequences,
    shapes,
)

__all__ = ["LAYERS"]
