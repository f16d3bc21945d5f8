import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from luperca.interpreter import symbols as S
from luperca.interpreter.associations import Association
from luperca.interpreter.convert import Unconvertible, to_expression, to_python
from luperca.interpreter.expr import FALSE, NULL, TRUE, Expr, make_list
from luperca.interpreter.numerics.numbers import BigReal, Complex, Rational
from luperca.interpreter.packed import Packed

numbers = (
    st.integers()
    | st.floats(allow_nan=False)
    | st.fractions()
    | st.complex_numbers(allow_nan=False, allow_infinity=False)
)
atoms = st.none() | st.booleans() | numbers | st.text()
values = st.recursive(atoms, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


def same_value(a, b):
    """Equal in value and in type; arrays equal to the lists that they stand for."""
    if isinstance(b, np.ndarray):  # an int among reals is a real there
        return np.shape(a) == b.shape and bool((np.asarray(a, b.dtype) == b).all())
    if isinstance(a, list):
        return isinstance(b, list) and len(a) == len(b) and all(map(same_value, a, b))
    if isinstance(a, dict):
        return isinstance(b, dict) and list(a) == list(b) and all(same_value(a[k], b[k]) for k in a)
    if isinstance(a, Fraction) and a.denominator == 1:
        return type(b) is int and a == b
    return a == b and (type(a) is type(b))


@given(values)
def test_values_come_back(value):
    assert same_value(value, to_python(to_expression(value)))


def test_atoms():
    assert to_expression(True) is TRUE and to_expression(False) is FALSE and to_expression(None) is NULL
    assert to_expression(Fraction(1, 3)) == Rational(1, 3) and to_expression(Fraction(4, 2)) == 2
    assert to_expression(1 + 2j) == Complex(1.0, 2.0)
    assert type(to_expression(1.0)) is float and type(to_expression(1)) is int


def test_nothing_of_python_gets_into_a_tree():
    e = to_expression([np.float32(0.5), np.int8(3), np.bool_(True), np.str_("a")])
    assert [type(x) for x in e.args] == [float, int, type(TRUE), str]


def test_infinities_and_nan():
    assert to_expression(math.inf) == Expr(S.DirectedInfinity, (1,))
    assert to_expression(math.nan) is S.Indeterminate
    assert to_python(Expr(S.DirectedInfinity, (-1,))) == -math.inf
    assert math.isnan(to_python(S.Indeterminate))
    assert to_python(Expr(S.DirectedInfinity, ())) == Expr(S.DirectedInfinity, ())


def test_decimals_keep_their_digits():
    e = to_expression(Decimal("1.2345678901234567890123"))
    assert type(e) is BigReal and round(e.precision) == 23
    assert to_python(e) == Decimal("1.2345678901234567890123")


def test_arrays_share_memory_and_stay_writable_outside():
    array = np.arange(6.0).reshape(2, 3)
    e = to_expression(array)
    assert type(e) is Packed and np.shares_memory(e.array, array)
    assert array.flags.writeable
    back = to_python(e)
    assert np.shares_memory(back, array) and not back.flags.writeable


@pytest.mark.parametrize("dtype", ["int8", "int16", "int32", "uint8", "uint16", "uint32", "float16", "float32"])
def test_smaller_numbers_are_widened(dtype):
    back = to_python(to_expression(np.array([[1, 2], [3, 4]], dtype)))
    assert back.dtype == (np.int64 if np.dtype(dtype).kind in "iu" else np.float64)
    assert back.tolist() == [[1, 2], [3, 4]]


def test_arrays_of_other_kinds():
    assert to_python(to_expression(np.array([True, False]))) == [True, False]
    assert to_python(to_expression(np.array([2**64 - 1, 1], np.uint64))) == [2**64 - 1, 1]
    assert to_python(to_expression(np.array([1 + 2j, 3j]))) == [1 + 2j, 3j]
    assert to_python(to_expression(np.array(7))) == 7
    assert to_expression(np.array([1.0, math.nan])).args[1] is S.Indeterminate


def test_rectangular_numbers_are_arrays_and_other_lists_are_not():
    assert isinstance(to_python(make_list([1, 2, 3])), np.ndarray)
    assert to_python(make_list([make_list([1.0, 2]), make_list([3, 4])])).dtype == np.float64
    assert to_python(make_list([])) == []
    assert to_python(make_list([1, "a"])) == [1, "a"]
    assert to_python(make_list([2**70, 1])) == [2**70, 1]
    ragged = to_python(make_list([make_list([1, 2]), make_list([3])]))
    assert [row.tolist() for row in ragged] == [[1, 2], [3]]


def test_dictionaries():
    e = to_expression({"a": 1, 2: [3.5]})
    assert type(e) is Association and e.keys() == ["a", 2]
    back = to_python(to_expression({"a": {"b": None}, (1, 2): 3}))
    assert back["a"] == {"b": None}
    assert back[make_list([1, 2])] == 3  # an array is no key: it stays an expression


def test_depth_is_no_limit():
    value = []
    for _ in range(20_000):
        value = [value]
    back = to_python(to_expression(value))
    depth = 0
    while back:
        back, depth = back[0], depth + 1
    assert depth == 20_000


def test_what_has_no_form():
    with pytest.raises(Unconvertible, match="object"):
        to_expression([object()])
    e = Expr(S.f, (1, S.x))
    assert to_python(e) is e and to_python(S.x) is S.x
