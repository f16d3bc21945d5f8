"""The "Tokens" coders."""

import pytest

E = 'e = NetEncoder[{"Tokens", {"the", "cat", "sat"}}]; '


def made(more=""):
    return f'NetEncoder[{{"Tokens", {{"the", "cat", "sat"}}{more}}}]'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (made() + '["the cat sat"]', "{1, 2, 3}"),
        (made() + '["The CAT, it sat."]', "{1, 2, 4, 4, 3, 4}"),
        (made() + '["  the\\n\\tcat  "]', "{1, 2}"),
        (made() + '[""]', "{}"),
        (made() + '[{"the cat", "sat"}]', "{{1, 2}, {3}}"),
        (made(", IgnoreCase -> False") + '["The the"]', "{4, 1}"),
        (made(', "TargetLength" -> 4') + '["the cat"]', "{1, 2, 4, 4}"),
        (made(', "TargetLength" -> 2') + '["the cat sat"]', "{1, 2}"),
        (made(', "SplitPattern" -> ","') + '["the,cat,,sat on"]', "{1, 2, 4}"),
        (made(', "SplitPattern" -> Whitespace') + '["the cat. sat"]', "{1, 4, 3}"),
        (made(', "SplitPattern" -> RegularExpression["[-+]"]') + '["the-cat+sat"]', "{1, 2, 3}"),
        (made(', "SplitPattern" -> {" ", ";"}') + '["the;cat sat"]', "{1, 2, 3}"),
        (made(', "SplitPattern" -> (x : "-" :> x)') + '["the-cat"]', "{1, 4, 2}"),
        (made(', "SplitPattern" -> None') + '[{"the", "dog"}]', "{1, 4}"),
        (made(', "SplitPattern" -> None') + '[{"the cat"}]', "{4}"),
        (made(', "SplitPattern" -> None') + '[{{"the", "dog"}, {"cat"}}]', "{{1, 4}, {2}}"),
        (made() + '[TextElement[{"the", "the cat", "sat"}]]', "{1, 4, 3}"),
        (made() + '[TextElement[{TextElement["the"], TextElement[{"cat", "sat"}]}]]', "{1, 2, 3}"),
        (made() + '[{TextElement[{"the"}], "cat"}]', "{{1}, {2}}"),
        (made() + "[{1, 2, 4}]", "{1, 2, 4}"),  # encoded already
        ('NetEncoder[{"Tokens", {"A", "a", "b"}}]["a B"]', "{1, 3}"),
        ('NetEncoder[{"Tokens", {"na\\[IDoubleDot]ve"}}]["NA\\[CapitalIDoubleDot]VE"]', "{1}"),
        ('NetDecoder[{"Tokens", {"the", "cat"}}][{{0.1, 0.9}, {0.8, 0.2}}]', '"cat the"'),
        ('NetDecoder[{"Tokens", {"the", "cat"}}][{0.1, 0.9}]', '"cat"'),
        ('NetDecoder[{"Tokens", {"the", "cat"}}][{{{0.1, 0.9}}, {{0.8, 0.2}, {0, 1}}}]', '{"cat", "the cat"}'),
        ('NetDecoder[{"Tokens", {"The", "Cat"}}][{{0.1, 0.9}}]', '"cat"'),
        ('NetDecoder[{"Tokens", {"The", "Cat"}, "IgnoreCase" -> False}][{{0.1, 0.9}}]', '"Cat"'),
        ('NetDecoder[{"Tokens", {"the", "cat"}}][{{0.1, 0.9}}, None]', "{{0.1, 0.9}}"),
        ('NetDecoder[{"Tokens", {"the", "cat"}}][{{0, 1}, {1, 0}}, "RandomSample"]', '"cat the"'),
        ("NetDecoder[" + made() + "][IdentityMatrix[3]]", '"the cat sat"'),
    ],
)
def test_results(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('NetEncoder["Tokens"]', "NetEncoder::nolang"),
        ('NetEncoder[{"Tokens", "Klingon"}]', "NetEncoder::nolang"),
        ('NetDecoder["Tokens"]', "NetDecoder::nolang"),
        ('NetEncoder[{"Tokens", {}}]', "NetEncoder::arginv"),
        ('NetEncoder[{"Tokens", {1, 2}}]', "NetEncoder::arginv"),
        (made(', "SplitPattern" -> f[x]'), "NetEncoder::arginv"),
        (made(', "SplitPattern" -> 3'), "NetEncoder::arginv"),
        (made(', "TargetLength" -> -1'), "NetEncoder::arginv"),
        (made(', "IgnoreCase" -> Maybe'), "NetEncoder::arginv"),
        (made(', "Form" -> "Index"'), "NetEncoder::nopar"),
        (made() + "[x]", "NetEncoder::invin"),
        (made() + '[{"a", x}]', "NetEncoder::invin"),
        (made() + "[TextElement[{1}]]", "NetEncoder::invin"),
        (made(', "SplitPattern" -> None') + '["the"]', "NetEncoder::invin"),
        ('NetDecoder[{"Tokens", {"the", "cat"}}][{1, 2, 3}]', "NetDecoder::invindata"),
    ],
)
def test_malformed(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [message]


def test_chains(ask):
    ask(
        "n = NetInitialize[NetChain[{EmbeddingLayer[3], GatedRecurrentLayer[2], SequenceLastLayer[]}, "
        f'"Input" -> {made()}]];'
    )
    assert ask('Max[Abs[n[{"the cat", "sat"}] - {n["the cat"], n["sat"]}]] < 10^-6') == "True"
    assert ask('Dimensions[n["a dog"]]') == "{2}"
    assert ask.messages == []
