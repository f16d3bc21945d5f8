"""DSolve and RSolve: known solutions, substitution into the equations, messages."""

import pytest

pytest.importorskip("sympy")

CASES = [
    ("DSolve[{y'[x] == k*y[x], y[0] == b}, y[x], x]", "{{y[x] -> b*E^(k*x)}}"),
    ("DSolve[{y'[x] == y[x]^2, y[0] == 1}, y, x]", "{{y -> Function[{x}, -(-1 + x)^(-1)]}}"),
    ("DSolve[y''[x] + y[x] == 0, y[x], x]", "{{y[x] -> C[1]*Cos[x] + C[2]*Sin[x]}}"),
    ("DSolve[y'[x] == y[x], y[x], x, GeneratedParameters -> K]", "{{y[x] -> E^x*K[1]}}"),
    ("DSolve[{x'[t] == -y[t], y'[t] == x[t], x[0] == 1, y[0] == 0}, {x[t], y[t]}, t]",
     "{{x[t] -> Cos[t], y[t] -> Sin[t]}}"),
    ("DSolveValue[{y'[x] == 2*x, y[1] == 0}, y[3], x]", "8"),
    ("RSolve[{a[n + 1] == 2*a[n], a[0] == 3}, a[n], n]", "{{a[n] -> 3*2^n}}"),
    ("RSolveValue[{a[n + 2] == a[n + 1] + a[n], a[0] == 0, a[1] == 1}, Simplify[a[10]], n] == 55", "True"),
    ("DSolve[y'[x] == f[y[x], x], y[x], x]", "DSolve[y'[x] == f[y[x], x], y[x], x]"),
]  # fmt: skip

EQUATIONS = """
y'[x] + y[x] == a Sin[x]
x y'[x] + y[x] == x^2 y[x]^2
y'[x] y[x] == x
y''[x] - 3 y'[x] + 2 y[x] == E^x
y''[x] + 2 y'[x] + y[x] == 0
x^2 y''[x] + x y'[x] - y[x] == 0
y'''[x] == y[x]
y'[x] == (1 + y[x]^2) x
"""


@pytest.mark.parametrize(("given_", "expected"), CASES)
def test_solutions(ask, given_, expected):
    assert ask(given_) == expected
    assert ask.messages == []


@pytest.mark.parametrize("equation", EQUATIONS.split("\n")[1:-1])
def test_they_solve_the_equation(ask, equation):
    ask(f"s = DSolve[{equation}, y, x]")
    ask(f"r = ({equation}) /. Equal -> Subtract /. s /. {{C[1] -> 0.3, C[2] -> 0.7, C[3] -> -0.4, a -> 1.3, x -> 0.6}}")
    assert ask("Length[s] > 0 && Max[Abs[N[r]]] < 10^-10") == "True"


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ("DSolve[5, y, x]", "DSolve::deqn"),
        ("DSolve[y'[x] == 1, 3, x]", "DSolve::dsvar"),
        ("DSolve[y'[x] == 1, y[x], 2]", "DSolve::dsvar"),
        ("DSolve[y'[x] == z[x], {y, z}, x]", "DSolve::deqx"),
    ],
)
def test_what_is_wrong_is_said(ask, given_, message):
    ask(given_)
    assert ask.messages == [message]
