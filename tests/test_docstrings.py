"""The examples in the docstrings of all builtins: each `>>>` input must give the line or lines below it."""

import inspect
import re

import pytest
from luperca.interpreter import builtins
from luperca.interpreter.declare import DECLARATIONS
from luperca.interpreter.session import Session

builtins.load()
EXAMPLE = re.compile(r"^>>> (?P<input>.*(?:\n\.\.\. .*)*)\n(?P<output>(?:(?!>>>|\n).*\n?)*)", re.M)


def examples(doc):
    """(input, expected output) pairs of a docstring."""
    for m in EXAMPLE.finditer(inspect.cleandoc(doc) + "\n"):
        yield m["input"].replace("\n... ", "\n"), m["output"].strip()


DOCUMENTED = sorted(name for name, d in DECLARATIONS.items() if ">>>" in d.doc)


@pytest.mark.parametrize("name", DOCUMENTED)
def test_examples(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # some write files
    for text, expected in examples(DECLARATIONS[name].doc):
        session = Session(debug=True)
        printed = []
        session.on_print(printed.append)
        shown = None
        for item in session.read(text):
            shown = session.evaluate_input(item).text
        lines = [*printed, *([] if shown is None else [shown])]
        assert "\n".join(lines).strip() == expected, text
