"""Plans give what the tape gives, on numpy and on an array module that never turns into numpy."""

import numpy
import pytest
from luperca.runtime import tape
from luperca.runtime.builder import Plan, Request
from luperca.runtime.declare import create
from luperca.runtime.errors import DeviceError, InputError, UninitializedError
from luperca.runtime.graph import chain, single
from luperca.runtime.plan import PlanCache, evaluate, outputs_again

from . import nets
from .check import drawn, real_targets
from .strict import DEVICE


def same(one, other, tolerance=0):
    assert one.keys() == other.keys()
    for key in one:
        assert one[key].shape == other[key].shape
        assert one[key].dtype == other[key].dtype
        numpy.testing.assert_allclose(one[key], other[key], rtol=tolerance, atol=tolerance, err_msg=str(key))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("case", nets.CASES)
def test_plan_equals_tape(case, dtype):
    graph, inputs = nets.CASES[case]
    arrays = drawn(graph, inputs)
    targets = real_targets(graph, inputs, arrays)
    wanted = tape.run(graph, arrays, inputs, gradients=targets, dtype=dtype)
    found = evaluate(graph, arrays, inputs, gradients=targets, dtype=dtype)
    # BLAS sums in an order that depends on how a matrix lies in memory; softmax and its loss are one step in a plan.
    tolerance = 2e-6 if dtype == "float32" else 1e-12
    same(found[0], wanted[0], tolerance)
    same(found[1], wanted[1], tolerance)


@pytest.mark.parametrize("case", nets.CASES)
def test_strict_device(case):
    graph, inputs = nets.CASES[case]
    arrays = drawn(graph, inputs)
    targets = real_targets(graph, inputs, arrays)
    wanted = evaluate(graph, arrays, inputs, gradients=targets, train=True, seed=3)
    found = evaluate(graph, arrays, inputs, gradients=targets, train=True, seed=3, device=DEVICE)
    same(found[0], wanted[0], 2e-6)
    same(found[1], wanted[1], 2e-6)


# cupy's einsum and linear algebra give new arrays: on a GPU such steps are launched one by one.
NOT_CAPTURED = {
    "determinant",
    "inverse",
    "convolution by channels",
    "convolution by channels with steps",
    "deconvolution by channels",
}


@pytest.mark.parametrize("case", sorted(nets.CASES.keys() - NOT_CAPTURED))
def test_a_step_can_be_captured(case):
    """The second run of a plan on a GPU is a recording: nothing in it reads on the host or asks for memory."""
    graph, inputs = nets.CASES[case]
    arrays, cache = drawn(graph, inputs), PlanCache()
    targets = real_targets(graph, inputs, arrays)
    wanted = evaluate(graph, arrays, inputs, gradients=targets, device=DEVICE, cache=cache)
    found = evaluate(graph, arrays, inputs, gradients=targets, device=DEVICE, cache=cache)
    same(found[0], wanted[0], 0)
    same(found[1], wanted[1], 0)


@pytest.mark.parametrize("case", sorted(nets.CASES.keys() - NOT_CAPTURED))
def test_a_step_of_training_can_be_captured(case):
    graph, inputs = nets.CASES[case]
    arrays = drawn(graph, inputs)
    shapes = tuple((name, numpy.shape(data)) for name, data in inputs.items())
    known = {path: array.shape for path, array in arrays.items()}
    targets = tuple(real_targets(graph, inputs, arrays))
    plan = Plan(Request(graph, shapes, gradients=targets, train=True, device=DEVICE), arrays=known)
    data = {name: numpy.asarray(column) for name, column in inputs.items()}
    plan.run(data, arrays)
    assert plan.replay is not None
    plan.run(data, arrays)


def test_strict_device_is_strict():
    array = DEVICE.put(numpy.ones(3))
    with pytest.raises(TypeError):
        numpy.asarray(array)
    with pytest.raises(TypeError):
        array + numpy.ones(3)
    with pytest.raises(TypeError):
        bool(array)


@pytest.mark.parametrize("case", nets.CASES)
def test_inferred_shapes_are_executed_shapes(case):
    graph, inputs = nets.CASES[case]
    types = {name: numpy.shape(data)[1:] for name, data in inputs.items()}
    plan = Plan(Request(graph, tuple((name, numpy.shape(data)) for name, data in inputs.items())))
    outputs, _ = plan.run(inputs, drawn(graph, inputs))
    assert {name: kind.dims for name, kind in plan.types.inputs.items()} == types
    executed = {name: y.shape[1:] for name, y in outputs.items()}
    assert {name: kind.dims for name, kind in plan.types.outputs.items()} == executed


def test_a_plan_runs_again():
    graph, inputs = nets.CASES["branches"]
    arrays, cache = drawn(graph, inputs), PlanCache()
    first = evaluate(graph, arrays, inputs, gradients=["Input"], cache=cache)
    other = evaluate(graph, arrays, {"Input": inputs["Input"] * 2}, gradients=["Input"], cache=cache)
    again = evaluate(graph, arrays, inputs, gradients=["Input"], cache=cache)
    assert len(cache.plans) == 1
    same(first[0], again[0])
    same(first[1], again[1])
    assert (first[0]["Output"] != other[0]["Output"]).any()


def test_other_arrays_are_seen():
    graph, cache = single(create("LinearLayer", 1)), PlanCache()
    for weight in (2.0, 3.0):
        arrays = {("Weights",): numpy.array([[weight]]), ("Biases",): numpy.zeros(1)}
        assert evaluate(graph, arrays, {"Input": [[5.0]]}, cache=cache)[0]["Output"].tolist() == [[5 * weight]]


def test_arrays_of_other_shapes_make_another_plan():
    graph, cache = single(create("LinearLayer")), PlanCache()
    for size in (1, 3):
        arrays = {("Weights",): numpy.ones((size, 2)), ("Biases",): numpy.zeros(size)}
        assert evaluate(graph, arrays, {"Input": [[1.0, 2.0]]}, cache=cache)[0]["Output"].tolist() == [[3.0] * size]


def test_cache_is_bounded_and_plans_share_arrays():
    graph, cache = single(create("LinearLayer", 2, ports={"Input": 3})), PlanCache(limit=2)
    arrays = {("Weights",): numpy.ones((2, 3)), ("Biases",): numpy.zeros(2)}
    for length in (1, 2, 3):
        evaluate(graph, arrays, {"Input": numpy.ones((length, 3))}, cache=cache)
    assert len(cache.plans) == 2
    one, other = cache.plans.values()
    assert one.parameters is other.parameters


def test_results_do_not_change_with_the_next_run():
    graph, cache = single(create("ElementwiseLayer", "Tanh")), PlanCache()
    first = evaluate(graph, {}, {"Input": [[1.0]]}, cache=cache)[0]["Output"]
    kept = first.copy()
    evaluate(graph, {}, {"Input": [[2.0]]}, cache=cache)
    assert (first == kept).all()


def test_affine_and_activation_are_one_step():
    net = chain([create("LinearLayer", 4), create("ElementwiseLayer", "Tanh"), create("LinearLayer", 2)])
    plan = Plan(Request(net, (("Input", (5, 3)),)))
    assert [i.op.name for i in plan.program.instructions] == ["affine", "affine"]


def test_softmax_and_its_loss_are_one_step_unless_the_probabilities_are_wanted():
    graph, inputs = nets.CASES["classifier"]
    shapes = tuple((name, numpy.shape(data)) for name, data in inputs.items())
    assert [i.op.name for i in Plan(Request(graph, shapes)).program.instructions][-1] == "softmax_cross_entropy"
    probabilities = (("soft",), "Output")
    plan = Plan(Request(graph, shapes, ("Loss", probabilities)))
    assert [i.op.name for i in plan.program.instructions][-2:] == ["softmax", "cross_entropy_index"]


def test_inner_values():
    graph, inputs = nets.CASES["classifier"]
    outputs, _ = evaluate(graph, drawn(graph, inputs), inputs, outputs=[(("soft",), "Output")])
    assert list(outputs) == [(("soft",), "Output")]
    numpy.testing.assert_allclose(outputs[("soft",), "Output"].sum(axis=1), 1, rtol=1e-6)


def test_memory_is_reused():
    layers = [create("ElementwiseLayer", "Sin") for _ in range(20)]
    plan = Plan(Request(chain(layers), (("Input", (1, 1000)),)))
    assert plan.bytes < 4 * 4096


def test_what_does_not_need_the_first_gradient_does_not_compute_it():
    net = chain([create("LinearLayer", 4), create("SummationLayer")])
    shapes = (("Input", (5, 300)),)
    arrays_only = Plan(Request(net, shapes, gradients=((1, "Weights"),)))
    both = Plan(Request(net, shapes, gradients=((1, "Weights"), "Input")))
    assert arrays_only.bytes < both.bytes


def test_array_gradients_sum_over_the_batch_and_input_gradients_do_not():
    graph = single(create("LinearLayer", 1))
    arrays = {("Weights",): numpy.array([[2.0, 3.0]]), ("Biases",): numpy.zeros(1)}
    x = numpy.array([[1.0, 2.0], [3.0, 4.0]])
    _, gradients = evaluate(graph, arrays, {"Input": x}, gradients=["Input", ("Weights",), ("Biases",)])
    assert gradients["Input"].tolist() == [[2, 3], [2, 3]]
    assert gradients["Weights",].tolist() == [[4, 6]]
    assert gradients["Biases",].tolist() == [2]


def test_imposed_gradient():
    graph = single(create("ElementwiseLayer", "Ramp"))
    given = {"Output": numpy.array([[5.0, 6.0]])}
    _, gradients = evaluate(graph, {}, {"Input": [[-1.0, 1.0]]}, gradients=["Input"], output_gradients=given)
    assert gradients["Input"].tolist() == [[0, 6]]


def test_a_gradient_by_what_does_not_matter_is_zero():
    graph = single(create("ElementwiseLayer", "Round"))
    _, gradients = evaluate(graph, {}, {"Input": [[0.3]]}, gradients=["Input"])
    assert gradients["Input"].tolist() == [[0]]


def test_single_precision_digits():
    graph = single(create("ElementwiseLayer", "Tanh"))
    _, gradients = evaluate(graph, {}, {"Input": [[1, 2, 3]]}, gradients=["Input"])
    assert [f"{x:.6g}" for x in gradients["Input"][0].tolist()] == ["0.419974", "0.0706508", "0.009866"]
    _, gradients = evaluate(graph, {}, {"Input": [[0.1, -2.4]]}, gradients=["Input"])
    assert [f"{x:.6g}" for x in gradients["Input"][0].tolist()] == ["0.990066", "0.0323837"]


def test_transcendental_functions_are_rounded_once():
    x = numpy.linspace(-4, 4, 4001, dtype=numpy.float32)[None]
    functions = {"Tanh": numpy.tanh, "Sin": numpy.sin, "LogisticSigmoid": lambda v: 1 / (1 + numpy.exp(-v))}
    for name, exact in functions.items():
        found = evaluate(single(create("ElementwiseLayer", name)), {}, {"Input": x})[0]["Output"]
        assert (found == exact(x.astype(numpy.float64)).astype(numpy.float32)).all()


def test_dropout_does_nothing_in_evaluation_and_keeps_the_mean_in_training():
    graph = single(create("DropoutLayer", 0.3))
    x = numpy.ones((1, 20000))
    assert (evaluate(graph, {}, {"Input": x})[0]["Output"] == 1).all()
    y = evaluate(graph, {}, {"Input": x}, train=True, seed=1)[0]["Output"]
    assert set(numpy.unique(y).tolist()) == {0.0, numpy.float32(1 / 0.7).item()}
    assert abs(y.mean() - 1) < 0.02
    assert (y == evaluate(graph, {}, {"Input": x}, train=True, seed=1)[0]["Output"]).all()
    assert (y != evaluate(graph, {}, {"Input": x}, train=True, seed=2)[0]["Output"]).any()


def test_empty_chain_is_the_identity():
    assert evaluate(chain([]), {}, {"Input": [[1.0, 2.0]]})[0]["Output"].tolist() == [[1, 2]]


def test_losses_stay_finite():
    graph = single(create("CrossEntropyLossLayer", "Index"))
    loss = evaluate(graph, {}, {"Input": [[0.0, 1.0]], "Target": [1]})[0]["Loss"]
    assert numpy.isfinite(loss).all() and loss[0] > 60


def test_varying_sizes_take_any_length():
    graph = single(create("ElementwiseLayer", "Ramp", ports={"Input": ("Varying", 2)}))
    for length in (1, 3):
        assert evaluate(graph, {}, {"Input": numpy.ones((2, length, 2))})[0]["Output"].shape == (2, length, 2)


@pytest.mark.parametrize(
    ("data", "port"),
    [({"Input": [[1.0, 2.0]]}, "Input"), ({}, "Input"), ({"Input": [["a"]]}, "Input"), ({"Input": 3.0}, "Input")],
)
def test_bad_data(data, port):
    graph = single(create("LinearLayer", 2, ports={"Input": 3}))
    arrays = {("Weights",): numpy.ones((2, 3)), ("Biases",): numpy.zeros(2)}
    with pytest.raises(InputError) as caught:
        evaluate(graph, arrays, data)
    assert caught.value.port == port
    assert str(caught.value.wanted) == "vector (size: 3)"


def test_bad_data_for_a_port_of_unknown_rank():
    arrays = {("Weights",): numpy.ones((2, 3)), ("Biases",): numpy.zeros(2)}
    with pytest.raises(InputError) as caught:
        evaluate(single(create("LinearLayer", 2)), arrays, {"Input": [[1.0, 2.0]]})
    assert str(caught.value.wanted) == "vector (size: 3)"


@pytest.mark.parametrize("target", [[0], [3], [1.5]])
def test_bad_classes(target):
    graph, cache = single(create("CrossEntropyLossLayer", "Index")), PlanCache()
    evaluate(graph, {}, {"Input": [[0.5, 0.5]], "Target": [2]}, cache=cache)
    with pytest.raises(InputError):
        evaluate(graph, {}, {"Input": [[0.5, 0.5]], "Target": target}, cache=cache)


def test_missing_arrays_are_named():
    with pytest.raises(UninitializedError) as caught:
        evaluate(single(create("LinearLayer", 2)), {("Biases",): numpy.zeros(2)}, {"Input": [[1.0]]})
    assert caught.value.places == (("Weights",),)


def test_shapes_that_do_not_fit():
    graph = single(create("MeanSquaredLossLayer"))
    with pytest.raises(InputError) as caught:
        evaluate(graph, {}, {"Input": [[1.0, 2.0]], "Target": [[1.0]]})
    assert caught.value.port == "Target" and str(caught.value.wanted) == "vector (size: 2)"


def test_batches():
    graph, inputs = nets.CASES["branches"]
    x, arrays = numpy.tile(inputs["Input"], (4, 1))[:7], drawn(graph, inputs)
    targets = ["Input", *arrays]
    given = {"Output": numpy.arange(42.0).reshape(7, 6)}
    for settings in ({}, {"output_gradients": given}):
        whole = evaluate(graph, arrays, {"Input": x}, gradients=targets, **settings)
        parts = evaluate(graph, arrays, {"Input": x}, gradients=targets, batch_size=3, **settings)
        same(whole[0], parts[0], 1e-6)
        same(whole[1], parts[1], 1e-4)


def test_inner_values_in_batches():
    graph, inputs = nets.CASES["classifier"]
    address = (("soft",), "Output")
    outputs, _ = evaluate(graph, drawn(graph, inputs), inputs, outputs=[address], batch_size=2)
    assert outputs[address].shape == (3, 4)


@pytest.mark.parametrize("name", ["TPU", ("GPU", 0), ("GPU", "x")])
def test_unknown_devices(name):
    with pytest.raises(DeviceError):
        evaluate(single(create("ElementwiseLayer", "Ramp")), {}, {"Input": [[1.0]]}, device=name)


def test_mixed_precision_is_near_and_has_a_plan_of_its_own():
    graph, cache = single(create("ElementwiseLayer", "Tanh")), PlanCache()
    x = {"Input": numpy.linspace(-3, 3, 40000, dtype="float32")[None]}
    exact, _ = evaluate(graph, {}, x, cache=cache)
    near, _ = evaluate(graph, {}, x, cache=cache, dtype="mixed")
    assert len(cache.plans) == 2
    assert near["Output"].dtype == "float32"
    numpy.testing.assert_allclose(near["Output"], exact["Output"], rtol=1e-6, atol=1e-7)
    assert (exact["Output"] == numpy.tanh(x["Input"].astype("float64")).astype("float32")).all()


def test_a_large_input_is_read_where_it_lies_and_a_large_result_is_given_away():
    graph, cache = single(create("ElementwiseLayer", "Ramp")), PlanCache()
    first, second = (numpy.full((1, 1 << 19), n, "float32") for n in (1, 2))
    one = evaluate(graph, {}, {"Input": first}, cache=cache)[0]["Output"]
    two = evaluate(graph, {}, {"Input": second}, cache=cache)[0]["Output"]
    again = evaluate(graph, {}, {"Input": second[:, ::-1]}, cache=cache)[0]["Output"]  # does not lie in one piece
    assert (one == 1).all() and (two == 2).all() and (again == 2).all()
    assert not numpy.shares_memory(one, two)
    second[:] = -1
    assert (evaluate(graph, {}, {"Input": second}, cache=cache)[0]["Output"] == 0).all()
    assert (two == 2).all()


def test_the_cache_of_plans_is_bounded_by_memory():
    graph, cache = single(create("ElementwiseLayer", "Sin")), PlanCache(memory=1 << 20)
    for n in range(1, 6):
        evaluate(graph, {}, {"Input": numpy.zeros((n, 100000), "float32")}, cache=cache)
    assert len(cache.plans) == 1


def test_lists_of_different_lengths_are_a_ragged_batch():
    graph = single(create("SummationLayer", ports={"Input": "Varying"}))
    outputs, _ = evaluate(graph, {}, {"Input": [[1, 2, 3], [4]]})
    assert outputs["Output"].tolist() == [6, 4]
    with pytest.raises(InputError):
        evaluate(single(create("LinearLayer", 2)), {}, {"Input": [[[1, 2]], [[1]]]})


def test_memory_that_was_given_away_is_used_again_when_nobody_has_it():
    graph, cache = single(create("ElementwiseLayer", "Ramp")), PlanCache()
    x = {"Input": numpy.ones((1, 1 << 19), "float32")}

    def result():
        return evaluate(graph, {}, x, cache=cache)[0]["Output"]

    def place(array):
        return array.__array_interface__["data"][0]

    first = place(result())
    second = place(result())  # an assert would hold on to what is called in it
    assert first == second
    kept, part = result(), result()[0, 5:7]
    new = result()
    assert not numpy.shares_memory(new, kept) and not numpy.shares_memory(new, part)


def test_many_examples_run_in_batches_that_fit_into_memory(monkeypatch):
    monkeypatch.setattr("luperca.runtime.plan.ROOM", 1000)
    graph, inputs = nets.CASES["branches"]
    x, arrays, cache = numpy.tile(inputs["Input"], (100, 1))[:130], drawn(graph, inputs), PlanCache()
    found, _ = evaluate(graph, arrays, {"Input": x}, cache=cache)
    assert max(shape[0] for p in cache.plans.values() for _, shape in p.request.inputs) < 100
    same(found, evaluate(graph, arrays, {"Input": x}, batch_size=130)[0], 1e-6)


def test_weights_of_outputs():
    graph, inputs = nets.CASES["branches"]
    arrays = drawn(graph, inputs)
    whole = evaluate(graph, arrays, inputs, gradients=["Input"])[1]["Input"]
    weights = dict.fromkeys(graph.output_names, 0.5)
    half = evaluate(graph, arrays, inputs, gradients=["Input"], weights=weights)[1]["Input"]
    numpy.testing.assert_allclose(half, whole / 2, rtol=1e-6)


def test_outputs_again_is_what_evaluate_gave():
    graph, inputs = nets.CASES["branches"]
    arrays, cache = drawn(graph, inputs), PlanCache()
    given = {name: numpy.asarray(inputs[name]) for name in graph.input_names}
    assert outputs_again(graph, arrays, given, cache) is None  # nothing has run yet
    wanted, _ = evaluate(graph, arrays, given, outputs=graph.output_names, cache=cache)
    same(outputs_again(graph, arrays, given, cache), wanted)
    fewer = {name: array[:1] for name, array in given.items()}
    assert outputs_again(graph, arrays, fewer, cache) is None
