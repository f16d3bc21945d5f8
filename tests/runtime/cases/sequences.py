"""Recurrent layers, attention, embedding, parts of sequences, and the losses on sequences."""

import numpy
from luperca.runtime.declare import create
from luperca.runtime.graph import chain, connect, single

from . import layer, numbers, probabilities

RECURRENT = ("BasicRecurrentLayer", "GatedRecurrentLayer", "LongShortTermMemoryLayer")
DROPOUT = tuple(
    ("Rule", name, 0.3) for name in ("VariationalWeights", "VariationalInput", "VariationalState", "StateUpdate")
)


def _both_states(name):
    """A layer that starts in given states and whose last states are wanted."""
    states = ("State", "CellState")[: 1 + (name == "LongShortTermMemoryLayer")]
    edges = [((None, f"Start{s}"), ("walk", s)) for s in states]
    edges += [(("walk", s), (None, f"End{s}")) for s in states]
    edges += [((None, "Input"), ("walk", "Input")), (("walk", "Output"), (None, "Output"))]
    inputs = {"Input": numbers(2, 5, 4)} | {f"Start{s}": numbers(2, 3) for s in states}
    return connect({"walk": create(name, 3)}, edges), inputs


def _scoring():
    """A net that scores a key for a query."""
    nodes = {"k": create("LinearLayer", 3), "q": create("LinearLayer", 3), "sum": create("TotalLayer")}
    nodes |= {"tanh": create("ElementwiseLayer", "Tanh"), "score": create("LinearLayer", [])}
    edges = [((None, "Input"), ("k", "Input")), ((None, "Query"), ("q", "Input"))]
    edges += [((a, "Output"), ("sum", None)) for a in "kq"]
    edges += [(("sum", "Output"), ("tanh", "Input")), (("tanh", "Output"), ("score", "Input"))]
    return connect(nodes, edges)


def _attention(*arguments, **options):
    return single(create("AttentionLayer", *arguments, **options))


def _kvq(heads=(), width=4):
    return {
        "Key": numbers(2, 5, *heads, width),
        "Value": numbers(2, 5, *heads, 3),
        "Query": numbers(2, 3, *heads, 4),
    }


CASES = {f"{name} {i}": (layer(name, 3), {"Input": numbers(2, 4, i)}) for name in RECURRENT for i in (1, 2)}
CASES |= {f"{name} with states": _both_states(name) for name in RECURRENT}
CASES |= {
    f"{name} thinned": (layer(name, 3, Dropout=DROPOUT), {"Input": numbers(3, 4, 2)}) for name in RECURRENT
}
CASES |= {
    "two recurrent layers": (
        chain([create("LongShortTermMemoryLayer", 3), create("GatedRecurrentLayer", 2), create("SequenceLastLayer")]),
        {"Input": numbers(2, 4, 3)},
    ),
    "last": (layer("SequenceLastLayer"), {"Input": numbers(3, 4, 2)}),
    "last of reals": (layer("SequenceLastLayer"), {"Input": numbers(3, 4)}),
    "most": (layer("SequenceMostLayer"), {"Input": numbers(3, 4, 2)}),
    "rest": (layer("SequenceRestLayer"), {"Input": numbers(3, 4, 2, 2)}),
    "reverse": (layer("SequenceReverseLayer"), {"Input": numbers(3, 4, 2)}),
    "reverse of reals": (layer("SequenceReverseLayer"), {"Input": numbers(3, 4)}),
    "indices": (
        chain([create("SequenceIndicesLayer", Maximum=3), create("EmbeddingLayer", 2)]),
        {"Input": numbers(3, 4, 2)},
    ),
    "append": (layer("AppendLayer"), {"Input": numbers(3, 4, 2), "Element": numbers(3, 2)}),
    "append a real": (layer("AppendLayer"), {"Input": numbers(3, 4), "Element": numbers(3)}),
    "prepend": (layer("PrependLayer"), {"Input": numbers(3, 4, 2), "Element": numbers(3, 2)}),
    "embedding": (layer("EmbeddingLayer", 3, 5), {"Input": numpy.array([[1, 5, 2, 2], [3, 2, 1, 1]])}),
    "embedding of a number": (layer("EmbeddingLayer", 3, 5), {"Input": numpy.array([4, 4, 1])}),
    "embedding of a matrix": (layer("EmbeddingLayer", 2, 3), {"Input": numpy.array([[[1, 2], [3, 3], [1, 1]]])}),
    "attention": (_attention(), _kvq(width=2)),
    "attention dot": (_attention("Dot", ScoreRescaling="DimensionSqrt"), _kvq()),
    "attention by a net": (_attention(nets={"Net": _scoring()}, ScoreRescaling="DimensionSqrt"), _kvq(width=2)),
    "attention of one query": (_attention("Dot"), _kvq() | {"Query": numbers(2, 4)}),
    "attention levels": (
        _attention("Dot"),
        {"Key": numbers(2, 3, 2, 4), "Value": numbers(2, 3, 2, 5), "Query": numbers(2, 2, 3, 4)},
    ),
    "attention heads": (_attention("Dot", MultiHead=True), _kvq((2,))),
    "attention bilinear heads": (_attention(MultiHead=True), _kvq((2,), 3)),
    "attention heads by a net": (_attention(nets={"Net": _scoring()}, MultiHead=True), _kvq((2,), 2)),
    "attention causal": (_attention("Dot", Mask="Causal"), _kvq()),
    "attention window": (_attention("Dot", Mask=("Rule", "Causal", 2), Dropout=0.3), _kvq()),
    "attention thinned": (_attention(Dropout=0.4, MultiHead=True, Mask="Causal"), _kvq((2,))),
    "attention of many queries": (
        _attention("Dot"),
        {"Key": numbers(1, 3, 2), "Value": numbers(1, 3, 2), "Query": numbers(1, 17, 2)},
    ),
    "sequence attention": (
        layer("SequenceAttentionLayer", "Bilinear"),
        {"Input": numbers(2, 5, 3), "Query": numbers(2, 4, 2)},
    ),
    "contrastive": (
        layer("ContrastiveLossLayer"),
        {"Input": numpy.array([0.2, 0.9, 0.3, 0.8]), "Target": numpy.array([1.0, 1.0, 0.0, 0.0])},
    ),
    "temporal classification": (
        layer("CTCLossLayer"),
        {"Input": probabilities(3, 6, 4), "Target": numpy.array([[1, 1], [3, 2], [2, 2]])},
    ),
    "temporal classification of one": (
        layer("CTCLossLayer"),
        {"Input": probabilities(2, 3, 3), "Target": numpy.array([[1, 2], [2, 2]])},
    ),
}
