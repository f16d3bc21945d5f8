"""Strings in generated code."""

from __future__ import annotations

from ..expr import Expr
from .body import Body, inline
from .operations import is_literal

_MOST = 1 << 63  # what Python writes at once, whatever it is told about long integers


def strings(*names: str) -> str:
    """A test that names stand for strings; literals need none."""
    tests = [f"type({n}) is str" for n in names]
    return " and ".join(tests) or "True"


@inline("ToString")
def _to_string(b: Body, e: Expr) -> str | None:
    if len(e) != 1:
        return None
    x = b.value(e.args[0])
    if is_literal(x):
        return None
    text = f"str({x}) if type({x}) is int and -{_MOST} < {x} < {_MOST} else {x} if type({x}) is str"
    return b.put(f"{text} else {b.builtin(e.head, b.row([x]))}")


@inline("StringJoin")
def _join(b: Body, e: Expr) -> str | None:
    if len(e) < 2:
        return None
    values = [b.value(a) for a in e.args]
    return b.put(f"{' + '.join(values)} if {strings(*values)} else {b.builtin(e.head, b.row(values))}")


@inline("StringLength")
def _length(b: Body, e: Expr) -> str | None:
    if len(e) != 1:
        return None
    x = b.value(e.args[0])
    return b.put(f"len({x}) if {strings(x)} else {b.builtin(e.head, b.row([x]))}")
