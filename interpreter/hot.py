"""What runs often is compiled: functions that are called again and again, bodies of loops, rules of functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import inlines  # noqa: F401  - says how forms are written
from . import symbols as S
from .bodies import Body
from .compiler import SlotWriter, Uncompilable, Writer, compile_dispatch
from .expr import LIST, Expr, Symbol

if TYPE_CHECKING:
    from .rules import Rule

HOT = 1  # uses before compiling pays


def compile_pure(function: Expr, n: int, kernel: Any) -> Callable[..., Any]:
    """Function[body] or Function[x, body] as f(a1, ..., an) -> its value."""
    if len(function) == 1:
        w: Writer = SlotWriter(kernel, function, n)
        body = function.args[0]
        if _mentions_all(body):
            raise Uncompilable
    elif len(function) == 2:
        w = Writer(kernel)
        first, body = function.args
        names = first.args if isinstance(first, Expr) and first.head is LIST else (first,)
        if len(names) > n or not all(type(x) is Symbol for x in names):
            raise Uncompilable
        w.places = {x: f"a{i + 1}" for i, x in enumerate(names)}
    else:
        raise Uncompilable
    return _finished(w, body, ", ".join(f"a{i + 1}" for i in range(n)))


def compile_loop(body: Any, kernel: Any) -> Callable[[], Any]:
    """An expression that is evaluated again and again as f() -> its value."""
    return _finished(Writer(kernel), body, "")


def compile_rules(head: Symbol, rules: list[Rule], n: int, kernel: Any) -> Callable[[tuple[Any, ...]], Any]:
    """Like compile_dispatch, but what comes out is evaluated, apart from a call in the last place."""
    gains = 0

    def end(w: Writer, rule: Rule) -> None:
        nonlocal gains
        if rule.has_inner_test:
            raise Uncompilable
        body = Body(w)
        if rule.test is not None:
            w.need(f"{body.test(rule.test)} is True")
        body.tail(rule.template)
        gains += body.gains

    found = compile_dispatch(head, rules, n, kernel, end)
    if not gains:
        raise Uncompilable
    return found


def _finished(w: Writer, body: Any, parameters: str) -> Callable[..., Any]:
    found = Body(w)
    result = found.value(body)
    if not found.gains:
        raise Uncompilable
    w.emit(f"return {result} if type({result}) in ATOMS else evaluate({result})")
    try:
        return w.build("body", parameters)
    except SyntaxError:  # more blocks in one another than Python takes
        raise Uncompilable from None


def _mentions_all(body: Any) -> bool:
    """Whether a body uses ##, #0 or named slots: what is not one of the arguments."""
    stack = [body]
    while stack:
        e = stack.pop()
        if isinstance(e, Expr):
            plain = e.head is S.Slot and len(e) == 1 and type(e.args[0]) is int and e.args[0] > 0
            if e.head is S.SlotSequence or (e.head is S.Slot and not plain):
                return True
            stack += [e.head, *e.args]
    return False


class Counted:
    """Something that is done in the ordinary way until it is hot, and then by compiled code, if there can be any."""

    __slots__ = ("code", "count", "generation", "kernel", "make", "plain")

    def __init__(self, kernel: Any, plain: Callable[..., Any], make: Callable[[], Callable[..., Any]]) -> None:
        self.kernel, self.plain, self.make = kernel, plain, make
        self.count, self.generation = 0, kernel.generation
        self.code: Callable[..., Any] | None = None

    def __call__(self, *args: Any) -> Any:
        if self.generation != self.kernel.generation:  # something that the code assumed has changed
            self.count, self.code, self.generation = 0, None, self.kernel.generation
        code = self.code
        if code is not None:
            return code(*args)
        self.count += 1
        if self.count == HOT:
            try:
                self.code = self.make()
            except Uncompilable:
                pass
        return self.plain(*args)
