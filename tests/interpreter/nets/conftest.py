"""A session in which a module's nets are there already."""

import pytest


@pytest.fixture
def nets(ask, request):
    """`ask`, after the module's SETUP."""
    ask(request.module.SETUP)
    ask.messages.clear()
    return ask
