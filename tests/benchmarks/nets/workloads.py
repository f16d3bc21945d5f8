"""What is timed: the workloads by name, and the shapes that every side builds alike."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Workload:
    """One unit of work, by `kind`: a training step (forward, loss, backward, optimiser), an evaluation, the elementwise
    chain, or a whole training of some rounds.

    `net` names the net in the tables of the sides, `shape` is the input's with the batch first.
    """

    kind: str
    net: str
    shape: tuple[int, ...]
    about: str
    precision: str = "float32"  # of ours: the others know no correctly rounded functions to turn off


CHAIN_LENGTH = 10**7
IMAGE, COLOURS = (1, 28, 28), (3, 32, 32)
SEQUENCE = (64, 128)  # places, features

WORKLOADS = {
    "mlp_step_64": Workload("train", "mlp", (64, 784), "perceptron 784-256-256-10, ADAM step"),
    "mlp_step_1024": Workload("train", "mlp", (1024, 784), "the same, batch 1024"),
    "lenet_step_64": Workload("train", "lenet", (64, *IMAGE), "LeNet 20-50-500-10, ADAM step"),
    "resnet_step_64": Workload("train", "resnet", (64, *COLOURS), "residual net 16/32/64, batch norm, ADAM step"),
    "lstm_step_32": Workload("train", "lstm", (32, *SEQUENCE), "LSTM 128, last state to 10, ADAM step"),
    "encoder_step_32": Workload("train", "encoder", (32, *SEQUENCE), "encoder block d128 h4 ff512, ADAM step"),
    "mlp_1": Workload("infer", "mlp", (1, 784), "perceptron, one example"),
    "mlp_256": Workload("infer", "mlp", (256, 784), "perceptron, batch 256"),
    "lenet_1": Workload("infer", "lenet", (1, *IMAGE), "LeNet, one example"),
    "lenet_256": Workload("infer", "lenet", (256, *IMAGE), "LeNet, batch 256"),
    "depthwise_1": Workload("infer", "depthwise", (1, 3, 224, 224), "EfficientNet-Lite0-like, one image"),
    "line_1000": Workload("rounds", "line", (4, 1), "1000 rounds of training a line on four points"),
    "chain": Workload("chain", "chain", (CHAIN_LENGTH,), "tanh(x) sigmoid(y) + x on 10^7 numbers"),
    "chain_mixed": Workload("chain", "chain", (CHAIN_LENGTH,), "the same, not rounded correctly", "mixed"),
}

CLASSES = 10
RATE = 1e-6  # so small that thousands of steps stay with ordinary numbers: no loss of 0, no denormals
LINE, LINE_ROUNDS = ((1, 2, 3, 4), (1.9, 4.1, 6.0, 8.1)), 1000
ENCODER = {"width": 128, "heads": 4, "inner": 512}

# The stages of the depthwise net: expansion, channels, repeats, first stride, kernel.
STAGES = (
    (1, 16, 1, 1, 3),
    (6, 24, 2, 2, 3),
    (6, 40, 2, 2, 5),
    (6, 80, 3, 2, 3),
    (6, 112, 3, 1, 5),
    (6, 192, 4, 2, 5),
    (6, 320, 1, 1, 3),
)
STEM, HEAD, LABELS = 32, 1280, 1000


def blocks():
    """The blocks of the depthwise net: (channels in, inner, out, stride, kernel, whether the input is added)."""
    channels = STEM
    for expansion, out, repeats, first, kernel in STAGES:
        for i in range(repeats):
            yield channels, channels * expansion, out, first if i == 0 else 1, kernel, i > 0
            channels = out
