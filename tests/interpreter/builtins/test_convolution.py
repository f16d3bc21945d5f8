"""Sums of a kernel over a list."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ListConvolve[{x, y}, {a, b, c}, 1]", "{a*x + c*y, b*x + a*y, c*x + b*y}"),
        ("ListConvolve[{x, y}, {a, b, c}, {1, -1}, {}]", "{a*x, b*x + a*y, c*x + b*y, c*y}"),
        ("ListConvolve[{x, y}, {a, b, c}, {1, -1}, p]", "{a*x + p*y, b*x + a*y, c*x + b*y, p*x + c*y}"),
        ("ListCorrelate[{x, y}, {a, b, c}, {-1, 1}, p]", "{p*x + a*y, a*x + b*y, b*x + c*y, c*x + p*y}"),
        ("ListCorrelate[{x, y}, {a, b, c}, {-1, 1}, {p, q}]", "{q*x + a*y, a*x + b*y, b*x + c*y, c*x + q*y}"),
        ("ListConvolve[{{1, 1}, {1, 1}}, {{a, b}, {c, d}}]", "{{a + b + c + d}}"),
        ("ListConvolve[{{1, 0, -1}}, {{0, 5, 5, 0}}]", "{{5, -5}}"),
        ("ListCorrelate[{{0, 1}, {1, -4}}, {{1, 0}, {0, 0}}, {2, 2}]", "{{-4, 1}, {1, 0}}"),
        ("ListConvolve[{1, 2, 3}, {1, 2}]", "{}"),
        ("ListConvolve[{2^40, 1}, Range[2^40, 2^40 + 70]][[1]] - 2^80", "1099511627776 + 1099511627776"),
        ("ListConvolve[{1, 1/2}, {1., 2.}]", "{2.5}"),
    ],
)
def test_sums(ask, text, expected):
    assert ask(text) == ask(expected)


@pytest.mark.parametrize(
    ("text", "message"),
    [("ListConvolve[{1}, {{1, 2}}]", "ListConvolve::kldims"), ("ListCorrelate[{1}, {1}, 7]", "ListCorrelate::klalign")],
)
def test_messages(ask, text, message):
    assert ask(text) == text
    assert ask.messages == [message]


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(-9, 9), min_size=1, max_size=5), st.lists(st.integers(-9, 9), min_size=5, max_size=40))
def test_against_numpy(ask, kernel, data):
    def text(a):
        return "{" + ", ".join(map(str, a)) + "}"

    k, d = text(kernel), text(data)
    assert ask(f"ListConvolve[{k}, {d}, {{1, -1}}, 0]") == text(np.convolve(data, kernel))
    assert ask(f"ListConvolve[{k}, {d}]") == text(np.convolve(data, kernel, "valid"))
    assert ask(f"ListCorrelate[{k}, {d}]") == text(np.correlate(data, kernel, "valid"))
