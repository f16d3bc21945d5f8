"""Examples of the property tests of the grammar, where no profile is asked for."""

from hypothesis import settings


def pytest_configure(config):
    if not config.getoption("--hypothesis-profile", None):
        settings.load_profile("quick")
