"""Layers on sequences: their first, last and other elements, their reverse, positions, and vectors for numbers."""

from math import inf
from typing import Any

from ..declare import Array, Parameter, layer
from ..ops.embedding import embedding
from ..ops.lengths import shifted
from ..ops.sequences import append, last, positions, reverse, span
from ..ops.shapes import catenate, reshape
from ..ports import VARYING, Type
from .recurrent import size


def _grow(scope: Any, short: str, long: str) -> None:
    """The first size of one port is one more than that of the other; both are at least 1."""
    a, b = scope[short].dims, scope[long].dims
    if a and isinstance(a[0], int):
        scope.narrow(long, (a[0] + 1, *(None,) * (len(a) - 1)))
    elif b and isinstance(b[0], int):
        if b[0] < 2:
            scope.fail(long, scope[long].with_dims((None, *b[1:])))
        scope.narrow(short, (b[0] - 1, *(None,) * (len(b) - 1)))
    for one, other in ((a, long), (b, short)):
        if one and one[0] == VARYING:
            scope.narrow(other, (VARYING, *(None,) * (len(one) - 1)))


def _longer(lengths: Any, port: str, by: int) -> None:
    known = lengths[port]
    lengths.set("Output", None if known is None else shifted(known, by=by))


@layer("SequenceLastLayer", ports="Input: t *s -> Output: *s")
class SequenceLast:
    """SequenceLastLayer[] gives the last element of a sequence.

    The sequence {x1, ..., xT} may have any length but 0; its elements are reals or arrays of one shape.

    >>> SequenceLastLayer[][{{1, 2}, {3, 4}}]
    {3., 4.}
    """

    def forward(layer: Any, x: Any, lengths: Any) -> Any:
        lengths.set("Output", None)
        return last(x, lengths["Input"])


@layer("SequenceMostLayer", ports="Input: t *s -> Output: u *s")
class SequenceMost:
    """SequenceMostLayer[] gives a sequence without its last element.

    The sequence must have two elements at least, reals or arrays of one shape.

    >>> SequenceMostLayer[][{1, 2, 3}]
    {1., 2.}
    """

    def infer(layer: Any, scope: Any) -> None:
        _grow(scope, "Output", "Input")

    def forward(layer: Any, x: Any, lengths: Any) -> Any:
        _longer(lengths, "Input", -1)
        return span(x, axis=1, start=0, stop=x.shape[1] - 1)


@layer("SequenceRestLayer", ports="Input: t *s -> Output: u *s")
class SequenceRest:
    """SequenceRestLayer[] gives a sequence without its first element.

    The sequence must have two elements at least, reals or arrays of one shape.

    >>> SequenceRestLayer[][{1, 2, 3}]
    {2., 3.}
    """

    def infer(layer: Any, scope: Any) -> None:
        _grow(scope, "Output", "Input")

    def forward(layer: Any, x: Any, lengths: Any) -> Any:
        _longer(lengths, "Input", -1)
        return span(x, axis=1, start=1, stop=x.shape[1])


@layer("SequenceReverseLayer", ports="Input: t *s -> Output: t *s")
class SequenceReverse:
    """SequenceReverseLayer[] gives the elements of a sequence in the opposite order.

    >>> SequenceReverseLayer[][{{1, 2}, {3, 4}}]
    {{3., 4.}, {1., 2.}}
    """

    def forward(layer: Any, x: Any, lengths: Any) -> Any:
        return reverse(x, lengths["Input"])


def _maximum(value: Any) -> int | None:
    if value is None or value == inf:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("a positive integer or Infinity")
    return value


@layer("SequenceIndicesLayer", ports="Input: t * -> Output: integer t")
class SequenceIndices:
    """SequenceIndicesLayer[] gives the positions 1, 2, ... of the elements of a sequence.
    SequenceIndicesLayer["Maximum" -> n] gives n for all positions from n on.

    The elements themselves do not matter; the positions may be looked up by an EmbeddingLayer.

    >>> SequenceIndicesLayer["Maximum" -> 2][{7, 8, 9}]
    {1, 2, 2}
    """

    parameters = (Parameter("Maximum", _maximum, None, label="Maximum", named=True),)

    def infer(layer: Any, scope: Any) -> None:
        dims = scope["Input"].dims
        count = dims[0] if dims and isinstance(dims[0], int) else None
        most = layer["Maximum"]
        high = most if count is None else count if most is None else min(count, most)
        if not scope.inference.concrete:  # a batch's own length is no bound for others
            high = most if most is not None or not dims or dims[0] == VARYING else count
        scope.narrow("Output", Type((None,), "integer", 1, high))

    def forward(layer: Any, x: Any) -> Any:
        return positions(x, maximum=layer["Maximum"])


@layer("AppendLayer", ports="Input: t *s; Element: *s -> Output: u *s")
class Append:
    """AppendLayer[] puts one more element at the end of a sequence.

    "Input" is the sequence, of any length, and "Element" has the shape of its elements.

    >>> AppendLayer[][<|"Input" -> {1, 2}, "Element" -> 3|>]
    {1., 2., 3.}
    """

    def infer(layer: Any, scope: Any) -> None:
        _grow(scope, "Input", "Output")

    def forward(layer: Any, x: Any, element: Any, lengths: Any) -> Any:
        _longer(lengths, "Input", 1)
        return append(x, element, lengths["Input"])


@layer("PrependLayer", ports="Input: t *s; Element: *s -> Output: u *s")
class Prepend:
    """PrependLayer[] puts one more element before the first of a sequence.

    "Input" is the sequence, of any length, and "Element" has the shape of its elements.

    >>> PrependLayer[][<|"Input" -> {1, 2}, "Element" -> 3|>]
    {3., 1., 2.}
    """

    def infer(layer: Any, scope: Any) -> None:
        _grow(scope, "Input", "Output")

    def forward(layer: Any, x: Any, element: Any, lengths: Any) -> Any:
        _longer(lengths, "Input", 1)
        return catenate(reshape(element, shape=(1, *element.shape[1:])), x, axis=1)


@layer("EmbeddingLayer", ports="Input: integer *s -> Output: *s size")
class Embedding:
    """EmbeddingLayer[size, n] is a trainable table of n vectors of a size; it replaces numbers from 1 to n by them.
    EmbeddingLayer[size] takes n from the input's type, such as that of an encoder.

    The input is an integer or an array of integers, also a sequence of any length; the output has one level more. The
    array "Weights" is {n, size}. A number outside 1..n is an input error.

    >>> EmbeddingLayer[2, 3, "Weights" -> {{1, 2}, {3, 4}, {5, 6}}][{3, 1}]
    {{5., 6.}, {1., 2.}}
    """

    parameters = (
        Parameter("OutputDimensions", size, label="Output size"),
        Parameter("ClassCount", size, label="Number of classes"),
    )
    arrays = (Array("Weights", "n size", initial="weights"),)

    def infer(layer: Any, scope: Any) -> None:
        scope.equal("size", layer["OutputDimensions"])
        scope.equal("n", layer["ClassCount"])
        kind = scope["Input"]
        if kind.low is not None and kind.low < 1:
            scope.fail("Input", Type(kind.dims, "integer", 1, scope.names.get("n")))
        scope.narrow("Input", Type(None, "integer", 1, scope.names.get("n")))
        if scope.names.get("n") is None:
            scope.equal("n", scope["Input"].high)

    def forward(layer: Any, x: Any, weights: Any) -> Any:
        return embedding(x, weights)
