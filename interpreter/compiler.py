"""Rules as straight-line Python: tests for the left side, one constructor expression for the right side.

A sequence pattern becomes a `for` over its possible ends, and a failing test inside becomes `continue`, so backtracking
is Python's own.  Whatever has no short form here raises Uncompilable and stays with the generic matcher, which is also
what the tests compare with.  Generated source holds constants by name only, never text of the user's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from types import CodeType
from typing import TYPE_CHECKING, Any

from . import symbols as S
from .definitions import FLAT, ONE_IDENTITY, ORDERLESS
from .expr import LIST, SEQUENCE, TRUE, Expr, Symbol, atom_type, head_of, same
from .patterns import PATTERN_HEADS, mentions_head, span
from .substitution import OPTIONS, SCOPES, SlotError, has_slots, slot_value, substitute

if TYPE_CHECKING:
    from .rules import Rule

FAIL: Any = object()
_MAX_LOOPS = 15  # CPython allows 20 nested blocks
_SEQUENCES = {S.BlankSequence: 1, S.BlankNullSequence: 0}


class Uncompilable(Exception):
    """The generic matcher has to do this one."""


@lru_cache(maxsize=2048)
def _code(source: str) -> CodeType:
    return compile(source, "<generated>", "exec")


class Writer:
    """Source of one generated function, with its constants and the places of the pattern variables."""

    def __init__(self, kernel: Any) -> None:
        self.kernel = kernel
        self.lines: list[str] = []
        self.indent = 1
        self.count = 0
        self.loops = 0
        self.fail = "return FAIL"
        self.constants: dict[int, str] = {}  # numbered, so that rules of one shape have one source
        self.places: dict[Any, str] = {}  # variable -> Python name; "*name" for a sequence (args, start, stop)
        self.names: dict[str, Any] = {
            "Expr": Expr,
            "Symbol": Symbol,
            "SEQUENCE": SEQUENCE,
            "TRUE": TRUE,
            "FAIL": FAIL,
            "same": same,
            "head_of": head_of,
            "substitute": substitute,
            "evaluate": kernel.evaluate,
            "match": kernel.matches_plain,
        }

    # -- source
    def emit(self, line: str) -> None:
        self.lines.append("    " * self.indent + line)

    def new(self) -> str:
        self.count += 1
        return f"t{self.count}"

    def constant(self, value: Any) -> str:
        if type(value) is int and abs(value) < 1 << 60:
            return repr(value)
        name = self.constants.get(id(value))
        if name is None:
            name = self.constants[id(value)] = f"K{len(self.constants)}"
            self.names[name] = value
        return name

    def need(self, condition: str) -> None:
        self.emit(f"if not ({condition}): {self.fail}")

    def holds(self, test: Any) -> str:
        """The Python condition that a test of the user's gives True."""
        return f"evaluate({self.template(test)}) is TRUE"

    def accepts(self, f: Any, v: str) -> str:
        """The Python condition that f gives True for the value in `v`."""
        return f"evaluate(Expr({self.constant(f)}, ({v},))) is TRUE"

    def build(self, name: str, parameters: str) -> Callable[..., Any]:
        try:
            exec(_code(f"def {name}({parameters}):\n" + "\n".join(self.lines)), self.names)  # constants by name only
        except SyntaxError:  # more blocks in one another than Python takes
            raise Uncompilable from None
        function: Callable[..., Any] = self.names.pop(name)
        return function

    # -- left sides
    def pattern(self, p: Any, v: str) -> None:
        """Emit the tests that the value in `v` must pass for p."""
        if type(p) is not Expr:
            if type(p) is Symbol:
                self.need(f"{v} is {self.constant(p)}")
            elif isinstance(p, Expr):
                self.need(f"same({self.constant(p)}, {v})")
            else:
                self.need(f"type({v}) is {self.constant(type(p))} and {v} == {self.constant(p)}")
            return
        rule = _PATTERNS.get(p.head) if type(p.head) is Symbol else None
        if rule is not None:
            rule(self, p, v)
        elif p.head in PATTERN_HEADS:
            self._plain(p, v)
        else:
            self._compound(p, v)

    def _name(self, p: Expr, v: str) -> None:
        name, inner = p.args
        if name in self.places:
            self.need(f"same({self._whole(self.places[name])}, {v})")
        else:
            self.pattern(inner, v)
            self.places[name] = v

    def _blank(self, p: Expr, v: str) -> None:
        if p.args:
            self.need(self.head_test(p.args[0], v))

    def head_test(self, head: Any, v: str) -> str:
        types = atom_type(head) if type(head) is Symbol else ()
        if len(types) == 1:
            return f"type({v}) is {self.constant(types[0])}"
        if types:
            return f"type({v}) in {self.constant(types)}"
        if type(head) is Symbol:
            return f"isinstance({v}, Expr) and {v}.head is {self.constant(head)}"
        return f"same(head_of({v}), {self.constant(head)})"

    def _condition(self, p: Expr, v: str) -> None:
        self.pattern(p.args[0], v)
        self.need(self.holds(p.args[1]))

    def _test(self, p: Expr, v: str) -> None:
        self.pattern(p.args[0], v)
        self.need(self.accepts(p.args[1], v))

    def _inner(self, p: Expr, v: str) -> None:
        self.pattern(p.args[0], v)

    def _verbatim(self, p: Expr, v: str) -> None:
        self.need(f"same({self.constant(p.args[0])}, {v})")

    def _plain(self, p: Expr, v: str) -> None:
        """A pattern that binds nothing and takes one argument can be asked of the generic matcher as a whole."""
        if span(p) != (1, 1) or _binds(p):
            raise Uncompilable
        self.need(f"match({self.constant(p)}, {v})")

    def _compound(self, p: Expr, v: str) -> None:
        head = p.head
        if type(head) is Symbol:
            if self.kernel.attributes_of(head) & (FLAT | ORDERLESS | ONE_IDENTITY):
                raise Uncompilable
            self.need(f"isinstance({v}, Expr) and {v}.head is {self.constant(head)}")
        else:
            self.need(f"isinstance({v}, Expr)")
            w = self.new()
            self.emit(f"{w} = {v}.head")
            self.pattern(head, w)
        args = self.new()
        self.emit(f"{args} = {v}.args")
        self.arguments(p.args, args)

    def arguments(self, ps: tuple[Any, ...], args: str, known_length: bool = False) -> None:
        """Patterns against the tuple named `args`; sliding sequences become loops."""
        kinds = [_sequence_kind(p) for p in ps]
        if all(k is None for k in kinds):
            if not known_length:
                self.need(f"len({args}) == {len(ps)}")
            for i, p in enumerate(ps):
                if _is_wild(p):
                    continue
                w = self.new()
                self.emit(f"{w} = {args}[{i}]")
                self.pattern(p, w)
            return
        least = [1 if k is None else k for k in kinds]
        n, at = self.new(), "0"
        self.emit(f"{n} = len({args})")
        self.need(f"{n} >= {sum(least)}")
        for j, p in enumerate(ps):
            end = self.new()
            if kinds[j] is None:
                w = self.new()
                self.emit(f"{w} = {args}[{at}]")
                self.pattern(p, w)
                self.emit(f"{end} = {at} + 1")
            else:
                rest = sum(least[j + 1 :])
                if all(k is None for k in kinds[j + 1 :]):  # the last sequence takes what is left
                    self.emit(f"{end} = {n} - {rest}")
                    self.need(f"{end} >= {at} + {kinds[j]}")
                else:
                    self.loops += 1
                    if self.loops > _MAX_LOOPS:
                        raise Uncompilable
                    self.emit(f"for {end} in range({at} + {kinds[j]}, {n} - {rest} + 1):")
                    self.indent += 1
                    self.fail = "continue"
                self._sequence(p, args, at, end)
            at = end
        if kinds[-1] is None:
            self.need(f"{at} == {n}")

    def _sequence(self, p: Expr, args: str, start: str, stop: str) -> None:
        name = None
        if p.head is S.Pattern:
            name, p = p.args
        if p.args:
            y = self.new()
            self.need(f"all([{self.head_test(p.args[0], y)} for {y} in {args}[{start}:{stop}]])")
        if name is None:
            return
        known = self.places.get(name)
        if known is None:
            w = self.new()
            self.emit(f"{w} = ({args}, {start}, {stop})")  # a slice, made only when used
            self.places[name] = "*" + w
        else:
            one = f"{args}[{start}] if {stop} == {start} + 1 else Expr(SEQUENCE, {args}[{start}:{stop}])"
            self.need(f"same({self._whole(known)}, {one})")

    @staticmethod
    def _whole(place: str) -> str:
        """The value at a place as one expression."""
        if place[0] != "*":
            return place
        w = place[1:]
        return f"({w}[0][{w}[1]] if {w}[2] == {w}[1] + 1 else Expr(SEQUENCE, {w}[0][{w}[1]:{w}[2]]))"

    # -- right sides
    def finish(self, rule: Rule) -> None:
        """What stands behind the tests of a rule's left side: its condition, and the right side, not yet evaluated."""
        if rule.has_inner_test:
            raise Uncompilable
        if rule.test is not None:
            self.need(self.holds(rule.test))
        self.emit(f"return {self.template(rule.template)}")

    def template(self, e: Any) -> str:
        """An expression that builds e with the variables' values; parts without variables are shared constants."""
        if not self.mentions(e):
            return self.constant(e)
        if self.must_substitute(e):
            pairs = ", ".join(f"{self.constant(k)}: {self._whole(v)}" for k, v in self.places.items())
            return f"substitute({self.constant(e)}, {{{pairs}}})"
        return self._build(e)

    def _build(self, e: Any) -> str:
        place = self.place(e)
        if place is not None:
            return self._whole(place)
        if not self.mentions(e):
            return self.constant(e)
        parts = []
        for a in e.args:
            place = self.place(a)
            if place is not None and place[0] == "*":
                w = place[1:]
                parts.append(f"*{w}[0][{w}[1]:{w}[2]]")
            else:
                parts.append(self._build(a))
        return f"Expr({self._build(e.head)}, ({', '.join(parts)}{',' if parts else ''}))"

    def place(self, e: Any) -> str | None:
        return self.places.get(e) if type(e) is Symbol else None

    def mentions(self, e: Any) -> bool:
        """True if a variable occurs in e."""
        stack = [e]
        while stack:
            e = stack.pop()
            if self.place(e) is not None:
                return True
            if isinstance(e, Expr) and not self.closed(e):
                stack.append(e.head)
                stack.extend(e.args)
        return False

    def closed(self, e: Expr) -> bool:
        return False

    def must_substitute(self, e: Any) -> bool:
        """Scoping constructs need a look at the values (capture), OptionValue needs the options."""
        stack = [e]
        while stack:
            e = stack.pop()
            if isinstance(e, Expr):
                if type(e) is not Expr or (e.head in SCOPES and next(iter(SCOPES[e.head](e)), None) is not None):
                    return True
                stack.append(e.head)
                stack.extend(e.args)
        return False


_PATTERNS: dict[Symbol, Callable[[Writer, Expr, str], None]] = {
    S.Pattern: Writer._name,
    S.Blank: Writer._blank,
    S.Condition: Writer._condition,
    S.PatternTest: Writer._test,
    S.HoldPattern: Writer._inner,
    S.Verbatim: Writer._verbatim,
}


def _sequence_kind(p: Any) -> int | None:
    """The least length of a (named) sequence blank; None for a pattern that takes exactly one argument."""
    if type(p) is not Expr:
        return None
    inner = p.args[1] if p.head is S.Pattern and len(p) == 2 else p
    if type(inner) is Expr and inner.head in _SEQUENCES:
        return _SEQUENCES[inner.head]
    if span(p) != (1, 1):
        raise Uncompilable
    return None


def _is_wild(p: Any) -> bool:
    return type(p) is Expr and p.head is S.Blank and not p.args


def _binds(p: Any) -> bool:
    return mentions_head(p, (S.Pattern, S.OptionsPattern))


# ---- whole rules -----------------------------------------------------------------------------------------------------


def compile_rule(rule: Rule, kernel: Any) -> Callable[[Any], Any]:
    """One rule as f(e) -> right side, not yet evaluated, or FAIL."""
    w = Writer(kernel)
    w.pattern(rule.pattern, "e")
    w.finish(rule)
    w.indent = 1
    w.emit("return FAIL")
    return w.build("rule", "e")


def compile_dispatch(head: Symbol, rules: list[Rule], n: int, w: Writer) -> Callable[[tuple[Any, ...]], Any]:
    """All rules for head[a1, ..., an], in order, as one f(args) -> right side or FAIL."""
    kernel = w.kernel
    if kernel.attributes_of(head) & (FLAT | ORDERLESS | ONE_IDENTITY):
        raise Uncompilable
    for rule in rules:
        p, conditions = rule.pattern, []
        while type(p) is Expr and p.head in (S.Condition, S.HoldPattern):
            conditions += p.args[1:]
            p = p.args[0]
        if type(p) is not Expr or p.head is not head:
            raise Uncompilable
        w.places = {}
        w.emit("while True:")
        w.indent, w.fail, w.loops = 2, "break", 0
        fixed = all(_sequence_kind(q) is None for q in p.args)
        if fixed and len(p) != n:
            raise Uncompilable
        w.arguments(p.args, "args", known_length=fixed)
        for c in reversed(conditions):
            w.need(w.holds(c))
        w.finish(rule)
        w.indent = 2
        w.emit("break")
        w.indent = 1
    w.emit("return FAIL")
    return w.build("dispatch", "args")


# ---- pure functions --------------------------------------------------------------------------------------------------


class SlotWriter(Writer):
    """Templates over the slots of Function[body]; an inner slot function is closed."""

    def __init__(self, kernel: Any, function: Expr, count: int) -> None:
        super().__init__(kernel)
        self.function = function
        self.arity = count
        self.names["slot_value"] = slot_value

    def place(self, e: Any) -> str | None:
        if type(e) is not Expr or len(e) != 1:
            return None
        spec = e.args[0]
        if e.head is S.Slot:
            if type(spec) is int and spec > 0:
                if spec > self.arity:
                    raise SlotError("slotn", spec, self.function)
                return f"a{spec}"
            return f"slot_value({self.constant(spec)}, {self.constant(self.function)}, args)"
        if e.head is S.SlotSequence:
            return f"*(args, {spec - 1}, {self.arity})"
        return None

    def closed(self, e: Expr) -> bool:
        return e.head is S.Function and has_slots(e)

    def must_substitute(self, e: Any) -> bool:
        if super().must_substitute(e):
            raise Uncompilable
        return False


def compile_function(function: Expr, n: int, kernel: Any) -> Callable[[tuple[Any, ...]], Any]:
    """Function[body] or Function[x, body] as f(args) -> body with the arguments put in, not yet evaluated."""
    if not function.args:
        raise Uncompilable
    if has_slots(function):
        w: Writer = SlotWriter(kernel, function, n)
        body = function.args[min(len(function) - 1, 1)]
    else:
        w = Writer(kernel)
        first, body = function.args[:2]
        names = first.args if isinstance(first, Expr) and first.head is LIST else (first,)
        if len(names) > n or not all(type(x) is Symbol for x in names):
            raise Uncompilable
        w.places = {x: f"a{i + 1}" for i, x in enumerate(names)}
    if n:
        w.emit(f"{', '.join(f'a{i + 1}' for i in range(n))}{',' if n == 1 else ''} = args")
    w.emit(f"return {w.template(body)}")
    return w.build("function", "args")


__all__ = ["FAIL", "OPTIONS", "Uncompilable", "compile_dispatch", "compile_function", "compile_rule"]
