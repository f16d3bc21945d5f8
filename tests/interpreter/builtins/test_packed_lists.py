"""Packed arrays and plain lists of the same numbers: every list function gives the same answer; laws of lists."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.expr import LIST, Expr, same
from luperca.interpreter.packed import Packed
from luperca.interpreter.session import Session

SESSION = Session(debug=True)

VECTOR = """
First[#] & | Last[#] & | Most | Rest | Take[#, 3] & | Take[#, -3] & | Take[#, {2, -2, 3}] & | Drop[#, 2] &
Drop[#, {2, 4}] & | #[[1]] & | #[[-2]] & | #[[2 ;; 5]] & | #[[;; ;; -1]] & | #[[{1, -1, 2}]] & | #[[0]] & | Length
Dimensions | Depth | LeafCount | Reverse | RotateLeft[#, 3] & | RotateRight | Sort | Sort[#, Greater] &
ReverseSort | Ordering | Union | DeleteDuplicates | Tally | Counts | Split | Total | Accumulate | Differences
Differences[#, 2] & | Mean | Median | Variance | Max | Min | MinMax | Partition[#, 3] & | Partition[#, 4, 2] &
Partition[#, 3, 3, {1, 1}, x] & | Flatten | Join[#, #] & | Join[#, {1, x}] & | Append[#, 7] & | Append[#, 1.5] &
Prepend[#, x] & | Insert[#, y, 3] & | Delete[#, 2] & | ReplacePart[#, 2 -> z] & | Map[f, #] & | Map[# + 1 &, #] &
Map[#^2 &, #] & | Apply[f, #] & | Scan[f, #] & | MapIndexed[f, #] & | Fold[Plus, 0, #] & | FoldList[Plus, #] &
Select[#, # > 2 &] & | Cases[#, _Integer] & | Count[#, 3] & | Position[#, 3] & | MemberQ[#, 3] & | # . # &
Outer[Times, #, {1, 2}] & | Outer[Times, #, #] & | Tr | Norm | VectorQ | MatrixQ | ArrayQ | ListQ
SortBy[#, -# &] & | GroupBy[#, # > 2 &] & | TakeLargest[#, 2] & | MaximalBy[#, Abs] & | PadRight[#, 25] &
PadLeft[#, 25, {1, 2}] & | Riffle[#, 0] & | Intersection[#, {1, 2, 3}] & | Complement[#, {1, 2}] &
ArrayReshape[#, {4, 4}] & | Tuples[#[[1 ;; 2]], 2] & | Commonest | PositionIndex | TakeWhile[#, # < 5 &] &
Pick[#, #, 3] & | Thread[f[#, 1]] & | MapThread[f, {#, #}] & | # === # &
"""
MATRIX = """
#[[2]] & | #[[All, 2]] & | #[[2 ;; 3, -1]] & | #[[{1, 2}, {2, 1}]] & | Transpose | Flatten | Flatten[#, 1] & | Total
Total[#, 2] & | Total[#, {2}] & | Dimensions | Depth | LeafCount | Reverse | Reverse[#, 2] &
RotateLeft[#, {1, 1}] & | Sort | Union | Map[Total, #] & | Map[f, #, {2}] & | Partition[#, {2, 2}] &
ArrayReshape[#, {2, 2, 2}] & | # . Transpose[#] & | Det[Take[#, 3, 3]] & | Tr | Accumulate | Differences | Mean
Median | MatrixQ | SquareMatrixQ | ArrayQ[#, 2] & | Take[#, 2, -2] & | Drop[#, 1, 1] & | Diagonal
Append[#, {1, 2, 3, 4}] & | Join[#, #] & | Join[#, #, 2] & | First | Last | MapIndexed[f, #, {2}] &
Apply[Plus, #, {1}] & | Norm[#, 1] &
"""


def functions(text):
    return [f.strip() for line in text.strip().splitlines() for f in line.split(" | ")]


def plain(array):
    return Expr(LIST, tuple([plain(x) if x.ndim else x.item() for x in array]))


def packed(array):
    return Packed(array.copy())


def apply(f, e):
    SESSION.messages.begin_input()
    value = SESSION.evaluate_quietly(Expr(SESSION.read_value(f), (e,)))
    return value, [m.name for m in SESSION.messages.issued]


INTEGERS = np.array([3, 1, -4, 1, 5, 9, -2, 6, 5, 3, 5, 8, 9, 7, 3, 2, 3, 8], dtype=np.int64)
LARGE = INTEGERS * (2**59) + 1
REALS = INTEGERS / 7.0


@pytest.mark.parametrize("f", functions(VECTOR))
@pytest.mark.parametrize(
    "array",
    [INTEGERS, LARGE, REALS, INTEGERS[:3].repeat(2), REALS[:7]],
    ids=["integers", "large", "reals", "six", "seven"],
)
def test_vectors(f, array):
    a, b = apply(f, packed(array)), apply(f, plain(array))
    assert same(a[0], b[0])
    assert a[1] == b[1]


@pytest.mark.parametrize("f", functions(MATRIX))
@pytest.mark.parametrize("array", [INTEGERS[:16], LARGE[:16], REALS[:16]], ids=["integers", "large", "reals"])
def test_matrices(f, array):
    array = array.reshape(4, 4)
    a, b = apply(f, packed(array)), apply(f, plain(array))
    assert same(a[0], b[0])
    assert a[1] == b[1]


integers = st.lists(st.integers(-50, 50), max_size=40)


def value(f, *lists):
    e = Expr(SESSION.read_value(f), tuple([plain(np.array(x, dtype=np.int64)) for x in lists]))
    return SESSION.evaluate_quietly(e)


def holds(f, *lists):
    return SESSION.text(value(f, *lists)) == "True"


@given(integers, integers)
@settings(max_examples=50, deadline=None)
def test_joining(a, b):
    assert holds("Length[Join[#1, #2]] == Length[#1] + Length[#2] &", a, b)
    assert holds("Take[Join[#1, #2], Length[#1]] === #1 &", a, b)
    assert holds("Drop[Join[#1, #2], Length[#1]] === #2 &", a, b)
    assert holds("Reverse[Join[#1, #2]] === Join[Reverse[#2], Reverse[#1]] &", a, b)
    assert holds("Union[#1, #2] === Union[Join[#1, #2]] &", a, b)
    assert holds("Complement[Union[#1, #2], Complement[#1, #2]] === Union[#2] &", a, b)
    assert holds("Total[Join[#1, #2]] == Total[#1] + Total[#2] &", a, b)


@given(integers)
@settings(max_examples=50, deadline=None)
def test_sorting(a):
    assert [*value("Sort", a).args] == sorted(a)
    assert holds("Sort[Sort[#]] === Sort[#] &", a)
    assert holds("#[[Ordering[#]]] === Sort[#] &", a)
    assert holds("Sort[#, Greater] === Reverse[Sort[#]] &", a)
    assert holds("Total[Last /@ Tally[#]] == Length[#] &", a)
    assert holds("Join @@ Split[#] === # &", a)
    assert holds("Sort[Join @@ Gather[#]] === Sort[#] &", a)
    assert holds("Union[#] === Sort[DeleteDuplicates[#]] &", a)


@given(integers, st.integers(0, 45))
@settings(max_examples=50, deadline=None)
def test_cutting(a, n):
    n = min(n, len(a))
    assert [*value(f"Take[#, {n}] &", a).args] == a[:n]
    assert [*value(f"Drop[#, -{n}] &", a).args] == a[: len(a) - n]
    assert [*value(f"RotateLeft[#, {n}] &", a).args] == (a[n:] + a[:n])
    assert [*value("Accumulate", a).args] == np.cumsum(np.array(a, dtype=np.int64)).tolist()
    assert [*value("Differences", a).args] == np.diff(np.array(a, dtype=np.int64)).tolist()
    assert holds(f"PadRight[#, {n}] === Take[#, {n}] &", a)
    assert holds("Flatten[Partition[#, UpTo[3]]] === # &", a)
