"""What came out of a net against what was to come out: of classes and of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ....runtime.ports import Type
from ....runtime.ragged import Ragged
from ... import symbols as S
from ...expr import FALSE, TRUE
from ..coders import Coder
from ..complaints import NetError

_CHOSEN = 0.5  # of several labels at once, those are chosen that are likelier


@dataclass
class Classes:
    """Probabilities (example, class) of `labels`, and the classes that are right: numbers from 0, or with several
    labels at once truth values (example, class)."""

    labels: tuple[Any, ...]
    probabilities: Any
    right: Any

    @property
    def several(self) -> bool:
        """Whether an example may have several labels at once."""
        return bool(self.right.ndim == 2)

    @cached_property
    def decided(self) -> Any:
        """The decisions: the first of the likeliest classes, or truth values."""
        return self.probabilities > _CHOSEN if self.several else self.probabilities.argmax(axis=1)

    @cached_property
    def members(self) -> tuple[Any, Any]:
        """(right, decided) as truth values (example, class)."""
        if self.several:
            return self.right, self.decided
        every = np.arange(len(self.labels))
        return self.right[:, None] == every, self.decided[:, None] == every

    @cached_property
    def counts(self) -> Counts:
        right, decided = self.members
        pairs = (right, decided), (~right, decided), (right, ~decided), (~right, ~decided)
        return Counts(*((a & b).sum(axis=0) for a, b in pairs))

    @cached_property
    def confusion(self) -> Any:
        """How many examples of class i were put into class j."""
        n = len(self.labels)
        return np.bincount(self.right * n + self.decided, minlength=n * n).reshape(n, n)


@dataclass
class Counts:
    """True and false positives and negatives, by class."""

    tp: Any
    fp: Any
    fn: Any
    tn: Any

    def summed(self) -> Counts:
        """Those of all classes together, as one."""
        return Counts(*(np.sum(x, keepdims=True) for x in (self.tp, self.fp, self.fn, self.tn)))


@dataclass
class Numbers:
    """Outputs and targets, an example a row."""

    found: Any
    right: Any


def outcome(port: str, decoder: Coder | None, outputs: Any, targets: Any, encoded: bool) -> Classes | Numbers:
    """The outcome at a port; `encoded` tells that targets went through the encoder of the decoder's classes."""
    kind = None if decoder is None else decoder.kind.name
    found, right = _rows(outputs), _rows(targets)
    if kind == "Boolean":
        p = found.reshape(-1)
        return Classes((FALSE, TRUE), np.stack([1 - p, p], axis=1), _fitting(port, right.reshape(-1) > _CHOSEN, p))
    if kind == "Class":
        assert decoder is not None
        return _classes(port, decoder, found.reshape(-1, found.shape[-1]), right, encoded)
    return Numbers(found, _fitting(port, right, found))


def _classes(port: str, decoder: Coder, found: Any, right: Any, encoded: bool) -> Classes:
    labels = decoder["Labels"]
    names = tuple(range(1, found.shape[1] + 1)) if labels is S.Automatic else labels.args
    if decoder["Multilabel"]:
        right = right.reshape(-1, found.shape[1]) > _CHOSEN
        return Classes(names, found, _fitting(port, right, found))
    if encoded and right.dtype.kind in "iu":  # places from 1
        return Classes(names, found, _fitting(port, right.reshape(-1) - 1, found[:, 0]))
    return Classes(names, found, _fitting(port, right.reshape(-1, right.shape[-1]), found).argmax(axis=1))


def _rows(data: Any) -> Any:
    """A batch with an example a row; the elements of sequences of different lengths one after the other."""
    return np.concatenate(data.examples()) if isinstance(data, Ragged) else np.asarray(data)


def _fitting(port: str, right: Any, found: Any) -> Any:
    if right.shape != found.shape:
        raise NetError("badtarget", port, str(Type(found.shape[1:], "real")), str(Type(right.shape[1:], "real")))
    return right
