"""The examples in the documentation of the grammar."""

import doctest
import importlib
import pkgutil

import luperca.grammar
import pytest

MODULES = ["luperca.grammar", *(f"luperca.grammar.{m.name}" for m in pkgutil.iter_modules(luperca.grammar.__path__))]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
