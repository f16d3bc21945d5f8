"""Looking at and clearing what symbols hold: values, attributes, protection, options, defaults."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import symbols as S
from ..binding import install
from ..declare import DECLARATIONS, builtin, declared, name
from ..definitions import ATTRIBUTES, LOCKED, PROTECTED, Cells, Computed, Definition, attribute_names
from ..expr import FAILED, NULL, Expr, Symbol, Value, expr, is_list, is_rule, make_list, system
from ..options import is_option, option_name, option_rules
from .assignment import add_rule, assignable, evaluate_lhs
from .naming import matching_symbols

# ---- value lists -----------------------------------------------------------------------------------------------------

_TABLES = {
    "DownValues": "down",
    "SubValues": "sub",
    "UpValues": "up",
    "NValues": "nvalues",
    "DefaultValues": "defaults",
    "FormatValues": "formats",
}


def rules_of(d: Definition, kind: str) -> list[Expr]:
    """The rules of one of a symbol's tables, as HoldPattern[lhs] :> rhs."""
    table = getattr(d, kind)
    if table is None:
        return []
    return [expr(S.RuleDelayed, _held(r.lhs), r.rhs) for r in table.all_rules()]


def _held(lhs: Any) -> Any:
    return lhs if isinstance(lhs, Expr) and lhs.head is S.HoldPattern else expr(S.HoldPattern, lhs)


def own_rules(d: Definition) -> list[Expr]:
    if d.own is None:
        return []
    value = d.own.read() if isinstance(d.own, (Computed, Cells)) else d.own
    return [expr(S.RuleDelayed, expr(S.HoldPattern, d.symbol), value)]


def _symbol_of(x: Any, session: Any) -> Symbol | None:
    if type(x) is str:
        return session.contexts.find(x) or session.contexts.resolve(x)
    while isinstance(x, Expr):
        x = x.head
    return x if type(x) is Symbol else None


def _value_list(title: str, kind: str) -> None:
    def values(symbol: Any, *, session: Any, say: Any) -> Any:
        s = _symbol_of(symbol, session)
        if s is None:
            say("sym", symbol, 1)
            return None
        return make_list(rules_of(session.definitions[s], kind))

    values.__doc__ = (
        f"{title}[f] gives the list of rules of that kind that f has; assigning to it replaces them.\n\n"
        f">>> {title}[nothingdefined]\n{{}}"
    )
    builtin(f"{title}[symbol_]", attributes="HoldAll Protected")(values)

    def set_values(session: Any, lhs: Expr, value: Any) -> bool:
        s = _symbol_of(lhs.args[0], session)
        if s is None or not is_list(value) or not all(is_rule(r) for r in value.args):
            session.message(getattr(S, title), "vrule", value)
            return False
        d = session.definitions[s]
        setattr(d, kind, None)
        d.conditional = False
        session.evaluator.changed(d, everywhere=True)
        for r in value.args:
            add_rule(session, d, kind, r.args[0], r.args[1])
        return True

    assignable(system(title))(set_values)


for _title, _kind in _TABLES.items():
    _value_list(_title, _kind)


@builtin("OwnValues[symbol_]", attributes="HoldAll Protected")
def own_values(symbol: Any, *, session: Any, say: Any) -> Any:
    """OwnValues[x] gives the rule that holds the value of x, in a list.

    >>> x = 3; OwnValues[x]
    {HoldPattern[x] :> 3}
    """
    s = _symbol_of(symbol, session)
    if s is None:
        say("sym", symbol, 1)
        return None
    return make_list(own_rules(session.definitions[s]))


@assignable(S.OwnValues)
def _set_own_values(session: Any, lhs: Expr, value: Any) -> bool:
    s = _symbol_of(lhs.args[0], session)
    if s is None or not is_list(value):
        return False
    session.evaluator.set_own(session.definitions[s], value.args[0].args[1] if value.args else None)
    session.evaluator.new_stamp()
    return True


@builtin("ValueQ[expr_]", attributes="HoldAll Protected")
def value_q(expr: Any, *, session: Any, evaluate: Any) -> Any:
    """ValueQ[x] tells whether x has a value.

    >>> x = 3; {ValueQ[x], ValueQ[novalue]}
    {True, False}
    """
    if type(expr) is Symbol:
        return S.True_ if session.definitions[expr].own is not None else S.False_
    if not isinstance(expr, Expr):
        return S.False_
    return S.False_ if evaluate(expr) == expr else S.True_


# ---- clearing --------------------------------------------------------------------------------------------------------


def _targets(items: Iterable[Any], session: Any) -> list[Symbol]:
    """Symbols, and names with wildcards as strings."""
    found: list[Symbol] = []
    for x in items:
        if is_list(x):
            found += _targets(x.args, session)
        elif type(x) is str:
            found += matching_symbols(x, session)
        elif type(x) is Symbol:
            found.append(x)
        elif isinstance(x, Expr) and type(x.head) is Symbol and x.head is S.Unevaluated:
            found += _targets(x.args, session)
    return found


def _clear(session: Any, s: Symbol, everything: bool, who: Symbol) -> None:
    d: Definition = session.definitions[s]
    if d.attributes & (LOCKED if everything and not d.attributes & PROTECTED else PROTECTED | LOCKED):
        session.message(who, "wrsym", s)
        return
    if isinstance(d.own, Computed):
        return
    keep = d.attributes
    fresh = Definition(s)
    for field in Definition.__slots__:
        if field not in ("symbol", "messages", "options", "attributes"):
            setattr(d, field, getattr(fresh, field))
    session.evaluator.up_symbols.discard(s)
    if not everything:
        install_call_only(d, session)
        d.attributes = keep
    else:
        d.attributes, d.messages, d.options = 0, {}, None
    session.evaluator.new_stamp()


def install_call_only(d: Definition, session: Any) -> None:
    """Clearing a system symbol takes the user's rules away, not the builtin."""
    if declared(d.symbol) is not None:
        install(d, session)


@builtin("Clear[symbols___]", attributes="HoldAll Protected")
def clear(symbols: tuple[Any, ...], *, session: Any) -> Any:
    """Clear[x, y, ...] takes values and definitions away; Clear["ab*"] those of all matching names.

    >>> x = 3; Clear[x]; x
    x
    """
    for s in _targets(symbols, session):
        _clear(session, s, False, S.Clear)
    return NULL


@builtin("ClearAll[symbols___]", attributes="HoldAll Protected")
def clear_all(symbols: tuple[Any, ...], *, session: Any) -> Any:
    """ClearAll[x, ...] takes values, definitions, attributes, messages and options away.

    >>> SetAttributes[f, Flat]; ClearAll[f]; Attributes[f]
    {}
    """
    for s in _targets(symbols, session):
        _clear(session, s, True, S.ClearAll)
    return NULL


@builtin("Remove[symbols___]", attributes="HoldAll Locked Protected")
def remove(symbols: tuple[Any, ...], *, session: Any) -> Any:
    """Remove[x, ...] forgets symbols altogether.

    >>> Remove[x]; Names["Global`x"]
    {}
    """
    for s in _targets(symbols, session):
        if session.definitions[s].attributes & PROTECTED:
            session.message(S.Remove, "wrsym", s)
            continue
        session.definitions.pop(s, None)
        session.contexts.remove(s)
        session.evaluator.new_stamp()
    return NULL


@builtin(
    "Unset[lhs_]", attributes="HoldFirst Listable Protected ReadProtected", norep="Assignment on `2` for `1` not found."
)
def unset(lhs: Any, *, session: Any, say: Any) -> Any:
    """x =. takes the value of x away; f[pattern] =. one definition.

    >>> x = 3; x =.; x
    x
    """

    if type(lhs) is Symbol:
        d = session.definitions[lhs]
        if d.attributes & PROTECTED:
            say("wrsym", lhs)
            return FAILED
        session.evaluator.set_own(d, None)
        session.evaluator.new_stamp()
        return NULL
    if not isinstance(lhs, Expr):
        return None
    lhs = evaluate_lhs(session, lhs)
    formats = lhs.head is S.Format and len(lhs) > 0
    owner = lhs.args[0] if formats else lhs
    while isinstance(owner, Expr):
        owner = owner.head
    return _unset(owner, ("formats",) if formats else ("down", "sub", "up"), lhs, session, say)


def _unset(owner: Any, kinds: tuple[str, ...], lhs: Any, session: Any, say: Any) -> Any:
    """Take a rule out of the first of a symbol's tables that has it."""
    d = session.definitions[owner] if type(owner) is Symbol else None
    for kind in kinds if d is not None else ():
        table = getattr(d, kind)
        if table is not None and table.remove(lhs):
            session.evaluator.changed(d, everywhere=True)
            return NULL
    say("norep", lhs, owner)
    return FAILED


@builtin("TagUnset[tag_, lhs_]", attributes="HoldAll Protected", norep="Assignment on `2` for `1` not found.")
def tag_unset(tag: Any, lhs: Any, *, session: Any, say: Any) -> Any:
    """f /: lhs =. takes away the rule for lhs that is stored with f.

    >>> f /: g[f[x_]] := x; f /: g[f[x_]] =.; g[f[1]]
    g[f[1]]
    """
    if type(tag) is not Symbol:
        return say("sym", tag, 1)
    if not isinstance(lhs, Expr):
        return None
    return _unset(tag, ("up", "down", "sub", "formats"), evaluate_lhs(session, lhs), session, say)


# ---- attributes ------------------------------------------------------------------------------------------------------


@builtin("Attributes[symbol_]", attributes="HoldAll Listable Protected")
def attributes(symbol: Any, *, session: Any, say: Any) -> Any:
    """Attributes[f] gives the list of attributes of a symbol.

    >>> Attributes[Hold]
    {HoldAll, Protected}
    """
    s = _symbol_of(symbol, session)
    if s is None:
        say("sym", symbol, 1)
        return None
    return make_list(system(n) for n in sorted(attribute_names(session.definitions[s].attributes)))


@assignable(S.Attributes)
def _set_attributes_list(session: Any, lhs: Expr, value: Any) -> bool:
    s = _symbol_of(lhs.args[0], session)
    mask = _mask(value, session, S.Attributes)
    if s is None or mask is None:
        return False
    return _put_attributes(session, s, mask, S.Attributes)


def _mask(spec: Any, session: Any, who: Symbol) -> int | None:
    mask = 0
    for a in spec.args if is_list(spec) else (spec,):
        bit = ATTRIBUTES.get(a.name) if type(a) is Symbol else None
        if bit is None:
            session.message(who, "attnf", a)
            return None
        mask |= bit
    return mask


def _put_attributes(session: Any, s: Symbol, mask: int, who: Symbol) -> bool:
    d = session.definitions[s]
    if d.attributes & LOCKED:
        session.message(who, "locked", s)
        return False
    if d.attributes != mask:
        d.attributes = mask
        session.evaluator.attributes_changed(d)
    return True


@builtin("SetAttributes[symbols_, attributes_]", attributes="HoldFirst Protected")
def set_attributes(symbols: Any, attributes: Any, *, session: Any) -> Any:
    """SetAttributes[f, attr] gives f an attribute, or a list of them.

    >>> SetAttributes[sum, {Flat, Orderless}]; sum[b, sum[a]]
    sum[a, b]
    """
    mask = _mask(attributes, session, S.SetAttributes)
    if mask is None:
        return None
    for s in _targets((symbols,), session):
        _put_attributes(session, s, session.definitions[s].attributes | mask, S.SetAttributes)
    return NULL


@builtin("ClearAttributes[symbols_, attributes_]", attributes="HoldFirst Protected")
def clear_attributes(symbols: Any, attributes: Any, *, session: Any) -> Any:
    """ClearAttributes[f, attr] takes an attribute, or a list of them, from f.

    >>> SetAttributes[f, Flat]; ClearAttributes[f, Flat]; Attributes[f]
    {}
    """
    mask = _mask(attributes, session, S.ClearAttributes)
    if mask is None:
        return None
    for s in _targets((symbols,), session):
        _put_attributes(session, s, session.definitions[s].attributes & ~mask, S.ClearAttributes)
    return NULL


def _protection(session: Any, items: tuple[Any, ...], on: bool) -> Expr:
    done = []
    for s in _targets(items, session):
        d = session.definitions[s]
        if bool(d.attributes & PROTECTED) == on or d.attributes & LOCKED:
            continue
        d.attributes ^= PROTECTED
        done.append(session.contexts.visible_name(s))
    return make_list(done)


@builtin("Protect[symbols___]", attributes="HoldAll Protected")
def protect(symbols: tuple[Any, ...], *, session: Any) -> Any:
    """Protect[f, ...] sets the attribute Protected and gives the names of the symbols that changed.

    >>> Protect[pp]
    {pp}
    """
    return _protection(session, symbols, True)


@builtin("Unprotect[symbols___]", attributes="HoldAll Protected")
def unprotect(symbols: tuple[Any, ...], *, session: Any) -> Any:
    """Unprotect[f, ...] takes the attribute Protected away and gives the names of the symbols that changed.

    >>> Unprotect[Sin]
    {Sin}
    """
    return _protection(session, symbols, False)


for _attribute, _usage in {
    "Constant": "values of the symbol are constants, with derivative zero.",
    "Flat": "nested calls flatten, f[f[a], b] = f[a, b]; for patterns too.",
    "HoldAll": "arguments are not evaluated.",
    "HoldAllComplete": "arguments are not looked at in any way.",
    "HoldFirst": "the first argument is not evaluated.",
    "HoldRest": "all arguments but the first are not evaluated.",
    "Listable": "the function threads over lists.",
    "Locked": "attributes cannot be changed.",
    "NHoldAll": "N does not touch the arguments.",
    "NHoldFirst": "N does not touch the first argument.",
    "NHoldRest": "N touches the first argument only.",
    "NumericFunction": "f of numbers is a number.",
    "OneIdentity": "f[x] and x are the same for patterns.",
    "Orderless": "arguments are sorted; for patterns too.",
    "Protected": "values cannot be changed.",
    "ReadProtected": "values are not shown.",
    "SequenceHold": "Sequence among the arguments stays.",
    "Temporary": "the symbol goes away when nothing uses it.",
    "Stub": "the symbol is to be loaded when it is used.",
}.items():
    name(_attribute, f"{_attribute} is an attribute: {_usage}")


# ---- options ---------------------------------------------------------------------------------------------------------


OPTIONS: dict[Symbol, Any] = {}  # head -> the options of it or of an object that it makes; other topics add to it


def options_of(x: Any, session: Any) -> list[Expr]:
    """The option rules of a symbol (its defaults) or of an object like f[..., opt -> v]."""
    rule = OPTIONS.get(x.head if isinstance(x, Value) else x) if type(x) is Symbol or isinstance(x, Value) else None
    if rule is not None:
        found: list[Expr] = rule(x)
        return found
    if type(x) is Symbol:
        d = session.definitions[x]
        return [v if is_rule(v) else expr(S.Rule, _key_symbol(k), v) for k, v in (d.options or {}).items()]
    if isinstance(x, Expr):
        return [r for a in x.args if is_option(a) for r in option_rules(a)]
    return []


def _key_symbol(k: Any) -> Any:
    """Builtin options are declared by name; a name that is no symbol of the language is a string option."""
    return system(k) if k in DECLARATIONS else k


@builtin("Options[f_]", "Options[f_, names_]")
def options(f: Any, names: Any = None, *, session: Any) -> Any:
    """Options[f] gives the options of f with their defaults; Options[f, name] just one.

    >>> Options[f] = {n -> 1, m -> 2}; Options[f, m]
    {m -> 2}
    """
    rules = options_of(f if type(f) is not str else session.contexts.resolve(f), session)
    if names is not None:
        wanted = {option_name(n) for n in (names.args if is_list(names) else (names,))}
        rules = [r for r in rules if option_name(r.args[0]) in wanted]
    return make_list(rules)


@assignable(S.Options)
def _set_options_list(session: Any, lhs: Expr, value: Any) -> bool:
    target = session.evaluator.evaluate(lhs.args[0])
    if type(target) is not Symbol:
        return False
    d = session.definitions[target]
    if d.attributes & PROTECTED:
        session.message(S.Options, "wrsym", target)
        return False
    d.options = {option_name(r.args[0]): r for r in option_rules(session.evaluator.evaluate(value))}
    return True


@builtin("SetOptions[f_, rules__]", optnf="`1` is not a known option for `2`.")
def set_options(f: Any, rules: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    """SetOptions[f, opt -> value] changes defaults of f and gives all of them.

    >>> Options[f] = {n -> 1}; SetOptions[f, n -> 5]
    {n -> 5}
    """
    if type(f) is not Symbol:
        return None
    d = session.definitions[f]
    known = d.options if d.options is not None else {}
    for r in [r for x in rules for r in option_rules(x)]:
        k = option_name(r.args[0])
        if k not in known:
            say("optnf", r.args[0], f)
            return None
        known[k] = r if is_rule(known[k]) else r.args[1]
    d.options = known
    return make_list(options_of(f, session))


@builtin(
    "OptionValue[name_]",
    "OptionValue[f_, name_]",
    "OptionValue[f_, given_, name_]",
    "OptionValue[f_, given_, name_, wrap_]",
    optnf="Option name `2` not found in defaults for `1`.",
)
def option_value(f: Any, given: Any = None, name: Any = None, wrap: Any = None, *, session: Any, say: Any) -> Any:
    """OptionValue[name] gives the value of an option on the right side of a rule with OptionsPattern[].

    OptionValue[f, rules, name] asks for an option of f explicitly; a list of names gives a list of values.

    >>> Options[f] = {n -> 1}; f[x_, OptionsPattern[]] := x + OptionValue[n]; {f[10], f[10, n -> 5]}
    {11, 15}
    """
    if name is None:
        return None
    wanted = name
    if is_list(wanted):
        return make_list(expr(S.OptionValue, f, given, n) for n in wanted.args)
    key = option_name(wanted)
    owners = f.args if is_list(f) else (f,)
    defaults = [r for o in owners for r in (option_rules(o) or options_of(o, session))]
    for r in [*option_rules(given), *defaults]:
        if option_name(r.args[0]) == key:
            return r.args[1]
    say("optnf", f, wanted)
    return wanted


@builtin("FilterRules[rules_, spec_]")
def filter_rules(rules: Any, spec: Any, *, session: Any) -> Any:
    """FilterRules[rules, names] keeps the rules whose left side is among the names (or options, or patterns).

    >>> FilterRules[{a -> 1, b -> 2}, {b -> 0, c -> 0}]
    {b -> 2}
    """
    wanted = spec.args if is_list(spec) else (spec,)
    patterns = [w.args[0] if is_rule(w) else w for w in wanted]
    names = {option_name(p) for p in patterns if type(p) in (Symbol, str)}
    match = session.evaluator.matcher.match
    keep = [
        r
        for r in option_rules(rules)
        if option_name(r.args[0]) in names or any(match(p, r.args[0]) is not None for p in patterns)
    ]
    return make_list(keep)


@builtin("OptionQ[expr_]")
def option_q(expr: Any) -> Any:
    """OptionQ[e] is True for a rule, or a (nested) list of rules.

    >>> {OptionQ[a -> 1], OptionQ[{a -> 1, {b :> 2}}], OptionQ[3]}
    {True, True, False}
    """
    return S.True_ if is_option(expr) else S.False_


@builtin("Default[f_]", "Default[f_, i_]", "Default[f_, i_, n_]")
def default(f: Any, i: Any = None, n: Any = None) -> Any:
    """Default[f] gives the default of x_. as an argument of f; assign to it to define one.

    >>> Default[f] = 7; f[a_, b_.] := {a, b}; f[1]
    {1, 7}
    """
    return None


@assignable(S.Default)
def _set_default(session: Any, lhs: Expr, value: Any) -> bool:
    owner = session.evaluator.evaluate(lhs.args[0])
    if type(owner) is not Symbol:
        return False
    add_rule(session, session.definitions[owner], "defaults", Expr(S.Default, (owner, *lhs.args[1:])), value)
    return True


# ---- notes for editors -----------------------------------------------------------------------------------------------


def _notes(session: Any) -> dict[Symbol, Any]:
    notes: dict[Symbol, Any] = session.state.setdefault("syntax information", {})
    return notes


@builtin("SyntaxInformation[f_]")
def syntax_information(f: Any, *, session: Any) -> Any:
    """SyntaxInformation[f] gives what was noted about the arguments of f for editors; assign to it to note something.

    >>> SyntaxInformation[f] = {"ArgumentsPattern" -> {_, _.}}; SyntaxInformation[f]
    {ArgumentsPattern -> {_, _.}}
    """
    return _notes(session).get(f, make_list(()))


@assignable(S.SyntaxInformation)
def _set_syntax_information(session: Any, lhs: Expr, value: Any) -> bool:
    _notes(session)[lhs.args[0]] = value
    return True
