"""Expressions as bytes in WXF: against what wolframclient writes, there and back, and bytes that are none."""

import json
import struct
import zlib
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from luperca import Session
from luperca.interpreter.associations import association
from luperca.interpreter.expr import Expr, same, symbol, system
from luperca.interpreter.numerics.numbers import complex_number, rational
from luperca.interpreter.packed import pack
from luperca.interpreter.wxf import NoWXF, decode, encode

STORED = json.loads((Path(__file__).parents[1] / "reference/wxf/wxf.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", STORED)
def test_stored(text):
    session = Session()
    data = bytes.fromhex(STORED[text])
    assert session.evaluate(f"BinarySerialize[{text}]") == data
    assert session.evaluate(f'BinaryDeserialize[ByteArray["{b64encode(data).decode()}"]] === ({text})')


atoms = st.one_of(
    st.integers(),
    st.integers(min_value=-(10**60), max_value=10**60),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
    st.sampled_from([system("Plus"), symbol("Global`x"), symbol("a`b`c")]),
    st.builds(rational, st.integers(), st.integers(min_value=1)),
    st.builds(complex_number, st.integers(), st.integers()),
)
expressions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(Expr, inner, st.lists(inner, max_size=4).map(tuple)),
        st.lists(st.tuples(inner, inner), max_size=3).map(association),
        st.lists(st.integers(-(2**63) + 1, 2**63 - 1), min_size=16, max_size=20).map(pack),
    ),
    max_leaves=20,
)


@given(expressions, st.booleans())
@settings(derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_there_and_back(e, small):
    assert same(decode(encode(e, small)), e)


@given(st.binary(max_size=40))
@settings(derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes(data):
    try:
        decode(b"8:" + data)
    except NoWXF:
        pass


def test_cut_off():
    data = encode(Expr(system("f"), ("text", 2**80, 1.5, association([(1, 2)]))))
    for n in range(len(data)):
        with pytest.raises(NoWXF):
            decode(data[:n])


def test_depth():
    e = system("x")
    for _ in range(100_000):
        e = Expr(system("f"), (e,))
    assert encode(decode(encode(e))) == encode(e)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("e = {N[Pi, 30], N[0, 20], N[10^50/3, 40], -1.5`25}; BinaryDeserialize[BinarySerialize[e]] === e", "True"),
        ("e = {SparseArray[{3 -> 2}, 5], Infinity, #^2 &}; BinaryDeserialize[BinarySerialize[e]] === e", "True"),
        ("BinaryDeserialize[BinarySerialize[Unevaluated[1 + 1]], Hold]", "Hold[1 + 1]"),
        ('Normal[BinarySerialize[1, PerformanceGoal -> "Size"]][[;; 3]]', "{56, 67, 58}"),
        ('With[{r = Range[10^4]}, BinaryDeserialize[BinarySerialize[r, PerformanceGoal -> "Size"]] === r]', "True"),
        ('ImportByteArray[ExportByteArray[{1, a + b}, "WXF"], "WXF"]', "{1, a + b}"),
        ('ImportString[ExportString[a + b, "WXF"], {"WXF", "HeldExpression"}]', "Hold[a + b]"),
        ("x = 5; BinaryDeserialize[BinarySerialize[Unevaluated[x]]]", "5"),
    ],
)  # fmt: skip
def test_functions(text, result):
    found = Session().evaluate_wrap(text)
    assert (found.text, found.messages_name) == (result, [])


@pytest.mark.parametrize("text", ["BinaryDeserialize[ByteArray[{1, 2}]]", "BinaryDeserialize[{56, 58}]"])
def test_complaints(text):
    found = Session().evaluate_wrap(text)
    assert (found.text, found.messages_name) == ("$Failed", ["BinaryDeserialize::invalid"])


def test_files(tmp_path):
    path = tmp_path / "e.wxf"
    found = Session().evaluate_wrap(f'Export["{path.as_posix()}", {{x, "y"}}]; Import["{path.as_posix()}"]')
    assert (found.text, found.messages_name) == ("{x, y}", [])


# ---- texts that Compress of others has made --------------------------------------------------------------------------


def part(letter, data):
    return letter + struct.pack("<I", len(data)) + data


def call(name, *args):
    return b"f" + struct.pack("<I", len(args)) + part(b"s", name) + b"".join(args)


def whole(n):
    return b"i" + struct.pack("<i", n)


@pytest.mark.parametrize(
    ("data", "result"),
    [
        (whole(192635), "192635"),
        (whole(-7), "-7"),
        (b"r" + struct.pack("<d", 2.5), "2.5"),
        (part(b"I", b"1267650600228229401496703205376"), "2^100"),
        (part(b"S", "aé".encode()), '"aé"'),
        (call(b"Plus", part(b"s", b"Global`x"), whole(1)), "1 + x"),
        (call(b"Rational", whole(1), whole(3)), "1/3"),
        (call(b"List", call(b"List"), part(b"s", b"True")), "{{}, True}"),
        (b"e" + struct.pack("<3I4d", 2, 2, 2, 1, 2, 3, 4), "{{1., 2.}, {3., 4.}}"),
        (part(b"R", b"1.5`20."), "1.5`20"),
    ],
)
def test_compressed_by_others(data, result):
    text = "1:" + b64encode(zlib.compress(b"!boR" + data)).decode()
    found = Session().evaluate_wrap(f'{{Uncompress["{text}"], CompressedData["{text}"]}} === {{{result}, {result}}}')
    assert (found.text, found.messages_name) == ("True", [])


@pytest.mark.parametrize("data", [b"", b"q", whole(1) + b"x", b"f\xff\xff\xff\xff", b"e" + bytes(4), part(b"I", b"1x")])
def test_compressed_nonsense(data):
    text = "1:" + b64encode(zlib.compress(b"!boR" + data)).decode()
    found = Session().evaluate_wrap(f'Uncompress["{text}"]')
    assert (found.text, found.messages_name) == ("$Failed", ["Uncompress::corrupt"])
