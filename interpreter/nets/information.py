"""Information[net, "property"]: a table of what there is to know about a net, and the parts of a coder.

Of the properties in the documentation of other systems only "MXNetNodeGraph" and "MXNetNodeGraphPlot" are not here:
they show how a net looks in a library that runs it there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any

from ...runtime.declare import SHARED
from ...runtime.ports import Type
from .. import symbols as S
from ..associations import association
from ..expr import FAILED, expr, is_list, make_list
from .coders import Coder
from .diagram import diagram, topology
from .extract import array_spec
from .multipliers import multipliers_of
from .objects import Net, Path
from .surgery.exposing import exposed
from .writing import array_value, shape_spec

_BYTES = 4  # of a number in an array: they are kept in single precision
LIST_OF_ALL = "Properties"
Known = Mapping[str, Callable[[], Any]]  # property -> what works it out
_KNOWN: dict[type, Callable[[Any], Known]] = {}


def known(*types: type) -> Callable[[Callable[[Any], Known]], Callable[[Any], Known]]:
    """Say what there is to know about objects of a type."""

    def enter(function: Callable[[Any], Known]) -> Callable[[Any], Known]:
        _KNOWN.update(dict.fromkeys(types, function))
        return function

    return enter


def information(thing: Any, properties: tuple[Any, ...], session: Any) -> Any:
    """Information[net] is the opened summary; Information[net, "property"] one value, a list of them a list.

    None for what is no finished object; $Failed after a message.
    """
    found = _KNOWN.get(type(thing))
    if found is None:
        return None
    if len(properties) > 1:
        session.message(S.Information, "argt", S.Information, 1 + len(properties), 1, 2)
        return None
    if not properties:
        return expr(S.InformationData, thing)
    rules, wanted = found(thing), properties[0]
    if is_list(wanted):
        return make_list(_property(thing, rules, w, session) for w in wanted.args)
    return _property(thing, rules, wanted, session)


def _property(thing: Any, rules: Known, wanted: Any, session: Any) -> Any:
    names = sorted({*rules, LIST_OF_ALL})
    if wanted == LIST_OF_ALL:
        return make_list(names)
    if type(wanted) is str and wanted in rules:
        return rules[wanted]()
    near = get_close_matches(wanted, names, n=1) if type(wanted) is str else []
    if near:
        session.message(thing.head, "nearprop", wanted, near[0])
    else:
        session.message(thing.head, "invprop", wanted, make_list(names))
    return FAILED


@known(Coder)
def of_coder(coder: Coder) -> Known:
    """The parts of a coder."""
    return {name: partial(_part, coder, name) for name in coder.parts()}


def _part(coder: Coder, name: str) -> Any:
    return coder.parts()[name]


@known(Net)
def of_net(net: Net) -> Known:
    """What the table below says of a net."""
    return {name: partial(rule, net) for name, rule in PROPERTIES.items()}


# ---- what there is to know -------------------------------------------------------------------------------------------


def _arrays(value: Callable[[Net, Path, Type], Any]) -> Callable[[Net], Any]:
    """A property of every array, by its position."""

    def rule(net: Net) -> Any:
        return association((array_spec(path), value(net, path, kind)) for path, kind in net.inference.arrays.items())

    return rule


def _value(net: Net, path: Path, kind: Type) -> Any:
    return array_value(net.arrays[path]) if path in net.arrays else S.Automatic


def _count(net: Net, path: Path, kind: Type) -> Any:
    """How many numbers an array has; Automatic while its sizes are not known."""
    return S.Automatic if kind.size is None else kind.size


def _bytes(net: Net, path: Path, kind: Type) -> Any:
    return S.Automatic if kind.size is None else _BYTES * kind.size


def _rates(net: Net) -> Any:
    """How fast every array learns; one that training does not change by gradients does not learn."""
    given, arrays = multipliers_of(net), net.graph.flat.arrays
    return association(
        (array_spec(path), given.get(path, 1.0) if arrays[path].learnable else 0.0) for path in net.inference.arrays
    )


def _total(net: Net) -> int:
    """The numbers in all arrays of known sizes."""
    return sum(kind.size or 0 for kind in net.inference.arrays.values())


def _ports(side: str) -> Callable[[Net], Any]:
    """The coder or else the shape of every port of a side."""

    def rule(net: Net) -> Any:
        ports: dict[str, Type] = getattr(net, side)
        return association((p, net.coders[p] if p in net.coders else shape_spec(t)) for p, t in ports.items())

    return rule


def _layers(net: Net) -> Iterable[tuple[Path, Net]]:
    """All layers with their positions, from outside in; an operator counts as one layer."""
    if net.children is None:
        yield (), net
    for name in net.children or ():
        for path, layer in _layers(net.child(name)):
            yield (name, *path), layer


def _states(net: Net) -> list[Any]:
    """The places of the recurrent states that no edge feeds."""
    return [make_list(state.place) for state in exposed(net)[1]]


def _in_bytes(count: Any) -> Any:
    return count if count is S.Automatic else expr(S.Quantity, count, "Bytes")


PROPERTIES: dict[str, Callable[[Net], Any]] = {
    "Arrays": _arrays(_value),
    "ArraysByteCounts": _arrays(_bytes),
    "ArraysCount": lambda net: len(net.inference.arrays),
    "ArraysDimensions": _arrays(lambda net, path, kind: _dimensions(kind)),
    "ArraysElementCounts": _arrays(_count),
    "ArraysLearningRateMultipliers": _rates,
    "ArraysList": lambda net: make_list(_value(net, *a) for a in net.inference.arrays.items()),
    "ArraysPositionList": lambda net: make_list(map(array_spec, net.inference.arrays)),
    "ArraysSizes": _arrays(lambda *array: _in_bytes(_bytes(*array))),
    "ArraysTotalByteCount": lambda net: _BYTES * _total(net),
    "ArraysTotalElementCount": _total,
    "ArraysTotalSize": lambda net: _in_bytes(_BYTES * _total(net)),
    "FullSummaryGraphic": lambda net: diagram(net, full=True),
    "InputForm": lambda net: expr(S.InputForm, net),
    "InputPortNames": lambda net: make_list(net.inputs),
    "InputPorts": _ports("inputs"),
    "LayerTypeCounts": lambda net: association(Counter(layer.head for _, layer in _layers(net)).items()),
    "Layers": lambda net: association((make_list(path), layer) for path, layer in _layers(net)),
    "LayersCount": lambda net: sum(1 for _ in _layers(net)),
    "LayersGraph": lambda net: topology(net, full=True),
    "LayersList": lambda net: make_list(layer for _, layer in _layers(net)),
    "OutputPortNames": lambda net: make_list(net.outputs),
    "OutputPorts": _ports("outputs"),
    "RecurrentStatesCount": lambda net: len(_states(net)),
    "RecurrentStatesPositionList": lambda net: make_list(_states(net)),
    "SharedArraysCount": lambda net: sum(path[:1] == (SHARED,) for path in net.inference.arrays),
    "SummaryGraphic": diagram,
    "TopologyGraph": topology,
}


def _dimensions(kind: Type) -> Any:
    return make_list(S.Automatic if d is None else d for d in kind.dims or ())
