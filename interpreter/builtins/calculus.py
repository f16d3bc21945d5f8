"""Calculus: derivatives, and the integrals that a table of elementary forms covers."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import applied, builtin, name
from ..expr import Expr, Symbol, Value, is_list, make_list
from ..numerics.numbers import is_number
from .derivatives import Differentiator, Unknown, is_derivative, partial_body

name("NonConstants", "NonConstants is an option of D: the symbols that are taken to depend on the variable.")


@builtin(
    "D[f_, variables___, OptionsPattern[]]",
    attributes="Protected ReadProtected",
    options={"NonConstants": "{}"},
    ivar="`1` is not a valid variable.",
    dvar="The order of differentiation in `1` is not a non-negative integer.",
)
def d(f: Any, variables: tuple[Any, ...], *, evaluate: Any, say: Any) -> Any:
    """D[f, x] gives the derivative of f by x, D[f, {x, n}] the nth one, D[f, x, y, ...] one after the other.

    D[f, {{x, y, ...}}] gives the list of derivatives (the gradient), D[f, {{x, y, ...}, n}] nested ones for order n.
    Functions without a known derivative give Derivative objects: D[f[x], x] is f'[x].

    >>> {D[x^3, x], D[Sin[x y], y], D[Exp[2 x], {x, 3}]}
    {3 x^2, x Cos[x y], 8 E^(2 x)}

    >>> {D[f[x], x], D[x^2 y, {{x, y}}]}
    {f'[x], {2 x y, x^2}}
    """
    for specification in variables:
        steps = _steps(specification, say)
        if steps is None:
            return None
        variable, times, is_gradient = steps
        for _ in range(times):
            try:
                f = _gradient(f, variable) if is_gradient else Differentiator(variable)(f)
            except Unknown:
                return None
            if times > 1 or len(variables) > 1:
                f = evaluate(f)
    return f


def _steps(specification: Any, say: Any) -> tuple[Any, int, bool] | None:
    """(variable or list of variables, order, whether it is a list)."""
    variable, times = specification, 1
    if is_list(specification):
        if not 1 <= len(specification) <= 2:
            return say("ivar", specification)
        variable, times = (*specification.args, 1)[:2]
        if is_list(variable):
            if not all(_is_variable(v) for v in variable.args):
                return say("ivar", next(v for v in variable.args if not _is_variable(v)))
        elif len(specification) == 1:
            return say("ivar", specification)
        if type(times) is not int or times < 0:
            if is_number(times):
                say("dvar", specification)
            return None
    if not is_list(variable) and not _is_variable(variable):
        return say("ivar", variable)
    return variable, times, is_list(variable)


def _is_variable(v: Any) -> bool:
    if isinstance(v, Expr):
        return v.head not in (S.Plus, S.Times, S.Power, S.List)
    return type(v) is Symbol


def _gradient(f: Any, variables: Expr) -> Any:
    if is_list(f):
        return make_list([_gradient(x, variables) for x in f.args])
    return make_list([Differentiator(v)(f) for v in variables.args])


@builtin("Derivative[orders___]", attributes="NHoldAll ReadProtected")
def derivative(orders: tuple[Any, ...]) -> Any:
    """f' or Derivative[1][f] is the derivative of a function of one argument; Derivative[n1, n2, ...][f] in general.

    Known functions give pure functions.

    >>> {Sin', (#^3 &)'[2], Derivative[2][f][x]}
    {Cos[#1] &, 12, f''[x]}
    """
    return None


@applied("Derivative")
def derivative_of(head: Expr, args: tuple[Any, ...], *, session: Any, evaluate: Any) -> Any:
    orders = head.args
    if len(args) != 1 or not orders or any(type(n) is not int or n < 0 for n in orders):
        return None
    f = args[0]
    if not any(orders):
        return f
    if isinstance(f, Value):
        differentiated = getattr(f, "differentiated", None)
        return None if differentiated is None else differentiated(orders)
    if is_derivative(f) and len(f.head) == len(orders) and all(type(n) is int for n in f.head.args):
        return Expr(Expr(S.Derivative, tuple([a + b for a, b in zip(orders, f.head.args)])), f.args)
    if isinstance(f, Expr) and f.head is S.Function and len(f) == 2:
        names = f.args[0].args if is_list(f.args[0]) else f.args[:1]
        if len(names) < len(orders):
            return None
        body = _repeatedly(evaluate(f.args[1]), zip(names, orders), evaluate)
        return None if body is None else Expr(S.Function, (f.args[0], body))
    slots = [Expr(S.Slot, (i,)) for i in range(1, len(orders) + 1)]
    if isinstance(f, Expr) and f.head is S.Function and len(f) == 1:
        body = evaluate(f.args[0])
    elif type(f) is Symbol and _known(f, len(orders), session):
        body = evaluate(Expr(f, tuple(slots)))
        if isinstance(body, Expr) and body.head is f and partial_body(f, len(orders), 0) is None:
            return None
    else:
        return None
    body = _repeatedly(body, zip(slots, orders), evaluate)
    return None if body is None or _mentions(body, f) else Expr(S.Function, (body,))


def _known(f: Symbol, count: int, session: Any) -> bool:
    d = session.definitions[f]
    return d.down is not None or any(partial_body(f, count, i) is not None for i in range(count)) or f is S.Power


def _mentions(body: Any, f: Any) -> bool:
    """True if a Derivative[...][f] is left: then the function is better left alone."""
    stack = [body]
    while stack:
        e = stack.pop()
        if is_derivative(e) and e.args[0] is f:
            return True
        if isinstance(e, Expr):
            stack.extend((e.head, *e.args))
    return False


def _repeatedly(body: Any, steps: Any, evaluate: Any) -> Any:
    for variable, times in steps:
        for _ in range(times):
            try:
                body = evaluate(Differentiator(variable)(body))
            except Unknown:
                return None
    return body


# ---- fields ----------------------------------------------------------------------------------------------------------


@builtin("Grad[f_, variables_List]")
def grad(f: Any, variables: Expr) -> Any:
    """Grad[f, {x, y, ...}] gives the list of derivatives of f by Cartesian coordinates.

    >>> Grad[x^2 y, {x, y}]
    {2 x y, x^2}
    """
    return Expr(S.D, (f, make_list((variables,))))


@builtin("Div[f_List, variables_List]")
def div(f: Expr, variables: Expr) -> Any:
    """Div[{f, g, ...}, {x, y, ...}] gives the divergence of a vector field in Cartesian coordinates.

    >>> Div[{x^2, x y}, {x, y}]
    3 x
    """
    if len(f) != len(variables):
        return None
    return Expr(S.Plus, tuple([Expr(S.D, pair) for pair in zip(f.args, variables.args)]))


@builtin("Curl[f_List, variables_List]")
def curl(f: Expr, variables: Expr) -> Any:
    """Curl[{f, g, h}, {x, y, z}] gives the curl of a vector field, Curl[{f, g}, {x, y}] a scalar.

    >>> Curl[{-y, x, 0}, {x, y, z}]
    {0, 0, 2}
    """
    if len(f) != len(variables) or len(f) not in (2, 3):
        return None

    def part(i: int, j: int) -> Expr:
        first = Expr(S.D, (f.args[j], variables.args[i]))
        return Expr(S.Plus, (first, Expr(S.Times, (-1, Expr(S.D, (f.args[i], variables.args[j]))))))

    return part(0, 1) if len(f) == 2 else make_list([part(1, 2), part(2, 0), part(0, 1)])


@builtin("Laplacian[f_, variables_List]")
def laplacian(f: Any, variables: Expr) -> Any:
    """Laplacian[f, {x, y, ...}] gives the sum of second derivatives of f.

    >>> Laplacian[x^2 + y^3, {x, y}]
    2 + 6 y
    """
    return Expr(S.Plus, tuple([Expr(S.D, (f, make_list((v, 2)))) for v in variables.args]))
