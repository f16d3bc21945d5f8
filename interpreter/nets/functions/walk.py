"""Walking through an unevaluated expression in which some atoms stand for arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ... import symbols as S
from ...associations import Association, association
from ...compiler import FAIL
from ...expr import FALSE, TRUE, Expr, Symbol, expr, has_head, is_list, symbol
from ...numerics.numbers import REAL_TYPES
from ...packed import Packed, to_array
from ...substitution import SlotError, fill_slots, substitute
from ..complaints import NetError
from ..objects import is_net
from .values import Sketch, Traced

Rule = Callable[..., Any]
RULES: dict[str, Rule] = {}  # head -> rule(walker, *walked arguments)
HELD: dict[str, Rule] = {}  # head -> rule(walker, *arguments as they stand)
LIMIT = 100000  # steps of one function: what is longer is no net

_CURRIED = {S.Map, S.Apply, S.Fold, S.FoldList, S.Append, S.Prepend, S.Select, S.MapThread, S.Take, S.Drop, S.Nest}


def rule(*heads: str) -> Callable[[Rule], Rule]:
    """Declares the meaning of heads whose arguments are walked through first."""

    def declare(function: Rule) -> Rule:
        RULES.update(dict.fromkeys(heads, function))
        return function

    return declare


def held(*heads: str) -> Callable[[Rule], Rule]:
    """Declares the meaning of heads that see their arguments as they stand."""

    def declare(function: Rule) -> Rule:
        HELD.update(dict.fromkeys(heads, function))
        return function

    return declare


class Again(Exception):
    """Something was learned for which the walk has to begin anew."""


class Walker:
    """Turns expressions into values: numbers, lists and associations in which `Traced` atoms may stand.

    `names` holds the values of local variables, `kept` what was evaluated where it is written, `shared` what has a name
    in the whole layer. `common` are the nets that are used more than once, over arrays shared by name.
    """

    def __init__(self, session: Any, sketch: Sketch, kept: dict | None = None, common: dict | None = None) -> None:
        self.session, self.sketch = session, sketch
        self.names: dict[Symbol, Any] = {}
        self.kept: dict[int, tuple[Any, Any]] = {} if kept is None else kept
        self.common: dict[int, Any] = {} if common is None else common
        self.shared: dict[Any, Any] = {}
        self.steps = 0
        self._fresh = 0

    # ---- walking

    def walk(self, e: Any) -> Any:
        """The value of an expression."""
        self.steps += 1
        if self.steps > LIMIT:
            raise NetError("nocompile", readable(e))
        if type(e) is Symbol:
            return self.names[e] if e in self.names else self.session.evaluate_expr(e)
        if not isinstance(e, Expr) or type(e) is Packed or is_net(e):
            return e
        if not self.is_open(e):
            return self._closed(e)
        if type(e) is Association:
            return association((k, self.walk(v)) for k, v in e.items())
        head = e.head
        if type(head) is not Symbol or head in self.names or self.session.definitions[head].own is not None:
            head = self.walk(head)
        if type(head) is Symbol:
            if head.name in HELD and head.context == "System`":
                return HELD[head.name](self, *e.args)
            if head is S.Function:
                return substitute(e, self.names)
        return self.call(head, [x for a in e.args for x in self._spliced(a)])

    def _spliced(self, e: Any) -> Iterator[Any]:
        value = self.walk(e)
        if has_head(value, S.Sequence):
            yield from value.args
        else:
            yield value

    def _closed(self, e: Expr) -> Any:
        """What has no arrays in it is evaluated, once for every place where it is written."""
        found = self.kept.get(id(e))
        if found is None:
            found = self.kept[id(e)] = (e, self.session.evaluate_expr(e))
        return found[1]

    def is_open(self, e: Any) -> bool:
        """Whether arrays, local variables or learnable arrays stand in an expression."""
        if type(e) is Traced:
            return True
        if type(e) is Symbol:
            return e in self.names
        if not isinstance(e, Expr) or type(e) is Packed or is_net(e):
            return False
        if e.head is S.NetArray or (not e.args and (is_net(e.head) or (isinstance(e.head, Expr) and is_layer(e.head)))):
            return True
        return self.is_open(e.head) or any(map(self.is_open, e.args))

    # ---- calling

    def call(self, head: Any, args: list[Any]) -> Any:
        """The value of head[args] for walked arguments."""
        if type(head) is str:
            head = symbol("System`" + head)
        if has_head(head, S.Function):
            return self.walk(self._body(head, args))
        if is_net(head) or (isinstance(head, Expr) and is_layer(head)):
            return RULES["Net"](self, head, *args)
        if isinstance(head, Expr):
            return self._call_expression(head, args)
        if type(head) is not Symbol:
            raise NetError("nocompile", readable(Expr(head, tuple(args))))
        rules = self.session.definitions[head].down if head.context != "System`" else None
        if rules is not None:
            found = rules.apply_arguments(head, tuple(args))
            if found is not FAIL:
                return self.walk(found)
        if not any(map(self.is_open, args)) and head is not S.NetArray:
            return self.session.evaluate_expr(Expr(head, tuple(args)))
        own = RULES.get(head.name) if head.context == "System`" else None
        if own is not None:
            try:
                found = own(self, *args)
            except TypeError as problem:
                if "positional argument" not in str(problem):
                    raise
                found = None
            if found is not None:
                return found
        raise NetError("nocompile", readable(Expr(head, tuple(args))))

    def _call_expression(self, head: Expr, args: list[Any]) -> Any:
        if head.head in (S.Composition, S.RightComposition):
            functions = head.args if head.head is S.RightComposition else head.args[::-1]
            for f in functions:
                args = [self.call(f, args)]
            return args[0]
        if head.head in _CURRIED:
            return self.call(head.head, [head.args[0], *args] if _function_first(head.head) else [*args, *head.args])
        if type(head) is Association and len(args) == 1:
            return head.get(args[0])
        raise NetError("nocompile", readable(Expr(head, tuple(args))))

    def _body(self, f: Expr, args: list[Any]) -> Any:
        """The body of a pure function with its arguments put in."""
        try:
            if len(f) == 1:
                return fill_slots(f.args[0], f, tuple(args))
            if not len(f):
                raise NetError("nocompile", readable(Expr(f, tuple(args))))
            names = f.args[0].args if is_list(f.args[0]) else f.args[:1]
            if len(names) > len(args):
                raise NetError("nocompile", readable(Expr(f, tuple(args))))
            return substitute(f.args[1], dict(zip(names, args, strict=False)))
        except SlotError:
            raise NetError("nocompile", readable(Expr(f, tuple(args)))) from None

    def local(self, name: Symbol) -> Symbol:
        """A new name for a local variable."""
        self._fresh += 1
        return symbol(f"{name.full}$net{self._fresh}")

    # ---- values

    def array(self, value: Any) -> Traced:
        """A value as one array: lists are stacked, numbers are constants."""
        if type(value) is Traced:
            return self.sketch.own(value)
        number = self.number(value)
        if number is not None:
            return self.sketch.constant(number)
        if is_list(value) and not self.is_open(value):
            found = to_array(self.session.evaluate_expr(expr(S.N, value)))
            if found is not None:
                return self.sketch.constant(found)
        if is_list(value) and len(value):
            return self._stacked([self.array(v) for v in value.args])
        if has_head(value, S.NetArray):
            found = RULES["NetArray"](self, *value.args)
            return self.array(found)
        raise NetError("nocompile", readable(value))

    def _stacked(self, values: list[Traced]) -> Traced:
        """Arrays of one shape as the elements of one more level."""
        raised = [self.sketch.layer("ReplicateLayer", 1, inputs=(v,)) for v in values]
        return raised[0] if len(raised) == 1 else self.sketch.layer("CatenateLayer", inputs=tuple(raised), given=())

    def number(self, value: Any) -> float | int | None:
        """A value as a number; None if it is none."""
        if type(value) in REAL_TYPES:
            return value if type(value) in (int, float) else float(value)
        if value in (TRUE, FALSE) and type(value) is Symbol:
            return int(value is TRUE)
        if type(value) is Traced or is_list(value) or type(value) is str or self.is_open(value):
            return None
        if has_head(value, S.DirectedInfinity, 1) and type(value.args[0]) is int:
            return float("inf") * value.args[0]
        found = self.session.evaluate_expr(expr(S.N, value))
        return float(found) if type(found) in REAL_TYPES else None

    def whole(self, value: Any) -> int:
        """A value as a whole number that is known now."""
        number = self.number(value)
        if number is None or int(number) != number:
            raise NetError("noconst", readable(value))
        return int(number)

    def elements(self, value: Any) -> list[Any] | None:
        """The elements of a list, or of an array whose length is known; None for others."""
        if is_list(value):
            return list(value.args)
        if type(value) is Traced and value.length is not None and value.length <= UNROLLED:
            value = self.array(value)
            return [self.part(value, i + 1) for i in range(value.length or 0)]
        return None

    def part(self, value: Traced, *specs: Any) -> Traced:
        """A part by plain specifications."""
        alone = len(specs) == 1 and (type(specs[0]) is int or specs[0][0] == "Span")
        spec = specs[0] if alone else specs
        return self.sketch.layer("PartLayer", spec, inputs=(self.array(value),))

    def inside(self, inputs: dict[str, Any], work: Callable[[Walker, dict[str, Traced]], Any]) -> tuple[Any, Any]:
        """(sketch, result) of work in a sketch of its own, whose inputs have the given types."""
        sketch = Sketch(inputs, outer=self.sketch)
        inner = Walker(self.session, sketch, self.kept, self.common)
        inner.names, inner.shared = dict(self.names), self.shared
        result = work(inner, {name: sketch.input(name) for name in inputs})
        return sketch, (inner, result)


UNROLLED = 256


def _function_first(head: Symbol) -> bool:
    return head in (S.Map, S.Apply, S.Fold, S.FoldList, S.MapThread, S.Nest)


def is_layer(head: Any) -> bool:
    """Whether an expression makes a layer: LinearLayer, or LinearLayer[3] that is no net yet."""
    name = head.head if isinstance(head, Expr) else head
    return (
        type(name) is Symbol
        and name.context == "System`"
        and (
            name.name.endswith(("Layer", "Operator"))
            and name.name not in ("Operator",)
            or name in (S.NetChain, S.NetGraph)
        )
    )


def readable(e: Any) -> Any:
    """An expression for a message: arrays are slots where they are inputs, and dots elsewhere."""
    if type(e) is Traced:
        member, port = e.wires[0] if e.tree is None and e.wires else (0, "")
        return expr(S.Slot, 1 if port == "Input" else port) if member is None else symbol("System`\u2026")
    if not isinstance(e, Expr) or type(e) is Packed or is_net(e):
        return e
    if type(e) is Association:
        return association((k, readable(v)) for k, v in e.items())
    return Expr(readable(e.head), tuple(map(readable, e.args)))
