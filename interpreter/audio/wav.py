"""WAV files: samples as integers of 8 to 32 bits or as reals, read and written by numpy alone.

The layout is that of "Multimedia Programming Interface and Data Specifications 1.0" (IBM and Microsoft, 1991) with the
extensible header of 1999: chunks of a four-letter name, a length and that many bytes, within one chunk RIFF.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .value import TYPES, AudioError, Sound, levels

if TYPE_CHECKING:
    import numpy as np

_INTEGERS, _REALS, _EXTENSIBLE = 1, 3, 0xFFFE
_OPEN_END = 0xFFFFFFFF  # the length that a program writes which does not yet know it
_MOST = _OPEN_END - 36  # bytes of samples: the lengths in a file are of 32 bits


@dataclass(frozen=True)
class Coding:
    """How a WAV file keeps a sample: `full` is the integer that means amplitude 1, 0 where samples are reals."""

    tag: int
    bits: int
    dtype: str
    full: int
    type: str


# The names that users give and get, with the type of sound that comes of each.
CODINGS = {
    "UnsignedInteger8": Coding(_INTEGERS, 8, "<u1", 1 << 7, "SignedInteger8"),
    "Integer16": Coding(_INTEGERS, 16, "<i2", 1 << 15, "SignedInteger16"),
    "Integer24": Coding(_INTEGERS, 24, "<i4", 1 << 23, "SignedInteger32"),
    "Integer32": Coding(_INTEGERS, 32, "<i4", 1 << 31, "SignedInteger32"),
    "Real32": Coding(_REALS, 32, "<f4", 0, "Real32"),
    "Real64": Coding(_REALS, 64, "<f8", 0, "Real64"),
}
_BY_TAG = {(c.tag, c.bits): name for name, c in CODINGS.items()}


def is_wav(data: bytes) -> bool:
    """Whether bytes begin as a WAV file does."""
    return data[:4] == b"RIFF" and data[8:12] == b"WAVE"


def read_wav(data: bytes) -> tuple[Sound, str]:
    """(the sound, how its samples were kept); raises AudioError."""
    if not is_wav(data):
        raise AudioError("badaudio", "there is no RIFF header of a WAV file")
    chunks = _chunks(data)
    if "fmt " not in chunks:
        raise AudioError("badaudio", "the chunk with the format is missing")
    if "data" not in chunks:
        raise AudioError("badaudio", "the chunk with the samples is missing")
    name, channels, rate = _format(chunks["fmt "])
    coding = CODINGS[name]
    frame = channels * coding.bits // 8
    raw = chunks["data"]
    if len(raw) % frame:
        raise AudioError("badaudio", "the samples are cut off")
    samples = _samples(raw, coding).reshape(-1, channels)
    return Sound(samples.T.copy(), rate, coding.type), name


def _chunks(data: bytes) -> dict[str, memoryview]:
    """The chunks by name, the first of each; nothing is copied, whatever lengths are claimed."""
    view, found, at = memoryview(data), {}, 12
    while at + 8 <= len(data):
        name, length = data[at : at + 4].decode("latin-1"), struct.unpack_from("<I", data, at + 4)[0]
        at += 8
        if name == "data" and length == _OPEN_END:
            length = len(data) - at
        if length > len(data) - at:
            if name in ("fmt ", "data"):
                raise AudioError("badaudio", "the file is cut off")
            break
        found.setdefault(name, view[at : at + length])
        at += length + length % 2
    return found


def _format(chunk: memoryview) -> tuple[str, int, int]:
    """(name of the coding, channels, rate)."""
    if len(chunk) < 16:
        raise AudioError("badaudio", "the chunk with the format is too short")
    tag, channels, rate, _, frame, bits = struct.unpack_from("<HHIIHH", chunk)
    if tag == _EXTENSIBLE:
        if len(chunk) < 40:
            raise AudioError("badaudio", "the chunk with the format is too short")
        tag = struct.unpack_from("<H", chunk, 24)[0]  # the first two bytes of the identifier of the format
    name = _BY_TAG.get((tag, bits))
    if name is None:
        raise AudioError("badaudio", f"samples of {bits} bits in the format {tag} are not known")
    if not channels or not rate or frame != channels * bits // 8:
        raise AudioError("badaudio", "the sizes in the header contradict each other")
    return name, channels, rate


def _samples(raw: memoryview, coding: Coding) -> np.ndarray:
    import numpy as np

    real = TYPES[coding.type][0]
    if coding.bits == 24:  # in the upper three bytes of four
        wide = np.zeros((len(raw) // 3, 4), "u1")
        wide[:, 1:] = np.frombuffer(raw, "u1").reshape(-1, 3)
        return (wide.view("<i4")[:, 0] / (1 << 31)).astype(real)
    found = np.frombuffer(raw, coding.dtype)
    if not coding.full:
        return np.nan_to_num(found.astype(real), posinf=1.0, neginf=-1.0)  # amplitudes are finite
    zero = coding.full if coding.dtype == "<u1" else 0
    return ((found.astype("float64") - zero) / coding.full).astype(real)


def write_wav(sound: Sound, coding: str = "Integer16") -> bytes:
    """The file of a sound; what is louder than full is clipped where samples are integers.  Raises AudioError."""
    how = CODINGS[coding]
    channels, length = sound.array.shape
    frame = channels * how.bits // 8
    if channels > 0xFFFF or frame > 0xFFFF:
        raise AudioError("toomany", channels)
    if length * frame > _MOST:
        raise AudioError("toolong", length)
    raw = _raw(sound.array.T, how)
    rate = max(1, min(round(sound.rate), _OPEN_END))
    header = struct.pack("<HHIIHH", how.tag, channels, rate, min(rate * frame, _OPEN_END), frame, how.bits)
    padding = b"\0" * (len(raw) % 2)
    body = b"WAVEfmt " + struct.pack("<I", 16) + header + b"data" + struct.pack("<I", len(raw))
    return b"RIFF" + struct.pack("<I", len(body) + len(raw) + len(padding)) + body + raw + padding


def _raw(frames: np.ndarray, how: Coding) -> bytes:
    import numpy as np

    if not how.full:
        return np.ascontiguousarray(frames, how.dtype).tobytes()
    found = levels(frames, how.full)
    if how.dtype == "<u1":
        found += how.full
    whole = np.ascontiguousarray(found.astype(how.dtype))
    return whole.view("u1").reshape(-1, 4)[:, :3].tobytes() if how.bits == 24 else whole.tobytes()
