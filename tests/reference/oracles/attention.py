"""Attention: torch's scaled dot products with every kind of mask, scale and head."""

import torch
from torch.nn import functional

from ..case import case
from ..spec import spec


def attend(query, key, value, scale=1.0, causal=False):
    return functional.scaled_dot_product_attention(query, key, value, is_causal=causal, scale=scale)


def heads_first(x):
    return x.transpose(1, 2)


ONE = {"Key": (2, 5, 3), "Value": (2, 5, 4), "Query": (2, 7, 3)}
SELF = {"Key": (2, 5, 3), "Value": (2, 5, 4), "Query": (2, 5, 3)}
MANY = {"Key": (2, 5, 3, 4), "Value": (2, 5, 3, 2), "Query": (2, 5, 3, 4)}

case("attention Dot", spec("AttentionLayer", "Dot"), ONE, lambda t: attend(t.Query, t.Key, t.Value))
case(
    "attention Dot scaled",
    spec("AttentionLayer", "Dot", ScoreRescaling="DimensionSqrt"),
    ONE,
    lambda t: attend(t.Query, t.Key, t.Value, 3**-0.5),
)
case(
    "attention Dot causal",
    spec("AttentionLayer", "Dot", Mask="Causal"),
    SELF,
    lambda t: attend(t.Query, t.Key, t.Value, causal=True),
)
case(
    "attention Dot of one query",
    spec("AttentionLayer", "Dot"),
    {"Key": (2, 5, 3), "Value": (2, 5, 4), "Query": (2, 3)},
    lambda t: attend(t.Query[:, None], t.Key, t.Value)[:, 0],
)
case(
    "attention Bilinear",
    spec("AttentionLayer"),
    {"Key": (2, 5, 3), "Value": (2, 5, 4), "Query": (2, 7, 6)},
    lambda t: attend(torch.einsum("bqi,ki->bqk", t.Query, t.Weights), t.Key, t.Value),
    {"Weights": (3, 6)},
)
for name, options, causal, scale in (
    ("", {}, False, 1.0),
    (" causal", {"Mask": "Causal"}, True, 1.0),
    (" causal scaled", {"Mask": "Causal", "ScoreRescaling": "DimensionSqrt"}, True, 0.5),
):
    case(
        f"attention of heads{name}",
        spec("AttentionLayer", "Dot", MultiHead=True, **options),
        MANY,
        lambda t, s=scale, c=causal: heads_first(attend(*map(heads_first, (t.Query, t.Key, t.Value)), s, c)),
    )
case(
    "sequence attention",
    spec("SequenceAttentionLayer", "Dot"),
    {"Input": (2, 5, 3), "Query": (2, 7, 3)},
    lambda t: attend(t.Query, t.Input, t.Input),
)
case(
    "sequence attention causal, scaled",
    spec("SequenceAttentionLayer", "Dot", Mask="Causal", ScoreRescaling="DimensionSqrt"),
    {"Input": (2, 5, 3), "Query": (2, 5, 3)},
    lambda t: attend(t.Query, t.Input, t.Input, 3**-0.5, True),
)
case(
    "sequence attention of heads",
    spec("SequenceAttentionLayer", "Dot", MultiHead=True),
    {"Input": (2, 5, 3, 4), "Query": (2, 7, 3, 4)},
    lambda t: heads_first(attend(*map(heads_first, (t.Query, t.Input, t.Input)))),
)
