"""Gradients that are recorded as ops, so that they can be computed with and differentiated again.

`record.py` walks what was recorded backwards; `rules.py` and `filters.py` say for each op which ops its gradient is;
`compositions.py` replaces ops without a rule by simpler ones.
"""

from . import compositions, filters, rules  # noqa: F401  fill the tables
from .record import AdjointError, differentiate, instructions

__all__ = ["AdjointError", "differentiate", "instructions"]
