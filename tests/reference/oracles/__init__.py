"""The cases, one family a file; importing the package fills `case.CASES`."""

from . import attention, basic, convolution, losses, normalization, operators, recurrence, sampling, shapes

__all__ = [
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
