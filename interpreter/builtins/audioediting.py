"""Sounds changed: other rates and channels, parts, joined, filled up, louder."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..audio.times import real, samples
from ..audio.value import Sound
from ..declare import builtin
from ..expr import Expr, is_list, make_list
from ..packed import to_array
from .audio import MESSAGES, of_sound, of_type, rate_of, sound_of, sounding

_FULL = ("Max", 1.0)
_LOUDEST = 1e6  # what is asked for beyond this is a mistake


def measure_of(e: Any) -> tuple[str, float] | None:
    """("Max" or "RMS", value) of "Max", {"Max", v} or {"RMS", v}."""
    if e == "Max":
        return _FULL
    if not is_list(e) or len(e) != 2 or e.args[0] not in ("Max", "RMS"):
        return None
    value = real(e.args[1])
    return None if value is None or not 0 < value <= _LOUDEST else (e.args[0], value)


@builtin("AudioResample[audio_, rate_]", **MESSAGES)
@of_sound
def audio_resample(audio: Sound, rate: Any, *, session: Any, say: Any) -> Any:
    """AudioResample[audio, rate] gives a sound with another number of samples a second.

    Frequencies up to 0.9 of half the lower rate stay as they are; those that the new rate cannot hold are removed.

    >>> a = AudioResample[AudioGenerator[{"Sin", 100}, 0.1], 8000]; {AudioSampleRate[a], AudioLength[a]}
    {8000, 800}
    """
    from ..audio.resample import resampled

    wanted = rate_of(rate)
    if wanted is None:
        return say("badrate", rate)
    return audio.with_array(resampled(audio.array, audio.rate, wanted), wanted)


@builtin(
    "AudioChannelMix[audio_]",
    "AudioChannelMix[audio_, channels_]",
    badmix='`1` is not "Mono", "Stereo", a list of weights or a matrix of them for `2` channels.',
    **MESSAGES,
)
@of_sound
def audio_channel_mix(audio: Sound, channels: Any = "Mono", *, session: Any, say: Any) -> Any:
    """AudioChannelMix[audio] mixes the channels to one, their mean; AudioChannelMix[audio, "Stereo"] makes two.

    AudioChannelMix[audio, {w1, w2, ...}] weighs the channels; a matrix has a row of weights for each new channel.

    >>> AudioData[AudioChannelMix[Audio[{{0, 1}, {1, 0.5}}]]]
    {{0.5, 0.75}}
    """
    from ..audio.editing import with_channels

    count = _CHANNELS.get(channels) if type(channels) is str else None
    if count is not None:
        return audio.with_array(with_channels(audio.array, count))
    weights = to_array(channels) if isinstance(channels, Expr) else None
    if weights is None or weights.ndim not in (1, 2) or weights.shape[-1] != audio.channels or not len(weights):
        return say("badmix", channels, audio.channels)
    mixed = weights.reshape(-1, audio.channels).astype("float64") @ audio.array
    return of_type(mixed, audio.type, audio.rate)


_CHANNELS = {"Mono": 1, "Stereo": 2}


def _interval(spec: Any, audio: Sound) -> slice | None:
    """The samples of t (the first seconds), -t (the last ones) or {t1, t2}."""
    length = audio.array.shape[1]
    if is_list(spec):
        ends = [samples(t, audio.rate) for t in spec.args]
        if len(ends) != 2 or None in ends:
            return None
        start, stop = (max(0, min(e + length if e < 0 else e, length)) for e in ends)  # type: ignore[operator]
        return slice(start, max(start, stop))
    n = samples(spec, audio.rate)
    if n is None:
        return None
    return slice(0, min(n, length)) if n >= 0 else slice(max(0, length + n), length)


@builtin("AudioTrim[audio_]", "AudioTrim[audio_, times_]", **MESSAGES)
@of_sound
def audio_trim(audio: Sound, times: Any = None, *, session: Any, say: Any) -> Any:
    """AudioTrim[audio] removes silence (amplitudes below 0.001) at both ends.

    AudioTrim[audio, t] gives the first t seconds, -t the last ones, {t1, t2} those between two times and
    {{t1, t2}, ...} a list of sounds.  A time may be a Quantity of seconds or samples.

    >>> a = AudioTrim[AudioGenerator["Sin", 2], {0.5, 1.25}]; Duration[a]
    0.75
    """
    from ..audio.editing import trimmed

    if times is None:
        return audio.with_array(trimmed(audio.array).copy())
    several = is_list(times) and len(times) > 0 and all(is_list(t) for t in times.args)
    intervals = [_interval(t, audio) for t in (times.args if several else (times,))]
    if None in intervals:
        return say("badtime", times)
    found = [audio.with_array(audio.array[:, i].copy()) for i in intervals]
    return make_list(found) if several else found[0]


@builtin(
    "AudioPad[audio_, times_]",
    "AudioPad[audio_, times_, padding_]",
    badpad="`1` is not a padding: a number or one of `2`.",
    **MESSAGES,
)
@of_sound
def audio_pad(audio: Sound, times: Any, padding: Any = 0, *, session: Any, say: Any) -> Any:
    """AudioPad[audio, t] puts t seconds of silence behind a sound, AudioPad[audio, {t1, t2}] before and behind it.

    AudioPad[audio, times, padding] fills with a number, or with "Fixed", "Periodic", "Reflected" or "Reversed" samples.

    >>> AudioData[AudioPad[Audio[{1, 0.5}, SampleRate -> 1], {1, 2}, "Fixed"]]
    {{1., 1., 0.5, 0.5, 0.5}}
    """
    from ..audio.editing import PADDINGS, padded

    given = times.args if is_list(times) else (0, times)
    sides = [samples(t, audio.rate) for t in given]
    if len(sides) != 2 or any(n is None or n < 0 for n in sides):
        return say("badtime", times)
    how = padding if type(padding) is str and padding in PADDINGS else real(padding)
    if how is None:
        return say("badpad", padding, make_list(PADDINGS))
    return of_type(padded(audio.array, sides[0], sides[1], how), audio.type, audio.rate)


@builtin(
    "AudioNormalize[audio_]",
    "AudioNormalize[audio_, measure_]",
    badnorm='`1` is not a way to normalize: "Max", {"Max", value} or {"RMS", value}.',
    **MESSAGES,
)
@of_sound
def audio_normalize(audio: Sound, measure: Any = "Max", *, session: Any, say: Any) -> Any:
    """AudioNormalize[audio] makes a sound so loud that its greatest amplitude is 1.

    AudioNormalize[audio, {"Max", v}] makes it v, {"RMS", v} the root of the mean square.

    >>> AudioData[AudioNormalize[Audio[{0.125, -0.25}]]]
    {{0.5, -1.}}
    """
    from ..audio.editing import normalized

    wanted = measure_of(measure)
    if wanted is None:
        return say("badnorm", measure)
    return of_type(normalized(audio.array, wanted), audio.type, audio.rate)


@builtin("AudioJoin[audio_, OptionsPattern[]]", "AudioJoin[audio__, OptionsPattern[]]",
         options={"SampleRate": "Automatic"}, **MESSAGES)  # fmt: skip
@sounding
def audio_join(audio: Any, *, options: Any, session: Any, say: Any) -> Any:
    """AudioJoin[{audio1, audio2, ...}] puts sounds one after the other; so does AudioJoin[audio1, audio2, ...].

    All get the greatest rate and number of channels among them; SampleRate -> r gives another rate.

    >>> AudioData[AudioJoin[Audio[{0, 0.5}], Audio[{1}]]]
    {{0., 0.5, 1.}}
    """
    from ..audio.editing import joined

    given = audio if isinstance(audio, tuple) else audio.args if is_list(audio) else (audio,)
    found = [sound_of(a, session) for a in given]
    if not found or None in found:
        return say("noaudio", found.index(None) + 1 if found else 1, given[found.index(None)] if found else audio)
    rate = None if options["SampleRate"] is S.Automatic else rate_of(options["SampleRate"])
    if rate is None and options["SampleRate"] is not S.Automatic:
        return say("badrate", options["SampleRate"])
    return joined(found, rate)
