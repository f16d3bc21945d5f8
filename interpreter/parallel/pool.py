"""The processes that evaluate for a session, and the work that is waiting for them."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from typing import Any

from ..expr import FAILED, TRUE, Expr, Symbol, symbol
from .definitions import Facts
from .frames import receive, send

_WAIT = 0.02  # seconds between two looks at whether to abort
_START = 60.0  # seconds that a process has to start
_PATIENCE = 3.0  # seconds that it has to abort
# A process finds the same packages as this one, wherever they are.
_PROGRAM = """
import sys
from importlib import import_module
from importlib.util import spec_from_file_location
folders = dict(word.split("=", 1) for word in sys.argv[2:])
class Folders:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name in folders:
            folder = folders[name]
            return spec_from_file_location(name, folder + "/__init__.py", submodule_search_locations=[folder])
sys.meta_path.insert(0, Folders)
import_module(sys.argv[1]).main()
"""
# A process has a processor of its own, and no use for more threads in linear algebra.
_ALONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
DEAD = symbol("Luperca`Private`dead")  # the value of work whose process has ended


def _command() -> list[str]:
    place = __name__.rpartition(".")[0]
    top = place.partition(".")[0]
    words = [sys.executable, "-P", "-c", _PROGRAM, f"{place}.worker"]
    for name in (top, *[f"{top}.{part}" for part in ("grammar", "interpreter", "runtime")]):
        spec = find_spec(name)
        if spec is not None and spec.submodule_search_locations:
            words.append(f"{name}={next(iter(spec.submodule_search_locations))}")
    return words


class Job:
    """An expression to be evaluated by some process, or by a certain one."""

    def __init__(self, number: int, expr: Any) -> None:
        self.number, self.expr, self.done, self.value = number, expr, False, None
        self.failure = ""  # how the evaluation ended, if not with its value
        self.kernel: Kernel | None = None

    def finish(self, value: Any, failure: str = "") -> None:
        self.done, self.value, self.failure = True, value, failure


class Kernel:
    """One process."""

    def __init__(self, number: int, directory: str, events: queue.Queue[Any]) -> None:
        self.number = number
        self.process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=directory,
            env={**_ALONE, **os.environ},
            start_new_session=True,
        )
        self.ready = False
        self.job: Job | None = None
        self.pinned: deque[Job] = deque()
        self.known: dict[Symbol, Facts] = {}
        threading.Thread(target=_read, args=(self.process.stdout, self, events), daemon=True).start()

    def send(self, *parts: Any) -> None:
        try:
            send(self.process.stdin, *parts)  # type: ignore[arg-type]
        except OSError:
            pass  # it has ended, which its reader tells

    def distribute(self, facts: dict[Symbol, Facts]) -> None:
        """Tell the process what it does not know yet."""
        fresh = {s: f for s, f in facts.items() if not f.same(self.known.get(s)) and (f or s in self.known)}
        if fresh:
            self.known.update(fresh)
            self.send("define", *[f.expression(s) for s, f in fresh.items()])

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                pipe.close()  # type: ignore[union-attr]
            except OSError:
                pass


def _read(pipe: Any, kernel: Kernel, events: queue.Queue[Any]) -> None:
    """What the thread of one process does: its frames become events, and so does its end."""
    try:
        while (frame := receive(pipe)) is not None:
            events.put((kernel, *frame))
    except (OSError, ValueError):
        pass
    events.put((kernel, "end"))


def _close_all(kernels: dict[int, Kernel]) -> None:
    for kernel in list(kernels.values()):
        kernel.close()
    kernels.clear()


class Pool:
    """The processes of one session.  `poll` raises what the user has asked for; `hear` gets what they have to say."""

    def __init__(self, poll: Callable[[], None], hear: dict[str, Callable[..., Any]]) -> None:
        self.poll, self.hear = poll, hear
        self.kernels: dict[int, Kernel] = {}
        self.events: queue.Queue[Any] = queue.Queue()
        self.waiting: deque[Job] = deque()
        self.jobs = 0
        self.last = 0
        self.greetings: list[tuple[Any, ...]] = []  # what every new process is told
        self.shared: set[Symbol] = set()
        self.locks: dict[Symbol, Kernel] = {}
        self.locking: list[tuple[Kernel, Any]] = []  # who waits for which locks
        weakref.finalize(self, _close_all, self.kernels)

    # ---- processes -------------------------------------------------------------------------------------------------

    def launch(self, count: int, directory: str) -> list[Kernel]:
        """Start processes; those that come up in time."""
        started = []
        for _ in range(count):
            self.last += 1
            try:
                kernel = Kernel(self.last, directory, self.events)
            except OSError:
                break
            self.kernels[kernel.number] = kernel
            started.append(kernel)
        end = time.monotonic() + _START
        while any(not k.ready and k.number in self.kernels for k in started) and time.monotonic() < end:
            self._step()
        self.close([k for k in started if not k.ready and k.number in self.kernels])
        return [k for k in started if k.number in self.kernels]

    def close(self, kernels: Iterable[Kernel]) -> None:
        for kernel in kernels:
            self.kernels.pop(kernel.number, None)
            kernel.close()
            self._lose(kernel)

    def tell(self, *frame: Any) -> None:
        """Something that all processes, and those to come, are to know."""
        self.greetings.append(frame)
        for kernel in self.kernels.values():
            kernel.send(*frame)

    def _lose(self, kernel: Kernel) -> None:
        for job in [*([] if kernel.job is None else [kernel.job]), *kernel.pinned]:
            job.finish(DEAD)
        kernel.job = None
        kernel.pinned.clear()
        self.locks = {s: k for s, k in self.locks.items() if k is not kernel}
        self.locking = [(k, names) for k, names in self.locking if k is not kernel]

    # ---- work ------------------------------------------------------------------------------------------------------

    def submit(self, expr: Any, kernel: Kernel | None = None) -> Job:
        self.jobs += 1
        job = Job(self.jobs, expr)
        (self.waiting if kernel is None else kernel.pinned).append(job)
        self._assign()
        return job

    def _assign(self) -> None:
        for kernel in self.kernels.values():
            if kernel.job is None and kernel.ready:
                source = kernel.pinned or self.waiting
                if source:
                    kernel.job = job = source.popleft()
                    job.kernel = kernel
                    kernel.send("run", job.number, job.expr)

    def wait(
        self, jobs: list[Job], enough: Callable[[list[Job]], bool] = lambda jobs: all(j.done for j in jobs)
    ) -> None:
        """Until enough of the jobs are done; whatever ends the waiting otherwise ends the jobs as well."""
        try:
            while not enough(jobs):
                if not self.kernels:
                    for job in jobs:
                        if not job.done:
                            job.finish(DEAD)
                    return
                self._step()
        except BaseException:
            self.cancel(jobs)
            raise

    def cancel(self, jobs: list[Job]) -> None:
        """Give up jobs: those that run are aborted, and a process that does not listen is ended."""
        left = [job for job in jobs if not job.done]
        self.waiting = deque([job for job in self.waiting if job not in left])
        for kernel in self.kernels.values():
            kernel.pinned = deque([job for job in kernel.pinned if job not in left])
        busy = [k for k in self.kernels.values() if k.job in left]
        for kernel in busy:
            kernel.send("abort")
        end = time.monotonic() + _PATIENCE
        poll, self.poll = self.poll, lambda: None
        hear, self.hear = self.hear, {}
        try:
            while any(k.job in left for k in busy) and time.monotonic() < end:
                self._step()
            self.close([k for k in busy if k.job is not None and k.job in left])
        finally:
            self.poll, self.hear = poll, hear

    def _step(self) -> None:
        """Take what the next process has to say, if one says something soon."""
        self.poll()
        try:
            kernel, kind, *parts = self.events.get(timeout=_WAIT)
        except queue.Empty:
            return
        if kind == "ready":
            kernel.ready = True
            for greeting in (("set", "kernel_id", kernel.number), *self.greetings):
                kernel.send(*greeting)
        elif kind == "done":
            number, value, failure = parts
            if kernel.job is not None and kernel.job.number == number:
                kernel.job.finish(value, failure)
                kernel.job = None
        elif kind == "end":
            if self.kernels.get(kernel.number) is kernel:
                self.close([kernel])
                if kernel.ready and "dead" in self.hear:
                    self.hear["dead"](kernel.number)
        elif kind == "ask":
            self._answer(kernel, *parts)
        elif kind in self.hear:
            self.hear[kind](kernel.number, *parts)
        self._assign()

    def _answer(self, kernel: Kernel, kind: str, *parts: Any) -> None:
        if kind == "evaluate":
            kernel.send("answer", self.hear["evaluate"](*parts) if "evaluate" in self.hear else FAILED)
        elif kind == "lock":
            self.locking.append((kernel, parts[0]))
            self._grant()
        elif kind == "unlock":
            self.locks = {s: k for s, k in self.locks.items() if k is not kernel or s not in parts[0].args}
            kernel.send("answer", TRUE)
            self._grant()

    def _grant(self) -> None:
        for entry in list(self.locking):
            kernel, names = entry
            if all(self.locks.get(s, kernel) is kernel for s in names.args):
                self.locks.update(dict.fromkeys(names.args, kernel))
                self.locking.remove(entry)
                kernel.send("answer", TRUE)


def pieces(items: list[Any], method: Any, kernels: int) -> list[list[Any]]:
    """Items in runs, as the option Method wants them; balanced, and a few for each process, without."""
    n = len(items)
    if isinstance(method, Expr) and len(method) == 2 and type(method.args[1]) is int and method.args[1] > 0:
        name, count = method.args
    else:
        name, count = method, 1
    parts = {
        "FinestGrained": n,
        "CoarsestGrained": kernels,
        "EvaluationsPerKernel": kernels * count,
        "ItemsPerEvaluation": -(-n // count),
    }.get(name if type(name) is str else "", 4 * kernels)
    parts = max(1, min(n, parts))
    if name == "ItemsPerEvaluation":
        return [items[i : i + count] for i in range(0, n, count)]
    bounds = [n * i // parts for i in range(parts + 1)]
    return [items[a:b] for a, b in zip(bounds, bounds[1:])]
