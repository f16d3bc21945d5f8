"""What there is to know about nets, under its older name; carried out in interpreter/nets/information.py."""

from __future__ import annotations

from typing import Any

from ..declare import builtin
from ..expr import FAILED, is_list, make_list
from .information import INFORMED
from .netmessages import MESSAGES


@builtin("NetInformation[net_]", "NetInformation[net_, property_]", **MESSAGES)
def net_information(net: Any, property: Any = None, *, session: Any, say: Any) -> Any:
    """NetInformation[net] is the opened summary of a net; NetInformation[net, "property"] gives a property, of a list
    of nets or of properties a list.

    Information[net, ...] is the newer name; ??Information lists the properties.

    >>> NetInformation[NetChain[{3, Tanh, 2}, "Input" -> 4], "ArraysTotalElementCount"]
    23
    """
    if is_list(net):
        return make_list(net_information(x, property, session=session, say=say) for x in net.args)
    inform = INFORMED.get(getattr(net, "head", None))
    found = None if inform is None else inform(net, () if property is None else (property,), session)
    if found is None:
        say("invnet", net)
        return FAILED
    return found
