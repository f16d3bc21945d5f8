"""The options of Graphics3D, and the camera: from places in the box to places on paper and distances from the eye."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ... import symbols as S
from ...expr import TRUE, Expr, Symbol, has_head, is_list
from ..graphics.options import first_settings, word
from ..graphics.style import Style, applied
from ..graphics.values import number, numbers
from .lighting import Lights, automatic, lights

_VIEW = (1.3, -2.4, 2.0)
_VIEWS = {
    "Above": (0.0, 0.0, 2.0), "Below": (0.0, 0.0, -2.0), "Front": (0.0, -2.0, 0.0), "Back": (0.0, 2.0, 0.0),
    "Left": (-2.0, 0.0, 0.0), "Right": (2.0, 0.0, 0.0), "Top": (0.0, 0.0, 2.0), "Bottom": (0.0, 0.0, -2.0),
}  # fmt: skip
_FAR = 1e3  # from here on there is no perspective
_NEAREST = 0.75  # the eye stays outside of the box, half of whose longest side is 0.5
_EDGE = Style(color=(0.45, 0.45, 0.45, None), thickness=Style().thickness)

Ends = tuple[float | None, float | None]


@dataclass(slots=True)
class Options:
    limits: tuple[Ends, Ends, Ends] = ((None, None),) * 3
    padding: tuple[float, float, float] = (0.0, 0.0, 0.0)
    ratios: tuple[float, float, float] | None = None
    boxed: bool = True
    box_style: Style = _EDGE
    axes: tuple[bool, bool, bool] = (False, False, False)
    labels: tuple[Any, Any, Any] = (None, None, None)
    ticks: tuple[Any, Any, Any] = (S.Automatic,) * 3
    axes_styles: tuple[Any, Any, Any] = (None, None, None)
    ticks_styles: tuple[Any, Any, Any] = (None, None, None)
    label_style: Any = None
    grids: tuple[tuple[int, int], ...] = ()  # the faces with grids: (axis, -1 or 1)
    all_grids: bool = False
    view: tuple[float, float, float] = _VIEW
    vertical: tuple[float, float, float] = (0.0, 0.0, 1.0)
    parallel: bool = False
    lights: Lights = field(default_factory=automatic)


Reader = Callable[[Options, Any], None]
READERS: dict[str, Reader] = {}


def reader(name: str) -> Callable[[Reader], Reader]:
    def register(function: Reader) -> Reader:
        READERS[name] = function
        return function

    return register


def read_options(args: tuple[Any, ...]) -> Options:
    """The options among the arguments of Graphics3D."""
    found = Options()
    for name, setting in first_settings(args):
        if name in READERS:
            READERS[name](found, setting)
    return found


def _three(e: Any) -> tuple[Any, Any, Any]:
    return tuple(e.args) if is_list(e) and len(e) == 3 else (e, e, e)  # type: ignore[return-value]


@reader("PlotRange")
def _range(o: Options, e: Any) -> None:
    """All, r, {z0, z1}, {{x0, x1}, {y0, y1}, {z0, z1}}, where an end may be Automatic."""
    if is_list(e) and len(e) == 2:
        o.limits = ((None, None), (None, None), _ends(e))
    else:
        o.limits = tuple(map(_ends, _three(e)))  # type: ignore[assignment]


def _ends(e: Any) -> Ends:
    if is_list(e) and len(e) == 2:
        low, high = number(e.args[0]), number(e.args[1])
        return (high, low) if low is not None and high is not None and low > high else (low, high)
    value = number(e)
    return (-abs(value), abs(value)) if value else (None, None)


@reader("PlotRangePadding")
def _padding(o: Options, e: Any) -> None:
    found = [number(p.args[0]) if has_head(p, S.Scaled, 1) else 0.0 for p in _three(e)]
    o.padding = tuple([min(max(p or 0.0, 0.0), 10.0) for p in found])  # type: ignore[assignment]


@reader("BoxRatios")
def _ratios(o: Options, e: Any) -> None:
    found = numbers(e, 3)
    if found and min(found) > 0:
        o.ratios = (found[0], found[1], found[2])


@reader("Boxed")
def _boxed(o: Options, e: Any) -> None:
    o.boxed = e is TRUE


@reader("BoxStyle")
def _box_style(o: Options, e: Any) -> None:
    o.box_style = applied(_EDGE, (e,))


@reader("Axes")
def _axes(o: Options, e: Any) -> None:
    o.axes = tuple([x is TRUE for x in _three(e)])  # type: ignore[assignment]


@reader("AxesLabel")
def _labels(o: Options, e: Any) -> None:
    given = _three(e) if is_list(e) else (None, None, e)
    o.labels = tuple([None if word(x) in ("None", "Automatic") else x for x in given])  # type: ignore[assignment]


@reader("Ticks")
def _ticks(o: Options, e: Any) -> None:
    o.ticks = _three(e)


@reader("LabelStyle")
def _label_style(o: Options, e: Any) -> None:
    o.label_style = e


@reader("FaceGrids")
def _face_grids(o: Options, e: Any) -> None:
    """All, for the faces behind, or a list of faces such as {0, 0, -1}."""
    o.all_grids = word(e) == "All"
    found = []
    for face in e.args if is_list(e) else ():
        face = face.args[0] if is_list(face) and len(face) == 2 and is_list(face.args[0]) else face
        out = numbers(face, 3)
        if out and sum(map(abs, out)) == 1:
            k = next(i for i in range(3) if out[i])
            found.append((k, int(out[k])))
    o.grids = tuple(found)


@reader("AxesStyle")
def _axes_style(o: Options, e: Any) -> None:
    o.axes_styles = _three(e)


@reader("TicksStyle")
def _ticks_style(o: Options, e: Any) -> None:
    o.ticks_styles = _three(e)


@reader("ViewPoint")
def _view(o: Options, e: Any) -> None:
    """{x, y, z} from the middle of the box, whose longest side is 1; Above, Front and the like, {Front, Left}."""
    names = e.args if is_list(e) and all(type(x) is Symbol and x.name in _VIEWS for x in e.args) else (e,)
    if all(type(x) is Symbol and x.name in _VIEWS for x in names) and names:
        o.view = tuple(sum(column) for column in zip(*[_VIEWS[x.name] for x in names]))  # type: ignore[assignment]
    elif is_list(e) and len(e) == 3:
        far = [_direction(x) for x in e.args]
        if any(far):
            o.view, o.parallel = tuple([2.0 * f for f in far]), True  # type: ignore[assignment]
        elif (found := numbers(e, 3)) and any(found):
            o.view = (found[0], found[1], found[2])
    if not any(o.view):
        o.view = _VIEW


def _direction(e: Any) -> int:
    """The sign of Infinity, 0 for a number."""
    if isinstance(e, Expr) and getattr(e.head, "name", "") == "DirectedInfinity" and len(e) == 1:
        return 1 if e.args[0] == 1 else -1
    return 1 if word(e) == "Infinity" else 0


@reader("ViewVertical")
def _vertical(o: Options, e: Any) -> None:
    found = numbers(e, 3)
    if found and any(found):
        o.vertical = (found[0], found[1], found[2])


@reader("ViewProjection")
def _projection(o: Options, e: Any) -> None:
    o.parallel = o.parallel or e in ("Orthographic", "Parallel")


@reader("Lighting")
def _lighting(o: Options, e: Any) -> None:
    o.lights = lights(e)


# ---- camera ----------------------------------------------------------------------------------------------------------


class Camera:
    """Looks from `eye` to the origin, the middle of a box whose longest side is 1."""

    def __init__(self, o: Options) -> None:
        eye = np.array(o.view, dtype=float)
        distance = float(np.linalg.norm(eye))
        self.parallel = o.parallel or distance > _FAR
        self.towards = eye / distance
        self.eye = self.towards * max(distance, _NEAREST)
        up = np.array(o.vertical, dtype=float)
        right = np.cross(up, self.towards)
        if np.linalg.norm(right) < 1e-6 * np.linalg.norm(up):  # from straight above: y goes up
            right = np.cross([0.0, 1.0, 0.0] if abs(self.towards[1]) < 0.9 else [0.0, 0.0, 1.0], self.towards)
        self.right = right / np.linalg.norm(right)
        self.up = np.cross(self.towards, self.right)

    def on_paper(self, points: Any) -> Any:
        """Places (..., 2), upwards and to the right, of places (..., 3)."""
        flat = np.stack([points @ self.right, points @ self.up], axis=-1)
        if self.parallel:
            return flat
        away = np.linalg.norm(self.eye) - points @ self.towards
        return flat / np.maximum(away, 1e-2)[..., None] * np.linalg.norm(self.eye)

    def distance(self, points: Any) -> Any:
        """How far places (..., 3) are from the eye."""
        if self.parallel:
            return -(points @ self.towards)
        return np.linalg.norm(points - self.eye, axis=-1)

    def seen_from(self, points: Any) -> Any:
        """Unit vectors from places to the eye."""
        if self.parallel:
            return np.broadcast_to(self.towards, points.shape)
        found = self.eye - points
        return found / np.maximum(np.linalg.norm(found, axis=-1, keepdims=True), math.ulp(1.0))
