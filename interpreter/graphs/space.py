"""A graph as Graphics3D: vertices as far apart as their shortest paths are long, as nearly as space allows."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .. import symbols as S
from ..expr import Expr, expr, is_list, make_list
from ..options import option_name
from ..packed import Packed
from .drawing import FILL, LINE, Look
from .value import Graph

_ROUNDS = 80
_KEPT = frozenset("Axes Background Boxed BoxRatios Epilog ImageSize Lighting PlotLabel PlotRange ViewPoint".split())


def places(g: Graph) -> Any:
    """An array (vertices, 3); the components stand beside one another."""
    given = g.per_vertex("VertexCoordinates", None)
    if given and all(is_list(p) and len(p) == 3 for p in given):
        return np.array([[float(x) for x in p.args] for p in given])
    found = np.zeros((len(g.vertices), 3))
    left = 0.0
    apart = _distances(g)
    seen = np.zeros(len(g.vertices), dtype=bool)
    for v in range(len(g.vertices)):
        if seen[v]:
            continue
        members = np.nonzero(np.isfinite(apart[v]))[0]
        seen[members] = True
        at = _settled(apart[np.ix_(members, members)])
        at[:, 0] += left - at[:, 0].min()
        found[members] = at
        left = float(at[:, 0].max()) + 1.0
    return found


def _distances(g: Graph) -> Any:
    """Lengths of shortest paths, heedless of directions; infinite between components."""
    n = len(g.vertices)
    found = np.full((n, n), math.inf)
    for start in range(n):
        found[start, start] = 0
        row = [start]
        steps = 0
        while row:
            steps += 1
            after = []
            for v in row:
                for w, _ in g.around[v]:
                    if math.isinf(found[start, w]):
                        found[start, w] = steps
                        after.append(w)
            row = after
    return found


def _settled(apart: Any) -> Any:
    """Places whose distances are near those wanted: by scaling, then by majorization (Gansner, Koren, North, 2004)."""
    n = len(apart)
    if n == 1:
        return np.zeros((1, 3))
    middle = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-0.5 * middle @ apart**2 @ middle)
    at = vectors[:, -3:][:, ::-1] * np.sqrt(np.maximum(values[-3:][::-1], 1e-3))
    at = np.pad(at, ((0, 0), (0, 3 - at.shape[1])))
    at += 0.01 * np.random.default_rng(1).standard_normal(at.shape)  # what lies in one plane may leave it
    weights = np.where(apart > 0, 1 / np.where(apart > 0, apart, 1) ** 2, 0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian)
    for _ in range(_ROUNDS):
        real = np.linalg.norm(at[:, None] - at[None], axis=2)
        ratio = np.where(real > 1e-12, weights * apart / np.where(real > 1e-12, real, 1), 0)
        at = inverse @ ((np.diag(ratio.sum(axis=1)) - ratio) @ at)
    return at


def drawn(g: Graph) -> Expr:
    """The picture of a graph in space."""
    at = places(g)
    lengths = [float(np.linalg.norm(at[e.source] - at[e.target])) for e in g.edges if e.source != e.target]
    unit = float(np.median(lengths)) if lengths else 1.0
    styles, labels, looks = (Look(g.option(name)) for name in ("EdgeStyle", "VertexLabels", "VertexStyle"))
    radius = 0.09 * unit
    lines: list[Any] = [LINE, expr(S.AbsoluteThickness, 1.5), expr(S.Arrowheads, 0.025)]
    for e in g.edges:
        if e.source == e.target:
            continue
        a, b = at[e.source], at[e.target]
        step = (b - a) * min(radius / (float(np.linalg.norm(b - a)) or 1.0), 0.4)
        ends = Packed(np.stack([a, b - step] if e.directed else [a, b]))
        shape = expr(S.Arrow if e.directed else S.Line, ends)
        style = styles.of(g.written(e))
        lines.append(shape if style is None else make_list((style, shape)))
    balls: list[Any] = [FILL, expr(S.Specularity, 0.3, 15)]
    for v, p in zip(g.vertices, at):
        ball = expr(S.Sphere, make_list(tuple(p.tolist())), radius)
        style = looks.of(v)
        balls.append(ball if style is None else make_list((style, ball)))
        label = labels.of(v)
        if label is not None:
            text = v if label == "Name" else label
            spot = make_list((float(p[0]), float(p[1]), float(p[2]) + 1.8 * radius))
            balls.append(make_list((expr(S.GrayLevel, 0), expr(S.Text, text, spot))))
    kept = [o for o in g.options if option_name(o.args[0]) in _KEPT]
    if not any(option_name(o.args[0]) == "Boxed" for o in kept):
        kept.append(expr(S.Rule, S.Boxed, S.False_))
    return Expr(S.Graphics3D, (make_list((make_list(tuple(lines)), make_list(tuple(balls)))), *kept))
