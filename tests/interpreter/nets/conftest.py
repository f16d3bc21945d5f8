"""A session in which a module's nets are there already."""

import pytest


@pytest.fixture
def nets(ready):
    return ready
