"""What all coders share: the object, the registries of types, and reading NetEncoder[{"type", args, opts}]."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ... import symbols as S
from ...expr import Expr, is_list, is_rule, make_list
from ...options import option_name


class CoderError(Exception):
    """Something a coder cannot do: (tag, arguments of the message)."""


@dataclass(frozen=True)
class CoderKind:
    """A declared type of coder.

    read      (arguments, options, evaluate) -> parameters; raises CoderError
    run       encoder: (coder, examples, session) -> array with a batch axis
              decoder: (coder, array with a batch axis, property) -> list of expressions
    type      (coder) -> runtime type of the array it makes or takes
    rows      (coder) -> the rows of its summary
    single    encoder: (coder, e) -> whether e is one example rather than a list of them
    """

    name: str
    read: Callable[..., dict[str, Any]]
    run: Callable[..., Any]
    type: Callable[[Any], Any]
    rows: Callable[[Any], list[tuple[str, Any]]]
    single: Callable[[Any, Any], bool] | None = None
    properties: tuple[str, ...] = ()
    word: str = ""


ENCODERS: dict[str, CoderKind] = {}
DECODERS: dict[str, CoderKind] = {}


class Coder(Expr):
    """A NetEncoder or NetDecoder.  Its argument is the list that it was made from."""

    __slots__ = ("kind", "parameters")

    def __init__(self, head: Any, spec: Expr, kind: CoderKind, parameters: dict[str, Any]) -> None:
        super().__init__(head, (spec,))
        self.kind, self.parameters = kind, parameters

    def __getitem__(self, name: str) -> Any:
        return self.parameters[name]

    @property
    def type(self) -> Any:
        return self.kind.type(self)

    def rows(self) -> list[tuple[str, Any]]:
        """The rows of the summary: type first."""
        return [("Type", self.kind.name), *self.kind.rows(self)]


def _make(head: Any, kinds: dict[str, CoderKind], spec: Any, evaluate: Any) -> Coder:
    parts = spec.args if is_list(spec) else (spec,)
    if not parts or type(parts[0]) is not str:
        raise CoderError("badtype", spec)
    kind = kinds.get(parts[0])
    if kind is None:
        raise CoderError("unknown", parts[0], make_list(sorted(kinds)))
    arguments = tuple([p for p in parts[1:] if not is_rule(p)])
    options = {option_name(p.args[0]): p.args[1] for p in parts[1:] if is_rule(p)}
    return Coder(head, make_list(parts), kind, kind.read(arguments, options, evaluate))


def make_encoder(spec: Any, evaluate: Any) -> Coder:
    """The encoder of "Image" or {"Image", {12, 12}, "ColorSpace" -> "Grayscale"}; raises CoderError."""
    return _make(S.NetEncoder, ENCODERS, spec, evaluate)


def make_decoder(spec: Any, evaluate: Any) -> Coder:
    """The decoder of {"Class", {a, b}}; raises CoderError."""
    return _make(S.NetDecoder, DECODERS, spec, evaluate)


def take_options(options: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """The options over their defaults; an unknown one is a CoderError."""
    for name in options:
        if name not in known:
            raise CoderError("optx", name, make_list(known))
    return {**known, **options}
