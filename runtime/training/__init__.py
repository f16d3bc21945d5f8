"""Training: rounds over shuffled examples, one planned step a batch.

- `automatic`: what is chosen where nothing is said. `sources`: where examples come from.
- `steps`: gradients of batches and losses of examples. `trainer`: the course of training and what it keeps.
- `checkpoints`: training left and taken up again.
"""

from .automatic import MOST_ROUNDS, batch_length, learning_rate, scheduled
from .trainer import Trainer, TrainingResult, make_trainer, train

__all__ = [
    "MOST_ROUNDS",
    "Trainer",
    "TrainingResult",
    "batch_length",
    "learning_rate",
    "make_trainer",
    "scheduled",
    "train",
]
