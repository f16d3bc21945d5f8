"""Every builtin says what is wrong with its arguments, and none breaks on odd ones."""

import random

import pytest
from luperca.interpreter.binding import parse_signature
from luperca.interpreter.declare import DECLARATIONS
from luperca.interpreter.definitions import HOLD_ALL_COMPLETE
from luperca.interpreter.session import Session

# what ends, waits, or is made to do something outside of the session
_ELSEWHERE = frozenset(
    "Abort ChoiceDialog Dialog DialogInput Exit Input InputString Pause Quit Run RunProcess StartProcess".split()
)
_ODD = (
    "1 -2 0 2.5 1/2 I 10^30 10^400 1.5`30 Infinity Indeterminate "
    'True All None Automatic Null x f _ x_ "abc" "" #& {} {{}} '
    '{1,2,3} {{1,2},{3,4}} {a,b} {"a","b"} {1,"a",x} {{1},{2,3}} <||> <|"a"->1,2->x|> a->b "x"->1 {a->1} x^2+1 Sin[x] '
    "x==1 x>0&&y<2 Hold[x] ByteArray[{1}] SparseArray[{1,0}] Graph[{1->2}] Image[{{0,1},{1,0}}] NumericArray[{1,2}] "
    'Quantity[1,"Meters"] DateObject[{2020,1,1}] LinearLayer[2] Graphics[{}] Dataset[{1}] Missing[] $Failed'
).split()
_CALLS = 4


@pytest.fixture(scope="module")
def session():
    return Session(sandbox=True)


def functions():
    return [d for name, d in sorted(DECLARATIONS.items()) if d.function is not None and name not in _ELSEWHERE]


def names_of(session, text):
    outcome = None
    for item in session.read(text):
        outcome = session.evaluate_input(item)
    return [m.name for m in outcome.messages]


def test_wrong_numbers_of_arguments_have_a_message(session):
    silent = []
    for d in functions():
        signatures = [parse_signature(s) for s in d.signatures]
        least = min(s.least for s in signatures)
        most = None if any(s.most is None for s in signatures) else max(s.most for s in signatures)
        counts = [n for n in (least - 1, None if most is None else most + 1) if n is not None and n >= 0]
        if d.attributes & HOLD_ALL_COMPLETE:
            continue
        for n in counts:
            if d.operator and n == least - 1:
                continue  # the operator form waits for what is missing
            call = f"{d.symbol.full}[{', '.join(f'q{i}' for i in range(n))}]"
            if not any("::arg" in name for name in names_of(session, call)):
                silent.append(call)
    assert not silent


def test_odd_arguments_break_nothing(session):
    broken = []
    for d in functions():
        chance = random.Random(d.symbol.full)  # the same calls whatever else there is
        for _ in range(_CALLS):
            arguments = ", ".join(chance.choice(_ODD) for _ in range(chance.choice((1, 1, 2, 2, 3))))
            call = f"TimeConstrained[{d.symbol.full}[{arguments}], 2]"
            if any("pyerr" in name for name in names_of(session, call)):
                broken.append(call)
    assert not broken
