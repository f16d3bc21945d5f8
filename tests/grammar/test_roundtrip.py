"""What is written reads back: for every row of the case table and for random trees."""

from hypothesis import given
from hypothesis import strategies as st
from luperca.grammar import Integer, Node, Real, String, Symbol, full_form, parse
from luperca.grammar.operators import TABLE
from luperca.grammar.writer import input_form

from .test_cases import ROWS

OPERATORS = sorted({op.name for _, op in TABLE if op.name not in ("Not2", "PrefixPlus", "Minus", "Subtract", "Divide")})
OTHERS = ["List", "Association", "Slot", "SlotSequence", "Blank", "BlankSequence", "Inequality", "Part", "Rational",
          "Floor", "TagSet", "TagSetDelayed", "TagUnset", "Pattern", "f", "g"]  # fmt: skip

atoms = st.one_of(
    st.sampled_from(["x", "y", "Null", "a1", "$v", "αβ", "c`d", "Less", "Equal", "Greater"]).map(Symbol),
    st.integers(-3, 12).map(Integer),
    st.integers().map(Integer),
    st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False).map(Real),
    st.sampled_from(["a", "usage", "", 'q"', "back\\slash", "new\nline", "\\!\\(\\*x\\)", "x y"]).map(String),
)


@st.composite
def nodes(draw, children):
    head = draw(st.one_of(st.sampled_from(OPERATORS + OTHERS).map(Symbol), children))
    return Node(head, draw(st.lists(children, max_size=4)))


trees = st.recursive(atoms, nodes, max_leaves=20)


@given(trees)
def test_input_form_reads_back(tree):
    assert parse(input_form(tree)) == tree


@given(trees)
def test_full_form_reads_back(tree):
    assert parse(full_form(tree)) == tree


def test_case_table_reads_back():
    for source, _ in ROWS:
        tree = parse(source)
        assert parse(input_form(tree)) == tree, source
        assert parse(full_form(tree)) == tree, source
