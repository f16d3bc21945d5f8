"""What layers are called in diagrams: short names that people know, families, and what else is worth a word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ....runtime.declare import Layer
from ....runtime.ops.trees import Compiled
from ....runtime.ports import Type
from ...display import output_form
from ...display.short import shorten

_TITLE = 20  # characters of a function that is shown as it is


@dataclass(frozen=True, slots=True)
class Look:
    """How a node is written: its title, a detail in small letters, and its family, which says the colour."""

    title: str
    detail: str
    family: str


# head -> short name, family
NAMES = {
    "AggregationLayer": ("Aggregate", "pooling"),
    "AppendLayer": ("Append", "shape"),
    "ArrayFunctionLayer": ("Function", "function"),
    "AttentionLayer": ("Attention", "attention"),
    "BasicRecurrentLayer": ("RNN", "recurrent"),
    "BatchNormalizationLayer": ("BatchNorm", "normalization"),
    "CTCLossLayer": ("CTC loss", "loss"),
    "CatenateLayer": ("Catenate", "shape"),
    "CompiledLayer": ("Compiled", "function"),
    "ConstantArrayLayer": ("Array", "array"),
    "ConstantLayer": ("Constant", "array"),
    "ConstantPlusLayer": ("+ array", "linear"),
    "ConstantTimesLayer": ("× array", "linear"),
    "ContrastiveLossLayer": ("Contrastive loss", "loss"),
    "ConvolutionLayer": ("Conv", "convolution"),
    "CrossEntropyLossLayer": ("Cross entropy", "loss"),
    "DeconvolutionLayer": ("Deconv", "convolution"),
    "DotLayer": ("Dot", "linear"),
    "DotPlusLayer": ("Linear", "linear"),
    "DropoutLayer": ("Dropout", "random"),
    "ElementwiseLayer": ("Elementwise", "elementwise"),
    "EmbeddingLayer": ("Embedding", "linear"),
    "ExtractLayer": ("Extract", "shape"),
    "FlattenLayer": ("Flatten", "shape"),
    "FunctionLayer": ("Function", "function"),
    "GatedRecurrentLayer": ("GRU", "recurrent"),
    "ImageAugmentationLayer": ("Augment", "random"),
    "InstanceNormalizationLayer": ("InstanceNorm", "normalization"),
    "LinearLayer": ("Linear", "linear"),
    "LocalResponseNormalizationLayer": ("LRN", "normalization"),
    "LongShortTermMemoryLayer": ("LSTM", "recurrent"),
    "MeanAbsoluteLossLayer": ("Mean absolute", "loss"),
    "MeanSquaredLossLayer": ("Mean squared", "loss"),
    "NetArrayLayer": ("Array", "array"),
    "NetBidirectionalOperator": ("Bidirectional", "net"),
    "NetFoldOperator": ("Fold", "net"),
    "NetGANOperator": ("GAN", "net"),
    "NetGradientOperator": ("Gradient", "net"),
    "NetMapOperator": ("Map", "net"),
    "NetMapThreadOperator": ("MapThread", "net"),
    "NetNestOperator": ("Nest", "net"),
    "NetPairEmbeddingOperator": ("Pair embedding", "net"),
    "NormalizationLayer": ("Norm", "normalization"),
    "OrderingLayer": ("Ordering", "shape"),
    "PaddingLayer": ("Pad", "shape"),
    "ParametricRampLayer": ("PReLU", "elementwise"),
    "PartLayer": ("Part", "shape"),
    "PlaceholderLayer": ("Placeholder", "function"),
    "PoolingLayer": ("Pool", "pooling"),
    "PrependLayer": ("Prepend", "shape"),
    "RandomArrayLayer": ("Random", "random"),
    "ReplicateLayer": ("Replicate", "shape"),
    "ReshapeLayer": ("Reshape", "shape"),
    "ResizeLayer": ("Resize", "shape"),
    "SequenceAttentionLayer": ("Attention", "attention"),
    "SequenceIndicesLayer": ("Indices", "shape"),
    "SequenceLastLayer": ("Last", "shape"),
    "SequenceMostLayer": ("Most", "shape"),
    "SequenceRestLayer": ("Rest", "shape"),
    "SequenceReverseLayer": ("Reverse", "shape"),
    "SoftmaxLayer": ("Softmax", "elementwise"),
    "SpatialTransformationLayer": ("Warp", "shape"),
    "SummationLayer": ("Sum", "pooling"),
    "ThreadingLayer": ("Threading", "elementwise"),
    "TotalLayer": ("Total", "elementwise"),
    "TransposeLayer": ("Transpose", "shape"),
    "UnitVectorLayer": ("One-hot", "linear"),
}
_SIGNS = {"Plus": "+", "Times": "×", "Subtract": "−", "Divide": "÷"}


def layer_look(layer: Layer, output: Type) -> Look:
    """How a layer is written."""
    title, family = NAMES.get(layer.name, (layer.name.removesuffix("Layer"), "function"))
    describe = _DETAILS.get(layer.name)
    found = ("", "") if describe is None else describe(layer, output)
    return Look(found[0] or title, found[1], family)


def net_look(head: str, size: int) -> Look:
    """How a nested net is written that is not opened."""
    return Look(head, f"{size} layer{'s' * (size != 1)}", "net")


# ---- details: (title or "" for the usual one, what stands below it) --------------------------------------------------


def _value(layer: Layer, name: str, default: Any = None) -> Any:
    return dict(layer.values).get(name, default)


def _sizes(value: Any, rank: int) -> str:
    if isinstance(value, tuple | list):
        return "×".join(map(str, value))
    return "×".join([str(value)] * max(rank, 1))


def _window(layer: Layer, output: Type) -> str:
    """The kernel, and the stride where it is not 1: 5×5 /2."""
    rank = _value(layer, "Dimensionality") or (len(output.dims) - 1 if output.dims else 1)
    text = _sizes(_value(layer, "KernelSize"), rank)
    stride = _value(layer, "Stride", 1)
    steps = set(stride) if isinstance(stride, tuple | list) else {stride}
    return text if steps == {1} else f"{text} /{_sizes(stride, 1)}"


def _pooling(layer: Layer, output: Type) -> tuple[str, str]:
    return f"{_value(layer, 'Function')} pool", _window(layer, output)


def _function(layer: Layer, output: Type) -> tuple[str, str]:
    text = _function_words(_value(layer, "Function"))
    return _SIGNS.get(text, text), ""


def _function_words(value: Any) -> str:
    """The function of a layer: its name, or as much of its body as there is room for."""
    from ..summaries import parameter_words

    if isinstance(value, Compiled) and value.name is not None:
        return str(value.name)
    shown = parameter_words(value)
    if getattr(getattr(shown, "head", None), "name", "") == "Function" and len(shown.args) == 1:
        shown = shown.args[0]
    return output_form(shorten(shown, _TITLE)).replace("\n", " ")


def _aggregation(layer: Layer, output: Type) -> tuple[str, str]:
    return "", str(_value(layer, "Function"))


def _dropout(layer: Layer, output: Type) -> tuple[str, str]:
    return "", str(_value(layer, "Probability"))


_DETAILS: dict[str, Callable[[Layer, Type], tuple[str, str]]] = {
    "AggregationLayer": _aggregation,
    "ConvolutionLayer": lambda layer, output: ("", _window(layer, output)),
    "DeconvolutionLayer": lambda layer, output: ("", _window(layer, output)),
    "DropoutLayer": _dropout,
    "ElementwiseLayer": _function,
    "PoolingLayer": _pooling,
    "ThreadingLayer": _function,
    **{
        name: lambda layer, output: ("", ", ".join([_head(graph) for _, graph in layer.nets[:2]]))
        for name in NAMES
        if name.startswith("Net") and name.endswith("Operator")
    },
}


def _head(graph: Any) -> str:
    """The inner net of an operator in a word."""
    if len(graph.nodes) == 1 and isinstance(graph.nodes[0][1], Layer):
        return layer_look(graph.nodes[0][1], Type()).title
    return f"{len(graph.nodes)} layers"
