"""Settings of the whole system that programs read and set, and the options of an object with all defaults."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import Expr, Symbol, is_list, is_rule, make_list
from ..options import is_option, option_name, option_rules

name("Evaluator", "Evaluator is an option that says which kernel evaluates something; there is one here.")
# What programs ask for or set.  Nothing here depends on it but what they read back.
_SETTINGS: dict[str, Any] = {
    "CatchMachineUnderflow": "True",
    "CheckMachineUnderflow": "False",
    "CompileOptions": {
        "ApplyCompileLength": "Infinity", "ArrayCompileLength": "250", "AutoCompileAllowCoercion": "False",
        "CompileReportExternal": "False", "FoldCompileLength": "100", "InternalCompileMessages": "False",
        "ListableFunctionCompileLength": "250", "MapCompileLength": "100", "NestCompileLength": "100",
        "NumericalAllowExternal": "False", "ProductCompileLength": "250", "SumCompileLength": "250",
        "SystemCompileOptimizations": "All", "TableCompileLength": "250",
    },
    "EvaluateNumericalFunctionArgument": "True",
    "ParallelOptions": {"MKLThreadNumber": "Automatic", "ParallelThreadNumber": "Automatic"},
    "SimplificationOptions": {"AssumptionsMaxNonlinearVariables": "4", "AssumptionsMaxVariables": "21"},
    "SparseArrayOptions": {"TreatRepeatedEntries": "First"},
    "TimingOptions": {"ConstrainedMinimum": "0.001", "ConstrainedPrecision": "0.001"},
}  # fmt: skip
_UNKNOWN = {"nosys": "There is no system option `1`; SystemOptions[] gives all."}


def _settings(session: Any) -> dict[str, Any]:
    """name -> value, or name -> {name -> value}."""

    def read(text: Any) -> Any:
        return {k: read(v) for k, v in text.items()} if isinstance(text, dict) else session.read_value(text)

    found: dict[str, Any] = session.state.get("system_options") or session.state.setdefault(
        "system_options", read(_SETTINGS)
    )
    return found


def _rule(k: str, v: Any) -> Expr:
    return Expr(S.Rule, (k, make_list([_rule(*pair) for pair in v.items()]) if isinstance(v, dict) else v))


@builtin("SystemOptions[]", "SystemOptions[names_]", volatile=True, **_UNKNOWN)
def system_options(names: Any = None, *, session: Any, say: Any) -> Any:
    """SystemOptions[] gives the settings of the system as rules, SystemOptions["name"] one of them,
    SystemOptions["group" -> "name"] one of a group.

    >>> SystemOptions["ParallelOptions" -> "MKLThreadNumber"]
    {ParallelOptions -> {MKLThreadNumber -> Automatic}}
    """
    settings = _settings(session)
    if names is None:
        return make_list([_rule(k, v) for k, v in settings.items()])
    found = []
    for item in names.args if is_list(names) else (names,):
        group, inner = item.args if is_rule(item) else (item, None)
        chosen = settings.get(group) if type(group) is str else None
        if inner is not None and isinstance(chosen, dict):
            wanted = inner.args if is_list(inner) else (inner,)
            chosen = {k: chosen[k] for k in wanted if k in chosen} or None
        if chosen is None:
            return say("nosys", item)
        found.append(_rule(group, chosen))
    return make_list(found)


@builtin("SetSystemOptions[rules_]", volatile=True, **_UNKNOWN)
def set_system_options(rules: Any, *, session: Any, say: Any) -> Any:
    """SetSystemOptions["name" -> value] sets a setting of the system, SetSystemOptions["group" -> {"name" -> value}]
    one of a group, and gives it. The settings are kept for programs that read them; nothing else depends on them here.

    >>> SetSystemOptions["CatchMachineUnderflow" -> False]; SystemOptions["CatchMachineUnderflow"]
    {CatchMachineUnderflow -> False}
    """
    settings = _settings(session)
    if not is_option(rules):
        return None
    given = option_rules(rules)
    for rule in given:
        group, value = rule.args
        known = settings.get(group) if type(group) is str else None
        if known is None:
            return say("nosys", group)
        if not isinstance(known, dict):
            settings[group] = value
            continue
        for inner in option_rules(value):
            known[option_name(inner.args[0])] = inner.args[1]
    return make_list([_rule(rule.args[0], settings[rule.args[0]]) for rule in given])


@builtin("AbsoluteOptions[e_]", "AbsoluteOptions[e_, names_]")
def absolute_options(e: Any, names: Any = None, *, evaluate: Any) -> Any:
    """AbsoluteOptions[expr] gives the options of an object with their values, the defaults of its head included;
    AbsoluteOptions[expr, name] one of them, AbsoluteOptions[expr, {n1, n2, ...}] several.

    >>> AbsoluteOptions[Graphics[{}, Frame -> True], Frame]
    {Frame -> True}
    """
    if not isinstance(e, Expr) or type(e.head) is not Symbol:
        return None
    chosen: dict[Any, Expr] = {}
    for source in (e.head, e):
        found = evaluate(Expr(S.Options, (source,)))
        if is_list(found):
            chosen |= {option_name(r.args[0]): r for r in found.args if is_rule(r)}
    if names is None:
        return make_list(chosen.values())
    wanted = [option_name(n) for n in (names.args if is_list(names) else (names,))]
    return make_list([chosen[n] for n in wanted if n in chosen])
