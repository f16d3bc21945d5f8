"""What one of several processes of a training does; the first writes what came out.

    mpirun -n 2 python tests/runtime/team.py FILE
"""

import sys
from pathlib import Path

import numpy

ROOT = Path(__file__).resolve().parents[2]


def trained(seed=1, **settings):
    """A training whose batches are 32 examples together, in a process or in several."""
    from luperca.runtime.declare import create
    from luperca.runtime.graph import chain, connect
    from luperca.runtime.training import train

    rng = numpy.random.default_rng(3)
    x = rng.normal(size=(100, 4))
    columns = {"Input": x, "Target": numpy.sin(x).sum(axis=1, keepdims=True)}
    body = chain([create("LinearLayer", 16), create("ElementwiseLayer", "Tanh"), create("LinearLayer", 1)])
    net = connect({1: body, 2: create("MeanSquaredLossLayer")}, [((1, None), (2, None))], {"Input": (4,)})
    return train(net, {}, columns, batch_size=32, rounds=5, rate=0.01, seed=seed, dtype="float64", **settings)


def main(path):
    from luperca.runtime.communicate import communicator

    team = communicator()
    # what only the first process knows has to reach the others
    result = trained(seed=1 if team.rank == 0 else 99)
    if team.rank == 0:
        arrays = {str(name): array for name, array in result.arrays.items()}
        numpy.savez(path, losses=result.losses, size=team.size, **arrays)


if __name__ == "__main__":
    sys.path.append(str(ROOT))
    import conftest  # noqa: F401 - finds the package where it is not installed

    main(sys.argv[1])
