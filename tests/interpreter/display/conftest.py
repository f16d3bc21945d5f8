"""Text to expressions for the tests of display, with no session: capital names are System's, the others Global's."""

import pytest
from luperca.grammar import parse
from luperca.interpreter.contexts import Contexts
from luperca.interpreter.expr import symbol
from luperca.interpreter.reader import ExprBuilder


def _resolve(name):
    if "`" in name:
        return symbol(name)
    return symbol(("System`" if name.lstrip("$")[0].isupper() else "Global`") + name)


class Builder(ExprBuilder):
    def __init__(self):
        super().__init__(Contexts())
        self.symbol = _resolve


@pytest.fixture(scope="session")
def read():
    return lambda text: parse(text, Builder())
