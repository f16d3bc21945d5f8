"""Evaluations leave nothing behind: 100,000 of them take less than a megabyte for good."""

import subprocess
import sys
from pathlib import Path

import pytest

STATUS = Path("/proc/self/statm")
PROGRAM = """
import gc
from luperca import Session

session = Session()
session.evaluate("f[x_] := x^2 + 1; g[n_] := Module[{a = n}, a = a + 1; a]; h = Function[x, x + 2]; t = {}; c = <||>")
inputs = [
    "f[3]", "g[5]", "h[2]", "Map[f, {1, 2, 3}]", "Table[i^2, {i, 10}]", '"a" <> ToString[x]', "<|a -> 1|>[a]",
    "Expand[(x + 1)^3]", "{1, 2, 3}[[2]]", "Quiet[1/0]; 2", "x + y /. x -> 1", "t = {1, 2}; t[[1]] = 5; t",
    "c[k] = 1; KeyDropFrom[c, k]; Length[c]", "Block[{z = 1}, z + 1]", "Catch[Throw[1]]", "D[Sin[x^2], x]",
    "MatchQ[f[1], _Integer]", "Cases[{1, a, 2}, _Integer]", "k[1] = 2; Clear[k]",
    'StringReplace["ab", "a" -> "c"]',
]

def run(count):
    for i in range(count):
        session.evaluate(inputs[i % len(inputs)])
    gc.collect()
    return int(open("/proc/self/statm").read().split()[1]) * 4096

before = run(20_000)
print(run(100_000) - before)
"""


@pytest.mark.skipif(not STATUS.exists(), reason="the size of a process is read from /proc")
def test_evaluations_leave_nothing_behind():
    root = Path(__file__).resolve().parents[2]
    bare = f"import sys; sys.path.insert(0, {str(root)!r}); import conftest\n"
    done = subprocess.run([sys.executable, "-c", bare + PROGRAM], capture_output=True, text=True, cwd=root.anchor)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 1_000_000
