"""What operators do beyond their gradients: recurrences written out, adversarial signs, shared arrays."""

import numpy
import pytest
from luperca.runtime.declare import SHARED, create
from luperca.runtime.errors import ShapeError
from luperca.runtime.graph import chain, connect, single
from luperca.runtime.plan import evaluate
from luperca.runtime.ports import VARYING, port_type

from ..cases import numbers
from ..cases.operators import CASES, _step
from ..check import drawn


def test_fold_is_the_recurrence():
    graph, inputs = CASES["fold from a state"]
    arrays = drawn(graph, inputs)
    w, b = arrays["fold", "Net", "map", "Weights"], arrays["fold", "Net", "map", "Biases"]
    outputs, _ = evaluate(graph, arrays, inputs, dtype="float64")
    state = inputs["Start"]
    for i in range(4):
        state = numpy.tanh(numpy.concatenate([inputs["Input"][:, i], state], axis=1) @ w.T + b)
        numpy.testing.assert_allclose(outputs["Output"][:, i], state, rtol=1e-12)
    numpy.testing.assert_allclose(outputs["Last"], state, rtol=1e-12)


def test_a_folded_state_has_one_shape_everywhere():
    with pytest.raises(ShapeError):
        connect(
            {"fold": create("NetFoldOperator", nets={"Net": _step()})},
            [((None, "Start"), ("fold", "State"))],
            {"Start": 5},
        ).infer()


def test_a_map_keeps_what_varies():
    graph = single(create("NetMapOperator", nets={"Net": chain([create("LinearLayer", 3)], {"Input": 2})}))
    kinds = graph.with_ports({"Input": (VARYING, None)}).infer()
    assert kinds.inputs["Input"].dims == (VARYING, 2)
    assert kinds.outputs["Output"].dims == (VARYING, 3)
    assert kinds.array_shapes == {("Net", 1, "Weights"): (3, 2), ("Net", 1, "Biases"): (3,)}


def test_an_error_inside_names_the_inner_layer():
    inner = chain([create("LinearLayer", 3), create("LinearLayer", 4)], {"Input": 2})
    with pytest.raises(ShapeError) as caught:
        single(create("NetMapOperator", nets={"Net": inner}, ports={"Input": (5, 7)})).infer()
    assert caught.value.path[0] == "Net"


def test_the_generator_climbs_what_the_discriminator_descends():
    nets = {
        "Generator": chain([create("LinearLayer", 2)], {"Input": 3}),
        "Discriminator": chain([create("LinearLayer", []), create("ElementwiseLayer", "LogisticSigmoid")]),
    }
    graph = single(create("NetGANOperator", nets=nets))
    inputs = {"Sample": numbers(4, 2), "Latent": numbers(4, 3)}
    arrays = drawn(graph, inputs)
    made, judge = ("Generator", 1, "Weights"), ("Discriminator", 1, "Weights")
    only = {"LossFake": numpy.ones(4)}
    outputs, found = evaluate(
        graph, arrays, inputs, gradients=[made, judge], output_gradients=only, dtype="float64"
    )
    step = 1e-6

    def change(path):
        new = arrays[path].copy()
        new[0, 0] += step
        values, _ = evaluate(graph, arrays | {path: new}, inputs, dtype="float64")
        return (values["LossFake"].sum() - outputs["LossFake"].sum()) / step

    assert found[judge][0, 0] == pytest.approx(change(judge), rel=1e-4)
    assert found[made][0, 0] == pytest.approx(-change(made), rel=1e-4)
    fake = outputs["GeneratedFake"]
    weights, bias = arrays[judge], arrays["Discriminator", 1, "Biases"]
    judged = 1 / (1 + numpy.exp(-(fake @ weights.T + bias)))[:, 0]
    numpy.testing.assert_allclose(outputs["LossFake"], -numpy.log(1 - judged), rtol=1e-10)


def test_shared_arrays_are_one_array_with_one_gradient():
    one = create("LinearLayer", 3, Biases=None)
    shared = chain([one.with_shared({"Weights": "w"}), one.with_shared({"Weights": "w"})], {"Input": 3})
    apart = chain([one, one], {"Input": 3})
    w, x = numbers(3, 3), {"Input": numbers(2, 3)}
    assert list(shared.infer().arrays) == [(SHARED, "w")]
    y, found = evaluate(shared, {(SHARED, "w"): w}, x, gradients=[(SHARED, "w")], dtype="float64")
    both = {(1, "Weights"): w, (2, "Weights"): w}
    wanted, parts = evaluate(apart, both, x, gradients=list(both), dtype="float64")
    numpy.testing.assert_allclose(y["Output"], wanted["Output"], rtol=1e-12)
    numpy.testing.assert_allclose(found[SHARED, "w"], sum(parts.values()), rtol=1e-12)


def test_shared_arrays_reach_into_operators():
    inner = chain([create("LinearLayer", 3, Biases=None).with_shared({"Weights": "w"})], {"Input": 3})
    graph = chain([create("LinearLayer", [2, 3], Biases=None), create("NetMapOperator", nets={"Net": inner})])
    assert (SHARED, "w") in graph.infer({"Input": port_type(3)}).arrays


def test_shared_arrays_of_different_shapes_are_refused():
    one = create("LinearLayer", 3, Biases=None).with_shared({"Weights": "w"})
    other = create("LinearLayer", 4, Biases=None).with_shared({"Weights": "w"})
    with pytest.raises(ShapeError):
        chain([one, other], {"Input": 3}).infer()
