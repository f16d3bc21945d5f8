"""Writes layers.safetensors: `python -m tests.reference.make_layers` from the root, with the extra `oracle` installed.

What is written depends on nothing but the cases in `oracles/`, each of which draws from its own generator.
"""

import numpy
import torch
from safetensors.numpy import save_file

from . import oracles  # noqa: F401  fills the table of cases
from .case import CASES, computed
from .spec import FILE, packed


def stored():
    """All arrays by "CASE|KIND|NAME"."""
    tensors = {}
    for name in sorted(CASES):
        for kind, arrays in computed(name).items():
            tensors |= {f"{name}|{kind}|{key}": numpy.array(data, order="C") for key, data in arrays.items()}
    return tensors


def main():
    torch.set_num_threads(1)
    descriptions = {name: packed(case.spec) for name, case in sorted(CASES.items())}
    save_file(stored(), FILE, descriptions)
    print(f"{len(CASES)} cases, {FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
