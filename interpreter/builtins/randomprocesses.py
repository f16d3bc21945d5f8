"""Random processes and RandomFunction, which draws paths of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import Expr, is_list
from ..numerics.arithmetic import add, multiply
from ..numerics.numbers import REAL_TYPES
from ..numerics.numeric import real_value
from ..timeseries import Series
from .densities import draw, is_distribution
from .random import generator

_MOST = 10**7
# name -> (least and greatest number of parameters, f(generator, parameters, count, step) -> values at the times)
PROCESSES: dict[str, tuple[int, int, Callable[[Any, list[float], int, float], Any]]] = {}


def _process(
    symbol: str, usage: str, least: int, most: int, walk: Callable[[Any, list[float], int, float], Any]
) -> None:
    PROCESSES[symbol] = least, most, walk
    name(symbol, usage)


def _summed(steps: Any, start: float = 0) -> Any:
    import numpy as np

    return np.concatenate([[start], start + np.cumsum(steps)]).astype(steps.dtype)


def _geometric(g: Any, p: list[float], n: int, dt: float) -> Any:
    import numpy as np

    steps = (p[0] - p[1] ** 2 / 2) * dt + p[1] * math.sqrt(dt) * g.normal(size=n - 1)
    return p[2] * np.exp(_summed(steps))


def _reverting(g: Any, p: list[float], n: int, dt: float) -> Any:
    """x' = theta (mu - x) with noise sigma, begun in the stationary state unless a start is given."""
    import numpy as np

    mean, noise, pull = p[:3]
    spread = noise / math.sqrt(2 * pull)
    kept = math.exp(-pull * dt)
    found = [mean + spread * g.normal() if len(p) < 4 else p[3]]
    for z in g.normal(size=n - 1).tolist():
        found.append(mean + kept * (found[-1] - mean) + spread * math.sqrt(1 - kept * kept) * z)
    return np.array(found)


_process("RandomWalkProcess", "RandomWalkProcess[p] goes up by 1 with probability p at each step, else down.", 1, 1,
         lambda g, p, n, dt: _summed(2 * g.binomial(1, p[0], n - 1) - 1))  # fmt: skip
_process("WienerProcess", "WienerProcess[m, s] is Brownian motion with drift m and volatility s.", 0, 2,
         lambda g, p, n, dt: _summed((p[0] if p else 0) * dt
                                     + (p[1] if p else 1) * math.sqrt(dt) * g.normal(size=n - 1)))  # fmt: skip
_process("GeometricBrownianMotionProcess", "GeometricBrownianMotionProcess[m, s, x0] begins at x0 and grows by the "
         "rate m with volatility s.", 3, 3, _geometric)  # fmt: skip
_process("OrnsteinUhlenbeckProcess", "OrnsteinUhlenbeckProcess[m, s, t] is pulled to m by the rate t against noise s; "
         "OrnsteinUhlenbeckProcess[m, s, t, x0] begins at x0.", 3, 4, _reverting)  # fmt: skip
_process("BernoulliProcess", "BernoulliProcess[p] gives independent ones with probability p, else zeros.", 1, 1,
         lambda g, p, n, dt: g.binomial(1, p[0], n))  # fmt: skip
_process("PoissonProcess", "PoissonProcess[r] counts events that come at the rate r.", 1, 1,
         lambda g, p, n, dt: _summed(g.poisson(p[0] * dt, n - 1)))  # fmt: skip
name("WhiteNoiseProcess", "WhiteNoiseProcess[s] gives independent normal numbers of standard deviation s; "
     "WhiteNoiseProcess[dist] numbers from a distribution.")  # fmt: skip


def _path(process: Any, count: int, step: float, session: Any) -> Any:
    """The values at `count` times; None where the process or its parameters are not known."""
    if process.head is S.WhiteNoiseProcess:
        if len(process) > 1:
            return None
        source = process.args[0] if process.args else 1
        if not is_distribution(source):
            source = Expr(S.NormalDistribution, (0, source))
        return draw(source, count, session)
    known = PROCESSES.get(process.head.name)
    values = [real_value(p, session) for p in process.args]
    if known is None or not known[0] <= len(values) <= known[1] or None in values:
        return None
    try:
        return known[2](generator(session), [float(v) for v in values], count, step)
    except (ArithmeticError, ValueError, TypeError, IndexError):
        return None


@builtin("RandomFunction[process_, times_List]", "RandomFunction[process_, times_List, n_Integer]", volatile=True,
         unsproc="`1` is not a random process with numeric parameters.",
         tspec="`1` is no specification of times {tmin, tmax} or {tmin, tmax, dt}.")  # fmt: skip
def random_function(process: Any, times: Any, n: int | None = None, *, session: Any, say: Any) -> Any:
    """RandomFunction[process, {t0, t1}] gives a random path of a process as TemporalData; RandomFunction[process, {t0,
    t1, dt}] with steps of dt, RandomFunction[process, times, n] n paths.

    >>> RandomFunction[RandomWalkProcess[1/2], {0, 10}]["PathLength"]
    11
    """
    spec = times.args
    if not 2 <= len(spec) <= 3 or not all(type(t) in REAL_TYPES for t in spec):
        say("tspec", times)
        return None
    start, end, step = (*spec, 1)[:3]
    count = int((float(end) - float(start)) / float(step) + 1e-9) + 1 if float(step) > 0 else 0
    if count < 1 or count * (n or 1) > _MOST:
        say("tspec", times)
        return None
    places = tuple([add(start, multiply(step, k)) for k in range(count)])
    paths = []
    for _ in range(1 if n is None else n):
        found = _path(process, count, float(step), session) if isinstance(process, Expr) else None
        if found is None or is_list(found):
            say("unsproc", process)
            return None
        paths.append((places, tuple(found.tolist())))
    return Series(S.TemporalData, paths) if paths else None
