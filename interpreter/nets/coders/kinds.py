"""The types of coders: what a declaration says, and the registries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ....runtime.ports import Type
from ...expr import Expr
from .parameters import Parameters
from .properties import Property

if TYPE_CHECKING:
    from .coder import Coder

Values = dict[str, Any]
Rows = list[tuple[str, Any]]


def _as_they_are(values: Values, evaluate: Any) -> Values:
    return values


def _never(coder: Coder) -> bool:
    return False


@dataclass(frozen=True)
class EncoderKind:
    """A declared type of encoder.

    encode     (coder, examples, session) -> one array for each example, in a list or stacked in one array
    type       (coder) -> runtime type of the array of one example
    example    (coder, e) -> whether e is one example; all else is a list of them, already encoded, or wrong
    whole      (coder, e, session) -> whether even a list is one example, where only evaluation can tell
    accepts    the same as `example` for what is known to be no list of examples; None: `example`
    wants      what an example is, for messages
    arguments  the positional parameters, in order; `options` the named ones.  One called "Dimensions" makes the
               encoder one of arrays of examples: `encode`, `type` and `example` go on to see single ones.
    finish     (parameters, evaluate) -> parameters, with what is derived from them under small initials; CoderError
    rows       (coder) -> rows of the summary between type and output; None: all parameters
    bypass     whether numbers that have the encoder's type already are left alone
    turns      whether NetDecoder[encoder] makes sense where there is a decoder of this name
    at_ports   whether the name alone, said of a port, means the encoder and not a shape
    changing   (coder) -> whether it changes examples at random where a net learns.  There alone it has the parameter
               "random", a generator; examples of a sequence stay as long as they are.
    learn      (coder, examples) -> the specification that training data make of it, None where nothing is to be learnt
    """

    name: str
    encode: Callable[..., Any]
    type: Callable[[Coder], Type]
    example: Callable[[Coder, Any], bool]
    wants: str
    arguments: Parameters = field(default_factory=dict)
    options: Parameters = field(default_factory=dict)
    finish: Callable[[Values, Any], Values] = _as_they_are
    rows: Callable[[Coder], Rows] | None = None
    word: str = ""
    whole: Callable[[Coder, Any, Any], bool] | None = None
    accepts: Callable[[Coder, Any], bool] | None = None
    bypass: bool = True
    turns: bool = True
    at_ports: bool = True
    changing: Callable[[Coder], bool] = _never
    learn: Callable[[Coder, list[Any]], Expr | None] | None = None


@dataclass(frozen=True)
class DecoderKind:
    """A declared type of decoder.

    type        (coder) -> runtime type of the array of one thing
    properties  (coder) -> the properties by name, the default first; a default without name has the key None
    arguments   the positional parameters, in order; `options` the named ones.  One called "InputDepth" is the depth of
                the array at the last levels of which the things lie: `type` and properties go on to see single things.
    finish, rows, turns, at_ports  as for encoders
    steps       whether what is one shorter in shape than a thing is a sequence of one step
    loss        (coder) -> the loss layer's name and arguments that fit in training; None: as the net's last layer wants
    target      (coder, type of the output) -> the specification of the encoder for targets; None: of the one that
                belongs to the decoder
    """

    name: str
    type: Callable[[Coder], Type]
    properties: Callable[[Coder], Mapping[str | None, Property]]
    arguments: Parameters = field(default_factory=dict)
    options: Parameters = field(default_factory=dict)
    finish: Callable[[Values, Any], Values] = _as_they_are
    rows: Callable[[Coder], Rows] | None = None
    word: str = ""
    turns: bool = True
    at_ports: bool = True
    steps: bool = False
    loss: Callable[[Coder], tuple[str, ...]] | None = None
    target: Callable[[Coder, Type], Expr] | None = None


ENCODERS: dict[str, EncoderKind] = {}
DECODERS: dict[str, DecoderKind] = {}


def declare(*kinds: EncoderKind | DecoderKind) -> None:
    """Enters types of coders in their registries."""
    for kind in kinds:
        if isinstance(kind, EncoderKind):
            ENCODERS[kind.name] = kind
        else:
            DECODERS[kind.name] = kind
