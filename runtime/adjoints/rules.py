"""The rules by which gradients are recorded as ops: op name -> the contributions to the gradients by its inputs."""

from math import prod
from typing import Any

from ..ops import losses, steps
from ..ops.contractions import inverse, placed, summed
from ..ops.derivatives import derivative, times
from ..ops.lengths import masked
from ..ops.linear import dot
from ..ops.selection import part
from ..ops.sequences import reverse
from ..ops.shapes import replicate, reshape, transpose
from ..ops.trees import Compiled
from .record import ADJOINTS, APART, AdjointError, Rule, adjoint, computed

X, Y, Z = ("Slot", 1), ("Slot", 2), ("Slot", 3)

# --- elements


def _times_slope(dy: Any, function: Compiled, inputs: tuple, slot: Any) -> Any:
    """dy times the derivative by a slot, of the stretched shape; None where that is 0."""
    try:
        tree = derivative(function.tree, slot)
    except KeyError as problem:
        raise AdjointError(problem.args[0]) from None
    if tree == 0:
        return None
    used = [name for name in function.slots if _uses(tree, name)]
    places = {name: ("Slot", i + 2) for i, name in enumerate(used)}
    values = [inputs[function.slots.index(name)] for name in used]
    if tree == 1:
        return dy
    return computed(times(X, _renamed(tree, places)), dy, *values)


def _uses(tree: Any, slot: Any) -> bool:
    if not isinstance(tree, tuple):
        return False
    return tree[1] == slot if tree[0] == "Slot" else any(_uses(t, slot) for t in tree[1:])


def _renamed(tree: Any, places: dict) -> Any:
    if not isinstance(tree, tuple):
        return tree
    return places[tree[1]] if tree[0] == "Slot" else (tree[0], *(_renamed(t, places) for t in tree[1:]))


def fitted(dy: Any, x: Any) -> Any:
    """A gradient of a stretched array, summed to the array's own shape."""
    axes = tuple(i for i, (a, b) in enumerate(zip(dy.shape, x.shape)) if a != b)
    return summed(dy, axes=axes) if axes else dy


@adjoint("elementwise", "threading")
def _elements(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    function = settings["function"]
    if len(inputs) != len(function.slots):
        raise AdjointError(function.name or "threading")
    slopes = [_times_slope(dy, function, inputs, slot) for slot in function.slots]
    return [None if s is None else fitted(s, x) for s, x in zip(slopes, inputs)]


@adjoint("total")
def _total(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    return [dy] * len(inputs)


# --- linear maps: arrays of the net have no batch axis


def _turned(x: Any) -> Any:
    return transpose(x, axes=(0, 2, 1))


def _as_one(x: Any) -> Any:
    """A matrix as the only example of a batch."""
    return reshape(x, shape=(1, x.shape[0], prod(x.shape[1:])), batched=False)


AFTER = {  # dy times the slope of an activation, by its result y
    "Ramp": ("Times", X, ("Positive", Y)),
    "Tanh": ("Times", X, ("Subtract", 1, ("Times", Y, Y))),
    "LogisticSigmoid": ("Times", X, Y, ("Subtract", 1, Y)),
}
AFTER |= {"RectifiedLinearUnit": AFTER["Ramp"], "ReLU": AFTER["Ramp"], "Sigmoid": AFTER["LogisticSigmoid"]}


@adjoint("affine")
def _affine(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    x, w = inputs[:2]
    rows, dy = _as_one(x), before_activation(dy, y, settings)
    one = _as_one(dy)
    dx = reshape(dot(one, _as_one(w)), shape=x.shape, batched=False)
    dw = reshape(dot(_turned(one), rows), shape=w.shape, batched=False)
    db = reshape(summed(dy, axes=(0,)), shape=(w.shape[0],), batched=False)
    return [dx, dw, db][: len(inputs)]


def before_activation(dy: Any, y: Any, settings: dict) -> Any:
    name = settings.get("activation")
    return dy if name is None else computed(AFTER[name], dy, y)


@adjoint("dot")
def _dot(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    a, b = inputs
    n, k = a.shape[0], a.shape[-1]
    left, right = reshape(a, shape=(prod(a.shape[1:-1]), k)), reshape(b, shape=(k, prod(b.shape[2:])))
    middle = reshape(dy, shape=(left.shape[1], right.shape[2]))
    da, db = dot(middle, _turned(right)), dot(_turned(left), middle)
    return [reshape(da, shape=a.shape[1:]), reshape(db, shape=b.shape[1:])] if n else [None, None]


@adjoint("inverse")
def _inverse(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    turned = _turned(y)
    return [computed(("Times", -1, X), dot(dot(turned, dy), turned))]


@adjoint("determinant")
def _determinant(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    return [computed(("Times", X, Y, Z), *(reshape(v, shape=(1, 1)) for v in (dy, y)), _turned(inverse(inputs[0])))]


# --- shapes


@adjoint("reshape")
def _reshape(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    return [reshape(dy, shape=inputs[0].shape, batched=False)]


@adjoint("transpose")
def _transpose(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    axes = settings["axes"]
    return [transpose(dy, axes=tuple(axes.index(i) for i in range(len(axes))))]


@adjoint("catenate")
def _catenate(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    axis, start, found = settings["axis"], 0, []
    for x in inputs:
        found.append(part(dy, axis=axis, places=slice(start, start + x.shape[axis])))
        start += x.shape[axis]
    return found


@adjoint("replicate")
def _replicate(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    return [fitted(dy, inputs[0])]


@adjoint("summed")
def _summed(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    return [replicate(dy, shape=inputs[0].shape)]


@adjoint("part")
def _part(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    return [placed(dy, **settings, size=inputs[0].shape[settings["axis"]])]


@adjoint("span")
def _span(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    axis, places = settings["axis"], slice(settings["start"], settings["stop"])
    return [placed(dy, axis=axis, places=places, size=inputs[0].shape[axis])]


@adjoint("placed")
def _placed(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    return [part(dy, axis=settings["axis"], places=settings["places"])]


@adjoint("element")
def _element(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    x, index = inputs[0], settings["index"] % inputs[0].shape[1]
    one = reshape(dy, shape=(1, *x.shape[2:]))
    return [placed(one, axis=1, places=slice(index, index + 1), size=x.shape[1])]


@adjoint("reverse")
def _reverse(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    return [reverse(dy, *inputs[1:]), None]


@adjoint("last")
def _last(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    if len(inputs) > 1 and inputs[1] is not None:
        raise AdjointError("last")
    return _element(dy, y, inputs, {"index": -1})


@adjoint("filled", "constant")
def _nothing(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    return [None] * len(inputs)


@adjoint("reversed_gradient")
def _reversed_gradient(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    return [computed(("Times", -1, X), dy)]


@adjoint("masked")
def _masked(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    return [masked(dy, inputs[1]), None]


# --- sums


def standing(column: Any, x: Any) -> Any:
    """One number an example, with the rank of x."""
    return reshape(column, shape=(1,) * (len(x.shape) - 1))


@adjoint("summation")
def _summation(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    return [replicate(standing(dy, inputs[0]), shape=inputs[0].shape)]


@adjoint("norm")
def _norm(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    x = inputs[0]
    tree = ("Times", X, ("Divide", Y, ("Max", Z, steps.TINY)))
    return [computed(tree, standing(dy, x), x, standing(y, x))]


@adjoint("softmax")
def _softmax(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    axis = settings["axis"] % len(y.shape)
    mean = summed(computed(("Times", X, Y), dy, y), axes=(axis,))
    return [computed(("Times", Y, ("Subtract", X, Z)), dy, y, mean)]


SPREAD = ("Times", X, ("Subtract", Y, Z))
AGGREGATIONS = {  # dy, x, y (and the mean) with one more axis of size 1; n elements become one
    "Total": lambda dy, x, y, n: replicate(dy, shape=x.shape),
    "Mean": lambda dy, x, y, n: replicate(computed(("Times", X, 1 / n), dy), shape=x.shape),
    "Max": lambda dy, x, y, n: _extreme(dy, x, y),
    "Min": lambda dy, x, y, n: _extreme(dy, x, y),
    "Times": lambda dy, x, y, n: computed(("Divide", ("Times", X, Z), Y), dy, x, y),
    "Variance": lambda dy, x, y, n: computed(("Times", 2 / max(n - 1, 1), SPREAD), dy, x, _mean(x)),
    "StandardDeviation": lambda dy, x, y, n: computed(
        ("Divide", ("Times", 1 / max(n - 1, 1), SPREAD), ("Max", ("Slot", 4), steps.TINY)), dy, x, _mean(x), y
    ),
}


def _extreme(dy: Any, x: Any, y: Any) -> Any:
    hits = computed(("Equal", X, Y), x, y)
    count = summed(hits, axes=(len(x.shape) - 1,))
    return computed(("Times", X, ("Divide", Y, Z)), dy, hits, count)


def _mean(x: Any) -> Any:
    return computed(("Times", X, 1 / x.shape[-1]), summed(x, axes=(len(x.shape) - 1,)))


@adjoint("aggregation")
def _aggregation(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    x, rule = inputs[0], AGGREGATIONS.get(settings["function"])
    if rule is None or (len(inputs) > 1 and inputs[1] is not None):
        raise AdjointError(settings["function"])
    column, result = (reshape(v, shape=(*v.shape[1:], 1)) for v in (dy, y))
    return [rule(column, x, result, x.shape[-1])]


# --- losses: dy is one number an example


LOSSES = {  # what an element adds to the loss, of the input X and the target Y
    "mean_squared": ("Power", ("Subtract", X, Y), 2),
    "mean_absolute": ("Abs", ("Subtract", X, Y)),
    "cross_entropy_probabilities": ("Times", -1, Y, ("Log", ("Max", X, losses.TINY))),
    "cross_entropy_binary": (
        "Subtract",
        ("Times", -1, Y, ("Log", ("Max", X, losses.TINY))),
        ("Times", ("Subtract", 1, Y), ("Log", ("Max", ("Subtract", 1, X), losses.TINY))),
    ),
}


def _loss_rule(name: str) -> Rule:
    tree = LOSSES[name]

    def rule(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
        x, target = inputs[:2]
        if len(inputs) > 2 and inputs[2] is not None:
            raise AdjointError(name)
        inner = x.shape[1:-1] if name == "cross_entropy_probabilities" else x.shape[1:]
        column, scale = standing(dy, x), 1 / prod(inner)
        return [computed(("Times", scale, Z, derivative(tree, slot)), x, target, column) for slot in (1, 2)] + [
            None
        ] * (len(inputs) - 2)

    return rule


ADJOINTS.update({name: _loss_rule(name) for name in LOSSES})


# --- arrays without a batch axis, whose gradient is wanted for every example apart


def _each_affine(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    x, w = inputs[:2]
    dx = _affine(dy, y, inputs, settings)[0]
    dy = before_activation(dy, y, settings)
    dw = dot(reshape(dy, shape=(dy.shape[1], 1)), reshape(x, shape=(1, prod(x.shape[1:]))))
    return [dx, dw, dy][: len(inputs)]


def _each_reshape(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    """An array as the only example of a batch: what comes back has the examples already."""
    return [reshape(dy, shape=inputs[0].shape)]


def _each_replicate(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    if y.shape[1:] != inputs[0].shape[1:]:
        raise AdjointError("replicate")
    return [dy]


def _each_threading(dy: Any, y: Any, inputs: tuple, settings: dict) -> list:
    function = settings["function"]
    slopes = [_times_slope(dy, function, inputs, slot) for slot in function.slots]
    found = []
    for slope, x in zip(slopes, inputs):
        if slope is None:
            found.append(None)
            continue
        axes = tuple(i for i, (a, b) in enumerate(zip(slope.shape, x.shape)) if a != b and i)
        found.append(summed(slope, axes=axes) if axes else slope)
    return found


APART.update(
    {
        "affine": _each_affine,
        "reshape": _each_reshape,
        "replicate": _each_replicate,
        "threading": _each_threading,
    }
)
