"""The registry of layers and making them."""

import pytest
from luperca.runtime.declare import LAYERS, OPS, create
from luperca.runtime.errors import ArgumentError, CountError, UndefinedError

NAMES = """
    AggregationLayer AppendLayer AttentionLayer BasicRecurrentLayer BatchNormalizationLayer CTCLossLayer CatenateLayer
    CompiledLayer ConstantArrayLayer ConstantPlusLayer ConstantTimesLayer ContrastiveLossLayer ConvolutionLayer
    CrossEntropyLossLayer DeconvolutionLayer DotLayer DotPlusLayer DropoutLayer ElementwiseLayer EmbeddingLayer
    ExtractLayer FlattenLayer FunctionLayer GatedRecurrentLayer ImageAugmentationLayer InstanceNormalizationLayer
    LinearLayer LocalResponseNormalizationLayer LongShortTermMemoryLayer MeanAbsoluteLossLayer MeanSquaredLossLayer
    NetArrayLayer NormalizationLayer OrderingLayer PaddingLayer ParametricRampLayer PartLayer PlaceholderLayer
    PoolingLayer PrependLayer RandomArrayLayer ReplicateLayer ReshapeLayer ResizeLayer SequenceAttentionLayer
    SequenceIndicesLayer SequenceLastLayer SequenceMostLayer SequenceRestLayer SequenceReverseLayer SoftmaxLayer
    SpatialTransformationLayer SummationLayer ThreadingLayer TotalLayer TransposeLayer UnitVectorLayer
    NetBidirectionalOperator NetFoldOperator NetGANOperator NetMapOperator NetMapThreadOperator NetNestOperator
    NetPairEmbeddingOperator
""".split()


def test_all_names_are_known():
    assert len(LAYERS) >= 45
    assert all(name.endswith(("Layer", "Operator")) for name in LAYERS)
    assert set(NAMES) <= set(LAYERS)


def test_a_name_that_is_no_layer_is_refused():
    with pytest.raises(UndefinedError, match="WishLayer"):
        create("WishLayer")


def test_every_declaration_is_documented():
    for name, kind in LAYERS.items():
        assert kind.doc.startswith(name) and ">>>" in kind.doc, name
    for op in OPS.values():
        assert op.body.__doc__ and (op.gradient_body or op.whole is True or op.constant), op.name


def test_layers_are_values():
    assert create("LinearLayer", 3) == create("LinearLayer", [3])
    assert create("LinearLayer", 3) != create("LinearLayer", 4)
    assert hash(create("SoftmaxLayer")) == hash(create("SoftmaxLayer", -1))
    assert create("ElementwiseLayer", "Tanh")["Function"].name == "Tanh"


def test_rows():
    assert create("SoftmaxLayer").rows() == [("Level", -1)]
    assert create("LinearLayer", 3).rows() == [("Output dimensions", (3,))]
    assert create("LinearLayer").rows() == []


def test_absent_biases():
    layer = create("LinearLayer", 3, Biases=None)
    assert [a.name for a in layer.arrays] == ["Weights"]


@pytest.mark.parametrize(
    ("call", "parameter"),
    [
        (lambda: create("LinearLayer", -1), "OutputDimensions"),
        (lambda: create("LinearLayer", 2.5), "OutputDimensions"),
        (lambda: create("LinearLayer", "x"), "OutputDimensions"),
        (lambda: create("LinearLayer", True), "OutputDimensions"),
        (lambda: create("SoftmaxLayer", 0), "Level"),
        (lambda: create("DropoutLayer", 1), "Probability"),
        (lambda: create("DropoutLayer", Method="Other"), "Method"),
        (lambda: create("ElementwiseLayer", "NoFunction"), "Function"),
        (lambda: create("ElementwiseLayer", ("NoFunction", ("Slot",))), "Function"),
        (lambda: create("ElementwiseLayer", ("Sin", ("Slot",), ("Slot",))), "Function"),
        (lambda: create("CrossEntropyLossLayer", "Other"), "TargetForm"),
        (lambda: create("FlattenLayer", [[1, 1]]), "Levels"),
        (lambda: create("ReshapeLayer", ["Automatic", "Automatic"]), "Dimensions"),
        (lambda: create("ReshapeLayer", ["All", 2]), "Dimensions"),
        (lambda: create("TotalLayer", InputPorts=0), "InputPorts"),
        (lambda: create("SoftmaxLayer", Other=1), "Other"),
        (lambda: create("LinearLayer", Weights=None), "Weights"),
        (lambda: create("SoftmaxLayer", ports={"Other": 1}), "Other"),
        (lambda: create("SoftmaxLayer", ports={"Input": -1}), "Input"),
        (lambda: create("ThreadingLayer", "Plus", "Other"), "Broadcasting"),
    ],
)
def test_bad_arguments(call, parameter):
    with pytest.raises(ArgumentError) as caught:
        call()
    assert caught.value.parameter == parameter
    assert caught.value.allowed


@pytest.mark.parametrize("call", [lambda: create("ElementwiseLayer"), lambda: create("SoftmaxLayer", 1, 2)])
def test_wrong_number_of_arguments(call):
    with pytest.raises(CountError):
        call()
