"""Expression trees over the table of functions, compiled to one function with derivatives.

A tree is a number, the name of a constant or function ("Pi", "Tanh"), `("Slot",)` or `("Slot", name)` for an argument,
or `(function name, tree, ...)`. `("List", ...)` splices into the arguments around it; the pairs {value, test} of
Piecewise are taken as test, value. The derivative is taken forward, together with the value, which for one or a few
arguments costs about as much as the value.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from . import arithmetic  # noqa: F401  fills the table
from .arithmetic import CONSTANTS
from .functions import FUNCTIONS

ORDERLESS = ("Max", "Min")  # their ties are decided by order, so constants go last
# What an array library computes well in any precision; the others are written for double precision.
ROBUST = frozenset(
    """Plus Times Subtract Divide Minus Power Sqrt Abs Max Min Ramp Clip If Which Piecewise And Or Equal Unequal Less
    LessEqual Greater GreaterEqual Negative NonNegative Positive NonPositive Sign Unitize Round Floor Ceiling Exp Log
    Sin Cos Tanh LogisticSigmoid Sigmoid ReLU RectifiedLinearUnit HardTanh HardSigmoid HardSwish SoftSign
    Swish""".split()
)


@dataclass(frozen=True)
class Compiled:
    """A function of arrays; equal trees give equal functions. `name` is set for a bare function of the table."""

    tree: Any
    slots: tuple = field(compare=False)
    name: str | None = field(default=None, compare=False)

    @cached_property
    def robust(self) -> bool:
        """Whether the function may be computed in single precision."""
        return _heads(self.tree) <= ROBUST

    def value(self, xp: Any, x: tuple) -> Any:
        """The function at the arrays x, one a slot; a function that is not robust wants double precision."""
        return _walk(xp, self.tree, dict(zip(self.slots, x)), ())[0]

    def slopes(self, xp: Any, x: tuple, wanted: tuple) -> list:
        """The derivatives by the slots whose numbers are wanted; None is zero."""
        names = tuple(self.slots[i] for i in wanted)
        found = _walk(xp, self.tree, dict(zip(self.slots, x)), names)[1]
        return [found.get(name) for name in names]


def compile_function(spec: Any) -> Compiled:
    """Compiles a function name or a tree; raises ValueError naming what the table does not know."""
    if isinstance(spec, Compiled):
        return spec
    if isinstance(spec, str) and spec in FUNCTIONS:
        slots = tuple(range(1, FUNCTIONS[spec].least + 1))
        return Compiled((spec, *(("Slot", n) for n in slots)), slots, spec)
    tree = _checked(_spliced(spec))
    slots = tuple(dict.fromkeys(_slots(tree)))
    if all(isinstance(s, int) for s in slots):
        slots = tuple(range(1, max(slots, default=1) + 1))
    name = tree[0] if isinstance(tree, tuple) and tree[1:] == (("Slot", 1),) else None
    return Compiled(tree, slots, name)


def for_inputs(name: str, count: int) -> Compiled:
    """A function of the table that takes any number of arguments, for `count` of them."""
    return compile_function((name, *(("Slot", i + 1) for i in range(count))))


def _spliced(tree: Any) -> Any:
    if not isinstance(tree, tuple | list):
        return tree
    if tree[0] == "Slot":
        return ("Slot", tree[1] if len(tree) > 1 else 1)
    if tree[0] == "Piecewise" and len(tree) > 1 and _is_list(tree[1]) and all(map(_is_pair, tree[1][1:])):
        tree = ("Piecewise", *(part for _, value, test in tree[1][1:] for part in (test, value)), *tree[2:])
    members: list = []
    for member in tree[1:]:
        inner = _spliced(member)
        members.extend(inner[1:] if isinstance(inner, tuple) and inner[0] == "List" else [inner])
    if tree[0] in ORDERLESS:
        members.sort(key=lambda m: not _slots(m))
    return (tree[0], *members)


def _is_list(tree: Any) -> bool:
    return isinstance(tree, tuple | list) and tree[:1] in (("List",), ["List"])


def _is_pair(tree: Any) -> bool:
    """{value, test}, as Piecewise has it."""
    return _is_list(tree) and len(tree) == 3


def _checked(tree: Any, inside: bool = False) -> Any:
    if tree is None or (isinstance(tree, bool) and not inside):
        raise ValueError("a function of numbers")
    if isinstance(tree, bool):
        return float(tree)
    if isinstance(tree, str):
        if tree not in CONSTANTS:
            raise ValueError(f"a function of numbers; {tree} is not one")
        return CONSTANTS[tree]
    if isinstance(tree, tuple) and tree[0] != "Slot":
        function = FUNCTIONS.get(tree[0])
        if function is None or not function.least <= len(tree) - 1 <= function.most:
            raise ValueError(f"a function of numbers; {tree[0]} of {len(tree) - 1} arguments is not one")
        return (tree[0], *(_checked(member, True) for member in tree[1:]))
    return tree


def _heads(tree: Any) -> frozenset:
    if not isinstance(tree, tuple) or tree[0] == "Slot":
        return frozenset()
    return frozenset((tree[0],)).union(*map(_heads, tree[1:]))


def _slots(tree: Any) -> list:
    if not isinstance(tree, tuple):
        return []
    return [tree[1]] if tree[0] == "Slot" else [slot for member in tree[1:] for slot in _slots(member)]


def _walk(xp: Any, tree: Any, x: dict, wanted: tuple) -> tuple[Any, dict]:
    """The value of a tree and its derivatives by the wanted slots (those that are not zero)."""
    if not isinstance(tree, tuple):
        return xp.asarray(float(tree)), {}
    if tree[0] == "Slot":
        return x[tree[1]], {tree[1]: 1.0} if tree[1] in wanted else {}
    function = FUNCTIONS[tree[0]]
    parts = [_walk(xp, member, x, wanted) for member in tree[1:]]
    values = [value for value, _ in parts]
    y = function.value(xp, *values)
    total: dict = {}
    if any(inner for _, inner in parts):
        for slope, (_, inner) in zip(function.slopes(xp, y, *values), parts):
            if slope is not None:
                for slot, outer in inner.items():
                    term = slope * outer
                    total[slot] = total[slot] + term if slot in total else term
    return y, total
