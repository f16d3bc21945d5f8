"""The "UTF8" encoder."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('NetEncoder["UTF8"]["abc"]', "{98, 99, 100}"),
        ('NetEncoder["UTF8"]["\\[EAcute]"]', "{196, 170}"),
        ('NetEncoder["UTF8"][""]', "{}"),
        ('NetEncoder["UTF8"][{"a", "\\[Alpha]b"}]', "{{98}, {207, 178, 99}}"),
        (
            'NetEncoder["UTF8"]["h\\[EAcute] \\[Infinity]"] == ToCharacterCode["h\\[EAcute] \\[Infinity]", "UTF8"] + 1',
            "True",
        ),
        ('Dimensions[NetEncoder[{"UTF8", "UnitVector"}]["\\[EAcute]"]]', "{2, 248}"),
        ('Map[Position[#, 1.] &, NetEncoder[{"UTF8", "UnitVector"}]["ab"]]', "{{{98}}, {{99}}}"),
        ('NetEncoder[{"UTF8", "Index"}]["a"]', "{98}"),
        ('Max[NetEncoder["UTF8"][FromCharacterCode[{1114111}]]] <= 248', "True"),
        ('Dimensions[NetInitialize[NetChain[{EmbeddingLayer[3]}, "Input" -> "UTF8"]]["\\[Alpha]"]]', "{2, 3}"),
    ],
)
def test_results(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('NetEncoder[{"UTF8", "Bits"}]', "NetEncoder::arginv"),
        ('NetEncoder[{"UTF8", "Index", 3}]', "NetEncoder::manyargs"),
        ('NetEncoder["UTF8"][x]', "NetEncoder::invin"),
        ('NetDecoder["UTF8"]', "NetDecoder::unknown"),
        ('NetDecoder[NetEncoder["UTF8"]]', "NetDecoder::noturn"),
    ],
)
def test_malformed(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [message]
