"""luperca: a symbolic language with neural nets in it.

>>> from luperca import Session
>>> Session().evaluate("1 + 1")
2
"""

from .interpreter.version import VERSION as __version__

__all__ = ["__version__"]
