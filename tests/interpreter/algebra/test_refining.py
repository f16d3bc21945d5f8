"""Refine, Element, Assuming: each result is checked by numbers that meet the assumptions as well."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.algebra.assumptions import facts, flags
from luperca.interpreter.algebra.checking import agree
from luperca.interpreter.session import Session

CASES = [
    ("Sqrt[x^2]", "x > 0", "x"),
    ("Sqrt[x^2]", "x <= 0", "-x"),
    ("Sqrt[x^2]", "Element[x, Reals]", "Abs[x]"),
    ("Sqrt[x^2]", "x != 0", "Sqrt[x^2]"),
    ("(x^3)^(1/3)", "x >= 0", "x"),
    ("(x^3)^(1/3)", "x < 0", "(x^3)^(1/3)"),
    ("Sqrt[x^2 y]", "x < 0", "-(x Sqrt[y])"),
    ("Log[x^p]", "x > 0 && Element[p, Reals]", "p Log[x]"),
    ("Log[x]", "x < 0", "I Pi + Log[-x]"),
    ("Abs[x]", "x < 0", "-x"),
    ("Abs[x y]", "x > 0", "x Abs[y]"),
    ("Abs[x]^2", "Element[x, Reals]", "x^2"),
    ("Abs[x - y]", "x > y", "x - y"),
    ("Sign[x - 1]", "x > 2", "1"),
    ("Re[a + I b]", "Element[a | b, Reals]", "a"),
    ("Im[a + I b]", "Element[{a, b}, Reals]", "b"),
    ("Conjugate[x]", "x > 0", "x"),
    ("Arg[x]", "x < 0", "Pi"),
    ("Sin[x + n Pi]", "Element[n, Integers]", "(-1)^n Sin[x]"),
    ("Cos[2 n Pi]", "Element[n, Integers]", "1"),
    ("Tan[x + n Pi]", "Element[n, Integers]", "Tan[x]"),
    ("E^(2 I n Pi)", "Element[n, Integers]", "1"),
    ("(-1)^(2 n + 1)", "Element[n, Integers]", "-1"),
    ("(-1)^n", "Element[n, Integers]", "(-1)^n"),
    ("Floor[2 n + x]", "Element[n, Integers]", "2 n + Floor[x]"),
    ("Floor[x]", "1 < x < 2", "1"),
    ("Ceiling[x]", "1 < x <= 2", "2"),
    ("Mod[x, 3]", "0 <= x < 3", "x"),
    ("Max[x, y]", "x > y", "x"),
    ("Min[x, y, 0]", "x > y > 0", "0"),
    ("UnitStep[x]", "x > 1", "1"),
    ("ArcTan[Tan[x]]", "-Pi/2 < x < Pi/2", "x"),
    ("Piecewise[{{1, x > 0}, {2, x < 0}}]", "x < -3", "2"),
    ("x^2 + 1 > 0", "Element[x, Reals]", "True"),
    ("x > 1", "x > 2", "True"),
    ("x > 1", "x > 0", "x > 1"),
    ("a > c", "a > b && b > c", "True"),
    ("x y < 0", "x < 0 && y > 0", "True"),
    ("Element[m + n, Integers]", "Element[m | n, Integers]", "True"),
    ("Sin[x] <= 1", "Element[x, Reals]", "True"),
]


@pytest.mark.parametrize(("e", "assumptions", "expected"), CASES)
def test_refine(ask, e, assumptions, expected):
    assert ask(f"Refine[{e}, {assumptions}]") == ask(expected)
    assert ask(f"Assuming[{assumptions}, Refine[{e}]]") == ask(expected)


@pytest.mark.parametrize(
    ("e", "assumptions", "expected"),
    [c for c in CASES if c[2] not in ("True", "x > 1") and not c[0].startswith("Piecewise")],
)
def test_refined_values_are_the_same(ask, e, assumptions, expected):
    statements = facts(ask.session.read_value(assumptions))
    tests = [f for f in statements if f.head.name in ("Less", "Greater", "LessEqual", "GreaterEqual")]
    a, b = (ask.session.evaluate_expr(ask.session.read_value(t)) for t in (e, expected))
    assert agree(ask.session, a, b, tests, flags(statements))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(-3, 3), st.integers(-3, 3), st.integers(-3, 3), st.sampled_from(["<", "<=", ">", ">="]))
def test_what_is_decided_is_so(a, b, c, relation):
    """A linear statement under x > a && y < b: where it is decided, points agree."""
    session = Session()
    statement = f"{c} x - y {relation} {a + b}"

    def text(t):
        return session.text(session.evaluate_expr(session.read_value(t)), "InputForm")

    found = text(f"Refine[{statement}, x > {a} && y < {b}]")
    if found in ("True", "False"):
        for x in (f"{a} + 1/9", f"{a} + 50"):
            for y in (f"{b} - 1/9", f"{b} - 50"):
                assert text(f"{statement} /. {{x -> {x}, y -> {y}}}") == found


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("Element[3, Integers]", "True"),
        ("Element[2., Integers]", "False"),
        ("Element[1/2, Rationals]", "True"),
        ("Element[Sqrt[2], Rationals]", "False"),
        ("Element[Sqrt[2], Algebraics]", "True"),
        ("Element[Pi, Algebraics]", "False"),
        ("Element[I, Reals]", "False"),
        ("Element[Sqrt[-2], Reals]", "False"),
        ("Element[Pi + E, Reals]", "True"),
        ("Element[7, Primes]", "True"),
        ("Element[-1, PositiveReals]", "False"),
        ("Element[0, NonNegativeIntegers]", "True"),
        ("Element[1 | 2 | x, Integers]", "Element[x, Integers]"),
        ("Element[1/2 | x, Integers]", "False"),
        ("NotElement[1/2, Integers]", "True"),
        ("!Element[x, Reals]", "NotElement[x, Reals]"),
    ],
)
def test_element(ask, call, expected):
    assert ask(call) == ask(expected)


def test_assumptions_last_as_long_as_assuming(ask):
    assert ask("Assuming[x > 0, $Assumptions]") == "x > 0"
    assert ask("Assuming[x > 0, Assuming[y > 0, Refine[Sqrt[x^2 y^2]]]]") == "x*y"
    assert ask("$Assumptions = a < 0; Refine[Abs[a]]") == "-a"
    assert ask("$Assumptions = True; Refine[Abs[a]]") == "Abs[a]"
