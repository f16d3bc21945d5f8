"""A round of training LeNet on 10,000 pictures, shuffling and batches included, beside the same net in PyTorch.

    PYTHON_WITH_TORCH tests/benchmarks/nets/rounds.py [--threads N] [--rounds N]

Both sides have the pictures in memory and see them in batches of 64 in a new order every round, with ADAM at 0.001; the
rounds take turns in one process. PyTorch runs with a DataLoader (its workers off, which is its fastest for data in
memory) and, as a second side, with the indexing that people write who find the loader too slow.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[3]))

import conftest  # noqa: F401 - finds the package where it is not installed

# isort: split
import numpy
import torch
from luperca.runtime.declare import create
from luperca.runtime.graph import chain, connect
from luperca.runtime.training import make_trainer
from torch import nn

COUNT, BATCH = 10_000, 64


def ours(x, y):
    """One round a call."""
    features = []
    for channels in (20, 50):
        features += [("ConvolutionLayer", channels, (5, 5)), ("ElementwiseLayer", "Ramp")]
        features += [("PoolingLayer", (2, 2), (2, 2))]
    classes = [("FlattenLayer",), ("LinearLayer", 500), ("ElementwiseLayer", "Ramp"), ("LinearLayer", 10)]
    body = chain([create(*kind) for kind in (*features, *classes, ("SoftmaxLayer",))])
    net = connect({1: body, 2: create("CrossEntropyLossLayer", "Index")}, [((1, None), (2, "Input"))])
    trainer = make_trainer(net, {}, {"Input": x, "Target": y + 1}, batch_size=BATCH, rounds=10**6, rate=0.001, seed=1)

    def run():
        trainer.run(lambda now, event: "Stop")
        return trainer.losses[-1]

    return run


def theirs(x, y, loader):
    model = nn.Sequential(
        nn.Conv2d(1, 20, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(20, 50, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(800, 500), nn.ReLU(), nn.Linear(500, 10),
    )  # fmt: skip
    optimizer, loss = torch.optim.Adam(model.parameters(), 0.001), nn.CrossEntropyLoss()
    x, y = torch.from_numpy(x), torch.from_numpy(y)
    batches = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), BATCH, shuffle=True)

    def indexed():
        for chosen in torch.randperm(COUNT).split(BATCH):
            yield x[chosen], y[chosen]

    def run():
        total = 0.0
        for images, labels in batches if loader else indexed():
            optimizer.zero_grad()
            found = loss(model(images), labels)
            found.backward()
            optimizer.step()
            total += float(found) * len(labels)
        return total / COUNT

    return run


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    rng = numpy.random.default_rng(1)
    y = rng.integers(10, size=COUNT)
    patterns = rng.random((10, 1, 28, 28))
    x = (patterns[y] + rng.normal(size=(COUNT, 1, 28, 28)) / 2).astype("float32")
    sides = {"luperca": ours(x, y), "torch loader": theirs(x, y, True), "torch indexed": theirs(x, y, False)}
    times = {name: [] for name in sides}
    for number in range(arguments.rounds + 1):
        for name, run in sides.items():
            start = time.perf_counter()
            loss = run()
            if number:  # the first round warms up
                times[name].append(time.perf_counter() - start)
    base = statistics.median(times["torch loader"])
    for name, found in times.items():
        middle = statistics.median(found)
        print(f"{name:14} {min(found):6.2f} s least {middle:6.2f} s median  {middle / base:5.2f} of the loader's")
    print(f"last loss {loss:.4f}")


if __name__ == "__main__":
    main()
