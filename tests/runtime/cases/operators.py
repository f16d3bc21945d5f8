"""Operators: inner nets mapped, folded, nested, run both ways."""

from luperca.runtime.declare import create
from luperca.runtime.graph import chain, connect, single

from . import layer, numbers


def _step():
    """A net for folding: tanh of an affine map of the input and the state."""
    return connect(
        {"all": create("CatenateLayer"), "map": create("LinearLayer", 3), "tanh": create("ElementwiseLayer", "Tanh")},
        [
            ((None, "Input"), ("all", None)),
            ((None, "State"), ("all", None)),
            (("all", None), ("map", None)),
            (("map", None), ("tanh", None)),
        ],
    )


def _dense(n):
    return chain([create("LinearLayer", n), create("ElementwiseLayer", "Tanh")])


def _threading(function):
    return single(create("ThreadingLayer", function))


def _folded_from_a_state():
    """The state comes from outside and the last one goes out."""
    fold = create("NetFoldOperator", nets={"Net": _step()})
    return connect({"fold": fold}, [((None, "Start"), ("fold", "State")), (("fold", "State"), (None, "Last"))])


def _both_ways(name, size, **options):
    nets = {way: single(create(name, size)) for way in ("ForwardNet", "BackwardNet")}
    return create("NetBidirectionalOperator", nets=nets, **options)


def _both_ways_from_states():
    """The states of both ways come from outside and go out."""
    states = [f"{way}{state}" for way in ("Forward", "Backward") for state in ("State", "CellState")]
    edges = [((None, f"{state}In"), ("both", state)) for state in states]
    edges += [(("both", state), (None, f"{state}Out")) for state in states]
    return connect({"both": _both_ways("LongShortTermMemoryLayer", 3)}, edges)


CASES = {
    "both ways": (single(_both_ways("BasicRecurrentLayer", 3)), {"Input": numbers(2, 4, 2)}),
    "both ways in total": (
        single(create("NetBidirectionalOperator", "Total", nets=dict(_both_ways("GatedRecurrentLayer", 3).nets))),
        {"Input": numbers(2, 4, 2)},
    ),
    "both ways from states": (
        _both_ways_from_states(),
        {"Input": numbers(2, 4, 2)}
        | {f"{w}{s}In": numbers(2, 3) for w in ("Forward", "Backward") for s in ("State", "CellState")},
    ),
    "map": (layer("NetMapOperator", nets={"Net": _dense(3)}), {"Input": numbers(2, 5, 2)}),
    "map of numbers": (
        layer("NetMapOperator", nets={"Net": single(create("ElementwiseLayer", "Tanh"))}),
        {"Input": numbers(2, 5)},
    ),
    "map thread": (
        layer("NetMapThreadOperator", nets={"Net": _threading("Subtract")}),
        {"Input1": numbers(2, 3, 4), "Input2": numbers(2, 3, 4)},
    ),
    "map thread repeated": (
        layer(
            "NetMapThreadOperator",
            (("Input1", 2),),
            nets={"Net": connect({1: create("DotLayer", InputPorts=2)}, [])},
        ),
        {"Input1": numbers(2, 3, 2, 4), "Input2": numbers(2, 4)},
    ),
    "nest": (layer("NetNestOperator", 3, nets={"Net": _dense(4)}), {"Input": numbers(2, 4)}),
    "fold": (layer("NetFoldOperator", nets={"Net": _step()}), {"Input": numbers(2, 4, 2)}),
    "fold from a state": (_folded_from_a_state(), {"Input": numbers(2, 4, 2), "Start": numbers(2, 3)}),
    "pair embedding": (layer("NetPairEmbeddingOperator", nets={"Net": _dense(3)}), {"Input": numbers(3, 2, 4)}),
    "pair embedding by cosine": (
        layer("NetPairEmbeddingOperator", nets={"Net": _dense(3)}, DistanceFunction="CosineDistance"),
        {"Input": numbers(3, 2, 4)},
    ),
    "function": (layer("FunctionLayer", nets={"Net": _dense(3)}), {"Input": numbers(2, 4)}),
}
