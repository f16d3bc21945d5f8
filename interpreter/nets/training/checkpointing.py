"""TrainingProgressCheckpointing: files from which a training goes on."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from ....runtime.training import Trainer
from ....runtime.training.checkpoints import load, save
from ... import symbols as S
from ...expr import is_list, is_rule, make_list
from ...gate import Refused, permit, resolve
from ...options import option_name
from ..complaints import NetError
from .progress import Course
from .watching import Every, with_interval

_OPTION = "TrainingProgressCheckpointing"
ENDING = ".wlnet"


class Checkpoints:
    """One file written over again, or one after another in a directory; with `resume`, where a training begins."""

    def __init__(self, kind: str, path: Path, resume: bool) -> None:
        self.kind, self.path, self.resume = kind, path, resume
        self.started, self.count = time.strftime("%Y-%m-%dT%H%M%S"), 0

    def __call__(self, c: Course) -> None:
        t = c.trainer
        self.count += 1
        path = self.path
        if self.kind == "Directory":
            loss = f"{t.losses[-1]:.3e}" if t.losses else "none"
            path = path / f"{self.started}_{self.count}_{t.round:04d}_{t.batch:07d}_{loss}{ENDING}"
        save(path, *t.state())
        c.files.append(str(path))

    def last(self) -> Path | None:
        """The file to go on from, if there is one."""
        if self.kind == "File":
            return self.path if self.path.is_file() else None
        found = [p for p in self.path.glob(f"*{ENDING}") if not p.name.startswith(".")]
        return max(found, key=lambda p: p.stat().st_mtime_ns, default=None)


def read_checkpoints(spec: Any, session: Any) -> list[tuple[Checkpoints, Every]]:
    """The checkpoints asked for, and when they are written; raises NetError."""
    if spec is S.None_ or spec is S.Automatic:
        return []
    if not is_list(spec) or len(spec) < 2:
        raise NetError("badopt", _OPTION, spec)
    if all(is_list(x) for x in spec.args):
        return [one for x in spec.args for one in read_checkpoints(x, session)]
    kind, path, *rules = spec.args
    if kind not in ("File", "Directory") or type(path) is not str or not all(map(is_rule, rules)):
        raise NetError("badopt", _OPTION, spec)
    resume = any(option_name(r.args[0]) == "Resume" and r.args[1] is S.True_ for r in rules)
    timing = [r for r in rules if option_name(r.args[0]) != "Resume"]
    full = resolve(session, path)
    try:
        permit(session, "Writing", full)
    except Refused as refusal:
        raise NetError("sandbox", str(refusal)) from None
    _, every = with_interval(_OPTION, make_list([kind, *timing]), Every("Round", 1))
    return [(Checkpoints(kind, Path(full), resume), every)]


def resumed(trainer: Trainer, checkpoints: list[tuple[Checkpoints, Every]]) -> Path | None:
    """Goes on from the newest checkpoint where that was asked for; the file, None if there was none."""
    for one, _ in checkpoints:
        path = one.last() if one.resume else None
        if path is None:
            continue
        try:
            trainer.restore(*load(path))
        except (ValueError, KeyError):
            raise NetError("nocheckpoint", str(path)) from None
        return path
    return None
