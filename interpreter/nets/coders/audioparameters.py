"""The parameters of encoders of sounds, and what is derived from them."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any, NamedTuple

import numpy as np

from ... import symbols as S
from ...audio.editing import fitted, mono
from ...audio.resample import resampled
from ...audio.times import FREQUENCIES, quantity, real, samples
from ...audio.value import Sound
from ...builtins.audio import rate_of
from ...builtins.audioanalysis import sampled_window
from ...builtins.audioediting import measure_of
from ...builtins.random import generator
from ...expr import has_head, is_list, is_rule
from ...options import option_name
from .parameters import CoderError, Parameter, Parameters, Unfit, either, size

_LARGEST = 1 << 24  # samples of a window, partitions of a target, numbers in a table of filters
_LOUDEST = 1e6  # how much louder sounds are made, and how late
_WINDOW = 0.025  # seconds of a partition where nothing is said
_COUNTED = "a positive integer or a Quantity of time"

Values = dict[str, Any]
Range = tuple[float, float]


class Change(NamedTuple):
    """A change of samples by an amount drawn between two, or by a sound; `scaled`: in terms of the sound's length."""

    name: str
    least: Any
    greatest: Any
    scaled: bool


# ---- readers ---------------------------------------------------------------------------------------------------------


def _rate(value: Any) -> float:
    rate = rate_of(value)
    if rate is None:
        raise Unfit("a positive number")
    return rate


def _normalization(value: Any) -> Any:
    found = None if value is S.None_ else measure_of(value)
    if found is None and value is not S.None_:
        raise Unfit('None, "Max", {"Max", value} or {"RMS", value}')
    return found


def _counted(value: Any) -> Any:
    """A positive number of samples or partitions, or a time, which stays: what it means depends on the rate."""
    if has_head(value, S.Quantity, 2):
        n = samples(value, 1e6)
        if n is not None and n > 0:
            return value
    elif type(value) is int and 0 < value <= _LARGEST:
        return value
    raise Unfit(_COUNTED)


def _frequency(value: Any) -> float:
    found = quantity(value, FREQUENCIES)
    if found is None or found < 0:
        raise Unfit("a frequency")
    return found


def _range(value: Any) -> Range:
    """A number, or {least, greatest} for one drawn at random."""
    ends = [real(x) for x in (value.args if is_list(value) else (value, value))]
    if len(ends) != 2 or None in ends or not -_LOUDEST <= ends[0] <= ends[1] <= _LOUDEST:
        raise Unfit("a number or a list of the least and the greatest")
    return ends[0], ends[1]


def _augmentation(value: Any) -> Any:
    changes_of(value)
    return value


def changes_of(value: Any) -> tuple[Change, ...]:
    """The changes that None or rules such as "Volume" -> {0.5, 2} mean; raises Unfit."""
    found = []
    for rule in () if value is S.None_ else value.args if is_list(value) else (value,):
        name = option_name(rule.args[0]) if is_rule(rule) else None
        if type(name) is not str or name not in _CHANGES:
            raise Unfit("None or rules for " + ", ".join(f'"{n}"' for n in _CHANGES))
        amount = rule.args[1]
        if amount is S.None_:
            continue
        if name == "Convolution":
            if not isinstance(amount, Sound):
                raise Unfit('for "Convolution" an Audio, the response to an impulse')
            found.append(Change(name, amount, amount, False))
            continue
        scaled = name == "TimeShift" and has_head(amount, S.Scaled, 1)
        try:
            found.append(Change(name, *_range(amount.args[0] if scaled else amount), scaled))
        except Unfit as problem:
            raise Unfit(f'for "{name}" {problem.args[0]}') from None
    return tuple(found)


SOURCE: Parameters = {
    "SampleRate": Parameter(_rate, 16000),
    "TargetLength": Parameter(either(S.All, _counted), S.All),
    "Normalization": Parameter(_normalization, None),
    "Augmentation": Parameter(_augmentation, S.None_),
}
PARTITION: Parameters = {
    "WindowSize": Parameter(either(S.Automatic, _counted), S.Automatic),
    "Offset": Parameter(either(S.Automatic, _counted), S.Automatic),
    "WindowFunction": Parameter(lambda value: value, S.Automatic),
}
MEL: Parameters = {
    "MinimumFrequency": Parameter(either(S.Automatic, _frequency), S.Automatic),
    "MaximumFrequency": Parameter(either(S.Automatic, _frequency), S.Automatic),
    "NumberOfFilters": Parameter(size, 40),
}


# ---- what follows from them ------------------------------------------------------------------------------------------


def checked(values: Values, evaluate: Any) -> Values:
    """The parameters with `samples` (None: all), `changes`, and for spectra `size`, `offset`, `band`; CoderError."""
    rate, target = values["SampleRate"], values["TargetLength"]
    found = {**values, "samples": None, "changes": changes_of(values["Augmentation"])}
    if "WindowSize" in values:
        found["size"] = _samples(values, "WindowSize", ceil(_WINDOW * rate))
        found["offset"] = _samples(values, "Offset", max(1, round(found["size"] / 3)))
        if evaluate is not None:
            window_of(values["WindowFunction"], found["size"], evaluate)
    if target is not S.All:
        found["samples"] = _samples(values, "TargetLength", 0)
        if type(target) is int and "size" in found:
            found["samples"] = (target - 1) * found["offset"] + found["size"]
    if "NumberOfFilters" in values:
        found["band"] = _band(found)
    return found


def _samples(values: Values, name: str, automatic: int) -> int:
    """A length in samples."""
    value = values[name]
    count = automatic if value is S.Automatic else value if type(value) is int else samples(value, values["SampleRate"])
    if count is None or not 0 < count <= _LARGEST:
        raise CoderError("arginv", name, f"between 1 and {_LARGEST} samples", value)
    return count


def _band(values: Values) -> Range:
    """The frequencies between which the filters lie."""
    nyquist, bins = values["SampleRate"] / 2, values["size"] // 2 + 1
    least, most = values["MinimumFrequency"], values["MaximumFrequency"]
    low, high = 0.0 if least is S.Automatic else least, nyquist if most is S.Automatic else most
    if high > nyquist:
        raise CoderError("arginv", "MaximumFrequency", f"no more than half the sample rate, {nyquist:g}", most)
    if low >= high:
        raise CoderError("arginv", "MinimumFrequency", f"less than {high:g}", least)
    filters = values["NumberOfFilters"]
    if filters >= bins or filters * bins > _LARGEST:
        raise CoderError("arginv", "NumberOfFilters", f"less than the number of frequencies, {bins}", filters)
    if values.get("NumberOfCoefficients", 1) > filters:
        wants = f"no more than the number of filters, {filters}"
        raise CoderError("arginv", "NumberOfCoefficients", wants, values["NumberOfCoefficients"])
    return low, high


def window_of(given: Any, count: int, evaluate: Any) -> np.ndarray:
    """The weights of a partition's samples; raises CoderError."""
    shape = sampled_window(S.HannWindow if given is S.Automatic else given, count, evaluate)
    if shape is None:
        raise CoderError(
            "arginv", "WindowFunction", f"Automatic, a window function or a list of {count} numbers", given
        )
    return shape


# ---- changes at random -----------------------------------------------------------------------------------------------


def _shifted(array: np.ndarray, amount: float, unit: float, random: Any) -> np.ndarray:
    """Later by an amount of units; silence comes in, and what goes beyond the end is cut off."""
    n = array.shape[1]
    by = round(max(-n, min(amount * unit, n)))
    return fitted(np.pad(array, ((0, 0), (max(by, 0), 0)))[:, max(-by, 0) :], n)


def _convolved(array: np.ndarray, impulse: Sound, rate: float, random: Any) -> np.ndarray:
    """What is heard of samples through the response to an impulse, as long as they last."""
    response = resampled(mono(impulse.array).astype("float64"), impulse.rate, rate)
    n, size = array.shape[1], array.shape[1] + response.shape[1]
    if not n or not response.shape[1]:
        return array
    return np.fft.irfft(np.fft.rfft(array, size) * np.fft.rfft(response, size), size)[:, :n]


_CHANGES: dict[str, Callable[..., np.ndarray]] = {
    "Convolution": _convolved,
    "Noise": lambda array, amount, unit, random: array + amount * random.uniform(-1, 1, array.shape),
    "TimeShift": _shifted,
    "Volume": lambda array, amount, unit, random: array * amount,
}


def changed(array: np.ndarray, changes: tuple[Change, ...], rate: float, session: Any) -> np.ndarray:
    """Samples (channels, n) after changes, in the order that they were given in."""
    for name, least, greatest, scaled in changes:
        random = generator(session)
        amount = least if least is greatest or least == greatest else random.uniform(least, greatest)
        array = _CHANGES[name](array, amount, array.shape[1] if scaled else rate, random)
    return array
