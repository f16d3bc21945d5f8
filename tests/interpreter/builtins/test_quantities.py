"""Quantities: how they are shown, and what they are made of."""

import pytest
from luperca.interpreter.numerics.units import definitions, named


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('Quantity[36, "Bytes"]', "36 bytes"),
        ('Quantity[1, "Bytes"]', "1 byte"),
        ('Quantity[1, "Feet"]', "1 foot"),
        ('Quantity[1, "Hertz"]', "1 hertz"),
        ('Quantity[1., "Bytes"]', "1. bytes"),
        ('Quantity[2.5, "MetersPerSecond"]', "2.5 meters per second"),
        ('{Quantity[x + 1, "Days"], Quantity[-8, "kHz"]}', "{(1 + x) days, -8 kHz}"),
        ("Quantity[3, days]", "Quantity[3, days]"),
        ("Quantity[3]", "Quantity[3]"),
        ('ToString[Quantity[36, "Bytes"], InputForm]', 'Quantity[36, "Bytes"]'),
    ],
)
def test_shown(ask, text, shown):
    assert ask(text, "OutputForm") == shown


def test_parts(ask):
    assert ask('{QuantityMagnitude[Quantity[3, "Days"]], QuantityUnit[Quantity[3, "Days"]]}') == '{3, "Days"}'
    assert ask("{QuantityMagnitude[3], QuantityUnit[x]}") == "{3, QuantityUnit[x]}"


def test_messages(ask):
    assert ask('UnitConvert[Quantity[1, "Meters"], "Seconds"]') == "$Failed"
    assert ask.messages == ["UnitConvert::compat"]
    assert ask('Quantity[1, "Meters"] + Quantity[1, "Seconds"]') == 'Quantity[1, "Meters"] + Quantity[1, "Seconds"]'
    assert set(ask.messages) == {"Quantity::compat"}


ARITHMETIC = [
    ('Quantity["Meters"]', 'Quantity[1, "Meters"]'),
    ('Quantity[{1, 2}, "Meters"]', '{Quantity[1, "Meters"], Quantity[2, "Meters"]}'),
    ('Quantity[3, "Meters"] + Quantity[5, "Centimeters"]', 'Quantity[61/20, "Meters"]'),
    ('Quantity[1, "Hours"] + Quantity[30, "Minutes"]', 'Quantity[90, "Minutes"]'),
    ('Quantity[1, "Days"] - Quantity[1, "Days"]', 'Quantity[0, "Days"]'),
    ('x + Quantity[1, "Foxes"] + Quantity[2, "Foxes"]', 'x + Quantity[3, "Foxes"]'),
    ('2 Quantity[3, "Meters"]^2', 'Quantity[18, "Meters"^2]'),
    ('Quantity[10, "Meters"]/Quantity[5, "Meters"]', "2"),
    ('Sqrt[Quantity[4, "Meters"^2]]', 'Quantity[2, "Meters"]'),
    ('{1, 2} Quantity[1, "Days"]', '{Quantity[1, "Days"], Quantity[2, "Days"]}'),
    ('Quantity[1, "Miles"] > Quantity[1, "Kilometers"]', "True"),
    ('Quantity[3, "Meters"] == Quantity[300, "Centimeters"]', "True"),
    ('Max[Quantity[1, "Feet"], Quantity[1, "Meters"]]', 'Quantity[1, "Meters"]'),
    ('Round[Quantity[3.6, "Meters"]]', 'Quantity[4, "Meters"]'),
    ('Abs[Quantity[-3, "Meters"]]', 'Quantity[3, "Meters"]'),
    ('Cos[Quantity[60, "AngularDegrees"]]', "1/2"),
    ('Mean[{Quantity[1, "Meters"], Quantity[2, "Meters"]}]', 'Quantity[3/2, "Meters"]'),
    ('Quantity[3, "Meters"] /. Quantity[a_, u_] :> {a, u}', '{3, "Meters"}'),
    ('ToString[Quantity[2, "Meters"/"Seconds"^2]]', '"2 meters per second squared"'),
    ('{QuantityQ[Quantity[1, "m"]], QuantityQ[Quantity[1, "Foxes"]]}', "{True, False}"),
    ('CompatibleUnitQ[IndependentUnit["a"], IndependentUnit["b"]]', "False"),
    ('UnitSimplify[Quantity[5, "Joules"/"Meters"]]', 'Quantity[5, "Newtons"]'),
    ('UnitSimplify[Quantity[5, "Meters"]]', 'Quantity[5, "Meters"]'),
    ('QuantityMagnitude[Quantity[1, "Days"], "Hours"]', "24"),
    ('Variance[{Quantity[1, "Meters"], Quantity[3, "Meters"]}]', 'Quantity[2, "Meters"^2]'),
    (
        'UnitConvert[Quantity[3725, "Seconds"], MixedUnit[{"Hours", "Minutes", "Seconds"}]] // QuantityMagnitude',
        "MixedMagnitude[{1, 2, 5}]",
    ),
    (
        'UnitConvert[Quantity[MixedMagnitude[{6, 2}], MixedUnit[{"Feet", "Inches"}]], "Inches"]',
        'Quantity[74, "Inches"]',
    ),
    ('ToString[Quantity[MixedMagnitude[{6, 2}], MixedUnit[{"Feet", "Inches"}]]]', '"6 feet 2 inches"'),
]


@pytest.mark.parametrize(("text", "shown"), ARITHMETIC)
def test_arithmetic(ask, text, shown):
    assert ask(text) == shown


# values of NIST SP 811, appendix B, and of the definitions
CONVERSIONS = [
    ("1, Miles, Meters", 1609.344),
    ("1, Acres, SquareMeters", 4046.8564224),
    ("1, Gallons, Liters", 3.785411784),
    ("1, ImperialGallons, Liters", 4.54609),
    ("1, Pounds, Kilograms", 0.45359237),
    ("1, Slugs, Kilograms", 14.59390),
    ("1, PoundsForce, Newtons", 4.4482216152605),
    ("1, psi, Pascals", 6894.757),
    ("1, Atmospheres, Bars", 1.01325),
    ("1, Horsepower, Watts", 745.6999),
    ("1, BritishThermalUnits, Joules", 1055.05585262),
    ("1, FootPounds, Joules", 1.355818),
    ("1, kWh, Megajoules", 3.6),
    ("1, Electronvolts, Joules", 1.602176634e-19),
    ("1, Parsecs, LightYears", 3.261563777),
    ("180, AngularDegrees, Radians", 3.141592653589793),
    ("1, ArcSeconds, Radians", 4.848137e-6),
    ("100, DegreesCelsius, DegreesFahrenheit", 212),
    ("-40, DegreesFahrenheit, DegreesCelsius", -40),
    ("0, DegreesCelsius, Kelvins", 273.15),
    ("9, DegreesFahrenheitDifference, KelvinsDifference", 5),
    ("1, Gibibytes, Bytes", 2**30),
    ("1, Megabytes, Bits", 8e6),
    ("90, km/h, m/s", 25),
    ("60, MilesPerHour, Knots", 52.13857),
    ("1, RevolutionsPerMinute, RadiansPerSecond", 0.10471975511965977),
    ("1, Weeks, Hours", 168),
    ("1, GramsPerCubicCentimeter, KilogramsPerCubicMeter", 1000),
    ("1, Gauss, Teslas", 1e-4),
    ("1, Microfarads, Farads", 1e-6),
    ("1, Percent, 1", 0.01),
]


@pytest.mark.parametrize(("case", "value"), CONVERSIONS)
def test_conversions(ask, case, value):
    amount, source, target = case.split(", ")
    target = target if target == "1" else f'"{target}"'
    shown = ask(f'N[QuantityMagnitude[UnitConvert[Quantity[{amount}, "{source}"], {target}]]]')
    assert float(shown.replace("*^", "e")) == pytest.approx(value, rel=1e-6)


def test_every_unit_of_the_table_is_known():
    assert [name for name in definitions() if named(name) is None] == []
