"""Malformed layers and malformed data: every one ends in a message, never in a Python error or a warning."""

import warnings

import pytest
from luperca.interpreter.builtins.nets import LATER, LAYERS

RAMPS = "NetChain[{ElementwiseLayer[Ramp]}]"
TWO = 'NetGraph[{TotalLayer[]}, {{NetPort["Input"], NetPort["State"]} -> 1}]'
# Every layer as it may be used, for the tests of data.
GOOD = {
    "AggregationLayer": "AggregationLayer[Max, 1]",
    "ArrayFunctionLayer": 'ArrayFunctionLayer["Norm"]',
    "AppendLayer": 'AppendLayer["Input" -> {"Varying", 2}]',
    "AttentionLayer": 'AttentionLayer["Dot", "Key" -> {"Varying", 2}, "Value" -> {"Varying", 2}, "Query" -> 2]',
    "BasicRecurrentLayer": 'NetInitialize[BasicRecurrentLayer[2, "Input" -> {"Varying", 2}]]',
    "BatchNormalizationLayer": 'NetInitialize[BatchNormalizationLayer["Input" -> {2, 3}]]',
    "CatenateLayer": "CatenateLayer[]",
    "CompiledLayer": 'CompiledLayer[Function[Typed[x, TypeSpecifier["PackedArray"]["MachineReal", 1]], Sort[x]], None]',
    "ConstantArrayLayer": 'ConstantArrayLayer["Array" -> {1, 2}]',
    "ConstantPlusLayer": 'ConstantPlusLayer["Biases" -> {1, 2}]',
    "ConstantTimesLayer": 'ConstantTimesLayer["Scaling" -> {1, 2}]',
    "ConstantLayer": "ConstantLayer[{1, 2}]",
    "ContrastiveLossLayer": "ContrastiveLossLayer[]",
    "ConvolutionLayer": 'NetInitialize[ConvolutionLayer[2, 2, "Input" -> {1, 3, 4}]]',
    "CrossEntropyLossLayer": 'CrossEntropyLossLayer["Index", "Input" -> 3]',
    "CTCLossLayer": 'CTCLossLayer["Input" -> {"Varying", 3}]',
    "DeconvolutionLayer": 'NetInitialize[DeconvolutionLayer[2, 2, "Input" -> {1, 3}]]',
    "DotLayer": "DotLayer[]",
    "DotPlusLayer": 'NetInitialize[DotPlusLayer[2, "Input" -> 2]]',
    "DropoutLayer": "DropoutLayer[]",
    "ElementwiseLayer": "ElementwiseLayer[Log]",
    "EmbeddingLayer": 'NetInitialize[EmbeddingLayer[2, 3, "Input" -> "Varying"]]',
    "ExtractLayer": 'ExtractLayer["Input" -> {2, 3}]',
    "FlattenLayer": "FlattenLayer[]",
    "FunctionLayer": "FunctionLayer[# + 1 &]",
    "GatedRecurrentLayer": 'NetInitialize[GatedRecurrentLayer[2, "Input" -> {"Varying", 2}]]',
    "ImageAugmentationLayer": 'ImageAugmentationLayer[{1, 2}, "Input" -> {1, 3, 4}]',
    "InstanceNormalizationLayer": 'NetInitialize[InstanceNormalizationLayer["Input" -> {2, 3}]]',
    "LinearLayer": 'LinearLayer[2, "Weights" -> {{1, 2}, {3, 4}}]',
    "LocalResponseNormalizationLayer": "LocalResponseNormalizationLayer[]",
    "LongShortTermMemoryLayer": 'NetInitialize[LongShortTermMemoryLayer[2, "Input" -> {"Varying", 2}]]',
    "MeanAbsoluteLossLayer": "MeanAbsoluteLossLayer[]",
    "MeanSquaredLossLayer": "MeanSquaredLossLayer[]",
    "NetArrayLayer": 'NetArrayLayer["Array" -> {1, 2}]',
    "NetBidirectionalOperator": f'NetBidirectionalOperator[{RAMPS}, "Input" -> {{"Varying", 2}}]',
    "NetFoldOperator": f"NetFoldOperator[{TWO}]",
    "NetGANOperator": f'NetGANOperator[{{{RAMPS}, SummationLayer[]}}, "Sample" -> 2, "Latent" -> 2]',
    "NetGradientOperator": f'NetGradientOperator[{RAMPS}, {{"Input"}}]',
    "NetMapOperator": f"NetMapOperator[{RAMPS}]",
    "NetMapThreadOperator": f"NetMapThreadOperator[{TWO}]",
    "NetNestOperator": f"NetNestOperator[{RAMPS}, 2]",
    "NetPairEmbeddingOperator": f'NetPairEmbeddingOperator[{RAMPS}, "Input" -> {{2, 2}}]',
    "NormalizationLayer": 'NetInitialize[NormalizationLayer["Input" -> {2, 3}]]',
    "OrderingLayer": "OrderingLayer[2]",
    "PaddingLayer": "PaddingLayer[{{1, 2}}]",
    "ParametricRampLayer": 'NetInitialize[ParametricRampLayer["Input" -> 2]]',
    "PartLayer": "PartLayer[2]",
    "PlaceholderLayer": 'PlaceholderLayer["Input" -> 2, "Output" -> 2]',
    "PoolingLayer": "PoolingLayer[2]",
    "PrependLayer": 'PrependLayer["Input" -> {"Varying", 2}]',
    "RandomArrayLayer": "RandomArrayLayer[NormalDistribution[#, 1] &]",
    "ReplicateLayer": "ReplicateLayer[2]",
    "ReshapeLayer": "ReshapeLayer[{2, Automatic}]",
    "ResizeLayer": "ResizeLayer[{2}]",
    "SequenceAttentionLayer": 'SequenceAttentionLayer["Dot", "Input" -> {"Varying", 2}, "Query" -> 2]',
    "SequenceIndicesLayer": "SequenceIndicesLayer[]",
    "SequenceLastLayer": "SequenceLastLayer[]",
    "SequenceMostLayer": 'SequenceMostLayer["Input" -> {"Varying", 2}]',
    "SequenceRestLayer": "SequenceRestLayer[]",
    "SequenceReverseLayer": "SequenceReverseLayer[]",
    "SoftmaxLayer": "SoftmaxLayer[]",
    "SpatialTransformationLayer": 'SpatialTransformationLayer[{2, 2}, "Input" -> {1, 3, 3}]',
    "SummationLayer": "SummationLayer[]",
    "ThreadingLayer": "ThreadingLayer[Divide]",
    "TotalLayer": "TotalLayer[]",
    "TransposeLayer": "TransposeLayer[]",
    "UnitVectorLayer": "UnitVectorLayer[3]",
}
NAMES = [*LAYERS, *LATER]

# Nothing that a constructor wants, or so only by chance.
ARGUMENTS = """
    x ¦ -1 ¦ 0 ¦ 1.5 ¦ 1/2 ¦ 2 + I ¦ 10^40 ¦ Infinity ¦ -Infinity ¦ Indeterminate ¦ "nonsense" ¦ "" ¦ {} ¦ {{}} ¦ {x}
    {-1}
    {1, {2}} ¦ {1.5, 2} ¦ {{1, 2}, {3}} ¦ <||> ¦ <|"a" -> 0|> ¦ <|1 -> 2|> ¦ Null ¦ None ¦ True ¦ All ¦ Automatic
    1 -> 2
    {1 -> 2} ¦ "Input" -> x ¦ "Input" -> {a, b} ¦ "Input" -> -1 ¦ "Input" -> "Nonsense" ¦ "Output" -> {0}
    "Output" -> <|"a" -> 1|> ¦ "Wobble" -> 1 ¦ Wobble -> 1 ¦ x -> 1 ¦ 7 -> 7 ¦ f[x] ¦ # & ¦ #a + #b & ¦ Function[]
    Sin[1]
    Span[1, 2] ¦ 2 ;; 1 ¦ 3 <-> 3 ¦ a <-> b ¦ Tanh ¦ LinearLayer[2] ¦ LinearLayer ¦ {LinearLayer[2], Ramp}
    NetChain[{}]
    NetGraph[{Tanh, Ramp}, {}] ¦ Scaled[2] ¦ {Scaled[x]} ¦ NormalDistribution[] ¦ NormalDistribution[a, b]
    UniformDistribution[{2, 1}]
    "Weights" -> {} ¦ "Weights" -> "heavy" ¦ "Weights" -> {{{{1}}}} ¦ "Weights" -> NetArray[x] ¦ "Weights" -> None
    "Biases" -> {x} ¦ "Biases" -> {{1, 2}, {3}} ¦ "Biases" -> None ¦ "Array" -> x ¦ "Scaling" -> NetArray["s"]
    "MovingMean" -> NetArray["s"] ¦ LearningRateMultipliers -> x ¦ LearningRateMultipliers -> {1} ¦ InputPorts -> 0
    InputPorts -> {x} ¦ InputPorts -> <|"a" -> 2|> ¦ "Stride" -> 0 ¦ "Stride" -> {1, 2, 3, 4, 5} ¦ "Dilation" -> {}
    PaddingSize -> -1 ¦ PaddingSize -> "Nonsense" ¦ "Dropout" -> 2 ¦ "Dropout" -> {"a" -> 1} ¦ Interleaving -> 3
    "Epsilon" -> x ¦ Method -> "Nonsense" ¦ "Maximum" -> 0 ¦ 1, 2, 3, 4, 5, 6 ¦ x, y ¦ 2, x ¦ {2}, {x} ¦ Max, x
    Max, 0
    2, {2, x} ¦ {LinearLayer[2]}, x ¦ LinearLayer[2], -1 ¦ LinearLayer[2], {x -> y} ¦ LinearLayer[2], <|"Nope" -> 1|>
    "Bilinear", x ¦ 2, 2, 2 ¦ NetDecoder[{"Class", {a, b}}] ¦ "Input" -> NetDecoder[{"Class", {a, b}}]
"""
# Nothing that layers are applied to, or so only by chance.
DATA = """
    x ¦ 1 ¦ 1.5 ¦ 10^400 ¦ 2 + I ¦ Infinity ¦ Indeterminate ¦ "abc" ¦ Null ¦ None ¦ True ¦ {} ¦ {{}} ¦ {{}, {}} ¦ {x}
    {1, x} ¦ {"a"}
    {1, 2} ¦ {1., Indeterminate} ¦ {1, Infinity} ¦ {1, 10^400} ¦ {1., 10.^300} ¦ {0, -1} ¦ {1.5, 2.5} ¦ {{1, 2}, {3}}
    {{1, 2}, {}} ¦ {{1, 2}, {x, y}} ¦ {{{1, 2}}, {{1, 2}, {3, 4}}} ¦ {{{{{{1}}}}}} ¦ {{1, 2}, {3, 4}}
    {{{1, 2}, {3, 4}}} ¦ {1, {2}}
    {True, False} ¦ <||> ¦ <|"Nope" -> 1|> ¦ <|"Input" -> {}|> ¦ <|"Input" -> {1, 2}|> ¦ <|"Input" -> x|> ¦ <|1 -> 2|>
    <|"Input1" -> 1, "Input2" -> {1, 2}|> ¦ <|"Input" -> {{1, 2}}, "Target" -> {{1, 2}, {3, 4}}|>
    <|"Input" -> {1, 2}, "Target" -> {1, 2, 3}|> ¦ <|"Input" -> {0.5, 0.25, 0.25}, "Target" -> 7|>
    {<|"Input" -> 1|>, <|"b" -> 1|>}
    <|"Input" -> {1, 2}, NetPortGradient["Output"] -> {1, 2, 3, 4}|>, NetPortGradient["Input"]
    <|"Input" -> {1, 2}, NetPortGradient["Nope"] -> {1}|>, NetPortGradient["Input"]
    {1, 2}, "Nope" ¦ {1, 2}, NetPort["Nope"] ¦ {1, 2}, NetPort[] ¦ {1, 2}, NetPortGradient[]
    {1, 2}, NetPortGradient["Nope"]
    {1, 2}, NetPortGradient[{1, "Weights"}] ¦ {1, 2}, NetPortGradient["Input"] ¦ {1, 2}, NetPort[{1, 2, 3}]
    {1, 2}, x -> y
    {1, 2}, TargetDevice -> "TPU" ¦ {1, 2}, BatchSize -> x ¦ {1, 2}, RandomSeeding -> {1}
    {1, 2}, WorkingPrecision -> 5
    {1, 2}, NetEvaluationMode -> 1 ¦ {1, 2}, WorkingPrecision -> "Real64" ¦ {1, 2}, 3, 4
    {{{1, 2}}, {{3, 4}}}, BatchSize -> 1
    {{1, 2}, {3, 4}}, NetEvaluationMode -> "Train" ¦ {{{1, 2}, {3, 4}}, {{1, 2}}}, NetEvaluationMode -> "Train"
    <|"Input" -> {{1, 2}, {3, 4}}, "Element" -> {1}|> ¦ <|"Input" -> {{1, 2}}, "Position" -> {0}|>
    <|"Input" -> {{1, 2}}, "Position" -> {9}|>
    <|"Key" -> {{1, 2}}, "Value" -> {{1, 2}, {3, 4}}, "Query" -> {1, 2}|> ¦ <|"Sample" -> {1, 2}, "Latent" -> {1}|>
    <|"Input" -> {{0.5, 0.5, 0}}, "Target" -> {1, 2, 1}|> ¦ <|"Input" -> {{0.5, 0.5, 0}}, "Target" -> {}|>
    <|"Input" -> {{{1, 2, 3}, {1, 2, 3}, {1, 2, 3}}}, "Parameters" -> {1, 2}|>
"""


def several(table):
    """The entries of a table, which are separated by broken bars and lines."""
    return [entry.strip() for line in table.splitlines() for entry in line.split("¦") if entry.strip()]


def check(ask, text):
    """Nothing is shown but a result without messages, or $Failed (or the input itself) with some."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = ask(text)
    failed = shown.startswith("$Failed") or "$Failed" in shown.split("[")[0]
    assert not failed or ask.messages, f"{text}: fails without a message"
    if ask.messages and not failed:
        assert any("::arg" in m or "::nonopt" in m for m in ask.messages) or "Quiet" in text, (
            text,
            shown,
            ask.messages,
        )


@pytest.mark.parametrize("name", NAMES)
def test_malformed_constructions(ask, name):
    for arguments in several(ARGUMENTS):
        check(ask, f"{name}[{arguments}]")


@pytest.mark.parametrize("name", NAMES)
def test_malformed_data(ask, name):
    ask(f"net = {GOOD[name]}")
    assert ask.messages == []
    for data in several(DATA):
        check(ask, f"net[{data}]")


def test_there_is_a_good_example_of_every_name():
    assert set(GOOD) == set(NAMES)
