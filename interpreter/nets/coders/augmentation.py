"""Changes of sounds at random, which encoders make where nets learn: what the rules of "Augmentation" mean and do.

An amount is a number, {least, greatest} for one drawn between them, or a distribution to draw from.  The response to
an impulse and a noise are sounds, or files of them that are read when they are used.
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
from ...expr import Expr, expr, has_head, is_list, is_rule, make_list
from ...options import option_name
from .coder import Coder
from .parameters import Unfit

_LOUDEST = 1e6  # how much louder sounds are made, and how late

Random = np.random.Generator
Amount = float | Expr  # a number, or a distribution


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
    if find(value) is not None:
        try:
            _drawn(value, np.random.default_rng(0))
        except (ArithmeticError, IndexError, TypeError, ValueError):
            raise Unfit("a distribution with numeric parameters") from None
        return value
    ends = [real(x) for x in (value.args if is_list(value) else (value, value))]
    if len(ends) != 2 or None in ends or not -_LOUDEST <= ends[0] <= ends[1] <= _LOUDEST:
        raise Unfit("a number, a list of the least and the greatest or a distribution")
    return expr(S.UniformDistribution, make_list(ends)) if is_list(value) else ends[0]


def _drawn(amount: Amount, random: Random) -> float:
    """The amount of one change."""
    if type(amount) is float:
        return amount
    distribution, parameters = find(amount)
    x = float(distribution.draw(random, [real(p) for p in parameters], ()))
    return max(-_LOUDEST, min(x, _LOUDEST))


def _plain(name: str, value: Any) -> Change:
    return Change(name, _amount(value))


def _shift(name: str, value: Any) -> Change:
    scaled = has_head(value, S.Scaled, 1)
    return Change(name, _amount(value.args[0] if scaled else value), scaled=scaled)


def _with_sound(name: str, value: Any) -> Change:
    """A sound, or {amount, sound}."""
    amount, sound = value.args if is_list(value) and len(value) == 2 else (1, value)
    if not _is_sound(sound):
        raise Unfit("an Audio or the File of one, or a list of an amount and such")
    return Change(name, _amount(amount), sound)


def _noise(name: str, value: Any) -> Change:
    """An amount of white noise, or another noise."""
    heard = any(map(_is_sound, value.args if is_list(value) else (value,)))
    return (_with_sound if heard else _plain)(name, value)


def _is_sound(e: Any) -> bool:
    return isinstance(e, Sound) or has_head(e, S.File, 1)


_READERS: dict[str, Callable[[str, Any], Change]] = {
    "Convolution": _with_sound,
    "Noise": _noise,
    "TimeShift": _shift,
    "Volume": _plain,
}


# ---- what they do ----------------------------------------------------------------------------------------------------


def changed(coder: Coder, array: np.ndarray, open_sound: Callable[[Any], Sound]) -> np.ndarray:
    """Samples (1, n) after the changes of an encoder where a net learns, in the order that they were given in: as many
    as before."""
    rate, random = coder["SampleRate"], coder["random"]
    for name, given, sound, scaled in coder["changes"]:
        amount = _drawn(given, random) * (array.shape[1] / rate if scaled else 1)
        heard = None
        if sound is not None:
            opened = open_sound(sound)
            heard = resampled(mono(opened.array).astype("float64"), opened.rate, rate)
        array = _CHANGES[name](array, amount, heard, rate, random)
    return array


def _shifted(array: np.ndarray, amount: float, sound: None, rate: float, random: Random) -> np.ndarray:
    """Later by an amount of seconds; silence comes in, and what goes beyond the end is cut off."""
    n = array.shape[1]
    by = round(max(-n, min(amount * rate, n)))
    return fitted(np.pad(array, ((0, 0), (max(by, 0), 0)))[:, max(-by, 0) :], n)


def _convolved(array: np.ndarray, amount: float, sound: np.ndarray, rate: float, random: Random) -> np.ndarray:
    """A mixture with what is heard through the response to an impulse, as long as the samples last."""
    n, size = array.shape[1], array.shape[1] + sound.shape[1]
    if not n or not sound.shape[1]:
        return array
    heard = np.fft.irfft(np.fft.rfft(array, size) * np.fft.rfft(sound, size), size)[:, :n]
    return (1 - amount) * array + amount * heard


def _noisy(array: np.ndarray, amount: float, sound: np.ndarray | None, rate: float, random: Random) -> np.ndarray:
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
