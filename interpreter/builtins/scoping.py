"""Local names and values: Module, Block, With, Function and unique symbols."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from typing import Any

from .. import symbols as S
from ..control import ReturnSignal
from ..declare import builtin, name
from ..definitions import PROTECTED, TEMPORARY, Computed, Definition
from ..expr import Expr, Symbol, is_list, symbol
from ..substitution import substitute

_ASSIGNMENTS = (S.Set, S.SetDelayed)


def _locals(spec: Any, whole: Expr, say: Any) -> list[tuple[Symbol, Any, bool]] | None:
    """(symbol, initial value or None, delayed) for {x, y = 1, z := 2}; None after a message."""
    if not is_list(spec):
        say("lvlist", spec)
        return None
    out: list[tuple[Symbol, Any, bool]] = []
    for item in spec.args:
        if type(item) is Symbol:
            out.append((item, None, False))
        elif isinstance(item, Expr) and item.head in _ASSIGNMENTS and len(item) == 2 and type(item.args[0]) is Symbol:
            out.append((item.args[0], item.args[1], item.head is S.SetDelayed))
        else:
            say("lvset", spec, item)
            return None
    return out


@builtin("Module[vars_, body_]", attributes="HoldAll Protected")
def module(vars: Any, body: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """Module[{x, y = value, ...}, body] evaluates body with new symbols in place of x, y, ....

    Each call makes symbols x$n that nothing else uses; initial values are evaluated first, outside.

    >>> x = 1; Module[{x = 5, y = 2}, x y]
    10
    """
    local = _locals(vars, expr, say)
    if local is None:
        return None
    renames = _fresh_symbols(session, local)
    try:
        return session.evaluator.settle(substitute(body, renames))
    except ReturnSignal as signal:
        return _returned(signal, S.Module)
    finally:
        _forget_temporaries(session, renames)


def _fresh_symbols(session: Any, local: list[tuple[Symbol, Any, bool]]) -> dict[Any, Symbol]:
    """New symbols for the local ones, with their initial values."""
    evaluator = session.evaluator
    values = [v if v is None or delayed else evaluator.evaluate(v) for _, v, delayed in local]
    number = next_module_number(session)
    renames = {s: symbol(f"{s.full}${number}") for s, _, _ in local}
    for (s, _, delayed), v in zip(local, values, strict=True):
        d = session.definitions[renames[s]]
        d.attributes |= TEMPORARY
        if v is not None:
            evaluator.set_own(d, substitute(v, renames) if delayed else v)
    return renames


# What holds a local symbol that is no longer in use: the key and the value in the definitions, `renames`, and here the
# loop variable and getrefcount's argument.
_HELD = 5


def _forget_temporaries(session: Any, renames: dict[Any, Symbol]) -> None:
    """Drop local symbols that nobody else holds, so that a long run of Modules does not fill the memory."""
    for s in renames.values():
        d = session.definitions.get(s)
        if d is not None and d.down is None and not isinstance(d.own, Expr) and sys.getrefcount(s) <= _HELD:
            del session.definitions[s]


def next_module_number(session: Any) -> int:
    counter = session.state.setdefault("module", itertools.count(1))
    return next(counter)


@builtin("Unique[]", "Unique[names_]", attributes="Protected")
def unique(names: Any = None, *, session: Any) -> Any:
    """Unique[x] gives a new symbol x$n; Unique["x"] names it xn; Unique[{x, y}] gives a list of them.

    >>> Unique[q] === Unique[q]
    False
    """
    if is_list(names):
        return Expr(S.List, tuple([unique(n, session=session) for n in names.args]))
    number = next_module_number(session)
    if type(names) is Symbol:
        return symbol(f"{names.full}${number}")
    return session.contexts.resolve(f"{'$' if names is None else names}{number}")


@builtin("Block[vars_, body_]", attributes="HoldAll Protected")
def block(vars: Any, body: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """Block[{x, y = value, ...}, body] evaluates body with the values of x, y, ... set aside, and puts them back.

    >>> x = 1; {Block[{x = 7}, x], x}
    {7, 1}
    """
    local = _locals(vars, expr, say)
    if local is None:
        return None
    evaluator = session.evaluator
    values = [v if v is None or delayed else evaluator.evaluate(v) for _, v, delayed in local]
    with Blocked(session, [s for s, _, _ in local]):
        for (s, _, _), v in zip(local, values, strict=True):
            if v is not None:
                assign_own(session, s, v)
        try:
            return evaluator.evaluate(body)
        except ReturnSignal as signal:
            return _returned(signal, S.Block)


def _returned(signal: ReturnSignal, scope: Symbol | None) -> Any:
    """The value of a Return that names this kind of scope; any other goes on."""
    if signal.target is not scope:
        raise signal
    return signal.value


@builtin("Internal`ReturnScope[body_]", attributes="HoldAll Protected")
def return_scope(body: Any, *, evaluate: Any) -> Any:
    """Internal`ReturnScope[e] evaluates e and takes a Return in it as its value.

    >>> Internal`ReturnScope[Return[1]; 2]
    1
    """
    try:
        return evaluate(body)
    except ReturnSignal as signal:
        return _returned(signal, None)


class Blocked:
    """Sets the values of symbols aside while it is entered."""

    FIELDS = ("own", "down", "sub", "up", "nvalues", "call", "apply", "numeric", "reals")

    def __init__(self, session: Any, symbols: list[Symbol]) -> None:
        self.session, self.symbols = session, symbols
        self.saved: list[tuple[Definition, list[Any]]] = []

    def __enter__(self) -> None:
        for s in self.symbols:
            d = self.session.definitions[s]
            if s in self.session.evaluator.inlined and (d.call is not None or d.attributes & PROTECTED):
                self.session.evaluator.drop_code()
            own = d.own.read() if isinstance(d.own, Computed) else None
            self.saved.append((d, [*(getattr(d, f) for f in self.FIELDS), own]))
            if isinstance(d.own, Computed):
                continue  # $RecursionLimit and its kin keep working; the value is put back
            if d.down is not None or d.sub is not None or d.up is not None or d.call is not None:
                self.session.evaluator.new_stamp()
                for f in self.FIELDS[1:]:
                    setattr(d, f, None)
            if d.own is not None:
                self.session.evaluator.new_stamp()
                d.own = None

    def __exit__(self, *exc: object) -> None:
        for d, values in reversed(self.saved):
            if isinstance(d.own, Computed):
                if d.own.write is not None:
                    d.own.write(values[-1])
                continue
            if d.own is None and values[0] is not None or any(v is not None for v in values[1:-1]):
                self.session.evaluator.new_stamp()
            for f, v in zip(self.FIELDS, values, strict=False):
                setattr(d, f, v)


def assign_own(session: Any, s: Symbol, value: Any) -> None:
    """Give a symbol a value, through its Computed where it has one."""
    d = session.definitions[s]
    if isinstance(d.own, Computed):
        if d.own.write is not None:
            d.own.write(value)
        return
    session.evaluator.set_own(d, value)


@builtin(
    "With[vars_, body_]",
    "With[vars_, more__, body_]",
    attributes="HoldAll Protected",
    lvws="Variable `1` in With has no value.",
)
def with_(vars: Any, body: Any, more: tuple[Any, ...] = (), *, session: Any, say: Any, expr: Any) -> Any:
    """With[{x = value, ...}, body] puts values for x, ... into body, then evaluates it.

    With[{x = a}, {y = b}, body] does one list after the other.

    >>> With[{x = 3}, Hold[x + 1]]
    Hold[3 + 1]
    """
    if more:
        body = Expr(S.With, (*more, body))
    local = _locals(vars, expr, say)
    if local is None:
        return None
    values: dict[Any, Any] = {}
    for s, v, delayed in local:
        if v is None:
            say("lvws", s)
            return None
        values[s] = v if delayed else session.evaluator.evaluate(v)
    return substitute(body, values)


@builtin(
    "Function[body_]",
    "Function[vars_, body_]",
    "Function[vars_, body_, attributes_]",
    attributes="HoldAll Protected",
    slotn="Slot number `1` in `2` cannot be filled from `3`.",
    slota="Slot `1` in `2` wants an association as the first argument.",
    fpct="Too many parameters to be filled from `1`.",
    flpar="Parameter specification `1` should be a symbol or a list of symbols.",
)
def function(vars: Any, body: Any = None, attributes: Any = None, *, say: Any) -> Any:
    """Function[body], or body &, is a pure function with the parameters #, #2, ...; Function[{x, y}, body] names them.

    #name takes the value of the key "name" of an association, ## all arguments, #0 the function itself.

    >>> (#1^2 + #2 &)[3, 4]
    13
    >>> Function[{x, y}, x - y][5, 3]
    2
    """
    return None


def symbols_in(spec: Any) -> Iterator[Symbol]:
    """The symbols of a symbol or list of symbols."""
    for s in spec.args if is_list(spec) else (spec,):
        if type(s) is Symbol:
            yield s


name("Slot", "#n stands for the n-th argument of a pure function, #name for the value of a key.", "NHoldAll Protected")
name("SlotSequence", "##n stands for the arguments of a pure function from the n-th on.", "NHoldAll Protected")
