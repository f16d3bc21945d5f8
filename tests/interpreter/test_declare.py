"""Signatures, argument checks, options and the standard messages of builtins."""

import pytest
from luperca.interpreter.binding import parse_signature
from luperca.interpreter.declare import DECLARATIONS


def test_signature_is_read():
    s = parse_signature("Take[list_, specs__, n_Integer:1, OptionsPattern[]]")
    assert [(p.name, p.kind, p.optional) for p in s.parameters] == [
        ("list", "_", False), ("specs", "__", False), ("n", "_", True),
    ]  # fmt: skip
    assert s.parameters[2].head.name == "Integer"
    assert s.takes_options
    assert (s.least, s.most) == (2, None)


@pytest.mark.parametrize("text", ["f[x]", "f[1_]", "f[x_ y_]"])
def test_a_signature_that_says_nothing_is_refused(text):
    with pytest.raises(ValueError, match="parameter"):
        parse_signature(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Length[]", "Length::argx"),
        ("MatchQ[]", "MatchQ::argrx"),
        ("If[x]", "If::argbu"),
        ("Catch[]", "Catch::argb"),
        ("Switch[]", "Switch::argm"),
        ("Cases[{1}, 1, 1, 1, Wobble -> 2]", "Cases::optx"),
    ],
)
def test_a_wrong_call_stays_and_says_why(ask, text, message):
    assert ask(text) == text
    assert ask.messages == [message]


def test_options_are_told_from_arguments(ask):
    assert ask("Replace[a, a -> b]") == "b"  # a rule that is an argument
    assert ask("Replace[f[a], a -> b, {1}, Heads -> True]") == "f[b]"
    assert ask('ReplaceRepeated[a, a -> b, "MaxIterations" -> 3]') == "b"  # options go by name
    assert ask("Position[{f[a]}, f, Heads -> False]") == "{}"


def test_operator_forms_wait_for_their_argument(ask):
    assert ask("MatchQ[_Integer] /@ {1, a}") == "{True, False}"
    assert ask("{MatchQ[_Integer], Cases[x]}") == "{MatchQ[_Integer], Cases[x]}"
    assert ask.messages == []


def test_every_signature_fits_its_function():
    """Binding a builtin checks that pattern variables are parameter names."""
    from luperca.interpreter.expr import symbol
    from luperca.interpreter.session import Session

    session = Session(debug=True)
    for name in DECLARATIONS:
        s = symbol(name if "`" in name else "System`" + name)
        d = session.definitions[s]
        assert d.symbol is s
