"""Random nets for hypothesis, as text of the language: chains and graphs with nested ones, operators, recurrent layers,
shared arrays, rates of learning, coders, names, several ports.

All inputs are matrices of two rows and three columns, and all layers keep the number of rows, so that any of them may
follow any other.
"""

from hypothesis import strategies as st

INPUT = "{{1., -2., 0.5}, {-0.25, 3., 2.}}"
OTHER = "{{-1., 0.75, 2.}, {0.125, -3., 1.}}"
SHAPE = "{2, 3}"

names = st.lists(st.sampled_from(["a", "b", "c", "left", "right", "out", "mid", "x1"]), unique=True)
functions = ["Ramp", "Tanh", "LogisticSigmoid", "ElementwiseLayer[2 # &]", 'ElementwiseLayer["GELU"]']
same_size = [
    "SoftmaxLayer[]",
    "DropoutLayer[]",
    "SequenceReverseLayer[]",
    "NormalizationLayer[]",
    "BatchNormalizationLayer[]",
    "ParametricRampLayer[]",
    "ConstantTimesLayer[]",
    "NetNestOperator[Tanh, 2]",
    "FunctionLayer[# + Tanh[#] &]",
]
plain = st.sampled_from(functions + same_size)
affine = st.sampled_from(
    [
        "NetMapOperator[2]",
        "NetMapOperator[LinearLayer[4]]",
        "NetMapOperator[{3, Tanh}]",
        'NetMapOperator[LinearLayer[3, "Biases" -> None, LearningRateMultipliers -> 0]]',
        'NetMapOperator[LinearLayer[3, "Biases" -> NetArray["bias"]]]',
        "NetMapOperator[NetGraph[{LinearLayer[2], Ramp, Tanh, TotalLayer[]}, {1 -> {2, 3} -> 4}]]",
        "ConvolutionLayer[2, {1}]",
    ]
)
recurrent = st.sampled_from(
    [
        "BasicRecurrentLayer[2]",
        "GatedRecurrentLayer[3]",
        "LongShortTermMemoryLayer[2]",
        "NetBidirectionalOperator[BasicRecurrentLayer[2]]",
        "NetBidirectionalOperator[{GatedRecurrentLayer[2], GatedRecurrentLayer[2]}, Total]",
        'NetFoldOperator[NetGraph[{CatenateLayer[], LinearLayer[2], Tanh}, {{NetPort["Input"], NetPort["State"]} -> '
        "1 -> 2 -> 3}]]",
        'NetGraph[{AttentionLayer["Dot"]}, {NetPort["Input"] -> '
        '{NetPort[1, "Key"], NetPort[1, "Value"], NetPort[1, "Query"]}}]',
    ]
)
rates = st.sampled_from([""] * 3 + [", LearningRateMultipliers -> 2", ", LearningRateMultipliers -> {1 -> 0, _ -> 3}"])


def listed(draw, parts, named=None):
    """{part, ...}, or an association of names and parts."""
    keys = draw(names) if named is None else named
    if named is False or len(keys) < len(parts) or not draw(st.booleans()):
        return "{" + ", ".join(parts) + "}", list(range(1, len(parts) + 1))
    keys = keys[: len(parts)]
    return "<|" + ", ".join(f'"{k}" -> {p}' for k, p in zip(keys, parts)) + "|>", [f'"{k}"' for k in keys]


@st.composite
def bodies(draw, depth=2, least=1, rates=rates):
    """A chain without its ports."""
    kinds = [plain, affine, recurrent] + ([bodies(depth=depth - 1), graphs(depth=depth - 1)] if depth else [])
    parts = draw(st.lists(st.one_of(kinds), min_size=least, max_size=4))
    members, _ = listed(draw, parts)
    return f"NetChain[{members}{draw(rates)}]"


@st.composite
def graphs(draw, depth=1):
    """A graph of two branches that meet, one of which may be a chain."""
    one = draw(st.one_of([plain] + ([chains_of_one_size(depth)] if depth else [])))
    parts = [draw(plain), one, draw(plain), draw(st.sampled_from(["TotalLayer[]", "ThreadingLayer[Times]"]))]
    members, keys = listed(draw, parts)
    a, b, c, d = keys
    edges = draw(
        st.sampled_from([f"{a} -> {b} -> {d}, {a} -> {c} -> {d}", f"{a} -> {{{b}, {c}}}, {{{b}, {c}}} -> {d}"])
    )
    return f"NetGraph[{members}, {{{edges}}}{draw(rates)}]"


@st.composite
def meetings(draw, outputs=("",)):
    """A graph of two inputs, x and y, whose branches meet; more than one output where `outputs` say so."""
    parts = [draw(bodies(depth=1)), draw(bodies(depth=1)), "CatenateLayer[2]", draw(plain)]
    members, keys = listed(draw, parts)
    a, b, c, d = keys
    more = draw(st.sampled_from(outputs)).format(a=a)
    return f'NetGraph[{members}, {{NetPort["x"] -> {a}, NetPort["y"] -> {b}, {{{a}, {b}}} -> {c} -> {d}{more}}}]'


def chains_of_one_size(depth):
    return st.lists(plain, min_size=1, max_size=3).map(lambda parts: "NetChain[{" + ", ".join(parts) + "}]")


def _whole(body, ports, seed, shared):
    text = f"{body[:-1]}{ports}]"
    text = f"NetInsertSharedArrays[{text}]" if shared else text
    return f"NetInitialize[{text}, RandomSeeding -> {seed}]"


def _initialized(nets, ports):
    return st.builds(_whole, nets, st.sampled_from(ports), st.integers(0, 9), st.booleans())


_ONE = f', "Input" -> {SHAPE}'
_BOTH = f', "x" -> {SHAPE}, "y" -> {SHAPE}'
_ENCODED = f', "Input" -> NetEncoder[{{"Function", # &, {SHAPE}, "Pattern" -> _?MatrixQ}}]'
_DECODED = ', "Output" -> NetDecoder[{"Function", Normal[#] &}]'


def chains(least=1):
    """An initialized chain, which says nothing of rates itself: what is made of its parts would say it otherwise."""
    return _initialized(bodies(least=least, rates=st.just("")), [_ONE, _ONE, _ENCODED, _ONE + _DECODED])


def nets():
    """An initialized chain or graph of one input and one output."""
    return _initialized(st.one_of(bodies(), graphs()), [_ONE, _ONE, _ENCODED, _ONE + _DECODED])


def wide():
    """An initialized graph of two inputs and one or two outputs."""
    outputs = ["", ', {a} -> NetPort["early"]', ', NetPort["x"] -> NetPort["early"]']
    return _initialized(meetings(outputs), [_BOTH])


def open_chains():
    """An initialized chain of two inputs: a graph comes first."""
    body = st.builds(lambda first, rest: f"NetChain[{{{', '.join([first, *rest])}}}]", meetings(), _some(1))
    return _initialized(body, [_BOTH])


def _some(depth):
    return st.lists(st.one_of(plain, affine, recurrent, bodies(depth=depth)), min_size=1, max_size=3)
