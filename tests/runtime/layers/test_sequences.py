"""Recurrent layers, attention, sequences and their losses: values, options and what is refused."""

from itertools import groupby, product

import numpy
import pytest
from luperca.runtime.builder import Plan, Request
from luperca.runtime.declare import create
from luperca.runtime.errors import ArgumentError, InputError, RuntimeProblem, ShapeError
from luperca.runtime.graph import single
from luperca.runtime.ops import weights
from luperca.runtime.plan import evaluate
from luperca.runtime.ports import VARYING
from luperca.runtime.ragged import batch

from .. import nets
from ..cases import layer, numbers, probabilities
from ..check import check_gradients, drawn, real_targets

RECURRENT = ("BasicRecurrentLayer", "GatedRecurrentLayer", "LongShortTermMemoryLayer")
CELLS = ("LongShortTermMemoryLayer with states", "GatedRecurrentLayer with states", "BasicRecurrentLayer with states")


def sigmoid(x):
    return 1 / (1 + numpy.exp(-x))


def walk(name, arrays, x):
    """The formulas, step by step."""

    def gate(prefix, x, s):
        return arrays[f"{prefix}InputWeights",] @ x, arrays[f"{prefix}StateWeights",] @ s, arrays[f"{prefix}Biases",]

    s = c = numpy.zeros(len(arrays[[k for k in arrays if k[0].endswith("Biases")][0]]))
    states = []
    for row in x:
        if name == "BasicRecurrentLayer":
            s = numpy.tanh(sum(gate("", row, s)))
        elif name == "GatedRecurrentLayer":
            i, r = (sigmoid(sum(gate(g, row, s))) for g in ("InputGate", "ResetGate"))
            a, b, bias = gate("MemoryGate", row, s)
            s = (1 - i) * numpy.tanh(a + r * b + bias) + i * s
        else:
            i, o, f = (sigmoid(sum(gate(g, row, s))) for g in ("InputGate", "OutputGate", "ForgetGate"))
            c = f * c + i * numpy.tanh(sum(gate("MemoryGate", row, s)))
            s = o * numpy.tanh(c)
        states.append(s)
    return numpy.array(states)


@pytest.mark.parametrize("train", [False, True])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", RECURRENT)
def test_formulas(name, dtype, train):
    graph, x = layer(name, 3), numbers(2, 5, 4)
    arrays = drawn(graph, {"Input": x})
    found = evaluate(graph, arrays, {"Input": x}, dtype=dtype, train=train)[0]["Output"]
    tolerance = 1e-6 if dtype == "float32" else 1e-14
    for row, wanted in zip(found, x):
        numpy.testing.assert_allclose(row, walk(name, arrays, wanted), rtol=0, atol=tolerance)


@pytest.mark.parametrize("name", RECURRENT)
def test_one_step_and_no_cell_overflows(name):
    graph = layer(name, 2)
    x = numpy.array([[[1e4, -1e4]]])
    y = evaluate(graph, drawn(graph, {"Input": x}), {"Input": x}, train=True)[0]["Output"]
    assert y.shape == (1, 1, 2) and numpy.isfinite(y).all()


@pytest.mark.parametrize("case", CELLS)
def test_walking_on_from_the_last_states(case):
    graph, inputs = nets.CASES[case]
    arrays = drawn(graph, inputs)
    whole = evaluate(graph, arrays, inputs, dtype="float64")[0]
    first = evaluate(graph, arrays, inputs | {"Input": inputs["Input"][:, :2]}, dtype="float64")[0]
    on = {f"Start{name[3:]}": value for name, value in first.items() if name.startswith("End")}
    rest = evaluate(graph, arrays, {"Input": inputs["Input"][:, 2:]} | on, dtype="float64")[0]
    numpy.testing.assert_allclose(rest["Output"], whole["Output"][:, 2:], rtol=1e-12)
    for name in on:
        end = f"End{name[5:]}"
        numpy.testing.assert_allclose(rest[end], whole[end], rtol=1e-12)


def test_the_cells_are_left_out_where_only_the_states_are_used():
    graph = layer("LongShortTermMemoryLayer", 3)
    shapes = {place: array.shape for place, array in drawn(graph, {"Input": numbers(2, 4, 5)}).items()}
    plan = Plan(Request(graph, (("Input", (2, 4, 5)),)), arrays=shapes)
    walks = [i for i in plan.program.instructions if i.op.name == "recurrent"]
    assert [i.settings for i in walks] == [{"cell": "LongShortTermMemory"}]
    assert "span" not in [i.op.name for i in plan.program.instructions]


THINNED = [f"{name} thinned" for name in RECURRENT] + ["attention thinned", "attention window"]


@pytest.mark.parametrize("case", THINNED)
def test_gradients_of_dropout(case):
    graph, inputs = nets.CASES[case]
    check_gradients(graph, inputs, evaluate, train=True, seed=5)


@pytest.mark.parametrize("method", ["VariationalWeights", "VariationalInput", "VariationalState", "StateUpdate"])
@pytest.mark.parametrize("name", RECURRENT)
def test_dropout_methods(name, method):
    graph = layer(name, 4, Dropout=[("Rule", method, 0.5)])
    inputs = {"Input": numbers(2, 3, 4)}
    arrays = drawn(graph, inputs)
    plain = evaluate(layer(name, 4), arrays, inputs)[0]["Output"]
    assert (evaluate(graph, arrays, inputs)[0]["Output"] == plain).all()
    one, same, other = (evaluate(graph, arrays, inputs, train=True, seed=s)[0]["Output"] for s in (1, 1, 2))
    assert (one == same).all() and (one != other).any()


@pytest.mark.parametrize("spec", [1, -0.1, "x", True, {"Other": 0.1}, [("Rule", "StateUpdate", 2)], [0.1, 0.2]])
def test_bad_dropout(spec):
    with pytest.raises(ArgumentError) as caught:
        create("GatedRecurrentLayer", 3, Dropout=spec)
    assert "VariationalWeights" in str(caught.value)


def test_dropout_forms():
    assert create("BasicRecurrentLayer", 3, Dropout=0.2)["Dropout"] == (("VariationalWeights", 0.2),)
    assert create("BasicRecurrentLayer", 3, Dropout=None)["Dropout"] == ()
    rule = ("Rule", "StateUpdate", 0.1)
    assert create("BasicRecurrentLayer", 3, Dropout=rule) == create("BasicRecurrentLayer", 3, Dropout=(rule,))


@pytest.mark.parametrize(
    ("name", "arguments", "options"),
    [
        ("BasicRecurrentLayer", [0], {}),
        ("LongShortTermMemoryLayer", [2.5], {}),
        ("EmbeddingLayer", ["x"], {}),
        ("EmbeddingLayer", [3, 0], {}),
        ("SequenceIndicesLayer", [], {"Maximum": 0}),
        ("AttentionLayer", ["Other"], {}),
        ("AttentionLayer", [], {"Mask": "Other"}),
        ("AttentionLayer", [], {"Mask": ("Rule", "Causal", 0)}),
        ("AttentionLayer", [], {"Mask": [1, 2]}),
        ("AttentionLayer", [], {"MultiHead": 2}),
        ("AttentionLayer", [], {"ScoreRescaling": 2}),
        ("AttentionLayer", [], {"Dropout": 1}),
        ("ContrastiveLossLayer", [-1], {}),
    ],
)
def test_bad_arguments(name, arguments, options):
    with pytest.raises(ArgumentError):
        create(name, *arguments, **options)


@pytest.mark.parametrize(
    ("name", "arguments", "options", "ports"),
    [
        ("BasicRecurrentLayer", [3], {}, {"Input": 4}),
        ("GatedRecurrentLayer", [3], {}, {"Input": (2, 4, 5)}),
        ("LongShortTermMemoryLayer", [3], {}, {"Output": (2, 4)}),
        ("SequenceLastLayer", [], {}, {"Input": "Real"}),
        ("SequenceMostLayer", [], {}, {"Input": (1, 3)}),
        ("SequenceRestLayer", [], {}, {"Input": 1}),
        ("AppendLayer", [], {}, {"Input": (2, 3), "Element": 4}),
        ("PrependLayer", [], {}, {"Output": 1}),
        ("EmbeddingLayer", [3, 5], {}, {"Input": ("Restricted", 0, 4)}),
        ("AttentionLayer", ["Dot"], {}, {"Key": (2, 3), "Query": (2, 4)}),
        ("AttentionLayer", [], {}, {"Key": (2, 3), "Value": (4, 3)}),
        ("AttentionLayer", [], {}, {"Key": 3}),
        ("AttentionLayer", [], {"MultiHead": True}, {"Key": (2, 3)}),
        ("AttentionLayer", [], {"MultiHead": True}, {"Key": (5, 2, 3), "Query": (5, 4, 3)}),
        ("SequenceAttentionLayer", ["Dot"], {}, {"Input": (2, 3), "Query": 4}),
        ("CTCLossLayer", [], {}, {"Input": (5, 1)}),
        ("CTCLossLayer", [], {}, {"Input": 5}),
        ("CrossEntropyLossLayer", ["Index"], {}, {"Input": VARYING}),
    ],
)
def test_shapes_that_cannot_be(name, arguments, options, ports):
    with pytest.raises(ShapeError):
        single(create(name, *arguments, ports=ports, **options)).infer()


def test_sizes_follow():
    def sizes(name, *arguments, ports, **options):
        found = single(create(name, *arguments, ports=ports, **options)).inference
        return {port: kind.dims for port, kind in (found.inputs | found.outputs).items()}

    assert sizes("SequenceMostLayer", ports={"Output": (2, 3)})["Input"] == (3, 3)
    assert sizes("AppendLayer", ports={"Output": (VARYING, 3)}) == {
        "Input": (VARYING, 3),
        "Element": (3,),
        "Output": (VARYING, 3),
    }
    assert sizes("EmbeddingLayer", 4, ports={"Input": (VARYING, ("Restricted", 1, 7))})["Output"] == (VARYING, 4)
    assert sizes("AttentionLayer", "Dot", ports={"Key": (5, 3), "Value": (5, 2), "Query": (4, None)}) == {
        "Key": (5, 3),
        "Value": (5, 2),
        "Query": (4, 3),
        "Output": (4, 2),
    }
    found = sizes("LongShortTermMemoryLayer", ports={"Input": (None, 3), "Output": (VARYING, 2)})
    assert found == {"Input": (VARYING, 3), "Output": (VARYING, 2)}


def test_the_number_of_embedded_classes_follows_from_the_input():
    graph = single(create("EmbeddingLayer", 3, ports={"Input": ("Restricted", 1, 5)}))
    assert graph.inference.array_shapes == {("Weights",): (5, 3)}
    arrays = {("Weights",): numpy.arange(15.0).reshape(5, 3)}
    assert evaluate(graph, arrays, {"Input": [5]})[0]["Output"].tolist() == [[12, 13, 14]]
    with pytest.raises(InputError):
        evaluate(graph, arrays, {"Input": [6]})


def test_embedding_adds_up_what_is_used_twice():
    graph, ones = layer("EmbeddingLayer", 2, 3), {("Weights",): numpy.ones((3, 2))}
    _, found = evaluate(graph, ones, {"Input": [[1, 3, 3]]}, gradients=[("Weights",)])
    assert found["Weights",].tolist() == [[1, 1], [0, 0], [2, 2]]


def test_indices():
    graph = layer("SequenceIndicesLayer", Maximum=2)
    assert evaluate(graph, {}, {"Input": numpy.zeros((2, 3, 1))})[0]["Output"].tolist() == [[1, 2, 2]] * 2


# --- attention


def _mean_by_formula(key, value, query, seen, scale=1.0):
    scores = numpy.where(seen, scale * query @ key.T, -numpy.inf)
    weights = numpy.exp(scores - scores.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True) @ value


@pytest.mark.parametrize(
    ("mask", "seen"),
    [
        (None, lambda i, j: i == i + 0 * j),
        ("Causal", lambda i, j: j <= i),
        (("Rule", "Causal", 2), lambda i, j: (j <= i) & (j > i - 2)),
    ],
)
def test_masks(mask, seen):
    key, value, query = numbers(5, 3), numbers(5, 2), numbers(5, 3)
    graph = layer("AttentionLayer", "Dot", Mask=mask, ScoreRescaling="DimensionSqrt")
    data = {"Key": key[None], "Value": value[None], "Query": query[None]}
    found = evaluate(graph, {}, data, dtype="float64")[0]["Output"][0]
    i, j = numpy.ogrid[:5, :5]
    numpy.testing.assert_allclose(found, _mean_by_formula(key, value, query, seen(i, j), 3**-0.5), rtol=1e-12)


ATTENTION = [name for name in nets.CASES if name.startswith(("attention", "sequence attention"))]
THIN = ["attention thinned", "attention window"]


@pytest.mark.parametrize("limit", [40, 11, 1])
@pytest.mark.parametrize("case", [name for name in ATTENTION if name not in THIN])
def test_blocks_give_the_same(case, limit, monkeypatch):
    graph, inputs = nets.CASES[case]
    arrays = drawn(graph, inputs)
    targets = real_targets(graph, inputs, arrays)
    options = {"gradients": targets, "dtype": "float64", "train": True, "seed": 3}
    wanted = evaluate(graph, arrays, inputs, **options)
    monkeypatch.setattr(weights, "LIMIT", 1)
    monkeypatch.setattr(weights, "BLOCK", limit)
    found = evaluate(graph, arrays, inputs, **options)
    for one, other in zip(found, wanted):
        for name in other:
            numpy.testing.assert_allclose(one[name], other[name], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("limit", [40, 11, 1])
@pytest.mark.parametrize("case", THIN)
def test_dropout_in_blocks(case, limit, monkeypatch):
    monkeypatch.setattr(weights, "LIMIT", 1)
    monkeypatch.setattr(weights, "BLOCK", limit)
    check_gradients(*nets.CASES[case], evaluate, train=True, seed=5)


def test_large_scores_do_not_overflow():
    data = {"Key": [[[1e3], [-1e3]]], "Value": [[[1.0], [2.0]]], "Query": [[[1e3], [-1e3]]]}
    assert evaluate(layer("AttentionLayer", "Dot"), {}, data)[0]["Output"].tolist() == [[[1], [2]]]


# --- losses


def _spelled(path, blank):
    return tuple(label for label, _ in groupby(path) if label != blank)


@pytest.mark.parametrize("target", [[1], [1, 2], [1, 1], [2, 1, 2], [2, 2, 1]])
def test_temporal_classification_is_the_sum_over_all_paths(target):
    p = probabilities(1, 4, 3)
    total = sum(
        numpy.prod([p[0, t, k - 1] for t, k in enumerate(path)])
        for path in product((1, 2, 3), repeat=4)
        if _spelled(path, 3) == tuple(target)
    )
    found = evaluate(layer("CTCLossLayer"), {}, {"Input": p, "Target": [target]}, dtype="float64")[0]["Loss"]
    numpy.testing.assert_allclose(found, [-numpy.log(total)], rtol=1e-12)


@pytest.mark.parametrize(("steps", "target"), [(2, [1, 2, 1]), (2, [1, 1]), (4, [2, 2, 2])])
def test_what_no_path_spells_has_a_finite_loss_and_no_gradient(steps, target):
    data = {"Input": numpy.full((1, steps, 3), 1 / 3), "Target": [target]}
    outputs, gradients = evaluate(layer("CTCLossLayer"), {}, data, gradients=["Input"])
    numpy.testing.assert_allclose(outputs["Loss"], [steps * 30 * numpy.log(10)], rtol=1e-6)
    assert (gradients["Input"] == 0).all()


def test_probabilities_of_zero_stay_finite():
    p = numpy.zeros((1, 3, 3))
    p[:, :, 2] = 1
    outputs, gradients = evaluate(layer("CTCLossLayer"), {}, {"Input": p, "Target": [[1, 2]]}, gradients=["Input"])
    assert numpy.isfinite(outputs["Loss"]).all() and numpy.isfinite(gradients["Input"]).all()


def test_contrastive():
    data = {"Input": [0.2, 0.2, 3.0, 3.0], "Target": [1, 0, 1, 0]}
    outputs, gradients = evaluate(layer("ContrastiveLossLayer", 1), {}, data, gradients=["Input"])
    numpy.testing.assert_allclose(outputs["Loss"], [0.8, 0.2, 0, 3], rtol=1e-6)
    assert gradients["Input"].tolist() == [-1, 1, 0, 1]


LOSSES = {
    "MeanSquaredLossLayer": ((), numbers),
    "MeanAbsoluteLossLayer": ((), numbers),
    "CrossEntropyLossLayer": (("Probabilities",), probabilities),
}


@pytest.mark.parametrize("name", LOSSES)
def test_losses_average_over_the_true_length(name):
    arguments, draw = LOSSES[name]
    graph = single(create(name, *arguments, ports={"Input": (VARYING, 3)}))
    data = {port: [draw(length, 3) for length in (1, 4)] for port in ("Input", "Target")}
    batches = {port: batch(rows) for port, rows in data.items()}
    both, slopes = evaluate(graph, {}, batches, gradients=["Input"], dtype="float64")
    for i in range(2):
        alone = evaluate(graph, {}, {p: rows[i][None] for p, rows in data.items()}, dtype="float64")[0]["Loss"]
        numpy.testing.assert_allclose(both["Loss"][i], alone[0], rtol=1e-12)
    assert (slopes["Input"].array[0, 1:] == 0).all()


@pytest.mark.parametrize("name", [*RECURRENT, "SequenceLastLayer", "SequenceReverseLayer"])
def test_empty_sequences_are_refused(name):
    graph = layer(name, 2) if name in RECURRENT else layer(name)
    with pytest.raises(RuntimeProblem):
        evaluate(graph, drawn(graph, {"Input": numbers(1, 2, 3)}), {"Input": numpy.zeros((1, 0, 3))})
