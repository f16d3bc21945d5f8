"""What a session knows of its symbols, as text: ?name, Information, Definition."""

from __future__ import annotations

from collections.abc import Callable
from inspect import cleandoc
from typing import Any

from .. import symbols as S
from ..declare import builtin, declared, name
from ..definitions import Computed, attribute_names
from ..display.typeset import readable
from ..expr import FALSE, NULL, TRUE, Expr, Symbol, is_list, make_list
from ..patterns import is_literal
from .naming import matching_symbols
from .values import options_of, rules_of

_COLUMNS = 4
INFORMED: dict[Symbol, Callable[..., Any]] = {}
name("LongForm", "LongForm is an option of Information: whether to show definitions as well.")


def informs(head: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Say what Information[head[...]] and Information[head[...], properties...] give: f(e, properties, session)."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        INFORMED[S.system(head)] = function
        return function

    return register


# ---- which symbols ---------------------------------------------------------------------------------------------------


def listing(symbols: list[Symbol], width: int | None) -> str:
    """Names under the headers of their contexts, in columns read downwards."""
    blocks = []
    for context in dict.fromkeys(s.context for s in symbols):
        names = [s.name for s in symbols if s.context == context]
        names.sort(key=lambda n: (n.lower(), n))
        cell = max(map(len, names)) + 2
        columns = _COLUMNS if width is None else max(1, min(_COLUMNS, (width + 2) // cell))
        rows = -(-len(names) // columns)
        lines = ["".join([n.ljust(cell) for n in names[r::rows]]).rstrip() for r in range(rows)]
        blocks.append(f"\u25bc {context}\n\n" + "\n".join(lines))
    return "\n\n".join(blocks)


# ---- what there is to say about one ----------------------------------------------------------------------------------


def usage_of(s: Symbol, session: Any) -> str | None:
    """The text of ::usage: what a program has set, else the builtin's own."""
    text = session.definitions[s].messages.get("usage")
    if isinstance(text, str):
        return text
    d = declared(s)
    return d.usage if d is not None and d.doc else None


def _details(s: Symbol) -> str:
    """The paragraphs of a builtin's text between usage and examples."""
    d = declared(s)
    return cleandoc(d.doc).partition("\n\n")[2].partition(">>>")[0].strip() if d is not None else ""


def definition_lines(s: Symbol, session: Any) -> list[str]:
    """The definitions of a symbol as input that makes them again."""
    d = session.definitions[s]
    lines: list[Any] = []
    attributes = attribute_names(d.attributes)
    if attributes:
        lines.append(Expr(S.Set, (Expr(S.Attributes, (s,)), make_list([S.system(a) for a in attributes]))))
    if d.own is not None and not isinstance(d.own, Computed):
        lines.append(Expr(S.Set, (s, session.own_value(s))))
    for kind in ("down", "sub"):
        for rule in rules_of(d, kind):
            lhs, rhs = rule.args[0].args[0], rule.args[1]
            lines.append(Expr(S.Set if is_literal(lhs) else S.SetDelayed, (lhs, rhs)))
    for rule in rules_of(d, "up"):
        lines.append(Expr(S.TagSetDelayed, (s, rule.args[0].args[0], rule.args[1])))
    for rule in rules_of(d, "nvalues"):
        lines.append(Expr(S.SetDelayed, (rule.args[0].args[0], rule.args[1])))
    if d.options:
        rules = options_of(s, session)
        lines.append(Expr(S.Set, (Expr(S.Options, (s,)), make_list(rules))))
    if s.context != "System`":
        for tag, text in d.messages.items():
            lines.append(Expr(S.Set, (Expr(S.MessageName, (s, tag)), text)))
    return [session.text(e, "InputForm") for e in lines]


def _came_later(s: Symbol) -> bool:
    """Whether a name is among those that only ?? lists: additions to families that programs list by wildcards."""
    d = declared(s)
    return d is not None and d.later


def full_definition_text(s: Any, session: Any) -> str:
    """The definitions of a symbol and of all symbols that they mention, System's excepted."""
    if type(s) is str:
        s = session.contexts.find(s)
    if type(s) is not Symbol:
        return ""
    todo, done, blocks = [s], {s}, []
    while todo:
        one = todo.pop(0)
        lines = definition_lines(one, session)
        if lines:
            blocks.append("\n".join(lines))
        for other in _mentioned(one, session):
            if other not in done and other.context != "System`":
                done.add(other)
                todo.append(other)
    return "\n\n".join(blocks)


def _mentioned(s: Symbol, session: Any) -> list[Symbol]:
    d = session.definitions[s]
    found: dict[Symbol, None] = {}
    stack: list[Any] = [r for kind in ("down", "sub", "up", "nvalues") for r in rules_of(d, kind)]
    if d.own is not None and not isinstance(d.own, Computed):
        stack.append(session.own_value(s))
    while stack:
        e = stack.pop()
        if type(e) is Symbol:
            found[e] = None
        elif isinstance(e, Expr):
            stack.extend((e.head, *e.args))
    return sorted(found, key=lambda x: x.full)


def description(s: Symbol, long: bool, session: Any) -> str:
    """What ?name (or ??name) prints."""
    usage = usage_of(s, session)
    parts = [readable(usage) if usage is not None else s.full]
    if long and (details := _details(s)):
        parts.append(details)
    if long or usage is None:
        lines = definition_lines(s, session)
        if lines:
            parts.append("\n".join(lines))
    return "\n\n".join(parts)


# ---- the functions ---------------------------------------------------------------------------------------------------


@builtin(
    "Information[item_, properties___, OptionsPattern[]]",
    attributes="HoldFirst Protected",
    options={"LongForm": "True"},
    notfound="Symbol `1` not found.",
    volatile=True,
)
def information(
    item: Any, properties: tuple[Any, ...], *, options: Any, session: Any, evaluate: Any, say: Any, expr: Any
) -> Any:
    """?name prints what is known about a symbol, ??name its attributes, options and definitions as well.

    The name may contain * (any characters) and @ (any but capital letters): then the names that match are listed, with
    ?? also those that came to a family of names later.
    Information[net] is the opened summary of a net, coder, state object or training; Information[net, "property"] gives
    a property; a list of nets or of properties gives a list. What is none ends in a message and $Failed.

    by position of arrays  "Arrays" "ArraysDimensions" "ArraysElementCounts" "ArraysByteCounts" "ArraysSizes"
                           "ArraysLearningRateMultipliers"
    arrays in all          "ArraysList" "ArraysPositionList" "ArraysCount" "ArraysTotalElementCount"
                           "ArraysTotalByteCount" "ArraysTotalSize" "SharedArraysCount"
    layers                 "Layers" (by position) "LayersList" "LayersCount" "LayerTypeCounts"
    as a Graph             "TopologyGraph" (outermost layers) "LayersGraph" (all)
    ports                  "InputPorts" "OutputPorts" (coder or shape) "InputPortNames" "OutputPortNames"
    recurrent states       "RecurrentStatesCount" "RecurrentStatesPositionList"
    as a picture           "SummaryGraphic" "FullSummaryGraphic" (nested nets opened)
    as input               "InputForm"
    these names            "Properties"

    Layers are those of nested nets too; an operator is one. Bytes are counted in single precision, as nets keep their
    arrays. An encoder or decoder has its parts as properties, a state object "States" beside the properties of its net,
    NetTrainResultsObject what its own "Properties" are.

    >>> Information[NetChain[{3, Tanh, 2}, "Input" -> 4], {"LayersCount", "ArraysTotalElementCount", "InputPorts"}]
    {3, 23, <|Input -> 4|>}
    >>> Information[NetChain[{3, NetChain[{Tanh, 2}]}], "LayerTypeCounts"]
    <|LinearLayer -> 2, ElementwiseLayer -> 1|>
    >>> Information[LinearLayer[2, "Input" -> 3]]
    LinearLayer[
      Parameters
        Output dimensions: 2
      Arrays
        Weights: matrix (size: 2 x 3)
        Biases:  vector (size: 2)
      Ports
        Input:  vector (size: 3)
        Output: vector (size: 2)
    ]
    >>> ?StringQ
    StringQ[expr] gives True if expr is a string.
    """
    value = session.own_value(item) if type(item) is Symbol else None if type(item) is str else evaluate(item)
    things = value.args if is_list(value) and properties else (value,)
    informers = [INFORMED.get(getattr(x, "head", None)) for x in things]
    if informers and None not in informers:
        found = [inform(x, properties, session) for inform, x in zip(informers, things, strict=True)]
        return make_list(found) if is_list(value) else found[0]
    form = item.full if type(item) is Symbol else value if value is not None else item
    if type(item) is Symbol and item.context not in session.contexts.names:
        session.contexts.enter(item)
    if type(form) is not str or properties:
        return None
    long = options["LongForm"] is not FALSE
    found = matching_symbols(form, session)
    if not long and len(found) > 1:
        found = [s for s in found if not _came_later(s)] or found
    if not found:
        say("notfound", form)
        return Expr(S.Missing, ("UnknownSymbol", form))
    if len(found) == 1:
        session.print(description(found[0], long, session))
    else:
        session.print(listing(found, session.width))
    return NULL


@builtin("Definition[symbol_]", attributes="HoldAll Protected", volatile=True)
def definition(symbol: Any, *, session: Any) -> Any:
    """Definition[f] gives the definitions of f as text.

    >>> f[x_] := x^2; Definition[f]
    f[x_] := x^2
    """
    s = session.contexts.find(symbol) if type(symbol) is str else symbol
    return "\n".join(definition_lines(s, session)) if type(s) is Symbol else None


@builtin("FullDefinition[symbol_]", attributes="HoldAll Protected", volatile=True)
def full_definition(symbol: Any, *, session: Any) -> Any:
    """FullDefinition[f] gives the definitions of f, and of all symbols that they use, as text.

    >>> f[x_] := g[x]; g[x_] := x^2; StringCount[FullDefinition[f], ":="]
    2
    """
    return full_definition_text(symbol, session) if type(symbol) in (Symbol, str) else None


@builtin("Names[]", "Names[form_]", volatile=True)
def names(form: Any = "*", *, session: Any) -> Any:
    """Names["form"] lists the names of the symbols that a form with the wildcards * and @ matches.

    >>> Names["Range"]
    {Range}

    """
    forms = form.args if isinstance(form, Expr) and form.head is S.List else (form,)
    if not all(type(f) is str for f in forms):
        return None
    found = dict.fromkeys([s for f in forms for s in matching_symbols(f, session)])
    return make_list([session.contexts.visible_name(s) for s in found])


@builtin("NameQ[name_]", volatile=True)
def name_q(name: Any, *, session: Any) -> Any:
    """NameQ["name"] gives True if there is a symbol of this name; wildcards are taken as in Names.

    >>> {NameQ["Plus"], NameQ["NoSuchNameAtAll"]}
    {True, False}
    """
    if type(name) is not str:
        return None
    return TRUE if matching_symbols(name, session) else FALSE
