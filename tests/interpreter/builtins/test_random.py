"""Random numbers: ranges, shapes, seeds."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "0 <= RandomReal[] < 1",
        "And @@ Table[3 <= RandomReal[{3, 5}] <= 5, 20]",
        "Dimensions[RandomReal[1, {2, 3}]] == {2, 3}",
        "Length[RandomReal[{0, 1}, 50]] == 50",
        "Precision[RandomReal[1, WorkingPrecision -> 30]] == 30",
        "And @@ Table[MemberQ[{1, 2, 3}, RandomInteger[{1, 3}]], 20]",
        "And @@ Table[MemberQ[{0, 1}, RandomInteger[]], 20]",
        "Union[RandomInteger[3, 200]] == {0, 1, 2, 3}",
        "0 <= RandomInteger[10^40] <= 10^40",
        "Dimensions[RandomInteger[10^40, {2, 2}]] == {2, 2}",
        "MemberQ[{a, b}, RandomChoice[{a, b}]]",
        "RandomChoice[{0, 1} -> {a, b}, 3] === {b, b, b}",
        "Dimensions[RandomChoice[{a, b}, {2, 3}]] == {2, 3}",
        "Sort[RandomSample[Range[50]]] == Range[50]",
        "Length[Union[RandomSample[Range[100], 10]]] == 10",
        "Sort[RandomSample[{1, 1, 0} -> {a, b, c}, 2]] === {a, b}",
        "Head[RandomComplex[]] === Complex",
        "PrimeQ[RandomPrime[{100, 1000}]]",
        "IntegerQ[Random[Integer, {1, 10}]]",
        "SeedRandom[7]; a = RandomReal[1, 5]; SeedRandom[7]; a === RandomReal[1, 5]",
        'SeedRandom["x"]; a = RandomReal[]; SeedRandom["x"]; a === RandomReal[]',
        "BlockRandom[RandomReal[]] === RandomReal[]",
        "RandomReal[] =!= RandomReal[]",
        "f[] := RandomReal[]; f[] =!= f[]",
    ],
)
def test_true(ask, text):
    assert ask(text) == "True"
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("RandomReal[x]", "RandomReal::unifr"),
        ("RandomInteger[{3, 1}]", "RandomInteger::unifr"),
        ("RandomReal[1, -2]", "RandomReal::array"),
        ("RandomSample[{a, b}, 3]", "RandomSample::smplen"),
        ("RandomChoice[{}]", "RandomChoice::lrwl"),
    ],
)
def test_messages(ask, text, message):
    ask(text)
    assert ask.messages == [message]


def test_sessions_are_independent(ask):
    from luperca.interpreter.session import Session

    other = Session(debug=True)
    ask("SeedRandom[1]")
    first = ask("RandomInteger[10^9]")
    other.evaluate_expr(other.read_value("SeedRandom[1]"))
    ask("RandomInteger[10^9]")
    assert str(other.evaluate_expr(other.read_value("RandomInteger[10^9]"))) == first
