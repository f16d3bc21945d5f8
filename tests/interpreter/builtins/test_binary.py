"""Bytes in files and streams."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from luperca import Session


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Session()


def shown(session, text):
    return session.evaluate_wrap(text).text


def test_a_named_file_stays_open(session, tmp_path):
    assert (
        shown(session, 'BinaryWrite["a.bin", {1, 2}]; BinaryWrite["a.bin", ByteArray[{3}]]; Close["a.bin"]') == "a.bin"
    )
    assert (tmp_path / "a.bin").read_bytes() == b"\x01\x02\x03"
    assert shown(session, '{BinaryRead["a.bin"], BinaryRead["a.bin"], Length[Streams[]]}') == "{1, 2, 3}"


@pytest.mark.parametrize(
    ("kind", "code", "values"),
    [
        ("Integer8", "b", [-128, 0, 127]),
        ("UnsignedInteger16", "H", [0, 65535]),
        ("Integer32", "i", [-5, 2**31 - 1]),
        ("Integer64", "q", [-(2**63), 2**63 - 1]),
        ("UnsignedInteger64", "Q", [2**64 - 1]),
        ("Real16", "e", [0.5]),
        ("Real32", "f", [-1.5, 0.25]),
        ("Real64", "d", [0.1, 1e300]),
    ],
)
@pytest.mark.parametrize(("order", "sign"), [(-1, "<"), (1, ">")])
def test_types_are_those_of_other_programs(session, tmp_path, kind, code, values, order, sign):
    (tmp_path / "in.bin").write_bytes(struct.pack(f"{sign}{len(values)}{code}", *values))
    read = session.evaluate(f'BinaryReadList["in.bin", "{kind}", ByteOrdering -> {order}]')
    assert list(read) == values
    session.evaluate(
        f's = OpenWrite["out.bin", BinaryFormat -> True];'
        f'data = BinaryReadList["in.bin", "{kind}", ByteOrdering -> {order}];'
        f'BinaryWrite[s, data, "{kind}", ByteOrdering -> {order}];'
        "Close[s]"
    )
    assert (tmp_path / "out.bin").read_bytes() == (tmp_path / "in.bin").read_bytes()


@pytest.mark.parametrize(
    ("data", "text", "result"),
    [
        (b"\x00\x00\x01", 'BinaryReadList["f", "UnsignedInteger24", ByteOrdering -> 1]', "{1}"),
        (b"\xff" * 16, 'BinaryReadList["f", "Integer128"]', "{-1}"),
        (b"ab\0c", 'BinaryReadList["f", "TerminatedString"]', "{ab, c}"),
        (b"abcd", 'BinaryReadList["f", {"Character8", "Byte"}]', "{{a, 98}, {c, 100}}"),
        (b"abc", 'BinaryReadList["f", {"Character8", "Byte"}]', "{{a, 98}, {c, EndOfFile}}"),
        (b"abc", 'BinaryReadList["f", "Integer16", ByteOrdering -> 1]', "{24930}"),
        (b"abc", 'BinaryReadList["f", "Byte", 2]', "{97, 98}"),
        (b"", 'BinaryRead["f"]', "EndOfFile"),
        (b"a", 'BinaryRead["f", "Integer16"]', "EndOfFile"),
        (b"", 'ReadByteArray["f"]', "EndOfFile"),
        (struct.pack("<2f", 1, -2), 'BinaryRead["f", "Complex64", ByteOrdering -> -1]', "1. - 2. I"),
        (struct.pack("<2d", float("inf"), float("nan")), 'BinaryReadList["f", "Real64", ByteOrdering -> -1]',
         "{Infinity, Indeterminate}"),
        (bytes(range(100)), 'BinaryReadList["f"] === Range[0, 99]', "True"),
        (bytes(200), 'Import["f", "Integer16"] === ConstantArray[0, 100]', "True"),
    ],
)  # fmt: skip
def test_reading(session, tmp_path, data, text, result):
    (tmp_path / "f").write_bytes(data)
    assert shown(session, text) == result


def test_text_and_bytes_of_one_stream(session, tmp_path):
    (tmp_path / "f").write_bytes(b"\x01word 25\n\xff")
    shown(session, 's = OpenRead["f", BinaryFormat -> True]')
    text = "{BinaryRead[s], Read[s, {Word, Number}], Read[s, Character], BinaryRead[s]}"
    assert shown(session, text) == "{1, {word, 25}, \n, 255}"
    shown(session, 's = OpenWrite["g", BinaryFormat -> True]; WriteString[s, "é"]; BinaryWrite[s, 7]; Close[s]')
    assert (tmp_path / "g").read_bytes() == b"\xc3\xa9\x07"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('s = OpenWrite["f"]; BinaryWrite[s, 1]', "BinaryWrite::bfmt"),
        ('BinaryWrite["f", 256]', "BinaryWrite::nocoerce"),
        ('BinaryWrite["f", 1.5, "Integer8"]', "BinaryWrite::nocoerce"),
        ('BinaryWrite["f", {"ab"}, "Real32"]', "BinaryWrite::nocoerce"),
        ('BinaryReadList["nowhere"]', "BinaryReadList::noopen"),
        ('BinaryReadList["nowhere", "Integer9"]', "BinaryReadList::format"),
        ('BinaryReadList["nowhere", "Byte", ByteOrdering -> 2]', "BinaryReadList::byteord"),
        ('BinaryReadList["nowhere", "Byte", x]', "BinaryReadList::intnm"),
        ('Close["nowhere"]', "Close::openx"),
        ('ExportByteArray[{1, x}, "Byte"]', "ExportByteArray::nowrite"),
        ('ExportByteArray[1, "Nonsense"]', "ExportByteArray::fmtnosup"),
    ],
)
def test_complaints(session, text, name):
    assert session.evaluate_wrap(text).messages_name == [name]


def test_a_sandbox_refuses():
    found = Session(sandbox=True).evaluate_wrap('{ReadByteArray["f"], BinaryWrite["f", 1]}')
    assert found.messages_name and set(found.messages_name) <= {"ReadByteArray::sandbox", "BinaryWrite::sandbox",
                                                                "ReadByteArray::noopen"}  # fmt: skip
    assert found.text == "{$Failed, $Failed}"


ROUND = Session()


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False)), st.sampled_from([-1, 1]))
def test_reals_come_back(values, order):
    data = ROUND.function('ExportByteArray[#, "Real64"] &')(values)
    assert data == struct.pack(f"={len(values)}d", *values)
    assert list(ROUND.function('ImportByteArray[#, "Real64"] &')(data)) == values
