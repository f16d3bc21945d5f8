"""Whole packed lists give what the elements give one after the other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.packed import Packed
from luperca.interpreter.session import Session

bodies = st.recursive(
    st.sampled_from(["#", "1", "-2", "3", "10^18", "2^62"]),
    lambda inner: st.one_of(
        st.builds("({} + {})".format, inner, inner),
        st.builds("({} {})".format, inner, inner),
        st.builds("({})^{}".format, inner, st.integers(1, 5)),
    ),
    max_leaves=6,
)
_session = Session(debug=True)


def evaluate(text):
    return _session.evaluate_input(next(_session.read(text))).expr


@settings(max_examples=60, deadline=None)
@given(bodies, st.sampled_from(["Range[100]", "Range[-50, 49]", "10^17 Range[100]"]))
def test_map_agrees_with_single_calls(body, values):
    assert evaluate(f"Map[{body} &, {values}]") == evaluate(f"Map[Identity[{body}] &, {values}]")


@settings(max_examples=40, deadline=None)
@given(bodies)
def test_table_agrees_with_single_steps(body):
    body = body.replace("#", "i")
    assert evaluate(f"Table[{body}, {{i, -40, 60}}]") == evaluate(f"Table[Identity[{body}], {{i, -40, 60}}]")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Map[#^2 &, N[Range[100]]][[-1]]", "10000."),
        ("Map[0 # &, N[Range[100]]][[1]]", "0."),
        ("Map[3 &, Range[100]][[{1, -1}]]", "{3, 3}"),
        ("Dimensions[Map[# + 1 &, Table[i + j, {i, 100}, {j, 2}]]]", "{100, 2}"),
        ("Table[i^2, {i, 1, 200, 50}]", "{1, 2601, 10201, 22801}"),
        ("i = 7; Table[2 i, {i, 100}]; i", "7"),
        ("n = 0; Length[Table[i + 1, {i, n++; 100}]]; n", "1"),
    ],
)
def test_results(ask, text, expected):
    assert ask(text) == expected


def test_lists_of_machine_numbers_stay_packed():
    assert type(evaluate("Map[3 #^2 + 1 &, Range[100]]")) is Packed
    assert type(evaluate("Table[3 i^2 + 1, {i, 100}]")) is Packed


def test_rules_of_the_user_are_seen(ask):
    ask("Unprotect[Plus]; Plus[5, 1] = five")
    assert ask("Map[# + 1 &, Range[100]][[{4, 5}]]") == "{5, five}"
