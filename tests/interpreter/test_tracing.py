"""The watched evaluator is a twin of the plain one: it gives what the examples of the builtins say."""

import inspect
import re

import pytest
from luperca.interpreter import builtins
from luperca.interpreter.declare import DECLARATIONS
from luperca.interpreter.session import Session
from luperca.interpreter.tracing import Watcher, watching

builtins.load()
EXAMPLE = re.compile(r"^>>> (?P<input>.*(?:\n\.\.\. .*)*)\n(?P<output>(?:(?!>>>|\n).*\n?)*)", re.M)
# What looks at the evaluator itself, or has other processes evaluate.
APART = re.compile("Stack|Trace|Parallel|Kernel|Shared|Wait|Socket|Process|Net")
NAMES = sorted(n for n, d in DECLARATIONS.items() if ">>>" in d.doc and not APART.search(n + d.doc))[::12]


class Counting(Watcher):
    def __init__(self):
        self.open = self.seen = 0

    def begin(self, e):
        self.open += 1
        self.seen += 1

    def end(self, value):
        self.open -= 1


@pytest.mark.parametrize("name", NAMES)
def test_examples(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for m in EXAMPLE.finditer(inspect.cleandoc(DECLARATIONS[name].doc) + "\n"):
        session, watcher = Session(debug=True), Counting()
        printed, shown = [], None
        session.on_print(printed.append)
        with watching(session.evaluator, watcher):
            for item in session.read(m["input"].replace("\n... ", "\n")):
                shown = session.evaluate_input(item).text
        lines = [*printed, *([] if shown is None else [shown])]
        assert "\n".join(lines).strip() == m["output"].strip()
        assert watcher.open == 0 and watcher.seen
