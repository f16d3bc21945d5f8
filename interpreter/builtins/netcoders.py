"""Encoders and decoders of nets; carried out in interpreter/nets."""

from __future__ import annotations

from typing import Any

from ..declare import applied, builtin, name
from .audio import MESSAGES as AUDIO
from .information import informs
from .netmessages import MESSAGES
from .nets import inform


@builtin(
    "NetEncoder[]",
    "NetEncoder[spec_]",
    types="A type is wanted; the types are `1`.",
    noextra=AUDIO["noextra"],
    toolong=AUDIO["toolong"],
    badbatch="The function of the encoder should give a list of `1` arrays; found `2`.",
    badout='The function of the encoder "`1`" should give `2`; found `3`.',
    nolearn='"`1`" cannot be learnt from `2`.',
    unlearnt='The encoder "`1`" has not seen data yet; NetTrain makes its extractor from the training data.',
    **MESSAGES,
)
def net_encoder(spec: Any = None, *, session: Any, say: Any) -> Any:
    """NetEncoder[{"type", arguments, "parameter" -> value, ...}] turns data of a kind into arrays for a net.

    {"Boolean", {d1, ...}} gives 1 for True; {"Class", labels} positions of labels, {"Class", labels,
    "IndicatorVector"} vectors, with "Multilabel" -> True for several labels at once; {"Function", f, shape} what a
    function gives (of all examples at once with "Batched" -> True; "Pattern" says what is one example);
    {"FeatureExtractor", f} what a FeatureExtractorFunction gives, which NetTrain learns for "FeatureExtractor" and
    {"FeatureExtractor", method}; {"Image", {width, height}, "ColorSpace" -> "Grayscale"} values from 0 to 1 by
    channel, row and column. NetEncoder[] lists the types.

    Text: {"Characters", table} gives codes of characters, by default of printable ASCII, tab and newline; a table has
    pieces such as "abc" (the next codes), "abc" -> n, "abc" -> Automatic (one code for all), n ;; m, DigitCharacter,
    StartOfString, EndOfString and _ for all others. {"Tokens", words} gives places of words, one more than there are
    for others; {"SubwordTokens", tokens or File[model]} those of parts of words, by byte-pair encoding or WordPiece;
    "UTF8" bytes plus 1. "TargetLength" -> n cuts the sequences, or fills them with the code of EndOfString or the
    last one.

    Sounds: "Audio" gives samples, "AudioSpectrogram", "AudioSTFT", "AudioMelSpectrogram" and "AudioMFCC" spectra of
    partitions. "Augmentation" -> rules changes them at random where a net learns, in NetTrain and calls with
    NetEvaluationMode -> "Train", and nowhere else: "Volume" -> factor, "TimeShift" -> seconds or Scaled[share], "Noise"
    -> amplitude of white noise, sound or {factor, sound}, "Convolution" -> impulse response or {mixture, response}.
    Numbers may be {least, greatest} or distributions, sounds Audio or File; what is drawn follows RandomSeeding.

    An encoder is applied to an example or to a list of them, or given to a net as "Input" -> encoder (or the type's
    name). Arrays that are encoded already stay; a NumericArray gives a NumericArray. "Dimensions" -> {d1, ...} encodes
    arrays of examples. NetEncoder[decoder] is the encoder that belongs to a decoder.

    >>> NetEncoder[{"Class", {"dog", "cat"}}][{"cat", "dog"}]
    {2, 1}
    >>> NetEncoder[{"Class", {"dog", "cat", "fish"}, "Multilabel" -> True}][{"fish", "dog"}]
    {1., 0., 1.}
    >>> NetEncoder[{"Function", {#, #^2} &, 2}][{3, 4}]
    {{3, 9}, {4, 16}}
    >>> NetEncoder[{"Characters", {"abc", EndOfString}, "TargetLength" -> 4}][{"cab", "a"}]
    {{3, 1, 2, 4}, {1, 4, 4, 4}}
    >>> NetEncoder[{"Tokens", {"the", "boat"}}]["The boat sank"]
    {1, 2, 3}
    >>> NetEncoder[{"Audio", "Augmentation" -> {"Volume" -> {0.5, 2}}}][Audio[{0.25, 0.5}, SampleRate -> 16000]]
    {{0.25}, {0.5}}
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
    """NetDecoder[{"type", arguments, "parameter" -> value, ...}] turns the arrays that a net gives into what they mean.

    {"Class", labels} takes probabilities of labels, "Boolean" that of True, {"CTCBeamSearch", alphabet} probabilities
    by time with the blank last, {"Function", f} anything; with "InputDepth" -> n the former stand at the last level of
    an array. "Characters", "Tokens" and "SubwordTokens" make text of the probabilities of codes, step by step, the
    likeliest or with "RandomSample" drawn ones. NetDecoder[] lists the types, and NetDecoder[encoder] is the decoder
    that belongs to an encoder.

    decoder[array, property] gives other views, "Properties" lists them: for classes "TopDecisions" -> n,
    "TopProbabilities" -> n, "Probabilities", "Probability" -> label, "Entropy" and "RandomSample" -> {"Temperature" ->
    t, "TotalProbabilityCutoff" -> p, "TopProbabilities" -> k}; None gives the array itself, a list of properties the
    list of their values. A net with the decoder takes them too, as net[data, "port" -> property].

    >>> NetDecoder[{"Class", {"dog", "cat"}}][{0.1, 0.9}]
    cat
    >>> NetDecoder[{"Class", {"dog", "cat"}}][{0.1, 0.9}, "Probabilities"]
    <|dog -> 0.1, cat -> 0.9|>
    >>> NetDecoder[{"Characters", "ab"}][{{0.1, 0.9}, {0.8, 0.2}}]
    ba
    >>> NetDecoder[{"CTCBeamSearch", {"a", "b"}}][{{0.4, 0, 0.6}, {0.4, 0, 0.6}}, "NegativeLogLikelihoods"]
    {{a} -> 0.446287, {} -> 1.02165}
    """
    from ..nets.coding import make

    return make("NetDecoder", spec, session, say)


def _coder_applicable(title: str) -> None:
    def apply(head: Any, args: tuple[Any, ...], *, session: Any, say: Any) -> Any:
        from ..nets.coding import apply_coder

        return apply_coder(head, args, session, say)

    applied(title)(apply)
    informs(title)(inform)


_coder_applicable("NetEncoder")
_coder_applicable("NetDecoder")

name("TextElement", "TextElement[{t1, t2, ...}] stands for a text that is divided into its parts.")
