"""Files of sound: WAV by our own reader, the other formats through the package soundfile (extra `audio`)."""

from __future__ import annotations

import io
from typing import Any

from .value import AudioError, Sound
from .wav import is_wav, read_wav, write_wav

__all__ = ["FOREIGN", "AudioError", "read_sound", "write_sound"]

# Formats that soundfile reads and writes: its name, and the coding of samples that it writes.
FOREIGN = {
    "AIFF": ("AIFF", "PCM_16"),
    "FLAC": ("FLAC", "PCM_16"),
    "MP3": ("MP3", "MPEG_LAYER_III"),
    "OGG": ("OGG", "VORBIS"),
}
_BLOCK = 1 << 16  # frames read at once: what a header claims is not believed before it is there


def read_sound(data: bytes) -> Sound:
    """The sound in the bytes of a file of any format; raises AudioError."""
    return read_wav(data)[0] if is_wav(data) else _read_foreign(data)


def write_sound(sound: Sound, format: str) -> bytes:
    """The bytes of a file of a format, WAV or one of FOREIGN; raises AudioError."""
    return write_wav(sound) if format == "WAV" else _write_foreign(sound, format)


def _soundfile(format: str) -> Any:
    try:
        import soundfile
    except (ImportError, OSError):  # OSError: the package is there, the library that it calls is not
        raise AudioError("noextra", format) from None
    return soundfile


def _read_foreign(data: bytes) -> Sound:
    import numpy as np

    soundfile = _soundfile(guessed(data))
    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            blocks = []
            while len(block := file.read(_BLOCK, dtype="float32", always_2d=True)):
                blocks.append(block)
            channels, rate = file.channels, file.samplerate
    except (soundfile.LibsndfileError, RuntimeError, TypeError, ValueError) as problem:
        raise AudioError("badaudio", str(problem).partition("<")[0].strip() or "its format is not known") from None
    frames = np.concatenate(blocks) if blocks else np.zeros((0, channels), "float32")
    return Sound(np.nan_to_num(frames.T.copy(), posinf=1.0, neginf=-1.0), rate)


def _write_foreign(sound: Sound, format: str) -> bytes:
    import numpy as np

    soundfile = _soundfile(format)
    kind, coding = FOREIGN[format]
    out = io.BytesIO()
    try:
        frames = np.clip(sound.array.T, -1, 1)
        soundfile.write(out, frames, round(sound.rate), format=kind, subtype=coding)
    except (soundfile.LibsndfileError, RuntimeError, TypeError, ValueError) as problem:
        raise AudioError("unwritten", format, str(problem).partition("<")[0].strip()) from None
    return out.getvalue()


_BEGINNINGS = {b"FORM": "AIFF", b"fLaC": "FLAC", b"OggS": "OGG", b"ID3": "MP3", b"\xff\xfb": "MP3", b"\xff\xf3": "MP3"}


def guessed(data: bytes) -> str:
    """The name of the format that the first bytes of a file tell."""
    return next((name for start, name in _BEGINNINGS.items() if data.startswith(start)), "other than WAV")
