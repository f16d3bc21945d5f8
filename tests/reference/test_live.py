"""The same with torch itself, on other numbers; and what is stored is what the makers compute today."""

import numpy
import pytest

from .spec import read

torch = pytest.importorskip("torch", reason="the extra `oracle` is not installed")
pytestmark = pytest.mark.oracle

from . import oracles  # noqa: E402, F401
from .case import CASES, computed  # noqa: E402
from .test_layers import TOLERANCES, check  # noqa: E402

STORED = read()


@pytest.mark.parametrize("name", CASES)
def test_stored_is_what_torch_computes(name):
    described, parts = STORED[name]
    assert described == CASES[name].spec
    for kind, arrays in computed(name).items():
        assert arrays.keys() == parts[kind].keys()
        for key, data in arrays.items():
            numpy.testing.assert_allclose(parts[kind][key], data, rtol=1e-9, atol=1e-12)


def test_every_stored_case_has_a_maker():
    assert STORED.keys() == CASES.keys()


@pytest.mark.parametrize("dtype", TOLERANCES)
@pytest.mark.parametrize("name", CASES)
def test_other_numbers(name, dtype):
    check(CASES[name].spec, computed(name, seed=1), dtype)
