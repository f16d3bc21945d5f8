"""Lights and the colours of faces under them: light from all around, from directions and from places.

Lights stand still relative to the eye: their directions are {to the right, upwards, towards the eye}.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ... import symbols as S
from ...expr import has_head, is_list
from ..graphics.style import Style
from ..graphics.values import color, numbers


@dataclass(slots=True)
class Lights:
    """`directed` holds (colour, direction to the light, whether it goes with the eye)."""

    ambient: Any
    directed: list[tuple[Any, Any, bool]] = field(default_factory=list)
    placed: list[tuple[Any, Any]] = field(default_factory=list)  # (colour, place)
    none: bool = False  # faces have their own colours


def _gray(level: float) -> Any:
    return np.full(3, level)


def automatic() -> Lights:
    """A strong light from the upper left, a weaker one from the right, a little from below."""
    directed = (((-0.45, 0.75, 0.8), 0.50), ((0.9, 0.2, 0.6), 0.25), ((-0.1, -0.8, 0.7), 0.12))
    return Lights(_gray(0.36), [(_gray(level), np.array(d), True) for d, level in directed])


def _neutral() -> Lights:
    spots = ((-0.5, 1.5, 2.0), (1.5, 1.5, 2.0), (1.5, -0.5, 2.0))
    return Lights(_gray(0.35), [(_gray(0.37), np.array(d), True) for d in spots])


_NAMED = {"Neutral": _neutral, "ThreePoint": automatic, "Standard": automatic, "Accent": automatic}


def lights(e: Any) -> Lights:
    """Automatic, "Neutral", None, or a list of {"Ambient", c}, {"Directional", c, direction}, {"Point", c, place}."""
    if type(e) is str:
        return _NAMED.get(e, automatic)()
    if getattr(e, "name", "") in ("None", "False"):
        return Lights(_gray(1.0), none=True)
    if not is_list(e) or not len(e):
        return automatic()
    found = Lights(_gray(0.0))
    parts = [p for p in e.args if is_list(p) and len(p) >= 2 and type(p.args[0]) is str]
    for p in parts:
        kind, shade, where = (*p.args, None)[:3]
        rgb = color(shade)
        if rgb is None:
            continue
        tint = np.array(rgb[:3])
        if kind == "Ambient":
            found.ambient = found.ambient + tint
        elif kind in ("Directional", "Point", "Spot") and where is not None:
            _place(found, kind, tint, where)
    return found if parts else automatic()


def _place(found: Lights, kind: str, tint: Any, where: Any) -> None:
    if is_list(where) and len(where) == 2:  # {place, target}
        where = where.args[0]
    with_eye = has_head(where, S.ImageScaled, 1)
    spot = numbers(where.args[0] if with_eye or has_head(where, S.Scaled, 1) else where, 3)
    if not spot:
        return
    if with_eye:  # the middle of the picture is {1/2, 1/2}
        found.directed.append((tint, np.array(spot) - [0.5, 0.5, 0.0], True))
    elif kind == "Directional":
        found.directed.append((tint, np.array(spot), False))
    else:
        found.placed.append((tint, np.array(spot)))


def shaded(
    base: Any, normals: Any, towards: Any, places: Any, found: Lights, axes: tuple[Any, Any, Any], style: Style
) -> Any:
    """The colours (faces, 3) of faces with colours `base`; `towards` are directions to the eye (Lambert, Blinn)."""
    if style.glow is not None:
        return np.broadcast_to(np.array(style.glow[:3]), base.shape)
    if found.none:
        return base
    facing = np.where((normals * towards).sum(axis=1, keepdims=True) < 0, -normals, normals)
    light, gleam = np.broadcast_to(found.ambient, base.shape).copy(), np.zeros(base.shape)
    frame = np.array(axes)
    rays = [(tint, np.broadcast_to(d @ frame if with_eye else d, places.shape)) for tint, d, with_eye in found.directed]
    rays += [(tint, spot - places) for tint, spot in found.placed]
    for tint, ray in rays:
        ray = ray / np.maximum(np.linalg.norm(ray, axis=1, keepdims=True), 1e-12)
        lit = np.maximum((facing * ray).sum(axis=1, keepdims=True), 0)
        light += tint * lit
        if style.gloss:
            half = ray + towards
            half /= np.maximum(np.linalg.norm(half, axis=1, keepdims=True), 1e-12)
            gleam += tint * np.maximum((facing * half).sum(axis=1, keepdims=True), 0) ** style.shine * (lit > 0)
    return np.clip(base * light + style.gloss * gleam, 0, 1)
