"""PiecewiseExpand: known forms, and the same values at many points."""

import pytest

ABS = "Element[x, Reals]"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (f"Abs[x], {ABS}", "Piecewise[{{-x, x < 0}}, x]"),
        ("Abs[x]", "Abs[x]"),
        ("Abs[x], x > 0", "x"),
        ("Max[x, y]", "Piecewise[{{x, x - y >= 0}}, y]"),
        ("UnitStep[x] UnitStep[1 - x]", "Piecewise[{{1, 0 <= x <= 1}}, 0]"),
        ("Boole[x > 0] x", "Piecewise[{{x, x > 0}}, 0]"),
        ("If[x > 0, 1, -1]", "Piecewise[{{1, x > 0}}, -1]"),
        ("Sin[x]", "Sin[x]"),
        ("{Boole[x > 1], 2}", "{Piecewise[{{1, x > 1}}, 0], 2}"),
    ],
)
def test_forms(ask, call, expected):
    assert ask(f"PiecewiseExpand[{call}]") == ask(expected)


@pytest.mark.parametrize(
    "e",
    ["Abs[x - 1] + Abs[x]", "Max[x, 1 - x, x^2]", "Clip[x, {-1, 2}]^2", "Sign[x] Abs[x + 2]", "Min[x, Abs[x]]",
     "Piecewise[{{1, x > 0}}, 2] + Piecewise[{{3, x > 1}}, x]", "UnitStep[x^2 - 2] If[x < 1, x, 5]", "Ramp[x - 1]"],
)  # fmt: skip
def test_values_stay_the_same(ask, e):
    found = ask(f"PiecewiseExpand[{e}, {ABS}]")
    for point in ("-5/2", "-2", "-1", "0", "1/3", "1/2", "1", "3/2", "2", "7"):
        assert ask(f"{found} /. x -> {point}") == ask(f"{e} /. x -> {point}"), point
