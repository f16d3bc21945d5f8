"""The parameters of encoders of sounds, and what is derived from them."""

from __future__ import annotations

from math import ceil
from typing import Any

import numpy as np

from ... import symbols as S
from ...audio.times import FREQUENCIES, quantity, samples
from ...builtins.audio import rate_of
from ...builtins.audioanalysis import sampled_window
from ...builtins.audioediting import measure_of
from ...expr import has_head
from .augmentation import changes_of
from .parameters import CoderError, Parameter, Parameters, Unfit, either, size

_LARGEST = 1 << 24  # samples of a window, partitions of a target, numbers in a table of filters
_WINDOW = 0.025  # seconds of a partition where nothing is said
_COUNTED = "a positive integer or a Quantity of time"

Values = dict[str, Any]


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


def _augmentation(value: Any) -> Any:
    changes_of(value)
    return value


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
    """The parameters with `samples` (None: all) and `changes`, for spectra `size`, `offset`, `window`, `band` too;
    raises CoderError."""
    rate, target = values["SampleRate"], values["TargetLength"]
    found = {**values, "samples": None, "changes": changes_of(values["Augmentation"])}
    if "WindowSize" in values:
        found["size"] = _samples(values, "WindowSize", ceil(_WINDOW * rate))
        found["offset"] = _samples(values, "Offset", max(1, round(found["size"] / 3)))
        found["window"] = _window(values["WindowFunction"], found["size"], evaluate)
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


def _band(values: Values) -> tuple[float, float]:
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


def _window(given: Any, count: int, evaluate: Any) -> np.ndarray:
    """The weights of a partition's samples; raises CoderError."""
    shape = sampled_window(S.HannWindow if given is S.Automatic else given, count, evaluate)
    if shape is None:
        raise CoderError(
            "arginv", "WindowFunction", f"Automatic, a window function or a list of {count} numbers", given
        )
    return shape
