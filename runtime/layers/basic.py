"""Layers without arrays that keep or thread shapes: elementwise functions, softmax, sums, dropout, dot products."""

from typing import Any

from ..declare import Parameter, layer
from ..kinds import broadcast, choice, function, level, probability
from ..ops.elementwise import elementwise, threading, total
from ..ops.functions import FUNCTIONS
from ..ops.linear import dot as dot_product
from ..ops.reductions import softmax, summation
from ..ops.shapes import dropout, reshape
from ..ops.trees import for_inputs
from ..ports import Type


@layer("ElementwiseLayer", ports="Input: *s -> Output: *s")
class Elementwise:
    """ElementwiseLayer[f] applies the function f to every element of its input.
    ElementwiseLayer["name"] applies a named function such as "ReLU", "GELU" or "SoftPlus".

    The input may have any shape, which is also the output's. f is a function of one number: a symbol such as Tanh, or
    a pure function of arithmetic, elementary functions, If, Min and Max, comparisons. Values are computed in double
    precision and rounded once; the derivative at a kink is the one from the left. Anything else as f is an argument
    error.

    >>> ElementwiseLayer[Tanh][{1, 2, 3}]
    {0.761594, 0.964028, 0.995055}
    """

    parameters = (Parameter("Function", function, label="Function", required=True),)

    def forward(layer: Any, x: Any) -> Any:
        return elementwise(x, function=layer["Function"])


@layer("SoftmaxLayer", ports="Input: *s -> Output: *s")
class Softmax:
    """SoftmaxLayer[] divides the exponentials of the last level of an array by their total.
    SoftmaxLayer[n] does so along level n.

    Any array that has the level; the output has its shape. y_i = exp(x_i - m) / Sum_j exp(x_j - m) with m the largest
    x_j.

    >>> SoftmaxLayer[][{44, 41}]
    {0.952574, 0.0474259}
    """

    parameters = (Parameter("Level", level, -1, label="Level"),)

    def infer(layer: Any, scope: Any) -> None:
        n, rank = layer["Level"], scope["Input"].rank
        if rank is not None and rank < abs(n):
            scope.fail("Input", Type((None,) * abs(n)))

    def forward(layer: Any, x: Any) -> Any:
        # Level 1 is axis 1 of the batched array; a negative level is the same axis with or without the batch.
        return softmax(x, axis=-1 if layer["Level"] == len(x.shape) - 1 else layer["Level"])


@layer("DropoutLayer", ports="Input: *s -> Output: *s")
class Dropout:
    """DropoutLayer[p] sets elements to 0 with probability p while a net is trained, the others times 1/(1 - p).
    DropoutLayer[] is DropoutLayer[0.5].

    The output has the input's shape. In evaluation the layer changes nothing. Source: Srivastava et al., JMLR 15
    (2014).

    >>> DropoutLayer[0.3][{1, 2, 3}]
    {1., 2., 3.}
    """

    parameters = (
        Parameter("Probability", probability, 0.5, label="Probability"),
        Parameter("Method", choice("Dropout"), "Dropout", named=True),
    )

    def forward(layer: Any, x: Any, train: bool) -> Any:
        p = layer["Probability"]
        return dropout(x, probability=p) if train and p else reshape(x, shape=x.shape[1:])


@layer("SummationLayer", ports="Input: *s -> Output: real")
class Summation:
    """SummationLayer[] adds all elements of an array of any shape to one real.

    >>> SummationLayer[][{{1, 2}, {3, 4}}]
    10.
    """

    def forward(layer: Any, x: Any) -> Any:
        return summation(x)


@layer("TotalLayer", ports="...: *s -> Output: *s")
class Total:
    """TotalLayer[] adds several arrays of one shape.

    >>> TotalLayer[][{{1, 2}, {3, 5}}]
    {4., 7.}
    """

    def forward(layer: Any, *x: Any) -> Any:
        return total(*x)


@layer("DotLayer", ports="...: * -> Output: *out")
class Dot:
    """DotLayer[] multiplies two or more arrays: the last level of each meets the first of the next.

    The output's sizes are what remains: {a, k} and {k, b} give {a, b}; two vectors give a real.

    >>> DotLayer[][{{1, 2}, {3, 4}}]
    11.
    """

    def infer(layer: Any, scope: Any) -> None:
        ports = layer.inputs
        for port in ports:
            if scope[port].dims == ():
                scope.fail(port, Type((None,)))
        for left, right in zip(ports, ports[1:]):
            a, b = scope[left].dims, scope[right].dims
            if a and b:
                scope.narrow(right, (a[-1], *b[1:]))
                scope.narrow(left, (*a[:-1], scope[right].dims[0]))
        dims = [scope[p].dims for p in ports]
        if ports and None not in dims:
            scope.narrow("Output", _contracted(dims))

    def forward(layer: Any, *x: Any) -> Any:
        y = x[0]
        for other in x[1:]:
            y = dot_product(y, other)
        return y


def _contracted(dims: list[tuple]) -> tuple:
    result = dims[0]
    for other in dims[1:]:
        result = result[:-1] + other[1:]
    return result


def _threading_inputs(layer: Any) -> tuple[str, ...] | None:
    """The inputs by the function's slots; None for one of the table that takes any number, such as Plus."""
    function = layer["Function"]
    if all(isinstance(s, str) for s in function.slots):
        return tuple(function.slots)
    known = FUNCTIONS.get(function.name)
    if known is not None and known.least < known.most:
        return None
    return tuple(f"Input{i + 1}" for i in range(len(function.slots)))


@layer("ThreadingLayer", ports="...: * -> Output: *out")
class Threading:
    """ThreadingLayer[f] applies f to the corresponding elements of several arrays.
    ThreadingLayer[f, None] wants arrays of one shape; by default sizes of 1 stretch.

    The inputs are named "Input1", "Input2", ... or, for a function of named slots, by its slots; f may be Plus, Times,
    Subtract, Divide, Power, Min, Max, ArcTan, Mod, a comparison, or a pure function of them.

    >>> ThreadingLayer[Subtract][{{5, 7}, {1, 2}}]
    {4., 5.}
    """

    parameters = (
        Parameter("Function", function, label="Function", required=True),
        Parameter("Broadcasting", broadcast, "Automatic"),
    )
    inputs = _threading_inputs

    def infer(layer: Any, scope: Any) -> None:
        ports = (*layer.inputs, "Output")
        if not layer.inputs:
            return
        rank = next((scope[p].rank for p in ports if scope[p].rank is not None), None)
        if rank is None or not layer.inputs:
            return
        for p in ports:
            scope.narrow(p, (None,) * rank)
        columns = list(zip(*(scope[p].dims for p in layer.inputs)))
        if layer["Broadcasting"] is None:
            columns = [(*c, out) for c, out in zip(columns, scope["Output"].dims)]
            same = tuple(next((d for d in c if d is not None), None) for c in columns)
            for p in ports:
                scope.narrow(p, same)
            return
        wide = tuple(map(_stretched, columns))
        scope.narrow("Output", wide)
        for p in layer.inputs:
            sizes = zip(scope[p].dims, wide)
            scope.narrow(p, tuple(d if d in (1, None) or w is None else w for d, w in sizes))

    def forward(layer: Any, *x: Any) -> Any:
        f = layer["Function"]
        if len(x) != len(f.slots):
            f = for_inputs(f.tree[0], len(x))
        return threading(*x, function=f)


def _stretched(sizes: tuple) -> Any:
    """The size of the result along one axis: the one that is not 1, None while an unknown one may be it."""
    wide = {d for d in sizes if d not in (1, None)}
    if wide:
        return min(wide, key=str)  # a second one is found by the caller, which narrows each input to 1 or this
    return None if None in sizes else 1

