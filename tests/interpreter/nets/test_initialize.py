"""NetInitialize: methods and their suboptions, seeds, what stays, and what cannot be done."""

import numpy as np
import pytest

WIDE = 'LinearLayer[400, "Input" -> 300]'
KERNELS = 'ConvolutionLayer[50, {3, 5}, "Input" -> {40, 8, 8}]'
N = 400 * 300


def array(ask, text):
    """The numbers of a list that the text gives."""
    for item in ask.session.read(text):
        found = ask.session.evaluate_input(item).expr
    return np.asarray(found.array)


def weights(ask, net, options, name="Weights"):
    return array(ask, f'NetExtract[NetInitialize[{net}{options}], "{name}"]')


@pytest.mark.parametrize(
    ("net", "method", "variance", "bounded"),
    [
        (WIDE, "", 2 / 300, False),
        (WIDE, ', Method -> "Kaiming"', 2 / 300, False),
        (WIDE, ", Method -> Automatic", 2 / 300, False),
        (WIDE, ', Method -> {"Kaiming"}', 2 / 300, False),
        (WIDE, ', Method -> {"Kaiming", "Distribution" -> "Uniform"}', 2 / 300, True),
        (KERNELS, "", 2 / (40 * 15), False),
        (WIDE, ', Method -> "Xavier"', 2 / 700, False),
        (WIDE, ', Method -> {"Xavier", "Distribution" -> "Uniform"}', 2 / 700, True),
        (WIDE, ', Method -> {"Xavier", "FactorType" -> "Mean"}', 2 / 700, False),
        (WIDE, ', Method -> {"Xavier", "FactorType" -> "In"}', 1 / 300, False),
        (WIDE, ', Method -> {"Xavier", "FactorType" -> "Out", "Distribution" -> "Uniform"}', 1 / 400, True),
        (KERNELS, ', Method -> "Xavier"', 2 / (40 * 15 + 50), False),
        (WIDE, ', Method -> "Random"', 1, False),
        (WIDE, ', Method -> {"Random", "Weights" -> 0.5}', 0.25, False),
        (WIDE, ', Method -> {"Random", "Weights" -> NormalDistribution[0, 3]}', 9, False),
        (WIDE, ', Method -> {"Random", "Weights" -> UniformDistribution[{-2, 2}]}', 4 / 3, True),
    ],
)
def test_the_variance_of_weights(ask, net, method, variance, bounded):
    w = weights(ask, net, method)
    assert ask.messages == []
    # the variance of n normal numbers is known to sqrt(2/n), their mean to sqrt(variance/n): five times that
    assert w.var() == pytest.approx(variance, rel=5 * np.sqrt(2 / w.size))
    assert abs(w.mean()) < 5 * np.sqrt(variance / w.size)
    assert (abs(w).max() <= np.sqrt(3 * variance)) == bounded


@pytest.mark.parametrize(
    ("suboptions", "mean", "deviation"),
    [
        ('"Biases" -> 0.5', 0, 0.5),
        ('"Biases" -> NormalDistribution[2, 1]', 2, 1),
        ('"Biases" -> UniformDistribution[{0, 1}]', 0.5, 1 / np.sqrt(12)),
    ],
)
def test_random_biases(ask, suboptions, mean, deviation):
    net = 'LinearLayer[40000, "Input" -> 1]'
    b = weights(ask, net, f', Method -> {{"Random", {suboptions}}}', "Biases")
    assert b.mean() == pytest.approx(mean, abs=5 * deviation / 200)
    assert b.std() == pytest.approx(deviation, rel=0.03)


@pytest.mark.parametrize("method", ['"Kaiming"', '"Xavier"', '"Orthogonal"', '"Random"', '"Identity"'])
def test_biases_are_zero_by_themselves(ask, method):
    assert ask(f'Union[NetExtract[NetInitialize[{WIDE}, Method -> {method}], "Biases"]]') == "{0.}"


@pytest.mark.parametrize(("n", "k"), [(30, 20), (20, 30), (25, 25)])
def test_orthogonal_weights(ask, n, k):
    w = weights(ask, f'LinearLayer[{n}, "Input" -> {k}]', ', Method -> "Orthogonal"').astype(float)
    product = w @ w.T if n <= k else w.T @ w
    np.testing.assert_allclose(product, np.eye(min(n, k)), atol=1e-5)


@pytest.mark.parametrize(("suboptions", "noise"), [("", 0.01), (', "Distribution" -> 0.1', 0.1)])
def test_identity_weights(ask, suboptions, noise):
    w = weights(ask, WIDE, f', Method -> {{"Identity"{suboptions}}}') - np.eye(400, 300)
    assert w.std() == pytest.approx(noise, rel=0.02)


def test_an_identity_net_nearly_returns_its_input(ask):
    net = 'NetChain[{ConvolutionLayer[3, 3, PaddingSize -> 1], ConvolutionLayer[3, {1, 1}]}, "Input" -> {3, 4, 4}]'
    ask(f'net = NetInitialize[{net}, Method -> {{"Identity", "Distribution" -> 0}}]')
    assert ask("x = RandomReal[1, {3, 4, 4}]; Max[Abs[net[x] - x]] < 10^-6") == "True"


# ---- seeds -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("w[] === w[]", "True"),
        ("w[] === w[RandomSeeding -> 1234]", "True"),
        ("w[RandomSeeding -> 1] === w[RandomSeeding -> 1]", "True"),
        ("w[RandomSeeding -> 1] === w[RandomSeeding -> 2]", "False"),
        ("w[RandomSeeding -> 1] === w[RandomSeeding -> -1]", "False"),
        ('w[RandomSeeding -> "a"] === w[RandomSeeding -> "a"]', "True"),
        ('w[RandomSeeding -> "a"] === w[RandomSeeding -> "b"]', "False"),
        ("w[RandomSeeding -> Automatic] === w[RandomSeeding -> Automatic]", "False"),
        ("w[RandomSeeding -> Inherited] === w[RandomSeeding -> Inherited]", "False"),
        (
            "SeedRandom[5]; a = w[RandomSeeding -> Inherited]; SeedRandom[5]; a === w[RandomSeeding -> Inherited]",
            "True",
        ),
        ("SeedRandom[5]; w[]; a = RandomReal[]; SeedRandom[5]; a === RandomReal[]", "True"),
        ('w[Method -> "Orthogonal"] === w[Method -> "Orthogonal"]', "True"),
        ('w[Method -> "Xavier"] === w[]', "False"),
    ],
)
def test_seeds(ask, text, expected):
    ask('w[o___] := NetExtract[NetInitialize[LinearLayer[3, "Input" -> 2], o], "Weights"]')
    assert ask(text) == expected


# ---- what stays, what is filled --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('NetExtract[NetInitialize[LinearLayer["Weights" -> {{1, 2}}]], All][["Weights"]]', "{{1., 2.}}"),
        ('NetExtract[NetInitialize[LinearLayer["Weights" -> {{1, 2}}], All], "Weights"] === {{1., 2.}}', "False"),
        ('NetExtract[NetInitialize[LinearLayer[2, "Biases" -> {1, 2}, "Input" -> 1]], "Biases"]', "{1., 2.}"),
        ('NetExtract[NetInitialize[LinearLayer[2, "Biases" -> {1, 2}, "Input" -> 1], All], "Biases"]', "{0., 0.}"),
        ('NetExtract[NetInitialize[LinearLayer[2, "Biases" -> None, "Input" -> 1]], "Biases"]', "None"),
        ('Head[NetInitialize[NetChain[{2, Tanh}, "Input" -> 3]]]', "NetChain"),
        ("NetInitialize[NetChain[{Tanh}]] === NetChain[{Tanh}]", "True"),
        ('n = NetInitialize[NetChain[{2, Tanh}, "Input" -> 3]]; NetInitialize[n] === n', "True"),
        (
            'n = NetInitialize[NetMapOperator[LinearLayer[2, "Input" -> 3]]]; Dimensions[n[{{1, 2, 3}, {4, 5, 6}}]]',
            "{2, 2}",
        ),
        (
            'n = NetInitialize[BatchNormalizationLayer["Input" -> 2]]; n[[#]] & /@ {"Scaling", "MovingMean"}',
            "{{1., 1.}, {0., 0.}}",
        ),
        ('NetInitialize[ParametricRampLayer["Input" -> 2]][["Slope"]] // Round[#, 10^-6] &', "{1/10, 1/10}"),
        (
            'l = LinearLayer[2, "Weights" -> NetArray["w"]]; n = NetInitialize[NetChain[{l, l}, "Input" -> 2]]; '
            'n[[1, "Weights"]] === n[[2, "Weights"]]',
            "True",
        ),
        (
            'Dimensions[NetInitialize[LongShortTermMemoryLayer[2, "Input" -> {"Varying", 3}]'
            '][["InputGateInputWeights"]]]',
            "{2, 3}",
        ),
        ('Dimensions[NetInitialize[EmbeddingLayer[3, 5]][["Weights"]]]', "{5, 3}"),
    ],
)
def test_what_is_filled(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message", "phrase"),
    [
        ("NetInitialize[LinearLayer[3]]", "unspec", "{Weights}"),
        ('NetInitialize[NetChain[{2, LinearLayer[]}, "Input" -> 3]]', "unspec", "{2, Weights}, {2, Biases}"),
        ('NetInitialize[NetChain[<|"a" -> {2}|>]]', "unspec", "{a, 1, Weights}"),
        ("NetInitialize[NetMapOperator[2]]", "unspec", "{Net, Weights}"),
        ("NetInitialize[3]", "invnet", "3 is not"),
        ('NetInitialize[LinearLayer[1, "Input" -> 1], 3]', "arginv", "All"),
        ('NetInitialize[one, Method -> "Magic"]', "badmethod", "Magic"),
        ("NetInitialize[one, Method -> {}]", "badmethod", "{}"),
        ('NetInitialize[one, Method -> {"Xavier", 3}]', "badmethod", "3"),
        ('NetInitialize[one, Method -> {"Xavier", "Up" -> 3}]', "badsub", "{Distribution, FactorType}"),
        ('NetInitialize[one, Method -> {"Orthogonal", "Distribution" -> 3}]', "badsub", "Orthogonal"),
        ('NetInitialize[one, Method -> {"Xavier", "Distribution" -> 3}]', "arginv", "{Normal, Uniform}"),
        ('NetInitialize[one, Method -> {"Xavier", "FactorType" -> "Up"}]', "arginv", "{In, Out, Mean}"),
        ('NetInitialize[one, Method -> {"Random", "Weights" -> x}]', "arginv", "found x"),
        (
            'NetInitialize[one, Method -> {"Random", "Weights" -> NormalDistribution[a, b]}]',
            "arginv",
            "NormalDistribution[a, b]",
        ),
        ('NetInitialize[one, Method -> {"Random", "Weights" -> -1}]', "arginv", "found -1"),
        ('NetInitialize[one, Method -> {"Random", "Biases" -> True}]', "arginv", "found True"),
        ("NetInitialize[one, RandomSeeding -> x]", "badseed", "RandomSeeding -> x"),
        ('NetInitialize[LinearLayer[10^9, "Input" -> 10^9]]', "toolarge", "elements"),
    ],
)
def test_mistakes(ask, text, message, phrase):
    shown = []
    ask.session.on_message(lambda m: shown.append(m.text))
    ask('one = LinearLayer[1, "Input" -> 1]')
    assert ask(text) == "$Failed"
    assert ask.messages == [f"NetInitialize::{message}"]
    assert phrase in shown[0]
