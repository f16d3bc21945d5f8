"""Losses: an example's loss is the mean over its elements."""

from itertools import product

import torch
from torch.nn import functional

from ..case import between, case, probabilities, whole
from ..spec import spec


def mean(x):
    return {"Loss": x.flatten(1).mean(1) if x.ndim > 1 else x}


PAIR = {"Input": (3, 2, 5), "Target": (3, 2, 5)}
case(
    "mean squared loss",
    spec("MeanSquaredLossLayer"),
    PAIR,
    lambda t: mean(functional.mse_loss(t.Input, t.Target, reduction="none")),
)
case(
    "mean absolute loss",
    spec("MeanAbsoluteLossLayer"),
    PAIR,
    lambda t: mean(functional.l1_loss(t.Input, t.Target, reduction="none")),
)


def negative_log(t):
    """torch wants the classes in the second place."""
    return functional.nll_loss(torch.log(t.Input).movedim(-1, 1), t.Target - 1, reduction="none")


case(
    "cross entropy of indices",
    spec("CrossEntropyLossLayer", "Index"),
    {"Input": probabilities(4, 7), "Target": whole(1, 7, 4)},
    lambda t: mean(negative_log(t)),
)
case(
    "cross entropy of sequences of indices",
    spec("CrossEntropyLossLayer", "Index"),
    {"Input": probabilities(3, 5, 4), "Target": whole(1, 4, 3, 5)},
    lambda t: mean(negative_log(t)),
)
case(
    "cross entropy of probabilities",
    spec("CrossEntropyLossLayer", "Probabilities"),
    {"Input": probabilities(3, 5, 4), "Target": probabilities(3, 5, 4)},
    lambda t: mean(functional.kl_div(torch.log(t.Input), t.Target, reduction="none").sum(-1) + entropy(t.Target)),
)


def entropy(p):
    return -(p * torch.log(p)).sum(-1)


case(
    "cross entropy of two classes",
    spec("CrossEntropyLossLayer", "Binary"),
    {"Input": between(0.1, 0.9, 3, 5), "Target": between(0, 1, 3, 5)},
    lambda t: mean(two_classes(t.Input, t.Target)),
)


def two_classes(p, target):
    """torch's function has no gradient by the target."""
    if not torch.allclose(
        functional.binary_cross_entropy(p, target, reduction="none"),
        -(target * torch.log(p) + (1 - target) * torch.log(1 - p)),
    ):
        raise AssertionError("the formula is not torch's")
    return -(target * torch.log(p) + (1 - target) * torch.log(1 - p))


for margin in ((), (0.7,)):
    case(
        f"contrastive loss {margin}",
        spec("ContrastiveLossLayer", *margin),
        {"Input": between(0.05, 1.2, 8), "Target": [1, 0, 1, 1, 0, 0, 1, 0]},
        lambda t, m=margin[0] if margin else 0.5: {"Loss": torch.where(t.Target > 0, torch.relu(m - t.Input), t.Input)},
    )


def paths(p, target):
    """-Log of the total probability of all paths that say `target`, by trying every path (Graves 2006)."""
    blank, total = p.shape[-1] - 1, 0
    for path in product(range(blank + 1), repeat=len(p)):
        said = [c for i, c in enumerate(path) if c != blank and (i == 0 or path[i - 1] != c)]
        if said == target:
            total = total + torch.stack([p[i, c] for i, c in enumerate(path)]).prod()
    return -torch.log(total)


def temporal(t):
    loss = torch.stack([paths(p, (target - 1).tolist()) for p, target in zip(t.Input, t.Target)])
    count, length = t.Input.shape[:2]
    lengths = torch.full((count,), length), torch.full((count,), t.Target.shape[1])
    logs, blank = torch.log(t.Input).transpose(0, 1), t.Input.shape[2] - 1
    torch.testing.assert_close(loss, functional.ctc_loss(logs, t.Target - 1, *lengths, blank=blank, reduction="none"))
    return {"Loss": loss}


case(
    "temporal classification",
    spec("CTCLossLayer"),
    {"Input": probabilities(3, 5, 4), "Target": [[1, 3], [2, 2], [3, 1]]},
    temporal,
)
