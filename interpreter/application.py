"""Applying pure functions: Function[body] with slots or names, interpreted once, then as compiled templates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import symbols as S
from .arguments import ATOMS
from .compiler import FAIL, Uncompilable, compile_function
from .definitions import attribute_mask
from .expr import NULL, Expr, Symbol, is_list
from .hot import Counted, compile_loop, compile_pure
from .substitution import SlotError, fill_slots, substitute

Call = Callable[[tuple[Any, ...]], Any]
_KEPT = 512  # functions whose templates are remembered


def function_attributes(f: Expr) -> int:
    """The attributes in Function[vars, body, attributes] as a mask."""
    if len(f) < 3:
        return 0
    spec = f.args[2]
    names = spec.args if is_list(spec) else (spec,)
    return attribute_mask(n.name for n in names if type(n) is Symbol)


class Functions:
    """The pure functions of one session, with their compiled templates by function and number of arguments."""

    def __init__(self, kernel: Any) -> None:
        self.kernel = kernel
        self._compiled: dict[int, tuple[Expr, dict[int, Call | None]]] = {}
        self._counted: dict[tuple[int, int], tuple[Any, Counted]] = {}

    def forget(self) -> None:
        self._compiled.clear()

    def apply(self, f: Expr, args: tuple[Any, ...]) -> Any:
        """The body of a pure function with its arguments put in, not yet evaluated; None if it does not fit."""
        n = len(args)
        entry = self._compiled.get(id(f))
        if entry is None:
            if len(self._compiled) > _KEPT:
                self._compiled.clear()
            entry = self._compiled[id(f)] = (f, {})
        compiled = entry[1]
        try:
            code = compiled.get(n, FAIL)
            if code is FAIL:
                code = compiled[n] = None  # the first call is interpreted
                return self._fill(f, args)
            if code is None:
                try:
                    code = compiled[n] = compile_function(f, n, self.kernel)
                except Uncompilable:
                    code = compiled[n] = lambda values: self._fill(f, values)
            return code(args)
        except SlotError as problem:
            tag, *details = problem.args
            if len(details) == 2:
                details.append(Expr(f, args))
            self.kernel.message(S.Function, tag, *details)
            return None

    def _fill(self, f: Expr, args: tuple[Any, ...]) -> Any:
        if len(f) == 1:
            return fill_slots(f.args[0], f, args)
        if len(f) == 0:
            return None
        names = f.args[0].args if is_list(f.args[0]) else f.args[:1]
        if names == (NULL,):
            return fill_slots(f.args[1], f, args)
        if len(names) > len(args):
            self.kernel.message(S.Function, "fpct", Expr(f, args))
            return None
        return substitute(f.args[1], dict(zip(names, args, strict=False)))

    def caller(self, f: Any, n: int = 1) -> Callable[..., Any]:
        """f as a Python callable of n evaluated arguments that gives the evaluated result; whoever maps, folds or
        selects asks for a caller once."""
        evaluate = self.kernel.evaluate
        if type(f) is Expr and f.head is S.Function and len(f) < 3 and not self.kernel.up_symbols:
            apply = self.apply

            def call(*args: Any) -> Any:
                body = apply(f, args)
                return Expr(f, args) if body is None else body if type(body) in ATOMS else evaluate(body)

            return self._count(f, n, call, lambda: compile_pure(f, n, self.kernel))
        return lambda *args: evaluate(Expr(f, args))

    def runner(self, body: Any) -> Callable[[], Any]:
        """An expression that is evaluated again and again, such as the body of a loop, as a callable."""
        evaluate = self.kernel.evaluate
        if type(body) is not Expr:
            return lambda: evaluate(body)
        return self._count(body, -1, lambda: evaluate(body), lambda: compile_loop(body, self.kernel))

    def _count(self, e: Expr, n: int, plain: Callable[..., Any], make: Callable[[], Callable[..., Any]]) -> Counted:
        """The counter of an expression, the same one as long as it is remembered."""
        entry = self._counted.get((id(e), n))
        if entry is None:
            if len(self._counted) > _KEPT:
                self._counted.clear()
            entry = self._counted[id(e), n] = e, Counted(self.kernel, plain, make)
        return entry[1]
