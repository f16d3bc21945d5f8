"""NetInitialize: first values for the arrays of a net."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zlib import crc32

import numpy as np

from ...runtime.infer import element_count
from ...runtime.initialize import initialize
from .. import symbols as S
from ..builtins.distributions import DISTRIBUTIONS, find
from ..builtins.random import generator
from ..expr import FAILED, is_list, is_rule, make_list
from ..numerics.numbers import REAL_TYPES
from ..numerics.numeric import real_value
from ..options import option_name
from .complaints import NetError, reported
from .objects import Net

_MOST_ELEMENTS = 1 << 34  # a net of more has no place in the memory of a machine


def initialize_net(net: Any, which: Any, options: dict[str, Any], session: Any, say: Callable[..., None]) -> Any:
    """The net with values for the arrays that have none (`which` None) or for All; $Failed after a message."""
    if type(net) is not Net:
        say("invnet", net)
        return FAILED
    return reported(say, lambda: _initialize(net, which, options, session), net)


def _initialize(net: Net, which: Any, options: dict[str, Any], session: Any) -> Net:
    if which is not None and which is not S.All:
        raise NetError("arginv", "the second argument", "All", which)
    name, settings = _method(options["Method"], session)
    drawn_from = generator_for(options["RandomSeeding"], session)
    count = element_count(net.inference)
    if count > _MOST_ELEMENTS:
        raise NetError("toolarge", count)
    arrays = initialize(net.graph, net.arrays, method=name, generator=drawn_from, everything=which is S.All, **settings)
    return net.with_arrays(arrays)


# ---- methods ---------------------------------------------------------------------------------------------------------


def _word(*words: str) -> Callable[[str, Any, Any], str]:
    """Reads one of some words."""

    def read(name: str, value: Any, session: Any) -> str:
        if type(value) is str and value in words:
            return value
        raise NetError("arginv", name, make_list(words), value)

    return read


def _draw(name: str, value: Any, session: Any) -> Any:
    """Reads a distribution of one variable; a number is the standard deviation of a normal one around 0."""
    known = (DISTRIBUTIONS["NormalDistribution"], (0, value)) if type(value) in REAL_TYPES else find(value)
    numbers = [real_value(p, session) for p in known[1]] if known is not None else [None]
    wanted = "a distribution of one variable or a standard deviation"
    if known is None or None in numbers:
        raise NetError("arginv", name, wanted, value)
    distribution, given = known[0], [float(x) for x in numbers]

    def draw(generator: np.random.Generator, shape: tuple[int, ...]) -> Any:
        return distribution.draw(generator, given, shape)

    try:
        draw(np.random.default_rng(0), (1,))
    except (ValueError, IndexError, TypeError, ZeroDivisionError):
        raise NetError("arginv", name, wanted, value) from None
    return draw


def _draw_or_none(name: str, value: Any, session: Any) -> Any:
    return None if value is S.None_ else _draw(name, value, session)


_SHAPE = ("distribution", _word("Normal", "Uniform"))
# The suboptions of the methods: what they are called in the runtime, and how they are read.
_SUBOPTIONS: dict[str, dict[str, tuple[str, Callable[[str, Any, Any], Any]]]] = {
    "Kaiming": {"Distribution": _SHAPE},
    "Xavier": {"Distribution": _SHAPE, "FactorType": ("factor", _word("In", "Out", "Mean"))},
    "Orthogonal": {},
    "Random": {"Weights": ("draw", _draw), "Biases": ("biases", _draw_or_none)},
    "Identity": {"Distribution": ("draw", _draw)},
}


def _method(method: Any, session: Any) -> tuple[str, dict[str, Any]]:
    """The name of Method -> "name" or {"name", suboption -> value, ...} and the settings for the runtime."""
    name, *rules = method.args if is_list(method) and method.args else (method,)
    name = "Kaiming" if name is S.Automatic else name
    known = _SUBOPTIONS.get(name) if type(name) is str else None
    if known is None or not all(is_rule(r) for r in rules):
        raise NetError("badmethod", method)
    settings = {}
    for option, value in [(option_name(r.args[0]), r.args[1]) for r in rules]:
        if option not in known:
            raise NetError("badsub", option, name, make_list(known))
        keyword, read = known[option]
        settings[keyword] = read(option, value, session)
    return name, settings


# ---- seeds -----------------------------------------------------------------------------------------------------------


def generator_for(seeding: Any, session: Any) -> np.random.Generator:
    """The random generator of RandomSeeding -> Automatic, Inherited, an integer or a string."""
    if seeding is S.Automatic:
        return np.random.default_rng()
    if seeding is S.Inherited:
        found: np.random.Generator = generator(session)
        return found
    if type(seeding) is int:
        return np.random.default_rng(seeding if seeding >= 0 else [-seeding, 1])
    if type(seeding) is str:
        return np.random.default_rng(crc32(seeding.encode()))
    raise NetError("badseed", seeding)
