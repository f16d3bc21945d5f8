"""Lets the tests run from a bare checkout: maps the import paths of the package onto its folders.

An installed copy wins: the finder comes last, so what pip installed is what is tested, and the header of the
test run says which one it is. `python conftest.py ARGUMENTS` is `luperca ARGUMENTS` without an installation.
"""

import sys
import tomllib
from importlib.abc import MetaPathFinder
from importlib.util import find_spec, spec_from_file_location
from pathlib import Path

ROOT = Path(__file__).resolve().parent


class Checkout(MetaPathFinder):
    """Finds the few packages whose folder is not where their name says; their modules follow from `__path__`."""

    def __init__(self):
        settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        self.folders = settings["tool"]["setuptools"]["package-dir"]

    def find_spec(self, name, path=None, target=None):
        if name not in self.folders:
            return None
        folder = ROOT / self.folders[name]
        return spec_from_file_location(name, folder / "__init__.py", submodule_search_locations=[str(folder)])


if find_spec("luperca") is None:
    sys.meta_path.append(Checkout())


def pytest_report_header():
    return f"luperca: {find_spec('luperca').origin}"


if __name__ == "__main__":
    # The script's folder is not part of what a user has on the path.
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != ROOT]
    from luperca.__main__ import main

    sys.exit(main())
