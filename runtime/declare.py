"""The two declarations of the runtime: `@op` for what is computed, `@layer` for what a user names, and their
registries.

An op is one function from buffers to a closure: `body(room, out, *inputs, **settings)` makes the views it needs once
and returns the function without arguments that fills `out`. Its gradient is such a function too. The tape binds and
runs at once, a plan binds once and runs often; both therefore compute the same.
"""

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from .errors import ArgumentError, CountError, UndefinedError
from .ports import ANY, Signature, Type, port_type, signature

# --- ops


@dataclass(eq=False)
class Op:
    """A differentiable operation.

    `shape(*input shapes, **settings)` gives the shape of the result. `saves` says whose values the gradient reads, of
    "inputs" and "output": the rest may be overwritten meanwhile. `view` marks an op whose result is its input's
    memory in another shape. `stores(*input shapes, **settings)` gives the shapes of buffers that live from the body
    to the gradient. `whole` marks a result of whole numbers, "inputs" one that is whole when the inputs are.
    `constant` are the positions of inputs through which no gradient goes. A `random` op gives something else at every
    run. The gradient of an op that `adds` is added to what the dinputs hold: it touches only a part of them.
    """

    name: str
    shape: Callable
    body: Callable
    saves: tuple[str, ...] = ("inputs", "output")
    view: bool = False
    stores: Callable | None = None
    whole: bool | str = False
    constant: tuple[int, ...] = ()
    random: bool = False
    adds: bool = False
    gradient_body: Callable | None = None
    fusions: dict = field(default_factory=dict)
    onnx: str | None = None

    def gradient(self, function: Callable) -> Callable:
        """Declares `function(room, dy, out, inputs, dinputs, **settings)` as the gradient.

        It returns the closure that writes (not adds) the gradients into those of `dinputs` that are not None. It may
        use `dy` as scratch memory.
        """
        self.gradient_body = function
        return function

    def gives_whole(self, inputs: Iterable[bool]) -> bool:
        """Whether the result is whole, given which inputs are."""
        return all(inputs) if self.whole == "inputs" else bool(self.whole)

    def fuse(self, following: str) -> Callable:
        """Declares how this op and a following one become one.

        `function(settings, next settings)` gives (Op, settings) of the joined op, or None. The inputs of the joined op
        are those of both without the first one's result; a third member of the tuple is a function that makes its
        inputs of them, with ops where that is needed.
        """

        def declare(function: Callable) -> Callable:
            self.fusions[following] = function
            return function

        return declare

    def __call__(self, *inputs: Any, **settings: Any) -> Any:
        """Records the op on the tape or program that its inputs belong to."""
        recorder = next(value.recorder for value in inputs if value is not None)
        return recorder.record(self, inputs, settings)


OPS: dict[str, Op] = {}


def op(name: str, *, shape: Callable, **properties: Any) -> Callable[[Callable], Op]:
    """Declares the decorated function as the body of an op called `name`."""

    def declare(body: Callable) -> Op:
        OPS[name] = Op(name, shape, body, **properties)
        return OPS[name]

    return declare


# --- layers


@dataclass(frozen=True)
class Parameter:
    """An argument or option of a layer.

    `kind` is a function that checks and normalises the value and raises ValueError(what is allowed). `label` is the
    display row's name, or None for no row. A `named` parameter is an option ("Name" -> value), the others come by
    position.
    """

    name: str
    kind: Callable
    default: Any = None
    label: str | None = None
    named: bool = False
    required: bool = False


@dataclass(frozen=True)
class Array:
    """A learnable array of a layer: its shape in the names of the signature, and its initial rule (`initialize.RULES`).

    An `optional` array may be switched off with None. One that is not `learnable` is changed by the layer itself
    (`update`). `transposed` says how a plan keeps it: a matrix by columns, a kernel (out, in, height, width) as
    (height, width, in, out), which is how it is multiplied by.
    """

    name: str
    shape: str
    initial: str = "zeros"
    optional: bool = False
    transposed: bool = False
    learnable: bool = True


@dataclass(eq=False)
class Kind:
    """A declared layer."""

    name: str
    signature: Signature | None = None
    parameters: tuple[Parameter, ...] = ()
    arrays: tuple[Array, ...] = ()
    forward: Callable | None = None
    infer: Callable | None = None
    settle: Callable | None = None
    inputs: Callable | None = None
    outputs: Callable | None = None
    states: Callable | None = None
    lacks: Callable | None = None
    doc: str = ""
    is_loss: bool = False
    extras: tuple[str, ...] = ()

    def parameter(self, name: str) -> Parameter | None:
        return next((p for p in self.parameters if p.name == name), None)


LAYERS: dict[str, Kind] = {}


# What a forward may ask for by name.
EXTRAS = ("train", "shape", "batch", "recorder", "lengths", "update", "demand", "call", "array")


def layer(name: str, *, ports: str, is_loss: bool = False) -> Callable[[type], Kind]:
    """Declares the decorated class as a layer.

    `ports` is a signature (`ports.signature`). The class lists `parameters` and `arrays` and may define, all without
    self:

    - `forward(layer, *inputs, *states, *arrays)` over ops, returning the output or a dictionary of outputs. It may ask
      by name for `train` (bool), `shape` (the first output's sizes without the batch), `batch` (its size), `recorder`
      (whose `record` takes ops without inputs), `lengths` (`trace.Lengths`), `update(array, value)` (what an array
      becomes after a step of training), `demand(port, values, holds, wanted)` (`trace.Demand`), `call(net, inputs,
      lengths, variant)` (runs an inner net, or one with other ports) and `array(net, place)` (the value of one of its
      arrays).
    - `infer(layer, scope)` narrows types where a signature cannot say it (arithmetic), again and again until nothing
      changes; `settle(layer, scope)` may then guess.
    - `inputs(layer)` and `outputs(layer)`: the names of the ports where these depend on the parameters, or None where
      the number of inputs is free.
    - `lacks(layer)`: the names of arrays that the layer has not, where that depends on the parameters.
    - `states`: names of ports on both sides that exist when an edge names them; a tuple or a function of the layer.

    The docstring is the layer's usage text.
    """

    def declare(body: type) -> Kind:
        members = vars(body)
        forward = members["forward"]
        states = members.get("states", ())
        LAYERS[name] = Kind(
            name,
            signature(ports),
            tuple(members.get("parameters", ())),
            tuple(members.get("arrays", ())),
            forward,
            members.get("infer"),
            members.get("settle"),
            members.get("inputs"),
            members.get("outputs"),
            states if callable(states) else lambda layer: tuple(states),
            members.get("lacks"),
            inspect.cleandoc(body.__doc__ or ""),
            is_loss,
            tuple(p for p in inspect.signature(forward).parameters if p in EXTRAS),
        )
        return LAYERS[name]

    return declare


def synonym(name: str, kind: Kind) -> Kind:
    """Declares a second name of a layer; what is made under it shows that name."""
    doc = f"{name} is another name of {kind.name}.\n\n{kind.doc}".replace(f"{kind.name}[", f"{name}[")
    LAYERS[name] = replace(kind, name=name, doc=doc)
    return LAYERS[name]


SHARED = "NetSharedArray"  # the path of an array shared by name is (SHARED, name), wherever it is used


@dataclass(frozen=True)
class Layer:
    """One immutable layer: its kind, the values of its parameters, declared port types and switched-off arrays.

    `layer["Level"]` is a parameter's value. Layers of equal content are equal. `count` is the number of inputs of a
    variadic layer, None while nothing says it. `wired` are the states that are fed; `nets` the inner graphs of an
    operator by name; `shared` gives arrays the name under which they are shared, `sizes` the types declared for them.
    """

    kind: Kind
    values: tuple[tuple[str, Any], ...] = ()
    declared: tuple[tuple[str, Type], ...] = ()
    absent: tuple[str, ...] = ()
    count: int | None = None
    wired: tuple[str, ...] = ()
    nets: tuple[tuple[str, Any], ...] = ()
    shared: tuple[tuple[str, str], ...] = ()
    sizes: tuple[tuple[str, Type], ...] = ()

    def __getitem__(self, parameter: str) -> Any:
        return dict(self.values)[parameter]

    @property
    def name(self) -> str:
        return self.kind.name

    @property
    def arrays(self) -> tuple[Array, ...]:
        """The arrays that the layer has, without those of inner nets."""
        return tuple(a for a in self.kind.arrays if a.name not in self.absent)

    def place(self, path: tuple, array: str) -> tuple:
        """The path of one of the layer's arrays when the layer's own is `path`."""
        name = dict(self.shared).get(array)
        return (*path, array) if name is None else (SHARED, name)

    @property
    def variadic(self) -> bool:
        """Whether the number of inputs is free."""
        return self.kind.signature.variadic is not None and self._own_inputs is None

    @property
    def _own_inputs(self) -> tuple[str, ...] | None:
        """The inputs that the layer's parameters fix, or None."""
        return None if self.kind.inputs is None else self.kind.inputs(self)

    @property
    def states(self) -> tuple[str, ...]:
        """The ports on both sides that an edge may name."""
        return self.kind.states(self)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the input ports, in order; empty for a variadic layer without a count."""
        own = self._own_inputs
        if own is not None:
            return own + self.wired
        if self.variadic:
            return tuple(f"Input{i + 1}" for i in range(self.count or 0))
        return tuple(n for n, _ in self.kind.signature.inputs if n not in self.states) + self.wired

    @property
    def outputs(self) -> tuple[str, ...]:
        """The names of the output ports, in order; states are not among them."""
        if self.kind.outputs is not None:
            return self.kind.outputs(self)
        return tuple(name for name, _ in self.kind.signature.outputs if name not in self.states)

    def with_count(self, count: int) -> "Layer":
        """The same layer with `count` inputs (variadic layers only)."""
        return replace(self, count=count) if self.variadic else self

    def with_state(self, state: str) -> "Layer":
        """The same layer whose state is fed from outside."""
        return replace(self, wired=tuple(s for s in self.states if s == state or s in self.wired))

    def with_port(self, port: str, spec: Any) -> "Layer":
        """The same layer with a declared type for a port."""
        return replace(self, declared=tuple((dict(self.declared) | {port: port_type(spec)}).items()))

    def with_shared(self, names: dict[str, str]) -> "Layer":
        """The same layer whose arrays are shared under names."""
        return replace(self, shared=tuple((dict(self.shared) | names).items()))

    def with_sizes(self, sizes: dict[str, Any]) -> "Layer":
        """The same layer with declared sizes of arrays."""
        return replace(self, sizes=tuple((dict(self.sizes) | {n: port_type(s) for n, s in sizes.items()}).items()))

    def port(self, name: str) -> Type:
        """The declared type of a port."""
        return dict(self.declared).get(name, ANY)

    def rows(self) -> list[tuple[str, Any]]:
        """The display rows of the parameters: (label, value)."""
        return [(p.label, self[p.name]) for p in self.kind.parameters if p.label and self[p.name] is not None]


def inner_path(path: tuple, net: str, place: tuple) -> tuple:
    """The path of an array of an operator's inner net, seen from outside; shared ones have one path everywhere."""
    return place if place[0] == SHARED else (*path, net, *place)


def create(
    name: str,
    *arguments: Any,
    ports: dict[str, Any] | None = None,
    nets: dict[str, Any] | None = None,
    **options: Any,
) -> Layer:
    """Makes a layer: `create("LinearLayer", 3, ports={"Input": 2}, Biases=None)`.

    Positional arguments fill the positional parameters in order; `options` are named parameters, or an array's name
    with None to leave the array out. `ports` maps port names to specifications (`ports.port_type`); "InputPorts" may
    give their number, list or mapping. `nets` are an operator's inner graphs. Raises `UndefinedError`, `CountError`
    or `ArgumentError`.
    """
    kind = LAYERS.get(name)
    if kind is None:
        raise UndefinedError(name)
    positional = [p for p in kind.parameters if not p.named]
    least = sum(p.required for p in positional)
    if not least <= len(arguments) <= len(positional):
        raise CountError(name, len(arguments), least, len(positional))
    given = {p.name: value for p, value in zip(positional, arguments)}
    absent = []
    count = None
    ports = dict(ports or {})
    for option, value in options.items():
        array = next((a for a in kind.arrays if a.name == option), None)
        if array is not None and value is None and array.optional:
            absent.append(option)
        elif option == "InputPorts" and kind.signature.variadic:
            count = _input_ports(name, value, ports)
        elif kind.parameter(option) is not None:
            given[option] = value
        else:
            raise ArgumentError(name, option, value, "a parameter of the layer")
    values = []
    for p in kind.parameters:
        try:
            values.append((p.name, p.kind(given[p.name]) if p.name in given else p.default))
        except ValueError as problem:
            raise ArgumentError(name, p.name, given[p.name], str(problem)) from None
    plain = Layer(kind, tuple(values), (), tuple(absent), count, nets=tuple((nets or {}).items()))
    if kind.lacks is not None:
        plain = replace(plain, absent=(*plain.absent, *kind.lacks(plain)))
    known = {*plain.inputs, *plain.outputs, *plain.states}
    declared = []
    for port, spec in ports.items():
        may_come = plain.variadic and count is None and re.fullmatch(r"Input[1-9]\d*", port)
        if port not in known and not may_come:
            raise ArgumentError(name, port, spec, "a port of the layer")
        try:
            declared.append((port, port_type(spec)))
        except ValueError:
            raise ArgumentError(name, port, spec, "a port shape") from None
    return replace(plain, declared=tuple(declared))


def _input_ports(name: str, value: Any, ports: dict) -> int | None:
    """InputPorts -> n, or {type, ...}: how many inputs, and their types into `ports`."""
    if value is None or value == "Automatic":
        return None
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    if isinstance(value, tuple | list) and value:
        for i, spec in enumerate(value):
            ports.setdefault(f"Input{i + 1}", spec)
        return len(value)
    raise ArgumentError(name, "InputPorts", value, "Automatic, a number of inputs or a list of port shapes")
