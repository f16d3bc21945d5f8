"""Loss layers: "Input" and "Target" give a real "Loss", averaged over the elements of an example.

Of sequences of different lengths, the mean is over the true length of each.
"""

from sys import float_info
from typing import Any

from ..declare import Parameter, layer
from ..kinds import choice
from ..ops import losses
from ..ops.ctc import ctc
from ..ports import VARYING, Type


def _common(lengths: Any) -> tuple:
    """The lengths of the examples, which input and target share, as a further input where there are any."""
    return tuple(known for known in lengths.values() if known is not None)[:1]


@layer("MeanSquaredLossLayer", ports="Input: *s; Target: *s -> Loss: real", is_loss=True)
class MeanSquared:
    """MeanSquaredLossLayer[] gives the mean of (input - target)^2 over all elements.

    "Input" and "Target" have one shape, any; "Loss" is a real.

    >>> MeanSquaredLossLayer[][<|"Input" -> {1, 2, 3}, "Target" -> {4, 0, 4}|>]
    4.66667
    """

    def forward(layer: Any, x: Any, target: Any, lengths: Any) -> Any:
        return losses.mean_squared(x, target, *_common(lengths))


@layer("MeanAbsoluteLossLayer", ports="Input: *s; Target: *s -> Loss: real", is_loss=True)
class MeanAbsolute:
    """MeanAbsoluteLossLayer[] gives the mean of Abs[input - target] over all elements.

    "Input" and "Target" have one shape, any; "Loss" is a real.

    >>> MeanAbsoluteLossLayer[][<|"Input" -> {1, 2, 3}, "Target" -> {4, 0, 4}|>]
    2.
    """

    def forward(layer: Any, x: Any, target: Any, lengths: Any) -> Any:
        return losses.mean_absolute(x, target, *_common(lengths))


FORMS = {
    "Index": losses.cross_entropy_index,
    "Probabilities": losses.cross_entropy_probabilities,
    "Binary": losses.cross_entropy_binary,
}


@layer("CrossEntropyLossLayer", ports="Input: *p; Target: *t -> Loss: real", is_loss=True)
class CrossEntropy:
    """CrossEntropyLossLayer["Index"] gives -Log[p_t] for probabilities p along the last level, t counted from 1.
    CrossEntropyLossLayer["Probabilities"] gives -Total[t Log[p]] for target probabilities t.
    CrossEntropyLossLayer["Binary"] gives the mean of -(t Log[p] + (1 - t) Log[1 - p]) for p and t from 0 to 1.

    The result is the mean over the remaining levels. A probability of 0 counts as 10^-30, so that the loss stays
    finite. For "Index" the target has one level less than the input; otherwise both have one shape.

    >>> CrossEntropyLossLayer["Index"][<|"Input" -> {0.25, 0.5, 0.25}, "Target" -> 2|>]
    0.693147
    """

    parameters = (Parameter("TargetForm", choice(*FORMS), label="Target form", required=True),)

    def infer(layer: Any, scope: Any) -> None:
        if layer["TargetForm"] != "Index":
            scope.narrow("Target", scope["Input"].dims)
            scope.narrow("Input", scope["Target"].dims)
            if layer["TargetForm"] == "Probabilities" and scope["Input"].dims == ():
                scope.fail("Input", Type((None,)))
            return
        scope.narrow("Target", Type(None, "integer", 1))
        dims = scope["Input"].dims
        if dims == () or dims == (VARYING,):
            scope.fail("Input", Type((None,)))
        if dims is not None:
            high = dims[-1] if isinstance(dims[-1], int) else None
            scope.narrow("Target", Type(dims[:-1], "integer", 1, high))
        target = scope["Target"]
        if target.dims is not None:
            scope.narrow("Input", (*target.dims, target.high))

    def forward(layer: Any, x: Any, target: Any, lengths: Any) -> Any:
        return FORMS[layer["TargetForm"]](x, target, *_common(lengths))


def margin(value: Any) -> float:
    """A positive number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= float_info.max:
        raise ValueError("a positive number")
    return float(value)


@layer("ContrastiveLossLayer", ports="Input: real; Target: real -> Loss: real", is_loss=True)
class Contrastive:
    """ContrastiveLossLayer[] gives the loss of a distance between two things that belong together or do not.
    ContrastiveLossLayer[m] lets those that do not be farther apart than m; the default is 0.5.

    "Input" is the distance d, a real; "Target" is False (or 0) for a pair that belongs together, True (or 1) for one
    that does not. The loss is d for the former, Max[m - d, 0] for the latter. Source: Hadsell, Chopra and LeCun,
    CVPR 2006, with distances in place of their squares.

    >>> ContrastiveLossLayer[][<|"Input" -> 0.2, "Target" -> 1|>]
    0.3
    """

    parameters = (Parameter("Margin", margin, 0.5, label="Margin"),)

    def forward(layer: Any, x: Any, target: Any) -> Any:
        return losses.contrastive(x, target, margin=layer["Margin"])


@layer("CTCLossLayer", ports="Input: t c; Target: integer u -> Loss: real", is_loss=True)
class CTC:
    """CTCLossLayer[] gives -Log of the probability that a sequence of probabilities spells a shorter one of labels.

    "Input" is {t, c + 1}: at every step the probabilities of the labels 1, ..., c and, last, of the blank. "Target" is
    a sequence of labels. A path takes one label or the blank at every step; it spells what remains when equal
    neighbours are merged and blanks are dropped. Both sequences may have any length.

    A probability of 0 counts as 10^-30. A target that no path spells, as it is longer than the input or needs more
    steps between equal labels, has the loss of a path of such probabilities alone, and no gradient. Source: Graves et
    al., ICML 2006.

    >>> CTCLossLayer[][<|"Input" -> {{0.5, 0.5}, {0.5, 0.5}}, "Target" -> {1}|>]
    0.287682
    """

    def infer(layer: Any, scope: Any) -> None:
        dims = scope["Input"].dims
        if dims is None or not isinstance(dims[-1], int):
            high = scope["Target"].high
            scope.narrow("Target", Type(None, "integer", 1))
            if high is not None:
                scope.narrow("Input", (None, high + 1))
            return
        if dims[-1] < 2:
            scope.fail("Input", Type((dims[0], None)))
        scope.narrow("Target", Type(None, "integer", 1, dims[-1] - 1))

    def forward(layer: Any, x: Any, target: Any, lengths: Any) -> Any:
        return ctc(x, target, lengths["Input"], lengths["Target"])
