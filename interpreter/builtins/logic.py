"""Truth values and their connectives.  Arguments are evaluated from left to right, only as far as they matter."""

from __future__ import annotations

from .. import symbols as S
from ..declare import builtin, name
from ..expr import FALSE, TRUE, Expr, boolean, same

name("True", "True stands for what is true.", attributes="Locked Protected")
name("False", "False stands for what is false.", attributes="Locked Protected")


@builtin("TrueQ[expr_]")
def true_q(expr):
    """TrueQ[expr] is True if expr is True, and False otherwise.

    >>> {TrueQ[1 == 1], TrueQ[x]}
    {True, False}
    """
    return boolean(expr is TRUE)


@builtin("BooleanQ[expr_]")
def boolean_q(expr):
    """BooleanQ[expr] is True if expr is True or False.

    >>> {BooleanQ[False], BooleanQ[1]}
    {True, False}
    """
    return boolean(expr is TRUE or expr is FALSE)


def _connective(head, args, evaluate, stop, unit):
    """Evaluate until one argument is `stop`; what is not `unit` remains."""
    remaining = []
    for a in args:
        v = evaluate(a)
        if v is stop:
            return stop
        if v is unit:
            continue
        if isinstance(v, Expr) and v.head is head:
            remaining.extend(v.args)
        else:
            remaining.append(v)
    if not remaining:
        return unit
    if len(remaining) == 1:
        return remaining[0]
    if len(remaining) == len(args) and all(same(a, b) for a, b in zip(args, remaining)):
        return None
    return Expr(head, tuple(remaining))


@builtin("And[p___]", attributes="Flat HoldAll OneIdentity Protected")
def and_(p, *, evaluate):
    """And[p, q, ...], written p && q, is False if one of its arguments is False, and True if all are True.

    Nothing is evaluated after the first argument that is False.

    >>> {True && True, True && False, x && True, And[]}
    {True, False, x, True}

    >>> False && Print["never"]
    False
    """
    return _connective(S.And, p, evaluate, FALSE, TRUE)


@builtin("Or[p___]", attributes="Flat HoldAll OneIdentity Protected")
def or_(p, *, evaluate):
    """Or[p, q, ...], written p || q, is True if one of its arguments is True, and False if all are False.

    Nothing is evaluated after the first argument that is True.

    >>> {False || True, False || x, Or[]}
    {True, x, False}
    """
    return _connective(S.Or, p, evaluate, TRUE, FALSE)


# what Not makes of a comparison
_OPPOSITES = {
    S.Equal: S.Unequal,
    S.Unequal: S.Equal,
    S.Less: S.GreaterEqual,
    S.GreaterEqual: S.Less,
    S.Greater: S.LessEqual,
    S.LessEqual: S.Greater,
    S.SameQ: S.UnsameQ,
    S.UnsameQ: S.SameQ,
    S.Element: S.NotElement,
    S.NotElement: S.Element,
}


@builtin("Not[p_]")
def not_(p):
    """Not[p], written !p, is False if p is True, and True if it is False.

    >>> {!True, !False, !!x, !(x < 1)}
    {False, True, x, x >= 1}
    """
    if p is TRUE:
        return FALSE
    if p is FALSE:
        return TRUE
    if isinstance(p, Expr):
        if p.head is S.Not and len(p) == 1:
            return p.args[0]
        if len(p) == 2 and p.head in _OPPOSITES:
            return Expr(_OPPOSITES[p.head], p.args)
    return None


@builtin("Nand[p___]", attributes="HoldAll Protected")
def nand(p, *, evaluate):
    """Nand[p, q, ...] is the negation of p && q && ...

    >>> {Nand[True, True], Nand[True, False]}
    {False, True}
    """
    return _negated(S.Nand, S.And, p, evaluate)


@builtin("Nor[p___]", attributes="HoldAll Protected")
def nor(p, *, evaluate):
    """Nor[p, q, ...] is the negation of p || q || ...

    >>> {Nor[False, False], Nor[True, False]}
    {True, False}
    """
    return _negated(S.Nor, S.Or, p, evaluate)


def _negated(head, inner, p, evaluate):
    stop, unit = (FALSE, TRUE) if inner is S.And else (TRUE, FALSE)
    found = _connective(inner, p, evaluate, stop, unit)
    if found is TRUE or found is FALSE:
        return boolean(found is FALSE)
    if found is None:
        return None
    return Expr(S.Not, (found,)) if not (isinstance(found, Expr) and found.head is inner) else Expr(head, found.args)


@builtin("Xor[p___]", attributes="Flat OneIdentity Orderless Protected")
def xor(p):
    """Xor[p, q, ...] is True if an odd number of its arguments are True and the others False.

    >>> {Xor[True, False], Xor[True, True], Xor[True, x]}
    {True, False, !x}
    """
    odd = sum(a is TRUE for a in p) % 2
    rest = []
    for a in p:
        if a is TRUE or a is FALSE:
            continue
        if a in rest:
            rest.remove(a)
        else:
            rest.append(a)
    if not rest:
        return boolean(odd)
    if len(rest) == len(p):
        return None if len(p) > 1 else p[0]
    inner = rest[0] if len(rest) == 1 else Expr(S.Xor, tuple(rest))
    return Expr(S.Not, (inner,)) if odd else inner


@builtin("Implies[p_, q_]", attributes="HoldAll Protected")
def implies(p, q, *, evaluate):
    """Implies[p, q] is !p || q.

    >>> {Implies[False, x], Implies[True, x], Implies[x, True]}
    {True, x, True}
    """
    left = evaluate(p)
    if left is FALSE:
        return TRUE
    right = evaluate(q)
    if right is TRUE:
        return TRUE
    if left is TRUE:
        return right
    if right is FALSE:
        return Expr(S.Not, (left,))
    if same(left, right):
        return TRUE
    return None if left is p and right is q else Expr(S.Implies, (left, right))


@builtin("Equivalent[p___]", attributes="Orderless Protected")
def equivalent(p):
    """Equivalent[p, q, ...] is True if all arguments have the same truth value.

    >>> {Equivalent[True, True], Equivalent[True, False], Equivalent[x, x]}
    {True, False, True}
    """
    values = {a for a in p if a is TRUE or a is FALSE}
    if len(values) == 2:
        return FALSE
    rest = list(dict.fromkeys(a for a in p if a is not TRUE and a is not FALSE))
    if not rest or (len(rest) == 1 and not values):
        return TRUE
    if values:
        left = rest if TRUE in values else [Expr(S.Not, (a,)) for a in rest]
        return left[0] if len(left) == 1 else Expr(S.And, tuple(left))
    return None if len(rest) == len(p) else Expr(S.Equivalent, tuple(rest))


@builtin("Boole[expr_]", attributes="Listable Protected")
def boole(expr):
    """Boole[expr] is 1 if expr is True and 0 if it is False.

    >>> Boole[{True, False, x}]
    {1, 0, Boole[x]}
    """
    return 1 if expr is TRUE else 0 if expr is FALSE else None


