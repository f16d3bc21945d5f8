"""Spheres, cylinders, cones, tubes and rings, boxes and other solids as primitives in space."""

from __future__ import annotations

from typing import Any

import numpy as np

from ... import symbols as S
from ...expr import Expr, is_list
from ..graphics.curves import bezier
from ..graphics.primitives import rules
from ..graphics.style import Style
from ..graphics.values import number, numbers
from . import solids
from .pieces import Faces, Lines, Piece
from .places import path, paths, spots, triple
from .polyhedra import polyhedron
from .primitives import PRIMITIVES, primitive, radius

_AROUND = 56  # cells around a solid of which there are few
_TUBE = 0.01  # the radius of a tube of which nothing is said, as a part of its length
_CURVES = ("Line", "BezierCurve", "BSplineCurve")


def _cells(count: int) -> int:
    """The fewer cells around each, the more solids there are."""
    return max(8, min(_AROUND, int(_AROUND * (12 / max(count, 1)) ** 0.4)))


def _curved(meshes: list[Any], style: Style) -> list[Piece]:
    """Faces without edges."""
    return [Faces(m, style, np.zeros(m.shape[:2], dtype=bool), closed=True) for m in meshes]


def _flat(meshes: list[Any], style: Style) -> list[Piece]:
    return [Faces(m, style, closed=True) for m in meshes]


def _axes(e: Any) -> Any:
    """Three half axes, from numbers or from a matrix whose eigenvectors they follow."""
    one = number(e)
    if one is not None:
        return np.eye(3) * one
    three = numbers(e, 3)
    if three is not None:
        return np.diag(three)
    rows = [numbers(r, 3) for r in e.args] if is_list(e) and len(e) == 3 else [None]
    if None in rows:
        return None
    matrix = np.array(rows)
    if not np.allclose(matrix, matrix.T):
        return None
    squares, turned = np.linalg.eigh(matrix)
    return turned * np.sqrt(np.maximum(squares, 0)) if squares.min() > 0 else None


@primitive("Sphere", "Ball", "Ellipsoid")
def ball(e: Expr, style: Style, known: Any) -> list[Piece] | None:
    """Sphere[p, r], of several centres in a list; Ellipsoid[p, {a, b, c}]."""
    places = spots(e.args[0], known) if len(e) else [np.zeros(3)]
    axes = _axes(e.args[1]) if len(e) > 1 else np.eye(3)
    if axes is None or not places:
        return None
    (mesh,) = solids.sphere(_cells(len(places)))
    if np.linalg.det(axes) < 0:
        axes = axes * [-1, 1, 1]
    return _curved([np.concatenate([mesh @ axes.T + p for p in places])], style)


def _ends(e: Any, known: Any) -> list[Any]:
    """Pairs of places: {p1, p2}, or several of them."""
    return [np.asarray(p) for p in paths(e, known) if len(p) == 2]


def _along(top: float) -> Any:
    def rule(e: Expr, style: Style, known: Any) -> list[Piece] | None:
        """Cylinder[{p1, p2}, r], Cone[{p1, p2}, r] with its tip at p2."""
        pairs = _ends(e.args[0], known) if len(e) else [np.array([[0.0, 0.0, -1.0], [0.0, 0.0, 1.0]])]
        r = radius(e.args[1] if len(e) > 1 else None, 1.0)
        if r is None:
            return None
        found: list[Piece] = []
        meshes = solids.cylinder(_cells(len(pairs)), top)
        for low, high in pairs:
            height = np.linalg.norm(high - low)
            if height:
                matrix = solids.frame(high - low) * [r, r, height]
                found += _curved([m @ matrix.T + low for m in meshes], style)
        return found

    return rule


PRIMITIVES |= {"Cylinder": _along(1.0), "Cone": _along(0.0)}


@primitive("CapsuleShape")
def capsule(e: Expr, style: Style, known: Any) -> list[Piece] | None:
    pairs = _ends(e.args[0], known) if len(e) else [np.array([[0.0, 0.0, -1.0], [0.0, 0.0, 1.0]])]
    r = radius(e.args[1] if len(e) > 1 else None, 1.0)
    if r is None:
        return None
    found: list[Piece] = []
    for low, high in pairs:
        height = float(np.linalg.norm(high - low))
        if height:
            (mesh,) = solids.sphere(_AROUND)
            mesh = mesh * r
            above = mesh[..., 2].mean(axis=1) > 0
            matrix = solids.frame(high - low)
            found += _curved([mesh[~above] @ matrix.T + low, mesh[above] @ matrix.T + high], style)
            side = solids.cylinder(_AROUND)[0] * [r, r, height]
            found += _curved([side @ matrix.T + low], style)
    return found


@primitive("Torus")
def torus(e: Expr, style: Style, known: Any) -> list[Piece] | None:
    """Torus[p, {inner, outer}]: the radii of its hole and of all of it."""
    centre = triple(e.args[0], known) if len(e) else np.zeros(3)
    radii = numbers(e.args[1], 2) if len(e) > 1 else [0.5, 1.0]
    if centre is None or not radii or not 0 <= radii[0] < radii[1]:
        return None
    return _curved([m + centre for m in solids.torus(radii[0], radii[1], 48)], style)


# ---- tubes -----------------------------------------------------------------------------------------------------------


def smooth(e: Expr, known: Any) -> list[Any]:
    """The places along a line or a curve."""
    args, options = rules(e)
    runs = [np.asarray(run) for run in paths(args[0], known) if len(run) > 1] if args else []
    if e.head is S.BSplineCurve:
        from ..graphics.curves import spline

        degree, closed = options.get("SplineDegree", 3), getattr(options.get("SplineClosed"), "name", "") == "True"
        if type(degree) is not int or not 1 <= degree <= 20:
            return []
        flat = [(spline([(p[0], p[1]) for p in run.tolist()], degree, closed),
                 spline([(p[2], 0.0) for p in run.tolist()], degree, closed)) for run in runs]  # fmt: skip
        return [np.array([(*p, q[0]) for p, q in zip(xy, z)]) for xy, z in flat]  # type: ignore[misc, index]
    if e.head is S.BezierCurve:
        return [_cubic(run) for run in runs]
    return runs


def _cubic(run: Any) -> Any:
    rows = run.tolist()
    xy = np.array(bezier([(p[0], p[1]) for p in rows]))
    z = np.array(bezier([(p[2], 0.0) for p in rows]))[:, :1]
    ends = np.concatenate([xy, z], axis=1)
    t = np.linspace(0, 1, 17)[:-1, None]
    pieces = []
    for i in range(0, len(ends) - 3, 3):
        a, b, c, d = ends[i : i + 4]
        s = 1 - t
        pieces.append(s**3 * a + 3 * s * s * t * b + 3 * s * t * t * c + t**3 * d)
    return np.concatenate([*pieces, ends[-1:]])


@primitive("BezierCurve", "BSplineCurve")
def curve(e: Expr, style: Style, known: Any) -> list[Piece] | None:
    runs = smooth(e, known)
    return [Lines(runs, style)] if runs else None


@primitive("Arrow")
def arrow(e: Expr, style: Style, known: Any) -> list[Piece] | None:
    """Arrow[{p1, ..., pn}], of a line or a curve, or of a tube, which has a cone at its end."""
    if not len(e):
        return None
    first = e.args[0]
    name = getattr(getattr(first, "head", None), "name", "")
    if name == "Tube":
        return pointed_tube(first, style, known)
    runs = smooth(first if name in _CURVES else Expr(S.Line, (first,)), known)
    return [Lines(runs, style, arrow=True)] if runs else None


@primitive("Tube")
def tube(e: Expr, style: Style, known: Any) -> list[Piece] | None:
    """Tube[{p1, p2, ...}, r], of several lines, of a curve; r may be a list."""
    runs, radii = _tubes(e, known)
    found: list[Piece] = []
    for run, r in zip(runs, radii):
        found += _curved(solids.tube(run, r, 16 if len(runs) < 20 else 8), style)
    return found


def _tubes(e: Expr, known: Any) -> tuple[list[Any], list[Any]]:
    if not len(e):
        return [], []
    first = e.args[0]
    is_curve = getattr(getattr(first, "head", None), "name", "") in _CURVES
    runs = smooth(first if is_curve else Expr(S.Line, (first,)), known)
    given = e.args[1] if len(e) > 1 else None
    several = numbers(given) if is_list(given) else None
    radii = []
    for i, run in enumerate(runs):
        usual = _TUBE * max(float(np.ptp(run, axis=0).max()), 1e-9)
        if several and len(several) == len(run):
            radii.append(np.abs(several))
        else:
            r = several[i % len(several)] if several else radius(given, usual)
            radii.append(np.full(len(run), usual if r is None else abs(r)))
    return runs, radii


def pointed_tube(e: Expr, style: Style, known: Any) -> list[Piece]:
    """Arrow[Tube[...]]: tubes that end in cones."""
    found: list[Piece] = []
    for run, r in zip(*_tubes(e, known)):
        last = run[-1] - run[-2]
        length, wide = float(np.linalg.norm(last)), 2.5 * float(r[-1])
        if not length:
            continue
        high = min(2.5 * wide, 0.6 * length)
        foot = run[-1] - last * high / length
        found += _curved(solids.tube(np.concatenate([run[:-1], foot[None]]), r, 16), style)
        matrix = solids.frame(last) * [wide, wide, high]
        found += _curved([m @ matrix.T + foot for m in solids.cylinder(20, 0.0)], style)
    return found


# ---- flat faces ------------------------------------------------------------------------------------------------------


@primitive("Cuboid")
def cuboid(e: Expr, style: Style, known: Any) -> list[Piece] | None:
    """Cuboid[p] with sides of length one, Cuboid[p, q]."""
    low = triple(e.args[0], known) if len(e) else np.zeros(3)
    high = triple(e.args[1], known) if len(e) > 1 else None if low is None else low + 1
    return None if low is None or high is None else _flat([solids.cuboid(low, high)], style)


@primitive("Parallelepiped")
def parallelepiped(e: Expr, style: Style, known: Any) -> list[Piece] | None:
    corner, sides = (triple(e.args[0], known), path(e.args[1])) if len(e) == 2 else (None, None)
    if corner is None or sides is None or len(sides) != 3:
        return None
    mesh = solids.cuboid(np.zeros(3), np.ones(3)) @ sides + corner
    return _flat([mesh if np.linalg.det(sides) > 0 else mesh[:, ::-1]], style)


def _regular(name: str, given: Any = None) -> Any:
    def rule(e: Expr, style: Style, known: Any) -> list[Piece] | None:
        """Name[], Name[length], Name[p, length]; Name[{p1, ...}] with corners where there is such a form."""
        args = list(e.args)
        if given is not None and len(args) == 1:
            found = [p for p in paths(args[0], known) if len(p) == given[0]]
            if found:
                return [f for p in found for f in _flat(given[1](np.asarray(p)), style)]
        length = number(args.pop()) if args and number(args[-1]) is not None else 1.0
        centre = triple(args[0], known) if args else np.zeros(3)
        if centre is None or length is None or length <= 0:
            return None
        places, faces = polyhedron(name)  # type: ignore[misc]
        return _flat([(places[list(face)] * length + centre)[None] for face in faces], style)

    return rule


PRIMITIVES |= {
    "Cube": _regular("Cube"),
    "Tetrahedron": _regular("Tetrahedron", (4, solids.tetrahedron)),
    "Octahedron": _regular("Octahedron"),
    "Dodecahedron": _regular("Dodecahedron"),
    "Icosahedron": _regular("Icosahedron"),
    "Hexahedron": _regular("Cube", (8, solids.hexahedron)),
}


def _with_corners(count: int, make: Any) -> Any:
    def rule(e: Expr, style: Style, known: Any) -> list[Piece] | None:
        found = [p for p in paths(e.args[0], known) if len(p) == count] if len(e) else []
        return [f for p in found for f in _flat(make(np.asarray(p)), style)]

    return rule


PRIMITIVES |= {"Prism": _with_corners(6, solids.prism), "Pyramid": _with_corners(5, solids.pyramid)}


@primitive("Polyhedron")
def polyhedron_of(e: Expr, style: Style, known: Any) -> list[Piece] | None:
    """Polyhedron[places, faces], of faces with numbers; or Polyhedron[{face, ...}]."""
    places = path(e.args[0]) if len(e) == 2 else None
    faces = paths(e.args[1], places) if places is not None else paths(e.args[0], known) if len(e) else []
    return [Faces(np.asarray(f)[None], style) for f in faces if len(f) > 2] or None


@primitive("Simplex")
def simplex(e: Expr, style: Style, known: Any) -> list[Piece] | None:
    places = path(e.args[0], known) if len(e) else None
    if places is None:
        return None
    places = np.asarray(places)
    if len(places) == 4:
        return _flat(solids.tetrahedron(places), style)
    return [Faces(places[None], style)] if len(places) == 3 else [Lines([places], style)] if len(places) == 2 else None
