"""Joining layers, and the shapes that follow."""

import pytest
from luperca.runtime.declare import create
from luperca.runtime.errors import GraphError, ShapeError, UnspecifiedError
from luperca.runtime.graph import chain, connect, single
from luperca.runtime.ports import integer


def linear(*arguments, **options):
    return create("LinearLayer", *arguments, **options)


def tanh():
    return create("ElementwiseLayer", "Tanh")


def shown(types):
    return {name: str(kind) for name, kind in types.items()}


def test_single_layer():
    graph = single(linear(3, ports={"Input": 2}))
    assert shown(graph.inference.inputs) == {"Input": "vector (size: 2)"}
    assert shown(graph.inference.outputs) == {"Output": "vector (size: 3)"}
    assert graph.inference.array_shapes == {("Weights",): (3, 2), ("Biases",): (3,)}


def test_sizes_travel_both_ways():
    graph = chain([linear(), tanh(), linear(4)], {"Input": 2, "Output": 4})
    assert [str(kind) for kind in graph.inference.arrays.values()][:2] == ["matrix (size: ? x 2)", "vector"]
    graph = chain([linear(), create("ConstantPlusLayer", ports={"Output": 7})], {"Input": (2, 3)})
    assert graph.inference.array_shapes[1, "Weights"] == (7, 6)
    assert graph.inference.array_shapes[2, "Biases"] == (7,)


def test_unknown_size_from_a_known_array():
    graph = single(linear())
    found = graph.infer(arrays={("Weights",): (2, 3)})
    assert shown(found.inputs | found.outputs) == {"Input": "vector (size: 3)", "Output": "vector (size: 2)"}
    found = single(linear(ports={"Input": (None, 3)})).infer(arrays={("Weights",): (2, 6)})
    assert shown(found.inputs) == {"Input": "matrix (size: 2 x 3)"}


def test_uninitialised_nested_chain_stays_free():
    graph = chain([chain([linear()])])
    assert shown(graph.inference.inputs | graph.inference.outputs) == {"Input": "tensor", "Output": "tensor"}
    with pytest.raises(UnspecifiedError) as caught:
        graph.inference.array_shapes  # noqa: B018
    assert caught.value.places == (((1, 1), "Weights"), ((1, 1), "Biases"))


def test_loss_graph():
    graph = connect({1: linear(1), 2: create("MeanSquaredLossLayer")}, [((1, None), (2, None))], {"Input": (1,)})
    assert graph.input_names == ("Input", "Target")
    assert graph.output_names == ("Loss",)
    assert shown(graph.inference.inputs | graph.inference.outputs) == {
        "Input": "vector (size: 1)",
        "Target": "vector (size: 1)",
        "Loss": "real",
    }


def test_classes_are_integers_of_a_range():
    graph = chain([linear(5), create("CrossEntropyLossLayer", "Index")], {"Input": 3})
    assert graph.inference.inputs["Target"] == integer(low=1, high=5)
    graph = single(create("CrossEntropyLossLayer", "Index", ports={"Target": ("Restricted", 1, 4)}))
    assert str(graph.inference.inputs["Input"]) == "vector (size: 4)"


def test_variadic_layers_take_their_sources_in_order():
    graph = connect(
        {"a": linear(2), "b": linear(3), "c": create("CatenateLayer")},
        [(("b", None), ("c", None)), (("a", None), ("c", None))],
    )
    assert graph.node("c").inputs == ("Input1", "Input2")
    assert ((("b",), "Output"), (("c",), "Input1")) in graph.edges
    assert graph.input_names == ("Input1", "Input2")
    assert str(graph.inference.outputs["Output"]) == "vector (size: 5)"


def test_threading_layers_grow_where_the_function_does():
    sources = [((None, "a"), ("f", None)), ((None, "b"), ("f", None)), ((None, "c"), ("f", None))]
    graph = connect({"f": create("ThreadingLayer", "Plus")}, sources, {"a": 3})
    assert graph.input_names == ("a", "b", "c")
    assert str(graph.inference.inputs["c"]) == "vector"  # a size of 1 would stretch
    with pytest.raises(GraphError) as caught:
        connect({"f": create("ThreadingLayer", "Subtract")}, sources)
    assert caught.value.reason == "twice"


def test_explicit_ports():
    graph = connect(
        {1: tanh(), 2: tanh(), 3: create("TotalLayer")},
        [
            ((None, "Input2"), (2, None)),
            ((None, "Input1"), (1, None)),
            ((1, None), (3, None)),
            ((2, None), (3, None)),
            ((1, None), (None, "Middle")),
        ],
        {"Input1": 3},
    )
    assert set(graph.input_names) == {"Input1", "Input2"}
    assert graph.output_names == ("Middle", "Output")
    assert str(graph.inference.inputs["Input2"]) == "vector (size: 3)"


def test_one_input_for_several_layers():
    graph = connect(
        {1: tanh(), 2: tanh()}, [((None, "x"), (1, None)), ((None, "x"), (2, None))], {"x": (2, 2)}
    )
    assert graph.input_names == ("x",)
    assert shown(graph.inference.outputs) == {f"Output{i}": "matrix (size: 2 x 2)" for i in (1, 2)}


def test_muted_output():
    graph = connect({1: tanh(), 2: tanh()}, [((1, None), None)])
    assert graph.output_names == ("Output",)


def test_nested_graphs_flatten():
    inner = chain({"fc": linear(3), "act": tanh()}, {"Output": 3})
    graph = chain({"one": inner, "two": chain([linear(2)])}, {"Input": 4})
    assert list(graph.flat.layers) == [("one", "fc"), ("one", "act"), ("two", 1)]
    assert graph.inference.array_shapes["two", 1, "Weights"] == (2, 3)
    assert graph.node("one", "fc").name == "LinearLayer"
    assert graph.node("one") == inner
    assert str(graph.inference.port(("one", "act"), "Input")) == "vector (size: 3)"


def test_graphs_compare_by_content():
    one, other = chain([linear(3), tanh()], {"Input": 2}), chain([linear(3), tanh()], {"Input": 2})
    assert one == other and hash(one) == hash(other)
    assert one != chain([linear(3), tanh()], {"Input": 3})
    assert create("ElementwiseLayer", ("Tanh", ("Slot",))) == tanh()


@pytest.mark.parametrize(
    ("edges", "reason"),
    [
        ([((1, None), (2, None)), ((2, None), (1, None))], "cycle"),
        ([((1, None), (9, None))], "vertex"),
        ([((7, None), (1, None))], "vertex"),
        ([((1, "Loss"), (2, None))], "port"),
        ([((1, None), (2, "Weight"))], "port"),
        ([((1, None), (3, None)), ((2, None), (3, "Input"))], "twice"),
        ([((1, None), (None, "Out")), ((2, None), (None, "Out"))], "twice"),
    ],
)
def test_bad_edges(edges, reason):
    with pytest.raises(GraphError) as caught:
        connect({1: tanh(), 2: tanh(), 3: create("ElementwiseLayer", "Ramp")}, edges)
    assert caught.value.reason == reason


def test_unknown_port_of_the_graph():
    with pytest.raises(GraphError) as caught:
        chain([tanh()], {"Inputs": 3})
    assert caught.value.reason == "port"


def test_contradictions_name_layer_port_and_both_shapes():
    graph = chain([linear(3), create("ConstantPlusLayer", ports={"Input": 4})])
    with pytest.raises(ShapeError) as caught:
        graph.inference  # noqa: B018
    problem = caught.value
    assert problem.port in ("Input", "Output") and problem.path in ((1,), (2,))
    assert {str(problem.wanted), str(problem.found)} == {"vector (size: 3)", "vector (size: 4)"}


@pytest.mark.parametrize(
    ("make", "inputs"),
    [
        (lambda: create("MeanSquaredLossLayer", ports={"Input": 2, "Target": 3}), None),
        (lambda: create("SoftmaxLayer", 2, ports={"Input": 3}), None),
        (lambda: create("SoftmaxLayer", ports={"Input": ()}), None),
        (lambda: create("ReshapeLayer", [2, 2], ports={"Input": 3}), None),
        (lambda: create("ReshapeLayer", [4, "Automatic"], ports={"Input": 6}), None),
        (lambda: create("FlattenLayer", 3, ports={"Input": (2, 2)}), None),
        (lambda: create("CatenateLayer", InputPorts=[(2, 3), (2, 4)]), None),
        (lambda: create("CatenateLayer", 3, InputPorts=[(2, 3), (2, 3)]), None),
        (lambda: create("DotLayer", InputPorts=[(2, 3), (2, 3)]), None),
        (lambda: create("TotalLayer", InputPorts=[2, 3]), None),
        (lambda: create("ThreadingLayer", "Plus", ports={"Input1": 2, "Input2": 3}, InputPorts=2), None),
        (lambda: create("ThreadingLayer", "Divide", None, ports={"Input1": 1, "Input2": 3}), None),
        (lambda: create("LinearLayer", 2, ports={"Input": "Varying"}), None),
        (lambda: create("CrossEntropyLossLayer", "Index", ports={"Input": 3, "Target": 3}), None),
    ],
)
def test_layers_refuse_what_does_not_fit(make, inputs):
    with pytest.raises(ShapeError):
        single(make()).inference  # noqa: B018


@pytest.mark.parametrize(
    ("layer", "port", "text"),
    [
        (create("ElementwiseLayer", "Tanh", ports={"Input": (4, 32)}), "Output", "matrix (size: 4 x 32)"),
        (create("ElementwiseLayer", "Tanh", ports={"Output": (4, 32)}), "Input", "matrix (size: 4 x 32)"),
        (create("MeanSquaredLossLayer"), "Input", "tensor"),
        (create("MeanSquaredLossLayer", ports={"Target": 3}), "Input", "vector (size: 3)"),
        (create("SummationLayer"), "Output", "real"),
        (create("FlattenLayer", ports={"Input": (2, 3)}), "Output", "vector (size: 6)"),
        (create("FlattenLayer", ports={"Input": ("Varying", 3)}), "Output", "vector (size: n)"),
        (create("ReshapeLayer", [2, "Automatic"]), "Output", "matrix (size: 2 x ?)"),
        (
            create("ReshapeLayer", ["Inherited", "Automatic"], ports={"Input": (2, 3, 4)}),
            "Output",
            "matrix (size: 2 x 12)",
        ),
        (create("CatenateLayer", InputPorts=[2, None], ports={"Output": 5}), "Input2", "tensor"),
        (create("CatenateLayer", InputPorts=[2, [None]], ports={"Output": 5}), "Input2", "vector (size: 3)"),
        (create("DotLayer", InputPorts=[(2, 3), (None, 4)]), "Output", "matrix (size: 2 x 4)"),
        (
            create("ThreadingLayer", "Subtract", ports={"Input1": (2, 1), "Input2": (1, 3)}),
            "Output",
            "matrix (size: 2 x 3)",
        ),
        (create("ThreadingLayer", "Subtract", None, ports={"Input1": 3}), "Input2", "vector (size: 3)"),
    ],
)
def test_shapes(layer, port, text):
    graph = single(layer)
    found = graph.inference
    assert str((found.inputs | found.outputs)[port]) == text
