"""Times of the tensor runtime, as ratios within one run: `python tests/benchmarks/runtime.py`.

Prints for a training step and for one example how long the plan takes in multiples of its matrix products alone, which
is what no design can be faster than with this BLAS, and in multiples of the tape.
"""

import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter

import numpy

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
import_module("conftest")  # maps the folders of a bare checkout

from luperca.runtime import tape  # noqa: E402
from luperca.runtime.builder import Plan, Request  # noqa: E402
from luperca.runtime.declare import create  # noqa: E402
from luperca.runtime.device import CPU  # noqa: E402
from luperca.runtime.graph import chain, connect  # noqa: E402
from luperca.runtime.initialize import initialize  # noqa: E402
from luperca.runtime.optimize import Optimizer  # noqa: E402
from luperca.runtime.plan import PlanCache, evaluate  # noqa: E402
from luperca.runtime.training import train  # noqa: E402

SIZES = (784, 256, 128, 10)
RNG = numpy.random.default_rng(0)


def median(call, count=40):
    """The median time of a call in milliseconds."""
    times = []
    for _ in range(count):
        start = perf_counter()
        call()
        times.append(perf_counter() - start)
    return sorted(times)[count // 2] * 1e3


def perceptron():
    layers = []
    for size in SIZES[1:]:
        layers += [create("LinearLayer", size), create("ElementwiseLayer", "Ramp")]
    return chain([*layers[:-1], create("SoftmaxLayer")], {"Input": SIZES[0]})


def products(batch, backward=True):
    """The matrix products of a step and nothing else."""
    pairs = []
    for i, (k, n) in enumerate(zip(SIZES, SIZES[1:])):
        x, w, y = (RNG.standard_normal(shape).astype("f4") for shape in ((batch, k), (k, n), (batch, n)))
        pairs += [(x, w), (x.T, y), (y, w.T)][: 1 if not backward else 2 if i == 0 else 3]
    jobs = [(a, b, numpy.empty((a.shape[0], b.shape[1]), "f4")) for a, b in pairs]

    def run():
        for a, b, out in jobs:
            numpy.matmul(a, b, out=out)

    return run


def step(batch):
    net = connect({1: perceptron(), 2: create("CrossEntropyLossLayer", "Index")}, [((1, None), (2, "Input"))])
    arrays = initialize(net, generator=RNG)
    data = {"Input": RNG.standard_normal((batch, SIZES[0])).astype("f4"), "Target": RNG.integers(1, 11, batch)}
    request = Request(net, tuple((k, v.shape) for k, v in data.items()), gradients=tuple(arrays), train=True)
    plan = Plan(request)
    plan.parameters.load(arrays)
    optimizer = Optimizer("ADAM", plan.parameters.values, plan.parameters.gradients, CPU)

    def run():
        for name, buffer in plan.inputs.items():
            buffer[...] = data[name]
        plan.execute()
        optimizer.step(0.001)

    return run, lambda: tape.run(net, arrays, data, gradients=tuple(arrays))


def main():
    for batch in (64, 1024):
        plan, slow = step(batch)
        least, ours, theirs = median(products(batch)), median(plan), median(slow, 10)
        ratios = f"{ours / least:.2f} x products = {ours / theirs:.2f} x tape"
        print(f"training step, batch {batch}: {ours:.2f} ms = {ratios}")
    net, cache = perceptron(), PlanCache()
    arrays, x = initialize(net, generator=RNG), {"Input": RNG.standard_normal((1, SIZES[0])).astype("f4")}
    ours, least = median(lambda: evaluate(net, arrays, x, cache=cache)), median(products(1, False))
    print(f"one example: {ours:.3f} ms = {ours / least:.2f} x products")
    line = connect({1: create("LinearLayer", 1), 2: create("MeanSquaredLossLayer")}, [((1, None), (2, None))])
    columns = {"Input": numpy.arange(1.0, 5)[:, None], "Target": numpy.array([[1.9], [4.1], [6.0], [8.1]])}
    start = perf_counter()
    train(line, {}, columns, rounds=10000, seed=1)
    print(f"10000 rounds of a line: {perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
