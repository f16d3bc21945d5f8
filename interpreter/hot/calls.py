"""What generated code calls: operations where the quick way does not hold, calls, lists, parts, assignments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..arguments import ATOMS, SPLICE, UNEVALUATED
from ..compiler import FAIL
from ..definitions import FLAT, LISTABLE, PROTECTED, Cells, Computed
from ..expr import FALSE, LIST, NULL, SEQUENCE, TRUE, Expr, Symbol, is_list, symbol
from ..iterators import IteratorError, count_up
from ..packed import Packed, pack

_WRAPPERS = frozenset((SEQUENCE, SPLICE, UNEVALUATED))  # heads of what is not just one argument
_ELSEWHERE = symbol("System`Private`local")  # a value whose part is assigned in the general way


def _acts(a: Any) -> bool:
    """Whether an argument is more than a term: a list, a value of its own kind, a sequence."""
    return isinstance(a, Expr) and (
        type(a) is not Expr or a.head is LIST or a.head is SEQUENCE or a.head is UNEVALUATED
    )


def truth(v: Any) -> Any:
    return True if v is TRUE else False if v is FALSE else v


def helpers(kernel: Any) -> dict[str, Any]:
    """The functions that generated code calls, made once for a kernel."""
    if kernel.helpers is None:
        kernel.helpers = _helpers(kernel)
    found: dict[str, Any] = kernel.helpers
    return found


def _helpers(kernel: Any) -> dict[str, Any]:
    evaluate, definitions = kernel.evaluate, kernel.definitions

    def call(d: Any, head: Symbol, args: tuple[Any, ...]) -> Any:
        """head[args] for a head with rules of the user's and values as arguments."""
        depth = kernel.depth + 1
        if depth >= kernel._ceiling or kernel.up_symbols or d.down is None or d.own is not None:
            return evaluate(Expr(head, args))
        for a in args:
            if type(a) is Expr and (a.head is SEQUENCE or a.head is SPLICE):
                return evaluate(Expr(head, args))
        kernel.depth = depth
        result = d.down.apply_arguments(head, args)
        if result is FAIL:
            result = Expr(head, args)
        if type(result) not in ATOMS:
            result = kernel.reduce(result, depth)
        kernel.depth = depth - 1
        return result

    def builtin(d: Any, head: Symbol, args: tuple[Any, ...]) -> Any:
        """head[args] for a builtin that does not sort its arguments, and values as arguments."""
        if kernel.up_symbols:
            return evaluate(Expr(head, args))
        rearranges = d.attributes & (FLAT | LISTABLE)
        for a in args:
            if isinstance(a, Expr) and (rearranges or a.head in _WRAPPERS):
                return evaluate(Expr(head, args))
        kernel.calling = None
        result = d.call(args)
        if result is None:
            return kernel._normal(Expr(head, args), head, args, d)
        return result if type(result) in ATOMS else evaluate(result)

    def binary(name: str) -> Callable[[Any, Any], Any]:
        """What an operation of two numbers gives where they are not both integers."""
        head = S.system(name)
        d = definitions[head]
        reals = d.reals

        def operate(a: Any, b: Any) -> Any:
            if type(a) is float and type(b) is float and reals is not None:
                result = reals(a, b)
                if result - result == 0.0:
                    return result
            if d.canonical and not (kernel.up_symbols or _acts(a) or _acts(b)):
                args = (a, b)
                result = d.call(args)
                if result is None:
                    return kernel._normal(Expr(head, args), head, args, d)
                return result if type(result) in ATOMS else evaluate(result)
            return evaluate(Expr(head, (a, b)))

        return operate

    def part(e: Any, i: Any) -> Any:
        """e[[i]]"""
        if type(i) is int and i:
            if type(e) is Expr and e.head is LIST:
                n = len(e.args)
                if -n <= i <= n:
                    return e.args[i - 1 if i > 0 else i]
            elif type(e) is Cells:
                n = len(e.items)
                if -n <= i <= n:
                    return e.items[i - 1 if i > 0 else i]
            elif type(e) is Packed and e.array.ndim == 1:
                n = len(e.array)
                if -n <= i <= n:
                    return e.array.item(i - 1 if i > 0 else i)
        if type(e) is Cells:
            e = e.read()
        return evaluate(Expr(S.Part, (e, i)))

    def listed(args: tuple[Any, ...]) -> Any:
        """A list of values."""
        for a in args:
            if type(a) not in ATOMS and (type(a) is not Expr or a.head is not LIST or a.stamp != kernel.stamp):
                return evaluate(Expr(LIST, args))
        e = Expr(LIST, args)
        e.stamp = kernel.stamp
        return e

    def assign(d: Any, s: Symbol, v: Any) -> Any:
        """s = v"""
        if d.attributes & PROTECTED or type(d.own) is Computed or (type(v) is Expr and v.head is SEQUENCE):
            return evaluate(Expr(S.Set, (s, v)))
        kernel.set_own(d, v)
        return v

    def define(d: Any, head: Symbol, args: tuple[Any, ...], v: Any) -> Any:
        """head[args] = v"""
        lhs = Expr(head, args)
        if d.down is None or d.own is not None or type(v) not in ATOMS or any([type(a) not in ATOMS for a in args]):
            return evaluate(Expr(S.Set, (lhs, v)))
        d.down.add(lhs, v)
        kernel.changed(d)
        return v

    def set_part(e: Any, i: Any, v: Any) -> Any:
        """The value of a local symbol after symbol[[i]] = v."""
        if type(e) is not Cells and (type(e) is Packed or (type(e) is Expr and e.head is LIST)):
            e = Cells(e)
        if type(e) is Cells and type(i) is int and i and -len(e.items) <= i <= len(e.items):
            e.write(i - 1 if i > 0 else i, v, type(v) in ATOMS)
            return e
        d = definitions[_ELSEWHERE]
        d.own = e
        evaluate(Expr(S.Set, (Expr(S.Part, (_ELSEWHERE, i)), v)))
        e, d.own = d.own, None
        return e

    def set_part_of(d: Any, s: Symbol, i: Any, v: Any) -> Any:
        """s[[i]] = v for a symbol that everybody can see."""
        own = d.own
        if type(own) is Packed and own.array.ndim == 1 and type(v) in (int, float) and not d.attributes & PROTECTED:
            own = d.own = Cells(own)
        if type(own) is Cells and type(i) is int and 0 < i <= len(own.items) and not d.attributes & PROTECTED:
            own.write(i - 1, v, type(v) in ATOMS)
            return v
        return evaluate(Expr(S.Set, (Expr(S.Part, (s, i)), v)))

    def counted(low: Any, high: Any) -> Any:
        """The values from low to high; None where the loop itself has to look at the bounds."""
        return None if isinstance(high, Expr) else endless(low, high)

    def endless(low: Any, high: Any) -> Any:
        """The same for a loop that may go on until something in it ends it."""
        try:
            return count_up(low, high, 1, NULL)
        except IteratorError:
            return None

    def total(values: list[Any]) -> Any:
        for v in values:
            if type(v) is not int:
                return evaluate(Expr(S.Plus, tuple(values)))
        return sum(values)

    def block(d: Any, v: Any) -> None:
        """A value, or none, for a symbol whose own value is set aside."""
        if v is None and d.own is not None:
            kernel.new_stamp()
        kernel.set_own(d, v)

    return {
        "assign": assign,
        "block": block,
        "builtin": builtin,
        "counted": counted,
        "define": define,
        "endless": endless,
        "is_list": is_list,
        "pack": pack,
        "set_part_of": set_part_of,
        "total": total,
        "call": call,
        "listed": listed,
        "part": part,
        "set_part": set_part,
        **{f"do_{name}": binary(name) for name in (*ARITHMETIC, *COMPARISONS)},
    }


# Operations of two machine integers as Python writes them.
ARITHMETIC = {"Plus": "{} + {}", "Times": "{} * {}", "Mod": "{} % {}", "Quotient": "{} // {}"}
COMPARISONS = {
    "Equal": "==",
    "Unequal": "!=",
    "Less": "<",
    "LessEqual": "<=",
    "Greater": ">",
    "GreaterEqual": ">=",
}
