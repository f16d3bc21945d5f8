"""How the tests start the program: as a user does, installed or from a bare checkout."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def command():
    import luperca

    bare = Path(luperca.__file__).is_relative_to(ROOT)
    return [sys.executable, str(ROOT / "conftest.py")] if bare else [sys.executable, "-m", "luperca"]


@pytest.fixture
def luperca(command, tmp_path):
    """Run `luperca WORDS`; the finished process, with text."""

    def run(*words, input="", **environment):
        return subprocess.run(
            [*command, *words],
            input=input,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            cwd=tmp_path,
            env=os.environ | {"LUPERCA_HOME": str(tmp_path / "home"), "PYTHONIOENCODING": "utf-8"} | environment,
        )

    return run
