"""The encoders of sounds: "Audio", "AudioSpectrogram", "AudioSTFT", "AudioMelSpectrogram" and "AudioMFCC".

Sounds and files of them are mixed to one channel, brought to one rate, perhaps normalised, in training changed at
random, and cut or filled up with silence to the length that is wanted; then come the spectra of
interpreter/audio/spectral.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ....runtime.ports import VARYING, Type, real
from ... import symbols as S
from ...audio.editing import fitted, mono, normalized
from ...audio.resample import resampled
from ...audio.spectral import both_sides, cepstra, mel_filters, partitioned, partitions, spectra
from ...audio.value import AudioError, Sound
from ...builtins.audio import read_file
from ...expr import has_head
from ...gate import Refused
from .audioparameters import MEL, PARTITION, SOURCE, checked
from .augmentation import changed
from .coder import Coder, CoderError, EncoderKind, declare
from .parameters import Parameter, Parameters, size

Transform = Callable[[Coder, np.ndarray], np.ndarray]


# ---- samples ---------------------------------------------------------------------------------------------------------


def is_example(coder: Coder, e: Any) -> bool:
    """A sound or the file of one."""
    return isinstance(e, Sound) or has_head(e, S.File, 1)


def sound_in(e: Any, session: Any) -> Sound:
    """A sound, or the one in a file; raises CoderError."""
    if isinstance(e, Sound):
        return e
    path = e.args[0]
    try:
        if type(path) is not str:
            raise AudioError("nffil", path)
        return read_file(path, session)
    except Refused:
        raise CoderError("sandbox", path) from None
    except AudioError as problem:
        raise CoderError(*(problem.args if problem.args[0] == "noextra" else ("nofile", path))) from None
    except (OSError, ValueError):
        raise CoderError("nofile", path) from None


def waveform(coder: Coder, e: Any, session: Any) -> np.ndarray:
    """(n,): the samples that an encoder sees; raises CoderError."""
    sound = sound_in(e, session)
    try:
        samples = resampled(mono(sound.array).astype("float64"), sound.rate, coder["SampleRate"])
        if coder["Normalization"] is not None:
            samples = normalized(samples, coder["Normalization"])
        if "random" in coder.parameters:
            samples = changed(coder, samples, lambda e: sound_in(e, session))
        return samples[0] if coder["samples"] is None else fitted(samples, coder["samples"])[0]
    except AudioError as problem:
        raise CoderError(*problem.args) from None


def _single(array: np.ndarray) -> np.ndarray:
    """In single precision; what it cannot hold becomes the greatest that it can."""
    greatest = np.finfo("float32").max
    return np.clip(array, -greatest, greatest).astype("float32")


def _encode_samples(coder: Coder, examples: list[Any], session: Any) -> list[np.ndarray]:
    return [_single(waveform(coder, e, session))[:, None] for e in examples]


# ---- spectra ---------------------------------------------------------------------------------------------------------


def _spectral(transform: Transform) -> Callable[[Coder, list[Any], Any], list[np.ndarray]]:
    """The encoder that makes something of the Fourier transforms (partitions, frequencies)."""

    def encode(coder: Coder, examples: list[Any], session: Any) -> list[np.ndarray]:
        found = []
        for e in examples:
            rows = partitioned(waveform(coder, e, session), coder["size"], coder["offset"])
            found.append(_single(transform(coder, spectra(rows, coder["window"]))))
        return found

    return encode


def _powers(coder: Coder, transforms: np.ndarray) -> np.ndarray:
    return np.abs(transforms) ** 2


def _parts(coder: Coder, transforms: np.ndarray) -> np.ndarray:
    whole = both_sides(transforms, coder["size"])
    return np.stack([whole.real, whole.imag], axis=-1)


def _bands(coder: Coder, transforms: np.ndarray) -> np.ndarray:
    low, high = coder["band"]
    filters = mel_filters(coder["NumberOfFilters"], coder["size"], coder["SampleRate"], low, high)
    return np.abs(transforms) @ filters.T


def _cepstra(coder: Coder, transforms: np.ndarray) -> np.ndarray:
    return cepstra(_bands(coder, transforms), coder["NumberOfCoefficients"])


# ---- declarations ----------------------------------------------------------------------------------------------------


def _length(coder: Coder) -> Any:
    """How many samples or partitions there are, if that is fixed."""
    if coder["samples"] is None:
        return VARYING
    if "size" not in coder.parameters:
        return coder["samples"]
    return partitions(coder["samples"], coder["size"], coder["offset"])


def _declared(
    name: str, encode: Callable[..., Any], sizes: Callable[[Coder], tuple[int, ...]], options: Parameters
) -> EncoderKind:
    def type_of(coder: Coder) -> Type:
        return real(_length(coder), *sizes(coder))

    return EncoderKind(
        name,
        encode,
        type_of,
        example=is_example,
        wants="a sound or the file of one",
        options={**SOURCE, **options},
        finish=checked,
        changing=lambda c: bool(c["changes"]),
        word="audio",
    )


declare(
    _declared("Audio", _encode_samples, lambda c: (1,), {}),
    _declared("AudioSpectrogram", _spectral(_powers), lambda c: (c["size"] // 2 + 1,), PARTITION),
    _declared("AudioSTFT", _spectral(_parts), lambda c: (c["size"], 2), PARTITION),
    _declared("AudioMelSpectrogram", _spectral(_bands), lambda c: (c["NumberOfFilters"],), {**PARTITION, **MEL}),
    _declared(
        "AudioMFCC",
        _spectral(_cepstra),
        lambda c: (c["NumberOfCoefficients"],),
        {**PARTITION, **MEL, "NumberOfCoefficients": Parameter(size, 13)},
    ),
)
