"""How the tests start the program, and how thorough the property tests are.

`pytest tests/grammar tests/interpreter/display --hypothesis-profile=thorough` tries 10,000 expressions a property.
"""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_ANY_MACHINE = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("thorough", max_examples=10_000, **_ANY_MACHINE)
settings.register_profile("quick", max_examples=300, **_ANY_MACHINE)

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def command():
    """The words that start luperca."""
    import luperca

    bare = Path(luperca.__file__).is_relative_to(ROOT)
    return [sys.executable, str(ROOT / "conftest.py")] if bare else [sys.executable, "-m", "luperca"]
