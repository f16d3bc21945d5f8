"""No call of a builtin, however odd its arguments, may end in a Python exception: that would be a bug of ours.

The arguments are drawn from a fixed seed, so that a failure comes again.
"""

import random
import threading

import pytest
from luperca.interpreter import builtins
from luperca.interpreter.declare import DECLARATIONS
from luperca.interpreter.session import Session

builtins.load()
ARGUMENTS = [
    "0", "-1", "2", "7", "2.5", "1/2", '"abc"', '""', "x", "{}", "{1, 2, 3}", "{3., 1., 2.}", "{{1, 2}, {3, 4}}",
    "{a, b, c}", "f[x]", "f[x, y]", "a -> b", "{a -> 1, b -> 2}", "<|a -> 1, b -> 2|>", "<||>", "I", "1 + 2 I",
    "Infinity", "-Infinity", "Null", "Pi", "10^30", "(# &)", "(#1 + #2 &)", "f", "Plus", "All", "None", "True",
    "{1, {2, {3}}}", "x_", "_Integer", "x + y", "x^2", '{"a", "b"}', '"a*b"', "1 ;; 2", "-3 ;;", "N[Pi, 20]",
    "Range[20]", "Sequence[]", "Unevaluated[1 + 1]", "{x, 1, 3}", '"x" -> 1', "Key[a]", "0.", "Indeterminate",
    "1.*^300", 'Missing["x"]', 'LinearLayer[2, "Input" -> 2]', 'File["x"]',
]  # fmt: skip
# What ends or waits on purpose.
SKIPPED = {"Abort", "Exit", "Goto", "Input", "InputString", "Pause", "Quit", "RepeatedTiming", "Run", "RunProcess"}
NAMES = sorted(n for n, d in DECLARATIONS.items() if d.function and n not in SKIPPED and "`" not in n)
CHUNKS = [NAMES[i : i + 40] for i in range(0, len(NAMES), 40)]


def calls(name, count=3):
    draw = random.Random(name)
    for _ in range(count):
        arguments = draw.choices(ARGUMENTS, k=draw.choice([0, 1, 1, 2, 2, 2, 3, 3, 4]))
        yield f"{name}[{', '.join(arguments)}]"


@pytest.mark.parametrize("names", CHUNKS, ids=lambda names: f"{names[0]}-{names[-1]}")
def test_odd_calls_end_in_a_value_or_a_message(names):
    session = Session(sandbox=True)
    for name in names:
        for text in calls(name):
            timer = threading.Timer(1, session.abort)
            timer.start()
            outcomes = [session.evaluate_input(item) for item in session.read(text)]
            timer.cancel()
            faults = [m.text for o in outcomes for m in o.messages if m.tag in ("pyerr", "depth")]
            assert faults == [], text
