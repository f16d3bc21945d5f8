"""parse(input_form(e)) is e, and parse(full_form(e)) is e, for expressions of any structure."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter import symbols as S
from luperca.interpreter.associations import association
from luperca.interpreter.display import full_form, input_form
from luperca.interpreter.display.layout import negated
from luperca.interpreter.expr import Expr, same, symbol
from luperca.interpreter.numerics.bigreals import big
from luperca.interpreter.numerics.numbers import BigReal, Complex, Rational, complex_number, rational
from luperca.interpreter.packed import pack

# ---- what the text means once its numbers are put together ----------------------------------------------------------


def fold_numbers(e):
    """Numbers without a literal read back as operations: 1/2, 1 + 2*I, Rational[1, 2].  Put them together on both
    sides, so that nothing but numbers is changed."""
    if not isinstance(e, Expr):
        return fold_atom(e)
    head, args = fold_numbers(e.head), tuple(fold_numbers(a) for a in e.args)
    if head is S.Times and len(args) == 2:
        a, b = args
        if type(a) is int and isinstance(b, Expr) and b.head is S.Power and b.args[1:] == (-1,) and whole(b.args[0]):
            return rational(a, b.args[0])
        if real(a) and b == Complex(0, 1):
            return complex_number(0, a)
    if head is S.Times and len(args) == 3 and same(args[0], -1) and real(args[1]) and args[2] == Complex(0, 1):
        return complex_number(0, negated(args[1]))
    if head is S.Plus and len(args) == 2 and real(args[0]) and type(args[1]) is Complex and args[1].re == 0:
        return Complex(args[0], args[1].im)
    if head is S.Rational and len(args) == 2 and whole(args[0]) and whole(args[1]):
        return rational(*args)
    if head is S.Complex and len(args) == 2 and real(args[0]) and real(args[1]):
        return complex_number(*args)
    return Expr(head, args)


def fold_atom(e):
    return Complex(0, 1) if e is S.I else e


def whole(x):
    return type(x) is int and x != 0


def real(x):
    return type(x) in (int, float, Rational, BigReal)


# ---- expressions -----------------------------------------------------------------------------------------------------

SYMBOLS = [symbol(f"Global`{n}") for n in ("a", "b", "x", "y1", "f", "α", "añb", "$t")]
SYMBOLS += [S.Null, S.All, S.True_, S.Pi, symbol("my`ctx`z")]
OPERATORS = [
    S.system(name)
    for name in "Plus Times Power Dot And Or Not Equal Unequal Less LessEqual SameQ Rule RuleDelayed Set SetDelayed "
    "UpSet CompoundExpression Span Part List Association Function Slot SlotSequence Pattern Blank BlankSequence "
    "Optional PatternTest Condition Alternatives Repeated RepeatedNull Map Apply MapAll ReplaceAll ReplaceRepeated "
    "StringJoin StringExpression Factorial Factorial2 Increment PreIncrement PreDecrement Decrement AddTo TimesBy "
    "Unset TagSet TagUnset TagSetDelayed MessageName Inequality Composition RightComposition NonCommutativeMultiply "
    "Derivative PlusMinus Element Union Subtract Divide Minus HoldForm Sqrt DirectedInfinity Rational Complex "
    "TwoWayRule ApplyTo Cross Get Put Out BlankNullSequence Xor Implies UnsameQ MapApply".split()
]
integers = st.integers(-3, 3) | st.integers(-(10**40), 10**40)
floats = st.floats(allow_nan=False, allow_infinity=False).map(lambda x: x + 0.0)
rationals = st.builds(rational, st.integers(-99, 99), st.integers(2, 99))
bigs = st.builds(big, st.integers(1, 10**30) | st.integers(-(10**9), -1) | rationals.filter(bool), st.floats(1, 60))
reals = integers | floats | rationals | bigs
complexes = st.builds(complex_number, reals, reals)
atoms = st.sampled_from(SYMBOLS) | st.integers(-2, 12) | reals | complexes | st.text(max_size=8)
packed = st.lists(integers, min_size=16, max_size=20).map(pack) | st.lists(floats, min_size=16, max_size=20).map(pack)


def nodes(children):
    heads = st.sampled_from(OPERATORS + SYMBOLS[:5]) | st.sampled_from(OPERATORS) | children
    rows = st.lists(children, max_size=4).map(tuple)
    keyed = st.lists(st.tuples(st.text(max_size=3) | st.integers(0, 9), children), max_size=3).map(association)
    minus = children.map(lambda e: Expr(S.Times, (-1, e)))
    inverse = st.builds(lambda a, b: Expr(S.Times, (a, Expr(S.Power, (b, -1)))), children, children)
    primes = st.builds(lambda n, f: Expr(Expr(S.Derivative, (n,)), (f,)), st.integers(0, 4), children)
    return st.builds(Expr, heads, rows) | keyed | minus | inverse | primes | packed


expressions = st.recursive(atoms, nodes, max_leaves=14)


def at_least(examples):
    """So many examples, or as many as a profile such as `thorough` asks for."""
    return max(examples, settings().max_examples)


@settings(max_examples=at_least(600), deadline=None)
@given(e=expressions)
def test_input_form_reads_back(read, e):
    text = input_form(e)
    assert same(fold_numbers(read(text)), fold_numbers(e)), text


@settings(max_examples=at_least(300), deadline=None)
@given(e=expressions)
def test_full_form_reads_back(read, e):
    text = full_form(e)
    assert same(fold_numbers(read(text)), fold_numbers(e)), text


@settings(max_examples=at_least(300), deadline=None)
@given(x=bigs)
def test_arbitrary_precision_reads_back_to_the_last_bit(read, x):
    back = read(input_form(x))
    assert back == x and back.precision == pytest.approx(x.precision)


@settings(max_examples=at_least(300), deadline=None)
@given(x=floats)
def test_machine_reals_read_back(read, x):
    back = read(input_form(x))
    assert type(back) is float and back == x
