"""Loss layers: "Input" and "Target" give a real "Loss", averaged over the elements of an example."""

from typing import Any

from ..declare import Parameter, layer
from ..kinds import choice
from ..ops import losses
from ..ports import Type


@layer("MeanSquaredLossLayer", ports="Input: *s; Target: *s -> Loss: real", is_loss=True)
class MeanSquared:
    """MeanSquaredLossLayer[] gives the mean of (input - target)^2 over all elements.

    "Input" and "Target" have one shape, any; "Loss" is a real.

    >>> MeanSquaredLossLayer[][<|"Input" -> {1, 2, 3}, "Target" -> {4, 0, 4}|>]
    4.66667
    """

    def forward(layer: Any, x: Any, target: Any) -> Any:
        return losses.mean_squared(x, target)


@layer("MeanAbsoluteLossLayer", ports="Input: *s; Target: *s -> Loss: real", is_loss=True)
class MeanAbsolute:
    """MeanAbsoluteLossLayer[] gives the mean of Abs[input - target] over all elements.

    "Input" and "Target" have one shape, any; "Loss" is a real.

    >>> MeanAbsoluteLossLayer[][<|"Input" -> {1, 2, 3}, "Target" -> {4, 0, 4}|>]
    2.
    """

    def forward(layer: Any, x: Any, target: Any) -> Any:
        return losses.mean_absolute(x, target)


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
        if dims == ():
            scope.fail("Input", Type((None,)))
        if dims is not None:
            high = dims[-1] if isinstance(dims[-1], int) else None
            scope.narrow("Target", Type(dims[:-1], "integer", 1, high))
        target = scope["Target"]
        if target.dims is not None:
            scope.narrow("Input", (*target.dims, target.high))

    def forward(layer: Any, x: Any, target: Any) -> Any:
        return FORMS[layer["TargetForm"]](x, target)
