"""What "Input" -> shape says: sizes, names of types, coders, and coders mapped over arrays."""

from __future__ import annotations

from typing import Any

from ...runtime.ports import Type, port_type
from .. import symbols as S
from ..expr import expr, is_list, make_list
from ..learning.features import is_extractor
from .coders import Coder, make_decoder, make_encoder
from .coders.coder import port_coder
from .complaints import NetError
from .specs import SpecError, plain


def read_port_type(name: str, value: Any, coders: dict[str, Coder], evaluate: Any, side: str) -> Any:
    """A port specification; a coder is noted in `coders` and gives its type. `side` is "input" or "output"."""
    head = S.NetDecoder if side == "output" else S.NetEncoder
    *sizes, last = value.args if is_list(value) and len(value) > 1 else (value,)
    coder = _named(last, head, evaluate) or last
    if not isinstance(coder, Coder):
        try:
            return plain(value)
        except SpecError as problem:
            raise NetError("badport", problem.args[0]) from None
    if coder.head is not head:
        raise NetError("badcoder", coder.head, name)
    coders[name] = _over(coder, sizes, value, evaluate) if sizes else coder
    kind: Type = coders[name].type
    return kind.with_dims((*_dims(sizes), *(coder.type.dims or ()))) if sizes else kind


def _named(value: Any, head: Any, evaluate: Any) -> Coder | None:
    """The coder that the name of a type or an extractor of features means at a port."""
    if is_extractor(value):
        return make_encoder(make_list(("FeatureExtractor", value)), evaluate)
    return port_coder(value, head, evaluate) if type(value) is str else None


def _dims(sizes: list[Any]) -> list[Any]:
    return [None if n is S.Automatic else n for n in sizes]


def _over(coder: Coder, sizes: list[Any], value: Any, evaluate: Any) -> Coder:
    """{n, ..., coder}: the coder mapped over an array of these sizes."""
    spec, known = coder.args[0].args, coder.parameters
    try:
        port_type(tuple(_dims(sizes)))
    except ValueError:
        raise NetError("badport", value) from None
    if coder.head is S.NetDecoder and "InputDepth" in known:
        depth = len(coder.type.dims or ()) + len(sizes)
        return make_decoder(make_list([*spec, expr(S.Rule, "InputDepth", depth)]), evaluate)
    if coder.head is S.NetEncoder and known.get("Dimensions") == ():
        dims = make_list(sizes)
        positional = "Dimensions" in coder.kind.arguments
        return make_encoder(make_list([*spec, dims if positional else expr(S.Rule, "Dimensions", dims)]), evaluate)
    raise NetError("badport", value)


def port_kind(name: str, value: Any, coders: dict[str, Coder], evaluate: Any, side: str) -> Type:
    """A port specification as a type; raises NetError for what is none."""
    try:
        return port_type(read_port_type(name, value, coders, evaluate, side))
    except ValueError:
        raise NetError("badport", value) from None
