"""Sparse arrays: how they are made, and that they do what full arrays do."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session

SESSION = Session()


def shown(text):
    return SESSION.evaluate_wrap(text).text


def same(text):
    found = SESSION.evaluate_wrap(text)
    assert (found.text, found.messages_name) == ("True", []), text


@pytest.mark.parametrize(
    ("data", "full"),
    [
        ("SparseArray[{{1, 1} -> 1, {2, 3} -> x}]", "{{1, 0, 0}, {0, 0, x}}"),
        ("SparseArray[{{1, 1}, {2, 2}} -> {5, 6}]", "{{5, 0}, {0, 6}}"),
        ("SparseArray[{{1, 1}, {2, 2}} -> 7]", "{{7, 0}, {0, 7}}"),
        ("SparseArray[{2 -> a, 4 -> b}]", "{0, a, 0, b}"),
        ("SparseArray[{{2} -> a}, 3]", "{0, a, 0}"),
        ("SparseArray[{{1, 1} -> a}, {2, 2}, z]", "{{a, z}, {z, z}}"),
        ("SparseArray[{{1, 1} -> a, {1, 1} -> b}]", "{{a}}"),
        ("SparseArray[{{-1, -1} -> a}, {2, 2}]", "{{0, 0}, {0, a}}"),
        ("SparseArray[{{i_, i_} -> i}, {3, 3}]", "{{1, 0, 0}, {0, 2, 0}, {0, 0, 3}}"),
        ("SparseArray[{{1, j_} :> j^2, {_, 1} -> x}, {2, 3}]", "{{1, 4, 9}, {x, 0, 0}}"),
        ("SparseArray[{i_, j_} /; i < j -> 1, {3, 3}]", "{{0, 1, 1}, {0, 0, 1}, {0, 0, 0}}"),
        ("SparseArray[{{_?EvenQ, _} -> 1}, {2, 2}]", "{{0, 0}, {1, 1}}"),
        ("SparseArray[{i_} -> i, 3]", "{1, 2, 3}"),
        ("SparseArray[i_ -> i, 3]", "{1, 2, 3}"),
        ("SparseArray[_ -> 1, {2, 2}]", "{{1, 1}, {1, 1}}"),
        ("n = 0; SparseArray[{_, 1} :> ++n, {3, 2}]", "{{1, 0}, {2, 0}, {3, 0}}"),
        ("SparseArray[Band[{1, 2}] -> x, {3, 3}]", "{{0, x, 0}, {0, 0, x}, {0, 0, 0}}"),
        ("SparseArray[Band[{1, 1}] -> {a, b, c}]", "{{a, 0, 0}, {0, b, 0}, {0, 0, c}}"),
        ("SparseArray[Band[{1, 1}] -> {a, b}, {3, 3}]", "{{a, 0, 0}, {0, b, 0}, {0, 0, 0}}"),
        ("SparseArray[Band[{1, 1}, {3, 3}] -> {a, b}, {3, 3}]", "{{a, 0, 0}, {0, b, 0}, {0, 0, a}}"),
        ("SparseArray[Band[{1, 3}, {3, 1}, {1, -1}] -> 1, {3, 3}]", "{{0, 0, 1}, {0, 1, 0}, {1, 0, 0}}"),
        ("SparseArray[Band[{1, 1}] -> {{{1, 2}, {3, 4}}, {{5}}}, {3, 3}]", "{{1, 2, 0}, {3, 4, 0}, {0, 0, 5}}"),
        ("SparseArray[Band[{2, 2}] -> {{1, 2}, {3, 4}}, {3, 3}]", "{{0, 0, 0}, {0, 1, 2}, {0, 3, 4}}"),
        ("SparseArray[Band[{1}, Automatic, {2}] -> x, 5]", "{x, 0, x, 0, x}"),
        ("SparseArray[{{Band[{1, 1}] -> 1}[[1]], {1, 3} -> 9}, {2, 3}]", "{{1, 0, 9}, {0, 1, 0}}"),
        ("SparseArray[{}, {2, 2}]", "{{0, 0}, {0, 0}}"),
        ("SparseArray[{{1, 0}, {0, 2}}]", "{{1, 0}, {0, 2}}"),
        ("SparseArray[{0., 1.5}]", "{0., 1.5}"),
        ("SparseArray[{{1, 2}, {3, 4}}, {1, 3}]", "{{1, 2, 0}}"),
        ("SparseArray[SparseArray[{1, 0}], 3]", "{1, 0, 0}"),
        ("SparseArray[{{1, 1, 2} -> x}]", "{{{0, x}}}"),
    ],
)
def test_made(data, full):
    assert shown(f"Normal[{data}]") == full


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("SparseArray[{{1, 2} -> 3}]", "SparseArray[<1>, {1, 2}]"),
        ("{SparseArray[{1 -> 3}, 5]}", "{SparseArray[<1>, {5}]}"),
        ("SparseArray[{{1, 2} -> 3}] // InputForm", "SparseArray[Automatic, {1, 2}, 0, {1, {{0, 1}, {{2}}}, {3}}]"),
        ("{Length[#], Dimensions[#], ArrayDepth[#], AtomQ[#], Head[#]} & @ SparseArray[{{2, 3} -> 1}]",
         "{2, {2, 3}, 2, True, SparseArray}"),
        ("{ArrayQ[#], MatrixQ[#], VectorQ[#], SquareMatrixQ[#]} & @ SparseArray[{{2, 2} -> 1}]",
         "{True, True, False, True}"),
        ("ArrayRules[SparseArray[{1 -> a}, 3, z]]", "{{1} -> a, {_} -> z}"),
        ("ArrayRules[{{1, 2}, {2, 2}}, 2]", "{{1, 1} -> 1, {_, _} -> 2}"),
        ('SparseArray[{{1, 2} -> 3, {2, 1} -> 4}]["AdjacencyLists"]', "{{2}, {1}}"),
        ('SparseArray[{{7, 1}, {7, 7}}, Automatic, 7]["NonzeroPositions"]', "{{1, 2}}"),
        ('{#["Density"], #["Background"], #["NonzeroValues"], #["NonzeroPositions"]} & @ SparseArray[{{1, 2} -> 3}]',
         "{0.5, 0, {3}, {{1, 2}}}"),
        ("Cos[SparseArray[{2 -> Pi}]]", "SparseArray[<1>, {2}]"),
        ("Normal[Cos[SparseArray[{2 -> Pi}]]]", "{1, -1}"),
        ("SparseArray[{1 -> 1, 3 -> x}] - SparseArray[{1 -> 1}, 3]", "SparseArray[<1>, {3}]"),
        ("Union[Head /@ {2 #, # + 1, #^2, #/2, -#, # + {1, 2}, N[#], Abs[#]}] & @ SparseArray[{1, 0}]",
         "{SparseArray}"),
        ("Union[Head /@ {Transpose[#], # . #, #[[1]], Total[#], Diagonal[#], Take[#, 1], Reverse[#], Join[#, #], "
         "Flatten[#]}] & @ SparseArray[{{1, 0}, {0, 2}}]", "{SparseArray}"),
        ("{Det[#], Tr[#], Max[#], Inverse[#], Eigenvalues[#]} & @ SparseArray[{{1, 0}, {0, 2}}]",
         "{2, 3, 2, {{1, 0}, {0, 1/2}}, {2, 1}}"),
        ("{# == #, # == {{1, 0}}, # == {{1, 1}}, # === {{1, 0}}} & @ SparseArray[{{1, 0}}]",
         "{True, True, False, False}"),
        ("Map[f, SparseArray[{2 -> a}]] // Normal", "{f[0], f[a]}"),
        ("Map[Total, SparseArray[{{1, 2}, {0, 3}}]]", "{3, 3}"),
        ("First[SparseArray[{{1, 2}, {0, 3}}]] // Normal", "{1, 2}"),
        ("MatrixForm[SparseArray[{{1, 0}, {0, 3}}]]", "1   0\n0   3"),
        ("{SparseArrayQ[SparseArray[{1}]], SparseArrayQ[{1}]}", "{True, False}"),
        ("MatchQ[SparseArray[{1}], _SparseArray]", "True"),
        ("Total[SparseArray[{{1, 2}, {0, 3}}], 2]", "6"),
        ("Total[SparseArray[{{1, 2}, {0, 3}}], {2}] // Normal", "{3, 3}"),
        ("SparseArray[{{1, 1} -> x}] . SparseArray[{{1, 1} -> y}] // Normal", "{{x y}}"),
        ("SparseArray[{1, 2}] . SparseArray[{3, 4}]", "11"),
        ("SparseArray[{{1, 2}, {3, 4}}] . {1, 1}", "{3, 7}"),
        ("SparseArray[{2^62, 2^62}] + SparseArray[{2^62, 0}] // Normal", "{9223372036854775808, 4611686018427387904}"),
        ("Total[SparseArray[ConstantArray[2^62, 20]]]", "92233720368547758080"),
        ("Sin[1. SparseArray[{5 -> 1}]][[5]]", "0.841471"),
        ("ToExpression[ToString[#, InputForm]] === # & @ SparseArray[{{1, 2, 2} -> x, {2, 1, 1} -> 1/2}, {2, 2, 3}, q]",
         "True"),
        ("SparseArray[{{1000000, 1000000} -> 1}][[1000000, {1, 1000000}]] // Normal", "{0, 1}"),
    ],
)  # fmt: skip
def test_values(text, result):
    assert shown(text) == result


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SparseArray[x]", "SparseArray::array"),
        ("SparseArray[{1, {2}}]", "SparseArray::array"),
        ("SparseArray[{{1, 1} -> 2}, {0, 1}]", "SparseArray::dims"),
        ("SparseArray[{i_, i_} -> 2]", "SparseArray::nodims"),
        ("SparseArray[{{3, 1} -> 2}, {2, 2}]", "SparseArray::range"),
        ("SparseArray[{a -> 2}, {2, 2}]", "SparseArray::place"),
        ("SparseArray[Band[x] -> 2, {2, 2}]", "SparseArray::band"),
        ("SparseArray[{{1}, {2}} -> {1, 2, 3}]", "SparseArray::rules"),
        ("SparseArray[{{1} -> {1, 2}}]", "SparseArray::element"),
        ("SparseArray[{1, 2}][[3]]", "Part::partw"),
        ("SparseArray[{1, 2}][[1, 1]]", "Part::partd"),
        ("SparseArray[{1, 2}][[x]]", "Part::pkspec1"),
        ("ArrayRules[x]", "ArrayRules::array"),
        ("SparseArray[{1, 2}] . SparseArray[{1}]", "Dot::dotsh"),
    ],
)
def test_complaints(text, name):
    assert SESSION.evaluate_wrap(text).messages_name == [name]


# ---- as full arrays --------------------------------------------------------------------------------------------------

quick = settings(max_examples=60, deadline=None)
NUMBERS = st.one_of(st.integers(-3, 3), st.sampled_from([0, 0, 0, 0.5, -2.25]))


def text_of(array):
    return "{" + ", ".join(text_of(x) if isinstance(x, list) else repr(x) for x in array) + "}"


@st.composite
def matrices(draw, rows=None, columns=None, elements=NUMBERS):
    n, m = rows or draw(st.integers(1, 5)), columns or draw(st.integers(1, 5))
    return [[draw(elements) for _ in range(m)] for _ in range(n)]


def agree(text, **arrays):
    """An expression gives the same with sparse arrays as with full ones."""
    full = text
    for name, array in arrays.items():
        written = text_of(array)
        text, full = text.replace(name, f"SparseArray[{written}]"), full.replace(name, written)
    same(f"N[Normal[{text}]] == N[{full}] || N[Normal[{text}]] === N[{full}]")


@quick
@given(matrices())
def test_normal_gives_the_array_back(a):
    same(f"Normal[SparseArray[{text_of(a)}]] === {text_of(a)} || Normal[SparseArray[{text_of(a)}]] == {text_of(a)}")
    same(f"SparseArray[Most[ArrayRules[{text_of(a)}]], Dimensions[{text_of(a)}]] == {text_of(a)}")


@quick
@given(matrices(), st.data())
def test_parts(a, data):
    rows, columns = len(a), len(a[0])
    i, j = data.draw(st.integers(1, rows)), data.draw(st.integers(1, columns))
    number = st.integers(1, columns).flatmap(lambda k: st.sampled_from([k, -k]))
    some = data.draw(st.lists(number, min_size=1, max_size=4))
    for spec in (f"{i}, {-j}", f"{i}", f"All, {j}", f"{i} ;;, ;; {j}", f";; ;; -1, {text_of(some)}", f"{{{i}, {i}}}"):
        agree(f"MMM[[{spec}]]", MMM=a)
    agree(f"{{Normal[Take[MMM, {i}]], Normal[Drop[MMM, None, {{{j}}}]], Normal[Reverse[MMM]]}}", MMM=a)


@quick
@given(st.data(), st.integers(1, 4), st.integers(1, 4), st.integers(1, 4))
def test_arithmetic(data, n, m, k):
    a, b = data.draw(matrices(n, m)), data.draw(matrices(n, m))
    c = data.draw(matrices(m, k))
    agree("AAA + BBB", AAA=a, BBB=b)
    agree("2 AAA - BBB AAA + 1", AAA=a, BBB=b)
    agree("Abs[AAA]^2", AAA=a)
    agree("AAA . CCC", AAA=a, CCC=c)
    same(f"SparseArray[{text_of(a)}] . {text_of(c)} == {text_of(a)} . {text_of(c)}")
    same(f"SparseArray[{text_of(a)}] + {text_of(b)} == {text_of(a)} + {text_of(b)}")
    agree("Transpose[AAA]", AAA=a)
    agree("Total[AAA]", AAA=a)
    agree("Total[AAA, 2]", AAA=a)
    agree("Join[AAA, BBB]", AAA=a, BBB=b)
    agree("Flatten[AAA]", AAA=a)


def test_a_large_product_agrees_with_numpy():
    rng = np.random.default_rng(1)
    a = rng.integers(-5, 5, (60, 80)) * (rng.random((60, 80)) < 0.1)
    b = rng.integers(-5, 5, (80, 50)) * (rng.random((80, 50)) < 0.1)
    found = SESSION.function("Normal[SparseArray[#1] . SparseArray[#2]] &")(a, b)
    assert (found == a @ b).all()


def test_large_arrays_take_little():
    same("s = SparseArray[{Band[{1, 1}] -> 2., Band[{1, 2}] -> -1.}, {20000, 20000}];"
         "v = s . SparseArray[{i_} -> 1., 20000]; {v[[1]], v[[20000]]} == {1., 2.}")  # fmt: skip
