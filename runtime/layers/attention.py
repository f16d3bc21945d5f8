"""Attention layers: means of values, weighted by how well their keys fit a query."""

from math import prod, sqrt
from typing import Any

from ..declare import Array, Parameter, layer
from ..kinds import choice, probability
from ..ops.attention import attention, attention_by_scores
from ..ops.lengths import masked
from ..ops.linear import affine
from ..ops.shapes import replicate, reshape, transpose
from ..ports import Type

NET = "Net"


def mask(value: Any) -> Any:
    """None, "Causal", or ("Rule", "Causal", n)."""
    if value in (None, "Causal"):
        return value
    good = isinstance(value, tuple | list) and len(value) == 3 and tuple(value[:2]) == ("Rule", "Causal")
    if not good or not isinstance(value[2], int) or isinstance(value[2], bool) or value[2] < 1:
        raise ValueError('None, "Causal" or "Causal" -> n')
    return tuple(value)


def truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("True or False")
    return value


def _rescaling(value: Any) -> Any:
    if value not in (None, "DimensionSqrt"):
        raise ValueError('None or "DimensionSqrt"')
    return value


PARAMETERS = (
    Parameter("ScoringNet", choice("Dot", "Bilinear", NET), "Bilinear", label="Scoring net"),
    Parameter("Dropout", probability, 0.0, named=True),
    Parameter("Mask", mask, None, label="Mask", named=True),
    Parameter("MultiHead", truth, False, named=True),
    Parameter("ScoreRescaling", _rescaling, None, label="Score rescaling", named=True),
)
ARRAYS = (Array("Weights", "key query", initial="weights", transposed=True),)


def _scoring(layer: Any) -> str:
    return NET if layer.nets else layer["ScoringNet"]


def _lacks(layer: Any) -> tuple[str, ...]:
    return () if _scoring(layer) == "Bilinear" else ("Weights",)


def _infer(layer: Any, scope: Any) -> None:
    least = 2 + layer["MultiHead"]
    sources = ("Input",) if "Input" in layer.inputs else ("Key", "Value")
    for port, rank in (*((p, least) for p in sources), ("Query", least - 1)):
        if scope[port].rank is not None and scope[port].rank < rank:
            scope.fail(port, Type((None,) * rank))
    for one, other in ((sources[0], "Query"), ("Query", sources[0])):
        dims, known = scope[one].dims, scope[other].rank
        if dims is None or known is None:
            continue
        shared: list = [None] * known
        if layer["MultiHead"]:
            shared[-2] = dims[-2]
        if _scoring(layer) == "Dot":
            shared[-1] = dims[-1]
        scope.narrow(other, tuple(shared))
    if _scoring(layer) == NET:
        _infer_net(layer, scope, sources[0])


def _infer_net(layer: Any, scope: Any, key: str) -> None:
    """The scoring net sees one key and one query and gives a real."""
    inside = {"Input": key, "Query": "Query"}
    types = {n: Type(scope[p].dims[-1:]) if scope[p].dims else Type((None,)) for n, p in inside.items()}
    found = scope.inner(NET, types | {"Output": Type(())})
    for name, port in inside.items():
        if scope[port].dims and found[name].dims:
            scope.narrow(port, (*(None,) * (len(scope[port].dims) - 1), *found[name].dims))


def _positions(x: Any, heads: bool) -> Any:
    """The array with its levels of positions merged: (batch, positions, [heads,] element)."""
    rest = x.shape[-1 - heads :]
    if len(x.shape) == 2 + len(rest):
        return x
    return reshape(x, shape=(prod(x.shape[1 : -len(rest)]), *rest))


def _attend(
    layer: Any, key: Any, value: Any, query: Any, weights: Any, train: bool, lengths: Any, call: Any, shape: tuple
) -> Any:
    heads, scoring = layer["MultiHead"], _scoring(layer)
    source = "Input" if "Input" in lengths else "Key"
    ragged, asked = lengths[source], lengths["Query"]
    if ragged is None and source == "Key":
        ragged = lengths["Value"]
    lengths.set("Output", asked)
    if asked is not None:
        query = masked(query, asked)
    settings: dict[str, Any] = {"dropout": layer["Dropout"] if train else 0.0}
    settings["each"] = prod(key.shape[2 : -1 - heads])
    rule = layer["Mask"]
    settings["causal"] = rule is not None
    settings["window"] = rule[2] if isinstance(rule, tuple) else None
    scale = 1 / sqrt(key.shape[-1]) if layer["ScoreRescaling"] else 1.0
    q, k, v = (_positions(x, heads) for x in (query, key, value))
    if scoring == "Bilinear":
        rows = reshape(q, shape=(prod(q.shape[:-1]), q.shape[-1]), batched=False)
        q = reshape(affine(rows, weights), shape=(*q.shape[:-1], k.shape[-1]), batched=False)
    if scoring == NET:
        y = _by_net(call, q, k, v, ragged, heads, scale, settings)
    else:
        y = attention(q, k, v, ragged, scale=scale, swapped=heads, **settings)
    y = reshape(y, shape=shape)
    return y if asked is None else masked(y, asked)


def _by_net(call: Any, q: Any, k: Any, v: Any, lengths: Any, heads: bool, scale: float, settings: dict) -> Any:
    """Scores of all pairs by the scoring net, as one batch."""
    if heads:
        q, k, v = (transpose(x, axes=(0, 2, 1, 3)) for x in (q, k, v))
    front, queries, keys = q.shape[:-2], q.shape[-2], k.shape[-2]
    pairs = prod(front) * queries * keys

    def spread(x: Any, level: int) -> Any:
        sizes = (*front, queries, keys, x.shape[-1])
        thin = (*front, *(1 if i == level else n for i, n in enumerate((queries, keys))), x.shape[-1])
        wide = replicate(reshape(x, shape=thin, batched=False), shape=sizes)
        return reshape(wide, shape=(pairs, x.shape[-1]), batched=False)

    scores = call(NET, {"Input": spread(k, 0), "Query": spread(q, 1)})["Output"]
    scores = reshape(scores, shape=(*front, queries, keys), batched=False)
    y = attention_by_scores(scores, v, lengths, scale=scale, **settings)
    return transpose(y, axes=(0, 2, 1, 3)) if heads else y


@layer("AttentionLayer", ports="Key: *k key; Value: *k value; Query: *q query -> Output: *q value")
class Attention:
    """AttentionLayer[] is a trainable layer that gives, for every query, the mean of the values, weighted by how well
    their keys fit the query.
    AttentionLayer["Dot"] takes the product of key and query for the fit, AttentionLayer["Bilinear"] key.W.query with a
    trainable array "Weights", AttentionLayer[net] what a net with the inputs "Input" (the key) and "Query" gives.

    "Key" is {d1, ..., k}, "Value" {d1, ..., v}, "Query" {q1, ..., q}, "Output" {q1, ..., v}: the weights are the
    softmax of the fits over all keys, which may be arranged in several levels, the first of any length. "Dot" needs k
    and q equal.

    Options: "Dropout" -> p thins the weights in training; "Mask" -> "Causal" lets a query see no key behind its own
    position, "Causal" -> n only the last n of those; with "MultiHead" -> True the last level but one of all arrays
    numbers independent heads; "ScoreRescaling" -> "DimensionSqrt" divides the fits by Sqrt[k]. Source: Vaswani et al.,
    arXiv:1706.03762.

    >>> AttentionLayer["Dot"][<|"Key" -> {{1, 0}, {0, 1}}, "Value" -> {{1}, {2}}, "Query" -> {{20, 0}, {0, 20}}|>]
    {{1.}, {2.}}
    """

    parameters = PARAMETERS
    arrays = ARRAYS
    lacks = _lacks
    infer = _infer

    def forward(
        layer: Any,
        key: Any,
        value: Any,
        query: Any,
        weights: Any,
        train: bool,
        lengths: Any,
        call: Any,
        shape: tuple,
    ) -> Any:
        return _attend(layer, key, value, query, weights, train, lengths, call, shape)


@layer("SequenceAttentionLayer", ports="Input: *k key; Query: *q query -> Output: *q key")
class SequenceAttention:
    """SequenceAttentionLayer[] is an AttentionLayer whose keys are the values too, at the port "Input".

    Forms and options are those of AttentionLayer.

    >>> SequenceAttentionLayer["Dot"][<|"Input" -> {{120, 0}, {0, 120}}, "Query" -> {{1, 0}, {0, 1}}|>]
    {{120., 0.}, {0., 120.}}
    """

    parameters = PARAMETERS
    arrays = ARRAYS
    lacks = _lacks
    infer = _infer

    def forward(
        layer: Any, x: Any, query: Any, weights: Any, train: bool, lengths: Any, call: Any, shape: tuple
    ) -> Any:
        return _attend(layer, x, x, query, weights, train, lengths, call, shape)
