"""NetEncoder and NetDecoder as functions of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..expr import make_list
from ..packed import from_array, to_array
from .coders import Coder, CoderError
from .complaints import NetError, reported
from .construct import coder_of


def make(head: str, spec: Any, session: Any, say: Callable[..., None]) -> Any:
    """A coder from its specification; $Failed after a message."""
    return reported(say, lambda: coder_of(head, spec, session.evaluate_expr))


def apply_coder(coder: Any, args: tuple[Any, ...], session: Any, say: Callable[..., None]) -> Any:
    """encoder[data], decoder[array], decoder[array, property]."""
    if not isinstance(coder, Coder) or not 1 <= len(args) <= 2:
        return None
    if coder.head is S.NetEncoder:
        return reported(say, lambda: encode(coder, args[0], session))
    prop = args[1] if len(args) == 2 else "Decision"
    return reported(say, lambda: decode(coder, args[0], prop, session))


def encode(coder: Coder, data: Any, session: Any) -> Any:
    assert coder.kind.single is not None
    if coder.kind.single(coder, data):
        return from_array(coder.kind.run(coder, [data], session)[0])
    return from_array(coder.kind.run(coder, list(data.args), session))


def decode(coder: Coder, data: Any, prop: Any, session: Any) -> Any:
    if prop is S.None_:
        return data
    if prop == "Properties":
        return make_list([*coder.kind.properties, S.None_])
    array = to_array(data)
    depth = coder["InputDepth"]
    if array is None or array.ndim not in (depth, depth + 1):
        raise NetError("invindata", "Input", str(coder.type), data)
    if array.ndim == depth:
        return decoded(coder, array[None], prop, session)[0]
    return make_list(decoded(coder, array, prop, session))


def decoded(coder: Coder, array: Any, prop: Any, session: Any) -> list[Any]:
    """The decoded examples of an array with a batch axis."""
    try:
        found: list[Any] = coder.kind.run(coder, array, prop, session)
    except CoderError as problem:
        raise NetError(*problem.args) from None
    return found
