"""Types of ports: what is known of an array's rank, sizes and elements, and how two pieces of knowledge agree.

A `Type` is partial knowledge. `meet` joins two types into one that says what both say, or raises `Mismatch`; it is
symmetric, associative and idempotent, so that inference may repeat it in any order until nothing changes any more
(`graph.Graph.infer`). A `Signature` such as `"Input: *s n -> Output: *s"` relates the ports of a layer through named
sizes (`n`) and named runs of sizes (`*s`); applying it carries knowledge from every port to every other one.
"""

from dataclasses import dataclass, replace
from functools import cache
from math import prod
from typing import Any

VARYING = "Varying"  # a size that differs from example to example
Dim = int | str | None  # None: not known yet


class Mismatch(Exception):
    """Two types that no array has at once."""

    def __init__(self, one: "Type", other: "Type"):
        super().__init__(f"{one} and {other}")
        self.one, self.other = one, other


@dataclass(frozen=True)
class Type:
    """What is known of the array at a port, without the batch axis.

    `dims` is None while the rank is unknown, else a tuple whose sizes are numbers, None (not known) or `VARYING`.
    `kind` is "real", "integer" or None (not known); integers may be bound to low..high.
    """

    dims: tuple[Dim, ...] | None = None
    kind: str | None = None
    low: int | None = None
    high: int | None = None

    @property
    def rank(self) -> int | None:
        return None if self.dims is None else len(self.dims)

    @property
    def known(self) -> bool:
        """Whether every size is a number (or varying)."""
        return self.dims is not None and None not in self.dims

    @property
    def fixed(self) -> bool:
        """Whether every size is a number."""
        return self.dims is not None and all(isinstance(d, int) for d in self.dims)

    @property
    def size(self) -> int | None:
        """The number of elements, or None."""
        return prod(self.dims) if self.fixed else None

    def with_dims(self, dims: tuple | None) -> "Type":
        """The same elements in other sizes."""
        return replace(self, dims=dims)

    def __str__(self) -> str:
        return words(self)


ANY = Type()
REAL = Type((), "real")


def real(*dims: Dim) -> Type:
    """The type of an array of reals with these sizes."""
    return Type(dims, "real")


def integer(*dims: Dim, low: int | None = None, high: int | None = None) -> Type:
    """The type of an array of integers, bound to low..high."""
    return Type(dims, "integer", low, high)


def meet_dim(one: Dim, other: Dim) -> Dim:
    """The size that both describe; raises ValueError when there is none."""
    if one is None or one == other:
        return other
    if other is None:
        return one
    raise ValueError


def meet_dims(one: tuple | None, other: tuple | None) -> tuple | None:
    """`meet_dim` along two tuples of equal length; None stands for an unknown rank."""
    if one is None or other is None:
        return one if other is None else other
    if len(one) != len(other):
        raise ValueError
    return tuple(map(meet_dim, one, other))


def meet(one: Type, other: Type) -> Type:
    """The type that says what both say; raises `Mismatch` when they contradict each other."""
    if one == other:
        return one
    try:
        dims = meet_dims(one.dims, other.dims)
    except ValueError:
        raise Mismatch(one, other) from None
    if one.kind and other.kind and one.kind != other.kind:
        raise Mismatch(one, other)
    low = max((x for x in (one.low, other.low) if x is not None), default=None)
    high = min((x for x in (one.high, other.high) if x is not None), default=None)
    if low is not None and high is not None and low > high:
        raise Mismatch(one, other)
    return Type(dims, one.kind or other.kind, low, high)


def port_type(spec: Any) -> Type:
    """The type that a port specification means.

    None or "Automatic" nothing; "Real" (or "Scalar") one real; "Integer" one integer; ("Restricted", low, high) an
    integer in a range; n a vector; "Varying" a vector of any length; a list of sizes, where None is a size to infer
    and the last member may be ("Restricted", ...) or "Integer" for the elements; a `Type` itself.
    """
    if isinstance(spec, Type):
        return spec
    if spec is None or spec == "Automatic":
        return ANY
    if spec in ("Real", "Scalar"):
        return REAL
    if spec == "Integer":
        return Type((), "integer")
    if spec == VARYING or _is_size(spec):
        return Type((spec,))
    if isinstance(spec, tuple | list):
        if spec and spec[0] == "Restricted" and len(spec) == 3:
            return Type((), "integer", spec[1], spec[2])
        *rest, last = spec or (None,)
        if last == "Integer" or (isinstance(last, tuple | list) and last[:1] == ("Restricted",)):
            return replace(port_type(last), dims=port_type(tuple(rest)).dims)
        dims = tuple(None if d == "Automatic" else d for d in spec)
        if all(d is None or d == VARYING or _is_size(d) for d in dims):
            return Type(dims)
    raise ValueError(f"{spec!r} is not a port shape")


def _is_size(x: Any) -> bool:
    return isinstance(x, int) and not isinstance(x, bool) and x > 0


# --- words


NAMES = {1: "vector", 2: "matrix"}


def words(kind: Type) -> str:
    """How a type is shown: tensor, real, vector (size: 3), matrix (size: 4 x 32), 3-tensor (size: 1 × 12 × 12)."""
    if kind.dims is None:
        return "tensor"
    if kind.kind == "integer":
        return _integer_words(kind)
    if not kind.dims:
        return "real"
    name = NAMES.get(len(kind.dims), f"{len(kind.dims)}-tensor")
    return f"{name} (size: {_sizes(kind.dims)})" if any(d is not None for d in kind.dims) else name


def _integer_words(kind: Type) -> str:
    bounds = "" if kind.high is None else f" (range: {1 if kind.low is None else kind.low}..{kind.high})"
    if not kind.dims:
        return ("index" if bounds else "integer") + bounds
    name = NAMES.get(len(kind.dims), f"{len(kind.dims)}-tensor")
    return f"{name} of {'indices' if bounds else 'integers'} (size: {_sizes(kind.dims)}){bounds}"


def _sizes(dims: tuple) -> str:
    shown = ["?" if d is None else "n" if d == VARYING else str(d) for d in dims]
    return (" x " if len(dims) < 3 else " × ").join(shown)


# --- signatures


@dataclass(frozen=True)
class Pattern:
    """One port of a signature: sizes before and after at most one run of sizes; members are numbers or names.

    A run without a name says nothing and is shared with no other port.
    """

    before: tuple = ()
    run: str | None = None
    after: tuple = ()
    kind: str | None = None

    def bind(self, kind: Type, names: dict) -> None:
        """Notes in `names` what the type says about the names; raises ValueError at a contradiction."""
        if kind.dims is None:
            return
        first, last = len(self.before), len(self.after)
        if len(kind.dims) < first + last or (self.run is None and len(kind.dims) != first + last):
            raise ValueError
        middle = len(kind.dims) - last
        for name, size in zip(self.before + self.after, kind.dims[:first] + kind.dims[middle:]):
            if isinstance(name, int):
                meet_dim(name, size)
            else:
                names[name] = meet_dim(names.get(name), size)
        if self.run:
            names[self.run] = meet_dims(names.get(self.run), kind.dims[first:middle])

    def build(self, names: dict) -> Type:
        """The type that the names give."""
        run = () if self.run is None else names.get(self.run)
        if run is None:
            return Type(None, self.kind)
        before, after = (
            tuple(n if isinstance(n, int) else names.get(n) for n in part) for part in (self.before, self.after)
        )
        return Type(before + run + after, self.kind)


@dataclass(frozen=True)
class Signature:
    """The ports of a layer with their patterns, in order; `variadic` is the pattern of any number of inputs."""

    inputs: tuple[tuple[str, Pattern], ...]
    outputs: tuple[tuple[str, Pattern], ...]
    variadic: Pattern | None = None

    def apply(self, types: dict[str, Type], names: dict) -> dict[str, Type]:
        """The types narrowed by each other through the signature; `names` is filled on the way.

        Raises `Mismatch` with `.port` set to the port where the contradiction was seen.
        """
        patterns = dict(self.inputs + self.outputs)
        for port, kind in types.items():
            pattern = patterns.setdefault(port, self.variadic)
            try:
                pattern.bind(kind, names)
            except ValueError:
                raise _at(port, Mismatch(pattern.build(names), kind)) from None
        narrowed = {}
        for port, kind in types.items():
            try:
                narrowed[port] = meet(patterns[port].build(names), kind)
            except Mismatch as problem:
                raise _at(port, problem) from None
        return narrowed


def _at(port: str, problem: Mismatch) -> Mismatch:
    problem.port = port
    return problem


@cache
def pattern(text: str) -> Pattern:
    """Reads the sizes of one port: `"real"`, `"n k"`, `"*s 3"`, `"*"`; `"integer *s"` for whole numbers."""
    before: list = []
    after: list = []
    run = kind = None
    for word in text.split():
        if word in ("real", "integer"):
            kind = word
        elif word.startswith("*"):
            run = word[1:]
        else:
            (before if run is None else after).append(int(word) if word.isdigit() else word)
    return Pattern(tuple(before), run, tuple(after), kind)


@cache
def signature(text: str) -> Signature:
    """Reads `"Input: *s; Target: *s -> Loss: real"`; an input named `...` stands for any number of inputs."""
    sides = []
    variadic = None
    for side in text.split("->"):
        ports = []
        for part in filter(str.strip, side.split(";")):
            name, sizes = part.split(":")
            if name.strip() == "...":
                variadic = pattern(sizes)
            else:
                ports.append((name.strip(), pattern(sizes)))
        sides.append(tuple(ports))
    return Signature(sides[0], sides[1], variadic)
