"""When something is to be done during training: every so many rounds, batches or seconds."""

from __future__ import annotations

from typing import Any

from ....runtime.training import Trainer
from ... import symbols as S
from ...audio.times import UNITS, quantity
from ...expr import has_head, is_list, is_rule
from ...numerics.numbers import REAL_TYPES
from ...options import option_name
from ..complaints import NetError

_COUNTED = {"Rounds": "Round", "Round": "Round", "Batches": "Batch", "Batch": "Batch"}


class Every:
    """An interval; `due` says at an event whether it is over, and starts the next one."""

    def __init__(self, unit: str, count: float, least: float = 0.0) -> None:
        self.unit, self.count, self.least = unit, count, least
        self.last = 0.0

    @property
    def fine(self) -> bool:
        """Whether batches have to be looked at."""
        return self.unit != "Round"

    def due(self, trainer: Trainer, event: str) -> bool:
        now = trainer.elapsed
        if self.unit == "Seconds":
            over = now - self.last >= self.count
        else:
            done = trainer.round if self.unit == "Round" else trainer.batch
            over = event == self.unit and done % self.count == 0
        if not over or (self.least and self.last and now - self.last < self.least):
            return False
        self.last = now
        return True


def read_interval(option: str, value: Any) -> tuple[str, float]:
    """(unit, count) of Quantity[n, "Rounds"], "Batches" or a unit of time, or a number of rounds; raises NetError."""
    if type(value) is int and value > 0:
        return "Round", value
    if has_head(value, S.Quantity, 2) and type(value.args[1]) is str:
        n, unit = value.args
        if unit in _COUNTED and type(n) is int and n > 0:
            return _COUNTED[unit], n
        seconds = quantity(value, UNITS)
        if seconds is not None and seconds > 0:
            return "Seconds", seconds
    raise NetError("badopt", option, value)


def with_interval(option: str, spec: Any, usual: Every) -> tuple[Any, Every]:
    """What stands in {thing, "Interval" -> ..., "MinimumInterval" -> ...}, or alone; raises NetError."""
    if not is_list(spec) or not len(spec) or not all(map(is_rule, spec.args[1:])):
        return spec, usual
    unit, count, least = usual.unit, usual.count, usual.least
    for name, value in [(option_name(r.args[0]), r.args[1]) for r in spec.args[1:]]:
        if name == "Interval":
            unit, count = read_interval(option, value)
        elif name == "MinimumInterval" and (type(value) in REAL_TYPES or has_head(value, S.Quantity, 2)):
            least = quantity(value, UNITS) or 0.0
        else:
            raise NetError("badopt", option, spec)
    return spec.args[0], Every(unit, count, least)
