"""Sounds: made of samples or read from files, and what they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from .. import symbols as S
from ..audio.files import read_sound
from ..audio.times import FREQUENCIES, quantity
from ..audio.value import TYPES, AudioError, Sound
from ..declare import builtin, name
from ..display import formatter, summary_text
from ..expr import FAILED, Expr, boolean, expr, has_head, make_list
from ..gate import gated, open_file
from ..numericarray import NumericArray
from ..packed import from_array, to_array
from .directories import OSERR
from .filenames import path_of
from .files import locate

RATE = 44100  # samples a second where nothing is said
_LEAST_RATE, _MOST_RATE = 1e-3, 1e9

MESSAGES = {
    "noaudio": "There should be a sound at position `1`: Audio[...] or File[...]; found `2`.",
    "baddata": "`1` is not a list of numbers, or a list of equally long lists of them, one for each channel.",
    "badtype": "`1` is not a type of sounds; the types are `2`.",
    "badrate": "The sample rate `1` should be a positive number.",
    "badtime": "`1` is not a time: a number of seconds, or a Quantity of seconds or samples.",
    "badaudio": "The file is not a sound that can be read: `1`.",
    "nffil": "File `1` not found.",
    "noextra": 'Files of the format `1` need the package soundfile: pip install "luperca[audio]".',
    "tooloud": "There are amplitudes that the type `1` cannot hold.",
    "toolong": "There would be `1` samples, which is too many.",
    "oserr": OSERR,
}
_SIGNED = {"int8": "SignedInteger8", "int16": "SignedInteger16", "int32": "SignedInteger32"}

name("SampleRate", "SampleRate is an option that gives the number of samples a second.")


def sound_of(e: Any, session: Any) -> Sound | None:
    """A sound, or the one in the file that File["..."] names; None for all else.

    Raises AudioError, OSError and Refused.
    """
    if isinstance(e, Sound):
        return e
    path = path_of(e) if has_head(e, S.File, 1) else None
    return None if path is None else read_file(path, session)


def read_file(path: str, session: Any) -> Sound:
    """The sound in a file; raises AudioError, OSError, Refused."""
    full = locate(path, session)
    if full is None:
        raise AudioError("nffil", path)
    with open_file(session, full, "rb") as file:
        return read_sound(file.read())


def sounding(function: Callable[..., Any]) -> Callable[..., Any]:
    """For builtins that ask for `say`: what is wrong with a sound becomes a message and $Failed."""

    @gated
    @wraps(function)
    def guarded(*args: Any, **extras: Any) -> Any:
        try:
            return function(*args, **extras)
        except AudioError as problem:
            extras["say"](*problem.args)
        return FAILED

    return guarded


def of_sound(function: Callable[..., Any]) -> Callable[..., Any]:
    """For builtins whose first argument is a sound, and that ask for `say` and `session`: it is read from a file."""

    @sounding
    @wraps(function)
    def read(audio: Any, *args: Any, **extras: Any) -> Any:
        sound = sound_of(audio, extras["session"])
        return extras["say"]("noaudio", 1, audio) if sound is None else function(sound, *args, **extras)

    return read


def rate_of(e: Any) -> float | None:
    """A sample rate: a positive number, or a Quantity in hertz."""
    rate = quantity(e, FREQUENCIES)
    if rate is None or not _LEAST_RATE <= rate <= _MOST_RATE:
        return None
    return int(rate) if rate == int(rate) else rate


def of_type(array: Any, type: str, rate: float) -> Sound:
    """The sound of amplitudes (channels, n)."""
    import numpy as np

    dtype, full = TYPES[type]
    if not _fit(array, dtype):
        raise AudioError("tooloud", type)
    if full:
        array = np.clip(array, -1, 1 - 1 / full)
    return Sound(np.array(array, dtype), rate, type)


def _fit(array: Any, dtype: str) -> bool:
    """Whether numbers are finite as reals of a type."""
    import numpy as np

    return bool((np.abs(array) <= np.finfo(dtype).max).all())


@builtin(
    "Audio[data_, OptionsPattern[]]",
    "Audio[data_, type_String, OptionsPattern[]]",
    options={"SampleRate": "Automatic"},
    **MESSAGES,
)
@sounding
def audio(data: Any, type: Any = None, *, options: Any, evaluate: Any, session: Any, say: Any) -> Any:
    """Audio[{v1, v2, ...}] is a sound with these samples, between -1 and 1; Audio[{{...}, {...}}] has several channels.

    Audio[File["name"]] reads a file: WAV; FLAC, OGG, MP3 and AIFF with the extra `audio`.  Audio[data, "type"] gives
    samples of a type, rounded and clipped: "SignedInteger8", "SignedInteger16", "SignedInteger32" (the data are such
    integers), "Real32" (the default) or "Real64".  SampleRate -> 44100 says how many samples there are a second.

    >>> a = Audio[{{0, 0.5, -0.5}, {1, 0, 0}}, SampleRate -> 8000]; {AudioChannels[a], AudioLength[a], AudioData[a]}
    {2, 3, {{0., 0.5, -0.5}, {1., 0., 0.}}}
    """
    given = options["SampleRate"]
    rate = None if given is S.Automatic else rate_of(given)
    if given is not S.Automatic and rate is None:
        return say("badrate", given)
    if type is not None and type not in TYPES:
        return say("badtype", type, make_list(TYPES))
    if isinstance(data, Sound) or path_of(data) is not None:
        sound = data if isinstance(data, Sound) else read_file(path_of(data) or "", session)
        if type is None and rate is None:
            return sound
        return of_type(sound.array, type or sound.type, rate or sound.rate)
    return _of_data(data, type, rate or RATE, evaluate, say)


def _of_data(data: Any, type: str | None, rate: float, evaluate: Any, say: Any) -> Any:
    import numpy as np

    if isinstance(data, NumericArray):
        type = type or _SIGNED.get(data.array.dtype.name)
        array = data.array if data.array.dtype.kind in "iuf" else None
    else:
        array = to_array(data) if isinstance(data, Expr) else None
        if array is None and has_head(data, S.List):
            array = to_array(evaluate(expr(S.N, data)))
    if array is None or array.ndim not in (1, 2) or (array.ndim == 2 and not len(array)):
        return say("baddata", data)
    array = array.astype("float64").reshape(1 if array.ndim == 1 else len(array), -1)
    type = type or "Real32"
    dtype, full = TYPES[type]
    if not _fit(array, dtype):
        return say("baddata", data)
    return of_type(np.rint(array) / full if full else array, type, rate)


@builtin("AudioQ[expr_]")
def audio_q(expr: Any) -> Any:
    """AudioQ[expr] gives True if expr is a sound.

    >>> {AudioQ[Audio[{0., 1.}]], AudioQ[Audio[x]], AudioQ["sound"]}
    {True, False, False}
    """
    return boolean(isinstance(expr, Sound))


@builtin("AudioData[audio_]", "AudioData[audio_, type_]", **MESSAGES)
@of_sound
def audio_data(audio: Sound, type: Any = "Real64", *, session: Any, say: Any) -> Any:
    """AudioData[audio] gives the samples, a list for each channel; AudioData[audio, "type"] as numbers of a type.

    >>> AudioData[Audio[{0, 0.5, -1}], "SignedInteger16"]
    {{0, 16384, -32768}}
    """
    if type not in TYPES:
        return say("badtype", type, make_list(TYPES))
    return from_array(audio.samples(type))


@builtin("AudioChannels[audio_]", **MESSAGES)
@of_sound
def audio_channels(audio: Sound, *, session: Any, say: Any) -> Any:
    """AudioChannels[audio] gives the number of channels.

    >>> AudioChannels[Audio[{{0, 1}, {1, 0}}]]
    2
    """
    return audio.channels


@builtin("AudioLength[audio_]", **MESSAGES)
@of_sound
def audio_length(audio: Sound, *, session: Any, say: Any) -> Any:
    """AudioLength[audio] gives the number of samples in each channel.

    >>> AudioLength[Audio[{{0, 1, 0}, {1, 0, 1}}]]
    3
    """
    return int(audio.array.shape[1])


@builtin("AudioSampleRate[audio_]", **MESSAGES)
@of_sound
def audio_sample_rate(audio: Sound, *, session: Any, say: Any) -> Any:
    """AudioSampleRate[audio] gives the number of samples a second.

    >>> {AudioSampleRate[Audio[{0, 1}]], AudioSampleRate[Audio[{0, 1}, SampleRate -> 8000]]}
    {44100, 8000}
    """
    return audio.rate


@builtin("AudioType[audio_]", **MESSAGES)
@of_sound
def audio_type(audio: Sound, *, session: Any, say: Any) -> Any:
    """AudioType[audio] gives the type of the samples.

    >>> {AudioType[Audio[{0, 1}]], AudioType[Audio[{0, 100}, "SignedInteger16"]]}
    {Real32, SignedInteger16}
    """
    return audio.type


@builtin("Duration[audio_]", **MESSAGES)
@of_sound
def duration(audio: Sound, *, session: Any, say: Any) -> Any:
    """Duration[audio] gives how long a sound takes, in seconds.

    >>> Duration[Audio[{0, 1, 0, 1}, SampleRate -> 8]]
    0.5
    """
    return audio.duration


@formatter("Audio")
def show_audio(e: Any, page: Any) -> Any:
    if not isinstance(e, Sound):
        return None
    rows = [
        ("Type", e.type),
        ("Channels", e.channels),
        ("Duration", f"{e.duration:.6g} s"),
        ("Sample rate", f"{e.rate:g} Hz" if e.rate != int(e.rate) else f"{int(e.rate)} Hz"),
    ]
    return summary_text("Audio", rows, "", page)
