"""Training: the primer's line, batches, stopping, divergence, frozen arrays."""

import numpy
import pytest
from luperca.runtime import training
from luperca.runtime.declare import create
from luperca.runtime.errors import InputError
from luperca.runtime.graph import chain, connect
from luperca.runtime.plan import evaluate
from luperca.runtime.training import train

from .strict import DEVICE

X = numpy.array([[1.0], [2.0], [3.0], [4.0]])
Y = numpy.array([[1.9], [4.1], [6.0], [8.1]])
START = {(1, "Weights"): numpy.array([[-1.19323]]), (1, "Biases"): numpy.zeros(1)}


def line():
    return connect(
        {1: create("LinearLayer", 1), 2: create("MeanSquaredLossLayer")}, [((1, None), (2, None))], {"Input": (1,)}
    )


@pytest.mark.parametrize("start", [START, {}])
def test_the_line_of_the_primer(start):
    result = train(line(), start, {"Input": X, "Target": Y}, seed=1)
    assert result.ended == "rounds" and result.rounds == len(result.losses) == training.MOST_ROUNDS
    assert result.arrays[1, "Weights"] == pytest.approx(2.05, abs=0.001)
    loss = evaluate(line(), result.arrays, {"Input": [[2.0]], "Target": [[4.1]]})[0]["Loss"]
    assert f"{loss[0]:.4f}" == "0.0100"
    assert result.losses[-1] == pytest.approx(0.00375, abs=1e-5)
    assert START[1, "Weights"] == -1.19323


def test_automatic_rules():
    assert training.batch_length(4) == 4
    assert training.batch_length(1000) == 64
    full, falls = training.learning_rate("ADAM", 4, 4)
    part, stays = training.learning_rate("ADAM", 1000, 64)
    assert full > part and falls and not stays
    assert training.scheduled(0.1, True, 0.1) == 0.1
    assert training.scheduled(0.1, True, 1) == pytest.approx(0)
    assert training.scheduled(0.1, False, 1) == 0.1


def blobs(count=300):
    generator = numpy.random.default_rng(3)
    classes = generator.integers(1, 4, count)
    centres = numpy.array([[0, 0], [2, 2], [-2, 2.0]])
    return centres[classes - 1] + 0.3 * generator.standard_normal((count, 2)), classes


def classifier():
    body = chain([create("LinearLayer", 8), create("ElementwiseLayer", "Ramp"), create("LinearLayer", 3)])
    return connect(
        {"body": body, "soft": create("SoftmaxLayer"), "loss": create("CrossEntropyLossLayer", "Index")},
        [(("body", None), ("soft", None)), (("soft", None), ("loss", "Input"))],
    )


@pytest.mark.parametrize("method", ["ADAM", "SGD", "RMSProp", "SignSGD"])
def test_classes_are_learned(method):
    x, classes = blobs()
    result = train(
        classifier(), {}, {"Input": x, "Target": classes}, method=method, rate=0.01, rounds=30, batch_size=32, seed=2
    )
    assert result.batches == 300 and result.batch_size == 32
    probabilities = (("soft",), "Output")
    feeds = {"Input": x, "Target": classes}
    p = evaluate(classifier(), result.arrays, feeds, outputs=[probabilities])[0][probabilities]
    assert (p.argmax(axis=1) + 1 == classes).mean() > 0.97
    assert result.losses[-1] < result.losses[0] / 2


def test_a_seed_decides():
    x, classes = blobs(50)
    columns = {"Input": x, "Target": classes}
    runs = [train(classifier(), {}, columns, rounds=2, batch_size=16, seed=seed).losses for seed in (1, 1, 2)]
    assert runs[0] == runs[1] != runs[2]


def test_reported_loss_is_the_mean_of_the_batches():
    x, classes = blobs(50)
    columns = {"Input": x, "Target": classes}
    arrays = train(classifier(), {}, columns, rounds=1, seed=1).arrays
    result = train(classifier(), arrays, columns, rounds=1, batch_size=16, rate=0.0, seed=1)
    loss = evaluate(classifier(), arrays, columns)[0]["Loss"].mean()
    assert result.losses[0] == pytest.approx(loss, rel=1e-5)
    for path in arrays:
        assert (result.arrays[path] == arrays[path]).all()


def test_one_step_of_plain_descent():
    arrays = {(1, "Weights"): numpy.array([[1.0]]), (1, "Biases"): numpy.zeros(1)}
    columns = {"Input": X[:2], "Target": numpy.array([[2.0], [4.0]])}
    result = train(line(), arrays, columns, method="SGD", rate=0.1, rounds=1)
    # residuals -1 and -2: dw = mean(2 r x) = (-2 - 8)/2, db = mean(2 r) = (-2 - 4)/2
    assert result.arrays[1, "Weights"] == pytest.approx(1.5)
    assert result.arrays[1, "Biases"] == pytest.approx(0.3)
    assert result.losses == [pytest.approx(2.5)]


def test_multipliers():
    factors = {(1, "Biases"): 0, (1, "Weights"): 2.0}
    arrays = {(1, "Weights"): numpy.array([[1.0]]), (1, "Biases"): numpy.zeros(1)}
    columns = {"Input": X[:2], "Target": numpy.array([[2.0], [4.0]])}
    result = train(line(), arrays, columns, method="SGD", rate=0.1, rounds=1, multipliers=factors)
    assert result.arrays[1, "Weights"] == pytest.approx(2.0)
    assert result.arrays[1, "Biases"] == 0


def test_weighted_losses():
    net = connect(
        {1: create("LinearLayer", 1), 2: create("MeanSquaredLossLayer"), 3: create("MeanAbsoluteLossLayer")},
        [
            ((None, "Input"), (1, None)),
            ((1, None), (2, "Input")),
            ((1, None), (3, "Input")),
            ((None, "Target"), (2, "Target")),
            ((None, "Target"), (3, "Target")),
            ((2, None), (None, "Square")),
            ((3, None), (None, "Absolute")),
        ],
        {"Input": (1,)},
    )
    arrays = {(1, "Weights"): numpy.array([[1.0]]), (1, "Biases"): numpy.zeros(1)}
    columns = {"Input": X[:1], "Target": numpy.array([[3.0]])}
    result = train(net, arrays, columns, loss={"Square": 0.5, "Absolute": 2.0}, method="SGD", rate=0.1, rounds=1)
    assert result.arrays[1, "Weights"] == pytest.approx(1 + 0.1 * (0.5 * 4 + 2))
    assert result.losses == [pytest.approx(0.5 * 4 + 2 * 2)]


def test_callback_sees_and_stops():
    seen = []

    def callback(progress):
        seen.append((progress.round, progress.loss, float(progress.arrays()[1, "Weights"][0, 0])))
        return "Stop" if progress.round == 3 else None

    result = train(line(), START, {"Input": X, "Target": Y}, callback=callback)
    assert result.ended == "stopped" and result.rounds == 3
    assert [loss for _, loss, _ in seen] == result.losses
    assert seen[-1][2] == result.arrays[1, "Weights"] != START[1, "Weights"]


def test_interruption_keeps_what_was_learned():
    asked = iter([False] * 5 + [True])
    result = train(line(), START, {"Input": X, "Target": Y}, interrupted=lambda: next(asked))
    assert result.ended == "stopped" and result.rounds == 5
    assert result.arrays[1, "Weights"] != START[1, "Weights"]


def test_keyboard_interrupt_keeps_what_was_learned():
    def callback(progress):
        if progress.round == 4:
            raise KeyboardInterrupt

    result = train(line(), START, {"Input": X, "Target": Y}, callback=callback)
    assert result.ended == "stopped" and result.rounds == 4


def test_divergence_gives_the_last_finite_arrays():
    result = train(line(), START, {"Input": X, "Target": Y}, method="SGD", rate=1e6, rounds=100)
    assert result.ended == "diverged" and result.rounds < 100
    assert all(numpy.isfinite(array).all() for array in result.arrays.values())


def test_a_step_to_infinity_is_taken_back():
    result = train(line(), START, {"Input": X, "Target": Y}, method="SGD", rate=1e38, rounds=100)
    assert result.ended == "diverged"
    assert result.arrays[1, "Weights"] == numpy.float32(-1.19323)


def test_time_goal():
    result = train(line(), START, {"Input": X, "Target": Y}, time_goal=0.0)
    assert result.rounds == 1 and result.ended == "time"


def test_arrays_are_initialised_from_the_data():
    net = connect({1: create("LinearLayer", 1), 2: create("MeanSquaredLossLayer")}, [((1, None), (2, None))])
    columns = {"Input": numpy.ones((3, 2, 2)), "Target": numpy.ones((3, 1))}
    assert train(net, {}, columns, rounds=1).arrays[1, "Weights"].shape == (1, 4)


@pytest.mark.parametrize(
    "columns",
    [{"Input": X}, {"Input": X, "Target": Y[:2]}, {"Input": X[:0], "Target": Y[:0]}, {"Input": X[:, 0], "Target": Y}],
)
def test_bad_columns(columns):
    with pytest.raises(InputError):
        train(line(), START, columns, rounds=1)


def test_strict_device():
    x, classes = blobs(50)
    columns = {"Input": x, "Target": classes}
    settings = {"rounds": 3, "batch_size": 16, "seed": 1}
    losses = [train(classifier(), {}, columns, device=place, **settings).losses for place in ("CPU", DEVICE)]
    assert losses[0] == pytest.approx(losses[1], rel=1e-4)
