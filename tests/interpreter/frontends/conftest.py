"""How the tests of front ends run the program."""

import os
import subprocess

import pytest


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
