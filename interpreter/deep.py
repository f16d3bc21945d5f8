"""Deep recursion: past a few hundred nested evaluations the work goes on in a thread with a large stack."""

from __future__ import annotations

import sys
import threading
from typing import Any

from .control import AbortSignal

THREAD_DEPTH = 400  # nested evaluations on the caller's own stack, of which each takes less than a kilobyte
HARD_DEPTH = 40_000  # what $RecursionLimit -> Infinity means
_STACK = 512 << 20

sys.setrecursionlimit(max(sys.getrecursionlimit(), 8000))


def run_deep(kernel: Any, e: Any, depth: int) -> Any:
    """kernel.reduce(e, depth) in a thread of its own; exceptions come back as they are."""
    outcome: list[Any] = []

    def work() -> None:
        try:
            outcome.append(kernel.reduce(e, depth))
        except BaseException as problem:  # goes on in the thread that waits
            outcome.append(problem)

    limit = sys.getrecursionlimit()
    old_size = threading.stack_size(_STACK)
    try:
        sys.setrecursionlimit(max(limit, 1_000_000))
        worker = threading.Thread(target=work, name="luperca-deep", daemon=True)
        worker.start()
        threading.stack_size(old_size)
        _wait(kernel, worker)
    finally:
        sys.setrecursionlimit(limit)
        threading.stack_size(old_size)
    result = outcome[0]
    if isinstance(result, BaseException):
        raise result
    return result


def _wait(kernel: Any, worker: threading.Thread) -> None:
    """Wait for the thread; Ctrl-C meanwhile becomes a request to abort."""
    while worker.is_alive():
        try:
            worker.join(0.2)
        except KeyboardInterrupt:
            kernel.interrupt = AbortSignal()
