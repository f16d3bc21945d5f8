"""The cases of all families by name."""

from importlib import import_module
from pkgutil import iter_modules

from . import cases

FAMILIES = {found.name: import_module(f"{cases.__name__}.{found.name}").CASES for found in iter_modules(cases.__path__)}
CASES = {name: case for family in FAMILIES.values() for name, case in family.items()}
