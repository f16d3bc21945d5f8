"""The layer of a function of the host."""

from typing import Any

from ..declare import Parameter, layer
from ..ops.external import external
from ..ports import Type
from .scopes import refuse_varying


def _external(value: Any) -> Any:
    if not all(hasattr(value, name) for name in ("sizes", "value", "slope")):
        raise ValueError("a function of typed arguments")
    return value


@layer("CompiledLayer", ports="Input: *in -> Output: *out")
class Compiled:
    """CompiledLayer[f] computes a function of the language that no other layer can compute.
    CompiledLayer[f, grad] says how gradients go back through it; CompiledLayer[f, None] that they do not.

    f is Function[{Typed[x, TypeSpecifier["PackedArray"]["MachineReal", r]]}, body], a function of one array of r levels
    that gives one array; Typed[x, "Real64"] is a number. Where "Input" -> shape declares one level less, f takes whole
    batches. grad is such a function of the input, the gradient of the output and, if it has a third argument, the
    output; it gives the gradient of the input. Automatic (the default) derives a gradient: as FunctionLayer does where
    that can express f, else from central differences of f in double precision, which costs two calls for every element
    of the input. The output's sizes are those that f gives for an array of ones. The layer runs on the CPU only.

    >>> f = Function[{Typed[x, TypeSpecifier["PackedArray"]["MachineReal", 1]]}, Sort[x]];
    ... CompiledLayer[f, None][{3, 1, 2}]
    {1., 2., 3.}
    """

    parameters = (Parameter("Function", _external, required=True),)

    def infer(layer: Any, scope: Any) -> None:
        function = layer["Function"]
        scope.narrow("Input", Type((None,) * function.rank))
        refuse_varying(scope, "Input")
        if scope["Input"].fixed:
            scope.narrow("Output", function.sizes(scope["Input"].dims))

    def forward(layer: Any, x: Any) -> Any:
        return external(x, function=layer["Function"])
