"""The options of Graphics, read once: what is malformed counts as not given."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ... import symbols as S
from ...expr import TRUE, Expr, Symbol, has_head, is_list, is_rule
from ...options import option_name
from .scales import Range, Tick
from .style import Style, applied
from .values import Color, color, number, numbers

SIZES = {"Tiny": 100.0, "Small": 180.0, "Medium": 360.0, "Large": 576.0}
LARGEST = 20_000.0  # points
_GOLDEN = 2 / (1 + math.sqrt(5))


@dataclass(slots=True)
class Options:
    """`x`, `y`: the ends of PlotRange, None for what the shapes say.  Sides are named left, bottom, right, top."""

    x: tuple[float | None, float | None] = (None, None)
    y: tuple[float | None, float | None] = (None, None)
    padding: float | None = None  # as a part of the range; None: the usual
    # {{left, right}, {bottom, top}} of PlotRangePadding, which widen a range that is given, too
    room: tuple[tuple[float, float] | None, tuple[float, float] | None] = (None, None)
    width: float | None = None
    height: float | None = None
    aspect: float | None = None  # height / width; None: both axes have one scale
    full: bool = False  # AspectRatio -> Full
    background: Color | None = None
    axes: tuple[bool, bool] = (False, False)
    origin: tuple[float | None, float | None] = (None, None)
    frame: tuple[bool, bool, bool, bool] = (False, False, False, False)
    ticks: tuple[Any, Any] = (S.Automatic, S.Automatic)
    frame_ticks: tuple[Any, Any] = (S.Automatic, S.Automatic)
    grid: tuple[Any, Any] = (S.None_, S.None_)
    # directives for lines, ticks and their labels; None where nothing is said
    axes_styles: tuple[Any, Any] = (None, None)
    frame_style: Any = None
    ticks_styles: tuple[Any, Any] = (None, None)
    grid_styles: tuple[Any, Any] = (None, None)
    axes_labels: tuple[Any, Any] = (None, None)
    frame_labels: tuple[Any, Any, Any, Any] = (None, None, None, None)
    title: Any = None
    style: Style = field(default_factory=Style)
    prolog: Any = None
    epilog: Any = None
    margin: float | None = None  # ImagePadding
    clipped: bool = False


Reader = Callable[[Options, Any], None]
READERS: dict[str, Reader] = {}


def reader(*names: str) -> Callable[[Reader], Reader]:
    """Register f(options, value) as what an option of Graphics says."""

    def register(function: Reader) -> Reader:
        READERS.update(dict.fromkeys(names, function))
        return function

    return register


def first_settings(args: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    """The (name, setting) of the options among some arguments; of two of one name the first counts."""
    seen = set()
    stack = list(args)[::-1]
    while stack:
        a = stack.pop()
        if is_list(a):
            stack.extend(reversed(a.args))
            continue
        name = option_name(a.args[0]) if is_rule(a) else None
        if type(name) is str and name not in seen:
            seen.add(name)
            yield name, a.args[1]


def read_options(args: tuple[Any, ...]) -> Options:
    """The options among the arguments of Graphics."""
    found = Options()
    for name, setting in first_settings(args):
        if name in READERS:
            READERS[name](found, setting)
    return found


def word(e: Any) -> Any:
    return e.name if type(e) is Symbol else e


def pair(e: Any) -> tuple[Any, Any]:
    """{a, b}, or one value for both."""
    return (e.args[0], e.args[1]) if is_list(e) and len(e) == 2 else (e, e)


# ---- range and size --------------------------------------------------------------------------------------------------


def _limits(e: Any) -> tuple[float | None, float | None]:
    if is_list(e) and len(e) == 2:
        low, high = number(e.args[0]), number(e.args[1])
        if low is not None and high is not None and low > high:
            low, high = high, low
        return low, high
    value = number(e)
    return (-abs(value), abs(value)) if value else (None, None)


@reader("PlotRange")
def plot_range(o: Options, e: Any) -> None:
    """All, r, {y0, y1}, {{x0, x1}, {y0, y1}}, where an end may be Automatic."""
    if is_list(e) and len(e) == 2 and not all(number(x) is not None for x in e.args):
        o.x, o.y = _limits(e.args[0]), _limits(e.args[1])
    else:
        o.y = _limits(e)
        if not is_list(e):
            o.x = o.y


@reader("PlotRangePadding")
def plot_range_padding(o: Options, e: Any) -> None:
    """None, Scaled[s], {x, y} or {{left, right}, {bottom, top}}."""
    if is_list(e) and len(e) == 2:
        o.room = (_room(e.args[0]), _room(e.args[1]))
        return
    value = number(e.args[0]) if has_head(e, S.Scaled, 1) else 0.0 if word(e) == "None" else None
    o.padding = None if value is None else min(max(value, 0.0), 10.0)


def _room(e: Any) -> tuple[float, float] | None:
    parts = [number(p.args[0]) if has_head(p, S.Scaled, 1) else 0.0 for p in pair(e)]
    return None if word(e) == "Automatic" or None in parts else tuple([min(max(p, 0.0), 10.0) for p in parts])  # type: ignore


@reader("PlotRangeClipping")
def plot_range_clipping(o: Options, e: Any) -> None:
    o.clipped = e is TRUE


@reader("ImageSize")
def image_size(o: Options, e: Any) -> None:
    o.width, o.height = (_length(x) for x in pair(e)) if is_list(e) else (_length(e), None)


def _length(e: Any) -> float | None:
    value = SIZES.get(e.name) if type(e) is Symbol else number(e)
    return None if value is None or value <= 0 else min(max(value, 1.0), LARGEST)


@reader("ImagePadding")
def image_padding(o: Options, e: Any) -> None:
    value = 0.0 if word(e) == "None" else number(e)
    o.margin = None if value is None else min(max(value, 0.0), 1000.0)


@reader("AspectRatio")
def aspect_ratio(o: Options, e: Any) -> None:
    value = _GOLDEN if _is_golden(e) else number(e)
    o.aspect = None if value is None or value <= 0 else min(max(value, 0.01), 100.0)
    o.full = word(e) == "Full"


def _is_golden(e: Any) -> bool:
    return has_head(e, S.Power, 2) and e.args == (S.GoldenRatio, -1)


@reader("Background")
def background(o: Options, e: Any) -> None:
    o.background = color(e)


# ---- axes and frame --------------------------------------------------------------------------------------------------


@reader("Axes")
def axes(o: Options, e: Any) -> None:
    x, y = pair(e)
    o.axes = (x is TRUE, y is TRUE)


@reader("AxesOrigin")
def axes_origin(o: Options, e: Any) -> None:
    x, y = pair(e)
    o.origin = (number(x), number(y))


def _sides(e: Any, empty: Any) -> tuple[Any, Any, Any, Any]:
    """{bottom, left}, {bottom, left, top, right} or {{left, right}, {bottom, top}} as left, bottom, right, top."""
    if not is_list(e):
        return (e,) * 4
    parts = e.args
    if len(parts) == 2 and all(is_list(p) and len(p) == 2 for p in parts):
        (left, right), (bottom, top) = parts[0].args, parts[1].args
        return left, bottom, right, top
    bottom, left, top, right = (*parts, empty, empty, empty, empty)[:4]
    return left, bottom, right, top


@reader("Frame")
def frame(o: Options, e: Any) -> None:
    o.frame = tuple([x is TRUE for x in _sides(e, None)])  # type: ignore[assignment]


@reader("FrameLabel")
def frame_label(o: Options, e: Any) -> None:
    if is_list(e):
        o.frame_labels = tuple([_given(x) for x in _sides(e, None)])  # type: ignore[assignment]
    else:
        o.frame_labels = (None, _given(e), None, None)


@reader("AxesLabel")
def axes_label(o: Options, e: Any) -> None:
    o.axes_labels = (_given(e.args[0]), _given(e.args[1])) if is_list(e) and len(e) == 2 else (None, _given(e))


def _given(e: Any) -> Any:
    return None if e is None or word(e) in ("None", "Automatic") else e


@reader("PlotLabel")
def plot_label(o: Options, e: Any) -> None:
    o.title = _given(e)


@reader("Ticks")
def _ticks(o: Options, e: Any) -> None:
    o.ticks = pair(e)


@reader("FrameTicks")
def _frame_ticks(o: Options, e: Any) -> None:
    left, bottom, _, _ = _sides(e, S.Automatic)
    o.frame_ticks = (bottom, left)


@reader("GridLines")
def grid_lines(o: Options, e: Any) -> None:
    o.grid = pair(e)


def _directives(e: Any) -> tuple[Any, Any]:
    """{for x, for y}, or one directive for both."""
    return (None, None) if is_list(e) and not len(e) or word(e) in ("None", "Automatic") else pair(e)


@reader("AxesStyle")
def axes_style(o: Options, e: Any) -> None:
    o.axes_styles = _directives(e)


@reader("FrameStyle")
def frame_style(o: Options, e: Any) -> None:
    o.frame_style = None if is_list(e) and not len(e) or word(e) in ("None", "Automatic") else e


@reader("TicksStyle", "FrameTicksStyle")
def ticks_style(o: Options, e: Any) -> None:
    found = _directives(e)
    if found != (None, None):
        o.ticks_styles = found


@reader("GridLinesStyle")
def grid_lines_style(o: Options, e: Any) -> None:
    o.grid_styles = _directives(e)


@reader("BaseStyle", "LabelStyle")
def base_style(o: Options, e: Any) -> None:
    o.style = applied(o.style, (e,))


@reader("Prolog")
def prolog(o: Options, e: Any) -> None:
    o.prolog = e


@reader("Epilog")
def epilog(o: Options, e: Any) -> None:
    o.epilog = e


def given_ticks(e: Any, limits: Range, automatic: Callable[[], list[Tick]]) -> list[Tick]:
    """The ticks that an option says: Automatic or True, None, or a list of values and pairs {value, label}."""
    from .primitives import words_of
    from .scales import label, step_of

    if not is_list(e):
        return [] if word(e) in ("None", "False") else automatic()
    step, found = step_of(limits, 5) / 10, []
    for t in e.args:
        if isinstance(t, Expr) and is_list(t) and len(t):
            value, text = number(t.args[0]), words_of(t.args[1], Style())[0] if len(t) > 1 else None
        else:
            value, text = number(t), None
        if value is not None and limits[0] - step / 1e6 <= value <= limits[1] + step / 1e6:
            text = label(value, step).rstrip("0").rstrip(".") if text is None else text
            found.append(Tick(value, text, minor=not text))
    return found


def given_values(e: Any, ticks: list[Tick]) -> list[float]:
    """Where grid lines stand: a list of values, or Automatic, where the ticks are."""
    if is_list(e):
        return numbers(e) or []
    return [] if word(e) in ("None", "False") else [t.value for t in ticks if not t.minor]
