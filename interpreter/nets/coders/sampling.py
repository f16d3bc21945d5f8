"""Drawing from probabilities: temperature, a cut of the total, the likeliest few.

The temperature t turns p into p^(1/t), scaled to sum 1; 0 stands for the likeliest alone. Of what is left the likeliest
"TopProbabilities" are kept, of these the fewest that make "TotalProbabilityCutoff" together (A. Holtzman et al., "The
curious case of neural text degeneration", ICLR 2020). All arithmetic is in logarithms and double precision.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ...builtins.random import generator
from ...expr import is_list, is_rule
from ...numerics.numbers import REAL_TYPES
from ...options import option_name
from .parameters import Unfit

_WORDS = "a temperature, or rules for Temperature, TotalProbabilityCutoff and TopProbabilities"


class Sampling(NamedTuple):
    """How to draw; None: no such cut."""

    temperature: float = 1.0
    total: float | None = None
    top: int | None = None


def _temperature(x: Any) -> float:
    if type(x) not in REAL_TYPES or not 0 <= float(x) < float("inf"):
        raise Unfit("a temperature, a number from 0 on")
    return float(x)


def _total(x: Any) -> float | None:
    if type(x) not in REAL_TYPES or not 0 < float(x) <= 1:
        raise Unfit("a TotalProbabilityCutoff from 0 to 1")
    return float(x)


def _top(x: Any) -> int:
    if type(x) is not int or x < 1:
        raise Unfit("a positive number of TopProbabilities")
    return x


_READERS = {
    "Temperature": ("temperature", _temperature),
    "TotalProbabilityCutoff": ("total", _total),
    "TopProbabilities": ("top", _top),
}


def read_sampling(value: Any) -> Sampling:
    """The argument of "RandomSample"; raises Unfit."""
    if type(value) in REAL_TYPES:
        return Sampling(_temperature(value))
    rules = value.args if is_list(value) else (value,)
    found: dict[str, Any] = {}
    for rule in rules:
        name = option_name(rule.args[0]) if is_rule(rule) else None
        if type(name) is not str or name not in _READERS:
            raise Unfit(_WORDS)
        where, read = _READERS[name]
        found[where] = read(rule.args[1])
    return Sampling(**found)


def weights(p: np.ndarray, how: Sampling | None) -> np.ndarray:
    """The probabilities that are drawn from."""
    how = how or Sampling()
    p = np.nan_to_num(np.maximum(np.asarray(p, dtype=np.float64), 0), nan=0.0)
    order = np.argsort(-p, kind="stable")
    if how.temperature == 0 or not p.sum() > 0:
        return np.eye(len(p))[order[0]]
    with np.errstate(divide="ignore"):
        logs = np.log(p) / how.temperature
    w = np.exp(logs - logs.max())
    if how.top is not None:
        w[order[how.top :]] = 0
    w /= w.sum()
    if how.total is not None:
        before = np.cumsum(w[order]) - w[order]  # what the likelier ones make together
        w[order[before >= how.total]] = 0
        w /= w.sum()
    return w


def sampled(p: np.ndarray, how: Sampling | None, session: Any) -> int:
    """A random index."""
    return int(generator(session).choice(len(p), p=weights(p, how)))
