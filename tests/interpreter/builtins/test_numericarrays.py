"""Arrays of one machine type."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from luperca import Session
from luperca.interpreter.numericarray import DTYPES, NumericArray


@pytest.fixture(scope="module")
def session():
    return Session()


def shown(session, text):
    return session.evaluate_wrap(text).text


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Normal[NumericArray[{{1, 2}, {3, 4}}]]", "{{1, 2}, {3, 4}}"),
        ("NumericArrayType /@ {NumericArray[{1}], NumericArray[{1.}]}", "{Integer64, Real64}"),
        ('Normal[NumericArray[{-5, 1.5, 2.5, 1000}, "Integer8"]]', "{-5, 2, 2, 127}"),
        ('Normal[NumericArray[{-5, 1.7}, "UnsignedInteger8", "ClipAndCoerce"]]', "{0, 1}"),
        ('Normal[NumericArray[{10.^30}, "Integer64"]] == {2^63 - 1}', "True"),
        ('Normal[NumericArray[{1 + I, 2}, "ComplexReal64"]]', "{1. + 1. I, 2. + 0. I}"),
        ('NumericArray[{{1, 2}, {3, 4}}, "Real32"][[2, 1]]', "3."),
        ('Normal[NumericArray[{{1, 2}, {3, 4}}, "Real32"][[All, 2]]]', "{2., 4.}"),
        ("NumericArray[{{1, 2}, {3, 4}}][[2]] === NumericArray[{3, 4}]", "True"),
        (
            "{Length[#], Dimensions[#], ArrayDepth[#], AtomQ[#]} & @ NumericArray[{{1, 2, 3}, {4, 5, 6}}]",
            "{2, {2, 3}, 2, True}",
        ),
        ("NumericArray[{1, 2}] === NumericArray[{1., 2.}]", "False"),
        ('Sort[NumericArray[{3, 1, 2}, "Integer8"]] === NumericArray[{1, 2, 3}, "Integer8"]', "True"),
        ('Join[NumericArray[{1}, "Real32"], {2}] === NumericArray[{1, 2}, "Real32"]', "True"),
        ('Take[Append[NumericArray[{1, 2}, "Integer8"], 300], 1]', "{1}"),
        ("Normal[Reverse[Drop[NumericArray[{{1, 2}, {3, 4}, {5, 6}}], 1]]]", "{{5, 6}, {3, 4}}"),
        ("NumericArray[{1, 2}] /. 1 -> 5", "NumericArray[ Type: Integer64 Dimensions: {2} ]"),
        ("MatchQ[NumericArray[{1, 2}], _NumericArray]", "True"),
        ('ToExpression[ToString[#, InputForm]] === # & @ NumericArray[{0.1, 2}, "Real32"]', "True"),
        ('{NumericArrayQ[3], NumericArrayQ[NumericArray[{1}], "Real64"]}', "{False, False}"),
        ("NumericArrayQ[NumericArray[{{1}}], _, 2]", "True"),
    ],
)
def test_values(session, text, result):
    assert " ".join(shown(session, text).split()) == result


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("NumericArray[{1, {2}}]", "array"),
        ("NumericArray[x]", "array"),
        ("NumericArray[{}]", None),
        ('NumericArray[{1}, "Real7"]', "type"),
        ('NumericArray[{1}, "Real32", "Guess"]', "method"),
        ('NumericArray[{300}, "Integer8", "Check"]', "range"),
        ('NumericArray[{1.5}, "Integer8", "ClipAndCheck"]', "range"),
        ("NumericArray[{1, 2}][[3]]", "Part::partw"),
        ("NumericArray[{1, 2}][[1, 1]]", "Part::partw"),
    ],
)
def test_mistakes(session, text, tag):
    found = session.evaluate_wrap(text)
    names = [] if tag is None else [tag if "::" in tag else f"NumericArray::{tag}"]
    assert found.messages_name == names


@given(st.sampled_from(sorted(DTYPES)), st.lists(st.integers(-100, 100), min_size=1, max_size=9))
def test_lists_come_back(kind, numbers):
    array = np.array(numbers).clip(0 if kind.startswith("U") else None).astype(DTYPES[kind])
    one, other = NumericArray(array), NumericArray(array.copy())
    assert one == other and hash(one) == hash(other)
    assert one.type == kind and len(one.normal()) == len(numbers) == one.length()
