"""Our runtime beside PyTorch and ONNX Runtime: `python tests/benchmarks/nets/run.py`; see README.md.

Every workload gets fresh processes, one a side, so that thread pools and memory are a side's own. Blocks of calls run
A B C A B C ...; the ratios to the first side are medians over the rounds, so that a change of the machine's speed meets
all sides alike.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from workloads import WORKLOADS

HERE = Path(__file__).resolve().parent
POOLS = ("OMP", "OPENBLAS", "MKL", "NUMBA")


@dataclass(frozen=True)
class Side:
    """A module of this folder, which interpreter it wants (an option of the command), and its environment."""

    module: str
    interpreter: str
    environment: dict = field(default_factory=dict)


SIDES = {
    "torch": Side("side_torch", "peers", {"NETS_TUNED": "0"}),
    "torch_tuned": Side("side_torch", "peers", {"NETS_TUNED": "1"}),
    "onnxruntime": Side("side_onnxruntime", "peers"),
    "numpy": Side("side_luperca", "ours", {"LUPERCA_KERNELS": "numpy", "LUPERCA_BLAS": "numpy"}),
    "c": Side("side_luperca", "ours", {"LUPERCA_KERNELS": "c", "LUPERCA_BLAS": "numpy"}),
    "mkl": Side("side_luperca", "mkl", {"LUPERCA_KERNELS": "c", "LUPERCA_BLAS": "mkl"}),
}


class Process:
    """A worker and the lines that go to and fro."""

    def __init__(self, side, python, threads):
        environment = os.environ | {f"{pool}_NUM_THREADS": str(threads) for pool in POOLS} | side.environment
        self.process = subprocess.Popen(
            [python, str(HERE / "worker.py"), side.module, str(threads)],
            cwd=HERE,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, line):
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return "no process"
        return self.process.stdout.readline().strip() or "no answer"

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def measure(name, sides, interpreters, options):
    """The row of one workload: side -> times, ratios and memory, or why there are none."""
    processes = {key: Process(SIDES[key], interpreters[SIDES[key].interpreter], options.threads) for key in sides}
    row, live = {}, []
    for key, process in processes.items():
        answer = process.ask(f"setup {name}")
        if answer == "ok":
            live.append(key)
        else:
            row[key] = {"missing": answer.removeprefix("no ")}
    rounds = {key: [] for key in live}
    for _ in range(options.rounds):
        for key in live:
            time.sleep(options.pause)  # the idle threads of the side before stop spinning
            rounds[key].append([float(t) for t in processes[key].ask(f"block {options.block}").split()])
    for key in live:
        row[key] = summary(rounds[key], rounds.get(sides[0]))
        before, peak = map(float, processes[key].ask("memory").split())
        row[key] |= {"memory_mib": peak, "memory_before_mib": before, "about": processes[key].ask("about")}
    for process in processes.values():
        process.end()
    return row


def summary(blocks, reference):
    """Times in milliseconds, and ratios to the reference's blocks of the same rounds."""
    times = [t for block in blocks for t in block]
    found = {"median_ms": median(times) * 1e3, "best_ms": low(times) * 1e3, "calls": len(times)}
    if reference is not None:
        found["ratio"] = median(median(a) / median(b) for a, b in zip(blocks, reference))
        found["ratio_best"] = low(times) / low([t for block in reference for t in block])
    return found


def low(times):
    """The time that a tenth of the calls stay under."""
    return sorted(times)[len(times) // 10]


def cell(found):
    if "missing" in found:
        return "-"
    ratio = f"x{found['ratio']:.2f}" if "ratio" in found else ""
    return f"{found['median_ms']:.3f} ms {ratio} {found['memory_mib']:.0f} M"


def show(threads, table, sides):
    print(f"\n{threads} thread{'s' if threads > 1 else ''}: median time, ratio to {sides[0]}, peak memory")
    print(f"{'workload':<17}" + "".join(f"{key:<27}" for key in sides))
    for name, row in table.items():
        print(f"{name:<17}" + "".join(f"{cell(row[key]):<27}" for key in sides))
    reasons = {(key, found["missing"]) for row in table.values() for key, found in row.items() if "missing" in found}
    for key, reason in sorted(reasons):
        if reason != "not offered":
            print(f"  {key}: {reason}")


def options():
    parser = argparse.ArgumentParser(description="Times of nets, as ratios to the first side.")
    parser.add_argument("--sides", default=",".join(SIDES), help="names with commas; the first is the reference")
    parser.add_argument("--only", default=",".join(WORKLOADS), help="workloads with commas")
    parser.add_argument("--threads", default="1,2", help="numbers of threads with commas")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--block", type=float, default=0.25, help="seconds of a block")
    parser.add_argument("--pause", type=float, default=0.15, help="seconds between blocks")
    parser.add_argument("--python", default=sys.executable, help="the interpreter with torch, onnx and onnxruntime")
    parser.add_argument("--ours", default=sys.executable, help="the interpreter for our sides")
    parser.add_argument("--mkl", help="the interpreter for the side with MKL, where that is not the same")
    parser.add_argument("--json", help="a file for all numbers")
    return parser.parse_args()


def main():
    chosen = options()
    sides, workloads = chosen.sides.split(","), chosen.only.split(",")
    interpreters = {"peers": chosen.python, "ours": chosen.ours, "mkl": chosen.mkl or chosen.ours}
    results = {}
    for threads in map(int, chosen.threads.split(",")):
        chosen.threads = threads
        table = results[threads] = {}
        for name in workloads:
            table[name] = measure(name, sides, interpreters, chosen)
            print(f"{threads} threads, {name}", *(cell(table[name][key]) for key in sides), sep=" | ", file=sys.stderr)
        show(threads, table, sides)
    if chosen.json:
        Path(chosen.json).write_text(json.dumps(results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
