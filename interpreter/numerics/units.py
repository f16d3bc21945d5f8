"""Units of measurement: what each is in the base units.  Definitions: SI brochure (9th edition), NIST SP 811.

A unit is given by its name in the plural, with a prefix (Kilometers), by its usual sign (km), as a power or quotient in
one word (SquareMeters, MetersPerSecond), or as a product of powers of such names.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from .. import symbols as S
from ..expr import Expr, expr
from .numbers import Rational, rational

BASE = {
    "AmountUnit": "Moles", "AngleUnit": "Radians", "ElectricCurrentUnit": "Amperes", "InformationUnit": "Bits",
    "LengthUnit": "Meters", "LuminousIntensityUnit": "Candelas", "MassUnit": "Kilograms", "MoneyUnit": "USDollars",
    "TemperatureUnit": "Kelvins", "TimeUnit": "Seconds",
}  # fmt: skip
PREFIXES = {
    "Quetta": 30, "Ronna": 27, "Yotta": 24, "Zetta": 21, "Exa": 18, "Peta": 15, "Tera": 12, "Giga": 9, "Mega": 6,
    "Kilo": 3, "Hecto": 2, "Deca": 1, "Deci": -1, "Centi": -2, "Milli": -3, "Micro": -6, "Nano": -9, "Pico": -12,
    "Femto": -15, "Atto": -18, "Zepto": -21, "Yocto": -24, "Ronto": -27, "Quecto": -30,
}  # fmt: skip
_BINARY = {"Kibi": 10, "Mebi": 20, "Gibi": 30, "Tebi": 40, "Pebi": 50, "Exbi": 60}
_SIGNS = {"Q": 30, "R": 27, "Y": 24, "Z": 21, "E": 18, "P": 15, "T": 12, "G": 9, "M": 6, "k": 3, "h": 2, "da": 1,
          "d": -1, "c": -2, "m": -3, "u": -6, "µ": -6, "n": -9, "p": -12, "f": -15, "a": -18}  # fmt: skip

# name: (factor, what it is a multiple of); an asterisk marks the units that take prefixes
_TABLE = """
Grams* = 1/1000 Kilograms; Tonnes* = 1000 Kilograms; MetricTons = 1000 Kilograms; Pounds = 45359237/100000000 Kilograms
Ounces = 1/16 Pounds; Stones = 14 Pounds; ShortTons = 2000 Pounds; LongTons = 2240 Pounds; Grains = 1/7000 Pounds
TroyOunces = 480 Grains; Carats = 1/5000 Kilograms; Drams = 1/256 Pounds
Slugs = 45359237/3048000*980665/1000000 Kilograms
Feet = 3048/10000 Meters; Inches = 1/12 Feet; Yards = 3 Feet; Miles = 5280 Feet; NauticalMiles = 1852 Meters
Fathoms = 6 Feet; Furlongs = 660 Feet; Chains = 66 Feet; Rods = 33/2 Feet; Mils = 1/1000 Inches
Angstroms = 1/10000000000 Meters; Microns = 1/1000000 Meters; AstronomicalUnit = 149597870700 Meters
AstronomicalUnits = 149597870700 Meters; LightYears = 9460730472580800 Meters; LightSeconds = 299792458 Meters
Points = 1/72 Inches; Picas = 1/6 Inches; Hands = 4 Inches; Leagues = 3 Miles
Minutes = 60 Seconds; Hours = 3600 Seconds; Days = 86400 Seconds; Weeks = 7 Days; Fortnights = 14 Days
Years = 365 Days; JulianYears = 1461/4 Days; Months = 365/12 Days; Decades = 10 Years; Centuries = 100 Years
Millennia = 1000 Years
Ares = 100 Meters^2; Hectares = 10000 Meters^2; Acres = 43560 Feet^2; Barns* = 1/10000000000000000000000000000 Meters^2
Liters* = 1/1000 Meters^3; Gallons = 231 Inches^3; Quarts = 1/4 Gallons; Pints = 1/8 Gallons; Cups = 1/16 Gallons
FluidOunces = 1/128 Gallons; Tablespoons = 1/256 Gallons; Teaspoons = 1/768 Gallons; Barrels = 42 Gallons
ImperialGallons = 454609/100000 Liters; ImperialPints = 1/8 ImperialGallons; Bushels = 215042/100 Inches^3
Hertz* = 1 Seconds^-1; RevolutionsPerMinute = 1/60*2*Pi Radians/Seconds; Becquerels* = 1 Seconds^-1
Newtons* = 1 Kilograms*Meters/Seconds^2; Dynes = 1/100000 Newtons
PoundsForce = 45359237/100000000*980665/100000 Newtons
KilogramsForce = 980665/100000 Newtons; Kips = 1000 PoundsForce
Pascals* = 1 Newtons/Meters^2; Bars* = 100000 Pascals; Atmospheres = 101325 Pascals; Torr = 101325/760 Pascals
PoundsForcePerInchSquared = 1 PoundsForce/Inches^2; MillimetersOfMercury = 133322387415/1000000000 Pascals
Joules* = 1 Newtons*Meters; Ergs = 1/10000000 Joules; Calories* = 4184/1000 Joules; DietaryCalories = 4184 Joules
Electronvolts* = 1602176634/10000000000*1/1000000000000000000 Joules
WattHours* = 3600 Joules
BritishThermalUnits = 105505585262/100000000 Joules; Therms = 100000 BritishThermalUnits
FootPounds = 1 Feet*PoundsForce
Watts* = 1 Joules/Seconds; Horsepower = 550 Feet*PoundsForce/Seconds; MetricHorsepower = 73549875/100000 Watts
Coulombs* = 1 Amperes*Seconds; AmpereHours* = 3600 Coulombs; Volts* = 1 Watts/Amperes; Ohms* = 1 Volts/Amperes
Siemens* = 1 Amperes/Volts; Farads* = 1 Coulombs/Volts; Webers* = 1 Volts*Seconds; Henries* = 1 Webers/Amperes
Teslas* = 1 Webers/Meters^2; Gauss = 1/10000 Teslas
Grays* = 1 Joules/Kilograms; Sieverts* = 1 Joules/Kilograms; Katals* = 1 Moles/Seconds
Lumens* = 1 Candelas*Steradians; Lux* = 1 Lumens/Meters^2; Steradians = 1 Radians^2
Poise* = 1/10 Pascals*Seconds; Stokes* = 1/10000 Meters^2/Seconds
AngularDegrees = 1/180*Pi Radians; ArcMinutes = 1/60 AngularDegrees; ArcSeconds = 1/3600 AngularDegrees
Revolutions = 2*Pi Radians; Gradians = 1/200*Pi Radians; Turns = 2*Pi Radians
Bytes* = 8 Bits; Nibbles = 4 Bits
Knots = 1 NauticalMiles/Hours
SpeedOfLight = 299792458 Meters/Seconds
StandardAccelerationOfGravity = 980665/100000 Meters/Seconds^2
RankineDegrees = 5/9 Kelvins; DegreesRankine = 5/9 Kelvins; KelvinsDifference = 1 Kelvins
DegreesCelsiusDifference = 1 Kelvins; DegreesFahrenheitDifference = 5/9 Kelvins
Percent = 1/100; PartsPerMillion = 1/1000000; Dozen = 12; USCents = 1/100 USDollars
"""
_SHIFTED = {"DegreesCelsius": (Fraction(1), Fraction(27315, 100)),
            "DegreesFahrenheit": (Fraction(5, 9), Fraction(45967, 180))}  # fmt: skip
SYMBOLS = {
    "m": "Meters", "g": "Grams", "s": "Seconds", "A": "Amperes", "K": "Kelvins", "mol": "Moles", "cd": "Candelas",
    "rad": "Radians", "Hz": "Hertz", "N": "Newtons", "Pa": "Pascals", "J": "Joules", "W": "Watts", "C": "Coulombs",
    "V": "Volts", "F": "Farads", "T": "Teslas", "Wb": "Webers", "H": "Henries", "lm": "Lumens", "lx": "Lux",
    "Bq": "Becquerels", "Gy": "Grays", "Sv": "Sieverts", "kat": "Katals", "L": "Liters", "l": "Liters", "t": "Tonnes",
    "eV": "Electronvolts", "bit": "Bits", "B": "Bytes", "bar": "Bars", "cal": "Calories", "Wh": "WattHours",
    "Ah": "AmpereHours",
}  # fmt: skip
_WORDS = {
    "min": "Minutes", "h": "Hours", "hr": "Hours", "d": "Days", "yr": "Years", "ft": "Feet", "in": "Inches",
    "mi": "Miles", "yd": "Yards", "nmi": "NauticalMiles", "lb": "Pounds", "oz": "Ounces", "mph": "MilesPerHour",
    "ha": "Hectares",
    "atm": "Atmospheres", "psi": "PoundsForcePerInchSquared", "au": "AstronomicalUnits", "ly": "LightYears",
    "deg": "AngularDegrees", "hp": "Horsepower", "gal": "Gallons", "kn": "Knots", "rpm": "RevolutionsPerMinute",
    "%": "Percent", "Parsecs": "Parsecs", "Degrees": "AngularDegrees", "Tons": "ShortTons", "Ton": "ShortTons",
    "Foot": "Feet", "Inch": "Inches", "Century": "Centuries", "Millennium": "Millennia", "Meter": "Meters",
    "Henry": "Henries", "Kilogram": "Kilograms", "Metres": "Meters", "Litres": "Liters",
}  # fmt: skip


_IN_ONE_WORD = (
    (r"Square([A-Z]\w*)", 2),
    (r"([A-Z]\w*)Squared", 2),
    (r"Cubic([A-Z]\w*)", 3),
    (r"([A-Z]\w*)Cubed", 3),
)


class Unit(NamedTuple):
    """factor * Pi^turns in base units, whose powers are in `dimensions`; `shift` is added after (temperatures)."""

    factor: Fraction
    turns: int
    dimensions: frozenset[tuple[str, Fraction]]
    shift: Fraction = Fraction(0)

    def raised(self, n: Fraction) -> Unit | None:
        if n.denominator != 1:
            root = _exact_root(self.factor, n)
            if root is None or self.turns:
                return None
            return Unit(root, 0, frozenset((d, k * n) for d, k in self.dimensions))
        k = int(n)
        return Unit(self.factor**k, self.turns * k, frozenset((d, e * k) for d, e in self.dimensions if k))

    def times(self, other: Unit) -> Unit:
        powers = dict(self.dimensions)
        for d, k in other.dimensions:
            powers[d] = powers.get(d, Fraction(0)) + k
        found = frozenset((d, k) for d, k in powers.items() if k)
        return Unit(self.factor * other.factor, self.turns + other.turns, found)


def _exact_root(x: Fraction, n: Fraction) -> Fraction | None:
    root = round(float(x) ** (1 / n.denominator))
    return Fraction(root) ** n.numerator if Fraction(root) ** n.denominator == x else None


_PRODUCT = re.compile(r"\w+(\^-?\d+)?([*/]\w+(\^-?\d+)?)+|\w+\^-?\d+")
_ONE = Unit(Fraction(1), 0, frozenset())


@cache
def definitions() -> dict[str, tuple[str, bool]]:
    """name -> (definition, whether it takes prefixes)."""
    found = {}
    for line in re.split(r"[;\n]", _TABLE.strip()):
        name, _, text = line.strip().partition(" = ")
        found[name.rstrip("*")] = (text, name.endswith("*"))
    return found


def _read(text: str) -> Unit | None:
    """The value of "5/18*Pi Meters/Seconds^2"."""
    number, _, names = text.partition(" ")
    total = _ONE
    for part in number.split("*"):
        total = total.times(Unit(Fraction(1), 1, frozenset()) if part == "Pi" else _ONE._replace(factor=Fraction(part)))
    for sign, name, power in re.findall(r"(^|[*/])(\w+)(?:\^(-?\d+))?", names):
        unit = named(name)
        unit = None if unit is None else unit.raised(Fraction(int(power or 1) * (-1 if sign == "/" else 1)))
        if unit is None:
            return None
        total = total.times(unit)
    return total


@cache
def named(name: str) -> Unit | None:
    """The unit with a name or a sign; None for an unknown one."""
    for dimension, base in BASE.items():
        if name == base:
            return Unit(Fraction(1), 0, frozenset([(dimension, Fraction(1))]))
    if name in _SHIFTED:
        factor, shift = _SHIFTED[name]
        return Unit(factor, 0, frozenset([("TemperatureUnit", Fraction(1))]), shift)
    if name == "Parsecs":
        return _read("149597870700*648000 Meters").times(Unit(Fraction(1), -1, frozenset()))  # type: ignore[union-attr]
    definition = definitions().get(name)
    if definition is not None:
        return _read(definition[0])
    return _read("1 " + name) if _PRODUCT.fullmatch(name) else _composed(name)


def _composed(name: str) -> Unit | None:
    other = _WORDS.get(name) or SYMBOLS.get(name)
    if other is not None and other != name:
        return named(other)
    if (above := re.fullmatch(r"(\w*[a-z])Per([A-Z]\w*)", name)) is not None:
        parts = named(above[1]), named(above[2]) or named(above[2] + "s")
        below = None if parts[1] is None else parts[1].raised(Fraction(-1))
        return None if parts[0] is None or below is None else parts[0].times(below)
    for words, power in _IN_ONE_WORD:
        if (inner := re.fullmatch(words, name)) is not None:
            unit = named(inner[1]) or named(inner[1] + "s")
            return None if unit is None else unit.raised(Fraction(power))
    return _prefixed(name) or (named(name + "s") if name[:1].isupper() and not name.endswith("s") else None)


def _prefixed(name: str) -> Unit | None:
    for prefixes, base in ((PREFIXES, 10), (_BINARY, 2)):
        for prefix, power in prefixes.items():
            rest = name[len(prefix) :].capitalize()
            if not name.startswith(prefix) or not rest:
                continue
            whole = next((n for n in _taking_prefixes() if n.lower() == rest.lower()), None)
            unit = None if whole is None else named(whole)
            if unit is not None:
                return unit._replace(factor=unit.factor * Fraction(base) ** power)
    for sign, power in _SIGNS.items():
        unit = named(SYMBOLS[name[len(sign) :]]) if name.startswith(sign) and name[len(sign) :] in SYMBOLS else None
        if unit is not None:
            return unit._replace(factor=unit.factor * Fraction(10) ** power)
    return None


@cache
def _taking_prefixes() -> tuple[str, ...]:
    base = [b for b in BASE.values() if b not in ("Kilograms", "USDollars")]
    return (*base, *(n for n, (_, prefixes) in definitions().items() if prefixes))


def unit_of(e: Any) -> Unit | None:
    """The unit that an expression stands for: a name, a product, a power, an IndependentUnit; None for any other."""
    if type(e) is str:
        return named(e)
    if type(e) is int and e == 1:
        return _ONE
    if not isinstance(e, Expr):
        return None
    if e.head is S.IndependentUnit and len(e) == 1 and type(e.args[0]) is str:
        return Unit(Fraction(1), 0, frozenset([(e.args[0], Fraction(1))]))
    if e.head is S.Power and len(e) == 2:
        n = e.args[1]
        base = unit_of(e.args[0])
        power = Fraction(n) if type(n) is int else Fraction(n.p, n.q) if type(n) is Rational else None
        return None if base is None or power is None else base.raised(power)
    if e.head is not S.Times:
        return None
    total = _ONE
    for x in map(unit_of, e.args):
        if x is None:
            return None
        total = total.times(x)
    return total


def number(x: Fraction) -> Any:
    return rational(x.numerator, x.denominator)


def converted(amount: Any, source: Unit, target: Unit) -> Any:
    """The amount of a unit in another of the same dimensions."""
    factor = expr(S.Times, number(source.factor / target.factor), expr(S.Power, S.Pi, source.turns - target.turns))
    if source.shift == target.shift:
        return expr(S.Times, factor, amount)
    moved = (source.shift - target.shift) / target.factor
    return expr(S.Plus, expr(S.Times, factor, amount), number(moved))


def base_units(unit: Unit) -> Any:
    """The product of base units with the same dimensions."""
    return expr(S.Times, *[_power(BASE[d], k) for d, k in sorted(unit.dimensions)])


def _power(base: Any, k: Fraction) -> Any:
    return base if k == 1 else expr(S.Power, base, number(k))
