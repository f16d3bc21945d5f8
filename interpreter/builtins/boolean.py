"""Boolean functions: tables, satisfiability and normal forms."""

from __future__ import annotations

from itertools import islice
from typing import Any

from .. import symbols as S
from ..associations import key
from ..declare import applied, builtin
from ..expr import FALSE, TRUE, Expr, boolean, is_list, make_list
from ..logic import formula
from ..logic.formula import MOST_VARIABLES
from ..logic.normalforms import TooLong, in_and_or, of_table, products, written
from ..logic.search import model
from .positions import is_infinite

_MESSAGES = {
    "novar": "`1` is not a formula of the variables `2` alone.",
    "toomany": "There are too many variables, `1`, for a truth table.",
    "toolong": "The form would be too long.",
}
_FORMS = {"DNF": S.Or, "SOP": S.Or, "CNF": S.And, "POS": S.And}


@builtin("BooleanVariables[expr_]")
def boolean_variables(expr: Any) -> Any:
    """BooleanVariables[expr] gives the variables of a formula of And, Or, Not, Xor, Implies and the like.

    >>> BooleanVariables[Implies[a && ! b, c]]
    {a, b, c}
    """
    return make_list(formula.variables(expr))


def _names(expr: Any, given: Any) -> list[Any]:
    return formula.variables(expr) if given is None else list(given.args) if is_list(given) else [given]


def _table(expr: Any, names: list[Any], say: Any) -> int | None:
    if len(names) > MOST_VARIABLES:
        return say("toomany", len(names))
    found = formula.table(expr, names)
    return say("novar", expr, make_list(names)) if found is None else found


@builtin("BooleanTable[expr_]", "BooleanTable[expr_, variables__]", **_MESSAGES)
def boolean_table(expr: Any, variables: tuple[Any, ...] = (), *, say: Any) -> Any:
    """BooleanTable[expr, {a, b, ...}] gives the truth values of a formula for all values of the variables, from all
    True to all False; BooleanTable[expr, {a, ...}, {b, ...}] in rows for the first ones.

    A list of formulas gives a list of values at each place, so that the variables themselves can stand beside.

    >>> BooleanTable[Implies[a, b], {a, b}]
    {True, False, True, True}
    """
    groups = [_names(expr, v) for v in variables] or [_names(expr, None)]
    names = [v for group in groups for v in group]
    items = expr.args if is_list(expr) else (expr,)
    tables = [_table(e, names, say) for e in items]
    if None in tables:
        return None

    def at(row: int) -> Any:
        values = [boolean(bool(t >> row & 1)) for t in tables]  # type: ignore[operator]
        return make_list(values) if is_list(expr) else values[0]

    def level(sizes: list[int], row: int) -> Any:
        if not sizes:
            return at(row)
        size, rest = sizes[0], sizes[1:]
        return make_list([level(rest, row << size | i) for i in range(1 << size)])

    return level([len(group) for group in groups], 0)


def _model(expr: Any, names: list[Any], say: Any) -> tuple[bool, ...] | bool | None:
    """Values of variables for which a formula holds, False if there are none, None after a message."""
    if len(names) <= MOST_VARIABLES:
        table = _table(expr, names, say)
        return None if table is None else next(formula.assignments(table, len(names)), False)
    places = {key(v): i for i, v in enumerate(names)}
    if any(key(v) not in places for v in formula.variables(expr)):
        return say("novar", expr, make_list(names))
    try:
        found = model(products(in_and_or(expr), _Places(places), S.And))
    except TooLong:
        return say("toolong")
    return False if found is None else tuple([found.get(i, True) for i in range(len(names))])


class _Places(dict[Any, int]):
    """Places of variables, asked for by the expressions themselves."""

    def __missing__(self, e: Any) -> int:
        return super().__getitem__(key(e))


@builtin("SatisfiableQ[expr_]", "SatisfiableQ[expr_, variables_]", **_MESSAGES)
def satisfiable_q(expr: Any, variables: Any = None, *, say: Any) -> Any:
    """SatisfiableQ[expr] tells whether some values of its variables make a formula True.

    >>> {SatisfiableQ[a && ! b], SatisfiableQ[a && ! a]}
    {True, False}
    """
    found = _model(expr, _names(expr, variables), say)
    return None if found is None else boolean(found is not False)


@builtin("TautologyQ[expr_]", "TautologyQ[expr_, variables_]", **_MESSAGES)
def tautology_q(expr: Any, variables: Any = None, *, say: Any) -> Any:
    """TautologyQ[expr] tells whether a formula is True for all values of its variables.

    >>> {TautologyQ[a || ! a], TautologyQ[a || b]}
    {True, False}
    """
    found = _model(Expr(S.Not, (expr,)), _names(expr, variables), say)
    return None if found is None else boolean(found is False)


@builtin("SatisfiabilityCount[expr_]", "SatisfiabilityCount[expr_, variables_]", **_MESSAGES)
def satisfiability_count(expr: Any, variables: Any = None, *, say: Any) -> Any:
    """SatisfiabilityCount[expr, {a, ...}] counts the values of the variables that make a formula True.

    >>> SatisfiabilityCount[a || b, {a, b}]
    3
    """
    table = _table(expr, _names(expr, variables), say)
    return None if table is None else table.bit_count()


@builtin(
    "SatisfiabilityInstances[expr_]",
    "SatisfiabilityInstances[expr_, variables_]",
    "SatisfiabilityInstances[expr_, variables_, n_]",
    **_MESSAGES,
)
def satisfiability_instances(expr: Any, variables: Any = None, n: Any = 1, *, say: Any) -> Any:
    """SatisfiabilityInstances[expr, {a, ...}] gives values of the variables that make a formula True, in a list;
    SatisfiabilityInstances[expr, {a, ...}, n] up to n of them, or All.

    >>> SatisfiabilityInstances[Xor[a, b], {a, b}, All]
    {{True, False}, {False, True}}
    """
    names = _names(expr, variables)
    most = None if n is S.All or is_infinite(n) else n
    if most is not None and type(most) is not int:
        return None
    if most == 1:
        found = _model(expr, names, say)
        rows = None if found is None else [] if found is False else [found]
    else:
        table = _table(expr, names, say)
        rows = None if table is None else list(islice(formula.assignments(table, len(names)), most))
    return None if rows is None else make_list([make_list(map(boolean, row)) for row in rows])  # type: ignore[arg-type]


def _converted(expr: Any, outer: Any, least: bool, say: Any) -> Any:
    """A formula as an Or of Ands, or the other way round."""
    names = formula.variables(expr)
    rows = table = None
    if least or len(names) <= MOST_VARIABLES:
        table = _table(expr, names, say)
        if table is None:
            return None
        rows = (1 << (1 << len(names))) - 1
        if table in (0, rows):
            return boolean(table == rows)
    try:
        if least:
            terms = of_table(table if outer is S.Or else rows & ~table, len(names))
            terms = terms if outer is S.Or else [{k: not v for k, v in t.items()} for t in terms]
        else:
            terms = products(in_and_or(expr), _Places((key(v), i) for i, v in enumerate(names)), outer)
    except TooLong:
        return say("toolong")
    return written(terms, names, outer)


@builtin(
    "BooleanConvert[expr_]", "BooleanConvert[expr_, form_]", form="`1` is not a form; the forms are `2`.", **_MESSAGES
)
def boolean_convert(expr: Any, form: Any = "DNF", *, say: Any) -> Any:
    """BooleanConvert[expr, "DNF"] writes a formula as an Or of Ands, BooleanConvert[expr, "CNF"] as an And of Ors.

    >>> {BooleanConvert[Xor[a, b]], BooleanConvert[Equivalent[a, b], "CNF"]}
    {a && !b || !a && b, (a || !b) && (!a || b)}
    """
    if form not in _FORMS:
        return say("form", form, make_list(_FORMS))
    return _converted(expr, _FORMS[form], False, say)


@builtin(
    "BooleanMinimize[expr_]", "BooleanMinimize[expr_, form_]", form="`1` is not a form; the forms are `2`.", **_MESSAGES
)
def boolean_minimize(expr: Any, form: Any = "DNF", *, say: Any) -> Any:
    """BooleanMinimize[expr] writes a formula as an Or of few short Ands; BooleanMinimize[expr, "CNF"] as an And of Ors.

    >>> BooleanMinimize[a && b || ! a && b || a && ! b]
    a || b
    """
    if form not in _FORMS:
        return say("form", form, make_list(_FORMS))
    return _converted(expr, _FORMS[form], True, say)


@builtin("LogicalExpand[expr_]", **_MESSAGES)
def logical_expand(expr: Any, *, say: Any) -> Any:
    """LogicalExpand[expr] multiplies out Ands of Ors.

    >>> LogicalExpand[(a || b) && ! (c && d)]
    a && !c || a && !d || b && !c || b && !d
    """
    return _converted(expr, S.Or, False, say)


@builtin("Majority[values___]")
def majority(values: tuple[Any, ...]) -> Any:
    """Majority[a, b, ...] is True if more than half of its arguments are.

    >>> {Majority[True, False, True], BooleanConvert[Majority[a, b, c]]}
    {True, a && b || a && c || b && c}
    """
    if not all(a is TRUE or a is FALSE for a in values):
        return None
    return boolean(2 * sum(a is TRUE for a in values) > len(values))


@builtin("BooleanCountingFunction[spec_, n_]")
def boolean_counting_function(spec: Any, n: Any) -> Any:
    """BooleanCountingFunction[kmax, n] is the function of n variables that is True if at most kmax of them are;
    {k} instead of kmax asks for exactly k, {kmin, kmax} for a number between, {{k1, k2, ...}} for one of these.

    >>> {BooleanCountingFunction[{1}, 3][True, False, False], TautologyQ[BooleanCountingFunction[{0, 2}, 2][a, b]]}
    {True, True}
    """
    return None


@applied("BooleanCountingFunction")
def _count(head: Any, args: tuple[Any, ...]) -> Any:
    if not all(a is TRUE or a is FALSE for a in args):
        return None
    act = formula.connective(Expr(head, args))
    return None if act is None else boolean(bool(act([int(a is TRUE) for a in args], 1)))
