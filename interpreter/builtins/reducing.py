"""Reduce, Resolve, FindInstance and quantifiers; carried out in interpreter/algebra."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import Expr, is_list
from .optimization import told

_MESSAGES = {
    "ivar": "`1` is not a valid variable.",
    "nsmet": "This system cannot be solved with the methods that there are.",
}
for _title, _usage in {
    "Exists": "Exists[x, statement] says that there is an x for which the statement holds; Resolve finds out.",
    "ForAll": "ForAll[x, statement] says that the statement holds for all x; Resolve finds out.",
}.items():
    name(_title, _usage)


def _names(variables: Any, statement: Any) -> list[Any]:
    from ..algebra.checking import symbols_of

    if variables is None:
        return symbols_of(statement)
    return list(variables.args) if is_list(variables) else [variables]


@builtin("Reduce[statement_, OptionsPattern[]]", "Reduce[statement_, variables_, OptionsPattern[]]",
         "Reduce[statement_, variables_, domain_, OptionsPattern[]]",
         options={"GeneratedParameters": "C", "Modulus": "0", "Method": "Automatic"}, **_MESSAGES)  # fmt: skip
def reduce(statement: Any, variables: Any = None, domain: Any = None, *, session: Any, say: Any) -> Any:
    """Reduce[statement, x] gives a statement that holds for the same x and says what they are.

    Inequalities are about real numbers; Reduce[statement, x, Reals] and Integers look for those alone. Parameters that
    may be any whole number are C[1], C[2], ....

    >>> {Reduce[x^2 > 1, x], Reduce[x^2 == 1, x], Reduce[x^2 < 5 && x > 0, x, Integers]}
    {x < -1 || x > 1, x == -1 || x == 1, x == 1 || x == 2}
    >>> Reduce[a x == b, x]
    a == 0 && b == 0 || a != 0 && x == b/a
    """
    from ..algebra.quantifiers import Resolver

    return told(say, lambda: Resolver(session, domain).reduce(statement, _names(variables, statement)))


@builtin("Resolve[statement_]", "Resolve[statement_, domain_]", **_MESSAGES)
def resolve(statement: Any, domain: Any = None, *, session: Any, say: Any) -> Any:
    """Resolve[statement] takes the quantifiers ForAll and Exists out of a statement.

    >>> {Resolve[ForAll[x, x^2 >= 0], Reals], Resolve[Exists[x, x^2 == -1], Reals], Resolve[Exists[x, x^2 == -1]]}
    {True, False, True}
    """
    from ..algebra.quantifiers import Resolver

    return told(say, lambda: Resolver(session, domain).resolved(statement))


@builtin("FindInstance[statement_, variables_]", "FindInstance[statement_, variables_, domain_]",
         "FindInstance[statement_, variables_, domain_, n_]", **_MESSAGES)  # fmt: skip
def find_instance(
    statement: Any, variables: Any, domain: Any = None, n: Any = 1, *, session: Any, say: Any
) -> Any:
    """FindInstance[statement, {x, y, ...}] gives values for which the statement holds, {} if there are none.

    FindInstance[statement, variables, domain, n] gives up to n of them in the domain.

    >>> {FindInstance[x^2 == 4 && x > 0, x], FindInstance[x^2 == 2, x, Integers]}
    {{{x -> 2}}, {}}
    """
    from ..algebra.instances import instances

    if type(n) is int and n > 0 and (domain is None or domain in (S.Reals, S.Integers, S.Complexes, S.Rationals)):
        return told(say, lambda: instances(statement, _names(variables, statement), domain, n, session))
    return None


@builtin("SolveAlways[equations_, variables_]", **_MESSAGES)
def solve_always(equations: Any, variables: Any, *, session: Any, say: Any) -> Any:
    """SolveAlways[equations, {x, y, ...}] gives the values of the parameters for which the equations hold for all x, y.

    >>> SolveAlways[a x + b == 2 x + 3, x]
    {{b -> 3, a -> 2}}
    """
    names = _names(variables, equations)
    lines = []
    for e in equations.args if is_list(equations) or getattr(equations, "head", None) is S.And else (equations,):
        if not isinstance(e, Expr) or e.head is not S.Equal or len(e) != 2:
            return None
        difference = Expr(S.Plus, (e.args[0], Expr(S.Times, (-1, e.args[1]))))
        top = Expr(S.Numerator, (Expr(S.Together, (difference,)),))
        rules = session.evaluate_expr(Expr(S.CoefficientRules, (top, Expr(S.List, tuple(names)))))
        if not is_list(rules):
            return None
        lines += [Expr(S.Equal, (r.args[1], 0)) for r in rules.args]
    from ..algebra.checking import symbols_of

    parameters = [s for s in symbols_of(equations) if s not in names]
    return Expr(S.Solve, (Expr(S.List, tuple(lines)), Expr(S.List, tuple(parameters))))


