"""Parallel kernels: the same values as in one process, definitions, messages and text on the way, errors and ends."""

import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from luperca import Session
from luperca.interpreter import session as core
from luperca.interpreter.expr import Expr, make_list, system
from luperca.interpreter.parallel import ranks
from luperca.interpreter.parallel.pool import pieces


@pytest.fixture(scope="module")
def session():
    """Two kernels that all tests use."""
    session = Session()
    session.evaluate("LaunchKernels[2]")
    session.evaluate('f[x_] := g[x] + c; g[x_] := x^2; c = 10; SetSharedVariable[shared]; f::odd = "`1` is odd."')
    yield session
    session.evaluate("CloseKernels[]")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ParallelMap[f, Range[20]]", "Map[f, Range[20]]"),
        ("ParallelMap[f, {}]", "{}"),
        ("ParallelMap[f][{1, 2}]", "{11, 14}"),
        ("ParallelMap[f, h[1, 2]]", "h[11, 14]"),
        ('ParallelMap[f, <|"a" -> 1, 2 -> 3|>]', '<|"a" -> 11, 2 -> 19|>'),
        ("ParallelMap[u, {{1, 2}, {3}}, {2}]", "Map[u, {{1, 2}, {3}}, {2}]"),
        ("ParallelMap[u, {{1, 2}, {3}}, {0}]", "Map[u, {{1, 2}, {3}}, {0}]"),
        ("ParallelMap[u, 5]", "5"),
        ("ParallelTable[{i, j}, {i, 3}, {j, i}]", "Table[{i, j}, {i, 3}, {j, i}]"),
        ("ParallelTable[x, {5}]", "Table[x, {5}]"),
        ("ParallelTable[i, {i, {a, b, c}}]", "{a, b, c}"),
        ("ParallelTable[i, {i, 1, 2, 1/3}]", "Table[i, {i, 1, 2, 1/3}]"),
        ("ParallelTable[i, {i, 0}]", "{}"),
        ("ParallelSum[i^2, {i, 1000}]", "Sum[i^2, {i, 1000}]"),
        ("ParallelSum[i j, {i, 5}, {j, i}]", "Sum[i j, {i, 5}, {j, i}]"),
        ("ParallelSum[u[i], {i, n}]", "Sum[u[i], {i, n}]"),
        ("ParallelProduct[i, {i, 30}]", "30!"),
        ("ParallelDo[u, {3}]", "Null"),
        ("ParallelArray[u, {3, 2}]", "Array[u, {3, 2}]"),
        ("ParallelArray[u, 4, 0]", "Array[u, 4, 0]"),
        ("ParallelCombine[Total, Range[100], Plus]", "5050"),
        ("ParallelCombine[Identity, u[1, 2, 3]]", "u[1, 2, 3]"),
        ("Parallelize[Table[i^2, {i, 5}]]", "{1, 4, 9, 16, 25}"),
        ("Parallelize[{1 + 1, c, $KernelID > 0}]", "{2, 10, True}"),
        ("Parallelize[Select[Range[50], PrimeQ]]", "Select[Range[50], PrimeQ]"),
        ("Parallelize[MapThread[u, {{1, 2}, {3, 4}}]]", "{u[1, 3], u[2, 4]}"),
        ("Parallelize[Outer[Times, Range[3], Range[3]]]", "Outer[Times, Range[3], Range[3]]"),
        ("ParallelTable[i, {i, 10}, Method -> \"FinestGrained\"]", "Range[10]"),
        ("ParallelMap[u, Range[7], Method -> \"ItemsPerEvaluation\" -> 3]", "Map[u, Range[7]]"),
        ("ParallelTry[If[# > 2, #, $Failed] &, {1, 2, 3}]", "3"),
        ("Sort[ParallelTry[# &, Range[3], 3]]", "{1, 2, 3}"),
        ("ParallelTry[$Failed &, {1, 2}]", "$Failed"),
        ("WaitAll[u[ParallelSubmit[1 + 1], 3, ParallelSubmit[2^70]]]", "u[2, 3, 2^70]"),
        ("With[{j = Table[ParallelSubmit[{i}, f[i]], {i, 3}]}, {Length[Last[WaitNext[j]]], Length[j]}]", "{2, 3}"),
        ("Sort[ParallelEvaluate[$KernelID]]", "{1, 2}"),
        ("ParallelEvaluate[$KernelID, 2]", "2"),
        ("ParallelEvaluate[$KernelID, {2, 1}, u]", "{u[2], u[1]}"),
        ("Length[Union[ParallelTable[$KernelID, {i, 50}]]]", "2"),
        ("shared = 0; ParallelDo[shared += i, {i, 100}]; shared", "5050"),
        ("shared = {}; ParallelDo[AppendTo[shared, i], {i, 9}]; Sort[shared]", "Range[9]"),
        ("shared = 0; ParallelDo[CriticalSection[{lock}, shared = shared + 1], {i, 20}]; shared", "20"),
        ("Module[{y = 7, k}, k[z_] := y + z; ParallelMap[k, {1, 2}]]", "{8, 9}"),
        ("With[{k = Function[z, z + c]}, ParallelMap[k, {1, 2}]]", "{11, 12}"),
        ("ParallelMap[N[Pi, #] &, {20, 30}]", "{N[Pi, 20], N[Pi, 30]}"),
        ("ParallelMap[ByteArray[{#}] &, {1, 2}]", "{ByteArray[{1}], ByteArray[{2}]}"),
        ("ParallelMap[ParallelMap[u, {#}] &, {1, 2}]", "{{u[1]}, {u[2]}}"),
    ],
)  # fmt: skip
def test_values(session, text, plain):
    found = session.evaluate_wrap(text)
    assert (found.input_form, found.messages_name) == (session.evaluate_wrap(plain).input_form, [])


def test_changed_definitions_are_distributed_again(session):
    text = "r = {}; r1[x_] := x; AppendTo[r, ParallelMap[r1, {1}]]; r1[x_] := -x; AppendTo[r, ParallelMap[r1, {1}]]"
    assert session.evaluate_wrap(text).text == "{{1}, {-1}}"
    assert session.evaluate_wrap("ParallelMap[r1, {1}, DistributedContexts -> None]; Clear[r1]; ParallelMap[r1, {1}]"
                                 ).text == "{r1[1]}"  # fmt: skip


def test_messages_and_text_come_back(session):
    found = session.evaluate_wrap("ParallelTable[If[OddQ[i], Message[f::odd, i]]; i, {i, 2}]")
    assert (found.text, found.messages_name, str(found.messages[0])) == ("{1, 2}", ["f::odd"], "f::odd: 1 is odd.")
    assert session.evaluate_wrap("Quiet[ParallelTable[1/i, {i, 0, 1}]]").messages_name == []
    assert session.evaluate_wrap("Check[ParallelTable[1/i, {i, 0, 1}], bad]").text == "bad"
    printed = session.evaluate_wrap("ParallelEvaluate[Print[a + b], 2]").output
    assert printed == ["(kernel 2) a + b"]


def test_a_throw_and_an_abort(session):
    assert session.evaluate_wrap("ParallelMap[Throw, {1}]").messages_name == ["Throw::nocatch"]
    assert session.evaluate_wrap("CheckAbort[ParallelMap[If[# == 2, Abort[]] &, {1, 2}], stopped]").text == "stopped"


def test_a_time_limit_ends_the_work(session):
    assert session.evaluate_wrap("TimeConstrained[ParallelMap[While[True] &, {1, 2}], 0.3, late]").text == "late"
    assert session.evaluate_wrap("ParallelMap[u, {1, 2}]").text == "{u[1], u[2]}"


def test_an_abort_from_outside():
    session = Session()
    timer = threading.Timer(2, session.abort)
    timer.start()
    assert session.evaluate_wrap("LaunchKernels[1]; ParallelDo[While[True], {2}]").text == "$Aborted"
    session.evaluate("CloseKernels[]")


def test_a_kernel_that_ends():
    session = Session()
    found = session.evaluate_wrap("LaunchKernels[1]; ParallelMap[If[# == 2, Quit[], #] &, {1, 2, 3}]")
    assert (found.text, found.messages_name) == ("{1, $Failed, $Failed}", ["KernelObject::rdead"])
    assert session.evaluate_wrap("Kernels[]").text == "{}"
    lost = {
        "ParallelSum[If[i == 2, Quit[], i], {i, 3}]": "1 + 2*$Failed",
        'ParallelMap[If[# == 2, Quit[], #] &, <|"a" -> 1, "b" -> 2|>]': '<|"a" -> 1, "b" -> $Failed|>',
        "Parallelize[Count[{1, 2}, _?(If[# == 2, Quit[], True] &)]]": "1 + $Failed",
    }
    for text, value in lost.items():
        assert session.evaluate_wrap(f"LaunchKernels[1]; {text}").input_form == value


def test_kernels_end_with_their_session():
    session = Session()
    session.evaluate("LaunchKernels[1]")
    process = next(iter(session.core.state["kernels"].kernels.values())).process
    del session
    import gc

    gc.collect()
    end = time.monotonic() + 20
    while process.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
    assert process.poll() is not None


def test_a_sandbox_works_alone():
    session = Session(sandbox=True)
    assert session.evaluate_wrap("ParallelMap[u, {1, 2}]").text == "{u[1], u[2]}"
    assert session.evaluate_wrap("LaunchKernels[]").messages_name == ["LaunchKernels::sandbox"]
    assert session.evaluate_wrap("WaitAll[{ParallelSubmit[1 + 1]}]").text == "{2}"
    assert session.evaluate_wrap("$KernelCount").text == "0"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Parallelize[1 + 1]", "Parallelize::nopar1"),
        ("ParallelEvaluate[1, 77]", "ParallelEvaluate::nosub"),
        ("LaunchKernels[0]", "LaunchKernels::intpm"),
        ("CloseKernels[99]", "CloseKernels::nosub"),
        ("WaitNext[{1}]", "WaitNext::eval"),
        ("ParallelMap[u, {1}, Speed -> 2]", "ParallelMap::optx"),
    ],
)
def test_complaints(session, text, name):
    assert session.evaluate_wrap(text).messages_name == [name]


@pytest.mark.parametrize("n", [1, 2, 7, 100])
@pytest.mark.parametrize(
    "method",
    ["FinestGrained", "CoarsestGrained", system("Automatic"), *[
        Expr(system("Rule"), (name, 3)) for name in ("EvaluationsPerKernel", "ItemsPerEvaluation")
    ]],
)  # fmt: skip
def test_pieces(n, method):
    cut = pieces(list(range(n)), method, 2)
    assert [x for piece in cut for x in piece] == list(range(n))
    assert all(cut)


class Team:
    """What mpirun would connect: here threads that wait for each other."""

    def __init__(self, rank, shared, barrier):
        self.rank, self.size, self.shared, self.barrier = rank, len(shared), shared, barrier

    def gather(self, data):
        self.shared[self.rank] = data
        self.barrier.wait()
        found = list(self.shared)
        self.barrier.wait()
        return found


def test_ranks_share_the_work(monkeypatch):
    here, results = threading.local(), {}
    shared, barrier = [b""] * 3, threading.Barrier(3)
    monkeypatch.setattr(ranks, "communicator", lambda: here.team)

    def work(rank):
        here.team = Team(rank, shared, barrier)
        session = core.Session()
        calls = [Expr(system("Plus"), (i, 10)) for i in range(8)]
        results[rank] = make_list(ranks.shared_out(session, calls))

    threads = [threading.Thread(target=work, args=(rank,)) for rank in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert results == dict.fromkeys(range(3), make_list(range(10, 18)))


def test_under_mpirun(command):
    pytest.importorskip("mpi4py")
    beside = Path(sys.executable).with_name("mpirun")
    launcher = str(beside) if beside.exists() else shutil.which("mpirun")
    if launcher is None:
        pytest.skip("no mpirun")
    program = Path(__file__).with_name("program.wl")
    done = subprocess.run([launcher, "-n", "2", *command, str(program)], capture_output=True, text=True, timeout=120)
    assert done.stdout.splitlines() == [
        "{2, 5, 10, 17, 26, 37, 50}", "{0, 1}", "5050", "1", "2", "bad", "{2}",
    ]  # fmt: skip
    assert "Power::infy" in done.stderr
