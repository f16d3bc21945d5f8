"""What runs often is compiled: functions that are called again and again, bodies of loops, rules of functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .. import symbols as S
from ..compiler import SlotWriter, Uncompilable, Writer, compile_dispatch
from ..expr import LIST, Expr, Symbol, symbol
from ..substitution import has_slots
from . import assignments, branches, loops, operations, scopes, texts  # noqa: F401  - say how forms are written
from .body import Body

if TYPE_CHECKING:
    from ..rules import Rule

HOT = 32  # uses before compiling pays
BUSY, RECURSIVE = 32, 8  # how many times sooner it pays for what goes round inside, and for what calls itself
LOOPS = (S.Do, S.For, S.While)
_SUBJECT = symbol("System`Private`subject")  # stands for what a test is asked of


def compile_pure(function: Expr, n: int, kernel: Any) -> Callable[..., Any]:
    """Function[body] or Function[x, body] as f(a1, ..., an) -> its value."""
    if len(function) < 3 and has_slots(function):
        w: Writer = SlotWriter(kernel, function, n)
        body = function.args[-1]
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


class RuleWriter(Writer):
    """Rules of which tests and right sides are written as values."""

    def __init__(self, kernel: Any) -> None:
        super().__init__(kernel)
        self.body = Body(self)

    def holds(self, test: Any) -> str:
        return f"{self.body.test(test)} is True"

    def accepts(self, f: Any, v: str) -> str:
        if type(f) is not Symbol:
            return super().accepts(f, v)
        kept, self.places = self.places, {**self.places, _SUBJECT: v}
        try:
            return self.holds(Expr(f, (_SUBJECT,)))
        finally:
            self.places = kept

    def finish(self, rule: Rule) -> None:
        if rule.has_inner_test:
            raise Uncompilable
        if rule.test is not None:
            self.need(self.holds(rule.test))
        self.body.tail(rule.template)


def compile_rules(head: Symbol, rules: list[Rule], n: int, kernel: Any) -> Callable[[tuple[Any, ...]], Any]:
    """Like compile_dispatch, but what comes out is evaluated, apart from a call in the last place."""
    w = RuleWriter(kernel)
    found = compile_dispatch(head, rules, n, w)
    if not w.body.gains:
        raise Uncompilable
    kernel.inlined |= w.body.assumed
    return found


def _finished(w: Writer, body: Any, parameters: str) -> Callable[..., Any]:
    found = Body(w)
    result = found.value(body)
    if not found.gains:
        raise Uncompilable
    done = f"type({result}) in ATOMS or type({result}) is Expr and {result}.stamp == kernel.stamp"
    w.emit(f"return {result} if {done} else evaluate({result})")
    w.kernel.inlined |= found.assumed
    return w.build("body", parameters)


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

    __slots__ = ("code", "count", "enough", "generation", "kernel", "make", "plain")

    def __init__(
        self, kernel: Any, plain: Callable[..., Any], make: Callable[[], Callable[..., Any]], sooner: int = 1
    ) -> None:
        self.kernel, self.plain, self.make = kernel, plain, make
        self.count, self.enough, self.generation = 0, max(1, HOT // sooner), kernel.generation
        self.code: Callable[..., Any] | None = None

    def __call__(self, *args: Any) -> Any:
        kernel = self.kernel
        if kernel.interrupt is not None:
            kernel.poll()
        if self.generation != kernel.generation:  # something that the code assumed has changed
            self.count, self.code, self.generation = 0, None, kernel.generation
        code = self.code
        if code is not None:
            return code(*args)
        self.count += 1
        if self.count != self.enough:
            return self.plain(*args)
        try:
            self.code = self.make()
        except Uncompilable:
            return self.plain(*args)
        return self.code(*args)
