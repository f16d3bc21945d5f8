"""The functions of the language, one topic a file.  Importing a topic declares its symbols."""

import pkgutil
from importlib import import_module

_LAST = "operators"  # declares as inert what no other topic has given a meaning


def load() -> None:
    """Declare all builtins: every module of this folder (once per process; the import system keeps count)."""
    topics = sorted(m.name for m in pkgutil.iter_modules(__path__))
    for name in sorted(topics, key=lambda topic: topic == _LAST):
        import_module(f".{name}", __name__)
