"""What one application of a small net costs above its arithmetic.

    python tests/benchmarks/nets/application.py

Times `net[x]` as the evaluator runs it, for lists and packed lists, beside the same layers as calls of numpy, taking
turns; the figures are the least and the median over the rounds, in microseconds. The aim: 40 above numpy.
"""

import statistics
import time

import numpy as np
from luperca import Session

ROUNDS, CALLS = 40, 500
NET = """
    net = NetInitialize[NetChain[{32, Ramp, 16, Tanh, 4}, "Input" -> 8]];
    list = Range[8]/8.; packed = RandomReal[1, 8];
"""


def numpy_layers(arrays):
    """The layers as numpy runs them, on one example."""
    w1, b1, w2, b2, w3, b3 = arrays
    x = (np.arange(1, 9, dtype="float32") / 8)[None]

    def run():
        h = x @ w1.T
        h += b1
        np.maximum(h, 0, out=h)
        h = h @ w2.T
        h += b2
        np.tanh(h, out=h)
        h = h @ w3.T
        h += b3
        return h

    return run


def in_the_language(session, text):
    """An input as a callable: evaluated anew each time, as a loop of the language does."""
    kernel = session.core
    e, evaluator = kernel.read_value(text), kernel.evaluator

    def run():
        evaluator.new_stamp()
        return evaluator.evaluate(e)

    return run


def main():
    session = Session()
    session.evaluate(NET)
    net = session.core.own_value(session.core.read_value("net"))
    sides = {
        "numpy": numpy_layers(list(net.arrays.values())),
        "net[list]": in_the_language(session, "net[list]"),
        "net[packed]": in_the_language(session, "net[packed]"),
    }
    times = {name: [] for name in sides}
    for run in sides.values():
        for _ in range(CALLS):
            run()
    for _ in range(ROUNDS):
        for name, run in sides.items():
            start = time.perf_counter()
            for _ in range(CALLS):
                run()
            times[name].append((time.perf_counter() - start) / CALLS * 1e6)
    base = times["numpy"]
    print(f"{'':12} {'least':>7} {'median':>7}   above numpy")
    for name, found in times.items():
        least, middle = min(found), statistics.median(found)
        above = f"{least - min(base):7.1f} {middle - statistics.median(base):7.1f}" if found is not base else ""
        print(f"{name:12} {least:7.1f} {middle:7.1f}   {above}")


if __name__ == "__main__":
    main()
