"""Bytes as values, and the texts and codes made of them."""

import base64
import hashlib
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from luperca import Session
from luperca.interpreter.bytearrays import ByteArray, bytes_of


@pytest.fixture(scope="module")
def session():
    return Session()


def shown(session, text):
    return session.evaluate_wrap(text).text


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("ByteArray[{0, 255}]", "ByteArray[<2>]"),
        ("{ByteArray[{1, 2, 3}]}", "{ByteArray[<3>]}"),
        ("ByteArray[{1, 2, 3}] // InputForm", 'ByteArray["AQID"]'),
        ("ByteArray[{}] // Normal", "{}"),
        ('ByteArray["AQ ID"] === ByteArray[{1, 2, 3}]', "True"),
        ("ByteArray[ByteArray[{1}]] === ByteArray[{1}]", "True"),
        ("{Head[#], AtomQ[#], Length[#], Dimensions[#]} & @ ByteArray[{1, 2, 3}]", "{ByteArray, True, 3, {3}}"),
        ("{#[[2]], #[[-1]], First[#], Last[#]} & @ ByteArray[{1, 2, 3}]", "{2, 3, 1, 3}"),
        ("Normal /@ {#[[{3, 1}]], #[[2 ;;]], Most[#], Rest[#]} & @ ByteArray[{1, 2, 3}]",
         "{{3, 1}, {2, 3}, {1, 2}, {2, 3}}"),
        ("Normal /@ {Take[#, -2], Drop[#, 1], Reverse[#], Append[#, 9]} & @ ByteArray[{1, 2, 3}]",
         "{{2, 3}, {2, 3}, {3, 2, 1}, {1, 2, 3, 9}}"),
        ("Normal[Join[ByteArray[{1}], ByteArray[{2, 3}]]]", "{1, 2, 3}"),
        ("{Total[#], Max[#], Map[f, #]} & @ ByteArray[{1, 2, 3}]", "{6, 3, {f[1], f[2], f[3]}}"),
        ("MatchQ[ByteArray[{1}], _ByteArray]", "True"),
        ('ByteArrayToString[ByteArray[{195, 169}]]', "é"),
        ('ByteArrayToString[ByteArray[{233}], "ISO8859-1"]', "é"),
        ('Normal[StringToByteArray["€"]]', "{226, 130, 172}"),
        ('BaseEncode[ByteArray[Range[0, 5]], "Base16"]', "000102030405"),
        ('BaseDecode["aGk=\\n"] // ByteArrayToString', "hi"),
        ('BaseEncode[ByteArray[{0, 0, 0, 0}], "Base85ASCII"]', "z"),
        ('Uncompress[Compress[{a b, 1/3, 2. + I, "x\\ny", f`g}]]', "{a b, 1/3, 2. + 1. I, x\ny, f`g}"),
        ("Uncompress[Compress[Unevaluated[1 + 1]], Hold]", "Hold[1 + 1]"),
        ('Hash[ByteArray[{}], "MD5", "ByteArray"] // Length', "16"),
        ('Hash["abc", "CRC32", "HexStringLittleEndian"]', "c2412435"),
    ],
)  # fmt: skip
def test_values(session, text, result):
    assert shown(session, text) == result


def test_a_code_in_base_36(session):
    assert int(shown(session, 'Hash["abc", "CRC32", "Base36String"]'), 36) == zlib.crc32(b"abc")


@pytest.mark.parametrize(
    ("text", "name", "result"),
    [
        ("ByteArray[{1, 256}]", "ByteArray::lend", "ByteArray[{1, 256}]"),
        ("ByteArray[{1, 2.}]", "ByteArray::lend", "ByteArray[{1, 2.}]"),
        ('ByteArray["a"]', "ByteArray::lend", "ByteArray[a]"),
        ("ByteArray[{1}][[2]]", "Part::partw", "ByteArray[<1>][[2]]"),
        ('StringToByteArray["é", "ASCII"]', "StringToByteArray::ctnb", "StringToByteArray[é, ASCII]"),
        ('BaseDecode["a"]', "BaseDecode::invalid", "$Failed"),
        ('BaseEncode[ByteArray[{1}], "Base7"]', "BaseEncode::encoding", "BaseEncode[ByteArray[<1>], Base7]"),
        ('BaseEncode["a"]', "BaseEncode::barray", "BaseEncode[a]"),
        ('Uncompress["nothing"]', "Uncompress::corrupt", "$Failed"),
        ('Uncompress["1:AAAA"]', "Uncompress::corrupt", "$Failed"),
    ],
)
def test_complaints(session, text, name, result):
    found = session.evaluate_wrap(text)
    assert (found.messages_name, found.text) == ([name], result)


def test_message_names_the_array_itself(session):
    assert "ByteArray[<1>]" in session.evaluate_wrap("ByteArray[{1}][[2]]").messages[0]


def test_python_bytes(session):
    assert session.evaluate("ByteArray[{1, 2}]") == b"\x01\x02"
    assert session.function("Normal")(b"\x05\xff") == pytest.approx([5, 255])
    assert session.function("Reverse")(bytearray(b"ab")) == b"ba"


@given(st.binary(max_size=200))
def test_round_trips(data):
    session = ROUND
    for text in ("Identity", "ByteArray[Normal[#]] &", "BaseDecode[BaseEncode[#]] &", "Uncompress[Compress[#]] &",
                 'BaseDecode[BaseEncode[#, "Base16"], "Base16"] &', "ToExpression[ToString[#, InputForm]] &",
                 'BaseDecode[BaseEncode[#, "Base85ASCII"], "Base85ASCII"] &',
                 'ImportByteArray[ExportByteArray[#, "Byte"], "Byte"] // ByteArray &'):  # fmt: skip
        assert session.function(text)(data) == data


ROUND = Session()


@given(st.binary(max_size=100))
def test_codes_are_those_of_other_programs(data):
    assert ROUND.function("BaseEncode")(data) == base64.b64encode(data).decode()
    assert ROUND.function('BaseEncode[#, "Base85ASCII"] &')(data) == base64.a85encode(data).decode()
    assert ROUND.function('Hash[#, "SHA256", "HexString"] &')(data) == hashlib.sha256(data).hexdigest()
    assert ROUND.function('Hash[#, "SHA512", "ByteArray"] &')(data) == hashlib.sha512(data).digest()


@given(st.text(max_size=50))
def test_strings_come_back(text):
    assert ROUND.function("ByteArrayToString[StringToByteArray[#]] &")(text) == text


def test_bytes_of():
    assert bytes_of(ByteArray(b"a")) == b"a"
    assert bytes_of(ROUND.function("Range")(3)) is None  # an array of Python's is no list of the language
