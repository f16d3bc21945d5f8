"""Contexts and packages: $Context, Begin, BeginPackage, and where a symbol lives."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, declaration, variable
from ..definitions import Computed
from ..expr import NULL, Symbol, expr, is_list, make_list


@variable("$Context")
def context_variable(session: Any) -> Computed:
    """$Context is the context in which new symbols are made."""

    def write(v: Any) -> None:
        if type(v) is str and v.endswith("`"):
            session.contexts.set_current(v)
        else:
            session.message(S.system("$Context"), "cxset", v)

    return Computed(lambda: session.contexts.current, write)


@variable("$ContextPath")
def context_path(session: Any) -> Computed:
    """$ContextPath is the list of contexts in which names are looked up."""

    def write(v: Any) -> None:
        if is_list(v) and all(type(c) is str and c.endswith("`") for c in v.args):
            session.contexts.set_path(list(v.args))
        else:
            session.message(S.system("$ContextPath"), "cxlist", v)

    return Computed(lambda: make_list(session.contexts.path), write)


@variable("$Packages")
def packages(session: Any) -> Computed:
    """$Packages is the list of contexts of the packages that were loaded."""
    return Computed(lambda: make_list([*session.contexts.packages, "Global`", "System`"]))


for _title, _tag, _text in (
    ("$Context", "cxset", "`1` is not a valid context: it must be a string that ends in a backquote."),
    ("$ContextPath", "cxlist", "`1` is not a list of valid context names ending in backquotes."),
):
    declaration(_title).messages[_tag] = _text


def _valid(context: Any, say: Any) -> bool:
    if type(context) is str and context.endswith("`") and len(context) > 1:
        return True
    say("cxt", context)
    return False


_CXT = "`1` is not a valid context name."


@builtin("Context[]", "Context[symbol_]", attributes="HoldFirst Protected", notfound="Symbol `1` not found.")
def context(symbol: Any = None, *, session: Any, say: Any, evaluate: Any) -> Any:
    """Context[x] is the context of a symbol or of the name in a string; Context[] the current one.

    >>> {Context[], Context[Plus]}
    {Global`, System`}
    """
    if symbol is None:
        return session.contexts.current
    if type(symbol) is Symbol:
        return symbol.context
    name = evaluate(symbol)
    if type(name) is Symbol:
        return name.context
    if type(name) is not str:
        say("sym", name, 1)
        return None
    found = session.contexts.find(name) if "`" not in name else session.contexts.resolve(name)
    if found is None:
        say("notfound", name)
        return None
    return found.context


@builtin("Begin[context_]", cxt=_CXT)
def begin(context: Any, *, session: Any, say: Any) -> Any:
    """Begin["ctx`"] makes ctx` the current context until End[]; "`sub`" means one inside the current context.

    >>> {Begin["work`"], $Context, End[]}
    {work`, work`, work`}
    """
    if not _valid(context, say):
        return None
    session.contexts.begin(context)
    return session.contexts.current


@builtin("End[]", noctx="No previous context defined.")
def end(*, session: Any, say: Any) -> Any:
    """End[] goes back to the context before the last Begin.

    >>> Begin["work`"]; End[]
    work`
    """
    left = session.contexts.end()
    if left is None:
        say("noctx")
        return session.contexts.current
    return left


@builtin("BeginPackage[context_]", "BeginPackage[context_, needs_]", cxt=_CXT)
def begin_package(context: Any, needs: Any = None, *, session: Any, say: Any, evaluate: Any) -> Any:
    """BeginPackage["ctx`"] makes ctx` the current context with only it and System` on the path, until EndPackage[].

    BeginPackage["ctx`", {"need`"}] loads other packages first.

    >>> BeginPackage["tools`"];
    ... p = $ContextPath;
    ... EndPackage[];
    ... p
    {tools`, System`}
    """
    if not _valid(context, say):
        return None
    others = [] if needs is None else list(needs.args) if is_list(needs) else [needs]
    for n in others:
        evaluate(expr(S.Needs, n))
    session.contexts.begin_package(context, others)
    return context


@builtin("EndPackage[]", noctx="No previous context defined.")
def end_package(*, session: Any, say: Any) -> Any:
    """EndPackage[] goes back to the context before BeginPackage and puts the package's context on the path.

    >>> BeginPackage["tools`"]; EndPackage[]; First[$ContextPath]
    tools`
    """
    if session.contexts.end_package() is None:
        say("noctx")
    return NULL


@builtin("Contexts[]")
def contexts(*, session: Any) -> Any:
    """Contexts[] is the list of all contexts.

    >>> MemberQ[Contexts[], "System`"]
    True
    """
    return make_list(sorted(c for c in session.contexts.names))
