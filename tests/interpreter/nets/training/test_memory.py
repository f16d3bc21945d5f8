"""Data of twice the memory that a process may have."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

resource = pytest.importorskip("resource")

ROOT = Path(__file__).parents[4]
LIMIT, FEATURES = 700 << 20, 512
PROGRAM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({limit}, {limit}))
sys.path.append({root!r})
import conftest  # finds the package where it is not installed
from luperca import Session
session = Session()
text = 'NetTrain[NetChain[{{4, Ramp, 1}}, "Input" -> {features}], File["{x}"] -> File["{y}"], "TotalBatches", ' \\
    'MaxTrainingRounds -> Quantity[300, "Batches"], BatchSize -> 128, ValidationSet -> Scaled[0.001]]'
print(session.evaluate(text))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limit is that of Linux")
def test_data_of_twice_the_memory(tmp_path, monkeypatch):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")  # each thread reserves memory
    count = 2 * LIMIT // (4 * FEATURES)
    for name, columns in (("x", FEATURES), ("y", 1)):  # files with holes: what nobody wrote is 0 and takes no room
        np.lib.format.open_memmap(tmp_path / f"{name}.npy", "w+", np.float32, (count, columns))
    files = {"x": tmp_path / "x.npy", "y": tmp_path / "y.npy"}
    program = PROGRAM.format(limit=LIMIT, features=FEATURES, root=str(ROOT), **files)
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=300)
    assert found.stdout.strip() == "300", found.stderr
