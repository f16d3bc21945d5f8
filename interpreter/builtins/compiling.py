"""Compile: functions of numbers that say what kinds of numbers they take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..arguments import ATOMS
from ..declare import applied, builtin, name
from ..expr import FALSE, TRUE, Expr, Symbol, expr, has_head, is_list, make_list
from ..numerics.numbers import NUMBER_TYPES, REAL_TYPES, Complex
from ..packed import from_array, to_array

name("CompilationTarget", 'CompilationTarget is an option of Compile; "WVM" and "C" mean the same here.')
name("CompilationOptions", "CompilationOptions is an option of Compile, which is accepted.")
name("RuntimeAttributes", "RuntimeAttributes is an option of Compile: attributes of the function, such as {Listable}.")
name("RuntimeOptions", "RuntimeOptions is an option of Compile, which is accepted.")


def _real(x: Any) -> Any:
    return float(x) if type(x) in REAL_TYPES else None


def _complex(x: Any) -> Any:
    return x if type(x) in NUMBER_TYPES or type(x) is Complex else None


# What is made of an argument of a kind; None for what does not fit.
_KINDS: dict[Any, Callable[[Any], Any]] = {
    expr(S.Blank, S.Real): _real,
    expr(S.Blank, S.Integer): lambda x: x if type(x) is int else None,
    expr(S.Blank, S.Complex): _complex,
    expr(S.Alternatives, TRUE, FALSE): lambda x: x if x is TRUE or x is FALSE else None,
}
_REAL = expr(S.Blank, S.Real)


def _entry(e: Any) -> tuple[Symbol, Any, int] | None:
    """(variable, kind, depth) of x, {x, _Integer} or {x, _Real, 2}."""
    parts = e.args if is_list(e) else (e,)
    if not 1 <= len(parts) <= 3 or type(parts[0]) is not Symbol:
        return None
    kind, depth = (*parts[1:], *(_REAL, 0)[len(parts) - 1 :])
    return (parts[0], kind, depth) if kind in _KINDS and type(depth) is int and depth >= 0 else None


@builtin(
    "Compile[vars_, body_, OptionsPattern[]]",
    "Compile[vars_, body_, types_, OptionsPattern[]]",
    attributes="HoldAll Protected",
    options={
        "CompilationOptions": "Automatic",
        "CompilationTarget": '"WVM"',
        "Parallelization": "Automatic",
        "RuntimeAttributes": "{}",
        "RuntimeOptions": "Automatic",
    },
    vars="`1` is no list of variables such as x, {x, _Integer} or {x, _Real, 1}.",
)
def compile_(vars: Any, body: Any, types: Any = None, *, options: dict[str, Any], say: Any) -> Any:
    """Compile[{x1, x2, ...}, body] gives a function of real numbers; {x, _Integer} takes integers, {x, _Complex}
    complex numbers, {x, True | False} truth values, and {x, kind, n} lists of them, n levels deep.

    Arguments are turned into numbers of their kinds; where that cannot be, CompiledFunction::cfsa says so and the body
    is evaluated with the argument as it is. With RuntimeAttributes -> {Listable} the function threads over lists.

    >>> f = Compile[{{n, _Integer}}, Module[{a = 0}, Do[a += i^2, {i, n}]; a]]; f[10]
    385
    >>> Compile[{x, y}, x + y][1, 2]
    3.
    """
    entries = [_entry(e) for e in (vars.args if is_list(vars) else (vars,))]
    if None in entries:
        say("vars", vars)
        return None
    known = [e for e in entries if e is not None]
    spec = make_list(make_list(e) for e in known)
    given = options["RuntimeAttributes"]
    attributes = given if is_list(given) else make_list((given,))
    return expr(S.CompiledFunction, spec, Expr(S.Function, (make_list(x for x, *_ in known), body)), attributes)


@builtin(
    "CompiledFunction[variables_, function_, attributes_]",
    attributes="HoldAll Protected",
    cfsa="Argument `1` at position `2` should be `3`; the function is evaluated with it as it is.",
    cfct="Number of arguments `1` does not match the number `2` of variables.",
)
def compiled_function(variables: Any, function: Any, attributes: Any) -> Any:
    """CompiledFunction[...] is what Compile gives; it is applied to arguments as other functions are.

    >>> Compile[{x}, x^2, RuntimeAttributes -> {Listable}][{1, 2}]
    {1., 4.}
    """
    return None


@applied("CompiledFunction")
def _apply(head: Expr, args: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    if len(head) != 3 or not is_list(head.args[0]) or not has_head(head.args[1], S.Function):
        return None
    variables, function, attributes = head.args
    if len(args) != len(variables):
        say("cfct", len(args), len(variables))
        return None
    depths = [v.args[2] for v in variables.args]
    if S.Listable in attributes.args and any(is_list(a) for a, d in zip(args, depths, strict=True) if not d):
        lists = [len(a) for a, d in zip(args, depths, strict=True) if not d and is_list(a)]
        rows = [
            tuple([a.args[i] if not d and is_list(a) else a for a, d in zip(args, depths, strict=True)])
            for i in range(min(lists))
        ]
        return make_list(Expr(head, row) for row in rows)
    found = []
    for i, (a, v) in enumerate(zip(args, variables.args, strict=True)):
        value = fitted(a, *v.args[1:])
        if value is None:
            say("cfsa", a, i + 1, v.args[1] if not v.args[2] else make_list(v.args[1:]))
            return Expr(function, args)
        found.append(value)
    result = session.evaluator.caller(function, len(args))(*found)
    return result if type(result) in ATOMS else session.evaluate_expr(result)


def fitted(value: Any, kind: Any, depth: int) -> Any:
    """An argument as a number of its kind, or as lists of them; None if it is none."""
    if not depth:
        return _KINDS[kind](value)
    array = to_array(value)
    if array is not None and array.ndim == depth:
        if kind == _REAL:
            return from_array(array.astype(float))
        return value if array.dtype.kind == "i" or kind != expr(S.Blank, S.Integer) else None
    if not is_list(value):
        return None
    parts = [fitted(v, kind, depth - 1) for v in value.args]
    return None if None in parts else make_list(parts)
