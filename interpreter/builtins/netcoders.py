"""Encoders and decoders of nets; carried out in interpreter/nets."""

from __future__ import annotations

from typing import Any

from ..declare import applied, builtin, name
from .netmessages import MESSAGES


@builtin(
    "NetEncoder[]",
    "NetEncoder[spec_]",
    types="A type is wanted; the types are `1`.",
    badbatch="The function of the encoder should give a list of `1` arrays; found `2`.",
    badout='The function of the encoder "`1`" should give `2`; found `3`.',
    nolearn='"`1`" cannot be learnt from `2`; only numbers, vectors, labels and lists of them have features.',
    unlearnt='The encoder "`1`" has not seen data yet; NetTrain makes its extractor from the training data.',
    **MESSAGES,
)
def net_encoder(spec: Any = None, *, session: Any, say: Any) -> Any:
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
    "NetDecoder[]",
    "NetDecoder[spec_]",
    types="A type is wanted; the types are `1`.",
    **MESSAGES,
)
def net_decoder(spec: Any = None, *, session: Any, say: Any) -> Any:
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

name("TextElement", "TextElement[{t1, t2, ...}] stands for a text that is divided into its parts.")
