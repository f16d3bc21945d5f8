"""What several layers say while types are inferred."""

from typing import Any

from ..errors import ShapeError
from ..ports import VARYING, Type, meet_dims


def name_run(scope: Any, name: str, dims: tuple) -> None:
    """Says that a run of sizes of the signature's arrays is `dims`."""
    known = scope.names.get(name)
    try:
        new = meet_dims(known, dims)
    except ValueError:
        array = next((a for a in scope.layer.arrays if f"*{name}" in a.shape.split()), None)
        raise ShapeError(scope.path, array.name if array else name, Type(dims), Type(known)) from None
    if new != known:
        scope.names[name] = new
        scope.changed = True


def narrow_run(scope: Any, port: str, levels: tuple[int, ...], name: str) -> None:
    """Says that a run of sizes is the sizes of some levels of a port, whose rank is known."""
    dims = list(scope[port].dims)
    name_run(scope, name, tuple(dims[n - 1] for n in levels))
    for n, size in zip(levels, scope.names[name]):
        dims[n - 1] = size
    scope.narrow(port, tuple(dims))


def same_elements(scope: Any, *ports: str) -> None:
    """Says that ports have elements of one kind: whole numbers stay whole when they are moved."""
    known = [scope[port] for port in ports]
    if all(t.kind != "integer" for t in known):
        return
    for port in ports:
        scope.narrow(port, Type(None, "integer"))
        for other in known if len(ports) == 2 else ():  # of more, each has its own range
            scope.narrow(port, Type(None, "integer", other.low, other.high))


def refuse_varying(scope: Any, port: str, allowed: int = 0) -> None:
    """Fails where a size of a port varies, but for the first `allowed` levels."""
    dims = scope[port].dims
    if dims is not None and VARYING in dims[allowed:]:
        scope.fail(port, scope[port].with_dims(tuple(None if d == VARYING else d for d in dims)))


def refuse_ragged(layer: Any, port: str, x: Any, lengths: Any) -> None:
    """Raises `ShapeError` when examples of different lengths reach a port that cannot take them."""
    if lengths[port] is not None:
        raise ShapeError((), port, Type(x.shape[1:]), Type((VARYING, *x.shape[2:])))
