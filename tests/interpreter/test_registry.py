"""Topics are imported when their names are met, and the index of names is whole however it was made."""

import subprocess
import sys
import threading

from luperca.interpreter import builtins
from luperca.interpreter.declare import DECLARATIONS, Registry

PROGRAM = """
import sys
{before}
from luperca.interpreter.session import Session
session = Session()
topics = [m for m in sys.modules if m.startswith("luperca.interpreter.builtins.")]
print(len(topics), session.evaluate_input(next(session.read("(v = {{1, 2}}; v[[2]] = Tanh[0]; Total[v] + 1)"))).text)
from luperca.interpreter.declare import DECLARATIONS
print(len(DECLARATIONS))
"""


def run(command, before=""):
    words = [sys.executable, "-c", PROGRAM.format(before=before)]
    if command[-1].endswith("conftest.py"):  # a bare checkout needs its finder
        words[-1] = f"import sys; sys.path.insert(0, {command[-1][:-11]!r}); import conftest\n" + words[-1]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120)
    assert done.stderr == ""
    return done.stdout.split()


def test_a_program_imports_what_it_uses(command):
    builtins.load()
    run(command)  # the index is there afterwards
    topics, answer, names = run(command)
    assert (int(topics), answer) == (0, "2")
    assert int(names) == len(DECLARATIONS)


def test_a_topic_that_was_imported_before_is_indexed_too(command):
    topics, answer, names = run(command, "import luperca.interpreter.builtins.hyperbolic")
    assert int(topics) > 0
    assert answer == "2"
    assert int(names) == len(DECLARATIONS)


def test_every_name_has_a_topic():
    builtins.load()
    list(DECLARATIONS)
    assert DECLARATIONS.pending == {}
    assert set(DECLARATIONS.origins) == set(dict.keys(DECLARATIONS))


def test_what_a_topic_adds_to_another_ones_names_is_found():
    """v[[1]] = x must work in a program that has used neither Part nor the topic of its assignment."""
    builtins.load()
    list(DECLARATIONS)
    from luperca.interpreter.builtins.assignment import SETTERS

    for head, setter in SETTERS.items():
        assert setter.__module__.rpartition(".")[2] in DECLARATIONS.origins[head.name], head


def test_a_broken_index_is_made_again():
    import pytest

    for text in ("", "Plus arithmetic\n", "x"):
        with pytest.raises(ValueError, match="index"):
            builtins._read(text)
    assert builtins._read(builtins._write({"Plus": ("a", "b")})) == {"Plus": ("a", "b")}


def test_two_threads_meet_the_same_name():
    registry, entered = Registry(), []
    gate = threading.Event()

    def load(topic):
        entered.append(topic)
        gate.wait(5)
        dict.__setitem__(registry, "name", "declared")

    registry.load = load
    registry.pending = {"name": ("topic",)}
    found = []
    threads = [threading.Thread(target=lambda: found.append(registry.get("name"))) for _ in range(2)]
    for t in threads:
        t.start()
    gate.set()
    for t in threads:
        t.join()
    assert found == ["declared", "declared"]
    assert entered == ["topic"]
