"""Training that is killed goes on from its last checkpoint."""

import sys

import pytest

from .killed import main


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_twenty_kills(capsys):
    main(20)
    assert "nothing was lost" in capsys.readouterr().out
