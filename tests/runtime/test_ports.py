"""Types of ports: words, agreement, signatures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from luperca.runtime.ports import ANY, REAL, VARYING, Mismatch, Type, integer, meet, port_type, real, signature, words

DIMS = st.none() | st.tuples() | st.lists(st.sampled_from([None, VARYING, 1, 2, 3]), max_size=3).map(tuple)
TYPES = st.builds(
    Type, DIMS, st.sampled_from([None, "real", "integer"]), st.sampled_from([None, 1]), st.sampled_from([None, 1, 4])
)


def joined(one, other):
    """The meet, or None where there is none."""
    if one is None or other is None:
        return None
    try:
        return meet(one, other)
    except Mismatch:
        return None


@given(TYPES, TYPES)
def test_meet_is_symmetric(one, other):
    assert joined(one, other) == joined(other, one)


@given(TYPES)
def test_meet_is_idempotent(kind):
    assert meet(kind, kind) == kind
    assert meet(kind, ANY) == kind


@given(TYPES, TYPES)
def test_meet_knows_what_both_know(one, other):
    both = joined(one, other)
    if both is not None:
        assert joined(both, one) == both
        assert joined(both, other) == both


@given(TYPES, TYPES, TYPES)
def test_meet_is_associative(a, b, c):
    assert joined(joined(a, b), c) == joined(a, joined(b, c))


SIGNATURES = [
    "A: *s -> B: *s",
    "A: *s n -> B: n *s",
    "A: n k; B: k m -> C: n m",
    "A: 2 *s; B: *s -> C: real",
    "A: * -> B: *",
]


@given(st.sampled_from(SIGNATURES), st.lists(TYPES, min_size=3, max_size=3))
def test_signatures_only_add_knowledge_and_come_to_an_end(text, kinds):
    read = signature(text)
    types = dict(zip([name for name, _ in read.inputs + read.outputs], kinds))
    names = {}
    try:
        once = read.apply(types, names)
        for _ in range(8):
            again = read.apply(once, names)
            if again == once:
                break
            once = again
        assert read.apply(once, names) == once
        assert all(meet(once[name], types[name]) == once[name] for name in types)
    except Mismatch as problem:
        assert problem.port in types


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ANY, "tensor"),
        (REAL, "real"),
        (real(3), "vector (size: 3)"),
        (real(None), "vector"),
        (real(4, 32), "matrix (size: 4 x 32)"),
        (real(VARYING, 2), "matrix (size: n x 2)"),
        (real(None, 2), "matrix (size: ? x 2)"),
        (real(1, 12, 12), "3-tensor (size: 1 × 12 × 12)"),
        (real(2, 1, 12, 12), "4-tensor (size: 2 × 1 × 12 × 12)"),
        (integer(), "integer"),
        (integer(low=1, high=10), "index (range: 1..10)"),
        (integer(3, low=1, high=10), "vector of indices (size: 3) (range: 1..10)"),
    ],
)
def test_words(kind, text):
    assert words(kind) == text
    assert str(kind) == text


@pytest.mark.parametrize(
    ("spec", "kind"),
    [
        (None, ANY),
        ("Automatic", ANY),
        ("Real", REAL),
        ("Scalar", REAL),
        ("Integer", Type((), "integer")),
        (("Restricted", 1, 4), Type((), "integer", 1, 4)),
        (3, Type((3,))),
        ((), Type(())),
        ((2, 3), Type((2, 3))),
        ([None, 3], Type((None, 3))),
        (["Automatic", 3], Type((None, 3))),
        ("Varying", Type((VARYING,))),
        ((VARYING, 5), Type((VARYING, 5))),
        ((2, "Integer"), Type((2,), "integer")),
        ((VARYING, ("Restricted", 1, 4)), Type((VARYING,), "integer", 1, 4)),
    ],
)
def test_port_specifications(spec, kind):
    assert port_type(spec) == kind


@pytest.mark.parametrize("spec", [0, -1, True, 1.5, "Vector", (0,), (2, True), {"a": 1}])
def test_bad_port_specifications(spec):
    with pytest.raises(ValueError):
        port_type(spec)


@pytest.mark.parametrize(
    ("one", "other"),
    [(real(2), real(3)), (real(2), real(2, 2)), (real(VARYING), real(2)), (real(), integer())],
)
def test_mismatches(one, other):
    with pytest.raises(Mismatch):
        meet(one, other)


def test_integer_ranges_shrink():
    assert meet(integer(low=1, high=9), integer(low=2, high=12)) == integer(low=2, high=9)
    with pytest.raises(Mismatch):
        meet(integer(low=1, high=2), integer(low=3, high=4))
