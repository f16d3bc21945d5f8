"""The session's own variables: inputs and outputs, limits, hooks, and symbols with a fixed meaning for evaluation."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, declaration, name, variable
from ..definitions import Computed
from ..expr import Expr, expr


@builtin("Out[]", "Out[n_]", attributes="Listable Protected")
def out(n: Any = -1, *, session: Any) -> Any:
    """Out[n], or %n, is the result of line n; % the last one, %% the one before it.

    >>> Head[Out]
    Symbol
    """
    if type(n) is not int:
        return None
    line = n if n > 0 else session.line + n
    value = session.outputs.get(line)
    return value if value is not None else (None if n > 0 else expr(S.Out, line) if line > 0 else None)


@builtin("In[]", "In[n_]", attributes="Listable Protected")
def in_(n: Any = -1, *, session: Any) -> Any:
    """In[n] evaluates the input of line n again.

    >>> Head[In]
    Symbol
    """
    if type(n) is not int:
        return None
    item = session.inputs.get(n if n > 0 else session.line + n)
    return None if item is None else item.expr


@builtin("InString[]", "InString[n_]", attributes="Listable Protected")
def in_string(n: Any = -1, *, session: Any) -> Any:
    """InString[n] is the text of the input of line n.

    >>> Head[InString]
    Symbol
    """
    if type(n) is not int:
        return None
    item = session.inputs.get(n if n > 0 else session.line + n)
    return None if item is None else item.text


@variable("$Line")
def line(session: Any) -> Computed:
    """$Line is the number of the current input line."""

    def write(v: Any) -> None:
        if type(v) is int and v >= 0:
            session.line = v

    return Computed(lambda: session.line, write)


@variable("$HistoryLength")
def history_length(session: Any) -> Computed:
    """$HistoryLength is how many lines In and Out keep."""

    def write(v: Any) -> None:
        session.history_length = v if type(v) is int and v >= 0 else float("inf")

    return Computed(lambda: S.Infinity if session.history_length == float("inf") else session.history_length, write)


def _limit(title: str, attribute: str, least: int, usage: str) -> None:
    def make(session: Any) -> Computed:
        evaluator = session.evaluator

        def read() -> Any:
            value = getattr(evaluator, attribute)
            return value if value < 1 << 40 else S.Infinity

        def write(v: Any) -> None:
            infinite = v is S.Infinity or (isinstance(v, Expr) and v.head is S.DirectedInfinity)
            if not infinite and not (type(v) is int and v >= least):
                session.message(S.system(title), "limset", S.system(title), v, least)
                return
            evaluator.set_limit(attribute, 1 << 60 if infinite else v)

        return Computed(read, write)

    make.__doc__ = usage
    variable(title)(make)
    declaration(title).messages.update(
        limset="Cannot set `1` to `2`; it must be Infinity or an integer at least `3`.",
        reclim2="Recursion depth of `1` exceeded during evaluation of `2`.",
        itlim="Iteration limit of `1` exceeded.",
    )


_limit("$RecursionLimit", "recursion_limit", 20, "$RecursionLimit is the greatest depth of nested evaluations.")
_limit(
    "$IterationLimit",
    "iteration_limit",
    20,
    "$IterationLimit is the greatest number of rewriting steps for one expression.",
)

for _name, _usage in {
    "$Pre": "$Pre, if set, is applied to each input before evaluation.",
    "$Post": "$Post, if set, is applied to each result.",
    "$PrePrint": "$PrePrint, if set, is applied to each result before it is shown.",
    "$Epilog": "$Epilog, if set, is evaluated when the session ends.",
}.items():
    name(_name, _usage, "")


@variable("Nothing", "Protected")
def nothing(session: Any) -> Computed:
    """Nothing vanishes from lists."""
    return Computed(lambda: S.Nothing)


name("Null", "Null is the result of what gives no result; it is not shown.")
name("All", "All stands for all elements or levels.")
name("None", "None stands for no setting.")
name("Automatic", "Automatic stands for a setting chosen by the function.")
name("Inherited", "Inherited stands for a setting taken from the enclosing level.")
name("$Failed", "$Failed is the result of an operation that failed.")
name("$Aborted", "$Aborted is the result of an evaluation that was aborted.")
name("TerminatedEvaluation", "TerminatedEvaluation[reason] is the result of an evaluation that passed a limit.")
