"""Examples of the property tests: `pytest tests/grammar --hypothesis-profile=thorough` tries many more."""

from hypothesis import HealthCheck, settings

_ANY_MACHINE = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}

settings.register_profile("thorough", max_examples=10_000, **_ANY_MACHINE)
settings.register_profile("quick", max_examples=300, **_ANY_MACHINE)


def pytest_configure(config):
    if not config.getoption("--hypothesis-profile", None):
        settings.load_profile("quick")
