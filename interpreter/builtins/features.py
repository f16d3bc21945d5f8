"""Features of examples: what makes vectors of numbers, labels, texts, images and sounds, learnt from examples."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import applied, builtin
from ..expr import FAILED, Expr, Symbol, is_list, make_list

_MESSAGES = {
    "badmethod": "`1` is not a method of extraction here; the methods are `2`, or a function.",
    "nodata": "There are no examples to learn from.",
    "nolearn": '"`1`" cannot be learnt from `2`.',
}


@builtin("FeatureExtraction[examples_List]", "FeatureExtraction[examples_List, method_]", **_MESSAGES)
def feature_extraction(examples: Any, method: Any = S.Automatic, *, say: Any) -> Any:
    """FeatureExtraction[{example1, example2, ...}] gives a FeatureExtractorFunction, which makes vectors of examples.

    Numbers and vectors are standardised, labels become indicator vectors, texts weighted counts of their words, images
    pixels, sounds the mean of their cepstra; lists and associations of such are joined. FeatureExtraction[examples,
    method] takes one method: "StandardizedVector", "IndicatorVector", "TFIDF", "PixelVector", "NumericVector" (the
    automatic one) or a function of an example. What cannot be learnt gives FeatureExtraction::nolearn and $Failed.

    >>> FeatureExtraction[{1, 3, 5}][3]
    {0.}
    >>> FeatureExtraction[{"a", "b", "a"}][{"b", "c"}]
    {{0, 1}, {0, 0}}
    """
    from ..learning.features import METHODS, Unlearnt, learnt

    if not len(examples):
        say("nodata")
        return FAILED
    if is_list(method) or not (isinstance(method, Symbol | Expr) or (type(method) is str and method in METHODS)):
        say("badmethod", method, make_list(m for m in METHODS if type(m) is str))
        return FAILED
    try:
        return learnt(list(examples.args), method)
    except Unlearnt as problem:
        say("nolearn", *problem.args)
        return FAILED


@builtin("FeatureExtract[examples_List]", "FeatureExtract[examples_List, method_]", **_MESSAGES)
def feature_extract(examples: Any, method: Any = S.Automatic, *, say: Any) -> Any:
    """FeatureExtract[{example1, example2, ...}] gives the vectors that FeatureExtraction makes of its own examples.

    >>> FeatureExtract[{{1, "a"}, {3, "b"}, {5, "a"}}]
    {{-1., 1, 0}, {0., 0, 1}, {1., 1, 0}}
    """
    found = feature_extraction(examples, method, say=say)
    return found if found is FAILED else Expr(found, (examples,))


@builtin("FeatureExtractorFunction[f_, pattern_, n_]")
def feature_extractor_function(f: Any, pattern: Any, n: Any) -> Any:
    """FeatureExtractorFunction[f, pattern, n][example] is the vector of n features that f makes of an example.

    FeatureExtraction gives such a function; the pattern says what is one example, so that it may be applied to a list
    of examples too. It can stand at the input of a net, as NetEncoder[{"FeatureExtractor", function}] or by itself.

    >>> FeatureExtraction[{{1., 5.}, {3., 5.}}]
    FeatureExtractorFunction[{0.707107, 1.} ({-2., -5.} + #1) &, {Repeated[Except[_List], {2}]}, 2]
    """
    return None


@applied("FeatureExtractorFunction")
def apply_extractor(head: Any, args: tuple[Any, ...], *, session: Any) -> Any:
    from ..learning.features import extracted, is_extractor

    return extracted(head, args[0], session) if is_extractor(head) and len(args) == 1 else None
