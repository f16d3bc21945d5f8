"""NDSolve against solutions in closed form; events, boundary values, stiff systems, messages."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session
from luperca.interpreter.solving.steps import Stepper

SOLUTIONS = [
    # equations, function, end, exact
    ("y'[t] == -2 y[t], y[0] == 3", "y", 2, "3 E^(-2 t)"),
    ("y''[t] + y[t] == 0, y[0] == 1, y'[0] == 0", "y", 10, "Cos[t]"),
    ("y'[t] == t y[t], y[0] == 1", "y", 2, "E^(t^2/2)"),
    ("y'[t] == 1 + y[t]^2, y[0] == 0", "y", 1, "Tan[t]"),
    ("(1 + t) y'[t] == y[t], y[1] == 2", "y", 2, "1 + t"),
    ("2 x'[t] + y'[t] == Cos[t], x'[t] - y'[t] == 2 Cos[t], x[0] == 0, y[0] == 0", "x", 3, "Sin[t]"),
    ("x'[t] == y[t], y'[t] == -x[t], x[0] == 0, y[0] == 1", "x", 6, "Sin[t]"),
    ("y'''[t] == y[t], y[0] == y'[0] == 1, y''[0] == 1", "y", 2, "E^t"),
    ("y''[t] == -y[t], y[0] == 0, y[2] == 1", "y", 2, "Sin[t]/Sin[2]"),
    ("y''[t] == 6 t, y[0] == 0, y'[2] == 12", "y", 2, "t^3"),
    ("y'[t] == -1000 (y[t] - Cos[t]) - Sin[t], y[0] == 1", "y", 3, "Cos[t]"),
    ("y'[t] == I y[t], y[0] == 1", "y", 3, "E^(I t)"),
    ("y'[t] == If[t < 1, 1, 1], y[0] == 0", "y", 2, "t"),
]


@pytest.mark.parametrize(("equations", "f", "end", "exact"), SOLUTIONS)
def test_solutions(ask, equations, f, end, exact):
    ask(f"u = NDSolveValue[{{{equations}}}, {f}, {{t, 0, {end}}}]")
    error = ask(f"Max[Table[Abs[N[u[t] - ({exact})]], {{t, 0.1, {end}, 0.23}}]] < 2 10^-6")
    assert (error, ask.messages) == ("True", [])


def test_forms(ask):
    ask("e = {y'[t] == 1, y[0] == 0}; s = NDSolve[e, y[t], {t, -1, 1}];")
    assert ask("Round[y[t] /. s /. t -> 0.5, 10.^-9]") == "{0.5}"
    assert ask("s[[1, 1, 1]]") == "y[t]"
    assert ask('NDSolveValue[e, y, {t, -1, 1}]["Domain"]') == "{{-1., 1.}}"
    assert ask("Round[NDSolveValue[e, {y[1], y'[0]}, {t, 0, 1}], 10.^-9]") == "{1., 1.}"
    assert ask("Round[Integrate[NDSolveValue[e, y, {t, 0, 1}][t], {t, 0, 1}], 10.^-9]") == "0.5"
    assert ask.messages == []


def test_vectors(ask):
    ask("u = NDSolveValue[{x'[t] == {{0, 1}, {-1, 0}} . x[t], x[0] == {0, 1}}, x, {t, 0, 6}]")
    assert ask("Max[Abs[u[5.] - {Sin[5.], Cos[5.]}]] < 10^-6") == "True"
    assert ask("Max[Abs[u'[5.] - {Cos[5.], -Sin[5.]}]] < 10^-4") == "True"
    assert ask("Dimensions[NDSolve[{x''[t] == -x[t], x[0] == {0, 1}, x'[0] == {1, 0}}, x[t], {t, 0, 1}]]") == "{1, 1}"
    assert ask.messages == []


def test_a_ball_that_bounces(ask):
    ask("e = {y''[t] == -10, y[0] == 5, y'[0] == 0, WhenEvent[y[t] == 0, y'[t] -> -y'[t]/2]}")
    ask("y = NDSolveValue[e, y, {t, 0, 1.8}]")
    # It falls for one second, then rises with half its speed: 5 s - 5 s^2.
    assert ask("Max[Abs[{y[0.5] - 3.75, y[1.5] - 1.25, y[1.8] - 0.8}]] < 10^-6") == "True"


def test_an_event_that_ends_it(ask):
    ask('u = NDSolveValue[{y\'[t] == y[t], y[0] == 1, WhenEvent[y[t] > 2, "StopIntegration"]}, y, {t, 0, 5}]')
    assert ask('Abs[u["Domain"][[1, 2]] - Log[2.]] < 10^-7') == "True"


def test_parameters(ask):
    ask("f = ParametricNDSolveValue[{y'[t] == a y[t] + b, y[0] == 1}, y[1], {t, 0, 1}, {a, b}]")
    assert ask("Abs[f[2, 0] - E^2] < 10^-5 && Abs[f[1, 1] - (2 E - 1)] < 10^-5") == "True"
    assert ask("f[x, 1][[0]] === f") == "True"


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ("{y'[t] == y[t]^2, y[0] == 1}, y, {t, 0, 2}", "NDSolve::ndsz"),
        ("{y'[t] == a y[t], y[0] == 1}, y, {t, 0, 2}", "NDSolve::ndnum"),
        ("{y'[t] == y[t], y[0] == a}, y, {t, 0, 2}", "NDSolve::ndinnt"),
        ("y'[t] == y[t], y, {t, 0, 2}", "NDSolve::ndnco"),
        ("{y'[t] == y[t], y[0] == 1}, y, {t, 0}", "NDSolve::litarg"),
        ("{y'[t], y[0] == 1}, y, {t, 0, 1}", "NDSolve::deqn"),
        ("{y'[t] == y[t], y[0] == 1}, 3, {t, 0, 1}", "NDSolve::dsvar"),
        ("{y'[t] == z[t], y[0] == 1}, y, {t, 0, 1}", "NDSolve::underdet"),
        ("{y'[t]^2 == 1, y[0] == 1}, y, {t, 0, 1}", "NDSolve::ndode"),
        ("{y'[t] == y[t - 1], y[0] == 1}, y, {t, 0, 1}", "NDSolve::ndode"),
        ("{y'[t] == Cos[50 t], y[0] == 1}, y, {t, 0, 100}, MaxSteps -> 20", "NDSolve::mxst"),
    ],
)
def test_what_is_wrong_is_said(ask, given_, message):
    ask(f"NDSolve[{given_}]")
    assert ask.messages == [message]


@pytest.mark.parametrize("stiff", [False, True])
def test_both_methods_keep_to_their_goals(stiff):
    """Lotka and Volterra's system has a constant of motion."""

    def slope(t, y):
        return np.array([y[0] * (1 - y[1]), y[1] * (y[0] - 1)])

    def constant(y):
        return y[0] - math.log(y[0]) + y[1] - math.log(y[1])

    stepper = Stepper(slope, 0.0, np.array([2.0, 1.0]), 10.0, 1e-8, 1e-8)
    stepper.stiff, stepper.may_switch = stiff, False
    while stepper.t != 10.0:
        stepper.step()
    assert abs(constant(stepper.y) - constant(np.array([2.0, 1.0]))) < 1e-6


def test_a_stiff_system_takes_few_steps():
    stepper = Stepper(lambda t, y: -1e6 * (y - np.cos(t)), 0.0, np.array([0.0]), 10.0, 1e-8, 1e-8)
    steps = 0
    while stepper.t != 10.0:
        stepper.step()
        steps += 1
    assert stepper.stiff
    assert steps < 1000
    assert abs(stepper.y[0] - math.cos(10)) < 1e-5


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.lists(st.floats(-1, 1), min_size=4, max_size=4), st.floats(0.2, 2))
def test_linear_systems(entries, end):
    """The solution of x' = A x is that of the exponential of A."""
    a = np.array(entries).reshape(2, 2)
    term = exponential = np.eye(2)
    for k in range(1, 40):
        term = term @ a * end / k
        exponential = exponential + term
    p, q, r, s = (repr(float(x)).replace("e", "*^") for x in entries)
    with Session() as session:
        found = session.evaluate(
            f"NDSolveValue[{{x'[t] == {p} x[t] + {q} y[t], y'[t] == {r} x[t] + {s} y[t], x[0] == 1, y[0] == 2}}, "
            f"{{x[{end}], y[{end}]}}, {{t, 0, {end}}}]"
        )
    assert np.allclose(np.array(found, dtype=float), exponential @ [1, 2], atol=1e-6)
