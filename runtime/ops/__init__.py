"""The ops, one family a file; importing the package fills the registry `declare.OPS`."""

from . import elementwise, functions, linear, losses, reductions, shapes  # noqa: F401
