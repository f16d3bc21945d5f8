"""Nets as formulas: their values are the net's, their derivatives those of NetPortGradient."""
# ruff: noqa: E501 - rows of tables

import numpy as np
import pytest
from luperca import Session


@pytest.fixture(scope="module")
def session():
    return Session()


# (net, dimensions of its input): one for every operation that has a formula.
NETS = {
    "affine": ("LinearLayer[3]", "{2}"),
    "affine matrix": ("LinearLayer[{2, 2}]", "{3, 2}"),
    "chain": ("NetChain[{3, Tanh, 2, LogisticSigmoid}]", "{2}"),
    "softmax": ("SoftmaxLayer[]", "{3}"),
    "softmax level": ("SoftmaxLayer[1]", "{2, 2}"),
    "summation": ("SummationLayer[]", "{2, 3}"),
    "total": ('NetGraph[{Tanh, Sin, TotalLayer[]}, {NetPort["Input"] -> {1, 2}, {1, 2} -> 3}]', "{3}"),
    "threading": ('NetGraph[{Tanh, Exp, ThreadingLayer[#1 / (1 + #2) &]}, {NetPort["Input"] -> {1, 2}, 1 -> 3, 2 -> 3}]', "{3}"),
    "dot": ('NetGraph[{Tanh, TransposeLayer[], DotLayer[]}, {NetPort["Input"] -> {1, 2}, {1, 2} -> 3}]', "{2, 3}"),
    "flatten": ("FlattenLayer[]", "{2, 2}"),
    "reshape": ("ReshapeLayer[{3, 2}]", "{2, 3}"),
    "transpose": ("TransposeLayer[]", "{2, 3}"),
    "replicate": ("ReplicateLayer[2]", "{3}"),
    "part": ("PartLayer[2 ;; 3]", "{4}"),
    "padding": ("PaddingLayer[{{1, 2}}]", "{2}"),
    "padding reflected": ('PaddingLayer[{{1, 1}}, "Padding" -> "Reflected"]', "{3}"),
    "catenate": ('NetGraph[{Tanh, Sin, CatenateLayer[]}, {NetPort["Input"] -> {1, 2}, {1, 2} -> 3}]', "{2}"),
    "append": ('NetGraph[{AppendLayer[], PartLayer[1]}, {NetPort["Input"] -> NetPort[1, "Input"], NetPort["Input"] -> 2, 2 -> NetPort[1, "Element"]}]', "{2, 2}"),
    "convolution": ("ConvolutionLayer[2, {2}]", "{2, 4}"),
    "convolution plane": ('ConvolutionLayer[1, {2, 2}, "PaddingSize" -> 1, "Stride" -> 2]', "{2, 3, 3}"),
    "convolution groups": ('ConvolutionLayer[2, {2}, "ChannelGroups" -> 2]', "{2, 3}"),
    "deconvolution": ('DeconvolutionLayer[2, {2}, "Stride" -> 2]', "{1, 3}"),
    "pooling": ("PoolingLayer[{2}]", "{1, 4}"),
    "pooling mean": ('PoolingLayer[{2}, "Function" -> Mean, PaddingSize -> 1]', "{1, 3}"),
    "resize": ("ResizeLayer[{5}]", "{1, 3}"),
    "batch normalization": ("BatchNormalizationLayer[]", "{2, 2}"),
    "normalization": ("NormalizationLayer[]", "{2, 3}"),
    "normalization RMS": ('NormalizationLayer[Method -> "RMS"]', "{2, 3}"),
    "local response": ("LocalResponseNormalizationLayer[]", "{3, 1, 2}"),
    "dropout": ("DropoutLayer[]", "{3}"),
    "ramp with slope": ("ParametricRampLayer[]", "{2, 2}"),
    "basic": ("BasicRecurrentLayer[2]", "{2, 2}"),
    "gated": ("GatedRecurrentLayer[2]", "{2, 2}"),
    "memory": ("LongShortTermMemoryLayer[1]", "{2, 2}"),
    "last": ("SequenceLastLayer[]", "{3, 2}"),
    "reverse": ("SequenceReverseLayer[]", "{3, 2}"),
    "attention": ('NetGraph[{Tanh, AttentionLayer["Dot"]}, {1 -> NetPort[2, "Key"], 1 -> NetPort[2, "Value"], 1 -> NetPort[2, "Query"]}]', "{2, 2}"),
    "attention causal": ('NetGraph[{Tanh, AttentionLayer["Bilinear", "Mask" -> "Causal"]}, {1 -> NetPort[2, "Key"], 1 -> NetPort[2, "Value"], 1 -> NetPort[2, "Query"]}]', "{2, 2}"),
    "map": ("NetMapOperator[LinearLayer[2]]", "{2, 2}"),
    "fold": ('NetFoldOperator[NetGraph[{CatenateLayer[], 2, Tanh}, {{NetPort["Input"], NetPort["State"]} -> 1 -> 2 -> 3}]]', "{2, 2}"),
    "nest": ("NetNestOperator[NetChain[{2, Tanh}], 2]", "{2}"),
    "constant": ('NetGraph[{NetArrayLayer["Array" -> {1, 2}], TotalLayer[]}, {{1, NetPort["Input"]} -> 2}]', "{2}"),
    "square loss": ('NetGraph[{Tanh, MeanSquaredLossLayer[]}, {NetPort["Input"] -> 1, 1 -> NetPort[2, "Input"], NetPort["Input"] -> NetPort[2, "Target"]}]', "{3}"),
    "absolute loss": ('NetGraph[{Tanh, MeanAbsoluteLossLayer[]}, {NetPort["Input"] -> 1, 1 -> NetPort[2, "Input"], NetPort["Input"] -> NetPort[2, "Target"]}]', "{3}"),
    "cross entropy": ('NetGraph[{SoftmaxLayer[], NetArrayLayer["Array" -> {.2, .8}], CrossEntropyLossLayer["Probabilities"]}, {1 -> NetPort[3, "Input"], 2 -> NetPort[3, "Target"]}]', "{2}"),
    "binary": ('NetGraph[{LogisticSigmoid, NetArrayLayer["Array" -> {.2, .8}], CrossEntropyLossLayer["Binary"]}, {1 -> NetPort[3, "Input"], 2 -> NetPort[3, "Target"]}]', "{2}"),
    "determinant": ("FunctionLayer[Det]", "{2, 2}"),
    "inverse": ("FunctionLayer[Inverse]", "{2, 2}"),
    **{
        f"aggregation {f}": (f"AggregationLayer[{f}, 2]", "{2, 3}")
        for f in "Total Mean Max Min Times Variance StandardDeviation MeanDeviation".split()
    },
    **{
        f"elementwise {f}": (f"ElementwiseLayer[{f}]", "{3}")
        for f in (
            'Ramp Abs Sign Tanh "ReLU" "ELU" "SELU" "GELU" "Swish" "HardSwish" "Mish" "SoftSign" "SoftPlus" "HardTanh" '
            '"HardSigmoid" Erf Gudermannian Clip Sqrt[1+#^2]& Max[#,0.2]& Min[#,#^2]& If[#>0,#^2,-#]& '
            "Which[#<0,1,#<0.5,#,True,3]& Piecewise[{{#,#>0.3}},#^3]& Mod[#,1]& ArcTan[#,2]& Boole[#>0]#& Chop[#,0.1]&"
        ).split()
    },
}  # fmt: skip


@pytest.mark.parametrize("name", NETS)
def test_values_and_derivatives(session, name):
    net, dims = NETS[name]

    def run(text):
        found = session.evaluate_wrap(text)
        assert found.messages_name == []
        return found.result

    run(f"dims = {dims};")
    run(f'net = NetInitialize[NetReplacePart[{net}, "Input" -> dims], RandomSeeding -> 5];')
    run(
        "SeedRandom[3]; at = RandomReal[{-1, 1}, dims]; xs = Array[x, dims]; rules = Thread[Flatten[xs] -> Flatten[at]];"
    )
    run("formula = Luperca`NetFormula[net, xs];")
    value = run("formula /. rules")
    wanted = run('net[at, WorkingPrecision -> "Real64"]')
    np.testing.assert_allclose(value, wanted, rtol=1e-9, atol=1e-12)
    slopes = run("N[D[Total[Flatten[{formula}]], {Flatten[xs]}] /. rules]")
    gradient = run('Flatten[net[at, NetPortGradient["Input"], WorkingPrecision -> "Real64"]]')
    if name not in ("elementwise Mod[#,1]&",):  # Floor has no derivative in the language
        np.testing.assert_allclose(slopes, gradient, rtol=1e-7, atol=1e-9)


def test_several_ports(session):
    net = 'NetGraph[{ThreadingLayer[Times], Sin}, {NetPort["a"] -> 1, NetPort["b"] -> 1, 1 -> NetPort["p"], NetPort["a"] -> 2 -> NetPort["q"]}]'
    text = f'Luperca`NetFormula[NetReplacePart[{net}, {{"a" -> "Real", "b" -> "Real"}}], <|"b" -> v, "a" -> u|>]'
    assert session.evaluate_wrap(text).text == "<|p -> u v, q -> Sin[u]|>"
    text = f'Luperca`NetFormula[NetReplacePart[{net}, {{"a" -> "Real", "b" -> "Real"}}], {{u, v}}]'
    assert session.evaluate_wrap(text).text == "<|p -> u v, q -> Sin[u]|>"


def test_classes_stay_numbers(session):
    text = 'Luperca`NetFormula[NetGraph[{CrossEntropyLossLayer["Index"]}, {}, "Input" -> 2], <|"Input" -> {u, v}, "Target" -> 2|>]'
    assert session.evaluate_wrap(text).text == "-Log[v]"
    text = 'Luperca`NetFormula[EmbeddingLayer[2, "Weights" -> {{1, 2}, {3, 4}}], {2, 1}]'
    assert session.evaluate_wrap(text).text == "{{3., 4.}, {1., 2.}}"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Luperca`NetFormula[7, {a}]", "invnet"),
        ('Luperca`NetFormula[LinearLayer[2, "Input" -> 2], {a, b}]', "uninit"),
        ('Luperca`NetFormula[NetInitialize[LinearLayer[2, "Input" -> 2]], {a}]', "invindata"),
        ('Luperca`NetFormula[NetInitialize[LinearLayer[2, "Input" -> 2]], {{a, b}}]', "invindata"),
        ("Luperca`NetFormula[Tanh, {a}]", "invnet"),
        ("Luperca`NetFormula[TotalLayer[InputPorts -> 2], a]", "misscount"),
        ('Luperca`NetFormula[TotalLayer[InputPorts -> 2], <|"Input1" -> a|>]', "missport"),
        ('Luperca`NetFormula[ElementwiseLayer[Tanh], <|"Input" -> a, "b" -> c|>]', "extraport"),
        ('Luperca`NetFormula[EmbeddingLayer[2, "Weights" -> {{1, 2}, {3, 4}}], {a, b}]', "noformula"),
        ("Luperca`NetFormula[OrderingLayer[], {a, b}]", "noformula"),
    ],
)
def test_mistakes(session, text, tag):
    found = session.evaluate_wrap(text)
    assert found.messages_name == [f"Luperca`NetFormula::{tag}"]
    assert found.text == "$Failed"


def test_application_to_symbols_is_refused(session):
    found = session.evaluate_wrap('NetInitialize[LinearLayer[2, "Input" -> 2]][{a, b}]')
    assert (found.text, found.messages_name) == ("$Failed", ["LinearLayer::invindata"])
