"""Every sample runs and prints exactly what stands beside it."""

import os
import subprocess
from pathlib import Path

import pytest

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.wl"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_sample(sample, command, tmp_path):
    env = os.environ | {"LUPERCA_HOME": str(tmp_path)}  # where no data sets are
    done = subprocess.run(
        [*command, str(sample)], capture_output=True, text=True, encoding="utf-8", timeout=120, env=env
    )
    assert done.stderr == ""
    assert done.stdout == sample.with_suffix(".txt").read_text(encoding="utf-8")
    assert done.returncode == 0
