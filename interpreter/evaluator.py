"""The evaluator: one loop that rewrites an expression until nothing applies.

Order for head[args]: own value of the head; arguments by hold attributes; Sequence; Flat; Listable; Orderless; up
values; down values (sub values for a compound head); the builtin.  Every step is skipped when a bit on the head says
that it cannot apply, and a result is evaluated by going round the loop, not by a deeper call.

A node found in normal form carries the current stamp and is returned at once from then on.  Giving a value to a symbol
takes a new stamp only if the symbol was seen without one under the current stamp.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from . import symbols as S
from .application import Functions, function_attributes
from .arguments import (
    ATOMS,
    SPLICE,
    UNEVALUATED,
    flatten,
    has_list,
    held_arguments,
    is_machine_data,
    splice,
    strip_unevaluated,
    thread,
)
from .associations import Association
from .compiler import FAIL
from .control import LimitSignal, Unwind
from .deep import HARD_DEPTH, THREAD_DEPTH, run_deep
from .definitions import (
    ANY_HOLD,
    FLAT,
    HOLD_ALL,
    HOLD_ALL_COMPLETE,
    HOLD_FIRST,
    LISTABLE,
    ORDERLESS,
    Cells,
    Computed,
    Definition,
    Definitions,
)
from .expr import SEQUENCE, TRUE, Expr, Symbol, symbol
from .ordering import canonical_sort, is_sorted
from .patterns import Matcher
from .rules import Rule, RuleSet, RuleTable, collect_rules

_stamps = itertools.count(1)  # for the whole process: a stamp belongs to one session and one state of it
# x_. in the arithmetic heads: at any place, or at one
_DEFAULTS: dict[tuple[Any, int | None], Any] = {(S.Plus, None): 0, (S.Times, None): 1, (S.Power, 2): 1}
_NO_MATCH = symbol("System`Private`NoMatch")


class Evaluator:
    """Evaluates expressions over one session's definitions.

    `message(symbol, tag, *args)` reports what the evaluator itself has to say (limits, empty slots).
    """

    def __init__(self, definitions: Definitions, message: Callable[..., None]) -> None:
        self.definitions = definitions
        self.message = message
        self.stamp = next(_stamps)
        self.depth = 0
        self.recursion_limit = 1024
        self.iteration_limit = 4096
        self.interrupt: Unwind | None = None  # set from anywhere; raised at the next safe point
        self.settled: Any = None  # a value without a stamp that a builtin has just had evaluated
        self.special = False  # a Sequence, Unevaluated or Nothing was just evaluated: its owner has to look
        self.up_symbols: set[Symbol] = set()  # symbols with up values
        self.calling: Any = None  # the call, as it was written, whose builtin was begun last
        self.formatted = False  # some symbol has a Format rule
        self.matcher = Matcher(self)
        self._shallow = THREAD_DEPTH  # the ceiling on the caller's own thread
        self._ceiling = THREAD_DEPTH
        self.functions = Functions(self)
        self.caller = self.functions.caller
        self.runner = self.functions.runner
        self._rule_sets: dict[int, tuple[Any, RuleSet]] = {}
        self.inlined: set[Symbol] = set()  # symbols of which compiled code assumes that they are as they were declared
        self.generation = 0  # of compiled code
        self.helpers: dict[str, Any] | None = None  # what compiled code calls

    # ---- the kernel that patterns and rules talk to ----------------------------------------------------------------

    def attributes_of(self, symbol: Symbol) -> int:
        return self.definitions[symbol].attributes

    def matches_plain(self, p: Any, e: Any) -> bool:
        return self.matcher.match(p, e) is not None

    def default_value(self, head: Symbol, position: int, count: int) -> Any:
        """Default[head, position, count], or None."""
        table = self.definitions[head].defaults if type(head) is Symbol else None
        if table is not None:
            for args in ((position, count), (position,), ()):
                found = table.apply_arguments(S.Default, (head, *args))
                if found is not FAIL:
                    return self.evaluate(found)
        return _DEFAULTS.get((head, position), _DEFAULTS.get((head, None)))

    # ---- entry points ----------------------------------------------------------------------------------------------

    def evaluate(self, e: Any) -> Any:
        """The normal form of e; what builtins call."""
        if type(e) in ATOMS:
            return e
        depth = self.depth
        try:
            return self.reduce(e, depth + 1)
        finally:
            self.depth = depth

    def settle(self, e: Any) -> Any:
        """The normal form of e as the result of a builtin that leaves all values as they are: tests of rules that did
        not hold, which may say something, are not made again."""
        value = self.evaluate(e)
        if type(value) is Expr and value.stamp != self.stamp and value.head not in (SEQUENCE, UNEVALUATED, SPLICE):
            self.settled = value
        return value

    def evaluate_top(self, e: Any) -> Any:
        """Evaluate one whole input; a limit that was passed ends it with TerminatedEvaluation."""
        self.depth = 0
        try:
            return self.evaluate(e)
        except LimitSignal as limit:
            return limit.value
        finally:
            self.depth = 0

    def new_stamp(self) -> None:
        """Nothing is known to be in normal form any more."""
        self.stamp = next(_stamps)

    def poll(self) -> None:
        """A safe point of a loop: raise what was asked for from outside."""
        if self.interrupt is not None:
            signal, self.interrupt = self.interrupt, None
            raise signal

    # ---- the loop --------------------------------------------------------------------------------------------------

    def reduce(self, e: Any, depth: int) -> Any:
        definitions = self.definitions
        steps = 0
        while True:
            t = type(e)
            if t is Symbol:
                d = definitions[e]
                v = d.own
                if v is None:
                    d.inert = self.stamp
                    return e
                if type(v) is Computed:
                    v = v.read()
                    if v is e:
                        self.special = True
                        return e
                elif type(v) is Cells:
                    v = v.read()
                elif type(v) is Expr and v.head is S.Condition:
                    v = self._conditional_value(v)
                    if v is FAIL:
                        return e
                if type(v) in ATOMS:
                    return v
                e = v
                steps += 1
                if steps > 64:
                    self._count_steps(steps)
                continue
            if t is not Expr:
                return self._association(e, depth) if t is Association else e
            if e.stamp == self.stamp:
                return e
            if depth > self._ceiling:
                return self._deep(e, depth)

            # the head
            head = e.head
            if type(head) is Symbol:
                d = definitions[head]
                if d.own is not None:
                    head = self.reduce(head, depth + 1)
                    if type(head) is not Symbol:
                        e = Expr(head, e.args)
                        continue
                    d = definitions[head]
            else:
                new = head if type(head) is Expr and head.stamp == self.stamp else self.reduce(head, depth + 1)
                if type(new) is Symbol:
                    e = Expr(new, e.args)
                    continue
                e2 = e if new is head else Expr(new, e.args)
                result = self._compound_head(new, e2, depth)
                if type(result) is not tuple:
                    if type(result) in ATOMS:
                        return result
                    e = result
                    steps += 1
                    if steps & 63 == 0:
                        self._count_steps(steps)
                    continue
                return self._normal(e2, new, result, None)

            # the arguments
            attributes = d.attributes
            args = e.args
            if attributes & ANY_HOLD:
                restore = None
                if attributes & HOLD_FIRST and len(args) == 2 and type(args[0]) is Symbol:  # mostly x = value
                    a = args[1]
                    b = a if type(a) in ATOMS else self.reduce(a, depth + 1)
                    if b is not a:
                        args = (args[0], b)
                    if self.special:
                        self.special = False
                        args, restore = splice(args, head, attributes)
                else:
                    args = held_arguments(self, args, attributes, depth)
                if args is None:
                    args, restore = strip_unevaluated(self, e.args, attributes, depth)
            else:
                n = len(args)
                depth1 = depth + 1
                if n == 1:
                    a = args[0]
                    if type(a) not in ATOMS:
                        b = self.reduce(a, depth1)
                        if b is not a:
                            args = (b,)
                elif n == 2:
                    a, b = args
                    if type(a) not in ATOMS:
                        a = self.reduce(a, depth1)
                    if type(b) not in ATOMS and (type(b) is not Expr or b.stamp != self.stamp):
                        b = self.reduce(b, depth1)
                    if type(a) is int and type(b) is int:
                        if d.numeric is not None and d.down is None:
                            result = d.numeric(a, b)
                            if result is not None:
                                return result
                    elif type(a) is float and type(b) is float and d.reals is not None and d.down is None:
                        result = d.reals(a, b)
                        if result - result == 0.0:  # finite
                            return result
                    if a is not args[0] or b is not args[1]:
                        args = (a, b)
                elif n:
                    evaluate = self.reduce
                    new = [
                        a if (of := type(a)) in ATOMS or (of is Expr and a.stamp == self.stamp) else evaluate(a, depth1)
                        for a in args
                    ]
                    for a, b in zip(args, new, strict=True):
                        if a is not b:
                            args = tuple(new)
                            break
                restore = None
                if self.special:
                    self.special = False
                    args, restore = splice(args, head, attributes)

            # attributes that rearrange arguments
            if attributes & (FLAT | LISTABLE | ORDERLESS):
                if attributes & LISTABLE and has_list(args):
                    if d.arrays and d.call is not None and is_machine_data(args):
                        self.depth = depth
                        result = d.call(args)
                        if result is not None:
                            return result
                    threaded = thread(self.message, head, args)
                    if threaded is None:  # lists of different lengths
                        return self._normal(e, head, args, d)
                    e = threaded
                    continue
                if not d.canonical or d.down is not None or d.up is not None:
                    if attributes & FLAT:
                        args = flatten(head, args)
                    if attributes & ORDERLESS and len(args) > 1 and not is_sorted(args):
                        args = tuple(canonical_sort(args))

            # rules of the user's, then the builtin
            result = FAIL
            if self.up_symbols and not attributes & HOLD_ALL_COMPLETE:
                result = self._up_values(head, args)
            self.depth = depth
            if result is FAIL and d.down is not None:
                result = d.down.apply_arguments(head, args)
            if result is FAIL:
                self.calling = e
                result = None if d.call is None else d.call(args)
                if result is None:
                    return self._normal(e, head, args if restore is None else restore, d)
            if type(result) in ATOMS:
                return result
            if result is self.settled:
                self.settled = None
                return result
            e = result
            steps += 1
            if steps & 63 == 0:
                self._count_steps(steps)

    def _normal(self, e: Expr, head: Any, args: tuple[Any, ...], d: Definition | None) -> Any:
        """Nothing applies: the node itself if its parts did not change, stamped if all of them are."""
        if args is not e.args or head is not e.head:
            e = Expr(head, args)
        stamp = self.stamp
        if d is not None:
            d.inert = stamp
            if d.conditional or d.volatile:
                return e
            if head is SEQUENCE or head is UNEVALUATED or head is SPLICE:
                self.special = True
                return args[0] if head is SEQUENCE and len(args) == 1 else e
            if d.attributes & (HOLD_ALL | HOLD_ALL_COMPLETE):
                e.stamp = stamp  # held parts are not evaluated, so they cannot change it
                return e
        elif type(head) is Expr and head.stamp != stamp:
            return e
        for a in args:
            if (type(a) is Expr or type(a) is Association) and a.stamp != stamp:
                return e
        e.stamp = stamp
        return e

    def _count_steps(self, steps: int) -> None:
        """Every 64 rewriting steps: outside requests, and the iteration limit."""
        self.poll()
        if steps > self.iteration_limit:
            self.message(S.system("$IterationLimit"), "itlim", self.iteration_limit)
            raise LimitSignal(Expr(S.TerminatedEvaluation, ("IterationLimit",)))

    # ---- arguments -------------------------------------------------------------------------------------------------

    def held_arguments(self, args: tuple[Any, ...], attributes: int) -> tuple[Any, ...]:
        """The arguments of a call evaluated as its attributes say, for who needs them without the call."""
        if not attributes & ANY_HOLD:
            return tuple([self.evaluate(a) for a in args])
        done = held_arguments(self, args, attributes, self.depth + 1)
        return args if done is None else done

    # ---- values ----------------------------------------------------------------------------------------------------

    def _up_values(self, head: Any, args: tuple[Any, ...]) -> Any:
        for a in args:
            owner = a
            while isinstance(owner, Expr):
                owner = owner.head
            if owner in self.up_symbols and type(owner) is Symbol:
                d = self.definitions[owner]
                if d.up:
                    result = d.up.apply(Expr(head, args))
                    if result is not FAIL:
                        return result
                if d.meet is not None and type(head) is Symbol and isinstance(a, Expr) and a.head is owner:
                    result = d.meet(head, args)
                    if result is not None:
                        return result
        return FAIL

    def _conditional_value(self, v: Expr) -> Any:
        """x := value /; test."""
        value, test = v.args
        return value if self.evaluate(test) is TRUE else FAIL

    def evaluate_conditional(self, e: Expr) -> Any:
        """Module[vars, body /; test] as the right side of a rule: the value of the body, or FAIL."""
        result = self.evaluate(_guarded(e))
        return FAIL if result is _NO_MATCH else result

    def _association(self, e: Association, depth: int) -> Any:
        """An association is in normal form when its values are."""
        if e.stamp == self.stamp:
            return e
        rules = []
        changed = False
        stamped = True
        for k, rule in e.table.items():
            new = rule
            if rule.head is not S.RuleDelayed:
                v = rule.args[1]
                if type(v) not in ATOMS:
                    w = self.reduce(v, depth + 1)
                    if w is not v:
                        new = Expr(rule.head, (rule.args[0], w))
                        changed = True
                    stamped = stamped and not (type(w) is Expr and w.stamp != self.stamp)
            rules.append((k, new))
        if changed:
            e = Association(dict(rules))
        if stamped:
            e.stamp = self.stamp
        return e

    # ---- heads that are expressions --------------------------------------------------------------------------------

    def _compound_head(self, head: Any, e: Expr, depth: int) -> Any:
        """head[args] with a head that is no symbol: the rewritten expression, or the evaluated arguments as a tuple."""
        hold = function_attributes(head) if type(head) is Expr and head.head is S.Function else 0
        args = held_arguments(self, e.args, hold, depth)
        restore = None
        if args is None:
            args, restore = strip_unevaluated(self, e.args, hold, depth)
        if hold & LISTABLE and has_list(args):
            threaded = thread(self.message, head, args)
            if threaded is not None:
                return threaded
        if isinstance(head, Expr):
            if head.head is S.Function:
                result = self.functions.apply(head, args)
                if result is not None:
                    return result
            owner = head.head
            while isinstance(owner, Expr):
                owner = owner.head
            if type(owner) is Symbol:
                d = self.definitions[owner]
                self.depth = depth
                if self.up_symbols:
                    result = self._up_values(head, args)
                    if result is not FAIL:
                        return result
                if d.sub is not None:
                    result = d.sub.apply(Expr(head, args))
                    if result is not FAIL:
                        return result
                if d.apply is not None and head.head is owner:
                    result = d.apply(head, args)
                    if result is not None:
                        return result
                d.inert = self.stamp
        return args if restore is None else restore

    # ---- rules and definitions -------------------------------------------------------------------------------------

    def rule_set(self, spec: Any) -> RuleSet | None:
        """The compiled rules of a rule expression, kept as long as the expression is used."""
        entry = self._rule_sets.get(id(spec))
        if entry is not None and entry[0] is spec:
            return entry[1]
        rules = collect_rules(spec)
        if rules is None:
            return None
        if len(self._rule_sets) > 512:
            self._rule_sets.clear()
        made = RuleSet(rules, self.matcher)
        self._rule_sets[id(spec)] = (spec, made)
        return made

    def rule(self, lhs: Any, rhs: Any) -> Rule:
        return Rule(lhs, rhs, self.matcher)

    def table(self) -> RuleTable:
        return RuleTable(self.matcher)

    def set_own(self, d: Definition, value: Any) -> None:
        """Give a symbol a value (or, with None, take it away)."""
        if d.own is None and d.inert == self.stamp:
            self.new_stamp()
        d.own = value

    def changed(self, d: Definition, everywhere: bool = False) -> None:
        """A definition of d changed; `everywhere` when it may matter to expressions that never met d evaluated."""
        if everywhere or d.inert == self.stamp:
            self.new_stamp()
        if d.symbol in self.inlined:
            self.drop_code()

    def attributes_changed(self, d: Definition) -> None:
        """Compiled matchers assume attributes: drop them all."""
        self.new_stamp()
        self.drop_code()

    def drop_code(self) -> None:
        """Forget all compiled code."""
        self.generation += 1
        self.inlined.clear()
        self._rule_sets.clear()
        self.functions.forget()
        for other in self.definitions.values():
            for table in (other.down, other.sub, other.up, other.nvalues):
                if table is not None:
                    table.forget()

    # ---- depth -----------------------------------------------------------------------------------------------------

    def set_limit(self, which: str, limit: int) -> None:
        """Set "recursion_limit" or "iteration_limit"; depth has a hard end even where the user asks for none."""
        setattr(self, which, limit)
        if which == "iteration_limit":
            return
        self.recursion_limit = min(limit, HARD_DEPTH)
        self._shallow = min(THREAD_DEPTH, self.recursion_limit)
        if self._ceiling <= THREAD_DEPTH:
            self._ceiling = self._shallow

    def _deep(self, e: Expr, depth: int) -> Any:
        """Past the ceiling: either the user's limit, or time to go on in a thread with a large stack."""
        self.poll()
        if depth > self.recursion_limit:
            self.message(S.system("$RecursionLimit"), "reclim2", self.recursion_limit, e)
            raise LimitSignal(Expr(S.TerminatedEvaluation, ("RecursionLimit",)))
        try:
            self._ceiling = self.recursion_limit
            return run_deep(self, e, depth)
        finally:
            self._ceiling = self._shallow


def _guarded(e: Any) -> Any:
    """Module[vars, body /; test] -> Module[vars, If[test, body, <no match>, <no match>]]."""
    if e.head is S.Condition and len(e) == 2:
        return Expr(S.If, (e.args[1], e.args[0], _NO_MATCH, _NO_MATCH))
    return Expr(e.head, (*e.args[:-1], _guarded(e.args[-1])))
