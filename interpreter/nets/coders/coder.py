"""NetEncoder and NetDecoder as objects, made from NetEncoder[{"type", args, opts}]."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from ....runtime.ports import VARYING, Type
from ... import symbols as S
from ...associations import association
from ...expr import Expr, Value, expr, is_list, make_list
from .kinds import DECODERS, ENCODERS, DecoderKind, EncoderKind, Rows, Values, declare
from .parameters import CoderError, part, read_parameters, split
from .properties import Property

__all__ = ["DECODERS", "ENCODERS", "Coder", "CoderError", "DecoderKind", "EncoderKind", "declare", "make_decoder"]
__all__ += ["make_encoder", "port_coder", "target_encoder", "turned"]


class Coder(Value):
    """A NetEncoder or NetDecoder.  Its argument is the list that it was made from."""

    __slots__ = ("kind", "parameters")

    def __init__(self, head: Any, spec: Expr, kind: Any, parameters: Values) -> None:
        super().__init__(head)
        self.args = (spec,)
        self.kind, self.parameters = kind, parameters

    def normal(self) -> Any:
        return association(self.parts().items())

    def part(self, specs: tuple[Any, ...]) -> Any:
        return self.parts().get(specs[0]) if len(specs) == 1 and type(specs[0]) is str else None

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.head, self.args[0], self.kind.name, self.parameters)

    def __getitem__(self, name: str) -> Any:
        return self.parameters[name]

    @property
    def thing(self) -> Type:
        """The type of one thing, without the dimensions over which the coder is mapped."""
        found: Type = self.kind.type(self)
        return found

    @property
    def changing(self) -> bool:
        """Whether this is an encoder that changes examples at random where a net learns."""
        return self.head is S.NetEncoder and bool(self.kind.changing(self))

    def in_training(self, random: Any) -> Coder:
        """The encoder as it is where a net learns, with the generator from which it draws."""
        if not self.changing:
            return self
        return Coder(self.head, self.args[0], self.kind, {**self.parameters, "random": random})

    @property
    def outer(self) -> tuple[Any, ...]:
        """The dimensions over which the coder is mapped."""
        if "Dimensions" in self.parameters:
            return tuple(self.parameters["Dimensions"])
        if "InputDepth" in self.parameters:
            return (None,) * (self.parameters["InputDepth"] - len(self.thing.dims or ()))
        return ()

    @property
    def type(self) -> Type:
        """The type of the array that an encoder makes of an example, or that a decoder takes."""
        thing, outer = self.thing, self.outer
        return thing.with_dims((*outer, *thing.dims)) if outer and thing.dims is not None else thing

    @property
    def properties(self) -> Mapping[str | None, Property]:
        found: Mapping[str | None, Property] = self.kind.properties(self)
        return found

    def rows(self) -> Rows:
        """The rows of the summary: type first, an encoder's output last."""
        own = self.kind.rows(self) if self.kind.rows is not None else _all_rows(self)
        last = [("Output", str(self.type))] if self.head is S.NetEncoder else []
        return [("Type", self.kind.name), *own, *last]

    def parts(self) -> dict[str, Any]:
        """The parts that NetExtract gives, by name."""
        own = {name: part(value) for name, value in self.parameters.items() if name[:1].isupper()}
        dims = self.type.dims
        sizes = S.Automatic if dims is None else make_list([S.Automatic if d is None else d for d in dims])
        if self.head is S.NetEncoder:
            return {"Type": self.kind.name, **own, "OutputDimensions": sizes, "Output": sizes}
        depth = S.Automatic if dims is None else len(dims)
        return {"Type": self.kind.name, "InputDepth": depth, **own, "InputDimensions": sizes}


def _restored(head: Any, spec: Expr, name: str, parameters: Values) -> Coder:
    """A coder that comes from elsewhere; what it was made from, such as files, may not be here."""
    return Coder(head, spec, (ENCODERS if head is S.NetEncoder else DECODERS)[name], parameters)


def _all_rows(coder: Coder) -> Rows:
    """The parameters, but for options at their default."""
    known = {**coder.kind.arguments, **coder.kind.options}
    shown = [(n, v) for n, v in coder.parameters.items() if n in known and v != known[n].default]
    words = ["".join([f" {c.lower()}" if i and c.isupper() else c for i, c in enumerate(n)]) for n, _ in shown]
    return [(word, part(value)) for word, (_, value) in zip(words, shown, strict=True)]


def _make(head: Any, spec: Any, evaluate: Any) -> Coder:
    kinds: Mapping[str, Any] = ENCODERS if head is S.NetEncoder else DECODERS
    parts = spec.args if is_list(spec) else (spec,)
    if not parts or type(parts[0]) is not str:
        raise CoderError("badtype", spec)
    kind = kinds.get(parts[0])
    if kind is None:
        raise CoderError("unknown", parts[0], make_list(sorted(kinds)))
    values = read_parameters(kind.name, parts[1:], kind.arguments, kind.options)
    coder = Coder(head, make_list(parts), kind, kind.finish(values, evaluate))
    _check_depth(coder)
    return coder


def _check_depth(coder: Coder) -> None:
    least = len(coder.thing.dims or ())
    if "InputDepth" in coder.parameters and coder["InputDepth"] < least:
        raise CoderError("arginv", "InputDepth", f"an integer from {least} on", coder["InputDepth"])


def make_encoder(spec: Any, evaluate: Any) -> Coder:
    """The encoder of "Image" or {"Image", {12, 12}, "ColorSpace" -> "Grayscale"}; raises CoderError."""
    return _make(S.NetEncoder, spec, evaluate)


def make_decoder(spec: Any, evaluate: Any) -> Coder:
    """The decoder of {"Class", {a, b}}; raises CoderError."""
    return _make(S.NetDecoder, spec, evaluate)


def port_coder(word: str, head: Any, evaluate: Any) -> Coder | None:
    """The coder that the name of a type means at a port; None where it is no such name. Raises CoderError."""
    kinds: Mapping[str, Any] = ENCODERS if head is S.NetEncoder else DECODERS
    kind = kinds.get(word)
    return _make(head, word, evaluate) if kind is not None and kind.at_ports else None


def target_encoder(decoder: Coder, output: Type, evaluate: Any) -> Coder | None:
    """The encoder that turns what the decoder of an output gives into targets for training; None if there is none."""
    try:
        if decoder.kind.target is not None:
            return make_encoder(decoder.kind.target(decoder, output), evaluate)
        return turned(decoder, evaluate)
    except CoderError:
        return None


def turned(coder: Coder, evaluate: Any) -> Coder:
    """The decoder that belongs to an encoder, or the other way round; raises CoderError.

    What both know goes over: the positional arguments as far as their names agree, else as options, and options of the
    same name. The dimensions of an encoder make the depth of the decoder.
    """
    head, kinds = (S.NetDecoder, DECODERS) if coder.head is S.NetEncoder else (S.NetEncoder, ENCODERS)
    kind: Any = kinds.get(coder.kind.name)
    if kind is None or not kind.turns:
        raise CoderError("noturn", coder.kind.name, head)
    positional, named = split(coder.args[0].args[1:])
    both = zip(positional, coder.kind.arguments, kind.arguments, strict=False)
    parts = [value for value, mine, other in takewhile(lambda x: x[1] == x[2] != "Dimensions", both)]
    placed = dict(zip(coder.kind.arguments, positional, strict=False))
    placed = {name: value for name, value in placed.items() if name not in tuple(kind.arguments)[: len(parts)]}
    rules = [expr(S.Rule, name, value) for name, value in (placed | named).items() if name in kind.options]
    outer = coder.outer
    if outer and "InputDepth" in kind.options:
        rules.append(expr(S.Rule, "InputDepth", len(outer) + len(coder.thing.dims or ())))
    if outer and "Dimensions" in {**kind.arguments, **kind.options}:
        sizes = make_list((VARYING, *[S.Automatic] * (len(outer) - 1)))
        if "Dimensions" in kind.options:
            rules.append(expr(S.Rule, "Dimensions", sizes))
        else:
            parts.append(sizes)
    return _make(head, make_list((kind.name, *parts, *rules)), evaluate)
