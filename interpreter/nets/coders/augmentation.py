"""Changes of sounds at random, which encoders make in training: what the rules of "Augmentation" mean and do.

Amounts are numbers, {least, greatest} for one drawn between them, or distributions to draw from.  A response to an
impulse and a noise may be sounds, or files that are read when they are used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ... import symbols as S
from ...audio.editing import fitted, mono
from ...audio.resample import resampled
from ...audio.times import real
from ...audio.value import Sound
from ...builtins.distributions import find
from ...builtins.random import generator
from ...expr import has_head, is_list, is_rule
from ...options import option_name
from .parameters import Unfit

_LOUDEST = 1e6  # how much louder sounds are made, and how late


class Amount(NamedTuple):
    """Between which numbers to draw, or the expression of a distribution."""

    least: float = 1.0
    greatest: float = 1.0
    distribution: Any = None

    def drawn(self, random: Any) -> float:
        if self.distribution is None:
            return self.least if self.least == self.greatest else random.uniform(self.least, self.greatest)
        x = float(_of_distribution(self.distribution, random))
        return max(-_LOUDEST, min(x, _LOUDEST)) if x == x else 0.0


class Change(NamedTuple):
    """A change of samples by an amount, with a sound or the file of one; `scaled`: in terms of the sound's length."""

    name: str
    amount: Amount
    sound: Any = None
    scaled: bool = False


# ---- rules -----------------------------------------------------------------------------------------------------------


def changes_of(value: Any) -> tuple[Change, ...]:
    """The changes that None or rules such as "Volume" -> {0.5, 2} mean; raises Unfit."""
    found = []
    for rule in () if value is S.None_ else value.args if is_list(value) else (value,):
        name = option_name(rule.args[0]) if is_rule(rule) else None
        if type(name) is not str or name not in _READERS:
            raise Unfit("None or rules for " + ", ".join(f'"{n}"' for n in _READERS))
        if rule.args[1] is S.None_:
            continue
        try:
            found.append(_READERS[name](name, rule.args[1]))
        except Unfit as problem:
            raise Unfit(f'for "{name}" {problem.args[0]}') from None
    return tuple(found)


def _amount(value: Any) -> Amount:
    if (found := find(value)) is not None:
        try:
            _of_distribution(value, np.random.default_rng(0))
        except (ValueError, IndexError, TypeError):
            found = None
        if found is None:
            raise Unfit("a distribution with numeric parameters")
        return Amount(distribution=value)
    ends = [real(x) for x in (value.args if is_list(value) else (value, value))]
    if len(ends) != 2 or None in ends or not -_LOUDEST <= ends[0] <= ends[1] <= _LOUDEST:
        raise Unfit("a number, a list of the least and the greatest or a distribution")
    return Amount(*ends)


def _of_distribution(e: Any, random: Any) -> Any:
    """A number drawn from a distribution; ValueError, IndexError or TypeError where its parameters are none."""
    distribution, parameters = find(e) or (None, ())
    values = [real(p) for p in parameters]
    if distribution is None or None in values:
        raise ValueError
    return distribution.draw(random, values, ())


def _is_sound(e: Any) -> bool:
    return isinstance(e, Sound) or has_head(e, S.File, 1)


def _with_sound(name: str, value: Any) -> Change:
    """A sound, or {amount, sound}."""
    if _is_sound(value):
        return Change(name, Amount(), value)
    if is_list(value) and len(value) == 2 and _is_sound(value.args[1]):
        return Change(name, _amount(value.args[0]), value.args[1])
    raise Unfit("an Audio or the File of one, or a list of an amount and such")


def _noise(name: str, value: Any) -> Change:
    """An amount of white noise, or another noise."""
    try:
        return Change(name, _amount(value))
    except Unfit as problem:
        if _is_sound(value) or (is_list(value) and any(map(_is_sound, value.args))):
            return _with_sound(name, value)
        raise problem


def _shift(name: str, value: Any) -> Change:
    scaled = has_head(value, S.Scaled, 1)
    return Change(name, _amount(value.args[0] if scaled else value), scaled=scaled)


_READERS: dict[str, Callable[[str, Any], Change]] = {
    "Convolution": _with_sound,
    "Noise": _noise,
    "TimeShift": _shift,
    "Volume": lambda name, value: Change(name, _amount(value)),
}


# ---- what they do ----------------------------------------------------------------------------------------------------


def changed(array: np.ndarray, changes: tuple[Change, ...], rate: float, session: Any, open_sound: Any) -> np.ndarray:
    """Samples (1, n) after changes, in the order that they were given in; `open_sound` reads the sounds of files."""
    for change in changes:
        random = generator(session)
        amount = change.amount.drawn(random)
        if change.scaled:
            amount *= array.shape[1] / rate
        sound = None
        if change.sound is not None:
            given = open_sound(change.sound, session)
            sound = resampled(mono(given.array).astype("float64"), given.rate, rate)
        array = _CHANGES[change.name](array, amount, sound, rate, random)
    return array


def _shifted(array: np.ndarray, amount: float, sound: Any, rate: float, random: Any) -> np.ndarray:
    """Later by an amount of seconds; silence comes in, and what goes beyond the end is cut off."""
    n = array.shape[1]
    by = round(max(-n, min(amount * rate, n)))
    return fitted(np.pad(array, ((0, 0), (max(by, 0), 0)))[:, max(-by, 0) :], n)


def _convolved(array: np.ndarray, amount: float, sound: np.ndarray, rate: float, random: Any) -> np.ndarray:
    """A mixture with what is heard through the response to an impulse, as long as the samples last."""
    n, size = array.shape[1], array.shape[1] + sound.shape[1]
    if not n or not sound.shape[1]:
        return array
    heard = np.fft.irfft(np.fft.rfft(array, size) * np.fft.rfft(sound, size), size)[:, :n]
    return (1 - amount) * array + amount * heard


def _noisy(array: np.ndarray, amount: float, sound: Any, rate: float, random: Any) -> np.ndarray:
    """With noise: white, or a part of a sound that begins anywhere and goes on from its beginning at its end."""
    n = array.shape[1]
    if sound is None:
        return array + amount * random.uniform(-1, 1, array.shape)
    if not sound.shape[1]:
        return array
    start = random.integers(sound.shape[1])
    return array + amount * np.take(sound, np.arange(start, start + n), axis=1, mode="wrap")


_CHANGES: dict[str, Callable[..., np.ndarray]] = {
    "Convolution": _convolved,
    "Noise": _noisy,
    "TimeShift": _shifted,
    "Volume": lambda array, amount, sound, rate, random: array * amount,
}
