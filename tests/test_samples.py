"""Every sample runs and prints exactly what stands beside it; a program in Python prints the same."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLES = sorted(p.with_suffix(".wl") for p in (ROOT / "samples").rglob("*.txt"))
LANGUAGE = sorted((ROOT / "samples" / "language").glob("*.txt"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_sample(sample, command, tmp_path):
    env = os.environ | {"LUPERCA_HOME": str(tmp_path)}  # where no data sets are
    done = subprocess.run(
        [*command, str(sample)], capture_output=True, text=True, encoding="utf-8", timeout=120, env=env
    )
    assert done.stderr == ""
    assert done.stdout == sample.with_suffix(".txt").read_text(encoding="utf-8")
    assert done.returncode == 0


@pytest.mark.parametrize("expected", LANGUAGE, ids=lambda path: path.stem)
def test_program_in_python(expected):
    program = ROOT / "tests" / "reference" / "samples" / f"{expected.stem}.py"
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.stderr == ""
    assert done.stdout == expected.read_text(encoding="utf-8")
