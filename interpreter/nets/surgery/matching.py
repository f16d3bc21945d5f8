"""NetReplace: other layers for all those that match a pattern, at any depth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ... import symbols as S
from ...expr import FAILED, TRUE, Expr, expr, same
from ...rules import FAIL, Rule, collect_rules
from ..complaints import NetError, reported
from ..containers import as_net
from ..objects import Net
from .body import checked, closed, members_of, opened, with_members
from .flattening import bypassed, counted, spliced
from .rates import pushed

_NOTHING = S.Nothing


def replace_layers(net: Any, spec: Any, options: dict[str, Any], session: Any, say: Callable[..., None]) -> Any:
    """NetReplace[net, spec]; the net itself after a message where nothing matches, $Failed where it does not fit."""
    if type(net) is not Net:
        say("invnet", net)
        return FAILED
    rules = collect_rules(spec)
    if rules is None:
        say("badrule", spec)
        return FAILED
    work = _Replacing(rules, session, options["FlattenInPlace"] is TRUE)

    def result() -> Any:
        found = work.on(net, net)
        if found is _NOTHING:
            raise NetError("nothing")
        if not work.count:
            say("nomatch", spec)
            return net
        return checked(found)

    return reported(say, result)


class _Replacing:
    """The rules of one call, and how often they were applied."""

    def __init__(self, rules: list[Expr], session: Any, splice: bool) -> None:
        self.session, self.splice, self.count = session, splice, 0
        self.rules = [r.args for r in rules]
        self.ready = [None if _literals(p) else self._rule(p, value) for p, value in self.rules]

    def _rule(self, pattern: Any, value: Any) -> Rule:
        return Rule(pattern, value, self.session.evaluator.matcher)

    def value(self, net: Net) -> Any:
        """What the first rule that matches makes of a net, or FAIL."""
        for (pattern, value), ready in zip(self.rules, self.ready, strict=True):
            rule = ready or self._rule(_against(pattern, net), value)
            found = rule.interpret(net)
            if found is not FAIL:
                return found if type(found) is Net else self.session.evaluate_expr(found)
        return FAIL

    def on(self, net: Net, here: Net, in_graph: bool = False) -> Any:
        """The net with all matches replaced, the outermost ones only; Nothing for one that is to be dropped.

        `here` is the net with the shapes that it has where it stands: that is what is matched, while a net that does
        not match stays as it was given.
        """
        found = self.value(here)
        if found is not FAIL:
            self.count += 1
            return _NOTHING if found is _NOTHING else as_net(found, self.session, in_graph)
        if not net.members or net.head is S.FunctionLayer:
            return net
        old = members_of(net)
        new, chains = {}, []
        for name, member in old.items():
            made = new[name] = self.on(member, here.child(name), net.head is S.NetGraph)
            if self.splice and made is not _NOTHING and made.head is S.NetChain and member.head is not S.NetChain:
                chains.append(name)
        if all(new[name] is member for name, member in old.items()):
            return net
        dropped = [name for name, made in new.items() if made is _NOTHING]
        if not dropped and not (chains and net.head is S.NetChain):
            return with_members(net, new)
        return self._restructured(net, new, dropped, chains)

    def _restructured(self, net: Net, new: dict[Any, Any], dropped: list[Any], chains: list[Any]) -> Net:
        """A container with members dropped, and with chains spliced into it if it is one."""
        if net.children is None:
            raise NetError("nothing")
        body = opened(net)
        old = members_of(net)
        body.members = pushed(net.multipliers, {k: old[k] if made is _NOTHING else made for k, made in new.items()})
        for name in dropped:
            bypassed(body, name)
        for name in chains if net.head is S.NetChain else ():
            body = spliced(body, name)
        return closed(counted(body).without_unused())


# ---- literal layers in patterns --------------------------------------------------------------------------------------


def _literals(pattern: Any) -> bool:
    """Whether there are layers in a pattern."""
    if type(pattern) is Net:
        return True
    return isinstance(pattern, Expr) and any(map(_literals, (pattern.head, *pattern.args)))


def _against(pattern: Any, net: Net) -> Any:
    """The pattern where literal layers stand for the net if they describe it, and match nothing if they do not."""
    if type(pattern) is Net:
        return expr(S.Verbatim, net) if describes(pattern, net) else expr(S.Alternatives)
    if isinstance(pattern, Expr) and _literals(pattern):
        return Expr(pattern.head, tuple([_against(x, net) for x in pattern.args]))
    return pattern


def describes(literal: Net, net: Net) -> bool:
    """Whether a layer has the parameters and arrays of a literal one, whatever the shapes at its ports.

    Containers and operators are described by their members.
    """
    if literal.head is not net.head or literal.members.keys() != net.members.keys():
        return False
    if not all(describes(literal.child(name), net.child(name)) for name in literal.members):
        return False
    if literal.layer is None or net.layer is None:
        return literal.edges is net.edges or same(literal.edges, net.edges)
    values = dict(net.layer.values)
    for name, value in literal.layer.values:
        parameter = literal.layer.kind.parameter(name)
        open_ = value is None and parameter is not None and parameter.default is None
        if not open_ and values[name] != value:
            return False
    if {*literal.layer.absent} - {*net.layer.absent}:
        return False
    return all(path in net.arrays and (net.arrays[path] == a).all() for path, a in literal.arrays.items())
