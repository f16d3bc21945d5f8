"""Sampling a function of one variable: closer where it bends, gaps where it has no value, breaks at jumps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

_BEND = 0.07  # radians, as the curve is seen in a square
_SAGGING = 0.003
_SHORTEST = 0.0015  # of the side of that square
_MOST = 6000
_HALVINGS = 36
_GROWTH = 1.25**12  # of a dozen halvings: what grows so has a pole
_STEEP = 8.0
_SPIKES = 40


@dataclass(slots=True)
class Curve:
    """The runs of a curve, each an array of places; `even` are the values at places that lie evenly."""

    runs: list[Any] = field(default_factory=list)
    poles: bool = False
    even: Any = None


def sample(
    f: Callable[[Any], Any],
    low: float,
    high: float,
    points: int = 50,
    depth: int = 6,
    breaks: bool = True,
    excluded: tuple[float, ...] = (),
) -> Curve:
    """The curve of f from low to high; without `breaks` it is joined across jumps, but not where it is `excluded`."""
    import numpy as np

    t = np.linspace(0.0, 1.0, max(points, 2))
    if points > 4:  # places that lie evenly miss what has their period
        t[1:-1] += 0.25 / (points - 1) * np.sin(2.4 * np.arange(1, points - 1))
    xs = np.clip(low + (high - low) * t, low, high)
    ys = f(xs)
    even = ys[np.isfinite(ys)]
    for _ in range(depth):
        need = np.nonzero(_bent(xs, ys, low, high))[0]
        if not len(need) or len(xs) + len(need) > _MOST:
            break
        xs, ys = _with(xs, ys, f, (xs[need] + xs[need + 1]) / 2)
    xs, ys, poles = _to_the_edges(f, xs, ys)
    cuts = np.zeros(max(len(xs) - 1, 0), dtype=bool)
    if breaks:
        xs, ys, cuts, jumped = _jumps(f, xs, ys, low, high)
        poles = poles or jumped or _spikes(f, xs, ys)
    for x in excluded:
        i = int(np.searchsorted(xs, x))
        cuts[max(i - 1, 0) : i] = True
        ys = np.where(xs == x, np.nan, ys)
    return Curve(_runs(xs, ys, cuts), poles, even)


def _with(xs: Any, ys: Any, f: Any, more: Any) -> tuple[Any, Any]:
    import numpy as np

    x, first = np.unique(np.concatenate([xs, more]), return_index=True)
    return x, np.concatenate([ys, f(more)])[first]


def span(ys: Any) -> float:
    """The height that most of a curve has."""
    import numpy as np

    found = ys[np.isfinite(ys)]
    if not len(found):
        return 1.0
    few = float(np.quantile(found, 0.95) - np.quantile(found, 0.05))
    full = float(found.max() - found.min())
    return few if few > full / 1000 and few > 0 else full or 1.0


def _bent(xs: Any, ys: Any, low: float, high: float) -> Any:
    """The pieces that are to be halved."""
    import numpy as np

    x, y = (xs - low) / (high - low), ys / span(ys)
    dx, dy = np.diff(x), np.diff(y)
    known = np.isfinite(ys)
    edge = known[1:] != known[:-1]
    with np.errstate(invalid="ignore"):
        turn = np.arctan2(dy, dx)
        bend = np.nan_to_num(np.abs(np.diff(turn)))
        length = np.hypot(dx, np.minimum(np.abs(np.nan_to_num(dy)), 1.0))
        long = length > _SHORTEST
        middle = np.nanmedian(y) if known.any() else 0.0
        far = np.minimum(np.abs(y[1:] - middle), np.abs(y[:-1] - middle)) > 5
    wants = np.zeros(len(dx), dtype=bool)
    # by the angle, and by how far a chord of such a length and bend lies from its arc
    wants[:-1] |= (bend > _BEND) | (bend * length[:-1] > _SAGGING)
    wants[1:] |= (bend > _BEND) | (bend * length[1:] > _SAGGING)
    return (wants & long & ~far) | (edge & (dx > _SHORTEST))


def _to_the_edges(f: Any, xs: Any, ys: Any) -> tuple[Any, Any, bool]:
    """Curves drawn up to where their values end."""
    import numpy as np

    known = np.isfinite(ys)
    i = np.nonzero(known[1:] != known[:-1])[0]
    if not len(i):
        return xs, ys, False
    inner = np.where(known[i], xs[i], xs[i + 1])
    outer = np.where(known[i], xs[i + 1], xs[i])
    value = np.where(known[i], ys[i], ys[i + 1])
    before = np.abs(value)
    for step in range(_HALVINGS):
        middle = (inner + outer) / 2
        got = f(middle)
        good = np.isfinite(got)
        inner, outer = np.where(good, middle, inner), np.where(good, outer, middle)
        value = np.where(good, got, value)
        if step == _HALVINGS - 13:
            before = np.abs(value)
    pole = np.abs(value) > _GROWTH * np.maximum(before, 1e-300)
    keep = ~pole & ~np.isin(inner, xs)
    x = np.concatenate([xs, inner[keep]])
    order = np.argsort(x, kind="stable")
    return x[order], np.concatenate([ys, value[keep]])[order], bool(pole.any())


def _jumps(f: Any, xs: Any, ys: Any, low: float, high: float) -> tuple[Any, Any, Any, bool]:
    """Breaks at jumps: where a step stays as high as it was, however narrow it is made."""
    import numpy as np

    scale = span(ys)
    with np.errstate(invalid="ignore", divide="ignore"):
        rise = np.abs(np.diff(ys)) / scale
        steep = rise / (np.diff(xs) / (high - low))
        i = np.nonzero((rise > 0.004) & (steep > _STEEP))[0]
    cuts = np.zeros(len(xs) - 1, dtype=bool)
    if not len(i):
        return xs, ys, cuts, False
    a, b, fa, fb = xs[i], xs[i + 1], ys[i], ys[i + 1]
    first = np.abs(fb - fa)
    active = np.arange(len(i))  # those that have not yet turned out to be continuous
    for _ in range(_HALVINGS):
        if not len(active):
            break
        k, middle = active, (a[active] + b[active]) / 2
        fm = f(middle)
        inside = (middle > a[k]) & (middle < b[k]) & np.isfinite(fm)
        left = np.abs(fm - fa[k]) >= np.abs(fb[k] - fm)
        a[k], fa[k] = np.where(inside & ~left, middle, a[k]), np.where(inside & ~left, fm, fa[k])
        b[k], fb[k] = np.where(inside & left, middle, b[k]), np.where(inside & left, fm, fb[k])
        active = k[np.abs(fb[k] - fa[k]) > 0.3 * first[k]]
    last = np.abs(fb - fa)
    jump = last > 0.3 * first
    pole = jump & (last > 20 * first)
    cuts[i[jump]] = True
    finite = jump & ~pole
    marks = set(xs[i[jump]].tolist())
    x = np.concatenate([xs, a[finite], b[finite]])
    y = np.concatenate([ys, fa[finite], fb[finite]])
    # a break lies after the left end of its step, or where the step was before it was made narrow
    marks -= set(xs[i[finite]].tolist())
    marks |= set(a[finite].tolist())
    x, order = np.unique(x, return_index=True)
    return x, y[order], np.isin(x[:-1], list(marks)), bool(pole.any())


def _spikes(f: Any, xs: Any, ys: Any) -> bool:
    """Whether a curve grows without end at a place on both sides of which it has values of one sign."""
    import numpy as np

    size = np.abs(np.nan_to_num(ys))
    peaks = np.nonzero((size[1:-1] >= size[:-2]) & (size[1:-1] >= size[2:]) & (size[1:-1] > 3 * span(ys)))[0] + 1
    peaks = peaks[np.argsort(-size[peaks])][:_SPIKES]
    if not len(peaks):
        return False
    a, m, b, fm = xs[peaks - 1], xs[peaks], xs[peaks + 1], size[peaks]
    before = fm
    for step in range(30):
        p, q = (a + m) / 2, (m + b) / 2
        fp, fq = np.abs(f(p)), np.abs(f(q))
        if not (np.isfinite(fp).all() and np.isfinite(fq).all()):
            return True
        up = np.argmax(np.stack([fp, fm, fq]), axis=0)
        a, m, b, fm = (
            np.choose(up, [a, p, m]),
            np.choose(up, [p, m, q]),
            np.choose(up, [m, q, b]),
            np.choose(up, [fp, fm, fq]),
        )
        if step == 17:
            before = fm
    return bool((fm > _GROWTH * before).any())


def _runs(xs: Any, ys: Any, cuts: Any) -> list[Any]:
    """The pieces between gaps and breaks, each of two places at least."""
    import numpy as np

    known = np.isfinite(ys)
    ends = np.nonzero(cuts | (known[1:] != known[:-1]))[0] + 1
    both = np.stack([xs, ys], axis=1)
    return [run for run in np.split(both, ends) if len(run) > 1 and np.isfinite(run[:, 1]).all()]
