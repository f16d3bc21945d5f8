"""Functions from numbers to colours: those with names, and those that a session evaluates."""

from __future__ import annotations

from typing import Any

from ..display.graphics.values import Color, color
from ..expr import Expr

# Colours at even steps from 0 to 1.
GRADIENTS: dict[str, tuple[tuple[float, float, float], ...]] = {
    "GrayTones": ((0.1, 0.1, 0.1), (0.95, 0.95, 0.95)),
    "Rainbow": (
        (0.5, 0.1, 0.55), (0.25, 0.35, 0.8), (0.35, 0.7, 0.65), (0.6, 0.75, 0.3), (0.9, 0.6, 0.25), (0.85, 0.15, 0.12),
    ),
    "TemperatureMap": ((0.2, 0.3, 0.75), (0.6, 0.85, 0.95), (1.0, 0.98, 0.8), (0.95, 0.6, 0.35), (0.8, 0.15, 0.2)),
    "SunsetColors": ((0.05, 0.0, 0.1), (0.45, 0.15, 0.5), (0.9, 0.35, 0.25), (1.0, 0.75, 0.3), (1.0, 1.0, 0.9)),
    "BlueGreenYellow": ((0.15, 0.1, 0.45), (0.1, 0.4, 0.55), (0.35, 0.7, 0.5), (0.95, 0.93, 0.5)),
    "DarkRainbow": ((0.25, 0.3, 0.6), (0.25, 0.5, 0.35), (0.7, 0.7, 0.25), (0.75, 0.45, 0.2), (0.65, 0.2, 0.2)),
    "SolarColors": ((0.4, 0.05, 0.05), (0.9, 0.4, 0.1), (1.0, 0.8, 0.25)),
    "AvocadoColors": ((0.0, 0.1, 0.0), (0.25, 0.5, 0.1), (0.95, 0.95, 0.5)),
    "LakeColors": ((0.3, 0.1, 0.5), (0.4, 0.55, 0.75), (0.9, 0.93, 0.9)),
}  # fmt: skip
DENSITY = ((0.2, 0.25, 0.5), (0.4, 0.55, 0.75), (0.8, 0.85, 0.88), (0.97, 0.88, 0.65), (0.93, 0.6, 0.3))
SIGNED = ((0.16, 0.36, 0.68), (0.62, 0.77, 0.91), (1.0, 1.0, 1.0), (0.97, 0.75, 0.5), (0.85, 0.35, 0.1))
SHADES = ((1.0, 1.0, 1.0), (0.0, 0.0, 0.0))


def between(colors: tuple[tuple[float, float, float], ...], t: Any) -> Any:
    """The colours (a last axis of 3) at an array of numbers from 0 to 1."""
    import numpy as np

    table = np.array(colors)
    steps = np.linspace(0, 1, len(table))
    t = np.clip(np.nan_to_num(t), 0, 1)
    return np.stack([np.interp(t, steps, table[:, k]) for k in range(3)], axis=-1)


def colored(spec: Any, t: Any, usual: Any, session: Any) -> Any:
    """Colours by ColorFunction: Automatic, the name of a gradient, or a function of the number."""
    import numpy as np

    if type(spec) is str and spec in GRADIENTS:
        return between(GRADIENTS[spec], t)
    if isinstance(spec, Expr) or type(getattr(spec, "name", 0)) is str and spec.name not in ("Automatic", "None"):
        found = [_rgb(color(session.evaluator.evaluate(Expr(spec, (v,))))) for v in t.ravel().tolist()]
        return np.array(found).reshape(*t.shape, 3)
    return between(usual, t)


def _rgb(c: Color | None) -> tuple[float, float, float]:
    return (0.5, 0.5, 0.5) if c is None else c[:3]
