"""Sounds made from nothing: waves, noise, functions of time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import symbols as S
from ..audio.oscillators import FREQUENCY, NOISES, WAVES, WIDTH, impulses, noise, wave
from ..audio.times import FREQUENCIES, quantity, samples
from ..audio.value import TYPES, check_length
from ..declare import builtin
from ..expr import Expr, is_list, make_list
from ..packed import from_array, to_array
from .audio import MESSAGES, RATE, of_type, rate_of, sounding
from .random import generator

_STEEPEST = 4.0  # the greatest exponent of noise that reals hold


@builtin(
    "AudioGenerator[model_, OptionsPattern[]]",
    "AudioGenerator[model_, time_, OptionsPattern[]]",
    "AudioGenerator[model_, time_, type_, OptionsPattern[]]",
    options={"SampleRate": "Automatic"},
    volatile=True,
    badmodel="`1` is not a model of sound: a function of time, or one of `2` with numbers.",
    **MESSAGES,
)
@sounding
def audio_generator(
    model: Any, time: Any = 1, type: Any = "Real32", *, options: Any, evaluate: Any, session: Any, say: Any
) -> Any:
    """AudioGenerator[model] makes one second of sound, AudioGenerator[model, t] t seconds.

    Waves are {"Sin", frequency, phase}, and so "Triangle", "Sawtooth", "Square" and "Impulse", and
    {"Pulse", frequency, phase, width}; the frequency is 440 Hz where nothing is said.  Noises are "White", "Pink",
    "Brown", "Blue", "Violet" and {"Color", exponent}: their power goes with the frequency to minus the exponent.
    "Silence" is silent, and a function is sampled at the times, in seconds.

    >>> AudioData[AudioGenerator[{"Sin", 1}, 1, SampleRate -> 4]]
    {{0., 1., 1.22465*10^-16, -1.}}
    """
    rate = RATE if options["SampleRate"] is S.Automatic else rate_of(options["SampleRate"])
    if rate is None:
        return say("badrate", options["SampleRate"])
    length = samples(time, rate)
    if length is None or length < 0:
        return say("badtime", time)
    if type not in TYPES:
        return say("badtype", type, make_list(TYPES))
    check_length(length)
    found = _generated(model, length, rate, evaluate, session)
    if found is None:
        return say("badmodel", model, make_list(_MODELS))
    return of_type(found.reshape(1, -1), type, rate)


def _generated(model: Any, length: int, rate: float, evaluate: Any, session: Any) -> Any:
    parts = model.args if is_list(model) and len(model) else (model,)
    if type(parts[0]) is not str:
        return _sampled(model, length, rate, evaluate)
    make, defaults = _MODELS.get(parts[0], (None, ()))
    if make is None or len(parts) - 1 > len(defaults):
        return None
    values = list(defaults)
    for i, p in enumerate(parts[1:]):
        value = quantity(p, FREQUENCIES if i == 0 else {"Radians": 1.0, "Percent": 0.01})
        if value is None:
            return None
        values[i] = value
    return make(length, rate, session, *values)


def _sampled(function: Any, length: int, rate: float, evaluate: Any) -> Any:
    """A function of the time in seconds at the times of the samples."""
    if is_list(function) or type(function) in (int, float):
        return None
    times = from_array(np.arange(length) / rate)
    array = to_array(evaluate(Expr(S.N, (Expr(S.Map, (function, times)),))))
    return array if array is not None and array.shape == (length,) else None


def _noise(length: int, rate: float, session: Any, exponent: float) -> Any:
    return noise(max(-_STEEPEST, min(exponent, _STEEPEST)), length, generator(session))


# name -> (maker of the length, the rate, the session and the parameters; the parameters' defaults)
_MODELS: dict[str, tuple[Callable[..., Any], tuple[float, ...]]] = {
    "Silence": (lambda length, rate, session: np.zeros(length), ()),
    "Impulse": (lambda length, rate, session, *how: impulses(*how, length, rate), (FREQUENCY, 0.0)),
    "Color": (_noise, (1.0,)),
    **{w: (lambda n, r, session, *how, w=w: wave(w, *how, length=n, rate=r), (FREQUENCY, 0.0)) for w in WAVES},
    "Pulse": (lambda n, r, session, *how: wave("Pulse", *how, length=n, rate=r), (FREQUENCY, 0.0, WIDTH)),
    **{c: (lambda n, r, session, e=e: _noise(n, r, session, e), ()) for c, e in NOISES.items()},
}
