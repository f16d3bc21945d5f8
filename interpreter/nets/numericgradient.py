"""NumericGradient: the derivatives of any function of numbers, by the tape that nets are trained with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...runtime.plan import PlanCache, evaluate
from ...runtime.ports import Type
from .. import symbols as S
from ..expr import Expr, Symbol, Value, make_list
from ..packed import from_array
from .complaints import NetError, reported
from .data import numeric
from .function import compiled
from .objects import Net

_KEPT = 64  # functions with their graphs


def gradient(f: Any, args: tuple[Any, ...], session: Any, say: Callable[..., None]) -> Any:
    """The gradient by the only argument, or a list of those by all; $Failed after a message."""
    return reported(say, lambda: _gradient(f, args, session))


def _gradient(f: Any, args: tuple[Any, ...], session: Any) -> Any:
    arrays = [numeric(a, session) for a in args]
    for i, array in enumerate(arrays):
        if array is None:
            raise NetError("invindata", _port(i, len(args)), "an array of numbers", args[i])
    data = {_port(i, len(args)): array[None].astype("float64") for i, array in enumerate(arrays)}
    net = _graph(f, {name: array.shape[1:] for name, array in data.items()}, session)
    wanted = tuple(data)
    cache = session.state.setdefault("net plans", PlanCache())
    _, found = evaluate(net.graph, net.arrays, data, gradients=wanted, dtype="float64", cache=cache)
    values = [from_array(found[name][0]) for name in wanted]
    return values[0] if len(values) == 1 else make_list(values)


def _port(i: int, count: int) -> str:
    return "Input" if count == 1 else f"Input{i + 1}"


def _graph(f: Any, shapes: dict[str, tuple[int, ...]], session: Any) -> Net:
    """The graph of a function at arguments of some shapes; kept for functions that no definition can change."""
    kept: dict[Any, Net] = session.state.setdefault("gradient graphs", {})
    key = (f, tuple(shapes.items()))
    found = kept.get(key)
    if found is None:
        whole = Expr(S.Apply, (f,)) if len(shapes) > 1 else f
        found = compiled(whole, {name: Type(shape) for name, shape in shapes.items()}, session)
        if not _depends(f):
            if len(kept) >= _KEPT:
                kept.clear()
            kept[key] = found
    return found


def _depends(f: Any) -> bool:
    """Whether symbols of the user's stand in a function."""
    if type(f) is Symbol:
        return f.context != "System`"
    return isinstance(f, Expr) and not isinstance(f, Value) and any(map(_depends, (f.head, *f.args)))
