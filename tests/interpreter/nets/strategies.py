"""Random nets for hypothesis, as text of the language: chains and graphs with nested ones, operators, names and values.

All take a matrix of two rows and three columns, and all their layers keep the number of rows, so that any of them may
follow any other.
"""

from hypothesis import strategies as st

INPUT = "{{1., -2., 0.5}, {-0.25, 3., 2.}}"
SHAPE = "{2, 3}"

names = st.lists(st.sampled_from(["a", "b", "c", "left", "right", "out", "mid", "x1"]), unique=True)
plain = st.sampled_from(["Ramp", "Tanh", "ElementwiseLayer[2 # &]", "SoftmaxLayer[]", "LogisticSigmoid"])
affine = st.sampled_from(["NetMapOperator[2]", "NetMapOperator[LinearLayer[4]]", "NetMapOperator[{3, Tanh}]"])
recurrent = st.sampled_from(
    ["GatedRecurrentLayer[3]", "LongShortTermMemoryLayer[2]", "NetBidirectionalOperator[BasicRecurrentLayer[2]]"]
)


def listed(draw, parts, named=None):
    """{part, ...}, or an association of names and parts."""
    keys = draw(names) if named is None else named
    if named is False or len(keys) < len(parts) or not draw(st.booleans()):
        return "{" + ", ".join(parts) + "}", list(range(1, len(parts) + 1))
    keys = keys[: len(parts)]
    return "<|" + ", ".join(f'"{k}" -> {p}' for k, p in zip(keys, parts)) + "|>", [f'"{k}"' for k in keys]


@st.composite
def bodies(draw, depth=2, least=1):
    """A chain without its options."""
    kinds = [plain, affine, recurrent] + ([bodies(depth=depth - 1), graphs(depth=depth - 1)] if depth else [])
    parts = draw(st.lists(st.one_of(kinds), min_size=least, max_size=4))
    members, _ = listed(draw, parts)
    return f"NetChain[{members}]"


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
    return f"NetGraph[{members}, {{{edges}}}]"


def chains_of_one_size(depth):
    return st.lists(plain, min_size=1, max_size=3).map(lambda parts: "NetChain[{" + ", ".join(parts) + "}]")


def _whole(body, seed, shared):
    text = f'{body[:-1]}, "Input" -> {SHAPE}]'
    text = f"NetInsertSharedArrays[{text}]" if shared else text
    return f"NetInitialize[{text}, RandomSeeding -> {seed}]"


def chains(least=1):
    """An initialized chain."""
    return st.builds(_whole, bodies(least=least), st.integers(0, 9), st.booleans())


def nets():
    """An initialized chain or graph."""
    return st.builds(_whole, st.one_of(bodies(), graphs()), st.integers(0, 9), st.booleans())
