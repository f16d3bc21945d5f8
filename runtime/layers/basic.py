"""Layers without arrays that keep or thread shapes: elementwise functions, softmax, sums, dropout, dot products."""

from typing import Any

from ..declare import Parameter, layer
from ..errors import ArgumentError, UndefinedError
from ..kinds import broadcast, choice, function, function_of_one, level, probability
from ..ops.elementwise import elementwise, threading, total
from ..ops.functions import FUNCTIONS
from ..ops.lengths import masked
from ..ops.linear import dot as dot_product
from ..ops.random import choose, kept_mask
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

    parameters = (Parameter("Function", function_of_one, label="Function", required=True),)

    def forward(layer: Any, x: Any) -> Any:
        return elementwise(x, function=layer["Function"])


@layer("SoftmaxLayer", ports="Input: *s -> Output: *s")
class Softmax:
    """SoftmaxLayer[] divides the exponentials of the last level of an array by their total.
    SoftmaxLayer[n] does so along level n.

    Any array that has the level; the output has its shape. y_i = exp(x_i - m) / Sum_j exp(x_j - m) with m the largest
    x_j. Of a sequence of any length the real elements count.

    >>> SoftmaxLayer[][{44, 41}]
    {0.952574, 0.0474259}
    """

    parameters = (Parameter("Level", level, -1, label="Level"),)

    def infer(layer: Any, scope: Any) -> None:
        n, rank = layer["Level"], scope["Input"].rank
        if rank is not None and rank < abs(n):
            scope.fail("Input", Type((None,) * abs(n)))

    def forward(layer: Any, x: Any, lengths: Any) -> Any:
        rank = len(x.shape) - 1
        axis = layer["Level"] if layer["Level"] > 0 else rank + 1 + layer["Level"]
        if axis == 1 and lengths["Input"] is not None:
            x = masked(x, lengths["Input"], value=float("-inf"))
        return softmax(x, axis=-1 if axis == rank else axis)


def _dropout_outputs(value: Any) -> tuple[str, ...]:
    """The ports of a dropout layer: "Output", "BinaryMask" or both."""
    names = (value,) if isinstance(value, str) else value
    if (
        not isinstance(names, tuple | list)
        or not names
        or not all(n in ("Output", "BinaryMask") for n in names)
        or len(set(names)) != len(names)
    ):
        raise ValueError('"Output", "BinaryMask" or a list of both')
    return tuple(names)


# The value of SELU far below 0, towards which alpha dropout sets elements: Klambauer et al., arXiv:1706.02515.
SATURATED = -1.0507009873554805 * 1.6732632423543772


@layer("DropoutLayer", ports="Input: *s -> Output: *s; BinaryMask: *s")
class Dropout:
    """DropoutLayer[p] sets elements to 0 with probability p while a net is trained, the others times 1/(1 - p).
    DropoutLayer[] is DropoutLayer[0.5].

    The output has the input's shape. In evaluation the layer changes nothing. Method -> "AlphaDropout" sets elements to
    the lower limit of SELU and scales and shifts all so that mean 0 and variance 1 stay. "OutputPorts" ->
    {"Output", "BinaryMask"} gives the mask too, 1 for what is kept. Sources: Srivastava et al., JMLR 15 (2014);
    Klambauer et al., arXiv:1706.02515.

    >>> DropoutLayer[0.3][{1, 2, 3}]
    {1., 2., 3.}
    """

    parameters = (
        Parameter("Probability", probability, 0.5, label="Probability"),
        Parameter("Method", choice("Dropout", "AlphaDropout"), "Dropout", named=True),
        Parameter("OutputPorts", _dropout_outputs, ("Output",), named=True),
    )

    def outputs(layer: Any) -> tuple[str, ...]:
        return layer["OutputPorts"]

    def forward(layer: Any, x: Any, train: bool) -> dict[str, Any]:
        p = layer["Probability"] if train else 0.0
        alpha = layer["Method"] == "AlphaDropout"
        if layer["OutputPorts"] == ("Output",) and not (p and alpha):
            return {"Output": dropout(x, probability=p) if p else reshape(x, shape=x.shape[1:])}
        mask = kept_mask(x, probability=p)
        scale, shift = 1 / (1 - p), 0.0
        if alpha:
            scale = (1 - p + SATURATED**2 * p * (1 - p)) ** -0.5
            shift = -scale * p * SATURATED
        dropped = scale * SATURATED + shift if alpha else 0.0
        found = {"Output": choose(x, mask, scale=scale, kept=shift, dropped=dropped), "BinaryMask": mask}
        return {port: found[port] for port in layer["OutputPorts"]}


@layer("SummationLayer", ports="Input: *s -> Output: real")
class Summation:
    """SummationLayer[] adds all elements of an array of any shape to one real.

    Of a sequence of any length the real elements count.

    >>> SummationLayer[][{{1, 2}, {3, 4}}]
    10.
    """

    def forward(layer: Any, x: Any, lengths: Any) -> Any:
        length = lengths["Input"]
        return summation(x if length is None else masked(x, length))


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

    The output's sizes are what remains: {a, k} and {k, b} give {a, b}; two vectors give a real. InputPorts -> n or a
    list of shapes says how many inputs there are.

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

    def forward(layer: Any, *x: Any, lengths: Any) -> Any:
        known = [lengths[port] for port in layer.inputs]
        x = tuple(a if n is None else masked(a, n) for a, n in zip(x, known))
        y = x[0]
        for other in x[1:]:
            y = dot_product(y, other)
        lengths.set("Output", known[0] if len(x) == 1 or len(x[0].shape) > 2 else None)
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
    ThreadingLayer[f, None] wants arrays of one shape; by default, Automatic, sizes of 1 stretch.
    ThreadingLayer[f, n] repeats arrays of fewer levels along new levels before level n, -n counts from the end.
    ThreadingLayer[f, {spec1, spec2, ...}] says so for each input.

    The inputs are named "Input1", "Input2", ... or, for a function of named slots, by its slots; f may be Plus, Times,
    Subtract, Divide, Power, Min, Max, ArcTan, Mod, a comparison, or a pure function of them. InputPorts -> n or a list
    of shapes says how many inputs there are. Arrays that do not fit are errors.

    >>> ThreadingLayer[Subtract][{{5, 7}, {1, 2}}]
    {4., 5.}
    """

    parameters = (
        Parameter("Function", function, label="Function", required=True),
        Parameter("Broadcasting", broadcast, "Automatic"),
    )
    inputs = _threading_inputs

    def infer(layer: Any, scope: Any) -> None:
        ports = layer.inputs
        if not ports:
            return
        specs = _broadcasts(layer, len(ports))
        ranks = [scope[p].rank for p in ports]
        fixed = [r for r, spec in zip(ranks, specs) if r is not None and not isinstance(spec, int)]
        out = scope["Output"].rank
        rank = out if out is not None else fixed[0] if fixed else None if None in ranks else max(ranks)
        if rank is None:
            return
        rank = max(rank, *(r or 0 for r in ranks))
        scope.narrow("Output", (None,) * rank)
        for p, spec in zip(ports, specs):
            if not isinstance(spec, int):
                scope.narrow(p, (None,) * rank)
        raised = [_raised(scope, p, spec, rank) for p, spec in zip(ports, specs)]
        known = [dims for dims in raised if dims is not None]
        columns = list(zip(*known)) if known else []
        if None in specs:
            same = _agreed(scope, ports, [d for d, s in zip(raised, specs) if s is None])
            scope.narrow("Output", same)
        if len(known) < len(ports) and None not in specs:
            return
        wide = tuple(map(_stretched, columns)) if None not in specs else scope["Output"].dims
        scope.narrow("Output", wide)
        wide = scope["Output"].dims if None in specs else wide
        for p, spec, dims in zip(ports, specs, raised):
            if dims is None:
                continue
            stretch = spec is not None
            new = tuple(d if w is None or (stretch and d in (1, None)) else w for d, w in zip(dims, wide))
            scope.narrow(p, _lowered(new, spec, scope[p].rank))

    def settle(layer: Any, scope: Any) -> None:
        """An input from another layer of which nothing is known has the sizes of the others."""
        known = [scope[p].dims for p in layer.inputs if scope[p].dims is not None]
        out = scope["Output"].dims
        wide = out if out is not None else max(known, key=len, default=None)
        for p in layer.inputs if wide is not None else ():
            if scope[p].dims is None and scope.addresses[p][0][0] is not None:
                scope.narrow(p, wide)

    def forward(layer: Any, *x: Any) -> Any:
        f = layer["Function"]
        if len(x) != len(f.slots):
            f = for_inputs(f.tree[0], len(x))
        rank = max(len(a.shape) for a in x) - 1
        specs = _broadcasts(layer, len(x))
        return threading(*(_lifted(a, spec, rank) for a, spec in zip(x, specs)), function=f)


def _broadcasts(layer: Any, count: int) -> tuple:
    """What is said about each input: None, "Automatic" or before which level new ones come."""
    spec = layer["Broadcasting"]
    if not isinstance(spec, tuple):
        return (spec,) * count
    if len(spec) != count:
        raise ArgumentError(layer.name, "Broadcasting", spec, f"a list of {count}, one for each input")
    return spec


def _raised(scope: Any, port: str, spec: Any, rank: int) -> tuple | None:
    """The sizes of an input with levels of size 1 where it lacks some; None while its rank is not known."""
    dims = scope[port].dims
    if dims is None:
        return None
    try:
        place = _place(spec, len(dims), rank)
    except ValueError:
        least = spec - 1 if spec > 0 else -spec - 1
        scope.fail(port, Type((None,) * least))
    return (*dims[:place], *(1,) * (rank - len(dims)), *dims[place:])


def _place(spec: Any, own: int, rank: int) -> int:
    """Before which level, from 0, an array of `own` levels gets those that it lacks; raises ValueError outside."""
    if own == rank or not isinstance(spec, int):
        return own
    place = spec - 1 if spec > 0 else own + 1 + spec
    if not 0 <= place <= own:
        raise ValueError
    return place


def _lowered(dims: tuple, spec: Any, own: int) -> tuple:
    """Sizes without the levels that `_raised` put in."""
    place = _place(spec, own, len(dims))
    return (*dims[:place], *dims[place + len(dims) - own :])


def _lifted(x: Any, spec: Any, rank: int) -> Any:
    own = len(x.shape) - 1
    if own == rank:
        return x
    place = _place(spec, own, rank)
    return reshape(x, shape=(*x.shape[1 : place + 1], *(1,) * (rank - own), *x.shape[place + 1 :]))


def _agreed(scope: Any, ports: tuple, shapes: list) -> tuple:
    """The sizes that inputs without broadcasting have in common with the output."""
    columns = list(zip(*(dims for dims in (*shapes, scope["Output"].dims) if dims is not None)))
    return tuple(next((d for d in column if d is not None), None) for column in columns)


def _stretched(sizes: tuple) -> Any:
    """The size of the result along one axis: the one that is not 1, None while an unknown one may be it."""
    wide = {d for d in sizes if d not in (1, None)}
    if wide:
        return min(wide, key=str)  # a second one is found by the caller, which narrows each input to 1 or this
    return None if None in sizes else 1


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("a string")
    return value


@layer("PlaceholderLayer", ports="Input: *in -> Output: *out")
class Placeholder:
    """PlaceholderLayer[] stands for a layer that is not defined yet.
    PlaceholderLayer["name"] says which.

    "Input" and "Output" may be given shapes, which take part in the inference of a net. To evaluate it is an error.

    >>> NetExtract[PlaceholderLayer["Input" -> 3, "Output" -> 2], "Output"]
    2
    """

    parameters = (Parameter("Name", _text, None, label="Name"),)

    def forward(layer: Any, x: Any) -> Any:
        raise UndefinedError(layer.name)
