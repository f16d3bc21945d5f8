"""Arithmetic, tests and lists in generated code."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..definitions import PROTECTED
from ..expr import Expr, Symbol
from .body import TESTS, Body, inline
from .calls import ARITHMETIC, COMPARISONS

_MOST_POWER = 64


def integers(*names: str) -> str:
    """A test that names stand for integers; literals need none."""
    tests = [f"type({n}) is int" for n in names if not is_literal(n)]
    return " and ".join(tests) or "True"


def is_literal(name: str) -> bool:
    return name.lstrip("-").isdigit()


def literal(name: str) -> str:
    return f"({name})" if name[0] == "-" else name


# ---- arithmetic ------------------------------------------------------------------------------------------------------


def operate(b: Body, name: str, x: str, y: str) -> str:
    guard = integers(x, y)
    if name in ("Mod", "Quotient"):
        if y == "0":
            return b.put(f"do_{name}({x}, {y})")
        guard += "" if is_literal(y) else f" and {y}"
    code = ARITHMETIC[name].format(literal(x), literal(y))
    return b.put(f"{code} if {guard} else do_{name}({x}, {y})")


@inline("Plus", "Times")
def _sum_or_product(b: Body, e: Expr) -> str | None:
    name = e.head.name
    if len(e) < 2:
        return None
    values = [b.value(a) for a in e.args]
    if len(values) == 2:
        return operate(b, name, *values)
    code = (" + " if name == "Plus" else " * ").join(map(literal, values))
    rest = f"evaluate(Expr({b.w.constant(e.head)}, {b.row(values)}))"
    return b.put(f"{code} if {integers(*values)} else {rest}")


@inline("Mod", "Quotient")
def _division(b: Body, e: Expr) -> str | None:
    return operate(b, e.head.name, b.value(e.args[0]), b.value(e.args[1])) if len(e) == 2 else None


@inline("Power")
def _power(b: Body, e: Expr) -> str | None:
    if len(e) != 2 or type(e.args[1]) is not int or not 0 < e.args[1] <= _MOST_POWER:
        return None
    x, n = b.value(e.args[0]), e.args[1]
    code = f"{literal(x)} * {literal(x)}" if n == 2 else f"{literal(x)} ** {n}"
    return b.put(f"{code} if {integers(x)} else evaluate(Expr({b.w.constant(S.Power)}, ({x}, {n})))")


# ---- tests -----------------------------------------------------------------------------------------------------------


@inline(*COMPARISONS, table=TESTS)
def _comparison(b: Body, e: Expr) -> str | None:
    if len(e) != 2:
        return None
    x, y = b.value(e.args[0]), b.value(e.args[1])
    name = e.head.name
    return b.put(f"{literal(x)} {COMPARISONS[name]} {literal(y)} if {integers(x, y)} else truth(do_{name}({x}, {y}))")


@inline("SameQ", "UnsameQ", table=TESTS)
def _identity(b: Body, e: Expr) -> str | None:
    if len(e) != 2:
        return None
    x, y = b.value(e.args[0]), b.value(e.args[1])
    return b.put(f"{'not ' if e.head is S.UnsameQ else ''}same({x}, {y})")


@inline("EvenQ", "OddQ", table=TESTS)
def _parity(b: Body, e: Expr) -> str | None:
    if len(e) != 1:
        return None
    x = b.value(e.args[0])
    code = f"{literal(x)} & 1 == {int(e.head is S.OddQ)}"
    return b.put(f"{code} if {integers(x)} else truth(evaluate(Expr({b.w.constant(e.head)}, ({x},))))")


@inline("Not", table=TESTS)
def _not(b: Body, e: Expr) -> str | None:
    if len(e) != 1:
        return None
    c = b.test(e.args[0])
    return b.put(f"not {c} if {c} is True or {c} is False else truth(evaluate(Expr({b.w.constant(S.Not)}, ({c},))))")


@inline("And", "Or", table=TESTS)
def _junction(b: Body, e: Expr) -> str | None:
    """One after the other, as long as they are True (False); an undecided one is left to the general way, with the
    rest as it stands."""
    if len(e) < 2:
        return None
    goes_on = "True" if e.head is S.And else "False"
    c = b.put(b.test(e.args[0]))
    head = b.w.constant(e.head)

    def following(rest: tuple[Any, ...]) -> None:
        if not rest:
            return
        undecided = f"{c} is not True and {c} is not False"
        left = f"Expr({head}, ({c}, {', '.join(b.template(r, at_once=True) for r in rest)},))"
        with b.block(f"if {c} is {goes_on}:"):
            b.emit(f"{c} = {b.test(rest[0])}")
            following(rest[1:])
        with b.block(f"elif {undecided}:"):
            b.emit(f"{c} = truth(evaluate({left}))")

    following(e.args[1:])
    return c


# ---- lists -----------------------------------------------------------------------------------------------------------


@inline("List")
def _list(b: Body, e: Expr) -> str | None:
    return b.put(f"listed({b.arguments(e)})") if e.args else None


@inline("Part")
def _part(b: Body, e: Expr) -> str | None:
    if len(e) != 2:
        return None
    return b.put(f"part({_whole(b, e.args[0])}, {b.value(e.args[1])})")


def _whole(b: Body, e: Any) -> str:
    """What has parts: of a symbol whose parts are being assigned the cells themselves."""
    if type(e) is not Symbol or b.w.place(e) is not None:
        return b.value(e)
    if e in b.locals:
        return b.locals[e]
    d = b.kernel.definitions[e]
    if d.attributes & PROTECTED:
        return b.value(e)
    x = b.put(f"{b.w.constant(d)}.own")
    with b.block(f"if type({x}) is not Cells and type({x}) is not Packed:"):
        b.emit(f"{x} = {b.symbol(e)}")
    return x
