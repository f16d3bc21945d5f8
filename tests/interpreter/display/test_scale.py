"""Depth and size: no expression is too deep for Python's stack, or too long."""

import numpy as np
import pytest
from luperca.interpreter import symbols as S
from luperca.interpreter.display import FORMS, fill_template, output_form, shorten, to_text
from luperca.interpreter.expr import Expr, make_list, symbol
from luperca.interpreter.packed import from_array

DEEPEST, DEPTH = 100_000, 20_000
X = symbol("Global`x")


def nest(step, depth=DEPTH):
    e = X
    for _ in range(depth):
        e = step(e)
    return e


STEPS = {
    "call": lambda e: Expr(S.Sin, (e,)),
    "head": lambda e: Expr(e, (X,)),
    "list": lambda e: Expr(S.List, (1, e)),
    "minus": lambda e: Expr(S.Times, (-1, e)),
    "power": lambda e: Expr(S.Power, (e, 2)),
    "sum": lambda e: Expr(S.Plus, (1, e)),
    "quotient": lambda e: Expr(S.Times, (1, Expr(S.Power, (e, -1)))),
    "rule": lambda e: Expr(S.Rule, (1, e)),
    "derivative": lambda e: Expr(Expr(S.Derivative, (1,)), (e,)),
    "held": lambda e: Expr(S.HoldForm, (e,)),
    "row": lambda e: Expr(S.Row, (Expr(S.List, (e, "a")),)),
    "function": lambda e: Expr(S.Function, (e,)),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("step", STEPS)
def test_deep(step, form):
    assert "x" in to_text(nest(STEPS[step]), form)


@pytest.mark.parametrize("head", ["Column", "TableForm", "Grid", "NumberForm", "InputForm", "Short", "Labeled"])
def test_deep_wrappers_end(head):
    wrap = S.system(head)
    assert output_form(nest(lambda e: Expr(wrap, (Expr(S.List, (e,)), 2))))


def test_deep_expressions_are_shortened():
    deep = nest(STEPS["call"], DEEPEST)
    assert output_form(deep) == "Sin[" * DEEPEST + "x" + "]" * DEEPEST
    assert len(output_form(shorten(deep, 100))) < 200
    assert len(fill_template("`1`", (deep,))) < 600
    assert len(output_form(Expr(S.Shallow, (deep,)))) < 60


def test_long_lists():
    reals = output_form(from_array(np.arange(10**6) / 8 % 1000))
    assert reals.startswith("{0., 0.125, 0.25,") and reals.endswith(", 999.75, 999.875}")
    generic = output_form(make_list([X] * 10**6), width=80)
    assert generic.count("x") == 10**6
    matrix = to_text(from_array(np.zeros((1000, 1000))), "InputForm")
    assert matrix.count("0.") == 10**6
