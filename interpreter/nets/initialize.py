"""NetInitialize: first values for the arrays of a net."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zlib import crc32

import numpy as np

from ...runtime.infer import element_count
from ...runtime.initialize import METHODS, initialize
from .. import symbols as S
from ..builtins.random import generator
from ..expr import FAILED, is_list, is_rule
from ..options import option_name
from .complaints import NetError, reported
from .objects import Net
from .specs import plain

_MOST_ELEMENTS = 1 << 34  # a net of more has no place in the memory of a machine
_SUBOPTIONS = {"Distribution": "distribution"}


def initialize_net(net: Any, everything: bool, options: dict[str, Any], session: Any, say: Callable[..., None]) -> Any:
    """The net with values for the arrays that have none (or for all); $Failed after a message."""
    if type(net) is not Net:
        say("invnet", net)
        return FAILED
    return reported(say, lambda: _initialize(net, everything, options, session))


def _initialize(net: Net, everything: bool, options: dict[str, Any], session: Any) -> Net:
    method = options["Method"]
    parts = method.args if is_list(method) else (method,)
    name = "Kaiming" if parts[0] is S.Automatic else parts[0]
    if name not in METHODS:
        raise NetError("badmethod", method)
    settings = {
        _SUBOPTIONS[k]: plain(r.args[1])
        for r in parts[1:]
        if is_rule(r) and (k := option_name(r.args[0])) in _SUBOPTIONS
    }
    drawn_from = generator_for(options["RandomSeeding"], session)
    count = element_count(net.inference)
    if count > _MOST_ELEMENTS:
        raise NetError("toolarge", count)
    arrays = initialize(net.graph, net.arrays, method=name, generator=drawn_from, everything=everything, **settings)
    return net.with_arrays(arrays)


def generator_for(seeding: Any, session: Any) -> np.random.Generator:
    """The random generator of RandomSeeding -> Automatic, Inherited, an integer or a string."""
    if seeding is S.Automatic:
        return np.random.default_rng()
    if seeding is S.Inherited:
        found: np.random.Generator = generator(session)
        return found
    if type(seeding) is int:
        return np.random.default_rng(abs(seeding))
    if type(seeding) is str:
        return np.random.default_rng(crc32(seeding.encode()))
    raise NetError("badseed", seeding)
