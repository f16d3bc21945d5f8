"""The "Characters" coders: tables, forms, lengths, and the way through nets."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from luperca.interpreter.expr import make_list
from luperca.interpreter.nets.coders.alphabet import Alphabet

PRINTED = "\t\n" + "".join(map(chr, range(32, 127)))
CHAIN = (
    "n = NetInitialize[NetChain[{EmbeddingLayer[8], LongShortTermMemoryLayer[4], SequenceLastLayer[]}, "
    '"Input" -> NetEncoder[{"Characters"}]]]; '
)


def coded(table, text, more=""):
    return f'NetEncoder[{{"Characters", {table}{more}}}]["{text}"]'


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        ('"abc"', "cab", "{3, 1, 2}"),
        ('{"abc"}', "cab", "{3, 1, 2}"),
        ('{"ab", "cd"}', "dcba", "{4, 3, 2, 1}"),
        ('{"abc" -> 5}', "cab", "{5, 5, 5}"),
        ('{"abc" -> Automatic, "x"}', "xcab", "{2, 1, 1, 1}"),
        ('{"a" -> 2, "bcd"}', "abcd", "{2, 1, 3, 4}"),  # the next free codes
        ('{"aeiou" -> 1, LetterCharacter -> 2}', "hello", "{2, 1, 2, 2, 1}"),  # what has a code keeps it
        ("{97 ;; 99}", "cba", "{3, 2, 1}"),
        ("97 ;; 99", "cba", "{3, 2, 1}"),
        ('{97 ;; 99 -> Automatic, "x"}', "abcx", "{1, 1, 1, 2}"),
        ('{97 ;; 99 -> 7, "x"}', "abcx", "{7, 7, 7, 1}"),
        ('{DigitCharacter, "+"}', "09+", "{1, 10, 11}"),
        ("{LetterCharacter}", "azAZ", "{1, 26, 27, 52}"),
        ("{WordCharacter}", "aZ09", "{1, 52, 53, 62}"),
        ("{WhitespaceCharacter}", " \\t\\n", "{1, 2, 3}"),
        ("{PunctuationCharacter}", "!~", "{1, 32}"),
        ("{Automatic}", "\\t\\n ~", "{1, 2, 3, 97}"),
        ("Automatic", "hello", "{75, 72, 79, 79, 82}"),
        ('{"ab", StartOfString, EndOfString}', "ba", "{3, 2, 1, 4}"),
        ('{"ab", {StartOfString, EndOfString} -> Automatic}', "ba", "{3, 2, 1, 3}"),
        ('{"ab", _}', "axb\\[Alpha]", "{1, 3, 2, 3}"),
        ('{_, "ab"}', "xa", "{1, 2}"),
        ('{{"a", {"b"}}, "c"}', "abc", "{1, 2, 3}"),
        ('{{"a", "b"} -> 3, "c"}', "abc", "{3, 3, 1}"),
        ('"abc"', "", "{}"),
        ('{"\\[Alpha]\\[Beta]"}', "\\[Beta]", "{2}"),
    ],
)
def test_tables(ask, table, text, expected):
    assert ask(coded(table, text)) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (coded('"ab"', "ba", ', "UnitVector"'), "{{0., 1.}, {1., 0.}}"),
        (coded('"ab"', "ba", ', "IndicatorVector"'), "{{0., 1.}, {1., 0.}}"),
        (coded('"ab"', "aBA", ', "IgnoreCase" -> True'), "{1, 2, 1}"),
        (coded("LetterCharacter", "zZ", ', "IgnoreCase" -> True'), "{26, 26}"),
        (coded('"abc"', "ab", ', "TargetLength" -> 4'), "{1, 2, 3, 3}"),  # filled with the last code
        (coded('{"abc", EndOfString, "d"}', "ab", ', "TargetLength" -> 5'), "{1, 2, 4, 4, 4}"),
        (coded('"abc"', "abcabc", ', "TargetLength" -> 4'), "{1, 2, 3, 1}"),
        (coded('"abc"', "abc", ', "TargetLength" -> All'), "{1, 2, 3}"),
        (coded('"ab"', "a", ', "UnitVector", "TargetLength" -> 2'), "{{1., 0.}, {0., 1.}}"),
        ('NetEncoder["Characters"][{"ab", "c"}]', "{{68, 69}, {70}}"),
        ('NetEncoder["Characters"][{"ab", "cd"}]', "{{68, 69}, {70, 71}}"),
        ('NetEncoder["Characters"][{}]', "{}"),
        ('NetEncoder["Characters"][{68, 69}]', "{68, 69}"),  # encoded already
        ('NetExtract[NetEncoder[{"Characters", {"ab", EndOfString, _}}], "Alphabet"]', '{"a", "b", EndOfString, _}'),
        ('Length[NetExtract[NetEncoder["Characters"], "Alphabet"]]', "97"),
        ('NetExtract[NetDecoder[{"Characters", "ba"}], "Alphabet"]', '{"b", "a"}'),
    ],
)
def test_encoding(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


D = 'd = NetDecoder[{"Characters", "ab"}]; p = {{0.1, 0.9}, {0.8, 0.2}}; '


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("d[p]", '"ba"'),
        ("d[{0.1, 0.9}]", '"b"'),  # one step
        ("d[{p, p[[{1}]]}]", '{"ba", "b"}'),
        ("d[{p, p}]", '{"ba", "ba"}'),
        ("d[{{0.5, 0.5}}]", '"a"'),
        ("d[p, None]", "{{0.1, 0.9}, {0.8, 0.2}}"),
        ('d[p, "Properties"]', '{"RandomSample", None}'),
        ('d[IdentityMatrix[2], "RandomSample"]', '"ab"'),
        ('d[p, "RandomSample" -> 0]', '"ba"'),
        ('d[p, "RandomSample" -> {"Temperature" -> 10, "TopProbabilities" -> 1}]', '"ba"'),
        ('StringLength[d[p, "RandomSample"]]', "2"),
        ('NetDecoder[{"Characters", "ab", "InputDepth" -> 1}][p]', '{"b", "a"}'),
        ('NetDecoder[{"Characters", {StartOfString, "a", EndOfString}}][IdentityMatrix[3]]', '"a"'),
        ('NetDecoder[{"Characters", {"ab" -> Automatic, "c"}}][IdentityMatrix[2]]', '"ac"'),
        ('ToCharacterCode[NetDecoder[{"Characters", {"a", _}}][IdentityMatrix[2]]]', "{97, 65533}"),
        ('NetDecoder[{"Characters", {"a" -> 3}}][IdentityMatrix[3]]', '"a"'),  # codes without characters
        ('NetDecoder[{"Characters", "AB", "IgnoreCase" -> True}][IdentityMatrix[2]]', '"ab"'),
        ('NetDecoder[NetEncoder[{"Characters", "xy"}]][IdentityMatrix[2]]', '"xy"'),
        ('NetEncoder[NetDecoder[{"Characters", "xy"}]]["yx"]', "{2, 1}"),
    ],
)
def test_decoding(ask, text, expected):
    assert ask(D + text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (coded('"ab"', "abc"), "NetEncoder::nochar"),
        (coded('"ab"', "aB"), "NetEncoder::nochar"),
        ('NetEncoder[{"Characters", {}}]', "NetEncoder::badtable"),
        ('NetEncoder[{"Characters", ""}]', "NetEncoder::badtable"),
        ('NetEncoder[{"Characters", {"ab", 3}}]', "NetEncoder::badtable"),
        ('NetEncoder[{"Characters", {"ab" -> 0}}]', "NetEncoder::badtable"),
        ('NetEncoder[{"Characters", {"ab" -> 1.5}}]', "NetEncoder::badtable"),
        ('NetEncoder[{"Characters", {"ab" -> 10^9}}]', "NetEncoder::badtable"),
        ('NetEncoder[{"Characters", {"ab" -> {1, 2}}}]', "NetEncoder::badtable"),
        ('NetEncoder[{"Characters", {9 ;; 3}}]', "NetEncoder::badtable"),
        ('NetEncoder[{"Characters", {1 ;; 10^8}}]', "NetEncoder::badtable"),
        ('NetEncoder[{"Characters", {1 ;; All}}]', "NetEncoder::badtable"),
        ('NetEncoder[{"Characters", {x}}]', "NetEncoder::badtable"),
        ('NetEncoder[{"Characters", {__}}]', "NetEncoder::badtable"),
        ('NetEncoder[{"Characters", "ab", "Words"}]', "NetEncoder::arginv"),
        ('NetEncoder[{"Characters", "ab", "Index", 7}]', "NetEncoder::manyargs"),
        ('NetEncoder[{"Characters", "ab", "TargetLength" -> 0}]', "NetEncoder::arginv"),
        ('NetEncoder[{"Characters", "ab", "IgnoreCase" -> 2}]', "NetEncoder::arginv"),
        ('NetEncoder[{"Characters", "ab", "Length" -> 2}]', "NetEncoder::nopar"),
        ('NetEncoder["Characters"][3]', "NetEncoder::invin"),
        ('NetEncoder["Characters"][{"a", b}]', "NetEncoder::invin"),
        ('NetEncoder["Characters"][{{"a"}}]', "NetEncoder::invin"),
        ('NetDecoder[{"Characters", "ab"}][{1, 2, 3}]', "NetDecoder::invindata"),
        ('NetDecoder[{"Characters", "ab"}]["x"]', "NetDecoder::invindata"),
        ('NetDecoder[{"Characters", "ab"}][{1, 2}, "Word"]', "NetDecoder::invprop"),
        ('NetDecoder[{"Characters", "ab", "InputDepth" -> 0}]', "NetDecoder::arginv"),
    ],
)
def test_malformed(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [message]


def test_the_message_names_the_character(ask):
    outcome = ask.session.evaluate_input(next(iter(ask.session.read(coded('"ab"', "ab!cd")))))
    assert "!" in outcome.messages[0].text and "ab!cd" in outcome.messages[0].text


# ---- nets ------------------------------------------------------------------------------------------------------------


def test_chains(ask):
    assert ask(CHAIN + 'Dimensions[n["hello"]]') == "{4}"
    assert ask('Max[Abs[n[{"hello", "a", "world!"}] - {n["hello"], n["a"], n["world!"]}]] < 10^-6') == "True"
    assert ask('n["hello"] == n[NetEncoder["Characters"]["hello"]]') == "True"
    assert ask('Dimensions[n[{"ab", "cd"}]]') == "{2, 4}"
    assert ask.messages == []


@pytest.mark.parametrize("given", ['""', '{"", "abc"}', "3", '"\\[Alpha]"', '{"a", 3}', "x"])
def test_odd_data_of_chains(ask, given):
    assert ask(CHAIN + f"n[{given}]") == "$Failed"
    assert ask.messages and "General::pyerr" not in ask.messages


def test_unit_vectors_in_chains(ask):
    text = (
        "NetInitialize[NetChain[{LongShortTermMemoryLayer[4]}, "
        '"Input" -> NetEncoder[{"Characters", "ab", "UnitVector"}]]]'
    )
    assert ask(f'm = {text}; Map[Dimensions, m[{{"aab", "b"}}]]') == "{{3, 4}, {1, 4}}"
    assert ask('u = NetInitialize[NetChain[{UnitVectorLayer[], LinearLayer[2]}, "Input" -> '
               'NetEncoder[{"Characters", "ab", "TargetLength" -> 3}]]]; Dimensions[u["ab"]]') == "{2}"  # fmt: skip
    assert ask.messages == []


def test_training_from_strings_to_strings(ask):
    ask(
        "n = NetTrain[NetChain[{EmbeddingLayer[8], LongShortTermMemoryLayer[12], NetMapOperator[LinearLayer[]], "
        'SoftmaxLayer[]}, "Input" -> NetEncoder[{"Characters", "abcd"}], "Output" -> NetDecoder[{"Characters", '
        '"abcd"}]], {"abc" -> "bcd", "aab" -> "bbc", "abcd" -> "bcda"}, MaxTrainingRounds -> 200];'
    )
    assert ask('n[{"abc", "abcd"}]') == '{"bcd", "bcda"}'
    assert ask('n["abc", "RandomSample" -> 0]') == '"bcd"'
    assert ask('Dimensions[n["abc", None]]') == "{3, 4}"
    assert ask.messages == []


def test_words_of_ports(ask):
    shown = ask('NetChain[{EmbeddingLayer[2]}, "Input" -> "Characters"]', form="OutputForm")
    assert "Input port:       string" in shown


# ---- properties ------------------------------------------------------------------------------------------------------

SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(st.text(alphabet=PRINTED))
@SETTINGS
def test_round_trip(ask, text):
    ask('e = NetEncoder[{"Characters", Automatic, "UnitVector"}]; d = NetDecoder["Characters"];')
    codes = Alphabet(make_list((PRINTED,))).encode(text)
    assert Alphabet(make_list((PRINTED,))).decode(codes) == text
    if text:
        written = ", ".join(map(str, map(ord, text)))
        assert ask(f"t = FromCharacterCode[{{{written}}}]; d[e[t]] === t") == "True"


@given(st.text(min_size=1, max_size=30), st.text(max_size=30))
@SETTINGS
def test_any_alphabet(members, text):
    alphabet = Alphabet(members)
    assert alphabet.count == len(set(members))
    kept = "".join(c for c in text if c in members)
    assert alphabet.decode(alphabet.encode(kept)) == kept
    assert all(0 < c <= alphabet.count for c in alphabet.encode(kept))
