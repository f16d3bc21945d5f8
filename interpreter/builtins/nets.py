"""The functions of nets, declared here and carried out in interpreter/nets, which is loaded when one is used."""

from __future__ import annotations

from typing import Any

from ..declare import applied, builtin, declaration, name, variable
from ..expr import system
from .information import informs
from .netmessages import MESSAGES
from .values import OPTIONS

LAYERS = """
    AggregationLayer AppendLayer BasicRecurrentLayer BatchNormalizationLayer CatenateLayer ConstantArrayLayer
    ConstantPlusLayer ConstantTimesLayer ContrastiveLossLayer ConvolutionLayer CrossEntropyLossLayer CTCLossLayer
    DeconvolutionLayer DotLayer DotPlusLayer DropoutLayer ElementwiseLayer EmbeddingLayer FlattenLayer
    GatedRecurrentLayer ImageAugmentationLayer InstanceNormalizationLayer LinearLayer LocalResponseNormalizationLayer
    LongShortTermMemoryLayer MeanAbsoluteLossLayer MeanSquaredLossLayer PaddingLayer PartLayer PoolingLayer
    ReplicateLayer ReshapeLayer ResizeLayer SequenceAttentionLayer SequenceLastLayer SequenceMostLayer
    SequenceRestLayer SequenceReverseLayer SoftmaxLayer SpatialTransformationLayer SummationLayer ThreadingLayer
    TotalLayer TransposeLayer UnitVectorLayer
""".split()

# Names that came later: they are part of the language, but ? *Layer does not list them (?? *Layer does).
LATER = """
    AttentionLayer CompiledLayer ExtractLayer FunctionLayer NetArrayLayer NormalizationLayer OrderingLayer
    ParametricRampLayer PlaceholderLayer PrependLayer RandomArrayLayer SequenceIndicesLayer NetBidirectionalOperator
    NetFoldOperator NetGANOperator NetMapOperator NetMapThreadOperator NetNestOperator NetPairEmbeddingOperator
    ArrayFunctionLayer ConstantLayer NetGradientOperator
""".split()


def _layer(title: str) -> None:
    def make(args: tuple[Any, ...], *, session: Any, say: Any, written: Any) -> Any:
        from ..nets.construct import make_layer

        return make_layer(title, args, session, say, written())

    def document() -> str:
        from ...runtime import layers

        return layers.LAYERS[title].doc

    builtin(f"{title}[args___]", **MESSAGES)(make)
    declaration(title).docstring = document
    _applicable(title)


def inform(thing: Any, properties: tuple[Any, ...], session: Any) -> Any:
    """What Information gives for a net or coder."""
    from ..nets.information import information

    return information(thing, properties, session)


def _applicable(title: str) -> None:
    """net[data, ...] evaluates the net."""

    def apply(head: Any, args: tuple[Any, ...], *, session: Any, say: Any) -> Any:
        from ..nets.apply import apply_net

        return apply_net(head, args, session, say)

    applied(title)(apply)
    informs(title)(inform)

    OPTIONS[system(title)] = _options


def _options(x: Any) -> Any:
    """The defaults of a constructor, or those of a call of a net."""
    from ..nets.settings import options

    return options(x)


for _title in (*LAYERS, *LATER):
    _layer(_title)
for _title in LATER:
    declaration(_title).later = True


@builtin("NetChain[layers_, options___]", **MESSAGES)
def net_chain(layers: Any, options: tuple[Any, ...], *, session: Any, say: Any, written: Any) -> Any:
    """NetChain[{layer1, layer2, ...}] is the net that applies the layers one after the other.

    Layers may be given as an association with names, a function such as Tanh stands for ElementwiseLayer[Tanh], an
    integer n for LinearLayer[n], a list for a nested chain. "Input" -> shape and "Output" -> shape (or a coder) say
    what is known of the ends. Layers that do not fit give NetChain::tyfail1 and $Failed.

    >>> NetChain[{ElementwiseLayer[Tanh], LogisticSigmoid}][{1., 2., 3.}]
    {0.6817, 0.723927, 0.730085}
    """
    from ..nets.containers import make_chain

    return make_chain(layers, options, session, say, written())


@builtin("NetGraph[layers_, edges_, options___]", "NetGraph[layers_]", **MESSAGES)
def net_graph(
    layers: Any, edges: Any = None, options: tuple[Any, ...] = (), *, session: Any, say: Any, written: Any
) -> Any:
    """NetGraph[{layer1, ...}, {1 -> 2, ...}] is the net of the layers joined by edges.

    Vertices are numbers or, for an association of layers, names; a -> b -> c chains, {a, b} -> c feeds several inputs,
    NetPort["in"] -> a and a -> NetPort["out"] name the ports of the net, NetPort[a, "port"] those of a layer. Ports
    that nothing joins become ports of the net.

    >>> net = NetGraph[{Tanh, LogisticSigmoid, TotalLayer[]}, {NetPort["a"] -> 1, NetPort["b"] -> 2, {1, 2} -> 3}];
    ... net[<|"a" -> {0.1, -2.4}, "b" -> {-1.2, 3.4}|>]
    {0.331143, -0.0159703}
    """
    from ..nets.containers import make_graph

    return make_graph(layers, edges, options, session, say, written())


_applicable("NetChain")
_applicable("NetGraph")


for _title, _usage in {
    "NetPort": 'NetPort["name"] is a port of a net; NetPort[{layer, "name"}] a port of a layer in it.',
    "NetPortGradient": 'NetPortGradient["port"] as a property of a net asks for the gradient by that port or array.',
    "TargetDevice": 'TargetDevice is an option that says what a net runs on: "CPU" or "GPU".',
    "NetEvaluationMode": 'NetEvaluationMode is an option: "Test" (the default) or "Train".',
    "RandomSeeding": "RandomSeeding is an option that says where random numbers start.",
    "WorkingPrecision": "WorkingPrecision is an option that says with which precision to calculate.",
    "BatchSize": "BatchSize is an option that says how many examples are processed together.",
    "LearningRate": "LearningRate is an option that says how large the steps of training are.",
    "LossFunction": "LossFunction is an option that says what training makes small.",
    "MaxTrainingRounds": "MaxTrainingRounds is an option that says how often training goes through the data.",
    "TimeGoal": "TimeGoal is an option that says how many seconds to take.",
    "TrainingProgressReporting": "TrainingProgressReporting is an option that says how progress is shown.",
    "LearningRateMultipliers": "LearningRateMultipliers is an option that says how fast single arrays learn.",
    "NetArray": 'NetArray["name"] as the value of an array of a layer is an array that all layers that name it share; '
    'NetArray[<|"Name" -> name, "Array" -> value, "Dimensions" -> sizes|>] says more about it.',
    "NetSharedArray": 'NetSharedArray["name"] is an older name of NetArray["name"].',
    "Typed": "Typed[x, type] says in the arguments of a function what x is.",
    "TypeSpecifier": 'TypeSpecifier["PackedArray"]["MachineReal", r] is the type of an array of reals with r levels.',
    "Restricted": 'Restricted["Integer", n] is a port for integers from 1 to n.',
}.items():
    name(_title, _usage)


@variable("$NetAccelerators", "Protected")
def net_accelerators(session: Any) -> Any:
    """$NetAccelerators is an association of what nets are run with on this machine: compiled kernels, threads, BLAS.

    >>> Head[$NetAccelerators]
    Association
    """
    from ..definitions import Computed

    def look() -> Any:
        from ..nets.machine import accelerators

        return accelerators()

    return Computed(look)
