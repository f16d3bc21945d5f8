"""Parts of nets, and nets made from others; carried out in interpreter/nets."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import applied, builtin
from ..expr import TRUE, Value, has_head
from .information import informs
from .netmessages import MESSAGES
from .nets import inform


@builtin(
    "NetInsertSharedArrays[net_]",
    "NetInsertSharedArrays[net_, prefix_]",
    **MESSAGES,
    badprefix="The prefix `1` should be a string.",
)
def net_insert_shared_arrays(net: Any, prefix: Any = "", *, session: Any, say: Any) -> Any:
    """NetInsertSharedArrays[net] makes every learnable array of a net a shared one, named after its place.
    NetInsertSharedArrays[net, "prefix"] puts a prefix before the names.

    Arrays of one name in nets that are put together are one array: copies of the result go on to be equal when the
    whole is trained. Arrays that are shared already keep their names.

    >>> NetExtract[NetInsertSharedArrays[LinearLayer[1, "Weights" -> {{2}}], "a/"], NetArray["a/Weights"]]
    {{2.}}
    """
    from ..nets.sharing import insert_shared_arrays

    return insert_shared_arrays(net, prefix, say)


@builtin("NetExtract[net_, spec_]", **MESSAGES)
def net_extract(net: Any, spec: Any, *, session: Any, say: Any) -> Any:
    """NetExtract[net, spec] gives a part of a net: a layer by number or name, an array or port by its name.

    {layer, ..., "Weights"} goes inside, also into the nets of operators; All gives all layers, {All, "Weights"} the
    arrays of all layers that have one; NetArray["name"] a shared array. An array without a value gives Automatic.

    >>> NetExtract[NetChain[{Ramp, LinearLayer[1, "Weights" -> {{2}}, "Biases" -> {0}]}], {2, "Weights"}]
    {{2.}}
    """
    from ..nets.extract import extract

    if has_head(net, S.NetStateObject):
        found = net.part((spec,)) if isinstance(net, Value) else None
        return extract(net, spec, session, say) if found is None else found
    return extract(net, spec, session, say)


_PORTS = {
    "nonport": "`1` is not a rule from a port to what stands there.",
    "noport": "There is no port `1` in `2`.",
}


@builtin("NetReplacePart[net_, rules_]", **MESSAGES, **_PORTS, badrule="`1` is not a rule or a list of rules.")
def net_replace_part(net: Any, rules: Any, *, session: Any, say: Any) -> Any:
    """NetReplacePart[net, part -> value] gives a net with another value at a part: an array, a parameter, a port,
    a layer. NetReplacePart[net, {rule1, rule2, ...}] replaces several parts at once.

    Parts are those of NetExtract: "Weights", 2, "name", {2, "Weights"}, "Input", {"Input", "ColorSpace"},
    NetArray["name"]. Arrays keep their dimensions; Automatic makes them uninitialized again. Ports take shapes and
    coders, None takes a coder off, Automatic lets the shape be inferred. What does not fit gives a message and $Failed.

    >>> NetReplacePart[LinearLayer[1, "Weights" -> {{2}}, "Biases" -> {0}], "Biases" -> {5}][{10}]
    {25.}
    >>> NetReplacePart[NetChain[{Ramp, Tanh}], 2 -> ElementwiseLayer[3 # &]][{-1, 2}]
    {0., 6.}
    """
    from ..nets.surgery.replacing import replace_part

    return replace_part(net, rules, session, say)


_PLACES = {
    **_PORTS,
    "nocompat": "The layer `1` cannot be taken out: what comes before does not have the shape that comes after it.",
    "notchain": "`1` is not a NetChain.",
    "notcont": "`1` is not a NetChain or NetGraph.",
    "exists": "There is a layer `1` already.",
}


@builtin(
    "NetReplace[net_, rules_, OptionsPattern[]]",
    options={"FlattenInPlace": TRUE},
    **MESSAGES,
    **_PLACES,
    badrule="`1` is not a rule or a list of rules.",
    nomatch="No layer matches `1`; the net is unchanged.",
    nothing="The whole net cannot be dropped, nor the net of an operator.",
)
def net_replace(net: Any, rules: Any, *, session: Any, say: Any, options: dict[str, Any]) -> Any:
    """NetReplace[net, pattern -> layer] gives a net with other layers in place of those that match a pattern, at any
    depth. NetReplace[net, {rule1, rule2, ...}] tries several rules on each layer.

    A pattern is one as _ElementwiseLayer, or a layer: it matches those of the same parameters, whatever their shapes.
    A layer replaced by Nothing is dropped. A chain that comes into a chain becomes part of it; FlattenInPlace -> False
    leaves it nested.

    >>> NetReplace[NetChain[{Ramp, Tanh}], ElementwiseLayer[Tanh] -> ElementwiseLayer[3 # &]][{-1, 2}]
    {0., 6.}
    >>> Normal[NetReplace[NetChain[{Ramp, Tanh}], _ElementwiseLayer -> NetChain[{Ramp, Ramp}]]] // Length
    4
    """
    from ..nets.surgery.matching import replace_layers

    return replace_layers(net, rules, options, session, say)


@builtin(
    "NetTake[net_, spec_, options___]",
    **MESSAGES,
    **_PLACES,
    badtake="`1` does not say what to take: an end, or {start, end}.",
    nopath="Nothing leads from the start to the end in `1`.",
)
def net_take(net: Any, spec: Any, options: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    """NetTake[net, end] gives the net of the layers that lead to end. NetTake[net, {start, end}] gives those from start
    to end.

    start and end are layers by number or name, NetPort["port"], NetPort[{layer, "port"}], All, or lists of these.
    Rules port -> specification say what stands at the ports of the result.

    >>> NetTake[NetChain[{Ramp, ElementwiseLayer[3 # &], Tanh}], 2][{-1, 2}]
    {0., 6.}
    """
    from ..nets.surgery.taking import take

    return take(net, spec, options, session, say)


@builtin(
    "NetDrop[net_, spec_, options___]",
    **MESSAGES,
    **_PLACES,
    badtake="`1` does not say what to drop: a number of layers, or {start, end}.",
)
def net_drop(net: Any, spec: Any, options: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    """NetDrop[chain, n] gives a chain without its first n layers. NetDrop[chain, -n] leaves out the last n,
    NetDrop[chain, {start, end}] the layers from start to end.

    Layers dropped from the inside must give the shape that they take. Coders stay where they fit.

    >>> NetDrop[NetChain[{Ramp, ElementwiseLayer[3 # &]}], 1][{-1, 2}]
    {-3., 6.}
    """
    from ..nets.surgery.taking import drop

    return drop(net, spec, options, session, say)


_JOINTS = {
    "oneout": "What comes first should have one output; found `1`.",
    "onein": "What comes after should have one input; found `1`.",
}


def _attach(name: str, last: bool, doc: str) -> None:
    def attach(net: Any, layers: Any, options: tuple[Any, ...], *, session: Any, say: Any) -> Any:
        from ..nets.surgery.joining import attach

        return attach(net, layers, options, session, say, last)

    attach.__doc__ = doc
    builtin(f"{name}[net_, layers_, options___]", **MESSAGES, **_PLACES, **_JOINTS)(attach)


_attach(
    "NetAppend",
    True,
    """NetAppend[net, layer] gives a chain (of a graph: a graph) that goes on with a layer.
    NetAppend[net, "name" -> layer] names it, NetAppend[net, {layer1, layer2, ...}] appends several.

    A decoder at the output of the net is removed. "Input" -> specification and "Output" -> specification say what
    stands at the ports of the result.

    >>> NetAppend[NetChain[{Ramp}], ElementwiseLayer[3 # &]][{-1, 2}]
    {0., 6.}
    """,
)
_attach(
    "NetPrepend",
    False,
    """NetPrepend[net, layer] gives a chain (of a graph: a graph) that begins with a layer.
    NetPrepend[net, "name" -> layer] names it, NetPrepend[net, {layer1, layer2, ...}] prepends several.

    An encoder at the input of the net is removed. "Input" -> specification and "Output" -> specification say what
    stands at the ports of the result.

    >>> NetPrepend[NetChain[{Ramp}], ElementwiseLayer[-3 # &]][{-1, 2}]
    {3., 0.}
    """,
)


@builtin("NetJoin[nets___]", **MESSAGES, **_PLACES, **_JOINTS)
def net_join(nets: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    """NetJoin[net1, net2, ...] gives one chain (of graphs: one graph) of the layers of all nets, one after the other.

    Layers keep their names; one whose name is taken gets a number. Coders between the nets are removed. Rules
    port -> specification say what stands at the ports of the result.

    >>> NetJoin[NetChain[{Ramp}], NetChain[{ElementwiseLayer[3 # &], Tanh}]] // Length
    3
    """
    from ..nets.surgery.joining import join

    return join(nets, session, say)


@builtin(
    "NetInsert[net_, layer_, place_]",
    **MESSAGES,
    **_PLACES,
    needname='The layers of this chain have names; give "name" -> layer instead of `1`.',
    noname="The layers of this chain have no names; give a layer instead of `1`.",
)
def net_insert(net: Any, layer: Any, place: Any, *, session: Any, say: Any) -> Any:
    """NetInsert[chain, layer, i] gives a chain with a layer before the one at i (after it where i counts from the end).
    NetInsert[chain, "new" -> layer, "name"] inserts a layer with a name before the one of a name.

    >>> NetInsert[NetChain[{Ramp, Tanh}], ElementwiseLayer[3 # &], 1][{-1, 0}]
    {0., 0.}
    """
    from ..nets.surgery.deleting import insert

    return insert(net, layer, place, session, say)


@builtin(
    "NetDelete[net_, spec_]",
    **MESSAGES,
    **_PLACES,
    needport="The port `1` cannot be deleted.",
)
def net_delete(net: Any, spec: Any, *, session: Any, say: Any) -> Any:
    """NetDelete[net, n] gives a chain or graph without its n-th layer. NetDelete[net, "name"] leaves out the layer of
    a name, NetDelete[net, {spec1, spec2, ...}] several, NetDelete[graph, NetPort["port"]] an output or the input of a
    state.

    A layer inside must have one input and one output of the same shape. Coders stay where they fit.

    >>> NetDelete[NetChain[{Ramp, ElementwiseLayer[3 # &]}], 1][{-1, 2}]
    {-3., 6.}
    """
    from ..nets.surgery.deleting import delete

    return delete(net, spec, say)


@builtin(
    "NetRename[net_, spec_]",
    "NetRename[net_, spec_, levels_]",
    **MESSAGES,
    **_PLACES,
    badlevel="`1` is not a level: n, {n}, or {n1, n2}.",
    badrename="`1` does not say how to rename layers or ports.",
    dup="There would be two layers or ports called `1`.",
    noname="There is nothing called `1`.",
)
def net_rename(net: Any, spec: Any, levels: Any = 1, *, session: Any, say: Any) -> Any:
    """NetRename[net, "old" -> "new"] gives a net with another name of a layer. NetRename[net, NetPort["old"] ->
    NetPort["new"]] renames a port, NetRename[net, {rule1, rule2, ...}] several things, NetRename[net, f] all layers.
    NetRename[net, spec, levels] renames in nested nets too.

    Levels are n for 1 to n, {n} for n only, {n1, n2} for those between; without them only the outermost net changes.
    Layers without names are named by their numbers.

    >>> Keys[NetRename[NetChain[<|"a" -> Ramp, "b" -> Tanh|>], "b" -> "c"]]
    {a, c}
    >>> Keys[NetRename[NetChain[{Ramp, Tanh}], "layer" <> # &]]
    {layer1, layer2}
    """
    from ..nets.surgery.renaming import rename

    return rename(net, spec, levels, session, say)


@builtin("NetFlatten[net_]", "NetFlatten[net_, levels_]", **MESSAGES, badlevel="`1` is not a number of levels.")
def net_flatten(net: Any, levels: Any = S.Automatic, *, session: Any, say: Any) -> Any:
    """NetFlatten[net] gives a net in which no nets are nested, not inside operators either. NetFlatten[net, n] flattens
    n levels only.

    The result is a chain where the layers stand one after the other, else a graph.

    >>> NetFlatten[NetChain[{Ramp, NetChain[{Tanh, NetChain[{Ramp}]}]}]] // Length
    3
    """
    from ..nets.surgery.flattening import flatten

    return flatten(net, levels, say)


@builtin("NetUnfold[net_]", **MESSAGES, nofold="`1` does nothing of which one step could be taken.")
def net_unfold(net: Any, *, session: Any, say: Any) -> Any:
    """NetUnfold[net] gives a net that does one step of what a recurrent net does with a sequence.

    Its inputs and outputs are single elements of the sequences; the states go in at State1, State2, ... and come out
    at OutState1, OutState2, ... Coders of sequences are removed. All layers before the last element of a sequence is
    taken should treat its elements one by one.

    >>> net = NetInitialize[BasicRecurrentLayer[2, "Input" -> {"Varying", 3}]];
    ... Information[NetUnfold[net], "InputPorts"]
    <|Input -> 3, State1 -> 2|>
    """
    from ..nets.surgery.unfolding import unfold

    return unfold(net, session, say)


@builtin(
    "NetStateObject[net_]",
    "NetStateObject[net_, seed_]",
    **MESSAGES,
    onlyone="A state object takes one example at a time: `1` was given several.",
)
def net_state_object(net: Any, seed: Any = None, *, session: Any, say: Any) -> Any:
    """NetStateObject[net] is a net that remembers its recurrent states: object[data] starts from those that the call
    before has left. NetStateObject[net, seed] starts from the states after data, or from an association of states.

    States that edges feed are not kept. NetExtract[object, "States"] gives the states by their places;
    NetStateObject[object] starts anew.

    >>> net = NetInitialize[BasicRecurrentLayer[1, "Input" -> {"Varying", 1}]]; object = NetStateObject[net];
    ... {First[object[{{1}}]], First[object[{{2}}]]} == net[{{1}, {2}}]
    True
    """
    from ..nets.surgery.states import make

    return make(net, seed, session, say)


@applied("NetStateObject")
def _run(head: Any, args: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    from ..nets.surgery.states import apply

    return apply(head, args, session, say)


informs("NetStateObject")(inform)
