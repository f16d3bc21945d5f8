"""The cases, one family a file; importing the package fills `case.CASES`."""

from . import algebra, attention, basic, convolution, losses, normalization, operators, recurrence, sampling, shapes

__all__ = [
    "algebra",
    "attention",
    "basic",
    "convolution",
    "losses",
    "normalization",
    "operators",
    "recurrence",
    "sampling",
    "shapes",
]
