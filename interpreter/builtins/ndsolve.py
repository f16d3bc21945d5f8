"""NDSolve and its kin: differential equations in numbers; carried out in interpreter/solving."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import applied, builtin, name
from ..display import formatter
from ..expr import Expr, Symbol, expr, has_head, is_list, make_list
from ..numerics.numbers import REAL_TYPES
from ..numerics.numeric import real_value
from ..substitution import substitute
from . import interpolation  # noqa: F401 - it says how the results are shown
from .optimization import told

name(
    "WhenEvent",
    "WhenEvent[event, action] stands among the equations of NDSolve for an action, such as x[t] -> value or "
    '"StopIntegration", at the time of an event, such as x[t] == 0 or x[t] > 0.',
    "HoldAll Protected",
)
name("MaxSteps", "MaxSteps is an option of NDSolve: the greatest number of steps.")
name("MaxStepSize", "MaxStepSize is an option of NDSolve: the greatest length of a step.")
name("StartingStepSize", "StartingStepSize is an option of NDSolve: the length of the first step.")

_OPTIONS = {
    "AccuracyGoal": "Automatic",
    "EvaluationMonitor": "None",
    "InterpolationOrder": "Automatic",
    "MaxStepSize": "Automatic",
    "MaxSteps": "Automatic",
    "Method": "Automatic",
    "PrecisionGoal": "Automatic",
    "StartingStepSize": "Automatic",
    "StepMonitor": "None",
    "WorkingPrecision": "MachinePrecision",
}
_MESSAGES = {
    "deqn": "Instead of `1`, an equation or a list of equations is expected in `2`.",
    "dsvar": "`1` is no unknown function, such as u or u[t].",
    "litarg": "`1` is no {t, tmin, tmax} with numbers.",
    "mxst": "After `1` steps the solution has come to `2` = `3`; the rest is missing.",
    "ndinnt": "The conditions `1` do not give numbers to start from.",
    "ndnco": "There are `1` conditions for `2` unknown values.",
    "ndnum": "A derivative is no number at `1` = `2`.",
    "ndode": "The equations are no ordinary differential equations that are linear in their highest derivatives.",
    "ndsz": "At `1` = `2` the steps have come to nothing: the solution is singular there, or very stiff.",
    "overdet": "There are more equations (`2`) than unknown functions (`1`).",
    "underdet": "There are fewer equations (`2`) than unknown functions (`1`).",
    "wprec": "Value of option WorkingPrecision -> `1` should be a positive number of digits or MachinePrecision.",
}


@builtin("NDSolve[equations_, functions_, range_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)
def nd_solve(equations: Any, functions: Any, range: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """NDSolve[equations, u, {t, tmin, tmax}] solves ordinary differential equations with conditions for a function u of
    t in numbers; NDSolve[equations, {u, v, ...}, {t, tmin, tmax}] for several. The result is {{u ->
    InterpolatingFunction[...], ...}}, with u[t] -> ... where u[t] is asked for.

    Equations may be of any order; conditions at several places are met by shooting. WhenEvent[event, action] among
    the equations acts on the way. An explicit Runge-Kutta method is used, and an implicit one where the system is
    stiff or Method -> "ImplicitRungeKutta" asks for it.

    >>> s = NDSolve[{y'[t] == -y[t], y[0] == 1}, y, {t, 0, 2}]; Round[y[1.] /. First[s], 10.^-6]
    0.367879
    >>> NDSolve[{x''[t] == -x[t], x[0] == 0, x'[0] == 1}, x, {t, 0, 10}]
    {{x -> InterpolatingFunction[{{0., 10.}}, <>]}}
    """

    def work() -> Any:
        found, names = _solved(equations, functions, range, options, session, say)
        asked = functions.args if is_list(functions) else (functions,)
        rules = [expr(S.Rule, a, found[f] if a is f else Expr(found[f], a.args)) for a, f in zip(asked, names)]
        return make_list((make_list(rules),))

    return told(say, work)


@builtin("NDSolveValue[equations_, value_, range_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)
def nd_solve_value(equations: Any, value: Any, range: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """NDSolveValue[equations, expr, {t, tmin, tmax}] solves differential equations as NDSolve does and gives expr, such
    as u, u[2] or {u, v'[1]}, with the solution in it.

    >>> NDSolveValue[{y'[t] == 2 t, y[0] == 1}, Round[y[3], 10.^-6], {t, 0, 3}]
    10.
    """
    return told(say, lambda: _value(equations, value, range, options, session, say))


def _value(equations: Any, value: Any, range: Any, options: dict[str, Any], session: Any, say: Any) -> Any:
    t = range.args[0] if is_list(range) and len(range) else None
    names = unknown_functions(equations, t)
    if not names:
        from ..solving.formula import SolvingError

        raise SolvingError("dsvar", value)
    found, _ = _solved(equations, make_list(names), range, options, session, say)
    return session.evaluate_expr(substitute(value, found))


def unknown_functions(e: Any, t: Any) -> list[Symbol]:
    """The functions of t in equations."""
    found: dict[Symbol, None] = {}
    stack = [e]
    while stack:
        x = stack.pop()
        if isinstance(x, Expr):
            if len(x) == 1 and x.args[0] is t:
                f = x.head
                if isinstance(f, Expr) and has_head(f.head, S.Derivative) and len(f) == 1:
                    f = f.args[0]
                if type(f) is Symbol and f.context != "System`":
                    found[f] = None
            stack += [x.head, *x.args][::-1]
    return list(found)


def _solved(
    equations: Any, functions: Any, range: Any, options: dict[str, Any], session: Any, say: Any
) -> tuple[dict[Symbol, Any], list[Symbol]]:
    from ..solving.formula import SolvingError
    from ..solving.initialvalues import solve
    from ..solving.settings import read_goals

    t, *ends = range.args if is_list(range) else (range,)
    span = [real_value(e, session) for e in ends]
    if type(t) is not Symbol or len(span) != 2 or not all(type(e) in REAL_TYPES for e in span):
        raise SolvingError("litarg", range)
    asked = functions.args if is_list(functions) else (functions,)
    names = [a.head if isinstance(a, Expr) and len(a) == 1 and a.args[0] is t else a for a in asked]
    for f in names:
        if type(f) is not Symbol or f.context == "System`":
            raise SolvingError("dsvar", f)
    every = list(dict.fromkeys([*names, *unknown_functions(equations, t)]))
    steps = options["MaxSteps"]
    goals = read_goals({**options, "MaxIterations": 10**9 if steps is S.Infinity else steps}, session)
    return solve(equations, every, t, (float(span[0]), float(span[1])), goals, session, say), names


# ---- parameters ------------------------------------------------------------------------------------------------------


@builtin(
    "ParametricNDSolveValue[equations_, value_, range_, parameters_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES
)
def parametric_nd_solve_value(
    equations: Any, value: Any, range: Any, parameters: Any, *, options: dict[str, Any]
) -> Any:
    """ParametricNDSolveValue[equations, expr, {t, tmin, tmax}, {p1, p2, ...}] gives a function of the parameters whose
    values are those of NDSolveValue.

    >>> f = ParametricNDSolveValue[{y'[t] == a y[t], y[0] == 1}, y[1], {t, 0, 1}, {a}]; Round[f[2], 10.^-5]
    7.38906
    """
    return _parametric(S.NDSolveValue, equations, value, range, parameters, options)


@builtin(
    "ParametricNDSolve[equations_, functions_, range_, parameters_, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES
)
def parametric_nd_solve(
    equations: Any, functions: Any, range: Any, parameters: Any, *, options: dict[str, Any], session: Any
) -> Any:
    """ParametricNDSolve[equations, u, {t, tmin, tmax}, {p1, p2, ...}] gives {u -> ParametricFunction[...]}: applied to
    values of the parameters, it is the solution of NDSolve.

    >>> s = ParametricNDSolve[{y'[t] == a, y[0] == 0}, y, {t, 0, 1}, {a}]; (y /. s)[3][1.]
    3.
    """
    asked = functions.args if is_list(functions) else (functions,)
    every = [expr(S.Rule, f, _parametric(S.NDSolveValue, equations, f, range, parameters, options)) for f in asked]
    return make_list(every)


def _parametric(head: Symbol, equations: Any, value: Any, range: Any, parameters: Any, options: dict[str, Any]) -> Expr:
    rules = [expr(S.Rule, S.system(k), v) for k, v in options.items() if v is not S.Automatic and k in _KEPT]
    names = make_list(
        p.args[0] if is_list(p) else p for p in (parameters.args if is_list(parameters) else (parameters,))
    )
    return expr(S.ParametricFunction, names, Expr(head, (equations, value, range, *rules)))


_KEPT = ("AccuracyGoal", "MaxSteps", "Method", "PrecisionGoal")


@builtin("ParametricFunction[parameters_, call_]", attributes="HoldAll Protected")
def parametric_function(parameters: Any, call: Any) -> Any:
    """ParametricFunction[...] is what ParametricNDSolveValue gives; it is applied to values of the parameters.

    >>> ParametricNDSolveValue[{y'[t] == a, y[0] == 0}, y[1], {t, 0, 1}, {a}]
    ParametricFunction[<>]
    """
    return None


@applied("ParametricFunction")
def _apply(head: Expr, args: tuple[Any, ...], *, session: Any) -> Any:
    if len(head) != 2 or not is_list(head.args[0]) or len(args) != len(head.args[0]):
        return None
    if not all(real_value(a, session) is not None for a in args):
        return None
    return substitute(head.args[1], dict(zip(head.args[0].args, args, strict=True)))


@formatter("ParametricFunction")
def show_parametric_function(e: Any, page: Any) -> Any:
    return "ParametricFunction[<>]" if len(e) == 2 else None
