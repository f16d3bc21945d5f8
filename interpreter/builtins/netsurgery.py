"""Parts of nets, and nets made from others; carried out in interpreter/nets."""

from __future__ import annotations

from typing import Any

from ..declare import builtin
from .netmessages import MESSAGES


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
