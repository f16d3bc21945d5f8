"""CompiledLayer: a typed function of the language that the evaluator runs on every example."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...runtime.declare import create
from ...runtime.errors import RuntimeProblem
from ...runtime.graph import single
from ...runtime.ops.external import ExternalError
from ...runtime.plan import PlanCache, evaluate
from ...runtime.ports import Type
from .. import symbols as S
from ..expr import Expr, Symbol, has_head, is_list, is_rule, make_list, system
from ..options import option_name
from ..packed import from_array, to_array
from .complaints import NetError
from .function import compiled
from .objects import Net
from .portspecs import read_port_type

STEP = 1e-6  # of central differences, by the size of the number
ARRAYS = ("PackedArray", "NumericArray")


class Typed:
    """A function with typed arguments: its plain form, and the number of levels of each argument."""

    def __init__(self, e: Any) -> None:
        self.given = e
        names = e.args[0] if has_head(e, S.Function, 2) else None
        entries = names.args if is_list(names) else (names,)
        if not all(has_head(x, S.Typed, 2) and type(x.args[0]) is Symbol for x in entries):
            raise NetError("untyped", e)
        self.ranks = [_rank(x.args[1], e) for x in entries]
        self.plain = Expr(S.Function, (make_list(x.args[0] for x in entries), _untyped(e.args[1])))


def _rank(kind: Any, e: Any) -> int:
    """The levels of TypeSpecifier["PackedArray"]["MachineReal", r], or 0 of "Real64" and other names of numbers."""
    if type(kind) is str:
        return 0
    if isinstance(kind, Expr) and len(kind) == 2 and type(kind.args[1]) is int:
        head = kind.head
        if has_head(head, S.TypeSpecifier, 1) and head.args[0] in ARRAYS:
            rank: int = kind.args[1]
            return rank
    raise NetError("untyped", e)


def _untyped(e: Any) -> Any:
    """Types inside a body say nothing here."""
    if not isinstance(e, Expr) or type(e) is not Expr:
        return e
    if e.head is S.Typed and len(e) == 2:
        return _untyped(e.args[0])
    return Expr(_untyped(e.head), tuple(map(_untyped, e.args)))


class Function:
    """What the runtime calls. `batched`: the function takes a whole batch."""

    def __init__(self, f: Typed, gradient: Any, batched: bool, session: Any) -> None:
        self.f, self.gradient, self.batched, self.session = f, gradient, batched, session
        self.rank = f.ranks[0] - batched
        self.graph: Any = None
        self.cache = PlanCache()
        self.known: dict[tuple[int, ...], tuple[int, ...]] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Function) and self._facts() == other._facts()

    def __hash__(self) -> int:
        return hash(self.f.given)

    def _facts(self) -> tuple[Any, ...]:
        gradient = self.gradient.given if isinstance(self.gradient, Typed) else self.gradient
        return self.f.given, gradient, self.batched, id(self.session)

    def _call(self, f: Typed, *x: Any) -> Any:
        """The function of one example, or of a batch."""
        value = self.session.evaluate_expr(Expr(f.plain, tuple([from_array(np.array(a)) for a in x])))
        found = np.asarray(value, dtype=float) if type(value) in (int, float) else to_array(value)
        if found is None:
            raise ExternalError("a compiled function did not give an array of numbers")
        return np.asarray(found, dtype=np.float64)

    def _each(self, f: Typed, *x: Any) -> Any:
        return self._call(f, *x) if self.batched else np.stack([self._call(f, *row) for row in zip(*x, strict=True)])

    def sizes(self, dims: tuple[int, ...]) -> tuple[int, ...]:
        """The sizes of the result, found by a trial."""
        if dims not in self.known:
            self.known[dims] = self._each(self.f, np.ones((1, *dims))).shape[1:]
        return self.known[dims]

    def value(self, x: Any) -> Any:
        """The results of a batch."""
        return self._each(self.f, x)

    def slope(self, x: Any, dy: Any, y: Any) -> Any:
        """The gradients by the inputs."""
        if isinstance(self.gradient, Typed):
            return self._each(self.gradient, *(x, dy, y)[: len(self.gradient.ranks)])
        if self.gradient is None:
            raise ExternalError("the layer was made without a gradient")
        if self.graph is not None:
            one = (x[None], dy[None]) if self.batched else (x, dy)
            _, found = evaluate(
                self.graph,
                {},
                {"Input": one[0]},
                gradients=("Input",),
                output_gradients={"Output": one[1]},
                dtype="float64",
                cache=self.cache,
            )
            return found["Input"][0] if self.batched else found["Input"]
        return self._differences(x, dy)

    def _differences(self, x: Any, dy: Any) -> Any:
        """Central differences, element by element of an example, for all examples at once."""
        found = np.empty_like(x)
        flat, slopes = x.reshape(len(x), -1), found.reshape(len(x), -1)
        for i in range(flat.shape[1]):
            step = STEP * np.maximum(1, np.abs(flat[:, i]))
            ends = []
            for sign in (1, -1):
                moved = flat.copy()
                moved[:, i] += sign * step
                ends.append(self.value(moved.reshape(x.shape)))
            change = (ends[0] - ends[1]) * dy
            slopes[:, i] = change.reshape(len(x), -1).sum(axis=1) / (2 * step)
        return found


def construct(title: str, args: tuple[Any, ...], session: Any) -> Net:
    """CompiledLayer[f, gradient, "Input" -> shape]; raises NetError for what is no typed function."""
    positional, rules = [a for a in args if not is_rule(a)], [a for a in args if is_rule(a)]
    if not 1 <= len(positional) <= 2:
        raise NetError("argt", system(title), len(positional), 1, 2)
    f = Typed(positional[0])
    if len(f.ranks) != 1:
        raise NetError("untyped", positional[0])
    evaluate_expr = session.evaluate_expr
    ports = {
        option_name(r.args[0]): read_port_type(option_name(r.args[0]), r.args[1], {}, evaluate_expr, "input")
        for r in rules
    }
    declared = single(create("ElementwiseLayer", "Tanh", ports={"Input": ports.get("Input")})).inference.inputs["Input"]
    batched = declared.rank is not None and declared.rank == f.ranks[0] - 1
    gradient = _gradient(positional[1] if len(positional) == 2 else S.Automatic)
    function = Function(f, gradient, batched, session)
    if gradient is S.Automatic:
        function.graph = _graph(f, session)
    net = Net(system(title), single(create(title, function, ports=ports)), {}, {}, tuple(positional))
    net.inference  # noqa: B018 - shapes that contradict each other are refused now
    return net


def _gradient(e: Any) -> Any:
    """Automatic, None, or a typed function of two or three arguments."""
    if e is S.Automatic:
        return e
    if e is S.None_:
        return None
    found = Typed(e)
    if len(found.ranks) not in (2, 3):
        raise NetError("untyped", e)
    return found


def _graph(f: Typed, session: Any) -> Any:
    """The graph that computes the same, for its gradient; None where there is none."""
    try:
        return compiled(f.plain, {"Input": Type((None,) * f.ranks[0])}, session).graph
    except (NetError, RuntimeProblem):
        return None
