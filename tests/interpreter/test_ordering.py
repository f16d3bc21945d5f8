"""The canonical order, and sameness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from luperca.interpreter.expr import Expr, same, symbol, system
from luperca.interpreter.numerics.numbers import Complex, rational
from luperca.interpreter.ordering import order, sort_key


@pytest.mark.parametrize(
    "text",
    [
        "{-1, 1/2, 2., 3, 4}",
        '{1, "a", "B", x}',
        "{a, A, b, B}",
        "{x, 2 x, x^2, y, x y}",
        "{a^2, a b, b^2, a c, b c, c^2}",
        "{x, f[x], f[y], f[x, y]}",
        "{1, 1.}",
        "{1, 1 + I, 2}",
    ],
)
def test_sorted_lists_stay(ask, text):
    assert ask(f"Sort[Reverse[{text}]]") == ask(text)


names = [symbol("Global`" + n) for n in "abcxyz"]
atoms = st.one_of(
    st.integers(-5, 5),
    st.sampled_from([0.5, 2.0, -1.5, "s", "t", Complex(1, 2), rational(1, 3)]),
    st.sampled_from(names),
)
trees = st.recursive(
    atoms,
    lambda inner: st.builds(
        lambda head, args: Expr(head, tuple(args)),
        st.sampled_from([*names[:3], system("Plus"), system("Times"), system("Power"), system("List")]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)


@given(trees, trees, trees)
def test_order_is_a_total_order(a, b, c):
    assert order(a, b) == -order(b, a)
    x, y, z = sorted([a, b, c], key=sort_key)
    assert order(x, y) >= 0
    assert order(y, z) >= 0
    assert order(x, z) >= 0


@given(trees)
def test_equal_trees_are_the_same_and_hash_alike(tree):
    def copy(e):
        return Expr(copy(e.head), tuple(map(copy, e.args))) if isinstance(e, Expr) else e

    twin = copy(tree)
    assert same(tree, twin)
    assert hash(tree) == hash(twin)
    assert order(tree, twin) == 0


def test_what_python_takes_for_equal():
    assert not same(1, 1.0)
    assert not same(Expr(names[0], (1,)), Expr(names[0], (1.0,)))
    assert not same(1, system("True"))


def test_deep_trees_are_compared_without_recursion():
    def deep():
        e = names[0]
        for _ in range(20_000):
            e = Expr(names[1], (e,))
        return e

    assert deep() == deep()
    assert hash(deep()) == hash(deep())
