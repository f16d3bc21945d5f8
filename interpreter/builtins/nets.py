"""The functions of nets, declared here and carried out in interpreter/nets, which is loaded when one is used."""

from __future__ import annotations

from typing import Any

from ..declare import applied, builtin, declaration, name, variable
from .information import informs

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

# What layers and containers have to say when they are made or applied.
MESSAGES = {
    "argm": "`1` called with `2` arguments; `3` or more arguments are expected.",
    "arginv": "`1` should be `2`; found `3`.",
    "badarray": '`1` is not an array specification such as NetArray["name"] or NetArray[<|"Array" -> ...|>].',
    "badcoder": "A `1` cannot stand at port `2`.",
    "badedge": '`1` is not an edge such as 1 -> 2 or NetPort["Input"] -> 1.',
    "badmult": "LearningRateMultipliers -> `1` should be a number, None, or rules from parts to numbers.",
    "badname": "The name `1` of a layer should be a string.",
    "badport": "`1` is not a port specification.",
    "badseed": "RandomSeeding -> `1` should be Automatic, Inherited, an integer or a string.",
    "badspec": "`1` cannot be used here.",
    "badtrgdev": 'TargetDevice -> `1` should be "CPU", "GPU" or {"GPU", n}.',
    "cyc": "The edges make a cycle through `1`.",
    "dupin": "The port `1` of layer `2` is fed more than once.",
    "extraport": "There is no port `1`; the ports are `2`.",
    "invarr": "The value of array `1` is not a numeric array.",
    "invindata": "Data at port `1` should be `2`; found `3`.",
    "invnet": "`1` is not a layer or net.",
    "invprop": "`1` is not a property here; the properties are `2`.",
    "misscount": "There are `1` ports; found `2` values.",
    "missport": "There is no value for port `1`.",
    "noarray": "The layer has no array `1`.",
    "nogpu": "TargetDevice -> GPU could not be used; your system does not appear to have an NVIDIA GPU.",
    "nograd": "Port `1` takes whole numbers; there is no gradient by it.",
    "noshare": "The array `1` cannot be shared: training does not change it by gradients.",
    "nocompile": "`1` cannot be expressed by layers.",
    "noconst": "`1` should be known when the layer is made.",
    "nopart": "There is no part `1` in `2`.",
    "opone": "The net in `1` should have one input and one output; found `2`.",
    "oppair": "`1` wants a list of two nets; found `2`.",
    "opports": "The net in `1` should have inputs and outputs; found `2`.",
    "problem": "`1`.",
    "scoreports": 'The net in `1` should have the inputs "Input" and "Query" and an output "Output"; found `2`.',
    "sharedval": "The shared array `1` would have two different values.",
    "tyfail1": "Two different shapes for `1` of `2`: `3` and `4`.",
    "unfed": "The layer `1` has no inputs.",
    "uninit": "The net has arrays without values (`1`); use NetInitialize or NetTrain first.",
    "untyped": "`1` is not a function whose arguments are Typed arrays of numbers.",
    "unkvert": "There is no layer `1`.",
    "unspec": "Sizes of `1` cannot be inferred.",
    "undefined": "The layer `1` stands for an operation that is not defined; a net with it cannot be evaluated.",
    "notport": "Layer `2` has no port `1`.",
    "inner": "Layer `1` inside a chain must have one input and one output.",
    # of the coders at the ports
    "badform": '`1` is not a form of the encoder; it should be "Index" or "IndicatorVector".',
    "nolabel": "`1` is not one of the classes `2`.",
    "nolabels": 'The type "`1`" wants a list of labels.',
    "nofile": "The file `1` could not be read as an image.",
    "indim": "The decoder wants `1` probabilities; found `2`.",
    "sandbox": "`1` is not allowed in a sandboxed session.",
}


def _layer(title: str) -> None:
    def make(args: tuple[Any, ...], *, session: Any, say: Any) -> Any:
        from ..nets.construct import make_layer

        return make_layer(title, args, session, say)

    def document() -> str:
        from ...runtime import layers

        return layers.LAYERS[title].doc

    builtin(f"{title}[args___]", **MESSAGES)(make)
    declaration(title).docstring = document
    _applicable(title)


def _applicable(title: str) -> None:
    """net[data, ...] evaluates the net."""

    def apply(head: Any, args: tuple[Any, ...], *, session: Any, say: Any) -> Any:
        from ..nets.apply import apply_net

        return apply_net(head, args, session, say)

    applied(title)(apply)

    def inform(net: Any, properties: tuple[Any, ...], session: Any) -> Any:
        from ..nets.summary import information

        return information(net, properties, session)

    informs(title)(inform)


for _title in (*LAYERS, *LATER):
    _layer(_title)
for _title in LATER:
    declaration(_title).later = True


@builtin("NetChain[layers_, options___]", **MESSAGES)
def net_chain(layers: Any, options: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    """NetChain[{layer1, layer2, ...}] is the net that applies the layers one after the other.

    Layers may be given as an association with names, a function such as Tanh stands for ElementwiseLayer[Tanh], an
    integer n for LinearLayer[n], a list for a nested chain. "Input" -> shape and "Output" -> shape (or a coder) say
    what is known of the ends. Layers that do not fit give NetChain::tyfail1 and $Failed.

    >>> NetChain[{ElementwiseLayer[Tanh], LogisticSigmoid}][{1., 2., 3.}]
    {0.6817, 0.723927, 0.730085}
    """
    from ..nets.containers import make_chain

    return make_chain(layers, options, session, say)


@builtin("NetGraph[layers_, edges_, options___]", "NetGraph[layers_]", **MESSAGES)
def net_graph(layers: Any, edges: Any = None, options: tuple[Any, ...] = (), *, session: Any, say: Any) -> Any:
    """NetGraph[{layer1, ...}, {1 -> 2, ...}] is the net of the layers joined by edges.

    Vertices are numbers or, for an association of layers, names; a -> b -> c chains, {a, b} -> c feeds several inputs,
    NetPort["in"] -> a and a -> NetPort["out"] name the ports of the net, NetPort[a, "port"] those of a layer. Ports
    that nothing joins become ports of the net.

    >>> net = NetGraph[{Tanh, LogisticSigmoid, TotalLayer[]}, {NetPort["a"] -> 1, NetPort["b"] -> 2, {1, 2} -> 3}];
    ... net[<|"a" -> {0.1, -2.4}, "b" -> {-1.2, 3.4}|>]
    {0.331143, -0.0159703}
    """
    from ..nets.containers import make_graph

    return make_graph(layers, edges, options, session, say)


_applicable("NetChain")
_applicable("NetGraph")


@builtin(
    "NetInitialize[net_]",
    "NetInitialize[net_, All_, OptionsPattern[]]",
    "NetInitialize[net_, OptionsPattern[]]",
    options={"Method": '"Kaiming"', "RandomSeeding": "1234"},
    **MESSAGES,
    badmethod='`1` is not a method: "Kaiming", "Xavier", "Orthogonal", "Random" or "Identity".',
    toolarge="The net has `1` array elements, more than memory can hold.",
)
def net_initialize(net: Any, All: Any = None, *, session: Any, say: Any, options: dict[str, Any]) -> Any:
    """NetInitialize[net] gives values to the arrays that have none: random weights, zero biases.

    NetInitialize[net, All] gives all arrays new values. Method is "Kaiming" (variance 2/fan-in), "Xavier" (2/(fan-in +
    fan-out)), "Orthogonal", "Random" or "Identity"; RandomSeeding an integer or string, Automatic for a new seed each
    time, Inherited for the session's generator (SeedRandom).

    >>> Dimensions[NetExtract[NetInitialize[LinearLayer[3, "Input" -> 2]], "Weights"]]
    {3, 2}
    """
    from ..nets.initialize import initialize_net

    return initialize_net(net, All is not None, options, session, say)


@builtin(
    "NetInsertSharedArrays[net_]",
    "NetInsertSharedArrays[net_, prefix_]",
    **MESSAGES,
    badprefix="The prefix `1` should be a string.",
)
def net_insert_shared_arrays(net: Any, prefix: Any = "", *, session: Any, say: Any) -> Any:
    """NetInsertSharedArrays[net] makes every learnable array of a net a shared one, named after its place.
    NetInsertSharedArrays[net, "prefix"] puts a prefix before the names.

    Arrays of one name in nets that are put together are one array: copies of the result go on to be equal when the
    whole is trained. Arrays that are shared already keep their names.

    >>> NetExtract[NetInsertSharedArrays[LinearLayer[1, "Weights" -> {{2}}], "a/"], NetArray["a/Weights"]]
    {{2.}}
    """
    from ..nets.sharing import insert_shared_arrays

    return insert_shared_arrays(net, prefix, say)


@builtin("NetExtract[net_, spec_]", **MESSAGES)
def net_extract(net: Any, spec: Any, *, session: Any, say: Any) -> Any:
    """NetExtract[net, spec] gives a part of a net: a layer by number or name, an array or port by its name.

    {layer, ..., "Weights"} goes inside, also into the nets of operators; All gives all layers, {All, "Weights"} the
    arrays of all layers that have one; NetArray["name"] a shared array. An array without a value gives Automatic.

    >>> NetExtract[NetChain[{Ramp, LinearLayer[1, "Weights" -> {{2}}, "Biases" -> {0}]}], {2, "Weights"}]
    {{2.}}
    """
    from ..nets.extract import extract

    return extract(net, spec, session, say)


@builtin(
    "NetEncoder[spec_]",
    unknown="`1` is not a type of encoder; the types are `2`.",
    badtype="`1` is not a coder specification.",
    optx="Unknown parameter `1`; the parameters are `2`.",
    badsize="`1` is not a size: a positive integer or {width, height}.",
    badspace="`1` is not a colour space; they are `2`.",
    badmethod='`1` is not a method: "Stretch", "Fit" or "Fill".',
    badmean="`1` should be None, a number or a list of `2` numbers.",
    **MESSAGES,
)
def net_encoder(spec: Any, *, session: Any, say: Any) -> Any:
    """NetEncoder[{"type", ...}] turns data of a kind into arrays for a net.

    {"Image", {width, height}, "ColorSpace" -> "Grayscale"} reads images, as File[...], to values from 0 to 1 by
    channel, row and column; {"Class", labels} gives positions of labels. An encoder is applied to data, or given to a
    net as "Input" -> encoder.

    >>> NetEncoder[{"Class", {"dog", "cat"}}][{"cat", "dog"}]
    {2, 1}
    """
    from ..nets.coding import make

    return make("NetEncoder", spec, session, say)


@builtin(
    "NetDecoder[spec_]",
    unknown="`1` is not a type of decoder; the types are `2`.",
    badtype="`1` is not a coder specification.",
    optx="Unknown parameter `1`; the parameters are `2`.",
    **MESSAGES,
)
def net_decoder(spec: Any, *, session: Any, say: Any) -> Any:
    """NetDecoder[{"Class", labels}] turns the probabilities that a net gives into labels.

    decoder[array, property] gives other views: "Probabilities", "TopProbabilities" -> n, "TopDecisions" -> n,
    "Probability" -> label, "Entropy", or None for the array itself.

    >>> NetDecoder[{"Class", {"dog", "cat"}}][{0.1, 0.9}]
    cat
    >>> NetDecoder[{"Class", {"dog", "cat"}}][{0.1, 0.9}, "Probabilities"]
    <|dog -> 0.1, cat -> 0.9|>
    """
    from ..nets.coding import make

    return make("NetDecoder", spec, session, say)


def _coder_applicable(title: str) -> None:
    def apply(head: Any, args: tuple[Any, ...], *, session: Any, say: Any) -> Any:
        from ..nets.coding import apply_coder

        return apply_coder(head, args, session, say)

    applied(title)(apply)


_coder_applicable("NetEncoder")
_coder_applicable("NetDecoder")


@builtin(
    "NetTrain[net_, data_, OptionsPattern[]]",
    "NetTrain[net_, data_, property_, OptionsPattern[]]",
    options={
        "BatchSize": "Automatic",
        "LearningRate": "Automatic",
        "LearningRateMultipliers": "Automatic",
        "LossFunction": "Automatic",
        "MaxTrainingRounds": "Automatic",
        "Method": "Automatic",
        "RandomSeeding": "Inherited",
        "TargetDevice": '"CPU"',
        "TimeGoal": "Automatic",
        "TrainingProgressReporting": "Automatic",
        "WorkingPrecision": "Automatic",
    },
    **MESSAGES,
    nodata="There are no training examples.",
    invdata="Training data is malformed: `1`.",
    noarrays="The net has no arrays to train.",
    arrdiv="Training stopped: arrays became infinite. The last finite "
    "net is returned; a smaller LearningRate or normalised data may help.",
    badmethod='`1` is not a method: "ADAM", "SGD", "RMSProp" or "SignSGD".',
    badopt="The value `2` of option `1` cannot be used.",
    noprop="`1` is not a property of training results.",
)
def net_train(net: Any, data: Any, property: Any = None, *, session: Any, say: Any, options: dict[str, Any]) -> Any:
    """NetTrain[net, {in1 -> out1, ...}] changes the arrays of a net so that it gives the outputs for the inputs.

    Data may be rules, lists in -> lists out, or an association of columns by port. A net without a loss gets one that
    suits its last layer. Options: BatchSize, LearningRate, MaxTrainingRounds, Method ("ADAM"), RandomSeeding, TimeGoal.

    >>> net = NetTrain[LinearLayer[1, "Input" -> 1], {{1} -> {1.9}, {2} -> {4.1}, {3} -> {6.0}, {4} -> {8.1}}];
    ... Round[NetExtract[net, "Weights"], 0.01]
    {{2.05}}
    """
    from ..nets.train import train_net

    return train_net(net, data, property, options, session, say)


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
