"""What training chooses where nothing is said: general rules, each a function."""

from math import cos, pi

FULL_BATCH = 64  # examples up to which every step sees all of them
VARYING_BATCH = 16  # examples together where they differ in length
TIME_GOAL = 20.0  # seconds
MOST_ROUNDS = 10000
RATES = {"ADAM": 0.001, "RMSProp": 0.001, "SGD": 0.01, "SignSGD": 0.001}
FULL_BATCH_FACTOR = 10  # without sampling noise a step may be this much longer, if it shrinks again at the end
FALL = 0.9  # the share of the rounds after which a falling rate falls


def batch_length(examples: int, varying: bool = False) -> int:
    """All examples where there are few, else 64; sequences of different lengths by 16."""
    return min(examples, VARYING_BATCH if varying and examples > FULL_BATCH else FULL_BATCH)


def learning_rate(method: str, examples: int, batch: int) -> tuple[float, bool]:
    """The method's usual rate, constant; ten times that, falling to 0, where every batch is the whole data.

    A full batch gives the gradient itself and not a sample of it, so longer steps do not add noise; falling to 0 in the
    end settles what overshoots.
    """
    base = RATES.get(method, 0.001)
    return (base * FULL_BATCH_FACTOR, True) if batch >= examples else (base, False)


def scheduled(rate: float, falling: bool, done: float) -> float:
    """The rate when a share of the rounds is done: constant, or falling as a cosine from `FALL` on."""
    return rate if not falling or done < FALL else rate * (1 + cos(pi * (done - FALL) / (1 - FALL))) / 2


def expected_rounds(done: int, elapsed: float, goal: float | None, most: int) -> int:
    """How many rounds there will be, judged by those done: what fills the time goal, at most `most`."""
    return most if goal is None else max(done, min(most, int(done * goal / max(elapsed, 1e-9))))
