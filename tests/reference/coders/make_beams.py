"""Writes beams.json: likely label sequences and their losses, from torch's CTC loss over all sequences there are.

Run with an interpreter that has torch: python tests/reference/coders/make_beams.py
"""

import itertools
import json
from pathlib import Path

import torch

CLASSES, STEPS, KEPT = 3, 7, 12


def losses(p, sequences):
    """-Log of the probability of every sequence."""
    logs = torch.log(p).unsqueeze(1).expand(-1, len(sequences), -1)
    targets = torch.zeros(len(sequences), STEPS, dtype=torch.long)
    for row, sequence in zip(targets, sequences):
        row[: len(sequence)] = torch.tensor(sequence, dtype=torch.long)
    lengths = torch.tensor([len(s) for s in sequences])
    steps = torch.full((len(sequences),), STEPS)
    return torch.nn.functional.ctc_loss(logs, targets, steps, lengths, blank=CLASSES, reduction="none")


def main():
    torch.manual_seed(7)
    everything = [s for n in range(STEPS + 1) for s in itertools.product(range(CLASSES), repeat=n)]
    cases = []
    for sharpness in (0.5, 1.0, 3.0):
        p = torch.softmax(sharpness * torch.randn(STEPS, CLASSES + 1, dtype=torch.float64), dim=1)
        found = losses(p, everything)
        best = torch.argsort(found)[:KEPT].tolist()
        cases.append({"p": p.tolist(), "best": [[list(everything[i]), found[i].item()] for i in best]})
    Path(__file__).with_name("beams.json").write_text(json.dumps(cases, indent=1) + "\n")


if __name__ == "__main__":
    main()
