"""Quantities: numbers with a unit, their conversion and arithmetic."""

from __future__ import annotations

import math
import re
from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..display import formatter
from ..display.layout import PRODUCT
from ..expr import Expr, boolean, expr, has_head, is_list, make_list
from ..numerics.arithmetic import multiply
from ..numerics.numbers import NUMBER_TYPES, REAL_TYPES, Rational
from ..numerics.numeric import real_value
from ..numerics.units import BASE, Unit, base_units, converted, number, unit_of

_COMPAT = "`1` and `2` are incompatible units."
name("Quantity", "Quantity[x, unit] stands for x of a unit.", compat=_COMPAT)  # the rules stand in the prelude
name("MixedUnit", "MixedUnit[{unit1, unit2, ...}] is a unit of several parts, such as hours, minutes and seconds.")
name("MixedMagnitude", "MixedMagnitude[{n1, n2, ...}] are the numbers of the parts of a MixedUnit.")
name("IndependentUnit", 'IndependentUnit["name"] is a unit of its own, which agrees with no other.')
_IN_WORDS = re.compile("([A-Z][a-z]+)+")
_SINGULAR = {"feet": "foot", "inches": "inch", "hertz": "hertz", "centuries": "century", "siemens": "siemens",
             "henries": "henry"}  # fmt: skip
_POWERS = {2: " squared", 3: " cubed"}
_SIZE = 30  # a sum takes the unit in which its size is nearest to this

# units with a name of their own for what products of others are, the first one where several are
_SIMPLE = ("Newtons", "Joules", "Watts", "Pascals", "Volts", "Ohms", "Coulombs", "Farads", "Webers", "Henries",
           "Teslas", "Siemens")  # fmt: skip


# ---- how they are shown ----------------------------------------------------------------------------------------------


def _words(unit: Any, single: bool) -> str:
    if type(unit) is not str:
        return str(unit.args[0])
    if not _IN_WORDS.fullmatch(unit):
        return unit
    first, *rest = re.findall("[A-Z][a-z]+", unit)
    word = first.lower()
    if single:
        word = _SINGULAR.get(word, word.removesuffix("s"))
    return " ".join([word, *map(str.lower, rest)])


def _factors(unit: Any) -> list[tuple[Any, Any]] | None:
    """A product of powers as [(name, power)]; None where something is no name."""
    found = []
    for f in unit.args if has_head(unit, S.Times) else (unit,):
        base, power = f.args if has_head(f, S.Power, 2) else (f, 1)
        if not (type(base) is str or has_head(base, S.IndependentUnit, 1)) or type(power) not in (int, Rational):
            return None
        found.append((base, power))
    return found


def _in_words(unit: Any, single: bool) -> str | None:
    """meters per second squared."""
    factors = _factors(unit)
    if factors is None:
        return None
    above = [(n, p) for n, p in factors if float(p) > 0]
    below = [(n, abs(p) if type(p) is int else Rational(-p.p, p.q)) for n, p in factors if float(p) < 0]
    texts = [_raised(_words(n, single and i == 0), p) for i, (n, p) in enumerate(above)]
    texts += ["per " + _raised(_words(n, True), p) for n, p in below]
    return " ".join(texts)


def _raised(word: str, power: Any) -> str:
    if type(power) is int:
        return word if power == 1 else word + _POWERS.get(power, f"^{power}")
    return f"{word}^({power.p}/{power.q})"


@formatter("Quantity")
def show_quantity(e: Any, page: Any) -> Any:
    """36 bytes, 1 meter per second, 8 kHz."""
    if len(e.args) != 2:
        return None
    amount, unit = e.args
    if has_head(unit, S.MixedUnit, 1) and has_head(amount, S.MixedMagnitude, 1):
        parts = zip(amount.args[0].args, unit.args[0].args, strict=False)
        return " ".join([page.inline(expr(S.Quantity, *pair)) for pair in parts])
    words = _in_words(unit, type(amount) is int and amount == 1)
    return None if words is None else (PRODUCT, [(amount, PRODUCT), f" {words}"])


# ---- parts and questions ---------------------------------------------------------------------------------------------


def _parts(e: Any) -> tuple[Any, Any] | None:
    """(amount, unit) of a quantity; a unit alone is 1 of it."""
    if has_head(e, S.Quantity, 2):
        return e.args[0], e.args[1]
    if type(e) is str or has_head(e, S.IndependentUnit, 1) or (isinstance(e, Expr) and unit_of(e) is not None):
        return 1, e
    return (e, 1) if type(e) in NUMBER_TYPES else None


@builtin("QuantityMagnitude[quantity_]", "QuantityMagnitude[quantity_, unit_]", attributes="Listable Protected")
def quantity_magnitude(quantity: Any, unit: Any = None) -> Any:
    """QuantityMagnitude[Quantity[x, "unit"]] gives x; QuantityMagnitude[quantity, unit] the number of these units.

    >>> QuantityMagnitude[Information[LinearLayer[2, "Input" -> 3], "ArraysTotalSize"]]
    32
    >>> QuantityMagnitude[Quantity[3, "Hours"], "Minutes"]
    180
    """
    if unit is not None:
        return expr(S.QuantityMagnitude, expr(S.UnitConvert, quantity, unit))
    if type(quantity) in NUMBER_TYPES:
        return quantity
    return quantity.args[0] if has_head(quantity, S.Quantity, 2) else None


@builtin("QuantityUnit[quantity_]", attributes="Listable Protected")
def quantity_unit(quantity: Any) -> Any:
    """QuantityUnit[Quantity[x, "unit"]] gives "unit".

    >>> QuantityUnit[Quantity[3, "Days"]]
    Days
    """
    return quantity.args[1] if has_head(quantity, S.Quantity, 2) else None


@builtin("QuantityQ[e_]")
def quantity_q(e: Any) -> Any:
    """QuantityQ[e] gives True if e is a quantity of a known unit.

    >>> {QuantityQ[Quantity[3, "Days"]], QuantityQ[3]}
    {True, False}
    """
    return boolean(has_head(e, S.Quantity, 2) and unit_of(e.args[1]) is not None)


@builtin("KnownUnitQ[unit_]")
def known_unit_q(unit: Any) -> Any:
    """KnownUnitQ[unit] gives True if unit is a unit or a product of powers of units.

    >>> {KnownUnitQ["Meters"/"Seconds"], KnownUnitQ["KilogramsPerCubicMeter"], KnownUnitQ["Foxes"]}
    {True, True, False}
    """
    return boolean(type(unit) not in NUMBER_TYPES and unit_of(unit) is not None)


@builtin("CompatibleUnitQ[quantities__]")
def compatible_unit_q(quantities: Any) -> Any:
    """CompatibleUnitQ[q1, q2, ...] gives True if all quantities or units have the same dimensions.

    >>> {CompatibleUnitQ["Meters", "Feet"], CompatibleUnitQ[Quantity[1, "Newtons"], "Joules"]}
    {True, False}
    """
    items = quantities[0].args if len(quantities) == 1 and is_list(quantities[0]) else quantities
    parts = [_parts(q) for q in items]
    units = [None if p is None else unit_of(p[1]) for p in parts]
    return boolean(all(u is not None and u.dimensions == units[0].dimensions for u in units))  # type: ignore[union-attr]


@builtin("UnitDimensions[quantity_]")
def unit_dimensions(quantity: Any) -> Any:
    """UnitDimensions[unit] gives the dimensions of a unit or of a quantity with their powers.

    >>> UnitDimensions["Newtons"]
    {{LengthUnit, 1}, {MassUnit, 1}, {TimeUnit, -2}}
    """
    parts = _parts(quantity)
    unit = None if parts is None else unit_of(parts[1])
    if unit is None:
        return None
    named = [(d if d in BASE else expr(S.IndependentUnitDimension, d), number(k)) for d, k in sorted(unit.dimensions)]
    return make_list(make_list(pair) for pair in named)


# ---- conversion ------------------------------------------------------------------------------------------------------


@builtin("UnitConvert[quantity_]", "UnitConvert[quantity_, target_]", attributes="Listable Protected", compat=_COMPAT)
def unit_convert(quantity: Any, target: Any = "SIBase", *, evaluate: Any, say: Any) -> Any:
    """UnitConvert[quantity, unit] gives the quantity in another unit; UnitConvert[quantity] in SI base units.

    The target may be a quantity, whose unit counts.

    >>> {UnitConvert[Quantity[5, "Miles"], "Kilometers"], UnitConvert[Quantity[36, "Kilometers"/"Hours"]]}
    {25146/3125 kilometers, 10 meters per second}
    >>> UnitConvert[Quantity[20., "DegreesCelsius"], "DegreesFahrenheit"]
    68. degrees fahrenheit
    """
    parts = _parts(_unmixed(quantity))
    source = None if parts is None else unit_of(parts[1])
    if parts is None or source is None:
        return None
    if has_head(target, S.MixedUnit, 1) and is_list(target.args[0]):
        return _mixed(parts[0], source, target, evaluate, say)
    if target in ("SI", "SIBase", "Metric"):
        if any(d not in BASE for d, _ in source.dimensions):
            return quantity
        target = evaluate(base_units(source))
    elif has_head(target, S.Quantity, 2):
        target = target.args[1]
    wanted = unit_of(target)
    if wanted is None:
        return None
    if wanted.dimensions != source.dimensions:
        say("compat", parts[1], target)
        return S.system("$Failed")
    return expr(S.Quantity, converted(parts[0], source, wanted), target)


def _unmixed(quantity: Any) -> Any:
    """The sum that Quantity[MixedMagnitude[{...}], MixedUnit[{...}]] stands for, in the last of its units."""
    if not has_head(quantity, S.Quantity, 2) or not has_head(quantity.args[1], S.MixedUnit, 1):
        return quantity
    amounts, names = (e.args[0] for e in quantity.args)
    units = [unit_of(n) for n in names.args]
    if None in units or len(amounts) != len(units):
        return quantity
    total = [converted(a, u, units[-1]) for a, u in zip(amounts.args, units, strict=True)]
    return expr(S.Quantity, expr(S.Plus, *total), names.args[-1])


def _mixed(amount: Any, source: Unit, target: Any, evaluate: Any, say: Any) -> Any:
    """Whole numbers of all units but the last."""
    names = target.args[0].args
    units = [unit_of(n) for n in names]
    if None in units:
        return None
    if any(u.dimensions != source.dimensions for u in units):
        say("compat", base_units(source), target)
        return S.system("$Failed")
    found, rest, unit = [], amount, source
    for u in units[:-1]:
        rest, unit = evaluate(converted(rest, unit, u)), u
        found.append(evaluate(expr(S.IntegerPart, rest)))
        rest = evaluate(expr(S.Plus, rest, expr(S.Times, -1, found[-1])))
    found.append(evaluate(converted(rest, unit, units[-1])))
    return expr(S.Quantity, expr(S.MixedMagnitude, make_list(found)), target)


@builtin("UnitSimplify[quantity_]", attributes="Listable Protected")
def unit_simplify(quantity: Any, *, evaluate: Any) -> Any:
    """UnitSimplify[quantity] gives the quantity in a simpler unit, if there is one with the same dimensions.

    >>> {UnitSimplify[Quantity[3, "Kilograms" "Meters"/"Seconds"^2]], UnitSimplify[Quantity[2, "Meters"/"Feet"]]}
    {3 newtons, 2500/381}
    """
    parts = _parts(quantity)
    unit = None if parts is None else unit_of(parts[1])
    factors = None if parts is None else _factors(parts[1])
    if parts is None or unit is None:
        return None
    if factors is None or (len(factors) == 1 and factors[0][1] == 1):
        return quantity
    for target in (1, *_SIMPLE):
        wanted = unit_of(target)
        if wanted is not None and wanted.dimensions == unit.dimensions:
            return expr(S.Quantity, converted(parts[0], unit, wanted), target)
    if any(d not in BASE for d, _ in unit.dimensions):
        return quantity
    plain = evaluate(base_units(unit))
    simpler = len(_factors(plain) or ()) < len(factors)
    return expr(S.UnitConvert, quantity, plain) if simpler else quantity


@builtin("CommonUnits[list_List]", compat=_COMPAT)
def common_units(list: Any, *, say: Any) -> Any:
    """CommonUnits[{q1, q2, ...}] gives the quantities all in the same unit.

    >>> CommonUnits[{Quantity[1, "Hours"], Quantity[30, "Minutes"]}]
    {60 minutes, 30 minutes}
    """
    items = [q if has_head(q, S.Quantity, 2) else None for q in list.args]
    if None in items or not items:
        return None
    units = [unit_of(q.args[1]) for q in items]
    if None in units:
        return None
    least = min(range(len(units)), key=lambda i: units[i].factor)
    target = items[least].args[1]
    return make_list(expr(S.UnitConvert, q, target) for q in items)


# ---- arithmetic ------------------------------------------------------------------------------------------------------


@builtin("Luperca`QuantityArithmetic[e_]", attributes="HoldAllComplete Protected", compat=_COMPAT)
def reckoned(e: Any, *, evaluate: Any, session: Any) -> Any:
    """Luperca`QuantityArithmetic[f[...]] gives what a function of quantities comes to, $Failed where it stays as it is.

    >>> Luperca`QuantityArithmetic[Quantity[1, "Meters"] + Quantity[1, "Kilometers"]]
    1001/1000 kilometers
    """
    act = _ACTS.get(getattr(e.head, "name", "")) if isinstance(e, Expr) else None
    found = None if act is None else act(e, evaluate, session)
    return S.system("$Failed") if found is None else found


def _refused(session: Any, a: Any, b: Any) -> None:
    session.message(S.Quantity, "compat", a, b)


def _common(items: list[Any], session: Any) -> tuple[list[Any], list[Any], list[Unit]] | None:
    """(amounts, names, units) of quantities with the same dimensions; None, with a message, for others."""
    pairs = [q.args if has_head(q, S.Quantity, 2) else (q, 1) for q in items]
    if any(u == 1 and type(a) not in NUMBER_TYPES for a, u in pairs):
        return None
    units = [unit_of(u) for _, u in pairs]
    for (_, name_), unit in zip(pairs, units, strict=True):
        if unit is None or units[0] is None:
            return None
        if unit.dimensions != units[0].dimensions:
            _refused(session, pairs[0][1], name_)
            return None
    return [a for a, _ in pairs], [u for _, u in pairs], [u for u in units if u is not None]


def _sum(e: Any, evaluate: Any, session: Any) -> Any:
    same: dict[Any, list[Any]] = {}
    for q in e.args:
        if has_head(q, S.Quantity, 2):
            same.setdefault(q.args[1], []).append(q.args[0])
        elif type(q) in NUMBER_TYPES:
            same.setdefault(1, []).append(q)
    others = [q for q in e.args if not has_head(q, S.Quantity, 2) and type(q) not in NUMBER_TYPES]
    merged = [expr(S.Quantity, expr(S.Plus, *a), u) if u != 1 else expr(S.Plus, *a) for u, a in same.items()]
    if len(merged) > 1:
        found = _common([evaluate(q) for q in merged], session)
        if found is None:
            return None
        merged = [_in_best_unit(*found, evaluate, session)]
    if len(merged) + len(others) == len(e.args):
        return None
    return expr(S.Plus, *merged, *others) if others else merged[0]


def _in_best_unit(amounts: list[Any], names: list[Any], units: list[Unit], evaluate: Any, session: Any) -> Any:
    """The sum in the unit in which its size is nearest to a few dozen."""
    choices = []
    for name_, unit in zip(names, units, strict=True):
        total = evaluate(expr(S.Plus, *[converted(a, u, unit) for a, u in zip(amounts, units, strict=True)]))
        size = real_value(total, session)
        size = abs(float(size)) if type(size) in REAL_TYPES else 0.0
        choices.append((abs(math.log(size / _SIZE)) if size else math.inf, total, name_))
    _, total, name_ = min(choices, key=lambda c: c[0])
    return expr(S.Quantity, total, name_)


def _product(e: Any, evaluate: Any, session: Any) -> Any:
    quantities = [q for q in e.args if has_head(q, S.Quantity, 2)]
    others = [q for q in e.args if not has_head(q, S.Quantity, 2)]
    if any(is_list(q) for q in others) or any(unit_of(q.args[1]) is None for q in quantities) and len(quantities) > 1:
        return None
    amount = expr(S.Times, *[q.args[0] for q in quantities], *others)
    return expr(S.Quantity, amount, expr(S.Times, *[q.args[1] for q in quantities]))


def _power(e: Any, evaluate: Any, session: Any) -> Any:
    base, n = e.args if len(e.args) == 2 else (None, None)
    if not has_head(base, S.Quantity, 2) or type(n) not in (int, Rational):
        return None
    factors = _factors(base.args[1])
    unit = expr(S.Power, base.args[1], n)
    if factors is not None:
        unit = expr(S.Times, *[expr(S.Power, name_, multiply(p, n)) for name_, p in factors])
    return expr(S.Quantity, expr(S.Power, base.args[0], n), unit)


def _compared(e: Any, evaluate: Any, session: Any) -> Any:
    if len(e.args) < 2 or not all(has_head(q, S.Quantity, 2) for q in e.args):
        return None
    found = _common(list(e.args), session)
    if found is None:
        return None
    amounts, _, units = found
    return Expr(e.head, tuple([converted(a, u, units[0]) for a, u in zip(amounts, units, strict=True)]))


def _extreme(e: Any, evaluate: Any, session: Any) -> Any:
    if len(e.args) < 2 or not all(has_head(q, S.Quantity, 2) for q in e.args):
        return None
    found = _common(list(e.args), session)
    if found is None:
        return None
    amounts, _, units = found
    sizes = [real_value(evaluate(converted(a, u, units[0])), session) for a, u in zip(amounts, units, strict=True)]
    if any(type(s) not in REAL_TYPES for s in sizes):
        return None
    choose = max if e.head is S.Max else min
    return e.args[choose(range(len(sizes)), key=lambda i: float(sizes[i]))]


def _inside(e: Any, evaluate: Any, session: Any) -> Any:
    q = e.args[0] if len(e.args) == 1 else None
    return expr(S.Quantity, Expr(e.head, (q.args[0],)), q.args[1]) if has_head(q, S.Quantity, 2) else None


def _sign(e: Any, evaluate: Any, session: Any) -> Any:
    q = e.args[0] if len(e.args) == 1 else None
    return Expr(e.head, (q.args[0],)) if has_head(q, S.Quantity, 2) else None


def _angle(e: Any, evaluate: Any, session: Any) -> Any:
    q = e.args[0] if len(e.args) == 1 else None
    unit, radian = unit_of(q.args[1]) if has_head(q, S.Quantity, 2) else None, unit_of("Radians")
    if unit is None or radian is None or unit.dimensions != radian.dimensions:
        return None
    return Expr(e.head, (converted(q.args[0], unit, radian),))


_ACTS = {
    "Plus": _sum, "Times": _product, "Power": _power, "Max": _extreme, "Min": _extreme,
    **dict.fromkeys(("Equal", "Unequal", "Less", "LessEqual", "Greater", "GreaterEqual"), _compared),
    **dict.fromkeys(("Abs", "Round", "Floor", "Ceiling", "Conjugate"), _inside),
    **dict.fromkeys(("Sign", "Positive", "Negative"), _sign),
    **dict.fromkeys(("Sin", "Cos", "Tan", "Cot", "Sec", "Csc"), _angle),
}  # fmt: skip
