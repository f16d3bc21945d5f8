"""The functions of the language, one topic a file.  Importing a topic declares its symbols."""

from importlib import import_module

MODULES = (
    "assignment",
    "contexts",
    "flow",
    "history",
    "iteration",
    "messages",
    "rewriting",
    "scoping",
    "structure",
    "values",
)


def load() -> None:
    """Declare all builtins (once per process; the import system keeps count)."""
    for name in (*MODULES, "operators"):  # what no topic has declared is an operator without meaning
        import_module(f".{name}", __name__)
