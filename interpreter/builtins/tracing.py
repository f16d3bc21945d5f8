"""Trace, TracePrint, TraceScan and Stack: looking at an evaluation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import TRUE, Expr, Symbol, make_list, same
from ..tracing import Watcher, under_way, watching

_OPTIONS = {
    "MatchLocalNames": "True", "TraceAbove": "False", "TraceBackward": "False", "TraceDepth": "Infinity",
    "TraceForward": "False", "TraceInternal": "False", "TraceOff": "None", "TraceOn": "_", "TraceOriginal": "False",
}  # fmt: skip
for _title, _usage in {
    "MatchLocalNames": "whether x stands for the local x$1 as well, which is always so here",
    "TraceAbove": "whether to include what leads to expressions that match: True for the first and the last, or All",
    "TraceBackward": "whether to include what comes before an expression that matches: True for the first, or All",
    "TraceDepth": "the number of levels to include",
    "TraceForward": "whether to include what comes after an expression that matches: True for the last, or All",
    "TraceInternal": "whether to look into functions that are built in, which is always so here",
    "TraceOff": "a pattern: what is evaluated on behalf of expressions that match it is left out",
    "TraceOn": "a pattern: only what is evaluated on behalf of expressions that match it is included",
    "TraceOriginal": "whether to include expressions before their parts are evaluated",
}.items():
    name(_title, f"{_title} is an option of Trace and its kin: {_usage}.")


class _Chain:
    """What an expression becomes one after the other, with the chains of its parts in between."""

    __slots__ = ("first", "links")

    def __init__(self, first: Any) -> None:
        self.first = first
        self.links: list[Any] = []

    def expressions(self) -> list[Any]:
        return [x for x in self.links if type(x) is not _Chain]


class _Recorder(Watcher):
    """Keeps everything as a tree of chains."""

    def __init__(self, original: bool) -> None:
        self.original = original
        self.open: list[_Chain] = []
        self.top: _Chain | None = None

    def begin(self, e: Any) -> None:
        self.open.append(_Chain(e))
        if self.original:
            self.note(e)

    def note(self, e: Any) -> None:
        links = self.open[-1].links
        last = next((x for x in reversed(links) if type(x) is not _Chain), None)
        if last is None or not same(last, e):
            links.append(e)

    def end(self, value: Any) -> None:
        chain = self.open.pop()
        nothing = len(chain.links) == 1 and same(chain.links[0], chain.first)
        if self.open:
            if chain.links and (self.original or not nothing):
                self.open[-1].links.append(chain)
        else:
            self.top = chain if self.original or not nothing else _Chain(chain.first)


def _matcher(form: Any, session: Any) -> Callable[[Any], bool]:
    """Whether an expression is one that a form means; a symbol stands for all that it is the head of."""
    if type(form) is Symbol:

        def tagged(e: Any) -> bool:
            while isinstance(e, Expr):
                e = e.head
            return e is form

        return tagged
    pattern = form.args[0] if isinstance(form, Expr) and form.head in (S.Rule, S.RuleDelayed) and form.args else form
    return lambda e: session.evaluator.matcher.match(pattern, e) is not None


def _around(links: list[Any], hits: list[int], before: Any, after: Any) -> set[int]:
    """The places in a chain that the options for what is before and after add to those that match."""
    places = [i for i, x in enumerate(links) if type(x) is not _Chain]
    added: set[int] = set()
    if hits and before in (TRUE, S.All):
        added |= set(places[:1]) if before is TRUE else {i for i in places if i < hits[-1]}
    if hits and after in (TRUE, S.All):
        added |= set(places[-1:]) if after is TRUE else {i for i in places if i > hits[0]}
    return added


def _chosen(chain: _Chain, wanted: Callable[[Any], bool], options: Any, depth: float) -> list[Any]:
    """The links that match, with the chains in which some do."""
    inner = {
        i: _chosen(x, wanted, options, depth - 1) for i, x in enumerate(chain.links) if type(x) is _Chain and depth > 1
    }
    hits = [i for i, x in enumerate(chain.links) if type(x) is not _Chain and wanted(x)]
    places = set(hits) | _around(chain.links, hits, options["TraceBackward"], options["TraceForward"])
    above = options["TraceAbove"]
    if above in (TRUE, S.All) and not hits and any(inner.values()):
        own = [i for i, x in enumerate(chain.links) if type(x) is not _Chain]
        places |= {own[0], own[-1]} if above is TRUE and own else set(own)
    return [
        inner[i] if i in inner else x for i, x in enumerate(chain.links) if i in places or (i in inner and inner[i])
    ]


def _limited(chain: _Chain, on: Callable[[Any], bool] | None, off: Callable[[Any], bool] | None) -> Iterator[_Chain]:
    """The chains that are on, those that are off left out."""
    if on is not None and not any(map(on, [chain.first, *chain.expressions()])):
        for x in chain.links:
            if type(x) is _Chain:
                yield from _limited(x, on, off)
        return
    yield _without(chain, off)


def _without(chain: _Chain, off: Callable[[Any], bool] | None) -> _Chain:
    if off is None:
        return chain
    copy = _Chain(chain.first)
    if any(map(off, [chain.first, *chain.expressions()])):
        copy.links = list(chain.expressions())
    else:
        copy.links = [_without(x, off) if type(x) is _Chain else x for x in chain.links]
    return copy


def _tree(links: list[Any]) -> Any:
    return make_list([_tree(x) if type(x) is list else Expr(S.HoldForm, (x,)) for x in links])


_ANYTHING = Expr(S.Blank, ())


@builtin("Trace[expr_, OptionsPattern[]]", "Trace[expr_, form_, OptionsPattern[]]", attributes="HoldAll Protected",
         options=_OPTIONS, volatile=True)  # fmt: skip
def trace(expr: Any, form: Any = _ANYTHING, *, options: Any, session: Any, evaluate: Any) -> Any:
    """Trace[expr] gives the expressions that occur while expr is evaluated: what it becomes one after the other, with a
    list for each part that changes. Trace[expr, form] keeps those that match a pattern, Trace[expr, f] those with the
    head f.

    TraceDepth, TraceOriginal, TraceForward, TraceBackward, TraceAbove, TraceOn and TraceOff are options.

    >>> Trace[2^3 + 4]
    {{2^3, 8}, 8 + 4, 12}
    >>> f[0] = 1; f[n_] := n f[n - 1]; Trace[f[2], f]
    {f[2], {f[1], {f[0]}}}
    """
    recorder = _Recorder(options["TraceOriginal"] is TRUE)
    with watching(session.evaluator, recorder):
        evaluate(expr)
    return _tree(_kept(recorder, form, options, session))


def _kept(recorder: _Recorder, form: Any, options: Any, session: Any) -> list[Any]:
    top = recorder.top or _Chain(None)
    on = None if options["TraceOn"] == _ANYTHING else _matcher(options["TraceOn"], session)
    off = None if options["TraceOff"] is S.None_ else _matcher(options["TraceOff"], session)
    chains = list(_limited(top, on, off))
    wanted = (lambda e: True) if form == _ANYTHING else _matcher(form, session)
    lists = [_chosen(chain, wanted, options, _deepest(options)) for chain in chains]
    return lists[0] if len(lists) == 1 else [x for x in lists if x]


class _Teller(Watcher):
    """Calls a function for every expression that matches, as it comes, and one for the value of its evaluation."""

    def __init__(self, kernel: Any, wanted: Callable[[Any], bool], tell: Callable[[Any, int], None],
                 finish: Callable[[Any], None] | None, options: Any) -> None:  # fmt: skip
        self.kernel, self.wanted, self.tell, self.finish = kernel, wanted, tell, finish
        self.original, self.deepest = options["TraceOriginal"] is TRUE, _deepest(options)
        self.last: list[Any] = []
        self.told: list[bool] = []
        self.busy = False

    def begin(self, e: Any) -> None:
        if self.busy:
            return
        self.last.append(None)
        self.told.append(False)
        if self.original:
            self.note(e)

    def note(self, e: Any) -> None:
        if self.busy or (self.last[-1] is not None and same(self.last[-1], e)):
            return
        self.last[-1] = e
        if len(self.last) <= self.deepest and self.wanted(e):
            self.told[-1] = True
            self._call(self.tell, e, len(self.last))

    def end(self, value: Any) -> None:
        if self.busy:
            return
        self.last.pop()
        if self.told.pop() and self.finish is not None:
            self._call(self.finish, value)

    def _call(self, f: Callable[..., None], *args: Any) -> None:
        special, depth = self.kernel.special, self.kernel.depth
        self.busy = True  # what the function does is not looked at
        try:
            f(*args)
        finally:
            self.busy = False
            self.kernel.special, self.kernel.depth = special, depth


def _deepest(options: Any) -> float:
    return options["TraceDepth"] if type(options["TraceDepth"]) is int else float("inf")


@builtin("TracePrint[expr_, OptionsPattern[]]", "TracePrint[expr_, form_, OptionsPattern[]]",
         attributes="HoldAll Protected", options={**_OPTIONS, "TraceOriginal": "True"}, volatile=True)  # fmt: skip
def trace_print(expr: Any, form: Any = _ANYTHING, *, options: Any, session: Any, evaluate: Any) -> Any:
    """TracePrint[expr] prints the expressions that occur while expr is evaluated, each indented by its depth, and gives
    the value of expr. TracePrint[expr, form] prints those that match a pattern, or have a head.

    >>> TracePrint[1 + 2]
     1 + 2
      Plus
      1
      2
     3
    3
    """
    wanted = (lambda e: True) if form == _ANYTHING else _matcher(form, session)

    def tell(e: Any, depth: int) -> None:
        session.print(" " * depth + session.text(Expr(S.HoldForm, (e,))))

    with watching(session.evaluator, _Teller(session.evaluator, wanted, tell, None, options)):
        return evaluate(expr)


@builtin("TraceScan[f_, expr_, OptionsPattern[]]", "TraceScan[f_, expr_, form_, OptionsPattern[]]",
         "TraceScan[f_, expr_, form_, g_, OptionsPattern[]]", attributes="HoldAll Protected",
         options={**_OPTIONS, "TraceOriginal": "True"}, volatile=True)  # fmt: skip
def trace_scan(
    f: Any, expr: Any, form: Any = _ANYTHING, g: Any = None, *, options: Any, session: Any, evaluate: Any
) -> Any:
    """TraceScan[f, expr] applies f to the expressions that occur while expr is evaluated, in HoldForm, and gives the
    value of expr. TraceScan[f, expr, form] takes those that match a pattern; TraceScan[f, expr, form, g] also applies
    g to their values.

    >>> l = {}; TraceScan[AppendTo[l, #] &, 2^3 + 4, _Plus]; l
    {2^3 + 4, 8 + 4}
    """
    wanted = (lambda e: True) if form == _ANYTHING else _matcher(form, session)

    def tell(e: Any, depth: int) -> None:
        evaluate(Expr(f, (Expr(S.HoldForm, (e,)),)))

    def finish(value: Any) -> None:
        evaluate(Expr(g, (Expr(S.HoldForm, (value,)),)))

    watcher = _Teller(session.evaluator, wanted, tell, None if g is None else finish, options)
    with watching(session.evaluator, watcher):
        return evaluate(expr)


# ---- the stack -------------------------------------------------------------------------------------------------------


@builtin("StackBegin[expr_]", attributes="HoldFirst Protected")
def stack_begin(expr: Any, *, evaluate: Any) -> Any:
    """StackBegin[expr] evaluates expr with a new stack of evaluations.

    >>> f[StackBegin[g[Length[Stack[]]]]]
    f[g[2]]
    """
    return evaluate(expr)


@builtin("StackInhibit[expr_]", attributes="HoldFirst Protected")
def stack_inhibit(expr: Any, *, evaluate: Any) -> Any:
    """StackInhibit[expr] evaluates expr and keeps what is evaluated there off the stack of evaluations.

    >>> f[StackInhibit[g[Stack[]]]]
    f[g[{f}]]
    """
    return evaluate(expr)


@builtin("StackComplete[expr_]", attributes="HoldFirst Protected")
def stack_complete(expr: Any, *, evaluate: Any) -> Any:
    """StackComplete[expr] evaluates expr; the stack of evaluations is always a complete one here.

    >>> StackComplete[1 + 1]
    2
    """
    return evaluate(expr)


def _is_new_stack(frame: FrameType) -> bool:
    return frame.f_code is stack_begin.__code__


@builtin("Stack[]", "Stack[form_]", volatile=True)
def stack(form: Any = None, *, session: Any) -> Any:
    """Stack[] gives the list of the heads of what is being evaluated, the outermost first; Stack[form] the expressions
    that match a pattern. Compiled code leaves no trace there, nor does a call whose last step is under way.

    >>> f[g[Stack[]]]
    f[g[{f, g}]]
    >>> f[g[Stack[_f]]]
    f[g[{f[g[Stack[_f]]]}]]
    """
    found = under_way(lambda frame: not _is_new_stack(frame))[:-1]
    inhibited = next((i for i, e in enumerate(found) if e.head is S.StackInhibit), len(found))
    found = found[:inhibited]
    if form is not None:
        matches = session.evaluator.matcher.match
        return make_list([Expr(S.HoldForm, (e,)) for e in found if matches(form, e) is not None])
    heads = []
    for e in found:
        head = e.head
        while isinstance(head, Expr):
            head = head.head
        heads.append(Expr(S.HoldForm, (head,)))
    return make_list(heads)
