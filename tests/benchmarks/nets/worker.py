"""One side in a process of its own: `worker.py MODULE THREADS`; commands come line by line on standard input.

    setup NAME      -> ok, or "no" and the reason
    block SECONDS   -> the seconds of every call in a block of that length
    memory          -> peak MiB before setup and now, kept by the kernel of the system (VmHWM)
    about           -> what computes here
    quit

A side is a module with `about()` and `setup(workload, threads)`, which gives a callable that does one unit of work and
has finished when it returns, or None where the side cannot do it.
"""

import importlib
import os
import sys
import time
import traceback

from workloads import WORKLOADS

WARM_SECONDS = 0.3


def peak():
    """The most memory that this process had so far, in MiB; 0 where the system does not tell."""
    try:
        with open("/proc/self/status") as status:
            line = next(line for line in status if line.startswith("VmHWM"))
    except OSError:
        return 0.0
    return int(line.split()[1]) / 1024


class Worker:
    """The commands as methods; each gives the line to answer."""

    def __init__(self, module, threads):
        self.side, self.threads = importlib.import_module(module), threads
        self.call, self.before = None, peak()

    def about(self, _):
        return self.side.about()

    def setup(self, name):
        self.call = self.side.setup(WORKLOADS[name], self.threads)
        if self.call is None:
            return "no not offered"
        start = time.perf_counter()
        self.call()
        self.call()
        while time.perf_counter() - start < WARM_SECONDS:
            self.call()
        return "ok"

    def block(self, seconds):
        end, times = time.perf_counter() + float(seconds), []
        while not times or time.perf_counter() < end:
            start = time.perf_counter()
            self.call()
            times.append(time.perf_counter() - start)
        return " ".join(f"{t:.9f}" for t in times)

    def memory(self, _):
        return f"{self.before:.1f} {peak():.1f}"


def main():
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what a side prints must not get between the answers
    worker = Worker(sys.argv[1], int(sys.argv[2]))
    for line in sys.stdin:
        command, _, argument = line.strip().partition(" ")
        if command == "quit":
            break
        try:
            answer = getattr(worker, command)(argument)
        except Exception as problem:
            place = traceback.extract_tb(problem.__traceback__)[-1]
            answer = f"no {type(problem).__name__}: {str(problem)[:200]} ({place.filename}:{place.lineno})"
        print(answer.replace("\n", " "), file=answers)


main()
