"""Parts, positions and orders: values, whole numbers, ends of sequences, and what does not fit."""

import numpy
import pytest
from luperca.runtime.declare import LAYERS, create
from luperca.runtime.errors import ArgumentError, InputError, ShapeError
from luperca.runtime.graph import chain, connect, single
from luperca.runtime.plan import evaluate
from luperca.runtime.ports import VARYING
from luperca.runtime.ragged import Ragged, batch

from ..cases import layer, numbers
from ..strict import DEVICE


def result(graph, data, **settings):
    return evaluate(graph, {}, {"Input": data}, **settings)[0]["Output"]


@pytest.mark.parametrize(
    ("spec", "index"),
    [
        (2, 1),
        (-2, -2),
        (("Span", 2, 4), slice(1, 4)),
        (("Span", 2, "All"), slice(1, None)),
        (("Span", -3, -2), slice(-3, -1)),
        (("Span", 1, -1, 2), slice(None, None, 2)),
        (("Span", -1, 1, -1), slice(None, None, -1)),
        (("Span", 4, 2, -2), slice(3, 0, -2)),
        ([[3, -1, 3]], [2, -1, 2]),
        ("All", slice(None)),
    ],
)
def test_parts(spec, index):
    x = numbers(2, 5, 3).astype("float32")
    assert (result(layer("PartLayer", spec), x) == x[:, index]).all()


@pytest.mark.parametrize(
    ("spec", "take"),
    [
        (-1, lambda row: row[-1]),
        (-2, lambda row: row[-2]),
        (2, lambda row: row[1]),
        (("Span", 2, -1), lambda row: row[1:]),
        (("Span", 1, -2), lambda row: row[:-1]),
        (("Span", 1, "All", 2), lambda row: row[::2]),
        (("Span", -1, 1, -1), lambda row: row[::-1]),
        (("Span", -2, -1), lambda row: row[-2:]),
        ([[-1, 1]], lambda row: row[[-1, 0]]),
    ],
)
def test_parts_of_sequences(spec, take):
    rows = [numbers(n, 2).astype("float32") for n in (5, 3, 4)]
    found = result(layer("PartLayer", spec, ports={"Input": (VARYING, 2)}), batch(rows))
    found = found.examples() if isinstance(found, Ragged) else found
    for row, part in zip(rows, found):
        assert numpy.array_equal(part, take(row))


def test_whole_numbers_stay_whole():
    """What is moved before an embedding is fed as whole numbers."""
    moved = (("ReshapeLayer", (3, 2)), ("TransposeLayer",), ("PartLayer", -1), ("ReplicateLayer", 2))
    graph = chain([*(create(*spec) for spec in moved), create("UnitVectorLayer", 4)], {"Input": 6})
    assert graph.inference.inputs["Input"].kind == "integer"
    assert graph.inference.inputs["Input"].high == 4
    found = result(graph, numpy.array([[1, 2, 3, 4, 1, 2]]))
    assert (found.argmax(axis=-1) + 1 == [[[2, 4, 2]] * 2]).all()


def test_unit_vectors_take_the_size_from_the_range_or_narrow_it():
    ports = {"Input": ("Restricted", 1, 4)}
    assert single(create("UnitVectorLayer", ports=ports)).inference.outputs["Output"].dims == (4,)
    assert single(create("UnitVectorLayer", 3, ports=ports)).inference.inputs["Input"].high == 3


def test_ordering_is_stable_and_counts_from_1():
    x = numpy.array([[2.0, 1, 2, 1, 3]])
    for count, wanted in ((None, [2, 4, 1, 3, 5]), (2, [2, 4]), (-2, [3, 5])):
        for device in (None, DEVICE):
            graph = layer("OrderingLayer", *(() if count is None else (count,)))
            found = result(graph, x, **({} if device is None else {"device": device}))
            assert found.tolist() == [wanted] and found.dtype.kind == "i"


def test_ordering_of_sequences():
    rows = [numpy.array([3.0, 1, 2]), numpy.array([-1.0, -2])]
    for count, wanted in ((2, [[2, 3], [2, 1]]), (-2, [[3, 1], [2, 1]])):
        assert result(layer("OrderingLayer", count), batch(rows)).tolist() == wanted


def test_arrays_of_the_net_serve_every_example():
    graph = connect(
        {"a": create("NetArrayLayer"), "sum": create("TotalLayer")},
        [(("a", None), ("sum", None)), ((None, "Input"), ("sum", None))],
        {"Input": 3},
    )
    arrays = {("a", "Array"): numpy.array([1.0, 2, 3])}
    x = numbers(4, 3)
    outputs, gradients = evaluate(graph, arrays, {"Input": x}, gradients=[("a", "Array")])
    numpy.testing.assert_allclose(outputs["Output"], x + [1, 2, 3], rtol=1e-6)
    assert gradients["a", "Array"].tolist() == [4, 4, 4]
    alone = single(create("NetArrayLayer", ports={"Output": 3}))
    assert evaluate(alone, {("Array",): numpy.array([1.0, 2, 3])}, {})[0]["Output"].tolist() == [[1, 2, 3]]


def test_synonyms_have_their_own_name():
    for name, other in (("DotPlusLayer", "LinearLayer"), ("ConstantArrayLayer", "NetArrayLayer")):
        assert create(name).name == name
        assert LAYERS[name].forward is LAYERS[other].forward


@pytest.mark.parametrize(
    ("name", "arguments", "shape"),
    [
        ("PartLayer", (3,), 2),
        ("PartLayer", (("Span", 2, 1),), 3),
        ("PartLayer", (("Span", 2, 1),), (VARYING, 2)),
        ("PartLayer", (("Span", -2, 3),), (VARYING, 2)),
        ("PartLayer", ([1, 1],), 3),
        ("TransposeLayer", (), 3),
        ("TransposeLayer", (), (VARYING, 2)),
        ("TransposeLayer", ([3, 1, 2],), (2, 3)),
        ("ReplicateLayer", (2, 3), 3),
        ("ReplicateLayer", (2,), (VARYING, 3)),
        ("OrderingLayer", (4,), 3),
        ("OrderingLayer", (), (3, 2)),
        ("ParametricRampLayer", (2,), 3),
        ("ParametricRampLayer", (), (VARYING, 2)),
        ("AggregationLayer", ("Variance", 1), 1),
        ("AggregationLayer", ("Mean",), 3),
        ("AggregationLayer", ("Mean", 3), (2, 3)),
        ("FlattenLayer", ([[2, 1]],), (VARYING, 2)),
        ("ReshapeLayer", ((3, 2),), (VARYING, 2)),
        ("ConstantPlusLayer", (), (VARYING, 2)),
    ],
)
def test_what_does_not_fit(name, arguments, shape):
    with pytest.raises((ShapeError, ArgumentError)):
        single(create(name, *arguments, ports={"Input": shape})).inference  # noqa: B018


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("PartLayer", (0,)),
        ("PartLayer", (("Span", 0, 2),)),
        ("PartLayer", ("Some",)),
        ("TransposeLayer", ([1, 1],)),
        ("TransposeLayer", (("TwoWayRule", 0, 1),)),
        ("TransposeLayer", (3,)),
        ("ReplicateLayer", (0,)),
        ("ReplicateLayer", ([],)),
        ("OrderingLayer", (0,)),
        ("UnitVectorLayer", (0,)),
        ("AggregationLayer", ("Sum",)),
        ("AggregationLayer", ("Mean", [1, 1])),
        ("ThreadingLayer", ("Plus", 0)),
        ("ThreadingLayer", ("Plus", "Some")),
        ("DropoutLayer", (0.5, "Other")),
        ("PlaceholderLayer", (3,)),
    ],
)
def test_bad_arguments(name, arguments):
    with pytest.raises(ArgumentError):
        create(name, *arguments)


def test_broadcasts_infer():
    def sizes(spec, *shapes):
        graph = single(create("ThreadingLayer", "Plus", spec, InputPorts=list(shapes)))
        return graph.inference.outputs["Output"].dims

    assert sizes("Automatic", (1, 3), (2, 1)) == (2, 3)
    assert sizes(1, (2, 3), (3,)) == (2, 3)
    assert sizes(-1, (2, 3), (2,)) == (2, 3)
    assert sizes([-1, 1, None], (2,), (3,), (2, 3)) == (2, 3)
    assert sizes(None, (2, 3), (None, None)) == (2, 3)
    with pytest.raises(ShapeError):
        sizes(None, (1, 3), (2, 3))
    with pytest.raises(ArgumentError):
        sizes([1, 1, 1], (2, 3), (3,))


@pytest.mark.parametrize(
    ("name", "arguments"), [("PartLayer", [3]), ("PartLayer", [-3]), ("OrderingLayer", [3]), ("SequenceMostLayer", [])]
)
def test_a_sequence_that_is_too_short_for_a_part_is_refused(name, arguments):
    graph = single(create(name, *arguments)).with_ports({"Input": VARYING})
    least = 3 if arguments else 2
    evaluate(graph, {}, {"Input": batch([numpy.ones(least), numpy.ones(5)])})
    with pytest.raises(InputError, match=f"at least {least if arguments else 1} elements"):
        evaluate(graph, {}, {"Input": batch([numpy.ones(least - 1), numpy.ones(5)])})


@pytest.mark.parametrize("place", [0, 4, -4])
def test_a_place_that_is_not_there_is_refused(place):
    graph = single(create("ExtractLayer"))
    with pytest.raises(InputError, match="places"):
        evaluate(graph, {}, {"Input": numbers(1, 3), "Position": numpy.array([[place]])})


def test_every_example_has_places_of_its_own():
    graph = single(create("ExtractLayer")).with_ports({"Input": VARYING, "Position": 1})
    data = {"Input": batch([numpy.arange(2.0), numpy.arange(5.0)]), "Position": numpy.array([[2], [5]])}
    outputs, _ = evaluate(graph, {}, data)
    assert outputs["Output"].tolist() == [1, 4]
    with pytest.raises(InputError, match="places"):
        evaluate(graph, {}, data | {"Position": numpy.array([[3], [5]])})
