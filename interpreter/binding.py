"""From declarations to a session's definitions: signatures read, arguments checked and put in order, extras given."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from . import listed
from .declare import Declaration, Function, declared
from .definitions import HOLD_ALL_COMPLETE, Definition
from .expr import Expr, Symbol, atom_type, head_of, is_list, is_rule, system
from .options import is_option, option_name

ONE, MANY, ANY = "_", "__", "___"


class Parameter(NamedTuple):
    name: str
    kind: str  # "_", "__" or "___"
    head: Symbol | None  # x_Head
    optional: bool  # x_:default or x_.


@dataclass(frozen=True, slots=True)
class Signature:
    text: str
    parameters: tuple[Parameter, ...]
    takes_options: bool

    @property
    def least(self) -> int:
        return sum(not p.optional and p.kind != ANY for p in self.parameters)

    @property
    def most(self) -> int | None:
        """The greatest number of arguments; None if there is no limit."""
        return None if any(p.kind != ONE for p in self.parameters) else len(self.parameters)


# ---- signatures ------------------------------------------------------------------------------------------------------

_PARAMETER = re.compile(r"([A-Za-z]\w*?)(_{1,3})([A-Za-z]\w*)?(:.*|\.)?")


def parse_signature(text: str) -> Signature:
    """The parameters of a signature such as "Take[list_, specs__]"."""
    inner = text[text.index("[") + 1 : -1].strip()
    parts = _split(inner) if inner else []
    takes_options = bool(parts) and parts[-1] == "OptionsPattern[]"
    parameters = []
    for part in parts[: -1 if takes_options else None]:
        m = _PARAMETER.fullmatch(part)
        if m is None:
            raise ValueError(f"{text}: {part!r} is not a parameter")
        parameters.append(Parameter(m[1], m[2], system(m[3]) if m[3] else None, m[4] is not None))
    return Signature(text, tuple(parameters), takes_options)


def _split(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for i, c in enumerate(text):
        depth += (c in "[{(") - (c in "]})")
        if c == "," and not depth:
            parts.append(text[start:i].strip())
            start = i + 1
    return [*parts, text[start:].strip()]


def _head_test(head: Symbol | None) -> Callable[[Any], bool] | None:
    if head is None:
        return None
    types = atom_type(head)
    if types:
        return lambda a: type(a) in types
    return lambda a: head_of(a) is head


def _binder(signature: Signature, names: list[str]) -> Callable[[tuple[Any, ...]], tuple[Any, ...] | None] | None:
    """A function from arguments to the values of the Python parameters `names`; it gives None if a head test fails.

    No function at all means that the arguments are the values.
    """
    ps = signature.parameters
    tests = [(i, t) for i, t in enumerate([_head_test(p.head) for p in ps]) if t is not None]
    in_order = [p.name for p in ps] == names[: len(ps)]
    many = next((i for i, p in enumerate(ps) if p.kind != ONE), None)

    def bind(args: tuple[Any, ...]) -> Any:
        if many is not None:
            after = len(ps) - many - 1
            stop = len(args) - after
            args = (*args[:many], args[many:stop], *args[stop:])
        for i, test in tests:
            if i < len(args) and not (all(map(test, args[i])) if i == many else test(args[i])):
                return None
        return args

    if in_order:
        if many == 0 and len(ps) == 1 and not tests:
            return lambda args: (args,)
        return bind if tests or many is not None else None
    order = [names.index(p.name) for p in ps]

    def bind_by_name(args: tuple[Any, ...]) -> Any:
        bound = bind(args)
        if bound is None:
            return None
        values: list[Any] = [None] * (max(order[: len(bound)], default=-1) + 1)
        for i, v in zip(order, bound, strict=False):
            values[i] = v
        return tuple(values)

    return bind_by_name


# ---- from declaration to a session's definition ----------------------------------------------------------------------


def install(definition: Definition, session: Any) -> None:
    """Fill a fresh definition from its declaration, binding the functions to the session."""
    s = definition.symbol
    d = declared(s)
    if d is None:
        return
    definition.attributes = d.attributes
    definition.messages.update(d.messages)
    definition.numeric, definition.reals, definition.arrays = d.numeric, d.reals, d.arrays
    definition.canonical, definition.volatile = d.canonical, d.volatile
    if d.options:
        definition.options = {k: session.read_value(v) if isinstance(v, str) else v for k, v in d.options.items()}
    if d.function is not None:
        definition.call = listed.reaching(s, _bind(d, definition, session), session)
    if d.value is not None:
        definition.own = d.value(session)
    if d.source is not None:
        session.add_written(definition, d.source)
    if d.apply is not None:
        extras = _extras(d.apply, d, session)
        definition.apply = (lambda head, args, f=d.apply, kw=extras: f(head, args, **kw)) if extras else d.apply
    elif d.operator is not None:
        definition.apply = _operator(d)
    if d.meet is not None:
        wanted = _extras(d.meet, d, session)
        definition.meet = lambda head, args, f=d.meet: f(head, args, **wanted)
        session.evaluator.up_symbols.add(s)


def _extras(function: Function, d: Declaration, session: Any) -> dict[str, Any]:
    symbol = d.symbol
    offered = {
        "say": lambda tag, *args, **where: session.message(symbol, tag, *args, **where),
        "evaluate": session.evaluate_expr,
        "written": lambda: session.places.of(session.evaluator.calling),
        "session": session,
    }
    wanted = [p.name for p in inspect.signature(function).parameters.values() if p.kind is p.KEYWORD_ONLY]
    return {k: offered[k] for k in wanted if k in offered}


Binder = Callable[[tuple[Any, ...]], Any]


class Row(NamedTuple):
    """A signature as it is tried: how many arguments it wants, and what puts them in the function's order."""

    least: int
    most: int | None
    bind: Binder | None
    takes_options: bool

    def allows(self, n: int) -> bool:
        return self.least <= n and (self.most is None or n <= self.most)


def _bind(d: Declaration, definition: Definition, session: Any) -> Callable[[tuple[Any, ...]], Any]:
    function, own_symbol = d.function, definition.symbol
    assert function is not None
    parameters = inspect.signature(function).parameters.values()
    names = [p.name.rstrip("_") for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]  # `else_` is "else"
    keyword_only = {p.name for p in parameters if p.kind is p.KEYWORD_ONLY}
    extras = _extras(function, d, session)
    wants_expr, wants_options = "expr" in keyword_only, "options" in keyword_only
    signatures = [parse_signature(s) for s in d.signatures]
    rows = [Row(s.least, s.most, _binder(s, names), s.takes_options) for s in signatures]
    complete = bool(d.attributes & HOLD_ALL_COMPLETE)
    with_options = any(row.takes_options for row in rows)
    room = max([row.most or 0 for row in rows if row.takes_options], default=0)
    by_count: dict[tuple[int, int], list[tuple[Binder | None, int]]] = {}

    def call(args: tuple[Any, ...]) -> Any:
        n = plain = len(args)
        if with_options:
            while plain and isinstance(args[plain - 1], Expr) and is_option(args[plain - 1]):
                plain -= 1
            while plain < n and plain < room and _is_argument(args[plain], definition):
                plain += 1
        chosen = by_count.get((n, plain))
        if chosen is None:
            chosen = by_count[n, plain] = _choose(rows, n, plain)
        if not chosen:
            if not complete:
                _wrong_count(own_symbol, signatures, d.operator, len(args), session)
            return None
        for bind, given in chosen:
            bound: Any = args[:given]
            if bind is not None:
                bound = bind(bound)
                if bound is None:
                    continue
            kw = extras
            if wants_options or wants_expr:
                kw = dict(extras)
                if wants_options:
                    settings = _options(definition, args[given:], session)
                    if settings is None:
                        return None
                    kw["options"] = settings
                if wants_expr:
                    kw["expr"] = Expr(own_symbol, args)
            return function(*bound, **kw)
        return None

    if len(rows) == 1 and not (wants_options or wants_expr or rows[0].takes_options):
        return _simple_call(rows[0], function, extras, call)
    return call


def _is_argument(e: Any, definition: Definition) -> bool:
    """Whether a rule after the first arguments is one of them: "Probability" -> class is a property, no option."""
    return is_rule(e) and type(e.args[0]) is str and e.args[0] not in (definition.options or {})


def _choose(rows: list[Row], n: int, plain: int) -> list[tuple[Binder | None, int]]:
    """The signatures that n arguments allow, each with how many of the arguments are no options.

    The arguments after the first `plain` are rules: options where a signature takes some, arguments where it could not
    be met otherwise.
    """
    chosen = [(r.bind, plain) for r in rows if r.takes_options and r.allows(plain)]
    chosen += [(r.bind, n) for r in rows if not r.takes_options and r.allows(n)]
    if not chosen:
        chosen = [(r.bind, r.least) for r in rows if r.takes_options and plain < r.least <= n]
    return chosen


def _simple_call(row: Row, function: Function, extras: dict[str, Any], slow: Any) -> Callable[[tuple[Any, ...]], Any]:
    """The common case without a loop: one signature, no options."""
    least, most, bind = row.least, 1 << 60 if row.most is None else row.most, row.bind

    def call(args: tuple[Any, ...]) -> Any:
        if least <= len(args) <= most:
            bound = bind(args)
            return None if bound is None else function(*bound, **extras)
        return slow(args)

    def call_as_is(args: tuple[Any, ...]) -> Any:
        return function(*args, **extras) if least <= len(args) <= most else slow(args)

    return call_as_is if bind is None else call


def _options(definition: Definition, given: tuple[Any, ...], session: Any) -> dict[str, Any] | None:
    chosen = dict(definition.options or {})
    stack = list(given)[::-1]
    seen: set[str] = set()
    while stack:
        item = stack.pop()
        if is_list(item):
            stack.extend(reversed(item.args))
            continue
        key, value = item.args
        name = option_name(key)
        if name not in chosen:
            session.message(definition.symbol, "optx", key, Expr(definition.symbol, given))
            return None
        if name not in seen:  # the first setting of an option counts
            seen.add(name)
            chosen[name] = value
    return chosen


def _wrong_count(symbol: Symbol, signatures: list[Signature], operator: str | None, n: int, session: Any) -> None:
    if operator is not None and parse_signature(operator.partition("]")[0] + "]").least == n:
        return  # the operator form waits for its argument
    least = min(s.least for s in signatures)
    most = None if any(s.most is None for s in signatures) else max(s.most or 0 for s in signatures)
    one = n == 1
    if most is None:
        session.message(symbol, "argmu" if one else "argm", symbol, *([] if one else [n]), least)
    elif least == most:
        if least == 1:
            session.message(symbol, "argx", symbol, n)
        else:
            session.message(symbol, "argr" if one else "argrx", symbol, *([] if one else [n]), least)
    elif most == least + 1:
        session.message(symbol, "argtu" if one else "argt", symbol, *([] if one else [n]), least, most)
    else:
        session.message(symbol, "argbu" if one else "argb", symbol, *([] if one else [n]), least, most)


def _operator(d: Declaration) -> Callable[[Any, tuple[Any, ...]], Any]:
    """Turn Select[crit][list] into Select[list, crit]: the names say where each argument goes."""
    assert d.operator is not None
    inner, _, outer = d.operator.partition("][")
    first = [p.name for p in parse_signature(inner + "]").parameters]
    second = [p.name for p in parse_signature("f[" + outer).parameters]
    order = [p.name for p in parse_signature(d.signatures[0]).parameters]

    def apply(head: Any, args: tuple[Any, ...]) -> Any:
        if len(head.args) != len(first) or len(args) != len(second):
            return None
        values = dict(zip([*first, *second], [*head.args, *args], strict=True))
        return Expr(head.head, tuple([values[n] for n in order if n in values]))

    return apply
