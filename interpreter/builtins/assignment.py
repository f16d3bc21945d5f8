"""Giving and taking values: Set and its kin, and what may stand on their left side.

The heads with a meaning of their own there (Part, Options, MessageName, ...) are a table; other topics add to it with
`@assignable`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..declare import DECLARATIONS, builtin, declaration
from ..definitions import ORDERLESS, PROTECTED, Computed, Definition
from ..expr import FAILED, NULL, Expr, Symbol, expr, is_list
from ..ordering import canonical_sort
from ..patterns import asks, is_literal

Setter = Callable[[Any, Expr, Any], bool]  # f(session, lhs, value) -> done
SETTERS: dict[Symbol, Setter] = {}
# where the pattern proper stands in what may be around it
_WRAPPED = {S.Condition: 0, S.HoldPattern: 0, S.PatternTest: 0, S.Pattern: 1}
_BLANKS = (S.Blank, S.BlankSequence, S.BlankNullSequence)


def assignable(head: Symbol) -> Callable[[Setter], Setter]:
    """Declare what head[...] = value does."""

    def register(f: Setter) -> Setter:
        declaration(head.name)  # whoever meets the head finds this topic
        SETTERS[head] = f
        return f

    return register


def setter_of(head: Any) -> Setter | None:
    """What assignment to head[...] does, if the head has a meaning of its own there."""
    if type(head) is not Symbol:
        return None
    if head.context == "System`":
        DECLARATIONS.get(head.name)  # imports the topics of the head
    return SETTERS.get(head)


# ---- the kinds of left sides -----------------------------------------------------------------------------------------


def assign(session: Any, lhs: Any, value: Any, who: Symbol) -> bool:
    """lhs = value for any left side; False after a message."""
    if type(lhs) is Symbol:
        return assign_symbol(session, lhs, value, who)
    if not isinstance(lhs, Expr):
        session.message(who, "setraw", lhs)
        return False
    inner = _unwrap(lhs)
    if isinstance(inner, Expr):
        if inner.head is S.List and inner is lhs:
            return _assign_list(session, lhs, value, who)
        setter = setter_of(inner.head)
        if setter is not None:
            return setter(session, lhs, value)
        if inner is lhs and who is S.Set and len(lhs) == 1:
            done = _assign_key(session, lhs, value)
            if done is not None:
                return done
    return define(session, evaluate_lhs(session, lhs), value, who)


def assign_symbol(session: Any, s: Symbol, value: Any, who: Symbol) -> bool:
    d: Definition = session.definitions[s]
    if d.attributes & PROTECTED:
        session.message(who, "wrsym", s)
        return False
    if type(d.own) is Computed:
        if d.own.write is not None:
            d.own.write(value)
        return True
    session.evaluator.set_own(d, value)
    return True


def _assign_list(session: Any, lhs: Expr, value: Any, who: Symbol) -> bool:
    if not is_list(value) or len(value) != len(lhs):
        session.message(who, "shape", lhs, value)
        return False
    return all([assign(session, a, b, who) for a, b in zip(lhs.args, value.args, strict=True)])


def _assign_key(session: Any, lhs: Expr, value: Any) -> bool | None:
    """a["k"] = v and a["k"]["l"] = v where the values of a and a["k"] are associations; None if they are not."""
    base = lhs.head
    while isinstance(base, Expr) and len(base) == 1:
        base = base.head
    if type(base) is not Symbol:
        return None
    d: Definition = session.definitions[base]
    if type(d.own) is not Association:
        return None
    from .partassign import set_own_key, set_part

    if lhs.head is not base:
        if type(session.evaluator.evaluate(lhs.head)) is not Association:
            return None
        return set_part(session, expr(S.Part, lhs.head, expr(S.Key, *lhs.args)), value)
    k = session.evaluator.evaluate(lhs.args[0])
    set_own_key(session, d, k, value)
    return True


def evaluate_lhs(session: Any, lhs: Expr) -> Expr:
    """The left side with its arguments evaluated, but not itself."""
    inner = _wrapped(lhs)
    if lhs.head is S.HoldPattern and inner is not None:
        return lhs
    if isinstance(inner, Expr):
        return Expr(lhs.head, tuple([evaluate_lhs(session, a) if a is inner else a for a in lhs.args]))
    evaluator = session.evaluator
    head = lhs.head
    if isinstance(head, Expr):
        head = evaluate_lhs(session, head)
    attributes = evaluator.attributes_of(head) if type(head) is Symbol else 0
    args = evaluator.held_arguments(lhs.args, attributes)
    if attributes & ORDERLESS and all(map(is_literal, args)):
        args = tuple(canonical_sort(args))  # as the arguments of a call will be
    return Expr(head, args)


def _wrapped(p: Any) -> Any:
    """The pattern in a condition, a test, HoldPattern or under a name; None where p is nothing of the kind."""
    place = _WRAPPED.get(p.head) if isinstance(p, Expr) and type(p.head) is Symbol else None
    if place is None or place >= len(p) or (p.head is S.Pattern and getattr(p.args[1], "head", None) in _BLANKS):
        return None
    return p.args[place]


def _unwrap(p: Any) -> Any:
    while (inner := _wrapped(p)) is not None:
        p = inner
    return p


def define(session: Any, lhs: Expr, value: Any, who: Symbol, tag: Symbol | None = None) -> bool:
    """Store a rule with the symbol it belongs to: as a down, sub or up value."""
    target = _unwrap(lhs)
    owner, depth = target, 0
    while isinstance(owner, Expr):
        owner, depth = owner.head, depth + 1
    if tag is None:
        tag = owner
    if type(tag) is not Symbol:
        session.message(who, "setraw", lhs)
        return False
    d: Definition = session.definitions[tag]
    if d.attributes & PROTECTED:
        session.message(who, "write", tag, target)
        return False
    kind = "up" if tag is not owner or depth == 0 else "down" if depth == 1 else "sub"
    add_rule(session, d, kind, lhs, value)
    return True


def add_rule(session: Any, d: Definition, kind: str, lhs: Any, rhs: Any) -> None:
    """Add lhs :> rhs to one of the tables of a definition."""
    table = getattr(d, kind)
    if table is None:
        table = session.evaluator.table()
        setattr(d, kind, table)
    if not table.add(lhs, rhs).literal and asks(lhs, rhs):
        d.conditional = True
    if kind == "up":
        session.evaluator.up_symbols.add(d.symbol)
    session.evaluator.changed(d, everywhere=kind == "up")


# ---- Set, SetDelayed and the tagged forms ----------------------------------------------------------------------------

_SET_MESSAGES = {
    "setraw": "Cannot assign to raw object `1`.",
    "shape": "Lists `1` and `2` are not the same shape.",
    "setps": "`1` in the part assignment is not a symbol.",
    "noval": "Symbol `1` in part assignment does not have an immediate value.",
}


@builtin("Set[lhs_, rhs_]", attributes="HoldFirst Protected SequenceHold", **_SET_MESSAGES)
def set_(lhs: Any, rhs: Any, *, session: Any) -> Any:
    """x = value gives x a value; f[pattern] = value defines f with the value as it is now.

    {a, b} = {1, 2} sets several at once, x[[i]] = v a part, and f /: g[f] = v defines for f.

    >>> {a, b} = {1, 2}; a + b
    3
    """
    assign(session, lhs, rhs, S.Set)
    return rhs


@builtin("SetDelayed[lhs_, rhs_]", attributes="HoldAll Protected SequenceHold", **_SET_MESSAGES)
def set_delayed(lhs: Any, rhs: Any, *, session: Any) -> Any:
    """f[pattern] := value defines f; the right side is evaluated anew at each use.

    >>> f[n_] := n f[n - 1]; f[0] = 1; f[5]
    120
    """
    return NULL if assign(session, lhs, rhs, S.SetDelayed) else FAILED


def _tag_set(session: Any, tag: Any, lhs: Any, value: Any, who: Symbol) -> bool:
    if type(tag) is not Symbol:
        session.message(who, "sym", tag, 1)
        return False
    if not isinstance(lhs, Expr):
        return assign(session, lhs, value, who)
    inner = _unwrap(lhs)
    if tag is not inner.head and inner.head in (S.Format, S.N, S.MakeBoxes):
        setter = setter_of(inner.head)
        if setter is not None:
            return setter(session, lhs, value)
    if not _near_top(inner, tag):
        session.message(who, "tagnf", tag, inner)
        return False
    return define(session, evaluate_lhs(session, lhs), value, who, tag)


def _near_top(e: Expr, tag: Symbol) -> bool:
    """An up value's symbol must be the head, an argument, or the head of an argument."""

    def belongs(x: Any) -> bool:
        x = _strip_pattern(x)
        while isinstance(x, Expr):
            x = _strip_pattern(x.head)
        return x is tag

    return belongs(e) or any(belongs(a) for a in e.args)


def _strip_pattern(p: Any) -> Any:
    """The head that a pattern asks for: x_h stands for h."""
    while isinstance(p, Expr):
        place = _WRAPPED.get(p.head, len(p)) if type(p.head) is Symbol else len(p)
        if place < len(p):
            p = p.args[place]
        elif p.head in _BLANKS and p.args:
            return p.args[0]
        else:
            return p
    return p


_TAG_MESSAGES = {"tagnf": "Tag `1` not found in `2`, or too deep for an assigned rule."}


@builtin("TagSet[tag_, lhs_, rhs_]", attributes="HoldAll Protected SequenceHold", **_TAG_MESSAGES)
def tag_set(tag: Any, lhs: Any, rhs: Any, *, session: Any, evaluate: Any) -> Any:
    """f /: lhs = value stores the rule with f.

    >>> g /: area[g] = 7; area[g]
    7
    """
    value = evaluate(rhs)
    _tag_set(session, tag, lhs, value, S.TagSet)
    return value


@builtin("TagSetDelayed[tag_, lhs_, rhs_]", attributes="HoldAll Protected SequenceHold", **_TAG_MESSAGES)
def tag_set_delayed(tag: Any, lhs: Any, rhs: Any, *, session: Any) -> Any:
    """f /: lhs := value stores the rule with f; the right side is evaluated at each use.

    >>> h /: h[x_] + h[y_] := h[x + y]; h[2] + h[3]
    h[5]
    """
    return NULL if _tag_set(session, tag, lhs, rhs, S.TagSetDelayed) else FAILED


def _up_set(session: Any, lhs: Any, value: Any, who: Symbol) -> bool:
    if not isinstance(lhs, Expr) or not lhs.args:
        session.message(who, "nosym", lhs)
        return False
    lhs = evaluate_lhs(session, lhs)
    owners = []
    for a in _unwrap(lhs).args:
        x = _strip_pattern(a)
        while isinstance(x, Expr):
            x = _strip_pattern(x.head)
        if type(x) is Symbol and x not in (S.Blank, S.BlankSequence, S.BlankNullSequence):  # x_ belongs to nobody
            owners.append(x)
    done = [define(session, lhs, value, who, s) for s in dict.fromkeys(owners)]
    return bool(done) and all(done)


@builtin(
    "UpSet[lhs_, rhs_]",
    attributes="HoldFirst Protected SequenceHold",
    nosym="`1` does not contain a symbol to attach a rule to.",
)
def up_set(lhs: Any, rhs: Any, *, session: Any) -> Any:
    """f[g] ^= value stores the rule with the symbols in the arguments.

    >>> size[box] ^= 3; {size[box], UpValues[box]}
    {3, {HoldPattern[size[box]] :> 3}}
    """
    _up_set(session, lhs, rhs, S.UpSet)
    return rhs


@builtin(
    "UpSetDelayed[lhs_, rhs_]",
    attributes="HoldAll Protected SequenceHold",
    nosym="`1` does not contain a symbol to attach a rule to.",
)
def up_set_delayed(lhs: Any, rhs: Any, *, session: Any) -> Any:
    """f[g] ^:= value stores the rule with the symbols in the arguments; evaluated at each use.

    >>> len[row[x__]] ^:= Length[{x}]; len[row[a, b]]
    2
    """
    return NULL if _up_set(session, lhs, rhs, S.UpSetDelayed) else FAILED


# ---- changing a value in place ---------------------------------------------------------------------------------------


def _step(session: Any, x: Any, operation: Callable[[Any], Any], who: Symbol) -> tuple[Any, Any] | None:
    """(old, new) value of x after x = operation(x); None after a message."""
    evaluator = session.evaluator
    if type(x) is Symbol:
        d = session.definitions[x]
        if type(d.own) is int and not d.attributes & PROTECTED:  # the common case
            old = d.own
            new = d.own = evaluator.evaluate(operation(old))
            return old, new
        if d.own is None:
            session.message(who, "rvalue", x)
            return None
    elif not isinstance(x, Expr):
        session.message(who, "rvalue", x)
        return None
    old = evaluator.evaluate(x)
    new = evaluator.evaluate(operation(old))
    return (old, new) if assign(session, x, new, S.Set) else None


_RVALUE = {"rvalue": "`1` is not a variable with a value, so its value cannot be changed."}


def _stepper(name: str, glyph: str, usage: str, delta: int, give_old: bool, example: str) -> None:
    symbol = getattr(S, name)

    def step(x: Any, *, session: Any) -> Any:
        pair = _step(session, x, lambda old: old + delta if type(old) is int else expr(S.Plus, old, delta), symbol)
        return None if pair is None else pair[0 if give_old else 1]

    step.__doc__ = f"{glyph} {usage}\n\n{example}"
    builtin(f"{name}[x_]", attributes="HoldFirst Protected ReadProtected", **_RVALUE)(step)


_stepper("Increment", "x++", "adds 1 to x and gives the old value.", 1, True, ">>> k = 5; {k++, k}\n{5, 6}")
_stepper("Decrement", "x--", "subtracts 1 from x and gives the old value.", -1, True, ">>> k = 5; {k--, k}\n{5, 4}")
_stepper("PreIncrement", "++x", "adds 1 to x and gives the new value.", 1, False, ">>> k = 5; {++k, k}\n{6, 6}")
_stepper("PreDecrement", "--x", "subtracts 1 from x and gives the new value.", -1, False, ">>> k = 5; {--k, k}\n{4, 4}")


def _updater(name: str, usage: str, combine: Callable[[Any, Any], Any], example: str) -> None:
    symbol = getattr(S, name)

    def update(x: Any, dx: Any, *, session: Any) -> Any:
        pair = _step(session, x, lambda old: combine(old, dx), symbol)
        return None if pair is None else pair[1]

    update.__doc__ = f"{usage}\n\n{example}"
    builtin(f"{name}[x_, dx_]", attributes="HoldFirst Protected", **_RVALUE)(update)


_updater("AddTo", "x += dx adds dx to x.", lambda x, dx: expr(S.Plus, x, dx), ">>> k = 5; k += 2; k\n7")
_updater(
    "SubtractFrom",
    "x -= dx subtracts dx from x.",
    lambda x, dx: expr(S.Plus, x, expr(S.Times, -1, dx)),
    ">>> k = 5; k -= 2; k\n3",
)
_updater("TimesBy", "x *= c multiplies x by c.", lambda x, c: expr(S.Times, x, c), ">>> k = 5; k *= 2; k\n10")
_updater(
    "DivideBy",
    "x /= c divides x by c.",
    lambda x, c: expr(S.Times, x, expr(S.Power, c, -1)),
    ">>> k = 6; k /= 2; k\n3",
)
_updater("ApplyTo", "x //= f puts f[x] into x.", lambda x, f: expr(f, x), ">>> k = {3, 1}; k //= Sort; k\n{1, 3}")
