"""TrainingProgressReporting: how a training is shown while it goes on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from html import escape
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np

from ... import symbols as S
from ...display.graphics import svg
from ...expr import expr, has_head, is_list
from ...gate import Refused, permit, resolve
from ..complaints import NetError
from .progress import Course, measured_plots, mentions, rough_time, told
from .watching import Every, with_interval

Report = Callable[[Course], Any]


def _facts(c: Course) -> dict[str, Any]:
    """A row of the table that is printed or written."""
    t = c.trainer
    row: dict[str, Any] = {"Round": t.round, "Batch": t.batch, "RoundLoss": t.losses[-1] if t.losses else None}
    if t.validation_losses:
        row["ValidationLoss"] = t.validation_losses[-1]
    for name, values in c.measurements.items():
        row[name] = values[-1] if values else None
    for name, values in c.validation_measurements.items():
        row[f"Validation{name}"] = values[-1] if values else None
    return row | {"LearningRate": t.rate, "TimeElapsed": t.elapsed}


def _text(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else "" if value is None else str(value)


class Printed:
    """A line for each report, under a header."""

    def __init__(self, session: Any) -> None:
        self.session, self.header = session, ""

    def __call__(self, c: Course) -> None:
        t, row = c.trainer, _facts(c)
        shown = {
            "%": f"{100 * t.done:.0f}",
            "round": f"{t.round}/{t.rounds}",
            "time": rough_time(t.elapsed),
            **{k: _text(v) for k, v in row.items() if k not in ("Round", "TimeElapsed", "Batch")},
        }
        names = {"RoundLoss": "loss", "ValidationLoss": "validation loss", "LearningRate": "rate"}
        header = "".join([f"{names.get(k, k):>{_width(names.get(k, k))}}" for k in shown])
        if header != self.header:
            self.header = header
            self.session.print(header)
        self.session.print("".join([f"{v:>{_width(names.get(k, k))}}" for k, v in shown.items()]))


def _width(name: str) -> int:
    return max(len(name), 9) + 2


class Bar:
    """One line that is written over: a bar, the loss and the time that is left."""

    def __init__(self, session: Any) -> None:
        self.write = session.state.get("write_stderr") or (lambda text: None)
        self.shown = 0  # lines that are there now

    def __call__(self, c: Course) -> None:
        lines = self.lines(c, shutil.get_terminal_size().columns - 1)
        up = f"\x1b[{self.shown - 1}A" if self.shown > 1 else ""
        self.write(f"\r{up}" + "\n".join([f"{line}\x1b[K" for line in lines]))
        self.shown = len(lines)

    def lines(self, c: Course, width: int) -> list[str]:
        t = c.trainer
        loss = f"  loss {_text(t.losses[-1])}" if t.losses else ""
        held = f"  validation {_text(t.validation_losses[-1])}" if t.validation_losses else ""
        return [f"{_bar(t.done, 24)} round {t.round}{loss}{held}  {_left(c)} left"[:width]]

    def close(self) -> None:
        """Takes the lines away."""
        if self.shown:
            up = f"\x1b[{self.shown - 1}A" if self.shown > 1 else ""
            self.write(f"\r{up}\x1b[J")
            self.shown = 0


class Panel(Bar):
    """Lines that are written over: what is trained, a bar, and a curve of everything that is measured."""

    def lines(self, c: Course, width: int) -> list[str]:
        t = c.trainer
        speed = f"{t.processed / max(t.elapsed, 1e-9):.0f} examples/s"
        found = [
            f"{c.net.name}, {c.method}: round {t.round} of {t.rounds}, rate {_text(t.rate)}, {speed}",
            f"{_bar(t.done, 40)} {100 * t.done:3.0f}%  {rough_time(t.elapsed)}, {_left(c)} left",
        ]
        rows: dict[str, list[Any]] = {"loss": t.losses, "validation": t.validation_losses}
        rows |= {str(name): values for name, values in c.measurements.items()}
        rows |= {f"validation {name}": values for name, values in c.validation_measurements.items()}
        rows = {name: values for name, values in rows.items() if values and type(values[-1]) in (int, float)}
        room = max(map(len, rows), default=0)
        for name, values in rows.items():
            found.append(f"{name:{room}}  {_text(float(values[-1])):>9}  {curve(values, max(width - room - 13, 8))}")
        return [line[:width] for line in found]


class Plotted(Panel):
    """A place in a notebook: the same lines, and plots of everything that is measured."""

    def __init__(self, session: Any) -> None:
        super().__init__(session)
        self.show = session.state["live_display"]()
        self.course: Course | None = None  # that was shown

    def __call__(self, c: Course) -> None:
        self.course = c
        lines = "\n".join(escape(line) for line in self.lines(c, _PAGE)[:2])
        plots = "".join(f"<td>{svg(plot)}</td>" for plot in measured_plots(c).values())
        self.show(f"<pre>{lines}</pre><table><tr>{plots}</tr></table>")

    def close(self) -> None:
        """Shows how it ended, if anything was shown."""
        if self.course is not None:
            self(self.course)


_PAGE = 100  # characters


def _bar(share: float, width: int) -> str:
    done = round(width * share)
    return f"[{'#' * done}{'.' * (width - done)}]"


def _left(c: Course) -> str:
    t = c.trainer
    return rough_time(t.elapsed * (1 / max(t.done, 1e-9) - 1))


def curve(values: Sequence[float], width: int) -> str:
    """Numbers as a row of blocks, the greatest the highest; of more than fit, the means of neighbours."""
    numbers = np.asarray([v for v in values if isfinite(v)], float)
    if not numbers.size:
        return ""
    parts = np.array_split(numbers, min(width, len(numbers)))
    means = np.array([part.mean() for part in parts])
    low, high = float(means.min()), float(means.max())
    steps = np.rint((means - low) / ((high - low) or 1.0) * (len(_BLOCKS) - 1)).astype(int)
    return "".join([_BLOCKS[i] for i in steps])


_BLOCKS = "▁▂▃▄▅▆▇█"


class Written:
    """A file with a row for each report: separated by commas or tabs, JSON, or an expression."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self.rows: list[dict[str, Any]] = []

    def __call__(self, c: Course) -> None:
        self.rows.append(_facts(c))
        names = list(dict.fromkeys(name for row in self.rows for name in row))
        self.path.write_text(_FORMATS[self.path.suffix](names, self.rows), encoding="utf-8")


def _separated(mark: str) -> Callable[[list[str], list[dict[str, Any]]], str]:
    def text(names: list[str], rows: list[dict[str, Any]]) -> str:
        lines = [names, *[[_exact(row.get(name)) for name in names] for row in rows]]
        return "\n".join(mark.join(line) for line in lines) + "\n"

    return text


def _exact(value: Any) -> str:
    return "" if value is None else repr(value) if isinstance(value, int | float) else str(value)


def _json(names: list[str], rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, default=str, indent=1) + "\n"


def _expression(names: list[str], rows: list[dict[str, Any]]) -> str:
    def value(x: Any) -> str:
        return "None" if x is None else _exact(x).replace("e-", "*^-").replace("e+", "*^").replace("e", "*^")

    lines = ["<|" + ", ".join(f'"{k}" -> {value(v)}' for k, v in row.items()) + "|>" for row in rows]
    return "{" + ",\n ".join(lines) + "}\n"


_FORMATS = {".csv": _separated(","), ".tsv": _separated("\t"), ".json": _json, ".wl": _expression}


class Called:
    """A function of the association of what is told."""

    def __init__(self, f: Any, session: Any) -> None:
        self.f, self.session, self.mentioned = f, session, mentions(f)

    def __call__(self, c: Course) -> Any:
        return self.session.evaluator.evaluate(expr(self.f, told(c, self.mentioned)))


def read_reports(spec: Any, session: Any) -> list[tuple[Report, Every]]:
    """The reports that TrainingProgressReporting asks for, and when; raises NetError."""
    if spec is S.Automatic:  # a terminal or notebook shows how it goes; files and pipes stay as they are
        return read_reports("Panel", session) if session.state.get("live") or session.state.get("live_display") else []
    if spec is S.None_:
        return []
    if is_list(spec) and spec.args and not _is_one(spec):
        return [report for one in spec.args for report in read_reports(one, session)]
    thing, _ = with_interval("TrainingProgressReporting", spec, Every("Round", 1))
    if thing in ("Print", "Panel", "ProgressIndicator"):
        panel = Plotted if session.state.get("live_display") else Panel
        seconds, made = {"Print": (2.0, Printed), "Panel": (0.33, panel), "ProgressIndicator": (0.1, Bar)}[thing]
        report: Report = made(session)
        usual = Every("Seconds", seconds)
    elif has_head(thing, S.File, 1) or (type(thing) is str and Path(thing).suffix in _FORMATS):
        name = thing.args[0] if has_head(thing, S.File, 1) else thing
        if type(name) is not str or Path(name).suffix not in _FORMATS:
            raise NetError("badopt", "TrainingProgressReporting", spec)
        full = resolve(session, name)
        try:
            permit(session, "Writing", full)
        except Refused as refusal:
            raise NetError("sandbox", str(refusal)) from None
        report, usual = Written(full), Every("Round", 1)
    elif type(thing) is str:
        raise NetError("badopt", "TrainingProgressReporting", spec)
    else:
        report, usual = Called(thing, session), Every("Round", 1, 0.05)
    return [(report, with_interval("TrainingProgressReporting", spec, usual)[1])]


def _is_one(spec: Any) -> bool:
    """Whether a list is one thing with its interval."""
    return len(spec) > 1 and all(has_head(x, S.Rule, 2) for x in spec.args[1:])
