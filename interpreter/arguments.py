"""The arguments of a call before its rules see them: holding, Sequence, Unevaluated, Nothing, threading, Flat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import symbols as S
from .associations import Association, association
from .definitions import HOLD_ALL, HOLD_ALL_COMPLETE, HOLD_FIRST, HOLD_REST, SEQUENCE_HOLD
from .expr import LIST, SEQUENCE, Expr, Symbol, is_list
from .packed import Packed

ATOMS = frozenset((int, float, str))
UNEVALUATED, EVALUATE, NOTHING, SPLICE = S.Unevaluated, S.Evaluate, S.Nothing, S.Splice
Arguments = tuple[Any, ...]
# type of a value that listable functions go into -> f(head, arguments) -> what the call becomes
THREADED: dict[type, Callable[[Any, Arguments], Any]] = {}


def held_arguments(kernel: Any, args: Arguments, attributes: int, depth: int) -> Arguments | None:
    """Arguments by hold attributes; None if an Unevaluated among the evaluated ones needs the slow way."""
    if attributes & HOLD_ALL_COMPLETE:
        return args
    out: list[Any] = []
    changed = False
    for i, a in enumerate(args):
        held = attributes & HOLD_ALL or (attributes & HOLD_FIRST if i == 0 else attributes & HOLD_REST)
        if type(a) is Expr:
            if a.head is EVALUATE or not held:
                b = kernel.reduce(a, depth + 1)
                if a.head is UNEVALUATED:
                    return None
            elif a.head is SEQUENCE:
                b = a
            else:
                out.append(a)
                continue
        elif held or type(a) in ATOMS:
            out.append(a)
            continue
        else:
            b = kernel.reduce(a, depth + 1)
        changed = changed or b is not a
        if type(b) is Expr and b.head is SEQUENCE and not attributes & SEQUENCE_HOLD:
            out.extend(b.args)
            changed = True
        else:
            out.append(b)
    kernel.special = False
    return tuple(out) if changed else args


def strip_unevaluated(kernel: Any, args: Arguments, attributes: int, depth: int) -> tuple[Arguments, Arguments]:
    """f[..., Unevaluated[x]] with other arguments held: pass x, and put the wrapper back if nothing applies."""
    stripped, kept = [], []
    for i, a in enumerate(args):
        held = attributes & HOLD_ALL or (attributes & HOLD_FIRST if i == 0 else attributes & HOLD_REST)
        if type(a) is Expr and a.head is UNEVALUATED and len(a) == 1 and not held:
            stripped.append(a.args[0])
            kept.append(a)
        else:
            b = a if held else kernel.reduce(a, depth + 1)
            stripped.append(b)
            kept.append(b)
    kernel.special = False
    return tuple(stripped), tuple(kept)


def splice(args: Arguments, head: Symbol, attributes: int) -> tuple[Arguments, Arguments | None]:
    """Take Sequence, Splice and Nothing out of the arguments, and the wrapper off Unevaluated."""
    out: list[Any] = []
    kept: list[Any] | None = None
    for a in args:
        if type(a) is Expr and a.head is SEQUENCE and not attributes & SEQUENCE_HOLD:
            out.extend(a.args)
            if kept is not None:
                kept.extend(a.args)
            continue
        if a is NOTHING and head is LIST:
            continue
        if type(a) is Expr and a.head is SPLICE and _goes_into(a, head):
            out.extend(a.args[0].args)
            if kept is not None:
                kept.extend(a.args[0].args)
            continue
        if type(a) is Expr and a.head is UNEVALUATED and len(a) == 1:
            if kept is None:
                kept = list(out)
            kept.append(a)
            inner = a.args[0]
            out.extend(inner.args if type(inner) is Expr and inner.head is SEQUENCE else (inner,))
            continue
        out.append(a)
        if kept is not None:
            kept.append(a)
    return tuple(out), None if kept is None else tuple(kept)


def _goes_into(splice: Expr, head: Symbol) -> bool:
    """Whether the elements of Splice[{a, ...}] go into an expression, which is a list if no other head is asked for."""
    if not 1 <= len(splice) <= 2 or not is_list(splice.args[0]):
        return False
    wanted = splice.args[1] if len(splice) == 2 else LIST
    choices = wanted.args if isinstance(wanted, Expr) and wanted.head is S.Alternatives else (wanted,)
    return head in choices or any(isinstance(w, Expr) and w.head is S.Blank and not w.args for w in choices)


def thread(message: Callable[..., None], head: Any, args: Arguments) -> Expr | None:
    """f[{a, b}, c] -> {f[a, c], f[b, c]}, and likewise over the values of associations, which then have the same keys;
    None after a message if lengths or keys differ."""
    length, keyed = None, None
    for a in args:
        if type(a) in THREADED:
            return THREADED[type(a)](head, args)
        if type(a) is Association:
            keyed = a if keyed is None else keyed
            if a.table.keys() != keyed.table.keys():
                message(S.Thread, "tdlen", Expr(head, args))
                return None
        if is_list(a) or type(a) is Association:
            if length is None:
                length = len(a)
            elif len(a) != length:
                message(S.Thread, "tdlen", Expr(head, args))
                return None
    columns = [_column(a, keyed, length or 0) for a in args]
    rows = [Expr(head, row) for row in zip(*columns, strict=True)]
    return Expr(LIST, tuple(rows)) if keyed is None else association(zip(keyed.keys(), rows, strict=True))


def _column(a: Any, keyed: Association | None, length: int) -> Any:
    if type(a) is Association and keyed is not None:
        return [a.table[k].args[1] for k in keyed.table]
    return a.args if is_list(a) else (a,) * length


def has_list(args: Arguments) -> bool:
    """Whether a listable function has something to thread over."""
    for a in args:  # noqa: SIM110 - a generator would cost more than the test
        if isinstance(a, Expr) and (a.head is LIST or type(a) is Association or type(a) in THREADED):
            return True
    return False


def is_machine_data(args: Arguments) -> bool:
    return all(type(a) is Packed or type(a) in (int, float) for a in args)


def flatten(head: Symbol, args: Arguments) -> Arguments:
    """f[f[a, b], c] -> f[a, b, c] for a Flat head."""
    while any(isinstance(a, Expr) and a.head is head for a in args):
        args = tuple([y for a in args for y in (a.args if isinstance(a, Expr) and a.head is head else (a,))])
    return args
