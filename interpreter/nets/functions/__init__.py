"""Functions of arrays made into graphs of layers: what FunctionLayer compiles.

`walk.Walker` goes through the unevaluated body of a function with `values.Traced` standing for arrays; the rules of
heads are in tables filled by `elements`, `arrays`, `statistics`, `scopes`, `loops` and `members`.
"""

from . import arrays, elements, loops, members, scopes, statistics  # noqa: F401 - fill the table of rules
from .values import Sketch, Traced
from .walk import Again, Walker

__all__ = ["Again", "Sketch", "Traced", "Walker"]
