"""Nets as expressions: the bridge between the language and the tensor runtime, the only code that knows both."""

from . import diagram, extract  # noqa: F401 - they say what nets answer to general functions
