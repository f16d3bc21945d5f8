"""Kills a training with SIGKILL again and again, and lets it go on from its checkpoint.

    python tests/interpreter/nets/training/killed.py 200

Every process says which batch its checkpoint holds after it was written. None of what was said may be lost, and in the
end the weights have to be those of a training that nobody disturbed, to the last bit.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
BATCHES = 60  # for every kill, so that training is not over before the last one
PROGRAM = """
import sys
sys.path.append({root!r})
import conftest  # finds the package where it is not installed
from luperca import Session

session = Session()
session.core.on_print(lambda text: print(text, flush=True))
session.evaluate('SeedRandom[1]; data = Table[With[{{x = RandomReal[1, 3]}}, x -> {{Total[x^2]}}], 200]')
session.evaluate('net = NetChain[{{16, BatchNormalizationLayer[], Tanh, DropoutLayer[0.2], 1}}, "Input" -> 3]')
session.evaluate('trained = NetTrain[net, data, MaxTrainingRounds -> Quantity[{batches}, "Batches"], BatchSize -> 32, '
    'RandomSeeding -> 5, TrainingProgressCheckpointing -> {checkpointing}, '
    'TrainingProgressFunction -> {{Print[#AbsoluteBatch] &, "Interval" -> Quantity[1, "Batches"]}}];')
print("weights", session.evaluate('ToString[Information[trained, "ArraysList"], InputForm]'), flush=True)
"""


def program(batches: int, checkpoint: Path | None) -> list[str]:
    timing = '"Interval" -> Quantity[1, "Batches"], "Resume" -> True'
    spec = "None" if checkpoint is None else f'{{"File", "{checkpoint}", {timing}}}'
    return [sys.executable, "-c", PROGRAM.format(root=str(ROOT), batches=batches, checkpointing=spec)]


def main(kills: int, seed: int = 0) -> None:
    """Raises AssertionError where something was lost."""
    chance, batches = random.Random(seed), BATCHES * kills
    with tempfile.TemporaryDirectory() as folder:
        checkpoint = Path(folder) / "state.wlnet"
        said = 0
        for kill in range(kills):
            process = subprocess.Popen(program(batches, checkpoint), stdout=subprocess.PIPE, text=True)
            assert process.stdout is not None
            first = int(process.stdout.readline())
            assert first > said, f"kill {kill}: batch {said} was written, and {first} came next"
            time.sleep(chance.uniform(0, 0.15))
            process.send_signal(signal.SIGKILL)
            lines = process.stdout.read().split()
            process.wait()
            said = max([first, *(int(line) for line in lines if line.isdigit())])
            assert said < batches, "training was over before the last kill"
        done = subprocess.run(program(batches, checkpoint), capture_output=True, text=True, check=True)
    whole = subprocess.run(program(batches, None), capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == whole.stdout.splitlines()[-1], "the weights are others"
    print(f"{kills} kills, {batches} batches: nothing was lost, and the weights are the same")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
