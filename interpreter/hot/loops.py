"""Loops in generated code."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..compiler import Uncompilable
from ..definitions import PROTECTED
from ..expr import NULL, Expr, Symbol, is_list
from .body import Body, inline
from .operations import integers, literal

_FEW = 256  # values of an iterator: of more, lists are better made at once


def _poll(b: Body) -> None:
    with b.block("if kernel.interrupt is not None:"):
        b.emit("kernel.poll()")


def _caught(b: Body, t: str) -> None:
    """What ends a loop from inside."""
    with b.block("except BreakSignal:"):
        b.emit("pass")
    with b.block("except ReturnSignal as signal:"):
        with b.block("if signal.target is not None:"):
            b.emit("raise")
        b.emit(f"{t} = signal.value")


def _turn(b: Body, body: Any) -> None:
    """One turn of a loop; Continue[] ends it."""
    if body is NULL:
        return
    with b.block("try:"):
        b.value(body)
    with b.block("except ContinueSignal:"):
        b.emit("pass")


def _while(b: Body, test: Any, body: Any, step: Any) -> str:
    t = b.put("NULL")
    with b.block("try:"):
        with b.block("while True:"):
            c = b.test(test)
            with b.block(f"if {c} is not True:"):
                b.emit("break")
            _poll(b)
            _turn(b, body)
            b.value(step)
    _caught(b, t)
    return t


@inline("While")
def _while_loop(b: Body, e: Expr) -> str | None:
    return _while(b, e.args[0], e.args[1] if len(e) == 2 else NULL, NULL) if 1 <= len(e) <= 2 else None


@inline("For")
def _for_loop(b: Body, e: Expr) -> str | None:
    if not 3 <= len(e) <= 4:
        return None
    b.value(e.args[0])
    return _while(b, e.args[1], e.args[3] if len(e) == 4 else NULL, e.args[2])


@inline("Do", "Table", "Sum")
def _iterated(b: Body, e: Expr) -> str | None:
    """With one iterator {i, b} or {i, a, b}, whose variable everybody can see while it goes on."""
    spec = e.args[1] if len(e) == 2 else None
    if not is_list(spec) or len(spec) not in (2, 3) or type(spec.args[0]) is not Symbol:
        return None
    i, body = spec.args[0], e.args[0]
    d = b.kernel.definitions[i]
    if d.attributes & PROTECTED or i in b.locals or b.w.place(i) is not None:
        return None
    low = b.value(spec.args[1]) if len(spec) == 3 else "1"
    high = b.value(spec.args[-1])
    d_name, i_name = b.w.constant(d), b.w.constant(i)
    whole_numbers = f"range({literal(low)}, {literal(high)} + 1) if {integers(low, high)}"
    t, keeps = b.put("NULL"), e.head is not S.Do
    counted = "counted" if keeps else "endless"
    if len(spec) == 2:
        whole_numbers += f" else {high}.args if is_list({high})"
    values = b.put(f"{whole_numbers} else {counted}({low}, {high})")
    try:
        whole = b.template(body, at_once=True)
    except Uncompilable:
        whole = None
    few = f" or len({values}) > {_FEW}" if keeps and whole is not None else ""
    bounds = f"{low}, {high}" if len(spec) == 3 else high  # {i, list} is no {i, 1, list}
    left = f"Expr(LIST, ({i_name}, {bounds}))"
    with b.block(f"if {values} is None{few}:"):  # many values, or bounds that the loop itself has to look at
        b.emit(f"{t} = evaluate(Expr({b.w.constant(e.head)}, ({whole or b.w.constant(body)}, {left})))")
    with b.block("else:"):
        saved, out = b.put(f"{d_name}.own"), b.put("[]") if keeps else ""
        with b.block(f"if {saved} is None:"):
            b.emit(f"kernel.set_own({d_name}, NULL)")
        v = b.new()
        with b.block("try:"):
            with b.block(f"for {v} in {values}:"):
                _poll(b)
                b.emit(f"{d_name}.own = {v}")
                if keeps:
                    b.emit(f"{out}.append({b.value(body)})")
                else:
                    _turn(b, body)
            if keeps:
                b.emit(f"{t} = {'pack' if e.head is S.Table else 'total'}({out})")
        if e.head is not S.Sum:
            _caught(b, t)
        with b.block("finally:"):
            b.emit(f"{d_name}.own = {saved}")
    return t
