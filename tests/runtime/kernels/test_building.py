"""What happens where there is no compiler, where it refuses, where the cache is broken, and in other processes."""

import inspect
import os
import re
import shutil
import subprocess
import sys
import threading
from importlib import import_module
from pathlib import Path

import numpy
import pytest
from luperca.runtime import kernels
from luperca.runtime.declare import OPS
from luperca.runtime.kernels import compiler

from .hold import needs

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import sys
import numpy
{first}
from luperca.runtime import kernels
from luperca.runtime.declare import create
from luperca.runtime.graph import single
from luperca.runtime.plan import evaluate
x = numpy.linspace(-2, 2, 6, dtype="float32").reshape(2, 3)
arrays = {{("Weights",): numpy.ones((4, 3)), ("Biases",): numpy.ones(4)}}
y = evaluate(single(create("LinearLayer", 4)), arrays, {{"Input": x}})[0]["Output"]
assert abs(y - (x.sum(axis=1, keepdims=True) + 1)).max() < 1e-5
found = kernels.accelerators()
print(found["Kernels"], found.get("Problem", ""))
"""


def started(folder, first="", **environment):
    """A fresh process with a cache of its own."""
    inside = f"sys.path.insert(0, {str(ROOT)!r}); import conftest; {first}"
    settings = os.environ | {"XDG_CACHE_HOME": str(folder), "HOME": str(folder)} | environment
    command = [sys.executable, "-c", PROGRAM.format(first=inside)]
    return subprocess.Popen(command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def told(process):
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return out.strip()


def test_no_compiler(tmp_path):
    assert told(started(tmp_path, CC="no-such-compiler", LUPERCA_KERNELS="c")) == "numpy c: no C compiler"


def test_switched_off(tmp_path):
    assert told(started(tmp_path, LUPERCA_KERNELS="numpy")) == "numpy"
    assert list(tmp_path.iterdir()) == []


def test_a_compiler_that_refuses(tmp_path):
    fake = tmp_path / "cc"
    fake.write_text("#!/bin/sh\ncase \"$1\" in --version) echo fake;; *) echo no such thing >&2; exit 1;; esac\n")
    fake.chmod(0o755)
    assert told(started(tmp_path, CC=str(fake), LUPERCA_KERNELS="c")) == "numpy c: no such thing"


def test_a_compiler_that_writes_nonsense(tmp_path):
    fake = tmp_path / "cc"
    fake.write_text('#!/bin/sh\nwhile [ $# -gt 0 ]; do [ "$1" = -o ] && echo nonsense > "$2"; shift; done\n')
    fake.chmod(0o755)
    assert told(started(tmp_path, CC=str(fake), LUPERCA_KERNELS="c")).startswith("numpy c: ")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a folder that cannot be written")
def test_a_cache_that_cannot_be_written(tmp_path):
    tmp_path.chmod(0o500)
    assert told(started(tmp_path, LUPERCA_KERNELS="c")).startswith("numpy c: ")


def test_a_cache_that_is_no_folder(tmp_path):
    place = tmp_path / "file"
    place.write_text("")
    assert told(started(place, LUPERCA_KERNELS="c")).startswith("numpy c: ")


@needs("c")
def test_two_processes_at_once_and_a_broken_cache(tmp_path):
    pair = [started(tmp_path, LUPERCA_KERNELS="c") for _ in range(2)]
    assert [told(process) for process in pair] == ["c", "c"]
    libraries = sorted(tmp_path.rglob("library.so"))
    assert libraries and not list(tmp_path.rglob("part-*"))
    for i, library in enumerate(libraries):
        content = library.read_bytes()
        library.write_bytes(content[: len(content) // 2] if i % 2 else b"")
    assert told(started(tmp_path, LUPERCA_KERNELS="c")) == "c"
    assert sorted(tmp_path.rglob("library.so")) == libraries
    assert all(library.stat().st_size > 1000 for library in libraries)


@needs("c")
def test_kept_libraries_are_not_built_again(tmp_path, monkeypatch):
    monkeypatch.setattr(compiler, "cache_folder", lambda: tmp_path)
    found = compiler.find_compiler()
    source = "int answer(void) { return 42; }"
    assert not compiler.is_kept(found, source)
    assert compiler.build(found, source).answer() == 42
    assert compiler.is_kept(found, source)
    monkeypatch.setattr(compiler, "_told", None)
    assert compiler.build(found, source).answer() == 42
    shutil.rmtree(tmp_path)


@needs("c")
def test_every_library_can_be_built():
    kernels.use("c")
    assert kernels.backend() == "c"
    for source in compiler.SOURCES.glob("*.c"):
        kernels.machine().library(source.stem)
    found = kernels.accelerators()
    kernels.use("auto")
    assert found["Failed"] == {}
    assert found["Threads"] >= 1 and found["BLAS"]


@pytest.mark.parametrize("mode", kernels.TOPICS)
def test_the_table_of_modules_is_what_they_register(mode):
    for topic, ops in kernels.TOPICS[mode].items():
        import_module(f"luperca.runtime.kernels.{topic}")
        source = (ROOT / "runtime" / "kernels" / f"{topic}.py").read_text(encoding="utf-8")
        assert set(re.findall(r'^@kernel\("(\w+)"', source, re.MULTILINE)) == set(ops)


@pytest.mark.parametrize("mode", kernels.TOPICS)
def test_kernels_take_what_the_ops_take(mode):
    for topic in kernels.TOPICS[mode]:
        import_module(f"luperca.runtime.kernels.{topic}")
    for (backend, name, direction), functions in kernels._kernels.items():
        if backend != mode or direction == "step":
            continue
        op = OPS[name]
        wanted = inspect.signature(op.body if direction == "forward" else op.gradient_body).parameters.values()
        for function in functions:
            found = inspect.signature(function).parameters.values()
            open_ended = {p.kind for p in found} & {inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL}
            names = {p.name for p in found}
            missing = [p.name for p in wanted if p.name not in names and p.kind is not inspect.Parameter.VAR_KEYWORD]
            assert open_ended or not missing, f"{name} {direction}"


def test_unknown_modes():
    with pytest.raises(ValueError):
        kernels.use("fortran")


# --- one pool


def multiply(count=20):
    g = numpy.random.default_rng(threading.get_ident() % 1000)
    for _ in range(count):
        a, b = (g.standard_normal((257, 300)).astype("float32") for _ in range(2))
        numpy.testing.assert_allclose(a @ b.T, a.astype("float64") @ b.T, rtol=1e-3, atol=1e-3)


@needs("c")
def test_numpy_multiplies_in_several_threads():
    kernels.use("c")
    kernels.backend()
    kernels.use("auto")
    problems = []

    def work():
        try:
            multiply()
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


FORKED = """
import os, threading, warnings
warnings.simplefilter("ignore")
from luperca.runtime import kernels
import numpy
kernels.use("c")
assert kernels.backend() == "c"
a = numpy.ones((300, 300), "float32")
assert (a @ a == 300).all()
from tests.runtime.kernels.hold import drawn, weights
from luperca.runtime.builder import PlanRoom
from luperca.runtime.declare import OPS
from luperca.runtime.device import CPU
def work():
    g = numpy.random.default_rng(threading.get_ident() % 1000)
    x, w, y = drawn((500, 200), g), weights((300, 200), g), numpy.empty((500, 300), "float32")
    step = kernels.bind(OPS["affine"], "forward", PlanRoom(CPU, "float32"), y, x, w, None, activation="Ramp")
    for _ in range(20):
        y.fill(-1)
        step()
        assert abs(y - numpy.maximum(x.astype("float64") @ w.T, 0)).max() < 1e-3
        assert (a @ a == 300).all()
work()
child = os.fork()
if not child:
    work()
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
work()
threads = [threading.Thread(target=work) for _ in range(3)]
[t.start() for t in threads]
[t.join() for t in threads]
"""


@needs("c")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_forked_processes_and_threads(tmp_path):
    assert told(started(tmp_path, FORKED, LUPERCA_KERNELS="c", OMP_NUM_THREADS="3")) == "c"


@needs("c")
def test_the_libraries_used_last_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(compiler, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(compiler, "MOST_KEPT", 2)
    found = compiler.find_compiler()
    sources = [f"int number(void) {{ return {n}; }}" for n in range(4)]
    for n, source in enumerate(sources[:2]):
        compiler.build(found, source)
        os.utime(compiler._place(found, source), (n, n))
    compiler.build(found, sources[0])  # used again, which makes the other one the oldest
    assert compiler.build(found, sources[2]).number() == 2
    assert [compiler.is_kept(found, source) for source in sources] == [True, False, True, False]
