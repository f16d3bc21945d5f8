"""Evaluation step by step, with somebody who looks on: what Trace and its kin, and On[f], are made of.

The evaluator itself knows nothing of this and pays nothing for it: while somebody looks on, a slow twin of its loop,
without compiled code and shortcuts, stands in its place.  It makes the same steps in the same order.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from . import symbols as S
from .application import function_attributes
from .arguments import ATOMS, flatten, has_list, held_arguments, splice, strip_unevaluated, thread
from .associations import Association
from .compiler import FAIL
from .definitions import ANY_HOLD, FLAT, HOLD_ALL_COMPLETE, LISTABLE, ORDERLESS, Cells, Computed
from .evaluator import Evaluator
from .expr import SEQUENCE, Expr, Symbol
from .ordering import canonical_sort, is_sorted


class Watcher:
    """Who looks on.  `original` asks for expressions before their parts are evaluated, and for heads and atoms."""

    original = False

    def begin(self, e: Any) -> None:
        """The evaluation of an expression begins."""

    def note(self, e: Any) -> None:
        """This is what the expression has become so far."""

    def applied(self, before: Any, after: Any) -> None:
        """A definition or a built-in rule has been applied."""

    def end(self, value: Any) -> None:
        """The evaluation that began last has come to its end."""


@contextmanager
def watching(kernel: Evaluator, watcher: Watcher) -> Iterator[None]:
    """While this lasts every step of the kernel is told to the watcher."""
    before = {name: kernel.__dict__.get(name) for name in ("reduce", "caller", "runner")}
    start(kernel, watcher)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                kernel.__dict__.pop(name, None)
            else:
                kernel.__dict__[name] = value


def start(kernel: Evaluator, watcher: Watcher) -> None:
    evaluate = kernel.evaluate
    tracer = Tracer(kernel, watcher)
    kernel.new_stamp()
    kernel.__dict__["reduce"] = tracer.reduce
    kernel.__dict__["caller"] = lambda f, n=1: lambda *args: evaluate(Expr(f, args))
    kernel.__dict__["runner"] = lambda body: lambda: evaluate(body)


def stop(kernel: Evaluator) -> None:
    kernel.__dict__.pop("reduce", None)
    kernel.caller, kernel.runner = kernel.functions.caller, kernel.functions.runner


_INSIDE = (S.CompoundExpression,)  # what evaluates its last part itself, as far as onlookers can tell


class Tracer:
    """The loop of the evaluator, told step by step."""

    def __init__(self, kernel: Evaluator, watcher: Watcher) -> None:
        self.kernel, self.watcher = kernel, watcher

    def reduce(self, e: Any, depth: int) -> Any:
        k, watcher = self.kernel, self.watcher
        t = type(e)
        if t is not Symbol and t is not Expr and t is not Association:
            if watcher.original:
                watcher.begin(e)
                watcher.end(e)
            return e
        if t is not Symbol:
            if e.stamp == k.stamp and not watcher.original:
                return e
            if depth > k._ceiling:
                return k._deep(e, depth)
        watcher.begin(e)
        value = e
        try:
            value = self._steps(e, depth)
        finally:
            watcher.end(value)
        return value

    def _steps(self, e: Any, depth: int) -> Any:
        k, note = self.kernel, self.watcher.note
        steps = 0
        while True:
            if type(e) is Symbol:
                value = self._value(e)
                if value is None:
                    return e
                note(e)
                self.watcher.applied(e, value)
                note(value)
            elif type(e) is Association:
                value = k._association(e, depth)
                if value is not e:
                    note(value)
                return value
            elif type(e) is not Expr:
                return e
            else:
                value, over = self._call(e, depth)
                note(value)
                if over:
                    return value
            if type(value) in ATOMS:
                return value
            e = value
            steps += 1
            if steps & 63 == 0:
                k._count_steps(steps)

    def _value(self, s: Symbol) -> Any:
        """The own value of a symbol, or None."""
        k = self.kernel
        d = k.definitions[s]
        v = d.own
        if v is None:
            d.inert = k.stamp
        elif type(v) is Computed:
            v = v.read()
            if v is s:
                k.special = True
                return None
        elif type(v) is Cells:
            v = v.read()
        elif type(v) is Expr and v.head is S.Condition:
            v = k._conditional_value(v)
            return None if v is FAIL else v
        return v

    def _call(self, e: Expr, depth: int) -> tuple[Any, bool]:
        """One step of head[arguments]: what it becomes, and whether that is the end."""
        k, note = self.kernel, self.watcher.note
        head = e.head
        if type(head) is not Symbol or k.definitions[head].own is not None or self.watcher.original:
            head = k.reduce(head, depth + 1)
        if type(head) is not Symbol:
            return self._compound(e, head, depth)
        d = k.definitions[head]
        if d.own is not None:
            return Expr(head, e.args), False
        attributes, args, restore = d.attributes, e.args, None
        if attributes & ANY_HOLD:
            done = held_arguments(k, args, attributes, depth)
            if done is None:
                args, restore = strip_unevaluated(k, e.args, attributes, depth)
            else:
                args = done
        else:
            args = tuple([k.reduce(a, depth + 1) for a in args])
            if k.special:
                k.special = False
                args, restore = splice(args, head, attributes)
        if head is not e.head or len(args) != len(e.args) or any(a is not b for a, b in zip(args, e.args)):
            note(Expr(head, args))
        if attributes & LISTABLE and has_list(args):
            threaded = thread(k.message, head, args)
            if threaded is None:
                return k._normal(e, head, args, d), True
            note(Expr(head, args))
            return threaded, False
        note(Expr(head, args))
        if attributes & FLAT:
            args = flatten(head, args)
        if attributes & ORDERLESS and len(args) > 1 and not is_sorted(args):
            args = tuple(canonical_sort(args))
        before = Expr(head, args)
        k.depth = depth
        result = FAIL
        if k.up_symbols and not attributes & HOLD_ALL_COMPLETE:
            result = k._up_values(head, args)
        if result is FAIL and d.down is not None:
            result = d.down.apply(before)
        if result is FAIL:
            k.calling = e
            result = None if d.call is None else d.call(args)
            if result is None:
                return k._normal(e, head, args if restore is None else restore, d), True
            if head in _INSIDE:
                result = k.reduce(result, depth + 1)
        self.watcher.applied(before, result)
        return result, False

    def _compound(self, e: Expr, head: Any, depth: int) -> tuple[Any, bool]:
        """One step of head[arguments] with a head that is no symbol."""
        k, note = self.kernel, self.watcher.note
        hold = function_attributes(head) if type(head) is Expr and head.head is S.Function else 0
        args, restore = held_arguments(k, e.args, hold, depth), None
        if args is None:
            args, restore = strip_unevaluated(k, e.args, hold, depth)
        before = Expr(head, args)
        note(before)
        if hold & LISTABLE and has_list(args):
            threaded = thread(k.message, head, args)
            if threaded is not None:
                return threaded, False
        result: Any = None
        owner = head
        while isinstance(owner, Expr):
            owner = owner.head
        if isinstance(head, Expr) and head.head is S.Function:
            result = k.functions.apply(head, args)
        if result is None and isinstance(head, Expr) and type(owner) is Symbol:
            d = k.definitions[owner]
            k.depth = depth
            found = k._up_values(head, args) if k.up_symbols else FAIL
            if found is FAIL and d.sub is not None:
                found = d.sub.apply(before)
            result = None if found is FAIL else found
            if result is None and d.apply is not None and head.head is owner:
                result = d.apply(head, args)
            if result is None:
                d.inert = k.stamp
        if result is None:
            return k._normal(e, head, args if restore is None else restore, None), True
        self.watcher.applied(before, result)
        return result, False


# ---- what is being evaluated -----------------------------------------------------------------------------------------

_LOOPS = (Evaluator.reduce.__code__, Tracer._steps.__code__)


def under_way(keep: Callable[[FrameType], bool] = lambda frame: True) -> list[Expr]:
    """The calls that are being evaluated now, the outermost first; `keep` says where to stop looking further out."""
    found: list[Expr] = []
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and keep(frame):
        if frame.f_code in _LOOPS:
            e = frame.f_locals.get("e")
            if type(e) is Expr and e.head is not SEQUENCE:
                found.append(e)
        frame = frame.f_back
    return found[::-1]
