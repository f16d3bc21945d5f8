"""Making layers from the arguments of their constructors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np

from ...runtime.declare import SHARED, Kind, create
from ...runtime.graph import single
from ...runtime.kinds import function, function_of_one
from ...runtime.layers import LAYERS
from .. import symbols as S
from ..associations import Association
from ..expr import Expr, expr, has_head, is_list, is_rule, system
from ..options import option_name
from ..packed import Packed
from ..patterns import PATTERN_HEADS
from . import summaries  # noqa: F401 - says how nets are shown
from .coders import Coder
from .complaints import NetError, reported
from .multipliers import checked_multipliers
from .numeric import numeric
from .objects import Net, Path, placed
from .portspecs import read_port_type
from .sharing import NotShared, read_net_array
from .specs import SpecError, function_spec, plain
from .writing import Parts

# Constructors that are more than `layer_net`: the module beside this one whose `construct(title, args, session)` makes
# the net, from the evaluated arguments.
SPECIAL = {
    "AttentionLayer": "operators",
    "CompiledLayer": "compiled",
    "FunctionLayer": "function",
    "NetBidirectionalOperator": "operators",
    "NetFoldOperator": "operators",
    "NetGANOperator": "operators",
    "NetGradientOperator": "gradients",
    "NetMapOperator": "operators",
    "NetMapThreadOperator": "operators",
    "NetNestOperator": "operators",
    "NetPairEmbeddingOperator": "operators",
    "SequenceAttentionLayer": "operators",
}
_READERS = {function: function_spec, function_of_one: function_spec}  # kinds of parameters whose values are not plain


def make_layer(title: str, args: tuple[Any, ...], session: Any, say: Callable[..., None], place: Any = None) -> Any:
    """A layer or operator from the arguments of its constructor; $Failed after a message, None for a pattern."""
    return None if has_patterns(args) else built(say, lambda: construct(title, args, session), place)


def built(say: Callable[..., None], work: Callable[[], Net], place: Any) -> Any:
    """What a constructor gives: the net keeps the place where the call was written, or the message shows it."""
    net = reported(say if place is None else partial(say, place=place), work)
    if type(net) is Net and net.origin is None:
        net.origin = place
    return net


def construct(title: str, args: tuple[Any, ...], session: Any) -> Net:
    """A layer or operator from the arguments of its constructor."""
    module = SPECIAL.get(title)
    if module is None:
        return layer_net(title, args, session)
    net: Net = import_module(f".{module}", __package__).construct(title, args, session)
    return net


def has_patterns(arguments: Iterable[Any]) -> bool:
    """Whether the arguments of a constructor are a pattern for nets: LinearLayer[_, "Biases" -> None]."""
    for a in arguments:
        if is_rule(a):
            if option_name(a.args[0]) == "LearningRateMultipliers":
                continue
            a = a.args[1]
        if type(a) is Expr and a.head in PATTERN_HEADS:
            return True
        if (is_list(a) or type(a) is Association) and type(a) is not Packed and has_patterns(a.args):
            return True
    return False


class _Arguments:
    """What the arguments of a layer say, sorted as `create` wants it."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.positional: list[Any] = []
        self.options: dict[str, Any] = {}
        self.ports: dict[str, Any] = {}
        self.arrays: dict[Path, Any] = {}
        self.shared: dict[str, str] = {}
        self.sizes: dict[str, Any] = {}
        self.coders: dict[str, Coder] = {}
        self.given: list[Any] = []
        self.multipliers: Any = None


def layer_net(title: str, args: tuple[Any, ...], session: Any, nets: Mapping[str, Net] | None = None) -> Net:
    """A layer from its arguments; `nets` are the inner nets of an operator.

    Where there are some, a `Parts` among the arguments stands for them; it is no argument of the runtime's layer.
    """
    kind = LAYERS[title]
    read = _Arguments(kind)
    positional = [p for p in kind.parameters if not p.named]
    for a in args:
        if is_rule(a):
            _option(read, option_name(a.args[0]), a.args[1], session)
            continue
        read.given.append(a)
        if type(a) is not Parts:
            n = len(read.positional)
            read.positional.append(_parameter(positional[n] if n < len(positional) else None, title, a, session))
    inner = dict(nets or {})
    graphs = {name: net.graph for name, net in inner.items()}
    layer = create(title, *read.positional, ports=read.ports, nets=graphs, **read.options)
    present = {a.name for a in layer.arrays}
    for name in {**read.shared, **read.sizes, **{path[0]: None for path in read.arrays if path[0] != SHARED}}:
        if name not in present:
            raise NetError("noarray", name)
    layer = layer.with_shared(read.shared).with_sizes(read.sizes)
    arrays = joined_arrays([read.arrays, *(placed(net.arrays, name) for name, net in inner.items())])
    net = Net(
        system(title), single(layer), arrays, read.coders, tuple(read.given), inner=inner, multipliers=read.multipliers
    )
    net.inference  # noqa: B018 - shapes that contradict each other are refused now
    return net


def joined_arrays(tables: list[dict[Path, Any]]) -> dict[Path, Any]:
    """Arrays by path from several places; a shared one must have one value in all."""
    found: dict[Path, Any] = {}
    for table in tables:
        for path, array in table.items():
            if path in found and not np.array_equal(found[path], array):
                raise NetError("sharedval", path[-1])
            found[path] = array
    return found


def _option(read: _Arguments, name: Any, value: Any, session: Any) -> None:
    """One rule of a constructor: an array, a parameter, the number of inputs, or a port."""
    kind = read.kind
    array = next((a for a in kind.arrays if a.name == name), None)
    if array is not None:
        if value is S.None_:
            if not array.optional:
                raise NetError("arginv", name, "an array", value)
            read.options[name] = None
            read.given.append(expr(S.Rule, name, value))
        elif value is not S.Automatic:
            _array(read, array, value, session)
    elif name == "LearningRateMultipliers":
        read.multipliers = checked_multipliers(value)
    elif name == "InputPorts" and kind.parameter(name) is None:
        _input_ports(read, value, session)
        read.given.append(expr(S.Rule, name, value))
    elif type(name) is not str:
        raise NetError("optx", name, system(kind.name))
    elif kind.parameter(name) is not None:
        read.options[name] = _parameter(kind.parameter(name), kind.name, value, session)
        read.given.append(expr(S.Rule, name, value))
    else:
        read.ports[name] = read_port_type(name, value, read.coders, session.evaluate_expr, _side(kind, name))


def _parameter(parameter: Any, title: str, value: Any, session: Any) -> Any:
    """The value of a parameter for the runtime."""
    reader = _READERS.get(parameter.kind) if parameter is not None else None
    try:
        return plain(value) if reader is None else reader(value, session.evaluate_expr)
    except SpecError as problem:
        words = "built from numbers, lists, strings and functions"
        raise NetError("arginv", parameter.name if parameter is not None else title, words, *problem.args) from None


def _side(kind: Kind, port: str) -> str:
    """Whether a port of a kind of layer is an "input" or an "output"."""
    outputs = {name for name, _ in kind.signature.outputs} if kind.signature is not None else set()
    return "output" if port in outputs else "input"


def _array(read: _Arguments, array: Any, value: Any, session: Any) -> None:
    """The value of an array: numbers, or a NetArray."""
    name = array.name
    if has_head(value, S.NetArray) or has_head(value, S.NetSharedArray):
        try:
            facts = read_net_array(value)
        except NotShared as problem:
            raise NetError("badarray", problem.args[0]) from None
        if facts.name is not None:
            if not array.learnable:
                raise NetError("noshare", name)
            read.shared[name] = facts.name
        if facts.dims is not None:
            read.sizes[name] = facts.dims
        if facts.value is S.Automatic:
            return
        value = facts.value
    place = (SHARED, read.shared[name]) if name in read.shared else (name,)
    found = numbers(name, value, session)
    if place in read.arrays and not np.array_equal(read.arrays[place], found):
        raise NetError("sharedval", place[-1])
    read.arrays[place] = found


def numbers(name: str, value: Any, session: Any) -> Any:
    """The numbers of an array of a net, in single precision."""
    found = numeric(value, session)
    if found is None or not found.size:
        raise NetError("invarr", name)
    with np.errstate(all="ignore"):
        found = found.astype(np.float32)
    found.flags.writeable = False
    return found


def _input_ports(read: _Arguments, value: Any, session: Any) -> None:
    """InputPorts -> n, a list of shapes, or an association from ports to shapes."""
    if type(value) is Association:
        for k, v in value.items():
            read.ports[option_name(k)] = read_port_type(option_name(k), v, read.coders, session.evaluate_expr, "input")
        read.options["InputPorts"] = len(value) or None
        return
    try:
        read.options["InputPorts"] = plain(value)
    except SpecError as problem:
        raise NetError("badport", *problem.args) from None
