"""FunctionCompile: functions whose arguments have types, run by the compiled code of pure functions."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..arguments import ATOMS
from ..associations import Association, association
from ..declare import applied, builtin, name
from ..expr import Expr, Symbol, expr, has_head, is_list, make_list
from ..substitution import substitute
from .compiling import fitted

_REAL, _INTEGER, _COMPLEX = (expr(S.Blank, head) for head in (S.Real, S.Integer, S.Complex))
_BITS = {f"{sign}Integer{bits}": (sign, bits) for sign in ("", "Unsigned") for bits in (8, 16, 32, 64, 128)}
_INTEGERS = {
    **_BITS, "MachineInteger": ("", 64), "UnsignedMachineInteger": ("Unsigned", 64), "CInt": ("", 32),
    "CLong": ("", 64), "CSizeT": ("Unsigned", 64), "Size": ("", 64),
}  # fmt: skip
_REALS = ("Real64", "Real32", "Real16", "CDouble", "CFloat", "MachineReal")
_COMPLEXES = ("ComplexReal64", "ComplexReal32")
_ARRAYS = ("PackedArray", "NumericArray", "ListVector", "List")
name("FunctionDeclaration", "FunctionDeclaration[name, Typed[types -> type][f]] names a function for FunctionCompile.")
name("KernelFunction", "KernelFunction[f] is, in the code of FunctionCompile, a function that the session evaluates.")
_MESSAGES = {"cmperr": '`1` is no function of typed arguments such as Function[Typed[x, "Real64"], body].'}


def _range(title: str) -> tuple[int, int]:
    sign, bits = _INTEGERS[title]
    return (0, 1 << bits) if sign else (-(1 << bits - 1), 1 << bits - 1)


def _converted(value: Any, kind: Any) -> Any:
    """An argument as its type wants it; None if it does not fit."""
    if type(kind) is str:
        if kind in _INTEGERS:
            low, high = _range(kind)
            return value if type(value) is int and low <= value < high else None
        if kind in _REALS:
            return fitted(value, _REAL, 0)
        if kind in _COMPLEXES:
            return fitted(value, _COMPLEX, 0)
        if kind == "Boolean":
            return fitted(value, Expr(S.Alternatives, (S.True_, S.False_)), 0)
        if kind == "String":
            return value if type(value) is str else None
        return value
    if isinstance(kind, Expr) and has_head(kind.head, S.TypeSpecifier, 1) and kind.head.args[0] in _ARRAYS:
        inner, rank = (*kind.args, *("Real64", 1)[len(kind) :])[:2]
        form = _INTEGER if inner in _INTEGERS else _COMPLEX if inner in _COMPLEXES else _REAL
        stored = has_head(value, S.NumericArray)
        found = fitted(value.normal() if stored else value, form, rank if type(rank) is int else 1)
        return value if stored and found is not None else found
    return value


def _plain(e: Any) -> Any:
    """Code without its types: they matter for arguments only."""
    if type(e) is not Expr:
        return e
    if (e.head is S.Typed and len(e) == 2) or (e.head is S.KernelFunction and len(e) == 1):
        return _plain(e.args[0])
    return Expr(_plain(e.head), tuple([_plain(a) for a in e.args]))


def _compiled(f: Any, declared: dict[Symbol, Any]) -> Expr | None:
    """CompiledCodeFunction[types, function] of a function with typed arguments."""
    if has_head(f, S.Typed, 2):  # Typed[f, {types} -> type]
        types, f = f.args[1], f.args[0]
        if not has_head(types, S.Rule, 2) or not has_head(f, S.Function):
            return None
        kinds = types.args[0].args if is_list(types.args[0]) else (types.args[0],)
        return Expr(S.CompiledCodeFunction, (make_list(kinds), substitute(_plain(f), declared)))
    if not has_head(f, S.Function) or len(f) < 2:
        return None
    entries = f.args[0].args if is_list(f.args[0]) else (f.args[0],)
    if not all(has_head(e, S.Typed, 2) and type(e.args[0]) is Symbol for e in entries):
        return None
    names, kinds = make_list(e.args[0] for e in entries), make_list(e.args[1] for e in entries)
    return Expr(S.CompiledCodeFunction, (kinds, Expr(S.Function, (names, substitute(_plain(f.args[1]), declared)))))


def _declared(e: Any) -> dict[Symbol, Any]:
    """name -> function of the declarations that go before a function."""
    found: dict[Symbol, Any] = {}
    for item in e.args if is_list(e) else (e,):
        if has_head(item, S.FunctionDeclaration, 2) and type(item.args[0]) is Symbol:
            value = item.args[1]
            inner = value.args[0] if isinstance(value, Expr) and has_head(value.head, S.Typed) and value.args else value
            found[item.args[0]] = substitute(_plain(inner), found)
    return found


@builtin("FunctionCompile[f_, OptionsPattern[]]", "FunctionCompile[declarations_, f_, OptionsPattern[]]", **_MESSAGES,
         options={"CompilerOptions": "Automatic", "CompilerEnvironment": "Automatic", "TargetSystem": "Automatic",
                  "UseEmbeddedLibrary": "Automatic"})  # fmt: skip
def function_compile(declarations: Any = None, f: Any = None, *, options: Any, session: Any, say: Any) -> Any:
    """FunctionCompile[Function[{Typed[x, type], ...}, body]] gives a CompiledCodeFunction: a function that checks the
    types of its arguments and runs as compiled code does here. Types are "MachineInteger", "Integer32" and their like,
    "Real64", "ComplexReal64", "Boolean", "String", TypeSpecifier["PackedArray"]["Real64", 1]; others take everything.
    FunctionCompile[{f1, f2, ...}] compiles several, FunctionCompile[declarations, f] with what FunctionDeclaration
    declares.

    >>> f = FunctionCompile[Function[Typed[n, "MachineInteger"], Module[{s = 0}, Do[s += i^2, {i, n}]; s]]]; f[10]
    385
    >>> FunctionCompile[Function[Typed[x, "Real64"], x + 1]][2]
    3.
    """
    known = {} if declarations is None else _declared(declarations)
    if is_list(f):
        found = [_compiled(x, known) for x in f.args]
        return make_list(found) if None not in found else say("cmperr", f)
    if type(f) is Association:
        made = [(k, _compiled(x, known)) for k, x in f.items()]
        return association(made) if all(x is not None for _, x in made) else say("cmperr", f)
    return _compiled(f, known) or say("cmperr", f)


@builtin(
    "CompiledCodeFunction[types_, function_]",
    attributes="HoldAll Protected",
    argtype="The argument `1` at position `2` is not of the type `3`; the function is evaluated with it as it is.",
    argcount="`1` arguments were given; `2` are expected.",
)
def compiled_code_function(types: Any, function: Any) -> Any:
    """CompiledCodeFunction[...] is what FunctionCompile gives; it is applied to arguments as other functions are.

    >>> Head[FunctionCompile[Function[Typed[x, "Real64"], x]]]
    CompiledCodeFunction
    """
    return None


@applied("CompiledCodeFunction")
def _apply(head: Expr, args: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    if len(head) != 2 or not is_list(head.args[0]):
        return None
    types, function = head.args
    if len(args) != len(types):
        return say("argcount", len(args), len(types))
    found = []
    for i, (a, kind) in enumerate(zip(args, types.args, strict=True)):
        value = _converted(a, kind)
        if value is None:
            say("argtype", a, i + 1, kind)
            return Expr(function, args)
        found.append(value)
    result = session.evaluator.caller(function, len(args))(*found)
    return result if type(result) in ATOMS else session.evaluate_expr(result)
