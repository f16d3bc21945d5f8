"""Messages in the language: Message, Quiet, Check, Off, On and message texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import symbols as S
from ..declare import builtin, declared, variable
from ..definitions import Computed
from ..expr import NULL, Expr, Symbol, expr, is_list, make_list
from ..messages import IssuedMessage
from ..tracing import Watcher, start, stop
from .assignment import assignable

Pair = tuple[Symbol, str]


def message_name(e: Any) -> Pair | None:
    """(symbol, tag) of s::tag."""
    if isinstance(e, Expr) and e.head is S.MessageName and len(e) >= 2:
        s, tag = e.args[:2]
        if type(s) is Symbol and type(tag) is str:
            return s, tag
        if type(s) is str and type(tag) is str:
            return S.system(s), tag
    return None


@builtin(
    "MessageName[symbol_, tag_]",
    "MessageName[symbol_, tag_, language_]",
    attributes="HoldFirst Protected ReadProtected",
)
def message_text(symbol: Any, tag: Any, language: Any = None, *, session: Any) -> Any:
    """f::tag is the text of a message of f, if it has one; f::usage what f is for.

    >>> f::hello = "Hello, `1`."; f::hello
    Hello, `1`.
    """
    if type(symbol) is not Symbol or type(tag) is not str:
        return None
    text = session.definitions[symbol].messages.get(tag)
    if text is None and tag == "usage":
        d = declared(symbol)
        text = d.usage if d is not None and d.doc else None
    return text


@assignable(S.MessageName)
def _set_message(session: Any, lhs: Expr, value: Any) -> bool:
    pair = message_name(Expr(S.MessageName, (lhs.args[0], *[session.evaluator.evaluate(a) for a in lhs.args[1:]])))
    if pair is None:
        session.message(S.Message, "nomsg", lhs)
        return False
    s, tag = pair
    session.definitions[s].messages[tag] = session.evaluator.evaluate(value)
    session.evaluator.changed(session.definitions[s], everywhere=True)
    return True


@builtin(
    "Message[name_, args___]",
    attributes="HoldFirst Protected",
    nomsg="Message name `1` is not of the form symbol::name.",
)
def message(name: Any, args: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    """Message[f::tag, e1, e2, ...] shows the text of f::tag with `1`, `2`, ... replaced, unless it is switched off.

    >>> f::odd = "`1` is odd."; Quiet[Message[f::odd, 3]]
    """
    pair = message_name(name)
    if pair is None:
        say("nomsg", name)
        return None
    session.message(*pair, *args)
    return NULL


def wanted_messages(spec: Any) -> Any:
    """A test of issued messages for s::tag, a list of such, All, or the name of a group."""
    if spec is None or spec is S.All:
        return lambda m: True
    if spec is S.None_:
        return lambda m: False
    pairs = set(_pairs(spec.args if is_list(spec) else (spec,)))
    return lambda m: (m.symbol, m.tag) in pairs or (S.General, m.tag) in pairs


def _pairs(items: Iterable[Any]) -> Iterable[Pair]:
    for x in items:
        pair = message_name(x)
        if pair is not None:
            yield pair
        elif is_list(x):
            yield from _pairs(x.args)


@builtin("Quiet[body_]", "Quiet[body_, off_]", "Quiet[body_, off_, on_]", attributes="HoldAll Protected")
def quiet(body: Any, off: Any = None, on: Any = None, *, session: Any) -> Any:
    """Quiet[e] evaluates e without showing messages; Quiet[e, f::tag] without those messages.

    >>> Quiet[1/0]
    ComplexInfinity
    """
    hush, keep = wanted_messages(off), wanted_messages(on) if on is not None else (lambda m: False)
    return _collecting(session, body, lambda m: hush(m) and not keep(m))


def _collecting(session: Any, body: Any, collector: Any) -> Any:
    collectors = session.messages.collectors
    collectors.append(collector)
    try:
        return session.evaluator.settle(body)
    finally:
        collectors.pop()


@builtin("Check[body_, failexpr_]", "Check[body_, failexpr_, which__]", attributes="HoldAll Protected")
def check(body: Any, failexpr: Any, which: tuple[Any, ...] = (), *, session: Any) -> Any:
    """Check[e, f] gives the value of e, or f if messages were shown on the way.

    Check[e, f, s::tag, ...] looks only for those messages.

    >>> Quiet[Check[1/0, failed]]
    failed
    """
    wanted = wanted_messages(make_list(which) if which else None)
    seen: list[IssuedMessage] = []

    def collector(m: IssuedMessage) -> bool:
        if wanted(m):
            seen.append(m)
        return False

    value = _collecting(session, body, collector)
    return failexpr if seen else value


SWITCHED_ON = "switched_on"  # where a session keeps the symbols, such as Assert, that are off at first


class _Reporter(Watcher):
    """Shows what becomes of expressions with certain heads, or (None) with any."""

    def __init__(self, session: Any, heads: set[Symbol] | None) -> None:
        self.session, self.heads = session, heads

    def applied(self, before: Any, after: Any) -> None:
        head = before
        while isinstance(head, Expr):
            head = head.head
        if type(head) is Symbol and (self.heads is None or head in self.heads):
            texts = self.session.messages
            steps = (expr(S.HoldForm, before), expr(S.HoldForm, after))
            texts.write(IssuedMessage(head, "trace", texts.fill(texts.template(head, "trace"), steps), steps))


def _report(session: Any, names: tuple[Any, ...], off: bool) -> None:
    """Switch the reports on evaluations of On[f] and On[] on and off."""
    heads = session.state.setdefault("reported", set())
    named = {n for n in names if type(n) is Symbol and n is not S.Assert}
    if names and not named:
        return
    if off:
        heads.difference_update(named or set(heads))
    else:
        heads.update(named)
    if heads or not (names or off):
        start(session.evaluator, _Reporter(session, set(heads) if names else None))
    else:
        stop(session.evaluator)


def _switch(session: Any, names: tuple[Any, ...], off: bool) -> Any:
    _report(session, names, off)
    switches = session.state.setdefault(SWITCHED_ON, set())
    for symbol in [n for n in names if type(n) is Symbol]:
        if off:
            switches.discard(symbol)
        else:
            switches.add(symbol)
    for pair in _pairs(names):
        if off:
            session.messages.off.add(pair)
        else:
            session.messages.off.discard(pair)
    return NULL


@builtin("Off[names___]", attributes="HoldAll Protected")
def off(names: tuple[Any, ...], *, session: Any) -> Any:
    """Off[f::tag] switches a message off; Off[Assert] switches assertions off, Off[f] and Off[] the reports of On.

    >>> Off[Power::infy]; 1/0
    ComplexInfinity
    """
    return _switch(session, names, True)


@builtin("On[names___]", attributes="HoldAll Protected")
def on(names: tuple[Any, ...], *, session: Any) -> Any:
    """On[f::tag] switches a message on again; On[Assert] switches assertions on; On[f] has every evaluation of f[...]
    reported as a message f::trace, On[] that of every function.

    >>> Off[Power::infy]; On[Power::infy]; Quiet[1/0]
    ComplexInfinity
    """
    return _switch(session, names, False)


@builtin("Messages[symbol_]", attributes="HoldAll Protected")
def messages(symbol: Any, *, session: Any) -> Any:
    """Messages[f] is the list of the messages of f, as rules.

    >>> f::hi = "hi"; Messages[f]
    {HoldPattern[f::hi] :> hi}
    """
    if type(symbol) is not Symbol:
        return None
    texts = session.definitions[symbol].messages
    return make_list(
        expr(S.RuleDelayed, expr(S.HoldPattern, expr(S.MessageName, symbol, tag)), text) for tag, text in texts.items()
    )


@variable("$MessageList")
def message_list(session: Any) -> Computed:
    """$MessageList is the list of the messages shown during the current input."""

    def read() -> Any:
        issued = session.messages.issued
        return make_list(expr(S.HoldForm, expr(S.MessageName, m.symbol, m.tag)) for m in issued)

    return Computed(read)
