"""How the tests start the program: as a user does, installed or from a bare checkout."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def command():
    """The words that start luperca."""
    import luperca

    bare = Path(luperca.__file__).is_relative_to(ROOT)
    return [sys.executable, str(ROOT / "conftest.py")] if bare else [sys.executable, "-m", "luperca"]
